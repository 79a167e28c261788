"""Statements: the plain triples of one text's graph, and the assertions that prove them."""

from collections.abc import Iterable, Sequence
from datetime import date

from rdflib import Literal, URIRef
from rdflib.term import Node

from ingest.officials import Officials
from ontology import iri
from ontology.facts import Facts
from ontology.fold import tone_fold
from ontology.model import Actor, ActorKind, Evidence, Grade, Page
from ontology.official import Official
from ontology.posts import unit_of_post
from ontology.terms import CD, GRADE_TERMS, OA, RDF, RDFS, XSD

__all__ = ["Statements"]

_ACTOR_CLASSES = {ActorKind.UNIT: CD.Unit, ActorKind.GROUP: CD.UnitGroup, ActorKind.POST: CD.Post}


class Statements:
    """The graph of one text in the making; names come from :mod:`ontology.iri`, so adding one twice adds nothing."""

    def __init__(self, sha256: str, officials: Officials, pages: Sequence[Page] = ()) -> None:
        self.sha = sha256
        self.pages = pages
        self.officials = officials
        self.graph = Facts()
        self.text = URIRef(iri.text_iri(sha256))

    def add(self, subject: URIRef, predicate: URIRef, value: Node) -> None:
        """One triple."""
        self.graph.add((subject, predicate, value))

    def say(self, subject: URIRef, predicate: URIRef, value: str | int | float | bool | date | None) -> None:
        """A plain value, where there is one."""
        if value is None or value == "":
            return
        if predicate == CD.month:
            self.add(subject, predicate, Literal(value, datatype=XSD.gYearMonth, normalize=False))
        else:
            self.add(subject, predicate, Literal(value))

    def evidence(self, found: Evidence) -> URIRef:
        """The words that prove something, described."""
        node = URIRef(iri.evidence_iri(self.sha, found.start, found.end))
        self.add(node, RDF.type, CD.Evidence)
        self.add(node, CD.inText, self.text)
        self.say(node, OA.exact, found.quote)
        self.say(node, OA.start, found.start)
        self.say(node, OA.end, found.end)
        self.say(node, CD.stamp, iri.stamp(found.quote))
        for page in self.pages:
            if page.start < found.end and found.start < page.end:
                self.say(node, CD.page, page.number)
        return node

    def state(
        self,
        subject: URIRef,
        predicate: URIRef,
        target: URIRef,
        found: Evidence,
        grade: Grade,
        *,
        kinds: Iterable[URIRef] = (),
        qualifiers: Iterable[URIRef] = (),
    ) -> URIRef:
        """The plain triple and the assertion that proves it."""
        self.add(subject, predicate, target)
        proof = self.evidence(found)
        node = URIRef(iri.assertion_iri(str(subject), str(predicate), str(target), str(proof), *map(str, qualifiers)))
        for kind in (CD.Assertion, *kinds):
            self.add(node, RDF.type, kind)
        self.add(node, RDF.subject, subject)
        self.add(node, RDF.predicate, predicate)
        self.add(node, RDF.object, target)
        self.add(node, CD.evidence, proof)
        self.add(node, CD.grade, GRADE_TERMS[grade])
        self.say(node, CD.rule, found.rule)
        return node

    def actor(self, actor: Actor) -> URIRef:
        """A unit, group or post, described."""
        node = URIRef(iri.actor_iri(actor, self.sha))
        self.add(node, RDF.type, _ACTOR_CLASSES[actor.kind])
        self.say(node, RDFS.label, self._label(node, actor.name))
        self.say(node, CD.level, actor.level)
        self.say(node, CD.place, actor.place)
        self.say(node, CD.province, actor.province)
        self._official(node, self.officials.of(actor))
        if (unit := unit_of_post(actor)) is not None:
            self.add(node, CD.postOf, self.actor(unit))
        return node

    def _official(self, node: URIRef, found: Official | None) -> None:
        """What the registry knows of an actor: its code and body, or candidates."""
        if found is None:
            return
        if found.unit is not None:
            self.say(node, CD.officialCode, found.unit.code)
            self.say(node, CD.body, found.unit.body)
            self.add(node, CD.officialGrade, GRADE_TERMS[found.grade])
        for candidate in found.candidates:
            self.say(node, CD.candidateCode, candidate.code)
        for successor in found.successors:
            self.say(node, CD.successor, successor)
        for reason in found.reasons:
            self.say(node, CD.officialReason, reason)

    def _label(self, node: URIRef, name: str) -> str:
        """One label a resource: spellings that differ in case or tone placement share an IRI; the first one stays."""
        known = self.graph.value(node, RDFS.label)
        return str(known) if known is not None and tone_fold(str(known)) == tone_fold(name) else name
