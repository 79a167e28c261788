"""Blocks of the body: printed paths, headings above, what a part holds, and the words that close a document."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import blocks, layout

from ingest.layout import lay_out
from ingest.outline import outline, part_kind


def paths(body):
    return [(block.path, block.paragraph.words[:12]) for block in blocks(body)]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("V. TỔ CHỨC THỰC HIỆN\n\n1. Đây là việc cần làm.", "V.1"),
        ("II. NHIỆM VỤ\n\n2. Kinh tế, xã hội\n\n2.9. Đây là việc cần làm.", "II.2.2.9"),
        ("II. NHIỆM VỤ\n\n2. Kinh tế, xã hội\n\n2.10. Đây là việc cần làm.", "II.2.2.10"),
        ("Điều 2. Nhiệm vụ của các đơn vị\n\n1. Văn phòng:\n\na) Đây là việc cần làm.", "Điều 2.1.a"),
        ("Chương I\nQUY ĐỊNH CHUNG\n\nĐiều 3. Nguyên tắc\n\n1. Đây là việc cần làm.", "Điều 3.1"),
        ("A. TÌNH HÌNH\n\nB. PHƯƠNG HƯỚNG\n\nIII. NHIỆM VỤ\n\n1. Đây là việc cần làm.", "B.III.1"),
        ("I- NHIỆM VỤ\n\n1- Xây dựng Đảng\n\n1.1- Đây là việc cần làm.", "I.1.1.1"),
        ("I. NHIỆM VỤ\n\n1. Công an phường:\n\na) Đây là việc cần làm.", "I.1.a"),
        ("1. Công an phường:\n\nđ) Đây là việc cần làm.", "1.đ"),
        ("3. Đây là việc cần làm.", "3"),
        ("II. NHIỆM VỤ\n\n1. Xây dựng Đảng\n\n- Đây là việc cần làm.", "II.1"),
        ("II. NHIỆM VỤ\n\n1. Xây dựng Đảng\n\n- Gồm:\n\n+ Đây là việc cần làm.", "II.1"),
        ("II. NHIỆM VỤ\n\n1. Xây dựng Đảng\n\nĐây là việc cần làm.", "II.1"),
        ("I. MỘT\n\n1. Hai\n\nII. BA\n\n1. Đây là việc cần làm.", "II.1"),
        ("I. MỘT\n\n1. Hai:\n\na) Ba.\n\n2. Đây là việc cần làm.", "I.2"),
    ],
)
def test_paths(body, path):
    assert [block.path for block in blocks(body) if "Đây là việc" in block.paragraph.text] == [path]


def test_parts_named_by_a_word():
    body = "Phần thứ nhất\nNHIỆM VỤ CHUNG\n\nI. XÂY DỰNG ĐẢNG\n\n1. Đây là việc cần làm."
    assert blocks(body)[-1].path.endswith("I.1")


def test_a_third_part_lettered_c_is_no_roman_hundred():
    body = "A. MỘT\n\n1. Việc một.\n\nB. HAI\n\n1. Việc hai.\n\nC. BA\n\n1. Đây là việc ba."
    assert blocks(body)[-1].path == "C.1"


def test_two_items_of_one_number_are_two_blocks():
    found = paths("3. Việc thứ ba.\n\n4. Việc thứ tư.\n\n4. Việc nữa đây.\n\n5. Việc thứ năm.")
    assert found == [("3", "Việc thứ ba."), ("4", "Việc thứ tư."), ("4", "Việc nữa đây"), ("5", "Việc thứ năm")]


@pytest.mark.parametrize(
    "closing",
    [
        "Ban Thường vụ Đảng ủy phường yêu cầu các chi bộ làm ngay.",
        "Trên đây là Kế hoạch của Ban Thường vụ Đảng ủy phường.",
        "Đề nghị các đơn vị nghiêm túc thực hiện.",
        "Kế hoạch này phổ biến đến chi bộ.",
        "Văn phòng Đảng ủy giúp Ban Thường vụ theo dõi, đôn đốc.",
        "Giao Văn phòng Đảng ủy theo dõi, đôn đốc.",
        "Trong quá trình thực hiện, vướng đâu thì hỏi Văn phòng.",
    ],
)
def test_a_closing_paragraph_stands_below_the_whole_outline(closing):
    found = blocks(f"I. NHIỆM VỤ\n\n1. Rà soát hộ nghèo.\n\n2. Gửi danh sách.\n\n{closing}")
    assert (found[-1].path, found[-1].closing, found[-1].headings) == ("", True, ())
    assert not any(block.closing for block in found[:-1])


def test_words_that_close_nothing_belong_to_their_item():
    found = blocks("II. NHIỆM VỤ\n\n1. Rà soát hộ nghèo:\n\nĐề nghị từng tổ lập danh sách.\n\n2. Gửi danh sách.")
    assert [(b.path, b.closing) for b in found if b.paragraph.text.startswith("Đề nghị")] == [("II.1", False)]


def test_headings_from_the_outermost_in():
    last = blocks("II. NHIỆM VỤ\n\n2. Công an phường\n\n- Tuần tra ban đêm.")[-1]
    assert [(h.path, h.words) for h in last.headings] == [("II", "NHIỆM VỤ"), ("II.2", "Công an phường")]


def test_headings_stand_where_they_say():
    head = "KẾ HOẠCH\nvề việc thử bộ đọc\n\nĐể thử bộ đọc, người viết thử lập một đề cương ngắn, đủ dài cho một câu:\n"
    text = "\n".join(line for line in f"{head}\nII. NHIỆM VỤ\n\n1. Công an phường\n\n- Tuần tra.".split("\n") if line)
    for block in outline(lay_out(text)):
        for heading in block.headings:
            assert text[heading.start : heading.end].strip(" .:;") == heading.words


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        ("I. NHIỆM VỤ\n\n1. Rà soát hộ nghèo.", ["I"]),
        ("1. Công an phường\n\n- Tuần tra.\n\n2. Trạm Y tế\n\n- Phun thuốc.", ["1", "2"]),
        ("1. Công an phường tuần tra ban đêm.\n\n2. Trạm Y tế phun thuốc.", []),
        ("1. Công an phường có trách nhiệm:\n\na) Tuần tra;\n\nb) Ghi sổ.", ["1"]),
        ("- Công an phường:\n\n+ Tuần tra;\n\n+ Ghi sổ.", [""]),
        ("Điều 1. Phạm vi\n\n1. Tổ dân phố.\n\nĐiều 2. Thi hành kể từ ngày ký.", ["Điều 1"]),
    ],
)
def test_what_is_a_heading(body, headings):
    assert [block.path for block in blocks(body) if block.heading] == headings


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU\n\n1. Đây là câu.", "aims"),
        ("I. CHỈ TIÊU\n\n- Đây là câu.", "targets"),
        ("I. KẾT QUẢ CÔNG TÁC THÁNG 4\n\n1. Công tác Đảng\n\n- Đây là câu.", "results"),
        ("II. NHIỆM VỤ THÁNG 5\n\n1. Công tác Đảng\n\n- Đây là câu.", "tasks"),
        ("I. TIÊU CHÍ XÉT CHỌN\n\n- Đây là câu.", "criteria"),
        ("III. KIẾN NGHỊ, ĐỀ XUẤT\n\n- Đây là câu.", "requests"),
        ("I. CÔNG TÁC ĐẢNG\n\n- Đây là câu.", ""),
        ("II. NHIỆM VỤ THÁNG 5\n\n1. Chỉ tiêu\n\n- Đây là câu.", "targets"),
        ("I. KẾT QUẢ THÁNG 4\n\n1. Việc cũ.\n\nII. NHIỆM VỤ THÁNG 5\n\n1. Đây là câu.", "tasks"),
    ],
)
def test_the_nearest_telling_heading_says_what_a_part_holds(body, part):
    assert [block.part for block in blocks(body) if "Đây là câu" in block.paragraph.text] == [part]


def test_both_tone_placements_tell_the_same():
    assert part_kind("NHIỆM VỤ HÒA GIẢI") == part_kind("Nhiệm vụ hoà giải") == "tasks"
    assert part_kind("") == part_kind("Công an phường") == ""


def test_the_legend_of_a_drawing_in_an_annex_is_no_block():
    text = """
    HƯỚNG DẪN
    về việc thử bộ đọc

    Để thử bộ đọc, người viết thử lập một đề cương ngắn, đủ dài cho một câu:

    1. Việc chính.

    T/M BAN THƯỜNG VỤ
    BÍ THƯ

    Trần Văn Mẫu

    Phụ lục 1
    SƠ ĐỒ

    Ghi chú:
    1. Tên cơ quan ban hành văn bản;
    2. Số và ký hiệu văn bản.

    Phụ lục 2
    DANH MỤC VIỆC

    1. Việc kèm theo.
    """
    assert [block.paragraph.text for block in outline(layout(text))] == ["1. Việc chính.", "1. Việc kèm theo."]


def test_an_annex_is_outlined_too_but_its_titles_are_no_blocks():
    text = """
    KẾ HOẠCH
    về việc thử bộ đọc

    Để thử bộ đọc, người viết thử lập một đề cương ngắn, đủ dài cho một câu:

    1. Việc chính.

    T/M BAN THƯỜNG VỤ
    BÍ THƯ

    Trần Văn Mẫu

    Phụ lục
    DANH MỤC VIỆC

    1. Việc kèm theo.
    """
    found = outline(layout(text))
    assert [block.paragraph.text for block in found] == ["1. Việc chính.", "1. Việc kèm theo."]


@given(
    st.lists(
        st.sampled_from(
            [
                "I. MỘT",
                "II. HAI",
                "1. Ba",
                "1.1. Bốn.",
                "a) Năm;",
                "- Sáu.",
                "Bảy.",
                "Điều 1. Tám",
                "A. CHÍN",
                "+ Mười:",
                "| a |",
            ]
        ),
        max_size=20,
    )
)
@settings(max_examples=200)
def test_every_paragraph_of_the_body_is_one_block(lines):
    parts = lay_out("\n".join(lines))
    found = outline(parts)
    assert [block.paragraph for block in found[: len(parts.body)]] == list(parts.body)
    for block in found:
        assert all(heading.words for heading in block.headings)
        assert not block.path.startswith(".")
        assert not block.path.endswith(".")
