"""A text's graph made ready for storing where there is time for it: in a worker, before the one writer sees it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.descriptions import mentions_in
from graph.mention import Mention
from graph.rdf import statements

if TYPE_CHECKING:
    from ontology.dataset import TextGraph

__all__ = ["Prepared", "prepare"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file's graph as N-Triples, one statement a line, sorted; and what it says of directives.

    ``iri`` names the graph, ``text`` the file's reading, ``directive`` what the file is.
    """

    iri: str
    text: str
    directive: str
    lines: tuple[str, ...]
    mentions: tuple[Mention, ...]


def prepare(graph: "TextGraph") -> Prepared:
    """Make a graph ready. Raises ``ValueError`` for one with blank nodes."""
    lines = statements(graph.triples)
    return Prepared(graph.iri, graph.text, graph.directive, lines, tuple(mentions_in(lines)))
