"""What is overdue on a day: everything past its day, of whatever month, that nobody has told done.

A task is looked at in the month of its last day that has passed; of what comes again that is the last turn, so that
it counts once. It is held against what is told of that month; and, where the words leave no doubt, of the two months
after, of its resolution's month, and by later documents that name its directive. What the month after goes on with
counts there.
"""

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.alike import Alike
from graph.month.carry import carried
from graph.month.closures import Fate, closures
from graph.month.facts import Outcome, Task, following, numbered
from graph.month.held import Held
from graph.month.month import Status, ends_in, status_of
from graph.register.register import Register

__all__ = ["Late", "Past", "by_calendar", "last_day", "months_of", "months_passed", "past"]

#: So many months after its own are looked at for what became of a task.
_AFTER: Final = 2
#: From here on a sentence of another month speaks of the task (looked at by hand on the samples: 0.2 finds other work).
_SURE: Final = 0.5
#: Task → its last day due, where that has passed; of what comes again its last turn.
_PASSED: Final = (
    "SELECT t.id, t.iri, MAX(p.day) FROM ("
    "SELECT task, MAX(due) AS day FROM deadlines WHERE due IS NOT NULL AND kind IS NOT 'until' GROUP BY task "
    "HAVING MAX(due) < :as_of UNION ALL SELECT task, MAX(due) FROM turns WHERE due < :as_of GROUP BY task) p "
    "JOIN tasks t ON t.id = p.task JOIN texts x ON x.id = t.text "
    "WHERE :until = '' OR COALESCE(x.date, x.issued_from, x.month || '-01', '') <= :until GROUP BY t.id"
)
_MONTHS_OF: Final = (
    "WITH w AS (SELECT t.id FROM json_each(:tasks) j CROSS JOIN tasks t ON t.iri = j.value) "
    "SELECT substr(MAX(d.due), 1, 7) FROM w CROSS JOIN deadlines d ON d.task = w.id WHERE d.due IS NOT NULL "
    "AND d.kind IS NOT 'until' GROUP BY w.id HAVING MAX(d.due) < :as_of "
    "UNION SELECT substr(MAX(y.due), 1, 7) FROM w CROSS JOIN turns y ON y.task = w.id WHERE y.due < :as_of "
    "GROUP BY w.id"
)


@dataclass(frozen=True, slots=True)
class Late:
    """An overdue task, the day that passed (ISO), and how many days ago that was."""

    task: Task
    day: str
    days: int


@dataclass(frozen=True, slots=True)
class Past:
    """``late``: what is overdue, the longest first. ``states``: how each task stands whose last day has passed: done,
    claimed, partial, cancelled, overdue, or 'carried' where the month after goes on with it."""

    late: tuple[Late, ...]
    states: Mapping[str, str]


def past(held: Held, as_of: str, ruled: Mapping[str, Status], months: Collection[str] | None = None) -> Past:
    """The tasks past their last day on ``as_of`` (ISO); of those ``months`` only in which that day was, else of all."""
    found: list[Late] = []
    states: dict[str, str] = {}
    for month in sorted(months_passed(held.register, as_of) if months is None else months):
        passed = {task.iri: day for task in held.tasks(month) if (day := last_day(task, as_of))[:7] == month and day}
        if not passed:
            continue
        gone_on = {old.iri for old, _ in carried(held.tasks(month), held.tasks(following(month)))}
        sure = _surely_done(held, month, passed, as_of)
        for end in ends_in(held, month):
            if end.task.iri not in passed:
                continue
            state = status_of(end, as_of, ruled.get(end.task.iri), passed=True)
            if state == "overdue":
                state = sure.get(end.task.iri, "carried" if end.task.iri in gone_on else state)
            states[end.task.iri] = state
            if state == "overdue":
                found.append(_late(end.task, passed[end.task.iri], as_of))
    return Past(tuple(sorted(found, key=_longest_first)), states)


def by_calendar(held: Held, as_of: str, ruled: Mapping[str, Status], most: int) -> tuple[tuple[Late, ...], int]:
    """The tasks of all units that are past their last day and that no person called done, partial or cancelled; of
    these the ``most`` that are longest late, and how many there are. Nothing that documents tell is looked at."""
    moved = held.moves
    settled = {task for task, status in ruled.items() if status.state != "undone"}
    rows = held.register.rows(_PASSED, {"as_of": as_of, "until": held.until})
    days = {task: day for task, iri, day in rows if iri not in settled}
    for task in moved.of.keys() & days.keys():
        kept = moved.due(task, moved.days.get(task, ()))
        if kept and kept[-1] < as_of:
            days[task] = kept[-1]
        else:
            del days[task]
    first = sorted(days, key=lambda task: (days[task], task))[:most]
    tasks = numbered(held.register, first, moved, held.until)
    return tuple(_late(tasks[task], days[task], as_of) for task in first if task in tasks), len(days)


def _late(task: Task, day: str, as_of: str) -> Late:
    return Late(task, day, (dt.date.fromisoformat(as_of) - dt.date.fromisoformat(day)).days)


def _longest_first(late: Late) -> tuple[int, str, str, int, str]:
    return -late.days, late.task.dated, late.task.text, late.task.start, late.task.iri


def last_day(task: Task, as_of: str) -> str:
    """The last day due where it has passed; of what comes again the last turn that has; '' where there is none."""
    turns = [day for day in task.turns if day < as_of]
    single = max((day for day in task.due if day not in task.turns), default="")
    return max(turns[-1] if turns else "", single if single < as_of else "")


def months_passed(register: Register, as_of: str) -> list[str]:
    """The months up to that of the day in which any task is due."""
    wanted = "SELECT month FROM months WHERE month <= ?1 UNION SELECT month FROM turns WHERE month <= ?1 ORDER BY 1"
    return [month for (month,) in register.rows(wanted, (as_of[:7],))]


def months_of(held: Held, tasks: Collection[str], as_of: str) -> list[str]:
    """The months in which the last day of these tasks (IRIs) was, of those past theirs."""
    rows = held.register.rows(_MONTHS_OF, {"tasks": json.dumps(sorted(tasks)), "as_of": as_of})
    return sorted({month for (month,) in rows} | held.moves.months(as_of))


def _surely_done(held: Held, month: str, passed: Collection[str], as_of: str) -> dict[str, str]:
    """Tasks (IRIs) that sentences of other months close whose words leave no doubt that they speak of it → the state.

    Of its own month a task is told in a word or two ('phê bình 05 tập thể'); the same words in another month mean
    other work.
    """
    told, tasks = _told_else(held, month, passed, as_of), held.tasks(month)
    if not told:
        return {}
    alike = Alike([*(task.matter for task in tasks), *(outcome.wording for outcome in told)])
    return {
        end.task.iri: "done" if any(outcome.proved for outcome in end.results) else "claimed"
        for end in closures(tasks, told)
        if end.fate is Fate.CLOSED and alike.score(end.results[0].wording, end.task.matter) >= _SURE
    }


def _told_else(held: Held, month: str, passed: Collection[str], as_of: str) -> list[Outcome]:
    """What is told of the tasks beside what is told of the month itself."""
    tasks = [task for task in held.tasks(month) if task.iri in passed]
    first = min((task.own_month for task in tasks if task.own_month), default=month)
    near = [name for name in _between(first, following(month, _AFTER)) if name != month and name <= as_of[:7]]
    directives = {task.directive for task in tasks}
    later = _between(following(month, _AFTER + 1), as_of[:7])
    named = (one for name in later for one in held.told(name) if not directives.isdisjoint(one.about))
    return [*(one for name in near for one in held.told(name)), *named]


def _between(first: str, last: str) -> Sequence[str]:
    found = []
    while first <= last:
        found.append(first)
        first = following(first)
    return found
