"""The bodies that exist at each administrative unit and at the centre, and the two lines of authority they stand in.

Made from the templates of ``data/units/bodies.toml`` when a place is asked for; they hold since 1/7/2025, and a unit
that ended before has none. What lies below a commune (chi bộ, tổ dân phố, thôn, trường) is known from documents only.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Final

from ontology import registry
from ontology.registry import TWO_TIERS, Place
from ontology.registry_data import exact_key, table

__all__ = ["CENTRAL", "Body", "Line", "bodies_of", "body", "leader", "named", "parent", "parents"]

CENTRAL: Final = "trung ương"

#: The level above each.
_ABOVE: Final = {"xã": "tỉnh", "tỉnh": CENTRAL}


class Line(StrEnum):
    """The line of authority that a body belongs to: Party, State, or Front and socio-political organisations."""

    PARTY = "party"
    STATE = "state"
    FRONT = "front"


@dataclass(frozen=True, slots=True)
class Body:
    """One organisation. ``key`` is the same for the same kind of body at every place ('cap-uy', 'ubnd').

    ``name``: the official name, as readings have it ('Ban Xây dựng Đảng Đảng ủy phường Ngọc Sơn'); ``also``: other
    names of the same body. ``level``: 'trung ương', 'tỉnh', 'xã'. ``place``: ``None`` at the centre. ``optional``: the
    law allows it, and not every place has it: so it is recognised, but not counted. ``tags``: the groups it is of.
    ``until``: the ISO year, month or day in which a body ended that is only recognised in old texts; ``successors``:
    the keys of the bodies at the same place that took over its work, the main one first.
    """

    key: str
    name: str
    level: str
    line: Line
    place: Place | None = None
    also: tuple[str, ...] = ()
    optional: bool = False
    tags: tuple[str, ...] = ()
    until: str = ""
    successors: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def bodies_of(place: Place | None) -> tuple[Body, ...]:
    """The bodies at a place, in the order of the table; of ``None``, the central ones."""
    ended = place is not None and place.valid_to is not None and place.valid_to < TWO_TIERS
    return () if ended else tuple(made for made in _made(place) if not made.until)


def _made(place: Place | None) -> tuple[Body, ...]:
    if place is None:
        return tuple(_body(template, None, "") for template in _templates(CENTRAL))
    templates = [template for template in _templates(place.level) if _holds(template, place)]
    committee = next((_said(template["name"], place, "") for template in templates if template["key"] == "cap-uy"), "")
    return tuple(_body(template, place, committee) for template in templates)


def body(key: str, place: Place | None) -> Body | None:
    """The body of that key at a place, or ``None`` where it has none."""
    return next((found for found in bodies_of(place) if found.key == key), None)


def named(name: str, place: Place | None) -> Body | None:
    """The body at a place that ``name`` names, by its official or another name; case and tone placement do not tell.

    The bodies of a place that ended before 1/7/2025 (Huyện ủy Ba Tơ), and those that ended themselves (Bộ Giao thông
    vận tải), are recognised too, though :func:`bodies_of` does not list them.
    """
    return _by_name(place).get(exact_key(name))


@lru_cache(maxsize=1024)
def _by_name(place: Place | None) -> dict[str, Body]:
    found: dict[str, Body] = {}
    for made in _made(place):
        for name in (made.name, *made.also):
            found.setdefault(exact_key(name), made)
    return found


def parent(of: Body, on: dt.date | None = None) -> Body | None:
    """The body that ``of`` is part of (trực thuộc) in its own line: at its place, or else one level up.

    ``None`` where it has none (a council, the Party's Central Committee). ``on``: see :func:`parents`.
    """
    return next(iter(_part_of(of, on)), None)


def leader(of: Body) -> Body | None:
    """The Party body that leads a State or Front body at its own level (Đảng ủy UBND → UBND), where the table says."""
    led_by = _template(of).get("led_by", "")
    return body(led_by, of.place) if led_by else None


def parents(of: Body, on: dt.date | None = None) -> tuple[Body, ...]:
    """All that ``of`` is part of or led by, its :func:`parent` first, its :func:`leader` last.

    ``on`` tells on which day, as a province may have changed its kind since (Tỉnh ủy → Thành ủy Đồng Nai); by default
    the last day of the body's place, or today's units.
    """
    leading = leader(of)
    return tuple(dict.fromkeys((*_part_of(of, on), *((leading,) if leading else ()))))


def _part_of(of: Body, on: dt.date | None) -> list[Body]:
    template = _template(of)
    found = [body(template["under"], of.place)] if "under" in template else []
    if "above" in template and (up := _ABOVE.get(of.level)):
        found.append(body(template["above"], None if up == CENTRAL else _province(of.place, on)))
    return [higher for higher in found if higher is not None]


def _province(place: Place | None, on: dt.date | None) -> Place | None:
    if place is None:
        return None
    day = on or place.valid_to
    return next((province for province in registry.provinces(day) if province.code == place.province_code), None)


@cache
def _templates(level: str) -> tuple[dict[str, Any], ...]:
    return tuple(table("bodies").get(level, ()))


def _template(of: Body) -> dict[str, Any]:
    return next(
        template
        for template in _templates(of.level)
        if template["key"] == of.key and (of.place is None or _holds(template, of.place))
    )


def _holds(template: dict[str, Any], place: Place) -> bool:
    """Whether a template is meant for a place of this kind and code."""
    if "codes" in template:
        return place.code in template["codes"]
    return place.kind in template.get("kinds", (place.kind,)) and place.code not in template.get("not_codes", ())


def _body(template: dict[str, Any], place: Place | None, committee: str) -> Body:
    return Body(
        key=template["key"],
        name=_said(template["name"], place, committee),
        level=place.level if place else CENTRAL,
        line=Line(template["line"]),
        place=place,
        also=tuple(_said(name, place, committee) for name in template.get("also", ())),
        optional=template.get("optional", False),
        tags=tuple(template.get("tags", ())),
        until=template.get("until", ""),
        successors=tuple(template.get("successors", ())),
    )


def _said(words: str, place: Place | None, committee: str) -> str:
    if place is None:
        return words
    return words.format(place=place.full_name, name=place.name, committee=committee)
