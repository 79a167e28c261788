"""From one directive to those below and above it, level by level, each edge with its sentence.

Never the whole store: a level is one read. A directive is opened once, so that cycles end by themselves.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.decisions import Ruling, grade_of, told_by_people
from graph.register.assertions import Row, links
from graph.rows import Record, Rows, ask
from graph.words import grade_of_term
from ontology.model import Grade

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["ANNEXED", "CARRYING", "ENDING", "Edge", "Walk", "ask_each", "edge_of", "edges", "walk"]

_CD: Final = "urn:chidao:term:"
#: Relations by which a directive is carried further down.
CARRYING: Final = frozenset(f"{_CD}{name}" for name in ("implements", "basedOn", "forwards"))
#: Relations after which a directive need not be carried out any more.
ENDING: Final = frozenset(f"{_CD}{name}" for name in ("replaces", "repeals"))
#: An annex in a file of its own is a part of its directive: it goes where that one goes, and carries nothing out.
ANNEXED: Final = f"{_CD}annexTo"
#: Relations along which a chain goes on; what is only cited is shown and left there.
_FOLLOWED: Final = CARRYING | {f"{_CD}replaces", f"{_CD}amends", ANNEXED}
#: How many IRIs one query is asked about.
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Edge:
    """One assertion: ``id`` is its IRI, ``relation`` a term; the quote stands at ``start:end`` of ``text``.

    ``document``: the code of what the text is, or else its file.
    """

    id: str
    source: str
    target: str
    relation: str
    grade: Grade
    quote: str
    text: str
    document: str
    start: int
    end: int
    rule: str

    @property
    def rejected(self) -> bool:
        """Whether a person said that it is not so."""
        return self.grade is Grade.REJECTED


@dataclass(slots=True)
class Walk:
    """What was met: directives, those the chain goes through, those below the root, edges; and where we gave up."""

    root: str
    directives: set[str] = field(default_factory=set)
    followed: set[str] = field(default_factory=set)
    below: set[str] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)
    edges: dict[str, Edge] = field(default_factory=dict)

    def stops(self, reports: Collection[str] = ()) -> list[str]:
        """Directives at or below the root that nobody in the store carries out, and nobody replaced; sorted.

        An annex is none: neither does the chain stop at it, nor does it carry out what its title names. Nor is one of
        ``reports``, which tells what was done and asks for nothing more.
        """
        told = [edge for edge in self.edges.values() if not edge.rejected and edge.source != edge.target]
        annexes = {edge.source for edge in told if edge.relation == ANNEXED} | set(reports)
        carriers = [edge for edge in told if edge.relation in CARRYING | ENDING and edge.source not in annexes]
        return sorted(self.below - {edge.target for edge in carriers} - annexes - self.cut)


def walk(source: "Reader", root: str, rulings: Mapping[str, Ruling], *, up: bool, down: bool, depth: int) -> Walk:
    """Walk from ``root`` (a canonical IRI) at most ``depth`` levels each way. Rejected edges are not walked along.

    A rejected edge is kept only where both its ends are met otherwise.
    """
    met = Walk(root, {root}, {root}, {root} if down else set())
    if down:
        met.below |= _go(source, met, rulings, depth, down=True)
        met.followed |= met.below
    if up:
        met.followed |= _go(source, met, rulings, depth, down=False)
    met.edges = {
        key: edge
        for key, edge in sorted(met.edges.items())
        if edge.source in met.directives and edge.target in met.directives
    }
    return met


def edge_of(proof: Row, source: str, target: str, relation: str, rulings: Mapping[str, Ruling]) -> Edge:
    """The edge of this ``relation`` (a local name) that a :class:`graph.register.assertions.Proof` tells of, as people
    have decided.
    """
    assertion, read, quote, start, end, rule, text, document = proof
    grade = grade_of(rulings, assertion, grade_of_term(f"{_CD}{read}"))
    return Edge(assertion, source, target, f"{_CD}{relation}", grade, quote, text, document, start, end, rule)


def edges(
    source: "Reader", directives: Collection[str], rulings: Mapping[str, Ruling], *, down: bool
) -> Iterator[tuple[str, Edge]]:
    """What is said of these directives (``down``), or what they say of others, but for what they say of themselves.

    Each edge with its target as the text names it, in the order of their IRIs.
    """
    for lower, relation, higher, mentioned, *proof in links(source.register, directives, down=down):
        if lower != higher:
            yield mentioned, edge_of(proof, lower, higher, relation, rulings)


def ask_each(source: Rows, name: str, parameter: str, iris: Iterable[str]) -> Iterator[Record]:
    """The rows of a named query about many IRIs, in batches; nothing is asked about nothing."""
    wanted = sorted(set(iris))
    for start in range(0, len(wanted), _BATCH):
        yield from ask(source, name, **{parameter: wanted[start : start + _BATCH]})


def _go(source: "Reader", met: Walk, rulings: Mapping[str, Ruling], depth: int, *, down: bool) -> set[str]:
    """One way: fills ``met`` and returns the directives that the chain goes through."""
    told = told_by_people(source)
    opened: set[str] = set()
    frontier = {met.root}
    for _ in range(depth):
        further: set[str] = set()
        for mentioned, edge in edges(source, frontier, rulings, down=down):
            if edge.grade is Grade.INFERRED and mentioned in told:
                edge = replace(edge, grade=Grade.CONFIRMED)  # noqa: PLW2901 - a person said which directive is meant
            met.edges.setdefault(edge.id, edge)
            if not edge.rejected:
                far = edge.source if down else edge.target
                met.directives.add(far)
                further |= {far} if edge.relation in _FOLLOWED else set()
        opened |= frontier
        frontier = further - opened
        if not frontier:
            return opened
    for _, edge in edges(source, frontier, rulings, down=down):
        near, far = (edge.target, edge.source) if down else (edge.source, edge.target)
        if far not in met.directives and edge.relation in _FOLLOWED and not edge.rejected:
            met.cut.add(near)
    return opened | frontier
