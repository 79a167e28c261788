"""Labelled lines tell of the item above them and are no tasks; what they tell is the item's."""

import tomllib

import pytest
from texts import plan

import data
from ingest.labels import label_of
from ontology.model import Role

TABLE = tomllib.loads(data.path("words", "labels.toml").read_text(encoding="utf-8"))["entry"]


@pytest.mark.parametrize("entry", TABLE, ids=[entry["kind"] for entry in TABLE])
def test_examples_and_counter_examples(entry):
    assert entry["examples"] and entry["counter"]
    for example in entry["examples"]:
        found = label_of(example)
        assert found is not None, example
        assert found[0] == entry["kind"], example
        assert example[found[1] - 2] == ":", example
    for counter in entry["counter"]:
        found = label_of(counter)
        assert found is None or found[0] != entry["kind"], counter


def owners(task, role=Role.ASSIGNED):
    return [a.actor.surface for a in task.assignments if a.role is role]


ITEM = "II. NỘI DUNG THỰC HIỆN\n\n1. Tuyên truyền\n\n1.1. Tổ chức hội nghị quán triệt tới cán bộ chủ chốt\n\n"


def test_an_item_that_reads_like_a_heading_is_the_task():
    reading = plan(
        ITEM + "- Thời gian: Chậm nhất ngày 25/10/2026.\n\n- Đơn vị chủ trì: Ban Xây dựng Đảng.\n\n"
        "- Đơn vị phối hợp: Văn phòng Đảng ủy, Công an phường.\n\n- Thành phần: Cấp ủy viên.\n\n"
        "- Sản phẩm: Biên bản hội nghị.\n\n1.2. Phát tin trên loa truyền thanh\n\n- Thời gian: Tháng 11.\n\n"
        "- Phân công: đồng chí Nguyễn Văn A, Phó Bí thư Đảng ủy."
    )
    assert [(task.path, task.text) for task in reading.tasks] == [
        ("II.1.1.1", "Tổ chức hội nghị quán triệt tới cán bộ chủ chốt"),
        ("II.1.1.2", "Phát tin trên loa truyền thanh"),
    ]
    first, second = reading.tasks
    assert owners(first) == ["Ban Xây dựng Đảng"]
    assert owners(first, Role.COORDINATING) == ["Văn phòng Đảng ủy", "Công an phường"]
    assert [d.to.isoformat() for d in first.deadlines] == ["2026-10-25"]
    assert first.product == "Biên bản hội nghị"
    assert owners(second) == ["đồng chí Nguyễn Văn A, Phó Bí thư Đảng ủy"]
    assert [(d.start.isoformat(), d.to.isoformat()) for d in second.deadlines] == [("2026-11-01", "2026-11-30")]
    for task in reading.tasks:
        for item in (*task.assignments, *task.deadlines):
            assert reading.text[item.evidence.start : item.evidence.end] == item.evidence.quote


def test_of_one_line_the_one_marked_leads_and_the_others_help():
    reading = plan(ITEM + "- Đơn vị thực hiện: Ban Xây dựng Đảng (chủ trì), Văn phòng Đảng ủy, Trạm Y tế phường.")
    (task,) = reading.tasks
    assert owners(task) == ["Ban Xây dựng Đảng"]
    assert owners(task, Role.COORDINATING) == ["Văn phòng Đảng ủy", "Trạm Y tế phường"]


def test_lines_below_a_task_are_its_own():
    reading = plan(
        "II. NHIỆM VỤ\n\n1. Nạo vét mương thoát nước ở ba ngõ ven sông.\n\n- Chủ trì: Ủy ban nhân dân phường.\n\n"
        "- Thời hạn hoàn thành: quý III/2026.\n\n2. Quét ngõ sáng Chủ nhật."
    )
    assert [task.text for task in reading.tasks] == [
        "Nạo vét mương thoát nước ở ba ngõ ven sông.",
        "Quét ngõ sáng Chủ nhật.",
    ]
    assert owners(reading.tasks[0]) == ["Ủy ban nhân dân phường"]
    assert [d.to.isoformat() for d in reading.tasks[0].deadlines] == ["2026-09-30"]
    assert owners(reading.tasks[1]) == []


@pytest.mark.parametrize(
    "body",
    [
        "II. NỘI DUNG\n\n- Thời gian: ngày 12/5/2026.\n\n- Địa điểm: nhà văn hóa tổ 5.",  # of the whole part
        "II. NHIỆM VỤ\n\n1. Công an phường\n\n- Thời gian: tháng 6/2026.\n\n- Địa điểm: bến sông.",  # an owner's part
    ],
)
def test_a_part_or_an_owner_is_no_task(body):
    assert plan(body).tasks == ()


def test_words_with_a_colon_are_no_label():
    reading = plan("II. NHIỆM VỤ\n\n1. Phối hợp kiểm tra, giám sát: Công an phường kiểm tra bếp ăn tập thể.")
    assert [task.text for task in reading.tasks] == [
        "Phối hợp kiểm tra, giám sát: Công an phường kiểm tra bếp ăn tập thể."
    ]


def test_months_and_terms_told_below_an_item():
    reading = plan(
        "II. NỘI DUNG\n\n1. Soạn văn bản quy định chi tiết\n\n- Cơ quan chủ trì: Công an phường.\n\n"
        "- Thời gian trình Đảng ủy: Trước ngày 15 tháng 10 năm 2026.\n\n"
        "2. Tổ chức hội nghị triển khai\n\n- Cơ quan chủ trì: Văn phòng Đảng ủy.\n\n"
        "- Thời gian thực hiện: Tháng 9 năm 2026."
    )
    assert [[d.to.isoformat() for d in task.deadlines] for task in reading.tasks] == [["2026-10-15"], ["2026-09-30"]]


def test_a_numbered_line_of_whom_and_since_when_is_no_task():
    reading = plan(
        "I. NỘI DUNG, ĐỐI TƯỢNG\n\n1. Đối tượng: Ban Thường vụ Đảng ủy xã Bến Mơ.\n\n"
        "2. Mốc thời gian giám sát: từ ngày 01/7/2025 đến ngày 28/02/2026.\n\nII. TỔ CHỨC THỰC HIỆN\n\n"
        "1. Văn phòng Đảng ủy bố trí phương tiện."
    )
    assert [task.path for task in reading.tasks] == ["II.1"]


def test_what_was_done_is_no_task():
    reading = plan(
        "1. Về kết quả tháng 4: Đã hoàn thành 42/45 nhiệm vụ.\n\n2. Giao Công an phường tuần tra ban đêm.\n\n"
        "3. Qua 15 năm thực hiện Chỉ thị, công tác hội có nhiều kết quả."
    )
    assert [task.path for task in reading.tasks] == ["2"]
