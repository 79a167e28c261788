"""Ruled tables: lines that cross make a grid; its rows are lines of cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.paper.rows import rows_of
from ingest.paper.sheet import Box, Rule, Sheet, Token

__all__ = ["Grid", "grids_of"]

_NEAR = 3.0  # points: lines nearer than this are one line, or touch
_MOST_RULES = 6_000  # beyond this a page is a drawing


@dataclass(slots=True)
class Grid:
    """A table: where it stands, and its rows of cells, each cell the tokens in it in reading order."""

    box: Box
    rows: list[list[list[Token]]]


def grids_of(sheet: Sheet) -> tuple[list[Grid], list[Token]]:
    """The ruled tables of a page, and the tokens that stand outside of them."""
    if len(sheet.rules) > _MOST_RULES or not any(not rule.horizontal for rule in sheet.rules):
        return [], sheet.tokens
    grids: list[Grid] = []
    rest = sheet.tokens
    for level, upright in _tables(sheet.rules):
        xs, ys = _places(upright), _places(level)
        box = Box(xs[0] - 1, ys[0] - 1, xs[-1] + 1, ys[-1] + 1)
        inside = [token for token in rest if box.holds(token)]
        if len(xs) < 3 or len(ys) < 2 or not inside:
            continue
        ys = _row_places(level, ys, xs)
        rest = [token for token in rest if not box.holds(token)]
        grids.append(Grid(box, _cells(inside, xs, ys, upright)))
    return sorted(grids, key=lambda grid: grid.box.top), rest


def _tables(rules: Sequence[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Sets of lines that hang together, one a table."""
    level = _merged(rule for rule in rules if rule.horizontal)
    upright = _merged(rule for rule in rules if not rule.horizontal)
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(level):
        for j, v in enumerate(upright, len(level)):
            crosses = h.start - _NEAR <= v.at <= h.end + _NEAR and v.start - _NEAR <= h.at <= v.end + _NEAR
            if crosses:
                parent[root(i)] = root(j)
    sets: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*level, *upright]):
        sets.setdefault(root(i), ([], []))[0 if rule.horizontal else 1].append(rule)
    return [pair for pair in sets.values() if len(pair[0]) > 1 and len(pair[1]) > 2]


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line put together."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at / 2), r.start)):
        last = out[-1] if out else None
        if last is not None and abs(last.at - rule.at) < _NEAR and rule.start - last.end < _NEAR * 2:
            out[-1] = Rule(rule.horizontal, last.at, min(last.start, rule.start), max(last.end, rule.end))
        else:
            out.append(rule)
    return [rule for rule in out if rule.end - rule.start > 2 * _NEAR]


def _places(rules: Iterable[Rule]) -> list[float]:
    out: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not out or at - out[-1] > _NEAR:
            out.append(at)
    return out


def _row_places(level: Sequence[Rule], ys: list[float], xs: list[float]) -> list[float]:
    """Only lines that run across half the table part its rows; shorter ones part a cell that spans several."""
    width = xs[-1] - xs[0]
    inner = [y for y in ys[1:-1] if sum(r.end - r.start for r in level if abs(r.at - y) <= _NEAR) > 0.5 * width]
    return [ys[0], *inner, ys[-1]]


def _cells(tokens: list[Token], xs: list[float], ys: list[float], upright: Sequence[Rule]) -> list[list[list[Token]]]:
    rows = []
    for top, bottom in pairwise(ys):
        middle = (top + bottom) / 2
        edges = [xs[0], *(x for x in xs[1:-1] if _parts(upright, x, middle)), xs[-1]]
        band = [t for t in tokens if top <= (t.top + t.bottom) / 2 < bottom]
        cells = [
            [t for row in rows_of([t for t in band if a <= (t.left + t.right) / 2 < b]) for t in row.tokens]
            for a, b in pairwise(edges)
        ]
        if any(cells):
            rows.append(cells)
    return rows


def _parts(upright: Sequence[Rule], x: float, y: float) -> bool:
    return any(abs(rule.at - x) <= _NEAR and rule.start - _NEAR <= y <= rule.end + _NEAR for rule in upright)
