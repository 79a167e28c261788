"""The store, or one document of it, as text: equal stores give equal bytes, in whatever order they were filled.

``nq`` is the whole truth, graph names included; ``jsonld`` holds the same. ``ttl`` is one graph, for people and tools
that know no named graphs. ``graphml`` and ``gexf`` have things as nodes and relations, each with its
sentence, as edges.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from graph.errors import UnknownText
from graph.gexf import gexf
from graph.graphml import graphml
from graph.register.mend import LEDGER
from graph.shelf import SHELF

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["FORMATS", "export"]

_SHA256: Final = NamedNode("urn:chidao:term:sha256")


def export(reader: "Reader", form: str, text: str | None = None) -> Iterator[str]:
    """The store, or the document whose text has the IRI ``text``, in one of :data:`FORMATS`, piece by piece.

    Raises :class:`UnknownText` for a text that the store does not hold, ``ValueError`` for another form.
    """
    if form not in FORMATS:
        raise ValueError(f"no such form: {form}; there are {', '.join(FORMATS)}")
    if text is not None and not any(reader.engine.quads_for_pattern(NamedNode(text), _SHA256, None, None)):
        raise UnknownText(f"Kho không có toàn văn {text}.")
    return _WRITERS[form](reader, text)


def _quads(reader: "Reader", text: str | None) -> list[Quad]:
    """Sorted by graph, then as written."""
    if text is None:
        # the ledger and the shelf are book-keeping; what a copy says is said by the text that leads
        quads = [quad for quad in reader.engine if quad.graph_name not in (LEDGER, SHELF)]
    else:
        own = next(iter(reader.engine.quads_for_pattern(NamedNode(text), _SHA256, None, None)))
        quads = [*reader.engine.quads_for_pattern(None, None, None, own.graph_name)]
    return sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))


def _nquads(reader: "Reader", text: str | None) -> Iterator[str]:
    yield from sorted(f"{quad} .\n" for quad in _quads(reader, text))


def _jsonld(reader: "Reader", text: str | None) -> Iterator[str]:
    written = serialize(_quads(reader, text), format=RdfFormat.JSON_LD)
    yield (written or b"").decode("utf-8") + "\n"


def _turtle(reader: "Reader", text: str | None) -> Iterator[str]:
    from rdflib import Graph  # noqa: PLC0415 - only Turtle for people needs it

    from ontology.terms import PREFIXES  # noqa: PLC0415

    triples = sorted({f"{quad.triple} .\n" for quad in _quads(reader, text)})
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.parse(data="".join(triples), format="nt")
    yield graph.serialize(format="longturtle")


_WRITERS: Final[Mapping[str, Callable[["Reader", str | None], Iterator[str]]]] = MappingProxyType(
    {"ttl": _turtle, "nq": _nquads, "jsonld": _jsonld, "graphml": graphml, "gexf": gexf}
)
#: The forms that :func:`export` knows, by the usual ending of their files.
FORMATS: Final = tuple(_WRITERS)
