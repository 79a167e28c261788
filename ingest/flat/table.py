"""One flattened table: its rows cut into cells, the widths of its columns learned from all of them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.flat.blocks import Block, Line
from ingest.flat.costs import EMPTY, MUST, Rest, Setting
from ingest.flat.cut import Cut, cut
from ingest.flat.head import Head, Piece
from ingest.flat.units import Unit, units_of
from ingest.flat.words import is_time

__all__ = ["Row", "Table", "table_of"]

_WRAPPED_SHARE = 0.12
_LEARNED_FROM = 40
_SURE = 1.5  # sure enough to learn from
_CERTAIN = 99.0
_PASSES = 1
_MOST_WORK = 600_000  # a row takes the square of its units; a table of 140 rows on 30 pages, 45,000
_PRIOR = 8
_MOST = 0.6
_LONGEST_TAIL = 12  # lines with a capital
_CUT_OFF = 2.5
_TURN = 2.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the pieces of each cell, and how sure each cell is (how much dearer the next best cut is).

    A part's title has two cells and no margins.
    """

    cells: tuple[tuple[Piece, ...], ...]
    margins: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, and the line behind the last of them."""

    rows: tuple[Row, ...]
    stop: int


def table_of(head: Head, blocks: Sequence[Block], stop: int) -> Table | None:
    """The rows of the table whose lines are ``blocks``; ``stop`` is the line behind them. None for too much text."""
    kinds = head.kinds[1:]
    units = [[units_of(page) for page in block.pages if page] for block in blocks]
    if sum(len(page) ** 2 for pages in units for page in pages) > _MOST_WORK:
        return None
    lines = [line.text for block in blocks if not block.part for page in block.pages for line in page[1:]]
    wrapped = sum(line[0].islower() for line in lines) > _WRAPPED_SHARE * len(lines)
    setting = Setting(kinds, (0,) * len(kinds), tuple(EMPTY[kind] for kind in kinds), wrapped)
    learned = [pages for block, pages in zip(blocks, units, strict=True) if not block.part and pages][:_LEARNED_FROM]
    for _ in range(_PASSES):
        setting = _learned(learned, setting)
    if not blocks[-1].part and units[-1]:
        units[-1][-1], stop = _without_tail(units[-1][-1], setting, stop)
    told = not wrapped and _a_line_a_cell(blocks, len(kinds))
    rows = []
    for block, pages in zip(blocks, units, strict=True):
        slots = _slots(block) if told and not block.part else []
        whole = len(slots) == len(kinds) and bool(slots[kinds.index("task")])
        rows.append(_told(block, slots) if whole else _part(block) if block.part else _row(block, pages, setting))
    return Table(tuple(rows), stop)


def _a_line_a_cell(blocks: Sequence[Block], count: int) -> bool:
    """Whether most rows have a line for each cell, blank where the cell is empty: a Word file saved as text."""
    rows = [len(_slots(block)) == count for block in blocks if not block.part]
    return sum(rows) > _MOST * len(rows)


def _slots(block: Block) -> list[tuple[Piece, ...]]:
    slots: list[tuple[Piece, ...]] = []
    for page in block.pages:
        for line in page:
            slots += [()] * line.gap
            slots.append((_piece(line),))
    return slots + [()] * block.blanks


def _told(block: Block, slots: Sequence[tuple[Piece, ...]]) -> Row:
    return Row((_label(block), *slots), (_CERTAIN,) * (len(slots) + 1))


def _without_tail(units: list[Unit], setting: Setting, stop: int) -> tuple[list[Unit], int]:
    """The units of the last row without the lines that fit no cell of it: the text that goes on below the table."""
    found = cut(units, setting)
    best, kept = found.cost if found else math.inf, len(units)
    ends = [i for i, unit in enumerate(units) if i and unit.opens and unit.text[0].isupper()]
    for end in ends[-_LONGEST_TAIL:]:
        shorter = cut(units[:end], setting)
        if shorter is not None and shorter.cost + _CUT_OFF < best:
            best, kept = shorter.cost + _CUT_OFF, end
    return units[:kept], units[kept].line if kept < len(units) else stop


def _learned(rows: Sequence[Sequence[Sequence[Unit]]], setting: Setting) -> Setting:
    """How the table is set, as the rows tell that are cut surely: the widths of its columns, their empty cells."""
    lengths: list[list[int]] = [[] for _ in setting.kinds]
    counts = [[0, 0] for _ in setting.kinds]
    for pages in rows:
        found = cut(pages[0], setting, broken=len(pages) > 1)
        for j, (a, b) in enumerate(found.cells if found else ()):
            if found is not None and found.margins[j] >= _SURE:
                lengths[j] += _lengths(pages[0][a:b])
                counts[j][a == b] += 1
    widths = tuple(sorted(each)[int(0.93 * (len(each) - 1))] if len(each) > 3 else 0 for each in lengths)
    empty = tuple(
        cost if cost >= MUST else _less_sure(EMPTY[kind], filled, bare)
        for kind, cost, (filled, bare) in zip(setting.kinds, setting.empty, counts, strict=True)
    )
    return replace(setting, widths=widths if setting.wrapped else setting.widths, empty=empty)


def _less_sure(cost: float, filled: int, bare: int) -> float:
    """The cost of an empty cell of which so many were ``filled`` and so many ``bare``; seen as if after some rows."""
    share = (bare + _PRIOR / (1 + math.exp(cost))) / (filled + bare + _PRIOR)
    return max(0.3, math.log((1 - share) / share))


def _lengths(units: Sequence[Unit]) -> Iterator[int]:
    """The lengths of the lines that the units make."""
    for _, line in groupby(units, key=lambda unit: unit.line):
        pieces = list(line)
        yield pieces[-1].start + len(pieces[-1].text) - pieces[0].start


def _part(block: Block) -> Row:
    title = tuple(_piece(line) for page in block.pages for line in page)
    return Row((_label(block), title), ())


def _row(block: Block, pages: Sequence[Sequence[Unit]], setting: Setting) -> Row:
    count = len(setting.kinds)
    cells: list[list[Unit]] = [[] for _ in range(count)]
    margins = [_CERTAIN] * count
    whole = cut(pages[0], setting) if len(pages) == 1 else None
    pages = _turned(pages, setting, whole) if whole else pages
    for n, page in enumerate(pages):
        rests = _rests(cells, setting) if n else []
        found = whole if len(pages) == 1 else cut(page, setting, broken=n + 1 < len(pages), rests=rests)
        if found is None:
            cells[_widest(setting)] += page
            margins = [0.0] * count
            continue
        for j, (a, b) in enumerate(found.cells):
            cells[j] += page[a:b]
            margins[j] = min(margins[j], found.margins[j])
    return Row((_label(block), *(tuple(_pieces(cell)) for cell in cells)), (_CERTAIN, *margins))


def _turned(pages: Sequence[Sequence[Unit]], setting: Setting, whole: Cut) -> Sequence[Sequence[Unit]]:
    """The row, cut as a ``whole``, in two where a page seems to end within it and nothing says so: behind a time in the
    last column small letters follow, which are what is left of the cells before."""
    page, (start, stop) = pages[0], whole.cells[-1]
    if setting.kinds[-1] != "due" or not setting.wrapped or is_time(_words(page[start:stop])):
        return pages
    best = whole.cost - _TURN
    for k in range(1, len(page)):
        if not (page[k].opens and page[k].small and any(is_time(_words(page[i:k])) for i in range(max(0, k - 5), k))):
            continue
        above = cut(page[:k], setting, broken=True)
        below = cut(page[k:], setting, rests=_rests([page[a:b] for a, b in above.cells], setting)) if above else None
        if above is not None and below is not None and above.cost + below.cost < best:
            best, pages = above.cost + below.cost, [page[:k], page[k:]]
    return pages


def _rests(cells: Sequence[Sequence[Unit]], setting: Setting) -> list[Rest]:
    """What the page has cut off of each cell. Only cells that reach its foot go on: those of most lines."""
    heights = [_height(cell, width) for cell, width in zip(cells, setting.widths, strict=True)]
    low = max(heights) - 1.2 if all(setting.widths) else 0.6 * max(heights)
    return [
        Rest(not cell, bool(cell) and cell[-1].unfinished, is_time(_words(cell)), height >= low)
        for cell, height in zip(cells, heights, strict=True)
    ]


def _height(cell: Sequence[Unit], width: int) -> float:
    """How many lines the cell filled, about; justified type that was torn apart has more of them."""
    lines = sum(unit.opens for unit in cell)
    return min(len(_words(cell)) / width * 1.1, lines) if width else lines


def _words(cell: Sequence[Unit]) -> str:
    return " ".join(unit.text for unit in cell)


def _widest(setting: Setting) -> int:
    return setting.kinds.index("task")


def _label(block: Block) -> tuple[Piece, ...]:
    return (_piece(block.label),) if block.label.text else ()


def _piece(line: Line) -> Piece:
    return line.i, line.start, line.start + len(line.text)


def _pieces(units: Sequence[Unit]) -> Iterator[Piece]:
    """The units as pieces, those that follow each other in a line as one."""
    last: Piece | None = None
    for unit in units:
        end = unit.start + len(unit.text)
        if last is not None and last[0] == unit.line and not unit.opens:
            last = (last[0], last[1], end)
            continue
        if last is not None:
            yield last
        last = (unit.line, unit.start, end)
    if last is not None:
        yield last
