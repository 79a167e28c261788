"""Whether words can be Vietnamese: the grammar of a syllable (``data/words/syllables.toml``), and a text held to it.

Serves the readers: a wrong encoding, a text layer that lies, an OCR that guesses leave syllables that cannot be.
"""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import data

__all__ = ["broken_syllables", "possible", "share", "tokens"]

# Letters, and the signs that a wrong encoding leaves among them.
_WORD = re.compile(
    r"(?:[^\W\d_²³]|[\u00ad\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b9\u00bc-\u00bf\u00d7\u00f7\u0300-\u036f\u2212])+"
)
_ABBREVIATION = re.compile(r"[A-ZĂÂĐÊÔƠƯ]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP = frozenset("\u0301\u0323")  # sắc, nặng


@dataclass(frozen=True, slots=True)
class _Grammar:
    syllables: frozenset[str]
    stopped: tuple[str, ...]
    foreign: frozenset[str]


def possible(word: str) -> bool:
    """Whether ``word`` can be one Vietnamese syllable, in any case and either placing of the tone."""
    return _possible(unicodedata.normalize("NFC", word).lower())


def broken_syllables(text: str) -> tuple[str, ...]:
    """The words of ``text`` that can be no Vietnamese syllable, in the order of the text, of those :func:`tokens`
    gives."""
    return tuple(word for word in tokens(text) if not _possible(word.lower()))


def share(text: str) -> float:
    """The share of possible syllables among the words that :func:`tokens` gives; 1.0 where there is none."""
    words = list(tokens(text))
    return sum(_possible(word.lower()) for word in words) / len(words) if words else 1.0


def tokens(text: str) -> Iterator[str]:
    """The words of ``text`` that can be judged: those with a letter, or a stray sign, beyond ASCII.

    Words of pure ASCII may be of any tongue, and capitals without a tone may be an abbreviation ('HĐND').
    """
    for match in _WORD.finditer(unicodedata.normalize("NFC", text.replace("\u00d0", "Đ"))):
        word = _without_note(match.group())
        judged = not word.isascii() and any(map(str.isalpha, word))
        if judged and (not _ABBREVIATION.fullmatch(word) or _possible(word.lower())):
            yield word


def _without_note(word: str) -> str:
    """Without the number of a footnote behind it ('đảng¹'), which TCVN3 has for ạ."""
    return word[:-1] if word.endswith("¹") and _possible(word[:-1].lower()) else word


@functools.lru_cache(maxsize=20_000)
def _possible(word: str) -> bool:
    """Of a word in NFC and lower case."""
    grammar = _grammar()
    if word in grammar.foreign:
        return True
    letters = unicodedata.normalize("NFD", word)
    tones = {c for c in letters if c in _TONES}
    marked = sum(c in _TONES for c in letters)
    bare = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    if marked > 1 or bare not in grammar.syllables:
        return False
    return not bare.endswith(grammar.stopped) or bool(tones & _SHARP)


@functools.cache
def _grammar() -> _Grammar:
    table: dict[str, Any] = tomllib.loads(data.path("words", "syllables.toml").read_text(encoding="utf-8"))
    front, before, never = (tuple(table[key]) for key in ("front", "before_front", "never_before_front"))
    made = {
        onset + rime
        for onset in table["onsets"]
        for rime in table["rimes"]
        if not (onset in before and not rime.startswith(front)) and not (onset in never and rime.startswith(front))
    }
    return _Grammar(
        frozenset({*made, *table["allowed"]}),
        tuple(table["stopped"]),
        frozenset(table["foreign"]),
    )
