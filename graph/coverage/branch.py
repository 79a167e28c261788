"""The branch below a directive, from the register: what carries it on, what only names it, and who issued what when."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Final, NamedTuple

from graph.coverage.papers import STANDS, Issuer, Paper, papers
from graph.register.register import Register

__all__ = ["CARRYING", "Branch", "Issuer", "Link", "Paper", "branch", "papers"]

#: Relations by which a document carries a directive on. What rests on one (căn cứ) only names it.
CARRYING: Final = frozenset({"implements", "forwards"})
_DEPTH: Final = 8


class Link(NamedTuple):  # thousands an answer
    """One document says something of another; ``assertion`` proves it. Both ends are canonical.

    The quote stands at ``start:end`` of ``text``.
    """

    lower: str
    relation: str
    higher: str
    assertion: str
    quote: str
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str:
        """The text (IRI) that the assertion was read in, whose IRI begins with it."""
        return self.assertion.partition(":assertion:")[0]


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
        fresh, further = set(), set()
        for link in links:
            if not _is_there(met.papers.get(link.lower), until):
                continue
            if (link.assertion, link.higher) not in seen:
                fresh.add((link.assertion, link.higher))
                met.links.append(link)
            if link.relation in CARRYING and not met.papers[link.lower].telling:
                further.add(link.lower)
        seen |= fresh
        frontier = further - met.depth.keys()
        met.depth |= dict.fromkeys(frontier, depth)
        if not frontier:
            break
    return met


def _below(register: Register, higher: Iterable[str]) -> list[Link]:
    asked = sorted(higher)
    rows = register.each(
        "SELECT s.directive, COALESCE(l.relation, ''), w.key, COALESCE(l.assertion, ''), COALESCE(l.quote, ''), "
        "COALESCE(l.start, 0), COALESCE(l.ending, 0) FROM json_each(?) w "
        "JOIN identity t ON t.directive = w.value JOIN links l ON l.target = t.mentioned "
        f"JOIN identity s ON s.mentioned = l.source WHERE {STANDS.format('l')}",
        (json.dumps(asked),),
    )
    links = [Link(lower, relation, asked[at], *proof) for lower, relation, at, *proof in rows]
    return sorted(links, key=attrgetter("assertion"))


def _is_there(paper: Paper | None, until: date | None) -> bool:
    return paper is not None and (until is None or paper.day is None or paper.day <= until)
