"""Which column every card of a scene stands in, and where: the generic layout applied to a chain."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ui.pages.words import say
from ui.picture.cards import Card, card
from ui.picture.layout import Box, Placed, Wire, columns, place
from ui.picture.links import HAS_TASK
from ui.picture.marks import marks
from ui.picture.scene import Line, Scene

__all__ = ["Arrangement", "Band", "arrange", "left_to_right"]

#: Room between two columns, in pixels: the least, the most, and what each line between them adds.
LEAST, MOST, EACH = 52.0, 112.0, 3.0


@dataclass(frozen=True, slots=True)
class Band:
    """The heading over the columns of one level: its middle and its width, in pixels."""

    label: str
    color: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Cards by id, the column of each, the middle and width of each column, heights of cards and of passing lines.

    ``lines`` holds the lines that can be drawn, each with its wire: the left card first.
    """

    cards: Mapping[str, Card]
    column: Mapping[str, int]
    x: Mapping[int, float]
    width: Mapping[int, float]
    placed: Placed
    lines: Sequence[tuple[Line, Wire]]
    bands: tuple[Band, ...]

    def at(self, card: str) -> tuple[float, float]:
        """The middle of a card."""
        return self.x[self.column[card]], self.placed.y[card]


def arrange(scene: Scene) -> Arrangement:
    """Arrange a scene: levels from left to right; within a level, what others build on stands left of them."""
    cards = {shown.id: card(scene, shown) for shown in scene.cards.values()}
    column = _columns(scene, cards)
    lines = [(line, wire) for line in scene.lines.values() if (wire := _wire(scene, line, column)) is not None]
    wires = [wire for _, wire in lines]
    width = {i: max(c.width for c in cards.values() if column[c.id] == i) for i in sorted(set(column.values()))}
    after = _room(wires, column)
    x: dict[int, float] = {}
    edge = 0.0
    for i, wide in width.items():
        x[i] = edge + wide / 2
        edge += wide + after[i]
    placed = place([_box(c, column[c.id]) for c in cards.values()], wires)
    return Arrangement(cards, column, x, width, placed, lines, _bands(cards, column, x, width, after))


def _columns(scene: Scene, cards: Mapping[str, Card]) -> dict[str, int]:
    """The column of every card, counted from 0 without holes."""
    out: dict[str, int] = {}
    first = 0
    pairs = [left_to_right(scene, line, cards) for line in scene.lines.values()]
    for band in marks().bands:
        members = [c.id for c in sorted(cards.values(), key=lambda c: c.key) if c.band == band.key]
        rank = columns(pairs, members)
        out.update({name: first + rank[name] for name in members})
        first += max(rank.values(), default=-1) + 1
    return out


def _ends(scene: Scene, line: Line) -> tuple[str, str]:
    """The two cards that a line is drawn between: of a member of a cohort, the cohort in place of its owner."""
    source, target = line.source, line.target
    if (cohort := scene.via.get(source)) and scene.cards[cohort].node == scene.cards[target].node:
        return source, cohort
    if (cohort := scene.via.get(target)) and scene.cards[cohort].node == scene.cards[source].node:
        return cohort, target
    return source, target


def left_to_right(scene: Scene, line: Line, cards: Mapping[str, Card]) -> tuple[str, str]:
    """The two cards of a line as they stand if they are of one band: a lower directive right of its higher one."""
    source, target = _ends(scene, line)
    downwards = not line.facts or cards[source].kind == "task" or cards[target].kind == "gap"
    return (source, target) if downwards else (target, source)


def _wire(scene: Scene, line: Line, column: Mapping[str, int]) -> Wire | None:
    """Where a line runs; nowhere where its ends share a column."""
    left, right = sorted(_ends(scene, line), key=lambda name: column[name])
    if column[left] == column[right]:
        return None
    return Wire(line.id, left, right, f"trunk {left}" if line.relation in (HAS_TASK, "") else "")


def _box(c: Card, column: int) -> Box:
    return Box(
        c.id, column, c.height, c.key, settled=c.band in ("task", "actor") or c.kind in ("more", "gap", "cohort")
    )


def _room(wires: Sequence[Wire], column: Mapping[str, int]) -> dict[int, float]:
    """The room to the right of every column."""
    crossing = Counter(i for wire in wires for i in range(column[wire.left], column[wire.right]))
    return {i: min(MOST, LEAST + EACH * crossing[i]) for i in set(column.values())}


def _bands(
    cards: Mapping[str, Card],
    column: Mapping[str, int],
    x: Mapping[int, float],
    width: Mapping[int, float],
    after: Mapping[int, float],
) -> tuple[Band, ...]:
    out: list[Band] = []
    for band in marks().bands:
        mine = sorted({column[c.id] for c in cards.values() if c.band == band.key})
        if mine:
            left = x[mine[0]] - (width[mine[0]] + after.get(mine[0] - 1, LEAST)) / 2
            right = x[mine[-1]] + (width[mine[-1]] + after[mine[-1]]) / 2
            out.append(Band(say(f"band.{band.key}"), band.color, round((left + right) / 2, 1), round(right - left, 1)))
    return tuple(out)
