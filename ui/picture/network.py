"""A scene laid out, held in a pyvis ``Network``, and its whitelisted payload for the browser.

pyvis is used for what it models — nodes, edges, options — and for nothing it writes: its HTML is never made. Names that
leave here are hashes; texts are drawn on a canvas or set as text, so nothing of a document can become markup.
"""

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from typing import Any, Final

from pyvis.network import Network

from ui.pages.words import say
from ui.picture.cards import Card, card, name_of
from ui.picture.layout import Box, Placed, Wire, columns, place
from ui.picture.links import HAS_TASK
from ui.picture.marks import marks, short
from ui.picture.scene import Line, Scene

__all__ = ["EDGE_KEYS", "NODE_KEYS", "Picture", "draw", "payload"]

BETWEEN: Final = (52.0, 112.0)
NODE_KEYS: Final = frozenset({"id", "x", "y", "shape", "card"})
EDGE_KEYS: Final = frozenset({"id", "from", "to", "arrows", "color", "dashes", "width", "smooth", "lines", "of", "title"})
_CURVE: Final = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5}
_STRAIGHT: Final = {"enabled": False}
_OPTIONS: Final = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "selectable": False, "hover": False, "zoomSpeed": 0.6},
    "nodes": {"physics": False, "chosen": False},
    "edges": {"chosen": False, "hoverWidth": 0, "selectionWidth": 0},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column or a run of columns: its middle and its width, in pixels."""

    label: str
    color: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The network, the cards by id with the middle of each, the column headings, and the ends of every line."""

    network: Network
    cards: dict[str, Card]
    at: dict[str, tuple[float, float]]
    bands: tuple[Column, ...]
    lines: dict[str, tuple[str, str]]
    root: str


def draw(scene: Scene) -> Picture:
    """Lay a scene out and put it into a pyvis network."""
    cards = {shown.id: card(scene, shown) for shown in scene.cards.values()}
    column = _columns(scene, cards)
    lines = {line.id: line for line in scene.lines.values() if column[line.source] != column[line.target]}
    wires = [_wire(line, column) for line in lines.values()]
    placed = place([_box(c, column[c.id]) for c in cards.values()], wires)
    width = {i: max(c.width for c in cards.values() if column[c.id] == i) for i in sorted(set(column.values()))}
    after = _gaps_between(wires, column)
    x, edge = {}, 0.0
    for i, wide in width.items():
        x[i] = edge + wide / 2
        edge += wide + after[i]
    picture = Picture(
        network=Network(directed=True),
        cards=cards,
        at={c.id: (round(x[column[c.id]], 1), placed.y[c.id]) for c in cards.values()},
        bands=tuple(_bands(cards, column, x, width, after)),
        lines={line.id: _ends(line, column) for line in lines.values() if line.facts},
        root=short(scene.trace.root),
    )
    picture.network.options = dict(_OPTIONS)
    _Ink(picture, scene, placed, column, x, width).fill(lines.values())
    return picture


def payload(picture: Picture, **extra: Any) -> dict[str, Any]:
    """Plain JSON for the component: only the keys drawn, in a fixed order. ``extra`` is added at the top level."""
    return {
        "nodes": [{k: v for k, v in node.items() if k in NODE_KEYS} for node in picture.network.nodes],
        "edges": [{k: v for k, v in edge.items() if k in EDGE_KEYS} for edge in picture.network.edges],
        "options": picture.network.options,
        "bands": [asdict(band) for band in picture.bands],
        "lines": {name: list(ends) for name, ends in picture.lines.items()},
        "root": picture.root,
        **extra,
    }


def _columns(scene: Scene, cards: dict[str, Card]) -> dict[str, int]:
    """The column of every card: bands from left to right, and inside a band what is built upon stands left."""
    out: dict[str, int] = {}
    first = 0
    for band in marks().bands:
        members = [c.id for c in sorted(cards.values(), key=lambda c: c.key) if c.band == band.key]
        pairs = [(line.target, line.source) for line in scene.lines.values() if line.facts and cards[line.source].kind != "task"]
        pairs += [(line.source, line.target) for line in scene.lines.values() if not line.facts or cards[line.source].kind == "task"]
        pairs = [(b, a) if cards[b].kind == "gap" else (a, b) for a, b in pairs if a in members and b in members]
        rank = columns(pairs, members)
        out.update({name: first + rank[name] for name in members})
        first += max(rank.values(), default=-1) + 1
    return out


def _gaps_between(wires: list[Wire], column: dict[str, int]) -> dict[int, float]:
    """The room to the right of every column: the more wires cross it, the wider, within bounds."""
    least, most = BETWEEN
    crossing = Counter(i for wire in wires for i in range(column[wire.left], column[wire.right]))
    return {i: min(most, least + 3.0 * crossing[i]) for i in set(column.values())}


def _ends(line: Line, column: dict[str, int]) -> tuple[str, str]:
    a, b = line.source, line.target
    return (a, b) if column[a] < column[b] else (b, a)


def _wire(line: Line, column: dict[str, int]) -> Wire:
    left, right = _ends(line, column)
    return Wire(line.id, left, right, f"trunk {left}" if line.relation in (HAS_TASK, "") else "")


def _box(c: Card, column: int) -> Box:
    return Box(c.id, column, c.height, c.key, settled=c.band in ("task", "actor") or c.kind in ("more", "gap"))


def _bands(
    cards: dict[str, Card], column: dict[str, int], x: dict[int, float], width: dict[int, float], after: dict[int, float]
) -> list[Column]:
    out = []
    for band in marks().bands:
        mine = sorted({column[c.id] for c in cards.values() if c.band == band.key})
        if mine:
            left = x[mine[0]] - width[mine[0]] / 2 - after.get(mine[0] - 1, BETWEEN[0]) / 2
            right = x[mine[-1]] + width[mine[-1]] / 2 + after[mine[-1]] / 2
            out.append(Column(say(f"band.{band.key}"), band.color, round((left + right) / 2, 1), round(right - left, 1)))
    return out


class _Ink:
    """Puts cards, joints and strokes into the network. A joint is a point that strokes start from or end at."""

    def __init__(
        self, picture: Picture, scene: Scene, placed: Placed, column: dict[str, int], x: dict[int, float], width: dict[int, float]
    ) -> None:
        self.picture, self.scene, self.placed = picture, scene, placed
        self.column, self.x, self.width = column, x, width
        self.joints: dict[str, tuple[float, float]] = {}
        self.strokes: dict[str, dict[str, Any]] = {}
        self.carried: dict[str, list[str]] = defaultdict(list)

    def fill(self, lines: Any) -> None:
        for line in lines:
            self._line(line)
        net = self.picture.network
        for c in self.picture.cards.values():
            x, y = self.picture.at[c.id]
            net.add_node(c.id, label=" ", shape="custom", x=x, y=y, card=_plain(c))
        for name, (x, y) in self.joints.items():
            net.add_node(name, label=" ", shape="custom", x=round(x, 1), y=round(y, 1))
        for name, stroke in self.strokes.items():
            net.add_edge(stroke.pop("a"), stroke.pop("b"), id=name, lines=self.carried[name], **stroke)

    def _line(self, line: Line) -> None:
        left, right = _ends(line, self.column)
        wire = _wire(line, self.column)
        key = wire.trunk or wire.id
        here = self._port(left, 1)
        path: list[str] = []
        for i in range(self.column[left] + 1, self.column[right]):
            y = self.placed.passes[key, i]
            a = self._joint(f"{short(key, str(i))}a", self.x[i] - self.width[i] / 2, y)
            b = self._joint(f"{short(key, str(i))}b", self.x[i] + self.width[i] / 2, y)
            path += [self._stroke(line, here, a, left, _CURVE), self._stroke(line, a, b, left, _STRAIGHT)]
            here = b
        path.append(self._stroke(line, here, self._port(right, -1), left, _CURVE))
        if line.facts:
            self._heads(line, path, left, right)

    def _heads(self, line: Line, path: list[str], left: str, right: str) -> None:
        """Arrow heads on the strokes that touch the cards: at the target, or at both ends."""
        arrow = {"enabled": True, "type": marks().relation(line.relation).arrow, "scaleFactor": 0.75}
        if line.target == right or line.both:
            self.strokes[path[-1]]["arrows"]["to"] = arrow
        if line.target == left or line.both:
            self.strokes[path[0]]["arrows"]["from"] = arrow

    def _port(self, name: str, side: int) -> str:
        x, y = self.picture.at[name]
        return self._joint(f"{name}{'r' if side > 0 else 'l'}", x + side * self.picture.cards[name].width / 2, y)

    def _joint(self, name: str, x: float, y: float) -> str:
        self.joints[name] = (x, y)
        return name

    def _stroke(self, line: Line, a: str, b: str, of: str, smooth: dict[str, Any]) -> str:
        name = f"{a}-{b}"
        if name not in self.strokes:
            self.strokes[name] = {"a": a, "b": b, "of": of, "smooth": smooth, "arrows": {}, **self._style(line)}
        if line.facts:
            self.carried[name].append(line.id)
        return name

    def _style(self, line: Line) -> dict[str, Any]:
        look = marks().relation(line.relation)
        grade = line.facts[0].grade if line.facts else ""
        dash = marks().dashes.get(grade, ()) if line.facts else (2, 5)
        trace = self.scene.trace.nodes
        title = ""
        if line.facts:
            fact = line.facts[0]
            title = " ".join((name_of(trace[fact.source]), fact.relation, name_of(trace[fact.target])))
        return {"color": look.color, "width": look.width, "dashes": list(dash) or False, "title": title}


def _plain(c: Card) -> dict[str, Any]:
    """What the component draws of a card; lists and strings only."""
    return {
        "w": c.width,
        "h": round(c.height, 1),
        "shape": c.shape,
        "color": c.color,
        "rows": [[row.text, row.style, row.y] for row in c.rows],
        "pills": [[pill.key, pill.text, pill.open, pill.y] for pill in c.pills],
        "full": c.full,
        "root": c.root,
        "toggle": c.toggle,
    }
