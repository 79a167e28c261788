"""Names printed badly are proposed with a reason, and kept as printed; names printed well are not."""

import pytest
from texts import LETTER, read

from data import path as data_path
from ingest.pipeline import read_file
from ontology.model import Reading


def proposals(line):
    text = LETTER.replace("Các chi bộ, đảng bộ trực thuộc.", line)
    text = text.format(subject="về tuần tra", preamble="Đảng ủy yêu cầu:", body="1. Công an phường tuần tra.")
    reading = read(text)
    assert isinstance(reading, Reading)
    found = [warning for warning in reading.warnings if warning.code == "unit-near"]
    assert all(reading.text[slice(*warning.span)] == warning.quote for warning in found)
    return [(warning.quote, warning.what.split("“")[2]) for warning in found]


@pytest.mark.parametrize(
    ("line", "printed", "known"),
    [
        ("Dảng ủy phường Sông Trầu;", "Dảng ủy", "Đảng ủy” (chỉ khác dấu)"),
        ("UBND phưòng;", "phưòng", "phường” (chỉ khác dấu)"),
        ("Ủy ban Măt trận Tô quốc;", "Ủy ban Măt trận Tô quốc", "Ủy ban Mặt trận Tổ quốc” (chỉ khác dấu)"),
        ("Công an phường, Ban Xây dưng Đảng;", "Ban Xây dưng Đảng", "Ban Xây dựng Đảng” (chỉ khác dấu)"),
        ("Văn phong Đảng ủy;", "Văn phong", "Văn phòng” (chỉ khác dấu)"),
        ("Ban Tuyên giáo và Dân vân Thành ủy;", "", ""),
    ],
)
def test_a_damaged_name_is_proposed(line, printed, known):
    found = proposals(line)
    assert not printed or (printed, known) in found


@pytest.mark.parametrize(
    "line",
    [
        "Các chi bộ, đảng bộ trực thuộc.",
        "Uỷ ban nhân dân phường; ĐẢNG UỶ PHƯỜNG;",
        "Phòng ban chuyên môn; N2, P.TH; giáo viên chủ nhiệm các lớp;",
        "Trung tâm; Tiểu ban; đảng đoàn; ban chỉ đạo;",
        "Hội Người cao tuổi; Báo và Phát thanh; cổng thông tin;",
    ],
)
def test_what_is_printed_well_is_not(line):
    assert proposals(line) == []


def test_our_samples_propose_nothing():
    for path in sorted(data_path("corpus").rglob("*.txt")):
        reading = read_file(path)
        if isinstance(reading, Reading):
            assert [w.what for w in reading.warnings if w.code == "unit-near"] == [], path
