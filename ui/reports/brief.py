"""The month of a unit on paper: who is late first; then what was done, goes on, vanished, contradicts itself."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ui.present_month import FATES, LISTS, STATUSES, late_words
from ui.reports.paper import Paper, rows
from ui.words import body, day
from ui.words import month as month_word

__all__ = ["docx_of"]

Row = Mapping[str, Any]
_FIGURES: Final = ("due", "done", "claimed", "overdue", "new", "carried", "dropped", "contradictions")
_HEADS: Final = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Căn cứ")
#: Millimetres; a day of ten characters stands in one line.
_WIDTHS: Final = (11, 62, 33, 29, 30)
_UNITS: Final = (("TT", "Đơn vị", "Số việc quá hạn", "Trễ lâu nhất"), (11, 94, 30, 30))
#: So many units and overdue tasks go on paper; how many more there are is said.
_LATE_UNITS: Final = 10
_LATE_TASKS: Final = 200
_SAID: Final = ("done", "claimed", "partial", "cancelled", "carried", "amended")
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
    _late_units(paper, told)
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
    counts: list[tuple[str, int]] = [("Nhiệm vụ của tháng", len(told["tasks"]))]
    counts += [(LISTS[key], len(told[key])) for key in _FIGURES if key != "overdue"]
    counts.insert(4, (f"{LISTS['overdue']} (của mọi tháng)", told["overdue_found"]))
    counts[4:4] = [(FATES[name].capitalize(), outcomes[name]) for name in ("partial", "undone")]
    return rows(counts)


def _sections(paper: Paper, told: Row) -> None:
    ends = {closure["task"]["id"]: closure for closure in told["closures"]}
    short = {name: [c["task"] for c in told["closures"] if c["outcome"] == name] for name in ("partial", "undone")}
    listed = (
        (LISTS["done"], told["done"], True), (LISTS["claimed"], told["claimed"], True),
        (FATES["partial"].capitalize(), short["partial"], True), (FATES["undone"].capitalize(), short["undone"], True),
        (LISTS["due"], told["due"], False),
        (LISTS["carried"], told["carried"], False), (LISTS["dropped"], told["dropped"], False),
    )  # fmt: skip
    number = _late_tasks(paper, told)
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


def _late_units(paper: Paper, told: Row) -> None:
    """Who is late, those with most overdue tasks first."""
    late: dict[str, list[int]] = {}
    for task in told["overdue_all"]:
        for unit in _owners(task) or ("chưa rõ đơn vị",):
            late.setdefault(unit, []).append(task["days_late"])
    if not late:
        return
    units = sorted(late.items(), key=lambda pair: (-len(pair[1]), -max(pair[1]), pair[0]))
    more = f" {len(units)} đơn vị có việc quá hạn; {_LATE_UNITS} đơn vị đầu:" if len(units) > _LATE_UNITS else ""
    paper.text(f"{late_words(told)}.{more}", bold=True, indent=0, keep=True, align="left")
    told_units = [(unit, len(days), f"{max(days)} ngày") for unit, days in units[:_LATE_UNITS]]
    paper.table(*_UNITS, rows(told_units))


def _late_tasks(paper: Paper, told: Row) -> int:
    """The first section: every overdue task, the longest late first. Gives how many sections there are now."""
    tasks = told["overdue_all"]
    if not tasks:
        return 0
    _title(paper, 1, LISTS["overdue"], told["overdue_found"])
    paper.table(_HEADS, _WIDTHS, rows(map(_task, tasks[:_LATE_TASKS])))
    if told["overdue_found"] > _LATE_TASKS:
        paper.text(f"Còn {told['overdue_found'] - _LATE_TASKS} việc quá hạn nữa.", italic=True, size=12, indent=0)
    return 1


def _title(paper: Paper, number: int, title: str, count: int) -> None:
    paper.text(f"{_roman(number)}. {title} ({count})", bold=True, indent=0, keep=True, align="left")


def _roman(number: int) -> str:
    return ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[number]


def _owners(task: Row) -> tuple[str, ...]:
    parts = (part for part in task["assignments"] if part["role"] == "assignedTo")
    return tuple(dict.fromkeys(body(part["unit"]) for part in parts))


def _task(task: Row) -> tuple[str, ...]:
    back = f"\n(tiếp nối mục {task['continues']['path'] or 'cuối'})" if "continues" in task else ""
    state = f"\n({STATUSES[task['stands']]})" if task["stands"] in _SAID else ""
    moved = "".join(f"\n(hạn {day(one['old'])} đã điều chỉnh bởi {one['by']})" for one in task["moved"])
    late = f"\n(quá {task['days_late']} ngày)" if "days_late" in task else ""
    when = day(task["passed"]) if "passed" in task else _days(task["deadlines"])
    owners = "\n".join(_owners(task)) or "chưa rõ"
    return f"{task['text']}{back}{state}{moved}", owners, f"{when}{late}", _place(task)


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
