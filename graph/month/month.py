"""One month of a unit, or of the whole store: what was due, what became of it, what goes on, what vanished.

Tasks of month M are held against what documents say was done in M, which is mostly told in M+1. Where no document of
M+1 is held, nothing is called silent or dropped: what the store does not hold is unknown.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.alike import figures
from graph.month.carry import asks_the_rest, carried, standing
from graph.month.closures import Closure, Fate, closures
from graph.month.facts import Outcome, Task, Whose, following
from graph.month.held import Held
from graph.register.register import Register

__all__ = [
    "LONG",
    "Month",
    "Status",
    "comes_again",
    "ends_in",
    "month_in",
    "month_of",
    "status_of",
    "words_in",
]

#: A task that goes on for so many months is long-running.
LONG = 3
_BACK = 12  # months that a chain of carried tasks is followed back


@dataclass(frozen=True, slots=True)
class Status:
    """A person's word on a task: 'done', 'partial', 'undone' or 'cancelled'; who, when (ISO), why, on what evidence."""

    state: str
    by: str
    at: str
    why: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """The month ``month``; lists of tasks in the order of their documents, each as of the day ``as_of`` (ISO).

    ``carried`` pairs the task of the month before with the one that goes on with it; ``dropped`` are tasks of this
    month that the next month's resolution neither tells of nor goes on with; ``long_running`` are chains, the newest
    task last; ``closures`` tell of every task that is told of, and of every one that is not where the next month is
    held (``told``). ``statuses`` give every task a word: done, claimed, partial, overdue, open, cancelled.
    """

    month: str
    as_of: str
    told: bool
    tasks: tuple[Task, ...]
    due: tuple[Task, ...]
    overdue: tuple[Task, ...]
    done: tuple[Task, ...]
    claimed: tuple[Task, ...]
    new: tuple[Task, ...]
    carried: tuple[tuple[Task, Task], ...]
    dropped: tuple[Task, ...]
    long_running: tuple[tuple[Task, ...], ...]
    closures: tuple[Closure, ...]
    statuses: Mapping[str, str]

    @property
    def contradictions(self) -> tuple[Closure, ...]:
        """The closures whose sentences disagree."""
        return tuple(closure for closure in self.closures if closure.fate is Fate.CONTRADICTED)


def month_of(
    register: Register,
    month: str,
    mine: Whose | None,
    as_of: str,
    until: str = "",
    ruled: Mapping[str, Status] | None = None,
) -> Month:
    """The month, as of the day ``as_of``, from documents issued by ``until`` ('' for all); ``ruled`` by task IRI."""
    return month_in(Held(register, mine, until), month, as_of, ruled or {})


def month_in(held: Held, month: str, as_of: str, ruled: Mapping[str, Status]) -> Month:
    """:func:`month_of` for one who asks for more of the same."""
    mine, now, after = held.mine, held.tasks(month), held.tasks(following(month))
    chains = _chains(held, month, now)
    ends = _told(now, held.told(month), chains, held, _left(now, after))
    seats = held.seats(following(month))
    told = any(mine is None or not mine.seats or seat in mine.seats for seat in seats) or any(e.results for e in ends)
    goes_on = {earlier.iri for earlier, _ in carried(now, after)}
    statuses = {end.task.iri: status_of(end, as_of, ruled.get(end.task.iri)) for end in ends}
    continuing = {chain[-1].iri: chain for chain in chains if len(chain) > 1}
    late = _late_before(held, month, as_of, ruled, {task.iri for chain in chains for task in chain})
    return Month(
        month,
        as_of,
        told,
        tuple(now),
        tuple(task for task in now if _is_due(task, month)),
        (*late, *(task for task in now if statuses[task.iri] == "overdue")),
        tuple(task for task in now if statuses[task.iri] == "done"),
        tuple(task for task in now if statuses[task.iri] == "claimed"),
        tuple(
            task for task in now if task.iri not in continuing and not standing(task) and not comes_again(task, month)
        ),
        tuple((chain[-2], chain[-1]) for chain in continuing.values()),
        tuple(e.task for e in ends if told and _vanishes(e, month, goes_on, seats)),
        tuple(chain for chain in chains if len(chain) >= LONG),
        tuple(end for end in ends if end.results or (told and not comes_again(end.task, month))),
        statuses,
    )


def words_in(held: Held, month: str, as_of: str, ruled: Mapping[str, Status]) -> Mapping[str, str]:
    """The ``statuses`` of :func:`month_in`, without what else it tells, which is most of the work."""
    return {end.task.iri: status_of(end, as_of, ruled.get(end.task.iri)) for end in ends_in(held, month)}


def ends_in(held: Held, month: str) -> list[Closure]:
    """What became of each task of the month, as told of that month."""
    now, after = held.tasks(month), held.tasks(following(month))
    return _told(now, held.told(month), _chains(held, month, now), held, _left(now, after))


def comes_again(task: Task, month: str) -> bool:
    """Whether the task is of the month only because it comes again in it: it is not new, and nobody need tell of it."""
    days = [day for day in task.due if day.startswith(month)]
    return task.own_month != month and bool(days) and set(days) <= set(task.turns) and task.dated[:7] != month


def _is_due(task: Task, month: str) -> bool:
    """Due on a day of the month; or a task of its resolution that names no day, which has the whole month.

    A request to follow the others up is standing: it is due only where it names a day.
    """
    if not task.due:
        return task.own_month == month and not standing(task)
    return any(day.startswith(month) for day in task.due)


def _vanishes(end: Closure, month: str, goes_on: set[str], held: frozenset[tuple[str, str, str]]) -> bool:
    """Whether the next resolution of the same seat is held, and neither tells of the task nor goes on with it."""
    if end.fate is not Fate.SILENT or end.task.own_month != month or end.task.iri in goes_on or standing(end.task):
        return False
    return end.task.seat in held


def status_of(end: Closure, as_of: str, ruling: Status | None, *, passed: bool | None = None) -> str:
    """A person's word first; then what documents tell; then the calendar, unless it is told that the day ``passed``."""
    if ruling is not None and ruling.state != "cancelled" and _of_an_earlier_turn(end.task, ruling, as_of):
        ruling = None
    if ruling is not None and ruling.state in ("done", "cancelled", "partial"):
        return ruling.state
    told_done = end.fate is Fate.CLOSED and (ruling is None or ruling.state != "undone")
    if told_done:
        return "done" if any(outcome.proved for outcome in end.results) else "claimed"
    if end.task.moved and not end.task.due:
        return "amended"
    if (bool(end.task.due) and max(end.task.due) < as_of) if passed is None else passed:
        return "overdue"
    return "partial" if end.fate is Fate.PARTIAL else "open"


def _of_an_earlier_turn(task: Task, ruling: Status, as_of: str) -> bool:
    """Whether a person spoke of a turn before the one that counts on the day."""
    if not task.turns or not task.due or max(task.due) not in task.turns:
        return False
    before = [day for day in task.turns if day < min(max(task.due), as_of)]
    return bool(before) and ruling.at[:10] <= before[-1]


def _chains(held: Held, month: str, now: Sequence[Task]) -> list[tuple[Task, ...]]:
    """For each task of the month the tasks that it goes on with, the oldest first, itself last."""
    chains: dict[str, tuple[Task, ...]] = {task.iri: (task,) for task in now}
    front = {task.iri: task.iri for task in now}  # the oldest task of a chain → the task of this month
    later: Sequence[Task] = now
    for back in range(1, _BACK + 1):
        earlier = held.tasks(following(month, -back))
        pairs = [pair for pair in carried(earlier, later) if pair[1].iri in front] if earlier and front else []
        if not pairs:
            break
        for old, young in pairs:
            chains[front[young.iri]] = (old, *chains[front[young.iri]])
        front = {old.iri: front[young.iri] for old, young in pairs}
        later = [old for old, _ in pairs]
    return list(chains.values())


def _left(now: Sequence[Task], after: Sequence[Task]) -> set[str]:
    """The tasks of the month of which the next month asks for the rest."""
    rest = [task for task in after if asks_the_rest(task)]
    return {earlier.iri for earlier, _ in carried(now, rest)} if rest else set()


def _told(
    now: Sequence[Task],
    told: Sequence[Outcome],
    chains: Sequence[tuple[Task, ...]],
    held: Held,
    left: Collection[str],
) -> list[Closure]:
    """Closures of the month's tasks; those that carry on earlier tasks with what was told of these."""
    before: dict[str, Sequence[Outcome]] = {}
    for back in range(2, max(map(len, chains), default=0) + 1):
        olds = {chain[-back].iri: chain[-1].iri for chain in chains if len(chain) >= back}
        past = [chain[-back] for chain in chains if len(chain) >= back]
        months = sorted({task.own_month for task in past})
        tellings = [outcome for month in months for outcome in held.told(month)]
        for end in closures(past, tellings):
            if end.results:
                before.setdefault(olds[end.task.iri], end.results)  # the latest telling counts
    wholes = {chain[-1].iri: frozenset().union(*(figures(task.matter) for task in chain)) for chain in chains}
    return closures(now, told, before, wholes, left)


def _late_before(held: Held, month: str, as_of: str, ruled: Mapping[str, Status], seen: set[str]) -> list[Task]:
    """Tasks of the two months before that are late still: not told done since, and not carried on by another task."""
    late = []
    for back in (2, 1):
        earlier = following(month, -back)
        found = [task for task in held.tasks(earlier) if task.iri not in seen]
        since = [outcome for later in range(back + 1) for outcome in held.told(following(earlier, later))]
        unique = list({outcome.iri: outcome for outcome in since}.values())
        gone_on = {old.iri for old, _ in carried(found, held.tasks(following(earlier)))}
        for end in closures(found, unique):
            overdue = status_of(end, as_of, ruled.get(end.task.iri)) == "overdue" and end.task.due[-1][:7] == earlier
            if overdue and end.task.iri not in gone_on and not comes_again(end.task, earlier):
                late.append(end.task)
    return late
