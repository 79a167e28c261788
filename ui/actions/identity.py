"""Identity of directives as people see and decide it: what is open, that two are one or are two, and taking it back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from ui.actions.copies import contradictions, told_changes
from ui.actions.doings import note
from ui.actions.keep import decide, revision
from ui.actions.lookup import candidates_of
from ui.actions.meant import open_mentions
from ui.actions.mentioned import CHOICES, called, canonical, fullest, nothing
from ui.actions.place_identity import unit_findings
from ui.actions.values import Ambiguous, Candidate, Json, Unknown

if TYPE_CHECKING:
    from graph.decisions import Decision
    from graph.identities import Identities
    from graph.known import Known
    from graph.opened import Opened
    from graph.rows import Record, Rows

__all__ = ["identities", "judge", "rebuild", "undo"]


def identities(home: Path) -> Json:
    """What the store leaves to a person: ``collisions``, ``duplicates``, ``unresolved``, ``self_naming``, each with
    reasons and sentences; ``copies``, files of one directive that contradict each other; ``inferred`` and ``open``, the
    mentions without a whole number that were taken for the one directive that remained, and those that were not;
    ``units`` (:func:`ui.actions.place_identity.unit_findings`); and the ``decisions`` in force.

    Raises :class:`graph.errors.StoreError`.
    """
    from graph.identities import identities as found
    from graph.reader import open_reader

    with open_reader(home) as reader:
        told = found(reader)
        heads = {c.id: c for c in candidates_of(reader, sorted(_named_in(told)))}
        units = unit_findings(reader)
        copies = _copies(reader)
    return {
        "collisions": [
            {"code": c.code, "directives": [_one(heads, known) for known in c.directives]} for c in told.collisions
        ],
        "duplicates": [
            {"one": _one(heads, d.one), "other": _one(heads, d.other), "reasons": list(d.reasons)}
            for d in told.duplicates
        ],
        "unresolved": [
            {
                "mention": _one(heads, u.mention),
                "candidates": [_one(heads, known) for known in u.candidates],
                "reasons": list(u.reasons),
                "evidence": _sentences(u.evidence),
            }
            for u in told.unresolved
        ],
        "inferred": [_opened(heads, o) for o in told.opened if o.directive],
        "open": [_opened(heads, o) for o in told.opened if not o.directive],
        "self_naming": [
            {
                "document": _one(heads, n.document),
                "candidate": _one(heads, n.candidate),
                "reasons": list(n.reasons),
                "evidence": _sentences(n.evidence),
            }
            for n in told.namings
        ],
        "copies": copies,
        "units": units,
        "decisions": [_decision(decision) for decision in told.decisions],
    }


def _copies(source: "Rows") -> list[Json]:
    """Files of one directive that say otherwise than the one that is counted: ``directive``, ``counted`` and ``copy``
    (each ``text``, ``document``, ``sha256``), ``why`` the one is counted, ``differs``.
    """
    from graph.copies import REASONS
    from graph.rows import ask

    found = contradictions(source)
    leads = sorted({one.copy.lead for one in found if one.copy})
    rows = {row["text"]: row for row in ask(source, "text", text=leads)} if leads else {}
    heads = {c.id: c for c in candidates_of(source, sorted({row["directive"] for row in rows.values()}))}
    told = []
    for one in found:
        row = rows.get(one.copy.lead) if one.copy else None
        if one.copy and row is not None and row["directive"] in heads:
            counted = {key: row[key] for key in ("text", "document", "sha256")}
            copy = {"text": one.held.text, "document": one.held.file, "sha256": one.held.sha256}
            why = {"why": REASONS[one.copy.why], "differs": told_changes(one)}
            told.append({"directive": heads[row["directive"]].as_json(), "counted": counted, "copy": copy, **why})
    return told


def rebuild(home: Path) -> Json:
    """Work out anew from all texts and decisions which directives are one; tells the ``revision`` published.

    A home without a store is left without one (``revision`` '0'). Raises :class:`graph.errors.StoreError`
    (``StoreBusy`` while another writes).
    """
    from graph.store import open_writer
    from graph.turns import PATIENCE

    if revision(home) == "0":
        return {"revision": "0"}
    with open_writer(home, PATIENCE) as writer:
        writer.reidentify()
        note(home, "rebuild", ["nhận diện văn bản"])
        return {"revision": str(writer.publish())}


def judge(
    home: Path, one: str, other: str, *, same: bool, by: str, why: str, now: datetime
) -> Json | Ambiguous | Unknown:
    """Record that two directives are one (``same``) or two, and tell what each is now (``directives``).

    ``one`` and ``other``: a code, ``CODE@YYYY-MM-DD``, the name of a file, or an IRI. Raises
    :class:`graph.errors.IncompleteDecision` where both name the same thing, or nobody or no reason is named;
    :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader

    with open_reader(home) as reader:
        named = _both(reader, one, other)
        if not isinstance(named, tuple):
            return named
        about = _pair(reader, one, other, *named)
    told = decide(home, about, "same" if same else "different", by=by, why=why, now=now)
    return {**told, "directives": _now(home, about)}


def undo(home: Path, asked: Sequence[str], *, by: str, why: str, now: datetime) -> Json | Ambiguous | Unknown:
    """Take back the last word about two directives, however often it was repeated; the word before it counts again.

    ``asked``: the IRI of one decision, or two directives as in :func:`judge`. Raises as :func:`judge` does.
    """
    from graph.identities import identity_decisions
    from graph.reader import open_reader

    with open_reader(home) as reader:
        standing = identity_decisions(reader)
        if len(asked) == 1:
            last = [decision for decision in standing if decision.iri == asked[0]]
        else:
            one, other = (
                {word} if word.startswith("urn:") else called(reader, word) | _opened_by(reader, word) for word in asked
            )
            for word, names in zip(asked, (one, other), strict=True):
                if not names:
                    return nothing(reader, word)
            about = [decision for decision in standing if _is_about(decision, one, other)]
            if len({decision.about for decision in about}) > 1:
                return _undone(asked, about, "có nhiều quyết định; hãy rút từng quyết định bằng IRI")
            last = list(takewhile(lambda decision: decision.verdict is about[0].verdict, about))
    if not last:
        return _undone(asked, standing, "không có quyết định nhận diện nào như vậy đang có hiệu lực")
    withdrawn = [decide(home, [decision.iri], "withdrawn", by=by, why=why, now=now) for decision in last]
    return {
        "withdrawn": [_decision(decision) for decision in last],
        "decisions": [told["decision"] for told in withdrawn],
        "by": by,
        "revision": withdrawn[-1]["revision"],
        "directives": _now(home, last[0].about),
    }


def _opened_by(source: "Rows", word: str) -> set[str]:
    """The mentions without a whole number that the word names."""
    return {one.id for one in open_mentions(source, word)}


def _undone(asked: Sequence[str], near: "Sequence[Decision]", why: str) -> Unknown:
    return Unknown(" và ".join(asked), tuple(decision.iri for decision in near[:5]), why)


def _both(source: "Rows", one: str, other: str) -> "tuple[set[str], set[str]] | Ambiguous | Unknown":
    """What texts call the two directives; each must be one directive."""
    sides = []
    for word in (one, other):
        names = called(source, word)
        if not names:
            return nothing(source, word)
        ids = sorted(canonical(source, names))
        if len(ids) > 1:
            return Ambiguous(word, candidates_of(source, ids), CHOICES)
        sides.append(names)
    return sides[0], sides[1]


def _pair(source: "Rows", one: str, other: str, names: set[str], others: set[str]) -> tuple[str, str]:
    """The two IRIs to decide about: a pair that people decided about before, else what each is canonically.

    Where both are one directive now, the ways of calling that only one of the words names tell them apart.
    """
    from graph.errors import IncompleteDecision
    from graph.identities import identity_decisions

    for decision in identity_decisions(source):
        if _is_about(decision, names, others):
            first, second = decision.about
            return first, second
    apart = (names - others or names, others - names or others) if names & others else (names, others)
    chosen = [fullest(source, side) for side in apart]
    if chosen[0] == chosen[1]:
        raise IncompleteDecision(f"Cần hai văn bản khác nhau: “{one}” và “{other}” cùng chỉ {chosen[0]}.")
    return chosen[0], chosen[1]


def _is_about(decision: "Decision", names: set[str], others: set[str]) -> bool:
    first, *rest = decision.about
    return any((first in a and second in b) for second in rest for a, b in ((names, others), (others, names)))


def _now(home: Path, about: Iterable[str]) -> Json:
    """What each way of calling is identified as after a decision."""
    from graph.reader import open_reader
    from graph.rows import ask

    with open_reader(home) as reader:
        rows = ask(reader, "identified", mentioned=sorted(about))
        return {row["mentioned"]: row["directive"] for row in rows}


def _one(heads: dict[str, Candidate], known: "Known") -> Json:
    told = heads.get(known.iri) or Candidate(known.iri, known.code)
    return {**told.as_json(), "citing": len(known.citing)}


def _opened(heads: dict[str, Candidate], told: "Opened") -> Json:
    words = told.evidence[0]["quote"] if told.evidence else ""
    mention = {
        "id": told.mention,
        "words": words,
        "document": told.evidence[0]["document"] if told.evidence else "",
    }
    return {
        "mention": mention,
        "directive": heads[told.directive].as_json() if told.directive in heads else None,
        "candidates": [heads[iri].as_json() for iri in told.candidates if iri in heads],
        "reasons": list(told.reasons),
        "evidence": _sentences(told.evidence),
    }


def _named_in(told: "Identities") -> set[str]:
    known = [
        *(k for c in told.collisions for k in c.directives),
        *(k for d in told.duplicates for k in (d.one, d.other)),
        *(k for u in told.unresolved for k in (u.mention, *u.candidates)),
        *(k for n in told.namings for k in (n.document, n.candidate)),
    ]
    return {one.iri for one in known} | {iri for o in told.opened for iri in (o.directive, *o.candidates) if iri}


def _sentences(rows: "Iterable[Record]") -> list[Json]:
    """Each citing sentence once."""
    found = {(row["text"], row["start"], row["end"]): row for row in rows}
    return [
        {key: row[key] for key in ("quote", "text", "document")} | {"span": [row["start"], row["end"]]}
        for row in found.values()
    ]


def _decision(decision: "Decision") -> Json:
    return {
        "decision": decision.iri,
        "verdict": decision.verdict.value,
        "about": list(decision.about),
        "by": decision.by,
        "at": decision.at.isoformat(),
        "why": decision.why,
    }
