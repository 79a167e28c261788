"""How clear a directive is, as plain values: each task against the aspects that its formula asks for ("6 rõ")."""

from dataclasses import dataclass
from enum import StrEnum

from ontology.model import Evidence

__all__ = ["STANDARD", "Aspect", "Clarity", "Finding", "Formula", "State", "TaskClarity"]


class Aspect(StrEnum):
    """What a task must make clear. The value is the Vietnamese word people are shown."""

    PERSON = "rõ người"
    WORK = "rõ việc"
    TIME = "rõ thời gian"
    DUTY = "rõ trách nhiệm"
    AUTHORITY = "rõ thẩm quyền"
    RESULT = "rõ kết quả"
    RESOURCE = "rõ nguồn lực"


#: The six of "6 rõ", in the order in which central directives of 2025 and 2026 print them.
STANDARD = (Aspect.PERSON, Aspect.WORK, Aspect.TIME, Aspect.DUTY, Aspect.AUTHORITY, Aspect.RESULT)


class State(StrEnum):
    """How far a task makes an aspect clear."""

    MET = "đạt"
    VAGUE = "chung chung"
    MISSING = "thiếu"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that a directive states: its aspects in the order printed, the words, the sentence."""

    aspects: tuple[Aspect, ...]
    terms: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """One aspect of one task: ``why`` and ``suggestion`` are Vietnamese sentences, '' where it is met.

    ``evidence`` is the words that meet it or that are too loose; None where nothing in the task speaks of it.
    """

    aspect: Aspect
    state: State
    why: str = ""
    suggestion: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class TaskClarity:
    """One task with its findings, in the order of the formula; its sentence is ``evidence``."""

    path: str
    ordinal: int
    text: str
    evidence: Evidence
    findings: tuple[Finding, ...]

    @property
    def score(self) -> float:
        """Share of the aspects that are met, what is loose counting half; 0 to 1."""
        points = {State.MET: 1.0, State.VAGUE: 0.5, State.MISSING: 0.0}
        return sum(points[finding.state] for finding in self.findings) / len(self.findings)


@dataclass(frozen=True, slots=True)
class Clarity:
    """A whole directive. ``formula`` is the one applied; ``stated`` whether the directive itself states it."""

    formula: tuple[Aspect, ...]
    stated: Formula | None
    tasks: tuple[TaskClarity, ...]

    @property
    def score(self) -> float | None:
        """The mean of the tasks' scores; None where the directive sets no task."""
        return sum(task.score for task in self.tasks) / len(self.tasks) if self.tasks else None
