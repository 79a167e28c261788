"""Folded words: the key of a text, and the words and marks of one line with their places in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

__all__ = [
    "ROMAN",
    "TOKEN",
    "Tokens",
    "key_words",
    "line_at",
    "lines_of",
    "match_key",
    "one_print",
    "tokens_of",
    "word_key",
]

_SAME = {"İ": "I", "Ð": "Đ", "Ɖ": "Đ", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "\u00a0": " "}
_TONES = {
    **{"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa"},
    **{"oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe"},
    **{"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"},
}
_TONE = re.compile("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")
#: A word, or a mark; a raised figure is the mark of a footnote, no part of the word before it.
TOKEN = re.compile(r"[^\W_⁰¹²³⁴-⁹]+(?:['’][^\W_⁰¹²³⁴-⁹]+)*|\S")
#: A number that stays in capitals where a name is written as running text writes it: 'khu vực III'.
ROMAN = re.compile(r"[IVX]+")
_LINE = re.compile(r"[^\n]+")
_LINES_KEPT = 256
_PIECES_KEPT = 8192
_LONGEST_KEPT = 4000
_NEAR_BEFORE = 40
_NEAR = 600


def one_print(text: str) -> str:
    """``text`` with one character for those that print alike (crossed d's, dashes, spaces); of the same length."""
    for one, other in _SAME.items():  # far faster than str.translate where few of them occur
        text = text.replace(one, other)
    return text


def match_key(text: str) -> str:
    """The key under which names are matched, of the same length as ``text``: small letters, one tone placement ('uỷ' as
    'ủy'), one đ, one dash. :func:`ontology.fold.tone_fold` folds the same, but moves the text."""
    return _TONE.sub(lambda pair: _TONES[pair[0]], one_print(text).lower())


def key_words(text: str) -> tuple[str, ...]:
    """The folded words and marks of ``text``, without their places."""
    return tuple(TOKEN.findall(match_key(text)))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of one line: their keys, as long as what is printed, and where each starts in ``text``."""

    text: str
    keys: tuple[str, ...]
    starts: Sequence[int]

    def __len__(self) -> int:
        return len(self.keys)

    def key(self, i: int) -> str:
        """The key of token ``i``, '' behind the last."""
        return self.keys[i] if i < len(self.keys) else ""

    def end(self, i: int) -> int:
        """Where token ``i`` ends."""
        return self.starts[i] + len(self.keys[i])

    def word(self, i: int) -> str:
        """Token ``i`` as printed."""
        return self.text[self.starts[i] : self.starts[i] + len(self.keys[i])]

    def capital(self, i: int) -> bool:
        """Whether there is a token ``i``, and it begins with a capital."""
        return i < len(self.keys) and self.text[self.starts[i]].isupper()

    def small(self, i: int) -> bool:
        """Whether token ``i`` begins with a small letter."""
        return self.text[self.starts[i]].islower()

    def printed(self, i: int, stop: int) -> str:
        """Tokens ``[i, stop)`` as printed, white space squeezed; '' where there are none."""
        return " ".join(self.text[self.starts[i] : self.end(stop - 1)].split()) if stop > i else ""

    def from_place(self, pos: int) -> int:
        """The first token that starts at ``pos`` or behind it."""
        return bisect_left(self.starts, pos)

    def until(self, end: int) -> "Tokens":
        """The tokens that end at ``end`` or before it."""
        count = bisect_right(self.starts, end)
        if count and self.end(count - 1) > end:
            count -= 1
        return self if count == len(self.keys) else Tokens(self.text, self.keys[:count], self.starts[:count])

    def hangs(self, i: int) -> bool:
        """Whether token ``i`` hangs on a hyphen or slash without space, as the second part of '10-KH/TU' does."""
        if i < 2 or self.keys[i - 1] not in "/-":  # most hang on none
            return False
        return self.word(i - 1) in "/-" and self.end(i - 2) == self.starts[i - 1] == self.starts[i] - 1

    def holds(self, stop: int) -> bool:
        """Whether a hyphen or slash hangs on the token before ``stop``, and a word on it ('UBND-KT')."""
        return (
            stop + 1 < len(self.keys)
            and self.word(stop) in "/-"
            and self.starts[stop] == self.end(stop - 1)
            and self.starts[stop + 1] == self.end(stop)
        )


def tokens_of(line: str) -> Tokens:
    """The tokens of a line. The last lines are kept: the readers come back to each many times."""
    return _kept(line) if len(line) <= _LONGEST_KEPT else _tokenised(line)


def _tokenised(line: str) -> Tokens:
    keys: list[str] = []
    starts: list[int] = []
    at = 0
    for piece in line.split(" "):
        for key, start in _tokens_in(piece):
            keys.append(key)
            starts.append(at + start)
        at += len(piece) + 1
    return Tokens(line, tuple(keys), starts)


@lru_cache(maxsize=_PIECES_KEPT)
def _tokens_in(piece: str) -> tuple[tuple[str, int], ...]:
    """The tokens of what stands between two spaces, each with its place; a text repeats few hundreds of syllables."""
    key = match_key(piece)
    return tuple((match[0], match.start()) for match in TOKEN.finditer(key))


def word_key(word: str) -> str:
    """:func:`match_key` of one word."""
    found = _tokens_in(word)
    return found[0][0] if len(found) == 1 else match_key(word)


_kept = lru_cache(maxsize=_LINES_KEPT)(_tokenised)


def lines_of(text: str) -> Iterator[tuple[int, Tokens]]:
    """The lines of a text that are not empty: where each starts, and its tokens."""
    return ((match.start(), tokens_of(match[0])) for match in _LINE.finditer(text))


def line_at(text: str, pos: int) -> tuple[int, Tokens]:
    """The line about ``pos``: where it starts, and its tokens; of a very long line what is near ``pos``."""
    start, stop = text.rfind("\n", 0, pos) + 1, text.find("\n", pos)
    stop = stop if stop >= 0 else len(text)
    if stop - start > _LONGEST_KEPT:
        start, stop = max(start, pos - _NEAR_BEFORE), min(stop, pos + _NEAR)
    return start, tokens_of(text[start:stop])
