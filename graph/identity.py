"""Which directive each mention means: a pure function of all mentions and of what people decided.

A mention tells more or less: its code, its date or not, the seat of its issuer or not. A poorer mention is identified
with a fuller one where the words agree and **exactly one** candidate remains; otherwise it stays its own, unresolved.
Nothing depends on the order in which documents came: mentions are taken in ranks, the fullest first, and all of one
rank see the same state.

What agrees: the code (same number, type and organ, as the directive's IRI keys it); the document type where both tell
it (QĐ is Quyết định or Quy định); the date, or a date within the bounds of a blank one; the seat, or a seat that only
one side tells. The unknown places of two documents never agree. Two texts held as files are one directive only if they
share an IRI or a person says so.

People have the last word: *same* joins, *different* keeps apart, the latest word of two that contradict counts.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.partition import Partition
from ontology.fold import tone_fold
from ontology.iri import directive_iri

__all__ = ["Judgement", "Mention", "code_key", "resolve"]

_DIRECTIVE: Final = "urn:chidao:directive:"
_CENTRAL: Final = "trung-uong"
#: The three central bodies that number their directives apart though all print 'TW'.
_CENTRAL_BODIES: Final = ("bộ chính trị", "ban bí thư", "ban chấp hành trung ương")


@dataclass(frozen=True, slots=True)
class Mention:
    """What one graph says of one directive. ``type``, ``issuer`` are '' and dates ``None`` where it does not tell.

    ``seat`` is the last component of the directive's or its issuer's IRI; ``held`` says that its text is in the store;
    ``earliest`` and ``latest`` bound a blank date.
    """

    iri: str
    code: str = ""
    type: str = ""
    date: datetime.date | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    seat: str = ""
    issuer: str = ""
    held: bool = False

    @property
    def key(self) -> str:
        """Mentions meet only under one key: the folded code, or the IRI where there is no code."""
        return code_key(self.iri, self.code)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on two directives, ``same`` or not. Newer ones come first in a sequence of them."""

    one: str
    other: str
    same: bool


@dataclass(slots=True)
class _Node:
    """All mentions of one IRI, taken together."""

    iri: str
    key: str
    seat: str
    date: datetime.date | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    held: bool = False
    types: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)

    @property
    def rank(self) -> tuple[int, bool]:
        """Fuller is greater: a date weighs more than a seat, and of equals the one whose text is held."""
        return 2 * (self.date is not None) + _is_placed(self.seat), self.held

    @property
    def order(self) -> tuple[bool, bool, str]:
        """The least of a class names it: text held, then dated, then the smallest IRI."""
        return not self.held, self.date is None, self.iri


def code_key(iri: str, code: str = "") -> str:
    """The key under which a directive's mentions meet: its code as the IRI folds it, or the IRI itself.

    ``iri`` is a directive's IRI; ``code`` helps where the IRI has none (a file whose own number or date is blank).
    """
    if code:
        iri = directive_iri(code, None, _CENTRAL)
    head, _, _ = iri.removeprefix(_DIRECTIVE).partition(":")
    return iri if head == "sha" or not iri.startswith(_DIRECTIVE) else head


def resolve(mentions: Iterable[Mention], judgements: Sequence[Judgement] = ()) -> dict[str, str]:
    """Mentioned IRI → the IRI of the directive it is, for every mention; a canonical IRI maps to itself.

    ``mentions`` in any order, all those of the keys concerned; ``judgements`` newest first, withdrawn ones left out.
    """
    nodes = _merge(mentions)
    state = _judge(judgements, {node.iri for node in nodes})
    for rank in sorted({node.rank for node in nodes}, reverse=True):
        _join(nodes, rank, state)
    return _canonical(nodes, state.classes)


@dataclass(slots=True)
class _State:
    """Classes so far, pairs that stay apart, and IRIs that a person identified with what is not in the store now."""

    classes: Partition
    apart: list[tuple[str, str]]
    settled: set[str]


def _merge(mentions: Iterable[Mention]) -> list[_Node]:
    """One node an IRI, sorted; of tellings that contradict, the bounds widen and the earliest date stands."""
    by_iri: dict[str, _Node] = {}
    for told in mentions:
        node = by_iri.setdefault(told.iri, _Node(told.iri, told.key, told.seat))
        node.key = min(node.key, told.key)
        node.seat = _better_seat(node.seat, told.seat)
        node.date = min(filter(None, (node.date, told.date)), default=None)
        node.earliest = min(filter(None, (node.earliest, told.earliest)), default=None)
        node.latest = max(filter(None, (node.latest, told.latest)), default=None)
        node.held |= told.held
        node.types |= {told.type} - {""}
        node.bodies |= {body for body in _CENTRAL_BODIES if body in tone_fold(told.issuer)}
    return [by_iri[iri] for iri in sorted(by_iri)]


def _better_seat(one: str, other: str) -> str:
    return min(one, other, key=lambda seat: (not _is_placed(seat), not seat, seat))


def _judge(judgements: Sequence[Judgement], present: set[str]) -> _State:
    """What people decided; an older word gives way to a newer one that contradicts it."""
    classes = Partition()
    apart: list[tuple[str, str]] = []
    for word in judgements:
        if not word.same:
            if classes.find(word.one) != classes.find(word.other):
                apart.append((word.one, word.other))
        elif not classes.would_join(word.one, word.other, apart):
            classes.join(word.one, word.other)
    named = {iri for word in judgements if word.same for iri in (word.one, word.other)}
    absent = {classes.find(iri) for iri in named - present}
    return _State(classes, apart, {iri for iri in named if classes.find(iri) in absent})


def _join(nodes: list[_Node], rank: tuple[int, bool], state: _State) -> None:
    """Join each node of one rank to the one class that remains for it, all at once."""
    find = state.classes.find
    shelf = _Shelf(node for node in nodes if node.rank > rank)
    known = {find(node.iri) for node in nodes if node.rank > rank} | {find(iri) for iri in state.settled}
    held = {find(node.iri) for node in nodes if node.held}
    claims: dict[str, set[str]] = defaultdict(set)
    for node in nodes:
        if node.rank == rank and find(node.iri) not in known:
            claims[find(node.iri)] |= _candidates(node, shelf, state, held)
    certain = {claimant: next(iter(targets)) for claimant, targets in claims.items() if len(targets) == 1}
    for claimant in _without_rivals(certain, state, held):
        state.classes.join(claimant, certain[claimant])


def _candidates(node: _Node, shelf: "_Shelf", state: _State, held: set[str]) -> set[str]:
    """The classes that a node may be of; those that share its very seat shut out the rest."""
    own = state.classes.find(node.iri)
    near: set[str] = set()
    far: set[str] = set()
    for fuller in shelf.near(node):
        target = state.classes.find(fuller.iri)
        # two held texts never meet by inference, and a held text needs more than its code to be recognised
        unsure = own in held and (target in held or node.rank[0] == 0)
        if not unsure and _agree(node, fuller) and not state.classes.would_join(own, target, state.apart):
            (near if fuller.seat == node.seat else far).add(target)
    return near or far


def _without_rivals(certain: Mapping[str, str], state: _State, held: set[str]) -> list[str]:
    """The claimants, sorted, whose claim nobody of the same rank contradicts."""
    find = state.classes.find
    rivals = {claimant for one, other in state.apart for claimant in _clash(find(one), find(other), certain)}
    texts = Counter(target for claimant, target in certain.items() if claimant in held)
    rivals |= {claimant for claimant, target in certain.items() if claimant in held and texts[target] > 1}
    return sorted(set(certain) - rivals)


def _clash(one: str, other: str, certain: Mapping[str, str]) -> set[str]:
    """Two classes that stay apart, where both claim the same third."""
    return {one, other} if one in certain and certain[one] == certain.get(other) else set()


def _agree(poorer: _Node, fuller: _Node) -> bool:
    """Whether nothing that both tell contradicts, and the fuller one tells all that the poorer tells."""
    if poorer.types and fuller.types and not poorer.types & fuller.types:
        return False
    if poorer.bodies and fuller.bodies and not poorer.bodies & fuller.bodies and fuller.seat == _CENTRAL:
        return False
    return _dates_agree(poorer, fuller) and _seats_agree(poorer.seat, fuller.seat)


def _dates_agree(poorer: _Node, fuller: _Node) -> bool:
    if poorer.date is not None or fuller.date is None:
        return poorer.date == fuller.date
    after = poorer.earliest is None or poorer.earliest <= fuller.date
    return after and (poorer.latest is None or fuller.date <= poorer.latest)


def _seats_agree(poorer: str, fuller: str) -> bool:
    if poorer == fuller:
        return True
    if _is_placed(poorer) or not _is_placed(fuller):
        return False
    # 'ngoc-son.x.<sha>' tells the commune but not its province
    place, _, _ = poorer.rpartition(".x.")
    return not place or fuller.startswith(f"{place}.")


def _is_placed(seat: str) -> bool:
    return bool(seat) and not seat.startswith("x.") and ".x." not in seat


def _canonical(nodes: list[_Node], classes: Partition) -> dict[str, str]:
    best: dict[str, _Node] = {}
    for node in nodes:
        root = classes.find(node.iri)
        best[root] = min(best.get(root, node), node, key=lambda candidate: candidate.order)
    return {node.iri: best[classes.find(node.iri)].iri for node in nodes}


class _Shelf:
    """Fuller nodes, found by what a poorer one knows."""

    def __init__(self, nodes: Iterable[_Node]) -> None:
        self._by_seat: dict[tuple[str, str], list[_Node]] = defaultdict(list)
        self._by_date: dict[tuple[str, datetime.date | None], list[_Node]] = defaultdict(list)
        self._by_key: dict[str, list[_Node]] = defaultdict(list)
        for node in nodes:
            self._by_seat[node.key, node.seat].append(node)
            self._by_date[node.key, node.date].append(node)
            self._by_key[node.key].append(node)

    def near(self, node: _Node) -> list[_Node]:
        """A small list that holds every candidate of ``node``."""
        if _is_placed(node.seat):
            return self._by_seat[node.key, node.seat]
        return self._by_date[node.key, node.date] if node.date is not None else self._by_key[node.key]
