"""The shortest chain of facts between two directives, whichever way each fact points."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

import networkx as nx

from graph.chain import Chain, add_directives, canonical, connect
from graph.decisions import Ruling, effective
from graph.register.find import held
from graph.walk import CARRYING, Edge, edges

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["LONGEST", "between", "path"]

#: More steps than this tell a person nothing.
LONGEST: Final = 10


def path(source: "Reader", first: str, last: str) -> Chain:
    """The way between two directives as a chain: those on it and the facts between them, root ``first``.

    Its attribute ``steps`` holds the IRIs of the facts in order; no step where none is known. Raises
    :class:`graph.errors.UnknownDirective`, and what ``source`` raises.
    """
    ends = canonical(source, first), canonical(source, last)
    way = between(source, *ends)
    met = {*ends, *(end for edge in way for end in (edge.source, edge.target))}
    graph: Chain = nx.MultiDiGraph(root=ends[0], steps=[edge.id for edge in way])
    add_directives(graph, source, sorted(met))
    for edge in way:
        connect(graph, edge)
    graph.graph["statement"] = _statement(source, way)
    return graph


def _statement(source: "Reader", way: tuple[Edge, ...]) -> str:
    rests = f"dựa trên {held(source.register).texts} văn bản trong kho"
    if not way:
        return f"Kho chưa cho thấy đường nối nào qua nhiều nhất {LONGEST} dữ kiện; {rests}."
    return f"Đường nối ngắn nhất qua {len(way)} dữ kiện; {rests}."


def between(source: "Reader", first: str, last: str) -> tuple[Edge, ...]:
    """The facts that lead from ``first`` to ``last`` (canonical IRIs), in that order; () where none do.

    The search goes from both ends, level by level, the smaller front first; what a person rejected is no way. Of ways
    of equal length the one that carries on rather than names is taken, then the first by IRI: always the same one.
    Raises what ``source`` raises.
    """
    if first == last:
        return ()
    rulings = effective(source)
    met: tuple[dict[str, Edge | None], ...] = ({first: None}, {last: None})
    fronts = [{first}, {last}]
    for _ in range(LONGEST):
        side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
        fronts[side] = _step(source, fronts[side], met[side], rulings)
        if meeting := sorted(met[0].keys() & met[1].keys()):
            ways = [(*reversed(_back(met[0], node)), *_back(met[1], node)) for node in meeting]
            return min(ways, key=lambda way: (len(way), [_telling(edge) for edge in way]))
        if not fronts[side]:
            break
    return ()


def _step(source: "Reader", front: set[str], met: dict[str, Edge | None], rulings: Mapping[str, Ruling]) -> set[str]:
    """The directives one fact away from the front that were not met; each is kept with the fact that led there."""
    found: set[str] = set()
    for edge in sorted(_edges(source, front, rulings), key=_telling):
        for here, there in ((edge.source, edge.target), (edge.target, edge.source)):
            if here in front and there not in met:
                met[there] = edge
                found.add(there)
    return found


def _telling(edge: Edge) -> tuple[bool, str]:
    """What carries a directive on tells more than what names it."""
    return edge.relation not in CARRYING, edge.id


def _edges(source: "Reader", front: set[str], rulings: Mapping[str, Ruling]) -> Iterable[Edge]:
    return (edge for down in (True, False) for _, edge in edges(source, front, rulings, down=down) if not edge.rejected)


def _back(met: Mapping[str, Edge | None], node: str) -> list[Edge]:
    """From a node back to where the search began."""
    out = []
    while (edge := met[node]) is not None:
        out.append(edge)
        node = edge.target if edge.source == node else edge.source
    return out
