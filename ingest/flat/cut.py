"""A row's units cut into cells, one a column: the cheapest of all cuts, and how much dearer the next best is."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.flat.costs import MUST, Rest, Setting, Stretch
from ingest.flat.units import Unit

__all__ = ["Cut", "cut"]

_NEVER = float("inf")
_MOST_UNITS = 220


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
    prices = [_prices(units, setting, j, broken, rests[j] if rests else None) for j in range(count)]
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
        start = min(range(stop + 1), key=lambda a: ahead[j][a] + (empty[j] if a == stop else prices[j][a][stop]))
        cells.append((start, stop))
        margins.append(_second(prices[j], empty[j], ahead[j], behind[j + 1], (start, stop)) - best)
        stop = start
    return Cut(tuple(reversed(cells)), best, tuple(reversed(margins)))


def _prices(units: Sequence[Unit], setting: Setting, column: int, broken: bool, rest: Rest | None) -> list[list[float]]:
    """``[a][b]``: the cost of the cell of units ``[a, b)``; cells begin and end where any may begin."""
    size = len(units)
    free = rest is not None or not setting.wrapped
    may = [free or not unit.small or unit.time or unit.body or unit.owner for unit in units] + [True]
    out = []
    for a in range(size):
        row = [_NEVER] * (size + 1)
        out.append(row)
        if a and not (column and may[a]):  # the first column begins with the row
            continue
        stretch = Stretch(setting, column, units, a, rest)
        for b in range(a + 1, size + 1):
            if b > a + 1:
                stretch.grow()
            if stretch.hopeless:
                break
            if may[b]:
                row[b] = stretch.closed(cut=broken)
    return out


def _empty(cost: float, broken: bool) -> float:
    """The cost of an empty cell: less where the page cut the row."""
    return cost * (0.6 if broken and cost < MUST else 1.0)


def _ahead(prices: Sequence[Sequence[Sequence[float]]], empty: Sequence[float], size: int) -> list[list[float]]:
    """``[j][p]``: the cheapest way to put the units before ``p`` into the columns before ``j``."""
    out = [[0.0, *[_NEVER] * size]]
    for j, cost in enumerate(prices):
        last = out[-1]
        now = [last[p] + empty[j] for p in range(size + 1)]
        for a in range(size):
            if last[a] < _NEVER:
                base, row = last[a], cost[a]
                for b in range(a + 1, size + 1):
                    now[b] = min(now[b], base + row[b])
        out.append(now)
    return out


def _behind(prices: Sequence[Sequence[Sequence[float]]], empty: Sequence[float], size: int) -> list[list[float]]:
    """``[j][p]``: the cheapest way to put the units from ``p`` on into the columns from ``j`` on."""
    out = [[*[_NEVER] * size, 0.0]]
    for j in reversed(range(len(prices))):
        after, cost = out[-1], prices[j]
        out.append(
            [
                min([after[p] + empty[j], *(cost[p][b] + after[b] for b in range(p + 1, size + 1))])
                for p in range(size + 1)
            ]
        )
    return out[::-1]


def _second(
    prices: Sequence[Sequence[float]],
    empty: float,
    ahead: Sequence[float],
    behind: Sequence[float],
    best: tuple[int, int],
) -> float:
    """The cheapest cut in which the column's cell is not ``best``; cells that are empty are all one."""
    size = len(ahead) - 1
    cost = _NEVER
    for a in range(size + 1):
        if ahead[a] == _NEVER:
            continue
        if best[0] != best[1]:
            cost = min(cost, ahead[a] + empty + behind[a])
        for b in range(a + 1, size + 1):
            if (a, b) != best and ahead[a] + prices[a][b] + behind[b] < cost:
                cost = ahead[a] + prices[a][b] + behind[b]
    return cost
