"""The registry of administrative units: the 34 provinces, the 3,321 communes, and what they were before.

``on`` is always a day, and selects the units that existed on it; ``None`` means those that have not ended. Before
1/7/2025 these are the 63 provinces, the districts and the communes as they stood on 30/6/2025: earlier changes are
not recorded. ``province`` is a name ('Hải Phòng', 'thành phố Hải Phòng', 'TP.HCM') or a code ('31') of that day.

Names are compared with every diacritic, but not by case, tone placement or space (:func:`find`); names that are equal
only without accents are told apart from those (:func:`alike`): they may be shown to a person, never taken as meant.
Nothing is read before the first question. Unknown names give nothing; no function guesses.
"""

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from ontology import registry_data as units
from ontology.registry_data import TWO_TIERS, Place, RegistryError, exact_key, weak_key

__all__ = [
    "TWO_TIERS",
    "Place",
    "RegistryError",
    "alike",
    "as_rows",
    "communes",
    "find",
    "one",
    "predecessors",
    "province_of",
    "provinces",
    "successors",
]

_PROVINCE: Final = "tỉnh"
_COMMUNE: Final = "xã"

_Key = Callable[[str], str]
_Index = Mapping[str, tuple[Place, ...]]


def provinces(on: dt.date | None = None) -> tuple[Place, ...]:
    """The provinces and centrally-run cities of that day, by code: 34 since 1/7/2025, 63 before."""
    return tuple(place for place in _all(on) if place.level == _PROVINCE and place.existed(on))


@functools.lru_cache(maxsize=256)
def communes(province: str | None = None, on: dt.date | None = None) -> tuple[Place, ...]:
    """The communes of that day, by code: of one province, or of all. An unknown province has none."""
    listed = _all(on) if province is None else _inside(province, on)
    return tuple(place for place in listed if place.level == _COMMUNE and place.existed(on))


def find(
    name: str, kind: str | None = None, province: str | None = None, on: dt.date | None = None
) -> tuple[Place, ...]:
    """The units of that day with that name, all diacritics told: provinces, communes, before 1/7/2025 also districts.

    ``name`` is bare or with its kind ('Tân Hưng', 'Phường Tân Hưng', 'P. Tân Hưng', 'TP.HCM'); ``kind`` narrows
    ('phường', 'thành phố'); with ``province``, only units inside that province. In the order of their codes.
    """
    return _find(name, kind, province, on, units.by_name(_is_old(on)), exact_key)


def alike(
    name: str, kind: str | None = None, province: str | None = None, on: dt.date | None = None
) -> tuple[Place, ...]:
    """The units whose names equal ``name`` without accents only: what :func:`find` finds is not among them."""
    exact = find(name, kind, province, on)
    weak = _find(name, kind, province, on, units.by_fold(_is_old(on)), weak_key)
    return tuple(place for place in weak if place not in exact)


def one(name: str, kind: str | None = None, province: str | None = None, on: dt.date | None = None) -> Place | None:
    """The unit that :func:`find` finds where it is exactly one, else ``None``. Province and bare name identify."""
    found = find(name, kind, province, on)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1024)
def province_of(name: str, on: dt.date | None = None) -> Place | None:
    """The province of that day that ``name``, an old or new province or other name of one, is or has become part of.

    'Hà Nội', 'TP.HCM', 'tỉnh Bình Dương' (→ thành phố Hồ Chí Minh), 'Thừa Thiên Huế' (→ thành phố Huế).
    """
    found = _provinces_named(name, on)
    if not found and not _is_old(on):
        readings = set(_readings(name, exact_key))
        old = [place for place in (*units.former_provinces(), *units.current()) if place.level == _PROVINCE]
        ended = [p for p in old if p.successors and {("", k := exact_key(p.name)), (p.kind, k)} & readings]
        found = [heir for place in ended for heir in _heirs(place, on)]
    return found[0] if len({place.code for place in found}) == 1 else None


def successors(
    old: str | Place, kind: str | None = None, province: str | None = None, on: dt.date | None = None
) -> tuple[Place, ...]:
    """The units of that day that hold the land of an ended one, the main one first.

    ``old``: the unit, its code, or its name (with ``kind`` and old ``province`` where the name alone does not do). A
    name of several ended units gives nothing. A commune that was divided has several successors.
    """
    if isinstance(old, Place):
        return _heirs(old, on)
    ended = _ended(old, kind, province)
    if len({place.code for place in ended}) != 1:
        return ()
    return tuple(dict.fromkeys(heir for place in ended for heir in _heirs(place, on)))


def predecessors(place: Place) -> tuple[Place, ...]:
    """The ended units of the same level whose land, or part of it, a unit of today has; of a đặc khu also districts."""
    found = _by_successor().get(place.code, ())
    return tuple(old for old in found if old != place and (old.level == place.level or _whole_district(old)))


def as_rows(province: str | None = None, on: dt.date | None = None) -> list[dict[str, str]]:
    """The communes of a province, or without one the provinces, as rows for a table; dates ISO, '' where open.

    Columns: code, kind, name, full_name, province, province_code, valid_from, valid_to. An unknown province gives
    no row; :func:`province_of` tells what an old one has become part of.
    """
    listed = provinces(on) if province is None else communes(province, on)
    return [
        {
            "code": place.code,
            "kind": place.kind,
            "name": place.name,
            "full_name": place.full_name,
            "province": place.province,
            "province_code": place.province_code,
            "valid_from": place.valid_from.isoformat() if place.valid_from else "",
            "valid_to": place.valid_to.isoformat() if place.valid_to else "",
        }
        for place in listed
    ]


def _inside(province: str, on: dt.date | None) -> tuple[Place, ...]:
    index = _by_province(_is_old(on))
    return tuple(place for code in _province_codes(province, on) for place in index.get(code, ()))


def _is_old(on: dt.date | None) -> bool:
    return on is not None and on < TWO_TIERS


def _all(on: dt.date | None) -> tuple[Place, ...]:
    return units.former() if _is_old(on) else units.current()


def _find(
    name: str, kind: str | None, province: str | None, on: dt.date | None, index: _Index, key: _Key
) -> tuple[Place, ...]:
    codes = None if province is None else _province_codes(province, on)
    found: dict[Place, None] = {}
    for told, bare in _readings(name, key):
        for place in index.get(bare, ()):
            fits = (told or place.kind) == place.kind == (kind or place.kind) and place.existed(on)
            inside = codes is None or (place.level != _PROVINCE and place.province_code in codes)
            if fits and inside:
                found[place] = None
    return tuple(sorted(found, key=lambda place: (len(place.code), place.code)))


def _readings(name: str, key: _Key) -> Iterator[tuple[str, str]]:
    """What a name may say, as (kind or '', bare key): 'Phường Đúc' is a bare name, or phường + Đúc."""
    whole = key(name)
    yield "", whole
    kinds, aliases = _kinds(key), _aliases(key)
    if whole in aliases:
        yield "", aliases[whole]
    words = whole.split()
    for count in (1, 2):
        told, bare = kinds.get(" ".join(words[:count])), " ".join(words[count:])
        if told and bare:
            yield told, bare
            if bare in aliases:
                yield told, aliases[bare]


@cache
def _kinds(key: _Key) -> dict[str, str]:
    return {key(word): kind for word, kind in units.table("aliases")["kinds"].items()}


@cache
def _aliases(key: _Key) -> dict[str, str]:
    return {key(other): key(name) for other, name in units.table("aliases")["provinces"].items()}


def _province_codes(province: str, on: dt.date | None) -> frozenset[str]:
    return frozenset(place.code for place in _provinces_named(province, on))


def _provinces_named(name: str, on: dt.date | None) -> list[Place]:
    if name.isdecimal():
        return [place for place in provinces(on) if place.code == name]
    return [place for place in find(name, on=on) if place.level == _PROVINCE]


@cache
def _by_province(old: bool) -> dict[str, tuple[Place, ...]]:
    return _grouped((place.province_code, place) for place in (units.former() if old else units.current()))


@cache
def _by_code() -> dict[str, tuple[Place, ...]]:
    return _grouped((place.code, place) for place in units.current())


@cache
def _by_successor() -> dict[str, tuple[Place, ...]]:
    ended = (place for place in (*units.former(), *units.current()) if place.successors)
    return _grouped((code, place) for place in ended for code in place.successors)


def _grouped(pairs: Iterable[tuple[str, Place]]) -> dict[str, tuple[Place, ...]]:
    groups: dict[str, list[Place]] = {}
    for key, place in pairs:
        groups.setdefault(key, []).append(place)
    return {key: tuple(group) for key, group in groups.items()}


def _ended(old: str, kind: str | None, province: str | None) -> list[Place]:
    """The ended units of a code or name."""
    of = None if province is None else exact_key(province)
    if old.isdecimal() and len(old) in (2, 3, 5):
        found = [place for place in (*units.former(), *units.current()) if place.code == old]
    else:
        indexes = (units.by_name(True), units.by_name(False))
        named = [(told, index.get(bare, ())) for told, bare in _readings(old, exact_key) for index in indexes]
        found = [place for told, places in named for place in places if told in ("", place.kind)]
    return [
        place
        for place in found
        if place.valid_to
        and kind in (None, place.kind)
        and (of is None or of in (exact_key(place.province), place.province_code))
    ]


def _heirs(place: Place, on: dt.date | None) -> tuple[Place, ...]:
    return tuple(heir for code in place.successors for heir in _by_code().get(code, ()) if heir.existed(on))


def _whole_district(place: Place) -> bool:
    """Whether an old district had no communes: an island district, which became one đặc khu."""
    return place.level == "huyện" and len(place.successors) == 1
