"""Whose month a document speaks of: by its title, by the headings of its tasks, by the meeting it reports."""

import datetime as dt
import tomllib

import pytest
from texts import plan

import data
from ingest.months import month_in, own_month, told_month

TABLE = tomllib.loads(data.path("words", "months.toml").read_text(encoding="utf-8"))
MAY = dt.date(2026, 5, 4)


@pytest.mark.parametrize(("table", "words"), [(t, w) for t, entry in TABLE.items() for w in entry["examples"]])
def test_an_example_names_its_month(table, words):
    assert month_in(table, words, MAY, 2026).startswith("2026-")


@pytest.mark.parametrize(("table", "words"), [(t, w) for t, entry in TABLE.items() for w in entry["counter"]])
def test_a_counter_example_names_none(table, words):
    assert month_in(table, words, MAY, 2026) == ""


@pytest.mark.parametrize(
    ("subject", "kind", "day", "month"),
    [
        ("về kết quả công tác tháng 4 và nhiệm vụ trọng tâm tháng 5/2026", "NQ", MAY, "2026-05"),
        ("nhiệm vụ trọng tâm tháng 01", "NQ", dt.date(2025, 12, 30), "2026-01"),
        ("công tác tháng 5 năm 2026", "KH", MAY, "2026-05"),
        ("kết quả công tác tháng 4 năm 2026", "BC", MAY, ""),
        ("kết luận giao ban tháng 5/2026", "TB", MAY, "2026-05"),
        ("kết luận giao ban tháng 5/2026", "TB", dt.date(2026, 4, 29), "2026-05"),
        ("kết luận giao ban tháng 5/2026", "TB", dt.date(2026, 5, 28), ""),  # of May, or for June: not told
        ("phiên họp thường kỳ tháng 5", "NQ", None, ""),  # no year
        ("tổ chức Tháng Thanh niên năm 2026", "KH", MAY, ""),
    ],
)
def test_the_month_by_the_title(subject, kind, day, month):
    assert own_month(subject, kind, day, day.year if day else 0) == month


def test_a_heading_of_tasks_tells_the_month_and_outweighs_the_meeting():
    body = "1. Về kết quả tháng 4\n\nĐã họp các chi bộ.\n\n2. Về nhiệm vụ tháng 5/2026\n\n- Các chi bộ họp dân."
    assert plan(body, subject="kết luận giao ban tháng 4/2026").document.month == "2026-05"


def test_a_time_table_of_several_months_sets_no_single_month():
    body = "1. Nhiệm vụ tháng 5/2026:\n\n- Các chi bộ họp.\n\n2. Nhiệm vụ tháng 6/2026:\n\n- Các chi bộ rà soát."
    assert plan(body, subject="triển khai đợt cao điểm").document.month == ""


@pytest.mark.parametrize(
    ("subject", "month"),
    [("kết quả công tác tháng 3 và quý I năm 2026", "2026-03"), ("kết quả công tác dân vận quý I/2026", "")],
)
def test_the_month_that_a_report_tells_of(subject, month):
    assert told_month(subject, MAY, 2026) == month
