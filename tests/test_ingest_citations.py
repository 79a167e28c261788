"""Citations: what is named, of which day, by whom, and what the document has to do with it."""

import pytest
from texts import letter, plan

from ontology.model import Relation


def cited(preamble, body="1. Rà soát hộ nghèo.", **more):
    return letter(body, preamble + " Ban Thường vụ Đảng ủy phường đề nghị các chi bộ thực hiện các việc sau:", **more)


def one(reading):
    (citation,) = reading.citations
    return citation


@pytest.mark.parametrize(
    ("preamble", "relation"),
    [
        ("Thực hiện Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư,", "thực hiện"),
        ("Để thực hiện tốt Kết luận số 27-KL/TW,", "thực hiện"),
        ("Triển khai thực hiện nghiêm túc, có hiệu quả Kết luận số 27-KL/TW,", "thực hiện"),
        ("Nhằm cụ thể hóa Kết luận số 27-KL/TW trên địa bàn phường,", "thực hiện"),
        ("Thực hiện ý kiến chỉ đạo tại Công văn số 215-CV/TU,", "thực hiện"),
        ("Căn cứ Kết luận số 27-KL/TW của Ban Bí thư,", "căn cứ"),
        ("Trên cơ sở Kế hoạch số 10-KH/TU của Tỉnh ủy,", "căn cứ"),
        ("Theo tinh thần Chỉ thị số 50-CT/TW của Ban Bí thư,", "viện dẫn"),
        ("Theo quy định tại Nghị định số 30/2020/NĐ-CP,", "viện dẫn"),
        ("Qua kiểm tra theo Tờ trình số 04/TTr-UBND của phường,", "viện dẫn"),
        ("Sau khi nghiên cứu, Đảng ủy sửa đổi, bổ sung Kế hoạch số 03-KH/ĐU ngày 02/02/2026;", "sửa đổi"),
        ("Sau khi nghiên cứu, Đảng ủy điều chỉnh một số nội dung tại Kế hoạch số 03-KH/ĐU;", "sửa đổi"),
        ("Văn bản này thay thế Công văn số 03-CV/ĐU ngày 02/02/2026;", "thay thế"),
        ("Văn bản này bãi bỏ Công văn số 03-CV/ĐU ngày 02/02/2026;", "bãi bỏ"),
        ("Nay Đảng ủy thu hồi Công văn số 03-CV/ĐU ngày 02/02/2026;", "bãi bỏ"),
        (
            "Ban Thường vụ Đảng ủy sao gửi Công văn số 215-CV/TU ngày 02/02/2026 của Ban Thường vụ Tỉnh ủy;",
            "chuyển tiếp",
        ),
        ("Đảng ủy gửi kèm Kết luận số 27-KL/TW của Ban Bí thư;", "chuyển tiếp"),
    ],
)
def test_the_governing_words_state_the_relation(preamble, relation):
    assert one(cited(preamble)).relation == relation


def test_a_directive_named_only_in_a_task_is_cited_not_carried_out():
    reading = letter("1. Công an phường tiếp tục thực hiện Kế hoạch số 09/KH-CAP ngày 01/3/2026 về tuần tra.")
    assert one(reading).relation is Relation.CITES


def test_the_evidence_holds_the_governing_words_and_the_mention():
    found = one(cited("Thực hiện Kết luận số 27-KL/TW, ngày 24/4/2026 của Ban Bí thư,"))
    assert found.evidence.quote == "Thực hiện Kết luận số 27-KL/TW, ngày 24/4/2026 của Ban Bí thư"


def test_a_list_with_its_issuer_at_the_head():
    reading = cited(
        "Thực hiện các nghị quyết của Bộ Chính trị: Nghị quyết số 79-NQ/TW về đất đai; Nghị quyết số 80-NQ/TW "
        "về văn hóa,"
    )
    assert [(c.code.text, c.issuer.name if c.issuer else "", c.relation) for c in reading.citations] == [
        ("79-NQ/TW", "Bộ Chính trị", Relation.IMPLEMENTS),
        ("80-NQ/TW", "Bộ Chính trị", Relation.IMPLEMENTS),
    ]


@pytest.mark.parametrize("joint", ["; ", ", ", " và ", ", và ", "; Kết luận số ", " và Kết luận số "])
def test_the_first_words_govern_a_whole_list(joint):
    reading = cited(f"Thực hiện Kết luận số 27-KL/TW{joint}28-KL/TW,")
    assert [(c.code.text, c.relation) for c in reading.citations] == [
        ("27-KL/TW", "thực hiện"),
        ("28-KL/TW", "thực hiện"),
    ]


def test_a_title_names_what_another_directive_carries_out():
    reading = cited(
        "Thực hiện Kế hoạch số 10-KH/TU ngày 02/5/2026 của Tỉnh ủy về thực hiện Nghị quyết số 21-NQ/TW ngày "
        "16/6/2022 của Trung ương,"
    )
    assert [(c.code.text, c.relation) for c in reading.citations] == [
        ("10-KH/TU", "thực hiện"),
        ("21-NQ/TW", "viện dẫn"),
    ]
    assert [(e.source.text, e.relation, e.target.text) for e in reading.edges] == [
        ("10-KH/TU", "thực hiện", "21-NQ/TW")
    ]
    (edge,) = reading.edges
    assert reading.text[edge.evidence.start : edge.evidence.end] == edge.evidence.quote
    assert edge.evidence.quote.startswith("Kế hoạch số 10-KH/TU")


def test_a_title_that_lists_two():
    reading = cited(
        "Thực hiện Công văn số 55-CV/TU ngày 13/3/2026 về đẩy mạnh thực hiện Nghị quyết số 79-NQ/TW và Nghị "
        "quyết số 80-NQ/TW,"
    )
    assert {(e.source.text, e.target.text) for e in reading.edges} == {
        ("55-CV/TU", "79-NQ/TW"),
        ("55-CV/TU", "80-NQ/TW"),
    }


def test_a_title_that_amends():
    reading = cited(
        "Theo Quyết định số 18/QĐ-UBND ngày 02/5/2026 về sửa đổi, bổ sung Quyết định số 15/QĐ-UBND ngày 02/4/2026,"
    )
    assert [(e.source.text, e.relation, e.target.text) for e in reading.edges] == [
        ("18/QĐ-UBND", "sửa đổi", "15/QĐ-UBND")
    ]


def test_a_title_that_amends_some_articles_behind_an_issuer():
    reading = cited(
        "Theo Thông tư số 42/2022/TT-BTC ngày 06 tháng 7 năm 2022 của Bộ Tài chính, sửa đổi, bổ sung một số điều của "
        "Thông tư số 38/2016/TT-BTC,"
    )
    assert [(e.source.text, e.relation, e.target.text) for e in reading.edges] == [
        ("42/2022/TT-BTC", "sửa đổi", "38/2016/TT-BTC")
    ]


def test_a_number_that_shows_a_form_is_no_citation():
    body = """
    1. Trình bày theo mẫu sau:

    | TT | Thành phần | Minh họa |
    | 1 | Số và ký hiệu | Số 27-QĐ/TU; Số 24-BS/UBKTTU |
    | 2 | Căn cứ | Quyết định số 28-QĐ/TU |
    """
    assert [c.code.text for c in letter(body).citations] == ["28-QĐ/TU"]


def test_a_footnote_may_state_an_edge_between_two_others():
    reading = letter(
        "1. Các chi bộ học tập chuyên đề¹ ngay trong tháng.\n\n"
        "¹ Kế hoạch số 10-KH/TU ngày 02/5/2026 của Tỉnh ủy về thực hiện Nghị quyết số 21-NQ/TW của Trung ương."
    )
    assert [(e.source.text, e.relation, e.target.text) for e in reading.edges] == [
        ("10-KH/TU", "thực hiện", "21-NQ/TW")
    ]


def test_the_next_sentence_is_no_longer_the_title():
    reading = cited("Thực hiện Kế hoạch số 10-KH/TU về việc chung. Căn cứ Nghị quyết số 21-NQ/TW,")
    assert reading.edges == ()
    assert [(c.code.text, c.relation) for c in reading.citations] == [("10-KH/TU", "thực hiện"), ("21-NQ/TW", "căn cứ")]


def test_mentions_of_one_directive_are_one_citation():
    reading = cited(
        "Thực hiện Kết luận số 27-KL/TW,",
        "1. Phổ biến Kết luận 27-KL/TW ngày 24/4/2026 của Ban Bí thư.\n\n"
        "2. Kiểm tra việc thực hiện Kết luận số 27- KL/TW.",
    )
    found = one(reading)
    assert (found.relation, len(found.mentions)) == (Relation.IMPLEMENTS, 3)
    assert found.date is not None
    assert found.issuer is not None
    assert found.issuer.name == "Ban Bí thư"
    for mention in found.mentions:
        assert reading.text[mention.start : mention.end] == mention.quote


def test_one_code_of_two_days_is_two_directives():
    reading = cited(
        "Thực hiện Nghị quyết số 08-NQ/ĐU ngày 17/01/2026 và thay thế Nghị quyết số 08-NQ/ĐU ngày 05/9/2020,"
    )
    assert [(str(c.date), c.relation) for c in reading.citations] == [
        ("2026-01-17", "thực hiện"),
        ("2020-09-05", "thay thế"),
    ]


def test_the_documents_own_number_is_no_citation():
    assert plan("1. Thực hiện Kế hoạch số 15-KH/ĐU này đến từng tổ dân phố.").citations == ()


def test_a_number_of_the_same_code_but_another_day_is_a_citation():
    reading = plan("1. Kế hoạch này thay thế Kế hoạch số 15-KH/ĐU ngày 03/9/2021 của Đảng ủy phường.")
    assert [str(c.date) for c in reading.citations] == ["2021-09-03"]


def test_a_subject_that_names_its_ground():
    reading = plan("I. NHIỆM VỤ\n\n1. Rà soát.", subject="thực hiện Kết luận số 27-KL/TW của Ban Bí thư về nhà ở")
    assert one(reading).relation is Relation.IMPLEMENTS


def test_a_longer_number_is_another_directive():
    reading = cited("Thực hiện Kết luận số 27-KL/TW và Kết luận số 127-KL/TW,")
    assert [c.code.text for c in reading.citations] == ["27-KL/TW", "127-KL/TW"]


def test_replacing_is_stronger_than_carrying_out():
    reading = cited("Thực hiện Quy định số 11-QĐ/ĐU ngày 01/3/2025,", "1. Bãi bỏ Quy định số 11-QĐ/ĐU ngày 01/3/2025.")
    assert one(reading).relation is Relation.REPEALS


@pytest.mark.parametrize(
    "words", ["Thực hiện ý kiến của Tỉnh ủy,", "Nhiệm kỳ 2025-2030, với 3.096/3.114 hồ sơ,", "Theo Nghị quyết 18,"]
)
def test_no_number_no_citation(words):
    assert cited(words).citations == ()
