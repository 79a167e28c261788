"""``chidao month``: the month of a unit on the command line."""

import tomllib
from pathlib import Path

import pytest

import ui.pages
from ui.present_month import FATES, LISTS, STATUSES

LANGUAGE = Path(ui.pages.__file__).parent / "language"

KEYS = {
    "month", "unit", "due", "overdue", "done", "claimed", "new", "carried", "dropped", "long_running", "closures",
    "contradictions", "statement",
}  # fmt: skip
TASK = {"id", "text", "path", "document", "deadlines", "assignments", "status"}


def test_the_month_as_json(chidao, demo):
    told = chidao("month", "2026-06", "--unit", "dang uy phuong hoa lac", "--format", "json", home=demo).json
    assert set(told) >= KEYS
    for name in ("due", "overdue", "done", "claimed", "new", "carried", "dropped", "long_running"):
        assert all(set(task) >= TASK for task in told[name])
    assert {closure["state"] for closure in told["closures"]} == {"closed", "partial", "silent", "contradicted"}
    for closure in told["closures"]:
        assert (closure["result"] is None) == (closure["state"] == "silent")
    assert "Tháng 06/2026" in told["statement"]


def test_the_month_as_text_tells_both_sentences(chidao, demo):
    out = chidao("month", "2026-06", "--unit", "Đảng ủy phường Hòa Lạc", home=demo).out
    promise = out.index("khép lại: mục II.1.1.2: “Giao Ủy ban nhân dân phường trả lời bằng văn bản 12 kiến nghị")
    assert out.index("← 15-NQ/ĐU: “Trả lời xong 52/52 kiến nghị sau đối thoại.”") > promise
    assert "trước đã nói 31/48, nay nói 29/48" in out


def test_a_unit_is_told_by_its_own_name_however_it_was_typed(chidao, demo):
    told = chidao("month", "2026-06", "--unit", "dang uy phuong hoa lac", "--format", "json", home=demo).json
    assert told["unit"] == "Đảng ủy phường Hòa Lạc"
    assert "“Đảng ủy phường Hòa Lạc”" in told["statement"]
    several = chidao("month", "2026-06", "--unit", "hoa lac", "--format", "json", home=demo).json
    assert several["unit"] == "hoa lac"


def test_two_months_are_compared(chidao, demo):
    words = ("month", "2026-07", "--unit", "Đảng ủy phường Hòa Lạc", "--against", "2026-06")
    diff = chidao(*words, "--format", "json", home=demo).json["diff"]
    assert diff["against"] == "2026-06"
    assert "2.2.4" in " ".join(task["path"] for task in diff["new"])
    assert any("thời hạn" in change["what"] for change in diff["changed"])
    assert "So với tháng 06/2026:" in chidao(*words, home=demo).out


def test_a_month_of_nothing_says_so(chidao, demo):
    done = chidao("month", "2031-01", home=demo)
    assert done.code == 1
    assert "0 nhiệm vụ" in done.out


@pytest.mark.parametrize(("words", "code"), [(("2026-13",), 2), (("2026-06", "--unit", "Sở Vũ trụ Hỏa tinh"), 1)])
def test_what_cannot_be_answered_is_told(chidao, demo, words, code):
    done = chidao("month", *words, home=demo)
    assert done.code == code
    assert done.err


def test_the_month_is_told_in_one_set_of_words():
    """The command, the reports (which take them from here) and the screens name lists and outcomes alike."""
    told = {}
    for name in ("month", "standing"):
        told |= tomllib.loads((LANGUAGE / f"{name}.toml").read_text(encoding="utf-8"))
    assert {key: told["month"][key] for key in LISTS} == LISTS
    assert {key: told["standing"][key] for key in FATES} == FATES
    assert {key: told["standing"][key] for key in STATUSES} == STATUSES


def test_what_is_told_of_stands_before_what_is_not(chidao, demo):
    out = chidao("month", "2026-06", "--unit", "Đảng ủy phường Hòa Lạc", home=demo).out
    ends = [line.split(":")[0].strip() for line in out.splitlines() if line.startswith("  ") and ": mục " in line]
    order = list(FATES.values())
    assert ends.index("không nhắc tới") > max(
        n for n, end in enumerate(ends) if end in order and end != "không nhắc tới"
    )
