"""What reading hands to the store: one file's triples, named."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["TextGraph"]


@dataclass(frozen=True, slots=True, eq=False)
class TextGraph:
    """All that one file says, as triples of one named graph (see ``docs/graph.md``).

    ``iri`` names the graph, ``text`` the file's reading (``urn:chidao:text:…``), ``directive`` what the file itself is;
    all three are IRIs. ``triples`` holds no blank nodes.
    """

    iri: str
    text: str
    directive: str
    triples: "Graph"
