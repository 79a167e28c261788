"""A month as Vietnamese text for the terminal. Pure: no store, no click."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ui.words import day, month, shorten

__all__ = ["FATES", "STATUSES", "month_lines"]

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
    "open": "đang làm",
    "cancelled": "đã thôi",
    "unknown": "chưa rõ",
}
_LISTS: Final = (
    ("due", "Đến hạn"),
    ("overdue", "Quá hạn"),
    ("done", "Xong, có chứng cứ"),
    ("claimed", "Nói đã làm, chưa có chứng cứ"),
    ("new", "Mới"),
    ("dropped", "Im lặng biến mất"),
)
_WIDTH: Final = 100


def month_lines(told: Row) -> Iterator[str]:
    """The figures, then each list, then promise and result with both sentences, then the statement."""
    whose = f" của {told['unit']}" if told["unit"] else ""
    yield f"{month(told['month']).capitalize()}{whose}, tính đến ngày {day(told['as_of'])}"
    figures = [f"{word.lower()} {len(told[key])}" for key, word in _LISTS]
    figures.insert(5, f"tiếp nối {len(told['carried'])}")
    yield f"  {len(told['tasks'])} nhiệm vụ: " + ", ".join(figures)
    for key, word in _LISTS:
        yield from _group(word, told[key])
    if told["carried"]:
        yield f"Tiếp nối tháng trước ({len(told['carried'])}):"
        yield from (f"{_line(task)} ← mục {task['continues']['path']}" for task in told["carried"])
    if told["long_running"]:
        yield f"Kéo dài từ 3 tháng ({len(told['long_running'])}):"
        yield from (f"{_line(task)} (từ {month(task['months'][0])})" for task in told["long_running"])
    yield from _closures(told["closures"])
    yield from _diff(told)
    yield told["statement"]


def _group(word: str, tasks: Sequence[Row]) -> Iterator[str]:
    if tasks:
        yield f"{word} ({len(tasks)}):"
        yield from map(_line, tasks)


def _line(task: Row) -> str:
    due = f", hạn {', '.join(map(day, task['deadlines']))}" if task["deadlines"] else ""
    where = f"{task['code'] or task['document']} mục {task['path'] or 'cuối'}"
    return f"  {where}: {shorten(task['text'], _WIDTH)}{due}"


def _closures(closures: Sequence[Row]) -> Iterator[str]:
    if closures:
        yield "Lời hứa và kết quả:"
    for closure in closures:
        task = closure["task"]
        yield f"  {FATES[closure['outcome']]}: mục {task['path'] or 'cuối'}: “{shorten(task['text'], _WIDTH)}”"
        for result in closure["results"]:
            yield f"      ← {result['code'] or result['document']}: “{result['quote']}”"
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
