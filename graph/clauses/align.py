"""Aligning tasks with clauses: weighted words, fields of work, and what the first sure pairs teach about the rest.

No model and no training: words count by how rare they are among the texts compared; a clause then also knows the words
of the tasks that were surely aligned with it (in other places), and the bodies that did them.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from graph.clauses.words import Words

__all__ = ["Item", "Pair", "align"]

_Index: TypeAlias = Mapping[str, Sequence[tuple[int, float]]]

#: How many rounds of learning from sure pairs before all tasks are judged.
_ROUNDS: Final = 2
#: What the words alone must reach for a pair to teach, and for a pair to stand; by how much the best beats the next.
_TEACHES: Final = 0.15
_STANDS: Final = 0.1
#: What all signs together must reach: where the words say something; where only the days agree; where neither does.
_ENOUGH: Final = 0.16
_HINTED: Final = 0.2
_UNSAID: Final = 0.33
_MARGIN: Final = 1.1
#: How much the other signs count beside the words.
_FIELD: Final = 0.3
_LEARNT: Final = 0.7
_DUTY: Final = 0.05
_OWNER: Final = 0.06
_TIME: Final = 0.12
_FIGURE: Final = 0.08
#: Days by which those below usually set their own day before the one they were set.
_AHEAD: Final = 21
_NOTHING: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Item:
    """A clause or a task: its words, the kinds of bodies that do it (without a place), what these usually do, its day,
    whether it is put weakly, and its figures.
    """

    id: str
    words: Words
    owners: frozenset[str] = frozenset()
    duties: frozenset[str] = frozenset()
    due: date | None = None
    soft: bool = False
    figures: frozenset[tuple[float, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """A task and the clause that it carries out, with the score that speaks for it (0 to about 1.4);
    ``said``: what their words alone say; ``in_time``: whether the days speak for it too.
    """

    task: str
    clause: str
    score: float
    said: float = 0.0
    in_time: bool = False


def align(clauses: Sequence[Item], tasks: Sequence[Item]) -> list[Pair]:
    """The clause of each task that has one, in the order of the tasks; a clause may have many tasks, or none."""
    judge = _Judge(clauses, tasks)
    places = {clause.id: at for at, clause in enumerate(clauses)}
    pairs: list[tuple[int, Item, Pair]] = []
    for turn in range(_ROUNDS + 1):
        pairs = [(at, task, pair) for at, task in enumerate(tasks) if (pair := judge.best(at, task)) is not None]
        if turn < _ROUNDS:
            judge.learn((at, task, places[pair.clause]) for at, task, pair in pairs if pair.said >= _TEACHES)
    return [pair for *_, pair in pairs]


class _Signs(NamedTuple):  # one for each task and clause
    """What speaks for a task and a clause whatever is learnt: their own words, and the other signs as they count."""

    said: float
    field: float
    duty: float
    named: bool
    time: float
    figures: float


@dataclass(frozen=True, slots=True)
class _Taught:
    """What the sure pairs of a round teach about a clause: the length of its tasks' words, and who does them."""

    length: float
    owners: Mapping[str, int]
    total: int


class _Judge:
    """What speaks for a task and a clause, given all of both and what was learnt so far.

    Words are taken in one order: sums of fractions depend on theirs, and a verdict must not.
    """

    def __init__(self, clauses: Sequence[Item], tasks: Sequence[Item]) -> None:
        weights = _weights(item.words.bag for item in (*clauses, *tasks))
        rarity = _weights(item.words.fields for item in (*clauses, *tasks))
        named = Counter(figure for clause in clauses for figure in clause.figures)
        self._clauses = clauses
        self._order = sorted(range(len(clauses)), key=lambda at: clauses[at].id)
        self._vectors = [_vector(task.words.bag, weights) for task in tasks]
        index = _index(_vector(clause.words.bag, weights) for clause in clauses)
        self._signs = [
            [_signs(task, clause, said, rarity, named) for clause, said in zip(clauses, alike, strict=True)]
            for task, alike in ((task, _dots(own, index, len(clauses))) for task, own in self._pairs(tasks))
        ]
        self._learnt: list[_Taught | None] = [None] * len(clauses)
        self._index: _Index = {}
        self._same: Counter[tuple[int, frozenset[str]]] = Counter()

    def _pairs(self, tasks: Sequence[Item]) -> Iterable[tuple[Item, Mapping[str, float]]]:
        return zip(tasks, self._vectors, strict=True)

    def best(self, at: int, task: Item) -> Pair | None:
        """The clause that a task (the one at this place) carries out, where one is clearly meant."""
        alike = _dots(self._vectors[at], self._index, len(self._clauses)) if self._index else ()
        first, second, chosen, said = -math.inf, -math.inf, -1, 0.0
        for clause in self._order:
            signs, words, done = self._signs[at][clause], self._signs[at][clause].said, 0.0
            if (taught := self._learnt[clause]) is not None:
                words = max(words, _LEARNT * self._taught(task, clause, alike[clause], taught.length))
                done = sum(taught.owners.get(owner, 0) for owner in task.owners) / taught.total if taught.total else 0.0
            score = words + signs.field + signs.duty + _OWNER * max(done, signs.named) + signs.time + signs.figures
            if score > first:
                first, second, chosen, said = score, first, clause, words
            elif score > second:
                second = score
        if chosen < 0:
            return None
        signs = self._signs[at][chosen]
        in_time = signs.time >= _TIME and signs.figures > 0
        enough = _ENOUGH if said >= _STANDS else _HINTED if in_time or task.soft else _UNSAID
        if first < enough or (len(self._clauses) > 1 and first < _MARGIN * second):
            return None
        return Pair(task.id, self._clauses[chosen].id, first, said, in_time)

    def _taught(self, task: Item, clause: int, alike: float, whole: float) -> float:
        """How like a task is to the others of a clause; those of its very wording teach nothing about it."""
        own = self._same[clause, task.words.bag]
        length = whole**2 - 2 * own * alike + own * own
        return (alike - own) / math.sqrt(length) if length > _NOTHING else 0.0

    def learn(self, pairs: Iterable[tuple[int, Item, int]]) -> None:
        """Take from sure pairs (place of the task, task, place of the clause) the words of a clause's tasks, and who
        does them.
        """
        sums: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        owners: dict[int, Counter[str]] = defaultdict(Counter)
        self._same = Counter()
        for at, item, clause in pairs:
            self._same[clause, item.words.bag] += 1
            owners[clause].update(item.owners)
            for word, value in self._vectors[at].items():
                sums[clause][word] += value
        self._index = _index(sums.get(clause, {}) for clause in range(len(self._clauses)))
        self._learnt = [
            _Taught(math.sqrt(sum(v * v for v in sums[at].values())), owners[at], owners[at].total())
            if at in sums else None
            for at in range(len(self._clauses))
        ]  # fmt: skip


def _signs(
    task: Item, clause: Item, said: float, rarity: Mapping[str, float], named: Mapping[tuple[float, str], int]
) -> _Signs:
    # a figure that few clauses name says much where it stands in both: 90% of this, 90% of that says little
    figures = max((1.0 / named[figure] for figure in task.figures & clause.figures), default=0.0)
    return _Signs(
        said,
        _FIELD * _overlap(task.words.fields, clause.words.fields, rarity),
        _DUTY * bool(task.duties & clause.words.fields),
        bool(task.owners & clause.owners),
        _TIME * _in_time(task.due, clause.due),
        _FIGURE * figures,
    )


def _in_time(task: date | None, clause: date | None) -> float:
    """Whether the days speak for the pair: the same day, or some days before it; a later one speaks against it."""
    if task is None or clause is None:
        return 0.0
    ahead = (clause - task).days
    if ahead < 0:
        return -0.5
    return 1.0 if ahead == 0 else max(0.0, 1.0 - ahead / (2 * _AHEAD)) if ahead <= 2 * _AHEAD else 0.0


def _weights(bags: Iterable[frozenset[str]]) -> dict[str, float]:
    """How telling a word is: the rarer among all items the more."""
    listed = list(bags)
    seen = Counter(word for bag in listed for word in bag)
    return {word: max(math.log((1 + len(listed)) / (0.5 + count)), 0.0) for word, count in seen.items()}


def _vector(bag: Iterable[str], weights: Mapping[str, float]) -> dict[str, float]:
    values = {word: weights[word] for word in sorted(bag)}
    length = math.sqrt(sum(value * value for value in values.values()))
    return {word: value / length for word, value in values.items()} if length else {}


def _index(vectors: Iterable[Mapping[str, float]]) -> _Index:
    """Word → the places of the vectors that have it, with its value there."""
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, vector in enumerate(vectors):
        for word, value in vector.items():
            found[word].append((at, value))
    return found


def _dots(vector: Mapping[str, float], index: _Index, size: int) -> list[float]:
    """The products of one vector with all of an index."""
    found = [0.0] * size
    for word, value in vector.items():
        for at, other in index.get(word, ()):
            found[at] += value * other
    return found


def _overlap(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> float:
    shared = one & other
    if not shared:
        return 0.0
    both, all_of = (sum(sorted(rarity[field] for field in fields)) for fields in (shared, [*one, *other]))
    return 2 * both / all_of if all_of > 0 else 0.0
