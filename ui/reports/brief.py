"""The month of a unit on paper: what was done, what is late, what goes on, what vanished, what contradicts itself."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ui.present_month import FATES, LISTS, STATUSES
from ui.reports.paper import Paper, rows
from ui.words import day
from ui.words import month as month_word

__all__ = ["docx_of"]

Row = Mapping[str, Any]
_FIGURES: Final = ("due", "done", "claimed", "overdue", "new", "carried", "dropped", "contradictions")
_HEADS: Final = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Căn cứ")
_WIDTHS: Final = (10, 66, 34, 25, 30)
_PROOF: Final = (("TT", "Nhiệm vụ (nguyên văn)", "Kết quả (nguyên văn, văn bản)", "Trạng thái"), (10, 65, 66, 24))


def docx_of(told: Row, made: dt.date) -> bytes:
    """The file, from the answer of ``ui.actions.month``."""
    title = f"Tình hình thực hiện nhiệm vụ {month_word(told['month'])}"
    paper = Paper(title, made)
    whose = told["unit"] or "Mọi đơn vị trong kho"
    paper.text("BÁO CÁO THEO DÕI", bold=True, align="center", size=15, indent=0, after=0)
    paper.text(title, bold=True, align="center", indent=0, after=2)
    paper.text(f"{whose}, tính đến ngày {day(told['as_of'])}", italic=True, align="center", indent=0, after=8)
    paper.text(told["statement"], indent=0, size=13)
    paper.table(("TT", "Nội dung", "Số lượng"), (12, 118, 35), _counts(told))
    _sections(paper, told)
    paper.text(
        f"Báo cáo do máy lập ngày {made:%d/%m/%Y} từ các văn bản trong kho, không thay báo cáo của đơn vị. "
        f"{told['statement']} “Chưa thấy” là chưa thấy trong kho.", italic=True, size=12, indent=0,
    )  # fmt: skip
    return paper.bytes()


def _counts(told: Row) -> list[tuple[str, ...]]:
    """How many tasks each list holds, and how many were told done in part or not at all."""
    outcomes = Counter(closure["outcome"] for closure in told["closures"])
    counts = [("Nhiệm vụ của tháng", len(told["tasks"])), *((LISTS[key], len(told[key])) for key in _FIGURES)]
    counts[4:4] = [(FATES[name].capitalize(), outcomes[name]) for name in ("partial", "undone")]
    return rows(counts)


def _sections(paper: Paper, told: Row) -> None:
    ends = {closure["task"]["id"]: closure for closure in told["closures"]}
    short = {name: [c["task"] for c in told["closures"] if c["outcome"] == name] for name in ("partial", "undone")}
    listed = (
        (LISTS["done"], told["done"], True), (LISTS["claimed"], told["claimed"], True),
        (FATES["partial"].capitalize(), short["partial"], True), (FATES["undone"].capitalize(), short["undone"], True),
        (LISTS["overdue"], told["overdue"], False), (LISTS["due"], told["due"], False),
        (LISTS["carried"], told["carried"], False), (LISTS["dropped"], told["dropped"], False),
    )  # fmt: skip
    number = 0
    for title, tasks, proved in listed:
        if tasks:
            number += 1
            _title(paper, number, title, len(tasks))
            if proved:
                paper.table(*_PROOF, rows(_proof(ends.get(task["id"]), task) for task in tasks))
            else:
                paper.table(_HEADS, _WIDTHS, rows(map(_task, tasks)))
    if told["contradictions"]:
        _title(paper, number + 1, LISTS["contradictions"], len(told["contradictions"]))
        paper.table(*_PROOF, rows(_proof(closure, closure["task"]) for closure in told["contradictions"]))
    if not number and not told["contradictions"]:
        paper.text("Tháng này không có nhiệm vụ nào trong kho.")


def _title(paper: Paper, number: int, title: str, count: int) -> None:
    paper.text(f"{_roman(number)}. {title} ({count})", bold=True, indent=0, keep=True, align="left")


def _roman(number: int) -> str:
    return ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[number]


def _task(task: Row) -> tuple[str, ...]:
    owners = dict.fromkeys(part["unit"] for part in task["assignments"] if part["role"] == "assignedTo")
    back = f"\n(tiếp nối mục {task['continues']['path'] or 'cuối'})" if "continues" in task else ""
    state = f"\n({STATUSES[task['status']]})" if task["status"] in ("done", "claimed", "partial", "cancelled") else ""
    return (
        f"{task['text']}{back}{state}", "\n".join(owners) or "chưa rõ", _days(task["deadlines"]), _place(task),
    )  # fmt: skip


def _proof(closure: Row | None, task: Row) -> tuple[str, ...]:
    """Promise and result, both in their own words."""
    promise = f"“{task['text']}”\n({_place(task)}{_due(task)})"
    if closure is None:
        return promise, "theo lời của người theo dõi", STATUSES[task["status"]]
    results = "\n".join(f"“{result['quote']}”\n({_of(result)})" for result in closure["results"])
    why = f": {closure['why']}" if closure["why"] else ""
    return promise, results, f"{FATES[closure['outcome']]}{why}"


def _place(task: Row) -> str:
    return f"{_of(task)}, mục {task['path']}" if task["path"] else _of(task)


def _of(fact: Row) -> str:
    return str(fact["name"])


def _due(task: Row) -> str:
    return f"; hạn {_days(task['deadlines'])}" if task["deadlines"] else ""


def _days(days: Sequence[str] | Iterable[str]) -> str:
    return ", ".join(map(day, days))
