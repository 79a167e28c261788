"""The vocabulary and its names in the code are one; every term has its words in two languages."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, URIRef

from ontology import terms
from ontology.fold import tone_fold
from ontology.kinds import DOCUMENT_TYPES, TYPE_VARIANTS
from ontology.model import Grade, Relation, Role
from ontology.reference import PAGE, render
from ontology.terms import CD, GRADE_TERMS, PREFIXES, PROVED_RELATIONS, RELATION_TERMS, TYPE_TERMS, type_term
from ontology.vocabulary import comment, inverse_label, label, vocabulary
from ontology.vocabulary import terms as all_terms

NAMESPACE = "urn:chidao:term:"
ROOT = Path(__file__).parents[1]
#: Namespaces that terms may be linked to.
LINKED = {
    PREFIXES[name]
    for name in ("dcterms", "eli", "oa", "org", "owl", "prov", "rdf", "rdfs", "schema", "skos", "time", "xsd")
}


def described():
    return {term for term in vocabulary().subjects() if str(term).startswith(NAMESPACE)} - {URIRef(NAMESPACE)}


def test_code_and_vocabulary_name_the_same_terms():
    assert set(all_terms()) == described()
    assert len(all_terms()) == len(set(all_terms()))


def test_nothing_in_the_vocabulary_is_misspelt():
    used = {node for triple in vocabulary() for node in triple if str(node).startswith(NAMESPACE)}
    assert used - {URIRef(NAMESPACE)} <= described()


def test_links_lead_to_known_namespaces():
    links = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso, RDFS.range)
    targets = {str(target) for link in links for target in vocabulary().objects(None, link)}
    assert all(any(target.startswith(space) for space in LINKED) or target.startswith(NAMESPACE) for target in targets)


@pytest.mark.parametrize("name", ["implement", "Directives", "type-XX", "assigned_to", "type-QĐ", ""])
def test_a_misspelt_term_raises(name):
    with pytest.raises(AttributeError):
        getattr(CD, name)
    with pytest.raises(AttributeError):
        CD[name]
    assert name not in CD


@pytest.mark.parametrize("term", sorted(described()), ids=lambda term: term.rpartition(":")[2])
def test_words_in_both_languages(term):
    for words in (label, comment):
        vi, en = words(term, "vi"), words(term, "en")
        assert vi.strip() == vi != ""
        assert en.strip() == en != ""
    for language in ("vi", "en"):
        labels = [*vocabulary().objects(term, RDFS.label), *vocabulary().objects(term, SKOS.prefLabel)]
        assert len([words for words in labels if words.language == language]) == 1
    if term in PROVED_RELATIONS:
        assert inverse_label(term) != label(term)
        assert inverse_label(term, "en") != label(term, "en")


def test_no_words_are_no_words():
    with pytest.raises(KeyError):
        label(URIRef("urn:chidao:term:nothing"))
    with pytest.raises(KeyError):
        inverse_label(CD.wording)


def test_no_blank_nodes():
    assert not [node for triple in vocabulary() for node in triple if isinstance(node, BNode)]


def test_every_property_says_between_what():
    properties = {
        *vocabulary().subjects(RDF.type, OWL.ObjectProperty),
        *vocabulary().subjects(RDF.type, OWL.DatatypeProperty),
    }
    space = PREFIXES["schema"]
    for term in properties:
        assert vocabulary().value(term, RDFS.domain) or vocabulary().value(term, URIRef(f"{space}domainIncludes")), term
        assert vocabulary().value(term, RDFS.range) or vocabulary().value(term, URIRef(f"{space}rangeIncludes")), term


def test_relation_words_are_the_labels():
    assert {*Relation, *Role} <= set(RELATION_TERMS)
    for word, term in RELATION_TERMS.items():
        assert label(term) == word
        assert terms.RELATION_WORDS[term] == word
    assert set(RELATION_TERMS.values()) - PROVED_RELATIONS == {CD.via}


def test_grades_there_and_back():
    assert set(GRADE_TERMS) == set(Grade)
    assert set(GRADE_TERMS.values()) == set(vocabulary().subjects(SKOS.inScheme, CD.grades))
    for grade, term in GRADE_TERMS.items():
        assert label(term) == grade.value
        assert terms.TERM_GRADES[term] is grade


def test_types_are_the_scheme():
    scheme = set(vocabulary().subjects(SKOS.inScheme, CD.documentTypes))
    assert scheme == set(TYPE_TERMS.values()) == set(terms.TERM_TYPES)
    assert len(scheme) == len(DOCUMENT_TYPES)
    for abbreviation, name in DOCUMENT_TYPES.items():
        term = type_term(abbreviation)
        assert label(term).lower() == name
        assert terms.TERM_TYPES[term] == abbreviation
        assert type_term(name) == type_term(name.upper()) == term


def test_notations_lead_back_to_their_types():
    """QĐ and TT are the two abbreviations that print for two types."""
    for term, notation in vocabulary().subject_objects(SKOS.notation):
        holders = set(vocabulary().subjects(SKOS.notation, notation))
        assert type_term(str(notation)) in holders
        assert len(holders) == (2 if str(notation) in ("QĐ", "TT") else 1), term


def test_tricky_types():
    assert type_term("QĐ") != type_term("QyĐ") == type_term("QĐi") == type_term("Quy định")
    assert type_term("ĐA") != type_term("DA")
    assert type_term("HĐ") != type_term("HD")
    assert type_term("TTr") != type_term("TTri") != type_term("TT")
    assert type_term("CTHĐ") == type_term("Ctr") == type_term("CTr") != type_term("CT")
    assert type_term("CV") == CD["type-CV"]
    assert all(tone_fold(variant) not in map(tone_fold, DOCUMENT_TYPES) for variant in TYPE_VARIANTS)
    with pytest.raises(KeyError):
        type_term("XYZ")


def test_the_readers_types_are_all_known():
    table = ROOT / "data" / "words" / "types.toml"
    entries = tomllib.loads(table.read_text(encoding="utf-8"))["entry"]
    for entry in entries:
        assert type_term(entry["id"]) == type_term(entry["name"]), entry["id"]


def test_prefixes_bind():
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    assert "cd:implements" in graph.namespace_manager.normalizeUri(CD.implements)


def test_terms_are_cheap_to_import():
    """The names alone need neither the vocabulary nor the shapes, nor a validator or a screen."""
    program = (
        "import sys, ontology.terms, ontology.iri, ontology.queries\n"
        "print([m for m in ('pyshacl', 'networkx', 'streamlit', 'pyoxigraph', 'oxrdflib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_page_is_the_vocabulary():
    assert PAGE.read_text(encoding="utf-8") == render(), "run: python -m ontology.reference"


def test_all_names_exist():
    for name in terms.__all__:
        assert getattr(terms, name) is not None
