"""Dates in every form offices write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import dates_in, end_of_month, make_date, unreal_in

ANY_DAY = st.dates(date(1930, 1, 1), date(2100, 12, 31))


def found(text, year=0):
    return [(d.value.isoformat(), text[d.start : d.end], d.year_given) for d in dates_in(text, default_year=year)]


@pytest.mark.parametrize(
    ("text", "value", "printed"),
    [
        ("ngày 17/01/2026", "2026-01-17", "17/01/2026"),
        ("ngày 24/4/2026.", "2026-04-24", "24/4/2026"),
        ("ngày 13-03-2026;", "2026-03-13", "13-03-2026"),
        ("ngày 1-10-1997", "1997-10-01", "1-10-1997"),
        ("ngày 05.6.2025", "2025-06-05", "05.6.2025"),
        ("ngày 14/4//2025", "2025-04-14", "14/4//2025"),
        ("ngày 30 / 6 / 2026", "2026-06-30", "30 / 6 / 2026"),
        ("ngày 09 tháng 01 năm 2025", "2025-01-09", "09 tháng 01 năm 2025"),
        ("ngày 3 tháng 10 năm 2025", "2025-10-03", "3 tháng 10 năm 2025"),
        ("ngày 3 tháng 10/2025", "2025-10-03", "3 tháng 10/2025"),
        ("(29/2/2024)", "2024-02-29", "29/2/2024"),
    ],
)
def test_whole_dates(text, value, printed):
    assert found(text) == [(value, printed, True)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("trước ngày 28/3", "2026-03-28"),
        ("ngày 15 tháng 7", "2026-07-15"),
        ("từ 1/5", "2026-05-01"),
        ("ngày 30/04.", "2026-04-30"),
    ],
)
def test_a_year_left_out_is_the_given_one(text, value):
    assert found(text) == []
    assert [(v, given) for v, _, given in found(text, 2026)] == [(value, False)]


@pytest.mark.parametrize(
    "text",
    [
        "ngày 31/6/2026", "ngày 30/02/2026", "ngày 29/2/2026", "ngày 00/5/2026", "ngày 5/13/2026", "ngày 5/0/2026",
        "ngày 1/1/1905", "ngày 1/1/2500", "ngày 32 tháng 5 năm 2026", "3.096/3.114 hồ sơ", "2025 - 2030",
        "điện thoại 0206-3852 123",
        "mục 2.9", "1-3 cuộc", "24/7/365/5", "tỷ lệ 1.5/2.5", "",
    ],
)  # fmt: skip
def test_what_is_no_date(text):
    assert found(text, 2026) == []


def test_several_dates_left_to_right():
    text = "từ ngày 01/6/2026 đến ngày 15/6/2026, riêng tổ 5 đến 20/6/2026"
    assert [value for value, _, _ in found(text)] == ["2026-06-01", "2026-06-15", "2026-06-20"]


def test_only_the_part_asked_for():
    text = "ngày 01/6/2026 và ngày 15/6/2026"
    assert [d.value.day for d in dates_in(text, 15)] == [15]
    assert [d.value.day for d in dates_in(text, 0, 15)] == [1]


@given(ANY_DAY)
def test_every_day_is_read_in_every_form(day):
    forms = [
        f"{day.day:02d}/{day.month:02d}/{day.year}", f"{day.day}/{day.month}/{day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day}.{day.month}.{day.year}", f"{day.day:02d} tháng {day.month:02d} năm {day.year}",
        f"{day.day}/{day.month}//{day.year}",
    ]  # fmt: skip
    for form in forms:
        assert [d.value for d in dates_in(f"trước ngày {form}, báo cáo.")] == [day], form


@given(st.text(max_size=80), st.sampled_from([0, 2026]))
def test_any_text_is_searched_without_fault(text, year):
    for one in dates_in(text, default_year=year):
        assert 0 <= one.start < one.end <= len(text)


@given(st.integers(-5000, 5000), st.integers(-5, 20), st.integers(-5, 40))
def test_impossible_days_are_none(year, month, day):
    made = make_date(year, month, day)
    assert made is None or (made.year, made.month, made.day) == (year, month, day)
    assert made is None or 1930 <= year <= 2100


@pytest.mark.parametrize(("year", "month", "last"), [(2026, 2, 28), (2024, 2, 29), (2026, 4, 30), (2026, 12, 31)])
def test_the_last_day_of_a_month(year, month, last):
    assert end_of_month(year, month) == date(year, month, last)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("trước ngày 31/9/2026.", "31/9/2026"),
        ("xong ngày 31/9, báo cáo", "31/9"),
        ("ngày 31 tháng 11 năm 2026", "31 tháng 11 năm 2026"),
        ("ngày: 30 tháng 02", "30 tháng 02"),
        ("ngày 29/2/2026", "29/2/2026"),
        ("từ 01/9/2026 đến 31.9.2026", "31.9.2026"),
    ],
)
def test_a_day_that_no_calendar_has(text, printed):
    assert [text[start:end] for start, end in unreal_in(text, 0, len(text))] == [printed]
    assert all(found.value.day < 29 for found in dates_in(text, default_year=2026))


@pytest.mark.parametrize(
    "text",
    [
        "ngày 30/9/2026", "ngày 29/2/2028", "ngày 29/2", "lũy kế 36/41 hộ", "đạt 31/9 chỉ tiêu", "tổ 31/4",
        "Nghị định số 31/2026/NĐ-CP", "ngày 31/12/2026", "39.9.1200 đồng", "30/2/1200", "ngày 31 tháng 13 năm 2026",
        "131/9/2026", "31,9/2026",
    ],
)  # fmt: skip
def test_what_is_a_day_or_no_date_at_all(text):
    assert list(unreal_in(text, 0, len(text))) == []
