"""What of a chain is shown: cards and lines, after folding. Nothing here knows where they will stand.

Folded away until asked for: the tasks of every directive, the directives that are only cited, and all but the first
few of many alike. What is folded is counted on a card. Each fold has a key ('task:…', 'cite:…', 'more:…') which the
picture sends back when it is clicked.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from ui.picture.gaps import Gap, gaps
from ui.picture.links import Links
from ui.picture.marks import marks, short
from ui.picture.trace import Fact, Trace

__all__ = ["BUDGET", "Fold", "Line", "Scene", "Shown", "build", "gap_id", "line_id", "reveal"]

#: Above this many cards the picture neither reads nor moves well.
BUDGET = 500
FIRST = {"lower": 12, "upper": 12, "cite": 12, "task": 24, "gap": 8}


@dataclass(frozen=True, slots=True)
class Fold:
    """Something that opens and closes: ``key`` names it, ``count`` things are in it."""

    key: str
    what: str
    count: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One card to be drawn. ``node`` is the id in the trace; for a gap or a 'more' card, that of its owner."""

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
    """Cards and lines by id; ``cut`` tells that the budget left some tasks out although they were asked for."""

    trace: Trace
    links: Links
    cards: dict[str, Shown] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    cut: bool = False

    def card_of(self, node: str) -> Shown | None:
        """The card of a node of the trace, if it is shown."""
        return self.cards.get(short(node))


def line_id(fact: Fact) -> str:
    """The name of the line that shows a fact: that of its two ends, whichever way the fact runs."""
    return short(*sorted((fact.source, fact.target)))


def gap_id(gap: Gap) -> str:
    """The name of the card of a gap."""
    return short("gap", gap.directive, gap.unit)


def build(trace: Trace, toggled: Collection[str] = ()) -> Scene:
    """The scene of a trace; ``toggled`` holds the keys of the folds that stand other than by default.

    By default everything is folded, except what the root needs to have any neighbour at all.
    """
    return _Builder(trace, frozenset(toggled)).build()


def reveal(trace: Trace, toggled: Collection[str], wanted: str) -> frozenset[str]:
    """``toggled`` with as few more keys as show the card or line called ``wanted``; unchanged if nothing shows it."""
    now = frozenset(toggled)
    for _ in range(4):
        scene = build(trace, now)
        if wanted in scene.cards or wanted in scene.lines:
            return now
        now = now | _keys_towards(scene, wanted)
    return now


def _keys_towards(scene: Scene, wanted: str) -> frozenset[str]:
    """Keys of the folds that hide a node, or an end of a line, called ``wanted``."""
    links = scene.links
    ends = {node for node in scene.trace.nodes if short(node) == wanted}
    for fact in scene.trace.facts:
        if line_id(fact) == wanted:
            ends |= {fact.source, fact.target}
    # a unit shows when one of its tasks does, and a task may hang on a directive that is folded away itself
    for kind in ("task", "directive"):
        sources = [fact.source for node in sorted(ends) for fact in links.arriving.get(node, ())]
        ends |= {node for node in sources if links.node(node).kind == kind}
    inside = {f.key: f for card in scene.cards.values() for f in (*card.folds, *([card.fold] if card.fold else []))}
    return frozenset(key for key, fold in inside.items() if not fold.open and ends & set(_content(scene, key)))


def _content(scene: Scene, key: str) -> Iterable[str]:
    what, _, owner = key.removeprefix("more:").partition(":")
    node = next((card.node for card in scene.cards.values() if short(card.node) == owner), "")
    links = scene.links
    read = {"task": links.tasks, "cite": links.beside, "lower": links.lower, "upper": links.upper}.get(what)
    return read(node) if read and node else ()


class _Builder:
    def __init__(self, trace: Trace, toggled: frozenset[str]) -> None:
        self.trace, self.toggled = trace, toggled
        self.links = Links(trace)
        self.scene = Scene(trace, self.links)
        self.default: set[str] = set()

    def build(self) -> Scene:
        root = self.trace.root
        if root not in self.trace.nodes:
            return self.scene
        if not (self.links.lower(root) or self.links.upper(root)):
            self.default |= {f"cite:{short(root)}", f"task:{short(root)}"}
        order = self._directives(root)
        for node in order:
            self._directive(node)
        for node in order:
            self._tasks(node)
        self._gaps(root)
        self._lines()
        return self.scene

    def _open(self, key: str) -> bool:
        return (key in self.toggled) != (key in self.default)

    def _directives(self, root: str) -> list[str]:
        """The directives shown: the skeleton around the root, and beside it what was opened; nearest first."""
        order, queue = {root: None}, [root]
        while queue:
            node = queue.pop(0)
            near = self._page(node, "upper", self.links.upper(node)) + self._page(node, "lower", self.links.lower(node))
            if self._open(f"cite:{short(node)}"):
                near += self._page(node, "cite", self.links.beside(node))
            for other in near:
                if other not in order:
                    order[other] = None
                    queue.append(other)
        return list(order)

    def _page(self, node: str, what: str, members: list[str]) -> list[str]:
        """The members shown; a 'more' card is put up for the others."""
        key = f"more:{what}:{short(node)}"
        first = FIRST[what]
        if len(members) <= first + 1 or self._open(key):
            return members
        fold = Fold(key, what, len(members) - first)
        self._put(Shown(short(key), "more", node, fold=fold))
        return members[:first]

    def _put(self, card: Shown) -> bool:
        if len(self.scene.cards) >= BUDGET and card.id not in self.scene.cards:
            self.scene.cut = True
            return False
        self.scene.cards[card.id] = card
        return True

    def _directive(self, node: str) -> None:
        folds = []
        tasks = self.links.tasks(node)
        if tasks:
            key = f"task:{short(node)}"
            folds.append(Fold(key, "task", len(tasks), self._open(key)))
        skeleton = {*self.links.upper(node), *self.links.lower(node)}
        beside = [other for other in self.links.beside(node) if other not in skeleton]
        if beside:
            key = f"cite:{short(node)}"
            folds.append(Fold(key, "cite", len(beside), self._open(key)))
        kind = "stub" if self.links.node(node).known == "byCitation" else "directive"
        self._put(Shown(short(node), kind, node, tuple(folds)))

    def _tasks(self, node: str) -> None:
        if not self._open(f"task:{short(node)}") or short(node) not in self.scene.cards:
            return
        for task in self._page(node, "task", self.links.tasks(node)):
            if self._put(Shown(short(task), "task", task)):
                for doer in self.links.doers(task):
                    self._put(Shown(short(doer), self.links.node(doer).kind, doer))

    def _gaps(self, root: str) -> None:
        below = self.links.below(root)
        owners = [c.node for c in self.scene.cards.values() if c.node in below and c.kind == "directive"]
        found = [gap for node in owners for gap in gaps(self.links, node)]
        for owner in dict.fromkeys(gap.directive for gap in found):
            mine = {gap_id(gap): gap for gap in found if gap.directive == owner}
            for name in self._page(owner, "gap", list(mine)):
                gap = mine[name]
                self._put(Shown(name, "gap", gap.directive, gap=gap))

    def _lines(self) -> None:
        cards = self.scene.cards
        pairs: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.trace.facts:
            ends = sorted((fact.source, fact.target))
            drawn = marks().relation(fact.relation).draw != "quiet" and ends[0] != ends[1]
            if drawn and all(short(end) in cards for end in ends):
                pairs.setdefault((ends[0], ends[1]), []).append(fact)
        for facts in pairs.values():
            facts.sort(key=self._telling)
            self._line(Line(line_id(facts[0]), short(facts[0].source), short(facts[0].target), tuple(facts)))
        for card in cards.values():
            if card.gap is not None:
                self._line(Line(short("line", card.id), short(card.node), card.id, (card.gap.fact,)))
            elif card.fold is not None:
                self._line(Line(short("line", card.id), short(card.node), card.id))

    def _telling(self, fact: Fact) -> tuple[int, bool, tuple[int, int]]:
        """What a directive says of itself comes before what a third one says of it in passing."""
        near = {self.trace.nodes[end].document for end in (fact.source, fact.target)}
        return marks().relation(fact.relation).rank, fact.document not in near, fact.span or (0, 0)

    def _line(self, line: Line) -> None:
        self.scene.lines[line.id] = line
