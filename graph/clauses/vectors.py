"""Words as weighted vectors: how rare they are, how alike two bags of them are.

Words are taken in one order: sums of fractions depend on theirs, and what comes of them must not.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

__all__ = ["Index", "index_of", "overlap", "products", "vector_of", "weights_of"]

#: Word → the places of the vectors that have it, with its value there.
Index: TypeAlias = Mapping[str, Sequence[tuple[int, float]]]


def weights_of(bags: Iterable[frozenset[str]]) -> dict[str, float]:
    """How telling a word is: the rarer among all items the more."""
    listed = list(bags)
    seen = Counter(chain.from_iterable(listed))
    return {word: max(math.log((1 + len(listed)) / (0.5 + count)), 0.0) for word, count in seen.items()}


def vector_of(bag: Iterable[str], weights: Mapping[str, float]) -> dict[str, float]:
    """The words of a bag with their weights, of length 1; none where nothing of it weighs."""
    values = {word: weights[word] for word in sorted(bag)}
    length = math.sqrt(sum(value * value for value in values.values()))
    return {word: value / length for word, value in values.items()} if length else {}


def index_of(vectors: Iterable[Mapping[str, float]]) -> Index:
    """Word → the places of the vectors that have it, with its value there."""
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, vector in enumerate(vectors):
        for word, value in vector.items():
            found[word].append((at, value))
    return found


def products(vector: Mapping[str, float], index: Index, size: int) -> list[float]:
    """The products of one vector with all of an index."""
    found = [0.0] * size
    for word, value in vector.items():
        for at, other in index.get(word, ()):
            found[at] += value * other
    return found


def overlap(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> float:
    """How much of what two sets hold is in both, by its weight: 0 to 1."""
    shared = one & other
    if not shared:
        return 0.0
    both, all_of = (sum(sorted(rarity[field] for field in fields)) for fields in (shared, [*one, *other]))
    return 2 * both / all_of if all_of > 0 else 0.0
