"""Responsibility as Vietnamese text for the terminal. Pure: no store, no click."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ui.words import day, shorten, when

__all__ = ["duty_lines"]

Row = Mapping[str, Any]
_WIDTH: Final = 100
_MANY: Final = 40


def duty_lines(told: Row) -> Iterator[str]:
    """The matrix, then what is wrong with it, then who reports to whom, then recipients, then the statement."""
    if told["units"]:
        yield f"{'giao':>6} {'chủ trì':>8} {'phối hợp':>9} {'giám sát':>9}  đơn vị"
    for unit in told["units"][:_MANY]:
        yield (
            f"{unit['assigned']:>6} {unit['lead']:>8} {unit['coordinating']:>9} {unit['monitoring']:>9}  {unit['unit']}"
            f"{_months(unit['by_month'])}"
        )
    if len(told["units"]) > _MANY:
        yield f"       … và {len(told['units']) - _MANY} đơn vị khác"
    yield from _tasks("Không nêu đích danh ai", told["no_owner"])
    yield from _tasks("Hai đơn vị cùng chủ trì", told["two_leads"])
    if told["pile_ups"]:
        yield "Dồn việc vào một ngày:"
        yield from (f"  {p['unit']}: {p['tasks']} nhiệm vụ hạn {day(p['day'])}" for p in told["pile_ups"])
    if told["reports"]:
        yield f"Chế độ báo cáo ({sum(r['count'] for r in told['reports'])}):"
        yield from map(_report, told["reports"])
    for audit in told["recipients"]:
        yield f"Nơi nhận của {audit['directive']}:"
        if audit["charged_not_sent"]:
            yield f"  được giao nhưng không gửi: {', '.join(audit['charged_not_sent'])}"
        if audit["sent_without_task"]:
            yield f"  gửi nhưng không giao việc: {', '.join(audit['sent_without_task'])}"
    yield told["statement"]


def _months(months: Mapping[str, int]) -> str:
    told = ", ".join(f"{month[5:]}/{month[:4]}: {count}" for month, count in months.items())
    return f"  ({told})" if told else ""


def _tasks(word: str, tasks: Sequence[Row]) -> Iterator[str]:
    if tasks:
        yield f"{word} ({len(tasks)}):"
    for task in tasks[:_MANY]:
        yield f"  {task['document']} mục {task['path'] or 'cuối'}: {shorten(task['wording'], _WIDTH)}"
    if len(tasks) > _MANY:
        yield f"  … và {len(tasks) - _MANY} nhiệm vụ khác"


def _report(line: Row) -> str:
    days = ", ".join([*map(day, line["days"]), *map(when, line["recurrence"])])
    via = f" (qua {line['via']})" if line["via"] else ""
    return f"  {line['from'] or 'không nêu ai'} → {line['to']}{via}: {line['count']}{f', {days}' if days else ''}"
