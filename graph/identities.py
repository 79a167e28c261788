"""What a person should look at about identity: collisions, likely duplicates, unresolved mentions, unnamed files.

Everything is computed from the rows of named queries and changes nothing; what people decided apart is not proposed
again. Reasons are Vietnamese sentences without a full stop.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from graph.decisions import Decision, Verdict, in_force, judgements, recorded
from graph.descriptions import mentions_of
from graph.known import Known, is_blank, known_directives
from graph.likeness import day, issuers_fit, reasons_of_likeness
from graph.mention import agree, is_placed
from graph.opened import Opened, opened
from graph.rows import Record, Rows, ask
from graph.titles import ALIKE, subject_overlap
from ontology.fold import fold

__all__ = ["Collision", "Duplicate", "Identities", "Naming", "Unresolved", "identities", "identity_decisions"]

_FULL: Final = 3

Apart = Callable[[Known, Known], bool]


@dataclass(frozen=True, slots=True)
class Collision:
    """One code that several directives bear."""

    code: str
    directives: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two directives that are probably one."""

    one: Known
    other: Known
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A citation that tells too little and fits several directives; ``evidence`` rows are the citing sentences."""

    mention: Known
    candidates: tuple[Known, ...]
    reasons: tuple[str, ...]
    evidence: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """A file with a blank number or date, and a cited directive that it may be; ``evidence`` as above."""

    document: Known
    candidate: Known
    reasons: tuple[str, ...]
    evidence: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Identities:
    """All findings, and people's words in force about identity, the newest first."""

    collisions: tuple[Collision, ...]
    duplicates: tuple[Duplicate, ...]
    unresolved: tuple[Unresolved, ...]
    namings: tuple[Naming, ...]
    opened: tuple[Opened, ...]
    decisions: tuple[Decision, ...]


def identities(source: Rows) -> Identities:
    """What the store leaves to a person, in an order that no loading order changes; raises what ``source`` raises."""
    decisions = identity_decisions(source)
    known = known_directives(source)
    by_key = _by_key(known)
    apart = _apart(decisions)
    unresolved = tuple(_unresolved(source, known, by_key, apart))
    open_ = {found.mention.iri for found in unresolved}
    return Identities(
        collisions=tuple(_collisions(by_key, open_)),
        duplicates=tuple(_duplicates(known, by_key, open_, apart)),
        unresolved=unresolved,
        namings=tuple(_namings(source, known, apart)),
        opened=tuple(opened(source, mentions_of(source), _canonical(source), judgements(decisions))),
        decisions=decisions,
    )


def _canonical(source: Rows) -> dict[str, str]:
    return {row["mentioned"]: row["directive"] for row in ask(source, "identity")}


def identity_decisions(source: Rows) -> tuple[Decision, ...]:
    """People's words in force about two directives, or about which text of one is counted; the newest first."""
    words = (Verdict.SAME, Verdict.DIFFERENT, Verdict.LEADING)
    return tuple(decision for decision in in_force(recorded(source)) if decision.verdict in words)


def _by_key(known: Iterable[Known]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = defaultdict(list)
    for directive in known:
        for key in directive.keys:
            found[key].append(directive)
    return dict(sorted(found.items()))


def _apart(decisions: Sequence[Decision]) -> Apart:
    """Whether people said that two directives are two."""
    said = {frozenset((word.one, word.other)) for word in judgements(decisions) if not word.same}

    def apart(one: Known, other: Known) -> bool:
        return any(pair & one.members and pair & other.members for pair in said)

    return apart


def _collisions(by_key: Mapping[str, Sequence[Known]], unresolved: set[str]) -> Iterator[Collision]:
    for directives in by_key.values():
        bearing = [directive for directive in directives if directive.iri not in unresolved]
        if len(bearing) > 1:
            yield Collision(bearing[0].code, tuple(sorted(bearing, key=_order)))


def _duplicates(
    known: Sequence[Known], by_key: Mapping[str, Sequence[Known]], unresolved: set[str], apart: Apart
) -> Iterator[Duplicate]:
    # codes that differ by a letter meet by number and day
    by_day: dict[tuple[str, object], list[Known]] = defaultdict(list)
    for directive in known:
        if directive.node.date is not None:
            for number in {code.partition("-")[0].partition("/")[0].lstrip("0") for code in directive.codes}:
                by_day[number, directive.node.date].append(directive)
    pairs = {
        (one.iri, other.iri): (one, other)
        for group in (*by_key.values(), *by_day.values())
        for one, other in combinations(group, 2)
        if not {one.iri, other.iri} & unresolved
    }
    for one, other in (pairs[names] for names in sorted(pairs)):
        reasons = () if apart(one, other) else reasons_of_likeness(one, other)
        if reasons:
            first, second = sorted((one, other), key=_order)
            yield Duplicate(first, second, reasons)


def _unresolved(
    source: Rows, known: Sequence[Known], by_key: Mapping[str, Sequence[Known]], apart: Apart
) -> Iterator[Unresolved]:
    for mention in known:
        if mention.held or mention.node.rank[0] >= _FULL:
            continue
        found = {other.iri: other for key in mention.keys for other in by_key[key] if _may_be(mention, other)}
        # its very seat shuts out all others, as in deciding
        beside = {iri: other for iri, other in found.items() if other.node.seat == mention.node.seat}
        candidates = [other for other in (beside or found).values() if not apart(mention, other)]
        if len(candidates) > 1:
            yield Unresolved(
                mention,
                tuple(sorted(candidates, key=_order)),
                _untold(mention, candidates),
                _sentences(source, mention),
            )


def _may_be(mention: Known, other: Known) -> bool:
    return other.node.rank[0] > mention.node.rank[0] and agree(mention.node, other.node)


def _untold(mention: Known, candidates: Sequence[Known]) -> tuple[str, ...]:
    return (
        *(("lời viện dẫn không ghi ngày",) if mention.node.date is None else ()),
        *(("lời viện dẫn không nói rõ nơi ban hành",) if not is_placed(mention.node.seat) else ()),
        f"có {len(candidates)} văn bản cùng số hợp với lời viện dẫn",
    )


def _namings(source: Rows, known: Sequence[Known], apart: Apart) -> Iterator[Naming]:
    by_seat: dict[str, list[Known]] = defaultdict(list)
    for directive in known:
        if not directive.held and directive.codes and directive.node.date and is_placed(directive.node.seat):
            by_seat[directive.node.seat].append(directive)
    for document in known:
        if not is_blank(document.iri) or (document.codes and document.node.date):
            continue
        for candidate in by_seat.get(document.node.seat, ()):
            reasons = () if apart(document, candidate) else _naming_reasons(document, candidate)
            if reasons and candidate.citing - document.own:
                evidence = [row for row in _sentences(source, candidate) if row["text"] not in document.own]
                addressed = _addressed(source, document, evidence)
                yield Naming(document, candidate, (*reasons, *addressed), tuple(evidence))


def _naming_reasons(document: Known, candidate: Known) -> tuple[str, ...]:
    """Why a file may be what a citation means; nothing where issuer, type, date, number or subject do not fit."""
    one, other = document.node, candidate.node
    if other.date is None or not one.types & other.types or not issuers_fit(document.issuers, candidate.issuers):
        return ()
    if document.codes and not document.keys & candidate.keys:
        return ()
    untrue = (one.earliest and other.date < one.earliest) or (one.latest and other.date > one.latest)
    if one.date != other.date if one.date else untrue:
        return ()
    overlap = max((subject_overlap(a, b) for a in document.titles for b in candidate.titles), default=0.0)
    if overlap < ALIKE:
        return ()
    if one.date:
        when = f"cùng ngày {day(other.date)}"
    elif one.earliest or one.latest:
        when = f"ngày {day(other.date)} nằm trong khoảng ngày của tệp"
    else:
        when = f"tệp không ghi ngày; lời viện dẫn ghi ngày {day(other.date)}"
    number = (f"cùng số {candidate.code}",) if document.codes else ()
    return (*number, "cùng nơi ban hành và loại văn bản", when, f"trích yếu trùng {overlap:.0%} số từ")


def _addressed(source: Rows, document: Known, evidence: Sequence[Record]) -> tuple[str, ...]:
    """That somebody to whom the file goes is the one who cites the directive."""
    to = {_seat(row["unit"]) for row in ask(source, "addressees", directive=document.iri)}
    citing = {row["text"] for row in evidence}
    speakers = {row["directive"] for row in ask(source, "documents") if row["text"] in citing}
    by = {_seat(row["unit"]) for row in ask(source, "issuers", directive=sorted(speakers))} if speakers else set()
    return ("nơi nhận của tệp là nơi viện dẫn",) if {seat for seat in to & by if is_placed(seat)} else ()


def _sentences(source: Rows, directive: Known) -> tuple[Record, ...]:
    return tuple(ask(source, "citing-sentences", mentioned=sorted(directive.members)))


def _seat(unit: str) -> str:
    return unit.rpartition(":")[2]


def _order(directive: Known) -> tuple[str, str, str]:
    return str(directive.node.date or ""), fold(directive.code), directive.iri
