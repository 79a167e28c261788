"""Questions that the register answers: tasks by unit, month, role, directive and words; units; counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.register.fold import phrase, search_key
from graph.register.register import Register

__all__ = [
    "Held",
    "UnitRow",
    "Wanted",
    "conditions",
    "counts",
    "held",
    "tasks",
    "units",
]

#: An assignment that a person said is wrong, of the very sentence that still stands there.
REJECTED: Final = (
    "EXISTS (SELECT 1 FROM rulings r WHERE r.assertion = a.assertion AND r.grade = 'rejected' AND r.stamp = a.stamp)"
)


#: From how many on what holds a phrase is no longer ordered by day.
_MANY: Final = 5_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks: every choice narrows the others, ``None`` and '' choose all.

    ``units``: IRIs; ``role``: 'assignedTo', 'coordinatesWith', 'monitoredBy'; ``lead``: only where the words name the
    unit as chủ trì; ``month``: '2026-05'; ``directive``: a canonical IRI; ``search``: phrases that all must occur, in
    any spelling; ``due_from`` and ``due_until``: a day due between them (ISO, both count); ``reports_to``: IRIs of
    units that a report on the task goes to.
    """

    units: Sequence[str] | None = None
    role: str = ""
    lead: bool = False
    month: str = ""
    directive: str = ""
    search: Sequence[str] = ()
    due_from: str = ""
    due_until: str = ""
    reports_to: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit, group or post; ``code`` is that of the registry's commune or province it sits in, '' where not sure.

    ``tasks``: how many tasks are given to it (giao cho), whatever people decided about single ones.
    """

    iri: str
    kind: str
    name: str
    level: str
    place: str
    province: str
    code: str
    tasks: int


@dataclass(frozen=True, slots=True)
class Held:
    """What an answer rests on: how many texts, and the newest day of issue ('' where none is dated)."""

    texts: int
    newest: str


def held(register: Register) -> Held:
    """What the register covers."""
    ((texts, newest),) = register.rows("SELECT COUNT(*), MAX(date) FROM texts")
    return Held(texts, newest or "")


def tasks(register: Register, wanted: Wanted, limit: int | None = None) -> tuple[list[str], int]:
    """The IRIs of the tasks wanted, those of the newest documents first; and how many there are beyond ``limit`` too.

    A phrase of ``search`` without a word in it finds nothing. Of very many that hold one phrase, asked for by it alone
    with a ``limit``, those loaded last are given: ordering them all by day would take longer than a page may.
    """
    where, values = conditions(wanted)
    if where is None:
        return [], 0
    if limit is not None and (newest := _last_loaded(register, wanted, limit)) is not None:
        return newest
    inner = f"FROM tasks t JOIN texts x ON x.id = t.text {where}"
    order = "ORDER BY COALESCE(x.date, x.month, '') DESC, x.code, x.iri, t.start, t.iri"
    if limit is None:
        found = [iri for (iri,) in register.rows(f"SELECT t.iri {inner} {order}", values)]
        return found, len(found)
    ((count,),) = register.rows(f"SELECT COUNT(*) {inner}", values)
    return [iri for (iri,) in register.rows(f"SELECT t.iri {inner} {order} LIMIT ?", [*values, limit])], count


def _last_loaded(register: Register, wanted: Wanted, limit: int) -> tuple[list[str], int] | None:
    """The tasks loaded last that hold one phrase, and how many do; ``None`` where few do, or more is asked."""
    if len(wanted.search) != 1 or wanted != Wanted(search=wanted.search) or not (words := phrase(wanted.search[0])):
        return None
    ((count,),) = register.rows("SELECT COUNT(*) FROM words WHERE words MATCH ?", (words,))
    if count <= _MANY:
        return None
    rows = register.rows(
        "SELECT t.iri FROM (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?) w "
        "JOIN tasks t ON t.id = w.rowid ORDER BY t.id DESC",
        (words, limit),
    )
    return [iri for (iri,) in rows], count


def counts(register: Register, month: str = "", role: str = "assignedTo") -> list[tuple[str, int]]:
    """Unit → number of tasks in one role, of one month or of all; the greatest first. Rejected ones are not counted."""
    # an assertion's IRI begins with that of the text it was read in; the few rulings come first, whatever is planned
    gone = dict(
        register.rows(
            "SELECT a.unit, COUNT(DISTINCT a.task) FROM rulings r "
            "CROSS JOIN texts x ON x.iri = substr(r.assertion, 1, instr(r.assertion, ':assertion:') - 1) "
            "CROSS JOIN tasks t ON t.text = x.id "
            "CROSS JOIN assignments a ON a.task = t.id AND a.assertion = r.assertion AND a.stamp = r.stamp "
            "WHERE r.grade = 'rejected' AND a.role = ?1 "
            "AND (?2 = '' OR EXISTS (SELECT 1 FROM months m WHERE m.month = ?2 AND m.task = t.id)) GROUP BY a.unit",
            (role, month),
        )
    )
    told = register.rows(
        "SELECT u.id, u.iri, y.tasks FROM tally y JOIN units u ON u.id = y.unit WHERE y.role = ? AND y.month = ?",
        (role, month),
    )
    left = ((iri, number - gone.get(unit, 0)) for unit, iri, number in told)
    return sorted(((iri, number) for iri, number in left if number), key=lambda row: (-row[1], row[0]))


def units(register: Register, asked: str = "") -> list[UnitRow]:
    """All units by name; or those that ``asked`` names: an IRI, a whole name, or else names that hold each word of it.

    Accents and case do not matter; place and province may be among the words.
    """
    if not asked:
        return _units(register, "", ())
    key = search_key(asked)
    words = key.split()
    holding = " AND ".join(["u.told LIKE ? ESCAPE '\\'"] * len(words)) or "0"
    like = ["% " + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + " %" for word in words]
    steps: tuple[tuple[str, Sequence[Any]], ...] = (
        ("WHERE u.iri = ?", (asked,)),
        ("WHERE u.folded = ?", (key,)),
        (f"WHERE {holding}", like),
    )
    return next((found for where, values in steps if (found := _units(register, where, values))), [])


def _units(register: Register, where: str, values: Sequence[Any]) -> list[UnitRow]:
    rows = register.rows(
        "SELECT u.iri, u.kind, u.name, u.level, u.place, u.province, u.code, COALESCE(y.tasks, 0) FROM units u "
        f"LEFT JOIN tally y ON y.unit = u.id AND y.role = 'assignedTo' AND y.month = '' {where} ORDER BY u.name, u.iri",
        values,
    )
    return [_unit_row(row) for row in rows]


def _unit_row(row: tuple[Any, ...]) -> UnitRow:
    iri, kind, name, level, place, province, code = (value or "" for value in row[:-1])
    return UnitRow(iri, kind, name, level, place, province, code, row[-1])


def conditions(wanted: Wanted) -> tuple[str | None, list[Any]]:
    """The conditions on a task ``t`` and their values, the one that chooses fewest first; ``None``: nothing fits."""
    parts: list[str] = []
    values: list[Any] = []
    if wanted.directive:
        parts.append("t.text IN (SELECT x2.id FROM identity i JOIN texts x2 ON x2.directive = i.mentioned "
                     "WHERE i.directive = ?)")  # fmt: skip
        values.append(wanted.directive)
    if wanted.units is not None or wanted.role or wanted.lead:
        named = "" if wanted.units is None else f"u.iri IN ({', '.join('?' * len(wanted.units))}) AND "
        role = "a.role = ? AND " if wanted.role else ""
        lead = "a.lead AND " if wanted.lead else ""
        parts.append(f"t.id IN (SELECT a.task FROM units u JOIN assignments a ON a.unit = u.id "
                     f"WHERE {named}{role}{lead}NOT {REJECTED})")  # fmt: skip
        values += [*(wanted.units or ()), *([wanted.role] if wanted.role else [])]
    for asked in wanted.search:
        if not (words := phrase(asked)):
            return None, []
        parts.append("t.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(words)
    if wanted.due_from or wanted.due_until:
        parts.append("t.id IN (SELECT d.task FROM deadlines d WHERE d.due BETWEEN ? AND ? AND d.kind IS NOT 'until' "
                     "UNION SELECT y.task FROM turns y WHERE y.due BETWEEN ? AND ?)")  # fmt: skip
        values += [wanted.due_from, wanted.due_until or "9999-12-31"] * 2
    if wanted.reports_to is not None:
        marks = ", ".join("?" * len(wanted.reports_to))
        parts.append(f"t.id IN (SELECT r.task FROM reports r JOIN units g ON g.id = r.unit WHERE g.iri IN ({marks}))")
        values += wanted.reports_to
    if wanted.month:
        # beside another choice the month is looked up task by task: a month alone may hold tens of thousands
        parts.append("(EXISTS (SELECT 1 FROM months m WHERE m.month = ? AND m.task = t.id) "
                     "OR EXISTS (SELECT 1 FROM turns y WHERE y.month = ? AND y.task = t.id))" if parts else
                     "t.id IN (SELECT m.task FROM months m WHERE m.month = ? "
                     "UNION SELECT y.task FROM turns y WHERE y.month = ?)")  # fmt: skip
        values += [wanted.month] * 2
    return f"WHERE {' AND '.join(parts)}" if parts else "", values
