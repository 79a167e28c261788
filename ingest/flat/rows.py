"""The rows of flattened tables as lines written with bars, in place of the lines that they are made of."""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from ingest.flat.found import Doubt, Found, unfold
from ingest.flat.head import Piece
from ingest.mapped import Mapped
from ingest.wrap import joint

__all__ = ["RowLine", "arranged"]


class RowLine(NamedTuple):
    """The line of one row: stretches of old lines, each behind what joins it to the one before; and the last bars."""

    parts: tuple[tuple[str, Piece], ...]
    tail: str
    doubts: tuple[Doubt, ...]

    def plain(self, lines: Sequence[str]) -> str:
        """Its words."""
        return "".join(before + lines[i][a:b] for before, (i, a, b) in self.parts) + self.tail

    def mapped(self, lines: Sequence[Mapped]) -> Mapped:
        """Its words, each character with its place in the source; the bars stand for the character beside them."""
        (before, (first, start, _)), (_, (last, _, end)) = self.parts[0], self.parts[-1]
        bars = [(before, lines[first].at[start]), (self.tail, lines[last].at[end - 1])]
        head, tail = (Mapped(value, array("l", [at] * len(value))) for value, at in bars)
        words = ((lines[i].slice(a, b), glue if k else "") for k, (glue, (i, a, b)) in enumerate(self.parts))
        return Mapped.chain([(head, ""), *words, (tail, "")])


def arranged(lines: Sequence[str], calm: Sequence[str]) -> list[int | RowLine] | None:
    """The text's lines in their order, by their index, with rows in place of the lines of flattened tables; None where
    there is no such table. ``lines`` are stripped, ``calm`` these without page furniture."""
    out: list[int | RowLine] = []
    last = 0
    for table in unfold(lines, calm):
        out += range(last, table.first)
        out += _rows(table, lines)
        last = table.stop
    return [*out, *range(last, len(lines))] if last else None


def _rows(table: Found, lines: Sequence[str]) -> list[int | RowLine]:
    rows = [(table.head, ()), *table.rows]
    return [_row(cells, doubts, lines) for cells, doubts in rows if any(cells)]


def _row(cells: Sequence[Sequence[Piece]], doubts: tuple[Doubt, ...], lines: Sequence[str]) -> RowLine:
    parts: list[tuple[str, Piece]] = []
    bars = ""
    for cell in cells:
        bars += "| "
        for n, piece in enumerate(cell):
            i, a, b = cell[n - 1]
            space = " " if parts and not n else ""
            parts.append((joint(lines[i][a:b]) if n else space + bars, piece))
        if cell:
            bars = ""
    return RowLine(tuple(parts), f" {bars}|", doubts)
