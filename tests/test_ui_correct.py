"""Correcting on the screen without a browser: the review's form, the page of a task, of a document."""

import shutil

import alone
import pytest
from test_correct import OFFICE, one, owners
from test_ui_works import _click, _told

from ui import actions
from ui.actions.people import Grant, Person, Role, owner
from ui.pages.correct import days_in


@pytest.fixture
def home(samples, tmp_path):
    return shutil.copytree(samples, tmp_path / "home")


@pytest.fixture
def visit(monkeypatch):
    return lambda which, home, **address: alone.visit(which, home, monkeypatch, **address)


def _fill(at, label, value):
    boxes = (*at.text_input, *at.multiselect, *at.selectbox)
    next(box for box in boxes if box.label == label).set_value(value)
    return at


def _why(at, words="bản giấy ghi rõ"):
    return _fill(at, "Lý do sửa", words)


def _unowned(home):
    return next(item for item in actions.review(home)["items"] if item["kind"] == "unowned")


def test_an_owner_is_given_in_the_review_and_the_point_comes_back_when_it_is_undone(home, visit):
    item = _unowned(home)
    at = visit("review", home, muc=item["id"])
    assert item["quote"] in _told(at)
    _click(at, "Sửa")
    options = next(box for box in at.multiselect if box.label == "Giao cho").options
    _fill(at, "Giao cho", [options[0]])
    _click(at, "Ghi lần sửa")
    assert "Hãy ghi lý do sửa" in _told(at)
    _click(_why(at), "Ghi lần sửa")
    assert f"Đã sửa: giao cho: {options[0]}. Người sửa: {owner().name}" in _told(at)
    (made,) = actions.decided(home)
    assert (made["said"], made["verdict"]) == (f"giao cho: {options[0]}", "corrected")
    assert item["id"] not in {one["id"] for one in actions.review(home)["items"]}
    assert at.query_params["muc"] != [item["id"]]
    _click(at, "Hoàn tác")
    assert item["quote"] in _told(at)
    assert actions.decided(home) == []
    _click(at, "Hoàn tác")
    assert "Không còn quyết định nào của phiên này" in _told(at)


def test_nobody_is_an_answer_too(home, visit):
    item = _unowned(home)
    at = visit("review", home, muc=item["id"])
    _click(at, "Không giao ai")
    assert item["id"] not in {one["id"] for one in actions.review(home)["items"]}
    assert actions.decided(home)[0]["said"] == "giao cho: không có"


def test_two_undos_take_back_two_decisions(home, visit):
    items = [item for item in actions.review(home)["items"] if item["kind"] == "unowned"][:2]
    at = visit("review", home, loai="unowned")
    for _ in items:
        _click(at, "Không giao ai")
    assert len(actions.decided(home)) == 2
    _click(_click(at, "Hoàn tác"), "Hoàn tác")
    assert actions.decided(home) == []
    assert items[0]["quote"] in _told(at)


def test_a_task_is_corrected_on_its_page(home, visit):
    at = visit("tasks", home, nv=one(home)["id"])
    _click(at, "Sửa")
    _fill(at, "Thời hạn", "31/9/2026")
    _click(_why(at), "Ghi lần sửa")
    assert "không phải là một ngày có trong lịch" in _told(at)
    assert actions.decided(home) == []
    _fill(_fill(at, "Thời hạn", "1/7/2026 – 9/7/2026"), "Giao cho", ["ubnd phuong"])
    _click(_why(at), "Ghi lần sửa")
    assert OFFICE in _told(at)
    assert owners(home) == {("giao cho", OFFICE, "đã xác nhận")}
    assert [(d["from"], d["to"]) for d in one(home)["deadlines"]] == [("2026-07-01", "2026-07-09")]
    _click(at, "Sửa")
    assert next(box for box in at.multiselect if box.label == "Giao cho").value == [OFFICE]
    _fill(at, "Giao cho", ["Hội người yêu hoa giấy"])
    _click(_why(at), "Ghi lần sửa")
    assert "Chưa thấy “Hội người yêu hoa giấy”" in _told(at)
    _click(_why(_fill(at, "Giao cho", [OFFICE])), "Ghi lần sửa")
    assert "Chưa có gì khác" in _told(at)


def test_a_document_is_corrected_on_its_page(home, visit):
    row = one(home)
    at = visit("document", home, vb=row["text"])
    _click(at, "Sửa")
    _fill(_fill(at, "Số, ký hiệu", "31-NQ/ĐU"), "Ngày ban hành", "")
    _click(_why(at), "Ghi lần sửa")
    assert "Văn bản phải có số, ngày" in _told(at)
    _fill(at, "Ngày ban hành", "4/6/2026")
    _click(_why(at), "Ghi lần sửa")
    assert at.title[0].value.replace("\\", "").replace("\u2060", "") == "31-NQ/ĐU"
    assert one_document(home, "31-NQ/ĐU")["date"] == "2026-06-04"


def one_document(home, code):
    return next(row for row in actions.directives(home) if row["code"] == code)


def test_who_may_only_look_sees_no_form(home, visit, monkeypatch):
    viewer = Person("Nguyễn Thị Xem", (Grant(Role.VIEWER),))
    for module in ("ui.pages.people", "ui.pages.review"):
        monkeypatch.setattr(f"{module}.me", lambda: viewer)
    at = visit("tasks", home, nv=one(home)["id"])
    assert "Sửa" not in {button.label for button in at.button}
    at = visit("review", home, muc=_unowned(home)["id"])
    assert all(button.disabled for button in at.button if button.label in ("Sửa", "Không giao ai"))


def test_weak_guesses_are_not_asked_and_what_is_lacking_comes_first(samples):
    told = actions.review(samples)
    kinds = [item["kind"] for item in told["items"]]
    assert kinds.index("unowned") < kinds.index("alignment")
    assert all(item["rank"] >= 0.3 for item in told["items"] if item["kind"] == "alignment")
    assert told["hidden"] == 0 or "không hỏi" in told["statement"]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("25/9/2026", ["2026-09-25"]),
        ("từ 1/9/2026 đến 25/9/2026", ["2026-09-01", "2026-09-25"]),
        ("25.9.2026 – 1-9-2026", ["2026-09-01", "2026-09-25"]),
        ("không có", []),
        ("", []),
        ("30/2/2026", None),
        ("trong tháng 9", None),
        ("1/1/2026 2/1/2026 3/1/2026", None),
        ("25/9/2026 hay sau đó", None),
    ],
)
def test_days_are_read_as_offices_write_them(typed, days):
    assert days_in(typed) == days
