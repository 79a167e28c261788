"""Whose month it is: units, and the Party committees that they speak for."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.month.facts import Whose
from graph.register.fold import search_key
from graph.register.register import Register

__all__ = ["whose"]

#: Names of those who speak for a whole Party committee: its monthly resolution is theirs, whichever of them signs it.
_COMMITTEE: Final = re.compile(
    r"(?:(?:ban chap hanh|ban thuong vu|thuong truc|bch|btv) )?(?:dang bo|dang uy|thanh uy|tinh uy|chi bo|chi uy)\b"
    r"(?! (?:uy ban nhan dan|cong an|quan su|cac co quan))"
)


_BOARD: Final = re.compile(r"^(?:ban chap hanh|ban thuong vu|thuong truc|bch|btv) ")


def whose(register: Register, units: Sequence[str]) -> Whose:
    """The scope of these units: their own tasks, and the monthly resolution of the committee they speak for.

    A committee and its boards are one body: what the standing board of a Đảng ủy sets is its month too.
    """
    found = [
        row
        for unit in units
        for row in register.rows("SELECT iri, name, level, place, province FROM units WHERE iri = ?", (unit,))
    ]
    seats = {
        (level or "", place or "", province or "")
        for _, name, level, place, province in found
        if _COMMITTEE.match(search_key(name or "")) and (place or province)
    }
    places = {(place or "", province or "") for *_, place, province in found if place or province}
    at = {(_committee(name), level, place, province) for _, name, level, place, province in found if place or province}
    one_body = {iri for where in sorted(at, key=str) if where[0] for iri in _boards(register, *where)}
    return Whose(tuple(sorted({*units, *one_body})), tuple(sorted(seats)), tuple(sorted(places)))


def _boards(
    register: Register, committee: str, level: str | None, place: str | None, province: str | None
) -> Iterator[str]:
    """The units (IRIs) of one place that speak for a committee: it, its standing board, its plenum."""
    where = "SELECT iri, name FROM units WHERE level IS ? AND place IS ? AND province IS ?"
    rows = register.rows(where, (level, place, province))
    yield from (iri for iri, name in rows if _committee(name) == committee)


def _committee(name: str | None) -> str:
    """The committee that a name speaks for, folded; '' where it speaks for none."""
    key = search_key(name or "")
    if _COMMITTEE.match(key) is None:
        return ""
    return _BOARD.sub("", key).replace("dang bo ", "dang uy ", 1)
