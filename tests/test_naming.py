"""What documents, rules, numbers and days are called: as offices write them; by no file's name where more is known."""

import datetime as dt
import re
from pathlib import Path

import pytest
from alone import visit
from docx import Document

from graph.reader import open_reader
from ui import actions
from ui.actions.naming import described, nameless
from ui.pages.words import rule, words
from ui.words import number

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "data" / "corpus"
TODAY = dt.date(2026, 7, 15)
ANNEX = "Phụ lục kèm Kế hoạch 112/KH-UBND"
RULE = re.compile(r'"((?:address|annex|citation|header|issuer|report|table|task|person)\.[a-z-]+)"')
LETTER = "Công văn của Ban Thường vụ Đảng ủy phường Ngọc Sơn: đẩy mạnh thực hiện"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("naming") / "home"
    folders = [CORPUS / name for name in ("an-hai", "facts", "hoa-lac")]
    assert not actions.ingest(home, folders).refused
    return home


def _month_of_the_annex(home):
    tasks = actions.ledger(home, today=TODAY)["tasks"]
    return next(task["months"][0] for task in tasks if task["name"] == ANNEX and task["months"])


# -- documents ---------------------------------------------------------------------------------------------------------


def test_a_document_without_a_number_is_called_by_what_it_is_whose_and_about_what(home):
    rows = actions.directives(home)
    assert {row["name"] for row in rows if row["code"]} == {row["code"] for row in rows if row["code"]}
    names = {row["document"]: row["name"] for row in rows if not row["code"] and row["document"]}
    assert names["2026-05-08-ubnd-kh-112-phu-luc.md"] == ANNEX
    assert names["ngoc-son-cong-van-08-nq.txt"].startswith(LETTER)
    assert "tháng 02/2026" in names["tan-hung-nghi-quyet-thang-02-2026.txt"]
    assert not [name for name in names.values() if re.search(r"\.(txt|md)\b", name)]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (("Công văn", "Đảng ủy xã", "2026-05-04", "", "việc A", ""), "Công văn của Đảng ủy xã ngày 4/5/2026: việc A"),
        (("", "Đảng ủy xã X", "", "2026-06", "", ""), "Văn bản của Đảng ủy xã X tháng 06/2026"),
        (("Phụ lục", "", "", "", "Phụ lục: DANH MỤC", "a.md"), "Phụ lục: DANH MỤC"),
        (("Công văn", "", "", "", "", "a.txt"), "Công văn (a.txt)"),
        (("", "", "", "", "", "a.txt"), "a.txt"),
    ],
)  # fmt: skip
def test_a_name_says_what_is_known_and_the_file_only_where_nothing_is(told, name):
    assert described(*told) == name


def test_only_what_is_asked_for_is_named(home):
    with open_reader(home) as reader:
        every = nameless(reader)
        one = next(iter(every))
        assert nameless(reader, [f"{one}:task:1:1"]) == {one: every[one]}
        assert nameless(reader, []) == {}


def test_tasks_are_said_to_stand_in_documents_by_name(home):
    for task in actions.ledger(home, today=TODAY)["tasks"]:
        assert task["name"] == (task["code"] or task["name"])
        assert not task["name"].endswith((".txt", ".md"))
    month = _month_of_the_annex(home)
    for told in (actions.tasks(home)["tasks"], actions.month(home, month, today=TODAY)["tasks"]):
        assert ANNEX in {task["name"] for task in told}
    assert not [row for row in actions.duties(home)["recipients"] if row["directive"].endswith((".txt", ".md"))]


def test_the_brief_in_word_names_no_file(home):
    import io  # noqa: PLC0415

    made = actions.month_brief(home, _month_of_the_annex(home), today=TODAY)
    document = Document(io.BytesIO(made.content))
    told = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert ANNEX in told
    assert not re.search(r"\w\.(txt|md)\b", told)


@pytest.mark.parametrize("page", ["document", "tasks", "duties", "unit"])
def test_no_page_calls_a_document_by_its_file(home, monkeypatch, page):
    address = {"dv": "Ủy ban nhân dân thành phố An Hải"} if page == "unit" else {}
    at = visit(page, home, monkeypatch, **address)
    labels = [link.proto.label.replace("\\", "") for link in at.get("page_link")]
    tables = [str(cell) for table in at.dataframe for row in table.value.to_numpy() for cell in row]
    assert labels or tables
    assert not [label for label in (*labels, *tables) if re.search(r"\w\.(txt|md)\b", label)]


# -- rules, numbers, days ----------------------------------------------------------------------------------------------


def test_every_reading_rule_has_a_vietnamese_name(home):
    written = {
        name
        for file in (*(ROOT / "ingest").rglob("*.py"), *(ROOT / "ontology").rglob("*.py"))
        for name in RULE.findall(file.read_text(encoding="utf-8"))
    }
    with open_reader(home) as reader:
        tables = ("links", "annexes", "issues", "addresses", "assignments", "reports", "tasks")
        used = {name for table in tables for (name,) in reader.register.rows(f"SELECT DISTINCT rule FROM {table}")}
    assert len(used) > 10
    assert not [name for name in written | used if f"rule.{name}" not in words()]
    assert rule("citation.number") == "số, ký hiệu của văn bản được nêu"
    assert rule("none.such") == "none.such"


@pytest.mark.parametrize(
    ("value", "told"),
    [(21.4, "21,4"), (1086, "1.086"), (0.5, "0,5"), (1_234_567.25, "1.234.567,25"), (100.0, "100"), (0, "0")],
)
def test_numbers_are_written_as_offices_write_them(value, told):
    assert number(value) == told


def test_facts_tell_days_and_numbers_as_offices_write_them(home):
    told = [actions.document(home, row["id"]) for row in actions.directives(home) if row["known"] == "byText"]
    labels = [
        fact["label"] for one in told for fact in one["facts"] if fact["kind"] in ("thời hạn", "chỉ tiêu", "kết quả")
    ]
    assert len(labels) > 40
    assert not [label for label in labels if re.search(r"\d{4}-\d{2}|FREQ|\d\.\d{1,2}\b(?!\.)", label)]


# -- who writes --------------------------------------------------------------------------------------------------------


def test_who_writes_at_this_machine_is_asked_for_a_name_where_they_write(home, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    task = actions.tasks(home)["tasks"][0]["id"]
    at = visit("tasks", home, monkeypatch, nv=task)
    said = [one.value for one in at.caption]
    assert not any("Người ghi:" in one for one in said)
    next(box for box in at.text_input if box.label == "Tên của bạn").set_value("Nguyễn Văn A").run()
    assert any("Nguyễn Văn A" in one.value for one in at.caption)
    assert "Tên của bạn" not in [box.label for box in at.text_input]


def test_the_limit_of_an_upload_is_said_as_a_round_number(home, monkeypatch):
    at = visit("intake", home, monkeypatch)
    assert any("190 MB" in one.value for one in at.caption)
