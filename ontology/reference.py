"""``docs/vocabulary.md``, rendered from the vocabulary: ``python -m ontology.reference`` rewrites it.

A test fails when the page and the vocabulary differ.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from rdflib.term import Node, URIRef

from ontology.terms import CD, OWL, PREFIXES, PROVED_RELATIONS, RDF, RDFS, SDO, SKOS
from ontology.vocabulary import comment, inverse_label, label, terms, vocabulary

__all__ = ["PAGE", "render"]

#: Where the page stands in the project's folder.
PAGE: Final = Path(__file__).parents[1] / "docs" / "vocabulary.md"

_HEAD: Final = """# The vocabulary

Rendered from `ontology/vocabulary.ttl` by `python -m ontology.reference`; do not edit by hand. `cd:` is
`urn:chidao:term:`. How the terms stand together in a graph: [graph.md](graph.md)."""

_Column = Callable[[URIRef], str]


def render() -> str:
    """The page as Markdown."""
    parts = [
        _HEAD,
        _table("Classes", _instances(OWL.Class), {"term": _term, **_BOTH, "meaning": comment, "linked to": _links}),
        _table("Relations that an assertion proves", _proved(), _RELATION | {"meaning": comment, "linked to": _links}),
        _table("Links inside one text's description", _other_links(), {"term": _term, **_BOTH, **_ENDS, **_MEANING}),
        _table("Values", _instances(OWL.DatatypeProperty), {"term": _term, **_BOTH, **_ENDS, **_MEANING}),
        _table("Annotations", _instances(OWL.AnnotationProperty), {"term": _term, **_BOTH, **_MEANING}),
        _table("Grades of honesty", _members(CD.grades), _CONCEPT),
        _table("Verdicts of a decision", _members(CD.verdicts), _CONCEPT),
        _table("Ways of knowing a directive", _members(CD.waysOfKnowing), _CONCEPT),
        _table("Document types", _members(CD.documentTypes), {"prints": _notations, **_CONCEPT}),
    ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Rewrite the page."""
    PAGE.write_text(render(), encoding="utf-8")


def _table(title: str, rows: Iterable[URIRef], columns: dict[str, _Column]) -> str:
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    lines += [f"| {' | '.join(cell(row) for cell in columns.values())} |" for row in rows]
    return "\n".join((f"## {title}", "", *lines))


def _instances(kind: URIRef) -> list[URIRef]:
    return [term for term in terms() if (term, RDF.type, kind) in vocabulary()]


def _members(scheme: URIRef) -> list[URIRef]:
    return [term for term in terms() if (term, SKOS.inScheme, scheme) in vocabulary()]


def _proved() -> list[URIRef]:
    return [term for term in terms() if term in PROVED_RELATIONS]


def _other_links() -> list[URIRef]:
    return [term for term in _instances(OWL.ObjectProperty) if term not in PROVED_RELATIONS]


def _short(term: Node) -> str:
    for prefix, namespace in PREFIXES.items():
        if str(term).startswith(namespace):
            return f"{prefix}:{str(term).removeprefix(namespace)}"
    return str(term)


def _term(term: URIRef) -> str:
    return f"`{_short(term)}`"


def _english(term: URIRef) -> str:
    return label(term, "en")


def _inverse(term: URIRef) -> str:
    return inverse_label(term)


def _names(term: URIRef, *properties: URIRef) -> str:
    found = {_short(object) for part in properties for object in vocabulary().objects(term, part)}
    return " ".join(f"`{name}`" for name in sorted(found))


def _from(term: URIRef) -> str:
    return _names(term, RDFS.domain, SDO.domainIncludes)


def _to(term: URIRef) -> str:
    return _names(term, RDFS.range, SDO.rangeIncludes)


def _links(term: URIRef) -> str:
    return _names(term, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso)


def _notations(term: URIRef) -> str:
    return " ".join(sorted(str(notation) for notation in vocabulary().objects(term, SKOS.notation)))


_BOTH: Final[dict[str, _Column]] = {"tiếng Việt": label, "English": _english}
_ENDS: Final[dict[str, _Column]] = {"from": _from, "to": _to}
_MEANING: Final[dict[str, _Column]] = {"meaning": comment, "linked to": _links}
_CONCEPT: Final[dict[str, _Column]] = {"tiếng Việt": label, "English": _english, "term": _term, "meaning": comment}
_RELATION: Final[dict[str, _Column]] = {
    "term": _term,
    "tiếng Việt": label,
    "from the other end": _inverse,
    "English": _english,
    **_ENDS,
}

if __name__ == "__main__":
    main()
