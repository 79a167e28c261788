"""The words of the vocabulary: labels of terms in Vietnamese and English, read from ``vocabulary.ttl``."""

from functools import cache
from importlib.resources import files
from typing import Final

from rdflib import Graph
from rdflib.term import Literal, URIRef

from ontology.terms import CD, RDFS, SKOS

__all__ = ["comment", "inverse_label", "label", "terms", "vocabulary"]

_LABELS: Final = (RDFS.label, SKOS.prefLabel)
_COMMENTS: Final = (RDFS.comment, SKOS.definition)


@cache
def vocabulary() -> Graph:
    """The vocabulary, parsed once. Treat it as read-only."""
    return Graph().parse(data=files("ontology").joinpath("vocabulary.ttl").read_text(encoding="utf-8"), format="turtle")


@cache
def terms() -> tuple[URIRef, ...]:
    """All terms, in the order of :class:`~ontology.terms.CD`, document types last."""
    names = [name for name in CD.__annotations__ if not name.startswith("_")]
    return tuple(CD[name] for name in (*names, *CD._extras))


def label(term: URIRef, language: str = "vi") -> str:
    """What ``term`` is called; ``language`` is 'vi' or 'en'. Raises ``KeyError`` if the vocabulary has no such term."""
    return _words(term, _LABELS, language)


def inverse_label(relation: URIRef, language: str = "vi") -> str:
    """How ``relation`` reads from its other end ('được thực hiện bởi'); ``KeyError`` where it has no such reading."""
    return _words(relation, (CD.inverseLabel,), language)


def comment(term: URIRef, language: str = "vi") -> str:
    """What ``term`` means, in a sentence. Raises ``KeyError`` if the vocabulary has no such term."""
    return _words(term, _COMMENTS, language)


def _words(term: URIRef, properties: tuple[URIRef, ...], language: str) -> str:
    for part in properties:
        for words in vocabulary().objects(term, part):
            if isinstance(words, Literal) and words.language == language:
                return str(words)
    raise KeyError(f"{term} has no words in {language!r}")
