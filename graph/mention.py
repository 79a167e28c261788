"""What documents say of a directive, and whether two such tellings agree."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ontology.fold import tone_fold
from ontology.iri import directive_iri

__all__ = ["Mention", "Node", "agree", "code_key", "is_open", "is_placed", "merge", "seats_agree"]

_DIRECTIVE: Final = "urn:chidao:directive:"
_OPEN: Final = f"{_DIRECTIVE}open:"
_CENTRAL: Final = "trung-uong"
#: The three central bodies that number their directives apart though all print 'TW'.
_CENTRAL_BODIES: Final = ("bộ chính trị", "ban bí thư", "ban chấp hành trung ương")


@dataclass(frozen=True, slots=True)
class Mention:
    """What one graph says of one directive. ``type``, ``issuer`` are '' and dates ``None`` where it does not tell.

    ``seat`` is the last component of the directive's or its issuer's IRI; ``held`` says that its text is in the store;
    ``earliest`` and ``latest`` bound a blank date. ``seated`` is false of an open mention whose issuer is not told: its
    seat is then that of the text that speaks. ``shelved``: a copy says so of its own directive, and another text leads
    (:mod:`graph.shelf`).
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
    number: str = ""
    symbol: str = ""
    title: str = ""
    seated: bool = True
    shelved: bool = False

    @property
    def key(self) -> str:
        """Mentions meet only under one key: the folded code, or the IRI where there is no code."""
        return code_key(self.iri, self.code)


@dataclass(frozen=True, slots=True)
class Node:
    """All mentions of one IRI, taken together.

    ``rank``: fuller is greater; a date weighs more than a seat, and of equals the one whose text is held. ``leads``: a
    text of it is held that leads.
    """

    iri: str
    key: str
    seat: str
    date: datetime.date | None
    earliest: datetime.date | None
    latest: datetime.date | None
    held: bool
    types: frozenset[str]
    bodies: frozenset[str]
    rank: tuple[int, bool]
    titles: frozenset[str] = frozenset()
    number: str = ""
    symbol: str = ""
    seated: bool = True
    leads: bool = False

    @classmethod
    def of(cls, iri: str, mentions: Iterable[Mention]) -> "Node":
        """One node; of tellings that contradict, the bounds widen and the earliest date stands."""
        told = list(mentions)
        day = min((mention.date for mention in told if mention.date), default=None)
        seat = min((mention.seat for mention in told), key=lambda name: (not is_placed(name), not name, name))
        held = any(mention.held for mention in told)
        return cls(
            iri=iri,
            key=min(mention.key for mention in told),
            seat=seat,
            date=day,
            earliest=min((mention.earliest for mention in told if mention.earliest), default=None),
            latest=max((mention.latest for mention in told if mention.latest), default=None),
            held=held,
            types=frozenset(mention.type for mention in told if mention.type),
            bodies=frozenset(body for mention in told for body in _bodies(mention.issuer)),
            rank=(2 * (day is not None) + is_placed(seat), held),
            titles=frozenset(mention.title for mention in told if mention.title),
            number=min((mention.number for mention in told if mention.number), default=""),
            symbol=min((mention.symbol for mention in told if mention.symbol), default=""),
            seated=all(mention.seated for mention in told),
            leads=any(mention.held and not mention.shelved for mention in told),
        )

    @property
    def order(self) -> tuple[bool, bool, bool, str]:
        """The least of a class names it: a whole number, text held, then dated, then the smallest IRI."""
        return is_open(self.iri), not self.leads, self.date is None, self.iri


def merge(mentions: Iterable[Mention]) -> list[Node]:
    """One node for each IRI, sorted by IRI."""
    by_iri: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_iri[mention.iri].append(mention)
    return [Node.of(iri, told) for iri, told in sorted(by_iri.items())]


def code_key(iri: str, code: str = "") -> str:
    """The key under which a directive's mentions meet: its code as the IRI folds it, or the IRI itself.

    ``iri`` is a directive's IRI; ``code`` helps where the IRI has none (a file whose own number or date is blank).
    """
    if code and not is_open(iri):
        iri = directive_iri(code, None, _CENTRAL)
    head, _, _ = iri.removeprefix(_DIRECTIVE).partition(":")
    return iri if head in ("sha", "open") or not iri.startswith(_DIRECTIVE) else head


def agree(poorer: Node, fuller: Node) -> bool:
    """Whether nothing that both tell contradicts, and the fuller one tells all that the poorer one tells."""
    if poorer.types and fuller.types and not poorer.types & fuller.types:
        return False
    if poorer.bodies and fuller.bodies and not poorer.bodies & fuller.bodies and fuller.seat == _CENTRAL:
        return False
    return _dates_agree(poorer, fuller) and seats_agree(poorer.seat, fuller.seat)


def is_open(iri: str) -> bool:
    """Whether this is how one text names a directive without its whole number."""
    return iri.startswith(_OPEN)


def is_placed(seat: str) -> bool:
    """Whether a seat is told whole, so that it means the same in all documents."""
    return bool(seat) and not seat.startswith("x.") and ".x." not in seat


def _bodies(issuer: str) -> list[str]:
    return [body for body in _CENTRAL_BODIES if body in tone_fold(issuer)] if issuer else []


def _dates_agree(poorer: Node, fuller: Node) -> bool:
    if poorer.date is not None or fuller.date is None:
        return poorer.date == fuller.date
    after = poorer.earliest is None or poorer.earliest <= fuller.date
    return after and (poorer.latest is None or fuller.date <= poorer.latest)


def seats_agree(poorer: str, fuller: str) -> bool:
    """Whether the fuller seat tells all that the poorer one tells."""
    if poorer == fuller:
        return True
    if is_placed(poorer) or not is_placed(fuller):
        return False
    # 'ngoc-son.x.<sha>' tells the commune but not its province
    place, _, _ = poorer.rpartition(".x.")
    return not place or fuller.startswith(f"{place}.")
