"""Stamps set by hand, at a slant, on the head of a scan: read for the gate, red or grey, framed or not."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from texts import PLAN

from ingest.gate import look
from ingest.paper import tesseract
from ingest.paper.slanted import UNREAD, slanted_words
from ingest.readers.image import read
from ingest.source import Limits, Source

FONT = Path("/usr/share/fonts/truetype/noto/NotoSerif-Bold.ttf")
DPI = 150
TEXT = PLAN.format(subject="về việc chung", preamble="Ban Thường vụ xây dựng Kế hoạch:", body="1. Công an xã rà soát.")
pytestmark = pytest.mark.skipif(tesseract.missing() or not FONT.exists(), reason="needs Tesseract and Noto Serif")


def page(mark="", angle=0, at=(60, 250), colour=(200, 30, 40), mode="RGB"):
    """A page of text at 150 dpi with a framed stamp on it."""
    paper = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(paper)
    font = ImageFont.truetype(str(FONT).replace("Bold", "Regular"), 24)
    for i, line in enumerate(TEXT.splitlines()):
        pen.text((420, 60 + 34 * i), line, font=font, fill="black")
    if mark:
        font = ImageFont.truetype(str(FONT), 27)
        _, _, right, bottom = font.getbbox(mark)
        stamp = Image.new("RGBA", (right + 36, bottom + 26), (0, 0, 0, 0))
        pen = ImageDraw.Draw(stamp)
        pen.rectangle((2, 2, right + 33, bottom + 23), outline=(*colour, 255), width=3)
        pen.text((18, 8), mark, font=font, fill=(*colour, 255))
        stamp = stamp.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
        paper.paste(stamp, at, stamp)
    return paper.convert(mode)


@pytest.mark.parametrize(
    ("mark", "angle", "mode"),
    [("MẬT", 5, "RGB"), ("MẬT", -14, "RGB"), ("TỐI MẬT", 9, "RGB"), ("TUYỆT MẬT", -4, "RGB"), ("TỐI MẬT", 6, "L")],
)
def test_a_slanted_stamp_is_read(mark, angle, mode):
    assert mark in slanted_words(page(mark, angle, mode=mode), DPI, [])


def test_a_stamp_across_the_text_is_read_by_its_colour():
    assert any("MẬT" in words for words in slanted_words(page("TỐI MẬT", 4, at=(520, 330)), DPI, []))


def test_a_red_stamp_of_that_size_that_cannot_be_read_is_told():
    assert UNREAD in slanted_words(page("▒▓░▒▓░", 5), DPI, [])


@pytest.mark.parametrize(("mark", "colour"), [("MẬT", (190, 40, 50)), ("TUYỆT MẬT", (60, 60, 60))])
def test_the_gate_refuses_the_scan(mark, colour):
    found = look(scanned(page(mark, 8, colour=colour)))
    assert found is not None
    assert found.code == "secret"


@pytest.mark.parametrize("mark", ["", "KHẨN", "HỎA TỐC"])
def test_another_stamp_or_none_passes(mark):
    assert look(scanned(page(mark, 8))) is None


def scanned(paper):
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=70, dpi=(DPI, DPI))
    source = read("quét.jpg", out.getvalue(), Limits())
    assert isinstance(source, Source), source
    return source
