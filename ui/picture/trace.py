"""The trace of one directive as typed values: what the use cases hand over, read once and leniently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

__all__ = ["Fact", "Node", "Trace", "Unseen", "in_passing", "months_of", "read_trace", "with_standings"]


@dataclass(frozen=True, slots=True)
class Node:
    """One thing of the chain. ``kind``: 'directive', 'task', 'unit', 'group' or 'post'; what is not told is ''."""

    id: str
    kind: str = ""
    label: str = ""
    level: str = ""
    unit: str = ""
    date: str = ""
    month: str = ""
    code: str = ""
    type: str = ""
    title: str = ""
    known: str = ""
    path: str = ""
    document: str = ""
    place: str = ""
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One relation with its proof: ``quote`` stands at ``span`` (code points) of the text of ``document``."""

    source: str
    target: str
    relation: str
    id: str = ""
    grade: str = ""
    quote: str = ""
    document: str = ""
    text: str = ""
    rule: str = ""
    due: str = ""
    via: str = ""
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Unseen:
    """A unit that the chain asks and of which the store shows nothing; ``under``: the directive next above it."""

    unit: str
    name: str
    level: str
    under: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A chain: its root's id, nodes by id in the order given, facts whose two ends are among them, and a summary.

    ``unseen`` and ``tasks`` (how each task stands) are told where they were asked for (:func:`with_standings`).
    ``partial``: only a way through a chain, without what hangs on its directives. ``gaps``: the sentences about the
    units of which nothing is seen.
    """

    root: str
    nodes: Mapping[str, Node]
    facts: tuple[Fact, ...]
    statement: str = ""
    unseen: tuple[Unseen, ...] = ()
    tasks: Mapping[str, str] = field(default_factory=dict)
    partial: bool = False
    gaps: tuple[str, ...] = ()


_NODE = tuple(one.name for one in fields(Node))
_FACT = ("relation", "id", "grade", "quote", "document", "text", "rule", "due", "via")


def read_trace(data: Mapping[str, Any]) -> Trace:
    """The trace JSON as a :class:`Trace`; unknown keys are dropped, missing ones ''.

    A fact that points outside the nodes cannot be drawn and is dropped.
    """
    nodes = {str(row["id"]): Node(**{key: _text(row.get(key)) for key in _NODE}) for row in data["nodes"]}
    facts = tuple(
        Fact(row["from"], row["to"], span=_span(row.get("span")), **{key: _text(row.get(key)) for key in _FACT})
        for row in data["edges"]
        if row["from"] in nodes and row["to"] in nodes
    )
    return Trace(str(data["root"]), nodes, facts, _text(data.get("statement")), partial="steps" in data)


def with_standings(trace: Trace, told: Mapping[str, Any]) -> Trace:
    """The chain with what :func:`ui.actions.standings` tells of it; what hangs on no directive of it is dropped."""
    unseen = tuple(
        Unseen(str(row["unit_id"]), str(row["unit"]), str(row["level"]), str(row["under"]))
        for row in told["unseen"]
        if row["under"] in trace.nodes
    )
    known = {task: state for task, state in told["tasks"].items() if task in trace.nodes}
    return replace(trace, unseen=unseen, tasks=known, gaps=tuple(map(_text, told.get("gaps") or ())))


def months_of(trace: Trace) -> tuple[str, ...]:
    """The months (YYYY-MM) to which tasks of the chain belong or in which they are due, in order."""
    tasks = [node for node in trace.nodes.values() if node.kind == "task"]
    return tuple(sorted({month for node in tasks for month in (node.month, node.date[:7]) if len(month) == 7}))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _span(value: Sequence[int] | None) -> tuple[int, int] | None:
    return (int(value[0]), int(value[1])) if value else None


def in_passing(trace: Trace, fact: Fact) -> bool:
    """Whether what two directives are to each other is said by neither of them, but by a third document."""
    ends = [trace.nodes[end] for end in (fact.source, fact.target) if end in trace.nodes]
    if len(ends) < 2 or not all(end.kind == "directive" for end in ends):
        return False
    return fact.document not in {word for end in ends for word in (end.document, end.code, end.id)}
