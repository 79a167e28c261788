"""The quick answer about the shapes never says 'fit' where pySHACL finds a fault; and says it of what is in order."""

import random

import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef
from test_graph_samples import cascade

from data import path
from ingest.pipeline import read_file
from ingest.triples import text_graph
from ontology.facts import Facts
from ontology.quick import surely_fit
from ontology.shapes import shapes_graph
from ontology.terms import CD, RDF, SH, XSD


def conforms(graph, shapes=None):
    graph = graph.plain() if isinstance(graph, Facts) else graph
    return pyshacl.validate(graph, shacl_graph=shapes or shapes_graph(), inference="none", do_owl_imports=False)[0]


@pytest.fixture(scope="module")
def graphs():
    corpus = ["an-hai/2026-04-29-thanh-uy-cv-215.txt", "hoa-lac/2026-05-06-dang-uy-kh-21.txt"]
    read = [text_graph(read_file(path("corpus", *name.split("/")))).triples for name in corpus]
    return [*read, *(paper.done().triples for paper in cascade())]


def test_what_is_in_order_is_surely_fit(graphs):
    assert all(surely_fit(graph, shapes_graph()) and conforms(graph) for graph in graphs)


def spoilt(graph, chance):
    """The graph with one triple gone, doubled with another value, or with its value changed."""
    other = Graph()
    other += graph
    subject, predicate, value = triple = chance.choice(sorted(graph))
    strange = chance.choice(
        [Literal(""), Literal(-1), Literal("x", datatype=XSD.date), Literal(7.5), URIRef("urn:a"), Literal(str(value))]
    )
    if chance.random() < 0.7:
        other.remove(triple)
    if chance.random() < 0.7:
        other.add((subject, predicate, strange))
    return other


def test_what_is_spoilt_is_never_surely_fit_where_the_shapes_find_a_fault(graphs):
    chance, found, missed = random.Random(7), 0, 0
    small = min(graphs, key=len)
    for _ in range(250):
        graph = spoilt(small, chance)
        fit = conforms(graph)
        found += not fit
        if surely_fit(graph, shapes_graph()):
            assert fit, sorted(set(graph) ^ set(small))
        else:
            missed += fit
    assert found > 60, "else nothing was tried"
    assert missed < 10, "else the quick answer is of little use"


def test_of_a_constraint_it_does_not_know_it_is_never_sure():
    graph, shapes = Graph(), Graph()
    shape, task = URIRef("urn:shape"), URIRef("urn:task")
    graph.add((task, RDF.type, CD.Task))
    for predicate, value in (
        (RDF.type, SH.PropertyShape),
        (SH.targetClass, CD.Task),
        (SH.path, CD.wording),
        (SH.uniqueLang, Literal(True)),
    ):
        shapes.add((shape, predicate, value))
    assert conforms(graph, shapes)
    assert not surely_fit(graph, shapes)


def test_facts_answer_as_a_graph_of_rdflib_does(graphs):
    for facts in (graph for graph in graphs if isinstance(graph, Facts)):
        graph = facts.plain()
        assert (set(facts), len(facts)) == (set(graph), len(graph))
        assert facts.terms() == {term for triple in graph for term in triple}
        for s, p, o in sorted(graph)[::17]:
            for pattern in ((s, p, o), (s, p, None), (s, None, o), (None, p, o), (s, None, None), (None, p, None)):
                assert set(facts.triples(pattern)) == set(graph.triples(pattern))
                assert (pattern in facts) == (pattern in graph)
            assert (None, None, o) in facts
            assert set(facts.objects(s, p)) == set(graph.objects(s, p))
            assert set(facts.subjects(p, o)) == set(graph.subjects(p, o))
            assert facts.value(s, p) in set(graph.objects(s, p))
        assert facts.value(URIRef("urn:none"), RDF.type) is None
        assert facts.value(predicate=CD.content, object=Literal("không")) is None
        size = len(facts)
        assert len(facts.add(next(iter(graph)))) == size
        with pytest.raises(TypeError):
            facts.remove((None, None, None))
