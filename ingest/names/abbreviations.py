"""Abbreviations of running text: where each stands, and what it stands for there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ingest import words
from ingest.names.tokens import Tokens, key_words, lines_of, one_print
from ingest.names.trie import Trie
from ingest.words import Abbreviation

__all__ = ["AbbreviationMatch", "abbreviations_in", "expand"]

_Context = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AbbreviationMatch:
    """An abbreviation in a text, and what it stands for there."""

    start: int
    end: int
    entry: Abbreviation


class _Short(NamedTuple):
    """A printed form, without spaces, and the folded words that must or must not stand beside it."""

    printed: str
    entry: Abbreviation
    only_before: _Context
    not_before: _Context
    only_after: _Context
    not_after: _Context


def abbreviations_in(text: str) -> list[AbbreviationMatch]:
    """The abbreviations of ``text``, left to right, the longest at each place, in the contexts the table allows."""
    return [found for offset, tokens in lines_of(text) for found in _in_line(tokens, offset)]


def expand(text: str) -> str:
    """``text`` with its abbreviations written out: 'TT HĐND phường' → 'Thường trực Hội đồng nhân dân phường'."""
    out, last = [], 0
    for found in abbreviations_in(text):
        out += [text[last : found.start], found.entry.expands]
        last = found.end
    return "".join(out) + text[last:]


@cache
def _forms() -> Trie[_Short]:
    return Trie(
        (form, _Short(form.replace(" ", ""), entry, *contexts))
        for entry in words.abbreviations()
        for contexts in [_contexts(entry)]
        for form in (entry.short, *entry.variants)
    )


def _contexts(entry: Abbreviation) -> tuple[_Context, _Context, _Context, _Context]:
    before, not_before = _keys(entry.only_before), _keys(entry.not_before)
    return before, not_before, _keys(entry.only_after), _keys(entry.not_after)


def _keys(phrases: tuple[str, ...]) -> _Context:
    return tuple(key_words(phrase) for phrase in phrases)


def _in_line(tokens: Tokens, offset: int) -> Iterator[AbbreviationMatch]:
    forms, i = _forms(), 0
    while i < len(tokens):
        found = next((m for m in forms.at(tokens.keys, i) if _stands(tokens, i, *m)), None)
        if found is None:
            i += 1
            continue
        yield AbbreviationMatch(offset + tokens.starts[i], offset + tokens.end(found[0] - 1), found[1].entry)
        i = found[0]


def _stands(tokens: Tokens, i: int, stop: int, short: _Short) -> bool:
    """Whether an abbreviation stands at tokens ``[i, stop)``: printed in its own case, no part of a number's symbol."""
    printed = "".join(tokens.word(place) for place in range(i, stop))
    if one_print(printed) != short.printed or tokens.hangs(i) or tokens.holds(stop):
        return False
    if _ahead(tokens, stop, short.not_before) or _behind(tokens, i, short.not_after):
        return False
    needs = short.only_before or short.only_after
    return not needs or _ahead(tokens, stop, short.only_before) or _behind(tokens, i, short.only_after)


def _ahead(tokens: Tokens, stop: int, phrases: _Context) -> bool:
    return any(tokens.keys[stop : stop + len(phrase)] == phrase for phrase in phrases)


def _behind(tokens: Tokens, i: int, phrases: _Context) -> bool:
    return any(tokens.keys[max(0, i - len(phrase)) : i] == phrase for phrase in phrases)
