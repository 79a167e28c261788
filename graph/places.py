"""Which place is meant where a document names a commune and no province: candidates, the sender's chain, people's word.

All units that one text puts at one such place stand or fall together. A candidate is a namesake in the registry on the
day of the document, or a commune of a province that only the store knows. What the documents above tell (who issued
them, to whom they go) may leave exactly one: then it is inferred, with the reasons. A person has the last word. The
texts and their graphs never change by it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from graph.decisions import Decision, Verdict, in_force, recorded
from graph.errors import UnknownPlace
from graph.membership import known_places
from graph.rows import Record, Rows, ask
from graph.walk import CARRYING, ask_each
from ontology import registry
from ontology.iri import PROVINCIAL, place_iri, seat
from ontology.model import Grade
from ontology.registry import Place

__all__ = ["PLACES", "Candidate", "PlaceMention", "about_place", "place_decisions", "place_mentions", "seats_told"]

#: What the IRI of a place begins with.
PLACES: Final = place_iri("x").removesuffix("x")
_KINDS: Final = "phường|xã|đặc khu|thị trấn"
_NO_TEXT: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be meant: ``iri``, ``name`` with its kind, ``province``, ``code`` ('' where the registry lists
    none), ``seat`` as in the IRIs of its units, and what speaks for it (Vietnamese, without a full stop)."""

    iri: str
    name: str
    province: str
    code: str
    seat: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as one text names it; ``units`` are the names of what it puts there.

    ``chosen`` is the one candidate that remains, ``grade`` how that is known (INFERRED, or CONFIRMED by a person);
    without one, ``candidates`` wait for a person. ``reasons`` say why the words alone do not tell.
    """

    iri: str
    name: str
    seat: str
    text: str
    document: str
    units: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]
    chosen: Candidate | None = None
    grade: Grade | None = None


def place_mentions(source: Rows, texts: Iterable[str] | None = None) -> tuple[PlaceMention, ...]:
    """Every place that a text of the store, or of ``texts`` (IRIs), leaves to be identified, by document; raises what
    ``source`` raises."""
    told: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in ask(source, "unit-places") if texts is None else ask_each(source, "unit-places-of", "text", texts):
        told[row["text"], row["unit"].rpartition(":")[2]].append(row)
    if not told:
        return ()
    clues = _clues(source, {rows[0]["own"] for rows in told.values()})
    unlisted = known_places(source)
    judged = _judged(place_decisions(source))
    found = (_mention(where, rows, unlisted, clues[rows[0]["own"]]) for (_, where), rows in told.items())
    return tuple(sorted((_decided(one, judged) for one in found), key=lambda one: (one.document, one.iri)))


def seats_told(mentions: Iterable[PlaceMention]) -> dict[str, str]:
    """Seat in the IRIs of units (scoped to a text) → the seat of the place it is, where that is inferred or decided."""
    return {one.seat: one.chosen.seat for one in mentions if one.chosen is not None and one.chosen.seat != one.seat}


def place_decisions(source: Rows) -> tuple[Decision, ...]:
    """People's words in force about places, the newest first."""
    pair = (Verdict.SAME, Verdict.DIFFERENT)
    standing = in_force(recorded(source))
    return tuple(one for one in standing if one.verdict in pair and one.about[0].startswith(PLACES))


def _mention(where: str, rows: Sequence[Record], unlisted: Sequence[Place], clues: Mapping[str, str]) -> PlaceMention:
    first = rows[0]
    kind = next((kind for row in rows if (kind := _kind(row["place"], row["name"]))), "")
    codes = {row[key] for row in rows for key in ("code", "candidate") if row[key]}
    places = [*_namesakes(first, kind, codes), *_unlisted(first, kind, unlisted)]
    candidates = tuple(_candidate(place, clues) for place in places)
    read = [c for c in candidates if any(row["code"] == c.code for row in rows if row["code"])]
    spoken = tuple(c for c in candidates if c.reasons)
    if not spoken and len(candidates) == 1 and kind and not first["province"]:
        spoken = candidates = (_alone(candidates[0]),)
    chosen = read[0] if len(read) == 1 else spoken[0] if len(spoken) == 1 else None
    return PlaceMention(
        iri=place_iri(where),
        name=f"{kind} {first['place']}".strip(),
        seat=where,
        text=first["text"],
        document=first["document"],
        units=tuple(sorted({row["name"] for row in rows})),
        candidates=candidates,
        reasons=tuple(dict.fromkeys(row["reason"] for row in rows if row["reason"]))
        or ("văn bản không nói rõ tỉnh, thành phố",),
        chosen=chosen,
        grade=Grade.INFERRED if chosen else None,
    )


def _alone(candidate: Candidate) -> Candidate:
    return replace(candidate, reasons=(f"cả nước chỉ có một {candidate.name}",))


def _namesakes(row: Record, kind: str, codes: set[str]) -> list[Place]:
    """The communes of the registry that bear the name on the day of the document, or that the reading told."""
    found = [place for place in registry.find(row["place"], None, None, row["date"]) if place.level != PROVINCIAL]
    if row["province"]:
        return [place for place in found if place.code in codes]
    return [place for place in found if kind in ("", place.kind)]


def _unlisted(row: Record, kind: str, places: Sequence[Place]) -> list[Place]:
    return [
        place
        for place in places
        if place.level != PROVINCIAL and place.name == row["place"] and kind in ("", place.kind) and not row["province"]
    ]


def _candidate(place: Place, clues: Mapping[str, str]) -> Candidate:
    where = seat(place.name, place.province, "xã", _NO_TEXT)
    why = (clues[place.province],) if place.province in clues else ()
    return Candidate(place_iri(place.code or where), place.full_name, place.province, place.code, where, why)


def _kind(place: str, name: str) -> str:
    found = re.search(rf"\b({_KINDS}) {re.escape(place)}(?!\w)", name)
    return found[1] if found else ""


def _clues(source: Rows, own: Iterable[str]) -> dict[str, dict[str, str]]:
    """Own directive → province → why it is spoken of: who issued what the document carries out, to whom that goes."""
    speaking = {row["mentioned"]: row["directive"] for row in ask_each(source, "identified", "mentioned", own)}
    above: dict[str, set[str]] = defaultdict(set)
    for row in ask_each(source, "chain-up", "lower", set(speaking.values())):
        if row["relation"] in CARRYING and row["higher"]:
            above[row["lower"]].add(row["higher"])
    higher = {one for found in above.values() for one in found}
    codes = {row["directive"]: row["code"] or "" for row in ask_each(source, "directive", "directive", higher)}
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for query, verb in (("issuers", "do {} ban hành"), ("addressees", "gửi {}")):
        for row in ask_each(source, query, "directive", higher):
            if row["province"] and row["level"] in (PROVINCIAL, "xã"):
                why = f"văn bản thực hiện {codes.get(row['directive'], '')} {verb.format(row['name'])}"
                told[row["directive"]].setdefault(row["province"], why)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for mentioned, directive in speaking.items():
        for one in sorted(above[directive]):
            for province, why in told[one].items():
                found[mentioned].setdefault(province, why)
    return found


def _judged(decisions: Sequence[Decision]) -> dict[tuple[str, str], bool]:
    """Two places → whether they are one, by the newest word about them."""
    found: dict[tuple[str, str], bool] = {}
    for decision in decisions:
        one, other = decision.about
        for pair in ((one, other), (other, one)):
            found.setdefault(pair, decision.verdict is Verdict.SAME)
    return found


def _decided(mention: PlaceMention, judged: Mapping[tuple[str, str], bool]) -> PlaceMention:
    """A mention as people decided: the place they named, and without those they said it is not."""
    left = tuple(c for c in mention.candidates if judged.get((mention.iri, c.iri), True))
    named = [other for (one, other), same in judged.items() if one == mention.iri and same]
    if named:
        known = next((candidate for candidate in left if candidate.iri == named[0]), None)
        chosen = known or _by_code(named[0])
        return replace(mention, candidates=left, chosen=chosen, grade=Grade.CONFIRMED if chosen else None)
    if mention.chosen in left:
        return replace(mention, candidates=left)
    spoken = [candidate for candidate in left if candidate.reasons]
    remaining = spoken[0] if len(spoken) == 1 else None
    return replace(mention, candidates=left, chosen=remaining, grade=Grade.INFERRED if remaining else None)


def _by_code(iri: str) -> Candidate | None:
    """The commune whose code a person named, though it was no candidate."""
    code = iri.removeprefix(PLACES)
    place = next((place for place in registry.communes() if place.code == code), None)
    return _candidate(place, {}) if place is not None else None


def about_place(
    source: Rows, mention: str, place: str, *, same: bool, by: str, at: datetime, why: str
) -> tuple[Decision, PlaceMention]:
    """A person's word that a place named in a text (the IRI of a :class:`PlaceMention`) is ``place``, or is not.

    ``place``: a candidate's IRI, its province, or the official code of any commune of today. Raises
    :class:`UnknownPlace` where the store leaves no such mention, or nothing is known by ``place``.
    """
    found = next((one for one in place_mentions(source) if one.iri == mention), None)
    if found is None:
        raise UnknownPlace(f"Kho không có nơi nào cần nhận dạng mang IRI {mention}.")
    by_name = [c.iri for c in found.candidates if place in (c.iri, c.code, c.province)]
    named = by_name or ([place_iri(place)] if place.isdecimal() and _by_code(place_iri(place)) else [])
    if len(named) != 1:
        known = ", ".join(c.code or c.province for c in found.candidates)
        raise UnknownPlace(
            f"“{place}” không chỉ đúng một nơi; có thể nêu mã đơn vị, hoặc: {known or 'không có gợi ý'}."
        )
    verdict = Verdict.SAME if same else Verdict.DIFFERENT
    return Decision(verdict, tuple(sorted((mention, named[0]))), by, at, why), found
