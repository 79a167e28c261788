"""The strokes of an arranged scene: how every line runs from card to card, past the columns between them."""

from collections import defaultdict
from typing import Any, Final

from ui.picture.arrange import Arrangement
from ui.picture.cards import name_of
from ui.picture.layout import Wire
from ui.picture.marks import marks, short
from ui.picture.shown import Line, Scene

__all__ = ["Ink"]

_CURVE: Final = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5}
_STRAIGHT: Final = {"enabled": False}
_THREAD: Final = (2, 5)


class Ink:
    """Joints by name and strokes between two of them ('ends'); several lines may share a stroke ('carried').

    A stroke is told in the words of vis-network: colour, width, dashes, arrows, and whether it is smooth.
    """

    def __init__(self, scene: Scene, arrangement: Arrangement) -> None:
        self.scene, self.arrangement = scene, arrangement
        self.joints: dict[str, tuple[float, float]] = {}
        self.strokes: dict[str, dict[str, Any]] = {}
        self.ends: dict[str, tuple[str, str]] = {}
        self.carried: dict[str, list[str]] = defaultdict(list)
        for line, wire in arrangement.lines:
            self._line(line, wire)

    def _line(self, line: Line, wire: Wire) -> None:
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
        if line.target != wire.right or line.both:
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
        level = abs(self.joints[a][1] - self.joints[b][1]) < 1
        style = {**style, "smooth": _STRAIGHT} if level else style  # vis-network puts the head of a level curve astray
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
        member = wire.left in self.scene.via.values()  # of a cohort: many lines in one place
        return {
            "color": look.color,
            "width": min(look.width, 1.2) if member else look.width,
            "dashes": list(dash) or False,
            "title": title,
            "of": wire.left,
        }
