"""The days due of a task on paper and in calendars: which count, and which one counts now. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ontology.recurrence import Told, Turns, turns

__all__ = ["Dues", "dues"]


@dataclass(frozen=True, slots=True)
class Dues:
    """``days``: single days due that count (ISO, in order), as later directives moved them; ``turns``: on which days it
    comes again."""

    days: tuple[str, ...]
    turns: Turns

    def passed(self, today: dt.date) -> str:
        """The last day that has passed, of what comes again the last turn; '' where it is still to come."""
        now = today.isoformat()
        gone = [day for day in self.turns.days if day < now]
        single = max((day for day in self.days if day not in self.turns.days), default="")
        return max(gone[-1] if gone else "", single if single < now else "")

    def counting(self, today: dt.date, *, late: bool) -> dt.date | None:
        """The day that counts now: what was missed, else the next one, else the last; None where none is told."""
        now = today.isoformat()
        if late and (passed := self.passed(today)):
            return dt.date.fromisoformat(passed)
        every = sorted({*self.days, *self.turns.days})
        next_one = next((day for day in every if day >= now), every[-1] if every else "")
        return dt.date.fromisoformat(next_one) if next_one else None


def dues(task: Mapping[str, Any]) -> Dues:
    """Of a task as :func:`ui.actions.tables.details` tells it."""
    again = turns(list(map(_told, task["deadlines"])), task["date"] or "")
    days: set[str] = set()
    for place, deadline in enumerate(task["deadlines"]):
        moved = deadline["moved"]
        if moved:
            days.update(moved["new"] if moved["goes_on"] else ())
        elif deadline["to"] and place not in again.ends:
            days.add(deadline["to"])
    return Dues(tuple(sorted(days)), again)


def _told(deadline: Mapping[str, Any]) -> Told:
    start, end = deadline["span"] or (0, 0)
    guessed = deadline["kind"] == "date" and deadline["grade"] == "suy đoán"
    words = (deadline["to"] or "", deadline["recurrence"] or "", deadline["printed"] or "")
    return Told(*words, start, end, guessed)
