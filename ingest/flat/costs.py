"""How unlike a cell of each kind of column a stretch of a row is: the less, the likelier; summed over a row's cells.

None of it is sure on its own. A cell begins with a capital, but so does a name within it; a line that breaks where the
next word would have found room ends a cell, but not in justified type that was torn apart. The costs are of the order
of negative logarithms of probabilities (1 is one in three, 3 one in twenty), set by hand (docs/decisions/0021).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ingest.flat.units import Unit
from ingest.flat.words import is_time, time_at

__all__ = ["EMPTY", "MUST", "Rest", "Setting", "Stretch"]

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


class Stretch:
    """One cell while it grows, unit by unit: what it costs so far, and what it costs if it ends there."""

    def __init__(self, setting: Setting, column: int, units: Sequence[Unit], first: int, rest: Rest | None) -> None:
        self._units, self._setting, self._goes_on = units, setting, rest is not None
        self._kind, self._width = setting.kinds[column], setting.widths[column]
        self._timeless = "due" in setting.kinds and self._kind != "due"
        unit = units[first]
        self._cost = rest.start(unit) if rest else _start(self._kind, unit, setting.wrapped)
        if not unit.opens:
            self._cost += _inline(unit, units[first - 1]) + (0.0 if setting.wrapped else 5.0)
        self._text, self._stop = unit.text, first + 1
        self._length, self._over = len(unit.text), 0.0
        self._see_time(unit)

    @property
    def hopeless(self) -> bool:
        """Whether the cell is longer or dearer than any of its kind."""
        dear = self._kind != "task" and self._cost + self._over > _TOO_DEAR
        return dear or len(self._text) > _LONGEST.get(self._kind, _ANY_LENGTH)

    def grow(self) -> None:
        """Take the next unit in."""
        unit, before = self._units[self._stop], self._units[self._stop - 1]
        if unit.opens:
            self._cost += self._break(before, unit)
            self._over += self._beyond()
            self._length = len(unit.text)
            self._see_time(unit)
        else:
            self._length += 1 + len(unit.text)
            self._cost += 1.5 if before.complete and self._kind in _OWNERS and unit.text[0].isupper() else 0.0
        self._text += f" {unit.text}"
        self._stop += 1

    def closed(self, *, cut: bool) -> float:
        """The cost of the cell if it ends here; ``cut`` where the page ends there too."""
        cost = self._cost + self._over + self._beyond() + self._whole(cut)
        after = self._units[self._stop] if self._stop < len(self._units) else None
        if self._units[self._stop - 1].unfinished:
            cost += 1.0 if cut else _UNFINISHED
        elif not cut and after is not None and after.bridged:
            cost += _IN_A_NAME
        if self._goes_on and after is not None:
            cost += self._full(after)
        return cost

    def _full(self, after: Unit) -> float:
        """What is left of a cell ends with a full stop, or where there was room; hardly with a line that is full."""
        if self._text.endswith("."):
            return -0.5
        return 1.5 if after.small and self._room(after) <= 0 else 0.0

    def _room(self, unit: Unit) -> int:
        """How much more of the line before would have been free behind the first word of ``unit``."""
        return self._width - self._length - 1 - len(unit.text.split(" ", 1)[0]) if self._width else 0

    def _beyond(self) -> float:
        """For a line that is longer than its column is wide."""
        beyond = self._length - self._width - 1 if self._width else 0
        return min(_OVER * beyond, _MOST_OVER) if beyond > 0 else 0.0

    def _see_time(self, unit: Unit) -> None:
        """A line that is nothing but a time stands in its own column."""
        self._cost += 2.5 if self._timeless and unit.opens and unit.timed else 0.0

    def _break(self, before: Unit, unit: Unit) -> float:
        """For a line break within the cell."""
        gap = (3.0 if self._setting.wrapped else 4.0) if unit.gap else 0.0
        if unit.bridged and not gap:
            return 0.1
        torn = before.lone and (unit.lone or self._units[self._stop - 2].lone)  # justified type, torn into words
        if unit.small or unit.text[0].isdigit():
            return gap + self._small_break(before, unit, torn)
        if unit.text[0] in "-+–•":
            return gap + (0.4 if self._kind == "task" or before.text.endswith((":", ";")) else 1.2)
        if before.unfinished or before.text.endswith(";"):
            return gap + (0.2 if before.unfinished else 0.5)
        return gap + self._capital_break(before, unit, torn)

    def _small_break(self, before: Unit, unit: Unit, torn: bool) -> float:
        """Before a small letter or a figure: mostly only a broken line."""
        if not unit.small:
            return 1.5 if self._kind in _OWNERS else self._loose(before)
        if before.text.endswith("."):
            return 2.5
        room = self._room(unit)
        return min(2.0, 0.4 * room) if self._goes_on and room > 0 and not torn else self._loose(before)

    def _loose(self, before: Unit) -> float:
        """Where a line is a paragraph, the next line begins another, whatever its first letter."""
        return 0.0 if self._setting.wrapped or before.unfinished else 1.5

    def _capital_break(self, before: Unit, unit: Unit, torn: bool) -> float:
        """Before a capital: the next cell, unless the line had no room for one word more."""
        cost = (0.8 if self._kind == "task" else 2.5) if before.text.endswith(".") else 0.0
        if self._kind in _OWNERS:  # names are parted by commas
            named = 2.5 if unit.body else 1.0 if unit.owner else 1.5 if unit.product else 0.0
            cost += named * (0.3 if torn else 1.0)
        if not self._setting.wrapped:
            return cost + 2.0
        room = self._room(unit)
        if not self._width:
            return cost + 0.8
        return cost + (0.6 if room <= 0 or torn else min(3.5, 0.8 + 0.3 * room) + (1.0 if unit.body else 0.0))

    def _whole(self, cut: bool) -> float:
        """For what the cell is as a whole: a time, or none."""
        if self._kind == "due":
            if is_time(self._text):
                return -2.5
            return 0.5 if cut or time_at(self._text) else 2.5 + min(3.0, len(self._text) / 30)
        return 4.0 if self._kind in _OWNERS and is_time(self._text) else 0.0


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
