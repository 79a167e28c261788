"""How tasks stand by the word of a person: append-only, each with who, when, why and on what evidence."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from graph.decisions import Decision, Verdict, carried, in_force, recorded
from graph.errors import UnknownAssertion
from graph.month.month import Status
from graph.rows import Rows, ask

__all__ = ["STATES", "about_task", "statuses", "suspect"]

#: State of a task → the verdict that says so.
STATES: Final[Mapping[str, Verdict]] = MappingProxyType(
    {
        "done": Verdict.COMPLETED,
        "partial": Verdict.UNDERWAY,
        "undone": Verdict.UNFINISHED,
        "cancelled": Verdict.CANCELLED,
    }
)
_WORDS: Final = {verdict: state for state, verdict in STATES.items()}


def about_task(source: Rows, task: str, state: str, *, by: str, at: datetime, why: str, evidence: str = "") -> Decision:
    """A person says that a task (by IRI) stands so; ``state`` one of :data:`STATES`.

    Raises :class:`UnknownAssertion` for a task that the store does not hold, ``ValueError`` for another state.
    """
    if state not in STATES:
        raise ValueError(f"no state of a task: {state}")
    stamps = _stamps(source, [task])
    if task not in stamps:
        raise UnknownAssertion(f"Kho không có nhiệm vụ {task}; có thể văn bản đã được rút ra hoặc đọc lại.")
    return Decision(STATES[state], (task,), by, at, why, stamps[task], evidence.strip())


def statuses(source: Rows) -> dict[str, Status]:
    """Task → the latest word in force about it, where its sentence still is the one that was decided about."""
    latest = _latest(source)
    stamps = _stamps(source, sorted(latest)) if latest else {}
    return {
        task: Status(_WORDS[d.verdict], d.by, d.at.isoformat(), d.why, d.source)
        for task, d in sorted(latest.items())
        if stamps.get(task) == d.stamp
    }


def suspect(source: Rows) -> tuple[Decision, ...]:
    """Words about tasks whose sentence has changed since: to be looked at by a person again."""
    latest = _latest(source)
    stamps = _stamps(source, sorted(latest)) if latest else {}
    return tuple(d for task, d in sorted(latest.items()) if task in stamps and stamps[task] != d.stamp)


def _latest(source: Rows) -> dict[str, Decision]:
    latest: dict[str, Decision] = {}
    for decision in in_force(carried(source, recorded(source))):
        if decision.verdict in _WORDS:
            latest.setdefault(decision.about[0], decision)
    return latest


def _stamps(source: Rows, tasks: list[str]) -> dict[str, str]:
    """Task → the stamp of its sentence."""
    return {row["task"]: row["stamp"] for row in ask(source, "task-stamps", task=tasks)}
