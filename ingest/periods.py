"""Periods as deadlines: a month, a quarter, half a year, a year; from one to another; a week of a month."""

import functools
import re
import tomllib
from collections.abc import Iterator
from datetime import date

import data
from ingest.cues import Cue
from ingest.dates import end_of_month
from ontology.model import Deadline, DeadlineKind, Evidence, Grade

__all__ = ["periods_in"]

_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PERIOD = (
    r"(?:quý\s+(?:(?:IV|I{1,3}|[1-4])\s*(?:,|và|-|–|đến)\s*(?:quý\s+)?)?(?P<quarter>IV|I{1,3}|[1-4])(?:\s*(?:/|,?\s*năm)\s*(?P<qyear>\d{4}))?"
    r"|tháng\s+(?:\d{1,2}\s*(?:,|và|-|–|đến)\s*(?:tháng\s+)?)?(?P<month>\d{1,2})(?:\s*(?:/|-"
    r"|\s+năm\s+)\s*(?P<myear>\d{4}))?(?!\d|/\d)"
    r"|(?:0?6|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<hyear>\d{4}))?"
    r"|năm\s+(?P<year>\d{4})(?!\s*[-–]\s*\d{4}))\b"
)
_RANGE = Cue(
    r"(?:(?:thời gian|thời hạn|tiến độ)(?: (?:thực hiện|hoàn thành|tổ chức|triển khai))?\s*:\s*)?"
    r"từ\s+(?:đầu\s+|giữa\s+)?"
    r"(?:quý\s+(?P<q1>IV|I{1,3}|[1-4])(?:\s*(?:/|,?\s*năm)\s*(?P<q1year>\d{4}))?"
    r"|tháng\s+(?P<m1>\d{1,2})(?:\s*(?:/|-|\s+năm\s+)\s*(?P<m1year>\d{4}))?)"
    rf"\s*,?\s+(?:đến|tới)\s+(?:(?:hết|cuối|giữa)\s+)?{_PERIOD}"
)
_WEEK = Cue(
    r"(?:(?:trong|vào|hoàn thành|xong|thời gian\s*:|chậm nhất)\s+)*tuần\s+(?:thứ\s+)?"
    r"(?P<week>[1-4]|I{1,3}|IV|nhất|một|hai|ba|tư|đầu(?: tiên)?|cuối(?: cùng)?)\s+(?:của\s+)?tháng\s+(?P<month>\d{1,2})"
    r"(?:\s*(?:/|-|\s+năm\s+)\s*(?P<year>\d{4}))?(?!\d|/\d)"
)
_WEEKS = {
    "nhất": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "đầu": 1,
    "đầu tiên": 1,
    "cuối": 4,
    "cuối cùng": 4,
} | _QUARTERS
_CLAUSE_END = re.compile(r"\s*(?:[.;,)…]|/\.|$|và\b|theo\b|\()")
_SURE = re.compile(r"(?:hoàn thành|xong|hết|chậm nhất|trước|cuối)\b", re.I)
# 'trong tháng' alone; 'trong tháng 9', 'trong tháng tới', 'các việc trong tháng của …' are others
_IN_MONTH = Cue(r"(?:trong|hết|xong trong|hoàn thành trong) tháng(?: này)?(?=\s*(?:[.;,)]|/\.|$))")


@functools.cache
def _period() -> Cue:
    table = tomllib.loads(data.path("words", "times.toml").read_text(encoding="utf-8"))
    return Cue(rf"(?<!\w){table['period']['pattern']}{_PERIOD}")


def periods_in(text: str, start: int, end: int, year: int, month: str) -> list[Deadline]:
    """The periods that ``text[start:end]`` sets; ``year`` (0 where unknown) and ``month`` are the document's own."""
    wide = [*_ranges(text, start, end, year), *_weeks(text, start, end, year)]
    found = [*_whole_month(text, start, end, month), *wide]
    return found + [d for d in _periods(text, start, end, year) if not any(_within(d, other) for other in wide)]


def _within(deadline: Deadline, other: Deadline) -> bool:
    return other.evidence.start <= deadline.evidence.start and deadline.evidence.end <= other.evidence.end


def _evidence(text: str, start: int, end: int, rule: str) -> Evidence:
    return Evidence(start, end, text[start:end], rule)


def _periods(text: str, start: int, end: int, year: int) -> Iterator[Deadline]:
    for match in _period().finditer(text, start, end):
        sure = _SURE.match(match.group()) is not None
        horizon = match["year"] and match.group().lower().startswith("đến năm")
        if horizon or (not sure and match["year"] and not _CLAUSE_END.match(text, match.end(), end)):
            continue
        stated = match["qyear"] or match["myear"] or match["hyear"] or match["year"]
        if not stated and not year:
            continue
        bounds = _bounds(match, int(stated) if stated else year)
        if bounds is None:
            continue
        first, last, precision = bounds
        yield Deadline(
            DeadlineKind.PERIOD,
            _evidence(text, match.start(), match.end(), f"deadline.{precision}"),
            last,
            first,
            precision,
            grade=Grade.STATED if stated else Grade.INFERRED,
        )


def _ranges(text: str, start: int, end: int, year: int) -> Iterator[Deadline]:
    """'từ tháng 10 đến hết tháng 12/2026', 'từ quý IV/2026 đến quý I/2027': one period."""
    for match in _RANGE.finditer(text, start, end):
        stated = match["qyear"] or match["myear"] or match["hyear"] or match["year"]
        last_year = int(stated) if stated else year
        bounds = _bounds(match, last_year) if last_year else None
        first_year = int(match["q1year"] or match["m1year"] or last_year)
        if bounds is None or not 1930 <= first_year <= 2100:
            continue
        month = int(match["m1"]) if match["m1"] else _QUARTERS[match["q1"].upper()] * 3 - 2
        if not 1 <= month <= 12:
            continue
        first = date(first_year, month, 1)
        if first > bounds[1] and not (match["q1year"] or match["m1year"]):
            first = first.replace(year=first_year - 1)
        if first <= bounds[1]:
            evidence = _evidence(text, match.start(), match.end(), f"deadline.{bounds[2]}")
            grade = Grade.STATED if stated else Grade.INFERRED
            yield Deadline(DeadlineKind.PERIOD, evidence, bounds[1], first, bounds[2], grade=grade)


def _weeks(text: str, start: int, end: int, year: int) -> Iterator[Deadline]:
    """'tuần 3 tháng 9/2026': the days from 15 to 21; the fourth week goes on to the month's end."""
    for match in _WEEK.finditer(text, start, end):
        told, month = int(match["year"] or year), int(match["month"])
        if not (1930 <= told <= 2100 and 1 <= month <= 12):
            continue
        week = _WEEKS[match["week"].lower() if match["week"].islower() else match["week"]]
        last = end_of_month(told, month) if week == 4 else date(told, month, week * 7)
        evidence = _evidence(text, match.start(), match.end(), "deadline.week")
        first = date(told, month, week * 7 - 6)
        yield Deadline(DeadlineKind.PERIOD, evidence, last, first, "day", grade=Grade.INFERRED)


def _bounds(match: re.Match[str], year: int) -> tuple[date, date, str] | None:
    """First and last day of the period named, and its precision. 'trước tháng 9' ends before it begins."""
    if not 1930 <= year <= 2100:
        return None
    if match["quarter"]:
        quarter = _QUARTERS[match["quarter"].upper()]
        return date(year, quarter * 3 - 2, 1), end_of_month(year, quarter * 3), "quarter"
    if match["month"]:
        month = int(match["month"])
        return (date(year, month, 1), end_of_month(year, month), "month") if 1 <= month <= 12 else None
    if match["half"]:
        first = match["half"].lower() == "đầu"
        return date(year, 1 if first else 7, 1), end_of_month(year, 6 if first else 12), "half"
    return date(year, 1, 1), date(year, 12, 31), "year"


def _whole_month(text: str, start: int, end: int, month: str) -> Iterator[Deadline]:
    """'trong tháng' of a directive that sets the tasks of one month."""
    for match in _IN_MONTH.finditer(text, start, end) if month else ():
        year, number = int(month[:4]), int(month[5:])
        evidence = _evidence(text, match.start(), match.end(), "deadline.of-month")
        first, last = date(year, number, 1), end_of_month(year, number)
        yield Deadline(DeadlineKind.PERIOD, evidence, last, first, "month", grade=Grade.INFERRED)
