"""Tasks and units as tables."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.actions.facts import proof, rulings_of, span
from ui.actions.lookup import candidates_of, find, find_units
from ui.actions.values import Ambiguous, Candidate, Json, Unknown
from ui.words import day

if TYPE_CHECKING:
    from graph.reader import Reader
    from graph.rows import Record, Rows

__all__ = ["details", "tasks", "units"]


def tasks(
    home: Path,
    *,
    unit: str | None = None,
    month: str | None = None,
    directive: str | None = None,
    issuer: str | None = None,
    date: str | None = None,
) -> Json | Ambiguous | Unknown:
    """Tasks with owners, deadlines and reports: of a unit, of a month (``YYYY-MM``), of a directive, or all; the three
    choices narrow each other. ``units`` tells which units the words of ``unit`` were taken to name.

    Raises :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader

    with open_reader(home) as reader:
        named = find_units(reader, unit) if unit else []
        if isinstance(named, Unknown):
            return named
        found = find(reader, directive, issuer, date) if directive else None
        if isinstance(found, Ambiguous | Unknown):
            return found
        rows = _chosen(reader, [row["unit"] for row in named] if unit else None, month, found)
        return {
            "units": [{"id": row["unit"], "name": row["name"], "place": row["place"]} for row in named],
            "tasks": details(reader, rows),
            "statement": _statement(reader, rows),
        }


def units(home: Path, name: str | None = None) -> list[Json] | Unknown:
    """The units, groups and posts of the store, or those that ``name`` names, with how many tasks each is given."""
    from graph.reader import open_reader
    from graph.rows import ask
    from graph.words import word_of

    with open_reader(home) as reader:
        rows = find_units(reader, name) if name else ask(reader, "units")
        if isinstance(rows, Unknown):
            return rows
        keys = ("name", "level", "place", "province", "tasks")
        return [{"id": row["unit"], "kind": word_of(row["kind"]), **{key: row[key] for key in keys}} for row in rows]


def places(province: str) -> list[Json] | Unknown:
    """The commune-level units of a province as the registry lists them today; a former province tells its successor."""
    from ontology import registry

    rows = registry.as_rows(province)
    if rows:
        return [dict(row) for row in rows]
    now = registry.province_of(province)
    near = [now.name] if now is not None else [p.name for p in registry.alike(province) if p.level == "tỉnh"]
    why = f"“{province}” nay thuộc {now.full_name}" if now is not None else "không có tỉnh, thành phố nào tên như vậy"
    return Unknown(province, tuple(near), why)


def details(source: "Rows", rows: "Iterable[Record]") -> list[Json]:
    """Rows of the query ``tasks-of-directive`` with their owners, deadlines and reports, each with its sentence."""
    from graph.walk import ask_each

    held, months = _by_task(rows)
    ids = [row["task"] for row in held]
    if not ids:
        return []
    rulings = rulings_of(source)
    owners, deadlines, reports = (defaultdict(list) for _ in range(3))
    for row in ask_each(source, "assignments-of-task", "task", ids):
        owners[row["task"]].append({**_owner(row), **proof(row, rulings)})
    for row in ask_each(source, "deadlines-of-task", "task", ids):
        deadlines[row["task"]].append({**_deadline(row), **span(row)})
    for row in ask_each(source, "reports-of-task", "task", ids):
        reports[row["task"]].append({**_report(row), **proof(row, rulings)})
    heads = {c.id: c for c in candidates_of(source, sorted({row["directive"] for row in held}))}
    return [
        {
            **_head(heads.get(row["directive"]), row, months[row["task"]]),
            **proof(row, rulings),
            "owners": owners[row["task"]],
            "deadlines": deadlines[row["task"]],
            "reports": reports[row["task"]],
        }
        for row in sorted(held, key=lambda row: _order(heads.get(row["directive"]), row))
    ]


def _chosen(
    reader: "Reader", units: Sequence[str] | None, month: str | None, directive: Candidate | None
) -> "list[Record]":
    """The rows of the tasks that every given choice lets through."""
    from graph.rows import ask

    of_unit = ask(reader, "tasks-by-unit", unit=units, month=month) if units is not None else None
    of_month = ask(reader, "tasks-by-month", month=month) if month and of_unit is None else None
    narrowed = of_unit if of_unit is not None else of_month
    if directive is not None:
        ids = [directive.id]
    else:
        ids = sorted({row["directive"] for row in (narrowed if narrowed is not None else ask(reader, "documents"))})
    rows = ask(reader, "tasks-of-directive", directive=ids) if ids else []
    if narrowed is None:
        return rows
    wanted = {row["task"] for row in narrowed}
    return [row for row in rows if row["task"] in wanted]


def _by_task(rows: "Iterable[Record]") -> "tuple[list[Record], dict[str, list[str]]]":
    """Each task once, in the order given, and its months: the one it was set for, the one it is due in."""
    first: dict[str, Record] = {}
    months: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        first.setdefault(row["task"], row)
        if row["month"]:
            months[row["task"]].add(str(row["month"]))
    return list(first.values()), {task: sorted(months[task]) for task in first}


def _head(directive: Candidate | None, row: "Record", months: list[str]) -> Json:
    told = {"code": directive.code, "date": directive.date, "issuer": directive.issuer} if directive else {}
    return {
        "id": row["task"],
        "directive": row["directive"],
        **{key: told.get(key) or None for key in ("code", "date", "issuer")},
        "months": months,
        "path": row["path"],
        "wording": row["wording"],
        "product": row["product"],
    }


def _order(directive: Candidate | None, row: "Record") -> tuple[str, str, str, int]:
    if directive is None:
        return "", "", row["directive"], row["start"]
    return directive.date or directive.month, directive.code, directive.id, row["start"]


def _owner(row: "Record") -> Json:
    from graph.words import relation_word, word_of

    return {
        "role": relation_word(row["relation"]),
        "id": row["unit"],
        "unit": row["name"],
        "kind": word_of(row["kind"]),
        "surface": row["surface"],
    }


def _deadline(row: "Record") -> Json:
    from graph.words import grade_of_term

    return {
        "kind": row["kind"],
        "to": _iso(row["due"]),
        "from": _iso(row["dueFrom"]),
        **{key: row[key] for key in ("precision", "recurrence", "printed")},
        "relative": row["relativeTo"],
        "grade": grade_of_term(row["grade"]).value if row["grade"] else "",
    }


def _report(row: "Record") -> Json:
    keys = ("recurrence", "printed")
    return {"to": row["name"], "via": row["viaName"], "due": _iso(row["due"]), **{key: row[key] for key in keys}}


def _iso(value: object) -> str | None:
    return None if value is None else str(value)


def _statement(reader: "Reader", rows: "Sequence[Record]") -> str:
    from graph.rows import ask

    (held,) = ask(reader, "coverage")
    newest = f", mới nhất ngày {day(str(held['newest']))}" if held["newest"] else ""
    directives = len({row["directive"] for row in rows})
    tasks = len({row["task"] for row in rows})
    return f"{tasks} nhiệm vụ của {directives} văn bản; dựa trên {held['documents']} văn bản trong kho{newest}."
