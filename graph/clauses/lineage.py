"""What one task carries out, up to the directive where it all begins, and what carries it out below."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.clauses.clauses import Aligned, Clause, TaskRow, clauses
from graph.clauses.rows import deeds_of
from graph.coverage.branch import Paper, branch
from graph.register.register import Register

__all__ = ["Lower", "Step", "above", "below"]

#: More levels than there are of government, and more tasks than a page shows.
_DEPTH: Final = 8
_MOST: Final = 200
_HIGHER: Final = (
    "SELECT DISTINCT h.directive, l.relation, COALESCE(l.grade, ''), COALESCE(l.quote, ''), x.iri, l.start, l.ending "
    "FROM identity s JOIN links l ON l.source = s.mentioned JOIN identity h ON h.mentioned = l.target "
    "JOIN texts x ON x.id = l.text WHERE s.directive = ? AND h.directive <> s.directive "
    "AND l.relation IN ('implements', 'forwards') AND NOT EXISTS (SELECT 1 FROM rulings r "
    "WHERE r.assertion = l.assertion AND r.grade = 'rejected' AND r.stamp = l.stamp) ORDER BY 1, 2, 5, 6"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step up: the higher directive, the sentence that names it, and the clause that the task carries out.

    ``clause`` and ``aligned`` are None where no clause of it could be matched; ``grade`` is that of the relation.
    """

    depth: int
    paper: Paper
    relation: str
    grade: str
    quote: str
    text: str
    span: tuple[int, int]
    clause: TaskRow | None = None
    aligned: Aligned | None = None


@dataclass(frozen=True, slots=True)
class Lower:
    """One task that carries out the task, or what carries it out, ``depth`` steps below; ``owners``: the names of those
    it is given to.
    """

    depth: int
    paper: Paper
    aligned: Aligned
    owners: tuple[str, ...] = ()


def above(register: Register, task: str) -> tuple[Step, ...]:
    """The steps from a task (IRI) up, the nearest first; none where the store does not hold it."""
    found: list[Step] = []
    front = [(own, task) for own in _directive(register, task)]
    seen = {own for own, _ in front}
    for depth in range(1, _DEPTH + 1):
        further: list[tuple[str, str]] = []
        for own, lower in front:
            for step in _steps(register, own, lower, depth):
                if step.paper.id not in seen:
                    seen.add(step.paper.id)
                    found.append(step)
                    further.append((step.paper.id, step.clause.id if step.clause else ""))
        front = further
    return tuple(found)


def below(register: Register, task: str) -> tuple[Lower, ...]:
    """The tasks that carry out a task (IRI), level by level; at most 200."""
    found: list[Lower] = []
    front = {own: {task} for own in _directive(register, task)}
    seen = {task}
    for depth in range(1, _DEPTH + 1):
        further: dict[str, set[str]] = defaultdict(set)
        for own, wanted in sorted(front.items()):
            met = branch(register, own)
            for clause in clauses(register, met):
                for aligned in clause.tasks if clause.task.id in wanted else ():
                    if aligned.task.id not in seen and len(found) < _MOST:
                        seen.add(aligned.task.id)
                        found.append(Lower(depth, met.papers[aligned.task.directive], aligned))
                        further[aligned.task.directive].add(aligned.task.id)
        front = further
    deeds = deeds_of(register, [lower.aligned.task for lower in found])
    owners = (tuple(name for name, *_ in deed.owners) for deed in deeds)
    return tuple(replace(lower, owners=names) for lower, names in zip(found, owners, strict=True))


def _directive(register: Register, task: str) -> list[str]:
    rows = register.rows(
        "SELECT i.directive FROM tasks t JOIN texts x ON x.id = t.text JOIN identity i ON i.mentioned = x.directive "
        "WHERE t.iri = ?",
        (task,),
    )
    return [directive for (directive,) in rows]


def _steps(register: Register, own: str, task: str, depth: int) -> list[Step]:
    """The steps from one directive; what is named beside something that carries it on comes a step later."""
    rows = {row[0]: row for row in reversed(register.rows(_HIGHER, (own,)))}
    later = {row[0] for higher in rows for row in register.rows(_HIGHER, (higher,))}
    steps = []
    for higher, relation, grade, quote, text, start, end in (rows[name] for name in sorted(rows.keys() - later)):
        met = branch(register, higher)
        clause, aligned = _found(clauses(register, met), task) if task else (None, None)
        steps.append(
            Step(depth, met.papers[higher], relation, grade, quote, text, (start or 0, end or 0), clause, aligned)
        )
    return steps


def _found(told: Sequence[Clause], task: str) -> tuple[TaskRow | None, Aligned | None]:
    for clause in told:
        for aligned in clause.tasks:
            if aligned.task.id == task:
                return clause.task, aligned
    return None, None
