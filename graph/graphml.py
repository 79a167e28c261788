"""GraphML of a store or a document, for tools that draw and measure graphs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from graph.decisions import effective, grade_of
from graph.rows import Record, Rows, ask
from graph.words import grade_of_term, relation_word, type_word

__all__ = ["graphml"]

_NODE: Final = ("kind", "label", "code", "type", "title", "date", "level", "place", "path", "month", "due", "known")
_EDGE: Final = ("relation", "grade", "quote", "document", "start", "end", "text", "rule")
_KINDS: Final = {
    "urn:chidao:term:Unit": "unit",
    "urn:chidao:term:UnitGroup": "group",
    "urn:chidao:term:Post": "post",
}
#: Characters that XML 1.0 cannot hold in any spelling.
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(source: Rows, text: str | None = None) -> str:
    """The store, or one document by the IRI of its text: things as nodes, relations with their sentences as edges.

    Identified directives are one node; grades are as people decided. What stands in no relation is left out.
    """
    rulings = effective(source)
    edges = {row["assertion"]: row for row in reversed(ask(source, "edges", text=text))}
    ends = {row[end] for row in edges.values() for end in ("source", "target")}
    nodes = {iri: told for iri, told in _nodes(source) if iri in ends}
    lines = [*_head(), *(_node(iri, nodes.get(iri, {})) for iri in sorted(ends))]
    for iri, row in sorted(edges.items()):
        grade = grade_of(rulings, iri, grade_of_term(row["grade"])).value
        told = {**row, "relation": relation_word(row["relation"]), "grade": grade}
        ends_of = f"source={quoteattr(row['source'])} target={quoteattr(row['target'])}"
        lines.append(f"    <edge id={quoteattr(iri)} {ends_of}>{_data(_EDGE, told)}</edge>")
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _nodes(source: Rows) -> Iterator[tuple[str, Record]]:
    for row in ask(source, "directives"):
        yield (
            row["directive"],
            {**row, "kind": "directive", "label": row["code"] or row["title"], "type": type_word(row["type"] or "")},
        )
    for row in ask(source, "tasks"):
        yield row["task"], {**row, "kind": "task", "label": row["wording"], "code": None}
    for row in ask(source, "units"):
        yield row["unit"], {**row, "kind": _KINDS[row["kind"]], "label": row["name"]}


def _head() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for domain, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            kind = "int" if name in ("start", "end") else "string"
            yield f'  <key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>'
    yield '  <graph id="chidao" edgedefault="directed">'


def _node(iri: str, told: Record) -> str:
    return f"    <node id={quoteattr(iri)}>{_data(_NODE, told)}</node>"


def _data(names: Iterable[str], told: Mapping[str, object]) -> str:
    domain = "node" if names is _NODE else "edge"
    return "".join(
        f'<data key="{domain}-{name}">{escape(_UNWRITABLE.sub("", str(told[name])))}</data>'
        for name in names
        if told.get(name) is not None
    )
