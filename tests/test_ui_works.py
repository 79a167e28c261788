"""The working pages without a browser: putting in, the review, questions, units, the journal."""

import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import alone
import pytest
from streamlit.testing.v1 import AppTest
from test_review import LETTER, with_a_short_form

from ontology.issue import Issue
from ui import actions
from ui.actions.people import Grant, Person, Role, owner
from ui.pages.answer import as_csv
from ui.pages.examples import EXAMPLES

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
FILE = CORPUS / "an-hai" / "2026-06-18-thanh-uy-kl-31.txt"
SECRET = FILE.read_text(encoding="utf-8").replace("Số 31-KL/TU", "TỐI MẬT\nSố 31-KL/TU")


@pytest.fixture(scope="session")
def home(samples):
    return samples


@pytest.fixture
def visit(monkeypatch):
    return lambda which, home, **address: alone.visit(which, home, monkeypatch, **address)


def _told(at: AppTest) -> str:
    kinds = (at.title, at.subheader, at.markdown, at.caption, at.text, at.info, at.warning, at.error, at.success)
    return "\n".join(str(element.value) for kind in kinds for element in kind).replace("\\", "").replace("\u2060", "")


def _click(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click()
    at.run()
    assert not at.exception
    return at


# -- Nạp văn bản -------------------------------------------------------------------------------------------------------


def test_files_are_put_in_and_each_is_told(tmp_path, visit):
    at = visit("intake", tmp_path)
    at.file_uploader[0].set_value([("31.txt", FILE.read_bytes(), ""), ("bí danh.txt", SECRET.encode(), "")])
    at.run()
    assert not at.exception
    deadline = time.monotonic() + 60
    while "Bị từ chối (1)" not in _told(at):
        assert time.monotonic() < deadline
        time.sleep(0.2)
        at.run()
    told = _told(at)
    assert "văn bản mang dấu chỉ độ mật" in told
    assert "Cần làm: " in told
    assert "Đã có trong kho (1)" in told
    assert "31-KL/TU" in told
    links = [link.proto.query_string for link in at.get("page_link")]
    assert any("vb=urn%3Achidao%3Adirective%3A31-kl-tu" in link for link in links)
    assert not at.file_uploader[0].value
    again = visit("intake", tmp_path, lo=at.query_params["lo"])
    assert "Bị từ chối (1)" in _told(again)
    _click(at, "Xóa bảng kết quả này")
    assert "lo" not in at.query_params


def test_an_upload_that_is_gone_is_told(tmp_path, visit):
    assert "Không còn kết quả" in _told(visit("intake", tmp_path, lo="không có"))


def test_who_says_that_a_document_is_open_says_why_first(tmp_path, visit):
    at = visit("intake", tmp_path)
    assert not at.file_uploader[0].disabled
    at.toggle[0].set_value(True).run()
    assert at.file_uploader[0].disabled
    at.text_input[0].set_value("đã đối chiếu bản giấy").run()
    assert not at.file_uploader[0].disabled


def test_a_draft_is_checked_on_the_page(home, visit):
    at = visit("intake", home, xem="Soát dự thảo")
    _click(at, "Soát")
    assert "hãy dán dự thảo" in _told(at)
    draft = FILE.read_text(encoding="utf-8").replace("31-KL/TU", "38-KL/TU").replace("31/8/2026", "30/9/2026")
    at.text_area[0].set_value(draft)
    _click(at, "Soát")
    told = _told(at)
    assert {metric.label for metric in at.metric} == {"Điểm rõ ràng", "Nhiệm vụ", "Còn chỗ chưa rõ"}
    assert "Nên viết" in told
    assert "Trùng hoặc mâu thuẫn" in told
    assert "Khác thời hạn: việc đã giao có hạn 31" in told
    at.text_area[0].set_value(SECRET)
    _click(at, "Soát")
    assert "Không soát được" in _told(at)
    assert "Điểm rõ ràng" not in {metric.label for metric in at.metric}
    assert not at.text_area[0].value


def test_nothing_of_a_draft_stays_on_the_disk(home, visit, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    at = visit("intake", home, xem="Soát dự thảo")
    revision = actions.revision(home)
    at.file_uploader[0].set_value([("dự thảo.txt", FILE.read_bytes(), "")])
    at.run()
    assert "Kết quả soát" in _told(at)
    assert list(tmp_path.iterdir()) == []
    assert actions.revision(home) == revision


# -- Duyệt -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def unsure(tmp_path):
    """A store with one relation that is inferred, and its assertion."""
    file = tmp_path / "41-KL.txt"
    file.write_text(with_a_short_form(), encoding="utf-8")
    assert not actions.ingest(tmp_path / "home", [LETTER, FILE, file]).refused
    return tmp_path / "home"


def _edge(home, assertion):
    return next(edge for edge in actions.trace(home, "27-KL/TW")["edges"] if edge["id"] == assertion)


def test_a_point_is_accepted_on_the_page_and_taken_back(unsure, visit):
    at = visit("review", unsure, loai="relation")
    told = _told(at)
    assert "27-KL/TW" in told
    assert "Kết luận số 27" in told
    (assertion,) = next(i for i in actions.review(unsure)["items"] if i["kind"] == "relation")["about"]
    _click(at, "Đúng")
    assert "Đã ghi: đúng" in _told(at)
    assert _edge(unsure, assertion)["grade"] == "đã xác nhận"
    (made,) = actions.decided(unsure)
    assert made["by"] == owner().name
    _click(at, "Hoàn tác")
    assert _edge(unsure, assertion)["grade"] == "suy đoán"
    assert actions.decided(unsure) == []


def test_nothing_is_rejected_without_a_reason(unsure, visit):
    at = visit("review", unsure, loai="relation")
    (assertion,) = next(i for i in actions.review(unsure)["items"] if i["kind"] == "relation")["about"]
    _click(at, "Sai")
    assert "Hãy ghi lý do trước khi bác bỏ" in _told(at)
    assert actions.decided(unsure) == []
    next(box for box in at.text_input if "Lý do" in box.label).set_value("văn bản nói Kết luận khác").run()
    _click(at, "Sai")
    assert _edge(unsure, assertion)["grade"] == "đã bác"
    (made,) = actions.decided(unsure)
    assert (made["verdict"], made["why"]) == ("rejected", "văn bản nói Kết luận khác")


def test_the_queue_is_walked_and_filtered(home, visit):
    at = visit("review", home)
    items = actions.review(home)["items"]
    assert items[0]["question"] in _told(at)
    _click(at, "Sau")
    assert at.query_params["muc"] == items[1]["id"]
    assert f"2 trên {len(items)}" in _told(at)
    _click(at, "Trước")
    assert at.query_params["muc"] == items[0]["id"]
    next(box for box in at.text_input if "Lọc" in box.label).set_value("khong co gi nhu the qwx").run()
    assert "Không còn điểm nào" in _told(at)
    again = visit("review", home, muc=items[3]["id"])
    assert items[3]["question"] in _told(again)
    assert "đã được quyết hoặc không còn" in _told(visit("review", home, muc="abc"))


def test_a_mention_is_settled_by_another_choice(tmp_path, samples, visit):
    home = shutil.copytree(samples, tmp_path / "home")
    item = next(i for i in actions.review(home)["items"] if i["kind"] == "inferred")
    at = visit("review", home, muc=item["id"])
    at.radio[0].set_value("?").run()
    _click(at, "Đúng")
    assert "Hãy chọn một văn bản trước" in _told(at)
    next(box for box in at.text_input if "Tìm văn bản đúng" in box.label).set_value("31-KL/TU").run()
    wanted = at.radio[1].value
    assert wanted.startswith("urn:chidao:directive:31-kl-tu")
    _click(at, "Đúng")
    assert "Đã ghi" in _told(at)
    (made,) = actions.identities(home)["decisions"]
    assert set(made["about"]) == {item["about"][0], wanted}


def test_who_may_only_look_decides_nothing(unsure, visit, monkeypatch):
    viewer = Person("Nguyễn Thị Xem", (Grant(Role.VIEWER),))
    for module in ("ui.pages.people", "ui.pages.review"):
        monkeypatch.setattr(f"{module}.me", lambda: viewer)
    at = visit("review", unsure, loai="relation")
    assert "Bạn chỉ xem được danh sách này" in _told(at)
    assert all(button.disabled for button in at.button if button.label in ("Đúng", "Sai"))


def test_an_empty_store_has_nothing_to_review(tmp_path, visit):
    assert "Không còn điểm nào" in _told(visit("review", tmp_path))


# -- Tra cứu -----------------------------------------------------------------------------------------------------------


def test_a_saved_question_is_asked_with_its_parameter_and_the_address_keeps_it(home, visit):
    at = visit("query", home, xem="inside")
    assert "Điền các ô bắt buộc" in _told(at)
    at.text_input[0].set_value("6/2026")
    _click(at, "Hỏi")
    table = at.dataframe[0].value
    expected = actions.ask_saved(home, "tasks-by-month", {"month": ["2026-06"]})
    assert len(table) == len(expected["rows"])
    assert {"Mở", "Nội dung nhiệm vụ", "Hạn"} <= set(table.columns)
    assert not any(str(value).startswith("urn:") for value in table["Nội dung nhiệm vụ"])
    assert all(link.startswith("/van-ban?vb=urn%3Achidao%3A") for link in table["Mở"])
    asked = {"cau": at.query_params["cau"], "p-month": at.query_params["p-month"]}
    again = visit("query", home, **asked)
    assert len(again.dataframe[0].value) == len(table)


def test_a_name_that_the_store_does_not_know_is_told_with_near_ones(home, visit):
    at = visit("query", home, cau="chain-down", **{"p-higher": "28-KL/TW"})
    assert "Kho không biết “28-KL/TW”" in _told(at)
    assert "27-KL/TW" in _told(at)
    wrong = visit("query", home, cau="tasks-by-month", **{"p-month": "tháng sáu"})
    assert "Không trả lời được" in _told(wrong)


def test_a_question_in_sparql_is_read_only_and_within_limits(home, visit):
    at = visit("query", home, hoi="SELECT ?text WHERE { ?text a cd:Text }")
    assert len(at.dataframe[0].value) == len([r for r in actions.directives(home) if r["known"] == "byText"])
    for wrong in (
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT nothing",
    ):
        at.text_area[0].set_value(wrong)
        _click(at, "Hỏi")
        assert "Không trả lời được câu hỏi này" in _told(at)
        assert not at.dataframe


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_answers(home, name):
    told = actions.ask_sparql(home, EXAMPLES[name])
    assert not isinstance(told, Issue), told
    assert told["rows"]


def test_a_table_that_is_taken_away_holds_no_formula():
    told = as_csv(["name"], [["=1+1"], ["@x"], ["Nguyễn Văn A"]]).decode("utf-8-sig").splitlines()
    assert told == ["Tên", "'=1+1", "'@x", "Nguyễn Văn A"]


# -- Nhật ký -----------------------------------------------------------------------------------------------------------


def test_the_journal_tells_who_did_what_and_undoes_it(unsure, visit):
    item = next(i for i in actions.review(unsure)["items"] if i["kind"] == "relation")
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    actions.decide(unsure, item["about"], "confirmed", by="Nguyễn Văn A", why="đã đối chiếu", now=noon)
    told = _told(visit("journal", unsure))
    assert "Nạp văn bản" in told
    assert "Nguyễn Văn A" in told
    assert "Lý do: đã đối chiếu" in told
    at = visit("journal", unsure, ai="Nguyễn Văn A")
    assert "nạp 3 văn bản" not in _told(at)
    assert "Chưa có việc nào như vậy" in _told(visit("journal", unsure, ai="Nguyễn Văn A", tu="2026-07-02"))
    _click(at, "Hoàn tác")
    assert actions.decided(unsure) == []
    assert "đã hoàn tác" in _told(visit("journal", unsure, loai="verdict"))


@pytest.mark.parametrize(
    "address", [{"tu": "x"}, {"trang": "-3"}, {"trang": "99999"}, {"loai": "<b>"}, {"ai": "ai đó"}]
)
def test_a_wrong_address_of_the_journal_breaks_nothing(unsure, visit, address):
    assert "không việc nào bị sửa" in _told(visit("journal", unsure, **address))


@pytest.mark.parametrize("which", ["query", "journal", "unit"])
def test_an_empty_store_is_told(tmp_path, visit, which):
    assert "Kho chưa có" in _told(visit(which, tmp_path)) or "Chưa có việc nào" in _told(visit(which, tmp_path))


# -- Đơn vị ------------------------------------------------------------------------------------------------------------


def test_a_unit_is_found_without_accents_and_shown(home, visit):
    at = visit("unit", home)
    assert "được giao nhiều việc nhất" in _told(at)
    at.text_input[0].set_value("ban thuong vu thanh uy an hai").run()
    labels = [link.proto.label for link in at.get("page_link")]
    assert any("Ban Thường vụ Thành ủy An Hải" in label for label in labels)
    one = visit("unit", home, dv="Ban Thường vụ Thành ủy An Hải")
    told = _told(one)
    assert "Ban Thường vụ Thành ủy An Hải" in told
    assert "Văn bản đã ban hành" in told
    assert "dựa trên" in told
    assert "không có nghĩa là" not in told
    links = [link.proto.query_string for link in one.get("page_link")]
    assert any("dv=Ban" in link and "thang=" in link for link in links)


def test_a_wrong_unit_is_told_and_a_search_offered(home, visit):
    at = visit("unit", home, dv="<b>không có</b>")
    assert "Kho không biết đơn vị nào" in _told(at)
    assert at.text_input
    assert "Kho chưa có văn bản nào" not in _told(at)
