"""Aligning tasks with clauses: weighted words, fields of work, and what the first sure pairs teach about the rest.

No model and no training: words count by how rare they are among the texts compared; a clause then also knows the words
of the tasks that were surely aligned with it (in other places), and the bodies that did them.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.clauses.words import Words

__all__ = ["Item", "Pair", "align"]

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
    pairs: list[Pair] = []
    for turn in range(_ROUNDS + 1):
        pairs = [pair for task in tasks if (pair := judge.best(task)) is not None]
        if turn < _ROUNDS:
            judge.learn(pair for pair in pairs if pair.said >= _TEACHES)
    return pairs


class _Judge:
    """What speaks for a task and a clause, given all of both and what was learnt so far."""

    def __init__(self, clauses: Sequence[Item], tasks: Sequence[Item]) -> None:
        weights = _weights(item.words.bag for item in (*clauses, *tasks))
        self._rarity = _weights(item.words.fields for item in (*clauses, *tasks))
        self._clauses = {clause.id: (clause, _vector(clause.words.bag, weights)) for clause in clauses}
        self._tasks = {task.id: (task, _vector(task.words.bag, weights)) for task in tasks}
        self._named = Counter(figure for clause in clauses for figure in clause.figures)
        self._sums: Mapping[str, Mapping[str, float]] = {}
        self._lengths: Mapping[str, float] = {}
        self._same: Counter[tuple[str, frozenset[str]]] = Counter()
        self._owners: Mapping[str, Counter[str]] = {}

    def best(self, task: Item) -> Pair | None:
        """The clause that a task carries out, where one is clearly meant."""
        vector = self._tasks[task.id][1]
        scored = sorted((self._pair(task, vector, iri) for iri in self._clauses), key=lambda p: (-p.score, p.clause))
        if not scored:
            return None
        first, second = scored[0], scored[1].score if len(scored) > 1 else 0.0
        enough = _ENOUGH if first.said >= _STANDS else _HINTED if first.in_time or task.soft else _UNSAID
        return first if first.score >= enough and first.score >= _MARGIN * second else None

    def _pair(self, task: Item, vector: Mapping[str, float], iri: str) -> Pair:
        clause, own = self._clauses[iri]
        said = max(_dot(vector, own), _LEARNT * self._taught(task, vector, iri))
        field = _overlap(task.words.fields, clause.words.fields, self._rarity)
        duty = bool(task.duties & clause.words.fields)
        owners = self._owners.get(iri)
        done = sum(owners[owner] for owner in task.owners) / owners.total() if owners and owners.total() else 0.0
        named = bool(task.owners & clause.owners)
        in_time, figures = _in_time(task.due, clause.due), self._figures(task, clause)
        score = said + _FIELD * field + _DUTY * duty + _OWNER * max(done, named) + _TIME * in_time + _FIGURE * figures
        return Pair(task.id, iri, score, said, in_time >= 1.0 and figures > 0)

    def _figures(self, task: Item, clause: Item) -> float:
        """Whether a figure that few clauses name stands in both: 90% of this, 90% of that says little."""
        shared = task.figures & clause.figures
        return max((1.0 / self._named[figure] for figure in shared), default=0.0)

    def _taught(self, task: Item, vector: Mapping[str, float], iri: str) -> float:
        """How like a task is to the others of a clause; those of its very wording teach nothing about it."""
        if iri not in self._sums:
            return 0.0
        own = self._same[iri, task.words.bag]
        alike = _dot(vector, self._sums[iri])
        length = self._lengths[iri] ** 2 - 2 * own * alike + own * own
        return (alike - own) / math.sqrt(length) if length > _NOTHING else 0.0

    def learn(self, pairs: Iterable[Pair]) -> None:
        """Take from sure pairs the words of a clause's tasks, and who does them."""
        sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        owners: dict[str, Counter[str]] = defaultdict(Counter)
        self._same = Counter()
        for pair in pairs:
            item, vector = self._tasks[pair.task]
            self._same[pair.clause, item.words.bag] += 1
            owners[pair.clause].update(item.owners)
            for word, value in vector.items():
                sums[pair.clause][word] += value
        self._sums, self._owners = sums, owners
        self._lengths = {iri: math.sqrt(sum(v * v for v in values.values())) for iri, values in sums.items()}


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
    return _unit({word: weights[word] for word in bag})


def _unit(values: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in values.values()))
    return {word: value / length for word, value in values.items()} if length else {}


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)


def _overlap(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> float:
    both, all_of = (sum(rarity[field] for field in fields) for fields in (one & other, [*one, *other]))
    return 2 * both / all_of if all_of > 0 else 0.0
