"""How a line begins: enumerators of every kind, and figures that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.marks import is_capitals, is_fixed, mark_of


@pytest.mark.parametrize(
    ("line", "kind", "label", "words"),
    [
        ("Phần thứ nhất: NHỮNG QUY ĐỊNH CHUNG", "part", "Phần thứ nhất", "NHỮNG QUY ĐỊNH CHUNG"),
        ("PHẦN II. NHIỆM VỤ", "part", "PHẦN II", "NHIỆM VỤ"),
        ("Chương IV TỔ CHỨC", "chapter", "Chương IV", "TỔ CHỨC"),
        ("CHƯƠNG 2: TỔ CHỨC", "chapter", "CHƯƠNG 2", "TỔ CHỨC"),
        ("Mục 1. Chế độ họp", "section", "Mục 1", "Chế độ họp"),
        ("Tiểu mục 3. Hồ sơ", "section", "Tiểu mục 3", "Hồ sơ"),
        ("Điều 1. Phạm vi", "article", "Điều 1", "Phạm vi"),
        ("Điều 12a. Ủy quyền", "article", "Điều 12a", "Ủy quyền"),
        ("ĐIỀU 3: HIỆU LỰC", "article", "ĐIỀU 3", "HIỆU LỰC"),
        ("I. MỤC ĐÍCH", "roman", "I", "MỤC ĐÍCH"),
        ("I- MỤC ĐÍCH", "roman", "I", "MỤC ĐÍCH"),
        ("IV - TỔ CHỨC", "roman", "IV", "TỔ CHỨC"),
        ("III) VIỆC LÀM", "roman", "III", "VIỆC LÀM"),
        ("XII.- KẾT LUẬN", "roman", "XII", "KẾT LUẬN"),
        ("A. Những việc chung", "capital", "A", "Những việc chung"),
        ("B- Việc riêng", "capital", "B", "Việc riêng"),
        ("Đ. Việc khác", "capital", "Đ", "Việc khác"),
        ("1. Rà soát", "number", "1", "Rà soát"),
        ("1) Rà soát", "number", "1", "Rà soát"),
        ("1- Rà soát", "number", "1", "Rà soát"),
        ("12 - Rà soát", "number", "12", "Rà soát"),
        ("2.9. Duy trì", "number", "2.9", "Duy trì"),
        ("2.10. Chỉ đạo", "number", "2.10", "Chỉ đạo"),
        ("1.2.3.4. Sâu", "number", "1.2.3.4", "Sâu"),
        ("2.1 Không có dấu chấm", "number", "2.1", "Không có dấu chấm"),
        ("a) Một", "letter", "a", "Một"),
        ("đ) Năm", "letter", "đ", "Năm"),
        ("b. Hai", "letter", "b", "Hai"),
        ("a1) Một phần", "letter", "a1", "Một phần"),
        ("- Gạch đầu dòng", "bullet", "", "Gạch đầu dòng"),
        ("– Gạch dài", "bullet", "", "Gạch dài"),
        ("-Dính liền", "bullet", "", "Dính liền"),
        ("+ Dấu cộng", "bullet", "", "Dấu cộng"),
        ("• Chấm tròn", "bullet", "", "Chấm tròn"),
        ("* Dấu sao", "bullet", "", "Dấu sao"),
    ],
)
def test_enumerators(line, kind, label, words):
    mark = mark_of(line)
    assert mark is not None
    assert (mark.kind, mark.label, line[mark.end :]) == (kind, label, words)


@pytest.mark.parametrize(
    "line",
    [
        "2026-2031 là nhiệm kỳ mới",
        "2025 - 2030",
        "3.096/3.114 hồ sơ",
        "3.114 hồ sơ đã tiếp nhận",
        "1.240 đảng viên",
        "24/7 có người trực",
        "30/6/2026 là hạn cuối",
        "05 đơn kiến nghị",
        "95% hồ sơ",
        "10,5 triệu đồng",
        "-5 độ",
        "IIII. Sai số La Mã",
        "VIX. Sai số La Mã",
        "CLIMA là một từ",
        "Công an phường",
        "Điều kiện làm việc",
        "Phần lớn các hộ",
        "Chương trình công tác",
        "Mục tiêu chung",
        "A lưới là tên xã",
        "27-KL/TW của Ban Bí thư",
        "08-NQ/ĐU",
        "I",
        "1.",
        "-",
        "",
        "ông Nguyễn Văn Mẫu",
        "V/v tăng cường kiểm tra",
    ],
)
def test_what_is_no_enumerator(line):
    assert mark_of(line) is None


@given(st.text(max_size=30))
def test_any_line_has_a_mark_or_none(line):
    mark = mark_of(line)
    assert mark is None or 0 < mark.end <= len(line)


@given(st.integers(1, 30), st.sampled_from([". ", ") "]))
def test_roman_numbers_up_to_thirty(number, stop):
    tens, ones = "X" * (number // 10), ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][number % 10]
    mark = mark_of(f"{tens}{ones}{stop}NHIỆM VỤ")
    assert mark is not None
    assert (mark.kind, mark.label) == ("roman", tens + ones)


@pytest.mark.parametrize(
    ("line", "capitals"),
    [
        ("KẾ HOẠCH", True),
        ("PHƯỜNG 1", True),
        ("ĐẢNG ỦY XÃ", True),
        ("Kế hoạch", False),
        ("I.", False),
        ("VÀ", False),
        ("12/2026", False),
        ("", False),
    ],
)
def test_lines_in_capitals(line, capitals):
    assert is_capitals(line) is capitals


@pytest.mark.parametrize(
    "line",
    [
        "Nơi nhận:", "NƠI NHẬN:", "Kính gửi: Các chi bộ", "Kính trình: Thường trực Đảng ủy", "T/M BAN THƯỜNG VỤ",
        "TM. ỦY BAN NHÂN DÂN", "T.M ĐẢNG ỦY", "K/T TRƯỞNG BAN", "KT. CHỦ TỊCH", "TL. CHỦ TỊCH", "TUQ. CHỦ TỊCH",
        "Q. CHỦ TỊCH", "Số 12-CV/ĐU", "Số: 45/KH-UBND", "Số        -CV/ĐU", "V/v giao ban", "Phụ lục I",
        "(Kèm theo Kế hoạch số 5)",
        "Căn cứ Quy chế làm việc;", "| TT | Việc |",
    ],
)  # fmt: skip
def test_lines_that_always_begin_anew(line):
    assert is_fixed(line)


@pytest.mark.parametrize(
    "line", ["Tổ dân phố số 4", "nơi ở của từng hộ", "Kính mong các đồng chí", "Quý I năm 2026", "TMĐT là gì"]
)
def test_lines_that_may_go_on(line):
    assert not is_fixed(line)
