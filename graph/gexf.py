"""GEXF 1.2 of a store or a document: what GraphML has, in the form that Gephi draws by.

Written here and not by networkx, whose writer puts the day of writing into the file: equal stores give equal bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import quoteattr

from graph.graphml import EDGE, NODE, gathered, written
from graph.rows import Rows

__all__ = ["gexf"]


def gexf(source: Rows, text: str | None = None) -> Iterator[str]:
    """The lines of the store, or of one document by the IRI of its text; see :func:`graph.graphml.gathered`."""
    nodes, edges = gathered(source, text)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield '  <graph defaultedgetype="directed" mode="static">\n'
    for kind, names in (("node", NODE), ("edge", EDGE)):
        yield f'    <attributes class="{kind}" mode="static">\n'
        for name in names:
            sort = "integer" if name in ("start", "end") else "string"
            yield f'      <attribute id="{kind}-{name}" title="{name}" type="{sort}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for iri, told in nodes.items():
        label = quoteattr(written(told.get("label") or iri))
        yield f"      <node id={quoteattr(iri)} label={label}>{_values('node', NODE, told)}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for iri, told in edges.items():
        ends = f"source={quoteattr(told['source'])} target={quoteattr(told['target'])}"
        label = quoteattr(written(told["relation"]))
        yield f"      <edge id={quoteattr(iri)} {ends} label={label}>{_values('edge', EDGE, told)}</edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _values(kind: str, names: Sequence[str], told: Mapping[str, object]) -> str:
    held = (name for name in names if told.get(name) is not None)
    values = "".join(f'<attvalue for="{kind}-{name}" value={quoteattr(written(told[name]))}/>' for name in held)
    return f"<attvalues>{values}</attvalues>"
