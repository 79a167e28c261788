"""What speaks for a task and a clause besides their words and their doers: fields of work, days, figures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.clauses.vectors import overlap, weights_of

if TYPE_CHECKING:
    from graph.clauses.align import Item

__all__ = ["Seer", "Signs"]

#: How much each counts beside the words.
_FIELD: Final = 0.3
_DUTY: Final = 0.05
_TIME: Final = 0.12
_FIGURE: Final = 0.08
#: Days by which those below usually set their own day before the one they were set.
_AHEAD: Final = 21


class Signs(NamedTuple):
    """As they count: fields of work spoken of, fields of the doers, days (a late one below nothing), figures."""

    field: float
    duty: float
    time: float
    figures: float

    @property
    def in_time(self) -> bool:
        """Whether day and figures both speak for the pair."""
        return self.time >= _TIME and self.figures > 0


class Seer:
    """The signs of each task for each clause; equal ones are one object, which lives as long as this does."""

    def __init__(self, clauses: "Sequence[Item]", tasks: "Sequence[Item]") -> None:
        self._clauses = clauses
        self._rarity = weights_of(item.words.fields for item in (*clauses, *tasks))
        self._figures = Counter(figure for clause in clauses for figure in clause.figures)
        self._named = frozenset(self._figures)
        self._work: dict[tuple[frozenset[str], frozenset[str]], Sequence[tuple[float, float]]] = {}
        self._known: dict[tuple[Any, ...], Mapping[int, Signs]] = {}
        self._same: dict[tuple[Any, ...], Mapping[int, Signs]] = {}

    def signs(self, task: "Item") -> Mapping[int, Signs]:
        """Place of a clause → what speaks for it, where anything does."""
        told = task.words.fields, task.duties, task.due, task.figures & self._named
        if (own := self._known.get(told)) is None:
            own = self._found(*told)
            own = self._known[told] = self._same.setdefault(tuple(own.items()), own)
        return own

    def _found(
        self, fields: frozenset[str], duties: frozenset[str], due: date | None, figures: frozenset[tuple[float, str]]
    ) -> Mapping[int, Signs]:
        found = {}
        for at, (field, duty) in enumerate(self._of_work(fields, duties)):
            clause = self._clauses[at]
            time = _TIME * _in_time(due, clause.due) if due and clause.due else 0.0
            # a figure that few clauses name says much where it stands in both: 90% of this, 90% of that says little
            told = max((1.0 / self._figures[figure] for figure in figures & clause.figures), default=0.0)
            if field or duty or time or told:
                found[at] = Signs(field, duty, time, _FIGURE * told)
        return found

    def _of_work(self, fields: frozenset[str], duties: frozenset[str]) -> Sequence[tuple[float, float]]:
        """What the fields of work that a task speaks of, and those of its doers, say for each clause."""
        if (told := self._work.get((fields, duties))) is None:
            told = self._work[fields, duties] = [
                (_FIELD * overlap(fields, one.words.fields, self._rarity), _DUTY * bool(duties & one.words.fields))
                for one in self._clauses
            ]
        return told


def _in_time(task: date | None, clause: date | None) -> float:
    """Whether the days speak for the pair: the same day, or some days before it; a later one speaks against it."""
    if task is None or clause is None:
        return 0.0
    ahead = (clause - task).days
    if ahead < 0:
        return -0.5
    return 1.0 if ahead == 0 else max(0.0, 1.0 - ahead / (2 * _AHEAD)) if ahead <= 2 * _AHEAD else 0.0
