"""Tasks as lines of a ledger: what a list of thousands shows of each, in a few questions and without the graph."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.register.find import REJECTED, Wanted, conditions
from graph.register.register import Register

__all__ = ["ORDERS", "Due", "Line", "Part", "lines", "weight"]

_DATED: Final = "COALESCE(x.date, x.issued_from, x.month || '-01', '')"
_LAST_DUE: Final = "(SELECT MAX(d.due) FROM deadlines d WHERE d.task = t.id AND d.kind IS NOT 'until')"
#: Which lines come first where not all can be given.
ORDERS: Final = {
    "due": f"{_LAST_DUE} IS NULL, {_LAST_DUE}, {_DATED} DESC, x.iri, t.start, t.iri",
    "new": f"{_DATED} DESC, x.code, x.iri, t.start, t.iri",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's part in a task; ``role`` and ``grade`` are local names of terms."""

    unit: str
    name: str
    role: str
    lead: bool
    grade: str


@dataclass(frozen=True, slots=True)
class Due:
    """A day due (ISO), a rule of recurrence, or only the words printed; '' for what is not told."""

    day: str
    rule: str
    printed: str


@dataclass(frozen=True, slots=True)
class Line:
    """One task: where it stands, who has what part in it, by when, the months that it belongs to, the days of its
    ``turns``, and its ``number`` in the register."""

    iri: str
    wording: str
    path: str
    directive: str
    code: str
    file: str
    issued: str
    start: int
    end: int
    number: int
    parts: tuple[Part, ...]
    due: tuple[Due, ...]
    reports_to: tuple[str, ...]
    months: tuple[str, ...]
    turns: tuple[str, ...]


def lines(register: Register, wanted: Wanted, order: str = "due", limit: int | None = None) -> tuple[list[Line], int]:
    """The tasks wanted in one of :data:`ORDERS`, and how many there are beyond ``limit`` too."""
    where, values = conditions(wanted)
    if where is None:
        return [], 0
    inner = f"FROM tasks t JOIN texts x ON x.id = t.text {where}"
    rows = register.rows(
        "SELECT t.id, t.iri, t.wording, COALESCE(t.path, ''), x.directive, COALESCE(x.code, ''), x.file, "
        f"{_DATED}, t.start, t.ending {inner} ORDER BY {ORDERS[order]}{'' if limit is None else ' LIMIT ?'}",
        [*values, *([] if limit is None else [limit])],
    )
    full = limit is not None and len(rows) == limit
    count = register.rows(f"SELECT COUNT(*) {inner}", values)[0][0] if full else len(rows)
    ids = json.dumps([row[0] for row in rows])
    told = [of(register, ids) for of in (_parts, _due, _reports, _months, _turns)]
    return [_line(row, [tuple(each[row[0]]) for each in told]) for row in rows], count


def _line(row: tuple[Any, ...], belongings: Sequence[tuple[Any, ...]]) -> Line:
    number, iri, wording, path, directive, code, file, issued, start, end = row
    return Line(iri, wording or "", path, directive, code, file, issued, start, end, number, *belongings)


def weight(register: Register, months: Sequence[str]) -> int:
    """How many tasks belong to these months in all."""
    wanted = "SELECT COUNT(*) FROM months WHERE month IN (SELECT value FROM json_each(?))"
    ((count,),) = register.rows(wanted, (json.dumps(list(months)),))
    return int(count)


def _parts(register: Register, ids: str) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = defaultdict(list)
    for task, *part in register.rows(
        "SELECT a.task, u.iri, COALESCE(u.name, ''), a.role, COALESCE(a.lead, 0), a.grade "
        f"FROM assignments a JOIN units u ON u.id = a.unit WHERE a.task IN (SELECT value FROM json_each(?)) "
        f"AND NOT {REJECTED} ORDER BY a.task, a.role, a.lead DESC, u.name, u.iri",
        (ids,),
    ):
        unit, name, role, lead, grade = part
        found[task].append(Part(unit, name, role, bool(lead), grade or ""))
    return found


def _due(register: Register, ids: str) -> dict[int, list[Due]]:
    return _each(
        register.rows(
            "SELECT task, CASE WHEN kind = 'until' THEN '' ELSE COALESCE(due, '') END, COALESCE(recurrence, ''), "
            "COALESCE(printed, '') FROM deadlines "
            "WHERE task IN (SELECT value FROM json_each(?)) ORDER BY task, due, iri",
            (ids,),
        ),
        Due,
    )


def _reports(register: Register, ids: str) -> dict[int, list[str]]:
    return _each(
        register.rows(
            "SELECT DISTINCT r.task, g.name FROM reports r JOIN units g ON g.id = r.unit "
            "WHERE r.task IN (SELECT value FROM json_each(?)) AND g.name IS NOT NULL ORDER BY 1, 2",
            (ids,),
        ),
        str,
    )


def _months(register: Register, ids: str) -> dict[int, list[str]]:
    asked = "SELECT task, month FROM months WHERE task IN (SELECT value FROM json_each(?)) ORDER BY task, month"
    return _each(register.rows(asked, (ids,)), str)


def _turns(register: Register, ids: str) -> dict[int, list[str]]:
    asked = "SELECT task, due FROM turns WHERE task IN (SELECT value FROM json_each(?)) ORDER BY task, due"
    return _each(register.rows(asked, (ids,)), str)


def _each(rows: Sequence[tuple[Any, ...]], make: Any) -> dict[int, list[Any]]:  # noqa: ANN401 - what a row is made into
    found: dict[int, list[Any]] = defaultdict(list)
    for task, *rest in rows:
        found[task].append(make(*rest))
    return found
