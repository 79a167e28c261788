"""The branch below a directive, from the register: what carries it on, what only names it, and who issued what when."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from graph.register.register import Register

__all__ = ["CARRYING", "Branch", "Issuer", "Link", "Paper", "branch", "papers"]

#: Relations by which a document carries a directive on. What rests on one (căn cứ) only names it.
CARRYING: Final = frozenset({"implements", "forwards"})
#: Documents that tell what was done, and set nothing: they carry nothing out.
_TELLING: Final = frozenset({"type-BC", "type-TTr"})
_DEPTH: Final = 8
#: Rows of a table whose assertion nobody rejected.
_STANDS: Final = (
    "NOT EXISTS (SELECT 1 FROM rulings r WHERE r.assertion = {0}.assertion AND r.grade = 'rejected' "
    "AND r.stamp = {0}.stamp)"
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issued a document: ``seat`` is the last part of the IRIs of all units that sit there; '' where not told."""

    name: str = ""
    level: str = ""
    seat: str = ""
    code: str = ""
    place: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One document says something of another; ``assertion`` proves it. Both ends are canonical.

    The quote stands at ``start:end`` of the text (IRI) ``text``.
    """

    lower: str
    relation: str
    higher: str
    assertion: str
    quote: str
    text: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
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
class Branch:
    """``depth``: directive → its least distance below the root by carrying links; ``links``: all that was met, both the
    carrying ones and those that only name the root or what carries it on; ``papers``: every end of them.
    """

    root: str
    depth: dict[str, int] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    papers: dict[str, Paper] = field(default_factory=dict)


def branch(register: Register, root: str, until: date | None = None) -> Branch:
    """What lies below ``root`` (a canonical IRI); documents of later than ``until`` are not there yet."""
    met = Branch(root, {root: 0})
    met.papers = papers(register, [root])
    frontier, seen = {root}, set[tuple[str, str]]()
    for depth in range(1, _DEPTH + 1):
        links = [link for link in _below(register, frontier) if link.lower not in (link.higher, root)]
        met.papers |= papers(register, {link.lower for link in links} - met.papers.keys())
        links = [link for link in links if _is_there(met.papers.get(link.lower), until)]
        met.links += [link for link in links if (link.assertion, link.higher) not in seen]
        seen |= {(link.assertion, link.higher) for link in links}
        further = {link.lower for link in links if _carries(link, met.papers)} - met.depth.keys()
        met.depth |= dict.fromkeys(further, depth)
        frontier = further
        if not frontier:
            break
    return met


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
            Issuer("", level, "", "", place, province) if issuer is None else issuer if issuer.level else Issuer(),
        )  # fmt: skip


def papers(register: Register, directives: Iterable[str]) -> dict[str, Paper]:
    """What the register knows of these directives (canonical IRIs)."""
    wanted = sorted(set(directives))
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
        f"JOIN units u ON u.id = s.unit WHERE {_STANDS.format('s')} "
        "ORDER BY (SELECT x.directive = s.directive FROM texts x WHERE x.id = s.text), u.code IS NOT NULL, u.iri DESC",
        (wanted,),
    )
    # of several tellings the document's own stays, being the last one
    last = dict(rows)
    units = register.rows(
        "SELECT u.id, u.name, u.level, u.iri, u.code, u.place, u.province FROM json_each(?) w "
        "CROSS JOIN units u ON u.id = w.value",
        (json.dumps(sorted(set(last.values()))),),
    )
    known = {
        unit: Issuer(name or "", level or "", iri.rpartition(":")[2], code or "", place or "", province or "")
        for unit, name, level, iri, code, place, province in units
    }
    return {iri: known[unit] for iri, unit in last.items()}


def _below(register: Register, higher: Iterable[str]) -> list[Link]:
    rows = register.rows(
        "SELECT s.directive, l.relation, t.directive, l.assertion, l.quote, "
        "(SELECT x.iri FROM texts x WHERE x.id = l.text), COALESCE(l.start, 0), COALESCE(l.ending, 0) "
        "FROM json_each(?) w "
        "JOIN identity t ON t.directive = w.value JOIN links l ON l.target = t.mentioned "
        f"JOIN identity s ON s.mentioned = l.source WHERE {_STANDS.format('l')} ORDER BY l.assertion",
        (json.dumps(sorted(higher)),),
    )
    return [_link(*row) for row in rows]


def _link(*row: Any) -> Link:  # noqa: ANN401 - a row of the register
    lower, relation, higher, assertion, quote, text, start, end = row
    return Link(lower, relation or "", higher, assertion or "", quote or "", text or "", start, end)


def _carries(link: Link, known: Mapping[str, Paper]) -> bool:
    return link.relation in CARRYING and link.lower in known and not known[link.lower].telling


def _is_there(paper: Paper | None, until: date | None) -> bool:
    return paper is not None and (until is None or paper.day is None or paper.day <= until)
