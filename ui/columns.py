"""What stands in tables of answers, for people: Vietnamese titles of columns, and words for what is kept in English.

Shared by the command line and the screens; the titles are the sentences ``column.…`` of ``ui/pages/language``.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from ui.pages.words import language, rule, words
from ui.words import body, day, month, number, when

__all__ = ["head", "lines", "shown"]

#: Columns that hold names of bodies.
_BODIES: Final = frozenset({"name", "issuerName", "viaName"})
_DAYS: Final = frozenset({"date", "due", "dueFrom", "earliest", "latest", "day", "newest"})
#: Column → what is kept in it → the word; what is not here stands as it is.
_WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "why": {"due": "đến hạn trong tháng", "month": "văn bản đặt cho tháng"},
        "kind": {
            "date": "một ngày",
            "period": "một khoảng",
            "recurrence": "định kỳ",
            "relative": "tính từ một mốc",
            "target": "chỉ tiêu",
            "result": "kết quả",
        },
        "precision": {
            "day": "ngày",
            "week": "tuần",
            "month": "tháng",
            "quarter": "quý",
            "half-year": "nửa năm",
            "year": "năm",
        },
        "known": {"byText": "qua toàn văn", "byCitation": "chỉ qua viện dẫn"},
        "progress": {"done": "đã xong", "partial": "một phần", "undone": "chưa xong", "claimed": "nói đã làm"},
    }
)


def head(column: str) -> str:
    """What a column is called; by its own name where there is no word for it."""
    return words(language()).get(f"column.{column}") or words().get(f"column.{column}") or column


def shown(column: str, value: Any) -> str:  # noqa: ANN401 - a plain value
    """What stands in a column, as an office would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return ("chủ trì" if column == "lead" else "có") if value else ""
    if isinstance(value, dt.datetime):
        return f"{value:%H:%M} {day(value.date().isoformat())}"
    if isinstance(value, dt.date):
        return day(value.isoformat())
    if isinstance(value, int | float):
        return str(value) if isinstance(value, int) else number(value)
    return _text(column, str(value))


def lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[tuple[str, ...], list[list[str]]]:
    """Titles and cells of an answer."""
    told = [[shown(*one) for one in zip(columns, row, strict=True)] for row in rows]
    return tuple(map(head, columns)), told


def _text(column: str, value: str) -> str:
    if column == "rule":
        return rule(value)
    if column == "recurrence":
        return when(value)
    if column == "month" and len(value) == len("2026-06"):
        return month(value).removeprefix("tháng ")
    if column in _DAYS:
        return day(value)
    return body(value) if column in _BODIES else _WORDS.get(column, {}).get(value, value)
