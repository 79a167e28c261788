"""Every flattened table of a text, as rows of cells; each cell with how sure it is."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from ingest.flat.blocks import blocks_of, labels_above
from ingest.flat.head import Head, Piece, head_at, may_open
from ingest.flat.table import Row, Table, table_of

__all__ = ["Doubt", "Found", "unfold"]

#: How much dearer the next best cut must be for a cell to be sure, and to be given at all. Measured on tables whose
#: cells are known: above the first 1 of 100 cells of owners is wrong, between them 1 of 5, below the second 1 of 2
#: (docs/decisions/0021).
_SURE = 2.0
_GIVEN = 1.0
_ENOUGH = 0.5  # of the rows


class Doubt(IntEnum):
    """How sure a cell is: surely cut, cut by likelihood, not told apart from its neighbours."""

    NONE = 0
    SOME = 1
    MUCH = 2


class Found(NamedTuple):
    """A table in the lines ``[first, stop)``: its heads, its rows, and the doubts of their cells (a title has none)."""

    first: int
    stop: int
    head: tuple[tuple[Piece, ...], ...]
    rows: tuple[tuple[tuple[tuple[Piece, ...], ...], tuple[Doubt, ...]], ...]


def unfold(lines: Sequence[str], calm: Sequence[str]) -> Iterator[Found]:
    """The flattened tables among stripped ``lines``; ``calm`` are these without page furniture. Pure; never raises."""
    i = 0
    while i < len(calm):
        head = head_at(calm, i) if may_open(calm[i]) else None
        if head is None:
            i += 1
            continue
        blocks, stop = blocks_of(lines, calm, head, tuple(labels_above(calm, i)))
        table = table_of(head, blocks, stop) if any(not block.part for block in blocks) else None
        if table is not None and _is_whole(lines, head, table):
            yield _found(i, head, table)
            stop = table.stop
        i = max(stop, i + 1)


def _is_whole(lines: Sequence[str], head: Head, table: Table) -> bool:
    """Whether most rows show an owner or a time where the heads say that one stands; else no line is touched."""
    if any("|" in line for line in lines[head.first : table.stop]):
        return False
    told = [j for j, kind in enumerate(head.kinds) if kind in ("lead", "support", "due")]
    rows = [row for row in table.rows if row.margins]
    shown = sum(any(row.cells[j] and row.margins[j] >= _GIVEN for j in told) for row in rows)
    return shown > _ENOUGH * len(rows)


def _found(i: int, head: Head, table: Table) -> Found:
    rows = tuple((_padded(row, len(head.kinds)), tuple(map(_doubt, row.margins))) for row in table.rows)
    return Found(i, table.stop, head.cells, rows)


def _padded(row: Row, count: int) -> tuple[tuple[Piece, ...], ...]:
    return (*row.cells, *[()] * (count - len(row.cells)))


def _doubt(margin: float) -> Doubt:
    return Doubt.NONE if margin >= _SURE else Doubt.SOME if margin >= _GIVEN else Doubt.MUCH
