"""Collective names ('các xã, phường', 'UBND các xã, phường', 'các sở, ban, ngành') expanded over the registry on a day.

The words and what they stand for are in ``data/units/groups.toml``. A name is read whole or not at all: a condition
that follows ('các xã, phường liên quan', '… chưa có văn bản triển khai') makes a group that no list can give.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from ontology import registry
from ontology.bodies import Body, bodies_of
from ontology.here import Here, here_of
from ontology.registry import Place
from ontology.registry_data import exact_key, table

__all__ = ["Group", "expand", "is_national", "recognise"]

_NATIONAL: Final = "cả nước"


@dataclass(frozen=True, slots=True)
class Group:
    """A collective name as read. ``bodies``, ``places``: entries of the table, by their first names ('' for none).

    ``listed``: places told by name ('các phường Tân Hưng, Ái Quốc'). ``scope``: '' (of the sender), 'tỉnh', 'xã', or
    'cả nước'; ``scope_name``: the province or commune it names, folded, '' for the sender's own.
    """

    bodies: tuple[str, ...]
    places: str
    listed: tuple[str, ...] = ()
    scope: str = ""
    scope_name: str = ""


def expand(
    name: str, province: str = "", place: str = "", on: dt.date | None = None, known: Sequence[Place] = ()
) -> tuple[Body | Place, ...] | None:
    """What a collective name stands for, said by a body of ``place`` (a commune, '' at a province) in ``province``.

    Gives places for 'các xã, phường', 'các tỉnh, thành phố', and bodies for all else, in the order of their codes, on
    the day ``on`` (``None``: today's units); bodies that not every place has are left out. ``None`` where the group is
    open-ended ('các cơ quan, đơn vị'), or where it needs a province or commune that is not told or not known.
    ``known``: places that the registry does not list (:func:`ontology.here.unlisted`); in a province of that kind the
    group stands for those known of it.
    """
    group = recognise(name, frozenset(exact_key(told) for one in known for told in (one.name, one.full_name)))
    here = _here(group, province, place, on, known) if group else None
    if group is None or here is None:
        return None
    if not group.bodies:
        return _places(group, group.places, here) or None
    found: list[Body] = []
    for entry in map(_bodies().__getitem__, group.bodies):
        seats = _seats(group, entry, here)
        if seats is None:
            return None
        pick = entry.get("key") if group.places or "tag" not in entry else None
        found += [body for seat in seats for body in _picked(pick, entry.get("tag"), seat)]
        if "here" in entry:
            found += _picked(None, entry["here"], here.province)
    return tuple(dict.fromkeys(_in_order(found))) or None


@lru_cache(maxsize=4096)
def recognise(name: str, known: frozenset[str] = frozenset()) -> Group | None:
    """The group that a name is read as, or ``None`` where the table cannot read it whole.

    ``known``: exact keys of the names of places that the registry does not list.
    """
    whole = exact_key(name).strip(" ,;:")
    text = _drop(whole, "openers")
    bodies, rest = _take_bodies(text)
    linked = _drop(rest, "links") if bodies else rest
    inner = _drop(linked, "openers") if bodies else rest
    for places, after in _prefixes(inner, _place_names()):
        # 'Đảng ủy xã Tân Hưng' is one body: one kind of place stands for many only behind an opener
        many = inner != linked if bodies else text != whole
        if many or len(_places_table()[places].get("kinds", ())) != 1:
            group = _scoped(after, bodies, places, known) or _listing(after, bodies, places, known)
            if group:
                return group
    several = text != whole or "," in text or len(bodies) > 1 or any("of" in _bodies()[body] for body in bodies)
    return _scoped(rest, bodies, "", known) if bodies and several and all(map(_alone(bodies), bodies)) else None


def is_national(name: str) -> bool:
    """Whether a group stands for bodies of the centre, or of all provinces, whoever says it ('các bộ')."""
    group = recognise(name)
    if group is None:
        return False
    entries = [_bodies()[body] for body in group.bodies]
    central = any(entry.get("seat") == "trung ương" or entry.get("of") == "tỉnh" for entry in entries)
    return (
        central
        or group.scope == _NATIONAL
        or bool(group.places and not group.listed and _places_table()[group.places]["level"] == "tỉnh")
    )


def _alone(bodies: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether an entry is a group without places: by itself, or because it stands with others."""
    return lambda body: bool(_bodies()[body].get("alone") or (len(bodies) > 1 and _bodies()[body].get("joined")))


def _take_bodies(text: str) -> tuple[tuple[str, ...], str]:
    """The bodies that a text begins with, and what follows them."""
    taken: list[str] = []
    rest = ahead = text
    while found := next(iter(_prefixes(ahead, _body_names())), None):
        taken.append(found[0])
        rest = found[1]
        ahead = _drop(_drop(rest, "joints"), "openers") if _drop(rest, "joints") != rest else rest
        if ahead == rest:
            break
    return tuple(taken), rest


def _scoped(rest: str, bodies: tuple[str, ...], places: str, known: frozenset[str]) -> Group | None:
    """The group whose names are followed by ``rest``: nothing, or a scope."""
    text = _drop(rest, "links")
    if not rest or text in _words("national"):
        return Group(bodies, places, scope=_NATIONAL if rest else "")
    for level, words in (("tỉnh", "provincial"), ("xã", "communal")):
        for word, after in _prefixes(text, {word: word for word in _words(words)}):
            # 'trực thuộc thành ủy Hải Phòng', 'thành phố Hải Phòng', 'phường'
            if not after or after in known or registry.find(after) or registry.province_of(after):
                return Group(bodies, places, scope=level, scope_name=f"{word} {after}" if after else "")
    return None


def _listing(rest: str, bodies: tuple[str, ...], places: str, known: frozenset[str]) -> Group | None:
    """The group of places told by name behind their kind: 'các phường Tân Hưng, Ái Quốc và xã Hà Đông'."""
    kinds = _places_table()[places].get("kinds", ())
    names = [name for part in rest.split(" và ") for name in (word.strip() for word in part.split(",")) if name]
    if len(kinds) != 1:
        return None
    kind, listed = kinds[0], []
    for name in names:
        told = next((k for k in ("phường", "xã", "đặc khu", "tỉnh", "thành phố") if name.startswith(f"{k} ")), "")
        kind = told or kind
        listed.append(name if told else f"{kind} {name}")
    # one name is no list: 'các phường trung tâm' says which wards, and happens to be the name of one
    if len(listed) < 2 or not all(name in known or registry.find(name) for name in listed):
        return None
    return Group(bodies, places, listed=tuple(listed))


def _here(group: Group, province: str, place: str, on: dt.date | None, known: Sequence[Place]) -> Here | None:
    """The province and commune meant, or ``None`` where a name given or needed is not known."""
    told = _bare(group.scope_name, "provincial") if group.scope == "tỉnh" else ""
    asked = _bare(group.scope_name, "communal") if group.scope == "xã" else ""
    here = here_of(told or province, asked or ("" if group.scope == "tỉnh" else place), on, known)
    return None if here is None or (group.scope == "xã" and here.commune is None) else here


def _places(group: Group, places: str, here: Here) -> tuple[Place, ...]:
    """The places of a group; none where one of them is not known."""
    entry = _places_table()[places]
    if group.listed:
        provinces = entry["level"] == "tỉnh"
        listed = [registry.one(p, on=here.on) if provinces else here.commune_named(p) for p in group.listed]
        return () if None in listed else tuple(place for place in listed if place)
    kinds = entry.get("kinds", ())
    return tuple(place for place in _all(entry["level"], group, here) if not kinds or place.kind in kinds)


def _all(level: str, group: Group, here: Here) -> Sequence[Place]:
    if level == "tỉnh":
        return registry.provinces(here.on)
    return registry.communes(on=here.on) if group.scope == _NATIONAL else here.communes()


def _seats(group: Group, entry: dict[str, Any], here: Here) -> Sequence[Place | None] | None:
    """The places at which bodies of one entry are meant; the centre is ``None`` among them. ``None``: cannot tell."""
    if group.places:
        return _places(group, group.places, here)
    seat = entry.get("seat", "")
    if seat == "trung ương":
        return [None]
    if entry.get("of") == "tỉnh":
        return registry.provinces(here.on)
    at_commune = group.scope == "xã" or (not group.scope and here.commune is not None)
    if seat == "tỉnh" and (group.scope == "xã" or (at_commune and "of" in entry)):
        return None
    if entry.get("of") == "xã":
        return here.communes() if here.province else None
    place = here.commune if at_commune and seat != "tỉnh" else here.province
    return None if place is None or (seat and place.level != seat) else [place]


def _picked(key: str | None, tag: str | None, seat: Place | None) -> list[Body]:
    """The bodies at a seat that have the key, or without a key the tag."""
    return [b for b in bodies_of(seat) if not b.optional and (b.key == key if key else tag in b.tags)]


def _in_order(bodies: Iterable[Body]) -> list[Body]:
    """By place, so that what one commune gets stands together; stable within a place."""
    return sorted(bodies, key=lambda body: (len(body.place.code), body.place.code) if body.place else (0, ""))


def _bare(scope: str, words: str) -> str:
    """'trực thuộc thành ủy hải phòng' → 'hải phòng'."""
    return next((after for _, after in _prefixes(scope, {word: word for word in _words(words)})), scope)


def _drop(text: str, words: str) -> str:
    return next((after for _, after in _prefixes(text, {word: word for word in _words(words)})), text)


def _prefixes(text: str, names: dict[str, str]) -> list[tuple[str, str]]:
    """The entries whose names ``text`` begins with, and what follows each, the longest name first."""
    found = [name for name in names if text.startswith(name) and text[len(name) : len(name) + 1] in ("", " ", ",")]
    return [(names[name], text[len(name) :].strip()) for name in sorted(found, key=len, reverse=True)]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(exact_key, table("groups")["grammar"][name]))


@cache
def _bodies() -> dict[str, dict[str, Any]]:
    return {entry["names"][0]: entry for entry in table("groups")["bodies"]}


@cache
def _places_table() -> dict[str, dict[str, Any]]:
    return {entry["names"][0]: entry for entry in table("groups")["places"]}


@cache
def _body_names() -> dict[str, str]:
    return {exact_key(name): first for first, entry in _bodies().items() for name in entry["names"]}


@cache
def _place_names() -> dict[str, str]:
    return {exact_key(name): first for first, entry in _places_table().items() for name in entry["names"]}
