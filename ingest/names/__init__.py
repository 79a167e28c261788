"""Recognise the names of the word tables in text: document types, bodies, abbreviations, organs, signing titles.

All matching is on folded words (case, tone placement, look-alike letters, dashes); spans index the text as given. A
name never crosses a line break: the canonical text has one paragraph a line. What follows what in a name of an organ
is told in :mod:`ingest.names.grammar`; each kind of name has a module of its own.
"""

from ingest.names.abbreviations import AbbreviationMatch, abbreviations_in, expand
from ingest.names.doctypes import TypeMatch, type_at, type_before, type_of
from ingest.names.match import OrganMatch
from ingest.names.offices import capacity_of, office_of
from ingest.names.organs import organ_at, organs_in
from ingest.names.symbols import body_of, types_of_symbol
from ingest.names.tokens import match_key

__all__ = [
    "AbbreviationMatch",
    "OrganMatch",
    "TypeMatch",
    "abbreviations_in",
    "body_of",
    "capacity_of",
    "expand",
    "match_key",
    "office_of",
    "organ_at",
    "organs_in",
    "type_at",
    "type_before",
    "type_of",
    "types_of_symbol",
]
