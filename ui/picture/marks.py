"""The look of relations, grades and cards, read once from ``marks.toml``."""

import functools
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

__all__ = ["Band", "CardStyle", "Marks", "RelationStyle", "StateStyle", "marks", "short"]


@dataclass(frozen=True, slots=True)
class RelationStyle:
    """``draw`` and ``carries`` as ``marks.toml`` tells; ``arrow`` an arrow head of vis-network; ``rank`` orders."""

    color: str
    arrow: str
    width: float
    draw: str
    carries: bool = False
    rank: int = 999


@dataclass(frozen=True, slots=True)
class CardStyle:
    """``shape`` as the component draws it; ``width`` in pixels; ``color`` '' takes that of the card's column."""

    shape: str
    width: int
    color: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """One column of the picture: ``key`` is a level of government, '?', 'task' or 'actor'."""

    key: str
    color: str


@dataclass(frozen=True, slots=True)
class StateStyle:
    """The colour of a state, and the shape of its mark."""

    color: str
    mark: str


@dataclass(frozen=True, slots=True)
class Marks:
    """All looks."""

    relations: Mapping[str, RelationStyle]
    other: RelationStyle
    dashes: Mapping[str, tuple[int, ...]]
    cards: Mapping[str, CardStyle]
    bands: tuple[Band, ...]
    states: Mapping[str, StateStyle]

    def relation(self, name: str) -> RelationStyle:
        """The look of a relation by its Vietnamese name."""
        return self.relations.get(name, self.other)


@functools.cache
def marks() -> Marks:
    """The looks. A broken table is our own fault and raises."""
    table = tomllib.loads(files("ui.picture").joinpath("marks.toml").read_text(encoding="utf-8"))
    relations = {name: RelationStyle(**row, rank=rank) for rank, (name, row) in enumerate(table["relation"].items())}
    return Marks(
        relations=relations,
        other=RelationStyle(**table["other"]),
        dashes={grade: tuple(dash) for grade, dash in table["dash"].items()},
        cards={kind: CardStyle(**row) for kind, row in table["card"].items()},
        bands=tuple(Band(**row) for row in table["band"]),
        states={name: StateStyle(**row) for name, row in table["state"].items()},
    )


def short(*words: str) -> str:
    """A short stable name (12 hex digits) for something with long names; what the browser and the address see."""
    return hashlib.sha1("\x1f".join(words).encode(), usedforsecurity=False).hexdigest()[:12]
