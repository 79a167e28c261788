"""Tokens become lines; among lines, those that open a paragraph are told by indent, by gap, by a short line before."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.marks import is_capitals, is_fixed, mark_of
from ingest.paper.sheet import Row, Token

__all__ = ["goes_on", "rows_of", "with_openings"]

_STOPS = (".", ";", ":", "!", "?")
_HABIT = 3  # so many full lines with an indent show how a column opens its paragraphs


def rows_of(tokens: Sequence[Token]) -> list[Row]:
    """Lines from top to bottom. Two tokens share a line where half the lower one's height overlaps."""
    open_rows: list[Row] = []
    done: list[Row] = []
    for token in sorted(tokens, key=lambda t: (t.top + t.bottom, t.left)):
        place = next((row for row in reversed(open_rows) if _shares(row, token)), None)
        if place is None:
            open_rows.append(Row([token]))
            if len(open_rows) > 6:
                done.append(open_rows.pop(0))
        else:
            place.tokens.append(token)
    rows = done + open_rows
    for row in rows:
        row.tokens.sort(key=lambda t: t.left)
    return sorted(rows, key=lambda row: median(t.top + t.bottom for t in row.tokens))


def _shares(row: Row, token: Token) -> bool:
    last = row.tokens[-1]
    top, bottom, above, below = token.top, token.bottom, last.top, last.bottom
    if top >= below or above >= bottom:
        return False
    overlap = min(below, bottom) - max(above, top)
    return overlap > 0.5 * min(below - above, bottom - top)


def with_openings(rows: list[Row]) -> list[Row]:
    """``rows`` of one column, each told whether it opens a paragraph or goes on with the one above."""
    if len(rows) < 2:
        return rows
    left, right = _margins(rows)
    leading = _leading(rows)
    for row in rows:
        size = max(row.bottom - row.top, 0.7 * leading)  # recognised words are as high as their letters
        row.flush, row.full = row.left - left < 0.6 * size, right - row.right < 1.2 * size
    indents = sum(row.full and _indented(row, left, right, row.bottom - row.top) for row in rows)
    for before, row in pairwise(rows):
        size = row.bottom - row.top
        gap = row.top - before.top > 1.35 * leading if leading else False
        row.opens = gap or (_indented(row, left, right, size) and _ended(before, row, right))
        no_room = before.full or not _ended(before, row, right)  # a ragged line is full where the next word had no room
        row.follows = not row.opens and no_room and row.flush and goes_on(before, row, indents >= _HABIT)
    return rows


def goes_on(before: Row, row: Row, indented: bool = False) -> bool:
    """Whether a full line and a flush one may be of one paragraph: by their letters' size and how the second begins.

    ``indented``: paragraphs of this column begin with an indent, so that what looks like an enumerator may be none.
    """
    sizes = before.bottom - before.top, row.bottom - row.top
    capitals = any(len(line.tokens) > 1 and is_capitals(line.text) for line in (before, row))
    begins = mark_of(row.text) is not None and (not indented or before.text.endswith(_STOPS))
    fixed = is_fixed(row.text) and not row.text[0].islower()
    return 0.8 < sizes[0] / sizes[1] < 1.25 and not begins and not capitals and not fixed


def _margins(rows: Sequence[Row]) -> tuple[float, float]:
    lefts = sorted(row.left for row in rows)
    rights = sorted(row.right for row in rows)
    return lefts[len(lefts) // 4], rights[(len(rights) * 3) // 4]


def _leading(rows: Sequence[Row]) -> float:
    steps = sorted(b.top - a.top for a, b in pairwise(rows) if b.top > a.top)
    return steps[len(steps) // 2] if len(steps) > 2 else 0.0


def _indented(row: Row, left: float, right: float, size: float) -> bool:
    centred = abs((row.left - left) - (right - row.right)) < size
    return row.left - left > 0.9 * size and not centred


def _ended(before: Row, row: Row, right: float) -> bool:
    """Whether the first word of ``row`` would have found room at the end of the line before."""
    first = row.tokens[0]
    return right - before.right > first.right - first.left + 2 or before.tokens[-1].text.endswith((".", ";", ":", "!"))
