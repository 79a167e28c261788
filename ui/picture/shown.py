"""What a scene is made of: cards with their folds, and lines. How they come to be: ``ui/picture/scene.py``."""

from dataclasses import dataclass, field

from ui.picture.gaps import Gap
from ui.picture.links import Links
from ui.picture.marks import short
from ui.picture.trace import Fact, Trace

__all__ = ["Fold", "Line", "Scene", "Shown", "line_id"]


@dataclass(frozen=True, slots=True)
class Fold:
    """Something that opens and closes: ``key`` names it, ``count`` things are in it, with cards of these ``names``."""

    key: str
    what: str
    count: int
    open: bool = False
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shown:
    """One card to be drawn. ``node`` is the id in the trace; for a gap, a 'more' card, a cohort that of its owner."""

    id: str
    kind: str
    node: str
    folds: tuple[Fold, ...] = ()
    gap: Gap | None = None
    fold: Fold | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """All facts between two cards, the telling one first. ``facts`` is empty for the thread to a 'more' card."""

    id: str
    source: str
    target: str
    facts: tuple[Fact, ...] = ()

    @property
    def relation(self) -> str:
        """The relation that names the line; '' for a thread."""
        return self.facts[0].relation if self.facts else ""

    @property
    def both(self) -> bool:
        """Whether facts run both ways."""
        return any(fact.source != self.facts[0].source for fact in self.facts)


@dataclass(slots=True)
class Scene:
    """Cards and lines by id; ``cut`` tells that the budget left some cards out although they were asked for.

    ``via``: the card of a member → that of its cohort. ``implied``: pairs of cards whose facts are not drawn, as the
    lower one stands below the higher one through another.
    """

    trace: Trace
    links: Links
    cards: dict[str, Shown] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    via: dict[str, str] = field(default_factory=dict)
    implied: set[tuple[str, str]] = field(default_factory=set)
    cut: bool = False

    def card_of(self, node: str) -> Shown | None:
        """The card of a node of the trace, if it is shown."""
        return self.cards.get(short(node))


def line_id(fact: Fact) -> str:
    """The name of the line that shows a fact: that of its two ends, whichever way the fact runs."""
    return short(*sorted((fact.source, fact.target)))
