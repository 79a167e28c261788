"""The words of a Word document's body: runs, tables, text boxes; changes accepted, fonts of TCVN3 and VNI decoded."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.letters import from_tcvn3, from_vni
from ingest.readers.blocks import Block, Cell, Paragraph, Table
from ingest.readers.wordlists import Lists
from ingest.readers.wordstyles import Look, Styles, is_on
from ingest.readers.xml import Element, attribute, child, local
from ingest.syllables import broken_syllables

__all__ = ["Body"]

# What is no word of the document as it stands: taken away, or the code of a field.
_GONE = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rPr", "pPr", "sdtPr"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_BOXES = frozenset({"txbxContent"})


@dataclass(slots=True)
class Body:
    """Reads a body with its styles and lists. ``encoding`` is what older one its fonts had; ``unseen`` the words that
    are hidden or were deleted."""

    styles: Styles
    lists: Lists
    encoding: str = ""
    unseen: list[str] = field(default_factory=list)

    def blocks(self, container: Element) -> Iterator[Block]:
        """The paragraphs and tables of a body, a cell, a text box, in the order of the file."""
        for item in container:
            kind = local(item)
            if kind == "p":
                yield from self._paragraph(item)
            elif kind == "tbl":
                yield self._table(item)
            elif kind not in _GONE and len(item):  # content controls, custom XML, inserted blocks
                yield from self.blocks(item)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        properties = child(paragraph, "pPr")
        boxes: list[Element] = []
        written = "".join(self._pieces(paragraph, properties, boxes, decoded=False))
        text = "".join(self._pieces(paragraph, properties, [], decoded=True))
        if text != written and len(broken_syllables(text)) > len(broken_syllables(written)):
            text = written  # typed in Unicode, whatever its font is called
        label = self._label(properties) if text.strip() else ""
        yield Paragraph(f"{label} {text.lstrip()}" if label else text)
        for box in boxes:
            yield from self.blocks(box)

    def _pieces(
        self, element: Element, properties: Element | None, boxes: list[Element], *, decoded: bool
    ) -> Iterator[str]:
        for item in element:
            kind = local(item)
            if kind in _BOXES:
                boxes.append(item)
            elif kind == "r":
                look = self.styles.look(properties, child(item, "rPr"))
                words = "".join(self._pieces(item, properties, boxes, decoded=decoded))
                yield from self._shown(words, look, decoded=decoded)
            elif kind == "t":
                yield item.text or ""
            elif kind in _SIGNS:
                yield _SIGNS[kind]
            elif kind in {"del", "moveFrom"} and decoded:
                self.unseen.append("".join(item.itertext()))
            elif kind not in _GONE:
                yield from self._pieces(item, properties, boxes, decoded=decoded)

    def _shown(self, words: str, look: Look, *, decoded: bool) -> Iterator[str]:
        if look.hidden:
            if decoded:
                self.unseen.append(words)
            return
        if decoded:
            words = self._decoded(words, look.font)
        yield words.upper() if look.capitals else words

    def _decoded(self, words: str, font: str) -> str:
        """Words in a font of before Unicode, in Unicode; those that have a letter no such font has, as they are."""
        name = font.lower()
        if words.isascii() and not name.endswith("h"):
            return words
        if name.startswith(".vn"):
            new = from_tcvn3(words, capitals=name.endswith("h"))
            self.encoding = self.encoding or "tcvn3"
        elif name.startswith("vni"):
            new = from_vni(words)
            self.encoding = self.encoding or "vni"
        else:
            return words
        return words if any(c > "\u00ff" and c.isalpha() for c in words) else new

    def _label(self, properties: Element | None) -> str:
        own = child(properties, "numPr")
        styled = self.styles.numbering(properties)
        numbering = own if own is not None and child(own, "numId") is not None else styled
        if numbering is None:
            return ""
        style = attribute(child(properties, "pStyle"), "val")
        level = self.lists.level_of_style(numbering, style) if numbering is styled else 0
        stated = attribute(child(own, "ilvl"), "val")
        return self.lists.label(numbering, int(stated) if stated.isdecimal() else level)

    def _table(self, table: Element) -> Table:
        rows = [self._row(row) for row in _rows(table, "tr")]
        return Table(tuple(rows), self._bordered(table))

    def _row(self, row: Element) -> tuple[Cell, ...]:
        before = _span(child(row, "trPr", "gridBefore"), 0)
        cells = [Cell((), before)] if before else []
        for cell in _rows(row, "tc"):
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            lines = tuple(_lines(self.blocks(cell)))
            goes_on = merge is not None and attribute(merge, "val") != "restart"
            cells.append(Cell(lines, _span(child(properties, "gridSpan"), 1), goes_on))
        return tuple(cells)

    def _bordered(self, table: Element) -> bool:
        borders = child(table, "tblPr", "tblBorders")
        inside = [child(borders, side) for side in ("insideH", "insideV")]
        drawn = any(is_on(line) and attribute(line, "val") not in {"nil", ""} for line in inside)
        style = attribute(child(table, "tblPr", "tblStyle"), "val").lower()
        return drawn or "grid" in style


def _rows(container: Element, kind: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also those within content controls."""
    for item in container:
        if local(item) == kind:
            yield item
        elif local(item) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _rows(item, kind)


def _lines(blocks: Iterator[Block]) -> Iterator[str]:
    """The lines of a cell; a table in it row by row."""
    for block in blocks:
        if isinstance(block, Table):
            yield from (" ".join(cell.text for cell in row if not cell.merged) for row in block.rows)
        else:
            yield block.text


def _span(element: Element | None, default: int) -> int:
    value = attribute(element, "val")
    return min(int(value), 63) if value.isdecimal() else default
