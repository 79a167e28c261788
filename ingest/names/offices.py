"""The lines of a signature: in whose capacity somebody signs, and with what title."""

import re
from functools import cache

from ingest import words
from ingest.names.tokens import match_key
from ingest.words import Office

__all__ = ["capacity_of", "office_of"]

_CAPACITY = re.compile(r"[\s*]*([TKQ](?:\s?[./]?\s?[MTLUQ]){0,3}\s?[./]?)(?:\s+|(?<=\.))(?=\S)")
_MARKS = re.compile(r"[*_]")
_GAPS = re.compile(r"[\s./]")


def office_of(line: str) -> Office | None:
    """The title that a whole line of a signature states ('PHÓ BÍ THƯ THƯỜNG TRỰC'), or None."""
    return _by_form("title").get(_bare(line))


def capacity_of(line: str) -> tuple[Office, int] | None:
    """The capacity a line begins with and where its words end ('T/M BAN THƯỜNG VỤ' → T/M, 4); None where none."""
    match = _CAPACITY.match(line)
    if match is None:
        return None
    found = _by_form("capacity").get(_GAPS.sub("", match_key(match[1])))
    return (found, match.end()) if found else None


@cache
def _by_form(kind: str) -> dict[str, Office]:
    entries = [entry for entry in words.offices() if entry.kind == kind]
    return {_bare(form): entry for entry in reversed(entries) for form in (entry.official, *entry.variants)}


def _bare(line: str) -> str:
    return " ".join(_MARKS.sub(" ", match_key(line)).split()).rstrip(" ,.;:")
