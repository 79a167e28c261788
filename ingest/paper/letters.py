"""The words of a page's text layer with their boxes, measured by the size of the letters and the line they stand on.

The engine's own box of a letter follows what its font says of itself, and that may be nothing: the fonts that
LibreOffice embeds state no ascent and no descent, so that the box is the ink alone, and every figure looks smaller and
higher than the words beside it. What a PDF must state to be seen at all is where each letter stands and in what size;
a word's box here is as high as its letters' size, and a figure is raised only where both are so.
"""

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.paper.notes import BELOW, FIGURE, HIGH, HIGHER, MARKS, RAISED, SMALLER, with_marks
from ingest.paper.sheet import Token

__all__ = ["tokens_of"]

_Edges = tuple[float, float, float, float]
_TOKEN = re.compile(r"[^\s\x00-\x1f\ufffe\uffff]+")
_EDGE = re.compile(r"\d[.,;:!?)\]”’\"'…]*$|^\d{1,3}[^\W\d_]")
_STRAIGHT: Final = 0.05
_UNTRUE: Final = 2.0  # of its size: no letter is so high, so the size is none (fonts that are drawn, Type 3)


@dataclass(slots=True)  # not frozen: there is one for every word
class _Set:
    """How a letter is set: its ``size``, where it stands, and whether its line runs ``along`` or up the page's own
    space, and which ``way`` (1 or -1)."""

    size: float
    x: float
    y: float
    along: bool
    way: float

    @property
    def height(self) -> float:
        """How far its line lies up the page, as whoever reads it holds the page."""
        return self.y * self.way if self.along else -self.x * self.way


def tokens_of(page: pdfium.PdfPage, to_paper: Callable[[float, float, float, float], _Edges]) -> list[Token]:
    """What stands between two spaces, in the order of the file; figures that are marks of notes are written so (¹).

    ``to_paper`` turns left, bottom, right and top in the page's own space to left, top, right and bottom on paper.
    """
    textpage = page.get_textpage()
    try:
        words = _Words(textpage, to_paper)
        tokens = list(words.tokens())
    finally:
        textpage.close()
    return with_marks(tokens, words.sizes, words.figures, words.marked)


class _Words:
    """The words of a page as they are met: ``sizes`` of their letters (0 where unknown), which of them are ``figures``
    that may be raised, and which are ``marked`` by one at their end."""

    def __init__(self, textpage: pdfium.PdfTextPage, to_paper: Callable[[float, float, float, float], _Edges]) -> None:
        self.engine, self.to_paper = textpage.raw, to_paper
        self.text, self.at = _characters(textpage)
        self.rect, self.matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.sizes: list[float] = []
        self.figures: list[int] = []
        self.marked: list[int] = []

    def tokens(self) -> Iterator[Token]:
        """The words, one by one."""
        for match in _TOKEN.finditer(self.text):
            start, end = match.span()
            word = match.group()
            first = self._set(start)
            for text, a, b in self._parted(word, start, end, first) if _EDGE.search(word) else ((word, start, end),):
                letter = first if a == start else self._set(a)
                edges = self._edges(letter, b - 1) if letter else None
                if edges is not None and FIGURE.fullmatch(text):
                    self.figures.append(len(self.sizes))
                if text[-1] in MARKS:
                    self.marked.append(len(self.sizes))
                self.sizes.append(letter.size if letter and edges else 0.0)
                yield Token(text, *(edges or self._loose(a, b - 1)))

    def _set(self, i: int) -> _Set | None:
        """How letter ``i`` is set; None where it stands aslant, is mirrored, or says no size."""
        at, matrix = self.at[i] if self.at else i, self.matrix
        raw.FPDFText_GetMatrix(self.engine, at, matrix)
        raw.FPDFText_GetCharOrigin(self.engine, at, self.x, self.y)
        size: float = raw.FPDFText_GetFontSize(self.engine, at)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        if b == 0 and a > 0 and d > 0 and size > 0:
            return _Set(size * d, self.x.value, self.y.value, along=True, way=1.0)
        run = (a * a + b * b) ** 0.5
        if a * d - b * c <= 0 or min(abs(a), abs(b)) > _STRAIGHT * run or not size:
            return None
        along = abs(a) > abs(b)
        way = 1.0 if ((a if along else b) > 0) == (size > 0) else -1.0
        return _Set(abs(size) * (a * d - b * c) / run, self.x.value, self.y.value, along, way)

    def _edges(self, letter: _Set, last: int) -> _Edges | None:
        """The box of a word by its first letter and the end of its ``last``; None where the size cannot be true."""
        rect = self.rect
        raw.FPDFText_GetLooseCharBox(self.engine, self.at[last] if self.at else last, rect)
        size, x, y = letter.size, letter.x, letter.y
        below, high = BELOW * size, HIGH * size
        if letter.along:
            if rect.top - rect.bottom > _UNTRUE * size:
                return None
            low = y - below if letter.way > 0 else y + below - high
            return self.to_paper(min(x, rect.left), low, max(x, rect.right), low + high)
        if rect.right - rect.left > _UNTRUE * size:
            return None
        low = x + below - high if letter.way > 0 else x - below
        return self.to_paper(low, min(y, rect.bottom), low + high, max(y, rect.top))

    def _loose(self, first: int, last: int) -> _Edges:
        """The box that holds the first and the last letter, as the engine has them."""
        edges = []
        for i in (first, last):
            raw.FPDFText_GetLooseCharBox(self.engine, self.at[i] if self.at else i, self.rect)
            edges.append(self.to_paper(self.rect.left, self.rect.bottom, self.rect.right, self.rect.top))
        (a, b, c, d), (e, f, g, h) = edges
        return min(a, e), min(b, f), max(c, g), max(d, h)

    def _parted(self, word: str, start: int, end: int, first: _Set | None) -> list[tuple[str, int, int]]:
        """A raised figure that clings to a word is the mark of a note: at its end it is written so ('khoản¹,'), at its
        start it stands by itself."""
        whole = [(word, start, end)]
        if first is None or len(word) < 2:
            return whole
        stop = max(i for i, char in enumerate(word) if char.isdigit() or char.isalpha()) + 1
        if word[stop - 1].isdigit():
            cut = stop
            while cut > 1 and stop - cut < 3 and _figure(word[cut - 1]) and _above(self._set(start + cut - 1), first):
                cut -= 1
            return [(word[:cut] + word[cut:stop].translate(RAISED) + word[stop:], start, end)]
        cut = next(i for i, char in enumerate(word) if not char.isdigit())
        inner = self._set(start + cut)
        if _figure(word[0]) and inner is not None and _above(first, inner):
            return [(word[:cut].translate(RAISED), start, start + cut), (word[cut:], start + cut, end)]
        return whole


def _characters(textpage: pdfium.PdfTextPage) -> tuple[str, list[int]]:
    """The characters, and the engine's index of each where the two differ (characters beyond the first plane)."""
    count = textpage.count_chars()
    buffer = (ctypes.c_ushort * (count + 1))()
    got = raw.FPDFText_GetText(textpage, 0, count, buffer) - 1
    text = bytes(buffer)[: 2 * max(got, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text, []
    codes = [raw.FPDFText_GetUnicode(textpage, i) for i in range(count)]
    kept = [(i, code) for i, code in enumerate(codes) if code and not 0xD800 <= code <= 0xDFFF and code <= 0x10FFFF]
    return "".join(chr(code) for _, code in kept), [i for i, _ in kept]


def _figure(char: str) -> bool:
    return char.isascii() and char.isdigit()


def _above(figure: _Set | None, letter: _Set) -> bool:
    """Whether a figure is set smaller and higher than the letter beside it."""
    if figure is None or figure.along != letter.along:
        return False
    return figure.size < SMALLER * letter.size and figure.height - letter.height > HIGHER * letter.size
