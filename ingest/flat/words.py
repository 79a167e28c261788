"""What cells begin and end with (``data/words/cells.toml``), matched on folded words."""

import functools
import re
import tomllib

import data
from ingest import names
from ontology.fold import tone_fold

__all__ = [
    "awaits_number",
    "begins_owner",
    "begins_product",
    "bridges",
    "ends_table",
    "is_time",
    "is_unfinished",
    "knows_body",
    "time_at",
]

_WINDOW = 90
_KEPT = 8192  # the same words are asked for again and again
#: Whose organs and posts are named with them: 'UBKT' + 'Đảng ủy', 'Bí thư' + 'Thành ủy'.
_COMMITTEES = frozenset({"Đảng ủy", "Thành ủy", "Tỉnh ủy", "Đảng bộ", "Chi bộ", "Ủy ban nhân dân", "Hội đồng nhân dân"})


@functools.cache
def _table() -> dict[str, str]:
    table = tomllib.loads(data.path("words", "cells.toml").read_text(encoding="utf-8"))
    return {name: entry["pattern"] for name, entry in table.items()}


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_table()[name], re.I)


@functools.cache
def _times() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A cell of times, whole; and how one begins."""
    piece, joint = _table()["time"], _table()["joint"]
    return re.compile(rf"{piece}(?!\w)(?:(?:{joint}){piece}(?!\w))*[ .;]*"), re.compile(rf"{piece}(?!\w)")


@functools.lru_cache(_KEPT)
def knows_body(text: str) -> int:
    """Where the name of a unit, group or post stops that begins the words; 0 where none is known."""
    match = names.organ_at(text[:_WINDOW], 0)
    return match.end if match is not None else 0


@functools.lru_cache(_KEPT)
def bridges(before: str, after: str) -> bool:
    """Whether the name of one unit or post, or a time, begins with the words ``before`` and goes on into ``after``."""
    whole = f"{before} {after}"[: len(before) + _WINDOW]
    match = names.organ_at(whole, 0)
    if match is None or match.kind == "group" or match.end <= len(before) + 1:
        time = _times()[0].match(tone_fold(whole)) if _times()[1].match(tone_fold(whole)) else None
        return time is not None and time.end() > len(before) + 1 and not is_time(before)
    inner = match
    while inner.owner is not None:
        inner = inner.owner
    # the first words of the next cell may pass for the name of a place
    place = match.surface.rfind(inner.place) if inner.place else -1
    if place == len(before) + 1:
        return False
    alone = names.organ_at(before, 0)
    if alone is None or alone.end < len(before):
        return True
    if tone_fold(match.head).startswith(tone_fold(f"{before} {after.split(' ', 1)[0]}")):
        return True
    owned = match.owner is not None and match.owner.head in _COMMITTEES and alone.head not in _COMMITTEES
    return owned and alone.owner is None and not (alone.locality or alone.entry.sectors or alone.kind == "group")


@functools.lru_cache(_KEPT)
def begins_owner(text: str) -> bool:
    """Whether the words may open the cell of an owner, whatever body it is."""
    return _pattern("owner").match(text) is not None


@functools.lru_cache(_KEPT)
def begins_product(text: str) -> bool:
    """Whether the words may open the cell of a product."""
    return _pattern("product").match(tone_fold(text[:_WINDOW])) is not None


@functools.lru_cache(_KEPT)
def is_time(text: str) -> bool:
    """Whether the words are nothing but a time: 'Quý I/2027', 'Hằng năm và từng giai đoạn'."""
    return len(text) < _WINDOW and _times()[0].fullmatch(tone_fold(text)) is not None


@functools.lru_cache(_KEPT)
def time_at(text: str) -> bool:
    """Whether a time begins the words."""
    return _times()[1].match(tone_fold(text[:_WINDOW])) is not None


@functools.lru_cache(_KEPT)
def is_unfinished(text: str) -> bool:
    """Whether a cell cannot end with these words."""
    tail = text[-40:]
    if text.endswith((",", "-", "(", "/")) or _pattern("unfinished").search(tone_fold(tail)):
        return True
    return re.search(_table()["opening"], tail) is not None


def awaits_number(text: str) -> bool:
    """Whether a number behind these words belongs to them, and is no row's."""
    return _pattern("numbered").search(tone_fold(text[-40:])) is not None


def ends_table(line: str) -> bool:
    """Whether the line stands behind the table: 'Nơi nhận', a signature, the next annex."""
    return _pattern("end").match(tone_fold(line[:_WINDOW])) is not None
