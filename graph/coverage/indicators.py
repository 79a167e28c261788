"""The figures of a coverage, as a scoreboard has them: deficit, conformity, overdue, trend by month, latency."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from graph.coverage.branch import Branch, Paper
from graph.coverage.states import Answer, Document, State
from graph.coverage.targets import Unit
from graph.register.fold import search_key
from graph.register.register import Register

__all__ = ["CALL", "Call", "Indicators", "call_to_issue", "indicators"]

#: Words by which a directive asks for a document that carries it out.
CALL: Final = re.compile(
    r"\b(?:ban hanh|xay dung|lap|ra|co) (?:\w+ ){0,3}?(?:ke hoach|van ban|cong van|chuong trinh hanh dong|chuong trinh|"
    r"nghi quyet chuyen de|chi thi)\b"
)


@dataclass(frozen=True, slots=True)
class Call:
    """The directive asks for documents that carry it out by ``due``; ``task`` says so in ``quote``."""

    task: str
    due: date
    quote: str


@dataclass(frozen=True, slots=True)
class Indicators:
    """``counts`` by state. ``deficit``: not in the corpus; ``late``: issued after the call's day; ``overdue``: not seen
    though that day is past; ``nonconforming``: issued, but with clauses softened or on words that were changed since.
    ``trend``: month → units that had issued or forwarded by its end. ``latency``: step → least, median, greatest, mean.
    """

    counts: Mapping[str, int]
    total: int
    deficit: float
    nonconforming: tuple[str, ...]
    late: tuple[str, ...]
    overdue: tuple[str, ...]
    trend: tuple[tuple[str, int], ...]
    latency: Mapping[str, tuple[int, float, int, float]]


def call_to_issue(register: Register, root: Paper, names: Iterable[str]) -> Call | None:
    """The earliest day by which ``root`` asks units named so for a plan, letter or programme; ``None``: no such day."""
    rows = register.rows(
        "SELECT t.iri, d.due, t.wording FROM identity i JOIN texts x ON x.directive = i.mentioned "
        "JOIN tasks t ON t.text = x.id JOIN deadlines d ON d.task = t.id WHERE i.directive = ?1 AND d.due IS NOT NULL "
        "AND d.kind = 'date' AND EXISTS (SELECT 1 FROM assignments a JOIN units u ON u.id = a.unit "
        "WHERE a.task = t.id AND a.role = 'assignedTo' AND u.name IN (SELECT value FROM json_each(?2))) "
        "ORDER BY d.due, t.start",
        (root.id, json.dumps(sorted(names))),
    )
    for task, due, wording in rows:
        if CALL.search(search_key(wording or "")):
            return Call(task, date.fromisoformat(due), wording)
    return None


def indicators(
    branch: Branch,
    answers: Sequence[Answer],
    documents: Mapping[str, Sequence[Document]],
    call: Call | None,
    doubtful: Iterable[str],
    until: date,
) -> Indicators:
    """The figures of these answers; ``doubtful``: directives issued with a softened clause or on changed words."""
    counts = Counter(answer.state.value for answer in answers)
    wrong = set(doubtful)
    issued = [answer for answer in answers if answer.state is State.ISSUED]
    done = (State.ISSUED, State.FORWARDED)
    days = [(answer.unit, day) for answer in answers if answer.state in done and (day := _first(answer))]
    missing = [answer.unit for answer in answers if answer.state not in done]
    return Indicators(
        counts={state.value: counts.get(state.value, 0) for state in State},
        total=len(answers),
        deficit=counts.get(State.NOT_IN_CORPUS.value, 0) / len(answers) if answers else 0.0,
        nonconforming=tuple(a.unit.key for a in issued if any(d.paper.id in wrong for d in a.documents)),
        late=tuple(unit.key for unit, day in days if call and unit.direct and day > call.due),
        overdue=tuple(unit.key for unit in missing if call and unit.direct and until > call.due),
        trend=_trend([day for _, day in days]),
        latency=_latency(branch, answers, documents),
    )


def _first(answer: Answer) -> date | None:
    days = [d.paper.day for d in answer.documents if d.state is answer.state and d.paper.day and d.paper.dated]
    return min(days, default=None)


def _trend(days: Sequence[date]) -> tuple[tuple[str, int], ...]:
    """Each month from the first to the last, with how many units had done it by its end."""
    by_month = Counter(f"{day:%Y-%m}" for day in days)
    if not by_month:
        return ()
    year, month = map(int, min(by_month).split("-"))
    trend, done, last = [], 0, max(by_month)
    while (key := f"{year:04}-{month:02}") <= last:
        done += by_month[key]
        trend.append((key, done))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(trend)


def _latency(
    branch: Branch, answers: Sequence[Answer], documents: Mapping[str, Sequence[Document]]
) -> dict[str, tuple[int, float, int, float]]:
    """Days from level to level: of each unit's first document, from what it carries out directly."""
    steps: dict[str, list[int]] = {}
    for unit in _units(answers):
        done = [d for d in documents.get(unit.key, ()) if d.state in (State.ISSUED, State.FORWARDED)]
        first = min(done, key=_dated_first, default=None)
        higher = branch.papers[first.link.higher] if first else None
        if first is None or higher is None or not (first.paper.dated and higher.dated):
            continue
        if first.paper.day and higher.day:
            step = f"{higher.issuer.level} → {unit.level}"
            steps.setdefault(step, []).append((first.paper.day - higher.day).days)
    return {
        step: (min(days), float(median(days)), max(days), sum(days) / len(days)) for step, days in sorted(steps.items())
    }


def _dated_first(document: Document) -> tuple[bool, date]:
    """The order in which documents were issued, those of no sure day last."""
    return not document.paper.dated, document.paper.day or date.max


def _units(answers: Sequence[Answer]) -> list[Unit]:
    return [answer.unit for answer in answers if answer.documents]
