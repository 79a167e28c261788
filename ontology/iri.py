"""The names of things: every IRI is a pure function of a document's bytes and words.

A component made from words is their :func:`~ontology.fold.slug`; where that loses something that tells names apart
(an accent, a comma) the first six hex digits of the SHA-256 of the tone-folded name follow after ``_``. So the IRI
stays readable, Đồng Tiến and Đông Tiến stay two, and 'Uỷ ban' and 'Ủy ban' are one. Provinces need no such mark: no
two of them, past or present, differ by accents alone. See ``docs/decisions/0002-iris.md``.

All functions return the IRI as ``str``, and raise ``ValueError`` for an empty name or code, or a bad hash or span.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from ontology.fold import fold, slug, tone_fold
from ontology.issue import Issue
from ontology.model import Actor, ActorKind, Deadline, Figure

__all__ = [
    "actor_iri",
    "assertion_iri",
    "blank_directive_iri",
    "corrected_deadline_iri",
    "deadline_iri",
    "decision_graph_iri",
    "decision_iri",
    "directive_iri",
    "evidence_iri",
    "figure_iri",
    "named_directive_iri",
    "open_directive_iri",
    "outcome_iri",
    "place_iri",
    "provision_iri",
    "seat",
    "stamp",
    "task_iri",
    "text_graph_iri",
    "text_iri",
    "warning_iri",
]

CENTRAL: Final = "trung ương"
PROVINCIAL: Final = "tỉnh"

_ROOT: Final = "urn:chidao"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_EVIDENCE: Final = re.compile(r"(urn:chidao:text:[0-9a-f]{32}):evidence:\d+-\d+")
_SEAT: Final = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_DECISION: Final = f"{_ROOT}:decision:"
_PATH: Final = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")
_KINDS: Final = {ActorKind.UNIT: "unit", ActorKind.GROUP: "group", ActorKind.POST: "post"}


def text_iri(sha256: str) -> str:
    """One file's text, by the SHA-256 (64 hex digits) of its bytes."""
    return f"{_ROOT}:text:{_sha32(sha256)}"


def text_graph_iri(sha256: str) -> str:
    """The named graph of all that one file says."""
    return f"{_ROOT}:graph:text:{_sha32(sha256)}"


def directive_iri(code_text: str, date: date | None, seat: str) -> str:
    """A directive as its words name it: code ('27-KL/TW'), date where told, and the :func:`seat` of its issuer.

    Separators, case and a leading zero of the number tell nothing apart: '8/NQ-ĐU' and '08-NQ/ĐU' are one code.
    """
    if not _SEAT.fullmatch(seat) or seat == "x":
        raise ValueError(f"not a seat: {seat!r}")
    return f"{_ROOT}:directive:{_code_key(code_text)}:{f'{date:%Y-%m-%d}' if date else 'x'}:{seat}"


def blank_directive_iri(sha256: str) -> str:
    """A directive whose own number or date is blank: known by its file alone."""
    return f"{_ROOT}:directive:sha:{_sha32(sha256)}"


def open_directive_iri(sha256: str, told: str, seat: str) -> str:
    """A directive that one text names without its whole number, as its words tell ('NQ 18', 'NQ-CP').

    ``seat`` is where the text itself speaks from. Two texts' open mentions are two names, whatever they mean.
    """
    if not _SEAT.fullmatch(seat):
        raise ValueError(f"not a seat: {seat!r}")
    return f"{_ROOT}:directive:open:{_sha32(sha256)}:{_code_key(told)}:{seat}"


def named_directive_iri(name: str, date: date | None, year: int, seat: str) -> str:
    """A directive known by its name ('Luật Đất đai'), with its day or year where told; never a number's IRI."""
    if not name.strip() or name.strip()[0].isdigit() or not _SEAT.fullmatch(seat):
        raise ValueError(f"not a name and a seat: {name!r}, {seat!r}")
    when = f"{date:%Y-%m-%d}" if date else str(year) if year else "x"
    return f"{_ROOT}:directive:{_key(name)}:{when}:{seat}"


def seat(place: str, province: str, level: str, sha256: str) -> str:
    """Where an issuer or actor sits: 'trung-uong', 'thanh-hoa' or 'ngoc-son_….thanh-hoa'.

    What the document does not tell is scoped to the document, 'x.<sha32>', so that the unknown places of two
    documents never meet.
    """
    if tone_fold(level) == CENTRAL:
        return "trung-uong"
    scope = f"x.{_sha32(sha256)}"
    place, province = place.strip(), province.strip()
    if tone_fold(level) == PROVINCIAL:
        return _province_key(province or place) if province or place else scope
    if not place:
        return scope
    if not level and fold(place) == fold(province):
        return _province_key(province)
    return f"{_key(place)}.{_province_key(province) if province else scope}"


def actor_iri(actor: Actor, sha256: str) -> str:
    """A unit, group or post: kind, official name and seat (scoped to the document where its place is not told)."""
    return f"{_ROOT}:{_KINDS[actor.kind]}:{_key(actor.name)}:{seat(actor.place, actor.province, actor.level, sha256)}"


def place_iri(name: str) -> str:
    """A place for people to decide about: by its official code ('10537'), or by a :func:`seat` where it has none."""
    if not _SEAT.fullmatch(name):
        raise ValueError(f"neither a code nor a seat: {name!r}")
    return f"{_ROOT}:place:{name}"


def provision_iri(sha256: str, path: str, ordinal: int = 1) -> str:
    """A node of the outline; ``ordinal`` tells two nodes printed with one number apart (counted from 1)."""
    return f"{text_iri(sha256)}:provision:{_path_key(path)}{_ordinal(ordinal) if ordinal != 1 else ''}"


def task_iri(sha256: str, path: str, ordinal: int) -> str:
    """A task: the ``ordinal``-th (from 1) of one outline path."""
    return f"{text_iri(sha256)}:task:{_path_key(path)}{_ordinal(ordinal)}"


def evidence_iri(sha256: str, start: int, end: int) -> str:
    """The words ``text[start:end]`` of a file's canonical text."""
    return f"{text_iri(sha256)}:evidence:{_span(start, end)}"


def stamp(quote: str) -> str:
    """The stamp of a quote, which changes when its words do: 16 hex digits of the SHA-256 of its UTF-8 bytes."""
    return _digest(quote, length=16)


def assertion_iri(subject: str, predicate: str, object: str, evidence: str, *qualifiers: str) -> str:
    """The proof of one triple by one piece of evidence; all arguments are IRIs.

    ``qualifiers`` (through whom, which deadline) tell apart reporting lines that are otherwise the same.
    """
    match = _EVIDENCE.fullmatch(evidence)
    if match is None:
        raise ValueError(f"not the IRI of evidence: {evidence!r}")
    if not (subject and predicate and object):
        raise ValueError("an assertion needs subject, predicate and object")
    return f"{match[1]}:assertion:{_digest(subject, predicate, object, evidence, *qualifiers, length=20)}"


def deadline_iri(sha256: str, deadline: Deadline) -> str:
    """A deadline: where it is said, and what it says (one phrase may hold two)."""
    said = (deadline.kind, deadline.start, deadline.to, deadline.precision, deadline.recurrence, deadline.relative)
    span = _span(deadline.evidence.start, deadline.evidence.end)
    return f"{text_iri(sha256)}:deadline:{span}:{_digest(*map(str, said))}"


def corrected_deadline_iri(task: str, decision: str) -> str:
    """The deadline that a person's decision gives a task; both are IRIs."""
    text, sign, _ = task.partition(":task:")
    if not sign or not decision.startswith(_DECISION):
        raise ValueError(f"not a task and a decision: {task!r}, {decision!r}")
    return f"{text}:deadline:{_digest(task, decision, length=20)}"


def figure_iri(sha256: str, kind: Literal["target", "result"], figure: Figure) -> str:
    """A target or result: where it is said, and what it says."""
    if kind not in ("target", "result"):
        raise ValueError(f"neither target nor result: {kind!r}")
    said = (figure.comparator, figure.value, figure.whole, figure.measure)
    span = _span(figure.evidence.start, figure.evidence.end)
    return f"{text_iri(sha256)}:{kind}:{span}:{_digest(*map(str, said))}"


def outcome_iri(sha256: str, path: str, ordinal: int) -> str:
    """A sentence of what has been done: the ``ordinal``-th (from 1) of one outline path."""
    return f"{text_iri(sha256)}:outcome:{_path_key(path)}{_ordinal(ordinal)}"


def warning_iri(sha256: str, issue: Issue) -> str:
    """A warning about a text: its code and what it says."""
    said = (issue.what, issue.where, str(issue.span))
    return f"{text_iri(sha256)}:warning:{_key(issue.code)}:{_digest(*said)}"


def decision_iri(about: Iterable[str], verdict: str, by: str, at: str) -> str:
    """A human decision: about which IRIs (in any order), with what verdict, by whom, when (``xsd:dateTime``)."""
    things = sorted(set(about))
    if not things or not all((*things, verdict, by.strip(), at)):
        raise ValueError("a decision needs what it is about, a verdict, a person and a time")
    return f"{_DECISION}{_digest(verdict, by, at, *things, length=32)}"


def decision_graph_iri(decision: str) -> str:
    """The named graph of one decision, by the decision's IRI."""
    name = decision.removeprefix(_DECISION)
    if name == decision or not name:
        raise ValueError(f"not the IRI of a decision: {decision!r}")
    return f"{_ROOT}:graph:decision:{name}"


def _sha32(sha256: str) -> str:
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"not a SHA-256 in 64 lower-case hex digits: {sha256!r}")
    return sha256[:32]


def _digest(*parts: str, length: int = 8) -> str:
    # the unit separator cannot stand in an IRI or a canonical text, so no two lists of parts read the same
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


def _key(name: str) -> str:
    """A name as one component: its slug, marked where the slug alone would merge it with another name."""
    key = tone_fold(name)
    if not key:
        raise ValueError("an IRI needs a name")
    readable = slug(key)
    return readable if key == readable.replace("-", " ") else f"{readable}_{_digest(key, length=6)}"


def _province_key(province: str) -> str:
    return slug(province) or _key(province)


def _code_key(code_text: str) -> str:
    """A code as one component. Đ is typed DD: HD (hướng dẫn) and HĐ (hợp đồng), DA and ĐA are different types."""
    key = re.sub(r"[^\w]+", "-", tone_fold(code_text)).strip("-")
    if not key:
        raise ValueError("an IRI needs a code")
    key = re.sub(r"^0*(\d+)", lambda match: match[1].zfill(2), key)
    readable = slug(key.replace("đ", "dd"))
    return readable if "dd" not in key and _is_ascii_but(key, "đ") else f"{readable}_{_digest(key, length=6)}"


def _is_ascii_but(key: str, allowed: str) -> bool:
    return key.replace(allowed, "").isascii() and "_" not in key


def _path_key(path: str) -> str:
    """An outline path as printed ('V.1'); case tells, as 'I' and 'i' do. A text without outline has the path '-'."""
    if not path.strip():
        return "-"
    if _PATH.fullmatch(path):
        return path
    # slugs part by part, so that the dots stay readable: 'Điều 2.1.đ' → 'dieu-2.1.d_…'
    readable = ".".join(slug(part) for part in path.split("."))
    return f"{readable}_{_digest(path, length=6)}"


def _ordinal(ordinal: int) -> str:
    if ordinal < 1:
        raise ValueError(f"ordinals count from 1: {ordinal}")
    return f":{ordinal}"


def _span(start: int, end: int) -> str:
    if not 0 <= start < end:
        raise ValueError(f"not a span: {start}-{end}")
    return f"{start}-{end}"
