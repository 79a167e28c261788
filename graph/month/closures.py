"""Promise and result: which sentence of a later document tells what became of a task."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.alike import Alike, figures
from graph.month.facts import Outcome, Task

__all__ = ["ALIKE", "Closure", "Fate", "closures", "ratio"]

#: From here on two sentences are taken to speak of one piece of work (measured on tests/gold/cascade.toml).
ALIKE: Final = 0.2
_FIGURED: Final = (
    0.12  # and from here on where the figure of the one is the whole of the other ('5/78 tuyến' of '78 tuyến')
)
_SECOND: Final = 0.75  # another sentence counts beside the best one where it is nearly as alike
_SHARED: Final = 0.6  # a task of another directive is told of too where it is so nearly as alike
_WHOLE: Final = 0.3  # what a common figure adds to likeness
_DAYS: Final = re.compile(r"\bngày\s+\d{1,2}/\d{1,2}(?:/\d{4})?|\d{1,2}/\d{1,2}/\d{4}")
#: A share of a target may be more than the whole: 'đạt 120% kế hoạch'.
_TARGET: Final = re.compile(r"%|\bvượt\b|chỉ tiêu|kế hoạch", re.I)
_RATIO: Final = re.compile(r"(?<![\d/.,])(\d+(?:\.\d{3})*)/(\d+(?:\.\d{3})*)(?![\d/])")


class Fate(StrEnum):
    """What became of a task, as later documents tell it."""

    CLOSED = "closed"
    PARTIAL = "partial"
    SILENT = "silent"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Closure:
    """A task and the sentences that tell of it, the most telling first; ``why`` a Vietnamese sentence or ''."""

    task: Task
    results: tuple[Outcome, ...]
    fate: Fate
    why: str = ""


def closures(
    tasks: Sequence[Task],
    told: Sequence[Outcome],
    before: Mapping[str, Sequence[Outcome]] | None = None,
    wholes: Mapping[str, frozenset[int]] | None = None,
) -> list[Closure]:
    """Each task against what was told afterwards, in the order of the tasks.

    Of one directive's tasks a sentence tells of the one it is most like; two directives may ask for one thing.
    ``before``: for a task (by IRI) that carries on an earlier one, what was told of the earlier one; a figure that went
    back contradicts it. ``wholes``: figures that tasks name, those they carry on included; of like tasks a sentence
    tells of the one whose figure is its whole ('Lắp đặt 57/57 camera' of '57 camera').
    """
    matters = [task.matter for task in tasks]
    known = wholes or {task.iri: figures(matter) for task, matter in zip(tasks, matters, strict=True)}
    alike = Alike([*matters, *(outcome.wording for outcome in told)])
    near = alike.near(matters)
    found: dict[str, list[tuple[float, Outcome]]] = {task.iri: [] for task in tasks}
    for outcome in told:
        places = near.may_reach(outcome.wording, min(_FIGURED, ALIKE))
        likely = [(tasks[place], alike.score(outcome.wording, matters[place])) for place in places]
        for iri, score in _tells_of(outcome, likely, known):
            found[iri].append((score, outcome))
    return [_closure(task, found[task.iri], (before or {}).get(task.iri, ()), known[task.iri]) for task in tasks]


def _tells_of(
    outcome: Outcome, likely: Sequence[tuple[Task, float]], wholes: Mapping[str, frozenset[int]]
) -> Iterator[tuple[str, float]]:
    """The tasks that a sentence tells of, one a directive at most, of those that are ``likely``, with their score."""
    best: dict[str, tuple[float, float, str]] = {}
    parts = _parts(outcome.wording)
    for task, score in likely:
        figured = parts is not None and parts[1] in wholes.get(task.iri, ())
        if task.text == outcome.text or score < (_FIGURED if figured else ALIKE):
            continue
        surer = score + _WHOLE if figured else score
        if surer > best.get(task.text, (0.0, 0.0, ""))[0]:
            best[task.text] = (surer, score, task.iri)
    top = max((score for _, score, _ in best.values()), default=0.0)
    yield from ((iri, surer) for surer, score, iri in best.values() if score >= top * _SHARED)


def _closure(
    task: Task, scored: Sequence[tuple[float, Outcome]], earlier: Sequence[Outcome], wholes: frozenset[int]
) -> Closure:
    if not scored:
        return Closure(task, (), Fate.SILENT)
    if pair := _at_odds([outcome for _, outcome in scored], wholes):
        told = " và ".join("/".join(map(str, parts)) for o in pair if (parts := _parts(o.wording)))
        return Closure(task, pair, Fate.CONTRADICTED, f"nói cả {told}")
    best = max(score for score, _ in scored)
    near = sorted((pair for pair in scored if pair[0] >= best * _SECOND), key=lambda pair: (-pair[0], pair[1].iri))
    results = tuple(outcome for _, outcome in near)
    if back := _went_back(results, earlier):
        return Closure(task, (results[0], back[1]), Fate.CONTRADICTED, back[0])
    parts = _parts(results[0].wording)
    if parts and parts[0] > parts[1] and not _TARGET.search(results[0].wording):
        why = f"nói {parts[0]}/{parts[1]}: số đã làm lớn hơn tổng số"
        return Closure(task, results[:1], Fate.CONTRADICTED, why)
    states = {outcome.progress for outcome in results}
    if {"done", "undone"} <= states:
        done, undone = (next(o for o in results if o.progress == state) for state in ("done", "undone"))
        return Closure(task, (done, undone), Fate.CONTRADICTED, "câu nói đã xong, câu nói chưa")
    return Closure(task, results, Fate.CLOSED if results[0].progress == "done" else Fate.PARTIAL)


def _at_odds(told: Sequence[Outcome], wholes: frozenset[int]) -> tuple[Outcome, Outcome] | None:
    """Two sentences on the very figure of the task: one says all of it, and another, no earlier, says less."""
    of_task = [(parts, outcome) for outcome in told if (parts := _parts(outcome.wording)) and parts[1] in wholes]
    for all_of, done in of_task:
        for part, less in of_task:
            same = part[1] == all_of[1] == all_of[0] > part[0]
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
                return f"trước đã nói {then[0]}/{then[1]}, nay nói {now[0]}/{now[1]}", past
    return None


def ratio(words: str) -> tuple[int, int] | None:
    """The first 'm of n' that a sentence tells ('1.182/1.240'); None where it tells none."""
    parts = _parts(words)
    return parts if parts and parts[0] <= parts[1] else None


@functools.lru_cache(maxsize=100_000)
def _parts(words: str) -> tuple[int, int] | None:
    """The first 'm/n' of a sentence that is no day, also where m is more than n."""
    match = _RATIO.search(_DAYS.sub(" ", words))
    if match is None:
        return None
    value, whole = (int(part.replace(".", "")) for part in match.groups())
    return value, whole
