"""The gate fires on marks of secrecy and on nothing else."""

import unicodedata

import pytest

from ingest.gate import secrecy
from ingest.pipeline import read_text
from ingest.readers.plain import decode
from ontology.issue import Issue, Severity

MARKS = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "M Ậ T",
    "T Ố I  M Ậ T",
    "**TỐI MẬT**",
    "[MẬT]",
    "  TUYỆT   MẬT  ",
    "TOI MAT",
    "TUYET MAT",
    "- MẬT -",
    "MẬT          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "| TỐI MẬT | ĐẢNG CỘNG SẢN VIỆT NAM |",
    "Độ mật: Tối mật",
    "ĐỘ MẬT: MẬT",
    "TèI MËT",
    "TUYÖT MËT",
    "(TUYỆT MẬT)",
    "“MẬT”",
    "TỐI\u00a0MẬT",
    "MẬT\t\tSố: 12/KH-UBND",
]
ORDINARY = [
    "bảo mật thông tin",
    "Luật Bảo vệ bí mật nhà nước",
    "BẢO MẬT",
    "BÍ MẬT NHÀ NƯỚC",
    "mật độ dân số",
    "mật khẩu",
    "MẬT ĐỘ",
    "mật mã",
    "cơ mật",
    "Ban Cơ yếu giữ mật mã",
    "mật ong",
    "mật",
    "Tối mật thư",
    "CÔNG TÁC BẢO MẬT",
    "TÀI LIỆU HỘI NGHỊ",
    "LƯU HÀNH NỘI BỘ",
    "văn bản mật được giao nhận trực tiếp",
    "thân mật",
    "HỎA TỐC",
    "GIẢI MẬT",
    "1. Mật độ xây dựng",
    "MẬT KHẨU",
    "độ mật của tài liệu",
    "Độ mật: không",
    "Rỉ mật",
    "ĐẬU MẬT",
    "tuyệt mật theo quy định",
    "Mật ước",
    "MẬT VỤ",
    "bí mật kinh doanh",
]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_are_refused_without_a_word_of_the_document(mark, form):
    text = unicodedata.normalize(form, f"ĐẢNG ỦY XÃ VĨNH SƠN\n{mark}\nnội dung riêng\n")
    found = secrecy(text, "a.txt")
    assert found is not None and found.severity is Severity.REFUSAL
    assert "nội dung riêng" not in str(found) and not found.quote


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_words_pass(line):
    assert secrecy(f"Kế hoạch\n{line}\n1. Việc cần làm", "a.txt") is None


def test_a_marked_document_is_not_read():
    source = decode("a.txt", "Kính gửi: Ủy ban nhân dân xã\n\nTỐI MẬT\n\nGiao Công an xã tuần tra.".encode())
    assert not isinstance(source, Issue)
    found = read_text(source)
    assert isinstance(found, Issue) and found.code == "secret"
