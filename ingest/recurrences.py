"""How often: 'hằng tháng', 'ngày 25 hằng tháng', 'trước 15/12 hằng năm', 'thứ Sáu hằng tuần', as RFC 5545 rules."""

import functools
import re
import tomllib
from collections.abc import Iterator

import data
from ingest.cues import Cue
from ontology.model import Deadline, DeadlineKind, Evidence

__all__ = ["recurrences_in"]

_MONTHLY = Cue(
    r"(?:trước\s+|vào\s+|chậm nhất\s+(?:là\s+)?|đến\s+)?ngày\s+(?:(?P<first>\d{1,2})\s*(?:,|và)\s*(?:ngày\s+)?)?"
    r"(?P<day>\d{1,2})\s+(?:(?:của\s+)?(?:(?:hằng|hàng|mỗi)\s+(?P<every>tháng|quý|năm)"
    r"|tháng\s+(?P<next>sau|kế tiếp|tiếp theo)\b)"
    r"|(?:của\s+)?các tháng\s+(?P<months>\d{1,2}(?:\s*(?:,|và)\s*\d{1,2})+)(?![/\d])"
    r"|(?:của\s+)?tháng\s+(?P<of>cuối|đầu|thứ hai)\s+(?:của\s+)?(?:(?:hằng|hàng|mỗi)\s+)?quý)"
)
_OF_QUARTER = {"đầu": "1,4,7,10", "thứ hai": "2,5,8,11", "cuối": "3,6,9,12"}
_CLOCK = r"(?:\d{1,2}\s*(?:giờ|h)\s*(?:\d{2}(?:\s*phút)?)?,?\s+)?"
_WEEKDAY = r"(?P<{}>thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật)"
_BY = r"(?:(?:trước|vào|chậm nhất(?:\s+là)?)\s+" + _CLOCK + r")?(?:ngày\s+)?"
_WEEKLY = Cue(
    _BY + _WEEKDAY.format("weekday") + r"\s+(?:hằng|hàng|mỗi)\s+tuần\b"
    r"|(?:hằng|hàng|mỗi)\s+tuần,?\s+" + _BY + _WEEKDAY.format("later")
)
_WEEKDAYS = {"hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA", "bẩy": "SA", "nhật": "SU"} | {
    str(i + 2): day for i, day in enumerate(("MO", "TU", "WE", "TH", "FR", "SA"))
}
# Days without a year: 'trước 15/6 và 15/12 hằng năm'; 'hằng năm (trước 15/12)', 'định kỳ 6 tháng (trước 15/6)'.
_DAY_MONTH = r"(?:ngày\s+)?\d{1,2}(?:/|\s+tháng\s+)\d{1,2}(?!\s*(?:[/.-]\s*\d|năm \d)|\d)"
_YEARLY = Cue(
    rf"(?:(?:trước|vào|chậm nhất|đến|xong|hạn)\s+(?:(?:là|vào|trước|hết)\s+)*)?(?P<days>{_DAY_MONTH}"
    rf"(?:\s*(?:,|và|;)\s*(?:trước\s+)?{_DAY_MONTH})*)\s+(?:của\s+)?(?:hằng|hàng|mỗi) năm\b"
    r"|(?:(?:hằng|hàng|mỗi) năm|định kỳ (?:0?6|sáu) tháng|định kỳ (?:hằng |hàng )?năm|(?:0?1|một) năm(?=\s*\()|định kỳ)"
    rf"\s*(?:,|\(|:)?\s*(?:trước|vào|chậm nhất)\s+(?:(?:là|vào|trước)\s+)*(?P<later>{_DAY_MONTH}"
    rf"(?:\s*(?:,|và)\s*(?:trước\s+)?{_DAY_MONTH})*)"
)
_DAY_AND_MONTH = re.compile(r"(?P<day>\d{1,2})(?:/|\s+tháng\s+)(?P<month>\d{1,2})", re.I)


@functools.cache
def _words() -> tuple[tuple[str, Cue, str], ...]:
    table = tomllib.loads(data.path("words", "times.toml").read_text(encoding="utf-8"))
    return tuple((e["word"], Cue(rf"(?<!\w)(?:{e['pattern']})"), e["rule"]) for e in table["recurrence"])


def recurrences_in(text: str, start: int, end: int, *, figures: bool) -> Iterator[Deadline]:
    """The recurrences that ``text[start:end]`` sets, those that tell their days first; ``figures``: whether it has any.

    A day without a year that is told to come round each year ('15/12 hằng năm') is no date of the document's year.
    """
    if figures:
        yield from _monthly(text, start, end)
        yield from _yearly(text, start, end)
    yield from _weekly(text, start, end)
    yield from _recurring(text, start, end)


def _evidence(text: str, start: int, end: int, rule: str) -> Evidence:
    return Evidence(start, end, text[start:end], rule)


def _monthly(text: str, start: int, end: int) -> Iterator[Deadline]:
    """'trước ngày 25 hằng tháng', 'ngày 20 của tháng cuối quý' as RFC 5545 rules."""
    for match in _MONTHLY.finditer(text, start, end):
        day = int(match["day"])
        if not 1 <= day <= 31:
            continue
        every = (match["every"] or "").lower()
        rule = {"tháng": "FREQ=MONTHLY", "năm": "FREQ=YEARLY"}.get(every, "FREQ=MONTHLY;INTERVAL=3")
        if match["next"]:
            rule = "FREQ=MONTHLY"
        elif match["months"]:
            rule = f"FREQ=YEARLY;BYMONTH={','.join(str(int(m)) for m in re.findall('[0-9]+', match['months']))}"
        elif match["of"]:
            rule = f"FREQ=YEARLY;BYMONTH={_OF_QUARTER[match['of'].lower()]}"
        evidence = _evidence(text, match.start(), match.end(), "deadline.monthly")
        days = f"{int(match['first'])},{day}" if match["first"] else str(day)
        yield Deadline(DeadlineKind.RECURRENCE, evidence, recurrence=f"{rule};BYMONTHDAY={days}")


def _weekly(text: str, start: int, end: int) -> Iterator[Deadline]:
    """'trước 16 giờ thứ Sáu hằng tuần' as an RFC 5545 rule."""
    for match in _WEEKLY.finditer(text, start, end):
        evidence = _evidence(text, match.start(), match.end(), "deadline.weekly")
        day = _WEEKDAYS[(match["weekday"] or match["later"]).lower().split()[-1]]
        yield Deadline(DeadlineKind.RECURRENCE, evidence, recurrence=f"FREQ=WEEKLY;BYDAY={day}")


def _yearly(text: str, start: int, end: int) -> Iterator[Deadline]:
    """Days of the year; those that share the day of the month are one rule, others a rule each."""
    for match in _YEARLY.finditer(text, start, end):
        told = [(int(m["day"]), int(m["month"])) for m in _DAY_AND_MONTH.finditer(match["days"] or match["later"])]
        days = [(day, month) for day, month in told if 1 <= day <= 31 and 1 <= month <= 12]
        for day in dict.fromkeys(day for day, _ in days):
            months = ",".join(str(month) for of, month in days if of == day)
            evidence = _evidence(text, match.start(), match.end(), "deadline.yearly")
            rule = f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}"
            yield Deadline(DeadlineKind.RECURRENCE, evidence, recurrence=rule)


def _recurring(text: str, start: int, end: int) -> Iterator[Deadline]:
    for word, pattern, rule in _words():
        match = pattern.search(text, start, end)
        if match:
            evidence = _evidence(text, match.start(), match.end(), "deadline.recurring")
            yield Deadline(DeadlineKind.RECURRENCE, evidence, recurrence=rule or word)
