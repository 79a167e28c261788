"""The page of a document, beside its text: its paper with the sentence framed, its clarity, what stands around it."""

import io

import alone
import pytest
from PIL import Image
from test_ui_paper import kept, whole  # noqa: F401 - a fixture
from test_ui_works import _told

from ui import actions
from ui.pages.paper import framed


@pytest.fixture
def visit(monkeypatch):
    return lambda home, **address: alone.visit("document", home, monkeypatch, **address)


def test_a_document_on_paper_shows_the_page_of_the_chosen_sentence(kept, visit):  # noqa: F811
    document = actions.document(kept, whole(kept, "215-CV/TU"))
    last = max(document["facts"], key=lambda fact: fact["span"][0])
    (page, *_) = {box["page"] for box in actions.boxes(kept, document["text_id"], *last["span"])}
    span = "-".join(map(str, last["span"]))
    at = visit(kept, vb="215-CV/TU", doan=span, xem="Trang giấy")
    assert f"Trang {page} trên 2" in _told(at)
    assert "Chữ lấy từ: lớp chữ" in _told(at)
    assert len(at.get("image")) == 1
    other = visit(kept, vb="215-CV/TU", doan=span, xem="Trang giấy", trang=str(3 - page))
    assert f"Câu đã chọn nằm ở trang {page}" in _told(other)
    assert f"Trang {3 - page} trên 2" in _told(other)


@pytest.mark.parametrize("turn", ["0", "99", "x", "-1"])
def test_a_wrong_page_is_the_first(kept, visit, turn):  # noqa: F811
    at = visit(kept, vb="215-CV/TU", xem="Trang giấy", trang=turn)
    assert "Trang 1 trên 2" in _told(at)


def test_a_document_that_never_was_on_paper_offers_no_paper(kept, visit):  # noqa: F811
    at = visit(kept, vb="29/KH-UBND", xem="Trang giấy")
    assert "Trang giấy" not in [option for group in at.get("segmented_control") for option in group.options]
    assert not at.get("image")


def test_the_frame_is_drawn_where_the_box_is_and_nowhere_else():
    plain = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(plain, "PNG")
    box = {"page": 1, "left": 0.25, "top": 0.5, "right": 0.5, "bottom": 0.6}
    with Image.open(io.BytesIO(framed(plain.getvalue(), [box]))) as drawn:
        assert drawn.getpixel((225, 440)) != (255, 255, 255)
        assert drawn.getpixel((100, 100)) == (255, 255, 255)
        assert drawn.getpixel((400, 440)) == (255, 255, 255)
    assert framed(plain.getvalue(), []) == plain.getvalue()


def test_its_clarity_is_shown_with_a_way_to_each_sentence(samples, visit):
    at = visit(samples, vb="31-KL/TU", xem="Soát “6 rõ”")
    assert {metric.label for metric in at.metric} == {"Điểm rõ ràng", "Nhiệm vụ", "Còn chỗ chưa rõ"}
    links = [link.proto.query_string for link in at.get("page_link")]
    assert any("doan=" in link for link in links)
    assert "Trùng hoặc mâu thuẫn" not in _told(at)


def test_what_stands_around_it_is_linked_with_grade_and_sentence(samples, visit):
    at = visit(samples, vb="31-KL/TU", xem="Liên quan")
    told = _told(at)
    assert "được thực hiện bởi" in told or "được viện dẫn trong" in told
    assert "nêu rõ" in told
    assert "Bản gốc kho đang giữ (1)" in told
    shown = actions.show(samples, "31-KL/TU")
    labels = [link.proto.label.replace("\\", "").replace("\u2060", "") for link in at.get("page_link")]
    for fact in (*shown["cites"], *shown["cited_by"], *shown["addressees"]):
        assert labels.count(fact["name"]) >= 1, fact["name"]


def test_a_stub_tells_who_names_it(samples, visit):
    at = visit(samples, vb="27-KL/TW")
    assert "chưa có toàn văn" in _told(at)
    assert "Được nhắc đến bởi" in _told(at)
    assert "Kho không giữ bản gốc" in _told(at)
