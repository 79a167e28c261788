"""A row's units cut into cells, one a column: the cheapest of all cuts, and how much dearer the next best is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ingest.flat.costs import MUST, Column, Rest, Setting
from ingest.flat.units import Lines, Unit

__all__ = ["Cut", "cut"]

_NEVER = float("inf")
_MOST_UNITS = 220
#: What a column's cells cost, by where each begins and where it stops; none that no column takes.
Prices: TypeAlias = Sequence[Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class Cut:
    """Where each column's cell begins and ends among the units, the ``cost`` of the whole, and for each column how
    much dearer the cheapest cut is that gives it another cell."""

    cells: tuple[tuple[int, int], ...]
    cost: float
    margins: tuple[float, ...]


def cut(units: Sequence[Unit], setting: Setting, *, broken: bool = False, rests: Sequence[Rest] = ()) -> Cut | None:
    """The cheapest cut of the units into the columns of ``setting``, in their order; None where there are too many.

    ``broken``: the page ends behind the units, in the middle of cells. ``rests``: what the page before cut off, column
    by column; empty at the head of a row.
    """
    count, size = len(setting.kinds), len(units)
    if size > _MOST_UNITS:
        return None
    prices = _prices(units, setting, broken, rests)
    empty = [rests[j].bare if rests else _empty(setting.empty[j], broken) for j in range(count)]
    ahead = _ahead(prices, empty, size)
    behind = _behind(prices, empty, size)
    if ahead[count][size] == _NEVER:
        return None
    cells: list[tuple[int, int]] = []
    margins: list[float] = []
    best = ahead[count][size]
    stop = size
    for j in reversed(range(count)):
        start = min(
            range(stop + 1), key=lambda a: ahead[j][a] + (empty[j] if a == stop else prices[j][a].get(stop, _NEVER))
        )
        cells.append((start, stop))
        margins.append(_second(prices[j], empty[j], ahead[j], behind[j + 1], (start, stop)) - best)
        stop = start
    return Cut(tuple(reversed(cells)), best, tuple(reversed(margins)))


def _prices(units: Sequence[Unit], setting: Setting, broken: bool, rests: Sequence[Rest]) -> list[Prices]:
    """What the cells of each column cost; cells begin and end where any may begin."""
    lines = Lines(units)
    out: list[Prices] = []
    nowhere = [False] * len(units)
    for j in range(len(setting.kinds)):
        rest = rests[j] if rests else None
        free = rest is not None or not setting.wrapped
        may = [free or not unit.small or unit.time or unit.body or unit.owner for unit in units]
        column = Column(lines, setting, j, rest, broken=broken)
        # the first column begins with the row, the last ends with it
        stops = [*(nowhere if j + 1 == len(setting.kinds) else may), True]
        out.append([column.cells(a, stops) if not a or (j and may[a]) else {} for a in range(len(units))])
    return out


def _empty(cost: float, broken: bool) -> float:
    """The cost of an empty cell: less where the page cut the row."""
    return cost * (0.6 if broken and cost < MUST else 1.0)


def _ahead(prices: Sequence[Prices], empty: Sequence[float], size: int) -> list[list[float]]:
    """``[j][p]``: the cheapest way to put the units before ``p`` into the columns before ``j``."""
    out = [[0.0, *[_NEVER] * size]]
    for j, cells in enumerate(prices):
        last = out[-1]
        now = [cost + empty[j] for cost in last]
        for base, row in zip(last, cells, strict=False):
            if base < _NEVER:
                for b, price in row.items():
                    now[b] = min(now[b], base + price)
        out.append(now)
    return out


def _behind(prices: Sequence[Prices], empty: Sequence[float], size: int) -> list[list[float]]:
    """``[j][p]``: the cheapest way to put the units from ``p`` on into the columns from ``j`` on."""
    out = [[*[_NEVER] * size, 0.0]]
    for j in reversed(range(len(prices))):
        after = out[-1]
        now = [cost + empty[j] for cost in after]
        for p, row in enumerate(prices[j]):
            for b, price in row.items():
                now[p] = min(now[p], price + after[b])
        out.append(now)
    return out[::-1]


def _second(
    prices: Prices, empty: float, ahead: Sequence[float], behind: Sequence[float], best: tuple[int, int]
) -> float:
    """The cheapest cut in which the column's cell is not ``best``; cells that are empty are all one."""
    start, stop = best
    cost = _NEVER
    if start != stop:
        cost = min(before + empty + after for before, after in zip(ahead, behind, strict=True))
    for a, row in enumerate(prices):
        before = ahead[a]
        if before < _NEVER:
            for b, price in row.items():
                if before + price + behind[b] < cost and not (a == start and b == stop):
                    cost = before + price + behind[b]
    return cost
