"""The register of tasks as files: each is opened by a library that did not write it, and held against the JSON."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from conftest import HEAD, TAIL
from icalendar import Calendar

from ui import actions
from ui.actions.values import Unknown
from ui.reports.agenda import calendar_of
from ui.reports.commas import csv_of
from ui.reports.dues import dues
from ui.reports.register import HEADS, Register, lines
from ui.reports.sheet import xlsx_of

DAY = dt.date(2026, 7, 15)
WARD = "Ủy ban nhân dân phường Hòa Lạc"
FIRST = 6  # the row of the first task
PHONE = "0912 345 678"
EVIL = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =HYPERLINK(A1)", '=cmd|"/c calc"!A1', "＝1+1")


def sheet_of(report):
    return openpyxl.load_workbook(io.BytesIO(report.content)).active


def task(wording, **more):
    told = {"id": "urn:chidao:text:0:task:1", "code": "01-KH/ĐU", "date": "2026-05-01", "issuer": "A", "path": "1",
            "wording": wording, "quote": wording, "document": "a.txt", "span": [0, 5], "months": [], "owners": [],
            "deadlines": [], "reports": []}  # fmt: skip
    return {**told, **more}


def due(to=None, rule=None, printed="x"):
    rest = {"span": None, "kind": "date" if to else "recurrence", "grade": "nêu rõ", "moved": None}
    return {"to": to, "recurrence": rule, "printed": printed, "relative": None, **rest}


@pytest.mark.parametrize(
    "choice",
    [
        {},
        {"unit": WARD, "month": "2026-06"},
        {"unit": WARD, "role": "phoi-hop"},
        {"search": ["vỉa hè"]},
        {"directive": "34-CV/ĐU", "limit": 3},
    ],
)
def test_the_sheet_holds_what_the_question_finds(demo, choice):
    """Row by row: the filters are those of ``chidao tasks``, and the words, days and places are those of its JSON."""
    asked = actions.tasks(demo, **choice)
    report = actions.register(demo, ".xlsx", today=DAY, **choice)
    sheet = sheet_of(report)
    assert tuple(cell.value for cell in sheet[FIRST - 1]) == HEADS
    rows = list(sheet.iter_rows(min_row=FIRST, values_only=True))
    assert len(rows) == len(asked["tasks"]) == report.told["tasks"] > 0
    for number, (row, told) in enumerate(zip(rows, asked["tasks"], strict=True), 1):
        assert row[0] == number
        assert row[1] == " ".join(told["wording"].split())
        assert row[9] == " ".join(told["quote"].split())
        assert row[10] == f"{told['document']}:{told['span'][0]}-{told['span'][1]}"
        assert told["name"] in row[7]
        for owner in told["owners"]:
            assert owner["unit"] in (row[2] if owner["role"] == "giao cho" else row[3])
        days = {deadline["to"] for deadline in told["deadlines"] if deadline["to"]} | set(dues(told).turns.days)
        assert (row[4] is None) == (not days)
        if days:
            assert isinstance(row[4], dt.datetime)
            assert row[4].date().isoformat() in days
        assert all(report["to"] in row[6] for report in told["reports"])
    assert asked["statement"] in sheet["A3"].value


def test_the_sheet_is_laid_out_for_the_office(demo):
    sheet = sheet_of(actions.register(demo, ".xlsx", today=DAY, unit=WARD, month="2026-06"))
    assert sheet["A1"].value == "SỔ THEO DÕI NHIỆM VỤ"
    assert sheet["A2"].value == f"Đơn vị: {WARD}; tháng 06/2026"
    assert sheet.freeze_panes == "C6"
    assert sheet.auto_filter.ref == f"A5:K{sheet.max_row}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes; one across
    assert sheet.print_area == f"'Sổ nhiệm vụ'!$A$1:$I${sheet.max_row}"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.cell(FIRST, 5).number_format == "dd/mm/yyyy"
    assert all(sheet.cell(FIRST, column).alignment.wrap_text for column in (2, 3, 4, 6, 7, 8))
    assert all(sheet.row_dimensions[row].height >= 18 for row in range(FIRST, sheet.max_row + 1))


def test_the_state_of_a_task_is_that_of_its_month(demo):
    """What the month says is done, late or open stands in the register too."""
    told = actions.month(demo, "2026-06", today=DAY, unit=WARD)
    words = {"done": "đã xong", "overdue": "quá hạn", "open": "đang làm", "claimed": "nói đã làm, chưa có chứng cứ",
             "partial": "một phần", "carried": "tiếp nối"}  # fmt: skip
    wanted = {" ".join(one["text"].split()): words[one["stands"]] for one in told["tasks"]}
    rows = sheet_of(actions.register(demo, ".xlsx", today=DAY, unit=WARD, month="2026-06")).iter_rows(
        min_row=FIRST, values_only=True
    )
    states = {row[1]: row[8] for row in rows}
    assert set(states.values()) >= {"đã xong", "quá hạn"}
    assert states == {text: wanted[text] for text in states}


def test_a_persons_word_is_the_state(papers, tmp_path):
    home = tmp_path / "home"
    actions.ingest(home, [papers])
    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    assert actions.set_status(home, "12-CV/ĐU#1", "done", by="Nguyễn Văn A", why="đã kiểm tra", now=now)
    rows = sheet_of(actions.register(home, ".xlsx", today=DAY, directive="12-CV/ĐU")).iter_rows(
        min_row=FIRST, values_only=True
    )
    assert [row[8] for row in rows] == ["đã xong", "quá hạn"]


@pytest.mark.parametrize("text", EVIL)
def test_nothing_becomes_a_formula(text):
    held = Register("x", lines([task(text, document=text, issuer=text)], {}, DAY), text, DAY)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(held)))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    told = book.active.cell(FIRST, 2)
    assert (told.data_type, told.value) == ("s", " ".join(text.split()))
    assert told.quotePrefix
    row = list(csv.reader(io.StringIO(csv_of(held).decode("utf-8-sig"))))[1]
    assert [value for value in row if value.lstrip()[:1] in ("=", "+", "-", "@", "＝")] == []
    assert row[1] == "'" + " ".join(text.split())


def test_the_csv_holds_the_same_lines(demo):
    report = actions.register(demo, ".csv", today=DAY, unit=WARD)
    assert report.content.startswith(b"\xef\xbb\xbf")
    heads, *rows = csv.reader(io.StringIO(report.content.decode("utf-8-sig")))
    asked = actions.tasks(demo, unit=WARD)["tasks"]
    assert tuple(heads) == HEADS
    assert [row[1] for row in rows] == [" ".join(one["wording"].split()) for one in asked]
    assert "30/04/2026" in [row[4] for row in rows]


def test_numbers_of_persons_are_masked_in_every_form(tmp_path):
    text = (
        HEAD.format(body="ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", code="21-CV/ĐU", about="V/v trực ban", place="Sông Trầu", day=2,
                    month=6)
        + "\nKính gửi: Các chi bộ trực thuộc.\n\nBan Thường vụ Đảng ủy phường yêu cầu:\n\n"
        f"1. Văn phòng Đảng ủy gửi danh sách về số điện thoại {PHONE} trước ngày 20/6/2026.\n" + TAIL
    )  # fmt: skip
    paper = tmp_path / "21-cv.txt"
    paper.write_text(text, encoding="utf-8")
    actions.ingest(tmp_path / "home", [paper])
    assert PHONE in str(actions.tasks(tmp_path / "home"))
    for form in actions.REGISTER_FORMS:
        report = actions.register(tmp_path / "home", form, today=DAY)
        if form == ".xlsx":
            told = str([[cell.value for cell in row] for row in sheet_of(report).iter_rows()])
        else:
            told = report.content.decode().replace("\r\n ", "")
        assert "••• 678" in told
        assert PHONE not in told


def counts(task, number):
    return not task["deadlines"][number]["moved"] and number not in dues(task).turns.ends


def test_the_calendar_holds_every_deadline_that_names_a_day(demo):
    asked = actions.tasks(demo)["tasks"]
    report = actions.register(demo, ".ics", today=DAY)
    events = Calendar.from_ical(report.content).walk("VEVENT")
    uids = [str(event["uid"]) for event in events]
    assert len(set(uids)) == len(uids) == report.told["events"]
    days = sorted(d["to"] for one in asked for n, d in enumerate(one["deadlines"]) if d["to"] and counts(one, n))
    assert sorted(e.decoded("dtstart").isoformat() for e in events if "rrule" not in e) == days
    assert all(e.decoded("dtend") - e.decoded("dtstart") == dt.timedelta(days=1) for e in events)
    every = [counts(one, n) for one in asked for n in range(len(one["deadlines"]))]
    assert report.told["events"] + report.told["undated"] == sum(every)
    assert every.count(False) == 2  # the end of a monthly duty, and the day that was moved
    (ended,) = (e["rrule"] for e in events if "until" in e.get("rrule", {}))
    assert ended["until"] == [dt.date(2026, 11, 30)]
    assert all(len(line) <= 75 for line in report.content.split(b"\r\n"))
    assert "Chủ trì" in str(events[0]["description"])
    again = actions.register(demo, ".ics", today=DAY + dt.timedelta(days=30))
    assert [str(event["uid"]) for event in Calendar.from_ical(again.content).walk("VEVENT")] == uids


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=20", "2026-05-20"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=10", "2026-06-10"),
        ("FREQ=WEEKLY;BYDAY=FR", "2026-05-01"),
        ("FREQ=MONTHLY", None),  # no day told
        ("FREQ=YEARLY;BYMONTHDAY=5", None),  # of which month?
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", None),  # counted from which month?
        ("thường xuyên", None),
    ],
)
def test_what_comes_again_is_a_rule(rule, first):
    made = calendar_of("x", [task("Báo cáo", deadlines=[due(rule=rule)])], {}, DAY)
    events = Calendar.from_ical(made.content).walk("VEVENT")
    assert (len(events), made.undated) == ((1, 0) if first else (0, 1))
    if first:
        assert events[0].decoded("dtstart").isoformat() == first
        assert sorted(events[0]["rrule"].to_ical().decode().split(";")) == sorted(rule.split(";"))


def test_reminders_are_for_what_is_not_done():
    open_, done = task("Việc một", deadlines=[due("2026-08-01")]), task("Việc hai", deadlines=[due("2026-08-01")])
    done["id"] += "2"
    events = Calendar.from_ical(calendar_of("x", [open_, done], {done["id"]: "done"}, DAY).content).walk("VEVENT")
    assert [len(event.walk("VALARM")) for event in events] == [2, 0]
    assert [str(category) for event in events for category in event["categories"].cats] == ["chưa rõ", "đã xong"]


def test_equal_questions_give_equal_bytes(demo):
    for form in actions.REGISTER_FORMS:
        one, other = (actions.register(demo, form, today=DAY, unit=WARD).content for _ in range(2))
        assert one == other


def test_an_unknown_unit_and_another_form(demo):
    assert isinstance(actions.register(demo, ".csv", today=DAY, unit="Sở Mặt trăng"), Unknown)
    with pytest.raises(ValueError, match="no such form"):
        actions.register(demo, ".doc", today=DAY)


def test_the_command_writes_the_file_and_tells(chidao, demo, tmp_path):
    done = chidao("report", "tasks", "--unit", WARD, "-o", tmp_path / "so.xlsx", "--format", "json", home=demo)
    assert done.code == 0, done.err
    assert done.json["bytes"] == (tmp_path / "so.xlsx").stat().st_size
    assert done.json["name"] == "so-nhiem-vu-uy-ban-nhan-dan-phuong-hoa-lac.xlsx"
    assert chidao("report", "tasks", "-o", tmp_path / "so.ics", home=demo).out.count("không nêu ngày") == 1
    wrong = chidao("report", "tasks", "-o", tmp_path / "so.doc", home=demo)
    assert (wrong.code, ".xlsx, .csv, .ics" in wrong.err) == (2, True)
    nothing = chidao("report", "tasks", "--month", "2031-01", "-o", tmp_path / "khong.xlsx", home=demo)
    assert nothing.code == 1
    nowhere = chidao("report", "tasks", "-o", tmp_path / "khong" / "so.xlsx", home=demo)
    assert (nowhere.code, "Không đọc hay ghi được" in nowhere.err) == (5, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["khong.xlsx", "so.ics", "so.xlsx"]
