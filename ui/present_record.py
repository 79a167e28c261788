"""The record of one file (``chidao extract``) as text."""

from collections.abc import Iterator, Mapping
from typing import Any

from ui.words import day, month, number, shorten

__all__ = ["record_lines"]

Row = Mapping[str, Any]
WIDTH = 160


def record_lines(record: Row) -> Iterator[str]:
    """What the document is, what it names, its tasks with owners, deadlines and reports, figures, warnings."""
    yield from _head(record["document"], record["file"])
    for citation in record["citations"]:
        when = f", ngày {day(citation['date'])}" if citation["date"] else ""
        issuer = f", {citation['issuer']}" if citation["issuer"] else ""
        yield f"{citation['relation']}: {citation['code']}{when}{issuer} — {_where(citation)}"
    for edge in record["edges"]:
        yield f"nêu qua: {edge['from']} {edge['relation']} {edge['to']}"
    for task in record["tasks"]:
        yield from _task(task)
    for kind, key in (("chỉ tiêu", "targets"), ("kết quả", "results")):
        for figure in record[key]:
            whole = f"/{number(figure['of'])}" if figure["of"] is not None else ""
            yield f"{kind}: {number(figure['value'])}{whole} {figure['measure'] or ''} — {_where(figure)}"
    for warning in record["warnings"]:
        yield f"lưu ý: {warning['about']}"


def _head(document: Row, file: str) -> Iterator[str]:
    bounds = [document.get("date_from"), document.get("date_to")]
    between = f"ngày để trống, trong khoảng {day(bounds[0] or '?')} – {day(bounds[1] or '?')}" if any(bounds) else ""
    when = f"ngày {day(document['date'])}" if document["date"] else between
    number = document.get("code") or f"(số để trống) {document['symbol'] or ''}".strip()
    set_for = month(document["month"]) if document.get("month") else ""
    level = f"[{document['level']}]" if document["level"] else ""
    yield " · ".join(filter(None, (file, document["type"], number, when, set_for)))
    yield " ".join(filter(None, (document["issuer"] or "(chưa rõ nơi ban hành)", level, document["province"])))
    if document["subject"]:
        yield f"Trích yếu: {document['subject']}"
    if document["signer"]:
        yield f"Người ký: {document['signer']}{', ' + document['position'] if document['position'] else ''}"
    if document["addressees"]:
        yield f"Kính gửi: {'; '.join(document['addressees'])}"


def _task(task: Row) -> Iterator[str]:
    yield f"nhiệm vụ {task['path']}: {shorten(task['text'], WIDTH)} — {_where(task)}"
    for assignment in sorted(task["assignments"], key=lambda one: one["role"] != "giao cho"):
        yield f"    {assignment['role']}: {assignment['unit'] or assignment['surface']}"
    for deadline in task["deadlines"]:
        yield f"    thời hạn: {day(deadline['to'])} “{shorten(deadline['quote'], 60)}”"
    for hanging in task["recurrence"] or ():
        yield f"    thời hạn: “{shorten(hanging['quote'], 60)}”"
    for report in task["reports"]:
        via = f", qua {report['via']}" if report["via"] else ""
        due = f", hạn {day(report['due'])}" if report["due"] else ""
        yield f"    báo cáo về: {report['to']}{via}{due}"


def _where(item: Row) -> str:
    return f"[{item['span'][0]}-{item['span'][1]}]"
