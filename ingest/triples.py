"""Step 7, triples: a reading becomes one named graph (the shape is described in docs/graph.md)."""

from collections.abc import Iterable

from rdflib import Literal, URIRef

from ingest.called import directive_of, title_of
from ingest.citing import Citing
from ontology import iri
from ontology.dataset import TextGraph
from ontology.issue import Issue
from ontology.model import (
    Assignment,
    Deadline,
    Evidence,
    Figure,
    Grade,
    Outcome,
    Provision,
    Reading,
    Report,
    Task,
)
from ontology.terms import CD, GRADE_TERMS, RDF, RDFS, RELATION_TERMS

__all__ = ["directive_of", "text_graph"]

_BODY_RULE = "header.issuer"


def text_graph(reading: Reading) -> TextGraph:
    """All that one reading says, as triples of the graph of its text. Pure: equal readings give equal graphs."""
    writer = _Writer(reading)
    writer.document()
    for citation in reading.citations:
        writer.citation(citation)
    for named in reading.named:
        writer.named(named)
    for edge in reading.edges:
        writer.passing(edge)
    for provision in reading.provisions:
        writer.provision(provision)
    for task in reading.tasks:
        writer.task(task)
    writer.figures(reading.targets, reading.results)
    for outcome in reading.outcomes:
        writer.outcome(outcome)
    for warning in reading.warnings:
        writer.warning(warning)
    return TextGraph(iri.text_graph_iri(reading.sha256), str(writer.text), str(writer.own), writer.graph)


class _Writer(Citing):
    """Says in triples what one reading says."""

    def document(self) -> None:
        d, own = self.reading.document, self.own
        self.add(self.text, RDF.type, CD.Text)
        self.say(self.text, CD.sha256, self.sha)
        self.say(self.text, CD.fileName, self.reading.file)
        self.say(self.text, CD.content, self.reading.text)
        self.add(self.text, CD.textOf, own)
        kind = d.type or ("PLục" if d.annex else "")
        self.directive(own, d.code, kind, d.date, title_of(d))
        self.add(own, CD.known, CD.byText)
        self.say(own, CD.issuedFrom, d.date_from)
        self.say(own, CD.issuedUntil, d.date_to)
        self.say(own, CD.month, d.month)
        self.say(own, CD.level, d.level)
        self.say(own, CD.place, (d.issuer.place if d.issuer else "") or d.place)
        self.say(own, CD.province, d.province)
        self.say(own, CD.signer, d.signer)
        self.say(own, CD.position, d.position)
        self._issuer()
        if d.annex is not None:
            self.annex(d.annex)
        for predicate, listed in ((CD.addressedTo, d.addressees), (CD.copiedTo, d.recipients)):
            for actor, found in listed:
                self.state(own, predicate, self.actor(actor), found, Grade.STATED)

    def _issuer(self) -> None:
        d = self.reading.document
        found = d.evidence.get("issuer")
        if d.issuer is not None and found is not None:
            proof = Evidence(found.start, found.end, found.quote, _BODY_RULE)
            self.state(self.actor(d.issuer), CD.issues, self.own, proof, Grade.STATED)

    def provision(self, provision: Provision) -> None:
        node = URIRef(iri.provision_iri(self.sha, provision.path))
        self.add(node, RDF.type, CD.Provision)
        self.say(node, CD.path, provision.path)
        if (node, RDFS.label, None) not in self.graph:
            self.say(node, RDFS.label, provision.heading)

    def task(self, task: Task) -> None:
        node = URIRef(iri.task_iri(self.sha, task.path, task.ordinal))
        self.add(node, RDF.type, CD.Task)
        self.add(node, CD.path, Literal(task.path))
        self.say(node, CD.ordinal, task.ordinal)
        self.say(node, CD.wording, task.text)
        self.say(node, CD.product, task.product)
        self.add(node, CD.evidence, self.evidence(task.evidence))
        if task.path:
            provision = URIRef(iri.provision_iri(self.sha, task.path))
            self.add(provision, RDF.type, CD.Provision)
            self.say(provision, CD.path, task.path)
            self.add(node, CD.inProvision, provision)
        self.state(self.own, CD.hasTask, node, task.evidence, Grade.STATED)
        for month in sorted(self._months(task)):
            self.say(node, CD.month, month)
        for deadline in task.deadlines:
            self.add(node, CD.hasDeadline, self.deadline(deadline))
        for assignment in task.assignments:
            self.assignment(node, assignment)
        for report in task.reports:
            self.report(node, report)

    def _months(self, task: Task) -> set[str]:
        """The months a task belongs to: that of a monthly resolution, and those of its days due."""
        own = self.reading.document.month
        return {f"{d.to:%Y-%m}" for d in task.deadlines if d.to is not None} | ({own} if own else set())

    def deadline(self, deadline: Deadline) -> URIRef:
        node = URIRef(iri.deadline_iri(self.sha, deadline))
        self.add(node, RDF.type, CD.Deadline)
        self.say(node, CD.deadlineKind, deadline.kind.value)
        self.say(node, CD.due, deadline.to)
        self.say(node, CD.dueFrom, deadline.start)
        self.say(node, CD.precision, deadline.precision)
        self.say(node, CD.recurrence, deadline.recurrence)
        self.say(node, CD.relativeTo, deadline.relative)
        self.say(node, CD.printed, deadline.evidence.quote)
        self.add(node, CD.evidence, self.evidence(deadline.evidence))
        self.add(node, CD.grade, GRADE_TERMS[deadline.grade])
        return node

    def assignment(self, task: URIRef, assignment: Assignment) -> None:
        proof = self.state(
            task,
            RELATION_TERMS[assignment.role.value],
            self.actor(assignment.actor),
            assignment.evidence,
            assignment.grade,
            kinds=(CD.Assignment,),
        )
        self.say(proof, CD.surface, assignment.actor.surface)
        if assignment.lead:
            self.say(proof, CD.lead, True)

    def report(self, task: URIRef, report: Report) -> None:
        via = self.actor(report.via) if report.via else None
        due = self.deadline(report.due) if report.due else None
        proof = self.state(
            task,
            CD.reportsTo,
            self.actor(report.receiver),
            report.evidence,
            Grade.STATED,
            kinds=(CD.ReportingLine,),
            qualifiers=[node for node in (via, due) if node is not None],
        )
        self.say(proof, CD.surface, report.receiver.surface)
        if via is not None:
            self.add(proof, CD.via, via)
        if due is not None:
            self.add(proof, CD.hasDeadline, due)

    def figures(self, targets: Iterable[Figure], results: Iterable[Figure]) -> None:
        for figure in targets:
            node = URIRef(iri.figure_iri(self.sha, "target", figure))
            self._figure(node, CD.Target, CD.hasTarget, figure)
        for figure in results:
            node = URIRef(iri.figure_iri(self.sha, "result", figure))
            self._figure(node, CD.Result, CD.hasResult, figure)

    def _figure(self, node: URIRef, kind: URIRef, predicate: URIRef, figure: Figure) -> None:
        self.add(node, RDF.type, kind)
        self.add(self.own, predicate, node)
        self.say(node, CD.value, float(figure.value))
        self.say(node, CD.whole, float(figure.whole) if figure.whole is not None else None)
        self.say(node, CD.comparator, figure.comparator)
        self.say(node, CD.measure, figure.measure)
        self.say(node, CD.path, figure.path)
        self.add(node, CD.evidence, self.evidence(figure.evidence))

    def outcome(self, outcome: Outcome) -> None:
        node = URIRef(iri.outcome_iri(self.sha, outcome.path, outcome.ordinal))
        self.add(node, RDF.type, CD.Outcome)
        self.add(self.own, CD.hasOutcome, node)
        self.add(node, CD.path, Literal(outcome.path))
        self.say(node, CD.ordinal, outcome.ordinal)
        self.say(node, CD.wording, outcome.text)
        self.say(node, CD.progress, outcome.progress.value)
        self.say(node, CD.proved, outcome.proved)
        self.say(node, CD.month, outcome.month)
        self.add(node, CD.evidence, self.evidence(outcome.evidence))

    def warning(self, warning: Issue) -> None:
        node = URIRef(iri.warning_iri(self.sha, warning))
        self.add(node, RDF.type, CD.Warning)
        self.add(self.own, CD.hasWarning, node)
        self.say(node, CD.warningCode, warning.code)
        self.say(node, RDFS.label, warning.what)
        if warning.span is not None:
            found = Evidence(*warning.span, warning.quote, f"warning.{warning.code}")
            self.add(node, CD.evidence, self.evidence(found))
