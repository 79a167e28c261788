"""How far two titles speak of one thing."""

import re
from typing import Final

from ontology.fold import fold

__all__ = ["ALIKE", "subject_overlap"]

#: The share of the words of a subject that must meet before two are taken to speak of one thing.
ALIKE: Final = 0.6
#: Words that every subject has.
_EMPTY: Final = frozenset(
    ["ve", "viec", "thuc", "hien", "trien", "khai", "cua", "va", "cac", "tren", "dia", "ban", "so"]
)
_LEAST_WORDS: Final = 3


def subject_overlap(one: str, other: str) -> float:
    """The share (0 to 1) of the words of the shorter subject that the other has too; 0 where it has too few words."""
    words, others = (set(re.findall(r"[a-z0-9]+", fold(text))) - _EMPTY for text in (one, other))
    shorter = min(len(words), len(others))
    return len(words & others) / shorter if shorter >= _LEAST_WORDS else 0.0
