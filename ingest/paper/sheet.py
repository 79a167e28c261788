"""The plain values of a page: tokens with their boxes, ruled lines. Points (1/72 inch), the origin at the top left."""

from dataclasses import dataclass, field

from ingest.source import Origin

__all__ = ["Box", "Row", "Rule", "Sheet", "Token", "words_of"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``top`` is above ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, token: "Token") -> bool:
        """Whether the middle of ``token`` lies within."""
        x, y = (token.left + token.right) / 2, (token.top + token.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(slots=True)
class Token:
    """What stands between two spaces; ``confidence`` 0 to 1 where it was recognised."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float = 1.0

    @property
    def height(self) -> float:
        """The height of its line box: a measure of the letters' size."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: level where ``horizontal``, else upright; ``at`` its place across, ``start`` to ``end`` along."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Sheet:
    """One page. ``reason`` says, in Vietnamese, why recognition was chosen over a text layer that was there.

    ``places`` holds, by ``id``, where a token stands on the page as it came, where the page was made straight first.
    """

    number: int
    width: float
    height: float
    tokens: list[Token]
    rules: list[Rule]
    origin: Origin = Origin.LAYER
    confidence: float | None = None
    reason: str = ""
    places: dict[int, Box] = field(default_factory=dict)


@dataclass(slots=True)
class Row:
    """Tokens that stand on one line, from left to right.

    ``opens`` where geometry says that a paragraph begins with it, ``follows`` where it says that the one above goes on;
    ``full`` where it reaches the right margin, ``flush`` where it starts at the left one.
    """

    tokens: list[Token]
    opens: bool = False
    follows: bool = False
    full: bool = False
    flush: bool = False

    @property
    def left(self) -> float:
        """The left edge."""
        return self.tokens[0].left

    @property
    def right(self) -> float:
        """The right edge."""
        return max(token.right for token in self.tokens)

    @property
    def top(self) -> float:
        """The upper edge."""
        return min(token.top for token in self.tokens)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return max(token.bottom for token in self.tokens)

    @property
    def text(self) -> str:
        """The words of the line."""
        return words_of(self.tokens)


def words_of(tokens: list[Token]) -> str:
    """The words of tokens, a space between two."""
    return " ".join(token.text for token in tokens)
