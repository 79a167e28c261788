"""The text layer of a PDF page: its tokens with their boxes, its ruled lines, what stands in its annotations."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.paper.letters import tokens_of
from ingest.paper.sheet import Rule, Sheet

__all__ = ["Looked", "annotated", "has_print", "look_at"]

_THIN = 2.5
_MOST_OBJECTS = 20_000
_FIRST_WORDS = 50
_MOST_NOTES = 200
_PRINTING = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT)


@dataclass(frozen=True, slots=True)
class Looked:
    """A page by its text layer; whether a ``picture`` on it may be a scan, and whether its words are ``hidden``."""

    sheet: Sheet
    picture: bool
    hidden: bool


def look_at(page: pdfium.PdfPage, number: int) -> Looked:
    """The page as its text layer has it, and what tells whether that can be believed."""
    width, height = page.get_size()
    to_paper = _Turn(page)
    tokens = tokens_of(page, to_paper)
    rules, picture, hidden = _drawn(page, to_paper)
    return Looked(Sheet(number, width, height, tokens, rules), picture, hidden)


class _Turn:
    """From the page's own space (origin at the bottom left, perhaps turned) to paper as it is seen."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self.left, self.bottom, self.right, self.top = left, bottom, right, top
        self.rotation = page.get_rotation()

    def __call__(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a box on paper."""
        if self.rotation == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.rotation == 270:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom


def _drawn(page: pdfium.PdfPage, to_paper: _Turn) -> tuple[list[Rule], bool, bool]:
    """Ruled lines (thin filled boxes, strokes, the sides of stroked boxes); whether pictures cover a good part of the
    page, so that it may be a scan; whether its first words are invisible, as those laid under a scan are."""
    rules: list[Rule] = []
    covered, words, unseen = 0.0, 0, 0
    for item, kind in _objects(page):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            rules += _lines(item, *to_paper(*_bounds(item)))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _bounds(item)
            covered += max(0.0, right - left) * max(0.0, top - bottom)
        elif words < _FIRST_WORDS:
            words += 1
            unseen += raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
    width, height = page.get_size()
    return rules, covered > 0.3 * width * height, unseen * 2 > words


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[object, int]]:
    """What is drawn on a page, with its kind; what a form holds in its place. Asked of the engine without wrappers."""
    count, get = raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject
    for i in range(min(count, _MOST_OBJECTS)):
        item = get(page, i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            inner = raw.FPDFFormObj_CountObjects(item)
            for j in range(min(max(inner, 0), _MOST_OBJECTS)):
                part = raw.FPDFFormObj_GetObject(item, j)
                yield part, raw.FPDFPageObj_GetType(part)
        else:
            yield item, kind


def _bounds(item: object) -> tuple[float, float, float, float]:
    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _lines(item: object, left: float, top: float, right: float, bottom: float) -> Iterator[Rule]:
    wide, high = right - left, bottom - top
    if wide > _THIN and high > _THIN:
        if _is_stroked_box(item):
            yield Rule(True, top, left, right)
            yield Rule(True, bottom, left, right)
            yield Rule(False, left, top, bottom)
            yield Rule(False, right, top, bottom)
    elif wide >= high:
        yield Rule(True, (top + bottom) / 2, left, right)
    else:
        yield Rule(False, (left + right) / 2, top, bottom)


def _is_stroked_box(item: object) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    segments: int = raw.FPDFPath_CountSegments(item)
    return bool(stroke.value) and 4 <= segments <= 5


def has_print(page: pdfium.PdfPage) -> bool:
    """Whether annotations of a page print words of their own: stamps of signing, notes."""
    for i in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        note = raw.FPDFPage_GetAnnot(page, i)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind in _PRINTING:
            return True
    return False


def annotated(data: bytes, pages: Sequence[int]) -> list[str]:
    """The words that annotations print on ``pages`` (from 1); they are no part of the text.

    They are found by printing them into a copy of the page: what that adds is theirs.
    """
    words: list[str] = []
    document = pdfium.PdfDocument(data)
    try:
        for number in pages:
            page = document[number - 1]
            words += _added_by_annotations(document, page, number - 1)
            page.close()
    finally:
        document.close()
    return words


def _added_by_annotations(document: pdfium.PdfDocument, page: pdfium.PdfPage, index: int) -> list[str]:
    before = _plain(page)
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return []
    again = document[index]
    after = _plain(again)
    again.close()
    known = set(before)
    return [line for line in after if line not in known]


def _plain(page: pdfium.PdfPage) -> list[str]:
    textpage = page.get_textpage()
    try:
        return [line.strip() for line in textpage.get_text_range().splitlines() if line.strip()]
    finally:
        textpage.close()
