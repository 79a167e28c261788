"""A chain for paper: the picture where one sheet of A3 holds it legibly, else its cards in rows, level below level.

On paper nothing can be moved nearer. So a picture that would have to be made too small is set anew: the cards of each
level stand in rows as wide as the sheet, and instead of lines that would run behind cards each card says in words what
it carries out, names, or answers.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from ui.pages.words import say
from ui.picture.arrange import Arrangement, arrange, left_to_right
from ui.picture.cards import Card
from ui.picture.heading import heading
from ui.picture.layout import Placed
from ui.picture.links import HAS_TASK
from ui.picture.marks import Band, marks
from ui.picture.measure import wrap
from ui.picture.scene import Scene
from ui.picture.svg import cards, element, extent, svg
from ui.text import plain

__all__ = ["is_legible", "on_paper", "pieces"]

#: What a sheet of A3, lying, holds with letters of six points and more; and one of A4.
_WIDE, _HIGH, _A4 = 2240.0, 1500.0, 1540.0
_SIDE, _SPACE, _AFTER, _STRIP, _APART = 18.0, 18.0, 20.0, 36.0, 8.0
_NOTE, _LINE = 12.0, 15.5
#: So many relations are named under a card.
_TOLD: Final = 3
#: A sheet lying on its side is so much wider than high.
_LYING: Final = 1.414


@dataclass(frozen=True, slots=True)
class _Placed:
    """One card in its row, the words under it, and how high both are."""

    card: Card
    notes: tuple[str, ...]

    @property
    def high(self) -> float:
        """Pixels."""
        return self.card.height + (len(self.notes) * _LINE + 6 if self.notes else 0)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of cards of a level, drawn from the origin downwards."""

    high: float
    parts: tuple[str, ...]


def on_paper(scene: Scene, label: str, made: str) -> str:
    """The chain as an ``<svg>`` of its own for paper, under a title with the day and the meaning of its marks."""
    if is_legible(scene):
        return svg(scene, label, alone=True, made=made)
    for wide in range(int(_A4), int(_WIDE) + 1, 50):
        rows = list(_rows(scene, wide))
        head = heading(scene, label, made, wide, lines=False)
        high = head.height + sum(row.high for row in rows)
        if high * _LYING <= wide:
            break
    inside, y = [*head.parts], head.height
    for row in rows:
        inside.append(f'<g transform="translate(0 {y:.1f})">{"".join(row.parts)}</g>')
        y += row.high
    return element(label, (0, 0, wide, y), inside, alone=True)


def pieces(scene: Scene, label: str) -> list[str]:
    """The chain in pieces as wide as a sheet of A4, lying, between which pages may break; none where the picture with
    its lines is legible.
    """
    if is_legible(scene):
        return []
    return [element(label, (0, 0, _A4, row.high), row.parts) for row in _rows(scene, _A4)]


def is_legible(scene: Scene) -> bool:
    """Whether one sheet holds the picture with its lines."""
    _, _, width, height = extent(arrange(scene))
    return width <= _WIDE and height <= _HIGH


def _rows(scene: Scene, wide: float) -> Iterator[_Row]:
    """All rows, level below level; the first of each level under its name."""
    place = arrange(scene)
    notes = _notes(scene, place)
    for number, (band, found) in enumerate(_levels(place)):
        lines = list(_filled([_Placed(card, notes.get(card.id, ())) for card in found], wide))
        for at, line in enumerate(lines):
            top = _STRIP if at == 0 else 0.0
            high = top + max(one.high for one in line) + _AFTER
            name = say(f"band.{band.key}") if at == 0 else ""
            parts = [*_strip(number, name, band.color, wide, high), *_cards(place, line, top)]
            yield _Row(high + (_APART if at == len(lines) - 1 else 0), tuple(parts))


def _cards(place: Arrangement, line: Sequence[_Placed], top: float) -> Iterator[str]:
    at: dict[str, tuple[float, float]] = {}
    x = _SIDE + 8
    for one in line:
        at[one.card.id] = (x + one.card.width / 2, top + one.card.height / 2)
        yield from _under(one, x, top)
        x += one.card.width + _SPACE
    yield from cards(_arrangement(place, at))


def _levels(place: Arrangement) -> Iterator[tuple[Band, list[Card]]]:
    """The levels from the highest, each with its cards as they stand in the picture: by column, from above."""
    for band in marks().bands:
        found = [card for card in place.cards.values() if card.band == band.key]
        if found:
            yield band, sorted(found, key=lambda card: (place.column[card.id], place.placed.y[card.id]))


def _filled(found: Sequence[_Placed], wide: float) -> Iterator[list[_Placed]]:
    row: list[_Placed] = []
    used = _SIDE + 8
    for one in found:
        if row and used + one.card.width > wide - _SIDE:
            yield row
            row, used = [], _SIDE + 8
        row.append(one)
        used += one.card.width + _SPACE
    if row:
        yield row


def _notes(scene: Scene, place: Arrangement) -> dict[str, tuple[str, ...]]:
    """Under each card what ties it to cards further up, the closest tie first; a task to whose it is."""
    told: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in scene.lines.values():
        upper, lower = left_to_right(scene, line, place.cards)
        if {upper, lower} - place.cards.keys() or place.cards[lower].kind == "gap":
            continue  # a gap says itself whose it is
        name = place.cards[upper].full.split("\n")[0]
        words = say("paper.of", name=name) if line.relation in ("", HAS_TASK) else f"{line.relation} {name}"
        told[lower].append((marks().relation(line.relation).rank, words))
    return {card: _broken(sorted(words), place.cards[card].width) for card, words in told.items()}


def _broken(told: Sequence[tuple[int, str]], room: float) -> tuple[str, ...]:
    lines: list[str] = []
    for _, words in told[:_TOLD]:
        lines += wrap(f"→ {words}", _NOTE, room, 2)[0]
    if (rest := len(told) - _TOLD) > 0:
        lines.append(say("paper.more", n=rest))
    return tuple(lines)


def _under(one: _Placed, x: float, top: float) -> Iterator[str]:
    for number, words in enumerate(one.notes, start=1):
        y = top + one.card.height + number * _LINE
        yield f'<text class="foot" x="{x + 2:.1f}" y="{y:.1f}" font-size="{_NOTE}">{escape(plain(words))}</text>'


def _strip(number: int, name: str, color: str, wide: float, high: float) -> Iterator[str]:
    yield f'<rect class="band{number % 2}" x="0" y="0" width="{wide}" height="{high:.1f}"/>'
    yield f'<rect x="0" y="0" width="5" height="{high:.1f}" fill="{color}"/>'
    if name:
        yield f'<text class="t-band" x="{_SIDE + 8}" y="23" font-size="17" fill="{color}">{escape(plain(name))}</text>'


def _arrangement(place: Arrangement, at: Mapping[str, tuple[float, float]]) -> Arrangement:
    """The same cards, each in a column of its own: where the rows have put it."""
    column = {card: number for number, card in enumerate(at)}
    return Arrangement(
        {card: place.cards[card] for card in at},
        column,
        {column[card]: x for card, (x, _) in at.items()},
        {column[card]: place.cards[card].width for card in at},
        Placed({card: y for card, (_, y) in at.items()}, {}),
        (),
        (),
    )
