"""Owners that no sentence names: those of a heading above, or the group that a lead-in asks."""

import pytest
from texts import letter, plan

from ontology.model import Grade, Role

ASKED = Role.ASSIGNED


def parts(reading, task=0):
    """Role, printed name and grade of each part in one task."""
    found = reading.tasks[task]
    for a in found.assignments:
        assert reading.text[a.evidence.start : a.evidence.end] == a.evidence.quote
    return [(a.role, a.actor.surface, a.grade) for a in found.assignments]


@pytest.mark.parametrize(
    ("heading", "owners"),
    [
        ("1. Công an phường", ["Công an phường"]),
        ("1. Công an phường:", ["Công an phường"]),
        ("1. Giao Công an phường:", ["Công an phường"]),
        ("1. Đối với Công an phường:", ["Công an phường"]),
        ("1. Trách nhiệm của Công an phường", ["Công an phường"]),
        ("1. Công an phường có trách nhiệm:", ["Công an phường"]),
        ("1. Đề nghị Công an phường:", ["Công an phường"]),
        ("1. Công an phường, Trạm Y tế phường", ["Công an phường", "Trạm Y tế phường"]),
        ("1. Công an phường và Trạm Y tế phường", ["Công an phường", "Trạm Y tế phường"]),
        ("1. Các chi bộ trực thuộc", ["Các chi bộ trực thuộc"]),
        ("1. Giáo viên chủ nhiệm các lớp", ["Giáo viên chủ nhiệm các lớp"]),
        ("1. Các đồng chí được phân công có nhiệm vụ:", ["Các đồng chí được phân công"]),
        ("1. Ban Dân chủ, Giám sát và Phản biện xã hội", ["Ban Dân chủ, Giám sát và Phản biện xã hội"]),
        ("1. Các trường THPT, trung tâm GDNN-GDTX", ["Các trường THPT, trung tâm GDNN-GDTX"]),
        ("1. Trách nhiệm của thủ trưởng các đơn vị sự nghiệp:", ["thủ trưởng các đơn vị sự nghiệp"]),
    ],
)
def test_a_heading_that_is_a_name_gives_all_below_it(heading, owners):
    reading = plan(f"I. NHIỆM VỤ\n\n{heading}\n\n- Tuần tra ban đêm.\n\n- Ghi sổ từng vụ việc.")
    for task in (0, 1):
        assert parts(reading, task) == [(ASKED, owner, Grade.HEADING) for owner in owners]


@pytest.mark.parametrize(
    "heading",
    [
        "1. Về công tác Công an phường năm nay",
        "1. Xây dựng Đảng",
        "1. Công an phường và phong trào toàn dân",
        "1. Công chức thực hiện văn hóa công sở",
        "1. Chế độ báo cáo",
        "1. Ban hành văn bản",
        "1. Phòng, chống thiên tai",
        "1. Tổ chức hội nghị",
    ],
)
def test_a_heading_that_is_more_than_a_name_gives_nothing(heading):
    reading = plan(f"I. NHIỆM VỤ\n\n{heading}\n\n- Tuần tra ban đêm ở bến sông.\n\n- Ghi sổ từng vụ việc.")
    assert not [a for task in reading.tasks for a in task.assignments if a.grade is Grade.HEADING]


def test_stated_owners_take_the_place_of_those_of_the_heading():
    reading = plan("I. NHIỆM VỤ\n\n1. Công an phường\n\n- Tuần tra ban đêm.\n\n- Trạm Y tế phường cử người trực cùng.")
    assert parts(reading, 0) == [(ASKED, "Công an phường", Grade.HEADING)]
    assert parts(reading, 1) == [(ASKED, "Trạm Y tế phường", Grade.STATED)]


def test_each_of_those_whom_the_heading_names():
    named = plan(
        "I. NHIỆM VỤ\n\n1. Trách nhiệm của Công an phường, Trạm Y tế phường\n\n- Mỗi cơ quan cử 02 người trực."
    )
    assert [surface for _, surface, _ in parts(named)] == ["Công an phường", "Trạm Y tế phường"]
    alone = plan("I. NHIỆM VỤ\n\n1. Mỗi chi bộ đăng ký một mô hình.")
    assert [surface for _, surface, _ in parts(alone)] == ["Mỗi chi bộ"]


def test_the_nearest_naming_heading_counts():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Công an phường\n\n1.1. Trạm Y tế phường\n\n- Phun thuốc diệt muỗi.\n\n"
        "2. Văn phòng Đảng ủy\n\n- Ghi sổ từng việc."
    )
    assert parts(reading, 0) == [(ASKED, "Trạm Y tế phường", Grade.HEADING)]
    assert parts(reading, 1) == [(ASKED, "Văn phòng Đảng ủy", Grade.HEADING)]


def test_a_lead_in_asks_a_whole_group():
    reading = letter(
        "1. Rà soát hộ nghèo.\n\n2. Công an phường tuần tra ban đêm.",
        "Ban Thường vụ Đảng ủy phường yêu cầu các chi bộ trực thuộc thực hiện các việc sau:",
    )
    assert parts(reading, 0) == [(ASKED, "các chi bộ trực thuộc", Grade.LEAD_IN)]
    assert parts(reading, 1) == [(ASKED, "Công an phường", Grade.STATED)]


@pytest.mark.parametrize(
    ("asked", "group"),
    [
        ("yêu cầu các chi bộ trực thuộc", "các chi bộ trực thuộc"),
        ("đề nghị các tổ dân phố", "các tổ dân phố"),
        ("giao Công an phường", "Công an phường"),
        ("yêu cầu cấp ủy các chi bộ", "cấp ủy các chi bộ"),
        ("phân công đồng chí Bí thư Đảng ủy", "đồng chí Bí thư Đảng ủy"),
    ],
)
def test_lead_ins_of_every_kind(asked, group):
    reading = letter("1. Rà soát hộ nghèo.", f"Ban Thường vụ Đảng ủy phường {asked} thực hiện tốt các việc sau đây:")
    assert parts(reading) == [(ASKED, group, Grade.LEAD_IN)]


def test_a_group_is_named_with_the_clause_that_narrows_it():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Các tổ chức, cá nhân đăng ký mô hình gửi hồ sơ về Ủy ban nhân dân phường trong tháng 6."
    )
    assert parts(reading) == [(ASKED, "Các tổ chức, cá nhân đăng ký mô hình", Grade.STATED)]


def test_a_lead_in_within_the_outline_holds_for_its_own_part():
    reading = letter(
        "I. VIỆC CHUNG\n\n1. Rà soát hộ nghèo.\n\nII. VIỆC RIÊNG\n\n"
        "Đề nghị các tổ dân phố làm các việc sau:\n\n1. Quét ngõ sáng Chủ nhật.\n\n"
        "III. VIỆC KHÁC\n\n1. Trồng cây ven sông.",
        "Ban Thường vụ Đảng ủy phường yêu cầu các chi bộ trực thuộc thực hiện các việc sau:",
    )
    owners = [[a.actor.surface for a in task.assignments] for task in reading.tasks]
    assert owners == [["các chi bộ trực thuộc"], ["các tổ dân phố"], ["các chi bộ trực thuộc"]]
