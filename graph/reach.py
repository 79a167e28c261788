"""What of a store concerns a unit with all that is below it: the documents, and of the documents of others the tasks.

A *reach* is a place (a province, or a commune of one) with every body that sits there or below, or one body alone. A
document concerns it, whole, when

- it is its own: issued there;
- it comes from above on the line: the centre, or for a commune its province, unless its *Kính gửi* names single units
  only, and none of the reach;
- it is sent to, copied to, charges, or has report to it, a unit of the reach, whoever issued it.

Of a document that is not its own the tasks count that name nobody, a group, or a unit of the reach; the others stand in
its text all the same. A unit whose place is not sure is of no reach. Names are compared with their accents.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ontology import registry
from ontology.fold import tone_fold

if TYPE_CHECKING:
    from graph.reader import Reader
    from graph.register.derive import Rows
    from graph.register.register import Register

__all__ = ["Extent", "Part", "Reach", "charged", "extent", "issued_within", "resolve"]

_CENTRAL: Final = "trung ương"
_PROVINCIAL: Final = "tỉnh"
_KIND: Final = re.compile(r"(?:tỉnh|thành phố|tp\.?|phường|xã|đặc khu|thị trấn)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reach:
    """A place by the keys of its names (``place`` '' for a whole province), or one body: ``units`` by IRI."""

    province: str = ""
    place: str = ""
    units: frozenset[str] = frozenset()

    def seats(self, level: str, place: str, province: str) -> bool:
        """Whether what sits there, by bare names, is in the reach."""
        where = _seat(level, place, province)
        return bool(self.province) and where[0] == self.province and self.place in ("", where[1])

    def is_below(self, level: str, place: str, province: str) -> bool:
        """Whether what sits there is above the reach on its line."""
        if not self.province or level == _CENTRAL:
            return bool(self.province)
        where = _seat(level, place, province)
        return bool(self.place) and level == _PROVINCIAL and where == (self.province, "")


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a reach: the digest of all its lines, whether it is its own, and the tasks (IRIs) left out."""

    digest: str
    own: bool = False
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Extent:
    """All that concerns some reaches: graph of a text → what of it."""

    parts: Mapping[str, Part] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Unit:
    iri: str
    kind: str
    level: str
    place: str
    province: str


def resolve(reader: "Reader", asked: str) -> Reach | None:
    """The reach that a grant names: 'An Hải'; 'phường Hòa Lạc, An Hải'; an official code; the name or IRI of one body.

    A commune alone ('Hòa Lạc') where the store knows one of that name only. ``None`` where nothing, or more than one
    thing, is named so. Raises what ``reader`` raises.
    """
    units = _units(reader)
    if asked.isdecimal() and (found := [place for place in _listed() if place.code == asked]):
        commune = "" if found[0].level == _PROVINCIAL else found[0].name
        return Reach(_key(found[0].province), _key(commune))
    place, comma, province = (part.strip() for part in asked.rpartition(","))
    over, here = _key(province), _key(place)
    seats = {_seat(unit.level, unit.place, unit.province) for unit in units.values()}
    if not over or (comma and not here):
        return None
    if comma:
        fitting = {seat for seat in seats if seat == (over, here)}
        known = fitting or registry.one(_bare(place), province=_code_of(province)) is not None
        return Reach(over, here) if known else None
    if over in {seat[0] for seat in seats} or registry.province_of(province) is not None:
        return Reach(over)
    communes = {seat for seat in seats if seat[1] == over and seat[0]}
    if len(communes) == 1:
        return Reach(*communes.pop())
    return _body(units, asked) if not communes else None


def extent(reader: "Reader", reaches: Iterable[Reach]) -> Extent:
    """What of the state that ``reader`` holds concerns these reaches. Raises what ``reader`` raises."""
    reaches = tuple(reaches)
    units = _units(reader)
    mine = {
        unit
        for unit, told in units.items()
        if any(told.iri in r.units or r.seats(told.level, told.place, told.province) for r in reaches)
    }
    register = reader.register
    own = _own(register, reaches, mine)
    touched = _touched(register, mine) | own | _above(register, reaches, units, own)
    without = _others_tasks(register, touched - own, units, mine)
    rows = register.rows("SELECT id, graph, digest FROM texts")
    return Extent(
        {
            graph: Part(digest, text in own, frozenset(without.get(text, ())))
            for text, graph, digest in rows
            if text in touched
        }
    )


def charged(reader: "Reader", reaches: Sequence[Reach], task: str) -> bool:
    """Whether a task (by IRI) is given to units of the reaches and to nobody else. Raises what ``reader`` raises."""
    units = _units(reader)
    rows = reader.register.rows(
        "SELECT a.unit FROM assignments a JOIN tasks t ON t.id = a.task WHERE t.iri = ? AND a.role = 'assignedTo'",
        (task,),
    )
    given = [units[unit] for (unit,) in rows]
    return bool(given) and all(
        any(u.iri in r.units or (u.kind != "group" and r.seats(u.level, u.place, u.province)) for r in reaches)
        for u in given
    )


def issued_within(rows: "Rows", reaches: Iterable[Reach]) -> bool:
    """Whether a text, by its rows before it is stored, is issued in one of the reaches."""
    told = (str(rows.head.get(name) or "") for name in ("level", "place", "province"))
    issuers = [
        str(unit) for unit, directive, *_ in rows.tables.get("issues", ()) if directive == rows.head["directive"]
    ]
    where = [tuple(told), *(tuple(name or "" for name in rows.units[iri][2:5]) for iri in issuers if iri in rows.units)]
    return any(r.seats(*seat) or bool(r.units.intersection(issuers)) for r in reaches for seat in where)


def _units(reader: "Reader") -> dict[int, _Unit]:
    """All units by number; one whose province is not printed has the one that was found for it."""
    from graph.places import place_mentions  # noqa: PLC0415 - most of what asks for a reach never comes here

    found = {one.seat: one.chosen.province for one in place_mentions(reader) if one.chosen is not None}
    rows = reader.register.rows("SELECT id, iri, kind, level, place, province FROM units")
    return {
        number: _Unit(iri, kind or "", level or "", place or "", province or found.get(iri.rpartition(":")[2], ""))
        for number, iri, kind, level, place, province in rows
    }


def _own(register: "Register", reaches: Sequence[Reach], mine: set[int]) -> set[int]:
    rows = register.rows("SELECT id, level, place, province FROM texts")
    seated = {
        text for text, *where in rows if any(r.seats(*(name or "" for name in where)) for r in reaches)
    }  # fmt: skip
    issued = register.rows(
        "SELECT i.text, i.unit FROM issues i JOIN texts x ON x.id = i.text AND x.directive = i.directive"
    )
    return seated | {text for text, unit in issued if unit in mine}


def _touched(register: "Register", mine: set[int]) -> set[int]:
    """The texts that name a unit of the reach as addressee, owner or receiver of a report."""
    named = register.rows(
        "SELECT a.text, a.unit FROM addresses a JOIN texts x ON x.id = a.text AND x.directive = a.directive "
        "UNION SELECT t.text, a.unit FROM assignments a JOIN tasks t ON t.id = a.task "
        "UNION SELECT t.text, r.unit FROM reports r JOIN tasks t ON t.id = r.task "
        "UNION SELECT t.text, r.via FROM reports r JOIN tasks t ON t.id = r.task WHERE r.via IS NOT NULL"
    )
    return {text for text, unit in named if unit in mine}


def _above(register: "Register", reaches: Sequence[Reach], units: Mapping[int, _Unit], own: set[int]) -> set[int]:
    """The texts from above on the line, but for those sent to single units elsewhere only."""
    sent: dict[int, set[int]] = defaultdict(set)
    for text, unit in register.rows(
        "SELECT a.text, a.unit FROM addresses a JOIN texts x ON x.id = a.text AND x.directive = a.directive "
        "WHERE a.relation = 'addressedTo'"
    ):
        sent[text].add(unit)
    found = set()
    for text, *where in register.rows("SELECT id, level, place, province FROM texts"):
        over = [reach for reach in reaches if reach.is_below(*(name or "" for name in where))]
        elsewhere = sent[text] and all(_is_single(units[unit]) for unit in sent[text])
        if over and text not in own and not elsewhere:
            found.add(text)
    return found


def _is_single(unit: _Unit) -> bool:
    """Whether this is one unit whose place is known, rather than a group or nobody knows whom."""
    known = unit.level == _CENTRAL or _seat(unit.level, unit.place, unit.province) != ("", "")
    return unit.kind != "group" and known


def _others_tasks(
    register: "Register", texts: set[int], units: Mapping[int, _Unit], mine: set[int]
) -> dict[int, set[str]]:
    """Text → its tasks that charge single units elsewhere only."""
    charged: dict[tuple[int, str], set[int]] = defaultdict(set)
    for text, task, unit in register.rows(
        "SELECT t.text, t.iri, a.unit FROM assignments a JOIN tasks t ON t.id = a.task"
    ):
        if text in texts:
            charged[text, task].add(unit)
    out: dict[int, set[str]] = defaultdict(set)
    for (text, task), owners in charged.items():
        if not owners & mine and all(_is_single(units[unit]) for unit in owners):
            out[text].add(task)
    return out


def _body(units: Mapping[int, _Unit], asked: str) -> Reach | None:
    """One body by IRI; a name alone may be that of several."""
    found = frozenset(unit.iri for unit in units.values() if unit.iri == asked)
    return Reach(units=found) if found else None


def _seat(level: str, place: str, province: str) -> tuple[str, str]:
    """The keys of province and commune; a province told as a place only is a province."""
    if level == _PROVINCIAL:
        return _key(province or place), ""
    return _key(province), _key(place)


def _key(name: str) -> str:
    return tone_fold(_bare(name)).casefold()


def _bare(name: str) -> str:
    found = _KIND.match(name.strip())
    return name.strip()[found.end() :] if found else name.strip()


def _code_of(province: str) -> str:
    over = registry.province_of(_bare(province))
    return over.code if over else "-"


def _listed() -> "tuple[registry.Place, ...]":
    return (*registry.provinces(), *registry.communes())
