"""Terms between three worlds: rdflib's, the engine's, and plain Python values."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Row", "Term", "Value", "from_rdflib", "statements", "value_of"]

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Row: TypeAlias = Mapping[str, Term]
Value: TypeAlias = str | int | float | bool | date | datetime | None

XSD: Final = "http://www.w3.org/2001/XMLSchema#"


def _date(text: str) -> date:
    return date.fromisoformat(text[:10])


def _boolean(text: str) -> bool:
    return text in ("true", "1")


_READERS: Final[Mapping[str, Callable[[str], Value]]] = MappingProxyType(
    {
        f"{XSD}date": _date,
        f"{XSD}dateTime": datetime.fromisoformat,
        f"{XSD}boolean": _boolean,
        f"{XSD}decimal": float,
        f"{XSD}double": float,
        f"{XSD}float": float,
        f"{XSD}integer": int,
        f"{XSD}int": int,
        f"{XSD}long": int,
        f"{XSD}nonNegativeInteger": int,
        f"{XSD}positiveInteger": int,
    }
)


def value_of(term: Term | None) -> Value:
    """A term as a plain value: an IRI or text as ``str``, numbers, dates, times and truth values as Python's own.

    ``None`` stays ``None``; a literal that does not fit its type stays its text.
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    read = _READERS.get(term.datatype.value)
    if read is None:
        return term.value
    try:
        return read(term.value)
    except ValueError:
        return term.value


def from_rdflib(node: "Node") -> NamedNode | Literal:
    """An rdflib IRI or literal as the engine's. Raises ``ValueError`` for a blank node or a broken IRI."""
    from rdflib.term import Literal as RdflibLiteral  # noqa: PLC0415 - reading alone never needs rdflib
    from rdflib.term import URIRef  # noqa: PLC0415

    if isinstance(node, URIRef):
        return NamedNode(str(node))
    if not isinstance(node, RdflibLiteral):
        raise ValueError(f"a graph of a text holds IRIs and literals only, not {node!r}")
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)


def statements(graph: "Graph") -> tuple[str, ...]:
    """The triples of an rdflib graph as N-Triples lines, sorted, so that equal graphs are written equally."""
    triples: Iterable[tuple[Node, Node, Node]] = graph
    terms: dict[tuple[type, Node], str] = {}

    def told(node: "Node") -> str:
        # most terms stand in several triples; the type counts, as an IRI may have the letters of a text
        key = type(node), node
        if key not in terms:
            terms[key] = str(from_rdflib(node))
        return terms[key]

    return tuple(sorted({f"{told(s)} {told(p)} {told(o)} ." for s, p, o in triples}))
