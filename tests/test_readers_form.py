"""What a file is: by its bytes first, by its suffix where bytes do not tell; a wrong suffix is noted or refused."""

import io
import zipfile

import pytest

from ingest.readers import form, read_bytes
from ingest.source import Limits, Source
from ontology.issue import Issue

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LETTER = b"From: a@example.vn\r\nTo: b@example.vn\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>x</p>"
PAGE = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"


def packed(*names: str, mimetype: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"%PDF-1.7\n", ".pdf"),
        (b"junk before\n%PDF-1.4", ".pdf"),
        (b"{\\rtf1\\ansi", ".rtf"),
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"II*\x00", ".tif"),
        (b"Rar!\x1a\x07\x00", ".rar"),
        (OLE + "WordDocument".encode("utf-16-le"), ".doc"),
        (OLE + "Workbook".encode("utf-16-le"), ".xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), form.ENCRYPTED),
        (OLE, ".ole"),
        (packed("[Content_Types].xml", "word/document.xml"), ".docx"),
        (packed("[Content_Types].xml", "word/document.xml")[:-30], ".docx"),
        (packed("xl/workbook.xml"), ".xlsx"),
        (packed("content.xml", mimetype=b"application/vnd.oasis.opendocument.text"), ".odt"),
        (packed("a.txt"), ".zip"),
        (packed(), ".zip"),
        (b"<!DOCTYPE html><html>", ".html"),
        (b"\xef\xbb\xbf  <!-- saved -->\n<HTML lang=vi>", ".html"),
        ("<html><body>".encode("utf-16"), ".html"),
        (LETTER, ".eml"),
        (PAGE, ".mht"),
        ("Kính gửi: Đảng ủy\n".encode(), ""),
        (b"", ""),
    ],
)
def test_form_is_told_by_bytes(data, wanted):
    assert form.form_of(data) == wanted


@pytest.mark.parametrize(
    ("file", "wanted"), [("A.HTM", ".html"), ("a.b.Docx", ".docx"), ("a.jpeg", ".jpg"), ("a.mhtml", ".mht"), ("a", "")]
)
def test_form_that_a_suffix_claims(file, wanted):
    assert form.known_form(file) == wanted


def told(file: str, data: bytes) -> list[Source | Issue]:
    return list(read_bytes(file, data, Limits()))


@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("a.txt", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.txt", OLE + "Workbook".encode("utf-16-le"), "form"),
        ("a.xlsx", packed("xl/workbook.xml"), "form"),
        ("a.txt", b"MZ\x90\x00\x03", "form"),
        ("a.txt", b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_kind(file, data, code):
    (issue,) = told(file, data)
    assert isinstance(issue, Issue)
    assert issue.code == code
    assert issue.where == file


def test_text_of_any_suffix_is_text():
    (source,) = told("a.xyz", "Kính gửi".encode())
    assert isinstance(source, Source)
    assert source.text == "Kính gửi"
    assert source.notes == ()
