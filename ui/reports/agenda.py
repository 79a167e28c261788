"""Deadlines as a calendar (RFC 5545): one all-day event for each day due, a rule for what comes again.

What names no day ('hằng tháng', 'thường xuyên', 'trong vòng 05 ngày kể từ…') gets no event, as a day would be made up;
it is counted. Identities are those of the tasks, so that a calendar taken again brings the same events along.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ui.present_month import STATUSES
from ui.reports.dues import dues
from ui.reports.plain import paragraphs
from ui.reports.register import LEAD, SUPPORT, basis
from ui.text import plain
from ui.words import shorten, when

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["MIME", "Agenda", "calendar_of"]

MIME = "text/calendar"
_SETTLED: Final = ("done", "cancelled", "carried", "amended")  # nobody needs to be reminded of these
_REMIND: Final = (dt.timedelta(days=-2, hours=-15), dt.timedelta(hours=-15))  # at nine, three days and one day before
_SEARCHED: Final = dt.timedelta(days=800)  # the first day of a yearly rule lies within


@dataclass(frozen=True, slots=True)
class Agenda:
    """The calendar, how many events it holds, and how many deadlines name no day."""

    content: bytes
    events: int
    undated: int


def calendar_of(name: str, tasks: Sequence[Mapping[str, Any]], standing: Mapping[str, str], made: dt.date) -> Agenda:
    """The deadlines of the tasks of ``ui.actions.tasks``; ``standing`` is how each stands, by its id."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//chidao//thoi han nhiem vu//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plain(name))
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    undated = 0
    for task in tasks:
        again = dues(task).turns
        for number, deadline in enumerate(task["deadlines"], 1):
            if deadline["moved"] or number - 1 in again.ends:  # told by the sentence that moved it, or by the rule
                continue
            first = _first(task, deadline)
            if first is None:
                undated += 1
            else:
                event = _event(task, deadline, first, made, standing.get(task["id"], "unknown"), again.until)
                event.add("uid", _uid(task["id"], number))
                calendar.add_component(event)
    return Agenda(calendar.to_ical(), len(calendar.subcomponents), undated)


def _uid(task: str, number: int) -> str:
    told = hashlib.sha256(f"{task}#{number}".encode()).hexdigest()[:32]
    return f"{told}@chidao"


def _first(task: Mapping[str, Any], deadline: Mapping[str, Any]) -> dt.date | None:
    """The day due; of a rule its first day since the directive was issued; ``None`` where no day is told."""
    if deadline["to"]:
        return dt.date.fromisoformat(deadline["to"])
    rule = deadline["recurrence"] or ""
    if not task["date"] or not _names_a_day(rule):
        return None
    from dateutil.rrule import rrulestr

    start = dt.datetime.fromisoformat(task["date"])
    found = rrulestr(rule, dtstart=start).after(start, inc=True)
    return found.date() if found and found - start < _SEARCHED else None


def _names_a_day(rule: str) -> bool:
    """Whether a rule tells its days by itself: not 'each quarter by the 15th', which names no month to count from."""
    if not rule.startswith("FREQ=") or "INTERVAL=" in rule:
        return False
    return ("BYMONTHDAY=" in rule and ("BYMONTH=" in rule or "FREQ=MONTHLY" in rule)) or "BYDAY=" in rule


def _event(
    task: Mapping[str, Any], deadline: Mapping[str, Any], first: dt.date, made: dt.date, state: str, until: str
) -> "Event":
    from icalendar import Alarm, Event, vRecur

    event = Event()
    summary = f"Hạn: {shorten(plain(task['wording']), 90)}"
    event.add("summary", summary)
    event.add("dtstart", first)
    event.add("dtend", first + dt.timedelta(days=1))
    event.add("dtstamp", dt.datetime.combine(made, dt.time(), dt.UTC))
    if deadline["recurrence"] and not deadline["to"]:
        rule = vRecur.from_ical(deadline["recurrence"])
        if until:
            rule["until"] = dt.date.fromisoformat(until)
        event.add("rrule", rule)
    event.add("description", _told(task, deadline, state))
    event.add("categories", [STATUSES[state]])
    event.add("transp", "TRANSPARENT")
    for before in () if state in _SETTLED else _REMIND:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event


def _told(task: Mapping[str, Any], deadline: Mapping[str, Any], state: str) -> str:
    def named(role: str) -> str:
        return ", ".join(dict.fromkeys(owner["unit"] for owner in task["owners"] if owner["role"] == role))

    reports = "; ".join(dict.fromkeys(report["to"] for report in task["reports"]))
    return paragraphs(
        f"Chủ trì: {named(LEAD) or 'văn bản không nêu'}",
        f"Phối hợp: {named(SUPPORT)}" if named(SUPPORT) else "",
        f"Báo cáo về: {reports}" if reports else "",
        f"Thời hạn: {deadline['printed'] or when(deadline['recurrence'] or deadline['to'])}",
        f"Trạng thái: {STATUSES[state]}",
        f"Căn cứ: {basis(task)}",
        f"Nguyên văn: “{task['quote'] or ''}”",
        f"Tệp: {task['document']}",
    )
