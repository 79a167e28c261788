"""What a new reading of a text says otherwise than the former one: facts gained, lost, changed. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from graph.register.derive import Rows
from graph.register.schema import TABLES

__all__ = ["Change", "Doing", "changes"]


class Doing(StrEnum):
    """What became of a fact."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact: of which ``kind`` (a Vietnamese word), about what, and what was and is said of it ('' for nothing)."""

    doing: Doing
    kind: str
    about: str
    before: str
    after: str


#: Table → the word for its rows, the columns that tell one from another, and those that say something of it.
_FACTS: Final[Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]]] = {
    "mentioned": ("văn bản được nêu", ("directive",), ("code", "type", "date", "title", "level", "place", "province")),
    "tasks": ("nhiệm vụ", ("iri",), ("wording", "product", "grade")),
    "months": ("tháng", ("task", "month"), ()),
    "deadlines": ("thời hạn", ("task", "printed"), ("kind", "due", "due_from", "recurrence", "relative", "grade")),
    "assignments": ("phân công", ("task", "unit", "role"), ("lead", "grade")),
    "reports": ("báo cáo", ("task", "unit", "via"), ("due", "recurrence", "grade")),
    "links": ("quan hệ", ("source", "relation", "target"), ("quote", "grade")),
    "issues": ("ban hành", ("unit", "directive"), ("grade",)),
    "addresses": ("nơi nhận", ("directive", "relation", "unit"), ("grade",)),
    "figures": ("chỉ tiêu, kết quả", ("kind", "path", "measure", "quote"), ("value", "whole", "comparator")),
    "outcomes": ("kết quả nhiệm vụ", ("iri",), ("wording", "progress", "proved", "month")),
    "warnings": ("điều cần lưu ý", ("code", "quote"), ("message",)),
}
_HEAD: Final = {
    "directive": "nhận diện", "code": "số, ký hiệu", "type": "loại", "date": "ngày ban hành", "month": "tháng",
    "title": "trích yếu", "level": "cấp", "place": "nơi", "province": "tỉnh, thành",
}  # fmt: skip

_Key: TypeAlias = tuple[str, ...]


def changes(before: Rows, after: Rows) -> tuple[Change, ...]:
    """Every fact of either reading that the other does not tell, or tells otherwise; in a steady order."""
    names = {**_names(before), **_names(after)}
    was, now = _facts(before), _facts(after)
    return tuple(
        _change(key, was.get(key), now.get(key), names) for key in sorted({*was, *now}) if was.get(key) != now.get(key)
    )


def _change(key: _Key, before: _Key | None, after: _Key | None, names: Mapping[str, str]) -> Change:
    doing = Doing.GAINED if before is None else Doing.LOST if after is None else Doing.CHANGED
    kind, *about = key
    said = (" · ".join(filter(None, (names.get(word, word) for word in words or ()))) for words in (before, after))
    return Change(doing, kind, " · ".join(filter(None, (names.get(word, word) for word in about))), *said)


def _facts(rows: Rows) -> dict[_Key, _Key]:
    found: dict[_Key, _Key] = {
        ("văn bản", word): (_text(rows.head[column]),) for column, word in _HEAD.items() if rows.head.get(column)
    }
    for table in TABLES:
        if table.name in _FACTS:
            kind, keys, says = _FACTS[table.name]
            for row in rows.tables.get(table.name, ()):
                told = dict(zip(table.columns, row, strict=True))
                key = (kind, *(_text(told[name]) for name in keys))
                found[key] = max(found.get(key, ()), tuple(_text(told[name]) for name in says))
    return found


def _names(rows: Rows) -> dict[str, str]:
    """How people call what a reading names: units, tasks by their place, directives by their code."""
    found = {iri: str(told[1] or iri) for iri, told in rows.units.items()}
    found |= dict(_named(rows, "mentioned", "directive", ("code",)))
    found |= dict(_named(rows, "tasks", "iri", ("path", "ordinal")))
    if rows.head.get("code"):
        found[str(rows.head["directive"])] = str(rows.head["code"])
    return found


def _named(rows: Rows, name: str, iri: str, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    table = next(table for table in TABLES if table.name == name)
    for row in rows.tables.get(name, ()):
        told = dict(zip(table.columns, row, strict=True))
        if any(told[word] for word in words):
            yield str(told[iri]), "/".join(_text(told[word]) for word in words)


def _text(value: str | int | float | None) -> str:
    return "" if value is None else str(value)
