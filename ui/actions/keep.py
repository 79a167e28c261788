"""What changes the store or takes it elsewhere: deciding, exporting, checking, asking it freely."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ontology.issue import Issue
from ui.actions.doings import note
from ui.actions.lookup import find, find_units
from ui.actions.values import Ambiguous, Json, Unknown
from ui.words import iso

if TYPE_CHECKING:
    from graph.query import Table
    from graph.reader import Reader
    from ontology.queries import Query

__all__ = ["SUFFIXES", "VERDICTS", "check", "decide", "export", "queries", "query", "revision"]

#: File suffix → form of an export.
SUFFIXES: Final = {".ttl": "ttl", ".nq": "nq", ".jsonld": "jsonld", ".graphml": "graphml", ".gexf": "gexf"}
#: What a person may decide, and about how many things.
VERDICTS: Final = {"confirmed": (1, 2), "rejected": (1, 2), "same": (2,), "different": (2,), "withdrawn": (1,)}


def revision(home: Path) -> str:
    """The number of the newest published snapshot; '0' for a store that has none. Cheap: one small file is read."""
    from graph.home import Home
    from graph.snapshot import current

    return str(current(Home.at(home)))


def decide(home: Path, about: Sequence[str], verdict: str, *, by: str, why: str, now: datetime) -> Json:
    """Record what a person decided, at ``now`` (with time zone).

    ``verdict``: 'confirmed' or 'rejected' about one assertion, or about a task and a clause that it carries out; 'same'
    or 'different' about two directives; 'withdrawn' about one decision. ``about`` are IRIs; ``by`` and ``why`` are not
    empty. Raises ``ValueError`` for another verdict or number of things, :class:`graph.errors.GraphError` for what the
    store does not hold or where nobody or no reason is named, or where it cannot be written.
    """
    from graph import decisions
    from graph.store import open_writer
    from graph.turns import PATIENCE

    if len(about) not in VERDICTS.get(verdict, ()):
        raise ValueError(f"{verdict} is decided about {VERDICTS.get(verdict, 'no')} things, not {len(about)}")
    with open_writer(home, PATIENCE) as writer:
        if verdict == "withdrawn":
            made = decisions.withdrawal(writer, about[0], by=by, at=now, why=why)
        elif verdict in ("same", "different"):
            one, other = about
            made = decisions.about_directives(writer, one, other, same=verdict == "same", by=by, at=now, why=why)
        elif len(about) == 2:
            task, clause = about
            right = verdict == "confirmed"
            made = decisions.about_alignment(writer, task, clause, right=right, by=by, at=now, why=why)
        else:
            right = verdict == "confirmed"
            made = decisions.about_assertion(writer, about[0], right=right, by=by, at=now, why=why)
        written = writer.decide(made)
        published = writer.publish()
    return {"decision": written, "verdict": verdict, "about": list(about), "by": by, "revision": str(published)}


def export(home: Path, to: Path) -> Json:
    """Write the whole store to ``to`` in the form of its suffix (:data:`SUFFIXES`), whole or not at all.

    Raises ``ValueError`` for another suffix, ``OSError`` where the file cannot be written, :class:`StoreError`.
    """
    from graph.export import export as pieces
    from graph.reader import open_reader

    form = SUFFIXES.get(to.suffix.lower())
    if form is None:
        raise ValueError(f"no form for the suffix {to.suffix!r}")
    draft = to.with_name(f".{to.name}.new")
    with open_reader(home) as reader:
        try:
            with draft.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(pieces(reader, form))
            size = draft.stat().st_size
            note(home, "export", [f"toàn bộ kho, dạng {form}"])
            draft.replace(to)
        finally:
            draft.unlink(missing_ok=True)
    return {"file": str(to), "form": form, "bytes": size}


def check(home: Path, *, rebuild: bool = False) -> tuple[Issue, ...]:
    """The faults of the store: shapes, evidence, quotes, identity, register, decisions; none where it is sound.

    ``rebuild`` derives the register anew first. Raises :class:`graph.errors.StoreError`.
    """
    from graph.consistency import check as faults
    from graph.reader import open_reader
    from graph.store import open_writer
    from graph.turns import PATIENCE

    if rebuild and revision(home) != "0":
        with open_writer(home, PATIENCE) as writer:
            writer.rebuild_register()
    with open_reader(home) as reader:
        return tuple(faults(reader))


def queries() -> list[Json]:
    """The named queries: name, title, parameters."""
    from ontology import queries as stored

    return [
        {
            "name": name,
            "title": stored.load(name).title,
            "parameters": [
                {"name": p.name, "type": p.type, "required": p.required, "description": p.description}
                for p in stored.load(name).parameters
            ],
        }
        for name in stored.names()
    ]


def holds(home: Path) -> bool:
    """Whether anything was ever stored at ``home``."""
    from graph.home import Home

    return Home(home).store.is_dir()


def query(
    home: Path, name: str | Path, params: Mapping[str, Sequence[str]] | None = None
) -> "Table | Ambiguous | Unknown":
    """The answer to a named query, or to that of a ``.rq`` file (a ``Path``), as a table.

    A parameter that wants an IRI also takes a code of a directive or the name of a unit, one that wants a code any
    spelling of it, one that wants a day or month also takes '12/9/2026' and '9/2026'. A query that would ask another
    machine (``SERVICE``) is refused. Raises :class:`ontology.queries.QueryError`, ``OSError`` for a file,
    :class:`graph.errors.StoreError`.
    """
    from graph.query import run
    from graph.reader import open_reader
    from ontology import queries as stored

    if isinstance(name, Path):
        _refuse_elsewhere(name.read_text(encoding="utf-8"))
    with open_reader(home) as reader:
        types = _iri_parameters(stored.load(name)) if isinstance(name, str) else set()
        times = _time_parameters(stored.load(name)) if isinstance(name, str) else set()
        values: dict[str, list[str]] = {}
        for key, given in (params or {}).items():
            named: list[str] | Ambiguous | Unknown = list(given)
            if key in times:
                named = list(map(iso, given))
            elif key in types:
                named = _iris(reader, key, given)
            elif key == "code" and isinstance(name, str):
                named = _codes(reader, given)
            if not isinstance(named, list):
                return named
            values[key] = named
        return run(reader, name, {key: found[0] if len(found) == 1 else found for key, found in values.items()})


def _refuse_elsewhere(text: str) -> None:
    from graph.asking import words_of
    from ontology.queries import QueryError

    if "SERVICE" in words_of(text):
        raise QueryError("Câu hỏi có SERVICE, tức là hỏi một máy khác; chidao không gửi gì ra ngoài máy này.")


def _iri_parameters(query: "Query") -> set[str]:
    return {parameter.name for parameter in query.parameters if parameter.type == "iri"}


def _time_parameters(query: "Query") -> set[str]:
    return {parameter.name for parameter in query.parameters if parameter.type in ("date", "month")}


def _iris(reader: "Reader", key: str, given: Iterable[str]) -> "list[str] | Ambiguous | Unknown":
    """The IRIs that words name: those of units for the parameter ``unit``, else of directives."""
    iris: list[str] = []
    for word in given:
        if word.startswith("urn:"):
            iris.append(word)
            continue
        found = _units(reader, word) if key == "unit" else find(reader, word)
        if isinstance(found, Ambiguous | Unknown):
            return found
        iris += found if isinstance(found, list) else [found.id]
    return iris


def _codes(reader: "Reader", given: Iterable[str]) -> "list[str] | Unknown":
    """Codes as the store writes them, of codes in any spelling; what nothing bears is told with near names."""
    codes: list[str] = []
    for word in given:
        found = find(reader, word)
        if isinstance(found, Unknown):
            return found
        one = found.candidates[0] if isinstance(found, Ambiguous) else found
        codes.append(one.code or word)
    return codes


def _units(source: "Reader", word: str) -> list[str] | Unknown:
    found = find_units(source, word)
    return found if isinstance(found, Unknown) else [row.iri for row in found]
