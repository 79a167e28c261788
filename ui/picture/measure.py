"""How wide a Vietnamese text is in the screens' typeface, and how it breaks into lines, without a browser.

Widths are in em of Streamlit's own Source Sans at weight 600 (the wider of the two weights drawn), measured once;
a mark above or below a letter does not change its width, so letters are looked up without their marks.
"""

import functools
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["width", "wrap"]

_CLASSES = {
    0.20: " \u00a0",
    0.27: "ijl.,;:'·I’‘",
    0.32: "!f-()[]▸▾°/{}|",
    0.37: "tr",
    0.43: "sz?*",
    0.49: 'cxvyJ–“”"LY',
    0.52: "0123456789eagkF+=<>§~^_$#",
    0.56: "oTESVXZbdhnpquđA",
    0.60: "CPRBK",
    0.65: "DGĐ&UHN→←",
    0.68: "OQ@",
    0.75: "Mw",
    0.85: "Wm%—",
    0.96: "…⚠№",
}
_EM: Mapping[str, float] = MappingProxyType({char: em for em, chars in _CLASSES.items() for char in chars})
_HORN = 0.03
_UNKNOWN = 1.0


@functools.lru_cache(maxsize=1024)
def _em(char: str) -> float:
    if char in _EM:
        return _EM[char]
    parts = unicodedata.normalize("NFD", char)
    if unicodedata.category(parts[0]).startswith(("M", "C")):
        return 0.0
    return _EM.get(parts[0], _UNKNOWN) + (_HORN if "\u031b" in parts else 0.0)


def width(text: str, size: float) -> float:
    """The width in pixels of one line of ``text`` set at ``size`` pixels; never less than drawn, by a few percent."""
    return sum(map(_em, text)) * size


def wrap(text: str, size: float, room: float, lines: int) -> tuple[tuple[str, ...], bool]:
    """Break ``text`` into at most ``lines`` lines of ``room`` pixels at ``size`` pixels.

    Returns the lines and whether words were left out; then the last line ends with '…'. A word wider than a line
    is cut. White space of any kind counts as one space; the text is put into NFC.
    """
    words = unicodedata.normalize("NFC", text).split()
    out: list[str] = []
    while words and len(out) < lines:
        line, words = _line(words, size, room)
        out.append(line)
    if words and out:
        out[-1] = _ellipsis(out[-1], size, room)
    return tuple(out), bool(words)


def _line(words: list[str], size: float, room: float) -> tuple[str, list[str]]:
    """As many words as fit on one line, and those left over."""
    line = words[0]
    if width(line, size) > room:
        cut = _fitting(line, size, room)
        return line[:cut], [line[cut:], *words[1:]]
    for taken, word in enumerate(words[1:], start=1):
        if width(f"{line} {word}", size) > room:
            return line, words[taken:]
        line = f"{line} {word}"
    return line, []


def _fitting(word: str, size: float, room: float) -> int:
    """How many characters of a word fit; at least one, so that every line takes something."""
    total = 0.0
    for at, char in enumerate(word):
        total += _em(char) * size
        if total > room:
            return max(at, 1)
    return len(word)


def _ellipsis(line: str, size: float, room: float) -> str:
    while line and width(line + "…", size) > room:
        head, space, _ = line.rpartition(" ")
        line = head if space else line[:-1]
    return line.rstrip(" ,;.:-–") + "…"
