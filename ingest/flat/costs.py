"""How unlike a cell of each kind of column a stretch of a row is: the less, the likelier; summed over a row's cells.

None of it is sure on its own. A cell begins with a capital, but so does a name within it; a line that breaks where the
next word would have found room ends a cell, but not in justified type that was torn apart. The costs are of the order
of negative logarithms of probabilities (1 is one in three, 3 one in twenty), set by hand (docs/decisions/0021).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ingest.flat.units import Lines, Unit
from ingest.flat.words import is_time, time_at

__all__ = ["EMPTY", "MUST", "Column", "Rest", "Setting"]

#: What it costs to leave a cell of this kind empty, before the table has told how often it is. No task is left out.
MUST: Final = 30.0
EMPTY: Final[Mapping[str, float]] = {
    "task": MUST, "lead": 4.0, "support": 2.5, "product": 2.5, "due": 3.0, "report": 1.5, "note": 0.2, "money": 1.0,
    "place": 1.5, "level": 2.0, "other": 1.0,
}  # fmt: skip
_OWNERS: Final = frozenset({"lead", "support", "report"})
_LONGEST: Final[Mapping[str, int]] = {"lead": 200, "support": 320, "due": 90, "report": 160, "product": 260}
_ANY_LENGTH: Final = 4000
_TOO_DEAR: Final = 18.0
_ANY_COST: Final = float("inf")
_OVER: Final = 0.6  # a character beyond the width
_MOST_OVER: Final = 6.0
_IN_A_NAME: Final = 7.0
_UNFINISHED: Final = 4.5


@dataclass(frozen=True, slots=True)
class Setting:
    """How a table is set: the kinds of its columns, the width of each in characters (0 unknown), what it costs to leave
    a cell of each ``empty``, and whether the lines of a cell are broken at the width (else a line is a paragraph)."""

    kinds: tuple[str, ...]
    widths: tuple[int, ...]
    empty: tuple[float, ...]
    wrapped: bool


class Rest(NamedTuple):
    """What the page before has cut off of one column: whether its cell was ``empty``, ended ``unfinished`` or with a
    whole time (``timed``), and reached the foot of the page (``low``)."""

    empty: bool
    unfinished: bool
    timed: bool
    low: bool

    @property
    def bare(self) -> float:
        """What it costs if nothing is left of the cell."""
        return 3.5 if self.unfinished else 0.0

    def start(self, unit: Unit) -> float:
        """What it costs if the cell goes on with ``unit``."""
        if self.empty:
            return 6.0 if unit.small else 2.5
        cost = (0.0 if self.low else 2.5) + (4.0 if self.timed else 0.0)
        return cost + (0.0 if unit.small or self.unfinished else 1.2)


class Column:
    """The cells of one column among the units of a row: what each costs, wherever it begins and ends.

    What a line break costs depends on where the cell begins only in the cell's first line: ``_breaks`` and ``_ends``
    hold it for all others, so that a cell that grows by a unit costs one sum.
    """

    def __init__(self, lines: Lines, setting: Setting, column: int, rest: Rest | None, *, broken: bool) -> None:
        self._lines, self._units, self._setting, self._rest, self._cut = lines, lines.units, setting, rest, broken
        self._kind, self._width = setting.kinds[column], setting.widths[column]
        timeless = "due" in setting.kinds and self._kind != "due"
        units = self._units
        # a line that is nothing but a time stands in its own column
        self._times = [2.5 if timeless and unit.opens and unit.timed else 0.0 for unit in units]
        self._breaks = [self._break(k, lines.reach[k - 1]) if unit.opens and k else 0.0 for k, unit in enumerate(units)]
        self._ends = [self._beyond(length) for length in lines.reach]
        self._tails = [self._tail(k) for k in range(len(units))]

    def cells(self, first: int, may: Sequence[bool]) -> dict[int, float]:
        """The cost of the cell of units ``[first, stop)`` by its stop, for each ``stop`` that ``may`` be one; none that
        is longer or dearer than any cell of its kind."""
        units, reach, breaks, ends, times = self._units, self._lines.reach, self._breaks, self._ends, self._times
        begin, stops, text, tails = self._lines.starts[first], self._lines.stops, self._lines.whole, self._tails
        # no time fills a cell with whose first words none begins
        may_tell = units[first].time and (self._kind == "due" or self._kind in _OWNERS)
        whole_row = self._rest is None
        dearest = _ANY_COST if self._kind == "task" else _TOO_DEAR
        farthest = begin + _LONGEST.get(self._kind, _ANY_LENGTH)
        before = 0 if units[first].opens else reach[first - 1] + 1  # what stands before the cell on its first line
        cost, over = self._opening(first) + times[first], 0.0
        out: dict[int, float] = {}
        for k in range(first, len(units)):
            if k == first:
                pass
            elif not units[k].opens:
                cost += self._inner(k)
            else:
                cost += self._break(k, reach[k - 1] - before) if before else breaks[k]
                over += self._beyond(reach[k - 1] - before) if before else ends[k - 1]
                cost += times[k]
                before = 0
            if cost + over > dearest or stops[k] > farthest:
                break
            if may[k + 1]:
                beyond = self._beyond(reach[k] - before) if before else ends[k]
                whole = cost + over + beyond
                if may_tell:
                    whole += self._whole(text[begin : stops[k]])
                elif self._kind == "due":
                    whole += self._timeless(stops[k] - begin)
                whole += tails[k]
                out[k + 1] = whole if whole_row else whole + self._full(k, reach[k] - before)
        return out

    def _opening(self, first: int) -> float:
        """For the first unit of a cell."""
        unit = self._units[first]
        cost = self._rest.start(unit) if self._rest else _start(self._kind, unit, self._setting.wrapped)
        if not unit.opens:
            cost += _inline(unit, self._units[first - 1]) + (0.0 if self._setting.wrapped else 5.0)
        return cost

    def _inner(self, k: int) -> float:
        """For a unit within its line."""
        owned = self._kind in _OWNERS and self._units[k - 1].complete
        return 1.5 if owned and self._units[k].text[0].isupper() else 0.0

    def _tail(self, last: int) -> float:
        """For a cell that ends with words no cell ends with, or within a name; less where the page ends there too."""
        if self._units[last].unfinished:
            return 1.0 if self._cut else _UNFINISHED
        bridged = last + 1 < len(self._units) and self._units[last + 1].bridged
        return _IN_A_NAME if bridged and not self._cut else 0.0

    def _full(self, last: int, length: int) -> float:
        """What is left of a cell ends with a full stop, or where there was room; hardly with a line that is full."""
        if last + 1 == len(self._units):
            return 0.0
        if self._units[last].text.endswith("."):
            return -0.5
        return 1.5 if self._units[last + 1].small and self._room(last + 1, length) <= 0 else 0.0

    def _room(self, k: int, length: int) -> int:
        """How much more of the line before, of that ``length``, would have been free behind the first word of ``k``."""
        return self._width - length - 1 - self._lines.firsts[k] if self._width else 0

    def _beyond(self, length: int) -> float:
        """For a line that is longer than its column is wide."""
        beyond = length - self._width - 1 if self._width else 0
        return min(_OVER * beyond, _MOST_OVER) if beyond > 0 else 0.0

    def _break(self, k: int, length: int) -> float:
        """For a line break within the cell before the unit ``k``, behind a line of that ``length``."""
        before, unit = self._units[k - 1], self._units[k]
        gap = (3.0 if self._setting.wrapped else 4.0) if unit.gap else 0.0
        if unit.bridged and not gap:
            return 0.1
        torn = before.lone and (unit.lone or self._units[k - 2].lone)  # justified type, torn into words
        if unit.small or unit.text[0].isdigit():
            return gap + self._small_break(k, length, torn)
        if unit.text[0] in "-+–•":
            return gap + (0.4 if self._kind == "task" or before.text.endswith((":", ";")) else 1.2)
        if before.unfinished or before.text.endswith(";"):
            return gap + (0.2 if before.unfinished else 0.5)
        return gap + self._capital_break(k, length, torn)

    def _small_break(self, k: int, length: int, torn: bool) -> float:
        """Before a small letter or a figure: mostly only a broken line."""
        before, unit = self._units[k - 1], self._units[k]
        if not unit.small:
            return 1.5 if self._kind in _OWNERS else self._loose(before)
        if before.text.endswith("."):
            return 2.5
        room = self._room(k, length)
        return min(2.0, 0.4 * room) if self._rest is not None and room > 0 and not torn else self._loose(before)

    def _loose(self, before: Unit) -> float:
        """Where a line is a paragraph, the next line begins another, whatever its first letter."""
        return 0.0 if self._setting.wrapped or before.unfinished else 1.5

    def _capital_break(self, k: int, length: int, torn: bool) -> float:
        """Before a capital: the next cell, unless the line had no room for one word more."""
        before, unit = self._units[k - 1], self._units[k]
        cost = (0.8 if self._kind == "task" else 2.5) if before.text.endswith(".") else 0.0
        if self._kind in _OWNERS:  # names are parted by commas
            named = 2.5 if unit.body else 1.0 if unit.owner else 1.5 if unit.product else 0.0
            cost += named * (0.3 if torn else 1.0)
        if not self._setting.wrapped:
            return cost + 2.0
        room = self._room(k, length)
        if not self._width:
            return cost + 0.8
        return cost + (0.6 if room <= 0 or torn else min(3.5, 0.8 + 0.3 * room) + (1.0 if unit.body else 0.0))

    def _whole(self, text: str) -> float:
        """For what the cell is as a whole: a time, or none."""
        if self._kind == "due":
            if is_time(text):
                return -2.5
            return 0.5 if time_at(text) else self._timeless(len(text))
        return 4.0 if is_time(text) else 0.0

    def _timeless(self, length: int) -> float:
        """For a cell of times that begins with none."""
        return 0.5 if self._cut else 2.5 + min(3.0, length / 30)


def _start(kind: str, unit: Unit, wrapped: bool) -> float:
    """For a cell of this kind that begins with ``unit``."""
    if unit.small:
        if kind == "due" and unit.time:
            return 0.5
        return (1.0 if kind in _OWNERS and (unit.body or unit.owner) else 2.5) + (2.5 if wrapped else 0.0)
    if kind in _OWNERS:
        return 0.0 if unit.body else 0.3 if unit.owner else 4.0 if unit.product else 2.5
    if kind == "product":
        return 0.2 if unit.product else 2.5 if unit.body or unit.timed else 1.0
    if kind == "task":
        return 1.2 if unit.body else 3.0 if unit.timed else 0.0
    if kind == "due":
        return 0.0 if unit.time else 2.5
    return 1.5 if unit.body or unit.timed else 0.8


def _inline(unit: Unit, before: Unit) -> float:
    """For a cell that begins within a line, behind the end of another."""
    if unit.timed:
        return 0.4
    if unit.named or before.complete or unit.time:
        return 0.8
    return 1.5 if unit.body or unit.owner or unit.product else 3.0
