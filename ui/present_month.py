"""A month as Vietnamese text for the terminal. Pure: no store, no click."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ui.words import day, month, shorten

__all__ = ["FATES", "LISTS", "STATUSES", "late_words", "month_lines"]

Row = Mapping[str, Any]
FATES: Final = {
    "closed": "khép lại",
    "partial": "một phần",
    "undone": "chưa làm",
    "silent": "không nhắc tới",
    "contradicted": "mâu thuẫn",
}
STATUSES: Final = {
    "done": "đã xong",
    "claimed": "nói đã làm, chưa có chứng cứ",
    "partial": "một phần",
    "overdue": "quá hạn",
    "carried": "tiếp nối",
    "amended": "đã điều chỉnh hạn",
    "open": "đang làm",
    "cancelled": "đã thôi",
    "unknown": "chưa rõ",
}
#: The lists of a month, as the command, the reports and the screens (``ui/pages/language/month.toml``) all call them.
LISTS: Final = {
    "due": "Đến hạn",
    "overdue": "Quá hạn",
    "done": "Xong, có chứng cứ",
    "claimed": "Nói đã làm, chưa có chứng cứ",
    "new": "Mới",
    "carried": "Tiếp nối",
    "dropped": "Không nhắc tới",
    "long_running": "Từ 3 tháng",
    "contradictions": "Mâu thuẫn",
}
_COUNTED: Final = ("due", "done", "claimed", "new", "carried", "dropped")
_ORDER: Final = ("closed", "contradicted", "partial", "undone", "silent")
_WIDTH: Final = 100


def month_lines(told: Row) -> Iterator[str]:
    """The figures, each list, then promise and result with both sentences, what is told first; the statement."""
    whose = f" của {told['unit']}" if told["unit"] else ""
    yield f"{month(told['month']).capitalize()}{whose}, tính đến ngày {day(told['as_of'])}"
    figures = [f"{LISTS[key].lower()} {len(told[key])}" for key in _COUNTED]
    yield f"  {len(told['tasks'])} nhiệm vụ: " + ", ".join(figures)
    yield f"  {late_words(told)}"
    for key in _COUNTED:
        if key != "carried":
            yield from _group(LISTS[key], told[key])
    yield from _late(told)
    if told["carried"]:
        yield f"{LISTS['carried']} tháng trước ({len(told['carried'])}):"
        yield from (f"{_line(task)} ← mục {task['continues']['path']}" for task in told["carried"])
    if told["long_running"]:
        yield f"{LISTS['long_running']} ({len(told['long_running'])}):"
        yield from (f"{_line(task)} (từ {month(task['months'][0])})" for task in told["long_running"])
    yield from _closures(told["closures"])
    yield from _diff(told)
    yield told["statement"]


def late_words(told: Row) -> str:
    """How much is overdue on the day, of whatever month, and how much of that is of this one."""
    own = sum(task["of_month"] for task in told["overdue_all"])
    rest = f", trong đó {own} việc của tháng này" if told["judged"] else ", theo lịch và lời người xử lý"
    return f"{LISTS['overdue']} đến ngày {day(told['as_of'])}: {told['overdue_found']} việc của mọi tháng{rest}"


def _late(told: Row) -> Iterator[str]:
    tasks = told["overdue_all"]
    if tasks:
        more = f", {len(tasks)} việc quá hạn lâu nhất" if told["overdue_found"] > len(tasks) else ""
        yield f"{LISTS['overdue']} ({told['overdue_found']}{more}):"
        yield from (f"{_line(task)}, quá {task['days_late']} ngày" for task in tasks)


def _group(word: str, tasks: Sequence[Row]) -> Iterator[str]:
    if tasks:
        yield f"{word} ({len(tasks)}):"
        yield from map(_line, tasks)


def _line(task: Row) -> str:
    due = f", hạn {', '.join(map(day, task['deadlines']))}" if task["deadlines"] else ""
    where = f"{task['name']} mục {task['path'] or 'cuối'}"
    moved = "".join(f" (hạn {day(one['old'])} đã điều chỉnh bởi {one['by']})" for one in task["moved"])
    return f"  {where}: {shorten(task['text'], _WIDTH)}{due}{moved}"


def _closures(closures: Sequence[Row]) -> Iterator[str]:
    if closures:
        yield "Lời hứa và kết quả:"
    for closure in sorted(closures, key=lambda closure: _ORDER.index(closure["outcome"])):
        task = closure["task"]
        yield f"  {FATES[closure['outcome']]}: mục {task['path'] or 'cuối'}: “{shorten(task['text'], _WIDTH)}”"
        for result in closure["results"]:
            yield f"      ← {result['name']}: “{result['quote']}”"
        if closure["why"]:
            yield f"      {closure['why']}"


def _diff(told: Row) -> Iterator[str]:
    diff = told.get("diff")
    if not diff:
        return
    yield f"So với {month(diff['against'])}:"
    yield from _group("  Thêm", diff["new"])
    yield from _group("  Không còn", diff["gone"])
    for change in diff["changed"]:
        yield f"  Đổi {', '.join(change['what'])}:"
        yield _line(change["before"])
        yield f"  →{_line(change['after'])}"
