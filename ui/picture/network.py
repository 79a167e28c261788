"""An arranged scene held in a pyvis ``Network``, and its whitelisted payload for the browser.

pyvis is used for what it models — nodes, edges, options — and for nothing it writes: its HTML is never made. Names that
leave here are hashes; texts are drawn on a canvas or set as text, so nothing of a document can become markup.
"""

from dataclasses import asdict
from typing import Any, Final

from pyvis.network import Network

from ui.picture.arrange import Arrangement, arrange
from ui.picture.cards import Card
from ui.picture.ink import Ink
from ui.picture.marks import marks, short
from ui.picture.scene import Scene

__all__ = ["CARD_KEYS", "EDGE_KEYS", "NODE_KEYS", "draw", "payload"]

NODE_KEYS: Final = frozenset({"id", "x", "y", "card"})
EDGE_KEYS: Final = frozenset(
    {"id", "from", "to", "arrows", "color", "dashes", "width", "smooth", "lines", "of", "title"}
)
CARD_KEYS: Final = frozenset({"w", "h", "shape", "color", "rows", "pills", "full", "root", "toggle"})

# everything moves and is picked by our own script; vis-network draws, pans and zooms
_OPTIONS: Final = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "selectable": False, "hover": False, "zoomSpeed": 0.6},
    "nodes": {"physics": False, "chosen": False},
    "edges": {"chosen": False, "hoverWidth": 0, "selectionWidth": 0},
}


def draw(scene: Scene) -> tuple[Network, Arrangement]:
    """A pyvis network of the scene: cards, the joints that lines run between, and the strokes they are made of."""
    arrangement = arrange(scene)
    network = Network(directed=True)
    network.options = dict(_OPTIONS)
    ink = Ink(scene, arrangement)
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
        "lines": {line.id: [wire.left, wire.right] for line, wire in arrangement.lines},
        "states": {name: asdict(style) for name, style in marks().states.items()},
        "root": short(scene.trace.root),
        **extra,
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
