"""The names of document types: 'Kế hoạch', 'Nghị quyết', 'Chương trình hành động'."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from ingest import words
from ingest.names.tokens import TOKEN, key_words, match_key, word_key
from ingest.names.trie import Trie
from ingest.words import DocumentType

__all__ = ["TypeMatch", "type_at", "type_before", "type_of"]

_LONGEST = 80
_NEAR = 60
_NUMBER_WORD = re.compile(r"\s*(?:\bsố\b)?[\s:]*$", re.I)
_NAMES_ONE = re.compile(
    r"\s*[:.;…]?\s*$|\s*(?:số\b)?\s*[:\d…]|\s*số\b|\s*(?:này|nêu trên|ngày)\b|\s+(?:về|của|khóa|khoá)\b", re.I
)
_COMMON = re.compile(r"\s+(?:của|về)\b")


@dataclass(frozen=True, slots=True)
class TypeMatch:
    """The name of a document type in a text."""

    start: int
    end: int
    entry: DocumentType


@cache
def _names() -> Trie[DocumentType]:
    return Trie((name, entry) for entry in words.types() for name in (entry.name, *entry.aliases))


@cache
def _not_before(entry: DocumentType) -> tuple[tuple[str, ...], ...]:
    return tuple(key_words(phrase) for phrase in entry.not_before)


def type_at(text: str, pos: int) -> TypeMatch | None:
    """The longest type name that begins at ``pos``, whatever follows it; None where none begins or in mid-word."""
    first = TOKEN.match(text, pos)
    if first is None or not _names().begins(word_key(first[0])) or (pos and text[pos - 1].isalnum()):
        return None
    stop = text.find("\n", pos, pos + _LONGEST)
    found = _names().longest(
        (word_key(word[0]), word.end()) for word in TOKEN.finditer(text, pos, stop if stop >= 0 else pos + _LONGEST)
    )
    return TypeMatch(pos, *found) if found else None


def type_before(text: str, pos: int) -> TypeMatch | None:
    """The type name that ends right before the number at ``pos`` ('Kế hoạch số |10-KH/TU'), or None."""
    near = max(0, pos - _NEAR)
    floor = max(near, text.rfind("\n", near, pos) + 1)
    gap = _NUMBER_WORD.search(text, floor, pos)
    stop = gap.start() if gap else pos
    begins = _names().begins
    for word in TOKEN.finditer(text, floor, stop):
        found = type_at(text, word.start()) if begins(word_key(word[0])) else None
        if found is not None and found.end == stop:
            return found
    return None


def type_of(phrase: str) -> str | None:
    """The id of the type that ``phrase`` names at its beginning: 'Kế hoạch số 10-KH/TU' → 'KH', 'Chỉ thị 05' → 'CT'.

    None where the phrase begins with no type name, or where what follows shows that the words are used in their
    common sense ('kế hoạch hóa gia đình', 'quy định của pháp luật').
    """
    found = type_at(phrase, 0)
    if found is None:
        return None
    rest = phrase[found.end :]
    for banned in _not_before(found.entry):
        if tuple(match_key(word[0]) for word in islice(TOKEN.finditer(rest), len(banned))) == banned:
            return None
    if found.entry.own and phrase[0].isupper():
        return found.entry.id
    common = phrase[0].islower() and _COMMON.match(rest)
    return None if common or not _NAMES_ONE.match(rest) else found.entry.id
