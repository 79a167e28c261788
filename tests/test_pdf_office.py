"""PDF that LibreOffice makes of a document: numbers stay numbers, marks of notes are marks, all is read as in Word."""

import html
import shutil
import subprocess

import pytest
from office_files import converted, needs_office

from ingest.pipeline import read_text
from ingest.readers import read_bytes
from ingest.record import record
from ingest.source import Limits

# What offices set their documents in, as far as it is on the machine.
FONTS = ("Times New Roman", "Liberation Serif", "Noto Serif", "DejaVu Serif", "Noto Sans", "DejaVu Sans")
SIZES = (12, 13, 14)
NOTE = (
    "<text:note text:note-class='footnote'><text:note-citation/><text:note-body><text:p>{}</text:p></text:note-body>"
    "</text:note>"
)
HEAD = ("ĐẢNG BỘ THÀNH PHỐ THANH GIANG", "ĐẢNG ỦY PHƯỜNG SÔNG TRẦU", "*", "Số 57-KH/ĐU")
MOTTO = ("ĐẢNG CỘNG SẢN VIỆT NAM", "Sông Trầu, ngày 9 tháng 10 năm 2026")
BODY = (
    "KẾ HOẠCH",
    "kiểm tra, giám sát quý 4 năm 2026",
    "Thực hiện Kết luận số 27-KL/TW{note} ngày 24 tháng 4 năm 2026 của Ban Bí thư, Công văn số 341-CV/TU ngày 28"
    " tháng 8 năm 2026 của Thành ủy, Đảng ủy phường ban hành kế hoạch như sau:",
    "1. Công an phường lập kế hoạch tuần tra ban đêm tại 12 tổ dân phố{note}, hoàn thành trước ngày 5 tháng 11"
    " năm 2026.",
    "2. Văn phòng Đảng ủy gửi báo cáo trong 15 ngày, kết nạp 08 đảng viên, vận động 9 hộ bàn giao mặt bằng trước"
    " ngày 25 tháng 12 năm 2026{note}.",
    "3. Các chi bộ sinh hoạt chuyên đề vào ngày 3 hằng tháng; họp với 7 khu phố, 3 trường, 1 trạm y tế; thời gian từ"
    " 8 giờ ngày 6 tháng 11 đến 17 giờ ngày 7 tháng 11 năm 2026.",
)
TABLE = (
    ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"),
    ("1", "Rà soát 6 hồ sơ đất đai, 2 vụ khiếu nại", "Phòng Kinh tế", "30/10/2026"),
    ("2", "Nạo vét 4 tuyến mương dài 9 km", "Trung tâm Dịch vụ công", "trước ngày 4/12/2026"),
)
TAIL = (("Nơi nhận:", "- Thành ủy (để báo cáo),", "- Lưu Văn phòng."), ("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Nguyễn Văn A"))
NOTES = ("Kết luận về công tác cán bộ.", "Có 12 tổ, chia 3 cụm.", "Hộ có đất thu hồi 2 lần.")


def installed():
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    families = {name.strip() for line in listed.splitlines() for name in line.split(",")}
    return [font for font in FONTS if font in families]


def paragraph(text, style, notes):
    words = html.escape(text, quote=False)
    while "{note}" in words:
        words = words.replace("{note}", NOTE.format(next(notes)), 1)
    return f"<text:p text:style-name='{style}'>{words}</text:p>"


def cells(rows, styles, notes, border):
    out = "".join("<table:table-column/>" for _ in rows[0])
    for row in rows:
        out += "<table:table-row>"
        for cell, style in zip(row, styles, strict=True):
            lines = [cell] if isinstance(cell, str) else cell
            inner = "".join(paragraph(line, style, notes) for line in lines)
            out += (
                f"<table:table-cell table:style-name='{border}' office:value-type='string'>{inner}</table:table-cell>"
            )
        out += "</table:table-row>"
    return f"<table:table>{out}</table:table>"


def flat(font, size):
    """A text document as one XML file, set justified in ``font`` with real footnotes, two columns and a ruled table."""
    notes = iter(NOTES)

    def style(name, align, indent):
        return (
            f"<style:style style:name='{name}' style:family='paragraph'><style:paragraph-properties"
            f" fo:text-align='{align}' fo:text-indent='{indent}' fo:margin-bottom='0.2cm'/>"
            f"<style:text-properties fo:font-family='{font}' fo:font-size='{size}pt'/></style:style>"
        )

    spaces = " ".join(
        f"xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0'"
        for name, urn in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
    )
    body = cells([(HEAD, MOTTO)], ("C", "C"), notes, "None")
    body += "".join(paragraph(line, "J" if i > 1 else "C", notes) for i, line in enumerate(BODY))
    body += cells(TABLE, ("L", "L", "L", "L"), notes, "Ruled") + cells([TAIL], ("L", "C"), notes, "None")
    ruled = "<style:table-cell-properties fo:border='0.5pt solid #000000'/>"
    styles = style("J", "justify", "1cm") + style("C", "center", "0") + style("L", "start", "0")
    styles += f"<style:style style:name='Ruled' style:family='table-cell'>{ruled}</style:style>"
    styles += "<style:style style:name='None' style:family='table-cell'/>"
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document {spaces}"
        " xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' office:version='1.2'"
        ' office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    """By font: the texts of the Word file and of the PDF that LibreOffice makes of one document."""
    fonts = installed()
    if len(fonts) < 3:
        pytest.skip("fewer than three of the fonts are installed")
    folder = tmp_path_factory.mktemp("office pdf")
    files = [folder / f"{i}.fodt" for i in range(len(fonts))]
    for i, (font, file) in enumerate(zip(fonts, files, strict=True)):
        file.write_text(flat(font, SIZES[i % len(SIZES)]), encoding="utf-8")
    for form in ("docx", "pdf"):
        converted(files, form, folder)
    return {
        font: tuple(_source(file.with_suffix(f".{form}")) for form in ("docx", "pdf"))
        for font, file in zip(fonts, files, strict=True)
    }


def _source(file):
    return next(iter(read_bytes(file.name, file.read_bytes(), Limits())))


@needs_office
@pytest.mark.skipif(shutil.which("fc-list") is None, reason="fontconfig is not installed")
def test_a_pdf_is_read_as_the_word_file_it_came_from(twins):
    for font, (word, paper) in twins.items():
        told, read = record(read_text(word)), record(read_text(paper))
        for key in ("type", "code", "date", "issuer", "subject", "signer"):
            assert read["document"][key] == told["document"][key], (font, key)
        assert told["document"]["date"] == "2026-10-09"
        for tasks in (told["tasks"], read["tasks"]):
            assert len(tasks) >= 5, font
        assert [_told(t) for t in read["tasks"]] == [_told(t) for t in told["tasks"]], font
        deadlines = {d["to"] for t in told["tasks"] for d in t["deadlines"]}
        assert {"2026-11-05", "2026-12-25", "2026-10-30", "2026-12-04"} <= deadlines, font
        assert [(c["code"], c["date"]) for c in read["citations"]] == [
            (c["code"], c["date"]) for c in told["citations"]
        ]


def _cited(told):
    return [(citation["code"], citation["date"]) for citation in told["citations"]]


def _told(task):
    dates = [(d["kind"], d["from"], d["to"]) for d in task["deadlines"]]
    return task["path"], task["text"], [(a["role"], a["unit"]) for a in task["assignments"]], dates


@needs_office
@pytest.mark.skipif(shutil.which("fc-list") is None, reason="fontconfig is not installed")
def test_footnotes_are_marked_and_numbers_are_not(twins):
    for font, (_, paper) in twins.items():
        text = " ".join(paper.text.split())
        for told in (
            "27-KL/TW¹ ngày 24 tháng 4",
            "12 tổ dân phố², hoàn",
            "năm 2026³.",
            "trong 15 ngày, kết nạp 08 đảng viên",
        ):
            assert told in text, font
        for number, note in zip("¹²³", NOTES, strict=True):
            assert f"{number} {note}" in text or f"{number}{note}" in text, font
        assert sum(char in "⁰¹²³⁴⁵⁶⁷⁸⁹" for char in text) == 6, font
