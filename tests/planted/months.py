"""A year of monthly resolutions of one commune: tasks set, closed, handed on, dropped, contradicted."""

import datetime as dt

from planted import papers
from planted.themes import MONTHLY

__all__ = ["monthly"]

FATES = (("closed", 50), ("partial", 20), ("silent", 15), ("carried", 10), ("contradicted", 5))


def monthly(made, rng, city, place, where, months, cites, since):
    """Write the resolutions of ``months`` months; ``cites``: a letter that one of them names in an item."""
    open_tasks, results, done = [], [], {}
    for month in range(1, months + 1):
        code = f"{month + 100}-NQ/ĐU"
        rows = [_task(rng, place, task, month) for task in rng.sample(MONTHLY, 4)]
        carried = [_again(rng, place, task, month) for task in open_tasks]
        tasks = [*carried, *rows]
        extra = ""
        if cites and month == since.month + 1:
            extra = f"Văn phòng Đảng ủy theo dõi việc thực hiện Công văn số {cites['code']} ngày {_day(dt.date.fromisoformat(cites['date']))} của Ban Thường vụ Thành ủy, báo cáo Thường trực Đảng ủy khi có yêu cầu"
        made.files[f"{place.code}-nq-{month:02}.txt"] = _paper(city, place, where, code, month, results, tasks, extra)
        results, open_tasks = [], []
        for task in tasks:
            fate = rng.choices([f for f, _ in FATES], [w for _, w in FATES])[0] if month < months else "open"
            achieved = _result(rng, task, fate, done)
            made.truth["months"].append(
                {"unit_id": place.code, "month": f"2026-{month:02}", "document": code, "task": task["text"],
                 "fate": fate, "result": achieved, "carried_from": task["from"]}
            )  # fmt: skip
            if achieved:
                results.append(achieved)
            if fate in ("partial", "carried", "contradicted"):
                open_tasks.append(task)


def _task(rng, place, task, month):
    owner, what, counted, verb = task
    number = rng.randrange(6, 60)
    due = dt.date(2026, month, rng.randrange(18, 28))
    text = f"Giao {owner.format(place=place.kind)} {what.format(n=f'{number:02}')}; hoàn thành trước ngày {_day(due)}"
    return {
        "task": task,
        "n": number,
        "done": 0,
        "text": text,
        "counted": counted,
        "verb": verb,
        "from": None,
        "first": month,
    }


def _again(rng, place, task, month):
    owner, what, *_ = task["task"]
    rest = max(task["n"] - task["done"], 1)
    due = dt.date(2026, month, rng.randrange(18, 28))
    text = f"Giao {owner.format(place=place.kind)} tiếp tục {what.format(n=f'{rest:02}')} còn lại; hoàn thành trước ngày {_day(due)}"
    return {**task, "text": text, "from": f"2026-{month - 1:02}"}


def _result(rng, task, fate, done):
    """How the next month tells it; '' where it says nothing."""
    verb = f"{task['verb'][0].upper()}{task['verb'][1:]}"
    if fate == "closed":
        task["done"] = task["n"]
        return f"{verb} {task['n']:02}/{task['n']:02} {task['counted']}"
    if fate in ("partial", "carried"):
        task["done"] = min(task["n"] - 1, task["done"] + max(1, task["n"] // 3))
        return f"{verb} {task['done']:02}/{task['n']:02} {task['counted']}" if fate == "partial" else ""
    if fate == "contradicted":
        former, task["done"] = task["done"], max(0, task["done"] - 2)
        return (
            f"Lũy kế {task['verb']} {task['done']:02}/{task['n']:02} {task['counted']}"
            if former
            else f"{verb} {task['n'] + 3:02}/{task['n']:02} {task['counted']}"
        )
    return ""


def _paper(city, place, where, code, month, results, tasks, extra):
    lines = [task["text"] for task in tasks] + ([extra] if extra else [])
    last = month - 1 or 12
    told = " ".join(f"{result}." for result in results) or "Các nhiệm vụ thường xuyên được duy trì."
    items = "\n\n".join(f"{number}. {line}." for number, line in enumerate(lines, 1))
    body = (
        f"Trên cơ sở báo cáo của Văn phòng Đảng ủy, Ban Thường vụ Đảng ủy {where} quyết nghị:\n\n"
        f"I. KẾT QUẢ CÔNG TÁC THÁNG {last}\n\n{told}\n\nII. NHIỆM VỤ TRỌNG TÂM THÁNG {month}\n\n{items}"
    )
    return papers.party(
        f"ĐẢNG BỘ THÀNH PHỐ {city.name.upper()}", f"ĐẢNG ỦY {where.upper()}", code, dt.date(2026, month, 3), place.name,
        "NGHỊ QUYẾT\nCỦA BAN THƯỜNG VỤ ĐẢNG ỦY", f"về kết quả tháng {last} và nhiệm vụ trọng tâm tháng {month} năm 2026",
        body, "- Thường trực Thành ủy (để b/c),\n- Các cơ quan, đơn vị, chi bộ,\n- Lưu VPĐU.",
    )  # fmt: skip


def _day(day):
    return f"{day.day:02}/{day.month}/{day.year}"
