"""What belongs to tasks: by when, and who has what part in them; tasks by their number in the register."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.register import ledger
from graph.register.find import REJECTED
from graph.register.register import Register

__all__ = ["Part", "days_due", "parts_of", "turns_of"]


@dataclass(frozen=True, slots=True)
class Part(ledger.Part):
    """A unit's part in a task, with the words that name it there."""

    surface: str


def days_due(register: Register, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Task → its single days due (ISO), in order, as its own text tells them."""
    found: dict[int, list[str]] = defaultdict(list)
    for task, due in register.rows(
        "SELECT task, due FROM deadlines WHERE due IS NOT NULL AND kind IS NOT 'until' "
        "AND task IN (SELECT value FROM json_each(?)) ORDER BY task, due",
        (json.dumps(ids),),
    ):
        found[task].append(due)
    return {task: tuple(dict.fromkeys(days)) for task, days in found.items()}


def turns_of(register: Register, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Task → the days on which it comes again, in order."""
    found: dict[int, list[str]] = defaultdict(list)
    wanted = "SELECT task, due FROM turns WHERE task IN (SELECT value FROM json_each(?)) ORDER BY task, due"
    for task, due in register.rows(wanted, (json.dumps(ids),)):
        found[task].append(due)
    return {task: tuple(days) for task, days in found.items()}


def parts_of(register: Register, ids: Sequence[int]) -> dict[int, tuple[Part, ...]]:
    """Task → who has what part in it; what a person said is wrong left out."""
    found: dict[int, list[Part]] = defaultdict(list)
    for task, unit, name, role, lead, grade, surface in register.rows(
        "SELECT a.task, u.iri, u.name, a.role, COALESCE(a.lead, 0), a.grade, COALESCE(a.surface, '') "
        "FROM assignments a JOIN units u ON u.id = a.unit "
        f"WHERE a.task IN (SELECT value FROM json_each(?)) AND NOT {REJECTED} "
        "ORDER BY a.task, a.role, a.lead DESC, u.name, u.iri",
        (json.dumps(ids),),
    ):
        found[task].append(Part(unit, name or "", role, bool(lead), grade, surface))
    return {task: tuple(parts) for task, parts in found.items()}
