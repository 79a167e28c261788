"""Targets set and results achieved, with Vietnamese numbers."""

import pytest
from texts import PLAN, plan, read


def told(figures):
    return [(f.comparator, f.value, f.whole, f.measure) for f in figures]


def targets(words, heading="I. CHỈ TIÊU"):
    reading = plan(f"{heading}\n\n1. {words}")
    for figure in reading.targets:
        assert reading.text[figure.evidence.start : figure.evidence.end] == figure.evidence.quote
    return told(reading.targets)


def results(words, heading="I. KẾT QUẢ CÔNG TÁC THÁNG 4"):
    reading = plan(f"{heading}\n\n1. {words}\n\nII. NHIỆM VỤ\n\n1. Tiếp tục làm các việc còn lại.")
    for figure in reading.results:
        assert reading.text[figure.evidence.start : figure.evidence.end] == figure.evidence.quote
        assert figure.path == "I.1"
    return told(reading.results)


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("Ít nhất 05 mô hình mới được công nhận.", (">=", 5, None, "mô hình mới")),
        ("Tối thiểu 02 lớp xóa mù chữ.", (">=", 2, None, "lớp xóa mù chữ")),
        ("Hồ sơ nộp trực tuyến đạt trên 95%.", (">=", 95, None, "%")),
        ("Hộ dùng nước sạch không dưới 98,5%.", (">=", 98.5, None, "%")),
        ("Thu ngân sách đạt từ 90% trở lên.", (">=", 90, None, "%")),
        ("Thu nhập phấn đấu đạt 1.250 triệu đồng.", ("=", 1250, None, "triệu đồng")),
        ("Tỷ lệ hộ nghèo tối đa 2%.", ("<=", 2, None, "%")),
        ("Số vụ cháy không quá 3 vụ trong năm.", ("<=", 3, None, "vụ")),
        ("Hồ sơ trễ hạn dưới 1,5%.", ("<=", 1.5, None, "%")),
        ("100% đảng viên học tập nghị quyết.", ("=", 100, None, "%")),
        ("Trồng ít nhất 1.200 cây xanh.", (">=", 1200, None, "cây xanh")),
    ],
)
def test_targets(words, figure):
    assert targets(words) == [figure]


def test_targets_stand_in_tasks_too():
    reading = plan("II. NHIỆM VỤ\n\n1. Công an phường lắp ít nhất 20 camera ở các ngã ba.")
    assert told(reading.targets) == [(">=", 20, None, "camera")]
    assert reading.targets[0].path == "II.1"


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("Tiếp nhận 3.114 hồ sơ.", (3114, None, "hồ sơ")),
        ("Đã giải quyết 3.096/3.114 hồ sơ.", (3096, 3114, "hồ sơ")),
        ("Trao quà cho 53 đảng viên.", (53, None, "đảng viên")),
        ("Hồ sơ đúng hạn đạt 99,4%.", (99.4, None, "%")),
        ("Có 41/45 đại biểu dự họp.", (41, 45, "đại biểu")),
        ("Lắp 05 camera ở ngã ba.", (5, None, "camera")),
        ("Trồng 1.200 cây ven sông.", (1200, None, "cây")),
        ("Cấp 01 giấy phép mới.", (1, None, "giấy phép")),
    ],
)
def test_results(words, figure):
    (found,) = results(words)
    comparator, value, whole, measure = found
    assert (comparator, value, whole) == ("=", *figure[:2])
    assert measure.startswith(figure[2])


@pytest.mark.parametrize(
    "words",
    [
        "Tổ chức lễ kỷ niệm ngày 03/02/2026 trang trọng.",
        "Công tác tháng 4 năm 2026 có nhiều chuyển biến.",
        "Kế hoạch nhiệm kỳ 2026 - 2031 được thông qua.",
        "Thực hiện Nghị quyết số 08-NQ/ĐU nghiêm túc.",
        "Nhà văn hóa tổ 4 đã sửa xong.",
        "Kỳ họp thứ 5 đã bế mạc.",
        "Điều 12 của quy chế được sửa lại.",
        "Trực chỉ huy 24/7 ở trụ sở.",
    ],
)
def test_numbers_of_other_things_are_no_results(words):
    assert results(words) == []


def test_results_in_the_order_of_the_words():
    found = results("Tiếp nhận 39 hồ sơ, giải quyết 37/39 hồ sơ và trả lời 12 đơn.")
    assert [(value, whole) for _, value, whole, _ in found] == [(39, None), (37, 39), (12, None)]


def test_no_results_in_the_tasks_of_a_plan_and_no_targets_among_results():
    reading = plan("I. KẾT QUẢ THÁNG 4\n\n1. Trồng ít nhất 120 cây xanh.\n\nII. NHIỆM VỤ\n\n1. Tưới 300 cây xanh.")
    assert [f.value for f in reading.results] == [120]
    assert reading.targets == ()


def test_a_report_tells_results_everywhere_but_in_its_tasks():
    text = PLAN.replace("15-KH/ĐU", "15-BC/ĐU").replace("KẾ HOẠCH", "BÁO CÁO")
    body = "1. Công an phường tuần tra 12 đêm liền.\n\n2. Phương hướng, nhiệm vụ\n\n- Tuần tra 30 đêm liền."
    reading = read(
        text.format(
            subject="kết quả tháng 4", preamble="Ban Thường vụ Đảng ủy phường Sông Trầu báo cáo như sau:", body=body
        )
    )
    assert [f.value for f in reading.results] == [12]


def test_the_aims_of_a_plan_hold_no_targets():
    assert targets("Ít nhất 05 mô hình mới.", "I. MỤC ĐÍCH, YÊU CẦU") == []


def test_an_address_is_no_result_and_a_condition_no_target():
    reading = plan(
        "I. KẾT QUẢ THÁNG 4\n\n1. Ông Mẫu trú tại 12/4 đường Ven Sông gửi đơn; đã giải quyết 7/9 đơn.\n\n"
        "II. NHIỆM VỤ\n\n1. Các đảng bộ dưới 500 đảng viên hoàn thành 100% việc đổi thẻ."
    )
    assert [(figure.value, figure.whole) for figure in reading.results] == [(7.0, 9.0)]
    assert [(figure.value, figure.measure) for figure in reading.targets] == [(100.0, "%")]
