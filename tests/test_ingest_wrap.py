"""Lines to paragraphs: what belongs together is joined, what begins anew is not."""

from datetime import date

import pytest
from texts import read

from ingest.normalise import normalise
from ingest.wrap import mend
from ontology.model import Relation

# Hard-wrapped at about 70 columns, as letters typed into a mail are.
WRAPPED = """\
Thực hiện ý kiến của Thường trực Đảng ủy tại buổi giao ban, các đơn vị
được giao việc lập danh sách từng hộ, ghi rõ người phụ trách và ngày
hoàn thành, gửi về Văn phòng Đảng ủy để tổng hợp; đơn vị nào chậm phải
giải trình tại hội nghị tháng sau.
"""
PAGED = """\
Văn phòng Đảng ủy mở sổ theo dõi từng việc, mỗi việc chỉ ghi một người chịu

{between}

trách nhiệm chính, cập nhật tiến độ vào chiều thứ Sáu.
"""
WHOLE = (
    "Văn phòng Đảng ủy mở sổ theo dõi từng việc, mỗi việc chỉ ghi một người chịu "
    "trách nhiệm chính, cập nhật tiến độ vào chiều thứ Sáu."
)


def lines(text):
    return normalise(text).value.split("\n")


def test_hard_wraps_are_mended():
    assert lines(WRAPPED) == [" ".join(WRAPPED.split())]


def test_a_short_last_line_ends_the_paragraph():
    text = WRAPPED + "Việc phát sinh ngoài danh sách thì báo ngay cho Thường trực Đảng ủy biết\nđể cho ý kiến.\n"
    assert [line.split()[0] for line in lines(text)] == ["Thực", "Việc"]


def test_a_text_with_one_line_a_paragraph_is_left_alone():
    long = (
        "Các chi bộ rà soát lại danh sách đảng viên đi làm ăn xa, liên hệ từng người, ghi nơi ở và nơi làm "
        "việc hiện nay, "
    )
    text = f"{long}xong trong tháng.\n{long}gửi danh sách về phường.\nGiao ban sáng thứ Hai."
    assert lines(text) == text.split("\n")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("theo Nghị quyết số 08-\nNQ/ĐU của Đảng ủy.", "theo Nghị quyết số 08-NQ/ĐU của Đảng ủy."),
        ("thực hiện Kết luận số 126-\nKL/TW.", "thực hiện Kết luận số 126-KL/TW."),
        ("theo Nghị quyết số 08-NQ/\nĐU của Đảng ủy.", "theo Nghị quyết số 08-NQ/ĐU của Đảng ủy."),
        ("theo Kế hoạch số 45/\nKH-UBND của phường.", "theo Kế hoạch số 45/KH-UBND của phường."),
        ("theo Kế hoạch số 45/KH-\nUBND của phường.", "theo Kế hoạch số 45/KH-UBND của phường."),
        ("theo Nghị định số 30/2020/\nNĐ-CP của Chính phủ.", "theo Nghị định số 30/2020/NĐ-CP của Chính phủ."),
        ("theo Nghị định số 30/\n2020/NĐ-CP của Chính phủ.", "theo Nghị định số 30/2020/NĐ-CP của Chính phủ."),
        ("xong trước ngày 30/\n6/2026 để báo cáo.", "xong trước ngày 30/6/2026 để báo cáo."),
    ],
)
def test_symbols_broken_over_lines_are_closed_up(broken, whole):
    assert lines(broken) == [whole]


@pytest.mark.parametrize(
    ("between", "tail"),
    [
        ("", []),
        ("2", []),
        ("- 2 -", []),
        ("¹ Quy chế số 01-QC/ĐU của Đảng ủy phường.", ["¹ Quy chế số 01-QC/ĐU của Đảng ủy phường."]),
        ("2\n\n¹ Quy chế số 01-QC/ĐU của phường.", ["¹ Quy chế số 01-QC/ĐU của phường."]),
        ("¹ Quy chế số 01-QC/ĐU của phường.\n\n2", ["¹ Quy chế số 01-QC/ĐU của phường."]),
        ("[1] Sổ do Văn phòng giữ.", ["[1] Sổ do Văn phòng giữ."]),
        ("¹ Quy chế số 01-QC/ĐU\ncủa phường.\n² Mẫu số 3.", ["¹ Quy chế số 01-QC/ĐU của phường.", "² Mẫu số 3."]),
    ],
)
def test_a_page_that_breaks_a_sentence_is_mended_and_its_footnotes_follow(between, tail):
    assert lines(PAGED.format(between=between)) == [WHOLE, *tail]


def test_a_footnote_keeps_its_own_place_in_the_source():
    source = PAGED.format(between="¹ Quy chế số 01-QC/ĐU của phường.")
    text = normalise(source)
    start = text.value.index("¹")
    first, last = text.source_span(start, len(text.value))
    assert source[first:last].strip() == "¹ Quy chế số 01-QC/ĐU của phường."
    assert text.value.index("¹") > text.value.index("thứ Sáu")


@pytest.mark.parametrize(
    "text",
    [
        "¹ Xem phụ lục.",
        "¹ Xem phụ lục.\n1. Việc thứ nhất của phường.\nđược giao",
        "¹ Xem\nĐiều 1. Phạm vi\ntiếp",
        "¹ Một.\n² Hai.\n\n- Ba\nbốn",
    ],
)
def test_a_footnote_at_the_top_breaks_nothing(text):
    assert "".join(sorted(normalise(text).value.split())) == "".join(sorted(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        "Nơi nhận:\n- Như trên;\n- Thường trực Đảng ủy;\n- Lưu Văn phòng.",
        "Nơi nhận:\n- Thường trực Tỉnh ủy,\n- BTV Đảng ủy,\n- TT HĐND, UBND phường,\n- Lưu VPĐU",
        "1. Việc một\n2. Việc hai\n3. Việc ba",
        "a) Việc một\nb) Việc hai\nđ) Việc ba",
        "I. MỤC ĐÍCH\n1. Việc một\n1.1. Việc nhỏ\n- việc nhỏ nữa\n+ việc nhỏ hơn",
        "KẾ HOẠCH\nthực hiện việc chung của phường",
        "ĐẢNG BỘ TỈNH LAM GIANG\nĐẢNG ỦY PHƯỜNG SÔNG TRẦU\nSố 12-CV/ĐU",
        "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTrần Văn Mẫu",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Mẫu",
        "Kính gửi:\n- Các chi bộ trực thuộc;\n- Công an phường.",
        "Căn cứ Luật một;\nCăn cứ Luật hai;\nTheo đề nghị của Văn phòng,",
        "| TT | Nhiệm vụ |\n| 1 | làm sạch sổ |\n| 2 | đóng sổ |",
        "Phụ lục I\nDanh mục việc phải làm",
        "1. Về chuyển đổi số\nTăng cường tập huấn cho tổ công nghệ số.",
        "III. Tổ chức thực hiện\nBan Xây dựng Đảng theo dõi việc này.",
        "2. Công tác triển khai\nBan Xây dựng Đảng theo dõi việc này.",
        "Điều 1. Phạm vi\n1. Quy chế này nói về việc tiếp dân.\na) Việc một",
    ],
)
def test_lines_that_begin_anew_are_never_joined(text):
    assert lines(text) == text.split("\n")


@pytest.mark.parametrize(
    "word",
    [
        "của",
        "và",
        "các",
        "về",
        "cho",
        "với",
        "do",
        "là",
        "ngày",
        "theo",
        "tại",
        "thuộc",
        "bằng",
        "những",
        "đến",
        "về việc",
        "theo Nghị quyết số",
        "theo Kế hoạch số",
        "theo Công văn số",
        "theo Nghị",
    ],
)
def test_a_line_that_ends_in_mid_phrase_goes_on(word):
    assert len(lines(f"Các đơn vị làm tốt việc {word}\nChi bộ mình phụ trách.\nGiao ban sáng thứ Hai.")) == 2


def test_list_lines_of_a_wrapped_text_stay_apart():
    text = (
        WRAPPED + "\nNơi nhận:\n- Thường trực Tỉnh ủy và các cơ quan tham mưu, giúp việc Tỉnh ủy (b/c),\n- Lưu VPĐU\n"
    )
    assert lines(text)[-2].startswith("- Thường trực")
    assert lines(text)[-1] == "- Lưu VPĐU"
    assert lines(text)[-3] == "Nơi nhận:"


def test_a_wrapped_item_is_joined_to_its_own_bullet():
    text = (
        "- Công an phường chủ trì lập danh sách các điểm hay tranh chấp về lối đi,\n"
        "mương nước và ranh đất, gửi Ủy ban nhân dân phường trước ngày 15/6/2026;\n"
        "cập nhật hằng tuần.\n"
        "- Các tổ hòa giải ghi sổ từng vụ, nêu rõ tên người hòa giải, ngày hòa giải\n"
        "và kết quả; vụ nào không thành thì chuyển ngay lên phường trong hai ngày.\n"
    )
    assert [line[:9] for line in lines(text)] == ["- Công an", "- Các tổ "]
    assert lines(text)[0].endswith("cập nhật hằng tuần.")


def test_a_wrapped_line_may_begin_with_a_day_or_an_article():
    text = (
        "Các đơn vị rà soát lại toàn bộ danh mục, đối chiếu với sổ gốc ở Điều\n"
        "12. Việc nào chưa rõ thì hỏi lại Văn phòng Đảng ủy trước khi gửi đi để\n"
        "không phải làm lại nhiều lần và tốn công của cán bộ ở các tổ dân phố.\n"
    )
    assert len(lines(text)) == 1


def test_a_bullet_alone_on_its_line_takes_the_next():
    assert lines("Gồm các việc sau:\n-\nRà soát hộ nghèo của phường.")[1] == "- Rà soát hộ nghèo của phường."


def test_a_flattened_two_column_head_keeps_its_lines():
    text = (
        "ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "PHƯỜNG SÔNG TRẦU            Độc lập - Tự do - Hạnh phúc\n"
        "Số: 45/KH-UBND      Sông Trầu, ngày 22 tháng 5 năm 2026\n"
    )
    assert lines(text) == [" ".join(line.split()) for line in text.strip().split("\n")]


# The narrow cells of a head, as a browser saves them: each broken where the cell was full, a stroke between two cells.
NARROW = """\
ỦY
BAN NHÂN DÂN
TỈNH SÔNG TRẦU
-------
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
{number}
|
{dateline}
|
KẾ HOẠCH
TRỒNG CÂY CHẮN GIÓ VEN SÔNG TRẦU VÀ CÁC NHÁNH GIAI ĐOẠN 2026 -
2027
Thực hiện Chỉ
thị số 19-CT/TU ngày 03/4/2026 của Ban Thường vụ Tỉnh ủy về trồng cây chắn gió, bảo
vệ bờ sông, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Trồng 4 km hàng phi lao.
"""


@pytest.mark.parametrize(
    "dateline",
    [
        "Sông Trầu, ngày 11\ntháng 5 năm 2026",
        "Sông\nTrầu, ngày 11 tháng 5 năm 2026",
        "Sông Trầu, ngày 11 tháng 5\nnăm 2026",
        "Sông Trầu, ngày\n11 tháng 5 năm 2026",
        "Sông Trầu, ngày 11 tháng\n5 năm 2026",
    ],
)
def test_a_head_broken_in_narrow_cells_is_read(dateline):
    reading = read(NARROW.format(number="68/KH-UBND", dateline=dateline))
    document = reading.document
    assert (document.code.text, document.date, document.type) == ("68/KH-UBND", date(2026, 5, 11), "KH")
    assert document.subject.endswith("GIAI ĐOẠN 2026 - 2027")
    assert document.issuer.name.startswith("Ủy ban nhân dân")
    (citation,) = reading.citations
    assert (citation.code.text, citation.relation) == ("19-CT/TU", Relation.IMPLEMENTS)


def test_a_number_left_blank_takes_nothing_from_the_next_line():
    reading = read(NARROW.format(number="CỘNG HÒA XÃ HỘI", dateline="Sông Trầu, ngày 11 tháng 5 năm 2026"))
    assert reading.document.code.text == ""


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("Họp ngày 11", "Quét dọn ngõ phố và khơi thông cống rãnh."),
        ("Sông", "Trầu là nơi trồng thử."),
        ("Số:", "Đã nhận đủ."),
        ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN"),
    ],
)
def test_short_lines_that_are_whole_stay_apart(before, line):
    assert lines(f"{before}\n{line}") == [before, line]


@pytest.mark.parametrize(
    ("line", "rest"),
    [("ngày 25 tháng 9 năm", "2026"), ("ngày 25 tháng 9", "năm 2026"), ("ngày 25", "tháng 9 năm 2026")],
)
def test_the_rest_of_a_dateline_behind_a_gap_ends_it(line, rest):
    head = ["ĐẢNG CỘNG SẢN VIỆT NAM", f"Sông Trầu, {line}", "", rest, "Số 49-BC/ĐU"]
    assert [[i for i, _ in pieces] for pieces in mend(head)] == [[0], [1, 3], [4]]
