"""Answers of the use cases as Vietnamese text: lines for the terminal. Pure: no store, no click.

The chain has a module of its own, :mod:`ui.present_chain`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from ontology.issue import Issue
from ui.actions.labels import path_of
from ui.actions.values import Ambiguous, Candidate, FileOutcome, Status, Unknown
from ui.words import STATUS, day, month, shorten

__all__ = [
    "ambiguous_lines",
    "candidate_line",
    "deadline_words",
    "difference_lines",
    "difference_words",
    "issue_lines",
    "one_task_lines",
    "outcome_line",
    "query_lines",
    "quote",
    "show_lines",
    "table_lines",
    "task_lines",
    "unit_lines",
    "unknown_lines",
]

Row = dict[str, Any]
WIDTH = 100
_BEFORE = 24
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SOME = 6


def issue_lines(issue: Issue) -> Iterator[str]:
    """What is wrong and where; then what to do."""
    yield f"{issue.where}: {issue.what}" if issue.where else issue.what
    if issue.remedy:
        yield f"  → {issue.remedy}"


def outcome_line(outcome: FileOutcome) -> str:
    """One file of a batch on one line."""
    read = outcome.status in (Status.STORED, Status.REPLACED)
    told = f"{outcome.code or '(không số)'} · {outcome.tasks} nhiệm vụ" if read else ""
    return " · ".join(filter(None, (f"{STATUS[outcome.status.value]:<10} {outcome.path}", told)))


def candidate_line(candidate: Candidate) -> str:
    """One directive of a list on one line."""
    when = f"ngày {day(candidate.date)}" if candidate.date else month(candidate.month)
    level = f"[{candidate.level}]" if candidate.level else ""
    stub = "(chỉ biết qua viện dẫn)" if candidate.known == "byCitation" else ""
    head = " · ".join(filter(None, (candidate.code or "(không số)", when, candidate.issuer)))
    about = f"— {shorten(candidate.title, WIDTH)}" if candidate.title else ""
    return " ".join(filter(None, (head, level, stub, about)))


def ambiguous_lines(answer: Ambiguous) -> Iterator[str]:
    """The directives that bear one code, and how to say which."""
    how = " hoặc ".join(answer.by)
    if "--file" in answer.by:
        yield f"Kho có {len(answer.candidates)} toàn văn của {answer.asked}; hãy chọn bằng {how}:"
        yield from (f"  {candidate.document}" for candidate in answer.candidates)
        return
    if not any(candidate.code for candidate in answer.candidates) and "IRI của đơn vị" in answer.by:
        yield f"Có {len(answer.candidates)} đơn vị tên “{answer.asked}”; hãy nêu {how}:"
        yield from (f"  {c.title} ({c.place or 'chưa rõ nơi'}): {c.id}" for c in answer.candidates)
        return
    yield f"Có {len(answer.candidates)} văn bản mang số {answer.asked}; hãy chọn bằng {how}:"
    yield from (f"  {candidate_line(candidate)}" for candidate in answer.candidates)


def unknown_lines(answer: Unknown) -> Iterator[str]:
    """That nothing bears the name, why, and near names."""
    why = f": {answer.why}" if answer.why else ""
    near = f" Có phải: {'; '.join(answer.suggestions)}?" if answer.suggestions else ""
    yield f"Chưa thấy “{answer.asked}” trong kho{why}.{near}"


def task_lines(answer: Mapping[str, Any]) -> Iterator[str]:
    """Tasks under their directives: owners, deadlines, reports, and where each is said."""
    if answer["units"]:
        more = len(answer["units"]) - SOME
        rest = f" và {more} đơn vị khác" if more > 0 else ""
        yield f"Đơn vị: {'; '.join(_named(unit) for unit in answer['units'][:SOME])}{rest}"
    directive = None
    for task in answer["tasks"]:
        if task["directive"] != directive:
            directive = task["directive"]
            when = f"ngày {day(task['date'])}" if task["date"] else ""
            yield " · ".join(filter(None, (task["code"] or "(không số)", when, task["issuer"])))
        yield from one_task_lines(task)
    yield answer["statement"]


def _named(unit: Row) -> str:
    place = unit["place"]
    return f"{unit['name']} ({place})" if place and place not in unit["name"] else str(unit["name"])


def one_task_lines(task: Row) -> Iterator[str]:
    """One task: its words, then who, by when, to whom it is reported, and where it stands."""
    month_told = f" [{', '.join(map(month, task['months']))}]" if task["months"] else ""
    yield f"  {path_of(task['id'], task['path']) or '-'}{month_told} {shorten(task['wording'], 2 * WIDTH)}"
    for owner in task["owners"]:
        yield f"      {owner['role']}: {owner['unit']} ({owner['grade']})"
    for deadline in task["deadlines"]:
        yield f"      thời hạn: {deadline_words(deadline)}"
    for report in task["reports"]:
        via = f", qua {report['via']}" if report["via"] else ""
        due = f", hạn {day(report['due'])}" if report["due"] else ""
        yield f"      báo cáo về: {report['to']}{via}{due}"
    yield f"      [{task['document']}:{task['span'][0]}-{task['span'][1]}]"


def deadline_words(deadline: Row) -> str:
    """A deadline: the day where there is one, and the words as printed."""
    until = day(deadline["to"]) if deadline["to"] else ""
    said = f"“{shorten(deadline['printed'], 60)}”" if deadline["printed"] else ""
    moved = f"(đã điều chỉnh bởi {deadline['moved']['by']})" if deadline.get("moved") else ""
    return " ".join(filter(None, (until, said, moved)))


def unit_lines(units: Sequence[Row]) -> Iterator[str]:
    """Units with how many tasks each is given: a table."""
    columns = ("name", "kind", "level", "place")
    heads = ("Đơn vị", "Loại", "Cấp", "Nơi", "Tỉnh, thành", "Mã", "Nhiệm vụ")
    return table_lines(heads, [[*(unit[c] for c in columns), *_seat(unit), unit["tasks"]] for unit in units])


def _seat(unit: Row) -> tuple[str, str]:
    """Province and code; what was inferred says so."""
    found = unit["identified"]
    if unit["province"] or not found:
        return unit["province"] or "", unit["code"] or ""
    return f"{found['province']} ({found['grade']})", found["code"] or ""


def place_lines(places: Sequence[Row]) -> Iterator[str]:
    """Administrative units of the registry: a table."""
    return table_lines(("Mã", "Đơn vị", "Từ ngày"), [[p["code"], p["full_name"], p["valid_from"]] for p in places])


def query_lines(queries: Sequence[Row]) -> Iterator[str]:
    """The named queries, each with what it takes."""
    for query in queries:
        yield f"{query['name']}: {query['title']}"
        for parameter in query["parameters"]:
            need = "bắt buộc" if parameter["required"] else "tùy chọn"
            yield f"    --param {parameter['name']}=… ({parameter['type']}, {need}) {parameter['description']}"


def table_lines(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Rows in columns as wide as their longest value; numbers to the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max([len(head), *(len(row[i]) for row in cells)]) for i, head in enumerate(heads)]
    yield "  ".join(head.ljust(width) for head, width in zip(heads, widths, strict=True)).rstrip()
    yield "  ".join("─" * width for width in widths)
    for row in cells:
        padded = (v.rjust(w) if v.isdigit() else v.ljust(w) for v, w in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _cell(value: object) -> str:
    """A value short enough for a column; an IRI whole, as it is for copying."""
    told = "" if value is None else str(value)
    return told if told.startswith("urn:") else shorten(told, 60)


def show_lines(answer: Mapping[str, Any]) -> Iterator[str]:
    """One directive whole: its header, relations both ways, its tasks, figures and warnings."""
    told = {key: "" if value is None else value for key, value in answer["directive"].items()}
    yield candidate_line(Candidate(**told))
    yield from _group("Tệp", (line for text in answer["texts"] for line in _text_lines(text, len(answer["texts"]))))
    yield from _facts("Ban hành", answer["issuers"])
    yield from _facts("Gửi, nơi nhận", answer["addressees"])
    yield from _facts("Nêu các văn bản", answer["cites"])
    yield from _facts("Được nêu trong", answer["cited_by"])
    yield from _group("Nhiệm vụ", (line for task in answer["tasks"] for line in one_task_lines(task)))
    yield from _facts("Chỉ tiêu, kết quả", answer["figures"])
    yield from _group("Cần lưu ý", (f"  {warning['name']}" for warning in answer["warnings"]))


def _text_lines(text: Row, several: int) -> Iterator[str]:
    """One text of a directive; of several, which one is counted, and what that one says otherwise."""
    if several == 1:
        yield f"  {text['document']}"
    elif text["counted"]:
        yield f"  {text['document']} [{text['sha256'][:8]}] đang dùng để tính"
    else:
        yield f"  {text['document']} [{text['sha256'][:8]}] bản khác, không tính; bản trên được tính vì {text['why']}"
        yield from difference_lines(text["differs"])


def difference_lines(differs: Sequence[Row]) -> Iterator[str]:
    """What the counted text of a directive says otherwise than another one."""
    for one in differs[:SOME]:
        words = {"gained": "chỉ bản đang tính có", "lost": "chỉ bản này có", "changed": "khác"}[one["doing"]]
        yield f"      {words} {one['kind']} {shorten(one['about'], 60)}: {difference_words(one)}"
    if len(differs) > SOME:
        yield f"      … và {len(differs) - SOME} điểm khác nữa (--format json cho xem tất cả)"


def difference_words(one: Row) -> str:
    """What a copy says and what the counted text says, from where they part."""
    before, after = (day(one[key]) if _DAY.fullmatch(one[key]) else one[key] for key in ("before", "after"))
    if one["doing"] != "changed":
        return shorten(after or before, 160)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    at = before.rfind(" ", 0, max(0, same - _BEFORE)) + 1
    lead = "…" if at else ""
    return f"bản này “{lead}{shorten(before[at:], 90)}”, bản đang tính “{lead}{shorten(after[at:], 90)}”"


def _group(heading: str, lines: Iterable[str]) -> Iterator[str]:
    held = list(lines)
    if held:
        yield f"{heading}:"
        yield from held


def _facts(heading: str, facts: Iterable[Row]) -> Iterator[str]:
    return _group(heading, (f"  {fact['relation']} {shorten(fact['name'], WIDTH)} — {quote(fact)}" for fact in facts))


def quote(fact: Row) -> str:
    """The sentence that proves a fact, its grade and where it stands."""
    start, end = fact["span"]
    return f"“{shorten(fact['quote'], 80)}” ({fact['grade']}; {fact['document']}:{start}-{end})"
