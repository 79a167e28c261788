"""Step 7b, citing: the directives that a reading names, described, and what the document states of them."""

from datetime import date

from rdflib import URIRef

from ingest.called import annexed_iri, citation_iri, directive_of, level_of_symbol, named_iri
from ingest.officials import Officials
from ingest.statements import Statements
from ontology.fold import tone_fold
from ontology.kinds import DOCUMENT_TYPES
from ontology.model import Annex, Citation, Code, Grade, Named, NamedKind, PassingEdge, Reading, Relation
from ontology.terms import CD, DCTERMS, RDF, RELATION_TERMS, TYPE_TERMS

__all__ = ["Citing"]


class Citing(Statements):
    """Says of one reading which directives it names."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading.sha256, Officials(reading), reading.pages)
        self.reading = reading
        self.own = URIRef(directive_of(reading))
        self._cited = {c.code.text: URIRef(citation_iri(reading, c)) for c in reversed(reading.citations)}

    def directive(self, node: URIRef, code: Code, kind: str, day: date | None, title: str) -> None:
        """What is told of a directive, by whatever text."""
        self.add(node, RDF.type, CD.Directive)
        self.say(node, CD.code, code.text)
        self.say(node, CD.number, code.number)
        self.say(node, CD.symbol, code.symbol)
        if tone_fold(kind) in TYPE_TERMS:
            self.add(node, CD.documentType, TYPE_TERMS[tone_fold(kind)])
        self.say(node, CD.issuedOn, day)
        self.say(node, DCTERMS.title, title)

    def annex(self, annex: Annex) -> None:
        """That the file goes with a directive; one whose number is blank is only inferred to be any directive."""
        node = URIRef(annexed_iri(self.reading, annex))
        self.directive(node, annex.code, annex.type, annex.date, annex.subject)
        if not annex.code.text:  # the annex's own title tells what its directive is about
            self.say(node, DCTERMS.title, self.reading.document.subject)
        self.add(node, CD.known, CD.byCitation)
        if annex.issuer is not None:
            self.say(node, CD.level, annex.issuer.level)
            self.say(node, CD.place, annex.issuer.place)
            self.say(node, CD.province, annex.issuer.province)
            self.state(self.actor(annex.issuer), CD.issues, node, annex.evidence, Grade.STATED)
        grade = Grade.STATED if annex.code.text else Grade.INFERRED
        self.state(self.own, CD.annexTo, node, annex.evidence, grade)

    def citation(self, citation: Citation) -> None:
        """A directive cited by its whole number, and the relation to it."""
        node = URIRef(citation_iri(self.reading, citation))
        annex = self.reading.document.annex
        said = annex is not None and str(node) == annexed_iri(self.reading, annex)
        if node == self.own or (said and citation.relation is Relation.CITES):
            return
        self.directive(node, citation.code, citation.type, citation.date, citation.subject)
        self.add(node, CD.known, CD.byCitation)
        level = citation.issuer.level if citation.issuer else level_of_symbol(citation.code)
        self.say(node, CD.level, level)
        if citation.issuer is not None:
            self.say(node, CD.place, citation.issuer.place)
            self.say(node, CD.province, citation.issuer.province)
            self.state(self.actor(citation.issuer), CD.issues, node, citation.evidence, citation.grade)
        self.state(self.own, RELATION_TERMS[citation.relation.value], node, citation.evidence, citation.grade)

    def named(self, named: Named) -> None:
        """A law by its name; a short form as what the document itself means by it, or as an open mention."""
        relation = RELATION_TERMS[named.relation.value]
        if named.kind is NamedKind.NAME:
            node = self._law(named)
            if node != self.own:
                self.state(self.own, relation, node, named.evidence, Grade.STATED)
            return
        target = self._cited.get(named.code.text)
        if target is None and named.kind is NamedKind.SHORT:
            target = self._open(named)
        if target is not None and target != self.own:
            for found in named.mentions:
                self.state(self.own, relation, target, found, Grade.INFERRED)

    def _law(self, named: Named) -> URIRef:
        node = URIRef(named_iri(self.reading, named))
        self.directive(node, named.code, named.type, named.date, named.name)
        self.add(node, CD.known, CD.byCitation)
        self.say(node, CD.level, named.issuer.level if named.issuer else "trung ương")
        if named.issuer is not None:
            self.state(self.actor(named.issuer), CD.issues, node, named.evidence, Grade.STATED)
        if named.year:
            self.say(node, CD.issuedFrom, date(named.year, 1, 1))
            self.say(node, CD.issuedUntil, date(named.year, 12, 31))
        return node

    def _open(self, named: Named) -> URIRef:
        """What only the store can tell: no later than this document, issued by whom the words name."""
        node, d = URIRef(named_iri(self.reading, named)), self.reading.document
        words = f"{DOCUMENT_TYPES[named.type].capitalize()} {named.number}"
        self.directive(node, Code(named.number, "", ""), named.type, named.date, words)
        self.add(node, CD.known, CD.byCitation)
        self.say(node, CD.issuedUntil, d.date or d.date_to)
        if named.issuer is not None:
            self.say(node, CD.level, named.issuer.level)
            self.state(self.actor(named.issuer), CD.issues, node, named.evidence, Grade.STATED)
        return node

    def passing(self, edge: PassingEdge) -> None:
        """A relation between two directives that the document cites."""
        source, target = self._cited.get(edge.source.text), self._cited.get(edge.target.text)
        if source is not None and target is not None and source != target:
            self.state(source, RELATION_TERMS[edge.relation.value], target, edge.evidence, Grade.STATED)
