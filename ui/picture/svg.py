"""A scene as SVG: the same cards and lines as on the screen, for paper and for files that nothing may run in.

Every text passes :func:`xml.sax.saxutils.escape`; nothing of a document is ever a tag, an attribute that acts, or a
style. Colours come from ``marks.toml`` for light paper; classes let the page around it turn them for a dark screen.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from ui.picture.arrange import Arrangement, Band, arrange
from ui.picture.cards import MARK, STATES, STYLES, Card, Pill, Row
from ui.picture.heading import heading
from ui.picture.ink import Ink
from ui.picture.marks import marks
from ui.picture.scene import Scene
from ui.picture.shapes import HEADS, MARKS, filled
from ui.text import plain

__all__ = ["STYLE", "cards", "element", "extent", "svg"]

#: What the classes of the picture mean; a page that holds the picture says it once, a lone file holds it itself.
STYLE: Final = """
svg.chain { font-family: "Source Sans 3", "Segoe UI", Arial, "Noto Sans", sans-serif; }
.card { fill: #fff; } .gap { fill: #fff6e8; } .band0 { fill: #57606a; fill-opacity: .085; }
.band1 { fill: #57606a; fill-opacity: .035; } .pill { fill: #f3f4f6; stroke: #d0d7de; } .edge { fill: none; }
.t { fill: #1f2328; } .foot { fill: #57606a; } .warn { fill: #8a4b00; }
.t-head, .t-name, .t-warn, .t-pill, .t-band, .t-state { font-weight: 600; }
@media screen and (prefers-color-scheme: dark) {
  svg.chain .card { fill: #f1f3f5; } svg.chain .gap { fill: #fdeccd; }
  svg.chain .edge, svg.chain .headed { filter: brightness(1.75); }
  svg.chain .t-band { filter: brightness(2.1); }
}
""".strip()
_MARGIN, _HEADER = 14.0, 30.0
#: No file is narrower, for the sake of its heading.
_LEAST: Final = 640.0
_SHRUNK = 0.94  # lines were broken for the typeface of the screens; what a reader has instead is up to a tenth wider
_BROKEN: Final = ("hollow", "gap", "more")


def svg(scene: Scene, label: str, *, alone: bool = False, made: str = "") -> str:
    """The picture as one ``<svg>`` element; ``label`` names it for those who do not see it.

    ``alone``: as a file of its own, with its style, on white, under a title: ``label``, ``made`` (of when it is), and
    what its lines and marks mean.
    """
    place = arrange(scene)
    left, top, width, height = extent(place)
    inside = [*_bands(place, top, height), *_strokes(Ink(scene, place)), *cards(place)]
    if not alone:
        return element(label, (left, top, width, height), inside)
    width = max(width, _LEAST)
    head = heading(scene, label, made, width)
    moved = f'<g transform="translate({left} {top - head.height:.1f})">{"".join(head.parts)}</g>'
    return element(label, (left, top - head.height, width, height + head.height), [*inside, moved], alone=True)


def element(label: str, box: tuple[float, float, float, float], inside: Iterable[str], *, alone: bool = False) -> str:
    """The ``<svg>`` around a drawing that fills ``box`` (left, top, width, height)."""
    left, top, width, height = (round(value, 1) for value in box)
    style = f"<style>{STYLE}</style>" if alone else ""
    ground = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#fff"/>' if alone else ""
    return (
        f'<svg class="chain" xmlns="http://www.w3.org/2000/svg" role="img" aria-label={_attribute(label)} '
        f'width="{width}" height="{height}" viewBox="{left} {top} {width} {height}">{style}{ground}'
        f"{''.join(inside)}</svg>"
    )


def extent(place: Arrangement) -> tuple[float, float, float, float]:
    """The left, top, width and height of the whole picture, headings and margins included."""
    if not place.cards:
        return 0.0, 0.0, 1.0, 1.0
    boxes = [(*place.at(card.id), card.width / 2, card.height / 2) for card in place.cards.values()]
    left, right = min(x - w for x, _, w, _ in boxes), max(x + w for x, _, w, _ in boxes)
    top, bottom = min(y - h for _, y, _, h in boxes), max(y + h for _, y, _, h in boxes)
    for low, high in ((band.x - band.width / 2, band.x + band.width / 2) for band in place.bands):
        left, right = min(left, low), max(right, high)
    top -= _HEADER + _MARGIN
    return round(left, 1), round(top, 1), round(right - left, 1), round(bottom + _MARGIN - top, 1)


def _bands(place: Arrangement, top: float, height: float) -> Iterator[str]:
    for number, band in enumerate(place.bands):
        left = band.x - band.width / 2
        yield f'<rect class="band{number % 2}" x="{left:.1f}" y="{top}" width="{band.width}" height="{height}"/>'
        yield f'<rect x="{left + 1:.1f}" y="{top + _HEADER - 3}" width="{band.width - 2:.1f}" height="3" '
        yield f'fill="{band.color}"/>{_heading(band, top)}'


def _heading(band: Band, top: float) -> str:
    told = f'x="{band.x}" y="{top + _HEADER / 2 + 3}" font-size="16" text-anchor="middle" fill="{band.color}"'
    return f'<text class="t-band" {told}>{_text(band.label)}</text>'


def _strokes(ink: Ink) -> Iterator[str]:
    """Lines first, so that no line runs over a card; each names its two ends and the relation to a pointer."""
    for name, stroke in ink.strokes.items():
        (x1, y1), (x2, y2) = (ink.joints[end] for end in ink.ends[name])
        bend = (x2 - x1) / 2
        curve = f"C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} " if stroke["smooth"]["enabled"] else "L"
        dash = f' stroke-dasharray="{" ".join(map(str, stroke["dashes"]))}"' if stroke["dashes"] else ""
        title = f"<title>{_text(stroke['title'])}</title>" if stroke["title"] else ""
        yield (
            f'<path class="edge" d="M{x1:.1f} {y1:.1f} {curve}{x2:.1f} {y2:.1f}" stroke="{stroke["color"]}" '
            f'stroke-width="{stroke["width"]}"{dash}>{title}</path>'
        )
        yield from _heads(stroke, (x1, y1), (x2, y2))


def _heads(stroke: Mapping[str, Any], start: tuple[float, float], end: tuple[float, float]) -> Iterator[str]:
    for side, (x, y), turn in (("to", end, 1), ("from", start, -1)):
        head = stroke["arrows"].get(side)
        if head:
            shape = HEADS.get(head["type"], HEADS["arrow"])
            at = f"translate({x:.1f} {y:.1f}) scale({turn} 1)"
            yield f'<path class="headed" transform="{at}" d="{shape}" fill="{stroke["color"]}"/>'


def cards(place: Arrangement) -> Iterator[str]:
    """Each card with what stands on it."""
    for card in place.cards.values():
        x, y = place.at(card.id)
        left, top = x - card.width / 2, y - card.height / 2
        yield f'<g transform="translate({left:.1f} {top:.1f})"><title>{_text(card.full)}</title>'
        yield from _sheet(card)
        for row in card.rows:
            size, height = STYLES[row.style]
            if row.style in STATES:
                yield from _state(row)
                continue
            color = f' fill="{card.color}"' if row.style == "head" else ""
            kind = {"foot": "foot", "warn": "warn", "head": ""}.get(row.style, "t")
            at = f'x="15" y="{row.y + height / 2 + size * 0.35:.1f}" font-size="{size * _SHRUNK:.1f}"'
            yield f'<text class="t-{row.style} {kind}" {at}{color}>{_text(row.text)}</text>'
        for pill in card.pills:
            yield from _pill(card, pill)
        yield "</g>"


def _state(row: Row) -> Iterator[str]:
    """A state: its mark, told by shape as well as colour, and its words."""
    size, height = STYLES[row.style]
    style, middle = marks().states[row.style], row.y + height / 2
    yield f'<path transform="translate(21 {middle:.1f})" d="{MARKS[style.mark]}" {filled(style)}/>'
    at = f'x="{15 + MARK}" y="{middle + size * 0.35:.1f}" font-size="{size * _SHRUNK:.1f}" fill="{style.color}"'
    yield f'<text class="t-state" {at}>{_text(row.text)}</text>'


def _sheet(card: Card) -> Iterator[str]:
    """The outline of a card by its shape; a group has more sheets behind it."""
    edge = card.color if card.shape != "sheet" or card.root else "#b6bec8"
    width = 2.2 if card.root else 1.5 if card.shape in _BROKEN else 1
    dash = ' stroke-dasharray="6 4"' if card.shape in _BROKEN else ""
    kind = "gap" if card.shape == "gap" else "card"
    for shift in (8, 4) if card.shape == "stack" else ():
        yield f'<path class="card" transform="translate({shift} {-shift})" d="{_outline(card)}" stroke="{edge}"/>'
    yield f'<path class="{kind}" d="{_outline(card)}" stroke="{edge}" stroke-width="{width}"{dash}/>'
    if card.shape == "sheet":
        yield f'<path d="{_round(6, card.height, 3)}" fill="{card.color}"/>'
    if card.shape == "note":
        yield f'<path d="M{card.width - 16} 0 V16 H{card.width}" fill="none" stroke="{edge}"/>'


def _outline(card: Card) -> str:
    w, h = card.width, card.height
    if card.shape == "note":
        return f"M0 0 H{w - 16} L{w} 16 V{h:.1f} H0 Z"
    if card.shape == "badge":
        return f"M12 0 H{w} V{h:.1f} H12 L0 {h - 12:.1f} V12 Z"
    return _round(w, h, min(18, h / 2) if card.shape in ("pill", "more", "cohort") else 5)


def _round(w: float, h: float, r: float) -> str:
    return (
        f"M{r:.1f} 0 H{w - r:.1f} Q{w} 0 {w} {r:.1f} V{h - r:.1f} Q{w} {h:.1f} {w - r:.1f} {h:.1f} H{r:.1f} "
        f"Q0 {h:.1f} 0 {h - r:.1f} V{r:.1f} Q0 0 {r:.1f} 0 Z"
    )


def _pill(card: Card, pill: Pill) -> Iterator[str]:
    """What is folded away, counted; on paper nothing opens, so it is no button."""
    yield f'<rect class="pill" x="12" y="{pill.y:.1f}" width="{card.width - 24:.1f}" height="22" rx="6"/>'
    at = f'x="22" y="{pill.y + 15.5:.1f}" font-size="{12 * _SHRUNK:.1f}"'
    yield f'<text class="t-pill t" {at}>{_text(pill.text)}</text>'


def _text(text: str) -> str:
    return escape(plain(text))


def _attribute(text: str) -> str:
    return quoteattr(plain(text))
