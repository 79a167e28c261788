"""Task tables: each row with an owner, a time or a product is a task."""

from datetime import date

import pytest
from texts import LETTER, plan, read

from ingest.tables import cells_of, columns_of
from ontology.model import DeadlineKind, Role

PREAMBLE = "Ban Thường vụ Đảng ủy phường Sông Trầu đề nghị các chi bộ trực thuộc thực hiện các việc sau:"
TABLE = """
II. PHÂN CÔNG NHIỆM VỤ

| TT | Nhiệm vụ | Chủ trì | Phối hợp | Sản phẩm | Thời hạn |
|---|---|---|---|---|---|
| I | CÔNG TÁC ĐẢNG | | | | |
| 1 | Rà soát hồ sơ đảng viên | Ban Xây dựng Đảng | Các chi bộ trực thuộc; Văn phòng Đảng ủy | Danh sách | 30/6/2026 |
| 2 | Mở lớp đảng viên mới | Ban Xây dựng Đảng | | 02 lớp | Quý III/2026 |
| II | VIỆC DÂN | | | | |
| 1 | Nạo vét mương thoát nước | UBND phường, Công an phường | | | Tháng 9/2026 |
| 2 | Tiếp dân ở nhà văn hóa | Tổ giúp việc số hóa | | Sổ tiếp dân | Thường xuyên |
"""


def row(time):
    """The deadlines of a table's only row with this time."""
    reading = plan(
        "II. PHÂN CÔNG NHIỆM VỤ\n\n| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Rà soát "
        f"hộ nghèo | Công an phường | {time} |"
    )
    (task,) = reading.tasks
    for d in task.deadlines:
        assert reading.text[d.evidence.start : d.evidence.end] == d.evidence.quote
    return task.deadlines


def test_rows_become_tasks():
    reading = plan(TABLE)
    assert [(task.path, task.text) for task in reading.tasks] == [
        ("II.I.1", "Rà soát hồ sơ đảng viên"),
        ("II.I.2", "Mở lớp đảng viên mới"),
        ("II.II.1", "Nạo vét mương thoát nước"),
        ("II.II.2", "Tiếp dân ở nhà văn hóa"),
    ]
    assert [task.product for task in reading.tasks] == ["Danh sách", "02 lớp", "", "Sổ tiếp dân"]
    for task in reading.tasks:
        for item in (task.evidence, *(a.evidence for a in task.assignments), *(d.evidence for d in task.deadlines)):
            assert reading.text[item.start : item.end] == item.quote


def test_the_bodies_of_a_row():
    first, second, third, fourth = plan(TABLE).tasks
    assert [(a.role, a.actor.surface, a.lead) for a in first.assignments] == [
        (Role.ASSIGNED, "Ban Xây dựng Đảng", True),
        (Role.COORDINATING, "Các chi bộ trực thuộc", False),
        (Role.COORDINATING, "Văn phòng Đảng ủy", False),
    ]
    assert [a.actor.surface for a in second.assignments] == ["Ban Xây dựng Đảng"]
    assert [a.actor.name for a in third.assignments] == ["Ủy ban nhân dân phường Sông Trầu", "Công an phường Sông Trầu"]
    assert [a.actor.surface for a in fourth.assignments] == ["Tổ giúp việc số hóa"]


def test_the_times_of_the_rows():
    assert [[str(d.to or d.recurrence) for d in task.deadlines] for task in plan(TABLE).tasks] == [
        ["2026-06-30"],
        ["2026-09-30"],
        ["2026-09-30"],
        ["thường xuyên"],
    ]


@pytest.mark.parametrize(
    ("time", "first", "last", "precision"),
    [
        ("30/6/2026", None, date(2026, 6, 30), "day"),
        ("Trước ngày 30/6/2026", None, date(2026, 6, 30), "day"),
        ("30-6-2026", None, date(2026, 6, 30), "day"),
        ("6/2026", date(2026, 6, 1), date(2026, 6, 30), "month"),
        ("Tháng 6/2026", date(2026, 6, 1), date(2026, 6, 30), "month"),
        ("Quý II/2026", date(2026, 4, 1), date(2026, 6, 30), "quarter"),
        ("Quý 4 năm 2026", date(2026, 10, 1), date(2026, 12, 31), "quarter"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "year"),
        ("Năm 2026", date(2026, 1, 1), date(2026, 12, 31), "year"),
        ("2026-2030", date(2026, 1, 1), date(2030, 12, 31), "year"),
        ("Giai đoạn 2026 - 2030", date(2026, 1, 1), date(2030, 12, 31), "year"),
    ],
)
def test_times_of_a_cell(time, first, last, precision):
    (deadline,) = row(time)
    assert (deadline.start, deadline.to, deadline.precision) == (first, last, precision)
    assert deadline.kind is (DeadlineKind.DATE if precision == "day" else DeadlineKind.PERIOD)


@pytest.mark.parametrize(
    ("time", "rule"),
    [
        ("Thường xuyên", "thường xuyên"),
        ("Hằng năm", "FREQ=YEARLY"),
        ("Hàng tháng", "FREQ=MONTHLY"),
        ("Hằng quý", "FREQ=MONTHLY;INTERVAL=3"),
    ],
)
def test_recurrences_of_a_cell(time, rule):
    assert [d.recurrence for d in row(time)] == [rule]


@pytest.mark.parametrize("time", ["", "Theo kế hoạch riêng", "31/6/2026", "Quý V/2026", "13/2026"])
def test_cells_that_tell_no_time(time):
    assert row(time) == ()


def test_two_times_in_one_cell():
    assert [d.to for d in row("30/6/2026; 30/11/2026")] == [date(2026, 6, 30), date(2026, 11, 30)]


def test_a_table_of_another_kind_holds_no_tasks():
    reading = plan(
        "II. PHÂN CÔNG NHIỆM VỤ\n\n| TT | Họ và tên | Năm sinh |\n|---|---|---|\n| 1 | Trần Văn Mẫu | 1990 |\n\n"
        "1. Rà soát hộ nghèo."
    )
    assert [task.text for task in reading.tasks] == ["Rà soát hộ nghèo."]


ANNEX = """
PHỤ LỤC
DANH MỤC VIỆC

| TT | Nội dung | Đơn vị chủ trì | Thời hạn |
| 1 | Đếm đèn đường hỏng | Công an phường | 30/6/2026 |
| 2 | Thay đèn đường hỏng | UBND phường | 30/9/2026 |
"""


def test_a_table_in_an_annex_is_told_apart_from_the_items_of_the_letter():
    reading = read(
        LETTER.format(subject="việc chung", preamble=PREAMBLE, body="1. Rà soát hộ nghèo.\n\n2. Tuần tra ban đêm.")
        + ANNEX
    )
    assert [task.text for task in reading.tasks] == [
        "Rà soát hộ nghèo.",
        "Tuần tra ban đêm.",
        "Đếm đèn đường hỏng",
        "Thay đèn đường hỏng",
    ]
    assert [task.path for task in reading.tasks] == ["1", "2", "1", "2"]
    assert [task.ordinal for task in reading.tasks] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("| a |  | c |", ["a", "", "c"]),
        ("a | b", ["a", "b"]),
        ("| một \\| hai | ba |", ["một \\| hai", "ba"]),
        ("|x|", ["x"]),
    ],
)
def test_cells(line, cells):
    found = cells_of(line, 100)
    assert [cell.text for cell in found] == cells
    for cell in found:
        assert line[cell.start - 100 : cell.end - 100] == cell.text


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("| TT | Nhiệm vụ | Chủ trì | Thời hạn |", {"order": 0, "task": 1, "lead": 2, "due": 3}),
        (
            "| STT | NỘI DUNG CÔNG VIỆC | ĐƠN VỊ THỰC HIỆN | ĐƠN VỊ PHỐI HỢP | KẾT QUẢ |",
            {"order": 0, "task": 1, "lead": 2, "support": 3, "product": 4},
        ),
        ("| TT | Họ và tên | Chức vụ |", {}),
        ("| TT | Nhiệm vụ | Ghi chú |", {}),
        ("| Chủ trì | Thời hạn |", {}),
    ],
)
def test_heads_of_task_tables(head, columns):
    assert columns_of(cells_of(head, 0)) == columns
