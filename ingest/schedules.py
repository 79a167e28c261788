"""Schedules that cannot be kept: what a unit needs for its report is due after the report itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ontology.fold import fold
from ontology.issue import Issue
from ontology.model import Deadline, DeadlineKind, Evidence, Role, Task

__all__ = ["late_inputs"]

# Longer than this and the two are stages of a year, not one report and what goes into it.
_SAME_ROUND_DAYS = 45
_MONTHLY = re.compile(r"FREQ=MONTHLY;BYMONTHDAY=(\d+)$")
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"[.,;:()]|báo cáo|kết quả|gửi về|tổng hợp|thực hiện|triển khai|trước ngày|trong năm|năm \d+")
_SHARED = 2  # pairs of words in a row that two sentences must have in common to speak of one thing


@dataclass(frozen=True, slots=True)
class _Due:
    """A task by which something is sent to ``to`` or by ``by``: folded names, the deadline."""

    task: Task
    names: frozenset[str]
    due: Deadline


def late_inputs(tasks: Sequence[Task]) -> Iterator[Issue]:
    """A warning for each thing due at a unit after that unit's own report on the matter, in the order of the text."""
    dated = [task for task in tasks if any(report.due is not None for report in task.reports)]
    inputs, outputs = list(_inputs(dated)), list(_outputs(dated))
    told: set[Evidence] = set()
    for late in inputs:
        for report in outputs:
            if late.due.evidence in told or late.task is report.task or not late.names & report.names:
                continue
            if _after(late.due, report.due) and _one_matter(late.task, report.task):
                told.add(late.due.evidence)
                yield _issue(late, report)


def _inputs(tasks: Sequence[Task]) -> Iterator[_Due]:
    for task in tasks:
        for report in task.reports:
            if report.due is not None:
                actors = [report.receiver, *([report.via] if report.via else [])]
                yield _Due(task, frozenset(fold(actor.name) for actor in actors), report.due)


def _outputs(tasks: Sequence[Task]) -> Iterator[_Due]:
    """Reports that one who is charged sends on to somebody else."""
    for task in tasks:
        owners = frozenset(fold(a.actor.name) for a in task.assignments if a.role is Role.ASSIGNED)
        for report in task.reports:
            if report.due is not None and owners - {fold(report.receiver.name)}:
                yield _Due(task, owners - {fold(report.receiver.name)}, report.due)


def _after(late: Deadline, report: Deadline) -> bool:
    """Whether ``late`` falls after ``report`` in one round of reporting: two near days, or two days of each month."""
    if late.kind is DeadlineKind.DATE and report.kind is DeadlineKind.DATE and late.to and report.to:
        return 0 < (late.to - report.to).days <= _SAME_ROUND_DAYS
    monthly = [_MONTHLY.search(due.recurrence) for due in (late, report)]
    return all(monthly) and int(monthly[0][1]) > int(monthly[1][1])  # type: ignore[index]


def _one_matter(one: Task, other: Task) -> bool:
    return len(_pairs(one) & _pairs(other)) >= _SHARED


def _pairs(task: Task) -> set[tuple[str, str]]:
    """Pairs of words in a row of the matter itself: names of those concerned, days and words of reporting left out."""
    actors = (
        [a.actor for a in task.assignments]
        + [r.receiver for r in task.reports]
        + [r.via for r in task.reports if r.via]
    )
    text = task.text
    for aside in sorted(
        {a.surface for a in actors} | {d.evidence.quote for d in task.deadlines}, key=len, reverse=True
    ):
        text = text.replace(aside, " . ")
    pairs: set[tuple[str, str]] = set()
    for part in _ASIDE.split(text.lower()):
        pairs.update(pairwise(_WORD.findall(part)))
    return pairs


def _issue(late: _Due, report: _Due) -> Issue:
    proof = late.due.evidence
    return Issue(
        "input-after-report",
        f"đầu vào có hạn {_said(late.due)} (mục {late.task.path or 'cuối'}) đến sau báo cáo cần nó, "
        f"hạn {_said(report.due)} (mục {report.task.path or 'cuối'}: “{report.due.evidence.quote}”)",
        remedy="lùi hạn báo cáo, hoặc yêu cầu gửi đầu vào sớm hơn",
        span=(proof.start, proof.end),
        quote=proof.quote,
    )


def _said(due: Deadline) -> str:
    return _day(due.to) if due.to else due.evidence.quote


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
