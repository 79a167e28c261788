"""The word tables of ``data/words``, loaded as plain frozen values: what things are called, apart from any grammar.

Each table is a TOML file of ``[[entry]]`` items; every entry carries ``examples`` that the matchers of
:mod:`ingest.names` must read as that entry, and ``counter`` examples that they must not. A malformed table is a fault
of ours, not of a document: it raises :class:`WordsError`, which names the file, the entry and the field.
"""

from functools import cache

from ingest.words.entries import Abbreviation, Body, DocumentType, Office, Organ, OrganGrammar
from ingest.words.loader import WordsError, grammar_of, load, parse

__all__ = [
    "Abbreviation",
    "Body",
    "DocumentType",
    "Office",
    "Organ",
    "OrganGrammar",
    "WordsError",
    "abbreviations",
    "bodies",
    "offices",
    "organ_grammar",
    "organs",
    "parse",
    "types",
]


@cache
def types() -> tuple[DocumentType, ...]:
    """The document types, in the order of the table."""
    return load("types.toml", DocumentType)


@cache
def bodies() -> tuple[Body, ...]:
    """The issuing bodies by their symbols."""
    return load("bodies.toml", Body)


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """The abbreviations of running text."""
    return load("abbreviations.toml", Abbreviation, unique=False)


@cache
def organs() -> tuple[Organ, ...]:
    """The heads of names of organisations, groups and posts."""
    return load("organs.toml", Organ)


@cache
def organ_grammar() -> OrganGrammar:
    """The small words around names of organs: the ``[grammar]`` of the table of organs."""
    return grammar_of("organs.toml")


@cache
def offices() -> tuple[Office, ...]:
    """The titles and capacities of signatures."""
    return load("offices.toml", Office)
