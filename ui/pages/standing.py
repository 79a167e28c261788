"""How a task stands, as every page shows it: a mark, a word and a colour together, never the colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ui.pages.words import say

__all__ = ["LOOKS", "Look", "badge", "colour", "word"]


@dataclass(frozen=True, slots=True)
class Look:
    """``ink`` is dark enough for white letters on it (4.5:1); ``tone`` is its name in Streamlit's Markdown."""

    mark: str
    ink: str
    tone: str


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "done": Look("✓", "#1b6e3c", "green"),
        "claimed": Look("◑", "#8a5300", "orange"),
        "partial": Look("◔", "#8a5300", "orange"),
        "overdue": Look("!", "#9c1c1c", "red"),
        "soon": Look("◷", "#8a5300", "orange"),
        "open": Look("○", "#0b5394", "blue"),
        "carried": Look("↻", "#5b4a9e", "violet"),
        "amended": Look("⇄", "#57606a", "gray"),
        "cancelled": Look("✕", "#57606a", "gray"),
        "unknown": Look("?", "#57606a", "gray"),
        # how far a unit carried a directive out
        "issued": Look("✓", "#1b6e3c", "green"),
        "forwarded": Look("↪", "#5b4a9e", "violet"),
        "report": Look("≡", "#00695c", "blue"),
        "cited": Look("❝", "#8a5300", "orange"),
        "not_in_corpus": Look("○", "#57606a", "gray"),
        # what became of a promise
        "closed": Look("✓", "#1b6e3c", "green"),
        "undone": Look("✕", "#9c1c1c", "red"),
        "silent": Look("…", "#57606a", "gray"),
        "contradicted": Look("≠", "#9c1c1c", "red"),
    }
)


def word(state: str) -> str:
    """The mark and the word of a state."""
    return f"{LOOKS[state].mark} {say(f'standing.{state}')}"


def colour(state: str) -> str:
    """The colour of a state, for charts."""
    return LOOKS[state].ink


def badge(state: str, said: str = "") -> str:
    """A state as Markdown; ``said`` in place of its word."""
    return f":{LOOKS[state].tone}-badge[{f'{LOOKS[state].mark} {said}' if said else word(state)}]"
