"""A unit whole: the registry behind it, both lines of authority, what was sent to it and what it did."""

import datetime as dt
from pathlib import Path

import pytest

from ui import actions
from ui.actions import Unknown

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
TODAY = dt.date(2026, 7, 1)
#: Of an invented document, of a ward that the registry lists.
PLAN = """ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG    ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY PHƯỜNG TÂN HƯNG
*    Tân Hưng, ngày 12 tháng 6 năm 2026
Số 44-KH/ĐU

KẾ HOẠCH
thực hiện Công văn số 90-CV/TU, ngày 02/6/2026 của Thành ủy Hải Phòng
-----

Thực hiện Công văn số 90-CV/TU, ngày 02/6/2026 của Thành ủy Hải Phòng, Đảng ủy phường Tân Hưng ban hành Kế hoạch:

I. NHIỆM VỤ

1. Giao Ủy ban nhân dân phường Tân Hưng rà soát hồ sơ, báo cáo Đảng ủy phường trước ngày 30/6/2026.

Nơi nhận:
- Ủy ban nhân dân phường Tân Hưng,
- Lưu Văn phòng Đảng ủy.

T/M ĐẢNG ỦY
BÍ THƯ

Nguyễn Văn A
"""


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    home, folder = tmp_path_factory.mktemp("ward"), tmp_path_factory.mktemp("plan")
    (folder / "44-KH.txt").write_text(PLAN, encoding="utf-8")
    assert not actions.ingest(home, [folder]).refused
    return home


def test_a_unit_of_the_registry_knows_its_place_and_both_lines_of_authority(ward):
    told = actions.unit_profile(ward, "uy ban nhan dan phuong tan hung", today=TODAY)
    assert told["unit"]["code"] == told["place"]["code"]
    assert told["place"]["name"] == "phường Tân Hưng"
    assert told["place"]["from"] == "2025-07-01"
    assert "phường Hải Tân" in {one["name"] for one in told["predecessors"]}
    assert {(one["name"], one["line"]) for one in told["above"]} == {
        ("Ủy ban nhân dân thành phố Hải Phòng", "Nhà nước"),
        ("Đảng ủy Ủy ban nhân dân phường Tân Hưng", "Đảng"),
    }
    assert any("Phòng" in one["name"] for one in told["below"])
    assert told["load"]["assigned"] == 1
    assert told["months"] == {"2026-06": 1}
    (report,) = told["reports"]
    assert report["days"] == ["2026-06-30"]


def test_what_was_sent_and_what_took_it_up(samples):
    names = [unit["name"] for unit in actions.units(samples) if unit["kind"] == "đơn vị"]
    told = [actions.unit_profile(samples, name, today=TODAY) for name in dict.fromkeys(names)]
    whole = [one for one in told if "unit" in one]
    sent = [(one, row) for one in whole for row in one["sent"]]
    assert sent
    taken = [(one, row) for one, row in sent if row["taken_up"]]
    assert taken
    for one, row in taken:
        own = {issued["id"] for issued in one["issued"]}
        assert {lower["id"] for lower in row["taken_up"]} <= own


def test_several_are_offered_and_an_unknown_one_is_told(samples):
    several = actions.unit_profile(samples, "đảng ủy", today=TODAY)
    assert len(several["units"]) > 1
    assert "unit" not in several
    tasks = [row["tasks"] for row in several["units"]]
    assert tasks == sorted(tasks, reverse=True)
    assert isinstance(actions.unit_profile(samples, "không có đơn vị này", today=TODAY), Unknown)


def test_an_empty_store_knows_no_unit(tmp_path):
    assert isinstance(actions.unit_profile(tmp_path, "đảng ủy", today=TODAY), Unknown)


def test_a_unit_of_an_invented_place_is_not_given_another(samples):
    told = actions.unit_profile(samples, "Ban Thường vụ Thành ủy An Hải", today=TODAY)
    assert told["place"] is None
    assert told["body"] is None
    assert told["issued"]
    assert told["names"][0]["texts"] > 1


def test_a_report_sent_up_asks_nothing(samples):
    told = actions.unit_profile(samples, "Ban Thường vụ Thành ủy An Hải", today=TODAY)
    reports = [row for row in told["sent"] if row["type"] == "Báo cáo"]
    assert reports
    assert not any(row["asks"] for row in reports)
    below = [row for row in told["sent"] if "phường" in (row["issuer"] or "")]
    assert below
    assert not any(row["asks"] for row in below)
