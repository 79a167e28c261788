"""How tasks stand: by a person's word, by what documents tell of them, by the calendar."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["RANK", "is_light", "standing", "standing_at_once"]

#: Of several months that a task belongs to, the one that tells most of it counts: the first of these.
RANK: Final = ("cancelled", "done", "claimed", "partial", "overdue", "carried", "amended", "open", "unknown")

#: Above so many tasks in the months around, holding them against all that documents tell takes longer than a page may.
_LIGHT: Final = 1_500


def is_light(reader: "Reader", months: Iterable[str]) -> bool:
    """Whether these months, with those that tell of them, are few enough tasks to be looked at whole at once."""
    from graph.month.facts import following
    from graph.register.ledger import weight

    around = {following(month, by) for month in months for by in (-2, -1, 0, 1)}
    return weight(reader.register, sorted(around)) <= _LIGHT


def standing_at_once(
    reader: "Reader", tasks: Sequence[Mapping[str, Any]], units: Sequence[str], today: dt.date
) -> tuple[dict[str, str], bool]:
    """:func:`standing` for a page that is waited for, and whether documents were asked.

    Of too many tasks only a person's word and the calendar tell. ``tasks``: ``id``, ``months``, ``days`` due (ISO),
    ``turns`` on which it comes again.
    """
    from graph.statuses import statuses

    few = len(tasks) <= _LIGHT
    if few and (units or is_light(reader, {month for task in tasks for month in task["months"]})):
        return standing(reader, tasks, units, today), True
    ruled = {task: _said(status.state) for task, status in statuses(reader).items()}
    return {task["id"]: ruled.get(task["id"]) or _by_calendar(task, today.isoformat()) for task in tasks}, False


def _by_calendar(task: Mapping[str, Any], today: str) -> str:
    if any(day < today for day in task["turns"]) or (task["days"] and max(task["days"]) < today):
        return "overdue"
    return "open" if task["months"] or task["turns"] else "unknown"


def standing(
    reader: "Reader", tasks: Iterable[Mapping[str, Any]], units: Sequence[str], today: dt.date
) -> dict[str, str]:
    """Task → a key of ``ui.present_month.STATUSES``, as the months of the task tell it on ``today``.

    ``tasks``: those of :func:`ui.actions.tasks`; ``units`` whose tasks they are, where they are of some. What is past
    its day stands as ``graph/month/late.py`` has it. A task that belongs to no month (it names no day) stands as a
    person said, else it is 'unknown'.
    """
    from graph.month.body import whose
    from graph.month.held import Held
    from graph.month.late import months_of, past
    from graph.month.month import words_in
    from graph.statuses import statuses

    ruled, wanted, day = statuses(reader), list(tasks), today.isoformat()
    held = Held(reader.register, whose(reader.register, units) if units else None)
    over = past(held, day, ruled, months_of(held, [task["id"] for task in wanted], day)).states
    found = {task["id"]: _said(ruled[task["id"]].state) for task in wanted if task["id"] in ruled}
    for month in sorted({month for task in wanted if task["id"] not in over for month in task["months"]}):
        for task, status in words_in(held, month, day, ruled).items():
            found[task] = min(status, found.get(task, status), key=RANK.index)
    again = {task["id"] for task in wanted if any("FREQ=" in rule for rule in _rules(task))}
    return {
        task["id"]: over.get(task["id"]) or found.get(task["id"]) or ("open" if task["id"] in again else "unknown")
        for task in wanted
    }


def _rules(task: Mapping[str, Any]) -> Iterable[str]:
    return (str(deadline["recurrence"] or "") for deadline in task.get("deadlines", ()) if isinstance(deadline, dict))


def _said(state: str) -> str:
    return "open" if state == "undone" else state
