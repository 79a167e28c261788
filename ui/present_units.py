"""Units of the registry as Vietnamese text: lines for the terminal. Pure: no store, no click."""

from collections.abc import Iterator, Mapping
from typing import Any

from ui.present import table_lines
from ui.words import day

__all__ = ["member_lines"]


def member_lines(told: Mapping[str, Any]) -> Iterator[str]:
    """The members of a group as a table, and how many there are, by what."""
    rows = [[unit["code"] or "", unit["name"], unit["province"] or ""] for unit in told["members"]]
    yield from table_lines(("Mã", "Đơn vị", "Tỉnh, thành phố"), rows)
    least = "ít nhất " if told["open"] else ""
    when = f" ngày {day(told['on'])}" if told["on"] else ""
    yield f"{least}{len(rows)} đơn vị theo {told['known_by']}{when}."
