"""Readings as graphs: the shape of docs/graph.md, the same for the same bytes, fit to be stored."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef
from texts import PLAN, letter, plan, read, source

import data
from ingest.pipeline import read_file, read_text
from ingest.triples import directive_of, text_graph
from ontology import iri
from ontology.issue import Severity
from ontology.model import Reading
from ontology.shapes import validate
from ontology.terms import CD, OA, PROVED_RELATIONS, RDF, RDFS

CORPUS = sorted(path for path in data.path("corpus").rglob("*") if path.suffix in {".txt", ".md"})
each_document = pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.stem}")


def graph_of(reading):
    return text_graph(reading).triples


def labels(graph, nodes):
    return sorted(str(graph.value(node, RDFS.label)) for node in nodes)


@each_document
def test_a_document_is_fit_to_be_stored(path):
    reading = read_file(path)
    assert isinstance(reading, Reading)
    assert validate(graph_of(reading)) == ()


@each_document
def test_equal_bytes_give_equal_graphs_without_blank_nodes(path):
    reading, again = read_file(path), read_file(path)
    assert isinstance(reading, Reading)
    assert isinstance(again, Reading)
    one, other = text_graph(reading), text_graph(again)
    assert set(one.triples) == set(other.triples)
    assert (one.iri, one.text, one.directive) == (other.iri, other.text, other.directive)
    assert not any(isinstance(node, BNode) for triple in one.triples for node in triple)


@each_document
def test_every_relation_is_proved_and_every_proof_is_quoted(path):
    reading = read_file(path)
    assert isinstance(reading, Reading)
    graph = graph_of(reading)
    told = {
        (graph.value(node, RDF.subject), graph.value(node, RDF.predicate), graph.value(node, RDF.object))
        for node in graph.subjects(RDF.type, CD.Assertion)
    }
    assert told == {(s, p, o) for s, p, o in graph if p in PROVED_RELATIONS}
    for node in graph.subjects(RDF.type, CD.Evidence):
        start, end = (graph.value(node, part).toPython() for part in (OA.start, OA.end))
        assert reading.text[start:end] == str(graph.value(node, OA.exact))


@each_document
def test_everything_read_is_told(path):
    reading = read_file(path)
    assert isinstance(reading, Reading)
    graph, own = graph_of(reading), URIRef(directive_of(reading))
    assert len(set(graph.subjects(RDF.type, CD.Task))) == len(reading.tasks)
    assert set(graph.objects(own, CD.hasTask)) == set(graph.subjects(RDF.type, CD.Task))
    assert {str(w) for w in graph.objects(None, CD.wording)} == {i.text for i in (*reading.tasks, *reading.outcomes)}
    assert len(set(graph.objects(own, CD.hasOutcome))) == len(reading.outcomes)
    cited = {str(code) for node in graph.subjects(CD.known, CD.byCitation) for code in graph.objects(node, CD.code)}
    assert cited == {c.code.text for c in reading.citations}
    assert {str(w) for w in graph.objects(None, CD.warningCode)} == {w.code for w in reading.warnings}
    assert (reading.document.issuer is not None) == bool(set(graph.subjects(CD.issues, own)))


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(CORPUS), st.data())
def test_a_damaged_document_is_never_unfit(path, draw):
    lines = path.read_text(encoding="utf-8").split("\n")
    kept = draw.draw(st.lists(st.sampled_from([True, True, True, False]), min_size=len(lines), max_size=len(lines)))
    reading = read_text(source("\n".join(line for line, keep in zip(lines, kept, strict=True) if keep)))
    if isinstance(reading, Reading):
        assert [issue for issue in validate(graph_of(reading)) if issue.severity is Severity.REFUSAL] == []


def test_a_directive_is_named_by_code_day_and_seat():
    reading = plan("I. NHIỆM VỤ\n\n1. Rà soát hộ nghèo.")
    seat = iri.seat("Sông Trầu", "Lam Giang", "xã", reading.sha256)
    assert directive_of(reading) == iri.directive_iri("15-KH/ĐU", date(2026, 5, 4), seat)


@pytest.mark.parametrize(
    ("old", "new"), [("Số 15-KH/ĐU", "Số    -KH/ĐU"), ("ngày 04 tháng 5 năm 2026", "ngày   tháng   năm 2026")]
)
def test_a_directive_with_a_blank_is_named_by_its_bytes(old, new):
    text = PLAN.format(
        subject="x",
        preamble="Ban Thường vụ Đảng ủy phường Sông Trầu xây dựng Kế hoạch như sau:",
        body="1. Rà soát hộ nghèo.",
    )
    reading = read(text.replace(old, new))
    assert directive_of(reading) == f"urn:chidao:directive:sha:{reading.sha256[:32]}"


def test_a_citation_meets_the_document_it_names():
    lower = letter(
        "1. Rà soát hộ nghèo.",
        "Thực hiện Kế hoạch số 15-KH/ĐU ngày 04/5/2026 của Ban Thường vụ Đảng ủy phường, Đảng ủy phường đề "
        "nghị các chi bộ:",
    )
    higher = plan("I. NHIỆM VỤ\n\n1. Rà soát hộ nghèo.")
    assert list(graph_of(lower).objects(URIRef(directive_of(lower)), CD.implements)) == [URIRef(directive_of(higher))]


def test_one_task_in_full():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Giao Công an phường chủ trì, phối hợp với Trạm Y tế phường lập danh sách, xong "
        "trước ngày 30/6, "
        "báo cáo Đảng ủy (qua Văn phòng Đảng ủy) trước ngày 05/7/2026."
    )
    graph = graph_of(reading)
    (task,) = graph.subjects(RDF.type, CD.Task)
    assert graph.value(task, CD.path) == Literal("I.1")
    assert labels(graph, graph.objects(task, CD.assignedTo)) == ["Công an phường Sông Trầu"]
    assert labels(graph, graph.objects(task, CD.coordinatesWith)) == ["Trạm Y tế phường Sông Trầu"]
    assert labels(graph, graph.objects(task, CD.reportsTo)) == ["Đảng ủy phường Sông Trầu"]
    dues = {str(graph.value(d, CD.due)): graph.value(d, CD.grade) for d in graph.objects(task, CD.hasDeadline)}
    assert dues == {"2026-06-30": CD.inferred, "2026-07-05": CD.stated}
    (line,) = graph.subjects(RDF.type, CD.ReportingLine)
    assert labels(graph, graph.objects(line, CD.via)) == ["Văn phòng Đảng ủy phường Sông Trầu"]
    assert [str(graph.value(d, CD.due)) for d in graph.objects(line, CD.hasDeadline)] == ["2026-07-05"]
    (lead,) = graph.subjects(CD.lead, Literal(True))
    assert graph.value(lead, CD.surface) == Literal("Công an phường")


@pytest.mark.parametrize(
    ("body", "grade"),
    [
        ("1. Giao Công an phường tuần tra ban đêm.", CD.stated),
        ("1. Công an phường\n\n- Tuần tra ban đêm ở bến sông.", CD.byHeading),
    ],
)
def test_grades_of_assignments(body, grade):
    graph = graph_of(plan(f"I. NHIỆM VỤ\n\n{body}"))
    (assignment,) = graph.subjects(RDF.type, CD.Assignment)
    assert graph.value(assignment, CD.grade) == grade


def test_recipients_are_told_with_the_words_that_name_them():
    reading = plan("I. NHIỆM VỤ\n\n1. Rà soát hộ nghèo.")
    graph = graph_of(reading)
    assert labels(graph, graph.objects(URIRef(directive_of(reading)), CD.copiedTo)) == ["Thường trực Tỉnh ủy Lam Giang"]
    reading = letter("1. Rà soát hộ nghèo.")
    graph = graph_of(reading)
    (addressee,) = graph.objects(URIRef(directive_of(reading)), CD.addressedTo)
    # 'Như trên' stands for the addressees, and proves it
    assert addressee in set(graph.objects(URIRef(directive_of(reading)), CD.copiedTo))
    quotes = {str(graph.value(node, OA.exact)) for node in graph.subjects(RDF.type, CD.Evidence)}
    assert "Như trên" in quotes


def test_a_unit_bears_its_code_and_a_post_its_unit():
    reading = plan("I. NHIỆM VỤ\n\n1. Giao Chủ tịch Ủy ban nhân dân phường rà soát hộ nghèo.")
    document = replace(reading.document, province="Thanh Hóa")
    moved = replace(reading, document=document, tasks=tuple(map(of_ngoc_son, reading.tasks)))
    graph = graph_of(moved)
    (post,) = graph.objects(None, CD.assignedTo)
    (unit,) = graph.objects(post, CD.postOf)
    for node in (post, unit):
        assert str(graph.value(node, CD.officialCode)) == "16576"
        assert str(graph.value(node, CD.body)) == "ubnd"
        assert graph.value(node, CD.officialGrade) == CD.stated
    assert str(graph.value(unit, RDFS.label)) == "Ủy ban nhân dân phường Ngọc Sơn"
    assert (None, CD.officialCode, None) not in graph_of(reading)  # the place of the sample is invented


def of_ngoc_son(task):
    """The task, given to the same units of a real ward."""
    moved = (
        replace(a, actor=replace(a.actor, name=a.actor.name.replace(a.actor.place, "Ngọc Sơn"), **SEAT))
        for a in task.assignments
    )
    return replace(task, assignments=tuple(moved))


SEAT = {"place": "Ngọc Sơn", "province": "Thanh Hóa"}


def test_an_edge_between_two_other_directives_is_no_edge_of_the_documents_own():
    reading = letter(
        "1. Học tập chuyên đề¹ trong tháng.\n\n¹ Kế hoạch số 10-KH/TU ngày 02/5/2026 của Tỉnh ủy về thực hiện "
        "Nghị quyết số 21-NQ/TW của Trung ương."
    )
    graph, own = graph_of(reading), URIRef(directive_of(reading))
    (pair,) = graph.subject_objects(CD.implements)
    assert own not in pair
    assert [str(graph.value(node, CD.code)) for node in pair] == ["10-KH/TU", "21-NQ/TW"]
