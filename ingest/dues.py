"""The time of a task table's row: a cell that holds times and hardly a word besides."""

import re
from collections.abc import Iterator
from datetime import date

from ingest.dates import end_of_month, make_date
from ingest.deadlines import When, deadlines_in
from ingest.recurrences import recurrences_in
from ontology.model import Deadline, DeadlineKind, Evidence, Grade

__all__ = ["dues_of"]

_MONTH = re.compile(r"^(?:tháng\s*)?(?P<month>\d{1,2})\s*(?:[/.-]|,?\s*năm\b)\s*(?P<year>\d{4})$", re.I)
_QUARTER = re.compile(r"^quý\s*(?P<quarter>IV|I{1,3}|[1-4])\s*[/.,-]?\s*(?:năm\s*)?(?P<year>\d{4})$", re.I)
_YEARS = re.compile(
    r"^(?:(?:trong|đến|hết|giai đoạn|từ)?\s*(?:năm\s*)?)?(?:(?P<first>\d{4})\s*[-–]\s*)?(?P<year>\d{4})$", re.I
)
_DAY = re.compile(
    r"^(?:trước\s*)?(?:ngày\s*)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})$", re.I
)
_YEAR = re.compile(r"\d{4}")
_OFTEN = re.compile(r"thường xuyên|hằng năm|hàng năm|hằng quý|hàng quý|hằng tháng|hàng tháng|định kỳ", re.I)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_RULES = {
    "hằng năm": "FREQ=YEARLY",
    "hàng năm": "FREQ=YEARLY",
    "hằng tháng": "FREQ=MONTHLY",
    "hàng tháng": "FREQ=MONTHLY",
}
_QUARTERLY = "FREQ=MONTHLY;INTERVAL=3"


def dues_of(text: str, start: int, end: int, year: int) -> Iterator[Deadline]:
    """The time of a row: '6/2025', 'Quý II/2025', '2025-2030', '30/6/2025', 'Thường xuyên'.

    A year left out ('Tháng 9') is the document's own, and graded so.
    """
    days = [d for d in recurrences_in(text, start, end, figures=True) if d.evidence.rule != "deadline.recurring"]
    yield from days  # 'trước ngày 15/6 và 15/12 hằng năm' is one, whatever parts it
    for first, stop in _pieces(text, start, end):
        if any(d.evidence.start < stop and first < d.evidence.end for d in days):
            continue
        words = text[first:stop]
        evidence = Evidence(first, stop, words, "table.due")
        told = _period(words)
        bounds = told or (_period(f"{words}/{year}") if year and not _YEAR.search(words) else None)
        often = _OFTEN.search(words)
        if bounds is not None:
            begin, last, precision = bounds
            kind = DeadlineKind.DATE if precision == "day" else DeadlineKind.PERIOD
            grade = Grade.STATED if told else Grade.INFERRED
            yield Deadline(kind, evidence, last, None if precision == "day" else begin, precision, grade=grade)
        elif often is not None:
            word = often.group().lower()
            rule = _RULES.get(word, _QUARTERLY if "quý" in word else word)
            yield Deadline(DeadlineKind.RECURRENCE, evidence, recurrence=rule)
        else:
            yield from deadlines_in(text, first, stop, When(year))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = start
    for match in re.compile(r"\s*(?:;|,|\bvà\b|<br>)\s*|$").finditer(text, start, end):
        if match.start() > place:
            yield place, match.start()
        place = match.end()


def _period(words: str) -> tuple[date, date, str] | None:
    """First and last day and precision of a cell that holds only a time."""
    words = words.strip(" .")
    day = _DAY.match(words)
    if day:
        value = make_date(int(day["year"]), int(day["month"]), int(day["day"]))
        return (value, value, "day") if value else None
    month = _MONTH.match(words)
    quarter = _QUARTER.match(words)
    years = _YEARS.match(words)
    if month:
        return _months(int(month["year"]), int(month["month"]), int(month["month"]), "month")
    if quarter:
        last = _QUARTERS[quarter["quarter"].upper()] * 3
        return _months(int(quarter["year"]), last - 2, last, "quarter")
    if years:
        first, end = make_date(int(years["first"] or years["year"]), 1, 1), make_date(int(years["year"]), 12, 31)
        return (first, end, "year") if first and end else None
    return None


def _months(year: int, first: int, last: int, precision: str) -> tuple[date, date, str] | None:
    start = make_date(year, first, 1)
    return (start, end_of_month(year, last), precision) if start and last <= 12 else None
