"""What is overdue on a day, the one rule that the overview, the month, the register and the command all follow.

Overdue is everything whose last day due has passed, of whatever month, and that nobody has told done, moved or carried
on (``graph/month/late.py``). Of very many tasks only a person's word and the calendar tell (``judged`` is false).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ui.actions.values import Json

if TYPE_CHECKING:
    from graph.month.held import Held
    from graph.month.late import Late
    from graph.month.month import Status

__all__ = ["MOST", "Overdue", "moved_json", "overdue"]

#: So many overdue tasks are listed where documents are not asked, the longest late first.
MOST: Final = 2_000
#: Above so many tasks of all units, holding them against all that documents tell takes longer than a page may.
_HEAVY: Final = 4_000


@dataclass(frozen=True, slots=True)
class Overdue:
    """``late``, the longest first; ``found``, how many there are; ``states`` of every task past its day (by IRI) where
    documents were asked, which ``judged`` tells."""

    late: "tuple[Late, ...]"
    found: int
    states: Mapping[str, str]
    judged: bool


def overdue(held: "Held", as_of: str, ruled: "Mapping[str, Status]", months: Collection[str] | None = None) -> Overdue:
    """What is overdue on ``as_of`` (ISO) of those whom ``held`` is about; of ``months`` only where they are given."""
    from graph.month.late import by_calendar, months_passed, past
    from graph.register.ledger import weight

    around = months_passed(held.register, as_of) if months is None else sorted(months)
    if held.mine is None and weight(held.register, around) > _HEAVY:
        late, found = by_calendar(held, as_of, ruled, MOST)
        return Overdue(late, found, {}, judged=False)
    told = past(held, as_of, ruled, months)
    return Overdue(told.late, len(told.late), told.states, judged=True)


def moved_json(moved: Any) -> list[Json]:  # noqa: ANN401 - what graph.month.moved tells of a task
    """The days of a task that later directives moved, each with the sentence that says so."""
    return [
        {
            "old": one.old,
            "new": list(one.new),
            "task": one.task,
            "by": one.code or one.file,
            "dated": one.dated or None,
            "path": one.path,
            "quote": one.quote,
            "text": one.text,
            "span": [one.start, one.end],
            "goes_on": one.on,
        }
        for one in moved
    ]
