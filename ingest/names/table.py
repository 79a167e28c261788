"""The table of organs made ready for matching: the printed forms of the heads, and the small words around them."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ingest import words
from ingest.names.tokens import Tokens, key_words, match_key, tokens_of
from ingest.names.trie import Trie, phrases
from ingest.words import Organ
from ontology import registry

__all__ = ["Head", "Table", "table"]


#: A sector that is a verb as well.
_VERBAL = ("xây", "dựng")
_HOUSES = ("Bộ", "Sở")


class Head(NamedTuple):
    """A printed form of a head.

    ``capitals`` are the places of its abbreviated words, which must be capitals; ``not_before`` the folded words that
    show, following it, that it is no name; ``open`` that free words must complete it.
    """

    entry: Organ
    official: str
    capitals: tuple[int, ...]
    not_before: tuple[tuple[str, ...], ...]
    open: bool = False

    def fits(self, tokens: Tokens, i: int, stop: int) -> bool:
        """Whether the head, which stands at tokens ``[i, stop)``, is printed there as a name."""
        if (self.entry.capital and not tokens.capital(i)) or tokens.hangs(i):
            return False
        if self.capitals and any(not tokens.word(i + place).isupper() for place in self.capitals):
            return False
        if tokens.keys[stop - 2 : stop] == _VERBAL and self.entry.head in _HOUSES and not tokens.capital(stop - 2):
            return False  # 'các đơn vị thuộc Bộ xây dựng kế hoạch'
        banned = self.not_before
        return not banned or not any(tokens.keys[stop : stop + len(phrase)] == phrase for phrase in banned)


class Table(NamedTuple):
    """``heads`` of all names, ``nouns`` of groups, the words that may begin a name (``first``, each with those that may
    follow, '' where none need) or something to skip (``halts``), ``numbered`` heads that a bare number may follow; the
    others as of the grammar in the table."""

    heads: Trie[Head]
    nouns: Trie[Head]
    first: Mapping[str, frozenset[str]]
    halts: frozenset[str]
    numbered: frozenset[str]
    localities: Trie[str]
    openers: Trie[str]
    honorifics: Trie[str]
    scopes: Trie[str]
    links: Trie[str]
    not_places: Trie[str]
    not_bare: Trie[str]
    places: Trie[str]
    verbs: Trie[str]
    skips: Trie[str]


@cache
def table() -> Table:
    """The table, built when first used."""
    grammar = words.organ_grammar()
    places = phrases([place.name for place in registry.provinces()])
    small = {name: phrases(getattr(grammar, name)) for name in Table._fields[5:] if name != "places"}
    heads = Trie(_heads())
    begin = (heads, small["openers"], small["honorifics"])
    first = {key: frozenset().union(*(trie.second(key) for trie in begin)) for trie in begin for key in trie.first}
    ends = tuple(" " + match_key(name) for name in grammar.localities)
    numbered = frozenset(entry.head for entry in words.organs() if f" {match_key(entry.head)}".endswith(ends))
    return Table(
        heads, Trie(_nouns()), first, frozenset(first) | small["skips"].first, numbered, places=places, **small
    )


def _heads() -> Iterator[tuple[str, Head]]:
    for entry in words.organs():
        if entry.kind != "group" or entry.bare:
            yield from _forms(entry)
        if entry.open:
            yield entry.head, Head(entry, entry.official or entry.head, (), _not_before(entry), open=True)


def _nouns() -> Iterator[tuple[str, Head]]:
    for entry in words.organs():
        if entry.kind == "group":
            yield from _forms(entry)


def _forms(entry: Organ) -> Iterator[tuple[str, Head]]:
    """The printed forms of an entry's head, completed by its sectors, each with the official form."""
    official, banned = entry.official or entry.head, _not_before(entry)
    for form in dict.fromkeys((entry.head, *entry.variants)):
        if entry.bare or not (entry.sectors or entry.open):
            yield form, Head(entry, official, _capitals(form), banned)
        for sector in entry.sectors:
            whole = f"{form} {sector}"
            yield whole, Head(entry, f"{official} {sector}", _capitals(whole), banned)


def _not_before(entry: Organ) -> tuple[tuple[str, ...], ...]:
    return tuple(key_words(phrase) for phrase in entry.not_before)


def _capitals(form: str) -> tuple[int, ...]:
    tokens = tokens_of(form)
    shouted = (i for i in range(len(tokens)) if tokens.end(i) - tokens.starts[i] > 1 and tokens.word(i).isupper())
    return tuple(shouted)
