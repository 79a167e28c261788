"""What stands on a card: its lines of text, their places inside the card, and the card's size. Pixels at scale 1."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ui.pages.words import say
from ui.picture.gaps import gaps, stops
from ui.picture.links import Links
from ui.picture.marks import CardStyle, marks, short
from ui.picture.measure import wrap
from ui.picture.scene import Fold, Scene, Shown
from ui.picture.states import ORDER, overdue, state, task_state
from ui.picture.trace import Node
from ui.words import day, when

__all__ = ["Card", "Pill", "Row", "card", "name_of"]

PAD_X, PAD_Y, PILL = 15, 11, 27
STATES = ("issued", "forwarded", "report", "cited", "gap", "overdue", "partial", "done", "cancelled")
#: style → (size, height of a line); the drawing knows the same styles
STYLES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "head": (15, 20),
        "name": (13.5, 18),
        "body": (13, 17),
        "foot": (12, 16),
        "warn": (12, 16),
        # a state: a mark of its own shape stands before the words
        **dict.fromkeys(STATES, (12, 17)),
    }
)
#: The room that the mark of a state takes before its words.
MARK = 16


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text; ``y`` is its top, from the top of the card."""

    text: str
    style: str
    y: float


@dataclass(frozen=True, slots=True)
class Pill:
    """A small button on a card that opens or closes a fold."""

    key: str
    text: str
    open: bool
    y: float


@dataclass(frozen=True, slots=True)
class Card:
    """``full`` is the whole text for a pointer or a screen reader; ``toggle`` the fold that a click on it opens."""

    id: str
    kind: str
    shape: str
    color: str
    band: str
    key: tuple[str, ...]
    width: float
    height: float
    rows: tuple[Row, ...]
    pills: tuple[Pill, ...]
    full: str
    root: bool = False
    toggle: str = ""


def card(scene: Scene, shown: Shown) -> Card:
    """The card of something shown."""
    links, node = scene.links, scene.links.node(shown.node)
    style = marks().cards[shown.kind]
    band = _band(links, shown, node)
    parts = _parts(links, shown, node)
    rows, height = _rows(parts, style)
    pills = tuple(
        Pill(fold.key, say(f"fold.{fold.what}", n=fold.count), fold.open, height + PILL * i)
        for i, fold in enumerate(shown.folds)
    )
    return Card(
        id=shown.id,
        kind=shown.kind,
        shape=style.shape,
        color=_color(shown, band) or style.color,
        band=band,
        key=_key(links, shown, node),
        width=style.width,
        height=height + PILL * len(pills) + (4 if pills else 0) + PAD_Y,
        rows=rows,
        pills=pills,
        full="\n".join(text for text, _, _ in parts if text),
        root=shown.node == scene.trace.root and shown.gap is None and shown.fold is None,
        toggle=shown.fold.key if shown.fold else "",
    )


def _color(shown: Shown, band: str) -> str:
    """A cohort has the colour of its state, any other card that of its column unless its kind has one."""
    if shown.kind == "cohort" and shown.fold is not None:
        return marks().states[shown.fold.what.removeprefix("cohort_")].color
    return "" if marks().cards[shown.kind].color else next(b.color for b in marks().bands if b.key == band)


def name_of(node: Node) -> str:
    """What to call a node in a sentence: a directive by type and number, a task by its place, a unit by its name."""
    if node.kind == "directive":
        named = _called(node)
        return named if node.code or not node.document else say("card.unnamed", name=named, file=node.document)
    if node.kind == "task":
        return say("card.task_of", path=node.path, document=node.document) if node.document else node.label
    return node.label


def _called(node: Node) -> str:
    """A directive by its type and number; the latter may be unknown."""
    return f"{node.type} {node.code or say('card.no_code')}".strip()


def _parts(links: Links, shown: Shown, node: Node) -> list[tuple[str, str, int]]:
    """(text, style, at most so many lines) from top to bottom; empty texts are left out later."""
    if shown.kind == "cohort" and shown.fold is not None:
        return _cohort(shown.fold)
    if shown.fold is not None:
        return [(_more(shown.fold), "name", 2)]
    if shown.gap is not None:
        return [
            (say("card.gap"), "gap", 1),
            (shown.gap.name, "name", 3),
            (say("card.gap_why", document=name_of(node)), "foot", 2),
        ]
    if node.kind == "directive":
        return _directive(links, node)
    if node.kind == "task":
        return _task(links, node)
    kind = say(f"card.{node.kind}") if node.kind in ("group", "post") else ""
    return [(node.label, "name", 3), (kind, "foot", 1)]


def _cohort(fold: Fold) -> list[tuple[str, str, int]]:
    name = fold.what.removeprefix("cohort_")
    return [
        (say(f"state.{name}"), name, 2),
        (say(f"fold.{fold.what}", n=fold.count), "name", 2),
        (say("fold.shut" if fold.open else "fold.open"), "foot", 1),
    ]


def _directive(links: Links, node: Node) -> list[tuple[str, str, int]]:
    below = node.id in links.below(links.trace.root)
    why = stops(links, node.id) if below else ""
    stands = state(links, node.id)
    late = overdue(links, node.id)
    unread = say("card.stub") if node.known == "byCitation" else ""
    issued = " · ".join(filter(None, (node.unit, day(node.date))))
    return [
        (_called(node), "head", 2),
        (issued or say("card.no_issuer"), "foot", 2),
        (node.title or (node.document if not node.code else ""), "body", 3),
        (unread, "foot", 2),
        (say(f"state.{stands}") if stands else "", stands or "foot", 1),
        (say("state.late", n=late) if late else "", "overdue", 1),
        (say(f"stop.{why}") if why in ("lower", "task") else "", "warn", 2),
    ]


def _task(links: Links, node: Node) -> list[tuple[str, str, int]]:
    stands = task_state(links, node.id)
    due = next((fact.due for fact in links.leaving.get(node.id, ()) if fact.due), node.date)
    return [
        (say("card.task", path=node.path) if node.path else say("card.task_alone"), "foot", 1),
        (node.label, "body", 4),
        (say("card.due", day=when(due)) if due else "", "foot", 1),
        (say(f"state.task_{stands}") if stands else "", stands or "foot", 1),
        ("" if links.doers(node.id) else say("card.nobody"), "warn", 1),
    ]


def _more(fold: Fold) -> str:
    return say(f"fold.{fold.what}_more", n=fold.count)


def _rows(parts: list[tuple[str, str, int]], style: CardStyle) -> tuple[tuple[Row, ...], float]:
    rows: list[Row] = []
    y = float(PAD_Y)
    for text, name, most in parts:
        size, height = STYLES[name]
        lines, _ = wrap(text, size, style.width - 2 * PAD_X - (MARK if name in STATES else 0), most)
        for line in lines:
            rows.append(Row(line, name, y))
            y += height
        y += 3 if lines else 0
    return tuple(rows), y


def _band(links: Links, shown: Shown, node: Node) -> str:
    """The column a card belongs to; a 'more' card stands where the cards it hides would."""
    if shown.gap is not None:
        return shown.gap.level
    if shown.fold is not None:
        return _hidden_band(links, shown.fold, node)
    if node.kind == "directive":
        return node.level if any(node.level == band.key for band in marks().bands[:4]) else "?"
    return "task" if node.kind == "task" else "actor"


def _hidden_band(links: Links, fold: Fold, node: Node) -> str:
    if fold.what == "task":
        return "task"
    if fold.what in ("gap", "cohort_gap"):
        levels = [gap.level for gap in gaps(links, node.id)]
        return next((level for level in levels if level != node.level and level), "?")
    hidden = [member for member in links.trace.nodes.values() if short(member.id) in fold.names]
    return _band(links, Shown("", "directive", hidden[-1].id), hidden[-1]) if hidden else "?"


def _key(links: Links, shown: Shown, node: Node) -> tuple[str, ...]:
    """Cards of one column that nothing else orders stand in this order; the same in every run."""
    last = "1" if shown.fold is not None else "0"
    if node.kind == "task" and shown.gap is None:
        order = links.tasks(next((f.source for f in links.arriving.get(node.id, ())), ""))
        return (last, node.document, f"{order.index(node.id):05}" if node.id in order else "", node.id)
    if shown.kind == "cohort" and shown.fold is not None:
        return (last, node.id, str(ORDER.index(shown.fold.what.removeprefix("cohort_"))))
    gap = shown.gap.name if shown.gap else ""
    # what calls for attention stands first: not seen, then the most overdue
    late = f"{9999 - overdue(links, node.id):04}" if node.kind == "directive" else ""
    return (last, "0" if gap else "1", gap or late, node.date or "9999", node.code, node.id)
