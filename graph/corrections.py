"""People's corrections in a store: making them, what was read before them, whether they still stand."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, Protocol

from pyoxigraph import Literal, NamedNode
from pyoxigraph import Store as Engine

from graph.corrected import Corrected, apply, in_force_by_text, read_value
from graph.correction import OF_TASK, Correction
from graph.decisions import Decision, Ruling, Standing, Verdict, carried, recorded
from graph.descriptions import mentions_in
from graph.errors import UnknownAssertion, UnknownText
from graph.prepared import Prepared
from graph.register.derive import derive, triples_in
from graph.register.mend import LEDGER, digest
from graph.rows import Rows, ask
from ontology.iri import stamp

__all__ = ["about", "as_read", "kept", "standing", "untrue"]

#: In the ledger: a text's graph → a line of its reading that a correction took out, or put in.
_GONE: Final = NamedNode("urn:chidao:ledger:gone")
_COME: Final = NamedNode("urn:chidao:ledger:come")
_TEXTS: Final = "urn:chidao:text:"
_GRAPHS: Final = "urn:chidao:graph:text:"


class Live(Rows, Protocol):
    """A store that answers, and the engine behind it."""

    @property
    def engine(self) -> Engine:
        """The engine that holds the graphs."""
        ...


def about(source: Live, iri: str, correction: Correction, *, by: str, at: datetime, why: str) -> Decision:
    """A person says what is right of a task or a text (by its IRI), in place of what was read.

    Raises :class:`UnknownAssertion` for a task that the store does not hold, :class:`UnknownText` for a text,
    ``ValueError`` for a field that the thing does not have, and as :class:`Decision`.
    """
    if (":task:" in iri) != (correction.field in OF_TASK):
        raise ValueError(f"{correction.field} is not said of {iri}")
    if correction.field in OF_TASK:
        stamps = [row["stamp"] for row in ask(source, "task-stamps", task=iri)]
        if not stamps:
            raise UnknownAssertion(f"Kho không có nhiệm vụ {iri}; có thể văn bản đã được rút ra hoặc đọc lại.")
        mark: str = min(stamps)
    else:
        one = as_read(source.engine, iri)
        if one is None:
            raise UnknownText(f"Kho không có toàn văn {iri}.")
        mark = stamp(read_value(one.lines.split("\n"), iri, correction.field))
    return Decision(Verdict.CORRECTED, (iri,), by, at, why, mark, correction=correction)


def as_read(engine: Engine, text: str) -> Prepared | None:
    """A text as it was read, before any correction; ``None`` for one that is not held."""
    graph = NamedNode(_GRAPHS + text.removeprefix(_TEXTS))
    lines = {f"{quad.triple} ." for quad in engine.quads_for_pattern(None, None, None, graph)}
    if not lines:
        return None
    lines = (lines - set(_kept(engine, graph, _COME))) | set(_kept(engine, graph, _GONE))
    told = sorted(lines)
    rows = derive(triples_in(told))
    own = rows.head["directive"] or ""
    return Prepared(graph.value, text, own, "\n".join(told), tuple(mentions_in(told)), digest(told), rows)


def kept(graph: str, found: Corrected | None) -> tuple[str, ...]:
    """The parts of an update that note what corrections changed of a text's graph; ``None``: the graph is gone."""
    name = NamedNode(graph)
    parts = [f"DELETE WHERE {{ GRAPH {LEDGER} {{ {name} {kind} ?line }} }}" for kind in (_GONE, _COME)]
    lines = [(_GONE, line) for line in (found.gone if found else ())]
    lines += [(_COME, line) for line in (found.come if found else ())]
    if lines:
        told = "\n".join(f"{name} {kind} {Literal(line)} ." for kind, line in lines)
        parts.append(f"INSERT DATA {{ GRAPH {LEDGER} {{\n{told}\n}} }}")
    return tuple(parts)


def standing(source: Rows) -> tuple[Ruling, ...]:
    """Every correction in force, and whether the words that it was made about still stand."""
    told = in_force_by_text(carried(source, recorded(source)))
    if not told:
        return ()
    texts = sorted(told)
    held = {row["text"] for row in ask(source, "text", text=texts)}
    done = {row["decision"] for row in ask(source, "corrected-texts", text=texts)}
    return tuple(
        Ruling(decision.about[0], decision, _stands(decision, text in held, done))
        for text in texts
        for decision in told[text]
    )


def untrue(source: Live) -> Iterator[str]:
    """The texts whose graph is not what the reading and the corrections make it."""
    made = carried(source, recorded(source))
    told = in_force_by_text(made)
    noted = {node.value for kind in (_GONE, _COME) for node in _noted(source.engine, kind)}
    for text in sorted({*told, *(_TEXTS + graph.removeprefix(_GRAPHS) for graph in noted)}):
        one = as_read(source.engine, text)
        if one is None:
            continue
        lines = {f"{q.triple} ." for q in source.engine.quads_for_pattern(None, None, None, NamedNode(one.iri))}
        if {*apply(one, told.get(text, ()), made).graph.lines.split("\n")} != lines:
            yield text


def _noted(engine: Engine, kind: NamedNode) -> Iterator[NamedNode]:
    for quad in engine.quads_for_pattern(None, kind, None, LEDGER):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _kept(engine: Engine, graph: NamedNode, kind: NamedNode) -> list[str]:
    found: Sequence[object] = [quad.object for quad in engine.quads_for_pattern(graph, kind, None, LEDGER)]
    return [line.value for line in found if isinstance(line, Literal)]


def _stands(decision: Decision, held: bool, done: set[str]) -> Standing:
    if decision.iri in done:
        return Standing.STANDS
    return Standing.SUSPECT if held else Standing.ABSENT
