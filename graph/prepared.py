"""A text's graph made ready for storing where there is time for it: in a worker, before the one writer sees it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.descriptions import mentions_in
from graph.mention import Mention
from graph.rdf import statements
from graph.register.derive import Rows, derive, triples_in
from graph.register.mend import digest

if TYPE_CHECKING:
    from ontology.dataset import TextGraph

__all__ = ["Prepared", "prepare"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file's graph as N-Triples, one statement a line, sorted; and all that follows from it alone.

    ``iri`` names the graph, ``text`` the file's reading, ``directive`` what the file is. ``mentions``: what it says of
    directives; ``digest`` of its lines and ``rows``: what the register holds of it.
    """

    iri: str
    text: str
    directive: str
    lines: str
    mentions: tuple[Mention, ...]
    digest: str
    rows: Rows


def prepare(graph: "TextGraph") -> Prepared:
    """Make a graph ready. Raises ``ValueError`` for one with blank nodes."""
    lines = statements(graph.triples)
    rows = derive(triples_in(lines))
    mentions = tuple(mentions_in(lines))
    return Prepared(graph.iri, graph.text, graph.directive, "\n".join(lines), mentions, digest(lines), rows)
