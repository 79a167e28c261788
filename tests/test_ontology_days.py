"""Days on which offices are closed: weekends, holidays by both calendars, days moved by decree."""

from datetime import date

import pytest

from ontology.days import closed


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-06-27", "thứ Bảy"),
        ("2026-06-28", "Chủ nhật"),
        ("2026-02-17", "Tết Nguyên Đán"),
        ("2026-04-26", "Giỗ Tổ"),
        ("2026-04-27", "nghỉ bù"),
        ("2026-04-30", "Chiến thắng"),
        ("2026-08-31", "22/08/2026"),
        ("2026-09-02", "Quốc khánh"),
        ("2026-11-24", "Văn hóa Việt Nam"),
        ("2025-01-29", "Tết Nguyên Đán"),
    ],
)
def test_a_closed_day_tells_why(day, why):
    assert why in closed(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day",
    [
        "2026-06-29",
        "2026-08-22",  # a Saturday worked for 31/8
        "2025-11-24",  # the day of culture is one from 2026
        "2026-12-25",
        "2026-02-13",
    ],
)
def test_a_working_day_tells_nothing(day):
    assert closed(date.fromisoformat(day)) == ""
