"""Dates as Vietnamese offices write them: 17/01/2026, 24/4/2026, 13-03-2026, 14/4//2025, ngày 3 tháng 10 năm 2025."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

__all__ = ["DATE", "FoundDate", "dates_in", "end_of_month", "late_days", "make_date", "unreal_in"]

# Word form first: 'ngày 09 tháng 01 năm 2025'; then figures, whose year may be left out ('trước ngày 28/3').
_WORDS = r"(?P<wd>\d{1,2})\s*tháng\s*(?P<wm>\d{1,2})(?:\s*(?:năm|/)\s*(?P<wy>\d{4}))?"
_FIGURES = r"(?P<fd>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<fm>\d{1,2})(?:\s?[/.-]{1,2}\s?(?P<fy>\d{4}))?"
DATE = rf"(?:{_WORDS}|(?<![\d.,/])(?:{_FIGURES})(?![\d/]))"
_DATE = re.compile(DATE, re.IGNORECASE)
# The first figure of a date, by what stands behind it: quicker to find, as the search jumps from figure to figure.
_FIGURE = re.compile(r"\d(?=\d?(?:\s*tháng|\s?[/.-]))", re.IGNORECASE)
# Only the last days of a month can be missing from the calendar. What stands before is looked at behind the figures: a
# search that begins with a figure jumps to these.
_LATE = re.compile(r"(?:29|3\d)(?<![\d.,/-]\d\d)(?=\s*tháng|\s?[/.-])", re.IGNORECASE)
_DAY = re.compile(r"ngày\s*:?\s*$", re.IGNORECASE)
_LEAP = 2024


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its span, and whether the year stood there or was taken from ``default_year``."""

    value: date
    start: int
    end: int
    year_given: bool


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day or the year is beyond any directive."""
    if not 1930 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def end_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def dates_in(text: str, start: int = 0, end: int | None = None, default_year: int = 0) -> Iterator[FoundDate]:
    """Every date in ``text[start:end]``; one without a year only where ``default_year`` is given.

    Without a year only a slash or the word 'tháng' makes a date: '2.9' and '1-3' are numbers of other things.
    """
    for match in _matches(text, start, len(text) if end is None else end):
        year = match["wy"] or match["fy"]
        if not year and (not default_year or match["sep"] in ("-", ".")):
            continue
        day, month = int(match["wd"] or match["fd"]), int(match["wm"] or match["fm"])
        value = make_date(int(year) if year else default_year, month, day)
        if value is not None:
            yield FoundDate(value, match.start(), match.end(), bool(year))


def late_days(text: str) -> list[int]:
    """Where the figures of a month's last days stand: only among these a day can be that is in no calendar."""
    return [late.start() for late in _LATE.finditer(text)]


def unreal_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of what is written as a date and is none: '31/9/2026', 'ngày 31/9', '30 tháng 2 năm 2026'.

    Without a year only what stands behind 'ngày' is meant as a date.
    """
    for late in _LATE.finditer(text, start, end):
        match = _DATE.match(text, late.start(), end)
        if match is None:
            continue
        year = int(match["wy"] or match["fy"] or 0)
        day, month = int(match["wd"] or match["fd"]), int(match["wm"] or match["fm"])
        named = match["sep"] in (None, "/") and _DAY.search(text, max(start, match.start() - 8), match.start())
        first = make_date(year or _LEAP, month, 1) if year or named else None
        if first is not None and day > end_of_month(first.year, month).day:
            yield match.span()


def _matches(text: str, place: int, end: int) -> Iterator[re.Match[str]]:
    for figure in _FIGURE.finditer(text, place, end):
        match = _DATE.match(text, figure.start(), end) if figure.start() >= place else None
        if match is not None:
            yield match
            place = match.end()
