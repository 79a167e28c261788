"""Stored documents as paper: pages, boxes of a sentence, the picture of a page; gone with a withdrawn text."""

import io

import pytest
from paper import pdf_of
from PIL import Image
from test_pdf_layer import sample

from graph.home import Home
from graph.paper import PlaceFiles
from ui import actions


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("paper")
    (folder / "in").mkdir()
    text = sample("an-hai-cv-215")[1].read_text(encoding="utf-8")
    (folder / "in" / "cv-215.pdf").write_bytes(pdf_of(text))
    (folder / "in" / "text.txt").write_text(sample("binh-khe-kh-29")[1].read_text(encoding="utf-8"), encoding="utf-8")
    done = actions.ingest(folder / "home", [folder / "in"])
    assert [outcome.issue for outcome in done.files] == [None, None]
    return folder / "home"


def whole(home, code):
    return actions.show(home, code)["texts"][0]["text"]


def test_pages_are_told(kept):
    told = actions.pages(kept, whole(kept, "215-CV/TU"))
    assert [page["number"] for page in told] == [1, 2]
    assert {page["origin"] for page in told} == {"lớp chữ"}
    assert actions.pages(kept, whole(kept, "29/KH-UBND")) == []
    assert actions.pages(kept, "urn:chidao:text:none") == []


def test_each_fact_has_its_box(kept):
    document = actions.document(kept, whole(kept, "215-CV/TU"))
    assert document["facts"]
    for fact in document["facts"]:
        boxes = actions.boxes(kept, document["text_id"], *fact["span"])
        assert boxes, fact["quote"]
        assert {box["page"] for box in boxes} <= {1, 2}


def test_the_picture_of_a_page_is_drawn_from_the_original(kept):
    text = whole(kept, "215-CV/TU")
    with Image.open(io.BytesIO(actions.page_image(kept, text, 1))) as picture:
        assert picture.format == "PNG"
        assert picture.height > picture.width > 500
        dark = sum(picture.convert("L").histogram()[:128])
    assert dark > 1_000
    for number in (0, 3):
        assert actions.page_image(kept, text, number) is None
    assert actions.page_image(kept, whole(kept, "29/KH-UBND"), 1) is None


def test_the_sentence_stands_in_its_box_on_the_picture(kept):
    """The box of the number holds dark points; the same box moved into the margin holds none."""
    document = actions.document(kept, whole(kept, "215-CV/TU"))
    start = document["text"].index("215-CV/TU")
    (box,) = actions.boxes(kept, document["text_id"], start, start + len("215-CV/TU"))
    with Image.open(io.BytesIO(actions.page_image(kept, document["text_id"], box["page"]))) as picture:
        grey = picture.convert("L")
        edges = [
            box["left"] * grey.width,
            box["top"] * grey.height,
            box["right"] * grey.width,
            box["bottom"] * grey.height,
        ]
        inside = grey.crop([round(edge) for edge in edges])
        beside = grey.crop([0, round(edges[1]), round(0.08 * grey.width), round(edges[3])])
    assert inside.getextrema()[0] < 100
    assert beside.getextrema()[0] > 200


def test_places_hold_no_word_and_go_with_a_withdrawn_text(kept):
    text = whole(kept, "215-CV/TU")
    files = PlaceFiles(Home.at(kept).paper)
    told = files.read(text)
    assert told is not None
    assert "Thành" not in told
    actions.withdraw(kept, "215-CV/TU")
    assert files.read(text) is None
    assert actions.pages(kept, text) == []
