"""What is wrong in a branch: sources nobody holds, sources amended or replaced since, units that have ended."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.coverage.branch import Branch, Link, Paper, papers
from graph.coverage.targets import Unit
from graph.register.register import Register
from ontology import registry

__all__ = ["Orphan", "Outdated", "dissolved", "orphans", "outdated"]

_CHANGING: Final = ("amends", "replaces", "repeals")


@dataclass(frozen=True, slots=True)
class Orphan:
    """A directive that documents of the branch name and whose text the store does not hold."""

    paper: Paper
    cited_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outdated:
    """``source``, which ``change`` has amended, replaced or repealed (``relation``); ``links``: what in the branch was
    written on the older words. A link is suspect where the source was amended, its source superseded where replaced.
    """

    source: Paper
    change: Paper
    relation: str
    quote: str
    links: tuple[Link, ...]


def orphans(register: Register, branch: Branch) -> tuple[Orphan, ...]:
    """Every directive named by the root or by a document that carries it on, and held by no file."""
    rows = register.rows(
        "SELECT DISTINCT t.directive, s.directive FROM json_each(?) w JOIN identity s ON s.directive = w.value "
        "JOIN texts x ON x.directive = s.mentioned JOIN links l ON l.text = x.id "
        "JOIN identity t ON t.mentioned = l.target WHERE NOT EXISTS (SELECT 1 FROM identity i "
        "JOIN texts y ON y.directive = i.mentioned WHERE i.directive = t.directive)",
        (json.dumps(sorted(branch.depth)),),
    )
    citing: dict[str, set[str]] = defaultdict(set)
    for target, source in rows:
        citing[target].add(source)
    known = papers(register, citing)
    found = (Orphan(paper, tuple(sorted(citing[iri]))) for iri, paper in known.items())
    return tuple(sorted(found, key=lambda orphan: (-len(orphan.cited_by), orphan.paper.name)))


def outdated(register: Register, branch: Branch, until: date | None = None) -> tuple[Outdated, ...]:
    """Sources in the branch that another directive changed, the root among them, by the day of the change."""
    rows = register.rows(
        "SELECT t.directive, l.relation, s.directive, l.quote FROM json_each(?) w "
        "JOIN identity t ON t.directive = w.value JOIN links l ON l.target = t.mentioned "
        "JOIN identity s ON s.mentioned = l.source WHERE l.relation IN ('amends', 'replaces', 'repeals') "
        "AND NOT EXISTS (SELECT 1 FROM rulings r WHERE r.assertion = l.assertion AND r.grade = 'rejected' "
        "AND r.stamp = l.stamp) ORDER BY l.assertion",
        (json.dumps(sorted(branch.depth)),),
    )
    known = papers(register, {iri for row in rows for iri in (row[0], row[2])})
    found: dict[tuple[str, str, str], Outdated] = {}
    for source, relation, change, quote in rows:
        day = known[change].day
        if source != change and (until is None or day is None or day <= until):
            links = tuple(_written_before(branch, source, day))
            found.setdefault((source, relation, change), Outdated(known[source], known[change], relation, quote, links))
    return tuple(sorted(found.values(), key=lambda one: (str(one.change.day or ""), one.source.name)))


def dissolved(units: Iterable[Unit], day: date | None) -> tuple[Unit, ...]:
    """Units that are asked and had ended by ``day`` (``None``: today's units)."""
    listed = {
        "tỉnh": {place.code for place in registry.provinces(day)},
        "xã": {place.code for place in registry.communes(on=day)},
    }
    return tuple(
        unit for unit in units if unit.ended or (unit.code and unit.code not in listed.get(unit.level, {unit.code}))
    )


def _written_before(branch: Branch, source: str, day: date | None) -> Sequence[Link]:
    """Links to the source by documents that carry it out and are older than its change."""
    return [
        link
        for link in branch.links
        if link.higher == source and link.lower in branch.depth
        and (day is None or (own := branch.papers[link.lower].day) is None or own < day)
    ]  # fmt: skip
