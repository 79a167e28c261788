"""Days due of what comes again: 'trước ngày 20 hằng tháng', 'ngày 15 của tháng đầu quý', 'trước ngày 10/12 hằng năm'.

Only rules that tell their days by themselves have any: 'hằng tháng' alone names no day, 'ngày 20 hằng quý' no month,
and none is made up. What comes again by weeks is no deadline of a month. Pure.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Told", "Turns", "turns"]

#: What names no end: yearly it is followed for a term of office, oftener to the end of the year after its own, as most
#: plans are of a year and those of the next one set their reports anew.
_TERM: Final = 5
_ENDS: Final = re.compile(r"(?:cho\s+)?(?:đến|tới|hết)\b", re.I)
#: An end stands right behind the rule ('hằng tháng cho đến hết tháng 11'), or right before it.
_BESIDE: Final = 16
_WIDE: Final = ("FREQ=YEARLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6")


@dataclass(frozen=True, slots=True)
class Told:
    """A deadline as a text tells it: day due, rule, printed words and where they stand; ``guessed``: without a year."""

    due: str
    rule: str
    printed: str
    start: int
    end: int
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Turns:
    """``days`` due (ISO, in order); ``ends``: which of the deadlines told only until when a rule holds ('' for none),
    by their place; ``until``: that day, or ''."""

    days: tuple[str, ...]
    ends: frozenset[int] = frozenset()
    until: str = ""


def turns(told: Sequence[Told], issued: str) -> Turns:
    """The days due of a task's rules, from the day ``issued`` (ISO) to the end that is told, else for some years."""
    rules = [one for one in told if _days_of(one.rule)]
    yearly = [one for one in told if one.due and one.guessed] if any(one.rule in _WIDE for one in told) else []
    if not issued or not (rules or yearly):
        return Turns(())
    since = dt.date.fromisoformat(issued)
    ends = {place for place, one in enumerate(told) if any(_is_end(one, rule) for rule in rules)}
    until = max((told[place].due for place in ends), default="")
    named = [names for rule in rules if (names := _days_of(rule.rule))]
    named += [((first.month,), (first.day,)) for one in yearly if (first := dt.date.fromisoformat(one.due))]
    found: set[dt.date] = set()
    for months, days in named:
        years = 1 if len(months) * len(days) > 1 else _TERM
        last = dt.date.fromisoformat(until) if until else dt.date(since.year + years, 12, 31)
        found.update(_each(months, days, since, last))
    return Turns(tuple(day.isoformat() for day in sorted(found)), frozenset(ends), until)


def _days_of(rule: str) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Months and days of the month that a rule names; ``None`` where it leaves either open."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    if parts.get("FREQ") not in ("MONTHLY", "YEARLY") or "INTERVAL" in parts or "BYMONTHDAY" not in parts:
        return None
    if "BYMONTH" not in parts and parts["FREQ"] == "YEARLY":
        return None
    months = tuple(map(int, parts["BYMONTH"].split(","))) if "BYMONTH" in parts else tuple(range(1, 13))
    return months, tuple(map(int, parts["BYMONTHDAY"].split(",")))


def _is_end(one: Told, rule: Told) -> bool:
    """Whether a deadline only says until when the rule beside it holds."""
    near = 0 <= one.start - rule.end <= _BESIDE or 0 <= rule.start - one.end <= _BESIDE
    return bool(one.due) and near and _ENDS.match(one.printed) is not None


def _each(months: Iterable[int], days: Iterable[int], since: dt.date, last: dt.date) -> Iterable[dt.date]:
    """The days between the two; of a month that is shorter its last day."""
    wanted = sorted(days)
    for year in range(since.year, last.year + 1):
        for month in months:
            for day in wanted:
                due = dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
                if since < due <= last:  # what is set on its own day begins the turn after
                    yield due
