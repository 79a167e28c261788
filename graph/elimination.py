"""Which directive a mention without its whole number means: 'Nghị quyết 18', an annex of 'Kế hoạch số …/KH-UBND'.

Such a mention is open: it bears the name of its own text, and no other mention is ever taken for it. After all whole
numbers are settled, the directives that the store knows are gone through; what contradicts the words falls out, and
where **exactly one** remains the mention is that one, as long as something speaks for it. Of several it is none.

What falls out: another type (though a scheme is also called by the number of the decision that approves it), another
symbol, another issuer or seat; without a told issuer, whatever is issued neither by the centre, nor by the province or
commune that speaks; a later day than the text's own. Where the number is blank, day and title must speak for it: the
printed day of an unnumbered annex is that of a draft, so a near one is enough.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Final

from graph.mention import Node, code_key, is_open, is_placed, seats_agree
from graph.titles import ALIKE, subject_overlap
from graph.words import type_word
from ontology.fold import fold, tone_fold

__all__ = ["DRAFT", "candidates_of", "eliminate", "hint_of", "hints_of", "profiles", "supports"]

#: How far the day of an unnumbered annex may be from that of the directive as issued.
DRAFT: Final = timedelta(days=60)

_KEY: Final = re.compile(r"0*(?P<number>\d+)[a-z]?(?:-(?:19|20)\d\d)?-(?P<symbol>.+?)(?:_[0-9a-f]{6})?")
_NUMBER: Final = re.compile(r"0*(\d+)")
_CENTRAL: Final = "trung-uong"

Canonical = Callable[[str], str | None]


def hints_of(node: Node) -> frozenset[str]:
    """Under what a directive with a whole number may be looked for: its number; its symbol, with its seat."""
    match = _KEY.fullmatch(node.key)
    if match is None or is_open(node.iri):
        return frozenset()
    return frozenset((f"hint:number:{match['number']}", f"hint:symbol:{match['symbol']}:{node.seat}",
                      f"hint:symbol:{match['symbol']}:"))  # fmt: skip


def hint_of(node: Node) -> str:
    """Under what an open mention looks for its directive."""
    number = _NUMBER.match(node.number)
    if number:
        return f"hint:number:{number[1]}"
    return f"hint:symbol:{_symbol_key(node.symbol)}:{node.seat if is_placed(node.seat) else ''}"


def profiles(shelf: Iterable[Node], canonical: Canonical) -> dict[str, Node]:
    """All that the nodes of each directive tell together, by its canonical IRI."""
    classes: dict[str, list[Node]] = defaultdict(list)
    for node in shelf:
        if (directive := canonical(node.iri)) is not None:
            classes[directive].append(node)
    return {directive: _together(directive, nodes) for directive, nodes in sorted(classes.items())}


def candidates_of(mention: Node, known: Mapping[str, Node], barred: Collection[str] = ()) -> list[str]:
    """The directives that an open mention may be, those that its title speaks for before all others."""
    fitting = [iri for iri, other in known.items() if iri not in barred and _fits(mention, other)]
    titled = [iri for iri in fitting if not mention.number and overlap(mention, known[iri]) >= ALIKE]
    return titled or fitting


def eliminate(
    mentions: Iterable[Node],
    shelf: Mapping[str, Collection[Node]],
    canonical: Canonical,
    apart: Iterable[tuple[str, str]],
) -> dict[str, str]:
    """Open mention → the one directive that remains, or itself.

    ``apart`` are pairs that people said are two: of two open mentions that would become one, neither does.
    ``canonical`` tells of open mentions only what people said of them.
    """
    barred: dict[str, set[str]] = defaultdict(set)
    pairs = sorted({pair for told in apart for pair in (told, told[::-1])})
    for one, other in pairs:
        barred[one].add(canonical(other) or other)
    by_hint: dict[str, list[Node]] = defaultdict(list)
    for mention in mentions:
        by_hint[hint_of(mention)].append(mention)
    found: dict[str, str] = {}
    for hint, asking in sorted(by_hint.items()):
        known = profiles(shelf.get(hint, ()), canonical)
        for mention in asking:
            left = candidates_of(mention, known, barred[mention.iri])
            sure = len(left) == 1 and supports(mention, known[left[0]])
            found[mention.iri] = left[0] if sure else mention.iri
    parted = {one for one, other in pairs if one in found and found[one] == found.get(other)}
    return found | {iri: iri for iri in parted}


def supports(mention: Node, other: Node) -> bool:
    """Whether something speaks for it: the number, or, where that is blank, day or title."""
    if mention.number:
        return True
    near = mention.date is not None and other.date is not None
    return overlap(mention, other) >= ALIKE or (near and is_placed(mention.seat))


def overlap(mention: Node, other: Node) -> float:
    """How far the titles meet (0 to 1)."""
    return max((subject_overlap(a, b) for a, b in product(mention.titles, other.titles)), default=0.0)


def _together(directive: str, nodes: list[Node]) -> Node:
    first = min(nodes, key=lambda node: (node.iri != directive, node.order))
    return replace(
        first,
        iri=directive,
        seat=min((node.seat for node in nodes), key=lambda name: (not is_placed(name), not name, name)),
        date=min((node.date for node in nodes if node.date), default=None),
        held=any(node.held for node in nodes),
        types=frozenset().union(*(node.types for node in nodes)),
        bodies=frozenset().union(*(node.bodies for node in nodes)),
        titles=frozenset().union(*(node.titles for node in nodes)),
    )


def _fits(mention: Node, other: Node) -> bool:
    if not (mention.types & other.types or _approved(mention, other)):
        return False
    match = _KEY.fullmatch(other.key)
    if mention.symbol and (match is None or match["symbol"] != _symbol_key(mention.symbol)):
        return False
    if mention.bodies and other.bodies and not mention.bodies & other.bodies:
        return False
    if mention.latest and other.date and other.date > mention.latest:
        return False
    if not mention.number and mention.date and other.date and abs(mention.date - other.date) > DRAFT:
        return False
    return _seated(mention, other)


def _seated(mention: Node, other: Node) -> bool:
    """Whether the issuer sits where the words say; without words, above or at the text's own seat."""
    if mention.seated:
        return seats_agree(mention.seat, other.seat)
    frame, province = mention.seat, mention.seat.rpartition(".")[2]
    return other.seat in (_CENTRAL, frame) or (is_placed(frame) and other.seat == province)


def _approved(mention: Node, other: Node) -> bool:
    """A scheme or programme is called by the number of the decision that approves it: 'Đề án 06'."""
    names = [tone_fold(type_word(term)) for term in mention.types]
    said = [tone_fold(title) for title in other.titles]
    return any(re.match(rf"(?:về )?(?:việc )?(?:phê duyệt|ban hành) {re.escape(name)}\b", title)
               for name, title in product(names, said) if name)  # fmt: skip


def _symbol_key(symbol: str) -> str:
    match = _KEY.fullmatch(code_key("", f"1/{symbol}"))
    return match["symbol"] if match else fold(symbol)
