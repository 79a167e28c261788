"""What a document is, seen from what it says of others: issued to carry something out, passed on, a report of results.

One label a document, whatever chain it is met in: how it stands to one directive is the relation between the two, and
the state of its unit (:mod:`graph.coverage.states`).
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from graph.register.register import Register

if TYPE_CHECKING:
    from graph.coverage.branch import Paper

__all__ = ["REPORT", "stands", "stands_of"]

#: The local name of the type of a document that tells results and sets nothing.
REPORT: Final = "type-BC"
#: Types that carry nothing out whatever they say, besides reports.
_TELLING: Final = frozenset({"type-TTr"})
_STRONGEST: Final = (("implements", "issued"), ("forwards", "forwarded"))
_SAID: Final = (
    "SELECT DISTINCT w.value, l.relation FROM json_each(?) w CROSS JOIN identity s ON s.directive = w.value "
    "CROSS JOIN links l ON l.source = s.mentioned CROSS JOIN identity t ON t.mentioned = l.target "
    "WHERE l.relation IN ('implements', 'forwards') AND t.directive <> w.value AND NOT EXISTS "
    "(SELECT 1 FROM rulings r WHERE r.assertion = l.assertion AND r.grade = 'rejected' AND r.stamp = l.stamp)"
)


def stands(register: Register, told: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Directive (canonical IRI) → 'issued', 'forwarded', 'report', 'cited' or ''; ``told``: its type, its month.

    The type is a local name. 'cited': it says that it carries something out, but sets nothing itself, as a resolution
    of a month's work; so it counts in coverage too. '': it carries nothing on that anybody tells of.
    """
    said: dict[str, set[str]] = defaultdict(set)
    for directive, relation in register.rows(_SAID, (json.dumps(sorted(told)),)):
        said[directive].add(relation)
    return {
        iri: _one(said.get(iri, set()), kind, month) if iri in said or kind == REPORT else ""
        for iri, (kind, month) in told.items()
    }


def stands_of(register: Register, papers: Mapping[str, "Paper"]) -> dict[str, str]:
    """:func:`stands` of papers of a branch."""
    return stands(register, {iri: (paper.type, paper.month) for iri, paper in papers.items()})


def _one(said: set[str], type_name: str, month: str) -> str:
    if type_name == REPORT:
        return "report"
    state = next((state for relation, state in _STRONGEST if relation in said), "")
    return "cited" if state and (month or type_name in _TELLING) else state
