"""Aligning tasks with clauses: weighted words, fields of work, and what the first sure pairs teach about the rest.

No model and no training: words count by how rare they are among the texts compared; a clause then also knows the words
of the tasks that were surely aligned with it (in other places), and the bodies that did them.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import add
from typing import Any, Final, NamedTuple

from graph.clauses.signs import Seer, Signs
from graph.clauses.vectors import index_of, products, vector_of, weights_of
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
#: How much what was learnt, and who does it, count beside the words.
_LEARNT: Final = 0.7
_OWNER: Final = 0.06
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
    found = judge.verdicts()
    for _ in range(_ROUNDS):
        if not judge.learn(found):
            break
        found = judge.verdicts()
    return [
        Pair(task.id, clauses[one.clause].id, one.score, one.said, one.in_time)
        for task, one in zip(tasks, found, strict=True) if one is not None
    ]  # fmt: skip


class _Verdict(NamedTuple):  # thousands an answer
    """The clause that a task carries out, by its place, and what speaks for it (as in :class:`Pair`)."""

    clause: int
    score: float
    said: float
    in_time: bool


class _Kind(NamedTuple):
    """What a verdict looks at; tasks of one kind get one. ``words``: the place of their bag among the bags; ``soft``:
    whether they are put weakly; ``signs``: by the place of the clause, where there are any.
    """

    words: int
    owners: frozenset[str]
    soft: bool
    signs: Mapping[int, Signs]


class _Judge:
    """What speaks for a task and a clause, given all of both and what was learnt so far.

    Of thousands of tasks many share their words, more their doers and days: each is looked at once. Words are taken in
    one order, as are the signs of a pair: sums of fractions depend on theirs, and a verdict must not.
    """

    def __init__(self, clauses: Sequence[Item], tasks: Sequence[Item]) -> None:
        self._clauses = clauses
        weights = weights_of(item.words.bag for item in (*clauses, *tasks))
        places: dict[frozenset[str], int] = {}
        self._words = [places.setdefault(task.words.bag, len(places)) for task in tasks]
        self._vectors = [vector_of(bag, weights) for bag in places]
        index = index_of(vector_of(clause.words.bag, weights) for clause in clauses)
        self._said = [products(vector, index, len(clauses)) for vector in self._vectors]
        self._best = self._said
        self._done: Mapping[frozenset[str], Sequence[float]] = {}
        self._sure: Sequence[int] = ()
        self._owners = [task.owners for task in tasks]
        self._named = {owners: self._by_name(owners) for owners in set(self._owners)}
        self._kinds = self._kinds_of(tasks)

    def _kinds_of(self, tasks: Sequence[Item]) -> list[_Kind]:
        """The kind of each task, one object for all that are of it."""
        seer = Seer(self._clauses, tasks)
        kinds: dict[tuple[Any, ...], _Kind] = {}
        found = []
        for task, words in zip(tasks, self._words, strict=True):
            own = seer.signs(task)
            key = (words, task.owners, task.soft, id(own))
            if (kind := kinds.get(key)) is None:
                kind = kinds[key] = _Kind(words, task.owners, task.soft, own)
            found.append(kind)
        return found

    def _by_name(self, owners: frozenset[str]) -> list[float]:
        return [_OWNER * bool(owners & clause.owners) for clause in self._clauses]

    def verdicts(self) -> list[_Verdict | None]:
        """For each task the clause that it carries out, where one is clearly meant."""
        told: dict[int, _Verdict | None] = {}
        for kind in self._kinds:
            if id(kind) not in told:
                told[id(kind)] = self._verdict(kind)
        return [told[id(kind)] for kind in self._kinds]

    def _verdict(self, kind: _Kind) -> _Verdict | None:
        words, done = self._best[kind.words], self._done.get(kind.owners) or self._named[kind.owners]
        scores = list(map(add, words, done))
        for at, signs in kind.signs.items():
            scores[at] = words[at] + signs.field + signs.duty + done[at] + signs.time + signs.figures
        first = max(scores, default=-math.inf)
        if first < _ENOUGH:
            return None
        clause = scores.index(first)
        in_time = clause in kind.signs and kind.signs[clause].in_time
        enough = _ENOUGH if words[clause] >= _STANDS else _HINTED if in_time or kind.soft else _UNSAID
        scores[clause] = -math.inf
        if first < enough or (len(scores) > 1 and first < _MARGIN * max(scores)):
            return None
        return _Verdict(clause, first, words[clause], in_time)

    def learn(self, verdicts: Sequence[_Verdict | None]) -> bool:
        """Take from the verdicts that are sure the words of each clause's tasks, and who does them; says whether that
        is anything new.
        """
        sure = [one.clause if one is not None and one.said >= _TEACHES else -1 for one in verdicts]
        if sure == self._sure:
            return False
        self._sure = sure
        sums: list[dict[str, float]] = [defaultdict(float) for _ in self._clauses]
        same: Counter[tuple[int, int]] = Counter()
        doers: Counter[tuple[int, frozenset[str]]] = Counter()
        for words, owners, clause in zip(self._words, self._owners, sure, strict=True):
            if clause >= 0:
                same[words, clause] += 1
                doers[clause, owners] += 1
                learnt = sums[clause]
                for word, value in self._vectors[words].items():
                    learnt[word] += value
        self._best = self._taught(sums, same)
        self._done = self._by_doing(doers)
        return True

    def _taught(self, sums: Sequence[Mapping[str, float]], same: Mapping[tuple[int, int], int]) -> list[list[float]]:
        """What the words of each bag say for each clause: its own, or how like they are to its tasks'."""
        lengths = [math.sqrt(sum(value * value for value in learnt.values())) ** 2 for learnt in sums]
        whole = [math.sqrt(length) if length > _NOTHING else math.inf for length in lengths]
        index = index_of(sums)
        found = []
        for words, (vector, said) in enumerate(zip(self._vectors, self._said, strict=True)):
            alike = products(vector, index, len(sums))
            taught = [_LEARNT * (value / length) for value, length in zip(alike, whole, strict=True)]
            for clause, learnt in enumerate(alike):
                # tasks of its very wording teach nothing about a task
                if learnt and (own := same.get((words, clause))):
                    left = lengths[clause] - 2 * own * learnt + own * own
                    taught[clause] = _LEARNT * ((learnt - own) / math.sqrt(left)) if left > _NOTHING else 0.0
            found.append(list(map(max, said, taught)))
        return found

    def _by_doing(self, doers: Mapping[tuple[int, frozenset[str]], int]) -> dict[frozenset[str], list[float]]:
        """What who does a task says for each clause: the bodies named there, or those that do its tasks."""
        counts: list[Counter[str]] = [Counter() for _ in self._clauses]
        for (clause, owners), number in doers.items():
            for owner in owners:
                counts[clause][owner] += number
        totals = [count.total() for count in counts]
        return {
            owners: [
                max(_OWNER * (sum(count.get(owner, 0) for owner in owners) / total if total else 0.0), by_name)
                for count, total, by_name in zip(counts, totals, named, strict=True)
            ]
            for owners, named in self._named.items()
        }
