"""``chidao month``: the month of a unit on the command line."""

import pytest

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
