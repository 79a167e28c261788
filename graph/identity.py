"""Which directive each mention means: a pure function of all mentions and of what people decided.

A mention tells more or less: its code, its date or not, the seat of its issuer or not. A poorer mention is identified
with a fuller one where the words agree and **exactly one** candidate remains; otherwise it stays its own, unresolved.
Nothing depends on the order in which documents came: mentions are taken in ranks, the fullest first, and all of one
rank see the same state.

What agrees: the code (same number, type and organ, as the directive's IRI keys it); the document type where both tell
it (QĐ is Quyết định or Quy định); the date, or a date within the bounds of a blank one; the seat, or a seat that only
one side tells. The unknown places of two documents never agree. Two texts held as files are one directive only if they
share an IRI or a person says so.

What a text names without its whole number is decided after that (:mod:`graph.elimination`).

People have the last word: *same* joins, *different* keeps apart, the latest word of two that contradict counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.elimination import eliminate, hints_of
from graph.mention import Mention, Node, agree, is_open, is_placed, merge
from graph.partition import Partition

__all__ = ["Judgement", "People", "joined", "resolve", "resolve_nodes", "settle"]

#: The rank of a held text that tells both date and seat: it means itself. What tells as much of another is named by
#: what it tells, so it meets another name only where a person told the number or day of a text that did not.
_FULL: Final = (3, True)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on two directives, ``same`` or not."""

    one: str
    other: str
    same: bool


def resolve(mentions: Iterable[Mention], judgements: Sequence[Judgement] = ()) -> dict[str, str]:
    """Mentioned IRI → the IRI of the directive it is, for every mention; a canonical IRI maps to itself.

    ``mentions`` in any order, all those of the keys concerned; ``judgements`` newest first, withdrawn ones left out.
    """
    return resolve_nodes(merge(mentions), judgements)


def resolve_nodes(nodes: Sequence[Node], judgements: Sequence[Judgement] = ()) -> dict[str, str]:
    """As :func:`resolve`, of mentions that are merged already."""
    found = settle(nodes, judgements)
    people = People.of(judgements)
    shelf: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for hint in hints_of(node):
            shelf[hint].append(node)
    asking = [node for node in nodes if is_open(node.iri) and node.iri not in people.named]
    return found | eliminate(asking, shelf, found.get, people.apart)


def settle(nodes: Sequence[Node], judgements: Sequence[Judgement] = ()) -> dict[str, str]:
    """As :func:`resolve_nodes`, whole numbers alone; an open mention is itself unless a person says otherwise."""
    judged = _Judged(judgements)
    judged.settled = judged.named - {node.iri for node in nodes}
    shelf = _Shelf()
    for rank in sorted({node.rank for node in nodes}, reverse=True):
        peers = [node for node in nodes if node.rank == rank]
        if rank != _FULL:
            _join(peers, shelf, judged, nodes)
        shelf.add(peers)
        judged.settled |= judged.named & {node.iri for node in peers}
    return _canonical(nodes, judged.classes)


def joined(judgements: Sequence[Judgement]) -> Partition:
    """What people's words in force, newest first, alone make one; nothing else ever joins two held texts."""
    return _Judged(judgements).classes


@dataclass(frozen=True, slots=True)
class People:
    """What people's words leave to elimination: the IRIs they identified with another, the pairs they hold apart."""

    named: frozenset[str]
    apart: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> "People":
        """Of words in force, newest first."""
        judged = _Judged(judgements)
        return cls(frozenset(judged.named), tuple(judged.apart))


class _Judged:
    """What people decided, and the classes that grow from there.

    An older word gives way to a newer one that contradicts it. ``settled`` are the IRIs that people identified with
    something fuller, or with something that is not in the store now: inference adds nothing to these.
    """

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self.classes = Partition()
        self.apart: list[tuple[str, str]] = []
        self.named = {iri for word in judgements if word.same for iri in (word.one, word.other)}
        self.settled: set[str] = set()
        for word in judgements:
            if not word.same:
                if self.classes.find(word.one) != self.classes.find(word.other):
                    self.apart.append((word.one, word.other))
            elif not self.classes.would_join(word.one, word.other, self.apart):
                self.classes.join(word.one, word.other)


class _Shelf:
    """The nodes of the ranks already taken, found by what a poorer one knows."""

    def __init__(self) -> None:
        self._by_seat: dict[tuple[str, str], list[Node]] = defaultdict(list)
        self._placed: dict[tuple[str, object], list[Node]] = defaultdict(list)

    def add(self, nodes: Iterable[Node]) -> None:
        """These are fuller than all that come after."""
        for node in nodes:
            self._by_seat[node.key, node.seat].append(node)
            if is_placed(node.seat):
                self._placed[node.key, None].append(node)
                self._placed[node.key, node.date or ""].append(node)

    def beside(self, node: Node) -> list[Node]:
        """Fuller nodes of the very same seat."""
        return self._by_seat.get((node.key, node.seat), [])

    def elsewhere(self, node: Node) -> list[Node]:
        """Fuller nodes that may tell the seat which ``node`` does not."""
        return [] if is_placed(node.seat) else self._placed.get((node.key, node.date), [])


def _join(peers: list[Node], shelf: _Shelf, judged: _Judged, nodes: Sequence[Node]) -> None:
    """Join each node of one rank to the one class that remains for it, all at once."""
    find = judged.classes.find
    settled = {find(iri) for iri in judged.settled}
    held = {find(node.iri) for node in nodes if node.held}
    claims: dict[str, set[str]] = defaultdict(set)
    for node in peers:
        if find(node.iri) not in settled:
            claims[find(node.iri)] |= _candidates(node, shelf, judged, held)
    certain = {claimant: next(iter(targets)) for claimant, targets in claims.items() if len(targets) == 1}
    for claimant in _without_rivals(certain, judged, held):
        judged.classes.join(claimant, certain[claimant])


def _candidates(node: Node, shelf: _Shelf, judged: _Judged, held: set[str]) -> set[str]:
    """The classes that a node may be of, two of them at most; its very seat shuts out all others."""
    own = judged.classes.find(node.iri)
    for shelved in (shelf.beside(node), shelf.elsewhere(node)):
        found: set[str] = set()
        for fuller in shelved:
            target = judged.classes.find(fuller.iri)
            # two held texts never meet by inference, and a held text needs more than its code to be recognised
            unsure = own in held and (target in held or node.rank[0] == 0)
            if not unsure and agree(node, fuller) and not judged.classes.would_join(own, target, judged.apart):
                found.add(target)
            if len(found) > 1:
                break
        if found:
            return found
    return set()


def _without_rivals(certain: Mapping[str, str], judged: _Judged, held: set[str]) -> list[str]:
    """The claimants, sorted, whose claim nobody of the same rank contradicts."""
    rivals = set(_parted(certain, judged))
    texts = Counter(target for claimant, target in certain.items() if claimant in held)
    rivals |= {claimant for claimant, target in certain.items() if claimant in held and texts[target] > 1}
    return sorted(set(certain) - rivals)


def _parted(certain: Mapping[str, str], judged: _Judged) -> Iterator[str]:
    """Classes that stay apart though both claim the same third: neither gets it."""
    for pair in judged.apart:
        one, other = map(judged.classes.find, pair)
        if one in certain and certain[one] == certain.get(other):
            yield from (one, other)


def _canonical(nodes: Sequence[Node], classes: Partition) -> dict[str, str]:
    best: dict[str, Node] = {}
    for node in nodes:
        root = classes.find(node.iri)
        if root not in best or node.order < best[root].order:
            best[root] = node
    return {node.iri: best[classes.find(node.iri)].iri for node in nodes}
