"""Tasks as lines of the office's register, whatever file they go into."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ui.present_month import STATUSES
from ui.reports.dues import dues
from ui.reports.plain import paragraphs
from ui.text import plain
from ui.words import day, when

__all__ = ["HEADS", "Line", "Register", "basis", "cells", "lines"]

Row = Mapping[str, Any]

LEAD, SUPPORT, WATCH = "giao cho", "phối hợp", "kiểm tra, giám sát"
#: The office's own columns, in their order; the last two are the evidence.
HEADS: Final = (
    "STT",
    "Nhiệm vụ",
    "Đơn vị chủ trì",
    "Phối hợp",
    "Thời hạn",
    "Thời hạn nêu trong văn bản",
    "Báo cáo về",
    "Căn cứ",
    "Trạng thái",
    "Nguyên văn",
    "Tệp, vị trí",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One task. ``due`` is the day that counts now (what was missed, else the next), ``None`` where no day is told;
    texts may hold several lines."""

    number: int
    task: str
    lead: str
    support: str
    due: dt.date | None
    told_due: str
    report: str
    basis: str
    state: str
    quote: str
    where: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """A register: what it is of, its lines, what it rests on, the day it was made."""

    scope: str
    lines: tuple[Line, ...]
    statement: str
    made: dt.date


def lines(tasks: Iterable[Row], standing: Mapping[str, str], today: dt.date) -> tuple[Line, ...]:
    """The tasks of ``ui.actions.tasks`` in their order; ``standing`` is how each stands, by its id."""
    return tuple(
        _line(number, task, standing.get(task["id"], "unknown"), today) for number, task in enumerate(tasks, 1)
    )


def cells(line: Line) -> tuple[int | str | dt.date | None, ...]:
    """A line in the order of :data:`HEADS`."""
    return (
        line.number, line.task, line.lead, line.support, line.due, line.told_due, line.report, line.basis, line.state,
        line.quote, line.where,
    )  # fmt: skip


def _line(number: int, task: Row, state: str, today: dt.date) -> Line:
    return Line(
        number=number,
        task=plain(task["wording"]),
        lead=_units(task, LEAD),
        support="\n".join(filter(None, (_units(task, SUPPORT), _watched(task)))),
        due=dues(task).counting(today, late=state == "overdue"),
        told_due=paragraphs(*(_printed(deadline) for deadline in task["deadlines"])),
        report=paragraphs(*dict.fromkeys(_report(report) for report in task["reports"])),
        basis=basis(task),
        state=STATUSES[state],
        quote=plain(task["quote"] or ""),
        where=f"{plain(task['document'] or '')}{':{}-{}'.format(*task['span']) if task['span'] else ''}",
        late=state == "overdue",
    )


def _units(task: Row, role: str) -> str:
    return paragraphs(*dict.fromkeys(_unit(owner) for owner in task["owners"] if owner["role"] == role))


def _unit(owner: Row) -> str:
    """A unit; what is inferred says so, as a reader of a printed list sees no dashes."""
    sure = owner["grade"] in ("nêu rõ", "theo đề mục", "lời dẫn chung", "đã xác nhận")
    return owner["unit"] if sure else f"{owner['unit']} ({owner['grade']})"


def _watched(task: Row) -> str:
    watching = _units(task, WATCH).replace("\n", ", ")
    return f"Kiểm tra, giám sát: {watching}" if watching else ""


def _printed(deadline: Row) -> str:
    told = deadline["printed"] or deadline["relative"] or deadline["recurrence"] or ""
    moved = f" (đã điều chỉnh bởi {deadline['moved']['by']})" if deadline["moved"] else ""
    return when(told) if told.startswith("FREQ=") else f"{told}{moved}"


def _report(report: Row) -> str:
    via = f", qua {report['via']}" if report["via"] else ""
    due = when(report["due"] or report["recurrence"] or "")
    return f"{report['to']}{via}{f', hạn {due}' if due else ''}"


def basis(task: Row) -> str:
    """The directive and the place in it, as an office names it."""
    dated = f" ngày {day(task['date'])}" if task["date"] else ""
    issuer = f" của {task['issuer']}" if task["issuer"] else ""
    path = f", mục {task['path']}" if task["path"] else ""
    return plain(f"{task['code']}{dated}{issuer}{path}" if task["code"] else f"{task['name']}{path}")
