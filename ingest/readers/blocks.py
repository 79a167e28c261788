"""What Word and web documents are made of, paragraphs and tables, and how the reading wants it: text, line by line.

A table that only places words side by side, as the two-column head and tail of an official document do, becomes its
columns one after the other; a table of data becomes rows with bars.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Block", "Cell", "Paragraph", "Table", "render"]

# Words that stand in the head or the tail of a document, and nowhere in a table of data.
_HEAD: Final = re.compile(
    r"ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H(?:ÒA|OÀ) XÃ HỘI|^\s*Số\s*:?[\s.…_\d]*[-/]\s?[A-ZĐ]|^\s*\*+\s*$|^\s*[-–_]{3,}\s*$",
    re.M,
)
_TAIL: Final = re.compile(
    r"^\s*N[ơƠ][iI] [nN][hH][ậẬ][nN]\b|^\s*(?:T\s?/\s?M|TM\s?\.|K\s?/\s?T|KT\s?\.|T\s?/\s?L|TL\s?\.|TUQ\s?\.)\s*[A-ZĐ]"
    r"|^\s*(?:BÍ THƯ|PHÓ BÍ THƯ|CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG BAN|CHỦ TRÌ|NGƯỜI LẬP)\b",
    re.M,
)
_WIDEST: Final = 60
# What is longer is told once, in the first row that it spans.
_LONGEST_AGAIN: Final = 300
_GOES_ON: Final = re.compile(r"[a-zà-ỹ(,;]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a line break in it is a line feed."""

    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's paragraphs; ``span`` columns wide; ``merged`` where it goes on with the cell above."""

    lines: tuple[str, ...]
    span: int = 1
    merged: bool = False

    @property
    def text(self) -> str:
        """Its lines, one below the other."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; ``bordered`` where lines are drawn between them."""

    rows: tuple[tuple[Cell, ...], ...]
    bordered: bool


Block = Paragraph | Table


def render(blocks: Iterable[Block]) -> str:
    """The text of a document: a paragraph a line, blank lines between, tables unfolded."""
    out: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            out += _table(block)
        elif block.text.strip():
            out += (block.text.strip(), "")
    return "\n".join(out).strip("\n") + "\n" if out else ""


def _table(table: Table) -> list[str]:
    rows = [row for row in table.rows if any(cell.text.strip() for cell in row)]
    if not rows:
        return []
    if _places_words(rows, table.bordered):
        return [line for row in rows for cell in row if not cell.merged for line in _lines(cell)]
    return [*_data(rows), ""]


def _places_words(rows: Sequence[Sequence[Cell]], bordered: bool) -> bool:
    """Whether a table has no other sense than to place words side by side."""
    filled = max(sum(bool(cell.text.strip()) for cell in row) for row in rows)
    if filled < 2:
        return True
    if filled > 3 or any(cell.merged for row in rows for cell in row):
        return False
    text = "\n".join(cell.text for row in rows for cell in row)
    if _HEAD.search(text) or _TAIL.search(text):
        return True
    return not bordered and filled == 2 and len(rows) < 3


def _lines(cell: Cell) -> list[str]:
    return [*(line.strip() for text in cell.lines for line in text.split("\n") if line.strip()), ""]


def _data(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Rows with bars, every row as wide as the widest; a cell that spans rows is told in each of them."""
    width = max(sum(cell.span for cell in row) for row in rows)
    spread = width <= _WIDEST  # a table wider than any page only pretends to span columns
    width = width if spread else max(map(len, rows))
    above = [""] * width
    out = []
    for row in rows:
        cells: list[str] = []
        for cell in row:
            words = above[len(cells)] if cell.merged else _inline(cell)
            if cell.merged and len(words) > _LONGEST_AGAIN:
                words = ""
            cells += [words, *[""] * (cell.span - 1 if spread else 0)]
        cells += [""] * (width - len(cells))
        above = cells
        out.append(f"| {' | '.join(cells)} |")
    return out


def _inline(cell: Cell) -> str:
    """A cell on one line; '<br>' where a line ends that nothing else ends."""
    out = ""
    for text in cell.lines:
        for line in text.split("\n"):
            words = " ".join(line.replace("|", "¦").split())
            if not words:
                continue
            joined = not out or out.endswith((".", ";", ",", ":", "-")) or _GOES_ON.match(words)
            out = f"{out} {words}" if joined else f"{out} <br> {words}"
    return out.strip()
