"""What of the tasks past their day is really owed, and what the writer of a letter should look at again first."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ui.actions.naming import nameless, text_of
from ui.actions.values import Json
from ui.reports.dues import dues

if TYPE_CHECKING:
    from graph.month.closures import Closure
    from graph.month.facts import Outcome
    from graph.reader import Reader

__all__ = ["Owed", "owed"]

_OWNER: Final = "giao cho"


@dataclass(frozen=True, slots=True)
class Owed:
    """``late``: tasks past their day, with an owner, of which nothing is told, or that they were not done: then
    ``told`` is what says so (``quote``, ``document``), else None. ``aside``: the others past their day, each with
    ``why`` it is for a person to look at first, and what tells of it (``told``)."""

    late: tuple[Json, ...]
    aside: tuple[Json, ...]


def owed(reader: "Reader", told: Mapping[str, Any], today: dt.date) -> Owed:
    """Of the tasks of :func:`ui.actions.tasks` those past their day on ``today``, parted."""
    from ui.actions.standing import standing

    units = [row["id"] for row in told["units"]]
    states = standing(reader, told["tasks"], units, today)
    past = [task for task in told["tasks"] if states[task["id"]] == "overdue" and dues(task).passed(today)]
    ends, undated = _ends(reader, past, units, today) if past else ({}, {})
    late: list[Json] = []
    aside: list[Json] = []
    for task in past:
        end = ends.get(task["id"])
        why = _why_not(task, end, undated.get(task["id"]))
        heard = _heard(reader, end.results[0] if end and end.results else undated.get(task["id"]))
        (aside if why else late).append({**task, "told": heard, **({"why": why} if why else {})})
    return Owed(tuple(late), tuple(aside))


def _ends(
    reader: "Reader", past: Iterable[Json], units: Sequence[str], today: dt.date
) -> "tuple[dict[str, Closure], dict[str, Outcome]]":
    """What dated documents tell of each task, and the sentence of an undated report that may speak of it."""
    from graph.month.body import whose
    from graph.month.closures import closures
    from graph.month.month import month_of
    from graph.month.undated import undated
    from graph.statuses import statuses

    ruled, mine = statuses(reader), whose(reader.register, units) if units else None
    wanted = {task["id"]: task["months"] for task in past}
    found: dict[str, Closure] = {}
    months = sorted({month for known in wanted.values() for month in known})
    tasks = {}
    for month in months:
        told = month_of(reader.register, month, mine, today.isoformat(), "", ruled)
        tasks.update({task.iri: task for task in told.tasks if task.iri in wanted})
        found.update({end.task.iri: end for end in told.closures if end.task.iri in wanted and end.results})
    unknown = undated(reader.register, mine.places if mine else None)
    loose = closures(list(tasks.values()), unknown) if unknown else []
    return found, {end.task.iri: end.results[0] for end in loose if end.results}


def _why_not(task: Json, end: "Closure | None", undated: "Outcome | None") -> str:
    """Why a task is not pressed for as it stands; '' where it is owed."""
    if not any(owner["role"] == _OWNER for owner in task["owners"]):
        return "chưa rõ đơn vị được giao"
    if end is not None and end.results and end.outcome != "undone":
        return "kết quả nêu trái ngược nhau" if end.outcome == "contradicted" else "đã làm một phần"
    return "có văn bản không ghi ngày nhắc tới" if undated is not None else ""


def _heard(reader: "Reader", outcome: "Outcome | None") -> Json | None:
    if outcome is None:
        return None
    name = outcome.code or nameless(reader, [outcome.iri]).get(text_of(outcome.iri), outcome.file)
    return {"quote": outcome.quote, "document": name}
