"""A draft against what the store already asks: work that is asked again, for another day, and days that fill up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.alike import Alike
from graph.register.fold import search_key
from graph.register.register import Register
from graph.responsibility import PILE

__all__ = ["Asked", "Crowd", "Planned", "crowds", "repeats"]

#: From here on two tasks of one owner are taken to ask for one thing.
_ALIKE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Planned:
    """A task of the draft: its path, wording, the names of those it charges, its days due (ISO)."""

    path: str
    wording: str
    owners: tuple[str, ...]
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A task of the store that the draft asks again; ``other_day`` where both name days, and none in common."""

    planned: Planned
    task: str
    wording: str
    code: str
    file: str
    due: tuple[str, ...]
    other_day: bool


@dataclass(frozen=True, slots=True)
class Crowd:
    """A day on which an owner would have ``tasks`` tasks due, ``planned`` of them from the draft."""

    owner: str
    day: str
    tasks: int
    planned: int


def repeats(register: Register, draft: Sequence[Planned], own: str = "") -> list[Asked]:
    """For each task of the draft the task of the store, of the same owner, that it is most like.

    Only tasks that are alike enough, and not of the text ``own``; in the order of the draft.
    """
    found = []
    for planned in draft:
        held = [row for owner in planned.owners for row in _tasks_of(register, owner) if row[1] != own]
        alike = Alike([planned.wording, *(row[2] for row in held)])
        best = alike.best(planned.wording, [row[2] for row in held], _ALIKE)
        if best is not None:
            iri, _, wording, code, file = held[best[0]]
            due = tuple(day for (day,) in register.rows(_DUE, (iri,)))
            apart = bool(due and planned.due) and not set(due) & set(planned.due)
            found.append(Asked(planned, iri, wording, code, file, due, apart))
    return found


def crowds(register: Register, draft: Sequence[Planned], least: int = PILE) -> list[Crowd]:
    """The days on which the draft leaves an owner with ``least`` tasks or more, the fullest first."""
    planned: dict[tuple[str, str], int] = {}
    for task in draft:
        for owner in task.owners:
            for day in task.due:
                planned[owner, day] = planned.get((owner, day), 0) + 1
    told = []
    for (owner, day), count in planned.items():
        ((held,),) = register.rows(_HELD, (search_key(owner), day))
        if held + count >= least:
            told.append(Crowd(owner, day, held + count, count))
    return sorted(told, key=lambda crowd: (-crowd.tasks, crowd.day, crowd.owner))


_OWNED: Final = (
    "SELECT DISTINCT t.iri, x.iri, t.wording, COALESCE(x.code, ''), x.file FROM tasks t JOIN texts x ON x.id = t.text "
    "JOIN assignments a ON a.task = t.id AND a.role = 'assignedTo' JOIN units u ON u.id = a.unit WHERE u.folded = ? "
    "ORDER BY x.date DESC, t.iri"
)
_DUE: Final = (
    "SELECT DISTINCT d.due FROM deadlines d JOIN tasks t ON t.id = d.task "
    "WHERE t.iri = ? AND d.due IS NOT NULL ORDER BY 1"
)
_HELD: Final = (
    "SELECT COUNT(DISTINCT a.task) FROM assignments a JOIN units u ON u.id = a.unit "
    "JOIN deadlines d ON d.task = a.task WHERE u.folded = ? AND d.due = ? AND a.role = 'assignedTo'"
)


def _tasks_of(register: Register, owner: str) -> list[tuple[str, str, str, str, str]]:
    return [
        (iri, text, wording or "", code, file)
        for iri, text, wording, code, file in register.rows(_OWNED, (search_key(owner),))
    ]
