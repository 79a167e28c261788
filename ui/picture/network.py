"""An arranged scene held in a pyvis ``Network``, and its whitelisted payload for the browser.

pyvis is used for what it models — nodes, edges, options — and for nothing it writes: its HTML is never made. Names that
leave here are hashes; texts are drawn on a canvas or set as text, so nothing of a document can become markup.
"""

from collections import defaultdict
from dataclasses import asdict
from typing import Any, Final

from pyvis.network import Network

from ui.picture.arrange import Arrangement, arrange
from ui.picture.cards import Card, name_of
from ui.picture.layout import Wire
from ui.picture.marks import marks, short
from ui.picture.scene import Line, Scene

__all__ = ["CARD_KEYS", "EDGE_KEYS", "NODE_KEYS", "draw", "payload"]

NODE_KEYS: Final = frozenset({"id", "x", "y", "card"})
EDGE_KEYS: Final = frozenset(
    {"id", "from", "to", "arrows", "color", "dashes", "width", "smooth", "lines", "of", "title"}
)
CARD_KEYS: Final = frozenset({"w", "h", "shape", "color", "rows", "pills", "full", "root", "toggle"})

_CURVE: Final = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5}
_STRAIGHT: Final = {"enabled": False}
# everything moves and is picked by our own script; vis-network draws, pans and zooms
_OPTIONS: Final = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "selectable": False, "hover": False, "zoomSpeed": 0.6},
    "nodes": {"physics": False, "chosen": False},
    "edges": {"chosen": False, "hoverWidth": 0, "selectionWidth": 0},
}
_THREAD: Final = (2, 5)


def draw(scene: Scene) -> tuple[Network, Arrangement]:
    """A pyvis network of the scene: cards, the joints that lines run between, and the strokes they are made of."""
    arrangement = arrange(scene)
    network = Network(directed=True)
    network.options = dict(_OPTIONS)
    ink = _Ink(scene, arrangement)
    for line, wire in arrangement.lines:
        ink.line(line, wire)
    for card in arrangement.cards.values():
        x, y = arrangement.at(card.id)
        network.add_node(card.id, label=" ", x=round(x, 1), y=round(y, 1), card=_plain(card))
    for name, (x, y) in ink.joints.items():
        network.add_node(name, label=" ", x=round(x, 1), y=round(y, 1))
    for name, stroke in ink.strokes.items():
        network.add_edge(*ink.ends[name], id=name, lines=ink.carried[name], **stroke)
    return network, arrangement


def payload(scene: Scene, **extra: object) -> dict[str, Any]:
    """Plain JSON for the component: only the keys it draws, in a fixed order. ``extra`` is added at the top level."""
    network, arrangement = draw(scene)
    return {
        "nodes": [{key: value for key, value in node.items() if key in NODE_KEYS} for node in network.nodes],
        "edges": [{key: value for key, value in edge.items() if key in EDGE_KEYS} for edge in network.edges],
        "options": network.options,
        "bands": [asdict(band) for band in arrangement.bands],
        "lines": {line.id: [wire.left, wire.right] for line, wire in arrangement.lines if line.facts},
        "root": short(scene.trace.root),
        **extra,
    }


class _Ink:
    """Collects joints and strokes. A stroke runs between two joints; several lines may share one ('carried')."""

    def __init__(self, scene: Scene, arrangement: Arrangement) -> None:
        self.scene, self.arrangement = scene, arrangement
        self.joints: dict[str, tuple[float, float]] = {}
        self.strokes: dict[str, dict[str, Any]] = {}
        self.ends: dict[str, tuple[str, str]] = {}
        self.carried: dict[str, list[str]] = defaultdict(list)

    def line(self, line: Line, wire: Wire) -> None:
        """Draw a line: a curve from card to card, straight past the columns between them."""
        place, key = self.arrangement, wire.trunk or wire.id
        style = self._style(line, wire)
        here = self._port(wire.left, 1)
        path: list[str] = []
        for i in range(place.column[wire.left] + 1, place.column[wire.right]):
            y, half = place.placed.passes[key, i], place.width[i] / 2
            name = short(key, str(i))
            a = self._joint(f"{name}a", place.x[i] - half, y)
            b = self._joint(f"{name}b", place.x[i] + half, y)
            path += [self._stroke(line, here, a, {**style, "smooth": _CURVE})]
            path += [self._stroke(line, a, b, {**style, "smooth": _STRAIGHT})]
            here = b
        path.append(self._stroke(line, here, self._port(wire.right, -1), {**style, "smooth": _CURVE}))
        if line.facts:
            self._heads(line, wire, path)

    def _heads(self, line: Line, wire: Wire, path: list[str]) -> None:
        """Arrow heads on the strokes that touch the cards: at the target, or at both ends."""
        head = {"enabled": True, "type": marks().relation(line.relation).arrow, "scaleFactor": 0.75}
        if line.target == wire.right or line.both:
            self.strokes[path[-1]]["arrows"]["to"] = head
        if line.target == wire.left or line.both:
            self.strokes[path[0]]["arrows"]["from"] = head

    def _port(self, card: str, side: int) -> str:
        """The joint at the right (1) or left (-1) edge of a card."""
        x, y = self.arrangement.at(card)
        half = self.arrangement.cards[card].width / 2
        return self._joint(f"{card}{'r' if side > 0 else 'l'}", x + side * half, y)

    def _joint(self, name: str, x: float, y: float) -> str:
        self.joints[name] = (x, y)
        return name

    def _stroke(self, line: Line, a: str, b: str, style: dict[str, Any]) -> str:
        name = f"{a}-{b}"
        # an explicit 'arrows', as pyvis would put a head on every stroke of a directed network
        self.strokes.setdefault(name, {**style, "arrows": {}})
        self.ends[name] = (a, b)
        if line.facts:
            self.carried[name].append(line.id)
        return name

    def _style(self, line: Line, wire: Wire) -> dict[str, Any]:
        look = marks().relation(line.relation)
        if not line.facts:
            return {"color": look.color, "width": look.width, "dashes": list(_THREAD), "title": "", "of": wire.left}
        fact, nodes = line.facts[0], self.scene.trace.nodes
        dash = marks().dashes.get(fact.grade, ())
        title = " ".join((name_of(nodes[fact.source]), fact.relation, name_of(nodes[fact.target])))
        return {
            "color": look.color,
            "width": look.width,
            "dashes": list(dash) or False,
            "title": title,
            "of": wire.left,
        }


def _plain(card: Card) -> dict[str, Any]:
    """What the component draws of a card; lists, numbers and strings only."""
    return {
        "w": card.width,
        "h": round(card.height, 1),
        "shape": card.shape,
        "color": card.color,
        "rows": [[row.text, row.style, row.y] for row in card.rows],
        "pills": [[pill.key, pill.text, pill.open, pill.y] for pill in card.pills],
        "full": card.full,
        "root": card.root,
        "toggle": card.toggle,
    }
