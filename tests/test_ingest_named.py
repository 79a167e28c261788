"""Directives named without their whole number: short forms, 'Văn bản trên', laws by name and day; and what is none."""

import tomllib
from datetime import date

import pytest
from texts import letter, plan, read

import data
from ingest.laws import laws_in
from ingest.triples import text_graph
from ontology.model import NamedKind
from ontology.terms import CD, RDF


def shorts(body, preamble=""):
    return [n for n in letter(body, preamble).named if n.kind is not NamedKind.NAME]


def told(body, preamble=""):
    return [(n.type, n.number, n.code.text) for n in shorts(body, preamble)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "1. Chi bộ quán triệt Nghị quyết 18, Kết luận số 27 và Chỉ thị 05.",
            [("NQ", "18"), ("KL", "27"), ("CT", "05")],
        ),
        ("1. Phường đẩy mạnh Đề án 06/CP.", [("ĐA", "06")]),
        ("1. Phường đẩy mạnh Đề án 06 của Chính phủ.", [("ĐA", "06")]),
        ("1. Sơ kết Nghị quyết số 57 của Bộ Chính trị tại các chi bộ.", [("NQ", "57")]),
        ("1. Thực hiện Nghị quyết 18 (khóa XII) theo lộ trình.", [("NQ", "18")]),
        ("1. Công an phường tham mưu tổng kết Chương trình 135.", [("CTr", "135")]),
        ("1. Tổ 06, gồm Đề án 06¹ và các phần việc khác.", [("ĐA", "06")]),
    ],
)
def test_short_forms(words, found):
    assert [(kind, number) for kind, number, _ in told(words)] == found


@pytest.mark.parametrize(
    "words",
    [
        "1. Xây dựng Kế hoạch 5 năm 2026 - 2030 của phường.",
        "1. Kế hoạch 10 năm về giảm nghèo.",
        "1. Thông báo 15 ngày trước khi cưỡng chế.",
        "1. Hướng dẫn 12 chi bộ sinh hoạt chuyên đề.",
        "1. Chương trình 03 nội dung trọng tâm.",
        "1. Quyết định 20 chỉ tiêu chủ yếu.",
        "1. Kết luận 45% số vụ việc.",
        "1. Kế hoạch 2026, định hướng 2027.",
        "1. Kế hoạch năm 2026.",
        "1. Nghị quyết số 08-NQ/ĐU của Đảng ủy phường.",
        "1. Quyết định 15/QĐ-UBND của phường.",
        "1. Thông báo 30/6/2026 của tổ bầu cử.",
        "1. Quy định 3.096 hồ sơ.",
        "1. Chỉ thị 05-CT/TW, Đề án 2021-2030.",
        "1. Kế hoạch 26-28 tháng 6.",
        "1. nghị quyết 18, kế hoạch 25.",
        "1. Kết luận 7 vụ việc; Đề án 1, Đề án 2.",
        "1. Đề án số 1: chợ dân sinh.",
        "1. Kế hoạch này có hiệu lực; các văn bản trên địa bàn.",
        "1. Rà soát Kế hoạch trên địa bàn phường.",
    ],
)
def test_quantities_years_lists_and_whole_numbers_are_no_short_forms(words):
    assert told(words) == []


def test_what_the_document_cites_in_full_is_what_its_short_form_means():
    preamble = "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, Ban Thường vụ Đảng ủy yêu cầu:"
    (found,) = shorts("1. Chi bộ học tập Nghị quyết 57; kiểm điểm theo Nghị quyết số 57.", preamble)
    assert (found.code.text, found.evidence.rule, len(found.mentions)) == ("57-NQ/TW", "citation.short-here", 2)
    both = preamble.replace("của Bộ Chính trị,", "của Bộ Chính trị, Nghị quyết số 57-NQ/TU của Tỉnh ủy,")
    (open_,) = shorts("1. Chi bộ học tập Nghị quyết 57.", both)
    assert (open_.code.text, [c.text for c in open_.candidates]) == ("", ["57-NQ/TW", "57-NQ/TU"])


def test_a_document_does_not_cite_itself_by_its_own_short_form():
    assert plan("1. Chi bộ thực hiện Kế hoạch 15, Kế hoạch này.").named == ()


def test_what_points_back_means_the_one_directive_before_it():
    preamble = "Thực hiện Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư, Ban Thường vụ Đảng ủy yêu cầu:"
    assert told("1. Chi bộ học tập Văn bản trên.", preamble) == [("", "", "27-KL/TW")]
    assert told("1. Chi bộ học tập Kết luận nêu trên và Kế hoạch nêu trên.", preamble) == [("KL", "", "27-KL/TW")]
    two = preamble.replace(" của Ban Bí thư,", ", Kết luận số 31-KL/TU của Tỉnh ủy,")
    (found,) = shorts("1. Chi bộ học tập Kết luận nói trên.", two)
    assert (found.code.text, [c.text for c in found.candidates]) == ("", ["27-KL/TW", "31-KL/TU"])
    nearer = "1. Theo Kết luận số 31-KL/TU, chi bộ học tập Kết luận nói trên."
    assert told(nearer, preamble)[-1] == ("KL", "", "31-KL/TU"), "its own paragraph first"


def test_short_forms_are_not_among_the_citations_and_are_graded_as_inferred():
    reading = letter("1. Chi bộ quán triệt Nghị quyết 18 của Bộ Chính trị.")
    assert reading.citations == ()
    graph = text_graph(reading).triples
    (node,) = {s for s in graph.subjects(RDF.type, CD.Directive) if ":open:" in s}
    (assertion,) = graph.subjects(RDF.object, node) if len([*graph.subjects(RDF.object, node)]) == 1 else [
        a for a in graph.subjects(RDF.object, node) if graph.value(a, RDF.predicate) == CD.cites
    ]  # fmt: skip
    assert graph.value(assertion, CD.grade) == CD.inferred
    assert str(graph.value(node, CD.issuedUntil)) == "2026-05-04"


AMENDING = "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"
LAWS = [
    ("Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "Luật Tổ chức chính quyền địa phương",
     "72/2025/QH15", date(2025, 6, 16)),
    ("Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;", "Luật Tổ chức chính quyền địa phương",
     "77/2015/QH13", date(2015, 6, 19)),
    ("Luật Tổ chức chính quyền địa phương số 72/2025/QH15;", "Luật Tổ chức chính quyền địa phương", "72/2025/QH15",
     date(2025, 6, 16)),
    ("Luật Bảo vệ bí mật nhà nước năm 2025, phường yêu cầu", "Luật Bảo vệ bí mật nhà nước", "117/2025/QH15",
     date(2025, 12, 10)),
    ("Luật Tổ chức chính quyền địa phương năm 2025;", "Luật Tổ chức chính quyền địa phương", "", None),
    (f"{AMENDING} ngày 22 tháng 11 năm 2019;", AMENDING, "47/2019/QH14", date(2019, 11, 22)),
    ("Bộ luật Lao động ngày 20/11/2019;", "Bộ luật Lao động", "45/2019/QH14", date(2019, 11, 20)),
    ("Bộ luật Lao động;", "Bộ luật Lao động", "", None),
    ("Luật Cán bộ, công chức (2008) và các quy định", "Luật Cán bộ, công chức", "22/2008/QH12", date(2008, 11, 13)),
    ("Luật Phòng thử sông Trầu ngày 01 tháng 3 năm 2024;", "Luật Phòng thử sông Trầu", "", date(2024, 3, 1)),
    ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013;", "Hiến pháp", "", date(2013, 11, 28)),
    ("Pháp lệnh Thử nghiệm mẫu năm 2021;", "Pháp lệnh Thử nghiệm mẫu", "", None),
    ("Điều lệ Đảng và quy định của Trung ương;", "Điều lệ Đảng Cộng sản Việt Nam", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "name", "code", "day"), LAWS, ids=[row[0][:40] for row in LAWS])
def test_laws_by_name_day_year_or_number(words, name, code, day):
    (law,) = laws_in(f"Căn cứ {words}", 10_000)
    assert (law.name, law.code.text, law.date) == (name, code, day)
    assert law.relation.value == "căn cứ"
    assert law.evidence.quote.startswith("Căn cứ ")


@pytest.mark.parametrize(
    "words",
    [
        "Xây dựng dự án Luật Đất đai trình Quốc hội.",
        "Hoàn thiện Luật Viên chức (sửa đổi).",
        "Luật Giáo dục đại học và các văn bản liên quan.",
        "Luật sư, Luật gia tham gia tư vấn.",
        "theo quy định của pháp luật; luật chơi; kỷ luật Đảng ngày 03 tháng 2 năm 2026.",
        "Luật này có hiệu lực từ ngày 01 tháng 7 năm 2026.",
        "Luật của Quốc hội ban hành năm 2025.",
        "Công ty Luật An Bình; Đại học Luật Hà Nội.",
    ],
)
def test_bills_longer_names_and_other_words_are_no_laws(words):
    assert laws_in(words, 0) == ()


def test_two_laws_of_one_name_are_two_and_one_law_named_twice_is_one():
    text = (
        "Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024; Luật Đất đai ngày 29 tháng 11 năm 2013.\n"
        "Rà soát việc thực hiện Luật Đất đai năm 2024."
    )
    laws = laws_in(text, 0)
    assert [(law.code.text, len(law.mentions)) for law in laws] == [("31/2024/QH15", 2), ("45/2013/QH13", 1)]


def test_laws_meet_on_one_node_by_name_and_by_number():
    by_name = read("QUYẾT ĐỊNH\nVề việc thử\n\nCăn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;\n\nĐiều 1. Thử.\n")
    by_year = read("QUYẾT ĐỊNH\nVề việc mẫu\n\nCăn cứ Luật Đất đai năm 2024;\n\nĐiều 1. Thử.\n")
    nodes = [{str(o) for o in text_graph(reading).triples.objects(None, CD.basedOn)} for reading in (by_name, by_year)]
    assert nodes == [{"urn:chidao:directive:31-2024-qh15:2024-01-18:trung-uong"}] * 2


def test_the_numbers_within_an_amending_law_are_those_of_the_laws_it_amends():
    amended = "Luật Thử một số 91/2024/QH15, Luật Thử hai số 97/2023/QH15 và Luật Thử ba số 92/2024/QH15"
    name = f"Luật sửa đổi, bổ sung một số điều của {amended}"
    (law,) = laws_in(f"Căn cứ {name} ngày 29 tháng 6 năm 2024;", 1000)
    assert (law.name, law.code.text, law.date) == (name, "", date(2024, 6, 29))
    assert [law.code.text for law in laws_in(f"Căn cứ {name};", 1000)] == [
        "91/2024/QH15", "97/2023/QH15", "92/2024/QH15"]  # fmt: skip


def test_a_name_alone_is_the_one_law_of_that_name_told_in_full():
    text = "Căn cứ Luật Đất đai số 31/2024/QH15;\nviệc thi hành Luật Đất đai, Luật Khiếu nại ở cơ sở."
    assert [(law.name, law.code.text, len(law.mentions)) for law in laws_in(text, 0)] == [
        ("Luật Đất đai", "31/2024/QH15", 2),
        ("Luật Khiếu nại", "", 1),
    ]
    two = f"{text}\nLuật Đất đai năm 2013."
    assert [(law.code.text, len(law.mentions)) for law in laws_in(two, 0) if law.name == "Luật Đất đai"] == [
        ("31/2024/QH15", 1), ("", 1), ("45/2013/QH13", 1)]  # fmt: skip


def test_every_law_of_the_table_is_read_with_its_day_and_with_its_year():
    rows = tomllib.loads(data.path("words", "laws.toml").read_text(encoding="utf-8"))["entry"]
    assert len({(row["name"], row["date"]) for row in rows}) == len(rows)
    codes = [row["code"] for row in rows if row["code"]]
    assert len(set(codes)) == len(codes)
    for row in rows:
        day = row["date"]
        (law,) = laws_in(f"Căn cứ {row['name']} ngày {day.day:02} tháng {day.month} năm {day.year};", 1000)
        assert (law.name, law.code.text, law.date) == (row["name"], row["code"], day)
        assert not row["code"] or str(day.year) == row["code"].split("/")[1]


def test_a_working_regulation_is_known_by_its_issuer():
    preamble = (
        "Thực hiện Quy chế làm việc của Ban Chấp hành Đảng bộ phường Sông Trầu, nhiệm kỳ 2025 - 2030, Đảng ủy yêu cầu:"
    )
    (found,) = plan("1. Chi bộ rà soát theo Quy chế làm việc của Ban Chấp hành Đảng bộ phường.", preamble).named
    assert (found.type, found.relation.value, len(found.mentions)) == ("QC", "thực hiện", 2)
    assert found.issuer.name == "Ban Chấp hành Đảng bộ phường Sông Trầu"
    assert found.evidence.quote.endswith("nhiệm kỳ 2025 - 2030")
    other = plan("1. Việc thử.", preamble.replace("Sông Trầu", "Đồng Xoài"))
    graphs = [text_graph(reading).triples for reading in (plan("1. Việc thử.", preamble), other)]
    assert len({str(node) for graph in graphs for node in graph.objects(None, CD.implements)}) == 2, (
        "two communes' are two"
    )


@pytest.mark.parametrize(
    "words",
    [
        "1. Xây dựng Quy chế làm việc số 01-QC/ĐU của Đảng ủy.",
        "1. Thực hiện quy chế dân chủ ở cơ sở, Quy chế phối hợp với Công an.",
        "1. Sửa đổi Quy chế làm việc của các chi bộ.",
        "1. Ban hành Quy chế làm việc.",
    ],
)
def test_other_regulations_are_none(words):
    assert plan(words).named == ()
