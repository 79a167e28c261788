"""The pages without a browser, over a real store: what they say, what they link, what they do with a wrong address."""

import datetime as dt
from pathlib import Path

import pytest
from alone import visit
from streamlit.testing.v1 import AppTest

from ui import actions
from ui.picture.marks import short

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
ROOT = "urn:chidao:directive:27-kl-tw:2026-04-24:trung-uong"
LETTER = "urn:chidao:directive:215-cv-tu:2026-04-29:an-hai"


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    summary = actions.ingest(home, [CORPUS / "an-hai", CORPUS / "hoa-lac"])
    assert not summary.refused
    return home


def _told(at: AppTest) -> str:
    kinds = (at.title, at.subheader, at.markdown, at.caption, at.text, at.info, at.warning, at.error)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def _payload(at: AppTest) -> dict:
    import json  # noqa: PLC0415

    (element,) = at.get("bidi_component")
    return json.loads(element.proto.json)


def test_an_empty_store_says_how_to_fill_it(tmp_path, monkeypatch):
    for which in ("overview", "chain", "document"):
        at = visit(which, tmp_path, monkeypatch)
        assert "Kho chưa có văn bản nào" in _told(at)
        assert "chidao ingest" in at.code[0].value


def test_the_overview_counts_what_the_store_holds(home, monkeypatch):
    at = visit("overview", home, monkeypatch)
    rows = actions.directives(home)
    figures = {metric.label: metric.value for metric in at.metric}
    assert figures["Có toàn văn"] == str(sum(row["known"] == "byText" for row in rows))
    assert figures["Nhiệm vụ"] == str(sum(row["tasks"] for row in rows if row["known"] == "byText"))


def test_the_overview_tells_the_month_and_each_figure_leads_to_its_list(home, monkeypatch):
    at = visit("overview", home, monkeypatch, thang="2026-06")
    told = actions.month(home, "2026-06", today=dt.date.today())
    figures = {metric.label: metric.value for metric in at.metric}
    words = {"Đến hạn": "due", "Quá hạn": "overdue", "Tiếp nối": "carried", "Không nhắc tới": "dropped"}
    counts = {name: len(told["overdue_all" if name == "overdue" else name]) for name in words.values()}
    assert {word: figures[word] for word in words} == {word: str(counts[name]) for word, name in words.items()}
    own = sum(row["of_month"] for row in told["overdue_all"])
    assert f"của mọi tháng; {own} của tháng 06/2026" in _told(at).replace("\\", "")
    links = [link.proto.query_string for link in at.get("page_link")]
    assert {f"thang=2026-06&muc={name}" for name in words.values()} <= set(links)
    assert f"{len(told['tasks'])} nhiệm vụ" in _told(at)


def test_a_chain_is_drawn_from_its_number(home, monkeypatch):
    at = visit("chain", home, monkeypatch, vb="27-KL/TW")
    told = _payload(at)
    assert told["root"] == short(ROOT)
    assert [band["label"] for band in told["bands"]][:3] == ["Trung ương", "Tỉnh, thành phố", "Xã, phường, đặc khu"]
    assert any("215-CV/TU" in node["card"]["full"] for node in told["nodes"] if "card" in node)
    assert "Cách xem" in [more.label for more in at.expander]


def test_a_line_in_the_address_shows_its_sentence_and_the_way_to_it(home, monkeypatch):
    line = short(*sorted((ROOT, LETTER)))
    at = visit("chain", home, monkeypatch, vb="27-KL/TW", chon=line)
    told = _told(at)
    assert "→ thực hiện →" in told.replace("\\", "")
    assert "Kết luận số 27-KL/TW" in told
    assert "Mức tin cậy: nêu rõ" in told
    assert _payload(at)["ask"]["id"] == line
    links = [link.proto.query_string for link in at.get("page_link")]
    assert any("doan=" in link and "vb=urn" in link for link in links)


def test_a_folded_task_in_the_address_is_revealed(home, monkeypatch):
    trace = actions.trace(home, "27-KL/TW")
    task = next(edge["to"] for edge in trace["edges"] if edge["relation"] == "có nhiệm vụ" and edge["from"] == LETTER)
    at = visit("chain", home, monkeypatch, vb="27-KL/TW", chon=short(task))
    assert short(task) in {node["id"] for node in _payload(at)["nodes"]}
    assert "Nhiệm vụ" in _told(at)


def test_a_choice_in_the_panel_picks_in_the_picture(home, monkeypatch):
    at = visit("chain", home, monkeypatch, vb="27-KL/TW", chon=short(LETTER))
    asked = _payload(at)["ask"]["n"]
    choice = next(button for button in at.button if button.key.startswith("choice thực hiện True"))
    choice.click().run()
    assert not at.exception
    assert at.query_params["chon"] == short(*sorted((ROOT, LETTER)))
    assert _payload(at)["ask"]["n"] > asked


def test_the_table_tells_the_same_facts(home, monkeypatch):
    at = visit("chain", home, monkeypatch, vb="27-KL/TW", xem="Bảng")
    (table,) = at.table
    trace = actions.trace(home, "27-KL/TW", addressees=True)
    assert len(table.value) == min(100, len(trace["edges"]))
    at.text_input(key="tim").set_value("hoa lac").run()
    assert 0 < len(at.table[0].value) < len(trace["edges"])
    assert list(table.value.columns) == ["Từ", "Quan hệ", "Đến", "Mức tin cậy", "Hạn", "Nguyên văn", "Văn bản"]
    assert not at.get("bidi_component")


def test_a_document_is_shown_whole_with_the_sentence_marked(home, monkeypatch):
    document = actions.document(home, LETTER)
    fact = next(fact for fact in document["facts"] if fact["kind"] == "thực hiện")
    start, end = fact["span"]
    at = visit("document", home, monkeypatch, vb=document["text_id"], doan=f"{start}-{end}")
    told = _payload(at)
    assert "".join(text for text, _, _ in told["segments"]) == document["text"]
    assert "".join(told["segments"][i][0] for i in told["focus"]) == document["text"][start:end] == fact["quote"]
    assert len(at.dataframe[0].value) == len(document["facts"])


def test_a_stub_has_no_text_and_says_so(home, monkeypatch):
    at = visit("document", home, monkeypatch, vb="27-KL/TW")
    assert "chưa có toàn văn" in _told(at)


@pytest.mark.parametrize(
    "address", ["9999-XX/YY", "urn:chidao:directive:none", "<script>alert(1)</script>", "%00", "*"]
)
@pytest.mark.parametrize("which", ["chain", "document"])
def test_a_wrong_address_is_told_and_a_choice_offered(home, monkeypatch, which, address):
    at = visit(which, home, monkeypatch, vb=address)
    assert "Kho không có văn bản" in _told(at)
    assert at.text_input


@pytest.mark.parametrize("span", ["5", "9-3", "99999998-99999999", "x-y"])
def test_a_wrong_span_marks_nothing(home, monkeypatch, span):
    at = visit("document", home, monkeypatch, vb="31-KL/TU", doan=span)
    assert _payload(at)["focus"] == []


def test_searching_needs_no_accents(home, monkeypatch):
    at = visit("chain", home, monkeypatch)
    at.text_input[0].set_value("hoa lac thang 7").run()
    labels = [link.proto.label for link in at.get("page_link")]
    assert labels
    assert all("Hòa Lạc" in label for label in labels)
    at.text_input[0].set_value("khong co gi nhu the").run()
    assert "Không có văn bản nào" in _told(at)


def test_a_new_snapshot_is_seen(tmp_path, monkeypatch):
    at = visit("overview", tmp_path, monkeypatch)
    assert "Kho chưa có" in _told(at)
    actions.ingest(tmp_path, [CORPUS / "an-hai" / "2026-06-18-thanh-uy-kl-31.txt"])
    at.run()
    assert at.metric


def _troubled(store: bool) -> None:
    from graph.errors import StoreError  # noqa: PLC0415
    from ui.pages.trouble import show_trouble  # noqa: PLC0415

    assert show_trouble(StoreError("Kho đang bận: **hãy đợi**.") if store else ZeroDivisionError("bí mật"))


def test_trouble_is_told_in_vietnamese_and_gives_nothing_away():
    at = AppTest.from_function(_troubled, kwargs={"store": True}).run()
    assert "Không dùng được kho" in _told(at)
    assert [text.value for text in at.text] == ["Kho đang bận: **hãy đợi**."]
    at = AppTest.from_function(_troubled, kwargs={"store": False}).run()
    assert "Chương trình gặp lỗi" in _told(at)
    assert "bí mật" not in _told(at)
