"""How tasks stand: by a person's word, by what documents tell of them, by the calendar."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["RANK", "is_light", "standing", "standing_at_once"]

#: Of several months that a task belongs to, the one that tells most of it counts: the first of these.
RANK: Final = ("cancelled", "done", "claimed", "partial", "overdue", "open", "unknown")

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

    Of too many tasks only a person's word and the calendar tell. ``tasks``: ``id``, ``months``, ``days`` due (ISO).
    """
    from graph.statuses import statuses

    few = len(tasks) <= _LIGHT
    if few and (units or is_light(reader, {month for task in tasks for month in task["months"]})):
        return standing(reader, tasks, units, today), True
    ruled = {task: _said(status.state) for task, status in statuses(reader).items()}
    return {task["id"]: ruled.get(task["id"]) or _by_calendar(task, today.isoformat()) for task in tasks}, False


def _by_calendar(task: Mapping[str, Any], today: str) -> str:
    if task["days"] and max(task["days"]) < today:
        return "overdue"
    return "open" if task["months"] else "unknown"


def standing(
    reader: "Reader", tasks: Iterable[Mapping[str, Any]], units: Sequence[str], today: dt.date
) -> dict[str, str]:
    """Task → a key of ``ui.present_month.STATUSES``, as the months of the task tell it on ``today``.

    ``tasks``: those of :func:`ui.actions.tasks`; ``units`` whose tasks they are, where they are of some. A task that
    belongs to no month (it names no day) stands as a person said, else it is 'unknown'.
    """
    from graph.month.body import whose
    from graph.month.month import words_of
    from graph.statuses import statuses

    ruled = statuses(reader)
    wanted = list(tasks)
    found = {task["id"]: _said(ruled[task["id"]].state) for task in wanted if task["id"] in ruled}
    mine = whose(reader.register, units) if units else None
    for month in sorted({month for task in wanted for month in task["months"]}):
        for task, status in words_of(reader.register, month, mine, today.isoformat(), ruled).items():
            found[task] = min(status, found.get(task, status), key=RANK.index)
    return {task["id"]: found.get(task["id"], "unknown") for task in wanted}


def _said(state: str) -> str:
    return "open" if state == "undone" else state
