"""The letter presses for what is really owed; what a writer should look at first stands below it."""

import datetime as dt
import io

import pytest
from conftest import HEAD, TAIL
from docx import Document

from ontology.issue import Issue
from ui import actions

DAY = dt.date(2026, 7, 1)
WARD = "ĐẢNG ỦY PHƯỜNG SÔNG TRẦU"
PLACE = "Sông Trầu"
RESOLUTION = """
NGHỊ QUYẾT
của Ban Chấp hành Đảng bộ phường về nhiệm vụ tháng 5 năm 2026

II. NHIỆM VỤ TRỌNG TÂM THÁNG 5 NĂM 2026

1. Ủy ban nhân dân phường vận động 14 hộ ở bến cũ giao đất, xong trước ngày 25/5/2026.

2. Ủy ban nhân dân phường mở lớp dạy bơi cho học sinh trước ngày 28/5/2026.

3. Công an phường tuần tra các bến đò ban đêm trước ngày 30/5/2026.

4. Kiểm tra sổ chi của các thôn, báo cáo trước ngày 20/5/2026.

5. Ủy ban nhân dân phường sửa 06 cống thoát nước ở chợ trước ngày 22/5/2026.
"""
NEXT = """
NGHỊ QUYẾT
của Ban Chấp hành Đảng bộ phường về nhiệm vụ tháng 6 năm 2026

I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 5 NĂM 2026

Vận động thêm 09 hộ ở bến cũ giao đất, lũy kế 36/41 hộ. Việc mở lớp dạy bơi cho học sinh chưa thực hiện được do chưa
có bể.

II. NHIỆM VỤ TRỌNG TÂM THÁNG 6 NĂM 2026

1. Trạm Y tế phường khám sức khỏe cho người cao tuổi trước ngày 28/8/2026.
"""
UNDATED = """
BÁO CÁO
kết quả sửa chữa hạ tầng ở chợ

1. Kết quả

Đã sửa được 04/06 cống thoát nước ở chợ.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("home")
    papers = {
        "21-nq.txt": ("21-NQ/ĐU", 4, 5, RESOLUTION),
        "25-nq.txt": ("25-NQ/ĐU", 3, 6, NEXT),
        "30-bc.txt": ("30-BC/ĐU", 9, 6, UNDATED),
    }
    for name, (code, day, month, body) in papers.items():
        head = HEAD.format(body=WARD, code=code, about="", place=PLACE, day=day, month=month)
        if body is UNDATED:
            head = head.replace("ngày 09 tháng 6 năm 2026", "ngày      tháng      năm 2026")
        (folder / name).write_text(head + body + TAIL, encoding="utf-8")
    actions.ingest(home, [folder])
    return home


@pytest.fixture(scope="module")
def letter(home):
    report = actions.reminder(home, today=DAY, month="2026-05")
    told = [" ".join(p.text.split()) for p in Document(io.BytesIO(report.content)).paragraphs]
    end = next(number for number, line in enumerate(told) if line.startswith("Ghi chú của bản dự thảo"))
    return report, "\n".join(told[:end]), "\n".join(told[end:])


def test_the_body_presses_for_what_is_owed_only(letter):
    report, body, _ = letter
    assert report.told["late"] == 2
    assert "tuần tra các bến đò" in body
    assert "25-NQ/ĐU nói chưa làm: “Việc mở lớp dạy bơi cho học sinh chưa thực hiện được do chưa có bể.”" in body
    assert "2 nhiệm vụ đã quá thời hạn" in body
    assert "trong đó 1 việc được báo là chưa làm" in body
    assert not any(words in body for words in ("14 hộ", "sổ chi", "cống thoát nước", "Chưa rõ"))


def test_the_writer_is_told_what_to_look_at_first(letter):
    report, _, note = letter
    assert len(report.told["aside"]) == 3
    assert "(3 việc quá hạn)" in note
    assert "đã làm một phần; 25-NQ/ĐU nói “Vận động thêm 09 hộ ở bến cũ giao đất, lũy kế 36/41 hộ.”" in note
    assert "thời hạn 20/5/2026: chưa rõ đơn vị được giao." in note
    assert "có văn bản không ghi ngày nhắc tới; 30-BC/ĐU nói “Đã sửa được 04/06 cống thoát nước ở chợ.”" in note


def test_where_only_such_tasks_are_late_no_letter_is_made(home):
    found = actions.reminder(home, today=dt.date(2026, 5, 21), month="2026-05")
    assert isinstance(found, Issue)
    assert "1 việc quá hạn chưa rõ đơn vị" in found.what


def test_the_command_tells_how_many_are_left_to_the_writer(chidao, home, tmp_path):
    done = chidao("report", "letter", "--month", "2026-05", "-o", tmp_path / "l.docx", home=home)
    assert "3 việc quá hạn khác cần xem lại" in done.out
