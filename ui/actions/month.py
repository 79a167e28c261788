"""The month of a unit, or of the whole store: what is due, what became of it, what goes on, what vanished."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ui.actions.lookup import called, find_units
from ui.actions.naming import named as by_name
from ui.actions.values import Json, Unknown

if TYPE_CHECKING:
    from graph.month.closures import Closure
    from graph.month.facts import Outcome, Task, Whose
    from graph.month.month import Month
    from graph.reader import Reader
    from ui.actions.overdue import Overdue

__all__ = ["month"]


def month(
    home: Path,
    month: str,
    *,
    today: dt.date,
    unit: str | None = None,
    as_of: dt.date | None = None,
    against: str | None = None,
) -> Json | Unknown:
    """Month ``month`` ('2026-06') of the units that ``unit`` names, or of all. ``docs/month.md`` describes the JSON.

    ``as_of``: only documents issued by that day, and what is late on it; else all, and late ``today``. ``against``
    another month: what is new, gone and changed between the two. Raises :class:`graph.errors.StoreError`.
    """
    from graph.month.body import whose
    from graph.month.held import Held
    from graph.month.month import month_in
    from graph.reader import open_reader
    from graph.statuses import statuses
    from ui.actions.overdue import overdue

    with open_reader(home) as reader:
        named = find_units(reader, unit) if unit else []
        if isinstance(named, Unknown):
            return named
        mine = whose(reader.register, [row.iri for row in named]) if unit else None
        until, day = (as_of.isoformat(),) * 2 if as_of else ("", today.isoformat())
        held, ruled = Held(reader.register, mine, until), statuses(reader)
        told, late = month_in(held, month, day, ruled), overdue(held, day, ruled)
        answer = {
            **_json(told, called(named, unit) if unit else None, reader, mine, late),
            **_against(reader, told, mine, against, until),
        }
        return by_name(reader, answer)  # type: ignore[no-any-return]


def _json(told: "Month", unit: str | None, reader: "Reader", mine: "Whose | None", late: "Overdue") -> Json:
    def listed(tasks: "Iterable[Task]") -> list[Json]:
        return [_task(task, told, late.states) for task in tasks]

    return {
        "month": told.month,
        "unit": unit,
        "as_of": told.as_of,
        "told": told.told,
        "tasks": listed(told.tasks),
        "due": listed(told.due),
        "overdue": listed(told.overdue),
        "overdue_all": [
            {
                **_task(one.task, told, late.states),
                "stands": "overdue",
                "passed": one.day,
                "days_late": one.days,
                "of_month": one.day[:7] == told.month,
            }
            for one in late.late
        ],
        "overdue_found": late.found,
        "judged": late.judged,
        "done": listed(told.done),
        "claimed": listed(told.claimed),
        "new": listed(told.new),
        "carried": [{**_task(young, told, late.states), "continues": _task(old, told)} for old, young in told.carried],
        "dropped": listed(told.dropped),
        "long_running": [
            {
                **_task(chain[-1], told, late.states),
                "months": [task.own_month for task in chain],
                "chain": listed(chain),
            }
            for chain in told.long_running
            for one in listed(chain[-1:])
        ],
        "closures": [_closure(closure, told) for closure in told.closures],
        "contradictions": [_closure(closure, told) for closure in told.contradictions],
        "statement": _statement(told, unit, reader, mine),
    }


def _task(task: "Task", told: "Month", states: Mapping[str, str] = MappingProxyType({})) -> Json:
    from ui.actions.overdue import moved_json

    status = told.statuses.get(task.iri) or ("overdue" if task in told.overdue else "unknown")
    return {
        "id": task.iri,
        "text": task.wording,
        "path": task.path,
        "document": task.file,
        "code": task.code or None,
        "directive": task.directive,
        "issued": task.dated or None,
        "span": [task.start, task.end],
        "deadlines": list(task.due),
        "assignments": [
            {"unit": part.name, "unit_id": part.unit, "role": part.role, "lead": part.lead, "grade": part.grade}
            for part in task.parts
        ],
        "comes_again": bool(task.turns),
        "moved": moved_json(task.moved),
        "status": status,
        # what comes again may be late from its last turn, and not in the turn of this month, which is still to come
        "stands": status if task.turns and max(task.due, default="") >= told.as_of else states.get(task.iri, status),
    }


def _closure(closure: "Closure", told: "Month") -> Json:
    return {
        "task": _task(closure.task, told),
        "result": _outcome(closure.results[0]) if closure.results else None,
        "results": [_outcome(outcome) for outcome in closure.results],
        "state": closure.fate.value,
        "outcome": closure.outcome,
        "why": closure.why or None,
    }


def _outcome(outcome: "Outcome") -> Json:
    return {
        "id": outcome.iri,
        "text": outcome.wording,
        "quote": outcome.quote,
        "span": [outcome.start, outcome.end],
        "document": outcome.file,
        "code": outcome.code or None,
        "progress": outcome.progress,
        "proved": outcome.proved,
    }


def _against(reader: "Reader", told: "Month", mine: "Whose | None", other: str | None, until: str) -> Json:
    """What is new, gone and changed against another month; nothing where none is asked for."""
    if other is None:
        return {}
    from graph.month.carry import carried
    from graph.month.facts import tasks

    before = tasks(reader.register, other, mine, until)
    pairs = carried(before, told.tasks) if other < told.month else [(b, a) for a, b in carried(told.tasks, before)]
    kept = {task.iri for pair in pairs for task in pair}
    return {
        "diff": {
            "against": other,
            "new": [_task(task, told) for task in told.tasks if task.iri not in kept],
            "gone": [_task(task, told) for task in before if task.iri not in kept],
            "changed": [
                {"before": _task(old, told), "after": _task(young, told), "what": what}
                for old, young in pairs
                if (what := _changes(old, young))
            ],
        }
    }


def _changes(old: "Task", young: "Task") -> list[str]:
    owners = [{part.unit for part in task.parts if part.role == "assignedTo"} for task in (old, young)]
    said = (("thời hạn", old.due != young.due), ("đơn vị được giao", owners[0] != owners[1]))
    return [word for word, changed in said if changed]


def _statement(told: "Month", unit: str | None, reader: "Reader", mine: "Whose | None") -> str:
    """What the answer rests on, as a sentence."""
    from graph.register import find
    from ui.words import day
    from ui.words import month as month_word

    held = find.held(reader.register)
    scope = f"{len(mine.units)} tên gọi của “{unit}”" if mine and unit else "mọi đơn vị"
    newest = f", văn bản mới nhất ngày {day(held.newest)}" if held.newest else ""
    later = (
        ""
        if told.told
        else "; kho chưa có văn bản nói kết quả của tháng này, nên chưa kết luận việc nào không được nhắc tới"
    )
    return (
        f"{month_word(told.month).capitalize()}, {scope}: {len(told.tasks)} nhiệm vụ, tính đến ngày {day(told.as_of)}, "
        f"trên {held.texts} toàn văn trong kho{newest}{later}."
    )
