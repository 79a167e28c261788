"""Which directives a report says it reports on, and what carries these out: against these its results are held."""

import json
from collections.abc import Collection
from typing import Final

from graph.register.register import Register

__all__ = ["reported_on"]

#: Text → the directives (canonical) that it says it carries out itself.
_NAMED: Final = (
    "SELECT DISTINCT x.iri, i.directive FROM json_each(?) w CROSS JOIN texts x ON x.iri = w.value "
    "CROSS JOIN links l ON l.text = x.id AND l.source = x.directive JOIN identity i ON i.mentioned = l.target "
    "WHERE l.relation = 'implements' AND l.grade <> 'rejected'"
)
#: Directive → those that carry it out, at any depth, itself included, as texts call them. Rings end by UNION.
_BELOW: Final = (
    "WITH RECURSIVE below(root, directive) AS (SELECT value, value FROM json_each(?) UNION "
    "SELECT b.root, low.directive FROM below b CROSS JOIN identity up ON up.directive = b.directive "
    "CROSS JOIN links l ON l.target = up.mentioned AND l.relation = 'implements' AND l.grade <> 'rejected' "
    "CROSS JOIN identity low ON low.mentioned = l.source) "
    "SELECT b.root, b.directive, i.mentioned FROM below b CROSS JOIN identity i ON i.directive = b.directive"
)


def reported_on(register: Register, texts: Collection[str]) -> dict[str, frozenset[str]]:
    """Text (of these, by IRI) → the directives, as texts call them, that it names as what it carries out, and those
    that carry these out; of two that it names the lower one, as the higher is only what that one follows from.
    """
    named: dict[str, set[str]] = {}
    for text, directive in register.rows(_NAMED, (json.dumps(sorted(texts)),)):
        named.setdefault(text, set()).add(directive)
    roots = sorted(set().union(*named.values()))
    below: dict[str, set[str]] = {root: set() for root in roots}
    called: dict[str, set[str]] = {root: set() for root in roots}
    for root, directive, mention in register.rows(_BELOW, (json.dumps(roots),)):
        below[root].add(directive)
        called[root].add(mention)
    found = {}
    for text, directives in named.items():
        lowest = [one for one in directives if not (below[one] & directives - {one})] or sorted(directives)
        found[text] = frozenset().union(*(called[one] for one in lowest))
    return found
