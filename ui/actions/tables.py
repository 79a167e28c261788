"""Tasks and units as tables."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.actions.facts import is_replaced, proof, rulings_of, span
from ui.actions.lookup import Chosen, candidates_of, choose, find_units
from ui.actions.naming import named as by_name
from ui.actions.place_identity import chosen_seats
from ui.actions.values import Ambiguous, Candidate, Json, Unknown
from ui.words import day

if TYPE_CHECKING:
    from graph.month.moved import Moved
    from graph.reader import Reader
    from graph.rows import Record

__all__ = ["ROLES", "details", "tasks", "units"]

#: What a person may ask for → the role of a unit in a task, and whether only where it is named chủ trì.
ROLES: Final = {
    "giao": ("assignedTo", False),
    "chu-tri": ("assignedTo", True),
    "phoi-hop": ("coordinatesWith", False),
    "giam-sat": ("monitoredBy", False),
}
_KINDS: Final = {"unit": "đơn vị", "group": "nhóm đơn vị", "post": "chức danh"}


def tasks(
    home: Path,
    *,
    unit: str | None = None,
    role: str | None = None,
    month: str | None = None,
    directive: str | None = None,
    issuer: str | None = None,
    date: str | None = None,
    search: Sequence[str] = (),
    limit: int | None = None,
) -> Json | Ambiguous | Unknown:
    """Tasks with owners, deadlines and reports: of a unit, in a role (:data:`ROLES`), of a month (``YYYY-MM``), of a
    directive, with phrases in their words, or all; the choices narrow each other. ``units`` tells which units the words
    of ``unit`` were taken to name; ``found`` how many tasks there are, those beyond ``limit`` too.

    Raises :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader
    from graph.register import find as register
    from graph.walk import ask_each

    with open_reader(home) as reader:
        meant = choose(reader, unit, directive, issuer, date)
        if not isinstance(meant, Chosen):
            return meant
        told, lead = ROLES[role] if role else ("", False)
        wanted = register.Wanted(
            units=meant.iris if unit else None,
            role=told,
            lead=lead,
            month=month or "",
            directive=meant.id,
            search=search,
        )
        chosen, count = register.tasks(reader.register, wanted, limit)
        rows = list(ask_each(reader, "task", "task", chosen))
        return {
            "units": [{"id": row.iri, "name": row.name, "place": row.place or None} for row in meant.units],
            "found": count,
            "tasks": details(reader, rows),
            "statement": _statement(reader, rows, count),
        }


def units(home: Path, name: str | None = None) -> list[Json] | Unknown:
    """The units, groups and posts of the store, or those that ``name`` names, with how many tasks each is given.

    ``identified`` is the place of a unit whose document names no province, where one was inferred or decided.
    """
    from graph.reader import open_reader
    from graph.register import find as register

    with open_reader(home) as reader:
        rows = find_units(reader, name) if name else register.units(reader.register)
        if isinstance(rows, Unknown):
            return rows
        seats = chosen_seats(reader)
        keys = ("name", "level", "place", "province", "code")
        return [
            {
                "id": row.iri,
                "kind": _KINDS.get(row.kind, row.kind),
                **{key: getattr(row, key) or None for key in keys},
                "identified": seats.get(row.iri.rpartition(":")[2]),
                "tasks": row.tasks,
            }
            for row in rows
        ]


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


def details(source: "Reader", rows: "Iterable[Record]") -> list[Json]:
    """Rows of the query ``tasks-of-directive`` with their owners, deadlines and reports, each with its sentence."""
    from graph.month.moved import moves
    from graph.walk import ask_each

    held, months = _by_task(rows)
    ids = [row["task"] for row in held]
    if not ids:
        return []
    rulings = rulings_of(source)
    owners, deadlines, reports = (defaultdict(list) for _ in range(3))
    for row in ask_each(source, "assignments-of-task", "task", ids):
        if not is_replaced(row):
            owners[row["task"]].append({**_owner(row), **proof(row, rulings)})
    moved = moves(source.register).by_task()
    for row in ask_each(source, "deadlines-of-task", "task", ids):
        deadlines[row["task"]].append({**_deadline(row), **_moved(row, moved.get(row["task"], ())), **span(row)})
    for row in ask_each(source, "reports-of-task", "task", ids):
        if not is_replaced(row):
            reports[row["task"]].append({**_report(row), **proof(row, rulings)})
    heads = {c.id: c for c in candidates_of(source, sorted({row["directive"] for row in held}))}
    told = [
        {
            **_head(heads.get(row["directive"]), row, months[row["task"]]),
            **proof(row, rulings),
            "owners": owners[row["task"]],
            "deadlines": deadlines[row["task"]],
            "reports": reports[row["task"]],
        }
        for row in sorted(held, key=lambda row: _order(heads.get(row["directive"]), row))
    ]
    return by_name(source, told)  # type: ignore[no-any-return]


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
        "ordinal": row["ordinal"],
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


def _moved(row: "Record", moved: "Sequence[Moved]") -> Json:
    """What a later directive says of the day: ``moved`` is None where it still counts."""
    from ui.actions.overdue import moved_json

    found = moved_json([one for one in moved if one.old == _iso(row["due"])])
    return {"moved": found[0] if found else None}


def _report(row: "Record") -> Json:
    keys = ("recurrence", "printed")
    return {
        "to": row["name"],
        "to_id": row["unit"],
        "via": row["viaName"],
        "due": _iso(row["due"]),
        **{key: row[key] for key in keys},
    }


def _iso(value: object) -> str | None:
    return None if value is None else str(value)


def _statement(reader: "Reader", rows: "Sequence[Record]", count: int) -> str:
    from graph.register.find import held

    rests = held(reader.register)
    newest = f", mới nhất ngày {day(rests.newest)}" if rests.newest else ""
    directives = len({row["directive"] for row in rows})
    shown = len({row["task"] for row in rows})
    more = f" (trong {count} nhiệm vụ tìm thấy)" if count > shown else ""
    return f"{shown} nhiệm vụ{more} của {directives} văn bản; dựa trên {rests.texts} văn bản trong kho{newest}."
