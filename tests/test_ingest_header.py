"""The head and the signature: what a document says of itself, in every layout in use."""

import pytest
from texts import LETTER, PLAN, layout

from ingest.header import read_header

BODY = (
    "\n\nĐể thử bộ đọc, người soạn viết một câu dẫn đủ dài trước khi giao từng việc cụ thể như sau:\n\n"
    "1. Rà soát hộ nghèo.\n"
)
PARTY_2018 = """
TỈNH ỦY LAM GIANG
*
Số: 215-CV/TU
V/v rà soát hộ nghèo

ĐẢNG CỘNG SẢN VIỆT NAM
Lam Giang, ngày 09 tháng 02 năm 2026

Kính gửi: Các đảng ủy trực thuộc
"""
PARTY_2026 = """
ĐẢNG BỘ TỈNH LAM GIANG                ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY XÃ ĐẦM SEN
*                        Đầm Sen, ngày 04 tháng 5 năm 2026
Số 07-QĐ/ĐU
KHẨN

QUY ĐỊNH
về chế độ tiếp dân của cấp ủy
-----
"""
STATE = """
ỦY BAN NHÂN DÂN
PHƯỜNG SÔNG TRẦU

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
_______________

Số: 45/KH-UBND
Sông Trầu, ngày 22 tháng 5 năm 2026

KẾ HOẠCH
Nạo vét mương thoát nước trước mùa mưa
"""
FLAT = """
ỦY BAN NHÂN DÂN PHƯỜNG SÔNG TRẦU    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                       Độc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND            Sông Trầu, ngày 22 tháng 5 năm 2026

KẾ HOẠCH
Nạo vét mương thoát nước trước mùa mưa
"""
MARKDOWN = """
| **ỦY BAN NHÂN DÂN**<br>**PHƯỜNG SÔNG TRẦU** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>**Độc lập - Tự do** |
|---|---|
| Số: 45/KH-UBND | *Sông Trầu, ngày 22 tháng 5 năm 2026* |

# **KẾ HOẠCH**

**Nạo vét mương thoát nước trước mùa mưa**
"""
STATE_LETTER = """
ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LAM GIANG                     Độc lập - Tự do - Hạnh phúc

Số: 7288/UBND-KGVX                Lam Giang, ngày 1 tháng 10 năm 2026
V/v mở lớp xóa mù chữ

Kính gửi: Sở Giáo dục và Đào tạo
"""
CENTRAL = """
BAN CHẤP HÀNH TRUNG ƯƠNG        ĐẢNG CỘNG SẢN VIỆT NAM
*                  Hà Nội, ngày 22 tháng 12 năm 2024
Số 97-NQ/TW

NGHỊ QUYẾT
CỦA BỘ CHÍNH TRỊ
về nhà ở cho công nhân
"""


def head(text):
    return read_header(layout(text + BODY))


@pytest.mark.parametrize(
    ("text", "kind", "code", "day", "place", "subject"),
    [
        (PARTY_2018, "CV", "215-CV/TU", (2026, 2, 9), "Lam Giang", "rà soát hộ nghèo"),
        (PARTY_2026, "QyĐ", "07-QĐ/ĐU", (2026, 5, 4), "Đầm Sen", "về chế độ tiếp dân của cấp ủy"),
        (STATE, "KH", "45/KH-UBND", (2026, 5, 22), "Sông Trầu", "Nạo vét mương thoát nước trước mùa mưa"),
        (FLAT, "KH", "45/KH-UBND", (2026, 5, 22), "Sông Trầu", "Nạo vét mương thoát nước trước mùa mưa"),
        (MARKDOWN, "KH", "45/KH-UBND", (2026, 5, 22), "Sông Trầu", "Nạo vét mương thoát nước trước mùa mưa"),
        (STATE_LETTER, "CV", "7288/UBND-KGVX", (2026, 10, 1), "Lam Giang", "mở lớp xóa mù chữ"),
        (CENTRAL, "NQ", "97-NQ/TW", (2024, 12, 22), "Hà Nội", "về nhà ở cho công nhân"),
    ],
    ids=["party 2018", "party 2026", "state", "flat", "markdown", "state letter", "central"],
)
def test_layouts(text, kind, code, day, place, subject):
    found = head(text)
    assert (found.type, found.code.text, found.day, found.place, found.subject) == (kind, code, day, place, subject)


@pytest.mark.parametrize("text", [PARTY_2018, PARTY_2026, STATE, FLAT, MARKDOWN, STATE_LETTER, CENTRAL])
def test_what_is_read_is_quoted_where_it_stands(text):
    parts = layout(text + BODY)
    lines = {p.start: p.text for p in parts.head}
    found = read_header(parts)
    assert {"number", "date", "subject"} <= set(found.evidence)
    for evidence in found.evidence.values():
        start = max(start for start in lines if start <= evidence.start)
        assert lines[start][evidence.start - start :].startswith(evidence.quote)


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ("Số        -CV/ĐU", "CV/ĐU"),
        ("Số -CV/ĐU", "CV/ĐU"),
        ("Số: ……/KH-UBND", "KH-UBND"),
        ("Số: ....../KH-UBND", "KH-UBND"),
        ("Số:     /UBND-VP", "UBND-VP"),
        ("Số ___-KH/TU", "KH/TU"),
    ],
)
def test_a_number_left_blank(line, symbol):
    found = head(PARTY_2018.replace("Số: 215-CV/TU", line))
    assert (found.code.number, found.code.symbol, found.code.text) == ("", symbol, "")
    assert found.evidence["number"].rule == "header.number-blank"


@pytest.mark.parametrize(
    ("line", "day", "year"),
    [
        ("Lam Giang, ngày        tháng      năm 2026", None, 2026),
        ("Lam Giang, ngày … tháng … năm 2026", None, 2026),
        ("Lam Giang, ngày ... tháng 5 năm 2026", None, 2026),
        ("Lam Giang, ngày     tháng     năm", None, 0),
        ("Lam Giang, ngày 31 tháng 02 năm 2026", None, 2026),
        ("Lam Giang, ngày 9 tháng 2 năm 2026", (2026, 2, 9), 2026),
        ("Lam Giang, ngày 09/02/2026", (2026, 2, 9), 2026),
        ("Lam Giang, 09-02-2026", (2026, 2, 9), 2026),
        ("TP. Lam Giang, ngày 9 tháng 2 năm 2026", (2026, 2, 9), 2026),
        ("Phường 5, ngày 9 tháng 2 năm 2026", (2026, 2, 9), 2026),
    ],
)
def test_date_lines(line, day, year):
    found = head(PARTY_2018.replace("Lam Giang, ngày 09 tháng 02 năm 2026", line))
    assert found.day == day
    assert day or found.year == year


def test_a_head_without_number_and_day():
    found = head("KẾ HOẠCH\nnạo vét mương")
    assert (found.type, found.code.text, found.day, found.year, found.place) == ("KH", "", None, 0, "")
    assert found.subject == "nạo vét mương"


@pytest.mark.parametrize(
    ("subject_lines", "subject"),
    [
        ("V/v rà soát hộ nghèo", "rà soát hộ nghèo"),
        ("V/v: rà soát hộ nghèo", "rà soát hộ nghèo"),
        ("Về việc rà soát hộ nghèo", "rà soát hộ nghèo"),
        (
            "v/v rà soát hộ nghèo, hộ cận nghèo và hộ có\nhoàn cảnh khó khăn đột xuất",
            "rà soát hộ nghèo, hộ cận nghèo và hộ có hoàn cảnh khó khăn đột xuất",
        ),
        ("rà soát hộ nghèo năm 2026", "rà soát hộ nghèo năm 2026"),
    ],
)
def test_the_subject_of_a_letter(subject_lines, subject):
    assert head(PARTY_2018.replace("V/v rà soát hộ nghèo", subject_lines)).subject == subject


def test_a_title_in_capitals_over_several_lines():
    found = head(STATE.replace("Nạo vét mương thoát nước trước mùa mưa", "NẠO VÉT MƯƠNG"))
    assert found.type == "KH"
    found = head(CENTRAL)
    assert found.of == "BỘ CHÍNH TRỊ"


def test_the_line_of_the_deciding_office_is_no_part_of_the_subject():
    head_lines = STATE.replace("KẾ HOẠCH", "QUYẾT ĐỊNH").replace("45/KH-UBND", "45/QĐ-UBND")
    title = "VỀ VIỆC KIỆN TOÀN TỔ HÒA GIẢI\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG\n\nCăn cứ Luật Hòa giải ở cơ sở;\n"
    found = head(head_lines.replace("Nạo vét mương thoát nước trước mùa mưa\n", title))
    assert found.subject == "VỀ VIỆC KIỆN TOÀN TỔ HÒA GIẢI"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("NGHỊ QUYẾT", "NQ"), ("CHỈ THỊ", "CT"), ("KẾT LUẬN", "KL"), ("QUY CHẾ", "QC"), ("HƯỚNG DẪN", "HD"),
        ("THÔNG BÁO", "TB"),
        ("BÁO CÁO", "BC"), ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "CTr"), ("CHƯƠNG TRÌNH", "CTr"), ("ĐỀ ÁN", "ĐA"), ("TỜ TRÌNH",
        "TTr"),
        ("QUYẾT ĐỊNH", "QĐ"), ("QUY ĐỊNH", "QyĐ"), ("CÔNG ĐIỆN", "CĐ"), ("THÔNG TRI", "TTri"), ("**KẾ HOẠCH**", "KH"),
        ("THÔNG BÁO KẾT LUẬN", "TB"), ("PHƯƠNG ÁN", "PA"), ("BIÊN BẢN", "BB"), ("GIẤY MỜI", "GM"),
    ],
)  # fmt: skip
def test_types_by_title(title, kind):
    assert head(f"ĐẢNG ỦY XÃ ĐẦM SEN\n\n{title}\nvề việc chung của xã").type == kind


def test_the_type_comes_from_the_title_and_not_from_the_symbol():
    assert head(PARTY_2026).type == "QyĐ"
    assert head(PARTY_2026.replace("QUY ĐỊNH", "QUYẾT ĐỊNH")).type == "QĐ"


def test_a_letter_needs_no_title():
    assert head("Kính gửi: Các chi bộ trực thuộc").type == "CV"
    assert head("Kính trình: Thường trực Đảng ủy").type == "TTr"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (LETTER, ("ĐẢNG BỘ TỈNH LAM GIANG", "ĐẢNG ỦY PHƯỜNG SÔNG TRẦU")),
        (STATE, ("ỦY BAN NHÂN DÂN PHƯỜNG SÔNG TRẦU",)),
        (PARTY_2018, ("TỈNH ỦY LAM GIANG",)),
        (PLAN.replace("ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", "ĐẢNG ỦY PHƯỜNG SÔNG TRẦU\nBAN XÂY DỰNG ĐẢNG"), None),
    ],
)
def test_the_left_column(text, lines):
    found = head(text.replace("{subject}", "rà soát").replace("{preamble}", "").replace("{body}", ""))
    assert lines is None or found.issuer_lines == lines
    assert not any("CỘNG" in line or "Số" in line for line in found.issuer_lines)


def test_the_day_beside_a_subject_that_goes_on_below():
    head = """
SỞ NỘI VỤ TỈNH LAM GIANG            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 3187/SNV-CCVC                        Độc lập - Tự do - Hạnh phúc
V/v sắp xếp người không chuyên trách             Lam Giang, ngày 09 tháng 9 năm 2026
ở thôn, tổ dân phố

Kính gửi: Ủy ban nhân dân các xã, phường.
"""
    found = read_header(layout(head + BODY))
    assert found.day == (2026, 9, 9)
    assert found.subject == "sắp xếp người không chuyên trách ở thôn, tổ dân phố"


def test_a_symbol_that_no_table_knows_is_the_number_where_it_stands_as_one():
    head = """
ĐẢNG BỘ TỈNH LAM GIANG              ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY PHƯỜNG SÔNG TRẦU               Sông Trầu, ngày 03 tháng 11 năm 2026
            *
Số 41-PXL/ĐU

Kính gửi: Đồng chí Chủ tịch Ủy ban nhân dân phường.
"""
    found = read_header(layout(head + BODY))
    assert (found.code.number, found.code.text) == ("41", "41-PXL/ĐU")
    assert found.issuer_lines[-1] == "ĐẢNG ỦY PHƯỜNG SÔNG TRẦU"
