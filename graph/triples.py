"""A graph of one text in memory, to be changed triple by triple."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat
from pyoxigraph import Store as Engine

__all__ = ["OBJECT", "PREDICATE", "SUBJECT", "TYPE", "Triples", "term"]

_CD: Final = "urn:chidao:term:"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE, SUBJECT, PREDICATE, OBJECT = (NamedNode(_RDF + name) for name in ("type", "subject", "predicate", "object"))


class Triples:
    """The triples of N-Triples lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.engine = Engine()
        self.load(lines)

    def load(self, lines: Iterable[str]) -> None:
        """Add lines."""
        self.engine.load("\n".join(lines), RdfFormat.N_TRIPLES)

    def lines(self) -> list[str]:
        """All triples as lines, sorted."""
        return sorted(f"{quad.triple} ." for quad in self.engine)

    def assertions(self, subject: NamedNode, relation: NamedNode) -> list[NamedNode]:
        """The assertions of a relation from a subject, sorted."""
        found = (quad.subject for quad in self.engine.quads_for_pattern(None, SUBJECT, subject))
        ours = [node for node in found if isinstance(node, NamedNode)]
        return sorted((n for n in ours if self.value(n, PREDICATE) == relation.value), key=lambda n: n.value)

    def nodes(self, subject: NamedNode, name: str) -> list[NamedNode]:
        """What a relation leads to."""
        found = (quad.object for quad in self.engine.quads_for_pattern(subject, term(name), None))
        return sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)

    def value(self, subject: NamedNode, predicate: NamedNode | str) -> str:
        """The least value of a predicate (a term by its local name), '' where there is none."""
        predicate = term(predicate) if isinstance(predicate, str) else predicate
        found = (quad.object for quad in self.engine.quads_for_pattern(subject, predicate, None))
        return min((node.value for node in found if isinstance(node, NamedNode | Literal)), default="")

    def is_there(self, subject: NamedNode | None, predicate: NamedNode, value: NamedNode | None) -> bool:
        """Whether any triple is so."""
        return next(self.engine.quads_for_pattern(subject, predicate, value), None) is not None

    def add(self, subject: NamedNode, predicate: NamedNode | str, value: NamedNode | Literal) -> None:
        """Add one triple; a term by its local name."""
        self.engine.add(Quad(subject, term(predicate) if isinstance(predicate, str) else predicate, value))

    def remove(self, subject: NamedNode, predicate: NamedNode, value: NamedNode) -> None:
        """Take one triple out."""
        self.engine.remove(Quad(subject, predicate, value))

    def drop(self, subject: NamedNode, name: str = "") -> None:
        """Take out what a term, or everything, says of a subject."""
        for quad in list(self.engine.quads_for_pattern(subject, term(name) if name else None, None)):
            self.engine.remove(quad)


def term(name: str) -> NamedNode:
    """The term of a local name."""
    return NamedNode(_CD + name)
