"""What people's corrections make of the graph of a text: a pure function of what was read and of their words in force.

What they replace stays in the graph, graded *rejected* and without its relation; what they say stands beside it, graded
*confirmed*, with the task's own sentence and the decision that it comes from. A text whose sentence has changed since
keeps what was read: the word is then *suspect*, as any decision.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from graph.correction import OF_TASK, Correction, Field, Named
from graph.decisions import Decision, Verdict, in_force, text_of
from graph.descriptions import mentions_in
from graph.prepared import Prepared
from graph.register.derive import derive, triples_in
from graph.register.mend import digest
from graph.triples import OBJECT, PREDICATE, SUBJECT, TYPE, Triples, term
from ontology.iri import assertion_iri, corrected_deadline_iri, evidence_iri, stamp

__all__ = ["RULE", "Corrected", "apply", "in_force_by_text", "read_value"]

#: What the assertions that people add name as the rule that made them.
RULE: Final = "person.correction"

_OA: Final = "http://www.w3.org/ns/oa#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_INTEGER, _DATE, _MONTH, _BOOLEAN = (NamedNode(_XSD + name) for name in ("integer", "date", "gYearMonth", "boolean"))
_INFLUENCED: Final = NamedNode("http://www.w3.org/ns/prov#wasInfluencedBy")
_CODE: Final = re.compile(r"(\d+\w*)\s*[-/–]\s*(\S.*)")
#: Warnings of the reading that end when a person tells what the document is.
_SETTLED: Final = {
    Field.DATE: ("date-missing", "deadline-before-document"),
    Field.CODE: ("number-missing", "symbol-odd"),
}

_Said: TypeAlias = tuple[NamedNode, NamedNode, NamedNode]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A text as people corrected it: what is stored, and which lines of the reading went and which came."""

    graph: Prepared
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


def in_force_by_text(made: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """Text → the latest correction in force of each thing of it."""
    latest: dict[tuple[str, str], Decision] = {}
    for decision in in_force(made):
        if decision.correction is not None:
            latest.setdefault((decision.about[0], decision.correction.field), decision)
    found: dict[str, list[Decision]] = defaultdict(list)
    for (about, _), decision in sorted(latest.items(), key=lambda told: told[0]):
        found[text_of(about)].append(decision)
    return {text: tuple(told) for text, told in found.items()}


def apply(one: Prepared, corrections: Sequence[Decision], made: Sequence[Decision]) -> Corrected:
    """A text as it is read, with what people corrected of it; ``made``: all decisions, for what they rejected.

    Corrections whose sentence is no longer there change nothing.
    """
    if not corrections:
        return Corrected(one)
    draft = _Draft(one, made)
    for decision in corrections:
        draft.correct(decision)
    before, lines = set(one.lines.split("\n")), draft.lines()
    if not before.symmetric_difference(lines):
        return Corrected(one)
    rows, mentions = derive(triples_in(lines)), tuple(mentions_in(lines))
    graph = replace(one, lines="\n".join(lines), digest=digest(lines), rows=rows, mentions=mentions)
    return Corrected(graph, tuple(sorted(before.difference(lines))), tuple(sorted({*lines} - before)))


def read_value(lines: Iterable[str], text: str, field: Field) -> str:
    """What a graph says of a field of the document that ``text`` is of, as one string; '' where nothing."""
    return _read(Triples(lines), NamedNode(text), field)


def _read(graph: Triples, text: NamedNode, field: Field) -> str:
    for own in graph.nodes(text, "textOf"):
        if field is not Field.ISSUER:
            return graph.value(own, field)
        found = (quad.subject for quad in graph.engine.quads_for_pattern(None, term(field), own))
        return " ".join(sorted(node.value for node in found if isinstance(node, NamedNode)))
    return ""


class _Draft(Triples):
    """The graph of one text while it is corrected."""

    def __init__(self, one: Prepared, made: Sequence[Decision]) -> None:
        super().__init__(one.lines.split("\n"))
        self._text = NamedNode(one.text)
        self._own = NamedNode(one.directive)
        self._was = {field: _read(self, self._text, field) for field in (Field.DATE, Field.CODE, Field.ISSUER)}
        self._made = made

    def correct(self, decision: Decision) -> None:
        """Let one correction count, where its words still stand."""
        told = decision.correction
        assert told is not None
        if told.field in OF_TASK:
            task = NamedNode(decision.about[0])
            proof = self._sentence(task, decision.stamp)
            if proof is None:
                return
            if told.field is Field.DEADLINE:
                self._deadline(task, proof, decision, told)
            else:
                self._units(task, proof, decision, told)
        elif self._is_as_read(told, decision.stamp):
            self._document(decision, told)
        else:
            return
        self.add(self._text, _INFLUENCED, NamedNode(decision.iri))

    def _is_as_read(self, told: Correction, mark: str) -> bool:
        """Whether the head of the document is read as when it was corrected, or as the person said."""
        was = self._was[told.field]
        return mark == stamp(was) or was == told.value()

    def _sentence(self, task: NamedNode, mark: str) -> NamedNode | None:
        """The evidence of a task that bears this stamp."""
        return next((one for one in self.nodes(task, "evidence") if self.value(one, "stamp") == mark), None)

    # -- tasks --------------------------------------------------------------------------------------------------------

    def _units(self, task: NamedNode, proof: NamedNode, decision: Decision, told: Correction) -> None:
        """The units of one role of a task, or those it is reported to."""
        relation, wanted = term(told.field), {one.iri: one for one in told.units}
        kept, dues = set(), []
        for assertion in self.assertions(task, relation):
            target = NamedNode(self.value(assertion, OBJECT))
            unit = wanted.get(target.value)
            if unit is not None and self._is_so(assertion, unit, decision):
                self._grade(assertion, "confirmed", decision)
                kept.add(unit.iri)
                continue
            dues += self.nodes(assertion, "hasDeadline")
            self._reject(assertion, (task, relation, target), decision)
        for unit in told.units:
            self._describe(unit)
            self.add(task, relation, NamedNode(unit.iri))
            if unit.iri not in kept:
                said = (task, relation, NamedNode(unit.iri))
                self._given(self._assert(said, proof, decision), told.field, unit, dues)

    def _given(self, node: NamedNode, field: Field, unit: Named, dues: Sequence[NamedNode]) -> None:
        self.add(node, TYPE, term("ReportingLine" if field is Field.RECEIVER else "Assignment"))
        self.add(node, "surface", Literal(unit.name))
        if unit.lead:
            self.add(node, "lead", Literal("true", datatype=_BOOLEAN))
        if field is Field.RECEIVER:
            for due in dues[:1]:  # when to report is another matter than to whom
                self.add(node, "hasDeadline", due)

    def _is_so(self, assertion: NamedNode, unit: Named, decision: Decision) -> bool:
        """Whether what was read is what the person says, and nobody had rejected it before."""
        rejected = {
            one.about[0]
            for one in in_force(self._made)
            if one.verdict is Verdict.REJECTED and len(one.about) == 1 and one.at < decision.at
        }
        return (self.value(assertion, "lead") in ("true", "1")) == unit.lead and assertion.value not in rejected

    def _deadline(self, task: NamedNode, proof: NamedNode, decision: Decision, told: Correction) -> None:
        relation = term("hasDeadline")
        for old in self.nodes(task, "hasDeadline"):
            self.remove(task, relation, old)
            # the same words may be the day of a report, which is not what is corrected
            if not self.is_there(None, relation, old):
                self._grade(old, "rejected", decision)
        if told.day is not None:
            node = NamedNode(corrected_deadline_iri(task.value, decision.iri))
            self.add(task, relation, node)
            self.add(node, TYPE, term("Deadline"))
            self.add(node, "deadlineKind", Literal("period" if told.start else "date"))
            self.add(node, "due", Literal(told.day.isoformat(), datatype=_DATE))
            if told.start is not None:
                self.add(node, "dueFrom", Literal(told.start.isoformat(), datatype=_DATE))
            self.add(node, "precision", Literal("day"))
            self.add(node, "printed", Literal(f"{told.words()} ({decision.by} sửa)"))
            self.add(node, "evidence", proof)
            self._grade(node, "confirmed", decision)
        self._months(task)

    def _months(self, task: NamedNode) -> None:
        """The months of a task: that of a monthly resolution, and those of its days due."""
        days = [self.value(due, "due") for due in self.nodes(task, "hasDeadline")]
        self.drop(task, "month")
        for month in {*(day[:7] for day in days), self.value(self._own, "month")} - {""}:
            self.add(task, "month", Literal(month, datatype=_MONTH))

    # -- the document -------------------------------------------------------------------------------------------------

    def _document(self, decision: Decision, told: Correction) -> None:
        own = self._own
        if told.field is Field.DATE and told.day is not None:
            for name in ("issuedOn", "issuedFrom", "issuedUntil"):
                self.drop(own, name)
            self.add(own, "issuedOn", Literal(told.day.isoformat(), datatype=_DATE))
        elif told.field is Field.CODE:
            for name in ("code", "number", "symbol"):
                self.drop(own, name)
            self.add(own, "code", Literal(told.code))
            if match := _CODE.fullmatch(told.code):
                self.add(own, "number", Literal(match[1]))
                self.add(own, "symbol", Literal(match[2]))
        else:
            self._issuer(told.units[0], decision)
        for warning in self.nodes(own, "hasWarning"):
            if self.value(warning, "warningCode") in _SETTLED.get(told.field, ()):
                self.remove(own, term("hasWarning"), warning)
                self.drop(warning)

    def _issuer(self, unit: Named, decision: Decision) -> None:
        own, relation, proof = self._own, term("issues"), None
        found = [quad.subject for quad in self.engine.quads_for_pattern(None, OBJECT, own)]
        for assertion in sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value):
            if self.value(assertion, PREDICATE) == relation.value:
                proof = proof or next(iter(self.nodes(assertion, "evidence")), None)
                self._reject(assertion, (NamedNode(self.value(assertion, SUBJECT)), relation, own), decision)
        self._describe(unit)
        said = (NamedNode(unit.iri), relation, own)
        self.add(*said)
        self._assert(said, proof or self._head(), decision)
        for name, value in (("level", unit.level), ("place", unit.place), ("province", unit.province)):
            self.drop(own, name)
            if value:
                self.add(own, name, Literal(value))

    def _head(self) -> NamedNode:
        """The first line of the text, for what is said of its head where nothing was read there."""
        content = self.value(self._text, "content")
        start = len(content) - len(content.lstrip())
        quote = content[start:].partition("\n")[0].rstrip()
        node = NamedNode(evidence_iri(self.value(self._text, "sha256"), start, start + len(quote)))
        self.add(node, TYPE, term("Evidence"))
        self.add(node, "inText", self._text)
        self.add(node, NamedNode(f"{_OA}exact"), Literal(quote))
        for name, at in (("start", start), ("end", start + len(quote))):
            self.add(node, NamedNode(_OA + name), Literal(str(at), datatype=_INTEGER))
        self.add(node, "stamp", Literal(stamp(quote)))
        return node

    # -- what is said -------------------------------------------------------------------------------------------------

    def _assert(self, said: _Said, proof: NamedNode, decision: Decision) -> NamedNode:
        node = NamedNode(assertion_iri(*(part.value for part in said), proof.value, decision.iri))
        self.add(node, TYPE, term("Assertion"))
        for predicate, value in zip((SUBJECT, PREDICATE, OBJECT), said, strict=True):
            self.add(node, predicate, value)
        self.add(node, "evidence", proof)
        self.add(node, "rule", Literal(RULE))
        self._grade(node, "confirmed", decision)
        return node

    def _reject(self, assertion: NamedNode, said: _Said, decision: Decision) -> None:
        self.remove(*said)
        self._grade(assertion, "rejected", decision)

    def _grade(self, node: NamedNode, grade: str, decision: Decision) -> None:
        self.drop(node, "grade")
        self.add(node, "grade", term(grade))
        self.add(node, _INFLUENCED, NamedNode(decision.iri))

    def _describe(self, unit: Named) -> None:
        """Describe a unit that the text does not name."""
        if not self.is_there(NamedNode(unit.iri), TYPE, None):
            self.load(unit.statements())
