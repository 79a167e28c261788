"""Who a task is given to, who helps, who watches over it, and how that is known."""

import pytest
from texts import plan, read

from ontology.model import Grade, Role

ASKED, HELPS, WATCHES = Role.ASSIGNED, Role.COORDINATING, Role.MONITORING


def parts(reading, task=0):
    """Role, printed name and grade of each part in one task."""
    found = reading.tasks[task]
    for a in found.assignments:
        assert reading.text[a.evidence.start : a.evidence.end] == a.evidence.quote
    return [(a.role, a.actor.surface, a.grade) for a in found.assignments]


def stated(reading, role=ASKED, task=0):
    return [surface for r, surface, grade in parts(reading, task) if r is role and grade is Grade.STATED]


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("Giao Văn phòng Đảng ủy mở sổ theo dõi.", ["Văn phòng Đảng ủy"]),
        ("Giao cho Công an phường lắp camera ở các ngã ba.", ["Công an phường"]),
        ("Phân công Ban Xây dựng Đảng soạn đề cương.", ["Ban Xây dựng Đảng"]),
        ("Đề nghị Ủy ban nhân dân phường bố trí kinh phí.", ["Ủy ban nhân dân phường"]),
        ("Yêu cầu Trạm Y tế phường phun thuốc diệt muỗi.", ["Trạm Y tế phường"]),
        ("Công an phường tuần tra ban đêm ở bến sông.", ["Công an phường"]),
        ("Công an phường, Trạm Y tế phường kiểm tra bếp ăn.", ["Công an phường", "Trạm Y tế phường"]),
        ("Công an phường và Trạm Y tế phường kiểm tra bếp ăn.", ["Công an phường", "Trạm Y tế phường"]),
        ("Công an phường chủ trì kiểm tra bếp ăn tập thể.", ["Công an phường"]),
        ("Các chi bộ trực thuộc họp dân trong tuần đầu.", ["Các chi bộ trực thuộc"]),
        ("UBND phường nạo vét mương trước mùa mưa.", ["UBND phường"]),
        ("Uỷ ban nhân dân phường nạo vét mương trước mùa mưa.", ["Uỷ ban nhân dân phường"]),
        ("Ban Thường vụ Đảng ủy yêu cầu Công an phường tuần tra ban đêm.", ["Công an phường"]),
        ("Chủ tịch UBND phường tiếp dân vào thứ Năm.", ["Chủ tịch UBND phường"]),
        ("Hai bên giao Công an phường và Trạm Y tế phường trực chung.", ["Công an phường", "Trạm Y tế phường"]),
        ("Nhận được Công văn này, yêu cầu các chi bộ họp ngay.", ["các chi bộ"]),
        ("Ủy ban nhân dân các xã: Đầm Sen, Bến Mơ trồng lại cây.", ["Ủy ban nhân dân các xã: Đầm Sen, Bến Mơ"]),
        ("Trưởng các thôn, xóm: chặt tỉa cành cây.", ["Trưởng các thôn, xóm"]),
        ("Các HTX dịch vụ nông nghiệp vận hành trạm bơm.", ["Các HTX dịch vụ nông nghiệp"]),
        (
            "Ban thường vụ các đảng ủy được giám sát chuẩn bị báo cáo theo đề cương.",
            ["Ban thường vụ các đảng ủy được giám sát"],
        ),
    ],
)
def test_the_sentence_itself_names_the_owner(words, owners):
    assert stated(plan(f"I. NHIỆM VỤ\n\n1. {words}")) == owners


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("Về công tác cán bộ: Giao Ban Xây dựng Đảng chủ trì rà soát hồ sơ.", ["Ban Xây dựng Đảng"]),
        ("Công tác cán bộ: giao Ban Xây dựng Đảng rà soát hồ sơ.", ["Ban Xây dựng Đảng"]),
        ("Về công tác cán bộ: Ban Xây dựng Đảng chủ trì rà soát hồ sơ.", ["Ban Xây dựng Đảng"]),
        ("Trước ngày 30/6/2026, Công an phường gặp gỡ từng hộ.", ["Công an phường"]),
        ("Hằng tháng, Công an phường gặp gỡ từng hộ.", ["Công an phường"]),
        ("Trên cơ sở kết quả rà soát, Ủy ban nhân dân phường lập danh sách hộ.", ["Ủy ban nhân dân phường"]),
        ("Căn cứ chức năng, nhiệm vụ, Công an phường tuần tra ban đêm.", ["Công an phường"]),
        ("Nạo vét mương (Ủy ban nhân dân phường chủ trì, xong trước ngày 30/6/2026).", ["Ủy ban nhân dân phường"]),
        ("Kiểm tra việc tiếp dân ở tổ 5, do Ủy ban Kiểm tra Đảng ủy chủ trì.", ["Ủy ban Kiểm tra Đảng ủy"]),
        ("Đơn vị chủ trì: Công an phường. Thời gian: trước ngày 30/6/2026.", ["Công an phường"]),
    ],
)
def test_owners_behind_a_topic_a_clause_or_in_brackets(words, owners):
    assert stated(plan(f"I. NHIỆM VỤ\n\n1. {words}")) == owners


def test_lead_and_helper_told_by_labels():
    reading = plan("I. NHIỆM VỤ\n\n1. Mở lớp xóa mù chữ. Chủ trì: Phòng Văn hóa - Xã hội; phối hợp: Công an phường.")
    assert stated(reading) == ["Phòng Văn hóa - Xã hội"]
    assert stated(reading, HELPS) == ["Công an phường"]


def test_the_issuer_may_charge_itself():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Ban Thường vụ Đảng ủy: Chủ trì, theo dõi chung, nghe báo cáo vào ngày 25 hằng tháng."
    )
    assert stated(reading) == ["Ban Thường vụ Đảng ủy"]


@pytest.mark.parametrize(
    ("words", "owners", "helpers"),
    [
        (
            "Công an phường chủ trì, phối hợp với Trạm Y tế phường kiểm tra bếp ăn.",
            ["Công an phường"],
            ["Trạm Y tế phường"],
        ),
        (
            "Công an phường phối hợp chặt chẽ với Trạm Y tế phường kiểm tra bếp ăn.",
            ["Công an phường"],
            ["Trạm Y tế phường"],
        ),
        ("Chủ trì, phối hợp với Công an phường kiểm tra bếp ăn tập thể.", [], ["Công an phường"]),
        (
            "Giao Ban Xây dựng Đảng chủ trì, phối hợp với Văn phòng Đảng ủy và Ủy ban nhân dân phường lập danh sách.",
            ["Ban Xây dựng Đảng"],
            ["Văn phòng Đảng ủy", "Ủy ban nhân dân phường"],
        ),
        ("Công an phường phối hợp cùng các tổ dân phố gặp từng hộ.", ["Công an phường"], ["các tổ dân phố"]),
        ("Công an phường cùng với Trạm Y tế phường kiểm tra bếp ăn.", ["Công an phường"], ["Trạm Y tế phường"]),
        ("Công an phường kiểm tra bếp ăn cùng ngày với Trạm Y tế phường.", ["Công an phường"], []),
        ("Công an phường báo tin cho cơ quan cùng cấp để biết.", ["Công an phường"], []),
    ],
)
def test_who_leads_and_who_helps(words, owners, helpers):
    reading = plan(f"I. NHIỆM VỤ\n\n1. {words}")
    assert stated(reading) == owners
    assert stated(reading, HELPS) == helpers


def test_the_lead_is_marked():
    reading = plan("I. NHIỆM VỤ\n\n1. Công an phường chủ trì kiểm tra bếp ăn.\n\n2. Công an phường tuần tra ban đêm.")
    assert [[a.lead for a in task.assignments] for task in reading.tasks] == [[True], [False]]


@pytest.mark.parametrize(
    "words",
    [
        "Tích cực tuyên truyền về vệ sinh nơi công cộng.",
        "Nâng cao chất lượng tham mưu của Văn phòng Đảng ủy trong năm.",
        "Đẩy mạnh chuyển đổi số ở Ủy ban nhân dân phường và các tổ dân phố.",
        "Học tập kinh nghiệm mà Công an phường đã làm được ở bến sông.",
    ],
)
def test_a_name_in_passing_gets_no_task(words):
    assert stated(plan(f"I. NHIỆM VỤ\n\n1. {words}")) == []


def test_the_issuer_demands_and_is_not_charged():
    reading = plan("I. NHIỆM VỤ\n\n1. Ban Thường vụ Đảng ủy phường đề nghị Công an phường tuần tra ban đêm.")
    assert [surface for _, surface, _ in parts(reading)] == ["Công an phường"]


def test_a_second_unit_that_watches():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Công an phường tuần tra ban đêm. Ủy ban Kiểm tra Đảng ủy kiểm tra, giám sát việc tuần tra."
    )
    assert stated(reading) == ["Công an phường"]
    assert stated(reading, WATCHES) == ["Ủy ban Kiểm tra Đảng ủy"]


def test_an_order_in_the_middle_of_a_sentence():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Mở thêm hai lớp xóa mù chữ; giao Phòng Văn hóa - Xã hội chủ trì, xong trong quý III/2026."
    )
    assert stated(reading) == ["Phòng Văn hóa - Xã hội"]


def test_one_sentence_charges_several():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Giao Phòng Văn hóa - Xã hội mở hai lớp xóa mù chữ; giao Văn phòng Đảng ủy theo dõi, đôn đốc."
    )
    assert stated(reading) == ["Phòng Văn hóa - Xã hội", "Văn phòng Đảng ủy"]


def test_a_second_owner_behind_a_semicolon():
    reading = plan("I. NHIỆM VỤ\n\n1. Chi bộ họp xong trước 15/7/2026; đảng ủy phường hoàn thành trước ngày 25/7/2026.")
    assert stated(reading) == ["Chi bộ", "đảng ủy phường"]


def test_a_commune_or_province_stands_for_those_who_govern_it():
    reading = plan("I. NHIỆM VỤ\n\n1. Giao phường Cửa Đông chủ trì, phối hợp với tỉnh Lam Giang nạo vét kênh.")
    assert stated(reading) == ["phường Cửa Đông"]
    assert stated(reading, HELPS) == ["tỉnh Lam Giang"]
    assert not plan("I. NHIỆM VỤ\n\n1. Phường Cửa Đông nằm bên bờ kênh, dân sống bằng nghề chài.").tasks[0].assignments


def test_nobody_is_named_twice_and_no_owner_helps_himself():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Giao Công an phường lập danh sách. Công an phường phối hợp với Công an phường và "
        "Trạm Y tế phường gặp từng hộ."
    )
    names = [(role, surface) for role, surface, _ in parts(reading)]
    assert names == [(ASKED, "Công an phường"), (HELPS, "Trạm Y tế phường")]


def test_relative_names_come_to_mean_the_senders_own():
    reading = plan("I. NHIỆM VỤ\n\n1. UBND phường nạo vét mương.\n\n2. UBND phường Cửa Đông cho mượn máy.")
    assert [a.actor.name for task in reading.tasks for a in task.assignments] == [
        "Ủy ban nhân dân phường Sông Trầu",
        "Ủy ban nhân dân phường Cửa Đông",
    ]


CELL = """
ĐẢNG BỘ PHƯỜNG SÔNG TRẦU
CHI BỘ TỔ DÂN PHỐ SỐ {number}
*
Số 06-NQ/CB

ĐẢNG CỘNG SẢN VIỆT NAM
Sông Trầu, ngày 05 tháng 6 năm 2026

NGHỊ QUYẾT
sinh hoạt chi bộ thường kỳ tháng 6 năm 2026
-----

I. KẾT QUẢ THÁNG 5

1. Đã quét vôi 12 gốc cây ven bờ kè.

II. NHIỆM VỤ THÁNG 6

1. Chi hội Phụ nữ phân loại rác, báo cáo Chi ủy trước ngày 25.

2. Chi bộ dự lễ chào cờ ở nhà văn hóa.
"""


def test_what_a_cell_has_is_its_own_and_no_other_cells():
    three, five = (read(CELL.format(number=number)) for number in (3, 5))
    owner = three.tasks[0].assignments[0].actor
    assert owner.name == "Chi hội Phụ nữ Tổ dân phố số 3 phường Sông Trầu"
    assert five.tasks[0].assignments[0].actor.name != owner.name
    (report,) = three.tasks[0].reports
    assert report.receiver.name == "Chi ủy Chi bộ Tổ dân phố số 3 phường Sông Trầu"
    assert three.tasks[1].assignments[0].actor.name == three.document.issuer.name


def test_a_cells_monthly_resolution_sets_the_tasks_of_its_month():
    reading = read(CELL.format(number=3))
    assert reading.document.month == "2026-06"
    assert [(o.month, o.progress.value) for o in reading.outcomes] == [("2026-05", "done")]
    (deadline,) = reading.tasks[0].deadlines
    assert (deadline.to.isoformat(), deadline.grade) == ("2026-06-25", Grade.INFERRED)


def test_a_team_charged_by_its_article():
    reading = plan("I. NHIỆM VỤ\n\n1. Tổ công tác có nhiệm vụ:\n\na) Đến từng nhà vận động, xong trước ngày 15/6/2026.")
    assert [a.actor.surface for a in reading.tasks[-1].assignments] == ["Tổ công tác"]
    assert reading.tasks[-1].assignments[0].grade is Grade.HEADING


def test_a_place_in_whose_name_a_body_would_begin():
    reading = plan("I. NHIỆM VỤ\n\n1. Ủy ban nhân dân thành phố Hải Phòng tuyên truyền sâu rộng đến từng hộ.")
    assert stated(reading) == ["Ủy ban nhân dân thành phố Hải Phòng"]


def test_posts_of_the_senders_commune_have_its_place():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Giao Chánh Văn phòng HĐND và UBND phường đôn đốc; báo cáo đồng chí Chủ tịch phường."
    )
    (owner,) = reading.tasks[0].assignments
    assert owner.actor.name == "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường Sông Trầu"
    assert [r.receiver.name for r in reading.tasks[0].reports] == ["Chủ tịch phường Sông Trầu"]


def test_an_office_that_passes_on_a_conclusion_demands_nothing_by_saying_so():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Giao Công an phường tuần tra ven sông.\n\n"
        "Thừa lệnh đồng chí Bí thư, Văn phòng Đảng ủy thông báo để các đơn vị biết, thực hiện."
    )
    assert len(reading.tasks) == 1


def test_items_in_brackets_within_a_paragraph():
    reading = plan(
        "I. NHIỆM VỤ\n\n1. Đường hoa\n\n(1) Công an phường kẻ vạch. "
        "(2) Trạm Y tế phường trồng cây thuốc nam trong quý III/2026."
    )
    assert stated(reading) == ["Công an phường", "Trạm Y tế phường"]


DEPARTMENT = """
ỦY BAN NHÂN DÂN TỈNH LAM GIANG
SỞ XÂY DỰNG

Số: 12/KH-SXD
Lam Giang, ngày 10 tháng 3 năm 2026

KẾ HOẠCH
Sắp xếp kho lưu trữ năm 2026

Giám đốc Sở Xây dựng tỉnh Lam Giang yêu cầu:

1. Văn phòng Sở:

a) Lập danh mục hồ sơ, xong trước ngày 20/4/2026.

2. Thanh tra Sở gửi hồ sơ về Văn phòng Sở.

| STT | Nội dung | Đơn vị chủ trì | Thời gian |
|---|---|---|---|
| 1 | Dọn kho | Phòng Quản lý nhà | Tháng 9 |
"""


def test_the_parts_of_a_department_are_its_own():
    reading = read(DEPARTMENT)
    office = "Văn phòng Sở Xây dựng tỉnh Lam Giang"
    owners = [[a.actor.name for a in task.assignments if a.role is ASKED] for task in reading.tasks]
    assert owners == [
        [office],
        ["Thanh tra Sở Xây dựng tỉnh Lam Giang"],
        ["Phòng Quản lý nhà Sở Xây dựng tỉnh Lam Giang"],
    ]
    assert [r.receiver.name for r in reading.tasks[1].reports] == [office]


def test_a_month_in_a_table_takes_the_year_of_the_document():
    (deadline,) = read(DEPARTMENT).tasks[2].deadlines
    assert (deadline.to.isoformat(), deadline.grade) == ("2026-09-30", Grade.INFERRED)


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("Giao đồng chí Lê Thị Mẫu chuẩn bị nội dung.", ["đồng chí Lê Thị Mẫu"]),
        ("Giao đồng chí Lê Thị Mẫu, Phó Bí thư Đảng ủy, theo dõi.", ["đồng chí Lê Thị Mẫu, Phó Bí thư Đảng ủy"]),
        ("Thu nốt quỹ. Phân công: đ/c Lê Thị Mẫu, Tổ trưởng tổ dân phố.", ["đ/c Lê Thị Mẫu, Tổ trưởng tổ dân phố"]),
        ("Tổ dân phố số 3, 4 và 5 rà soát hộ nghèo.", ["Tổ dân phố số 3", "4", "5"]),
        ("Chi bộ các tổ dân phố số 5, 6, 9 vận động hộ dân.", ["Chi bộ các tổ dân phố số 5, 6, 9"]),
        ("Các Sở: Tài chính, Nội vụ rà soát biên chế.", ["Tài chính", "Nội vụ"]),
        (
            "Đảng ủy phường Bến Tre Xanh, xã Cồn Phụng và đặc khu Hòn Lam gửi kế hoạch.",
            ["Đảng ủy phường Bến Tre Xanh", "xã Cồn Phụng", "đặc khu Hòn Lam"],
        ),
        ("Kiểm điểm cuối năm: từng đảng viên nộp bản kiểm điểm.", ["từng đảng viên"]),
        ("Dọn bến sông - Ban Công tác Mặt trận chủ trì, các chi hội phối hợp.", ["Ban Công tác Mặt trận"]),
    ],
)
def test_persons_numbers_and_names_that_share_a_head(words, owners):
    assert stated(plan(f"I. NHIỆM VỤ\n\n1. {words}")) == owners


def test_names_that_share_a_head_are_bodies_of_their_own():
    reading = plan("I. NHIỆM VỤ\n\n1. Đảng ủy phường Bến Sao, xã Cồn Phụng gửi kế hoạch.\n\n2. Tổ dân phố 3, 4 họp.")
    named = [a.actor.name for task in reading.tasks for a in task.assignments]
    assert named == [
        "Đảng ủy phường Bến Sao",
        "Đảng ủy xã Cồn Phụng",
        "Tổ dân phố số 3 phường Sông Trầu",
        "Tổ dân phố số 4 phường Sông Trầu",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Văn phòng Đảng ủy chủ trì, Ban Xây dựng Đảng, Công an phường phối hợp mở sổ theo dõi.",
        "Mở sổ theo dõi (Văn phòng Đảng ủy chủ trì, Ban Xây dựng Đảng, Công an phường phối hợp).",
    ],
)
def test_who_helps_the_lead(words):
    reading = plan(f"I. NHIỆM VỤ\n\n1. {words}")
    assert stated(reading) == ["Văn phòng Đảng ủy"]
    assert stated(reading, HELPS) == ["Ban Xây dựng Đảng", "Công an phường"]


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("Giao Tổ Tổng hợp theo dõi, đôn đốc.", ["Tổ Tổng hợp"]),
        ("Giao Câu lạc bộ Dưỡng sinh tổ chức buổi tập.", ["Câu lạc bộ Dưỡng sinh"]),
        ("Tổng hợp kết quả năm. Chuẩn bị: Văn phòng Đảng ủy.", ["Văn phòng Đảng ủy"]),
        (
            "Đảng ủy Ủy ban nhân dân phường lãnh đạo Phòng Kinh tế chủ trì rà soát hộ dân.",
            ["Đảng ủy Ủy ban nhân dân phường", "Phòng Kinh tế"],
        ),
    ],
)
def test_bodies_of_no_table_and_leads_below_an_owner(words, owners):
    assert stated(plan(f"I. NHIỆM VỤ\n\n1. {words}")) == owners


def test_the_owner_of_the_heading_stays_beside_the_lead_it_directs():
    reading = plan("I. NHIỆM VỤ\n\n1. Ủy ban nhân dân phường\n\n- Chỉ đạo phòng Kinh tế chủ trì rà soát hộ dân.")
    assert [(a.actor.surface, a.lead, a.grade) for a in reading.tasks[0].assignments] == [
        ("phòng Kinh tế", True, Grade.STATED),
        ("Ủy ban nhân dân phường", False, Grade.HEADING),
    ]


def test_a_part_of_criteria_charges_only_by_a_sentence_with_owner_and_day():
    reading = plan(
        "I. HỒ SƠ\n\n1. Đơn và bản sao giấy tờ của từng hộ dân.\n\n"
        "2. Các chi bộ trực thuộc gửi hồ sơ về Văn phòng Đảng ủy trước ngày 30/6/2026."
    )
    assert [task.path for task in reading.tasks] == ["I.2"]
