"""Where and when a collective name is said: the province and commune it speaks from, and the places around them.

Places come from the registry. A place that it does not list (an invented one, one of another time) may be given as
``known``: a :class:`~ontology.registry.Place` without code, told by its name and its province's name alone.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ontology import registry
from ontology.registry import Place
from ontology.registry_data import exact_key

__all__ = ["Here", "here_of", "unlisted"]

_PROVINCE = "tỉnh"


@dataclass(frozen=True, slots=True)
class Here:
    """The province and commune of whoever says a collective name (``None`` where not told), and the day."""

    province: Place | None
    commune: Place | None
    on: dt.date | None
    known: tuple[Place, ...] = ()

    def communes(self) -> tuple[Place, ...]:
        """The communes of the province: all of the registry, or those known of a province that it does not list."""
        if self.province is None:
            return ()
        if self.province.code:
            return registry.communes(self.province.code, self.on)
        key = exact_key(self.province.name)
        return tuple(p for p in self.known if p.level != _PROVINCE and exact_key(p.province) == key)

    def commune_named(self, name: str) -> Place | None:
        """The commune of the province with that name, bare or with its kind, where it is exactly one."""
        if self.province is not None and self.province.code:
            return registry.one(name, province=self.province.code, on=self.on)
        key = exact_key(name)
        found = [place for place in self.communes() if key in (exact_key(place.name), exact_key(place.full_name))]
        return found[0] if len(found) == 1 else None


def here_of(province: str, place: str, on: dt.date | None, known: Sequence[Place] = ()) -> Here | None:
    """The place so named, or ``None`` where a name given is not known; '' names nothing and is always known."""
    over = _province(province, on, known) if province else None
    if province and over is None:
        return None
    here = Here(over, None, on, tuple(known))
    if not place or over is None:
        return None if place else here
    commune = here.commune_named(place)
    return None if commune is None else Here(over, commune, on, here.known)


def unlisted(name: str, kind: str, level: str, province: str) -> Place:
    """A place that the registry does not list, as a value: no code, no days."""
    return Place(
        code="", kind=kind, name=name, full_name=f"{kind} {name}", level=level, province=province, province_code=""
    )


def _province(name: str, on: dt.date | None, known: Sequence[Place]) -> Place | None:
    listed = next((place for place in registry.find(name, on=on) if place.level == _PROVINCE), None)
    if listed is not None:
        return listed
    key = exact_key(name)
    unknown = [p for p in known if p.level == _PROVINCE and key in (exact_key(p.name), exact_key(p.full_name))]
    return unknown[0] if len(unknown) == 1 else None
