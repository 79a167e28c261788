"""The working pages without a browser: putting in, the review, questions, units, the journal."""

import shutil
import tempfile
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_review import LETTER, with_a_short_form

from ui import actions
from ui.actions.people import Grant, Person, Role, owner

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
FILE = CORPUS / "an-hai" / "2026-06-18-thanh-uy-kl-31.txt"
SECRET = FILE.read_text(encoding="utf-8").replace("Số 31-KL/TU", "TỐI MẬT\nSố 31-KL/TU")


@pytest.fixture(scope="session")
def home(samples):
    return samples


def _script(which: str) -> None:
    import streamlit as st  # noqa: PLC0415 - this function is the text of a script

    from ui.pages.book import BOOK, show  # noqa: PLC0415
    from ui.pages.links import Pages  # noqa: PLC0415

    made = {
        name: st.Page(lambda name=name: show(name)(pages), title=name, url_path=name, default=name == which)
        for name, _, _ in BOOK
    }
    pages = Pages(made)
    st.navigation(list(made.values())).run()


@pytest.fixture
def visit(monkeypatch):
    def go(which: str, home: Path, **address: str) -> AppTest:
        monkeypatch.setenv("CHIDAO_HOME", str(home))
        at = AppTest.from_function(_script, kwargs={"which": which}, default_timeout=60)
        for name, value in address.items():
            at.query_params[name] = value
        at.run()
        assert not at.exception
        return at

    return go


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
    at.text_input[0].set_value("khong co gi nhu the").run()
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
