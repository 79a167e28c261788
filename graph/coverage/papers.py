"""Directives as the register knows them: what their own texts tell, what others tell where these are silent, who
issued them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from graph.register.register import Register

__all__ = ["STANDS", "Issuer", "Paper", "papers"]

#: Documents that tell what was done, and set nothing: they carry nothing out.
_TELLING: Final = frozenset({"type-BC", "type-TTr"})
#: Rows of a table whose assertion nobody rejected.
STANDS: Final = (
    "NOT EXISTS (SELECT 1 FROM rulings r WHERE r.assertion = {0}.assertion AND r.grade = 'rejected' "
    "AND r.stamp = {0}.stamp)"
)

#: Each text of some directives with each unit that issues it by its own words.
_OWN: Final = (
    "SELECT w.key, x.code, x.type, x.title, x.date, x.month, x.file, s.unit FROM json_each(?) w "
    "CROSS JOIN identity i ON i.directive = w.value CROSS JOIN texts x ON x.directive = i.mentioned "
    f"LEFT JOIN issues s ON s.text = x.id AND s.directive = x.directive AND {STANDS.format('s')}"
)


class Issuer(NamedTuple):
    """Who issued a document: ``seat`` is the last part of the IRIs of all units that sit there; '' where not told."""

    name: str = ""
    level: str = ""
    seat: str = ""
    code: str = ""
    place: str = ""
    province: str = ""


class Paper(NamedTuple):  # thousands an answer: a frozen dataclass takes six times as long to make
    """A directive as the store knows it. ``day`` falls back on the earliest day it may have; ``held``: by its text."""

    id: str
    code: str = ""
    type: str = ""
    title: str = ""
    day: date | None = None
    dated: bool = False
    month: str = ""
    held: bool = False
    file: str = ""
    issuer: Issuer = Issuer()

    @property
    def telling(self) -> bool:
        """Whether it carries nothing out by itself: a report sets nothing, a monthly resolution sets a month's work."""
        return self.type in _TELLING or bool(self.month)

    @property
    def name(self) -> str:
        """What people call it."""
        return self.code or self.title or self.file or self.id


@dataclass(slots=True)
class _Told:
    """What is told of one directive: by its own texts, and by others where these are silent."""

    code: str = ""
    type: str = ""
    title: str = ""
    date: str = ""
    held: bool = False
    seat: tuple[str, str, str] = ("", "", "")
    month: str = ""
    earliest: str = ""
    file: str = ""

    @property
    def lacks(self) -> bool:
        """Whether others may have something to add."""
        return not (self.code and self.type and self.title and self.date)

    def paper(self, iri: str, issuer: Issuer | None) -> Paper:
        """All of it."""
        day = self.date or self.earliest
        level, place, province = self.seat
        return Paper(
            iri, self.code, self.type, self.title, date.fromisoformat(day) if day else None, bool(self.date),
            self.month, self.held, self.file,
            Issuer("", level, "", "", place, province) if issuer is None else _seated(issuer),
        )  # fmt: skip


def papers(register: Register, directives: Iterable[str]) -> dict[str, Paper]:
    """What the register knows of these directives (canonical IRIs)."""
    wanted = sorted(set(directives))
    found = _plain(register, wanted)
    if rest := [iri for iri in wanted if iri not in found]:
        found |= _several(register, rest)
    return found


def _plain(register: Register, wanted: Sequence[str]) -> dict[str, Paper]:
    """Of those of which one text tells all, and one issuer too, in one reading: nearly all of a branch of thousands.

    What a text itself says of its issuer goes before what others say.
    """
    rows: dict[int, tuple[Any, ...]] = {}
    several = set()
    for row in register.each(_OWN, (json.dumps(wanted),)):
        if rows.setdefault(row[0], row) is not row or not all((row[1], row[2], row[3], row[4], row[7])):
            several.add(row[0])
    told = [row for at, row in rows.items() if at not in several]
    units = {unit: _seated(issuer) for unit, issuer in _units(register, {row[7] for row in told}).items()}
    days = {iso: date.fromisoformat(iso) for iso in {row[4] for row in told}}
    return {
        (iri := wanted[at]): Paper(iri, code, kind, title, days[day], True, month or "", True, file or "", units[unit])
        for at, code, kind, title, day, month, file, unit in told
    }


def _seated(issuer: Issuer) -> Issuer:
    """An issuer that sits somewhere; of one that does not nothing."""
    return issuer if issuer.level else Issuer()


def _several(register: Register, wanted: Sequence[str]) -> dict[str, Paper]:
    """Of any: of which several texts tell, or none, or too little."""
    found = _by_texts(register, json.dumps(wanted))
    _by_citations(register, [iri for iri in wanted if iri not in found or found[iri].lacks], found)
    issuers = _issuers(register, json.dumps(wanted))
    return {iri: told.paper(iri, issuers.get(iri)) for iri, told in found.items()}


def _by_texts(register: Register, wanted: str) -> dict[str, _Told]:
    """What the texts of these directives tell: of several the one under its fullest name, of the latest day."""
    found: dict[str, _Told] = {}
    files: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in register.rows(
        "SELECT i.directive, x.code, x.type, x.title, x.date, x.level, x.place, x.province, x.month, x.issued_from, "
        "x.file FROM json_each(?) w CROSS JOIN identity i ON i.directive = w.value "
        "CROSS JOIN texts x ON x.directive = i.mentioned ORDER BY x.directive = i.directive, x.date, x.id DESC",
        (wanted,),
    ):
        iri, code, kind, title, day, level, place, province, month, earliest, file = row
        told = found.get(iri) or found.setdefault(iri, _Told(held=True))
        told.code, told.type, told.title = code or told.code, kind or told.type, title or told.title
        told.date = day or told.date
        told.seat = (level, place or "", province or "") if level else told.seat
        files[iri].append((file or "", month or "", earliest or ""))
    for iri, listed in files.items():
        listed.sort(key=lambda one: one[0], reverse=True)
        found[iri].file, found[iri].month, _ = listed[-1]
        found[iri].earliest = next((earliest for *_, earliest in listed if earliest), "")
    return found


def _by_citations(register: Register, lacking: Sequence[str], found: dict[str, _Told]) -> None:
    """Add what those that cite these directives tell of them."""
    cited: dict[str, _Told] = {}
    for iri, code, kind, title, day in register.rows(
        "SELECT i.directive, m.code, m.type, m.title, m.date FROM json_each(?) w "
        "CROSS JOIN identity i ON i.directive = w.value CROSS JOIN mentioned m ON m.directive = i.mentioned "
        "WHERE m.known IS NOT 'byText' ORDER BY i.mentioned = i.directive, m.date, m.text DESC",
        (json.dumps(lacking),),
    ):
        told = cited.get(iri) or cited.setdefault(iri, _Told())
        told.code, told.type, told.title = code or told.code, kind or told.type, title or told.title
        told.date = day or told.date
    for iri, told in cited.items():
        own = found.setdefault(iri, told)
        own.code, own.type, own.title = own.code or told.code, own.type or told.type, own.title or told.title
        own.date = own.date or told.date


def _issuers(register: Register, wanted: str) -> dict[str, Issuer]:
    rows = register.rows(
        "SELECT i.directive, s.unit FROM json_each(?) w JOIN identity i ON i.directive = w.value "
        "JOIN issues s ON s.directive = i.mentioned "
        f"JOIN units u ON u.id = s.unit WHERE {STANDS.format('s')} "
        "ORDER BY (SELECT x.directive = s.directive FROM texts x WHERE x.id = s.text), u.code IS NOT NULL, u.iri DESC",
        (wanted,),
    )
    # of several tellings the document's own stays, being the last one
    last = dict(rows)
    known = _units(register, set(last.values()))
    return {iri: known[unit] for iri, unit in last.items()}


def _units(register: Register, wanted: Iterable[int]) -> dict[int, Issuer]:
    rows = register.rows(
        "SELECT u.id, u.name, u.level, u.iri, u.code, u.place, u.province FROM json_each(?) w "
        "CROSS JOIN units u ON u.id = w.value",
        (json.dumps(sorted(wanted)),),
    )
    return {
        unit: Issuer(name or "", level or "", iri.rpartition(":")[2], code or "", place or "", province or "")
        for unit, name, level, iri, code, place, province in rows
    }
