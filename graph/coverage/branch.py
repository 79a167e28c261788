"""The branch below a directive, from the register: what carries it on, what only names it, and who issued what when."""

import json
from collections.abc import Iterable, Mapping
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


def papers(register: Register, directives: Iterable[str]) -> dict[str, Paper]:
    """What the register knows of these directives (canonical IRIs)."""
    wanted = json.dumps(sorted(set(directives)))
    issuers = _issuers(register, wanted)
    found: dict[str, Paper] = {}
    for row in register.rows(
        "SELECT i.directive, m.code, m.type, m.title, m.date, m.known = 'byText', m.level, m.place, m.province "
        "FROM json_each(?) w JOIN identity i ON i.directive = w.value JOIN mentioned m ON m.directive = i.mentioned "
        "ORDER BY m.known = 'byText', i.mentioned = i.directive, m.date, m.text DESC",
        (wanted,),
    ):
        iri, code, kind, title, day, held, level, place, province = row
        former = found.get(iri, Paper(iri))
        issuer = issuers.get(iri) or (
            Issuer("", level or "", "", "", place or "", province or "") if held else Issuer()
        )
        told = date.fromisoformat(day) if day else former.day
        found[iri] = Paper(
            iri, code or former.code, kind or former.type, title or former.title, told, told is not None,
            held=bool(held) or former.held, issuer=issuer if issuer.level else former.issuer,
        )  # fmt: skip
    return found | _texts(register, wanted, found)


def _texts(register: Register, wanted: str, found: Mapping[str, Paper]) -> dict[str, Paper]:
    """What only the texts themselves tell: month, file, the bounds of a blank day."""
    told: dict[str, Paper] = {}
    for iri, month, earliest, file in register.rows(
        "SELECT i.directive, x.month, x.issued_from, x.file FROM json_each(?) w "
        "JOIN identity i ON i.directive = w.value JOIN texts x ON x.directive = i.mentioned ORDER BY x.file DESC",
        (wanted,),
    ):
        known = told.get(iri) or found[iri]
        day = known.day or (date.fromisoformat(earliest) if earliest else None)
        told[iri] = Paper(
            iri, known.code, known.type, known.title, day, known.dated, month or "", True, file or "", known.issuer
        )
    return told


def _issuers(register: Register, wanted: str) -> dict[str, Issuer]:
    rows = register.rows(
        "SELECT i.directive, u.name, u.level, u.iri, u.code, u.place, u.province FROM json_each(?) w "
        "JOIN identity i ON i.directive = w.value JOIN issues s ON s.directive = i.mentioned "
        f"JOIN units u ON u.id = s.unit WHERE {_STANDS.format('s')} "
        "ORDER BY (SELECT x.directive = s.directive FROM texts x WHERE x.id = s.text), u.code IS NOT NULL, u.iri DESC",
        (wanted,),
    )
    # of several tellings the document's own stays, being the last one
    return {
        iri: Issuer(name or "", level or "", unit.rpartition(":")[2], code or "", place or "", province or "")
        for iri, name, level, unit, code, place, province in rows
    }


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
    *words, start, end = row
    lower, relation, higher, assertion, quote, text = (word or "" for word in words)
    return Link(lower, relation, higher, assertion, quote, text, start, end)


def _carries(link: Link, known: Mapping[str, Paper]) -> bool:
    return link.relation in CARRYING and link.lower in known and not known[link.lower].telling


def _is_there(paper: Paper | None, until: date | None) -> bool:
    return paper is not None and (until is None or paper.day is None or paper.day <= until)
