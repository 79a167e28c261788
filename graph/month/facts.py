"""What the register tells of months: tasks and outcomes as plain rows, and whose they are."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from graph.month.moved import Moved, Moves, moves
from graph.month.named import reported_on
from graph.month.parts import Part, days_due, parts_of, turns_of
from graph.register.find import REJECTED
from graph.register.register import Register

__all__ = [
    "SEAT",
    "Outcome",
    "Part",
    "Task",
    "Whose",
    "following",
    "numbered",
    "outcome_of",
    "outcomes",
    "seats_held",
    "tasks",
]


@dataclass(frozen=True, slots=True)
class Task:
    """One task: IRIs, where it stands, its days due (ISO), who has what part in it, months it belongs to.

    ``seat`` (level, place, province) is that of its directive's issuer; ``dated`` its directive's day, or first of its
    month where the day is blank. ``due``: its single days, as later directives moved them (``moved``), and those of
    ``turns``, all days on which it comes again, that are of the month asked for. ``matter``: the wording without the
    names of those charged, to be compared with other sentences.
    """

    iri: str
    wording: str
    path: str
    text: str
    directive: str
    code: str
    file: str
    dated: str
    own_month: str
    seat: tuple[str, str, str]
    start: int
    end: int
    due: tuple[str, ...]
    parts: tuple[Part, ...]
    turns: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
    matter: str = field(init=False)

    def __post_init__(self) -> None:
        """Work ``matter`` out: it is asked for many times, for each sentence that a task is held against."""
        words = self.wording
        for surface in sorted({part.surface for part in self.parts if part.surface}, key=len, reverse=True):
            words = words.replace(surface, " ")
        object.__setattr__(self, "matter", words)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One sentence of what has been done, with its exact words and where they stand; ``seat`` as of a task.

    ``about``: the directives (as texts call them) that its document says it carries out, and those below them; empty
    where that is not asked or not told.
    """

    iri: str
    wording: str
    progress: str
    proved: bool
    month: str
    text: str
    code: str
    file: str
    dated: str
    quote: str
    start: int
    end: int
    seat: tuple[str, str, str] = ("", "", "")
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose month it is: units (IRIs), their places (place, province), and the seats (level, place, province) of the
    Party committees that they speak for."""

    units: tuple[str, ...]
    seats: tuple[tuple[str, str, str], ...]
    places: tuple[tuple[str, str], ...]


_DATED: Final = "COALESCE(x.date, x.issued_from, x.month || '-01', '')"
#: The seat of the text ``x``, as one word.
SEAT: Final = "COALESCE(x.level, '') || '|' || COALESCE(x.place, '') || '|' || COALESCE(x.province, '')"
_TASKS: Final = (
    "SELECT t.id, t.iri, t.wording, COALESCE(t.path, ''), x.iri, x.directive, COALESCE(x.code, ''), x.file, "
    f"{_DATED}, COALESCE(x.month, ''), {SEAT}, t.start, t.ending FROM tasks t JOIN texts x ON x.id = t.text "
    f"WHERE t.id IN ({{}}) AND (:until = '' OR {_DATED} <= :until) ORDER BY x.date, x.iri, t.start, t.iri"
)
#: A task belongs to the month of its resolution, to those of its days due, also where it comes again or was moved.
_MONTHS: Final = (
    "CROSS JOIN months m ON m.month = :month AND m.task =",
    "CROSS JOIN turns m ON m.month = :month AND m.task =",
    "CROSS JOIN json_each(:coming) m ON m.value =",
)
_EVERYBODY: Final = (
    "SELECT m.task FROM months m WHERE m.month = :month UNION SELECT m.task FROM turns m WHERE m.month = :month "
    "UNION SELECT m.value FROM json_each(:coming) m"
)
#: Given to them, set by them, resolved by the committee they speak for: each begins with the few rows of theirs, as a
#: month alone may hold tens of thousands.
_THEIRS: Final = " UNION ".join(
    [
        "SELECT a.task FROM json_each(:units) w CROSS JOIN units u ON u.iri = w.value "
        f"CROSS JOIN assignments a ON a.unit = u.id {of_month} a.task WHERE NOT {REJECTED} "
        "UNION SELECT t2.id FROM json_each(:units) w CROSS JOIN units u ON u.iri = w.value "
        "CROSS JOIN issues i ON i.unit = u.id CROSS JOIN texts x2 ON x2.directive = i.directive "
        f"CROSS JOIN tasks t2 ON t2.text = x2.id {of_month} t2.id"
        for of_month in _MONTHS
    ]
    + [
        f"SELECT t2.id FROM texts x2 CROSS JOIN tasks t2 ON t2.text = x2.id {_MONTHS[0]} t2.id "
        f"WHERE x2.month = :month AND {SEAT.replace('x.', 'x2.')} IN (SELECT value FROM json_each(:seats))"
    ]
)
_OUTCOMES: Final = (
    "SELECT o.iri, o.wording, o.progress, o.proved, COALESCE(o.month, ''), x.iri, COALESCE(x.code, ''), x.file, "
    f"{_DATED}, o.quote, o.start, o.ending, {SEAT} FROM outcomes o JOIN texts x ON x.id = o.text "
    "WHERE o.rowid IN (SELECT o2.rowid FROM outcomes o2 WHERE o2.month = :month "
    "UNION SELECT o2.rowid FROM texts x2 CROSS JOIN outcomes o2 ON o2.text = x2.id "
    "WHERE x2.date >= :month AND x2.date < :after AND x2.type = 'type-BC' AND COALESCE(o2.month, '') = '') "
    f"AND (:until = '' OR {_DATED} <= :until) "
    "AND (:all OR COALESCE(x.place, '') || '|' || COALESCE(x.province, '') IN (SELECT value FROM json_each(:places))) "
    "ORDER BY x.date, x.iri, o.start"
)


def tasks(
    register: Register, month: str, mine: Whose | None, until: str = "", moved: Moves | None = None
) -> list[Task]:
    """The tasks of ``month``: all, or those given to, set by or resolved by ``mine``; in the order of their documents.

    ``until`` (ISO day): only what was issued by then. ``moved``: the days that were, where the caller knows them.
    """
    moved = moves(register, until) if moved is None else moved
    values = {
        "coming": json.dumps(moved.coming(month)),
        "month": month,
        "until": until,
        "units": json.dumps(mine.units if mine else ()),
        "seats": json.dumps(["|".join(seat) for seat in mine.seats] if mine else ()),
    }
    rows = register.rows(_TASKS.format(_EVERYBODY if mine is None else _THEIRS), values)
    return _tasks(register, rows, month, moved)


def numbered(register: Register, ids: Sequence[int], moved: Moves, until: str = "") -> dict[int, Task]:
    """Tasks by their numbers in the register, those of documents issued by ``until`` ('' for all)."""
    rows = register.rows(_TASKS.format("SELECT value FROM json_each(:ids)"), {"ids": json.dumps(ids), "until": until})
    return dict(zip((row[0] for row in rows), _tasks(register, rows, "", moved), strict=True))


def _tasks(register: Register, rows: Sequence[tuple[Any, ...]], month: str, moved: Moves) -> list[Task]:
    ids = [row[0] for row in rows]
    due, turns, parts = days_due(register, ids), turns_of(register, ids), parts_of(register, ids)
    found = []
    for row in rows:
        again = turns.get(row[0], ())
        days = {*moved.due(row[0], due.get(row[0], ())), *(day for day in again if month and day.startswith(month))}
        found.append(_task(row, tuple(sorted(days)), parts.get(row[0], ()), again, moved.of.get(row[0], ())))
    return found


def _task(
    row: tuple[Any, ...],
    due: tuple[str, ...],
    parts: tuple[Part, ...],
    turns: tuple[str, ...],
    moved: tuple[Moved, ...],
) -> Task:
    _, iri, wording, path, text, directive, code, file, dated, own_month, seat, start, end = row
    level, place, province = seat.split("|")
    return Task(
        iri,
        wording,
        path,
        text,
        directive,
        code,
        file,
        dated,
        own_month,
        (level, place, province),
        start,
        end,
        due,
        parts,
        turns,
        moved,
    )


def outcomes(
    register: Register, month: str, places: Iterable[tuple[str, str]] | None, until: str = ""
) -> list[Outcome]:
    """What documents of these places (all where None) say was done in ``month``, in the order of the documents.

    A report (BC) that names no month tells of the month in which it was issued and of the one before.
    """
    values = {
        "month": month,
        "after": following(month, 2),
        "until": until,
        "all": places is None,
        "places": json.dumps(["|".join(place) for place in places or ()]),
    }
    told = [outcome_of(row) for row in register.rows(_OUTCOMES, values)]
    named = reported_on(register, {outcome.text for outcome in told})
    return [replace(outcome, about=named.get(outcome.text, frozenset())) for outcome in told]


def outcome_of(row: tuple[Any, ...]) -> Outcome:
    """An outcome from its row, in the order of its fields."""
    iri, wording, progress, proved, *rest = row
    month, text, code, file, dated, quote, start, end, seat = rest
    level, place, province = seat.split("|")
    where = (level, place, province)
    return Outcome(iri, wording, progress, bool(proved), month, text, code, file, dated, quote, start, end, where)


def seats_held(register: Register, month: str, until: str = "") -> frozenset[tuple[str, str, str]]:
    """The seats (level, place, province) whose resolution of ``month`` is held, of those issued by ``until``."""
    query = f"SELECT DISTINCT {SEAT} FROM texts x WHERE x.month = :month AND (:until = '' OR {_DATED} <= :until)"
    rows = register.rows(query, {"month": month, "until": until})
    return frozenset((level, place, province) for level, place, province in (seat.split("|") for (seat,) in rows))


def following(month: str, by: int = 1) -> str:
    """The month ``by`` months after ('2025-12' → '2026-01'); before, where ``by`` is negative."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{count // 12}-{count % 12 + 1:02d}"
