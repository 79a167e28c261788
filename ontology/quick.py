"""A quick answer to whether a graph surely keeps the shapes: yes, or not sure. Where not sure, pySHACL is asked.

Nearly every graph is in order, and pySHACL takes as long to say so as all the reading took. The shapes are compiled
here from the same ``shapes.ttl``, so there is one place where they are told; of a constraint that is not known here the
answer is never sure.
"""
# ruff: noqa: ARG001, ARG005 - every constraint is asked in the same way, whatever it looks at

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from rdflib.collection import Collection as RdfList
from rdflib.term import BNode, Literal, Node, URIRef

from ontology.facts import Facts
from ontology.terms import RDF, SH, XSD

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["surely_fit"]

Values: TypeAlias = Collection[Node]


#: Whether a focus node, and what its path leads to, surely keep a constraint.
_Test: TypeAlias = Callable[[Facts, Node, Values], bool]
_Shape: TypeAlias = Callable[[Facts, Node], bool]


def surely_fit(graph: "Graph", shapes: "Graph") -> bool:
    """Whether no shape finds a fault in ``graph``; False where one may. ``shapes`` is always the same graph."""
    facts = graph if isinstance(graph, Facts) else Facts(graph)
    return all(shape(facts, node) for target, shape in _compiled(shapes) for node in facts.back(RDF.type, target))


@cache
def _compiled(shapes: "Graph") -> tuple[tuple[Node, _Shape], ...]:
    return tuple((target, _shape(shapes, shape)) for shape, target in shapes.subject_objects(SH.targetClass))


def _shape(shapes: "Graph", shape: Node) -> _Shape:
    path = shapes.value(shape, SH.path)
    inverse = shapes.value(path, SH.inversePath) if isinstance(path, BNode) else None
    tests = [
        _CONSTRAINTS[kind](shapes, told) if kind in _CONSTRAINTS else _never
        for kind, told in shapes.predicate_objects(shape)
        if kind not in _NO_CONSTRAINTS
    ]
    if isinstance(path, BNode) and inverse is None:
        tests.append(_never)

    def fits(facts: Facts, focus: Node) -> bool:
        if path is None:
            values: Values = (focus,)
        elif inverse is not None:
            values = facts.back(inverse, focus)
        else:
            values = facts.forth(focus, path)
        return all(test(facts, focus, values) for test in tests)

    return fits


def _never(facts: Facts, focus: Node, values: Values) -> bool:
    del facts, focus, values
    return False


def _each(test: Callable[[Node], bool]) -> _Test:
    return lambda facts, focus, values: all(map(test, values))


def _min_count(shapes: "Graph", told: Node) -> _Test:
    least = int(str(told))
    return lambda facts, focus, values: len(values) >= least


def _max_count(shapes: "Graph", told: Node) -> _Test:
    most = int(str(told))
    return lambda facts, focus, values: len(values) <= most


def _datatype(shapes: "Graph", told: Node) -> _Test:
    return _each(
        lambda value: (
            isinstance(value, Literal)
            and (value.datatype or XSD.string) == told
            and not (value.language or value.ill_typed)
        )
    )


def _node_kind(shapes: "Graph", told: Node) -> _Test:
    kinds: Mapping[Node, type] = {SH.IRI: URIRef, SH.Literal: Literal}
    kind = kinds.get(told)
    return _never if kind is None else _each(lambda value: isinstance(value, kind))


def _in(shapes: "Graph", told: Node) -> _Test:
    allowed = frozenset(RdfList(shapes, told))
    return _each(allowed.__contains__)


def _pattern(shapes: "Graph", told: Node) -> _Test:
    found = re.compile(str(told)).search
    return _each(lambda value: not isinstance(value, BNode) and found(str(value)) is not None)


def _compared(value: Node, other: Node, sign: Callable[[int], bool]) -> bool:
    one, two = (term.value if isinstance(term, Literal) else None for term in (value, other))
    if isinstance(one, date) and isinstance(two, date) and type(one) is type(two):
        return sign((one > two) - (one < two))
    return isinstance(one, int) and isinstance(two, int) and sign((one > two) - (one < two))


def _bound(sign: Callable[[int], bool]) -> "Callable[[Graph, Node], _Test]":
    return lambda shapes, told: _each(lambda value: _compared(value, told, sign))


def _order(sign: Callable[[int], bool]) -> "Callable[[Graph, Node], _Test]":
    return lambda shapes, told: (
        lambda facts, focus, values: all(
            _compared(value, other, sign) for value in values for other in facts.forth(focus, told)
        )
    )


def _has_value(shapes: "Graph", told: Node) -> _Test:
    return lambda facts, focus, values: told in values


def _or(shapes: "Graph", told: Node) -> _Test:
    choices = [_shape(shapes, choice) for choice in RdfList(shapes, told)]
    return lambda facts, focus, values: all(any(choice(facts, value) for choice in choices) for value in values)


def _property(shapes: "Graph", told: Node) -> _Test:
    shape = _shape(shapes, told)
    return lambda facts, focus, values: all(shape(facts, value) for value in values)


_CONSTRAINTS: "Final[Mapping[Node, Callable[[Graph, Node], _Test]]]" = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH["in"]: _in,
    SH.pattern: _pattern,
    SH.minInclusive: _bound(lambda order: order >= 0),
    SH.maxInclusive: _bound(lambda order: order <= 0),
    SH.lessThan: _order(lambda order: order < 0),
    SH.lessThanOrEquals: _order(lambda order: order <= 0),
    SH.hasValue: _has_value,
    SH["or"]: _or,
    SH.property: _property,
}
_NO_CONSTRAINTS: Final = frozenset({RDF.type, SH.targetClass, SH.path, SH.message, SH.severity})
