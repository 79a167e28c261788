"""Recipients against owners: those behind 'Như mục …' and 'Như Điều …', who supervises, who keeps the file."""

import pytest
from texts import plan

from graph.reader import open_reader
from graph.recipients import mailing
from graph.responsibility import Scope
from ui import actions

PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG SÔNG TRẦU                              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 57/KH-UBND                                Độc lập - Tự do - Hạnh phúc
                                              Sông Trầu, ngày 10 tháng 5 năm 2026

KẾ HOẠCH
Sửa các bến thuyền trên địa bàn phường Sông Trầu

Ủy ban nhân dân phường Sông Trầu, thành phố Lam Giang ban hành Kế hoạch như sau:

1. Giao Phòng Kinh tế, Hạ tầng và Đô thị sửa 03 bến thuyền trước ngày 29/5/2026.

2. Giao Phòng Văn hóa - Xã hội phối hợp với Trạm Y tế phường phát tờ rơi trước ngày 29/5/2026.

3. Giao Công an phường kiểm tra đò ngang trước ngày 29/5/2026.

4. Giao Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường tổng hợp, báo cáo Đảng ủy phường trước ngày 30/5/2026.

Nơi nhận:
- Thường trực Đảng ủy phường (để b/c);
- Như mục {items};
- Ban Chỉ huy Quân sự phường;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A
"""


def told(tmp_path, items):
    (tmp_path / "ke-hoach.txt").write_text(PLAN.format(items=items), encoding="utf-8")
    actions.ingest(tmp_path / "home", [tmp_path / "ke-hoach.txt"])
    with open_reader(tmp_path / "home") as reader:
        (found,) = mailing(reader.register, Scope())
        return found


@pytest.mark.parametrize("items", ["1, 2, 3", "1, 2 và 3", "1-3"])
def test_those_behind_as_item_are_sent_to(tmp_path, items):
    found = told(tmp_path, items)
    assert found.unsent == ()
    assert [name.split(" phường")[0] for name in found.idle] == [
        "Ban Chỉ huy Quân sự"
    ]  # neither the board nor the office


def test_an_item_that_is_not_named_is_not_sent_to(tmp_path):
    assert [name.split(" phường")[0] for name in told(tmp_path, "1, 2").unsent] == ["Công an"]


def test_the_line_is_the_proof():
    reading = plan("1. Giao Công an phường kiểm tra đò ngang.\n\nNơi nhận:\n- Như mục 1;\n- Lưu: VT.")
    (proof,) = [evidence for _, evidence in reading.document.recipients if evidence.rule == "address.as-item"]
    assert proof.quote == reading.text[proof.start : proof.end] == "Như mục 1"
