"""The Vietnamese words of the vocabulary's terms, for rows and nodes."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ontology.kinds import DOCUMENT_TYPES, type_name
from ontology.model import Grade

__all__ = ["grade_of_term", "relation_word", "type_word", "word_of"]

_CD = "urn:chidao:term:"

_OTHERS = {
    "Unit": "đơn vị",
    "UnitGroup": "nhóm đơn vị",
    "Post": "chức danh",
    "byText": "qua toàn văn",
    "byCitation": "chỉ qua viện dẫn",
    "same": "là một văn bản",
    "different": "là hai văn bản",
    "withdrawn": "rút lại",
}


def word_of(iri: str) -> str:
    """The word for a term (relation, grade, document type, kind, verdict); any other IRI stays itself."""
    return _words().get(iri, iri)


def relation_word(term: str) -> str:
    """The word for a relation, as its users say it; raises ``KeyError`` for what is none."""
    return _relations()[term]


def type_word(term: str) -> str:
    """The name of a document type ('Kết luận'); '' where the type is not told."""
    return _types().get(term, "")


def grade_of_term(term: str) -> Grade:
    """The grade that a term names; raises ``KeyError`` for what is none."""
    return _grades()[term]


@cache
def _relations() -> Mapping[str, str]:
    from ontology.terms import RELATION_WORDS  # noqa: PLC0415 - it needs rdflib, which plain reading does not

    return MappingProxyType({str(term): word for term, word in RELATION_WORDS.items()})


@cache
def _grades() -> Mapping[str, Grade]:
    from ontology.terms import TERM_GRADES  # noqa: PLC0415

    return MappingProxyType({str(term): grade for term, grade in TERM_GRADES.items()})


@cache
def _types() -> Mapping[str, str]:
    return MappingProxyType(
        {f"{_CD}{type_name(short)}": f"{name[0].upper()}{name[1:]}" for short, name in DOCUMENT_TYPES.items()}
    )


@cache
def _words() -> Mapping[str, str]:
    grades = {term: grade.value for term, grade in _grades().items()}
    others = {f"{_CD}{name}": word for name, word in _OTHERS.items()}
    return MappingProxyType({**_relations(), **grades, **_types(), **others})
