"""The chain of a directive, and one directive whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.actions.lookup import candidate, candidates_of, find
from ui.actions.tables import details
from ui.actions.values import Ambiguous, Candidate, Json, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.reader import Reader
    from graph.rows import Record

__all__ = ["DEPTH", "directives", "document", "show", "trace"]

#: How many levels a chain goes each way: more than there are levels of government.
DEPTH = 8
_RELATIONS = ("addressees", "issuers")


def directives(home: Path) -> list[Json]:
    """Every directive of the store, by date and code, each with its number of tasks and of implementing directives."""
    from graph.reader import open_reader
    from graph.rows import ask

    with open_reader(home) as reader:
        rows = [candidate(row).as_json() for row in ask(reader, "directives")]
        tasks: dict[str, int] = {}
        for row in ask(reader, "documents"):
            tasks[row["directive"]] = tasks.get(row["directive"], 0) + row["tasks"]
        lower = _implementers(reader, [row["id"] for row in rows])
    rows.sort(key=lambda row: (row["date"] or row["month"] or "", row["code"] or "", row["id"]), reverse=True)
    return [{**row, "tasks": tasks.get(row["id"], 0), "implementers": len(lower.get(row["id"], ()))} for row in rows]


def trace(
    home: Path,
    code: str,
    issuer: str | None = None,
    date: str | None = None,
    up: bool = True,
    down: bool = True,
    depth: int = DEPTH,
) -> Json | Ambiguous | Unknown:
    """The chain of the directive that ``code`` names (code, IRI or file), ``depth`` levels up and down.

    The JSON is that of :func:`graph.chain.as_json`: root, nodes, edges with their sentences, statement.
    Raises :class:`graph.errors.StoreError`.
    """
    from graph.chain import as_json, chain
    from graph.reader import open_reader

    with open_reader(home) as reader:
        found = find(reader, code, issuer, date)
        if not isinstance(found, Candidate):
            return found
        return as_json(chain(reader, found.id, up=up, down=down, depth=depth))


def show(home: Path, code: str, issuer: str | None = None, date: str | None = None) -> Json | Ambiguous | Unknown:
    """One directive whole: header, issuer, addressees, what it says of others and they of it, tasks, figures, warnings."""
    from graph.reader import open_reader
    from graph.rows import ask

    with open_reader(home) as reader:
        found = find(reader, code, issuer, date)
        if not isinstance(found, Candidate):
            return found
        return {
            "directive": found.as_json(),
            "texts": [
                {"text": row["text"], "document": row["document"], "sha256": row["sha256"]}
                for row in ask(reader, "documents")
                if row["directive"] == found.id
            ],
            **{key: _told(reader, ask(reader, key, directive=found.id), "name") for key in _RELATIONS},
            "cites": _told(reader, ask(reader, "chain-up", lower=found.id), "higher"),
            "cited_by": _told(reader, ask(reader, "chain-down", higher=found.id), "lower"),
            "tasks": details(reader, ask(reader, "tasks-of-directive", directive=found.id)),
            "figures": [_figure(row) for row in ask(reader, "figures") if row["directive"] == found.id],
            "warnings": [_warning(row) for row in ask(reader, "warnings") if row["directive"] == found.id],
        }


def document(home: Path, id: str) -> Json | None:
    """The text of a directive (by any IRI of it, or of its text) and its facts in the order of the text.

    ``None`` where the store holds no text of it. Spans index ``text``; a directive of several texts gives the first.
    """
    from graph.reader import open_reader
    from graph.rows import ask

    with open_reader(home) as reader:
        named = {row["directive"] for row in ask(reader, "identity", mentioned=id)}
        held = [row for row in ask(reader, "documents") if row["text"] == id or row["directive"] in named]
        if not held:
            return None
        row = held[0]
        facts = [fact for fact in _facts(reader, row["directive"], row["text"]) if fact["text"] == row["text"]]
        return {
            "id": row["directive"],
            "text_id": row["text"],
            "file": row["document"],
            "title": row["title"] or "",
            "text": _content(reader, row["text"]),
            "facts": sorted(facts, key=lambda fact: (fact["span"], fact["kind"], fact["label"])),
        }


def _facts(reader: "Reader", directive: str, text: str) -> "Iterable[Json]":
    """Everything that a text says, as fact: what kind, about whom, where."""
    from graph.rows import ask

    tasks = ask(reader, "tasks-of-directive", directive=directive)
    for row in tasks:
        yield _fact(row, "nhiệm vụ", f"{row['path'] or ''} {row['wording']}".strip())
    for detail in details(reader, tasks):
        for owner in detail["owners"]:
            yield {**owner, "kind": owner["role"], "label": owner["unit"]}
        for deadline in detail["deadlines"]:
            yield {**deadline, "kind": "thời hạn", "label": deadline["to"] or deadline["printed"] or ""}
        for report in detail["reports"]:
            yield {**report, "kind": "báo cáo về", "label": report["to"]}
    for query, other in (("issuers", "name"), ("addressees", "name")):
        for fact in _told(reader, ask(reader, query, directive=directive), other):
            yield {**fact, "kind": fact["relation"], "label": fact["name"]}
    others = [*ask(reader, "chain-up", lower=directive), *ask(reader, "passing-edges", text=text)]
    for fact in _told(reader, others, "higher"):
        yield {**fact, "kind": fact["relation"], "label": fact["name"]}
    for row in ask(reader, "figures"):
        if row["text"] == text:
            yield {**_figure(row), "grade": "nêu rõ"}
    for row in ask(reader, "warnings"):
        if row["text"] == text and row["quote"]:
            yield {**_warning(row), "kind": "cần lưu ý", "grade": ""}


def _told(reader: "Reader", rows: "Iterable[Record]", other: str) -> list[Json]:
    """Relations with their sentences; ``name`` says whom or what by its own name, a directive by its code and issuer."""
    from graph.decisions import effective

    held = list(rows)
    ids = sorted({row[other] for row in held}) if other in ("higher", "lower") else []
    names = {c.id: _name(c) for c in candidates_of(reader, ids)}
    rulings = effective(reader)
    return [
        {
            **_proof(row, rulings),
            "relation": _word(row.get("relation")),
            "id": row[other] if ids else row["unit"],
            "name": names.get(row[other], row[other]),
        }
        for row in held
    ]


def _name(candidate: Candidate) -> str:
    when = f" ngày {candidate.date}" if candidate.date else ""
    return f"{candidate.code or candidate.title or candidate.document}{when}"


def _word(relation: str | None) -> str:
    from graph.words import relation_word

    return relation_word(relation) if relation else "ban hành"


def _proof(row: "Record", rulings: Any) -> Json:
    from graph.decisions import grade_of
    from graph.words import grade_of_term

    return {
        "assertion": row["assertion"],
        "grade": grade_of(rulings, row["assertion"], grade_of_term(row["grade"])).value,
        "quote": row["quote"],
        "span": [row["start"], row["end"]],
        "document": row["document"],
        "text": row["text"],
    }


def _fact(row: "Record", kind: str, label: str) -> Json:
    return {**_proof(row, {}), "kind": kind, "label": label}


def _figure(row: "Record") -> Json:
    whole = f"/{row['whole']:g}" if row["whole"] is not None else ""
    sign = {">=": "từ ", "<=": "không quá "}.get(row["comparator"] or "", "")
    return {
        "id": row["figure"],
        "kind": "chỉ tiêu" if row["kind"] == "target" else "kết quả",
        "label": f"{sign}{row['value']:g}{whole} {row['measure'] or ''}".strip(),
        "value": row["value"],
        "whole": row["whole"],
        "comparator": row["comparator"],
        "measure": row["measure"],
        "path": row["path"],
        "quote": row["quote"],
        "span": [row["start"], row["end"]],
        "document": row["document"],
        "text": row["text"],
    }


def _warning(row: "Record") -> Json:
    return {
        "code": row["code"],
        "label": row["message"],
        "quote": row["quote"],
        "span": [row["start"], row["end"]] if row["quote"] else None,
        "document": row["document"],
        "text": row["text"],
    }


def _content(reader: "Reader", text: str) -> str:
    from graph.rdf import value_of

    rows = reader.rows(f"SELECT ?content WHERE {{ GRAPH ?g {{ <{text}> <urn:chidao:term:content> ?content }} }}")
    return str(value_of(rows[0]["content"])) if rows else ""


def _implementers(reader: "Reader", ids: list[str]) -> dict[str, set[str]]:
    """Directive → those that carry it out."""
    from graph.rows import ask

    lower: dict[str, set[str]] = {}
    for row in ask(reader, "chain-down", higher=ids) if ids else ():
        if row["relation"].endswith(":implements") and row["lower"] != row["higher"]:
            lower.setdefault(row["higher"], set()).add(row["lower"])
    return lower
