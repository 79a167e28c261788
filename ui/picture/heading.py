"""What stands above a picture of a chain in a file: what it is, of which day, and what its lines and marks mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from ui.pages.chain_legend import legend, states
from ui.picture.marks import StateStyle, marks
from ui.picture.measure import width, wrap
from ui.picture.scene import Scene
from ui.picture.shapes import HEADS, MARKS, filled
from ui.text import plain

__all__ = ["Heading", "heading"]

_TITLE, _MADE, _KEY = 26.0, 14.0, 13.5
_ROW = 24.0


@dataclass(frozen=True, slots=True)
class Heading:
    """Its height in pixels and its parts, drawn from the origin downwards."""

    height: float
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sign:
    sample: str
    text: str

    @property
    def wide(self) -> float:
        """Pixels from its sample to the next one."""
        return 46 + width(self.text, _KEY) + 22


def heading(scene: Scene, title: str, made: str, room: float, *, lines: bool = True) -> Heading:
    """The heading of a picture that is ``room`` pixels wide, in which ``lines`` are drawn or not."""
    parts: list[str] = []
    y = 10.0
    for text, size, line, most in ((title, _TITLE, 32.0, 2), (made, _MADE, 20.0, 4)):
        for words in wrap(text, size * 0.94, max(room - 32, 200), most)[0]:
            y += line
            weight = ' font-weight="600"' if size == _TITLE else ""
            at = f'x="16" y="{y - line * 0.28:.1f}" font-size="{size}"{weight}'
            parts.append(f'<text class="t" {at}>{_text(words)}</text>')
    y += 6
    x = 16.0
    for sign in _signs(scene, lines):
        if x > 16 and x + sign.wide > room:
            x, y = 16.0, y + _ROW
        parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{sign.sample}')
        parts.append(f'<text class="foot" x="46" y="16.5" font-size="{_KEY}">{_text(sign.text)}</text></g>')
        x += sign.wide
    return Heading(y + _ROW + 14, tuple(parts))


def _signs(scene: Scene, lines: bool) -> Iterator[_Sign]:
    for one in legend(scene) if lines else ():
        dash = f' stroke-dasharray="{" ".join(map(str, one["dashes"]))}"' if one["dashes"] else ""
        line = f'<path class="edge" d="M2 12 H36" stroke="{one["color"]}" stroke-width="2.2"{dash}/>'
        head = HEADS.get(one["head"])
        tip = f'<path class="headed" transform="translate(38 12)" d="{head}" fill="{one["color"]}"/>' if head else ""
        yield _Sign(line + tip, one["text"])
    for name, words in states(scene):
        yield _Sign(_mark(marks().states[name]), words)


def _mark(style: StateStyle) -> str:
    return f'<path transform="translate(30 12)" d="{MARKS[style.mark]}" {filled(style)}/>'


def _text(text: str) -> str:
    return escape(plain(text))
