"""Reporting lines: to whom, through whom, by when; and words that only sound like one."""

import pytest
from texts import plan, read

OWN = " phường Sông Trầu"


def reports(words):
    """Receiver, channel and day of each line that one task states."""
    reading = plan(f"I. NHIỆM VỤ\n\n1. {words}")
    (task,) = reading.tasks
    for report in task.reports:
        assert reading.text[report.evidence.start : report.evidence.end] == report.evidence.quote
        assert report.evidence.rule == "report.to"
    return [(r.receiver.name, r.via.name if r.via else "", due(r)) for r in task.reports]


def due(report):
    if report.due is None:
        return ""
    return report.due.to.isoformat() if report.due.to else report.due.recurrence or report.due.relative


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            "Các chi bộ báo cáo kết quả về Đảng ủy (qua Văn phòng Đảng ủy) trước ngày 10/6/2026.",
            (f"Đảng ủy{OWN}", f"Văn phòng Đảng ủy{OWN}", "2026-06-10"),
        ),
        (
            "Các chi bộ tổng hợp, gửi báo cáo về Ban Thường vụ Đảng ủy, qua Ban Xây dựng Đảng, trước ngày 10/6/2026.",
            (f"Ban Thường vụ Đảng ủy{OWN}", f"Ban Xây dựng Đảng Đảng ủy{OWN}", "2026-06-10"),
        ),
        ("Công an phường lập danh sách, gửi về Văn phòng Đảng ủy.", (f"Văn phòng Đảng ủy{OWN}", "", "")),
        ("Công an phường báo cáo Thường trực Đảng ủy trước ngày 22/5/2026.", (f"Thường trực Đảng ủy{OWN}", "",
        "2026-05-22")),
        ("Công an phường kịp thời báo cáo Ban Thường vụ Đảng ủy.", (f"Ban Thường vụ Đảng ủy{OWN}", "", "")),
        ("Công an phường báo cáo kết quả với Ban Thường vụ Đảng ủy.", (f"Ban Thường vụ Đảng ủy{OWN}", "", "")),
        ("Văn phòng tổng hợp, báo cáo Ban Thường vụ Tỉnh ủy trước ngày 25 hằng tháng.",
        ("Ban Thường vụ Tỉnh ủy Lam Giang", "", "FREQ=MONTHLY;BYMONTHDAY=25")),
        ("Các chi bộ phản ánh về Ủy ban nhân dân phường trước ngày 10/6/2026.", (f"Ủy ban nhân dân{OWN}", "",
        "2026-06-10")),
        ("Các tổ dân phố nộp danh sách về Ủy ban nhân dân phường.", (f"Ủy ban nhân dân{OWN}", "", "")),
        ("Trước ngày 10/6/2026, các chi bộ báo cáo kết quả về Đảng ủy.", (f"Đảng ủy{OWN}", "", "2026-06-10")),
        (
            "Trước ngày 25 hằng tháng, Văn phòng Đảng ủy báo cáo Thường trực Đảng ủy.",
            (f"Thường trực Đảng ủy{OWN}", "", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ),
        ("Các chi bộ gửi danh sách cho Công an phường trước ngày 10/6/2026.", (f"Công an{OWN}", "", "2026-06-10")),
        (
            "Các chi bộ gửi nghị quyết về Ban Xây dựng Đảng trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này.",
            (f"Ban Xây dựng Đảng Đảng ủy{OWN}", "", "kể từ ngày nhận Kế hoạch này"),
        ),
        ((
            "Các đơn vị báo cáo bằng văn bản về Ủy ban nhân dân tỉnh (qua Sở Nội vụ) trước ngày 10/6/2026."
        ), ("Ủy ban nhân dân tỉnh Lam Giang", "Sở Nội vụ tỉnh Lam Giang", "2026-06-10")),
    ],
)  # fmt: skip
def test_one_line(words, line):
    assert reports(words) == [line]


@pytest.mark.parametrize("towards", ["về", "lên", "cho"])
def test_a_channel_named_before_the_receiver(towards):
    found = reports(
        f"Các chi bộ gửi báo cáo (qua Văn phòng Đảng ủy) {towards} Ban Thường vụ Đảng ủy trước ngày 10/6/2026."
    )
    assert found == [(f"Ban Thường vụ Đảng ủy{OWN}", f"Văn phòng Đảng ủy{OWN}", "2026-06-10")]


@pytest.mark.parametrize(
    "how",
    [
        "",
        " kết quả",
        " kết quả thực hiện",
        " kịp thời",
        " ngay",
        " đầy đủ",
        " tiến độ thực hiện",
        " định kỳ",
        " với",
        " cho",
        " lên",
    ],
)
def test_reporting_straight_to_somebody(how):
    found = reports(f"Công an phường lập danh sách, báo cáo{how} Ban Thường vụ Đảng ủy trước ngày 10/6/2026.")
    assert found == [(f"Ban Thường vụ Đảng ủy{OWN}", "", "2026-06-10")]


def test_a_channel_behind_the_house_of_the_receiver():
    (line,) = reports("Các đơn vị báo cáo Ban Thường vụ Đảng ủy cơ quan (qua Văn phòng Đảng ủy) trước ngày 10/6/2026.")
    assert line[1:] == (f"Văn phòng Đảng ủy{OWN}", "2026-06-10")


def test_several_receivers():
    found = reports(
        "Các chi bộ báo cáo kết quả về Ban Thường vụ Đảng ủy và Ủy ban nhân dân phường trước ngày 10/6/2026."
    )
    assert found == [(f"Ban Thường vụ Đảng ủy{OWN}", "", "2026-06-10"), (f"Ủy ban nhân dân{OWN}", "", "2026-06-10")]


def test_receivers_that_share_a_committee():
    found = reports("Các chi bộ báo cáo kết quả về Thường trực, Ban Thường vụ Đảng ủy trước ngày 10/6/2026.")
    assert [receiver for receiver, _, _ in found] == [f"Thường trực Đảng ủy{OWN}", f"Ban Thường vụ Đảng ủy{OWN}"]


def test_several_days():
    found = reports("Các chi bộ báo cáo kết quả về Đảng ủy trước ngày 30/6/2026 và 30/11/2026.")
    assert [day for _, _, day in found] == ["2026-06-30", "2026-11-30"]


def test_two_lines_of_one_task():
    found = reports(
        "Các chi bộ báo cáo kết quả về Đảng ủy trước ngày 30/6/2026. Văn phòng Đảng ủy tổng hợp, báo cáo Ban "
        "Thường vụ Tỉnh ủy trước ngày 10/7/2026."
    )
    assert [(receiver, day) for receiver, _, day in found] == [
        (f"Đảng ủy{OWN}", "2026-06-30"),
        ("Ban Thường vụ Tỉnh ủy Lam Giang", "2026-07-10"),
    ]


def test_what_the_receiver_does_with_a_report_is_no_line_of_its_own():
    found = reports(
        "Các chi bộ báo cáo kết quả về Ban Xây dựng Đảng trước ngày 10/6/2026 để tổng hợp, báo cáo Tỉnh ủy."
    )
    assert found == [(f"Ban Xây dựng Đảng Đảng ủy{OWN}", "", "2026-06-10")]


def test_a_head_of_an_office_receives_too():
    ((receiver, _, day),) = reports("Các tổ hòa giải báo cáo Chủ tịch Ủy ban nhân dân phường trước ngày 10/6/2026.")
    assert (receiver, day) == (f"Chủ tịch Ủy ban nhân dân{OWN}", "2026-06-10")


def test_a_channel_that_no_table_knows_is_kept_as_printed():
    ((receiver, via, _),) = reports(
        "Các chi bộ báo cáo kết quả về Đảng ủy (qua tổ giúp việc số hóa) trước ngày 10/6/2026."
    )
    assert (receiver, via.lower()) == (f"Đảng ủy{OWN}", "tổ giúp việc số hóa")


@pytest.mark.parametrize(
    "words",
    [
        "Tuyên truyền về Công an phường và phong trào toàn dân.",
        "Công an phường báo cáo về tình hình an ninh ở bến sông.",
        "Thông tin về Đại hội Hội Nông dân phường trên loa truyền thanh.",
        "Nâng cao nhận thức của người dân về vai trò của Đảng ủy.",
        "Công an phường thực hiện chế độ báo cáo theo quy định.",
        "Xây dựng báo cáo chuyên đề trong quý III/2026.",
        "Gửi thiệp chúc mừng người cao tuổi trong phường.",
        "Rà soát báo cáo của các chi bộ, chỉnh sửa cho đúng mẫu.",
    ],
)
def test_about_is_not_to(words):
    assert reports(words) == []


def test_the_day_of_the_week_of_a_clause_is_the_reports_own():
    words = "Trạm Y tế phường phun thuốc trước ngày 30/6/2026; thứ Năm hằng tuần báo cáo đồng chí Bí thư Đảng ủy."
    assert reports(words) == [(f"Bí thư Đảng ủy{OWN}", "", "FREQ=WEEKLY;BYDAY=TH")]


HOUSE = """
UBND TỈNH LAM GIANG    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ GIÁO DỤC VÀ ĐÀO TẠO    Độc lập - Tự do - Hạnh phúc
Số: 45/SGDĐT-CTTT    Lam Giang, ngày 06 tháng 5 năm 2026

V/v an toàn trường học

Kính gửi: UBND các xã, phường.

Sở Giáo dục và Đào tạo yêu cầu:

1. Các trường THPT gửi danh sách về {} (qua Phòng Chính trị tư tưởng) trước ngày 15/5/2026.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Trần Văn Mẫu
"""


def test_the_issuer_called_by_the_first_word_of_its_name():
    (report,) = read(HOUSE.format("Sở")).tasks[0].reports
    assert (report.receiver.name, due(report)) == ("Sở Giáo dục và Đào tạo tỉnh Lam Giang", "2026-05-15")
    assert report.via is not None
    assert read(HOUSE.format("Ban")).tasks[0].reports == ()
