"""Units of the registry as Vietnamese text: lines for the terminal. Pure: no store, no click."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ui.present import table_lines
from ui.words import day

__all__ = ["member_lines", "place_lines", "unit_lines"]

_SOME = 4
_MANY = 6
_HINT = "Ghi nơi được nói đến bằng: chidao identity place TỆP|IRI MÃ|TỈNH --by NGƯỜI --why LÝ_DO (--not: không phải)"


def member_lines(told: Mapping[str, Any]) -> Iterator[str]:
    """The members of a group as a table, and how many there are, by what."""
    rows = [[unit["code"] or "", unit["name"], unit["province"] or ""] for unit in told["members"]]
    yield from table_lines(("Mã", "Đơn vị", "Tỉnh, thành phố"), rows)
    least = "ít nhất " if told["open"] else ""
    when = f" ngày {day(told['on'])}" if told["on"] else ""
    yield f"{least}{len(rows)} đơn vị theo {told['known_by']}{when}."


def unit_lines(told: Mapping[str, Any]) -> Iterator[str]:
    """The places that documents leave open, then printed names that look like known ones."""
    places: Sequence[Mapping[str, Any]] = told["places"]
    yield f"Đơn vị mà văn bản không nói rõ ở đâu: {len(places) or 'không có'}"
    for place in places:
        yield from (f"  {line}" for line in place_lines(place))
    near: Sequence[Mapping[str, Any]] = told["near"]
    yield f"Tên in gần giống tên đã biết (giữ nguyên như in): {len(near) or 'không có'}"
    for found in near:
        yield f"  {found['message']} ({found['document']}:{found['span'][0]}-{found['span'][1]})"
    if places:
        yield _HINT


def place_lines(place: Mapping[str, Any]) -> Iterator[str]:
    """One place that a document names: what it is taken for and how sure that is, or what it may be."""
    chosen = place["chosen"]
    taken = f" → {_named({**chosen, 'reasons': ()})} ({place['grade']})" if chosen else ""
    yield f"{place['name']}{taken} (tệp {place['document']})"
    yield f"  {place['id']}"
    units = place["units"]
    more = f"; … và {len(units) - _SOME} tên khác" if len(units) > _SOME else ""
    yield f"  gồm: {'; '.join(units[:_SOME])}{more}"
    because = (*place["reasons"], *(chosen["reasons"] if chosen else ()))
    yield f"  Vì: {'; '.join(because)}"
    for candidate in place["candidates"][: 0 if chosen else _MANY]:
        yield f"  có thể là: {_named(candidate)}"
    if not chosen and len(place["candidates"]) > _MANY:
        yield f"  … và {len(place['candidates']) - _MANY} nơi khác (--format json cho xem tất cả)"


def _named(candidate: Mapping[str, Any]) -> str:
    code = f", mã {candidate['code']}" if candidate["code"] else ""
    why = f" ({'; '.join(candidate['reasons'])})" if candidate["reasons"] else ""
    return f"{candidate['name']}, {candidate['province']}{code}{why}"
