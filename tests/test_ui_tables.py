"""The pages of the work without a browser, over a real store: tasks, coverage, duties, the month."""

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui import actions
from ui.pages.month import newest
from ui.pages.month_days import cells
from ui.pages.month_lines import lines

TODAY = dt.date(2026, 8, 10)
HOA_LAC = "Ban Thường vụ Đảng ủy phường Hòa Lạc"


def _script(which: str) -> None:
    import streamlit as st  # noqa: PLC0415 - this function is the text of a script

    from ui.pages.book import BOOK, show  # noqa: PLC0415
    from ui.pages.links import Pages  # noqa: PLC0415

    made = {}
    pages = Pages(made)
    for name, address, _ in BOOK:
        made[name] = st.Page(lambda name=name: show(name)(pages), title=name, url_path=address, default=name == which)
    st.navigation(list(made.values())).run()


@pytest.fixture
def visit(monkeypatch):
    def go(which, home: Path, **address):
        monkeypatch.setenv("CHIDAO_HOME", str(home))
        at = AppTest.from_function(_script, kwargs={"which": which}, default_timeout=60)
        for name, value in address.items():
            at.query_params[name] = value
        at.run()
        assert not at.exception
        return at

    return go


def told(at):
    kinds = (at.title, at.header, at.subheader, at.markdown, at.caption, at.text, at.info, at.warning, at.error)
    text = "\n".join(str(element.value) for kind in kinds for element in kind)
    return text.replace("\\", "").replace("\u2060", "")


def links(at):
    return [(link.proto.label.replace("\\", ""), link.proto.query_string) for link in at.get("page_link")]


def figures(at):
    return {metric.label: metric.value for metric in at.metric}


# -- all ---------------------------------------------------------------------------------------------------------------

PAGES = ("month",)


@pytest.mark.parametrize("which", PAGES)
def test_an_empty_store_says_how_to_fill_it(which, visit, tmp_path):
    at = visit(which, tmp_path)
    assert "Kho chưa có văn bản nào" in told(at)


@pytest.mark.parametrize("which", PAGES)
@pytest.mark.parametrize("wrong", ["<script>alert(1)</script>", "%00", "9999-99", "-1", "urn:chidao:none", "x" * 5000])
def test_no_address_breaks_a_page(which, wrong, visit, samples):
    names = ("thang", "dv", "vb", "nv", "xem", "muc", "den", "ngay", "kq", "so", "tinh", "don-vi", "tim", "trang")
    at = visit(which, samples, **dict.fromkeys(names, wrong))
    assert not at.error
    assert at.title


# -- the month ---------------------------------------------------------------------------------------------------------


def test_the_month_begins_with_the_newest_that_has_documents(visit, samples):
    known = actions.months(samples)
    assert newest(known, TODAY) == "2026-08"
    assert newest(known, dt.date(2026, 5, 30)) == "2026-05"
    assert newest(known, dt.date(2020, 1, 1)) == max(row["month"] for row in known)
    assert newest([], TODAY) == ""
    at = visit("month", samples)
    assert at.selectbox[0].value == newest(known, dt.date.today())


def test_months_count_tasks_and_documents(samples):
    known = {row["month"]: row for row in actions.months(samples)}
    assert list(known) == sorted(known, reverse=True)
    assert known["2026-07"]["documents"] == sum(
        (row["month"] or row["date"] or "").startswith("2026-07")
        for row in actions.directives(samples)
        if row["known"] == "byText"
    )
    assert known["2026-06"]["tasks"] == actions.tasks(samples, month="2026-06")["found"]


def test_the_month_of_a_unit_is_what_the_use_case_tells(visit, samples):
    held = actions.month(samples, "2026-06", today=dt.date.today(), unit=HOA_LAC)
    at = visit("month", samples, thang="2026-06", dv=HOA_LAC)
    assert at.title[0].value == "Tháng 06/2026"
    assert figures(at)["Đến hạn"] == str(len(held["due"]))
    assert figures(at)["Có chứng cứ"] == str(len(held["done"]))
    assert held["statement"] in told(at)
    whole = visit("month", samples, thang="2026-06")
    assert int(figures(whole)["Đến hạn"]) > int(figures(at)["Đến hạn"])


def test_a_unit_nobody_knows_gets_near_names_that_can_be_taken(visit, samples):
    at = visit("month", samples, dv="Ủy ban nhân dân phường Hòa Lạcc")
    assert "Kho không biết" in told(at)
    near = next(button for button in at.button if "Hòa Lạc" in button.label)
    near.click().run()
    assert at.query_params["dv"] == near.label.replace("\\", "")
    assert figures(at)


def test_what_is_late_leads_to_its_task(visit, samples):
    at = visit("month", samples, thang="2026-06", dv=HOA_LAC, muc="overdue")
    held = actions.month(samples, "2026-06", today=dt.date.today(), unit=HOA_LAC)
    shown = links(at)
    assert len(shown) == min(20, len(held["overdue"]))
    assert all(row["text"][:40] in label for (label, _), row in zip(shown, held["overdue"], strict=False))
    assert "quá hạn" in told(at)


def test_the_month_as_it_was_known_on_a_day(visit, samples):
    now = visit("month", samples, thang="2026-06", dv=HOA_LAC)
    then = visit("month", samples, thang="2026-06", dv=HOA_LAC, den="2026-06-20")
    assert "Bức tranh như đã biết đến ngày 20/6/2026" in told(then)
    assert figures(then)["Có chứng cứ"] != figures(now)["Có chứng cứ"]
    held = actions.month(samples, "2026-06", today=TODAY, unit=HOA_LAC, as_of=dt.date(2026, 6, 20))
    assert figures(then)["Quá hạn"] == str(len(held["overdue"]))


def test_promise_and_result_stand_side_by_side_in_their_own_words(visit, samples):
    held = actions.month(samples, "2026-06", today=TODAY, unit=HOA_LAC)
    closed = [c for c in held["closures"] if c["state"] == "closed"]
    at = visit("month", samples, thang="2026-06", dv=HOA_LAC, xem="ket-qua", kq="closed")
    said = [text.value for text in at.text]
    assert closed[0]["task"]["text"] in said
    assert closed[0]["result"]["quote"] in said
    start, end = closed[0]["result"]["span"]
    assert any(f"doan={start}-{end}" in query for _, query in links(at))
    assert "mâu thuẫn" not in "".join(text.value for text in at.markdown)


def test_the_calendar_begins_on_monday_and_knows_closed_days():
    rows = cells("2026-09", {"2026-09-14": [{"status": "overdue"}, {"status": "done"}]}, dt.date(2026, 9, 3))
    days = {row["date"]: row for row in rows}
    assert len(rows) == 30
    assert (days["2026-09-01"]["weekday"], days["2026-09-01"]["week"]) == ("T3", 0)
    assert (days["2026-09-07"]["weekday"], days["2026-09-07"]["week"]) == ("T2", 1)
    assert days["2026-09-02"]["holiday"]
    assert "Quốc khánh" in days["2026-09-02"]["closed"]
    assert (days["2026-09-06"]["closed"], days["2026-09-06"]["holiday"]) == ("Chủ nhật", False)
    assert (days["2026-09-14"]["tasks"], days["2026-09-14"]["state"]) == ("2", "overdue")
    assert "hôm nay" in days["2026-09-03"]["number"]


def test_a_day_of_the_calendar_shows_what_is_due_on_it(visit, samples):
    at = visit("month", samples, thang="2026-06", dv=HOA_LAC, xem="lich", ngay="2026-06-05")
    held = actions.month(samples, "2026-06", today=TODAY, unit=HOA_LAC)
    due = [task for task in held["tasks"] if "2026-06-05" in task["deadlines"]]
    assert "Thứ Sáu, 5/6/2026" in told(at)
    assert len(links(at)) == len(due) > 0


def test_the_time_line_runs_from_the_day_set_to_the_day_due(samples):
    held = actions.month(samples, "2026-06", today=TODAY, unit=HOA_LAC)
    rows = lines(held)
    assert rows == sorted(rows, key=lambda row: (row["to"], row["name"]))
    task = next(task for task in held["tasks"] if task["deadlines"])
    row = next(row for row in rows if row["name"][:30] == task["text"][:30])
    assert row["from"][:10] == task["issued"] <= row["to"][:10] == max(task["deadlines"])
    assert not lines({**held, "tasks": [], "overdue": []})


def test_month_against_month_tells_what_is_gone(visit, samples):
    held = actions.month(samples, "2026-06", today=TODAY, unit=HOA_LAC, against="2026-05")["diff"]
    at = visit("month", samples, thang="2026-06", dv=HOA_LAC, xem="so-sanh")
    heads = "\n".join(head.value for head in at.subheader)
    assert f"Không còn so với tháng 05/2026 ({len(held['gone'])})" in heads
    assert f"Thay đổi ({len(held['changed'])})" in heads


def test_the_sheet_to_print_holds_every_late_task(visit, samples):
    held = actions.month(samples, "2026-06", today=dt.date.today(), unit=HOA_LAC)
    at = visit("month", samples, thang="2026-06", dv=HOA_LAC, xem="in")
    assert len(at.table[0].value) == len(held["overdue"])
    assert list(at.table[0].value.columns) == ["TT", "Nhiệm vụ", "Đơn vị", "Hạn", "Tình trạng", "Văn bản"]
    assert not at.get("page_link")


def test_the_pages_speak_english_too(visit, samples):
    for which in PAGES:
        at = visit(which, samples, **{"ngon-ngu": "en"})
        assert at.title
