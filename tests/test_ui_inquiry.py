"""Questions in plain words, and tables of answers: pickers, results with links, nothing in the words of programs."""

import datetime as dt
import re

import pytest
from alone import visit

from ui import actions
from ui.columns import head, shown
from ui.pages.inquiry import QUESTIONS
from ui.pages.words import say, words
from ui.words import iso

JUNE = "2026-06"
OFFICE = "UBND phường Hòa Lạc"


@pytest.fixture
def home(samples):
    return samples


def _ask(name, home, monkeypatch, **address):
    return visit("query", home, monkeypatch, q=name, **address)


def _told(at):
    kinds = (at.subheader, at.markdown, at.caption, at.text, at.info, at.warning, at.error)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "").replace("\u2060", "")


def _links(at, name):
    return [link.proto for link in at.get("page_link") if f"{name}=" in link.proto.query_string]


def test_ten_questions_in_plain_words_are_offered_first(home, monkeypatch):
    at = visit("query", home, monkeypatch)
    labels = [link.label for link in _links(at, "q")]
    assert len(labels) == len(QUESTIONS) == 10
    assert all("?" in label for label in labels)
    assert "SPARQL" not in _told(at) + "".join(labels)
    assert "IRI" not in _told(at) + "".join(labels)


@pytest.mark.parametrize("name", list(QUESTIONS))
def test_every_question_answers_or_offers_its_pickers(home, monkeypatch, name):
    address = {"vb": "215-CV/TU"} if QUESTIONS[name].pickers == ("directive",) else {"dv": OFFICE, "thang": JUNE}
    rows = actions.directives(home)
    if "vb" in address and sum(row["code"] == "215-CV/TU" for row in rows) > 1:
        address["vb"] = next(row["id"] for row in rows if row["code"] == "215-CV/TU" and row["known"] == "byText")
    at = _ask(name, home, monkeypatch, **address)
    assert say(f"inquiry.{name}") in _told(at)
    assert not at.error
    assert not re.search(r"urn:chidao|\b20\d\d-\d\d-\d\d\b", _told(at))


@pytest.mark.parametrize("name", list(QUESTIONS))
@pytest.mark.parametrize(
    "address", [{"vb": "99-XX/YY"}, {"dv": "không đơn vị nào"}, {"thang": "2026-13"}, {"vb": "](x)", "dv": "<b>"}]
)
def test_a_wrong_address_breaks_no_question(home, monkeypatch, name, address):
    assert say(f"inquiry.{name}") in _told(_ask(name, home, monkeypatch, **address))


def test_a_question_that_is_none_offers_the_list(home, monkeypatch):
    assert len(_links(_ask("khong-co", home, monkeypatch), "q")) == len(QUESTIONS)


def test_who_owes_reports_is_told_by_unit_with_links_to_the_tasks(home, monkeypatch):
    at = _ask("no-bao-cao", home, monkeypatch, thang=JUNE)
    held = actions.ledger(home, today=dt.date.today(), month=JUNE)["tasks"]
    owed = [task for task in held if task["reports_to"] and task["status"] not in ("done", "cancelled")]
    assert owed
    assert f"**{len(owed)}** việc" in _told(at)
    assert len(_links(at, "nv")) == min(20, len(owed))
    assert "Báo cáo về: " in _told(at)


def test_what_carries_a_directive_out_is_listed_with_its_sentences(home, monkeypatch):
    at = _ask("thuc-hien", home, monkeypatch, vb="27-KL/TW")
    cited = actions.show(home, "27-KL/TW")["cited_by"]
    carrying = {fact["id"] for fact in cited if fact["relation"] == "thực hiện"}
    assert f"Được thực hiện bởi ({len(carrying)})" in _told(at)
    labels = [link.label.replace("\\", "") for link in at.get("page_link") for link in [link.proto]]
    assert any("215-CV/TU" in label and "Thành ủy An Hải" in label for label in labels)
    assert any(label.startswith("“") for label in labels)


def test_a_directive_is_picked_from_a_list_and_another_one_by_a_click(home, monkeypatch):
    at = _ask("chua-thay", home, monkeypatch)
    assert len(_links(at, "vb")) == 20
    at = _ask("chua-thay", home, monkeypatch, vb="27-KL/TW")
    next(button for button in at.button if button.label == "Chọn văn bản khác").click().run()
    assert "vb" not in at.query_params
    assert at.query_params["q"] == "chua-thay"


def test_an_unknown_unit_is_told_with_near_ones(home, monkeypatch):
    at = _ask("duoc-giao", home, monkeypatch, dv="ubnd phuong hoa lak")
    assert "Kho không biết" in _told(at)
    assert [button for button in at.button if "Hòa Lạc" in button.label]


# -- tables of answers -------------------------------------------------------------------------------------------------


def test_every_column_of_every_saved_question_has_a_title(home):
    from ontology import queries  # noqa: PLC0415

    for question in (queries.load(name) for name in queries.names()):
        for column in question.columns:
            assert f"column.{column}" in words(), (question.name, column)
            assert head(column) != column


def test_a_saved_question_is_answered_in_words_and_names(home, monkeypatch):
    at = visit("query", home, monkeypatch, cau="tasks-by-month", **{"p-month": "tháng 6/2026"})
    table = at.dataframe[0].value
    assert set(table["Vì sao"]) <= {"đến hạn trong tháng", "văn bản đặt cho tháng"}
    assert set(table["Tháng"]) == {"06/2026"}
    assert all(re.fullmatch(r"\d{1,2}/\d{1,2}/2026", due) for due in table["Hạn"] if due)
    at = visit("query", home, monkeypatch, cau="chain-down", **{"p-higher": "27-KL/TW"})
    table = at.dataframe[0].value
    assert set(table["Văn bản trên"]) == {"Kết luận 27-KL/TW"}
    assert "Công văn 215-CV/TU" in set(table["Văn bản dưới"])
    assert not [rule for rule in table["Quy tắc đọc"] if re.fullmatch(r"[a-z]+\.[a-z-]+", rule)]


def test_the_command_line_tells_answers_under_the_same_titles(chidao, home):
    told = chidao("query", "tasks-by-month", "--param", "month=6/2026", home=home).out.splitlines()
    assert told[0].split()[0] == "Tháng"
    assert "Nội dung nhiệm vụ" in told[0]
    assert "wording" not in told[0]
    assert not [line for line in told if re.search(r"\s(due|month)\s", line)]
    exact = chidao("query", "tasks-by-month", "--param", "month=2026-06", "--format", "json", home=home).json
    loose = chidao("query", "tasks-by-month", "--param", "month=06/2026", "--format", "json", home=home).json
    assert exact == loose
    assert exact["rows"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("11/2026", "2026-11"), ("2026-11", "2026-11"), ("tháng 6/2026", "2026-06"), ("T6/2026", "2026-06"),
        ("12/9/2026", "2026-09-12"), ("ngày 1.2.2026", "2026-02-01"), (" 05-2026 ", "2026-05"),
        ("tháng sáu", "tháng sáu"), ("1/2/3/2026", "1/2/3/2026"), ("", ""),
    ],
)  # fmt: skip
def test_days_and_months_are_taken_as_people_type_them(typed, told):
    assert iso(typed) == told


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("due", "2026-09-12", "12/9/2026"),
        ("date", dt.date(2026, 9, 12), "12/9/2026"),
        ("recurrence", "FREQ=MONTHLY", "hằng tháng"),
        ("lead", True, "chủ trì"),
        ("lead", False, ""),
        ("value", 21.4, "21,4"),
        ("rule", "citation.number", "số, ký hiệu của văn bản được nêu"),
        ("name", "Ban Xây dựng Đảng Đảng ủy xã", "Ban Xây dựng Đảng của Đảng ủy xã"),
        ("quote", "trước 2026-09-12, due", "trước 2026-09-12, due"),
        ("why", None, ""),
    ],
)
def test_a_cell_is_written_as_an_office_writes(column, value, told):
    assert shown(column, value) == told
