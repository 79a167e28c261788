# ruff: noqa: N815 - the terms are named as RDF names its properties
"""The names of chidao's vocabulary: ``CD`` is closed, so a misspelt term raises ``AttributeError`` at once.

Definitions and labels stand in ``vocabulary.ttl``; a test keeps the two equal, term by term. The Vietnamese words of
:mod:`ontology.model` (relations, roles, grades) map to terms here and back, so that no caller spells a term itself.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, XSD, DefinedNamespace, Namespace
from rdflib.term import URIRef

from ontology.fold import tone_fold
from ontology.kinds import DOCUMENT_TYPES, TYPE_VARIANTS, type_name
from ontology.model import Grade, Relation, Role

__all__ = [
    "CD",
    "DCTERMS",
    "GRADE_TERMS",
    "GRAPH_IDENTITY",
    "OA",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "PROVED_RELATIONS",
    "RDF",
    "RDFS",
    "RELATION_TERMS",
    "RELATION_WORDS",
    "SDO",
    "SH",
    "SKOS",
    "TERM_GRADES",
    "TERM_TYPES",
    "TIME",
    "TYPE_TERMS",
    "XSD",
    "type_term",
]


class CD(DefinedNamespace):
    """The terms of chidao, ``urn:chidao:term:``; ``CD.implements``, ``CD["type-CV"]``."""

    _fail = True
    _warn = False
    _NS = Namespace("urn:chidao:term:")
    _extras = [type_name(abbreviation) for abbreviation in DOCUMENT_TYPES]  # noqa: RUF012 - the type rdflib asks for

    # classes
    Actor: URIRef
    Assertion: URIRef
    Assignment: URIRef
    Deadline: URIRef
    Decision: URIRef
    Directive: URIRef
    DocumentType: URIRef
    Evidence: URIRef
    Figure: URIRef
    Grade: URIRef
    Knowledge: URIRef
    Month: URIRef
    Outcome: URIRef
    Post: URIRef
    Provision: URIRef
    ReportingLine: URIRef
    Result: URIRef
    Target: URIRef
    Task: URIRef
    Text: URIRef
    Unit: URIRef
    UnitGroup: URIRef
    Verdict: URIRef
    Warning: URIRef

    # relations that an assertion proves
    addressedTo: URIRef
    amends: URIRef
    annexTo: URIRef
    assignedTo: URIRef
    basedOn: URIRef
    cites: URIRef
    closes: URIRef
    continues: URIRef
    coordinatesWith: URIRef
    copiedTo: URIRef
    forwards: URIRef
    hasTask: URIRef
    implements: URIRef
    issues: URIRef
    monitoredBy: URIRef
    partOf: URIRef
    repeals: URIRef
    replaces: URIRef
    reportsTo: URIRef
    specifies: URIRef

    # links inside one text's description
    about: URIRef
    correctedLead: URIRef
    correctedUnit: URIRef
    corrects: URIRef
    documentType: URIRef
    evidence: URIRef
    grade: URIRef
    hasDeadline: URIRef
    hasOutcome: URIRef
    hasResult: URIRef
    hasTarget: URIRef
    hasWarning: URIRef
    identifiedAs: URIRef
    inProvision: URIRef
    inText: URIRef
    known: URIRef
    officialGrade: URIRef
    postOf: URIRef
    textOf: URIRef
    verdict: URIRef
    via: URIRef

    # values
    at: URIRef
    body: URIRef
    by: URIRef
    candidateCode: URIRef
    code: URIRef
    comparator: URIRef
    content: URIRef
    correctedCode: URIRef
    correctedDay: URIRef
    correctedFrom: URIRef
    deadlineKind: URIRef
    due: URIRef
    dueFrom: URIRef
    fileName: URIRef
    issuedFrom: URIRef
    issuedOn: URIRef
    issuedUntil: URIRef
    lead: URIRef
    level: URIRef
    measure: URIRef
    month: URIRef
    number: URIRef
    officialCode: URIRef
    officialReason: URIRef
    ordinal: URIRef
    page: URIRef
    path: URIRef
    place: URIRef
    position: URIRef
    precision: URIRef
    printed: URIRef
    product: URIRef
    progress: URIRef
    proved: URIRef
    province: URIRef
    recurrence: URIRef
    relativeTo: URIRef
    rule: URIRef
    sha256: URIRef
    signer: URIRef
    stamp: URIRef
    successor: URIRef
    surface: URIRef
    symbol: URIRef
    value: URIRef
    warningCode: URIRef
    whole: URIRef
    why: URIRef
    wording: URIRef

    # annotation: how a relation reads from its other end
    inverseLabel: URIRef

    # grades, ways of knowing, verdicts
    byCitation: URIRef
    byHeading: URIRef
    byLeadIn: URIRef
    byText: URIRef
    cancelled: URIRef
    completed: URIRef
    confirmed: URIRef
    corrected: URIRef
    different: URIRef
    inferred: URIRef
    leading: URIRef
    rejected: URIRef
    same: URIRef
    stated: URIRef
    underway: URIRef
    unfinished: URIRef
    withdrawn: URIRef

    # schemes
    documentTypes: URIRef
    grades: URIRef
    verdicts: URIRef
    waysOfKnowing: URIRef


class OA(DefinedNamespace):
    """The part of the Web Annotation vocabulary that evidence uses."""

    _fail = True
    _warn = False
    _NS = Namespace("http://www.w3.org/ns/oa#")

    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasSource: URIRef
    start: URIRef


#: The graph that says which directive each mentioned directive is; derived, never edited by hand.
GRAPH_IDENTITY: Final = URIRef("urn:chidao:graph:identity")

#: Prefix → namespace, for binding graphs and for the head of queries.
PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cd": str(CD._NS),
        "dcterms": str(DCTERMS._NS),
        "eli": "http://data.europa.eu/eli/ontology#",
        "oa": str(OA._NS),
        "org": str(ORG._NS),
        "owl": str(OWL._NS),
        "prov": str(PROV._NS),
        "rdf": str(RDF._NS),
        "rdfs": str(RDFS._NS),
        "schema": str(SDO._NS),
        "skos": str(SKOS._NS),
        "time": str(TIME._NS),
        "xsd": str(XSD._NS),
    }
)

#: Vietnamese word of a relation (``Relation`` and ``Role`` members are such words) → term. The words are the terms'
#: Vietnamese labels.
RELATION_TERMS: Final[Mapping[str, URIRef]] = MappingProxyType(
    {
        Relation.IMPLEMENTS.value: CD.implements,
        Relation.BASED_ON.value: CD.basedOn,
        Relation.CITES.value: CD.cites,
        Relation.AMENDS.value: CD.amends,
        Relation.REPLACES.value: CD.replaces,
        Relation.REPEALS.value: CD.repeals,
        Relation.FORWARDS.value: CD.forwards,
        Relation.ANNEXED.value: CD.annexTo,
        Role.ASSIGNED.value: CD.assignedTo,
        Role.COORDINATING.value: CD.coordinatesWith,
        Role.MONITORING.value: CD.monitoredBy,
        "ban hành": CD.issues,
        "gửi": CD.addressedTo,
        "nơi nhận": CD.copiedTo,
        "báo cáo về": CD.reportsTo,
        "qua": CD.via,
        "trực thuộc": CD.partOf,
        "có nhiệm vụ": CD.hasTask,
        "cụ thể hóa": CD.specifies,
        "tiếp nối": CD.continues,
        "khép lại": CD.closes,
    }
)

#: Relations that need an assertion with evidence and grade beside the plain triple; ``via`` stands on an assertion.
PROVED_RELATIONS: Final[frozenset[URIRef]] = frozenset(RELATION_TERMS.values()) - {CD.via}

#: Term of a relation → its Vietnamese word.
RELATION_WORDS: Final[Mapping[URIRef, str]] = MappingProxyType({term: word for word, term in RELATION_TERMS.items()})

#: Grade of honesty → term.
GRADE_TERMS: Final[Mapping[Grade, URIRef]] = MappingProxyType(
    {
        Grade.STATED: CD.stated,
        Grade.HEADING: CD.byHeading,
        Grade.LEAD_IN: CD.byLeadIn,
        Grade.INFERRED: CD.inferred,
        Grade.CONFIRMED: CD.confirmed,
        Grade.REJECTED: CD.rejected,
    }
)

#: Term of a grade → grade.
TERM_GRADES: Final[Mapping[URIRef, Grade]] = MappingProxyType({term: grade for grade, term in GRADE_TERMS.items()})

#: Abbreviation, Vietnamese name or printed variant of a document type (lower-case, tone-folded) → concept.
TYPE_TERMS: Final[Mapping[str, URIRef]] = MappingProxyType(
    {tone_fold(key): CD[type_name(key)] for key in DOCUMENT_TYPES}
    | {tone_fold(name): CD[type_name(key)] for key, name in DOCUMENT_TYPES.items()}
    | {tone_fold(variant): CD[type_name(key)] for variant, key in TYPE_VARIANTS.items()}
)

#: Concept of a document type → abbreviation.
TERM_TYPES: Final[Mapping[URIRef, str]] = MappingProxyType({CD[type_name(key)]: key for key in DOCUMENT_TYPES})


def type_term(abbrev: str) -> URIRef:
    """The concept of a document type, by abbreviation ('CV', 'QĐ', 'QyĐ') or Vietnamese name, in any case.

    Raises ``KeyError`` for a type that the scheme does not know; ask ``tone_fold(abbrev) in TYPE_TERMS`` first, or use
    ``TYPE_TERMS.get``, where the word comes from a document.
    """
    return TYPE_TERMS[tone_fold(abbrev)]
