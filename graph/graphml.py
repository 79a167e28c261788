"""GraphML of a store or a document, for tools that draw and measure graphs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from graph.decisions import effective, grade_of
from graph.rows import Record, Rows, ask
from graph.words import grade_of_term, relation_word, type_word

__all__ = ["EDGE", "NODE", "gathered", "graphml", "written"]

NODE: Final = ("kind", "label", "code", "type", "title", "date", "level", "place", "path", "month", "due", "known")
EDGE: Final = ("relation", "grade", "quote", "document", "start", "end", "text", "rule")
_KINDS: Final = {
    "urn:chidao:term:Unit": "unit",
    "urn:chidao:term:UnitGroup": "group",
    "urn:chidao:term:Post": "post",
}
#: Characters that XML 1.0 cannot hold in any spelling.
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(source: Rows, text: str | None = None) -> Iterator[str]:
    """The lines of the store, or of one document by the IRI of its text, as :func:`gathered` has it."""
    nodes, edges = gathered(source, text)
    yield from _head()
    for iri, told in nodes.items():
        yield f"    <node id={quoteattr(iri)}>{_data('node', NODE, told)}</node>\n"
    for iri, told in edges.items():
        between = f"source={quoteattr(told['source'])} target={quoteattr(told['target'])}"
        yield f"    <edge id={quoteattr(iri)} {between}>{_data('edge', EDGE, told)}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def gathered(source: Rows, text: str | None = None) -> tuple[dict[str, Record], dict[str, Record]]:
    """Things and relations by IRI, each in order: of the store, or of one document by the IRI of its text.

    Identified directives are one thing; grades are as people decided. What stands in no relation is left out.
    """
    rulings = effective(source)
    rows = {row["assertion"]: row for row in reversed(ask(source, "edges", text=text))}
    ends = {row[end] for row in rows.values() for end in ("source", "target")}
    told = {iri: row for iri, row in _nodes(source) if iri in ends}
    edges: dict[str, Record] = {}
    for iri, row in sorted(rows.items()):
        grade = grade_of(rulings, iri, grade_of_term(row["grade"])).value
        edges[iri] = {**row, "relation": relation_word(row["relation"]), "grade": grade}
    return {iri: told.get(iri, {}) for iri in sorted(ends)}, edges


def written(value: object) -> str:
    """A value as a text that XML 1.0 can hold, not escaped yet."""
    return _UNWRITABLE.sub("", str(value))


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
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for domain, names in (("node", NODE), ("edge", EDGE)):
        for name in names:
            kind = "int" if name in ("start", "end") else "string"
            yield f'  <key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <graph id="chidao" edgedefault="directed">\n'


def _data(domain: str, names: Iterable[str], told: Mapping[str, object]) -> str:
    return "".join(
        f'<data key="{domain}-{name}">{escape(written(told[name]))}</data>'
        for name in names
        if told.get(name) is not None
    )
