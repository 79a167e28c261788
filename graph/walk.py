"""From one directive to those below and above it, level by level, each edge with its sentence.

Never the whole store: a level is one query. A directive is opened once, so that cycles end by themselves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from graph.decisions import Ruling, grade_of, told_by_people
from graph.rows import Record, Rows, ask
from graph.words import grade_of_term
from ontology.model import Grade

__all__ = ["ANNEXED", "CARRYING", "ENDING", "Edge", "Walk", "ask_each", "edge_of", "walk"]

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
    """One assertion: ``id`` is its IRI, ``relation`` a term; the quote stands at ``start:end`` of ``text``."""

    id: str
    source: str
    target: str
    relation: str
    grade: Grade
    quote: str
    text: str
    file: str
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

    @property
    def stops(self) -> list[str]:
        """Directives at or below the root that nobody in the store carries out, and nobody replaced; sorted.

        An annex is none: neither does the chain stop at it, nor does it carry out what its title names.
        """
        told = [edge for edge in self.edges.values() if not edge.rejected and edge.source != edge.target]
        annexes = {edge.source for edge in told if edge.relation == ANNEXED}
        carriers = [edge for edge in told if edge.relation in CARRYING | ENDING and edge.source not in annexes]
        return sorted(self.below - {edge.target for edge in carriers} - annexes - self.cut)


def walk(source: Rows, root: str, rulings: Mapping[str, Ruling], *, up: bool, down: bool, depth: int) -> Walk:
    """Walk from ``root`` (a canonical IRI) at most ``depth`` levels each way. Rejected edges are not walked along.

    A rejected edge is kept only where both its ends are met otherwise.
    """
    met = Walk(root, {root}, {root}, {root} if down else set())
    for wanted, query, near, far in ((down, "chain-down", "higher", "lower"), (up, "chain-up", "lower", "higher")):
        if wanted:
            opened = _go(source, met, rulings, depth, (query, near, far))
            met.followed |= opened
            if query == "chain-down":
                met.below |= opened
    met.edges = {
        key: edge
        for key, edge in sorted(met.edges.items())
        if edge.source in met.directives and edge.target in met.directives
    }
    return met


def edge_of(row: Record, source: str, target: str, relation: str, rulings: Mapping[str, Ruling]) -> Edge:
    """The edge that a row with an assertion and its evidence tells of, as people have decided."""
    grade = grade_of(rulings, row["assertion"], grade_of_term(row["grade"]))
    return Edge(
        id=row["assertion"],
        source=source,
        target=target,
        relation=relation,
        grade=grade,
        quote=row["quote"],
        text=row["text"],
        file=row["document"],
        start=row["start"],
        end=row["end"],
        rule=row["rule"] or "",
    )


def ask_each(source: Rows, name: str, parameter: str, iris: Iterable[str]) -> Iterator[Record]:
    """The rows of a named query about many IRIs, in batches; nothing is asked about nothing."""
    wanted = sorted(set(iris))
    for start in range(0, len(wanted), _BATCH):
        yield from ask(source, name, **{parameter: wanted[start : start + _BATCH]})


def _go(source: Rows, met: Walk, rulings: Mapping[str, Ruling], depth: int, way: Sequence[str]) -> set[str]:
    """One way: fills ``met`` and returns the directives that the chain goes through."""
    query, near, far = way
    told = told_by_people(source)
    opened: set[str] = set()
    frontier = {met.root}
    for _ in range(depth):
        further: set[str] = set()
        for row, edge in _edges(source, query, near, frontier, rulings):
            if edge.grade is Grade.INFERRED and row["mentioned"] in told:
                edge = replace(edge, grade=Grade.CONFIRMED)  # noqa: PLW2901 - a person said which directive is meant
            met.edges.setdefault(edge.id, edge)
            if not edge.rejected:
                met.directives.add(row[far])
                further |= {row[far]} if edge.relation in _FOLLOWED else set()
        opened |= frontier
        frontier = further - opened
        if not frontier:
            return opened
    for row, edge in _edges(source, query, near, frontier, rulings):
        if row[far] not in met.directives and edge.relation in _FOLLOWED and not edge.rejected:
            met.cut.add(row[near])
    return opened | frontier


def _edges(
    source: Rows, query: str, near: str, frontier: set[str], rulings: Mapping[str, Ruling]
) -> Iterator[tuple[Record, Edge]]:
    for row in ask_each(source, query, near, frontier):
        if row["lower"] != row["higher"]:
            yield row, edge_of(row, row["lower"], row["higher"], row["relation"], rulings)
