"""An input that comes after the report it is for."""

import pytest
from texts import plan

REPORT = "1. Văn phòng Đảng ủy tổng hợp báo cáo kết quả rà soát mô hình dân số, gửi về Thường trực Thành ủy {out}."
INPUT = "2. Các chi bộ rà soát mô hình dân số, báo cáo kết quả về Văn phòng Đảng ủy {into}."


def found(out, into, second=INPUT):
    body = f"I. NHIỆM VỤ\n\n{REPORT.format(out=out)}\n\n{second.format(into=into)}"
    return [w for w in plan(body).warnings if w.code == "input-after-report"]


@pytest.mark.parametrize(
    ("out", "into"),
    [
        ("trước ngày 24/6/2026", "trước ngày 30/6/2026"),
        ("trước ngày 30/6/2026", "trước ngày 01/7/2026"),
        ("trước ngày 20 hằng tháng", "trước ngày 25 hằng tháng"),
    ],
)
def test_an_input_due_after_its_report_is_told_with_both_days(out, into):
    (warning,) = found(out, into)
    assert warning.quote in into
    assert out in warning.what
    assert warning.remedy


@pytest.mark.parametrize(
    ("out", "into"),
    [
        ("trước ngày 30/6/2026", "trước ngày 24/6/2026"),
        ("trước ngày 30/6/2026", "trước ngày 30/6/2026"),
        ("trước ngày 30/6/2026", "trước ngày 30/11/2026"),  # another round
        ("trước ngày 25 hằng tháng", "trước ngày 20 hằng tháng"),
        ("trước ngày 25 hằng tháng", "trước ngày 30/6/2026"),  # not of one kind
        ("", "trước ngày 30/6/2026"),
        ("trước ngày 24/6/2026", ""),
    ],
)
def test_one_that_comes_in_time_is_not(out, into):
    assert found(out, into) == []


@pytest.mark.parametrize(
    "second",
    [
        "2. Các chi bộ rà soát mô hình dân số, báo cáo kết quả về Ủy ban Kiểm tra Đảng ủy {into}.",  # another receiver
        "2. Các chi bộ gửi danh sách đoàn viên ưu tú về Văn phòng Đảng ủy {into}.",  # another matter
    ],
)
def test_what_goes_elsewhere_or_is_another_matter_is_not(second):
    assert found("trước ngày 24/6/2026", "trước ngày 30/6/2026", second) == []
