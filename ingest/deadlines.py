"""Deadlines in the words of a task: dates, periods, recurrences and terms that hang on an event."""

import functools
import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import data
from ingest.cues import Cue
from ingest.dates import FoundDate, dates_in, make_date
from ingest.periods import periods_in
from ingest.recurrences import recurrences_in
from ontology.days import closed
from ontology.model import Deadline, DeadlineKind, Evidence, Grade

__all__ = ["When", "deadlines_in"]

_RELATIVE = Cue(
    r"(?:trong\s+(?:thời\s+)?(?:vòng|hạn)?\s*|sau\s+|chậm nhất\s+(?:là\s+|sau\s+)?|trước\s+|thời hạn\s+)"
    r"(?:không quá\s+)?(?P<n>\d{1,3})\s*(?:\([^)]{1,20}\)\s*)?(?P<unit>ngày|giờ|tháng|tuần)(?P<working>\s+làm việc)?"
    r"(?=\s+(?:kể\s+từ|tính\s+từ|từ|sau|trước|tổ chức|diễn ra|khi|họp))(?P<event>[^.;,]{3,90})"
)
_DAY_OF_MONTH = Cue(
    r"(?:trước|chậm nhất|xong|đến|hạn)\s+(?:(?:là|hết|vào|trước)\s+)*ngày\s+(?P<day>\d{1,2})"
    r"(?=\s*(?:[.;,)]|/\.|$|(?:của )?tháng này\b))(?!\s*[.,]?\d)"
)
_RUNS_FROM = re.compile(r"(?:kể |tính )?(?:từ|sau)\b", re.I)
_OWN_DAY = re.compile(
    r"ngày (?:(?:kế hoạch|chỉ thị|nghị quyết|kết luận|quyết định|thông báo) này )?(?:được )?(?:ban hành|ký|có hiệu lực)"
    r"(?: (?:công văn|kế hoạch|chỉ thị|nghị quyết|kết luận|quyết định|thông báo|văn bản))?(?: này)?\s*$",
    re.I,
)
_ON_DAY = re.compile(
    r"(?:(?:\d{1,2}\s*(?:giờ|h)\s*\d{0,2},?\s+)?(?:sáng|chiều|tối)?\s*ngày\s+)(?P<day>\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?)"
    r"\s*(?:\([^)]{2,20}\)\s*)?:",
    re.I,
)
_BEFORE = 140
_DIGIT = re.compile(r"\d")
_FROM = re.compile(r"(?:^|[\s(])(?:kể\s+)?từ\s+(?:ngày\s+)?$", re.I)
#: 'từ ngày 30/9 sang ngày 15/10': the first day no longer holds, so that there is no span.
_MOVED = re.compile(
    r"\s*(?:được\s+)?(?:lùi\s+|chuyển\s+|dời\s+)?(?:sang|thành)(?:\s+(?:trước|hết))*(?:\s+ngày)?\s*", re.I
)
_MORE = re.compile(r"\s*(?:,|và|;|\bvà ngày\b)\s*(?:ngày\s+)?$", re.I)


@functools.cache
def _bound() -> re.Pattern[str]:
    table = tomllib.loads(data.path("words", "times.toml").read_text(encoding="utf-8"))
    return re.compile(rf"(?<!\w){table['bound']['pattern']}$", re.I)


class When(NamedTuple):
    """What the document itself tells of time: its ``year`` (0 where unknown), the ``month`` whose tasks it sets
    ('2026-06', '' where none), and its own ``day``."""

    year: int = 0
    month: str = ""
    day: date | None = None


_UNKNOWN = When()


def deadlines_in(text: str, start: int, end: int, when: When = _UNKNOWN) -> tuple[Deadline, ...]:
    """The deadlines stated in ``text[start:end]``, in the order of the words.

    ``when`` completes what is left out, which is then graded *suy đoán*: the year of a date, the month of a mere day
    ('trước ngày 25', 'trong tháng'), the day from which a term runs ('10 ngày kể từ ngày ban hành').
    """
    year = when.year
    found = periods_in(text, start, end, year, when.month)
    figures = _DIGIT.search(text, start, end) is not None  # without one there are but bare recurrences besides
    recurring = list(recurrences_in(text, start, end, figures=figures))
    told = [d for d in recurring if d.recurrence.startswith("FREQ=")]
    recurring = [d for d in recurring if not any(_leads_in(d, other) for other in told)]
    if figures:
        yearly = [_span(d) for d in told if d.evidence.rule == "deadline.yearly"]
        dated = [d for d in _dated(text, start, end, year) if not any(_inside(d, a, b) for a, b in yearly)]
        found = [*dated, *found, *_on_day(text, start, end, year)]
        found += [*_relative(text, start, end, when), *_of_month(text, start, end, when.month)]
    spans = [(d.evidence.start, d.evidence.end) for d in (*found, *recurring)]
    found += [d for d in recurring if not any(_inside(d, a, b) and (a, b) != _span(d) for a, b in spans)]
    return tuple(sorted(found, key=lambda d: (d.evidence.start, d.evidence.end)))


def _span(deadline: Deadline) -> tuple[int, int]:
    return deadline.evidence.start, deadline.evidence.end


def _inside(deadline: Deadline, start: int, end: int) -> bool:
    return start <= deadline.evidence.start and deadline.evidence.end <= end


def _leads_in(deadline: Deadline, other: Deadline) -> bool:
    """Whether a bare 'định kỳ' only leads in the words that say how often ('định kỳ hằng quý'), or these the day
    ('hằng quý (trước ngày 20 của tháng cuối quý)')."""
    near = 0 <= other.evidence.start - deadline.evidence.end < 12
    bare = deadline.recurrence == "định kỳ" or ("DAY=" not in deadline.recurrence and "DAY=" in other.recurrence)
    return near and bare


def _evidence(text: str, start: int, end: int, rule: str) -> Evidence:
    return Evidence(start, end, text[start:end], rule)


def _dated(text: str, start: int, end: int, year: int) -> Iterator[Deadline]:
    """Dates with a bounding word before them; a second date joined by 'và' or a comma shares it."""
    opened: FoundDate | None = None
    previous: FoundDate | None = None
    for found in dates_in(text, start, end, year):
        before = text[max(start, found.start - _BEFORE) : found.start]
        cue = _bound().search(before)
        joined = previous is not None and _MORE.fullmatch(text[previous.end : found.start]) is not None
        if _FROM.search(before):
            opened = found
            continue
        moved = opened is not None and _MOVED.fullmatch(text[opened.end : found.start]) is not None
        if cue is None and not joined and not moved:
            continue
        cue_start = found.start - len(cue.group()) if cue else found.start
        span_from = opened is not None and cue_start - opened.end < 12 and not moved
        place = opened.end + 1 if moved and opened else opened.start if span_from and opened else cue_start
        yield Deadline(
            DeadlineKind.PERIOD if span_from else DeadlineKind.DATE,
            _evidence(text, place, found.end, "deadline.date"),
            found.value,
            _first_day(opened, found) if span_from and opened else None,
            "day",
            grade=Grade.STATED if found.year_given else Grade.INFERRED,
        )
        previous, opened = found, None


def _first_day(opened: FoundDate, closed: FoundDate) -> date:
    """The first day of a period; one without a year never falls behind the last day."""
    if opened.year_given or opened.value <= closed.value:
        return opened.value
    return opened.value.replace(year=closed.value.year - 1)


def _on_day(text: str, start: int, end: int, year: int) -> Iterator[Deadline]:
    """'Ngày 02/12: Họp …', as a programme of work sets its days."""
    match = _ON_DAY.match(text, start, end)
    found = next(dates_in(text, match.start("day"), match.end("day"), year), None) if match else None
    if match is not None and found is not None:
        grade = Grade.STATED if found.year_given else Grade.INFERRED
        evidence = _evidence(text, match.start(), match.end("day"), "deadline.on-day")
        yield Deadline(DeadlineKind.DATE, evidence, found.value, None, "day", grade=grade)


def _of_month(text: str, start: int, end: int, month: str) -> Iterator[Deadline]:
    for match in _DAY_OF_MONTH.finditer(text, start, end) if month else ():
        day = make_date(int(month[:4]), int(month[5:]), int(match["day"]))
        if day is not None:
            evidence = _evidence(text, match.start(), match.end(), "deadline.day-of-month")
            yield Deadline(DeadlineKind.DATE, evidence, day, None, "day", grade=Grade.INFERRED)


def _relative(text: str, start: int, end: int, when: When) -> Iterator[Deadline]:
    """A term that hangs on an event; where the event is a day, or the document's own, the last day is worked out."""
    for match in _RELATIVE.finditer(text, start, end):
        evidence = _evidence(text, match.start(), match.end(), "deadline.relative")
        event = " ".join(match["event"].split())
        last = _last_day(match, event, when)
        precision, grade = ("day", Grade.INFERRED) if last else ("", Grade.STATED)
        yield Deadline(DeadlineKind.RELATIVE, evidence, last, None, precision, relative=event, grade=grade)


def _last_day(match: re.Match[str], event: str, when: When) -> date | None:
    """The last day of a term of days or weeks; None where the day from which it runs is not known."""
    unit = match["unit"].lower()
    if _RUNS_FROM.match(event) is None or unit not in {"ngày", "tuần"}:
        return None
    told = next(dates_in(event, 0, len(event), when.year), None)
    opened = told.value if told else when.day if _OWN_DAY.search(event) else None
    if opened is None:
        return None
    count = int(match["n"]) * (7 if unit == "tuần" else 1)
    return _working_day(opened, count) if match["working"] else opened + timedelta(days=count)


def _working_day(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``."""
    while count:
        day += timedelta(days=1)
        count -= not closed(day)
    return day
