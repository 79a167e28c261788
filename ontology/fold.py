"""Keys under which two spellings of one Vietnamese name meet. They compare words; they never replace a text.

Three strengths, each coarser than the last: :func:`nfc` (one encoding), :func:`tone_fold` (also case, and where the
tone mark is put: 'Uỷ' and 'Ủy'), :func:`fold` (no marks at all). Only the first two may say that two names are one:
Xã Đồng Tiến and Phường Đông Tiến are two communes of one province.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["fold", "nfc", "slug", "tone_fold"]

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS: Final = frozenset("aăâeêioôơuưy")
_MARKED_VOWELS: Final = frozenset("ăâêôơư")

#: Characters that print alike or not at all: dashes → '-', the two other crossed d → 'đ', invisible ones → nothing.
_LOOKALIKES: Final = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u00d0\u0189\u00f0\u0256", "đ"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}
_LOOKALIKE: Final = re.compile(f"[{''.join(_LOOKALIKES)}]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_USUAL_MARKS: Final = re.compile("[\u0300-\u036f]+")
_LONGEST_KEPT: Final = 200
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")


def nfc(text: str) -> str:
    """``text`` in Unicode NFC, otherwise unchanged."""
    return unicodedata.normalize("NFC", text)


def tone_fold(text: str) -> str:
    """A key that keeps every diacritic but not case, nor where a tone mark stands: 'Uỷ ban' → 'ủy ban'.

    Dashes and crossed d's of all kinds become one, runs of white space one space, invisible characters nothing.
    """
    return _kept_tone_fold(text) if len(text) < _LONGEST_KEPT else _tone_fold(text)


def fold(text: str) -> str:
    """A key without accents: 'Đảng uỷ  xã' → 'dang uy xa'. Different names may share it, so it finds, not decides."""
    marked = _USUAL_MARKS.sub("", unicodedata.normalize("NFD", _plain(text)).replace("đ", "d"))
    if marked.isascii():
        return _squeeze(marked)
    return _squeeze("".join(char for char in marked if not unicodedata.category(char).startswith("M")))


def slug(text: str) -> str:
    """The folded text as ASCII letters, digits and single hyphens; '' where nothing of it is left."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def _tone_fold(text: str) -> str:
    return nfc(_WORD.sub(lambda match: _place_tone(match[0]), _plain(text)))


# names and headings, of which a document repeats a few many times
_kept_tone_fold = lru_cache(maxsize=4096)(_tone_fold)


def _plain(text: str) -> str:
    """Lower case, one kind of dash, space and đ; NFC. Lower-casing first, as it may leave marks of its own."""
    return _squeeze(nfc(_LOOKALIKE.sub(lambda match: _LOOKALIKES[match[0]], nfc(text)).lower()))


def _squeeze(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=8192)  # about the syllables of the language: a text repeats few hundreds of them
def _place_tone(word: str) -> str:
    """``word`` with its tone mark on the vowel where the older spelling has it; anything unusual is left alone."""
    marked = unicodedata.normalize("NFD", word)
    tones = [char for char in marked if char in _TONES]
    if len(tones) != 1:
        return word
    bare = nfc("".join(char for char in marked if char not in _TONES))
    at = _tone_index(bare)
    return word if at is None else nfc(bare[: at + 1] + tones[0] + bare[at + 1 :])


def _tone_index(syllable: str) -> int | None:
    """Where the tone mark of a bare, lower-case Vietnamese syllable belongs; ``None`` if it is not one syllable."""
    start = next((i for i, char in enumerate(syllable) if char in _VOWELS), None)
    if start is None:
        return None
    end = next((i for i in range(start, len(syllable)) if syllable[i] not in _VOWELS), len(syllable))
    if any(char in _VOWELS for char in syllable[end:]):
        return None
    # in 'quý' and 'già' the first vowel letter belongs to the consonant
    if syllable[: start + 1] in ("qu", "gi") and end - start > 1:
        start += 1
    marked = [i for i in range(start, end) if syllable[i] in _MARKED_VOWELS]
    if marked:
        return marked[-1]
    length = end - start
    closed = end < len(syllable)
    return start + (1 if length == 3 or (length == 2 and closed) else 0) if length <= 3 else None
