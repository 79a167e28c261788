"""The gate fires on marks of secrecy and on nothing else."""

import time
import unicodedata
from dataclasses import replace

import pytest
from texts import source

from ingest.gate import HELD, SECRET, look, look_at_name
from ingest.pipeline import read_text
from ingest.source import Origin, Page
from ontology.issue import Issue, Severity
from ontology.model import Reading

# As a line below the issuing body, which is the stamp zone.
MARKS = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "M Ậ T",
    "T Ố I  M Ậ T",
    "T U Y Ệ T   M Ậ T",
    "**TỐI MẬT**",
    "<b>MẬT</b>",
    "<span style='color:red'>TUYỆT MẬT</span>",
    "M&#7852;T",
    "[MẬT]",
    "  TUYỆT   MẬT  ",
    "TOI MAT",
    "TUYET MAT",
    "MAT",
    "- MẬT -",
    "MẬT..................................................................................",
    "MẬT          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 12-KH/ĐU MẬT",
    "| TỐI MẬT | ĐẢNG CỘNG SẢN VIỆT NAM |",
    "Độ mật: Tối mật",
    "ĐỘ MẬT: MẬT",
    "| Độ mật | Mật |",
    "Do mat: Toi mat",
    "Độ mật: A",
    "Mật",
    "Tối mật          Độc lập - Tự do - Hạnh phúc",
    "Tài liệu mật",
    "TÀI LIỆU MẬT",
    "TÀI LIỆU TỐI MẬT",
    "HỎA TỐC - MẬT",
    "HOẢ TỐC, TUYỆT MẬT",
    "MẬT/KHẨN",
    "MẬT - Bản số: 02",
    "Bản số 02 TỐI MẬT",
    "MẬT MẬT MẬT",
    "TèI MËT",
    "TUYÖT MËT",
    "mËt",
    "TOÁI MAÄT",
    "MA^.T",
    "Máº¬T",
    "(TUYỆT MẬT)",
    "KẾ HOẠCH (MẬT)",
    "“MẬT”",
    "TỐI\u00a0MẬT",
    "M\u200bẬ\u200bT",
    "MẬT\t\tSố: 12/KH-UBND",
    "\uff2d\u1eac\uff34",
    "М\u1eacТ",
    "TUYỆT MÂT",
    "\u202eTẬM",
    "Chỉ người có tên mới được bóc bì",
    "GIẢM MẬT",
    "BẢN SAO BÍ MẬT NHÀ NƯỚC",
    "Thời hạn bảo vệ: 10 năm",
]
ORDINARY = [
    "bảo mật thông tin",
    "Luật Bảo vệ bí mật nhà nước",
    "BẢO MẬT",
    "BÍ MẬT NHÀ NƯỚC",
    "QUY ĐỊNH BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "CHÍNH SÁCH BẢO MẬT",
    "CHÍNH SÁCH BẢO\nMẬT",
    "QUY CHẾ AN TOÀN, BẢO\nMẬT",
    "QUY CHẾ BẢO VỆ BÍ\nMẬT NHÀ NƯỚC",
    "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT",
    "mật độ dân số",
    "mật khẩu",
    "Mật khẩu",
    "MẬT ĐỘ",
    "MẬT ĐỘ XÂY DỰNG",
    "mật mã",
    "cơ mật",
    "Ban Cơ yếu giữ mật mã",
    "mật ong",
    "MẬT ONG",
    "MẬT ONG RỪNG U MINH",
    "Mật ong rừng",
    "mật",
    "Tối mật thư",
    "CÔNG TÁC BẢO MẬT",
    "TÀI LIỆU HỘI NGHỊ",
    "TÀI LIỆU THU HỒI SAU HỘI NGHỊ",
    "LƯU HÀNH NỘI BỘ",
    "văn bản mật được giao nhận trực tiếp",
    "Văn bản mật được giao nhận trực tiếp",
    "văn bản mật",
    "tài liệu mật, tối mật, tuyệt mật",
    "thân mật",
    "HỎA TỐC",
    "THƯỢNG KHẨN",
    "GIẢI MẬT",
    "Quyết định giải mật tài liệu năm 2010",
    "VỀ VIỆC GIẢI MẬT TÀI LIỆU",
    "1. Mật độ xây dựng",
    "a) Mật",
    "1. MẬT",
    "MẬT KHẨU",
    "độ mật của tài liệu",
    "Độ mật: không",
    "Độ mật: Thường",
    "Độ mật: ...............",
    "Độ mật: Mật/Tối mật/Tuyệt mật",
    "Độ mật: ☐ Mật ☐ Tối mật",
    "| STT | Số, ký hiệu | Độ mật | Nơi nhận |",
    "| TT | MẬT | TỐI MẬT | TUYỆT MẬT |",
    "STT   MẬT   TỐI MẬT   TUYỆT MẬT   CỘNG",
    "Rỉ mật",
    "ĐẬU MẬT",
    "mật đường",
    "tuyệt mật theo quy định",
    "Mật ước",
    "MẬT VỤ",
    "bí mật kinh doanh",
    "BÍ MẬT CÔNG TÁC",
    "Nguyễn Thị Mật",
    "ông Mật, bà Mật",
    "PHỐ MẬT SƠN",
    "MẶT TRẬN TỔ QUỐC VIỆT NAM",
    "MẶT",
    "MẤT",
    "BỀ MẶT",
    "TIỀN MẶT",
    "CÓ MẶT",
    "MAT TRAN TO QUOC",
    "túi mật, ống mật",
    "MẬT THƯ",
    "Văn bản số: 02",
    "Trả lời thư mật danh “Sông Hồng”",
]
UNCLEAR = [
    "Bản số: 02",
    "ĐẢNG ỦY XÃ PHÚ MẬT",
    "MÂT",
    "về việc thực hiện Kế hoạch số 12-KH/TU (Mật)",
    "ĐÃ GIẢI MẬT\nMẬT",
    "MẬT\nĐỘ",
]
PAPER = "ĐẢNG ỦY XÃ VĨNH SƠN\n{}\n\nKẾ HOẠCH\nvề việc chung\n\nKính gửi: Các chi bộ.\n\nnội dung riêng\n"
BODY = (
    "KẾ HOẠCH\nvề việc chung\n\nKính gửi: Các chi bộ.\n\n1. Giao Công an xã rà soát.\n\n{}\n\n2. Báo cáo về Đảng ủy.\n"
)


def code_of(text, **more):
    found = look(replace(source(text), **more))
    return found.code if found else None


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_are_refused_without_a_word_of_the_document(mark, form):
    found = look(source(unicodedata.normalize(form, PAPER.format(mark))))
    assert found is not None
    assert (found.code, found.severity, found.where) == (SECRET, Severity.REFUSAL, "mau.txt")
    assert "riêng" not in str(found)
    assert not found.quote
    assert found.remedy


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_words_pass(line):
    assert code_of(PAPER.format(line)) is None
    assert code_of(BODY.format(line)) is None


@pytest.mark.parametrize("line", UNCLEAR)
def test_what_cannot_be_told_is_held_until_a_person_has_looked(line):
    paper = source(PAPER.format(line))
    assert code_of(paper.text) == HELD
    assert look(paper, cleared=True) is None


def test_a_person_cannot_clear_a_plain_mark():
    found = look(source(PAPER.format("TỐI MẬT")), cleared=True)
    assert found is not None
    assert found.code == SECRET


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("MẬT", SECRET),
        ("TUYỆT MẬT", SECRET),
        ("T Ố I   M Ậ T", SECRET),
        ("Chỉ người có tên mới được bóc bì", SECRET),
        ("Mật", None),  # one capital counts in the stamp zone only
        ("| 3 | 12-BC/TU | MẬT | Văn phòng |", HELD),  # a list of papers, or of honey
        ("TÀI LIỆU MẬT", HELD),  # a heading
        ("MAT", HELD),
        ("TUYỆT MẬT\n\nTỐI MẬT\n\nMẬT", HELD),  # a catalogue of stamps
        ("Kế hoạch số 12-KH/TU (Mật) được gửi riêng.", None),
    ],
)
def test_marks_in_the_body(line, code):
    assert code_of(BODY.format(line)) == code


def test_the_end_of_the_name_of_a_body_hides_no_mark():
    assert code_of("ĐẢNG ỦY XÃ VĨNH BẢO\nMẬT\nKế hoạch\n1. Việc") == SECRET


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("Mật", SECRET),
        ("mật", SECRET),
        ("Kế hoạch 12 (MẬT)", SECRET),
        ("phòng thủ; mật; khu vực", SECRET),
        ("TUYET MAT", SECRET),
        ("Độ mật: Tối mật", SECRET),
        ("ĐẢNG ỦY XÃ\nTài liệu mật\n2", SECRET),
        ("Bảo mật thông tin", None),
        ("Luật Bảo vệ bí mật nhà nước", None),
        ("an toàn, bảo mật, mật khẩu", None),
        ("Trang 2", None),
        ("", None),
    ],
)
def test_metadata_and_page_headers(mark, code):
    assert code_of(PAPER.format("V/v chung"), marks=("Người soạn", mark)) == code


def test_the_edges_of_pages_are_stamp_zone():
    text = BODY.format("Mật\nviệc thứ nhất\nviệc thứ hai\nviệc thứ ba")
    assert code_of(text) is None
    start = text.index("Mật")
    pages = (Page(1, 0, start, 595, 842), Page(2, start, len(text), 595, 842))
    assert code_of(text, pages=pages) == SECRET


SCAN = Page(1, 0, 10_000, 595, 842, Origin.OCR, 0.9)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("MẬT", SECRET),
        ("MÂT", SECRET),
        ("MAT", SECRET),
        ("MẶT", HELD),
        ("MẬI", HELD),
        ("M4T", HELD),
        ("TÓI MẶT", SECRET),
        ("TUYÊT MÂT", SECRET),
        ("CHI NGƯƠI CÓ TÊN MỚI ĐƯỢC BÓC BÌ", SECRET),
        ("HOÀNG MAI", None),
        ("MAI", None),
        ("MẶT TRẬN", None),
        ("BẢO MẬT", None),
    ],
)
def test_recognised_letters_may_be_wrong(line, code):
    assert code_of(PAPER.format(line), pages=(SCAN,)) == code


@pytest.mark.parametrize(
    ("text", "confidence"), [(PAPER.format("Số 12"), 0.3), ("ĐẢNG ỦY", 0.95), ("... ~ .", None), ("", 0.9)]
)
def test_a_scan_too_poor_to_tell_is_held(text, confidence):
    scan = replace(SCAN, confidence=confidence)
    assert code_of(text, pages=(scan,)) == HELD
    assert look(replace(source(text), pages=(scan,)), cleared=True) is None
    assert code_of(text, pages=(replace(scan, origin=Origin.LAYER, confidence=None),)) is None


def test_a_readable_scan_passes():
    assert code_of(PAPER.format("Số 12-KH/ĐU"), pages=(SCAN,)) is None


def test_a_name_is_enough():
    assert (found := look_at_name("(MẬT) 12.pdf")) is not None and found.code == SECRET
    assert look_at_name("cv_mat.pdf") is None
    assert code_of(PAPER.format("V/v chung"), file="cv_mat.pdf") == HELD
    assert code_of(PAPER.format("V/v chung"), file="gói.zip/TỐI MẬT/12.txt") == SECRET
    assert code_of(PAPER.format("V/v chung"), file="gói.zip/bao-mat/12.txt") is None


def test_a_marked_document_is_not_read():
    found = read_text(source("Kính gửi: Ủy ban nhân dân xã\n\nTỐI MẬT\n\nGiao Công an xã tuần tra."))
    assert isinstance(found, Issue)
    assert found.code == SECRET


def test_a_cleared_document_is_read():
    paper = source(PAPER.format("Bản số: 02"))
    assert isinstance(read_text(paper), Issue)
    assert isinstance(read_text(paper, cleared=True), Reading)


@pytest.mark.parametrize(
    "bait", ["M", "Ậ", "MẬT ", "(", "Độ mật: ", "M  Ậ", "|", "Số MẬT ", "\u202e", "<", "&#", "bản số 0"]
)
def test_no_line_is_too_long_for_the_gate(bait):
    started = time.process_time()
    look(source(bait * (400_000 // len(bait))))
    look(source((bait * 20 + "\n") * 3000, file=bait.replace("/", "") * 200))
    assert time.process_time() - started < 5
