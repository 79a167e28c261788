"""One good graph passes; each way of breaking it is told in Vietnamese."""

import time
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef

from ontology import iri, terms
from ontology.issue import Severity
from ontology.shapes import shapes_graph, validate
from ontology.terms import CD, OA, PROVED_RELATIONS, TYPE_TERMS

GOLDEN = Path(__file__).parent / "golden" / "text_graph.ttl"
STRANGER = URIRef("urn:chidao:unit:x:thanh-hoa")


@pytest.fixture
def graph():
    return Graph().parse(GOLDEN)


def one(graph, kind, **having):
    """The first node of a class with the given values (by the local name of a term)."""
    found = (
        node for node in graph.subjects(RDF.type, kind) if all((node, CD[k], v) in graph for k, v in having.items())
    )
    return min(found, key=str)


def assertion(graph, relation):
    return min(graph.subjects(RDF.predicate, relation), key=str)


def drop(kind, term, **having):
    return lambda graph: graph.remove((one(graph, kind, **having), term, None))


def put(kind, term, value, **having):
    return lambda graph: graph.set((one(graph, kind, **having), term, value))


def add(kind, term, value, **having):
    return lambda graph: graph.add((one(graph, kind, **having), term, value))


def unproved(graph):
    graph.add((one(graph, CD.Task), CD.coordinatesWith, one(graph, CD.UnitGroup)))


def unstored(graph):
    graph.remove((None, CD.copiedTo, None))


def wrong_class(graph):
    graph.remove((assertion(graph, CD.assignedTo), RDF.type, CD.Assignment))


def second_lead(graph):
    task = one(graph, CD.Task, path=Literal("V.1"))
    told = assertion(graph, CD.monitoredBy)
    graph.remove((None, CD.monitoredBy, None))
    graph.add((task, CD.assignedTo, one(graph, CD.Unit)))
    for term, value in ((RDF.subject, task), (RDF.predicate, CD.assignedTo), (RDF.object, one(graph, CD.Unit))):
        graph.set((told, term, value))
    graph.add((told, CD.lead, Literal(True)))


def lead_of_a_helper(graph):
    graph.add((assertion(graph, CD.coordinatesWith), CD.lead, Literal(True)))


def replaces_itself(graph):
    told = assertion(graph, CD.replaces)
    directive = graph.value(told, RDF.subject)
    graph.set((told, RDF.object, directive))
    graph.remove((directive, CD.replaces, None))
    graph.add((directive, CD.replaces, directive))


def replaces_in_a_circle(graph):
    told = assertion(graph, CD.replaces)
    newer, older = graph.value(told, RDF.subject), graph.value(told, RDF.object)
    back = URIRef(f"{told}0")
    for term, value in graph.predicate_objects(told):
        graph.add((back, term, value))
    graph.set((back, RDF.subject, older))
    graph.set((back, RDF.object, newer))
    graph.add((older, CD.replaces, newer))


def quote_of_other_words(graph):
    proof = one(graph, CD.Evidence)
    other = "x" * len(graph.value(proof, OA.exact))
    graph.set((proof, OA.exact, Literal(other)))
    graph.set((proof, CD.stamp, Literal(iri.stamp(other))))


def quote_of_other_length(graph):
    proof = one(graph, CD.Evidence)
    graph.set((proof, OA.end, Literal(graph.value(proof, OA.end).toPython() + 1)))


def span_turned_round(graph):
    proof = one(graph, CD.Evidence)
    start, end = graph.value(proof, OA.start), graph.value(proof, OA.end)
    graph.set((proof, OA.start, end))
    graph.set((proof, OA.end, start))


def nameless(graph):
    graph.add((one(graph, CD.Task), CD.evidence, BNode()))


def misspelt(graph):
    graph.add((one(graph, CD.Task), URIRef(f"{CD}wordings"), Literal("x")))


def misspelt_class(graph):
    graph.add((STRANGER, RDF.type, URIRef(f"{CD}Units")))


def day(text):
    return Literal(text, datatype=terms.XSD.date)


DATED, REPEATED, RELATIVE = ({"deadlineKind": Literal(kind)} for kind in ("date", "recurrence", "relative"))
BY_TEXT = {"known": CD.byText}
PLACED = {"place": Literal("Ngọc Sơn")}

BROKEN = [
    ("relation-unproved", "Quan hệ «phối hợp» không có khẳng định nào chứng minh", unproved),
    ("assertion-unstored", "Khẳng định không có quan hệ tương ứng", unstored),
    ("assertion-class", "lớp «phân công»", wrong_class),
    ("assertion-evidence", "Khẳng định phải có chứng cứ", drop(CD.Assertion, CD.evidence)),
    ("assertion-grade", "đúng một mức độ tin cậy", drop(CD.Assertion, CD.grade)),
    ("assertion-grade", "đúng một mức độ tin cậy", add(CD.Assertion, CD.grade, CD.inferred)),
    ("assertion-grade", "đúng một mức độ tin cậy", put(CD.Assertion, CD.grade, CD.same)),
    ("assertion-rule", "quy tắc đã đọc", drop(CD.Assertion, CD.rule)),
    ("assertion-relation", "quan hệ trong từ vựng", put(CD.Assertion, RDF.predicate, RDFS.seeAlso)),
    ("lead-not-assigned", "Chỉ đơn vị được giao", lead_of_a_helper),
    ("evidence-exact", "câu trích, không được rỗng", put(CD.Evidence, OA.exact, Literal(" "))),
    ("evidence-start", "đứng trước vị trí cuối", span_turned_round),
    ("evidence-start", "số từ 0 trở lên", put(CD.Evidence, OA.start, Literal(-1))),
    ("evidence-length", "Độ dài câu trích khác", quote_of_other_length),
    ("evidence-quote", "khác chữ của toàn văn", quote_of_other_words),
    ("evidence-stamp", "16 chữ số hex", drop(CD.Evidence, CD.stamp)),
    ("evidence-stamp-differs", "không phải của câu trích", put(CD.Evidence, CD.stamp, Literal("0" * 16))),
    ("evidence-text", "đúng một toàn văn", drop(CD.Evidence, CD.inText)),
    ("deadline-kind", "đúng một loại", drop(CD.Deadline, CD.deadlineKind)),
    ("deadline-kind", "đúng một loại", add(CD.Deadline, CD.deadlineKind, Literal("relative"), **DATED)),
    ("deadline-due", "phải có ngày cuối", drop(CD.Deadline, CD.due, **DATED)),
    ("deadline-recurrence", "phải có ở thời hạn định kỳ", drop(CD.Deadline, CD.recurrence, **REPEATED)),
    ("deadline-recurrence", "và chỉ ở đó", add(CD.Deadline, CD.recurrence, Literal("FREQ=DAILY"), **DATED)),
    ("deadline-relative", "phải có ở thời hạn theo sự kiện", drop(CD.Deadline, CD.relativeTo, **RELATIVE)),
    ("deadline-relative", "và chỉ ở đó", add(CD.Deadline, CD.relativeTo, Literal("hội nghị"), **REPEATED)),
    ("deadline-date", "đúng một ngày", put(CD.Deadline, CD.due, Literal("30/5/2026"), **DATED)),
    ("deadline-printed", "giữ nguyên chữ", drop(CD.Deadline, CD.printed)),
    ("deadline-evidence", "Thời hạn phải có chứng cứ", drop(CD.Deadline, CD.evidence)),
    ("directive-date", "đúng một ngày", add(CD.Directive, CD.issuedOn, day("2026-05-05"))),
    ("directive-date", "đúng một ngày", put(CD.Directive, CD.issuedOn, Literal("4/5/2026"))),
    ("directive-type", "một loại trong danh mục", put(CD.Directive, CD.documentType, CD.stated)),
    ("directive-known", "qua toàn văn hay chỉ qua viện dẫn", drop(CD.Directive, CD.known)),
    ("directive-month", "dạng 2026-02", put(CD.Directive, CD.month, Literal("2026-13", datatype=terms.XSD.gYearMonth))),
    ("directive-level", "trung ương, tỉnh, xã hoặc chi bộ", put(CD.Directive, CD.level, Literal("huyện"))),
    ("replaces-itself", "thay thế chính nó", replaces_itself),
    ("task-wording", "Nhiệm vụ phải có đúng một nội dung", drop(CD.Task, CD.wording)),
    ("task-wording", "không được rỗng", put(CD.Task, CD.wording, Literal(""))),
    ("task-evidence", "Nhiệm vụ phải có chứng cứ", drop(CD.Task, CD.evidence)),
    ("task-path", "đúng một số mục", drop(CD.Task, CD.path)),
    ("task-ordinal", "từ 1 trở lên", put(CD.Task, CD.ordinal, Literal(0))),
    ("text-sha256", "64 chữ số hex", put(CD.Text, CD.sha256, Literal("abc"))),
    ("text-content", "không được rỗng", drop(CD.Text, CD.content)),
    ("text-directive", "đúng một văn bản chỉ đạo", drop(CD.Text, CD.textOf)),
    ("actor-name", "phải có tên", drop(CD.Unit, RDFS.label)),
    ("actor-level", "Cấp của đơn vị", put(CD.UnitGroup, CD.level, Literal("quận"))),
    ("figure-comparator", "Phép so sánh", put(CD.Target, CD.comparator, Literal("≥"))),
    ("figure-value", "giá trị bằng số", put(CD.Target, CD.value, Literal("năm"))),
    ("warning-words", "lời giải thích", drop(CD.Warning, RDFS.label)),
    ("blank-node", "1 nút không tên", nameless),
    ("unknown-term", "«wordings»", misspelt),
    ("unknown-term", "«Units»", misspelt_class),
]


def test_the_golden_graph_is_fit(graph):
    assert validate(graph) == ()


def test_the_golden_graph_shows_every_class(graph):
    """So that no shape passes for want of a node to fail on."""
    classes = set(graph.objects(None, RDF.type))
    unseen = set(shapes_graph().objects(None, SH.targetClass)) - classes
    assert unseen <= {CD.Post, CD.Result, CD.Outcome, CD.Decision}


@pytest.mark.parametrize(
    ("code", "message", "broken"), BROKEN, ids=[f"{number}-{code}" for number, (code, _, _) in enumerate(BROKEN)]
)
def test_a_broken_graph_is_refused(graph, code, message, broken):
    broken(graph)
    issues = [issue for issue in validate(graph) if issue.code == code]
    assert issues, [str(issue) for issue in validate(graph)]
    assert any(message in issue.what for issue in issues)
    for issue in issues:
        assert issue.severity is Severity.REFUSAL
        assert issue.where
        assert issue.remedy


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        ("task-wording", drop(CD.Task, CD.wording)),
        ("deadline-due", drop(CD.Deadline, CD.due, **DATED)),
        ("assertion-grade", drop(CD.Assertion, CD.grade)),
        ("directive-date", add(CD.Directive, CD.issuedOn, day("2026-05-05"))),
        ("replaces-itself", replaces_itself),
    ],
)
def test_one_fault_is_one_issue(graph, code, broken):
    broken(graph)
    assert [issue.code for issue in validate(graph)] == [code]


WARNED = [
    ("directive-two-types", "hai loại khác nhau", add(CD.Directive, CD.documentType, CD["type-QyDD"])),
    ("directive-two-codes", "hai cách ghi số", add(CD.Directive, CD.code, Literal("8-KH/ĐU"))),
    ("directive-two-levels", "ở hai cấp", add(CD.Directive, CD.level, Literal("tỉnh"))),
    ("directive-date-range", "từ năm 1930 đến năm 2100", put(CD.Directive, CD.issuedOn, day("1026-05-04"))),
    ("directive-date-range", "từ năm 1930 đến năm 2100", put(CD.Directive, CD.issuedOn, day("2101-01-01"))),
    ("deadline-range", "từ năm 1930 đến năm 2100", put(CD.Deadline, CD.due, day("3026-05-30"), **DATED)),
    ("deadline-order", "sau ngày cuối", put(CD.Deadline, CD.dueFrom, day("2026-06-30"), **DATED)),
    ("actor-two-levels", "ở hai cấp", add(CD.Unit, CD.level, Literal("tỉnh"), **PLACED)),
    ("actor-two-places", "hai địa danh", add(CD.Unit, CD.place, Literal("Nơi khác"), **PLACED)),
    ("actor-two-provinces", "hai tỉnh, thành phố", add(CD.Unit, CD.province, Literal("Nơi khác"), **PLACED)),
    ("two-leads", "2 đơn vị cùng chủ trì", second_lead),
    ("replaces-cycle", "thành vòng tròn", replaces_in_a_circle),
]


@pytest.mark.parametrize(("code", "message", "broken"), WARNED, ids=[code for code, _, _ in WARNED])
def test_what_a_document_may_say_is_only_a_warning(graph, code, message, broken):
    broken(graph)
    issues = validate(graph)
    assert {(issue.code, issue.severity) for issue in issues} == {(code, Severity.WARNING)}
    assert all(message in issue.what for issue in issues)


def test_a_task_may_belong_to_several_months(graph):
    for month in ("2026-05", "2026-06"):
        graph.add((one(graph, CD.Task), CD.month, Literal(month, datatype=terms.XSD.gYearMonth)))
    assert validate(graph) == ()


def test_an_issue_says_where(graph):
    deadline = one(graph, CD.Deadline, **DATED)
    graph.remove((deadline, CD.due, None))
    (issue,) = validate(graph)
    assert issue.where == "ke-hoach-12.txt, thời hạn trước ngày 30/5/2026"
    assert issue.quote == "trước ngày 30/5/2026"
    assert str(graph.value(one(graph, CD.Text), CD.content))[slice(*issue.span)] == issue.quote


def test_an_issue_shows_what_it_met(graph):
    graph.set((one(graph, CD.Directive, **BY_TEXT), CD.level, Literal("huyện")))
    (issue,) = validate(graph)
    assert issue.what.endswith("(gặp: huyện)")
    assert issue.where == "ke-hoach-12.txt, văn bản 12-KH/ĐU thực hiện Kết luận số 27-KL/TW"


def test_a_directive_may_have_no_type_number_or_date(graph):
    directive = one(graph, CD.Directive)
    for term in (CD.documentType, CD.code, CD.number, CD.symbol, CD.issuedOn):
        graph.remove((directive, term, None))
    graph.add((directive, CD.issuedFrom, day("2026-04-24")))
    graph.add((directive, CD.issuedUntil, day("2026-05-30")))
    assert validate(graph) == ()
    graph.set((directive, CD.issuedUntil, day("2026-04-23")))
    (issue,) = validate(graph)
    assert (issue.code, issue.severity) == ("directive-bounds", Severity.WARNING)


def test_a_rejected_assertion_needs_no_relation(graph):
    unstored(graph)
    graph.set((assertion(graph, CD.copiedTo), CD.grade, CD.rejected))
    assert validate(graph) == ()


def test_decisions(graph):
    about = assertion(graph, CD.assignedTo)
    at = "2026-05-04T08:00:00+07:00"
    name = URIRef(iri.decision_iri([about], str(CD.confirmed), "Nguyễn Văn A", at))
    decision = Graph()
    decision.add((name, RDF.type, CD.Decision))
    for term, value in (
        (CD.about, about),
        (CD.verdict, CD.confirmed),
        (CD.by, Literal("Nguyễn Văn A")),
        (CD.at, Literal(at, datatype=terms.XSD.dateTime)),
        (CD.why, Literal("Đã hỏi Văn phòng.")),
    ):
        decision.add((name, term, value))
    assert validate(decision) == ()
    decision.set((name, CD.verdict, CD.stated))
    decision.remove((name, CD.by, None))
    assert [issue.code for issue in validate(decision)] == ["decision-by", "decision-verdict"]


def test_validating_changes_nothing(graph):
    before, shapes = set(graph), len(shapes_graph())
    validate(graph)
    assert set(graph) == before
    assert len(shapes_graph()) == shapes


def test_the_order_of_issues_is_that_of_their_words(graph):
    for broken in (misspelt, nameless, unproved):
        broken(graph)
    graph.remove((None, CD.wording, None))
    again = Graph()
    for triple in sorted(graph, key=str, reverse=True):
        again.add(triple)
    assert validate(graph) == validate(again)


def test_lists_in_the_shapes_are_those_of_the_vocabulary():
    def members(shape):
        listed = shapes_graph().value(URIRef(f"urn:chidao:shape:{shape}"), SH["in"])
        return set(shapes_graph().items(listed))

    assert members("directive-type") == set(TYPE_TERMS.values())
    assert members("assertion-relation") == PROVED_RELATIONS


def test_shapes_speak_vietnamese_and_know_their_terms():
    shapes = shapes_graph()
    for shape in {*shapes.subjects(RDF.type, SH.PropertyShape), *shapes.subjects(RDF.type, SH.NodeShape)}:
        (message,) = shapes.objects(shape, SH.message)
        assert message.language == "vi"
    named = {node for triple in shapes for node in triple if str(node).startswith(str(CD))}
    assert all(term in CD for term in named)


def test_golden_names_are_those_of_their_functions(graph):
    (sha,) = graph.objects(None, CD.sha256)
    for proof in graph.subjects(RDF.type, CD.Evidence):
        span = (graph.value(proof, part).toPython() for part in (OA.start, OA.end))
        assert str(proof) == iri.evidence_iri(str(sha), *span)
    for task in graph.subjects(RDF.type, CD.Task):
        parts = (graph.value(task, part).toPython() for part in (CD.path, CD.ordinal))
        assert str(task) == iri.task_iri(str(sha), *parts)
    for told in graph.subjects(RDF.type, CD.Assertion):
        proof = graph.value(told, CD.evidence)
        qualifiers = [graph.value(told, part) for part in (CD.via, CD.hasDeadline)]
        triple = (graph.value(told, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        assert str(told) == iri.assertion_iri(*triple, proof, *filter(None, qualifiers))


def test_validation_is_quick(graph):
    """Far above what it takes, and far below what a slip (a shape per focus node, SPARQL) would cost."""
    validate(graph)
    start = time.perf_counter()
    validate(graph)
    assert time.perf_counter() - start < 0.5
