"""Which units a coverage is counted over: those that are asked, or, where a directive names nobody, those of whom the
store holds anything at all.

A central directive whose text is not held, or that names no addressee, goes to the whole country for all we know. A
share of 3,355 units of which an office holds the documents of a dozen says nothing; so the provinces are counted of
which the store holds documents, and below them the communes that these provinces' own documents of the branch ask.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from graph.coverage.branch import Branch, Paper
from graph.coverage.states import Document, State
from graph.coverage.targets import Asked, Unit, asked, below, place_unit
from graph.membership import known_places
from graph.register.fold import search_key
from ontology import registry
from ontology.here import unlisted
from ontology.registry import Place

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["Scope", "scope"]

_PROVINCE: Final = "tỉnh"
_CARRIED: Final = (State.ISSUED, State.FORWARDED)


@dataclass(frozen=True, slots=True)
class Scope:
    """The units counted. ``held``: the names of the provinces, where only those are counted of which the store holds
    documents; ``country``: whether the whole country was taken though the directive names nobody.
    """

    units: tuple[Unit, ...]
    held: tuple[str, ...] = ()
    country: bool = False


def scope(
    reader: "Reader",
    met: Branch,
    whom: Asked,
    found: Mapping[str, Sequence[Document]],
    *,
    country: bool = False,
    province: str = "",
) -> Scope:
    """The units over which the root of ``met`` is counted; ``found``: documents by unit. What a directive states stands
    as it is. Of one that names nobody ``country`` takes everybody, as does a ``province`` (its code, or its bare name)
    of which the store holds nothing.
    """
    root = met.papers[met.root]
    if not whom.presumed or root.issuer.level != "trung ương":
        return Scope((*whom.units, *below(whom.units, root.day)))
    provinces = _held(reader)
    if province and search_key(province) not in {unit.code or search_key(unit.province) for unit in provinces}:
        country = True
    every = {unit.key: unit for unit in (provinces if not country else (*whom.units, *provinces))}
    further = [*_onward(reader, met, provinces), *_answering(found, provinces)]
    if country:
        further = [*below(whom.units, root.day), *further]
    units = every | {unit.key: unit for unit in reversed(further)}
    ordered = sorted(units.values(), key=lambda u: (u.level != _PROVINCE, u.province, len(u.code), u.code, u.name))
    return Scope(tuple(ordered), () if country else tuple(unit.province for unit in provinces), country)


def _held(reader: "Reader") -> tuple[Unit, ...]:
    """The provinces of which the store holds a document, of the province itself or of a commune there."""
    rows = reader.register.rows("SELECT DISTINCT province FROM texts WHERE province IS NOT NULL ORDER BY province")
    places: dict[str, Place] = {}
    other = []
    for (name,) in rows:
        if (listed := registry.province_of(name)) is not None:
            places[listed.code] = listed
        else:
            other.append(name)
    known = {place.name: place for place in (known_places(reader) if other else ()) if place.level == _PROVINCE}
    more = [known.get(name) or unlisted(name, "", _PROVINCE, name) for name in other]
    units = [replace(place_unit(place), name=place.full_name.strip()) for place in (*places.values(), *more)]
    return tuple(sorted(units, key=lambda unit: search_key(unit.province)))


def _onward(reader: "Reader", met: Branch, provinces: Iterable[Unit]) -> Iterator[Unit]:
    """The communes that documents of these provinces in the branch ask, those that are stated before a guess."""
    there = {_over(unit.province): unit for unit in provinces}
    stated: dict[str, list[Unit]] = {}
    guessed: dict[str, list[Unit]] = {}
    for paper in _provincial(met):
        if (over := _over(paper.issuer.province)) in there:
            whom = asked(reader, paper)
            (guessed if whom.presumed else stated).setdefault(over, []).extend(
                unit for unit in whom.units if unit.level == "xã" and unit.place and _over(unit.province) == over
            )
    for over in there:
        units = stated.get(over) or guessed.get(over) or []
        yield from (replace(unit, direct=False) for unit in units)


def _provincial(met: Branch) -> list[Paper]:
    """The documents of provinces that carry the root on and are held, the earliest first."""
    papers = (met.papers[iri] for iri in met.depth if iri != met.root)
    mine = [paper for paper in papers if paper.held and paper.issuer.level == _PROVINCE]
    return sorted(mine, key=lambda paper: (paper.day or date.max, paper.id))


def _answering(found: Mapping[str, Sequence[Document]], provinces: Iterable[Unit]) -> Iterator[Unit]:
    """Communes that carried it out though nothing that is held asks them."""
    there = {_over(unit.province) for unit in provinces}
    for key, documents in sorted(found.items()):
        issuer = documents[0].paper.issuer
        if (
            issuer.level == "xã" and key == issuer.seat and documents[0].state in _CARRIED
            and _over(issuer.province) in there
        ):  # fmt: skip
            yield Unit(
                key, issuer.name, issuer.code, issuer.level, issuer.place, issuer.province, issuer.seat, direct=False
            )


def _over(province: str) -> str:
    """One key for all names of a province."""
    listed = registry.province_of(province) if province else None
    return listed.code if listed else province
