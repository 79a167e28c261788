"""Tables drawn with characters: their columns become lines one after the other, or rows written with bars.

Word-to-Markdown converters draw the two-column head and tail of an official document so (``+---+---+`` or two runs of
dashes). Two columns are read left, then right; a table of three or more is one of data, a row a line.
"""

import itertools
import re
from collections.abc import Sequence

from ingest.mapped import Mapped

__all__ = ["is_drawn", "unfold"]

_GRID = re.compile(r"^\s*\+(?:[-=:]{3,}\+){2,}\s*$")
# A head or tail is shorter; so is a page of a table of data.
_LONGEST = 400
_DASHES = re.compile(r"^\s*-{5,}(?:\s+-{5,})+\s*$")
_TWO_RUNS = re.compile(r"-----\s+-----")
_CORNERS = ("+-", "+=", "+:")


def is_drawn(text: str) -> bool:
    """Whether a drawn table may stand in ``text``; where not, :func:`unfold` leaves its lines as they are."""
    return any(corner in text for corner in _CORNERS) or ("-----" in text and _TWO_RUNS.search(text) is not None)


def unfold(lines: Sequence[Mapped]) -> list[Mapped]:
    """The lines of a text with every drawn table unfolded; other lines as they are."""
    out: list[Mapped] = []
    i = 0
    while i < len(lines):
        border = _GRID if _GRID.match(lines[i].value) else _DASHES if _DASHES.match(lines[i].value) else None
        close = _close(lines, i, border) if border else None
        if border is None or close is None:
            out.append(lines[i])
            i += 1
            continue
        spans = _spans(lines[i].value, border)
        out += _table(lines[i:close], spans, border)
        i = close + 1
    return out


def _close(lines: Sequence[Mapped], first: int, border: re.Pattern[str]) -> int | None:
    """The last border of the table that opens at ``first``; None where it never closes."""
    last, i = None, first + 1
    while i < len(lines) and i - first < _LONGEST:
        value = lines[i].value
        if border.match(value):
            last = i
        elif (border is _GRID and not value.lstrip().startswith("|")) or (border is _DASHES and last is not None):
            break
        i += 1
    aligned = last is not None and (border is _GRID or _aligned(lines[first : last + 1]))
    return last if aligned else None


def _aligned(lines: Sequence[Mapped]) -> bool:
    """Whether every line leaves the gaps between the runs of dashes blank: dashes may also only be ornament."""
    runs = [m.span() for m in re.finditer(r"-{5,}", lines[0].value)]
    gaps = [(a, b) for (_, a), (b, _) in itertools.pairwise(runs)]
    words = [line.value for line in lines[1:-1] if line.value.strip()]
    return bool(words) and all(not value[a:b].strip() for value in words for a, b in gaps)


def _spans(line: str, border: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where each column stands in a line."""
    if border is _GRID:
        bars = [m.start() for m in re.finditer(r"\+", line)]
        return [(a + 1, b) for a, b in itertools.pairwise(bars)]
    starts = [m.start() for m in re.finditer(r"-{5,}", line)]
    return [(a, b) for a, b in zip(starts, [*starts[1:], 10_000], strict=True)]


def _table(lines: Sequence[Mapped], spans: Sequence[tuple[int, int]], border: re.Pattern[str]) -> list[Mapped]:
    rows: list[list[Mapped]] = [[]]
    for line in lines[1:]:
        if border.match(line.value):
            rows.append([])
        else:
            rows[-1].append(line)
    cells = [[[line.slice(a, min(b, len(line))).strip() for line in row] for a, b in spans] for row in rows if row]
    if len(spans) == 2:
        return [_bare(line) for row in cells for column in row for line in column]
    return [_row([Mapped.join([_bare(line) for line in column], " ") for column in row]) for row in cells]


def _bare(line: Mapped) -> Mapped:
    """Without the hard break at a cell's line end."""
    return line.slice(0, len(line) - 1).strip() if line.value.endswith("\\") else line


def _row(cells: Sequence[Mapped]) -> Mapped:
    bar = Mapped("|", cells[0].at[:1]) if len(cells[0]) else Mapped("", cells[0].at)
    joined = Mapped.join([cell.strip() for cell in cells], " | ")
    return Mapped.join([bar, joined], " ") if bar.value else joined
