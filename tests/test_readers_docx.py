"""Word files: heads side by side, lists that Word numbers, tables, changes, notes, hidden words, old fonts."""

import io
import zipfile

import docx
import encodings_before_unicode as before
import office_files
import pytest
from docx.enum.style import WD_STYLE_TYPE

from ingest.readers import read_bytes
from ingest.source import Limits, Source
from ontology.issue import Issue

element = office_files.element


def read(made, file: str = "mau.docx") -> Source:
    out = io.BytesIO()
    made.save(out)
    (source,) = read_bytes(file, out.getvalue(), Limits())
    assert isinstance(source, Source), source
    return source


def lines(source: Source) -> list[str]:
    return [line for line in source.text.split("\n") if line]


def test_a_head_in_two_columns_is_read_left_then_right():
    made = docx.Document()
    left, right = made.add_table(rows=1, cols=2).rows[0].cells
    left.text, right.text = (
        "ĐẢNG ỦY PHƯỜNG SÔNG TRẦU\n*\nSố 12-CV/ĐU",
        "ĐẢNG CỘNG SẢN VIỆT NAM\nSông Trầu, ngày 04/5/2026",
    )
    made.add_paragraph("Kính gửi: Các chi bộ")
    assert lines(read(made)) == [
        "ĐẢNG ỦY PHƯỜNG SÔNG TRẦU",
        "*",
        "Số 12-CV/ĐU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Sông Trầu, ngày 04/5/2026",
        "Kính gửi: Các chi bộ",
    ]


def test_a_table_of_tasks_is_rows_with_bars_and_a_merged_cell_is_told_in_each():
    made = docx.Document()
    table = made.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    for row, words in zip(table.rows, ("TT a b", "1 làm Sở", "2 lập x", "I phần x"), strict=True):
        for cell, word in zip(row.cells, words.split(), strict=True):
            cell.text = word
    table.cell(1, 2).merge(table.cell(2, 2)).text = "Sở Nội vụ"
    table.cell(3, 1).merge(table.cell(3, 2)).text = "PHẦN HAI"
    table.cell(1, 1).text = "Lập danh sách\nGửi | nơi nhận"
    assert lines(read(made)) == [
        "| TT | a | b |",
        "| 1 | Lập danh sách <br> Gửi ¦ nơi nhận | Sở Nội vụ |",
        "| 2 | lập | Sở Nội vụ |",
        "| I | PHẦN HAI |  |",
    ]


def numbered(made, levels):
    """A list of Word's own: (kind, text) a level; the number of its num element."""
    numbering = made.part.numbering_part.element
    abstract = element("abstractNum", abstractNumId="90")
    for i, (kind, shown) in enumerate(levels):
        level = element("lvl", ilvl=str(i))
        for child in (element("start", val="1"), element("numFmt", val=kind), element("lvlText", val=shown)):
            level.append(child)
        abstract.append(level)
    numbering.insert(0, abstract)
    for number in ("90", "91"):
        num = element("num", numId=number)
        num.append(element("abstractNumId", val="90"))
        if number == "91":
            override = element("lvlOverride", ilvl="0")
            override.append(element("startOverride", val="1"))
            num.append(override)
        numbering.append(num)


def item(made, words, level=0, number="90"):
    properties = made.add_paragraph(words)._p.get_or_add_pPr()
    listed = element("numPr")
    listed.append(element("ilvl", val=str(level)))
    listed.append(element("numId", val=number))
    properties.append(listed)


def test_numbers_that_word_sets_are_in_the_text():
    made = docx.Document()
    numbered(made, [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7")])
    for words, level in (("A", 0), ("b", 1), ("c", 1), ("d", 2), ("đ", 2), ("e", 3), ("G", 0), ("h", 1)):
        item(made, words, level)
    item(made, "lại", 0, "91")
    wanted = ["I. A", "1. b", "2. c", "a) d", "b) đ", "+ e", "II. G", "1. h", "I. lại"]
    assert lines(read(made)) == wanted


def test_numbers_of_several_levels_and_of_a_style():
    made = docx.Document()
    numbered(made, [("decimal", "%1."), ("decimal", "%1.%2.")])
    style = made.styles.add_style("Muc", WD_STYLE_TYPE.PARAGRAPH)
    listed = element("numPr")
    listed.append(element("ilvl", val="1"))
    listed.append(element("numId", val="90"))
    style.element.get_or_add_pPr().append(listed)
    item(made, "a")
    made.add_paragraph("b", style="Muc")
    made.add_paragraph("c", style="Muc")
    assert lines(read(made))[:1] == ["1. a"]
    assert [line.split(" ")[-1] for line in lines(read(made))] == ["a", "b", "c"]


def test_tracked_changes_are_accepted_and_what_was_deleted_is_a_mark():
    made = docx.Document()
    paragraph = made.add_paragraph("Thời hạn ")
    for kind, tag, words in (("del", "delText", "TỐI MẬT"), ("ins", "t", "ngày 15/5")):
        change, run, text = element(kind, id="1", author="a"), element("r"), element(tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    source = read(made)
    assert lines(source) == ["Thời hạn ngày 15/5"]
    assert "TỐI MẬT" in source.marks


def test_headers_hidden_words_and_properties_are_marks_only():
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "MẬT"
    made.core_properties.subject = "TUYỆT MẬT"
    paragraph = made.add_paragraph("Thấy ")
    paragraph.add_run("không thấy").font.hidden = True
    source = read(made)
    assert lines(source) == ["Thấy"]
    assert {"MẬT", "TUYỆT MẬT", "không thấy"} <= set(source.marks)


def test_a_text_box_is_read_once():
    made = docx.Document()
    box = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent><mc:Choice>{0}'
        "</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r>"
    ).format("<w:txbxContent><w:p><w:r><w:t>Dự thảo lần 2</w:t></w:r></w:p></w:txbxContent>")
    made.add_paragraph("Kính gửi")._p.append(docx.oxml.parse_xml(box))
    assert lines(read(made)) == ["Kính gửi", "Dự thảo lần 2"]


def test_old_fonts_are_decoded_run_by_run():
    made = docx.Document()
    office_files.say(made.add_paragraph(), "nghị quyết", ".VnTimeH", before.tcvn3_text)
    mixed = made.add_paragraph("Ban Thường vụ ")
    office_files.say(mixed, "Đảng ủy phường", ".VnTime", before.tcvn3_text)
    office_files.say(mixed, " yêu cầu trước", ".VnTime")  # typed in Unicode, whatever the font is called
    office_files.say(made.add_paragraph(), "các chi bộ", "VNI-Times", lambda text: before.vni(text).decode("cp1252"))
    source = read(made)
    assert lines(source) == ["NGHỊ QUYẾT", "Ban Thường vụ Đảng ủy phường yêu cầu trước", "các chi bộ"]
    assert source.encoding == "tcvn3"
    assert [note.code for note in source.notes] == ["legacy-encoding"]


def test_words_shown_as_capitals_are_capitals():
    made = docx.Document()
    made.add_paragraph().add_run("Kế hoạch").font.all_caps = True
    assert lines(read(made)) == ["KẾ HOẠCH"]


def test_a_word_file_by_another_name_is_read_with_a_note():
    made = docx.Document()
    made.add_paragraph("Kính gửi")
    for file, codes in (("cu.doc", ["other-form"]), ("mau.docm", []), ("khong-duoi", [])):
        assert [note.code for note in read(made, file).notes] == codes


def package(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        for name, words in parts.items():
            archive.writestr(f"word/{name}.xml", words)
    return out.getvalue()


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:document>'
SECRETS = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (package(document="no xml at all"), "broken"),
        (package(document=BODY.format("")), "broken"),
        (package(document=BODY.format("<w:body/>")), "empty"),
        (package(document=SECRETS + BODY.format("<w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body>")), "broken"),
        (package(document=BODY.format("<w:body>" + " " * 60_000_000 + "</w:body>")), "too-large"),
        (package(document=BODY.format("<w:body><w:p/></w:body>"))[:-40], "broken"),
    ],
    ids=["no-xml", "no-body", "no-words", "entity", "bomb", "cut"],
)
def test_a_broken_word_file_is_refused(data, code):
    (issue,) = read_bytes("a.docx", data, Limits())
    assert isinstance(issue, Issue)
    assert issue.code == code
