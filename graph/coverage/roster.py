"""Whether all the units are known of whom a coverage is told: a share of an unknown number is no share.

The registry lists the communes of every province it knows. Of a province that it does not list, the store knows only
the places that some text happens to name: 'các đảng ủy xã, phường' there are at least these, nobody can tell how many.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from graph.coverage.targets import Asked, Unit
from graph.register.fold import search_key
from ontology import registry

__all__ = ["Roster", "roster"]

#: Groups that nobody can list, at places below: their units may be some of those that are counted, or others.
_LOWER: Final = re.compile(r"\b(?:xa|phuong|dac khu|cap xa|co so|dia phuong|tinh|thanh pho|truc thuoc)\b")


@dataclass(frozen=True, slots=True)
class Roster:
    """``known``: every unit asked is among those counted; ``groups``: names of those that cannot be listed whole."""

    known: bool
    groups: tuple[str, ...] = ()


def roster(asked: Asked, units: Sequence[Unit]) -> Roster:
    """Whether ``units``, those counted of ``asked``, are all there are."""
    found = [unit for unit in units if unit.level in ("tỉnh", "xã") and not unit.code and unit.said != unit.name]
    beyond = list(_lower(asked.open)) if units and not _all_communes(units) else []
    return Roster(not found and not beyond, tuple(dict.fromkeys((*(u.said for u in found if u.said), *beyond))))


def _all_communes(units: Sequence[Unit]) -> bool:
    """Whether every commune of a province is counted: then a group there that cannot be listed adds none."""
    counts = Counter(unit.province for unit in units if unit.level == "xã" and unit.code)
    over = {province: registry.province_of(province) for province in counts}
    return any(place and counts[name] >= len(registry.communes(place.code)) for name, place in over.items())


def _lower(groups: Iterable[str]) -> Iterable[str]:
    return (name for name in groups if _LOWER.search(search_key(name)))
