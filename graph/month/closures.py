"""Promise and result: which sentence of a later document tells what became of a task."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from graph.alike import Alike, figures
from graph.month.facts import Outcome, Task
from graph.month.saying import saying
from ontology.amounts import Kept, Share, kept, numeral, shares

__all__ = ["ALIKE", "Closure", "Fate", "closures", "ratio"]

#: From here on two sentences are taken to speak of one piece of work (measured on tests/gold/cascade.toml).
ALIKE: Final = 0.2
_FIGURED: Final = (
    0.12  # and from here on where the figure of the one is the whole of the other ('5/78 tuyến' of '78 tuyến')
)
_SECOND: Final = 0.75  # another sentence counts beside the best one where it is nearly as alike
_SHARED: Final = 0.6  # a task of another directive is told of too where it is so nearly as alike
_WHOLE: Final = 0.3  # what a common figure adds to likeness
#: A share of a target may be more than the whole: 'đạt 120% kế hoạch', 'thu 3,4/3,2 tỷ đồng', 'ít nhất 05 đảng viên'.
_TARGET: Final = re.compile(r"%|\b(?:vượt|chỉ tiêu|kế hoạch|dự toán|tỷ|triệu)\b", re.I)
_AT_LEAST: Final = re.compile(r"\b(?:ít nhất|tối thiểu|trở lên|phấn đấu|chỉ tiêu)\b", re.I)


class Fate(StrEnum):
    """What became of a task, as later documents tell it."""

    CLOSED = "closed"
    PARTIAL = "partial"
    SILENT = "silent"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Closure:
    """A task and the sentences that tell of it, the most telling first; ``why`` a Vietnamese sentence or ''.

    ``undone``: what tells of it says that it was not done at all ('chưa thực hiện được'); its fate is partial, as the
    task is told of, but nothing of it is claimed.
    """

    task: Task
    results: tuple[Outcome, ...]
    fate: Fate
    why: str = ""
    undone: bool = False

    @property
    def outcome(self) -> str:
        """The fate in the words of a person: closed, partial, undone, silent or contradicted."""
        return "undone" if self.undone else self.fate.value


def closures(
    tasks: Sequence[Task],
    told: Sequence[Outcome],
    before: Mapping[str, Sequence[Outcome]] | None = None,
    wholes: Mapping[str, frozenset[Decimal]] | None = None,
    left: Collection[str] = (),
) -> list[Closure]:
    """Each task against what was told afterwards, in the order of the tasks.

    Of one directive's tasks a sentence tells of the one it is most like; two directives may ask for one thing. What one
    commune tells says nothing of what another set itself. A report on a plan tells of that plan's tasks, and of theirs
    who carry it out, not of the same words in other plans.
    ``before``: for a task (by IRI) that carries on an earlier one, what was told of the earlier one; a figure that went
    back contradicts it. ``wholes``: figures that tasks name, those they carry on included; of like tasks a sentence
    tells of the one whose figure is its whole ('Lắp đặt 57/57 camera' of '57 camera'). ``left``: tasks (IRIs) of which
    the next month asks for the rest; words alone do not close them.
    """
    matters = [task.matter for task in tasks]
    known = wholes or {task.iri: figures(matter) for task, matter in zip(tasks, matters, strict=True)}
    alike = Alike([*matters, *(outcome.wording for outcome in told)])
    near = _Near(alike, tasks, matters)
    found: dict[str, list[tuple[float, Outcome]]] = {task.iri: [] for task in tasks}
    for outcome in told:
        places = near.may_reach(outcome)
        likely = [(tasks[place], alike.score(outcome.wording, matters[place])) for place in places]
        for iri, score in _tells_of(outcome, likely, known):
            found[iri].append((score, outcome))
    ends = [_closure(task, found[task.iri], (before or {}).get(task.iri, ()), known[task.iri]) for task in tasks]
    return [_reopened(end) if end.task.iri in left else end for end in ends]


class _Near:
    """The tasks that a sentence may tell of, found by where both were written: a city has a hundred communes."""

    def __init__(self, alike: Alike, tasks: Sequence[Task], matters: Sequence[str]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, task in enumerate(tasks):
            self._places[_commune(task.seat)].append(place)
        self._near = {where: alike.near([matters[p] for p in places]) for where, places in self._places.items()}

    def may_reach(self, outcome: Outcome) -> list[int]:
        """Their places among all tasks, in order."""
        own = _commune(outcome.seat)
        return sorted(
            self._places[where][place]
            for where, near in self._near.items()
            if not own or where in ("", own)
            for place in near.may_reach(outcome.wording, min(_FIGURED, ALIKE))
        )


def _commune(seat: tuple[str, str, str]) -> str:
    """The commune that one sits in or below; '' above, and where that is not told."""
    level, place, _ = seat
    return place if level not in ("trung ương", "tỉnh") else ""


def _reopened(end: Closure) -> Closure:
    """A task that was closed by words, though its rest was asked for the month after."""
    if end.fate is not Fate.CLOSED or kept(end.task.matter, end.results[0].wording) is Kept.REACHED:
        return end
    return replace(end, fate=Fate.PARTIAL, why="tháng sau còn giao làm tiếp phần còn lại")


def _tells_of(
    outcome: Outcome, likely: Sequence[tuple[Task, float]], wholes: Mapping[str, frozenset[Decimal]]
) -> Iterator[tuple[str, float]]:
    """The tasks that a sentence tells of, one a directive at most, of those that are ``likely``, with their score."""
    best: dict[str, tuple[float, float, str]] = {}
    told = {share.whole for share in shares(outcome.wording)}
    for task, score in likely:
        figured = not told.isdisjoint(wholes.get(task.iri, ()))
        if task.text == outcome.text or score < (_FIGURED if figured else ALIKE):
            continue
        surer = score + _WHOLE if figured else score
        if surer > best.get(task.text, (0.0, 0.0, ""))[0]:
            best[task.text] = (surer, score, task.iri)
    if outcome.about:
        named = {task.text for task, _ in likely if task.directive in outcome.about}
        best = {text: found for text, found in best.items() if text in named} or best
    top = max((score for _, score, _ in best.values()), default=0.0)
    yield from ((iri, surer) for surer, score, iri in best.values() if score >= top * _SHARED)


def _closure(
    task: Task, scored: Sequence[tuple[float, Outcome]], earlier: Sequence[Outcome], wholes: frozenset[Decimal]
) -> Closure:
    if not scored:
        return Closure(task, (), Fate.SILENT)
    if pair := _at_odds([outcome for _, outcome in scored], wholes):
        told = " và ".join(_told(part) for o in pair if (part := _share(o.wording)))
        return Closure(task, pair, Fate.CONTRADICTED, f"nói cả {told}")
    best = max(score for score, _ in scored)
    near = sorted((pair for pair in scored if pair[0] >= best * _SECOND), key=lambda pair: (-pair[0], pair[1].iri))
    results = tuple(outcome for _, outcome in near)
    if back := _went_back(results, earlier):
        return Closure(task, (results[0], back[1]), Fate.CONTRADICTED, back[0])
    if why := _more_than_there_is(task, results[0]):
        return Closure(task, results[:1], Fate.CONTRADICTED, why)
    return _decided(task, results)


def _decided(task: Task, results: tuple[Outcome, ...]) -> Closure:
    """What the sentences nearest to the task say of it: they differ, or the one most like it decides.

    Where one says undone and a later document done, the work went on.
    """
    says = {outcome.iri: saying(task, outcome) for outcome in results}
    undone, done = ([o for o in results if says[o.iri].progress == state] for state in ("undone", "done"))
    for one in done:
        for other in undone:
            if other.text == one.text or other.dated >= one.dated:
                return Closure(task, (one, other), Fate.CONTRADICTED, "câu nói đã xong, câu nói chưa")
    if done and undone:
        results = (*done, *(outcome for outcome in results if outcome not in done))
    nearest = says[results[0].iri]
    if nearest.progress == "done":
        return Closure(task, results, Fate.CLOSED)
    return Closure(task, results, Fate.PARTIAL, nearest.why, nearest.progress == "undone")


def _more_than_there_is(task: Task, outcome: Outcome) -> str:
    part = _share(outcome.wording)
    if part is None or part.value <= part.whole or _TARGET.search(outcome.wording) or _AT_LEAST.search(task.matter):
        return ""
    counted = part.whole == part.whole.to_integral_value()  # what is measured may be more than was planned
    return f"nói {_told(part)}: số đã làm lớn hơn tổng số" if counted else ""


def _at_odds(told: Sequence[Outcome], wholes: frozenset[Decimal]) -> tuple[Outcome, Outcome] | None:
    """Two sentences on the very figure of the task: one says all of it, and another, no earlier, says less."""
    of_task = [(part, outcome) for outcome in told if (part := _share(outcome.wording)) and part.whole in wholes]
    for all_of, done in of_task:
        for part, less in of_task:
            same = part.whole == all_of.whole == all_of.value > part.value
            if same and (less.text == done.text or less.dated > done.dated):
                return done, less
    return None


def _went_back(results: Sequence[Outcome], earlier: Sequence[Outcome]) -> tuple[str, Outcome] | None:
    """A figure of the same whole that is smaller than one told before."""
    for outcome in results:
        now = ratio(outcome.wording)
        for past in earlier:
            then = ratio(past.wording)
            if now and then and now[1] == then[1] and now[0] < then[0]:
                return f"trước đã nói {_told(Share(*then))}, nay nói {_told(Share(*now))}", past
    return None


def ratio(words: str) -> tuple[Decimal, Decimal] | None:
    """The first 'm of n' that a sentence tells ('1.182/1.240'); None where it tells none."""
    part = _share(words)
    return (part.value, part.whole) if part and part.value <= part.whole else None


def _share(words: str) -> Share | None:
    """The first 'm/n' of a sentence that is no day, also where m is more than n."""
    return next(iter(shares(words)), None)


def _told(part: Share) -> str:
    return f"{numeral(part.value)}/{numeral(part.whole)}"
