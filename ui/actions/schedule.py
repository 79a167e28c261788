"""Schedules across documents: days that contradict each other, days left by level, days that fill up."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.actions.lookup import find, find_units
from ui.actions.naming import named as by_name
from ui.actions.values import Ambiguous, Candidate, Json, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.coverage.branch import Paper
    from graph.month.facts import Whose
    from graph.reader import Reader
    from graph.schedule.facts import Due, InText
    from graph.schedule.schedule import Finding, Schedule

__all__ = ["schedule"]

#: So many tasks due in one week for one unit are a pile-up.
_WEEK: Final = 8
_LABELS: Final = {
    "report_late": "báo cáo, đầu vào hẹn sau ngày cấp trên cần",
    "after_clause": "hạn sau hạn của cấp trên",
    "passed_late": "chuyển đến nơi khi đã qua hạn",
    "short_lead": "còn quá ít ngày để làm",
    "input-after-report": "đầu vào có hạn sau báo cáo cần nó",
    "deadline-before-document": "hạn trước ngày ban hành",
    "deadline-weekend": "hạn vào ngày nghỉ",
    "deadline-holiday": "hạn vào ngày lễ",
}


def schedule(
    home: Path,
    code: str | None = None,
    *,
    unit: str | None = None,
    month: str | None = None,
    issuer: str | None = None,
    date: str | None = None,
) -> Json | Ambiguous | Unknown:
    """Schedules of the branch of a directive, or of the whole store; of a unit's documents, of days of a month.

    ``docs/schedule.md`` describes the JSON. Raises :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader

    with open_reader(home) as reader:
        found = find(reader, code, issuer, date) if code else None
        if isinstance(found, Ambiguous | Unknown):
            return found
        named = find_units(reader, unit) if unit else []
        if isinstance(named, Unknown):
            return named
        root = found.id if isinstance(found, Candidate) else ""
        told = _told(reader, root, [row.iri for row in named] if unit else None, month or "")
        asked = {"directive": found.as_json() if isinstance(found, Candidate) else None, "unit": unit, "month": month}
        return by_name(reader, {**asked, **told})  # type: ignore[no-any-return]


def _told(reader: "Reader", root: str, units: "Sequence[str] | None", month: str) -> Json:
    from graph import responsibility as asked
    from graph.month.body import whose
    from graph.schedule.facts import told_in_text
    from graph.schedule.schedule import schedule_of

    register = reader.register
    mine = whose(register, units) if units is not None else None
    scope = asked.Scope(month, root, tuple(units or ()))
    owned = asked.days_owned(register, scope)
    told = schedule_of(register, root)
    charged = {task for task, *_ in owned}
    findings = [f for f in told.findings if f.due.day.isoformat().startswith(month) and _is_of(f, mine, charged)]
    texts = [] if month else told_in_text(register, told.directives if root else None)
    return {
        "findings": [_finding(one) for one in findings],
        "in_one_text": [_in_text(one) for one in texts if mine is None or (one.place, one.province) in mine.places],
        "lead": [
            {**_paper(lead.paper), "due": _due(lead.due), "days": lead.days}
            for lead in told.leads
            if mine is None or _issued(lead.paper, mine)
        ],
        "levels": [
            {"level": one.level, "documents": one.documents, "least": one.least, "median": float(one.middle)}
            for one in told.levels
        ],
        "pile_ups": {
            "days": [
                {"unit": name, "unit_id": iri, "day": day, "tasks": count}
                for iri, name, day, count in asked.pile_ups(register, scope)
            ],
            "weeks": _weeks(owned),
        },
        "statement": _statement(told, findings),
    }


def _in_text(one: "InText") -> Json:
    return {
        "kind": one.kind,
        "label": _LABELS[one.kind],
        "text": one.text,
        "document": one.file,
        "code": one.code or None,
        "why": one.why,
        "quote": one.quote,
    }


def _is_of(finding: "Finding", mine: "Whose | None", owned: set[str]) -> bool:
    """Whether a finding concerns the units: they issued the document, or are charged with the task."""
    return mine is None or _issued(finding.paper, mine) or finding.due.task in owned


def _issued(paper: "Paper", mine: "Whose") -> bool:
    return (paper.issuer.place, paper.issuer.province) in mine.places


def _finding(one: "Finding") -> Json:
    return {
        "kind": one.kind,
        "label": _LABELS[one.kind],
        "why": _why(one),
        "days": one.days,
        "count": one.count,
        "document": _paper(one.paper),
        "due": _due(one.due),
        "above": _paper(one.above) if one.above else None,
        "against": _due(one.other) if one.other else None,
    }


def _why(one: "Finding") -> str:
    level = one.paper.issuer.level or "nơi nhận"
    if one.kind == "short_lead":
        return f"từ ngày ban hành đến hạn {_day(one.due.day)}, cấp {level} còn {one.days} ngày"
    assert one.other is not None
    if one.kind == "passed_late":
        many = f", hạn đầu trong {one.count} hạn đã qua" if one.count > 1 else ""
        return f"chuyển đi khi đã qua hạn {_day(one.due.day)} được {one.days} ngày{many}"
    return f"hẹn {_day(one.due.day)}, sau hạn {_day(one.other.day)} của cấp trên {one.days} ngày"


def _paper(paper: "Paper") -> Json:
    return {
        "id": paper.id,
        "code": paper.code or None,
        "name": paper.name,
        "issuer": paper.issuer.name or None,
        "level": paper.issuer.level or None,
        "date": paper.day.isoformat() if paper.day and paper.dated else None,
    }


def _due(due: "Due") -> Json:
    return {
        "task": due.task,
        "text": due.text,
        "path": due.path,
        "document": due.file,
        "code": due.code or None,
        "day": due.day.isoformat(),
        "quote": due.printed,
    }


def _weeks(days: "Sequence[tuple[str, str, str, str]]") -> list[Json]:
    """Units and weeks (their Mondays) with many tasks due; a task counts once a week."""
    tasks = {
        (unit, name, dt.date.fromisoformat(day) - dt.timedelta(days=dt.date.fromisoformat(day).weekday()), task)
        for task, unit, name, day in days
    }
    counts = Counter((unit, name, monday) for unit, name, monday, _ in tasks)
    many = sorted(((-n, monday, name, unit) for (unit, name, monday), n in counts.items() if n >= _WEEK))
    return [
        {"unit": name, "unit_id": unit, "monday": monday.isoformat(), "tasks": -n} for n, monday, name, unit in many
    ]


def _statement(told: "Schedule", findings: "Sequence[Finding]") -> str:
    return (
        f"Đối chiếu hạn của {len(told.directives)} văn bản trong các chuỗi thực hiện mà kho biết; "
        f"{len(findings)} chỗ không khớp. So khớp việc cấp dưới với việc cấp trên là suy đoán."
    )


def _day(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
