"""Mentions: the type, day, issuer and title that stand around a number."""

import pytest
from texts import letter


def cited(preamble):
    return letter(
        "1. Rà soát hộ nghèo.", preamble + " Ban Thường vụ Đảng ủy phường đề nghị các chi bộ thực hiện các việc sau:"
    )


def one(reading):
    (citation,) = reading.citations
    return citation


@pytest.mark.parametrize(
    ("words", "kind", "day", "issuer", "subject"),
    [
        ("Kết luận số 27-KL/TW, ngày 24/4/2026 của Ban Bí thư về nhà ở,", "KL", "2026-04-24", "Ban Bí thư", "về nhà ở"),
        ("Kết luận số 27-KL/TW ngày 24 tháng 4 năm 2026 của Ban Bí thư,", "KL", "2026-04-24", "Ban Bí thư", ""),
        ("Kết luận số 27-KL/TW¹ ngày 24/4/2026² của Ban Bí thư,", "KL", "2026-04-24", "Ban Bí thư", ""),
        ("Kết luận số 27-KL/TW ¹², ngày 24/4/2026 của Ban Bí thư,", "KL", "2026-04-24", "Ban Bí thư", ""),
        ("Kết luận 27-KL/TW (ngày 24-4-2026) của Ban Bí thư,", "KL", "2026-04-24", "Ban Bí thư", ""),
        ("Kết luận số 27-KL/TW ngày 24/4//2026 của Ban Bí thư,", "KL", "2026-04-24", "Ban Bí thư", ""),
        ("Nghị quyết số 57-NQ/TW của Bộ Chính trị về việc chung,", "NQ", None, "Bộ Chính trị", "về việc chung"),
        (
            "Quy định số 160-QĐ/TU ngày 25/12/2025 của Ban Thường vụ Tỉnh ủy,",
            "QyĐ",
            "2025-12-25",
            "Ban Thường vụ Tỉnh ủy Lam Giang",
            "",
        ),
        (
            "Quyết định số 160-QĐ/TU ngày 25/12/2025 của Ban Thường vụ Tỉnh ủy,",
            "QĐ",
            "2025-12-25",
            "Ban Thường vụ Tỉnh ủy Lam Giang",
            "",
        ),
        (
            "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 về công tác văn thư,",
            "NĐ",
            "2020-03-05",
            "Chính phủ",
            "về công tác văn thư",
        ),
        (
            "Công văn số 7288/UBND-KGVX ngày 01/3/2026 của UBND tỉnh,",
            "CV",
            "2026-03-01",
            "Ủy ban nhân dân tỉnh Lam Giang",
            "",
        ),
        (
            "Kế hoạch số 45/KH-UBND ngày 01/3/2026 của UBND phường,",
            "KH",
            "2026-03-01",
            "Ủy ban nhân dân phường Sông Trầu",
            "",
        ),
        (
            "Nghị quyết số 08-NQ/ĐU ngày 17/01/2026 của Đảng ủy phường,",
            "NQ",
            "2026-01-17",
            "Đảng ủy phường Sông Trầu",
            "",
        ),
        ("Văn bản số 9876/BTC-ĐT ngày 01/3/2026,", "CV", "2026-03-01", "Bộ Tài chính", ""),
        ("Công văn số 225/TTg-KSTT ngày 01/3/2026,", "CV", "2026-03-01", "Thủ tướng Chính phủ", ""),
    ],
)
def test_type_day_issuer_and_title(words, kind, day, issuer, subject):
    found = one(cited(f"Thực hiện {words}"))
    assert (found.type, found.date.isoformat() if found.date else None) == (kind, day)
    assert found.issuer is not None
    assert found.issuer.name == issuer
    assert found.subject.startswith(subject)


def test_an_impossible_day_is_no_day():
    assert one(cited("Thực hiện Kết luận số 27-KL/TW ngày 31/4/2026 của Ban Bí thư,")).date is None


def test_a_day_further_on_belongs_to_something_else():
    found = one(cited("Thực hiện Kết luận số 27-KL/TW và kết quả hội nghị ngày 24/4/2026,"))
    assert found.date is None


def test_a_symbol_broken_over_lines_is_one_directive():
    reading = letter("1. Phổ biến Nghị quyết số 08-\nNQ/ĐU và Kết luận số 126-\nKL/TW đến đảng viên.")
    assert [c.code.text for c in reading.citations] == ["08-NQ/ĐU", "126-KL/TW"]


def test_a_title_ends_where_the_next_directive_is_named():
    reading = cited(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh về cải cách hành chính; "
        "Chỉ thị số 09/CT-TTg ngày 20/4/2026 của Thủ tướng Chính phủ,"
    )
    first, second = reading.citations
    assert (first.subject, first.relation) == ("về cải cách hành chính", "thực hiện")
    assert (second.code.text, second.relation) == ("09/CT-TTg", "thực hiện")


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("về việc sắp xếp tổ hòa giải", "về việc sắp xếp tổ hòa giải"),
        ("ban hành Quy chế tiếp dân", "ban hành Quy chế tiếp dân"),
        ("phê duyệt đề án chợ dân sinh", "phê duyệt đề án chợ dân sinh"),
        ("quy định mức đóng góp", "quy định mức đóng góp"),
        ("hướng dẫn lập sổ hộ nghèo", "hướng dẫn lập sổ hộ nghèo"),
        ("tăng cường quản lý vỉa hè", "tăng cường quản lý vỉa hè"),
        ("triển khai tháng an toàn", "triển khai tháng an toàn"),
        ("v/v nghỉ lễ", "v/v nghỉ lễ"),
        ("(sau đây gọi tắt là Quyết định 15)", ""),
        ("là căn cứ để làm", ""),
    ],
)
def test_words_that_open_a_title(title, subject):
    found = one(letter(f"1. Các chi bộ nghiên cứu Quyết định số 15/QĐ-UBND ngày 02/3/2026 của UBND tỉnh {title}."))
    assert found.subject == subject


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Thực hiện các Nghị quyết số 57, 59 và 68-NQ/TW của Bộ Chính trị,", ["57-NQ/TW", "59-NQ/TW", "68-NQ/TW"]),
        ("Căn cứ Quyết định số 34, số 35/QĐ-UBND của UBND tỉnh,", ["34/QĐ-UBND", "35/QĐ-UBND"]),
        ("Thực hiện ý kiến tại trang 5, 27-KL/TW,", ["27-KL/TW"]),
        ("Trồng 12, 15 gốc phi lao theo Kết luận số 27-KL/TW,", ["27-KL/TW"]),
    ],
)
def test_numbers_that_share_a_symbol(words, codes):
    reading = cited(words)
    assert [c.code.text for c in reading.citations] == codes
    assert {c.type for c in reading.citations} <= {"NQ", "QĐ", "KL"}
    for citation in reading.citations:
        assert citation.evidence.quote in reading.text


def test_a_day_behind_a_list_is_the_last_ones():
    reading = cited(
        "Thực hiện Kết luận 127-KL/TW, Kết luận 137-KL/TW và Kết luận số 138-KL/TW ngày 17/5/2025 của Bộ Chính trị,"
    )
    assert [c.date.isoformat() if c.date else "" for c in reading.citations] == ["", "2025-05-17", "2025-05-17"]
    assert {c.issuer.name for c in reading.citations} == {"Bộ Chính trị"}
