"""What ``chidao lint`` found, as text."""

from collections.abc import Iterator, Mapping
from typing import Any

from ui.words import day, shorten

__all__ = ["clarity_lines"]

Row = Mapping[str, Any]
WIDTH = 150


def clarity_lines(told: Row) -> Iterator[str]:
    """The formula applied, the score, each task that is not clear with what to write, whom the directive charges."""
    formula = told["formula"]
    yield told["directive"]["code"] or told["file"] if told["directive"] else told["file"]
    by = f"{formula['stated_by']}: “{formula['quote']}”" if formula["stated_by"] else "“6 rõ” chung"
    yield f"Soát theo {by}"
    if told["score"] is None:
        yield "Văn bản không đặt ra nhiệm vụ nào."
        return
    unclear = [task for task in told["tasks"] if any(f["why"] for f in task["findings"])]
    yield f"Điểm rõ ràng: {told['score']:.0%} · {len(told['tasks'])} nhiệm vụ, {len(unclear)} nhiệm vụ còn chỗ chưa rõ"
    yield "Chưa rõ: " + ", ".join(f"{aspect} {count}" for aspect, count in told["missing"].items() if count)
    for task in unclear:
        yield ""
        yield f"{task['path'] or '(lời kết)'} · {task['score']:.0%} · {shorten(task['text'], WIDTH)}"
        for finding in task["findings"]:
            if finding["why"]:
                yield f"    {finding['aspect']}: {finding['why']}"
                yield f"        → {finding['suggestion']}"
    if told["units"]:
        yield ""
        yield "Ai được giao:"
        for unit in told["units"]:
            yield f"    {unit['unit']}: {unit['tasks']} nhiệm vụ, {unit['score']:.0%}"
    yield from _store(told)
    for note in told["notes"]:
        yield f"Lưu ý: {note['what']}"


def _store(told: Row) -> Iterator[str]:
    """What a draft repeats of what the store asks already, and the days it fills up."""
    if told.get("repeats"):
        yield ""
        yield "Việc kho đã có, dự thảo giao lại:"
    for one in told.get("repeats", ()):
        other = f" — khác thời hạn: {', '.join(map(day, one['deadlines']))}" if one["other_day"] else ""
        yield f"    {one['path']}: {shorten(one['text'], WIDTH)}"
        yield f"        ← {one['document']}: “{shorten(one['asked'], WIDTH)}”{other}"
    for crowd in told.get("pile_ups", ()):
        yield f"Dồn việc: {crowd['unit']} có {crowd['tasks']} nhiệm vụ hạn {day(crowd['day'])}"
