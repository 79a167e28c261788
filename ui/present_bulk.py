"""Runs over many files as text: summaries of a batch, of the originals, of a reading with today's rules. Pure."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ui.actions.values import Status, Summary
from ui.present import issue_lines, outcome_line
from ui.words import STATUS, shorten

__all__ = ["reread_lines", "short_line", "summary_lines", "verify_lines"]

Row = dict[str, Any]
#: Up to so many files each is told on a line of its own.
_EACH: Final = 100
#: So many files of other kinds are named.
_NAMED: Final = 20
_DOING: Final = {"gained": "thêm", "lost": "mất", "changed": "đổi"}


def summary_lines(summary: Summary) -> Iterator[str]:
    """A batch: each file, its warnings or its refusal (of a large batch the refused only), then the counts."""
    for outcome in summary.files:
        if len(summary.files) > _EACH and outcome.issue is None:
            continue
        yield outcome_line(outcome)
        for issue in (outcome.issue, *outcome.warnings):
            if issue is not None:
                yield f"    {issue.what}{f' → {issue.remedy}' if issue.remedy else ''}"
    if len(summary.files) > _EACH:
        yield from _reasons(summary)
    yield short_line(summary)
    yield from _others(summary)
    if summary.stopped is not None:
        yield from issue_lines(summary.stopped)
        yield f"{summary.left} tệp chưa được nạp."


def _others(summary: Summary) -> Iterator[str]:
    """The files of other kinds, by name."""
    if summary.others:
        kinds = sorted({Path(name).suffix.lower() or "không có đuôi" for name in summary.others})
        yield f"Bỏ qua vì chương trình không đọc loại tệp ấy ({', '.join(kinds)}):"
        yield from (f"    {name}" for name in summary.others[:_NAMED])
        if (rest := len(summary.others) - _NAMED) > 0:
            yield f"    và {rest} tệp nữa (chidao ingest … --format json kể hết)"


def _reasons(summary: Summary) -> Iterator[str]:
    words = {outcome.issue.code: outcome.issue.what for outcome in summary.refused if outcome.issue}
    for code, count in summary.reasons().items():
        yield f"{count} tệp bị từ chối: {words[code]}"


def short_line(summary: Summary) -> str:
    """The counts of a batch and how quick it was, on one line."""
    counts = [f"{summary.count(status)} {STATUS[status.value]}" for status in Status if summary.count(status)]
    others = f"; bỏ qua {summary.skipped} tệp loại khác" if summary.skipped else ""
    quick = f" ({summary.seconds:.1f} giây, {summary.speed:.0f} tệp/giây)" if len(summary.files) > _EACH else ""
    return f"{len(summary.files)} tệp: {', '.join(counts) or 'không có tệp nào'}{others}{quick}."


def verify_lines(told: Row) -> Iterator[str]:
    """The originals: each that is missing, changed or left over, then the counts."""
    for issue in told["issues"]:
        yield f"{issue['where']}: {issue['what']}"
        yield f"  → {issue['remedy']}"
    yield f"{told['documents']} văn bản, {told['sound']} bản gốc nguyên vẹn."


def reread_lines(told: Row, dry_run: bool) -> Iterator[str]:
    """What today's rules read otherwise, document by document, then in all."""
    for document in told["documents"]:
        yield document["document"]
        if document["issue"]:
            yield f"  không đọc lại được: {document['issue']['what']} → {document['issue']['remedy']}"
        for change in document["changes"]:
            yield f"  {_DOING[change['doing']]:<4} {change['kind']}: {shorten(change['about'], 80)}{_said(change)}"
    for suspect in told["suspect"]:
        yield f"Quyết định của {suspect['by']} cần xem lại (câu văn đã khác): {suspect['assertion']}"
    counts = ", ".join(f"{word} {told[doing]}" for doing, word in _DOING.items())
    yield f"{told['read']} văn bản đọc lại, {told['current']} đã theo quy tắc hiện nay; dữ kiện: {counts}."
    if dry_run:
        yield "Chưa lưu gì (--dry-run)."


def _said(change: Row) -> str:
    before, after = (shorten(change[key], 60) for key in ("before", "after"))
    if change["doing"] == "changed":
        return f": “{before}” → “{after}”"
    return f": “{after or before}”" if after or before else ""
