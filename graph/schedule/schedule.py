"""Schedules across documents that cannot be kept, each with the sentences that say so, and the time left by level.

- a report of those below (theirs, or the one that they collect for it) due after the day on which those above want it;
- a task due after the day of the clause that it carries out;
- a directive passed on after a day that it sets;
- a document that leaves hardly any days.

What one text says against itself, and days on which offices are closed, the reading has told (``told_in_text``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from graph.clauses.clauses import clauses
from graph.coverage.branch import Paper, branch
from graph.coverage.targets import LEVELS
from graph.register.register import Register
from graph.schedule.facts import Due, Pair, dues, pairs

__all__ = ["SHORT", "Finding", "Lead", "Level", "Schedule", "schedule_of"]

#: A document that leaves no more days than these from its own day to the first day it sets leaves hardly any.
SHORT: Final = 3
#: Longer than this, and the two are stages of a year, not one round of reporting.
_SAME_ROUND: Final = 45


@dataclass(frozen=True, slots=True)
class Finding:
    """``kind``: 'report_late', 'after_clause', 'passed_late' or 'short_lead'; ``due`` in ``paper`` against ``other`` in
    ``above``; ``days``: by how many days, or (short_lead) how many are left; ``count``: how many days had gone by
    (passed_late, told by the first of them)."""

    kind: str
    paper: Paper
    due: Due
    days: int
    above: Paper | None = None
    other: Due | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Lead:
    """The days from a document's own day to the first day that it, or what it forwards, sets after that."""

    paper: Paper
    due: Due
    days: int


@dataclass(frozen=True, slots=True)
class Level:
    """Lead times of one level of the chain: how many documents, least and middle number of days."""

    level: str
    documents: int
    least: int
    middle: float


@dataclass(frozen=True, slots=True)
class Schedule:
    """``findings`` by day; ``leads`` of every document with a day of its own, the shortest first; ``directives``: all
    that were looked at."""

    findings: tuple[Finding, ...]
    leads: tuple[Lead, ...]
    levels: tuple[Level, ...]
    directives: frozenset[str]


def schedule_of(register: Register, root: str = "") -> Schedule:
    """Of the branch of ``root`` (a canonical IRI), or of all that the store knows to be carried out."""
    within = set(branch(register, root).depth) if root else None
    met = pairs(register, within)
    known = {paper.id: paper for pair in met for paper in (pair.lower, pair.higher)}
    days = dues(register, known)
    found = [finding for pair in met for finding in _of_pair(pair, days)]
    found += _after_clauses(register, {pair.higher.id for pair in met}, known, days)
    leads = _leads(known, met, days)
    found += (Finding("short_lead", lead.paper, lead.due, lead.days) for lead in leads if lead.days <= SHORT)
    unique = {(f.kind, f.paper.id, f.due.task, f.due.day, f.other.task if f.other else ""): f for f in found}
    ordered = sorted(unique.values(), key=lambda f: (f.due.day, f.kind, f.paper.id, f.due.task))
    return Schedule(tuple(ordered), tuple(leads), tuple(_levels(leads)), frozenset(known) | (within or set()))


def _of_pair(pair: Pair, days: Mapping[str, Sequence[Due]]) -> Iterator[Finding]:
    if pair.lower.issuer.seat == pair.higher.issuer.seat and pair.lower.issuer.name == pair.higher.issuer.name:
        return  # a reminder by the same body sets its days anew
    own, asked = days.get(pair.lower.id, ()), days.get(pair.higher.id, ())
    if pair.passes:
        yield from _passed_late(pair, asked)
    wanted = [due for due in asked if due.reports and not due.lone and due.to == pair.higher.issuer.level]
    for due in own if wanted else ():
        if not due.reports:
            continue
        nearest = min(wanted, key=lambda over: (abs((due.day - over.day).days), over.day))
        late = (due.day - nearest.day).days
        if 0 < late <= _SAME_ROUND and not _answered(own, nearest):
            yield Finding("report_late", pair.lower, due, late, pair.higher, nearest)


def _answered(own: Sequence[Due], wanted: Due) -> bool:
    """Whether another day of the same document serves the round: by then something is reported."""
    return any(due.to and 0 <= (wanted.day - due.day).days <= _SAME_ROUND for due in own)


def _passed_late(pair: Pair, asked: Sequence[Due]) -> Iterator[Finding]:
    """Days of what is forwarded that had gone by when it was; single bodies charged are none of those below."""
    sent, issued = pair.lower.day, pair.higher.day
    if sent is None or not pair.lower.dated:
        return
    gone = [due for due in asked if not due.lone and due.day < sent and (issued is None or due.day >= issued)]
    if gone:
        first = min(gone, key=lambda due: (due.day, due.task))
        yield Finding("passed_late", pair.lower, first, (sent - first.day).days, pair.higher, first, len(gone))


def _after_clauses(
    register: Register, higher: Iterable[str], known: Mapping[str, Paper], days: Mapping[str, Sequence[Due]]
) -> Iterator[Finding]:
    """Tasks due after the day of their clause; the last day of either counts."""
    last: dict[str, Due] = {}
    for one in (due for told in days.values() for due in told):
        if one.task not in last or one.day > last[one.task].day:
            last[one.task] = one
    for root in sorted(higher):
        if not known[root].held:
            continue
        for clause in clauses(register, branch(register, root)):
            over = last.get(clause.task.id)
            for aligned in clause.tasks:
                due = last.get(aligned.task.id)
                if over and due and due.day > over.day and due.directive in known and not (due.to or over.to):
                    yield Finding(
                        "after_clause", known[due.directive], due, (due.day - over.day).days, known[root], over
                    )


def _leads(known: Mapping[str, Paper], met: Sequence[Pair], days: Mapping[str, Sequence[Due]]) -> list[Lead]:
    passed: dict[str, list[str]] = defaultdict(list)
    for pair in met:
        if pair.passes:
            passed[pair.lower.id].append(pair.higher.id)
    found = []
    for iri, paper in known.items():
        if paper.day is None or not paper.dated or not paper.held:
            continue
        sent = (due for one in passed[iri] for due in days.get(one, ()) if not due.lone)
        own = [due for due in (*days.get(iri, ()), *sent) if due.day >= paper.day]
        if own:
            first = min(own, key=lambda due: (due.day, due.task))
            found.append(Lead(paper, first, (first.day - paper.day).days))
    return sorted(found, key=lambda lead: (lead.days, lead.paper.id))


def _levels(leads: Sequence[Lead]) -> Iterator[Level]:
    by_level: dict[str, list[int]] = defaultdict(list)
    for lead in leads:
        by_level[lead.paper.issuer.level].append(lead.days)
    for level in LEVELS:
        if level in by_level:
            yield Level(level, len(by_level[level]), min(by_level[level]), median(by_level[level]))
