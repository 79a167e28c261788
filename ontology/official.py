"""The official unit behind a name: its code in the registry and which body of the place it is; or why nobody can say.

    official(actor, day) → Official(unit=UnitId(code="10537", body="ubnd", …))

An actor's name is already whole, as far as its document tells (:class:`ontology.model.Actor`). What is left is to find
its place among the units of that day and the body there. One unit, or candidates with reasons; never a silent guess:
a province that the registry does not list stays unknown, and so does a place that the document nowhere names.
"""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ontology import registry
from ontology.bodies import Body, body, named
from ontology.groups import is_national
from ontology.members import UnitId, identified
from ontology.model import Actor, ActorKind, Grade
from ontology.posts import post_of
from ontology.registry import Place

__all__ = ["Official", "official"]

_CENTRAL: Final = "trung ương"
_PROVINCE: Final = "tỉnh"
_LOCAL: Final = frozenset({"xã", "chi bộ"})
_KINDS: Final = "phường|xã|đặc khu|thị trấn"
_DISTRICT: Final = re.compile(r"(?:\b(huyện|quận|thị xã|thành phố) |\b(Huyện|Quận|Thị|Thành) ủy )([^,]+)$")
_SEATS: Final = {"Huyện": "huyện", "Quận": "quận", "Thị": "thị xã", "Thành": "thành phố"}


@dataclass(frozen=True, slots=True)
class Official:
    """What the registry knows of a name. Exactly one of ``unit`` and ``candidates`` is given.

    ``unit.code`` is the code of the place where it sits, on the day asked about; ``unit.body`` the body there, '' where
    the registry has none of that name (a chi bộ, a school) and for groups. ``successors``: what took the place of an
    ended unit: codes of places, or keys of bodies. ``candidates`` are places. ``grade`` is INFERRED where the words
    alone do not say it; ``reasons`` are Vietnamese sentences without a full stop.
    """

    unit: UnitId | None = None
    candidates: tuple[UnitId, ...] = ()
    grade: Grade = Grade.STATED
    reasons: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """The places that fit a name, and why it is not sure which."""

    places: tuple[Place, ...]
    reasons: tuple[str, ...] = ()
    sure: bool = True


def official(actor: Actor, day: dt.date | None = None, near: Collection[str] = (), around: str = "") -> Official | None:
    """The official unit of ``actor`` in a document of ``day`` (``None``: today's units); ``None`` where unknown.

    ``near``: bare names of provinces that the document speaks of otherwise, which may decide between namesakes;
    ``around``: the province of the document, in which an old district is looked for.
    """
    # what is printed does not matter, and the same names come again and again
    told = Actor("", actor.name, actor.kind, actor.level, actor.place, actor.province)
    return _official(told, day, frozenset(near), around)


@lru_cache(maxsize=1 << 14)
def _official(actor: Actor, day: dt.date | None, near: frozenset[str], around: str) -> Official | None:
    if actor.level == _CENTRAL:
        return _central(actor)
    if actor.kind is ActorKind.GROUP and is_national(actor.name):
        return None
    found = _places(actor, day, around)
    if found is None or not found.places:
        return None
    if len(found.places) == 1 and found.sure:
        return _at(actor, found.places[0], Grade.INFERRED if found.reasons else Grade.STATED, found.reasons)
    told = [place for place in found.places if place.province in near]
    if len(told) == 1 and len(found.places) > 1 and found.sure:
        why = (*found.reasons, f"văn bản có nhắc đến {told[0].province}")
        return _at(actor, told[0], Grade.INFERRED, why)
    return Official(candidates=tuple(map(identified, found.places)), grade=Grade.INFERRED, reasons=found.reasons)


def _central(actor: Actor) -> Official | None:
    # 'Trung ương' alone is as often the end of another name
    found = _body_named(actor, None) if actor.name != "Trung ương" else None
    if found is None:
        return None
    return Official(replace(identified(found), name=actor.name), successors=found.successors)


def _at(actor: Actor, place: Place, grade: Grade, reasons: tuple[str, ...]) -> Official:
    found = _body_named(actor, place) if actor.kind is not ActorKind.GROUP else None
    unit = replace(identified(found or place), name=actor.name)
    ended = place.successors if place.valid_to is not None else ()
    return Official(unit, (), grade, reasons, ended or (found.successors if found else ()))


def _body_named(actor: Actor, place: Place | None) -> Body | None:
    """The body at a place that a name names, or whose post it names ('Thủ tướng Chính phủ' issues as Chính phủ)."""
    found = named(_whole(actor.name, place), place)
    if found is not None:
        return found
    post = post_of(actor.name)
    if post is None:
        return None
    if post.central or place is None:
        return body(post.bare, None) if post.central and place is None else named(post.unit, None)
    if post.unit and (found := named(_whole(post.unit, place), place)) is not None:
        return found
    return body(post.bare, place) if post.bare and post.unit in ("", place.full_name) else None


def _whole(name: str, place: Place | None) -> str:
    """'Sở Nội vụ Đồng Tháp' → 'Sở Nội vụ tỉnh Đồng Tháp': a place's bare name at the end, with its kind."""
    if place is None or not name.endswith(f" {place.name}") or name.endswith(place.full_name):
        return name
    return name if named(name, place) else f"{name.removesuffix(place.name)}{place.full_name}"


def _places(actor: Actor, day: dt.date | None, around: str) -> _Found | None:
    if actor.level == _PROVINCE:
        return _provincial(actor, day, around)
    if actor.level in _LOCAL and actor.place:
        return _communal(actor, day)
    return None


def _provincial(actor: Actor, day: dt.date | None, around: str) -> _Found | None:
    name = actor.province or actor.place
    province = _province(name, day)
    district = _DISTRICT.search(actor.name)
    if district and (province is None or district[1] != province.kind) and (day or dt.date.max) < registry.TWO_TIERS:
        kind = district[1] or _SEATS[district[2]]
        listed = registry.find(district[3], kind, around or None, day)
        found = tuple(place for place in listed if place.level == "huyện")
        if found or district[1] in ("huyện", "quận", "thị xã"):
            return _Found(found, () if len(found) == 1 else (f"có {len(found)} đơn vị cùng tên",))
    if province is not None:
        return _Found((province,))
    heir = registry.province_of(name, day) if name else None
    return _Found((heir,), (f"{name} là tên cũ, nay thuộc {heir.full_name}",)) if heir else None


@lru_cache(maxsize=256)
def _province(name: str, day: dt.date | None) -> Place | None:
    found = [place for place in registry.find(name, on=day) if place.level == _PROVINCE] if name else []
    return found[0] if len(found) == 1 else None


def _communal(actor: Actor, day: dt.date | None) -> _Found | None:
    kind = _kind_of(actor)
    if not actor.province:
        return _anywhere(actor.place, kind, day)
    province = _province(actor.province, day)
    if province is None:
        heir = registry.province_of(actor.province, day)
        if heir is None:
            return None
        found = _inside(actor.place, kind, heir, day)
        return replace(found, reasons=(*found.reasons, f"{actor.province} là tên cũ, nay thuộc {heir.full_name}"))
    return _inside(actor.place, kind, province, day)


def _kind_of(actor: Actor) -> str | None:
    """'phường', where the name says 'phường Tân Hưng'."""
    told = re.search(rf"\b({_KINDS}) {re.escape(actor.place)}(?!\w)", actor.name)
    return told[1] if told else None


def _inside(name: str, kind: str | None, province: Place, day: dt.date | None) -> _Found:
    """The communes of that name in a province: of that kind; else of another kind, or the heirs of an ended one."""
    if found := _communes(name, kind, province.code, day):
        one = len(found) == 1
        return _Found(found, () if one else (f"{province.full_name} có {len(found)} đơn vị tên {name}",))
    if kind and (found := _communes(name, None, province.code, day)):
        return _Found(found, (f"văn bản ghi là {kind}, danh mục ghi là {found[0].kind}",), sure=False)
    heirs = () if day is not None and day < registry.TWO_TIERS else registry.successors(name, kind, province.name)
    if heirs:
        reason = f"{name} đã sắp xếp từ 1/7/2025, nay thuộc {', '.join(heir.full_name for heir in heirs)}"
        return _Found(tuple(heirs), (reason,))
    return _Found(())


def _anywhere(name: str, kind: str | None, day: dt.date | None) -> _Found:
    found = _communes(name, kind, None, day)
    untold = "văn bản không nói rõ tỉnh, thành phố"
    if len(found) == 1:
        return _Found(found, (untold, f"cả nước chỉ có một {found[0].full_name}"))
    return _Found(found, (untold, f"cả nước có {len(found)} đơn vị tên {name}"))


def _communes(name: str, kind: str | None, province: str | None, day: dt.date | None) -> tuple[Place, ...]:
    return tuple(place for place in registry.find(name, kind, province, day) if place.level == "xã")
