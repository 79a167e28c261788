"""Sheets become one text: in reading order, a table's row a line, with the place of every word and every page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.paper.columns import Free, in_reading_order
from ingest.paper.grids import Grid, grids_of
from ingest.paper.rows import goes_on
from ingest.paper.sheet import Box, Row, Sheet, Token, words_of
from ingest.source import Page, Word

__all__ = ["Setting", "set_text"]

_CUT_DATE = re.compile(r"\b\d{1,2}/(?:\d{1,2}/\d{0,3})?$")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}\b|\d{1,2}/\d{4}\b")
_BROKEN = re.compile(r"\S[-/]$")


@dataclass(slots=True)
class _Line:
    """One line of the text: cells of tokens (a plain line has one), and whether a blank line stands before it."""

    cells: list[list[Token]]
    opens: bool = False
    ruled: bool = False
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """The text of a document with its pages and words."""

    text: str
    pages: tuple[Page, ...]
    words: tuple[Word, ...]


def set_text(sheets: Sequence[Sheet]) -> Setting:
    """The text of all sheets. A table that goes on over the page goes on in the text, its repeated head left out."""
    writer = _Writer({id(token): sheet for sheet in sheets for token in sheet.tokens})
    head: list[str] = []
    open_table: list[_Line] = []
    lines_of = []
    free: Free | None = None
    for sheet in sheets:
        lines, free = _lines(sheet, free)
        lines_of.append(lines)
    for lines in lines_of:
        first = _first_table(lines)
        goes_on = bool(first and open_table) and len(first[0].cells) == len(head)
        if goes_on:
            _go_on(lines, first, open_table, head)
        last = _last_table(lines)
        if last and not (goes_on and len(last) == len(lines)):
            head = _texts(last[0])
        if lines or not goes_on:  # a page may hold nothing but the rest of one row
            open_table = last
    for sheet, lines in zip(sheets, lines_of, strict=True):
        writer.page(sheet, lines)
    return writer.setting()


def _lines(sheet: Sheet, free: Free | None) -> tuple[list[_Line], Free | None]:
    """The lines of a page, and what is free between the columns of a tail that its end cuts; ``free``: the same of the
    page before."""
    grids, rest = grids_of(sheet)
    out: list[_Line] = []
    top = 0.0
    for grid in [*grids, None]:
        bottom = grid.box.top if grid else sheet.height + 1_000
        between = [t for t in rest if top <= (t.top + t.bottom) / 2 < bottom]
        rows, free = in_reading_order(between, sheet.width, sheet.height, free)
        out += (_Line([row.tokens], row.opens, row=row) for row in rows)
        if grid is not None:
            out += _table(grid)
            free = None
            top = max(top, min(grid.box.bottom, bottom + 1_000))
    return out, free


def _table(grid: Grid) -> Iterator[_Line]:
    most = max(len(row) for row in grid.rows) if grid.rows else 0
    for row in grid.rows:
        yield _Line(row if len(row) > 1 or most < 2 else [*row, *([] for _ in range(most - len(row)))], ruled=True)


def _first_table(lines: Sequence[_Line]) -> list[_Line]:
    """The rows of the table that a page begins with, or none."""
    out = []
    for line in lines:
        if not line.ruled:
            break
        out.append(line)
    return out


def _last_table(lines: Sequence[_Line]) -> list[_Line]:
    out: list[_Line] = []
    for line in reversed(lines):
        if not line.ruled:
            break
        out.insert(0, line)
    return out


def _texts(line: _Line) -> list[str]:
    return [words_of(cell) for cell in line.cells]


def _go_on(lines: list[_Line], table: list[_Line], before: list[_Line], head: Sequence[str]) -> None:
    """A table that goes on: its repeated head goes, a row broken by the page is put together."""
    if head and _texts(table[0]) == list(head):
        lines.remove(table.pop(0))
    if not table:
        return
    first, last = table[0], before[-1]
    if not first.cells[0] and any(first.cells) and len(first.cells) == len(last.cells):
        for mine, its in zip(last.cells, first.cells, strict=True):
            mine.extend(its)
        lines.remove(first)


class _Writer:
    """Writes lines, and notes where each word and page begins and ends."""

    def __init__(self, page_of: dict[int, Sheet]) -> None:
        self.page_of = page_of
        self.parts: list[str] = []
        self.length = 0
        self.words: list[Word] = []
        self.pages: list[Page] = []
        self.last: _Line | None = None
        self.last_of_page = False

    def page(self, sheet: Sheet, lines: Sequence[_Line]) -> None:
        """Write one page."""
        start = self.length
        for line in lines:
            if self._joins(line):
                self._put(" ")
            elif self.length:
                self._put("\n\n" if line.opens else "\n")
            self._line(line)
        self.last_of_page = True
        self.pages.append(
            Page(
                sheet.number,
                start,
                self.length,
                sheet.width,
                sheet.height,
                sheet.origin,
                sheet.confidence,
                sheet.reason,
            )
        )

    def _line(self, line: _Line) -> None:
        if line.ruled:
            self._put("| ")
        for i, cell in enumerate(line.cells):
            if i:
                self._put(" | ")
            for j, token in enumerate(cell):
                broken = j and line.ruled and _is_one_date(cell[j - 1].text, token.text)
                self._put(" " if j and not broken else "")
                self._word(token)
        self._put(" |" if line.ruled else "")
        self.last, self.last_of_page = line, False

    def _joins(self, line: _Line) -> bool:
        """Whether ``line`` goes on with the paragraph of the last one; a symbol that breaks is left to wrap.py."""
        last, row = self.last.row if self.last else None, line.row
        if last is None or row is None or _BROKEN.search(last.text):
            return False
        if not self.last_of_page:
            return row.follows
        stopped = last.text.endswith((".", ";", ":"))
        return last.full and row.flush and not stopped and goes_on(last, row)

    def _word(self, token: Token) -> None:
        text = token.text.replace("|", "/") if len(token.text) > 1 else token.text
        start = self.length
        self._put(text)
        sheet = self.page_of.get(id(token))
        if sheet is not None:
            edges = _fractions(sheet.places.get(id(token), token), sheet)
            self.words.append(Word(start, self.length, sheet.number, *edges))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def setting(self) -> Setting:
        """What was written."""
        return Setting("".join(self.parts) + "\n", tuple(self.pages), tuple(self.words))


def _is_one_date(before: str, after: str) -> bool:
    """Whether a narrow cell broke a date in its figures: '30/11/202' + '6', '30/11/' + '2026'."""
    cut = _CUT_DATE.search(before)
    return cut is not None and after[:1].isdigit() and _DATE.match(cut.group() + after) is not None


def _fractions(box: Token | Box, sheet: Sheet) -> tuple[float, float, float, float]:
    """Left, top, right and bottom as fractions of the page, never beyond its edges."""
    wide, high = sheet.width, sheet.height
    if wide <= 0 or high <= 0:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = box.left / wide, box.top / high, box.right / wide, box.bottom / high
    if left < 0 or top < 0 or right > 1 or bottom > 1:
        left, top, right, bottom = (min(1.0, max(0.0, edge)) for edge in (left, top, right, bottom))
    return round(left, 5), round(top, 5), round(right, 5), round(bottom, 5)
