"""Scans: headers right, handwritten figures surely or not at all, stamps never taken; lying layers replaced."""

import io
import tomllib

import pypdfium2 as pdfium
import pytest
from paper import pdf_of, scan_of
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas
from test_pdf_layer import REAL, f1, read, real, sample, scorer  # noqa: F401 - a fixture

import data
from ingest.paper import handwriting, misread, tesseract
from ingest.paper.sheet import Sheet, Token
from ingest.pipeline import read_text
from ingest.record import record
from ingest.source import Limits, Origin, Source
from ontology.issue import Issue

pytestmark = pytest.mark.skipif(tesseract.missing(), reason="tesseract-ocr with tesseract-ocr-vie is not installed")


def first_page(name):
    whole, one, out = pdfium.PdfDocument(REAL / f"{name}.pdf"), pdfium.PdfDocument.new(), io.BytesIO()
    one.import_pages(whole, [0])
    one.save(out)
    return out.getvalue()


@real
@pytest.mark.parametrize(
    ("name", "code", "date", "issuer", "subject"),
    [
        ("qngai_CT07_2018", "07/CT-UBND", "2018-03-20", "Ủy ban nhân dân tỉnh Quảng Ngãi",
         "tăng cường công tác thi hành án hành chính trên địa bàn tỉnh Quảng Ngãi"),
        ("qngai_CT11_2021", "11/CT-UBND", "2021-05-11", "Ủy ban nhân dân tỉnh Quảng Ngãi",
         "tăng cường chỉ đạo Kỳ thi tốt nghiệp trung học phổ thông năm 2021 trên địa bàn tỉnh Quảng Ngãi"),
        ("vpcp_TB163_2024", "163/TB-VPCP", "2024-04-15", "Văn phòng Chính phủ",
         "buổi làm việc với lãnh đạo tỉnh Tiền Giang"),
        ("vpcp_CV2450_2024", "2450/VPCP-KGVX", "2024-04-12", "Văn phòng Chính phủ",
         "đề xuất hoán đổi ngày làm việc dịp nghỉ lễ ngày Chiến thắng 30/4 và ngày Quốc tế lao động 01/5 năm 2024"),
        ("ttg_CV225_2024", "225/TTg-NN", "2024-04-05", "Thủ tướng Chính phủ",
         "chuyển mục đích sử dụng đất trồng lúa sang mục đích khác"),
    ],
)  # fmt: skip
def test_the_header_of_a_scan_is_right(name, code, date, issuer, subject):
    source = read(f"{name}.pdf", first_page(name))
    document = record(read_text(source))["document"]
    assert (document["code"], document["date"], document["issuer"]) == (code, date, issuer)
    assert subject in document["subject"]
    page = source.pages[0]
    assert page.origin is Origin.OCR
    assert page.confidence > 0.8
    assert page.reason


@pytest.mark.parametrize("stem", ["binh-khe-kh-29", "an-hai-cv-215"])
def test_a_scan_of_a_sample_reads_nearly_as_its_text(scorer, stem):  # noqa: F811
    gold, path = sample(stem)
    found = read(f"{stem}.tif", scan_of(pdf_of(path.read_text(encoding="utf-8"))))
    assert f1(scorer, read_text(found), gold) >= 0.93
    assert all(0 <= word.left < word.right <= 1 and word.top < word.bottom for word in found.words)
    assert [note.code for note in found.notes] == ["recognised"]


def scanned_page(hidden=""):
    """A page that is a picture, with words that nobody sees laid over it."""
    text = sample("binh-khe-kh-29")[1].read_text(encoding="utf-8")
    picture = next(iter(pdfium.PdfDocument(pdf_of(text)))).render(scale=200 / 72, grayscale=True).to_pil()
    out = io.BytesIO()
    paper = canvas.Canvas(out, pagesize=(595, 842))
    paper.drawImage(ImageReader(picture.convert("L")), 0, 0, 595, 842)
    if hidden:
        words = paper.beginText(60, 780)
        words.setTextRenderMode(3)
        words.setFont("NotoRegular", 8)
        for line in hidden.splitlines():
            words.textLine(line)
        paper.drawText(words)
    paper.save()
    return out.getvalue()


def test_a_lying_layer_is_replaced_by_recognition_and_says_why():
    lie = "KӂHO ҤCH triӇn khai thӵc hiӋn nhiӋm vө năm cӫa xã vӅ chuyӇn ÿәi sӕ\n" * 4
    source = read("x.pdf", scanned_page(lie))
    assert source.pages[0].origin is Origin.OCR
    assert "bảng mã" in source.pages[0].reason
    assert "Số: 29/KH-UBND" in source.text
    assert "HO ҤCH" not in source.text
    assert [note.code for note in source.notes] == ["recognised"]


def test_without_tesseract_one_issue_names_the_packages(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    tesseract.missing.cache_clear()
    try:
        for name, data in (("x.pdf", scanned_page()), ("x.png", png(Image.new("L", (400, 300), 255)))):
            found = read(name, data)
            assert isinstance(found, Issue)
            assert found.code == "ocr-missing"
            assert "tesseract-ocr-vie" in found.remedy
        kept = read("x.pdf", scanned_page("Kế hoạch của Ủy ban nhân dân xã về chuyển đổi số trong năm nay\n" * 3))
        assert isinstance(kept, Source)
    finally:
        tesseract.missing.cache_clear()


def png(image):
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_hostile_pictures_are_refused():
    wide = png(Image.new("1", (30_000, 30_000)))
    assert read("x.png", wide).code == "too-large"
    assert read("x.png", png(Image.new("L", (40, 40), 255))).code == "empty"
    assert read("x.png", png(Image.new("L", (400, 300), 255))[:60]).code == "broken"
    small = next(
        iter(__import__("ingest.readers", fromlist=["read_bytes"]).read_bytes("x.png", wide, Limits(pixels=10)))
    )
    assert small.code == "too-large"


def test_a_page_on_its_side_is_turned_upright():
    picture = next(iter(pdfium.PdfDocument(pdf_of(sample("binh-khe-kh-29")[1].read_text(encoding="utf-8")))))
    side = picture.render(scale=200 / 72, grayscale=True).to_pil().convert("L").rotate(90, expand=True)
    source = read("x.png", png(side))
    assert "Số: 29/KH-UBND" in source.text
    assert source.pages[0].width < source.pages[0].height


def test_figures_that_are_no_figures_are_left_blank():
    image = Image.new("L", (300, 120), 255)
    ImageDraw.Draw(image).line([(20, 90), (60, 30), (110, 95), (160, 25), (230, 80)], fill=0, width=6)
    line = Token("Số:", 0, 8, 70, 22)
    assert handwriting._figures(image, 300, (0.0, line, 70.0), 5) == ""


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("L1/CT-TTg", "11/CT-TTg"),
        ("l6", "16"),
        ("202]", "2021"),
        ("Thuếcơsở", "Thuế cơ sở"),
        ("ở03", "ở 03"),
        ("08-NQ/ĐĐU", "08-NQ/ĐU"),
    ],
)
def test_misread_tokens_are_mended(seen, meant):
    token = Token(seen, 0, 0, 1, 1)
    misread.mended([token])
    assert token.text == meant


@pytest.mark.parametrize("text", ["HD", "II", "UBND", "nghiêng", "I/2026", "15.860/19.240", "QHPTTNĐ", "video"])
def test_other_tokens_stay(text):
    token = Token(text, 0, 0, 1, 1)
    misread.mended([token])
    assert token.text == text


def test_numerals_of_headings_count_on():
    rows = ["I MỤC TIÊU", "II NHIỆM VỤ", "II. TỔ CHỨC", "IV. KINH PHÍ"]
    tokens = [
        Token(word, 50 + 60 * j, 100 + 30 * i, 100 + 60 * j, 112 + 30 * i)
        for i, row in enumerate(rows)
        for j, word in enumerate(row.split())
    ]
    misread.mend_numerals([Sheet(1, 595, 842, tokens, [], Origin.OCR)])
    assert [t.text for t in tokens if t.left == 50] == ["I.", "II.", "III.", "IV."]


MISREAD = tomllib.loads(data.path("words", "misread.toml").read_text(encoding="utf-8"))["entry"]


def mended_words(text):
    tokens = [Token(word, 0, 0, 1, 1) for word in text.split()]
    misread.mend_words(tokens)
    return " ".join(token.text for token in tokens)


@pytest.mark.parametrize("entry", MISREAD, ids=lambda entry: entry["seen"])
def test_misread_words_are_mended_both_ways(entry):
    for example in entry["examples"]:
        assert entry["seen"] not in mended_words(example).lower()
        assert entry["meant"] in mended_words(example).lower()
    for counter in entry["counter"]:
        assert mended_words(counter) == counter
    assert len(entry["seen"].split()) == len(entry["meant"].split())
