"""A report that names its plan closes that plan's tasks, and theirs who carry it out, not other plans' same words."""

from datetime import date

import pytest

from ui import actions

HEAD = """ĐẢNG BỘ THÀNH PHỐ LAM GIANG
ĐẢNG ỦY PHƯỜNG BẾN ĐÔNG
*
Số {code}

ĐẢNG CỘNG SẢN VIỆT NAM

Bến Đông, ngày {day} tháng 5 năm 2026

{title}
-----

{lead}

"""
TAIL = "\nT/M ĐẢNG ỦY\nBÍ THƯ\n\nNguyễn Văn A\n"
PLAN = "1. Văn phòng Đảng ủy rà soát, lập danh sách đảng viên được miễn sinh hoạt trước ngày 20/5/2026.\n"
DONE = "1. Đã rà soát, lập danh sách đảng viên được miễn sinh hoạt.\n"
NAMED = "Kế hoạch số 33-KH/ĐU ngày 04/5/2026 của Đảng ủy phường Bến Đông"


def plan(code, day=4, lead=""):
    return HEAD.format(code=code, day=day, title=f"KẾ HOẠCH\nvề sinh hoạt chi bộ theo {code}", lead=lead) + PLAN + TAIL


def report(title, lead):
    return HEAD.format(code="41-BC/ĐU", day=28, title=f"BÁO CÁO\n{title}", lead=lead) + DONE + TAIL


def told(tmp_path, texts):
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    home = tmp_path / "home"
    assert actions.ingest(home, sorted(tmp_path.glob("*.txt"))).count(actions.Status.STORED) == len(texts)
    month = actions.month(home, "2026-05", today=date(2026, 6, 1))
    return {end["task"]["code"] for end in month["closures"] if end["results"]}


@pytest.fixture
def plans():
    below = plan("52-KH/ĐU", 6, f"Thực hiện {NAMED}, Đảng ủy phường ban hành Kế hoạch như sau:")
    return {**{str(n): plan(f"{n}-KH/ĐU") for n in range(33, 36)}, "52": below}


def test_a_report_on_one_plan_does_not_close_the_others(plans, tmp_path):
    named = f"kết quả thực hiện {NAMED}"
    bc = report(named, f"Thực hiện {NAMED}, Đảng ủy phường báo cáo kết quả như sau:")
    closed = told(tmp_path, {**plans, "bc": bc})
    assert closed == {"33-KH/ĐU", "52-KH/ĐU"}


def test_a_report_on_no_plan_tells_of_all_alike(plans, tmp_path):
    closed = told(tmp_path, {**plans, "bc": report("tình hình công tác tháng 5", "Đảng ủy phường báo cáo:")})
    assert closed == {"33-KH/ĐU", "34-KH/ĐU", "35-KH/ĐU", "52-KH/ĐU"}
