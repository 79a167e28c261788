"""Schedules as Vietnamese text for the terminal. Pure: no store, no click."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ui.words import day, shorten

__all__ = ["schedule_lines"]

Row = Mapping[str, Any]
_WIDTH: Final = 110


def schedule_lines(told: Row) -> Iterator[str]:
    """The contradictions with both sentences, what single texts say, days left by level, pile-ups, the statement."""
    for one in told["findings"]:
        paper = one["document"]
        issued = f" · {paper['issuer']}" if paper["issuer"] else ""
        yield f"{one['label']}: {paper['name']}{issued}: {one['why']}"
        yield f"    “{shorten(one['due']['text'], _WIDTH)}”"
        if one["against"] and one["against"]["text"] != one["due"]["text"]:
            yield f"    ← {one['above']['name']}: “{shorten(one['against']['text'], _WIDTH)}”"
    if told["in_one_text"]:
        yield f"Trong từng văn bản ({len(told['in_one_text'])}):"
        yield from (f"  {one['name']}: {one['why']}: “{one['quote']}”" for one in told["in_one_text"])
    if told["levels"]:
        yield "Thời gian còn lại từ ngày ban hành đến hạn đầu tiên:"
        yield from (
            f"  cấp {one['level']}: ít nhất {one['least']}, giữa {one['median']:g} ngày ({one['documents']} văn bản)"
            for one in told["levels"]
        )
    piles = told["pile_ups"]
    if piles["days"] or piles["weeks"]:
        yield "Dồn việc:"
    yield from (f"  {one['unit']}: {one['tasks']} nhiệm vụ hạn {day(one['day'])}" for one in piles["days"])
    yield from (
        f"  {one['unit']}: {one['tasks']} nhiệm vụ trong tuần từ {day(one['monday'])}" for one in piles["weeks"]
    )
    yield told["statement"]
