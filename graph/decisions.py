"""What people decided: an assertion is right or not, two directives are one or two, how a task stands, a decision is
taken back.

Each decision is a graph of its own, so that it outlives the documents it speaks of; nothing here asks the clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.copies import Copy
from graph.correction import Correction
from graph.errors import IncompleteDecision, UnknownAssertion, UnknownDecision, UnknownDirective, UnknownText
from graph.identity import Judgement
from graph.rows import Record, Rows, ask
from graph.shelf import shelved
from ontology.iri import decision_graph_iri, decision_iri, stamp
from ontology.model import Grade

__all__ = [
    "Decision",
    "Ruling",
    "Standing",
    "Verdict",
    "about_alignment",
    "about_assertion",
    "about_directives",
    "about_text",
    "alignment_stamp",
    "carried",
    "carried_by",
    "chosen",
    "effective",
    "grade_of",
    "in_force",
    "judgements",
    "recorded",
    "text_of",
    "told_by_people",
    "withdrawal",
]

_CD: Final = "urn:chidao:term:"
_RDF_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SOURCE: Final = NamedNode("http://purl.org/dc/terms/source")
_DATE_TIME: Final = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")


class Verdict(StrEnum):
    """What was decided; the value is the local name of the term."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    SAME = "same"
    DIFFERENT = "different"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"
    UNDERWAY = "underway"
    UNFINISHED = "unfinished"
    CANCELLED = "cancelled"
    CORRECTED = "corrected"
    LEADING = "leading"


#: What is said of directives, texts and decisions, not of what stands in a text.
_OF_WHOLES: Final = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.WITHDRAWN, Verdict.LEADING})


class Standing(StrEnum):
    """Whether the words that a decision was made about are still there."""

    STANDS = "stands"
    SUSPECT = "suspect"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``about`` are IRIs, sorted; ``at`` has a time zone; ``stamp`` is of the sentence decided about.

    ``source`` tells on what evidence, in a person's words ('' where they name none). ``correction``: what a person says
    in place of what was read, where ``verdict`` is that. ``made_about``: what it was made about, where that is in a
    copy now and ``about`` is what the leading text says instead (:func:`carried`).

    Raises :class:`IncompleteDecision` where nobody or no reason is named, ``ValueError`` for a time without zone.
    """

    verdict: Verdict
    about: tuple[str, ...]
    by: str
    at: datetime
    why: str
    stamp: str = ""
    source: str = ""
    correction: Correction | None = None
    made_about: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("the time of a decision needs its time zone")
        if (self.verdict is Verdict.CORRECTED) != (self.correction is not None):
            raise ValueError("a correction says what is right")
        if not self.by.strip():
            raise IncompleteDecision("Quyết định phải ghi rõ ai quyết định.")
        if not self.why.strip():
            raise IncompleteDecision("Quyết định phải ghi lý do.")

    @property
    def iri(self) -> str:
        """A pure function of what was decided, about what, by whom and when."""
        verdict = f"{self.verdict}:{self.correction.field}" if self.correction else self.verdict
        return decision_iri(self.made_about or self.about, verdict, self.by, self.at.isoformat())

    @property
    def graph(self) -> str:
        """The graph that holds this decision and nothing else."""
        return decision_graph_iri(self.iri)

    def statements(self) -> tuple[str, ...]:
        """The decision as N-Triples lines, sorted."""
        facts = [
            (_RDF_TYPE, NamedNode(f"{_CD}Decision")),
            (_term("verdict"), _term(self.verdict)),
            (_term("by"), Literal(self.by)),
            (_term("at"), Literal(self.at.isoformat(), datatype=_DATE_TIME)),
            *((_term("about"), NamedNode(iri)) for iri in self.made_about or self.about),
            (_term("why"), Literal(self.why)),
        ]
        if self.stamp:
            facts.append((_term("stamp"), Literal(self.stamp)))
        if self.source:
            facts.append((_SOURCE, Literal(self.source)))
        lines = [f"<{self.iri}> {predicate} {value} ." for predicate, value in facts]
        return tuple(sorted({*lines, *(self.correction.statements(self.iri) if self.correction else ())}))


@dataclass(frozen=True, slots=True)
class Ruling:
    """The latest decision about one assertion, and whether its sentence still stands.

    A *suspect* ruling was made about words that the text no longer has there: it is listed for a person to renew and
    does not change the grade. An *absent* one waits for its document to be loaded again.
    """

    assertion: str
    decision: Decision
    standing: Standing

    @property
    def grade(self) -> Grade | None:
        """The grade that the assertion has by this ruling; ``None`` where it has none."""
        if self.standing is not Standing.STANDS:
            return None
        return Grade.REJECTED if self.decision.verdict is Verdict.REJECTED else Grade.CONFIRMED


def about_assertion(source: Rows, assertion: str, *, right: bool, by: str, at: datetime, why: str) -> Decision:
    """Confirm or reject an assertion that the store holds.

    Raises :class:`UnknownAssertion` if it does not, :class:`IncompleteDecision` if a person replaced it by another.
    """
    stamps, replaced = _stamps(source, [assertion])
    if replaced:
        raise IncompleteDecision("Điều này đã có người sửa thành điều khác; hãy rút lại lần sửa ấy trước.")
    if assertion not in stamps:
        raise UnknownAssertion(f"Kho không có khẳng định {assertion}; có thể văn bản đã được rút ra hoặc đọc lại.")
    verdict = Verdict.CONFIRMED if right else Verdict.REJECTED
    return Decision(verdict, (assertion,), by, at, why, min(stamps[assertion]))


def about_alignment(source: Rows, task: str, clause: str, *, right: bool, by: str, at: datetime, why: str) -> Decision:
    """A task carries out a clause of a higher directive, or does not.

    The stamp is of both sentences: where either changes, the decision no longer counts. Raises
    :class:`UnknownAssertion` for a task that the store does not hold.
    """
    quotes = {row["task"]: row["quote"] for row in ask(source, "task", task=sorted({task, clause}))}
    for iri in (task, clause):
        if iri not in quotes:
            raise UnknownAssertion(f"Kho không có nhiệm vụ {iri}; có thể văn bản đã được rút ra hoặc đọc lại.")
    about = tuple(sorted((task, clause)))
    verdict = Verdict.CONFIRMED if right else Verdict.REJECTED
    return Decision(verdict, about, by, at, why, alignment_stamp(*(stamp(quotes[iri]) for iri in about)))


def alignment_stamp(*stamps: str) -> str:
    """The stamp of two sentences, from their own, in the order of their IRIs."""
    return stamp(" ".join(stamps))


def about_directives(source: Rows, one: str, other: str, *, same: bool, by: str, at: datetime, why: str) -> Decision:
    """Two directives are the same, or are not; IRIs as the texts name them.

    Raises :class:`UnknownDirective` for one that the store does not know, ``ValueError`` for one with itself.
    """
    if one == other:
        raise ValueError("a decision about identity needs two directives")
    for iri in (one, other):
        if not ask(source, "identified", mentioned=iri):
            raise UnknownDirective(f"Kho không biết văn bản {iri}.")
    return Decision(Verdict.SAME if same else Verdict.DIFFERENT, tuple(sorted((one, other))), by, at, why)


def about_text(source: Rows, text: str, *, by: str, at: datetime, why: str) -> Decision:
    """This text (by IRI) leads among those of its directive. Raises :class:`UnknownText` for one not in the store."""
    if not ask(source, "text", text=text) and not shelved(source, [text]):
        raise UnknownText(f"Kho không có toàn văn {text}.")
    return Decision(Verdict.LEADING, (text,), by, at, why)


def chosen(decisions: Iterable[Decision]) -> tuple[str, ...]:
    """The texts that people in force said lead, the latest word first."""
    return tuple(one.about[0] for one in in_force(decisions) if one.verdict is Verdict.LEADING)


def carried(source: Rows, made: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions, with those about what stands in a copy made about what the leading text says instead.

    The stamp stays that of the sentence decided about: where the leading text words it otherwise, the word is suspect.
    """
    told = tuple(made)
    texts = {text_of(iri) for one in told if one.verdict not in _OF_WHOLES for iri in one.about}
    copies = shelved(source, texts) if texts else []
    return carried_by(told, {one.held.text: one.copy for one in copies if one.copy})


def carried_by(made: Iterable[Decision], copies: Mapping[str, Copy]) -> tuple[Decision, ...]:
    """As :func:`carried`, where it is known what the copies (by IRI) are to the leading texts."""
    twins = {f"{text}:{own}": f"{one.lead}:{twin}" for text, one in copies.items() for own, twin in one.twins.items()}
    twins |= {text: one.lead for text, one in copies.items()}
    return tuple(_carried(one, twins) for one in made) if twins else tuple(made)


def _carried(one: Decision, twins: Mapping[str, str]) -> Decision:
    about = tuple(twins.get(iri, iri) for iri in one.about)
    # two sentences are stamped in the order of their names, which others may have
    if one.verdict in _OF_WHOLES or about == one.about or about != tuple(sorted(about)):
        return one
    return replace(one, about=about, made_about=one.made_about or one.about)


def withdrawal(source: Rows, decision: str, *, by: str, at: datetime, why: str) -> Decision:
    """Take a decision (by its IRI) back; the word before it counts again. Raises :class:`UnknownDecision`."""
    if decision not in {known.iri for known in recorded(source)}:
        raise UnknownDecision(f"Kho không có quyết định {decision}.")
    return Decision(Verdict.WITHDRAWN, (decision,), by, at, why)


def recorded(source: Rows) -> tuple[Decision, ...]:
    """All decisions of a store, the newest first."""
    found: dict[str, list[Record]] = {}
    for row in ask(source, "decisions"):
        found.setdefault(row["decision"], []).append(row)
    said: dict[str, list[Record]] = {}
    if any(rows[0]["verdict"] == f"{_CD}{Verdict.CORRECTED}" for rows in found.values()):
        for row in ask(source, "corrections"):
            said.setdefault(row["decision"], []).append(row)
    return _newest_first(_decision(rows, said.get(iri)) for iri, rows in found.items())


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that nobody took back, the newest first; a withdrawal may itself be taken back."""
    withdrawn: set[str] = set()
    standing: list[Decision] = []
    for decision in _newest_first(decisions):
        if decision.iri in withdrawn:
            continue
        if decision.verdict is Verdict.WITHDRAWN:
            withdrawn.update(decision.about)
        else:
            standing.append(decision)
    return tuple(standing)


def judgements(decisions: Iterable[Decision]) -> tuple[Judgement, ...]:
    """What people's words in force say of directives, the newest first."""
    return tuple(
        Judgement(one, other, decision.verdict is Verdict.SAME)
        for decision in in_force(decisions)
        if decision.verdict in (Verdict.SAME, Verdict.DIFFERENT)
        for one, other in combinations(decision.about, 2)
    )


def told_by_people(source: Rows) -> frozenset[str]:
    """The directives, as texts name them, of which people said what they are, and nobody took it back."""
    said = (decision for decision in in_force(recorded(source)) if decision.verdict is Verdict.SAME)
    return frozenset(iri for decision in said for iri in decision.about)


def effective(source: Rows) -> dict[str, Ruling]:
    """Assertion → the latest word in force about it."""
    latest: dict[str, Decision] = {}
    for decision in in_force(carried(source, recorded(source))):
        # a word about two things is one about their alignment, which no text asserts
        if decision.verdict in (Verdict.CONFIRMED, Verdict.REJECTED) and len(decision.about) == 1:
            for assertion in decision.about:
                latest.setdefault(assertion, decision)
    if not latest:
        return {}
    stamps, replaced = _stamps(source, sorted(latest))
    held = {row["text"] for row in ask(source, "text", text=sorted(map(text_of, latest)))}
    return {
        assertion: Ruling(assertion, decision, _standing(assertion, decision, stamps, held))
        for assertion, decision in sorted(latest.items())
        if assertion not in replaced
    }


def grade_of(rulings: Mapping[str, Ruling], assertion: str, read: Grade) -> Grade:
    """The grade of an assertion: a person's, where one decided, else as it was read."""
    ruling = rulings.get(assertion)
    return (ruling.grade if ruling else None) or read


def _standing(assertion: str, decision: Decision, stamps: Mapping[str, set[str]], held: set[str]) -> Standing:
    if decision.stamp in stamps.get(assertion, ()):
        return Standing.STANDS
    return Standing.SUSPECT if text_of(assertion) in held else Standing.ABSENT


def text_of(iri: str) -> str:
    """The text in which an assertion or a task was read: its IRI begins with the text's."""
    return iri.partition(":assertion:")[0].partition(":task:")[0]


def _stamps(source: Rows, assertions: Sequence[str]) -> tuple[dict[str, set[str]], set[str]]:
    """The stamps of the sentences of assertions; and those that a person's correction replaced."""
    stamps: dict[str, set[str]] = {}
    replaced = set()
    for row in ask(source, "evidence-of-edge", assertion=assertions):
        stamps.setdefault(row["assertion"], set()).add(row["stamp"] or "")
        if row["grade"] == f"{_CD}rejected":
            replaced.add(row["assertion"])
    return stamps, replaced


def _decision(rows: Sequence[Record], said: Sequence[Record] | None) -> Decision:
    first = rows[0]
    about = tuple(sorted({row["about"] for row in rows}))
    verdict = Verdict(first["verdict"].removeprefix(_CD))
    words = (first["by"], first["at"], first["why"] or "", first["stamp"] or "", first["source"] or "")
    return Decision(verdict, about, *words, Correction.of(said) if said else None)


def _newest_first(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(sorted(decisions, key=lambda decision: (decision.at, decision.iri), reverse=True))


def _term(name: str) -> NamedNode:
    return NamedNode(f"{_CD}{name}")
