"""A scene as SVG: the same cards and lines as on the screen, for paper and for files that nothing may run in.

Every text passes :func:`xml.sax.saxutils.escape`; nothing of a document is ever a tag, an attribute that acts, or a
style. Colours come from ``marks.toml`` for light paper; classes let the page around it turn them for a dark screen.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from ui.picture.arrange import Arrangement, Band, arrange
from ui.picture.cards import MARK, STATES, STYLES, Card, Pill, Row
from ui.picture.ink import Ink
from ui.picture.marks import StateStyle, marks
from ui.picture.scene import Scene
from ui.text import plain

__all__ = ["STYLE", "svg"]

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
#: The room for the title of a file of its own.
_TITLE = 76.0
_SHRUNK = 0.94  # lines were broken for the typeface of the screens; what a reader has instead is up to a tenth wider
_BROKEN: Final = ("hollow", "gap", "more")
#: Arrow heads pointing right, the tip at the origin; those of the screen's legend.
_HEADS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "arrow": "M-10 -5 L0 0 L-10 5 L-7 0 Z",
        "vee": "M-10 -5 L0 0 L-10 5 L-4 0 Z",
        "triangle": "M-9 -5 L0 0 L-9 5 Z",
        "bar": "M-3 -6 H0 V6 H-3 Z",
        "circle": "M-9 0 a4.5 4.5 0 1 0 9 0 a4.5 4.5 0 1 0 -9 0",
        "box": "M-8 -4 H0 V4 H-8 Z",
        "diamond": "M-12 0 L-6 -5 L0 0 L-6 5 Z",
        "crow": "M0 -5 L-9 0 L0 5 L-3 0 Z",
        "curve": "M-5 -6 Q1 0 -5 6 L-6 5 Q-2 0 -6 -5 Z",
    }
)
#: The marks of states around the origin, as on the screen.
_ROUND: Final = "M-4.5 0 a4.5 4.5 0 1 0 9 0 a4.5 4.5 0 1 0 -9 0 Z"
_MARKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "square": "M-5 -5 H5 V5 H-5 Z",
        "arrow": "M-5 -5 L5 0 L-5 5 Z",
        "disc": "M-5.5 0 a5.5 5.5 0 1 0 11 0 a5.5 5.5 0 1 0 -11 0 Z",
        "ring": _ROUND,
        "dash": _ROUND,
        "half": f"{_ROUND} M0 -4.5 A4.5 4.5 0 0 0 0 4.5 Z",
        "tick": "M-5 0 L-1.3 4.4 L5.5 -4.4",
        "cross": "M-5 -5 L5 5 M5 -5 L-5 5",
        "lines": "M-5 -4 H5 M-5 0 H5 M-5 4 H2",
    }
)


def svg(scene: Scene, label: str, *, alone: bool = False, made: str = "") -> str:
    """The picture as one ``<svg>`` element; ``label`` names it for those who do not see it.

    ``alone``: as a file of its own, with its style, on white, and under a title: ``label``, ``made`` (of when it is).
    """
    place = arrange(scene)
    left, top, width, height = _extent(place)
    inside = [*_bands(place, top, height), *_strokes(Ink(scene, place)), *_cards(place)]
    if alone:
        inside += _title(label, made, left, top)
        top, height = top - _TITLE, height + _TITLE
    style = f"<style>{STYLE}</style>" if alone else ""
    ground = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#fff"/>' if alone else ""
    return (
        f'<svg class="chain" xmlns="http://www.w3.org/2000/svg" role="img" aria-label={_attribute(label)} '
        f'width="{width}" height="{height}" viewBox="{left} {top} {width} {height}">{style}{ground}'
        f"{''.join(inside)}</svg>"
    )


def _title(label: str, made: str, left: float, bottom: float) -> Iterator[str]:
    place = f'x="{left + 16}" y="{bottom - 40}" font-size="24" font-weight="600"'
    yield f'<text class="t-body t" {place}>{_text(label)}</text>'
    yield f'<text class="t-foot t" x="{left + 16}" y="{bottom - 16}" font-size="14">{_text(made)}</text>'


def _extent(place: Arrangement) -> tuple[float, float, float, float]:
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
            shape = _HEADS.get(head["type"], _HEADS["arrow"])
            at = f"translate({x:.1f} {y:.1f}) scale({turn} 1)"
            yield f'<path class="headed" transform="{at}" d="{shape}" fill="{stroke["color"]}"/>'


def _cards(place: Arrangement) -> Iterator[str]:
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
    yield f'<path transform="translate(21 {middle:.1f})" d="{_MARKS[style.mark]}" {_filled(style)}/>'
    at = f'x="{15 + MARK}" y="{middle + size * 0.35:.1f}" font-size="{size * _SHRUNK:.1f}" fill="{style.color}"'
    yield f'<text class="t-state" {at}>{_text(row.text)}</text>'


def _filled(style: StateStyle) -> str:
    """A mark is filled, or drawn as a line."""
    if style.mark in ("square", "arrow", "disc"):
        return f'fill="{style.color}"'
    dash = ' stroke-dasharray="4 3"' if style.mark == "dash" else ""
    return f'fill="none" stroke="{style.color}" stroke-width="2.2"{dash}'


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
