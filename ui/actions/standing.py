"""How tasks stand: by a person's word, by what documents tell of them, by the calendar."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["RANK", "standing"]

#: Of several months that a task belongs to, the one that tells most of it counts: the first of these.
RANK: Final = ("cancelled", "done", "claimed", "partial", "overdue", "open", "unknown")


def standing(
    reader: "Reader", tasks: Iterable[Mapping[str, Any]], units: Sequence[str], today: dt.date
) -> dict[str, str]:
    """Task → a key of ``ui.present_month.STATUSES``, as the months of the task tell it on ``today``.

    ``tasks``: those of :func:`ui.actions.tasks`; ``units`` whose tasks they are, where they are of some. A task that
    belongs to no month (it names no day) stands as a person said, else it is 'unknown'.
    """
    from graph.month.facts import whose
    from graph.month.month import month_of
    from graph.statuses import statuses

    ruled = statuses(reader)
    wanted = list(tasks)
    found = {task["id"]: _said(ruled[task["id"]].state) for task in wanted if task["id"] in ruled}
    mine = whose(reader.register, units) if units else None
    for month in sorted({month for task in wanted for month in task["months"]}):
        for task, status in month_of(reader.register, month, mine, today.isoformat(), "", ruled).statuses.items():
            found[task] = min(status, found.get(task, status), key=RANK.index)
    return {task["id"]: found.get(task["id"], "unknown") for task in wanted}


def _said(state: str) -> str:
    return "open" if state == "undone" else state
