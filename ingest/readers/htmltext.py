"""The words of a web page: paragraphs, tables and lists; the site's furniture and what is not shown left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ingest.letters import from_tcvn3, from_vni
from ingest.readers.blocks import Block, Cell, Paragraph, Table
from ingest.readers.xml import Element, local

__all__ = ["Page", "weight"]

_NO_WORDS: Final = frozenset({
    "script", "style", "head", "title", "noscript", "template", "svg", "iframe", "object", "button", "select", "input",
    "textarea", "nav", "aside", "dialog", "audio", "video", "canvas", "xml", "del",
})  # fmt: skip
_FURNITURE: Final = frozenset({"header", "footer"})
_ROLES: Final = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "menubar"}
)
_BLOCKS: Final = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "ul",
})  # fmt: skip
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_NOTES: Final = re.compile(r"mso-element\s*:\s*(?:footnote|endnote|comment|header|footer)", re.I)
_NOTE_MARK: Final = re.compile(
    r"mso-(?:footnote|endnote|comment)-id|mso-special-character\s*:\s*(?:footnote|comment)", re.I
)
_FONT: Final = re.compile(r"font-family\s*:\s*[\"']?\s*([^;\"',]+)", re.I)
_CAPITALS: Final = re.compile(r"text-transform\s*:\s*uppercase", re.I)
_DRAWN: Final = re.compile(r"border(?:-(?:top|bottom))?\s*:[^;]*\bsolid\b", re.I)
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_MANY: Final = 40
_WIDEST: Final = 60


def weight(element: Element) -> int:
    """How many characters of words an element holds, those of links not counted."""
    total = 0
    for item in element.iter():
        kind = local(item)
        if kind in _NO_WORDS or not kind:
            continue
        if kind != "a":
            total += len((item.text or "").strip())
        total += len((item.tail or "").strip()) if item is not element and local(item.getparent()) != "a" else 0
    return total


@dataclass(slots=True)
class Page:
    """Reads a page. ``encoding`` is what older one its fonts had; ``unseen`` the words that are not shown in place."""

    encoding: str = ""
    unseen: list[str] = field(default_factory=list)
    _line: list[str] = field(default_factory=list)

    def is_furniture(self, element: Element) -> bool:
        """Whether an element belongs to the site: by its kind, or by what it says it is for."""
        kind = local(element)
        return not kind or kind in _NO_WORDS or kind in _FURNITURE or (element.get("role") or "").lower() in _ROLES

    def blocks(self, element: Element) -> Iterator[Block]:
        """The paragraphs and tables of an element, in order."""
        yield from self._inside(element, "", False)
        yield from self._closed()

    def _inside(self, element: Element, font: str, capitals: bool) -> Iterator[Block]:
        self._say(element.text, font, capitals)
        for i, item in enumerate(element):
            yield from self._item(item, font, capitals, i)
            self._say(item.tail, font, capitals)

    def _item(self, item: Element, font: str, capitals: bool, place: int) -> Iterator[Block]:
        kind, style = local(item), item.get("style") or ""
        if not kind or kind in _NO_WORDS or (item.get("role") or "").lower() in _ROLES or _NOTE_MARK.search(style):
            return
        if item.get("hidden") is not None or _HIDDEN.search(style) or _NOTES.search(style):
            self.unseen.append(" ".join("".join(item.itertext()).split()))
            return
        named = _FONT.search(style)
        font = item.get("face") or (named[1].strip() if named else font)
        capitals = capitals or bool(_CAPITALS.search(style))
        if kind == "br":
            self._line.append("\n")
        elif kind == "table":
            yield from self._closed()
            yield self._table(item, font, capitals)
        elif kind in _BLOCKS:
            yield from self._closed()
            if kind == "li":
                self._line.append(_bullet(item, place))
            yield from self._inside(item, font, capitals)
            yield from self._closed()
        else:
            yield from self._inside(item, font, capitals)

    def _say(self, words: str | None, font: str, capitals: bool) -> None:
        if words:
            shown = self._decoded(_SPACE.sub(" ", words), font.lower())
            self._line.append(shown.upper() if capitals else shown)

    def _decoded(self, words: str, font: str) -> str:
        if not font.startswith((".vn", "vni")) or any(c > "\u00ff" and c.isalpha() for c in words):
            return words
        new = from_vni(words) if font.startswith("vni") else from_tcvn3(words, capitals=font.endswith("h"))
        if new != words:
            self.encoding = "vni" if font.startswith("vni") else "tcvn3"
        return new

    def _closed(self) -> Iterator[Paragraph]:
        """What was said since the last block, as a paragraph."""
        lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(self._line).split("\n"))
        text = "\n".join(lines).strip("\n")
        self._line.clear()
        if text.strip():
            yield Paragraph(text)

    def _table(self, table: Element, font: str, capitals: bool) -> Table:
        open_cells: dict[int, int] = {}  # column → rows that a cell above still spans
        rows = [self._row(row, open_cells, font, capitals) for row in _rows(table)]
        border = (table.get("border") or "0").strip()
        styles = [table.get("style") or "", *(cell.get("style") or "" for cell in table.iter() if local(cell) == "td")]
        return Table(tuple(rows), border not in {"", "0"} or any(map(_DRAWN.search, styles)))

    def _row(self, row: Element, spanned: dict[int, int], font: str, capitals: bool) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        column = 0
        for item in row:
            if local(item) not in {"td", "th"}:
                continue
            column = _merged(cells, spanned, column)
            width, height = _count(item, "colspan"), _count(item, "rowspan")
            inner = Page()
            lines = tuple(_lines(inner._styled(item, font, capitals)))
            self.encoding, self.unseen = self.encoding or inner.encoding, [*self.unseen, *inner.unseen]
            cells.append(Cell(lines, width))
            for i in range(column, min(column + width, _WIDEST)):
                spanned[i] = height - 1
            column += width
        _merged(cells, spanned, column)
        return tuple(cells)

    def _styled(self, item: Element, font: str, capitals: bool) -> Iterator[Block]:
        named = _FONT.search(item.get("style") or "")
        yield from self._inside(item, named[1].strip() if named else font, capitals)
        yield from self._closed()


def _merged(cells: list[Cell], spanned: dict[int, int], column: int) -> int:
    """Cells for the columns, from ``column`` on, into which a cell above reaches down; the next free column."""
    while spanned.get(column, 0) > 0:
        spanned[column] -= 1
        cells.append(Cell((), merged=True))
        column += 1
    return column


def _rows(table: Element) -> Iterator[Element]:
    for item in table:
        if local(item) == "tr":
            yield item
        elif local(item) in {"thead", "tbody", "tfoot"}:
            yield from _rows(item)


def _lines(blocks: Iterator[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (" ".join(cell.text for cell in row) for row in block.rows)
        else:
            yield block.text


def _count(cell: Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(int(value), _MANY) if value.isdecimal() and len(value) < 6 and int(value) else 1


def _bullet(item: Element, place: int) -> str:
    """What a browser shows before an item of a list."""
    parent = item.getparent()
    if local(parent) != "ol":
        return "- "
    start = parent.get("start") or "1"
    number = (int(start) if start.isdecimal() and len(start) < 6 else 1) + place
    if parent.get("type") in {"a", "A"} and number <= 26:
        return f"{chr(ord(parent.get('type')) + number - 1)}) "
    return f"{number}. "
