"""A graph of one text in plain dictionaries: rdflib's own memory store spends ten times as long on each triple.

It is an rdflib graph for whoever reads it; triples are added and never taken out. Its store is empty, so whatever works
on stores rather than graphs (pySHACL) must be given :meth:`Facts.plain`.
"""
# ruff: noqa: ANN401 - signatures of rdflib

from collections.abc import Collection, Generator, Iterable, Iterator
from typing import Any, Final

from rdflib import Graph
from rdflib.term import Node

__all__ = ["Facts"]

_NOTHING: Final[dict[Node, dict[Node, None]]] = {}
_NONE: Final[dict[Node, None]] = {}


class Facts(Graph):
    """Triples by subject and property (``forth``), and by property and value (``back``), in the order they came."""

    def __init__(self, triples: Iterable[tuple[Node, Node, Node]] = ()) -> None:
        super().__init__()
        self._forth: dict[Node, dict[Node, dict[Node, None]]] = {}
        self._back: dict[Node, dict[Node, dict[Node, None]]] = {}
        self._size = 0
        for triple in triples:
            self.add(triple)

    def forth(self, subject: Node, predicate: Node) -> Collection[Node]:
        """The values of a property, each once."""
        return self._forth.get(subject, _NOTHING).get(predicate, _NONE)

    def back(self, predicate: Node, value: Node) -> Collection[Node]:
        """Whose property has this value."""
        return self._back.get(predicate, _NOTHING).get(value, _NONE)

    def terms(self) -> set[Node]:
        """Every node and property, each once."""
        return {*self._forth, *self._back, *(value for values in self._back.values() for value in values)}

    def plain(self) -> Graph:
        """The same triples in rdflib's own store."""
        graph = Graph()
        for triple in self:
            graph.add(triple)
        return graph

    def add(self, triple: tuple[Node, Node, Node]) -> "Facts":
        """Add one triple; one that is there is not added twice."""
        subject, predicate, value = triple
        values = self._forth.setdefault(subject, {}).setdefault(predicate, {})
        if value not in values:
            values[value] = None
            self._back.setdefault(predicate, {}).setdefault(value, {})[subject] = None
            self._size += 1
        return self

    def addN(self, quads: Iterable[Any]) -> "Facts":  # noqa: N802 - rdflib's name
        """Add triples told with a graph, which does not count."""
        for subject, predicate, value, _ in quads:
            self.add((subject, predicate, value))
        return self

    def remove(self, triple: Any) -> "Facts":
        """Nothing is ever taken out."""
        del triple
        raise TypeError("facts are added and never taken out")

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Generator[Any, None, None]:
        return self.triples((None, None, None))

    def __contains__(self, triple: Any) -> bool:
        return next(iter(self.triples(triple)), None) is not None

    def triples(self, triple: Any) -> Generator[Any, None, None]:
        """All triples that fit a pattern, ``None`` standing for anything."""
        subject, predicate, value = triple
        if subject is None and predicate is not None:
            yield from self._of_predicate(predicate, value)
            return
        for one in self._forth if subject is None else (subject,):
            by = self._forth.get(one, _NOTHING)
            for two in tuple(by) if predicate is None else (predicate,):
                values = by.get(two, _NONE)
                if value is None:
                    yield from ((one, two, three) for three in tuple(values))
                elif value in values:
                    yield one, two, value

    def _of_predicate(self, predicate: Node, value: Node | None) -> Iterator[tuple[Node, Node, Node]]:
        by = self._back.get(predicate, _NOTHING)
        for three in tuple(by) if value is None else (value,):
            yield from ((one, predicate, three) for one in tuple(by.get(three, _NONE)))

    def value(
        self, subject: Any = None, predicate: Any = None, object: Any = None, default: Any = None, any: bool = True
    ) -> Any:
        """The first value of a property, as rdflib's."""
        if subject is not None and predicate is not None and object is None:
            return next(iter(self.forth(subject, predicate)), default)
        return super().value(subject, predicate, object, default, any)
