"""The two columns of the head (issuer | national motto) and of the tail (Nơi nhận | signature): left, then right.

A text reader wants the columns one after the other. They are found by the words that every directive prints there
(Nghị định 30/2020/NĐ-CP Phụ lục I, Hướng dẫn 36-HD/VPTW and 05-HD/VPTW), and end where a line crosses the gutter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from ingest.paper.notes import MARKS
from ingest.paper.rows import rows_of, with_openings
from ingest.paper.sheet import Row, Token
from ontology.fold import fold

__all__ = ["MOTTO", "Free", "Ordered", "in_reading_order"]

#: What the right column of a head says, folded.
MOTTO = re.compile(r"(?:cong h[oa]{2} xa hoi chu|dang cong san viet|doc lap ?- ?tu do)")
_PARTY = re.compile(r"cong|dang|doc")
_RECIPIENTS = re.compile(r"\W*noi nhan\b")
_DATELINE = re.compile(r"\bngay\b.*\bthang\b|\bthang\b.*\bnam\b")
_AFTER_HEAD = re.compile(r"kinh (?:gui|trinh)\b")
_LEAST_GUTTER = 6.0
_APART = 14.0
_HEAD_SHARE = 0.5
_OFF_MIDDLE = 36.0
_SHORTEST_OFFICE = 5
_RIGHT_HALF = 0.55


#: Left and right edge of what is free between two columns.
Free: TypeAlias = tuple[float, float]


@dataclass(slots=True)
class _Zone:
    """Rows ``[first, end)`` in two columns.

    ``gutters`` says of each row where its right column begins, ``free`` what is free between those of a tail.
    """

    first: int
    end: int
    gutters: list[float]
    free: Free | None = None


class Ordered(NamedTuple):
    """The lines of a page in reading order; ``open``: what is free between the columns of a tail that its end cuts."""

    rows: list[Row]
    open: Free | None = None


def in_reading_order(tokens: Sequence[Token], width: float, height: float, free: Free | None = None) -> Ordered:
    """The lines of a page, its columns of head and tail one after the other.

    ``free``: what the page before leaves :attr:`Ordered.open`.
    """
    rows = rows_of(tokens)
    out: list[Row] = []
    start = 0
    zone = _rest_of_tail(rows, free, width) if free is not None else None
    while start < len(rows):
        zone = zone or _next_zone(rows, start, width, height)
        if zone is None:
            out += with_openings(rows[start:])
            break
        out += with_openings(rows[start : zone.first])
        for column in _split(rows[zone.first : zone.end], zone.gutters):
            out += _opened(with_openings(column))
        start = zone.end
        if start < len(rows):
            rows[start].opens = True
        else:
            return Ordered(out, zone.free)
        zone = None
    return Ordered(out)


def _rest_of_tail(rows: Sequence[Row], free: Free, width: float) -> _Zone | None:
    """The rows at the head of a page that go on with the tail of the page before."""
    if not rows or (rows[0].right < free[1] and not (rows[0].text[0] in "-+" or rows[0].text[0].islower())):
        return None  # something else begins here: an annex, a note
    end, free = _along(rows, 0, free, width)
    return _Zone(0, end, [(free[0] + free[1]) / 2] * end, free) if end else None


def _along(rows: Sequence[Row], start: int, free: Free, width: float) -> tuple[int, Free]:
    """Where the rows of a tail from ``start`` on end, and what stays free between their columns."""
    end = start
    while end < len(rows) and rows[end].text[0] not in MARKS:  # notes stand below both columns
        cut = _cut(free, rows[end], edge=width)
        if cut is None:
            break
        free, end = cut, end + 1
    return end, free


def _opened(column: list[Row]) -> list[Row]:
    if column:
        column[0].opens = True
    return column


def _split(rows: Sequence[Row], gutters: Sequence[float]) -> tuple[list[Row], list[Row]]:
    left: list[Token] = []
    right: list[Token] = []
    for row, gutter in zip(rows, gutters, strict=True):
        for token in row.tokens:
            (left if (token.left + token.right) / 2 < gutter else right).append(token)
    return rows_of(left), rows_of(right)


def _next_zone(rows: Sequence[Row], start: int, width: float, height: float) -> _Zone | None:
    """The first two-column zone from ``start`` on."""
    for i in range(start, len(rows)):
        words = fold(rows[i].text)
        if rows[i].top < _HEAD_SHARE * height and MOTTO.search(words):
            zone = _head(rows, start, i, width)
        elif _RECIPIENTS.match(words):
            zone = _tail(rows, start, i, width)
        else:
            continue
        if zone is not None:
            return zone
    return None


def _head(rows: Sequence[Row], start: int, anchor: int, width: float) -> _Zone | None:
    free = _before_motto(rows[anchor], width)
    if free is None:
        return None
    middle = (free[1] + rows[anchor].right) / 2
    first = anchor
    while first > start and (cut := _cut(free, rows[first - 1])) is not None:
        free, first = cut, first - 1
    end, dated, left_only = anchor + 1, False, set[int]()
    while end < len(rows):
        row, words = rows[end], fold(rows[end].text)
        cut = _cut(free, row)
        right_only = row.left > free[0]
        if cut is None and dated and row.right < middle - _APART and _is_below(rows[first:end], row, free):
            left_only.add(end)  # the lines of a subject may be wider than what stands left of the motto
        elif cut is None or _AFTER_HEAD.match(words) or (dated and right_only and not _DATELINE.search(words)):
            break
        dated = dated or _DATELINE.search(words) is not None
        free, end = cut or free, end + 1
    gutter = (free[0] + free[1]) / 2
    return _Zone(first, end, [width if i in left_only else gutter for i in range(first, end)])


def _is_below(zone: Sequence[Row], row: Row, free: Free) -> bool:
    """Whether ``row`` is set in the middle of the left column."""
    left = [token for above in zone for token in above.tokens if token.right <= free[0] + 1]
    if not left:
        return False
    middle = (min(token.left for token in left) + max(token.right for token in left)) / 2
    return abs((row.left + row.right) / 2 - middle) < _OFF_MIDDLE


def _before_motto(row: Row, width: float) -> Free | None:
    """The free stretch left of the motto: to the end of what stands left of it on its line, else to the left edge."""
    at = next(
        (i for i, t in enumerate(row.tokens) if MOTTO.match(fold(_from(row, i))) and _PARTY.match(fold(t.text))), 0
    )
    left = row.tokens[at - 1].right if at else 0.0
    motto = row.tokens[at].left
    if not at and motto < 0.3 * width:
        return None
    return (left, motto) if motto - left > _LEAST_GUTTER else None


def _from(row: Row, i: int) -> str:
    return " ".join(token.text for token in row.tokens[i:])


def _tail(rows: Sequence[Row], start: int, anchor: int, width: float) -> _Zone | None:
    first = anchor
    end, free = _along(rows, anchor, (rows[anchor].tokens[0].right, width), width)
    while first > start and rows[first - 1].left > 0.4 * width and rows[first - 1].text.isupper():
        first -= 1
        free = (free[0], min(free[1], rows[first].left))
    if end == anchor or free[1] >= width or free[1] - free[0] < _LEAST_GUTTER:
        return None
    return _Zone(first, end, [(free[0] + free[1]) / 2] * (end - first), free)


def _cut(free: Free, row: Row, *, edge: float = 0.0) -> Free | None:
    """What of the free stretch stays free with ``row``, or None where the row crosses it.

    Of several gaps in the stretch the widest is taken. In a tail, where ``edge`` is the page's width, the one furthest
    right that is wide: a list of recipients may itself have wide gaps, a signature has but the margin to its right.
    """
    edges = [free[0]]
    gaps: list[tuple[float, float]] = []
    inside = [t for t in row.tokens if t.right > free[0] and t.left < free[1]]
    both = row.left < free[0] and row.right > free[1]
    for token in inside:
        if token.left - edges[-1] >= _LEAST_GUTTER:
            gaps.append((edges[-1], token.left))
        edges.append(max(edges[-1], token.right))
    if free[1] - edges[-1] >= _LEAST_GUTTER:
        gaps.append((edges[-1], free[1]))
    if not inside and both and _gap_in(row, free) < _APART:
        return None
    wide = [gap for gap in gaps if gap[1] - gap[0] >= _APART or (edge and _signs(row, gap[1]))] if inside else gaps
    if not wide:
        return None
    if edge and len(wide) > 1:
        margin = wide[-1][1] >= edge and wide[-1][0] > _RIGHT_HALF * edge
        wide = wide[:-1] if margin else wide
        if margin or wide[-1][1] < free[1]:
            return wide[-1]
    return max(wide, key=lambda gap: gap[1] - gap[0])


def _signs(row: Row, left: float) -> bool:
    """Whether a recipient reaches nearly to the signature: behind a narrow gap stands an office in capitals."""
    said = " ".join(token.text for token in row.tokens if token.left >= left - 1)
    return row.text.startswith("-") and said.isupper() and len(said) > _SHORTEST_OFFICE


def _gap_in(row: Row, free: Free) -> float:
    before = max((t.right for t in row.tokens if t.right <= free[0] + 1), default=0.0)
    after = min((t.left for t in row.tokens if t.left >= free[1] - 1), default=0.0)
    return after - before
