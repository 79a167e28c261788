"""Where boxes stand: columns from left to right, no overlaps, the same input always giving the same picture.

Generic: it knows boxes, columns and wires, nothing of directives. Within a column, boxes are ordered by the mean place
of their neighbours (a few sweeps), then set as near to their neighbours as the order and the spacing allow: a least
squares problem with a chain of lower bounds, solved exactly by pooling adjacent violators. A wire that passes over
columns gets a place of its own in each, so that no wire runs behind a box. Cost: O(sweeps · n log n).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

__all__ = ["Box", "Placed", "Wire", "columns", "place"]

SPACE, THREAD_SPACE = 18.0, 7.0
ORDER_SWEEPS, PLACE_SWEEPS = 4, 6
STRAIGHT = 6.0


@dataclass(frozen=True, slots=True)
class Box:
    """A card: its column, its height in pixels, and its rank among boxes that nothing else orders.

    ``settled`` boxes keep the order of their left neighbours: what hangs on their right does not move them.
    """

    id: str
    column: int
    height: float
    key: tuple[str, ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Wire:
    """A line from a box to one in a column further right. Wires of one ``trunk`` share their way until they part."""

    id: str
    left: str
    right: str
    trunk: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """``y``: the middle of every box. ``passes``: (trunk or wire, column) → the height where it passes the column."""

    y: Mapping[str, float]
    passes: Mapping[tuple[str, int], float]


def columns(left_of: Sequence[tuple[str, str]], members: Sequence[str]) -> dict[str, int]:
    """Ranks (0, 1, …) such that every pair (a, b) of ``left_of`` has a before b; cycles are broken at the first member.

    The rank of a member is the length of the longest way to it.
    """
    before: dict[str, set[str]] = {member: set() for member in members}
    after: dict[str, list[str]] = defaultdict(list)
    for a, b in left_of:
        if a in before and b in before and a != b and a not in before[b]:
            before[b].add(a)
            after[a].append(b)
    rank = dict.fromkeys(members, 0)
    waiting = dict.fromkeys(members)
    while waiting:
        node = next((m for m in waiting if not before[m]), next(iter(waiting)))
        del waiting[node]
        for other in after[node]:
            if other in waiting:
                before[other].discard(node)
                rank[other] = max(rank[other], rank[node] + 1)
    return rank


def place(boxes: Sequence[Box], wires: Sequence[Wire]) -> Placed:
    """Place all boxes. Every wire must lead to a column further right. Boxes never overlap within a column."""
    grid = _Grid(boxes, wires)
    grid.order()
    grid.settle()
    return Placed(
        {key: grid.y[key] for key in grid.y if isinstance(key, str)},
        {key: grid.y[key] for key in grid.y if isinstance(key, tuple)},
    )


_Key = str | tuple[str, int]


@dataclass(slots=True)
class _Slot:
    """A box, or the place where a wire passes a column."""

    id: _Key
    height: float
    key: tuple[str, ...]
    settled: bool
    left: dict[_Key, float] = field(default_factory=dict)
    right: dict[_Key, float] = field(default_factory=dict)


class _Grid:
    def __init__(self, boxes: Sequence[Box], wires: Sequence[Wire]) -> None:
        self.slots: dict[_Key, _Slot] = {}
        self.column: dict[_Key, int] = {}
        for box in sorted(boxes, key=lambda box: (box.key, box.id)):
            self._add(_Slot(box.id, box.height, box.key, box.settled), box.column)
        for wire in sorted(wires, key=lambda wire: wire.id):
            self._thread(wire)
        self.rows: dict[int, list[_Key]] = defaultdict(list)
        for key in sorted(self.slots, key=lambda k: (self.slots[k].key, str(k))):
            self.rows[self.column[key]].append(key)
        self.names = sorted(self.rows)
        self.y: dict[_Key, float] = {}

    def _add(self, slot: _Slot, column: int) -> None:
        if slot.id not in self.slots:
            self.slots[slot.id] = slot
            self.column[slot.id] = column

    def _thread(self, wire: Wire) -> None:
        """Link the ends of a wire through a slot in every column between them."""
        here: _Key = wire.left
        first, last = self.column[wire.left], self.column[wire.right]
        for column in range(first + 1, last):
            step = (wire.trunk or wire.id, column)
            self._add(_Slot(step, 1.0, self.slots[wire.right].key, True), column)
            self._link(here, step)
            here = step
        self._link(here, wire.right)

    def _link(self, a: _Key, b: _Key) -> None:
        weight = STRAIGHT if isinstance(a, tuple) and isinstance(b, tuple) else 1.0
        self.slots[a].right[b] = weight
        self.slots[b].left[a] = weight

    # -- order -------------------------------------------------------------------------------------------------------

    def order(self) -> None:
        """Sweep to and fro, ordering each column by the mean place of its neighbours."""
        for _ in range(ORDER_SWEEPS):
            for name in reversed(self.names):
                self._sort(name, "right")
            for name in self.names:
                self._sort(name, "left")

    def _sort(self, name: int, side: str) -> None:
        row = self.rows[name]
        at = {key: i / max(len(r) - 1, 1) for r in self.rows.values() for i, key in enumerate(r)}
        wish: dict[_Key, float] = {}
        for key in row:
            slot = self.slots[key]
            near = slot.left if side == "left" or slot.settled else slot.right
            wish[key] = sum(at[n] for n in near) / len(near) if near else at[key]
        row.sort(key=lambda key: (round(wish[key], 9), self.slots[key].key, str(key)))

    # -- place -------------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Give every slot a height: near its neighbours, in order, apart."""
        for name in self.names:
            self._settle(name, {}, {})
        for _ in range(PLACE_SWEEPS):
            for name in self.names:
                self._towards(name, left=True, right=False)
            for name in reversed(self.names):
                self._towards(name, left=False, right=True)
        for name in self.names:
            self._towards(name, left=True, right=True)

    def _towards(self, name: int, *, left: bool, right: bool) -> None:
        wish: dict[_Key, float] = {}
        weight: dict[_Key, float] = {}
        for key in self.rows[name]:
            slot = self.slots[key]
            near = [*(slot.left.items() if left else ()), *(slot.right.items() if right else ())]
            if near:
                weight[key] = sum(w for _, w in near)
                wish[key] = sum(w * self.y[n] for n, w in near) / weight[key]
        self._settle(name, wish, weight)

    def _settle(self, name: int, wish: Mapping[_Key, float], weight: Mapping[_Key, float]) -> None:
        row = self.rows[name]
        shift = [0.0]
        for a, b in pairwise(row):
            shift.append(shift[-1] + self._apart(a, b))
        wanted = [wish.get(key, self.y.get(key, 0.0)) - s for key, s in zip(row, shift, strict=True)]
        weights = [weight.get(key, 0.05) for key in row]
        for key, base, s in zip(row, pool(wanted, weights), shift, strict=True):
            self.y[key] = round(base + s, 3)

    def _apart(self, a: _Key, b: _Key) -> float:
        threads = isinstance(a, tuple) + isinstance(b, tuple)
        space = SPACE if threads == 0 else THREAD_SPACE + (4.0 if threads == 1 else 0.0)
        return (self.slots[a].height + self.slots[b].height) / 2 + space


def pool(wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The non-decreasing numbers nearest to ``wanted`` (weighted least squares). O(n)."""
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(wanted, weights, strict=True):
        mean, total, count = value, weight, 1
        while blocks and blocks[-1][0] > mean:
            m, t, c = blocks.pop()
            mean, total, count = (m * t + mean * total) / (t + total), t + total, c + count
        blocks.append((mean, total, count))
    return [mean for mean, _, count in blocks for _ in range(count)]
