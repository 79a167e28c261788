"""Who belongs to a group that a document names: the registry's answer, and for other provinces what the store knows.

    frame = frame_of(source, province="An Hải")
    members("các xã, phường", frame, day)

A province that the registry does not list (an invented one, one of another time) has the communes that the texts of the
store name as part of it. Gathering those reads every text's actors once: build one frame a question, not one a row.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from graph.rows import Record, Rows, ask
from ontology import registry
from ontology.here import unlisted
from ontology.members import Frame, UnitId, is_open, members
from ontology.registry import Place

__all__ = ["Frame", "UnitId", "frame_of", "is_open", "known_places", "members"]

_PROVINCE: Final = "tỉnh"
_COMMUNE_KINDS: Final = ("phường", "xã", "đặc khu", "thị trấn")


def frame_of(source: Rows, province: str | None, place: str | None = None) -> Frame:
    """The frame of whoever sits at ``place`` ('' or None: at the province itself) in ``province``, bare names.

    Reads the store only for a province that the registry does not list. Raises what ``source`` raises.
    """
    frame = Frame(province or "", place or "")
    if not frame.province or registry.province_of(frame.province) is not None:
        return frame
    return replace(frame, known=known_places(source))


def known_places(source: Rows) -> tuple[Place, ...]:
    """The provinces and communes that texts name and the registry does not list, by province and name.

    All names of all texts are read: a :class:`graph.reader.Reader` does so once for a state.
    """
    kept: dict[str, tuple[Place, ...]] = getattr(source, "kept", {})
    if "places" not in kept:
        kept["places"] = _places(ask(source, "actors"))
    return kept["places"]


def _places(rows: Iterable[Record]) -> tuple[Place, ...]:
    kinds: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        province, place, name = row["province"] or "", row["place"] or "", row["name"] or ""
        if not province or registry.province_of(province) is not None:
            continue
        if kind := _province_kind(name, province):
            kinds["", province][kind] += 1
        if place and (kind := _kind_before(place, name)):
            kinds[province, place][kind] += 1
    found = [
        unlisted(name, kind, "xã" if province else _PROVINCE, province or name)
        for (province, name), counted in kinds.items()
        if (kind := max(counted, key=lambda told: (counted[told], told), default=""))
    ]
    return tuple(sorted(found, key=lambda place: (place.level != _PROVINCE, place.province, place.name)))


def _kind_before(place: str, name: str) -> str:
    """'phường', where a name says 'phường Hòa Lạc'; '' where it does not say of what kind the place is."""
    found = re.search(rf"\b({'|'.join(_COMMUNE_KINDS)}) {re.escape(place)}(?!\w)", name)
    return found[1] if found else ""


def _province_kind(name: str, province: str) -> str:
    if re.search(rf"\b(?:[Tt]hành (?:ủy|phố|đoàn)) {re.escape(province)}(?!\w)", name):
        return "thành phố"
    return _PROVINCE if re.search(rf"\b(?:[Tt]ỉnh(?: ủy)?|Tỉnh đoàn) {re.escape(province)}(?!\w)", name) else ""
