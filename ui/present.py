"""Answers of the use cases as Vietnamese text: lines for the terminal. Pure: no store, no click.

The chain has a module of its own, :mod:`ui.present_chain`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ontology.issue import Issue
from ui.actions.values import Ambiguous, Candidate, FileOutcome, Status, Summary, Unknown
from ui.words import STATUS, day, month, shorten

__all__ = [
    "ambiguous_lines",
    "candidate_line",
    "issue_lines",
    "outcome_line",
    "show_lines",
    "summary_lines",
    "table_lines",
    "task_lines",
    "unit_lines",
    "unknown_lines",
]

Row = dict[str, Any]
WIDTH = 100


def issue_lines(issue: Issue) -> Iterator[str]:
    """What is wrong and where; then what to do."""
    yield f"{issue.where}: {issue.what}" if issue.where else issue.what
    if issue.remedy:
        yield f"  → {issue.remedy}"


def outcome_line(outcome: FileOutcome) -> str:
    """One file of a batch on one line."""
    name = outcome.code or "(không số)"
    told = f"{name} · {outcome.tasks} nhiệm vụ" if outcome.status is not Status.REFUSED else ""
    return " · ".join(filter(None, (f"{STATUS[outcome.status.value]:<10} {outcome.path}", told)))


def summary_lines(summary: Summary) -> Iterator[str]:
    """A whole batch: each file, its warnings or its refusal, then the counts."""
    for outcome in summary.files:
        yield outcome_line(outcome)
        for issue in (outcome.issue, *outcome.warnings):
            if issue is not None:
                yield f"    {issue.what}{f' → {issue.remedy}' if issue.remedy else ''}"
    counts = [f"{summary.count(status)} {STATUS[status.value]}" for status in Status if summary.count(status)]
    others = f"; bỏ qua {summary.skipped} tệp loại khác" if summary.skipped else ""
    yield f"{len(summary.files)} tệp: {', '.join(counts) or 'không có tệp nào'}{others}."
    if summary.stopped is not None:
        yield from issue_lines(summary.stopped)


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
    yield f"Có {len(answer.candidates)} văn bản mang số {answer.asked}; hãy chọn bằng --issuer hoặc --date:"
    yield from (f"  {candidate_line(candidate)}" for candidate in answer.candidates)


def unknown_lines(answer: Unknown) -> Iterator[str]:
    """That nothing bears the name, and near names."""
    near = f" Có phải: {'; '.join(answer.suggestions)}?" if answer.suggestions else ""
    yield f"Kho chưa có “{answer.asked}”.{near}"


def task_lines(answer: dict[str, Any]) -> Iterator[str]:
    """Tasks under their directives: owners, deadlines, reports, and where each is said."""
    directive = None
    for task in answer["tasks"]:
        if task["directive"] != directive:
            directive = task["directive"]
            yield _of_directive(task)
        yield from _task(task)
    yield answer["statement"]


def _of_directive(task: Row) -> str:
    when = f"ngày {day(task['date'])}" if task["date"] else ""
    return " · ".join(filter(None, (task["code"] or "(không số)", when, task["issuer"] or "")))


def _task(task: Row) -> Iterator[str]:
    yield f"  {task['path'] or '-'}. {shorten(task['text'], 2 * WIDTH)}"
    for owner in task["owners"]:
        yield f"      {owner['role']}: {owner['unit']} ({owner['grade']})"
    for deadline in task["deadlines"]:
        yield f"      thời hạn: {deadline_words(deadline)}"
    for report in task["reports"]:
        via = f", qua {report['via']}" if report["via"] else ""
        due = f", trước {day(report['due'])}" if report["due"] else ""
        yield f"      báo cáo về: {report['to']}{via}{due}"
    yield f"      {task['document']}:{task['span'][0]}-{task['span'][1]}"


def deadline_words(deadline: Row) -> str:
    """A deadline: the day where there is one, and the words as printed."""
    until = day(deadline["to"]) if deadline["to"] else ""
    said = f"“{shorten(deadline['printed'], 60)}”" if deadline["printed"] else ""
    return " ".join(filter(None, (until, said)))


def unit_lines(units: Sequence[Row]) -> Iterator[str]:
    """Units with what they owe: a table."""
    columns = ("name", "level", "place", "assigned", "coordinating", "reports")
    heads = ("Đơn vị", "Cấp", "Nơi", "Được giao", "Phối hợp", "Nhận báo cáo")
    return table_lines(heads, [[unit[column] for column in columns] for unit in units])


def table_lines(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Rows in columns as wide as their longest value, at most 60 characters; numbers to the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max([len(head), *(len(row[i]) for row in cells)]) for i, head in enumerate(heads)]
    yield "  ".join(head.ljust(width) for head, width in zip(heads, widths, strict=True)).rstrip()
    yield "  ".join("─" * width for width in widths)
    for row in cells:
        padded = (v.rjust(w) if v.isdigit() else v.ljust(w) for v, w in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _cell(value: object) -> str:
    return "" if value is None else shorten(str(value), 60)


def show_lines(answer: dict[str, Any]) -> Iterator[str]:
    """One directive whole: its header, what it cites, what cites it, its tasks, figures and warnings."""
    yield candidate_line(Candidate(**{k: ("" if v is None else v) for k, v in answer["directive"].items()}))
    for label, key in (("Tệp", "texts"), ("Gửi", "addressed"), ("Nơi nhận", "copied")):
        if answer[key]:
            yield f"{label}: {'; '.join(answer[key])}"
    for heading, key in (("Nêu về văn bản khác", "cites"), ("Văn bản khác nêu về nó", "cited_by")):
        if answer[key]:
            yield f"{heading}:"
            yield from (f"  {fact['relation']} {fact['name']} — {_quote(fact)}" for fact in answer[key])
    yield from _group("Nhiệm vụ", (line for task in answer["tasks"] for line in _task(task)))
    yield from _group("Chỉ tiêu, kết quả", (f"  {f['kind']}: {f['label']} — {_quote(f)}" for f in answer["figures"]))
    yield from _group("Cần lưu ý", (f"  {warning['label']}" for warning in answer["warnings"]))


def _group(heading: str, lines: Iterable[str]) -> Iterator[str]:
    held = list(lines)
    if held:
        yield f"{heading}:"
        yield from held


def _quote(fact: Row) -> str:
    start, end = fact["span"]
    return f"“{shorten(fact['quote'], 80)}” ({fact['grade']}; {fact['document']}:{start}-{end})"
