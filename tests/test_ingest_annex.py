"""An annex in a file of its own: what it says of its directive, and what is no annex."""

from datetime import date

import pytest
from texts import read

from ingest.triples import text_graph
from ontology.model import Grade
from ontology.shapes import validate
from ontology.terms import CD, GRADE_TERMS, RDF

TABLE = """
| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |
|---|---|---|---|---|
| 1 | Rà soát các tuyến mương thoát nước | Ủy ban nhân dân phường | Công an phường | 30/6/2026 |
"""
PLAN = "PHỤ LỤC II\n\nPHÂN CÔNG NHIỆM VỤ CHỐNG NGẬP\n\n({remark})\n" + TABLE


def annex(remark):
    return read(PLAN.format(remark=remark)).document.annex


@pytest.mark.parametrize(
    ("remark", "kind", "code", "symbol", "day", "issuer"),
    [
        (
            "Kèm theo Kế hoạch số 21-KH/ĐU ngày 06/5/2026 của Ban Thường vụ Đảng ủy phường Sông Trầu",
            "KH", "21-KH/ĐU", "KH/ĐU", date(2026, 5, 6), "Ban Thường vụ Đảng ủy phường Sông Trầu",
        ),
        (
            "Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 05 tháng 5 năm 2026 của Ủy ban nhân dân phường Sông Trầu",
            "QĐ", "15/QĐ-UBND", "QĐ-UBND", date(2026, 5, 5), "Ủy ban nhân dân phường Sông Trầu",
        ),
        (
            "Kèm theo Chương trình hành động tại Nghị quyết số      /NQ-CP ngày 01 tháng 01 năm 2026 của Chính phủ",
            "NQ", "", "NQ-CP", date(2026, 1, 1), "Chính phủ",
        ),
        (
            "kèm theo Quy định số ……-QĐ/TU, ngày … tháng 5 năm 2026 của Ban Thường vụ Thành ủy Lam Giang",
            "QyĐ", "", "QĐ/TU", None, "Ban Thường vụ Thành ủy Lam Giang",
        ),
        ("Kèm theo Công văn số        /UBND-KT của Ủy ban nhân dân phường Sông Trầu", "CV", "", "UBND-KT", None,
         "Ủy ban nhân dân phường Sông Trầu"),
        ("Kèm theo Kế hoạch số 21-KH/ĐU", "KH", "21-KH/ĐU", "KH/ĐU", None, None),
    ],
)  # fmt: skip
def test_the_directive_that_an_annex_goes_with(remark, kind, code, symbol, day, issuer):
    told = annex(remark)
    assert told is not None
    assert (told.label, told.type, told.code.text, told.code.symbol, told.date) == (
        "Phụ lục II", kind, code, symbol, day)  # fmt: skip
    assert (told.issuer.name if told.issuer else None) == issuer
    assert told.evidence.quote.startswith("(")
    assert told.evidence.quote.endswith(")")
    assert told.evidence.rule == ("annex.remark" if code else "annex.blank-number")


def test_the_annex_speaks_from_where_its_directive_was_issued():
    reading = read(PLAN.format(remark="Kèm theo Kế hoạch số   -KH/ĐU của Đảng ủy phường Sông Trầu"))
    assert reading.document.subject == "PHÂN CÔNG NHIỆM VỤ CHỐNG NGẬP"
    assert reading.document.level == "xã"
    names = {a.actor.name for task in reading.tasks for a in task.assignments}
    assert names == {"Ủy ban nhân dân phường Sông Trầu", "Công an phường Sông Trầu"}
    assert [w.code for w in reading.warnings] == ["annex-number-blank"]
    assert [w.code for w in read(PLAN.format(remark="Kèm theo Kế hoạch số 21-KH/ĐU")).warnings] == []


@pytest.mark.parametrize(
    "top",
    [
        "PHỤ LỤC\n\nMẪU BÁO CÁO\n\n(Kèm theo hồ sơ của cá nhân)\n",
        "PHỤ LỤC\n\nDANH SÁCH\n\nTài liệu kèm theo Kế hoạch số 21-KH/ĐU được gửi sau.\n",
        "KẾ HOẠCH\nvề chống ngập\n\nSố 21-KH/ĐU\n\n(Kèm theo Công văn số 15-CV/ĐU)\n",
    ],
)
def test_what_is_no_annex_of_a_directive(top):
    assert read(top + TABLE).document.annex is None


def test_the_annex_of_the_same_file_is_no_file_of_its_own():
    head = "ĐẢNG ỦY PHƯỜNG SÔNG TRẦU\n*\nSố 21-KH/ĐU\n\nKẾ HOẠCH\nvề chống ngập\n\n1. Việc thứ nhất.\n"
    tail = "\nNơi nhận:\n- Lưu VPĐU.\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nTrần Văn Mẫu\n\n"
    whole = head + tail + PLAN.format(remark="Kèm theo Kế hoạch số 21-KH/ĐU")
    assert read(whole).document.annex is None


@pytest.mark.parametrize(("number", "grade"), [("21", Grade.STATED), ("     ", Grade.INFERRED)])
def test_the_tie_is_stated_by_a_number_and_only_inferred_without(number, grade):
    remark = f"Kèm theo Kế hoạch số {number}-KH/ĐU ngày 06/5/2026 của Đảng ủy phường Sông Trầu thuộc tỉnh Lam Giang"
    graph = text_graph(read(PLAN.format(remark=remark)))
    assert not [w for w in validate(graph.triples) if w.severity != "warning"]
    (tie,) = graph.triples.subjects(RDF.predicate, CD.annexTo)
    assert graph.triples.value(tie, CD.grade) == GRADE_TERMS[grade]
    directive = str(graph.triples.value(tie, RDF.object))
    assert (":open:" in directive) is (grade is Grade.INFERRED)
    assert not any(graph.triples.subject_objects(CD.cites)), "the remark is the tie, not a citation beside it"
