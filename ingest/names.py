"""Recognise the names of the word tables in text: document types, bodies, abbreviations, organs, signing titles.

All matching is on folded words (case, tone placement, look-alike letters, dashes); spans index the text as given. A
name never crosses a line break: the canonical text has one paragraph a line. Names of organs have a grammar:

    unit  := HEAD [tail]                      Ban Tuyên giáo và Dân vận + Thành ủy Hải Phòng
    tail  := unit | group | place             (Organ.tail says which; 'phrase' takes free words up to a place or a stop)
    place := [của] locality [Name] [, tỉnh|thành phố Name] | Name        Name: up to five capitalised words
    group := opener noun {(, | và) noun} {scope}      các cấp ủy, tổ chức đảng trực thuộc Thành ủy
    post  := [đồng chí] HEAD [unit | group | place]   các đồng chí Ủy viên BTV Đảng ủy
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from ingest import words
from ingest.words import Abbreviation, Body, DocumentType, Office, Organ

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

_SAME = str.maketrans({"İ": "I", "Ð": "Đ", "Ɖ": "Đ", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "\u00a0": " "})
_TONES = {
    **{"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa"},
    **{"oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe"},
    **{"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"},
}
_TONE = re.compile("|".join(_TONES))
_TOKEN = re.compile(r"[^\W_⁰¹²³⁴-⁹]+(?:['’][^\W_⁰¹²³⁴-⁹]+)*|\S")
_LETTERS = re.compile(r"[^\W\d_]+")
# Small words of places that are also parts of other words ('văn bản', 'cơ sở'): free words go on over them.
_HAMLETS = frozenset({"bản", "ấp", "buôn", "khóm", "thôn", "cơ"})
_LONGEST_NAME = 5
_LONGEST_PHRASE = 14
_DEEPEST = 4
_NEAR = 600


def match_key(text: str) -> str:
    """The key under which names are matched, of the same length as ``text``: small letters, one tone placement ('uỷ' as
    'ủy'), one đ, one dash. :func:`ontology.fold.tone_fold` folds the same, but moves the text."""
    return _TONE.sub(lambda pair: _TONES[pair[0]], text.translate(_SAME).lower())


class _Token(NamedTuple):
    key: str
    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    key = match_key(text[start:end])
    return [
        _Token(key[m.start() : m.end()], m.start() + start, m.end() + start, text[m.start() + start : m.end() + start])
        for m in _TOKEN.finditer(key)
    ]


Value = TypeVar("Value")


class _Trie(Generic[Value]):
    """Sequences of folded words to values."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}

    def add(self, phrase: str, value: Value) -> None:
        node = self.root
        for token in _tokens(phrase, 0, len(phrase)):
            node = node.setdefault(token.key, {})
        node.setdefault("", []).append(value)

    def at(self, tokens: list[_Token], i: int) -> list[tuple[int, Value]]:
        """Every phrase that begins at token ``i``: where it stops and its value, the longest first."""
        node: Any = self.root
        found: list[tuple[int, Value]] = []
        for stop in range(i, len(tokens)):
            node = node.get(tokens[stop].key)
            if node is None:
                break
            found += [(stop + 1, value) for value in reversed(node.get("", ()))]
        return found[::-1]

    def stop(self, tokens: list[_Token], i: int) -> int:
        """Where the longest phrase that begins at token ``i`` stops; ``i`` itself where none begins."""
        return next((stop for stop, _ in self.at(tokens, i)), i)


def _phrases(phrases: Collection[str]) -> _Trie[str]:
    trie: _Trie[str] = _Trie()
    for phrase in phrases:
        trie.add(phrase, phrase)
    return trie


# --- document types -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TypeMatch:
    """The name of a document type in a text."""

    start: int
    end: int
    entry: DocumentType


@cache
def _type_trie() -> _Trie[DocumentType]:
    trie: _Trie[DocumentType] = _Trie()
    for entry in words.types():
        for name in (entry.name, *entry.aliases):
            trie.add(name, entry)
    return trie


def type_at(text: str, pos: int) -> TypeMatch | None:
    """The longest type name that begins at ``pos``, whatever follows it; None where none begins or in mid-word."""
    if pos and text[pos - 1].isalnum():
        return None
    tokens = _tokens(text, pos, _line_end(text, pos, 80))
    if not tokens or tokens[0].start != pos:
        return None
    found = _type_trie().at(tokens, 0)
    return TypeMatch(pos, tokens[found[0][0] - 1].end, found[0][1]) if found else None


_BETWEEN = re.compile(r"[\s,:*]*(?:\(?[^\W\d_]{0,12}\)?\s*)?$", re.I)
_NUMBER_WORD = re.compile(r"\s*(?:\bsố\b)?[\s:]*$", re.I)


def type_before(text: str, pos: int) -> TypeMatch | None:
    """The type name that ends right before the number at ``pos`` ('Kế hoạch số |10-KH/TU'), or None."""
    floor = max(0, text.rfind("\n", 0, pos) + 1, pos - 60)
    gap = _NUMBER_WORD.search(text, floor, pos)
    stop = gap.start() if gap else pos
    for word in _TOKEN.finditer(text, floor, stop):
        found = type_at(text, word.start())
        if found is not None and found.end == stop:
            return found
    return None


_NAMES_ONE = re.compile(
    r"\s*[:.;…]?\s*$|\s*(?:số\b)?\s*[:\d…]|\s*số\b|\s*(?:này|nêu trên|ngày)\b|\s+(?:về|của|khóa|khoá)\b", re.I
)


def type_of(phrase: str) -> str | None:
    """The id of the type that ``phrase`` names at its beginning: 'Kế hoạch số 10-KH/TU' → 'KH', 'Chỉ thị 05' → 'CT'.

    None where the phrase begins with no type name, or where what follows shows that the words are used in their
    common sense ('kế hoạch hóa gia đình', 'quy định của pháp luật').
    """
    found = type_at(phrase, 0)
    if found is None:
        return None
    rest = phrase[found.end :]
    if any(_begins(_spaced(rest), word) for word in found.entry.not_before):
        return None
    if found.entry.own and phrase[0].isupper():
        return found.entry.id
    after = _NAMES_ONE.match(rest)
    common = phrase[0].islower() and re.match(r"\s+(?:của|về)\b", rest)
    return None if after is None or common else found.entry.id


def types_of_symbol(symbol: str, side: str = "") -> tuple[str, ...]:
    """Ids of the types that the symbol of a number may stand for: 'QĐ/TW' or 'QĐ' → ('QĐ', 'QyĐ').

    ``side`` 'party' or 'state' narrows them; without it '/' after the type tells the Party's form.
    """
    printed = re.split(r"[/\-]", symbol, maxsplit=1)[0]
    side = side or ("party" if "/" in symbol else "state" if "-" in symbol else "")
    sides = {side, "both"} if side else {"party", "state", "both"}
    return tuple(entry.id for entry in words.types() if printed in entry.symbols and entry.side in sides)


# --- issuing bodies -------------------------------------------------------------------------------------------------


def body_of(symbol: str) -> Body | None:
    """The body that a symbol names: 'KL/TW', 'KH-UBND', 'UBND-KGVX', 'QH15' or 'TW'; None where the table has none."""
    parts = [part for part in re.split(r"[/\-]", match_key(symbol).upper()) if part]
    if len(parts) > 1 and types_of_symbol(symbol):
        parts = parts[1:]
    for count in range(len(parts), 0, -1):
        found = _body("-".join(parts[:count]))
        if found is not None:
            return found
    return None


@cache
def _body_keys() -> dict[str, Body]:
    return {entry.symbol.upper(): entry for entry in words.bodies() if not entry.pattern}


def _body(symbol: str) -> Body | None:
    patterns = (entry for entry in words.bodies() if entry.pattern and re.fullmatch(entry.pattern, symbol, re.I))
    return _body_keys().get(symbol) or next(patterns, None)


# --- abbreviations --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AbbreviationMatch:
    """An abbreviation in a text, and what it stands for there."""

    start: int
    end: int
    entry: Abbreviation


@cache
def _abbreviation_trie() -> _Trie[tuple[str, Abbreviation]]:
    trie: _Trie[tuple[str, Abbreviation]] = _Trie()
    for entry in words.abbreviations():
        for short in (entry.short, *entry.variants):
            trie.add(short, (short, entry))
    return trie


def abbreviations_in(text: str) -> list[AbbreviationMatch]:
    """The abbreviations of ``text``, left to right, the longest at each place, in the contexts the table allows."""
    out: list[AbbreviationMatch] = []
    for start, end in _lines(text):
        tokens = _tokens(text, start, end)
        i = 0
        while i < len(tokens):
            found = next((m for m in _abbreviation_trie().at(tokens, i) if _stands(tokens, i, *m)), None)
            if found is None:
                i += 1
                continue
            out.append(AbbreviationMatch(tokens[i].start, tokens[found[0] - 1].end, found[1][1]))
            i = found[0]
    return out


def expand(text: str) -> str:
    """``text`` with its abbreviations written out: 'TT HĐND phường' → 'Thường trực Hội đồng nhân dân phường'."""
    out, last = [], 0
    for found in abbreviations_in(text):
        out += [text[last : found.start], found.entry.expands]
        last = found.end
    return "".join(out) + text[last:]


def _stands(tokens: list[_Token], i: int, stop: int, value: tuple[str, Abbreviation]) -> bool:
    """Whether an abbreviation stands at tokens ``[i, stop)``: printed in its own case, no part of a number's symbol."""
    short, entry = value
    printed = "".join(token.text for token in tokens[i:stop])
    if printed.translate(_SAME) != short.replace(" ", "") or _glued(tokens, i, stop):
        return False
    ahead = " ".join(token.key for token in tokens[stop : stop + 6])
    behind = " ".join(token.key for token in tokens[max(0, i - 6) : i])
    if any(_begins(ahead, word) for word in entry.not_before) or any(_ends(behind, word) for word in entry.not_after):
        return False
    needs = entry.only_before or entry.only_after
    return not needs or (
        any(_begins(ahead, word) for word in entry.only_before) or any(_ends(behind, word) for word in entry.only_after)
    )


def _spaced(text: str) -> str:
    """The folded words of ``text`` with one space between any two."""
    return " ".join(_TOKEN.findall(match_key(text)))


def _begins(spaced: str, word: str) -> bool:
    return f"{spaced} ".startswith(_spaced(word) + " ")


def _ends(spaced: str, word: str) -> bool:
    return f" {spaced}".endswith(f" {_spaced(word)}")


def _glued(tokens: list[_Token], i: int, stop: int) -> bool:
    """Whether the tokens hang on a hyphen or slash without space, as the parts of '10-KH/TU' and 'UBND-KT' do."""
    before = i > 1 and tokens[i - 1].text in "/-" and tokens[i - 2].end == tokens[i - 1].start == tokens[i].start - 1
    return before or (
        stop + 1 < len(tokens)
        and tokens[stop].text in "/-"
        and tokens[stop].start == tokens[stop - 1].end
        and tokens[stop + 1].start == tokens[stop].end
    )


# --- signatures -----------------------------------------------------------------------------------------------------


@cache
def _office_keys(kind: str) -> dict[str, Office]:
    entries = [entry for entry in words.offices() if entry.kind == kind]
    return {_bare(form): entry for entry in reversed(entries) for form in (entry.official, *entry.variants)}


def _bare(line: str) -> str:
    return " ".join(re.sub(r"[*_]", " ", match_key(line)).split()).rstrip(" ,.;:")


def office_of(line: str) -> Office | None:
    """The title that a whole line of a signature states ('PHÓ BÍ THƯ THƯỜNG TRỰC'), or None."""
    return _office_keys("title").get(_bare(line))


def capacity_of(line: str) -> tuple[Office, int] | None:
    """The capacity a line begins with and where its words end ('T/M BAN THƯỜNG VỤ' → T/M, 4); None where none."""
    match = re.match(r"[\s*]*([TKQ](?:\s?[./]?\s?[MTLUQ]){0,3}\s?[./]?)(?:\s+|(?<=\.))(?=\S)", line)
    if match is None:
        return None
    found = _office_keys("capacity").get(re.sub(r"[\s./]", "", match_key(match[1])))
    return (found, match.end()) if found else None


# --- organs ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OrganMatch:
    """The name of a unit, group or post in a text: ``surface`` stands at ``[start, end)``.

    ``head`` is the head in its official form ('Ủy ban nhân dân', 'Sở Nội vụ'); ``locality`` the small word of the
    place ('phường', '' where none), ``place`` and ``province`` the names behind it, not shouted ('Ngọc Sơn', '');
    ``owner`` the name nested in the tail (Văn phòng + Đảng ủy phường); ``rest`` other words of the tail. ``kind`` is
    the entry's, or 'group' where the tail makes it one (Ban thường vụ các đảng ủy).
    """

    start: int
    end: int
    surface: str
    entry: Organ
    head: str
    kind: str
    locality: str = ""
    place: str = ""
    province: str = ""
    rest: str = ""
    owner: "OrganMatch | None" = None

    @property
    def name(self) -> str:
        """The official form of what is printed: 'UBND phường' → 'Ủy ban nhân dân phường'; of a group, its own words."""
        if self.entry.kind == "group" or (self.kind == "group" and self.owner is None):
            return " ".join(self.surface.split())
        parts = [self.head, self.rest, self.owner.name if self.owner else "", self.locality, self.place]
        return " ".join(part for part in parts if part)


def organ_at(text: str, pos: int, places: Collection[str] = ()) -> OrganMatch | None:
    """The longest name of a unit, group or post that begins at ``pos``, its tail included; None where none begins.

    ``places`` may hold the bare names of known places, as :func:`match_key` gives them: the name of a place is then cut
    to the longest of them, where any fits ('ĐẢNG ỦY PHƯỜNG NGỌC SƠN YÊU CẦU').
    """
    start = max(0, text.rfind("\n", 0, pos) + 1, pos - 40)
    line = _Line(text, start, _line_end(text, pos, _NEAR), places)
    i = next((i for i, token in enumerate(line.tokens) if token.start == pos), None)
    return line.mention(i) if i is not None else None


def organs_in(text: str, places: Collection[str] = ()) -> list[OrganMatch]:
    """The names in ``text``: the leftmost, the longest at each place, none inside another; as :func:`organ_at`."""
    out: list[OrganMatch] = []
    for start, end in _lines(text):
        line = _Line(text, start, end, places)
        i = 0
        while i < len(line.tokens):
            found = line.mention(i) if line.may_begin(i) else None
            skipped = line.words.skips.stop(line.tokens, i)
            if found is None or (skipped > i and found.end <= line.tokens[skipped - 1].end):
                i = max(i + 1, skipped)
                continue
            out.append(found)
            while i < len(line.tokens) and line.tokens[i].start < found.end:
                i += 1
    return out


def _lines(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(r"[^\n]+", text))


def _line_end(text: str, pos: int, reach: int) -> int:
    stop = text.find("\n", pos, pos + reach)
    return stop if stop >= 0 else min(len(text), pos + reach)


def _proper(name: str) -> str:
    """A place printed in capitals as running text writes it: 'NGỌC SƠN' → 'Ngọc Sơn'; 'HCM', without vowel, stays."""
    return _LETTERS.sub(lambda word: word[0].capitalize() if _is_shouted(word[0]) else word[0], name)


def _is_shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper() and not set(unicodedata.normalize("NFD", word)).isdisjoint("AEIOUY")


class _Head(NamedTuple):
    """A printed form of a head: ``capitals`` are the places of its abbreviated words, which must be capitals; ``open``
    that free words must complete it."""

    entry: Organ
    official: str
    capitals: tuple[int, ...]
    open: bool = False


class _Table(NamedTuple):
    heads: _Trie[_Head]
    nouns: _Trie[_Head]
    first: frozenset[str]
    localities: _Trie[str]
    openers: _Trie[str]
    honorifics: _Trie[str]
    scopes: _Trie[str]
    links: _Trie[str]
    not_places: _Trie[str]
    not_bare: _Trie[str]
    verbs: _Trie[str]
    skips: _Trie[str]
    numbered: frozenset[str]


@cache
def _table() -> _Table:
    heads: _Trie[_Head] = _Trie()
    nouns: _Trie[_Head] = _Trie()
    for entry in words.organs():
        for form, official in _forms(entry):
            head = _Head(entry, official, _capitals(form))
            if entry.kind == "group":
                nouns.add(form, head)
            if entry.kind != "group" or entry.bare:
                heads.add(form, head)
        if entry.open:
            heads.add(entry.head, _Head(entry, entry.official or entry.head, (), open=True))
    grammar = words.organ_grammar()
    small = {name: _phrases(getattr(grammar, name)) for name in _Table._fields[3:-1]}
    ends = tuple(" " + match_key(name) for name in grammar.localities)
    numbered = frozenset(entry.head for entry in words.organs() if f" {match_key(entry.head)}".endswith(ends))
    first = frozenset({*heads.root, *small["openers"].root, *small["honorifics"].root})
    return _Table(heads, nouns, first, **small, numbered=numbered)


def _forms(entry: Organ) -> Iterator[tuple[str, str]]:
    """The printed forms of an entry's head, completed by its sectors, each with the official form."""
    official = entry.official or entry.head
    for form in dict.fromkeys((entry.head, *entry.variants)):
        if entry.bare or not (entry.sectors or entry.open):
            yield form, official
        for sector in entry.sectors:
            yield f"{form} {sector}", f"{official} {sector}"


def _capitals(form: str) -> tuple[int, ...]:
    tokens = _tokens(form, 0, len(form))
    return tuple(i for i, token in enumerate(tokens) if len(token.text) > 1 and token.text.isupper())


def _takes_name(locality: str) -> bool:
    """Whether a place's name may follow: not in 'cấp xã', 'các cấp', 'xã, phường', 'địa phương'."""
    return not re.search(r"\bcấp\b|,|địa phương", locality)


class _Tail(NamedTuple):
    stop: int
    locality: str = ""
    place: str = ""
    province: str = ""
    rest: str = ""
    owner: OrganMatch | None = None


class _Line:
    """One line of a text, read by the grammar of names. Places in it are indices of tokens."""

    def __init__(self, text: str, start: int, end: int, places: Collection[str]) -> None:
        self.text, self.places, self.words = text, places, _table()
        self.tokens = _tokens(text, start, end)

    def may_begin(self, i: int) -> bool:
        return self.tokens[i].key in self.words.first

    def mention(self, i: int, depth: int = 0, *, nested: bool = False) -> OrganMatch | None:
        """The longest name that begins at token ``i``; ``nested`` leaves posts out, and the honorific."""
        found = [self._named(i, i, depth, posts=not nested), self._group(i, depth)]
        after = max(self.words.honorifics.stop(self.tokens, i), self.words.openers.stop(self.tokens, i))
        if after > i and not nested:
            found.append(self._named(i, after, depth, posts=True, only_posts=True))
        return max((match for match in found if match), key=lambda match: match.end, default=None)

    def _named(self, first: int, i: int, depth: int, *, posts: bool, only_posts: bool = False) -> OrganMatch | None:
        """A unit or post (or a group that needs no opener) whose head begins at ``i``: the longest, tail included."""
        best: tuple[_Head, _Tail] | None = None
        for end, head in self.words.heads.at(self.tokens, i):
            post = head.entry.kind == "post"
            if (post and not posts) or (only_posts and not post) or not self._fits(i, end, head):
                continue
            stop = self._chain(end, depth) if head.entry.kind == "group" else end
            tail = self._open_tail(i, stop) if head.open else self._tail(head.entry, stop, depth)
            if tail is None or (head.open and best) or (not depth and not self._complete(i, head.entry, tail)):
                continue
            if best is None or tail.stop > best[1].stop:
                best = head, tail
        return self._match(first, *best) if best else None

    def _complete(self, i: int, entry: Organ, tail: _Tail) -> bool:
        """Whether the head at token ``i`` and its tail are a name, and not a common noun."""
        if tail.owner or tail.locality or tail.rest or (tail.place and entry.head in self.words.numbered):
            return True
        if not entry.bare and not entry.sectors:
            return False
        return entry.kind == "post" or entry.small or self.tokens[i].capital or bool(tail.place)

    def _fits(self, i: int, stop: int, head: _Head) -> bool:
        """Whether the head at ``[i, stop)`` is printed as a name."""
        if any(not self.tokens[i + place].text.isupper() for place in head.capitals):
            return False
        if head.entry.capital and not self.tokens[i].capital:
            return False
        if i and self.tokens[i - 1].text in "/-" and _glued(self.tokens, i, len(self.tokens)):
            return False
        ahead = " ".join(token.key for token in self.tokens[stop : stop + 5])
        return not any(_begins(ahead, word) for word in head.entry.not_before)

    def _match(self, first: int, head: _Head, tail: _Tail) -> OrganMatch:
        start, end = self.tokens[first].start, self.tokens[tail.stop - 1].end
        many = tail.owner is not None and tail.owner.kind == "group"
        many = many or tail.locality.startswith(("cấp ", "các ")) or "," in tail.locality
        kind = "group" if many and head.entry.kind == "unit" else head.entry.kind
        return OrganMatch(start, end, self.text[start:end], head.entry, head.official, kind, *tail[1:])

    def _tail(self, entry: Organ, i: int, depth: int) -> _Tail:
        if entry.tail == "none" or depth > _DEEPEST:
            return _Tail(i)
        if entry.tail == "scope":
            return self._scope(i, depth)
        named = i < len(self.tokens) and self.tokens[i].capital and self._head(i)
        phrase = self._phrase(i) if entry.tail == "phrase" and not named else None
        if phrase is not None:
            return phrase
        nested = self._nested(entry, i, depth)
        if nested is not None:
            return _Tail(self._after(nested), owner=nested)
        return self._place(i, numbered=entry.head in self.words.numbered or self._key(i) == "số")

    def _open_tail(self, i: int, stop: int) -> _Tail | None:
        """Free words that complete the head at ``i``, the first with a capital: 'Trung tâm' + 'Dịch vụ tổng hợp xã'."""
        first = self.tokens[stop] if stop < len(self.tokens) else None
        if first is None or not first.capital or not self.tokens[i].capital or self.tokens[i].text.isupper():
            return None
        if self._head(stop) or (i and self.tokens[i - 1].key in ("xã", "phường", "khu", "phố", "tỉnh")):
            return None
        tail = self._phrase(stop)
        if tail is None or not tail.rest:
            return None
        owner = None if tail.locality else self._named(tail.stop, tail.stop, _DEEPEST - 1, posts=False)
        return tail._replace(stop=self._after(owner), owner=owner) if owner else tail

    def _nested(self, entry: Organ, i: int, depth: int) -> OrganMatch | None:
        """Another name in the tail: for tail 'place' a group only ('UBND các xã, phường')."""
        if i >= len(self.tokens):
            return None
        group = self._group(i, depth + 1, opened=entry.kind == "post")
        unit = self._named(i, i, depth + 1, posts=False) if entry.tail != "place" else None
        return max((match for match in (unit, group) if match), key=lambda match: match.end, default=None)

    def _after(self, match: OrganMatch) -> int:
        return next((i for i, token in enumerate(self.tokens) if token.start >= match.end), len(self.tokens))

    # groups

    def _group(self, i: int, depth: int, *, opened: bool = False) -> OrganMatch | None:
        """A group: an opener ('các'), its nouns, its scope. ``opened``: the nouns may stand without an opener."""
        stop = self.words.openers.stop(self.tokens, i)
        if (stop == i and not opened) or depth > _DEEPEST:
            return None
        found = [self._nouns(i, stop, depth), self._units(i, stop, depth) if stop > i else None]
        return max((match for match in found if match), key=lambda match: match.end, default=None)

    def _units(self, i: int, stop: int, depth: int) -> OrganMatch | None:
        """A unit's name behind an opener: 'các Phòng Kinh tế', 'các Ủy ban của Quốc hội'."""
        unit = self._named(stop, stop, depth + 1, posts=False)
        start = self.tokens[i].start
        return unit and replace(unit, start=start, surface=self.text[start : unit.end], kind="group")

    def _nouns(self, i: int, stop: int, depth: int) -> OrganMatch | None:
        noun = self._noun(stop)
        if noun is None:
            return None
        return self._match(i, noun[1], self._scope(self._chain(noun[0], depth), depth))

    def _chain(self, stop: int, depth: int) -> int:
        """Where the list of nouns stops whose first stops at ``stop``."""
        while (more := self._noun(self._joint(stop))) is not None and more[0] > stop:
            if self._is_unit(self._joint(stop), more[0], depth):
                break
            stop = more[0]
        return stop

    def _is_unit(self, i: int, stop: int, depth: int) -> bool:
        """Whether a capitalised noun of a list is the head of one unit's name ('các ban, Văn phòng Thành ủy')."""
        if not self.tokens[i].capital:
            return False
        unit = self._named(i, i, depth + 1, posts=False)
        return unit is not None and unit.end > self.tokens[stop - 1].end

    def _noun(self, i: int) -> tuple[int, _Head] | None:
        return next((m for m in self.words.nouns.at(self.tokens, i) if self._fits(i, *m)), None)

    def _joint(self, i: int) -> int:
        """Behind the comma or 'và' at ``i``, else the end of the line; 'và các …' opens a group of its own."""
        if i >= len(self.tokens) or self.tokens[i].key not in (",", "và", "hoặc", "/"):
            return len(self.tokens)
        i += 1
        return i + 1 if self._key(i) == "và" else i

    def _scope(self, i: int, depth: int) -> _Tail:
        """What narrows a group: 'trực thuộc Thành ủy', 'liên quan', 'trên địa bàn xã', 'của phường', 'phường'."""
        first, tail = i, _Tail(i)
        for _ in range(_DEEPEST):
            scoped = self.words.scopes.stop(self.tokens, tail.stop)
            linked = self.words.links.stop(self.tokens, tail.stop)
            inner = self._object(max(scoped, linked), depth)
            if inner is None and scoped == tail.stop:
                break
            tail = inner._replace(rest="") if inner else tail._replace(stop=scoped)
        rest = self.text[self.tokens[first].start : self.tokens[tail.stop - 1].end] if tail.stop > first else ""
        return tail._replace(rest=rest)

    def _object(self, i: int, depth: int) -> _Tail | None:
        """A name or a locality at ``i``."""
        if i >= len(self.tokens):
            return None
        match = self.mention(i, depth + 1, nested=True)
        if match is not None:
            return _Tail(self._after(match), owner=match)
        place = self._place(i) if self.words.localities.stop(self.tokens, i) > i else None
        return place if place and place.stop > i else None

    # places

    def _place(self, i: int, *, numbered: bool = False) -> _Tail:
        """A place at ``i``: a locality, with a name or without, or a bare name (if ``numbered``, a number too)."""
        start = i + 1 if self._key(i) == "của" and self.words.localities.stop(self.tokens, i + 1) > i + 1 else i
        if self.words.not_places.stop(self.tokens, start) > start:
            return _Tail(i)
        stop = self.words.localities.stop(self.tokens, start)
        locality = " ".join(token.key for token in self.tokens[start:stop]).replace("tp .", "tp").replace(" ,", ",")
        locality = {"tp": "thành phố"}.get(locality, locality)
        end, name = stop, ""
        if locality or self.words.not_bare.stop(self.tokens, start) == start:
            end, name = self._name(stop, numbered=bool(locality) or numbered) if _takes_name(locality) else (stop, "")
        if not locality and not name:
            return _Tail(i)
        tail = _Tail(end, locality, name)
        return self._province(tail) if name and locality and locality not in ("tỉnh", "thành phố") else tail

    def _province(self, tail: _Tail) -> _Tail:
        start = tail.stop + 1 if self._key(tail.stop) == "," else tail.stop
        stop = self.words.localities.stop(self.tokens, start)
        if stop == start or self._key(start) not in ("tỉnh", "thành", "tp"):
            return tail
        end, name = self._name(stop, numbered=False)
        return tail._replace(stop=end, province=name) if name else tail

    def _name(self, i: int, *, numbered: bool) -> tuple[int, str]:
        """The capitalised words of a place's name at ``i``: where they stop, and the name."""
        if numbered and self._key(i) == "số" and self._number(i + 1):
            i += 1
        stop, count = i, 0
        while count < _LONGEST_NAME and self._names_place(stop, numbered or count > 0):
            stop, count = stop + 1, count + 1
            if self._key(stop) == "-" and self._names_place(stop + 1, False):
                stop += 1
        stop = self._known(i, stop)
        return stop, _proper(self._printed(i, stop))

    def _names_place(self, i: int, number: bool) -> bool:
        if i >= len(self.tokens):
            return False
        if self.tokens[i].text.isdecimal():
            return number and self._number(i)
        if not self.tokens[i].capital or self.words.not_places.stop(self.tokens, i) > i:
            return False
        return self._named(i, i, _DEEPEST, posts=True) is None and self._group(i, _DEEPEST) is None

    def _number(self, i: int) -> bool:
        """Whether token ``i`` numbers a place (phường 5) and counts nothing (5 ngày, 5/6)."""
        if i >= len(self.tokens) or not self.tokens[i].text.isdecimal():
            return False
        glued = self._key(i + 1) in ("/", ".", "%", "-") and self.tokens[i + 1].start == self.tokens[i].end
        counted = self._key(i + 1) in ("ngày", "tháng", "năm", "giờ", "lần", "người", "hồ")
        return not counted and not (glued and self._key(i + 2))

    def _known(self, i: int, stop: int) -> int:
        """``stop`` drawn back to the longest known place, where the caller gave places and one fits."""
        for end in range(stop, i, -1) if self.places else ():
            if match_key(self._printed(i, end)) in self.places:
                return end
        return stop

    def _phrase(self, i: int) -> _Tail | None:
        """Free words of a name up to a locality, a stop or the end: 'các kênh truyền thông số của Phường', '35'."""
        for stop in range(i, min(len(self.tokens), i + _LONGEST_PHRASE) + 1):
            place = self._place_in_phrase(stop)
            if place is not None:
                return place._replace(rest=self._printed(i, stop))
            if self._ends_phrase(stop) or (
                stop > i and self._key(stop) and self.tokens[stop].capital and self._head(stop)
            ):
                return _Tail(stop, rest=self._printed(i, stop)) if stop > i else None
            if self._goes_on(stop):
                named = self.tokens[i].capital or all(not token.text[0].islower() for token in self.tokens[i:stop])
                return _Tail(stop, rest=self._printed(i, stop)) if stop > i and named else None
        return None

    def _goes_on(self, i: int) -> bool:
        """Whether token ``i`` goes on with the sentence: a verb, an adverb, or a figure that counts something."""
        if self.tokens[i].text.isdecimal():
            return not self.tokens[i - 1].capital and self.words.localities.stop(self.tokens, i + 1) == i + 1
        return self.tokens[i].text[0].islower() and self.words.verbs.stop(self.tokens, i) > i

    def _place_in_phrase(self, i: int) -> _Tail | None:
        start = i + 1 if self._key(i) == "của" else i
        if self._key(start) in _HAMLETS or self.words.localities.stop(self.tokens, start) == start:
            return None
        place = self._place(i)
        return place if place.stop > i else None

    def _ends_phrase(self, i: int) -> bool:
        """Whether token ``i`` is a mark, a conjunction or the end; a hyphen before a capital belongs to the phrase."""
        if self._key(i) in ("-", "&") and i + 1 < len(self.tokens) and self.tokens[i + 1].capital:
            return False
        return not self._key(i)[:1].isalnum() or self._key(i) in ("và", "với", "hoặc")

    def _head(self, i: int) -> bool:
        heads = self.words.heads.at(self.tokens, i)
        return any(not head.open and self._fits(i, stop, head) for stop, head in heads)

    def _key(self, i: int) -> str:
        return self.tokens[i].key if i < len(self.tokens) else ""

    def _printed(self, i: int, stop: int) -> str:
        return " ".join(self.text[self.tokens[i].start : self.tokens[stop - 1].end].split()) if stop > i else ""
