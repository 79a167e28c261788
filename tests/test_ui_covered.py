"""On the picture of a page the words with numbers and addresses of persons lie under filled boxes."""

import io

import pytest
from alone import visit
from conftest import WARD
from paper import pdf_of, scan_of
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas
from test_ui_works import _told

from ingest.paper import tesseract
from ui import actions
from ui.actions.covered import covered
from ui.mask import hidden_in

PERSON = (
    "phường (đầu mối: ông Nguyễn Văn A, căn cước công dân 079068001234, điện thoại 0912345678, thư điện tử"
    " nguyen.van.a@example.vn, tài khoản 0071000123456) rà soát 12 hộ trước ngày 30/6/2026, "
)
SECRET = ("079068001234", "0912345678", "nguyen.van.a@example.vn", "0071000123456")


def letter():
    return WARD.format(
        body="ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", code="12-CV/ĐU", about="V/v thực hiện Kết luận số 27-KL/TW", place="Sông Trầu",
        day=4, month=5, higher="Kết luận số 27-KL/TW ngày 24/4/2026 của Ban Bí thư",
    ).replace("phường rà soát", PERSON)  # fmt: skip


def stored(folder, name, data):
    (folder / name).write_bytes(data)
    done = actions.ingest(folder / "home", [folder / name])
    assert not done.refused, done.files
    return folder / "home", actions.show(folder / "home", "12-CV/ĐU")["texts"][0]["text"]


def inked(picture, box):
    """How much of a box is of one dark colour, as a filled box is and no word."""
    with Image.open(io.BytesIO(picture)) as read:
        grey = read.convert("L")
    edges = (box["left"] * grey.width, box["top"] * grey.height, box["right"] * grey.width, box["bottom"] * grey.height)
    part = grey.crop([round(edge) for edge in edges])
    return max(part.histogram()[:128]) / (part.width * part.height)


def check(home, id, words):
    document = actions.document(home, id)
    for word in words:
        start = document["text"].index(word)
        for box in actions.boxes(home, id, start, start + len(word)):
            yield word, inked(actions.page_image(home, id, box["page"]), box)


@pytest.fixture(scope="module")
def on_paper(tmp_path_factory):
    return stored(tmp_path_factory.mktemp("covered"), "12.pdf", pdf_of(letter()))


def test_words_of_persons_are_covered_and_others_are_not(on_paper):
    hidden = dict(check(*on_paper, SECRET))
    assert hidden.keys() == set(SECRET)
    assert min(hidden.values()) > 0.95, hidden
    seen = dict(check(*on_paper, ("12-CV/ĐU", "27-KL/TW", "30/6/2026", "Nguyễn Văn A")))
    assert max(seen.values()) < 0.5, seen


def test_a_page_whose_words_are_known_says_nothing_of_it(on_paper, monkeypatch):
    at = visit("document", on_paper[0], monkeypatch, vb="12-CV/ĐU", xem="Trang giấy")
    assert "không che được" not in _told(at)
    assert "chỉ được che" not in _told(at)


def test_what_holds_nothing_of_a_person_is_drawn_as_it_is():
    assert hidden_in("Số 12-CV/ĐU ngày 04/5/2026") == []
    assert hidden_in("gọi 0912345678, 0912 345 678") == [(4, 11), (16, 20), (21, 24)]
    assert covered(b"any", []) == b"any"


@pytest.mark.skipif(tesseract.missing(), reason="Tesseract with Vietnamese data is not installed")
def test_on_a_scan_they_are_covered_where_they_were_recognised(tmp_path, monkeypatch):
    home, id = stored(tmp_path, "12.tif", scan_of(pdf_of(letter())))
    text = actions.document(home, id)["text"]
    read = [word for word in SECRET if word in text]
    assert len(read) >= 2
    assert min(share for _, share in check(home, id, read)) > 0.9
    assert "chỉ được che ở chỗ máy nhận dạng đúng" in _told(
        visit("document", home, monkeypatch, vb="12-CV/ĐU", xem="Trang giấy")
    )


def test_a_page_whose_words_have_no_place_says_so(tmp_path, monkeypatch):
    """A page drawn as a picture with too few words to be read anew: nothing on it is known."""
    import pypdfium2  # noqa: PLC0415

    both = pypdfium2.PdfDocument(pdf_of(letter()))
    empty = io.BytesIO()
    sheet = canvas.Canvas(empty, pagesize=A4)
    sheet.showPage()
    sheet.save()
    both.import_pages(pypdfium2.PdfDocument(empty.getvalue()))
    out = io.BytesIO()
    both.save(out)
    home, id = stored(tmp_path, "12.pdf", out.getvalue())
    told = actions.pages(home, id)
    assert [page["words"] for page in told][-1] is False
    shown = visit("document", home, monkeypatch, vb="12-CV/ĐU", xem="Trang giấy", trang=str(len(told)))
    assert "không che được" in _told(shown)
