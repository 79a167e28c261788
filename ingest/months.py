"""Step 6b, months: the month whose tasks a document sets, and the one whose results a report tells.

An office sets its month under many titles: a monthly resolution, a plan or programme of the month, the conclusion of
the month's meeting. The title tells it, or the heading above the tasks; a heading outweighs the day on which a meeting
was held. Where neither tells one month, the document has none.
"""

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Iterable, Sequence

import data
from ingest.outline import Block

__all__ = ["month_in", "own_month", "told_month"]

_MONTH = r"(?P<m{0}>\d{{1,2}})(?![\d.])(?:\s*(?:/|-|,?\s*năm)\s*(?P<y{0}>\d{{4}}))?"
_EARLY = 12  # a meeting of a month that is held up to this day sets the tasks of that month
_MONTHLY = frozenset({"NQ", "TB", "KL", "KH", "CTr", "CV"})  # types whose headings may set a month


def own_month(subject: str, kind: str, day: dt.date | None, year: int, blocks: Sequence[Block] = ()) -> str:
    """The month whose tasks a document sets ('2026-02'), '' where it sets no single month's.

    ``subject`` is its title, ``kind`` its type, ``day`` its day where told, ``year`` its own year (0: unknown), which
    completes a month without one.
    """
    titled = month_in("set", subject, day, year)
    if titled:
        return titled
    headed = _headed(blocks, day, year) if kind in _MONTHLY else ""
    if headed:
        return headed
    if kind in _kinds() and (planned := month_in("types", subject, day, year)):
        return planned
    met = month_in("meeting", subject, day, year) if kind in _MONTHLY else ""
    return met if met and (day is None or day.isoformat() <= f"{met}-{_EARLY}") else ""


def told_month(subject: str, day: dt.date | None, year: int) -> str:
    """The month whose results the title of a report tells; '' where it names none."""
    return month_in("told", subject, day, year)


def month_in(table: str, words: str, day: dt.date | None, year: int) -> str:
    """The month that ``words`` name in the manner of an entry of ``data/words/months.toml``; '' for none."""
    match = _pattern(table).search(words)
    if match is None:
        return ""
    named = {key[0]: int(value) for key, value in match.groupdict().items() if value}
    month, printed = named["m"], named.get("y", 0)
    whole = printed or _year(month, day, year)
    return f"{whole}-{month:02d}" if whole and 1 <= month <= 12 else ""


def _headed(blocks: Iterable[Block], day: dt.date | None, year: int) -> str:
    """The one month that headings of tasks name; '' for none, or where they name several (a time-table)."""
    words = {block.paragraph.words for block in blocks if block.heading and block.part in {"tasks", ""}}
    found = {month for heading in words if (month := month_in("set", heading, day, year))}
    return found.pop() if len(found) == 1 else ""


def _year(month: int, day: dt.date | None, year: int) -> int:
    """The year of a month named without one: January's tasks are set in December too."""
    if day is None:
        return year
    return day.year + (month == 1 and day.month == 12) - (month == 12 and day.month == 1)


@functools.cache
def _table() -> dict[str, dict[str, object]]:
    return tomllib.loads(data.path("words", "months.toml").read_text(encoding="utf-8"))


@functools.cache
def _kinds() -> frozenset[str]:
    kinds = _table()["types"]["kinds"]
    assert isinstance(kinds, list)
    return frozenset(kinds)


@functools.cache
def _pattern(table: str) -> re.Pattern[str]:
    parts = str(_table()[table]["pattern"]).split("{month}")
    named = [part + (_MONTH.format(i) if i < len(parts) - 1 else "") for i, part in enumerate(parts)]
    return re.compile("".join(named), re.I)
