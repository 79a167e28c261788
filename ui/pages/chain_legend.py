"""What the picture of a chain shows, told beside it: its states and relations in words, and the cards to be lit."""

from collections.abc import Sequence
from typing import Any

from ui.pages.words import say
from ui.picture.marks import marks
from ui.picture.scene import Scene
from ui.picture.states import ORDER, overdue, state

__all__ = ["legend", "lit", "states"]


def states(scene: Scene) -> list[tuple[str, str]]:
    """The states that the picture shows, with their words; what calls for attention first."""
    links, found = scene.links, set()
    for card in scene.cards.values():
        if card.kind in ("gap", "cohort"):
            found.add(card.fold.what.removeprefix("cohort_") if card.fold else "gap")
        elif card.kind in ("directive", "stub"):
            found |= {state(links, card.node), "overdue" if overdue(links, card.node) else ""}
    return [(name, say(f"state.{name}")) for name in ORDER if name in found]


def legend(scene: Scene) -> list[dict[str, Any]]:
    """The relations and grades that the picture shows, in the order of the table of marks."""
    lines = [line for line in scene.lines.values() if line.facts]
    shown = {line.relation for line in lines}
    out: list[dict[str, Any]] = [
        {"text": name, "color": look.color, "dashes": [], "head": look.arrow}
        for name, look in marks().relations.items()
        if name in shown
    ]
    grades = {line.facts[0].grade for line in lines}
    out += [
        {"text": grade, "color": "#57606a", "dashes": list(dash), "head": ""}
        for grade, dash in marks().dashes.items()
        if dash and grade in grades
    ]
    return out


def lit(scene: Scene, found: Sequence[str]) -> list[str]:
    """The cards to be lit: those found, and those in whose folds one that was found is folded away."""
    wanted = frozenset(found)
    folded = (
        card.id
        for card in scene.cards.values()
        if any(fold.names & wanted - scene.cards.keys() for fold in (*card.folds, *([card.fold] if card.fold else ())))
    )
    return [*(name for name in found if name in scene.cards), *folded]
