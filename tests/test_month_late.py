"""What is overdue on a day, of whatever month; what comes again; days that a later directive moved."""

import datetime as dt

import pytest

from graph.month.held import Held
from graph.month.late import by_calendar, last_day, past
from graph.month.moved import moves
from graph.reader import open_reader
from graph.statuses import statuses
from ontology.recurrence import Told, turns
from ui import actions

TODAY = dt.date(2026, 11, 23)
HEAD = """
THÀNH ỦY MINH AN
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số {code}

ĐẢNG CỘNG SẢN VIỆT NAM

Minh An, ngày {day:02d} tháng {month} năm 2026

{kind}
{subject}
-----

{body}

Nơi nhận:
- Các đảng ủy xã, phường,
- Lưu Ban Tuyên giáo và Dân vận Thành ủy.

TRƯỞNG BAN

Nguyễn Văn A
"""
GUIDE = """
I- NHIỆM VỤ

1- Các đảng ủy lập danh mục nhà văn hóa cần sửa trước ngày 30/6/2026.

2- Phòng Tuyên truyền kiểm kê tủ sách trước ngày 25/6/2026.

II- CHẾ ĐỘ BÁO CÁO

1- Các đảng ủy báo cáo kết quả học tập trước ngày 05/6/2026; báo cáo kết quả năm trước ngày 20/11/2026.

2- Phòng Tuyên truyền báo cáo lãnh đạo Ban trước ngày 20 hằng tháng cho đến hết tháng 11/2026.

3- Các đảng ủy báo cáo trước ngày 15 của tháng đầu quý.
"""


def paper(folder, name, kind, code, day, month, subject, body):
    text = HEAD.format(code=code, day=day, month=month, kind=kind, subject=subject, body=body)
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def told(tmp_path):
    """Give the guide and what changes it; get the month of November and the register as on :data:`TODAY`."""

    def ask(amending, subject="điều chỉnh thời hạn một số nhiệm vụ"):
        folder, home = tmp_path / "papers", tmp_path / "home"
        folder.mkdir()
        paper(folder, "guide", "HƯỚNG DẪN", "14-HD/BTGDVTU", 15, 4, "thực hiện nếp sống văn hóa", GUIDE)
        if amending:
            paper(folder, "moves", "HƯỚNG DẪN", "19-HD/BTGDVTU", 15, 7, subject, amending)
        actions.ingest(home, [folder])
        return home

    return ask


def late(home, **choice):
    return {(one["code"], one["path"]): one for one in month(home, **choice)["overdue_all"]}


def month(home, name="2026-11", **choice):
    return actions.month(home, name, today=TODAY, **choice)


# -- days that come again ----------------------------------------------------------------------------------------------


def rule(text, printed="", start=0, end=0):
    return Told("", text, printed, start, end)


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ([rule("FREQ=MONTHLY;BYMONTHDAY=31")], ["2026-05-31", "2026-06-30", "2026-07-31"]),
        ([rule("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20")], ["2026-06-20", "2026-09-20", "2026-12-20"]),
        ([rule("FREQ=YEARLY"), Told("2026-12-10", "", "trước ngày 10/12", 1, 2, guessed=True)],
         ["2026-12-10", "2027-12-10", "2028-12-10"]),
        ([rule("FREQ=MONTHLY;INTERVAL=6"), Told("2026-06-15", "", "trước ngày 15/6", 1, 2, guessed=True)],
         ["2026-06-15", "2027-06-15", "2028-06-15"]),
    ],
)  # fmt: skip
def test_days_that_come_again(told, days):
    assert list(turns(told, "2026-05-20").days)[:3] == days


@pytest.mark.parametrize(
    "told",
    ["FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20", "FREQ=WEEKLY;BYDAY=FR", "định kỳ", "FREQ=YEARLY"],
)
def test_a_rule_that_names_no_day_has_none(told):
    assert turns([rule(told)], "2026-05-20").days == ()


def test_a_rule_ends_where_the_words_beside_it_say_so():
    monthly = rule("FREQ=MONTHLY;BYMONTHDAY=20", "trước ngày 20 hằng tháng", 100, 124)
    ended = turns([monthly, Told("2026-07-31", "", "đến hết tháng 7/2026", 129, 150)], "2026-05-20")
    assert (ended.days, ended.ends) == (("2026-06-20", "2026-07-20"), frozenset({1}))
    for other in (Told("2026-07-31", "", "xong trước ngày 31/7/2026", 129, 150),
                  Told("2026-07-31", "", "đến hết tháng 7/2026", 190, 210)):  # fmt: skip
        assert turns([monthly, other], "2026-05-20").ends == frozenset()


def test_a_monthly_duty_is_due_each_month_and_late_from_its_last_turn(told):
    home = told("")
    for name, day in (("2026-08", "2026-08-20"), ("2026-11", "2026-11-20")):
        (duty,) = (task for task in month(home, name)["due"] if task["path"] == "II.2")
        assert (duty["deadlines"], duty["comes_again"]) == ([day], True)
    assert not [task for task in month(home, "2026-12")["tasks"] if task["path"] == "II.2"]  # it has ended
    duty = late(home)["14-HD/BTGDVTU", "II.2"]
    assert (duty["passed"], duty["days_late"], duty["of_month"]) == ("2026-11-20", 3, True)
    assert late(home)["14-HD/BTGDVTU", "II.3"]["passed"] == "2026-10-15"
    week = actions.ledger(home, today=TODAY, due_from=dt.date(2026, 9, 18), due_until=dt.date(2026, 9, 22))
    assert [(task["path"], task["deadlines"]) for task in week["tasks"]] == [("II.2", ["2026-09-20"])]


# -- what is overdue ---------------------------------------------------------------------------------------------------


def test_one_number_for_what_is_overdue(demo, chidao):
    """The month, whichever is looked at, the register and the command all tell the same tasks."""
    found = month(demo, "2026-11")
    names = [task["id"] for task in found["overdue_all"]]
    assert names == [task["id"] for task in month(demo, "2026-06")["overdue_all"]]
    held = actions.ledger(demo, today=TODAY)
    assert {task["id"] for task in held["tasks"] if task["status"] == "overdue"} == set(names)
    assert held["counts"]["overdue"] == found["overdue_found"] == len(names) > 50
    days = [task["days_late"] for task in found["overdue_all"]]
    assert days == sorted(days, reverse=True)
    assert min(days) > 0
    of_month = [task for task in found["overdue_all"] if task["of_month"]]
    assert 0 < len(of_month) < len(names)
    assert all(task["passed"].startswith("2026-11") for task in of_month)
    asked = chidao("month", "2026-06", "--as-of", TODAY.isoformat(), "--format", "json", home=demo).json
    assert [task["id"] for task in asked["overdue_all"]] == names


def test_what_is_late_is_in_the_list_of_its_month_too(demo):
    june = month(demo, "2026-06", unit="Công an phường Hòa Lạc")
    every = {task["id"] for task in june["overdue_all"]}
    stands = {task["id"]: task["stands"] for task in june["overdue"]}
    assert all(stands[iri] == "overdue" for iri in stands.keys() & every)
    assert all(stands[iri] in ("carried", "done", "claimed") for iri in stands.keys() - every)


def test_words_of_another_month_count_only_where_they_leave_no_doubt(demo):
    """'Đã thành lập 03 tổ công tác' closes 'thành lập 03 tổ công tác'; 'phê bình 05 tập thể' closes nothing of May."""
    stands = {task["text"][:30]: task["status"] for task in actions.ledger(demo, today=TODAY, directive=CITY)["tasks"]}
    assert stands["Trình Ban Thường vụ Thành ủy t"] == "done"
    assert stands["Rà soát, sửa quy chế làm việc "] == "overdue"


CITY = "urn:chidao:directive:215-cv-tu:2026-04-29:an-hai"


def test_by_the_calendar_alone_the_days_are_the_same(demo):
    """What a store too large to be held against its documents is told: the same tasks and more, none less."""
    with open_reader(demo) as reader:
        held = Held(reader.register, None)
        judged = past(held, TODAY.isoformat(), statuses(reader))
        late, found = by_calendar(held, TODAY.isoformat(), statuses(reader), 10)
        every, _ = by_calendar(held, TODAY.isoformat(), statuses(reader), 10_000)
    assert (len(late), found) == (10, len(judged.states)) == (10, len(every))
    assert {one.task.iri: one.day for one in judged.late}.items() <= {one.task.iri: one.day for one in every}.items()
    assert all(last_day(one.task, TODAY.isoformat()) == one.day for one in judged.late)


def test_a_word_of_a_person_counts_for_the_turn_it_was_said_of(told):
    home = told("")
    iri = late(home)["14-HD/BTGDVTU", "II.2"]["id"]
    for said, counts in ((dt.date(2026, 10, 19), False), (dt.date(2026, 11, 18), True)):
        now = dt.datetime.combine(said, dt.time(8), dt.UTC)
        actions.set_status(home, iri, "done", by="Nguyễn Văn A", why="đã nhận báo cáo", now=now)
        assert (("14-HD/BTGDVTU", "II.2") not in late(home)) is counts


# -- moved days --------------------------------------------------------------------------------------------------------

SETS_ANEW = """
Ban sửa đổi Hướng dẫn số 14-HD/BTGDVTU, ngày 15/4/2026 của Ban Tuyên giáo và Dân vận Thành ủy như sau:

1. Sửa đổi thời hạn tại điểm 1, phần II: các đảng ủy báo cáo kết quả năm trước ngày 06/11/2026, \
thay cho mốc ngày 20/11/2026.
"""
GOES_ON = """
1. Điều chỉnh thời hạn hoàn thành nhiệm vụ tại mục 1, phần I Hướng dẫn số 14-HD/BTGDVTU, ngày 15/4/2026 \
từ ngày 30/6/2026 sang ngày 15/12/2026.
"""
LONGER = """
1. Gia hạn thời gian kiểm kê tủ sách nêu tại điểm 2 mục I của Hướng dẫn số 14-HD/BTGDVTU, ngày 15/4/2026 \
đến hết ngày 30/11/2026.
"""


def test_a_day_that_is_set_anew_counts_once(told):
    home = told(SETS_ANEW, "sửa đổi, bổ sung Hướng dẫn số 14-HD/BTGDVTU")
    found = late(home)
    assert found["19-HD/BTGDVTU", "1"]["passed"] == "2026-11-06"
    assert found["14-HD/BTGDVTU", "II.1"]["passed"] == "2026-06-05"  # its other day stands
    (old,) = (task for task in month(home)["tasks"] if (task["code"], task["path"]) == ("14-HD/BTGDVTU", "II.1"))
    (moved,) = old["moved"]
    assert (moved["old"], moved["new"], moved["by"]) == ("2026-11-20", ["2026-11-06"], "19-HD/BTGDVTU")
    assert "thay cho mốc ngày 20/11/2026" in moved["quote"]
    assert "2026-11-20" not in old["deadlines"]
    assert old["id"] not in {task["id"] for task in month(home)["due"]}


@pytest.mark.parametrize(("amending", "path", "day"), [(GOES_ON, "I.1", "2026-12-15"), (LONGER, "I.2", "2026-11-30")])
def test_a_task_whose_day_is_moved_goes_on_with_the_new_one(told, amending, path, day):
    home = told(amending)
    assert ("14-HD/BTGDVTU", path) not in late(home)
    assert "19-HD/BTGDVTU" not in {code for code, _ in late(home)}
    due = {(task["code"], task["path"]) for task in month(home, day[:7])["due"]}
    assert ("14-HD/BTGDVTU", path) in due
    (line,) = (task for task in actions.ledger(home, today=TODAY)["tasks"] if task["path"] == path)
    assert (line["deadlines"], line["status"]) == ([day], "soon" if day < "2026-12" else "open")
    assert line["moved"][0]["by"] == "19-HD/BTGDVTU"


@pytest.mark.parametrize(
    "amending",
    [
        # no clause and no old day; two days and no old one; another directive; no new day; not of deadlines
        "1. Điều chỉnh thời hạn hoàn thành của Hướng dẫn số 14-HD/BTGDVTU, ngày 15/4/2026 đến ngày 15/12/2026.",
        "1. Gia hạn thời gian tại điểm 1, phần II Hướng dẫn số 14-HD/BTGDVTU, ngày 15/4/2026 đến ngày 15/12/2026.",
        "1. Gia hạn thời gian tại điểm 1, phần I Hướng dẫn số 15-HD/BTGDVTU, ngày 15/4/2026 đến ngày 15/12/2026.",
        "1. Các đảng ủy điều chỉnh thời hạn tại điểm 1, phần I Hướng dẫn số 14-HD/BTGDVTU cho phù hợp.",
        "1. Các đảng ủy thực hiện điểm 1, phần I Hướng dẫn số 14-HD/BTGDVTU, ngày 15/4/2026 trước ngày 15/12/2026.",
    ],
)
def test_what_is_not_told_moves_nothing(told, amending):
    home = told(amending)
    with open_reader(home) as reader:
        assert not moves(reader.register).of


def test_a_turn_that_is_to_come_is_not_late(told):
    home = told("")
    before = dt.date(2026, 11, 10)
    november = actions.month(home, "2026-11", today=before)
    (duty,) = (task for task in november["due"] if task["path"] == "II.2")
    assert (duty["deadlines"], duty["stands"]) == (["2026-11-20"], "open")
    (late_one,) = (task for task in november["overdue_all"] if task["path"] == "II.2")
    assert (late_one["passed"], late_one["days_late"], late_one["stands"]) == ("2026-10-20", 21, "overdue")
