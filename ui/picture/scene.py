"""What of a chain is shown: cards and lines, after folding. Nothing here knows where they will stand.

Folded away until asked for: the tasks of every directive, the directives that are only cited, all but the first few of
many alike, and of many that carry one directive out all, in cohorts by how they stand. What is folded is counted on a
card. Each fold has a key ('task:…', 'cite:…', 'more:…', 'cohort:…') which the picture sends back when it is clicked.
"""

from collections import deque
from collections.abc import Callable, Collection

from ui.picture.cohorts import MANY, cohorts, direct
from ui.picture.gaps import Gap, gap_id, gaps
from ui.picture.links import Links, links_of
from ui.picture.marks import marks, short
from ui.picture.shown import Fold, Line, Scene, Shown, line_id
from ui.picture.trace import Fact, Trace

__all__ = ["BUDGET", "Fold", "Line", "Scene", "Shown", "build", "build_whole", "gap_id", "line_id", "reveal"]

#: Above this many cards the picture does not move well (docs/measured.md).
BUDGET = 2000
#: So many of a kind are shown before the others are asked for.
FIRST = {"lower": MANY, "upper": 12, "cite": 12, "task": 24, "gap": 8}
COHORT = 40
#: So few need no cohort.
FEW = 3


def build(trace: Trace, toggled: Collection[str] = ()) -> Scene:
    """The scene of a trace; ``toggled`` holds the keys of the folds that stand other than by default.

    By default everything is folded, except what the root needs to have any neighbour at all.
    """
    return _Builder(trace, frozenset(toggled)).build()


def reveal(trace: Trace, toggled: Collection[str], wanted: str) -> frozenset[str]:
    """``toggled`` with as few more keys as show the card or line called ``wanted``; unchanged if nothing shows it."""
    now = frozenset(toggled)
    for _ in range(6):
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
    names = {short(node) for node in ends} | {wanted}
    above = {name for name in map(short, _above(links, ends)) if name not in scene.cards}
    inside = {f.key: f for card in scene.cards.values() for f in (*card.folds, *([card.fold] if card.fold else []))}
    return frozenset(
        key
        for key, fold in inside.items()
        if not fold.open and (names | (above if key.startswith(("cohort:", "more:")) else set())) & fold.names
    )


def _above(links: Links, nodes: Collection[str]) -> set[str]:
    """The directives that stand above some nodes in the chain: to be unfolded before these can be."""
    seen: set[str] = set()
    queue = [node for node in nodes if links.node(node).kind == "directive"]
    while queue:
        for upper in links.upper(queue.pop()):
            if upper not in seen:
                seen.add(upper)
                queue.append(upper)
    return seen


def build_whole(trace: Trace) -> Scene:
    """The scene of a trace that is small enough to show at once: every directive of it, nothing folded."""
    scene = Scene(trace, links_of(trace))
    for node in trace.nodes.values():
        kind = "stub" if node.known == "byCitation" else "directive"
        scene.cards[short(node.id)] = Shown(short(node.id), kind, node.id)
    for fact in trace.facts:
        known = scene.lines.get(line_id(fact))
        facts = (*known.facts, fact) if known else (fact,)
        scene.lines[line_id(fact)] = Line(line_id(fact), short(facts[0].source), short(facts[0].target), facts)
    return scene


class _Builder:
    def __init__(self, trace: Trace, toggled: frozenset[str]) -> None:
        self.trace, self.toggled = trace, toggled
        self.links = links_of(trace)
        self.scene = Scene(trace, self.links)
        self.default: set[str] = set()
        self.missing: dict[str, list[Gap]] = {}
        self.grouped: set[str] = set()

    def build(self) -> Scene:
        root = self.trace.root
        if root not in self.trace.nodes:
            return self.scene
        if not (self.links.lower(root) or self.links.upper(root)):
            self.default |= {f"cite:{short(root)}", f"task:{short(root)}"}
        self.below = self.links.below(root)
        order = self._directives(root)
        for node in order:
            self._directive(node)
        for node in order:
            self._tasks(node)
        for node in order:
            self._gaps(node)
        self._lines()
        return self.scene

    def _open(self, key: str) -> bool:
        return (key in self.toggled) != (key in self.default)

    def _directives(self, root: str) -> list[str]:
        """The directives shown: the skeleton around the root, and beside it what was opened; nearest first."""
        order, queue = {root: None}, deque([root])
        while queue:
            node = queue.popleft()
            near = self._page(node, "upper", self.links.upper(node), short) + self._lower(node)
            if self._open(f"cite:{short(node)}"):
                near += self._page(node, "cite", self.links.beside(node), short)
            for other in near:
                if other not in order:
                    order[other] = None
                    queue.append(other)
        return list(order)

    def _lower(self, node: str) -> list[str]:
        """The directives shown that carry this one out: one by one, or, where there are many, those of open cohorts."""
        self.missing[node] = gaps(self.links, node) if node in self.below else []
        members = direct(self.links, node)
        for hidden in set(self.links.lower(node)) - set(members):
            self.scene.implied.add((short(hidden), short(node)))
        if len(members) + len(self.missing[node]) <= MANY + 1:
            return members
        self.grouped.add(node)
        near: list[str] = []
        for name, rows in cohorts(self.links, members, self.missing[node]).items():
            near += self._cohort(node, name, rows)
        return near

    def _cohort(self, node: str, name: str, rows: list[str]) -> list[str]:
        """Put up the card of a cohort; the directives of it that are shown (gaps are put up at once)."""
        if len(rows) <= FEW:
            self._put_gaps(node, rows if name == "gap" else ())
            return [] if name == "gap" else rows
        key = f"cohort:{name}:{short(node)}"
        card = short(key)
        called = frozenset(rows if name == "gap" else map(short, rows))
        self._put(Shown(card, "cohort", node, fold=Fold(key, f"cohort_{name}", len(rows), self._open(key), called)))
        if not self._open(key):
            return []
        more = f"more:{name}:{short(node)}"
        if len(rows) > COHORT + 1 and not self._open(more):
            hidden = frozenset(rows[COHORT:] if name == "gap" else map(short, rows[COHORT:]))
            what = "gap" if name == "gap" else "lower"
            self._put(Shown(short(more), "more", node, fold=Fold(more, what, len(rows) - COHORT, names=hidden)))
            self.scene.via[short(more)] = card
            rows = rows[:COHORT]
        if name == "gap":
            self._put_gaps(node, rows)
            self.scene.via |= dict.fromkeys(rows, card)
            return []
        higher = [short(upper) for upper in _above(self.links, [node])]
        for member in map(short, rows):
            self.scene.via[member] = card
            self.scene.implied |= {(member, upper) for upper in higher}
        return rows

    def _put_gaps(self, node: str, names: Collection[str]) -> None:
        for gap in self.missing[node]:
            if gap_id(gap) in names:
                self._put(Shown(gap_id(gap), "gap", node, gap=gap))

    def _page(self, node: str, what: str, members: list[str], called: Callable[[str], str]) -> list[str]:
        """The members shown; a 'more' card is put up for the others."""
        key = f"more:{what}:{short(node)}"
        first = FIRST[what]
        if len(members) <= first + 1 or self._open(key):
            return members
        fold = Fold(key, what, len(members) - first, names=frozenset(map(called, members[first:])))
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
            doers = {short(doer) for task in tasks for doer in self.links.doers(task)}
            folds.append(Fold(key, "task", len(tasks), self._open(key), frozenset(map(short, tasks)) | doers))
        skeleton = {*self.links.upper(node), *self.links.lower(node), *(self.below if node in self.below else ())}
        beside = [other for other in self.links.beside(node) if other not in skeleton]
        if beside:
            key = f"cite:{short(node)}"
            folds.append(Fold(key, "cite", len(beside), self._open(key), frozenset(map(short, beside))))
        kind = "stub" if self.links.node(node).known == "byCitation" else "directive"
        self._put(Shown(short(node), kind, node, tuple(folds)))

    def _tasks(self, node: str) -> None:
        if not self._open(f"task:{short(node)}") or short(node) not in self.scene.cards:
            return
        for task in self._page(node, "task", self.links.tasks(node), short):
            if self._put(Shown(short(task), "task", task)):
                for doer in self.links.doers(task):
                    self._put(Shown(short(doer), self.links.node(doer).kind, doer))

    def _gaps(self, node: str) -> None:
        if node in self.grouped or short(node) not in self.scene.cards:
            return
        if mine := [gap_id(gap) for gap in self.missing.get(node, ())]:
            self._put_gaps(node, self._page(node, "gap", mine, str))

    def _lines(self) -> None:
        cards = self.scene.cards
        pairs: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.trace.facts:
            ends = sorted((fact.source, fact.target))
            drawn = marks().relation(fact.relation).draw != "quiet" and ends[0] != ends[1]
            shown = drawn and all(short(end) in cards for end in ends)
            if shown and not {(short(a), short(b)) for a, b in (ends, ends[::-1])} & self.scene.implied:
                pairs.setdefault((ends[0], ends[1]), []).append(fact)
        for facts in pairs.values():
            facts.sort(key=self._telling)
            self._line(Line(line_id(facts[0]), short(facts[0].source), short(facts[0].target), tuple(facts)))
        for card in cards.values():
            if card.gap is not None:
                proofs = (card.gap.fact,) if card.gap.fact else ()
                self._line(Line(short("line", card.id), short(card.node), card.id, proofs))
            elif card.fold is not None:
                self._line(Line(short("line", card.id), short(card.node), card.id))

    def _telling(self, fact: Fact) -> tuple[int, bool, tuple[int, int]]:
        """What a directive says of itself comes before what a third one says of it in passing."""
        near = {self.trace.nodes[end].document for end in (fact.source, fact.target)}
        return marks().relation(fact.relation).rank, fact.document not in near, fact.span or (0, 0)

    def _line(self, line: Line) -> None:
        self.scene.lines[line.id] = line
