"""The course of one task over the months: what it goes on with, and what goes on with it."""

from typing import Final

from graph.month.carry import carried
from graph.month.facts import Task, Whose, following, tasks
from graph.register.register import Register

__all__ = ["course"]

#: So many months each way.
_MONTHS: Final = 24


def course(register: Register, task: Task) -> tuple[Task, ...]:
    """The tasks of monthly resolutions of one seat that are one piece of work, the oldest first; ``task`` among them.

    A task that is of no month's resolution stands alone.
    """
    if not task.own_month:
        return (task,)
    return (*reversed(_way(register, task, -1)), task, *_way(register, task, 1))


def _way(register: Register, task: Task, step: int) -> list[Task]:
    """What follows the task month by month, in the direction of ``step``, for as long as it is seen to go on."""
    mine = Whose((), (task.seat,), ())
    found: list[Task] = []
    now, here = task, tasks(register, task.own_month, mine)
    for _ in range(_MONTHS):
        there = tasks(register, following(now.own_month, step), mine)
        pairs = carried(there, here) if step < 0 else carried(here, there)
        near = {young.iri: old for old, young in pairs} if step < 0 else {old.iri: young for old, young in pairs}
        if now.iri not in near:
            break
        now, here = near[now.iri], there
        found.append(now)
    return found
