"""Which place a document means that names no province: what is open, what was inferred, and a person's word."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ui.actions.values import Ambiguous, Candidate, Json, Unknown

if TYPE_CHECKING:
    from graph.places import Candidate as PlaceCandidate
    from graph.places import PlaceMention
    from graph.rows import Rows

__all__ = ["chosen_seats", "identify_place", "unit_findings"]

#: Warnings of a reading that propose another name than the printed one.
_NEAR = frozenset({"symbol-odd", "unit-near"})


def unit_findings(source: "Rows") -> Json:
    """What the store leaves open about units: ``places`` (each with candidates, reasons, and the one chosen where one
    remains), and ``near``: printed names that look like a known one, kept as printed. Raises what ``source`` raises.
    """
    from graph.places import place_mentions
    from graph.rows import ask

    return {
        "places": [_place(one) for one in place_mentions(source)],
        "near": [
            {key: row[key] for key in ("code", "message", "quote", "document")} | {"span": [row["start"], row["end"]]}
            for row in ask(source, "warnings")
            if row["code"] in _NEAR
        ],
    }


def identify_place(
    home: Path, mention: str, place: str, *, same: bool, by: str, why: str, now: datetime
) -> Json | Unknown | Ambiguous:
    """Record that the place a document names is ``place`` (``same``), or is not; tells what it is now.

    ``mention``: the IRI of the mention, or the name of its file where that leaves one place open. ``place``: an
    official code, a province, or the IRI of a candidate. Raises :class:`graph.errors.UnknownPlace`,
    :class:`graph.errors.IncompleteDecision`, :class:`graph.errors.StoreError`.
    """
    from graph.places import about_place, place_mentions
    from graph.reader import open_reader
    from graph.store import open_writer
    from graph.turns import PATIENCE

    with open_reader(home) as reader:
        named = [one for one in place_mentions(reader) if mention in (one.iri, one.document)]
    if not named:
        return Unknown(mention, (), "không văn bản nào để ngỏ nơi ấy; xem danh sách bằng: chidao identity")
    if len(named) > 1:
        return Ambiguous(mention, tuple(map(_listed, named)), ("IRI",))
    with open_writer(home, PATIENCE) as writer:
        decision, _ = about_place(writer, named[0].iri, place, same=same, by=by, at=now, why=why)
        written = writer.decide(decision)
        published = writer.publish()
    with open_reader(home) as reader:
        (after,) = [one for one in place_mentions(reader) if one.iri == named[0].iri]
    return {"decision": written, "by": by, "revision": str(published), "place": _place(after)}


def _listed(mention: "PlaceMention") -> Candidate:
    return Candidate(mention.iri, "", title=mention.name, document=mention.document)


def _place(mention: "PlaceMention") -> Json:
    return {
        "id": mention.iri,
        "name": mention.name,
        "document": mention.document,
        "text": mention.text,
        "units": list(mention.units),
        "reasons": list(mention.reasons),
        "chosen": _candidate(mention.chosen) if mention.chosen else None,
        "grade": mention.grade.value if mention.grade else None,
        "candidates": list(map(_candidate, mention.candidates)),
    }


def _candidate(candidate: "PlaceCandidate") -> Json:
    return {
        "id": candidate.iri,
        "name": candidate.name,
        "province": candidate.province,
        "code": candidate.code or None,
        "reasons": list(candidate.reasons),
    }


def chosen_seats(source: "Rows") -> dict[str, Json]:
    """Last part of the IRIs of units → the place they were found to sit in, with its ``grade`` and reasons."""
    from graph.places import place_mentions

    found = [(one.seat, one.chosen, one.grade) for one in place_mentions(source)]
    return {seat: {**_candidate(chosen), "grade": grade.value} for seat, chosen, grade in found if chosen and grade}
