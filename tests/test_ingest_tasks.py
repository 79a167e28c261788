"""Tasks: each paragraph that demands something, whole and clean, at its printed path; nothing else."""

import pytest
from texts import PLAN, letter, plan, read

from ingest.tasks import clean
from ontology.model import DeadlineKind, Grade


def told(reading):
    return [(task.path, task.ordinal, task.text) for task in reading.tasks]


def test_a_task_has_its_path_and_its_words_without_the_enumerator():
    reading = plan(
        "II. NHIỆM VỤ\n\n1. Kinh tế\n\n1.1. Rà soát hộ nghèo.\n\n1.2. Nạo vét mương thoát nước;\n\n"
        "- Quét ngõ sáng Chủ nhật."
    )
    assert told(reading)[:2] == [("II.1.1.1", 1, "Rà soát hộ nghèo."), ("II.1.1.2", 1, "Nạo vét mương thoát nước;")]
    for task in reading.tasks:
        assert reading.text[task.evidence.start : task.evidence.end] == task.evidence.quote


def test_ordinals_count_the_tasks_of_one_path():
    reading = plan(
        "II. NHIỆM VỤ\n\n1. Công an phường\n\n- Tuần tra ban đêm.\n\n- Ghi sổ từng vụ việc.\n\n2. Trạm Y tế\n\n"
        "- Phun thuốc muỗi."
    )
    assert [(task.path, task.ordinal) for task in reading.tasks] == [("II.1", 1), ("II.1", 2), ("II.2", 1)]


def test_two_items_of_one_number_are_two_tasks():
    reading = letter(
        "3. Rà soát hộ nghèo.\n\n4. Nạo vét mương thoát nước.\n\n4. Quét ngõ sáng Chủ nhật.\n\n5. Trồng cây ven sông."
    )
    assert [(task.path, task.ordinal) for task in reading.tasks] == [("3", 1), ("4", 1), ("4", 2), ("5", 1)]


@pytest.mark.parametrize(
    "heading",
    [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "I. KẾT QUẢ CÔNG TÁC THÁNG 4",
        "I. TIÊU CHÍ XÉT CHỌN",
        "I. CHỈ TIÊU",
        "I. QUAN ĐIỂM",
        "I. ĐÁNH GIÁ KẾT QUẢ THÁNG 4",
        "I. HẠN CHẾ, TỒN TẠI",
    ],
)
def test_parts_without_tasks(heading):
    reading = plan(f"{heading}\n\n1. Giao Công an phường tuần tra ban đêm.\n\nII. NHIỆM VỤ\n\n1. Rà soát hộ nghèo.")
    assert [task.path for task in reading.tasks] == ["II.1"]


@pytest.mark.parametrize(
    "line",
    [
        "Trên đây là Kế hoạch của Ban Thường vụ Đảng ủy phường.",
        "Trong quá trình thực hiện, vướng đâu thì báo về Văn phòng Đảng ủy.",
        "Xin trân trọng cảm ơn.",
        "Văn phòng Đảng ủy thông báo để các chi bộ biết, thực hiện.",
    ],
)
def test_farewells_are_no_tasks(line):
    reading = plan(f"I. NHIỆM VỤ\n\n1. Rà soát hộ nghèo.\n\n{line}")
    assert [task.path for task in reading.tasks] == ["I.1"]


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        (
            "Ban Thường vụ Đảng ủy phường yêu cầu các chi bộ trực thuộc nghiêm túc làm đúng ngày.",
            "các chi bộ trực thuộc",
        ),
        ("Giao Văn phòng Đảng ủy theo dõi, đôn đốc việc thực hiện Kế hoạch.", "Văn phòng Đảng ủy"),
        ("Đề nghị các chi bộ trực thuộc nghiêm túc làm đúng ngày.", "các chi bộ trực thuộc"),
    ],
)
def test_closing_words_that_charge_somebody_are_a_task_without_path(line, owner):
    reading = plan(f"I. NHIỆM VỤ\n\n1. Rà soát hộ nghèo.\n\n{line}")
    assert [task.path for task in reading.tasks] == ["I.1", ""]
    assert [a.actor.surface for a in reading.tasks[-1].assignments if a.grade is Grade.STATED] == [owner]


def test_headings_notes_remarks_and_steps_are_no_tasks():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Xây dựng Đảng\n\n- Rà soát hồ sơ đảng viên¹.\n\n- Bước 1. Lập danh sách\n\n"
        "- Lưu ý: hồ sơ để ở phường.\n\n"
        "¹ Theo mẫu của Tỉnh ủy đã gửi về các đơn vị."
    )
    assert [task.text for task in reading.tasks] == ["Rà soát hồ sơ đảng viên."]


def test_a_task_broken_by_a_page_and_a_footnote_is_whole():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Văn phòng mở sổ theo dõi¹ từng việc, mỗi việc chỉ ghi tên một người chịu\n\n2\n\n"
        "¹ Sổ mẫu số 3.\n\n"
        "trách nhiệm chính, cập nhật vào chiều thứ Sáu./."
    )
    assert [task.text for task in reading.tasks] == [
        "Văn phòng mở sổ theo dõi từng việc, mỗi việc chỉ ghi tên một người chịu trách nhiệm chính, cập nhật "
        "vào chiều thứ Sáu."
    ]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Làm ngay./.", "Làm ngay."),
        ("Làm ngay. /.", "Làm ngay."),
        ("Mở sổ¹² theo dõi", "Mở sổ theo dõi"),
        ("Thông tư 5/. ", "Thông tư 5."),
        ("", ""),
    ],
)
def test_clean_words(printed, words):
    assert clean(printed) == words


def test_a_report_holds_tasks_only_where_it_says_so():
    text = PLAN.replace("15-KH/ĐU", "15-BC/ĐU").replace("KẾ HOẠCH", "BÁO CÁO")
    body = (
        "I. TÌNH HÌNH\n\n1. Công an phường tuần tra 12 đêm.\n\nII. PHƯƠNG HƯỚNG, NHIỆM VỤ\n\n"
        "1. Công an phường lắp thêm camera."
    )
    reading = read(
        text.format(
            subject="kết quả tháng 4", preamble="Ban Thường vụ Đảng ủy phường Sông Trầu báo cáo như sau:", body=body
        )
    )
    assert [task.path for task in reading.tasks] == ["II.1"]


DECISION = """
ỦY BAN NHÂN DÂN
PHƯỜNG SÔNG TRẦU

Số: 45/QĐ-UBND
Sông Trầu, ngày 22 tháng 5 năm 2026

QUYẾT ĐỊNH
Về việc kiện toàn tổ hòa giải ở tổ dân phố

CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG

Căn cứ Luật Hòa giải ở cơ sở;
Theo đề nghị của Trưởng Phòng Văn hóa - Xã hội,

QUYẾT ĐỊNH:

Điều 1. Kiện toàn 14 tổ hòa giải, mỗi tổ 05 người.

Điều 2. Phân công nhiệm vụ

1. Phòng Văn hóa - Xã hội tập huấn cho hòa giải viên trước ngày 30/6/2026.

2. Công an phường:

a) Cử người dự các buổi hòa giải phức tạp.

Điều 3. Quyết định này có hiệu lực kể từ ngày ký.

Điều 4. Văn phòng HĐND và UBND phường, Phòng Văn hóa - Xã hội chịu trách nhiệm thi hành Quyết định này./.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Thị Mẫu
"""


def test_a_decision_gives_tasks_where_it_charges_somebody():
    reading = read(DECISION)
    found = {task.path: [a.actor.surface for a in task.assignments] for task in reading.tasks}
    assert found == {
        "Điều 2.1": ["Phòng Văn hóa - Xã hội"],
        "Điều 2.2.a": ["Công an phường"],
        "Điều 4": ["Văn phòng HĐND và UBND phường", "Phòng Văn hóa - Xã hội"],
    }


def test_a_letter_without_outline_asks_in_its_last_words():
    reading = letter(
        "Đề nghị các chi bộ trực thuộc nghiên cứu, thực hiện; kết quả gửi về Ban Xây dựng Đảng trước ngày 20/5/2026./.",
        "Thừa lệnh Ban Thường vụ Đảng ủy, Văn phòng Đảng ủy sao gửi Công văn số 215-CV/TU ngày 29/4/2026 của Tỉnh ủy.",
    )
    (task,) = reading.tasks
    assert task.text.startswith("Đề nghị các chi bộ")
    assert [a.actor.surface for a in task.assignments] == ["các chi bộ trực thuộc"]
    assert [str(d.to) for d in task.deadlines] == ["2026-05-20"]
    assert [r.receiver.surface for r in task.reports] == ["Ban Xây dựng Đảng"]


@pytest.mark.parametrize("asked", ["các đồng chí", "các đồng chí bí thư chi bộ", "quý cơ quan"])
def test_a_demand_with_a_day_is_a_task_whoever_is_asked(asked):
    reading = letter(
        f"Đề nghị {asked} nghiên cứu, thực hiện; kết quả gửi về Ban Xây dựng Đảng trước ngày 20/5/2026./.",
        "Thừa lệnh Ban Thường vụ Đảng ủy, Văn phòng Đảng ủy sao gửi Công văn số 215-CV/TU ngày 29/4/2026 của Tỉnh ủy.",
    )
    assert [str(d.to) for task in reading.tasks for d in task.deadlines] == ["2026-05-20"]
    assert [r.receiver.surface for task in reading.tasks for r in task.reports] == ["Ban Xây dựng Đảng"]


def test_everything_said_of_one_task():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Giao Ban Xây dựng Đảng chủ trì, phối hợp với Công an phường lập danh sách, xong "
        "trước ngày 30/6, "
        "báo cáo Ban Thường vụ Đảng ủy (qua Văn phòng Đảng ủy) trước ngày 05/7/2026; cập nhật hằng tuần."
    )
    (task,) = reading.tasks
    assert [(d.kind, str(d.to), d.grade) for d in task.deadlines if d.to] == [
        (DeadlineKind.DATE, "2026-06-30", Grade.INFERRED),
        (DeadlineKind.DATE, "2026-07-05", Grade.STATED),
    ]
    assert [d.recurrence for d in task.deadlines if d.recurrence] == ["FREQ=WEEKLY"]
    assert [
        (r.receiver.surface, r.via.surface if r.via else "", str(r.due.to) if r.due else "") for r in task.reports
    ] == [("Ban Thường vụ Đảng ủy", "Văn phòng Đảng ủy", "2026-07-05")]
    assert {a.actor.surface for a in task.assignments} == {"Ban Xây dựng Đảng", "Công an phường"}


def test_the_tasks_of_a_monthly_resolution_carry_its_month():
    text = PLAN.replace("15-KH/ĐU", "15-NQ/ĐU").replace("KẾ HOẠCH", "NGHỊ QUYẾT")
    reading = read(
        text.format(
            subject="về kết quả tháng 4 và nhiệm vụ trọng tâm tháng 5 năm 2026",
            preamble="Ban Thường vụ Đảng ủy phường Sông Trầu đánh giá kết quả và đề ra nhiệm vụ như sau:",
            body=(
                "I. KẾT QUẢ THÁNG 4\n\n1. Đã làm 12 việc.\n\nII. NHIỆM VỤ TRỌNG TÂM THÁNG 5\n\n"
                "1. Rà soát hộ nghèo trong tháng 5."
            ),
        )
    )
    assert reading.document.month == "2026-05"
    assert [(task.path, str(task.deadlines[0].to)) for task in reading.tasks] == [("II.1", "2026-05-31")]


@pytest.mark.parametrize(
    "scrap", ["Ủy ban nhân dân cấp tỉnh", "Bộ Tài chính và các cơ quan", "động hằng năm của ngành"]
)
def test_a_scrap_of_a_table_is_no_task(scrap):
    body = f"I. NHIỆM VỤ\n\n1. Rà soát hộ nghèo trước ngày 30/6/2026.\n\n{scrap}\n\n2. Lập danh sách hộ nghèo."
    assert [task.text for task in plan(body).tasks] == [
        "Rà soát hộ nghèo trước ngày 30/6/2026.",
        "Lập danh sách hộ nghèo.",
    ]


def test_a_short_sentence_or_item_is_a_task_all_the_same():
    assert len(plan("I. NHIỆM VỤ\n\n1. Rà soát hộ nghèo\n\n2. Lập danh sách.\n\nBáo cáo Đảng ủy phường.").tasks) == 3


PROPOSAL = """
UBND PHƯỜNG SÔNG TRẦU
PHÒNG VĂN HÓA - XÃ HỘI

Số: 31/TTr-VHXH
Sông Trầu, ngày 04 tháng 6 năm 2026

TỜ TRÌNH
Về việc mua sách cho tủ sách bến đò

Kính gửi: Ủy ban nhân dân phường

1. Mua 120 cuốn sách thiếu nhi.

2. Kinh phí lấy từ nguồn xã hội hóa năm 2026.
"""


def test_a_proposal_to_those_above_charges_nobody():
    assert read(PROPOSAL).tasks == ()


def test_a_division_is_one_whether_its_committee_is_named_or_not():
    reading = plan("I. NHIỆM VỤ\n\n1. Giao Phòng Văn hóa - Xã hội đếm sách.")
    assert read(PROPOSAL).document.issuer.name == reading.tasks[0].assignments[0].actor.name


DASHES = "- Kiểm kê đồ chơi cũ ở các điểm trường.\n\n- Công an phường canh cổng trường, xong trước ngày 20/5/2026."


@pytest.mark.parametrize(
    ("preamble", "count"),
    [
        ("Ban Thường vụ Đảng ủy phường yêu cầu các chi bộ thực hiện một số nội dung sau:", 2),
        ("Ban Thường vụ Đảng ủy phường thông báo phân công nhiệm vụ như sau:", 2),
        ("Ban Thường vụ Đảng ủy phường thông báo kết quả kỳ thi như sau:", 1),  # only what charges somebody
    ],
)
def test_dashes_that_the_preamble_leads_in_as_work_are_tasks(preamble, count):
    assert len(letter(DASHES, preamble=preamble).tasks) == count
