"""The ledger of tasks: who, what, by when and how it stands, for lists that are filtered, sorted and turned over."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.actions.lookup import Chosen, choose
from ui.actions.naming import named
from ui.actions.tables import ROLES
from ui.actions.values import Ambiguous, Json, Unknown

if TYPE_CHECKING:
    from graph.month.moved import Moves
    from graph.reader import Reader
    from graph.register.ledger import Line

__all__ = ["MOST", "SOON", "ledger"]

#: So many tasks a list holds; who wants others narrows it.
MOST: Final = 2_000
#: So many days before its day a task is due soon.
SOON: Final = 7


def ledger(
    home: Path,
    *,
    today: dt.date,
    unit: str | None = None,
    role: str | None = None,
    month: str | None = None,
    directive: str | None = None,
    search: Sequence[str] = (),
    due_from: dt.date | None = None,
    due_until: dt.date | None = None,
    reports_to: str | None = None,
    order: str = "due",
    limit: int = MOST,
) -> Json | Ambiguous | Unknown:
    """The tasks that fit all choices (those of :func:`ui.actions.tasks`, a span of days due, the unit reported to).

    Keys: ``tasks`` (as in ``docs/month.md``, with ``recurrence``, ``printed``, ``reports_to``, ``months``,
    ``days_late``; ``status`` may be 'soon'), the first ``limit`` by ``order`` ('due', 'new'); ``found``, how many there
    are; ``counts`` by status of those given; ``units`` that were meant; ``judged``, whether documents were asked how
    tasks stand; ``statement``.
    Raises :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader
    from graph.register import find as register
    from graph.register.ledger import lines

    with open_reader(home) as reader:
        meant, told = choose(reader, unit, directive), choose(reader, reports_to, None)
        if not isinstance(meant, Chosen):
            return meant
        if not isinstance(told, Chosen):
            return told
        charged, lead = ROLES[role] if role else ("", False)
        wanted = register.Wanted(
            units=meant.iris if unit else None,
            role=charged,
            lead=lead,
            month=month or "",
            directive=meant.id,
            search=search,
            due_from=due_from.isoformat() if due_from else "",
            due_until=due_until.isoformat() if due_until else "",
            reports_to=told.iris if reports_to else None,
        )
        found, count = lines(reader.register, wanted, order, limit)
        window = (wanted.due_from or "", wanted.due_until or "9999") if due_from or due_until else None
        tasks, judged = _standing(reader, found, meant.iris, today, window)
        if order == "due" and count == len(tasks):  # what comes again is due on a day that only today tells
            tasks.sort(key=lambda task: (not task["deadlines"], task["deadlines"][-1:]))
        return {
            "tasks": tasks,
            "found": count,
            "counts": dict(Counter(task["status"] for task in tasks)),
            "units": [{"id": row.iri, "name": row.name} for row in meant.units],
            "judged": judged,
            "statement": _statement(reader, len(found), count, judged, today),
        }


def _standing(
    reader: "Reader", found: "Sequence[Line]", units: "Sequence[str]", today: dt.date, window: tuple[str, str] | None
) -> tuple[list[Json], bool]:
    """The tasks of these lines with how they stand, and whether documents were asked for that."""
    from graph.month.moved import Moves, moves
    from ui.actions.standing import standing_at_once

    moved = moves(reader.register) if found else Moves()
    dated = {line.iri: _Dated(line, moved, today, window) for line in found}
    asked = [{"id": iri, "months": one.months, "days": one.days, "turns": one.turns} for iri, one in dated.items()]
    stands, judged = standing_at_once(reader, asked, units, today)
    return named(reader, [_task(line, stands[line.iri], dated[line.iri], today) for line in found]), judged


class _Dated:
    """The days of a line that count on a day: its single ``days``, as later directives moved them; its ``turns``; the
    day that is ``passed`` (''), and the turns that are ``shown``: those of the ``window`` that is asked for."""

    def __init__(self, line: "Line", moved: "Moves", today: dt.date, window: tuple[str, str] | None) -> None:
        now = today.isoformat()
        self.days = list(moved.due(line.number, {due.day for due in line.due if due.day}))
        self.turns = line.turns
        self.moved = moved.of.get(line.number, ())
        self.months = line.months or tuple(turn[:7] for turn in line.turns[:1])
        gone, coming = [day for day in line.turns if day < now], [day for day in line.turns if day >= now]
        single = max((day for day in self.days if day not in line.turns), default="")
        self.passed = max(gone[-1] if gone else "", single if single < now else "")
        self._turn = (gone[-1:], coming[:1] or gone[-1:])
        self._asked = [day for day in line.turns if window and window[0] <= day <= window[1]]

    def shown(self, status: str) -> list[str]:
        """The single days, and the turn that is late, else the one to come."""
        return sorted({*self.days, *(self._asked or self._turn[status != "overdue"])})


def _task(line: "Line", status: str, dated: _Dated, today: dt.date) -> Json:
    from ui.actions.overdue import moved_json

    days = dated.shown(status)
    now, soon = today.isoformat(), (today + dt.timedelta(days=SOON)).isoformat()
    near = status in ("open", "partial", "unknown") and any(now <= day <= soon for day in days)
    late = (today - dt.date.fromisoformat(dated.passed)).days if status == "overdue" and dated.passed else None
    return {
        "id": line.iri,
        "text": line.wording,
        "path": line.path,
        "document": line.file,
        "code": line.code or None,
        "directive": line.directive,
        "issued": line.issued or None,
        "span": [line.start, line.end],
        "deadlines": days,
        "days_late": late,
        "moved": moved_json(dated.moved),
        "recurrence": [due.rule for due in line.due if due.rule],
        "printed": [due.printed for due in line.due if due.printed and not due.day and not due.rule],
        "assignments": [
            {"unit": part.name, "unit_id": part.unit, "role": part.role, "lead": part.lead, "grade": part.grade}
            for part in line.parts
        ],
        "reports_to": list(line.reports_to),
        "months": list(line.months),
        "status": "soon" if near else status,
    }


def _statement(reader: "Reader", shown: int, count: int, judged: bool, today: dt.date) -> str:
    from graph.register.find import held
    from ui.words import day

    rests = held(reader.register)
    newest = f", mới nhất ngày {day(rests.newest)}" if rests.newest else ""
    more = f" (trong {count} nhiệm vụ tìm thấy; hãy lọc hẹp hơn để thấy đủ)" if count > shown else ""
    how = (
        f"tình trạng tính đến ngày {day(today.isoformat())} theo lời người xử lý, văn bản sau và lịch"
        if judged
        else "quá nhiều nhiệm vụ nên tình trạng chỉ theo lời người xử lý và lịch; hãy chọn đơn vị để đối chiếu văn bản"
    )
    return f"{shown} nhiệm vụ{more}; {how}; dựa trên {rests.texts} văn bản trong kho{newest}."
