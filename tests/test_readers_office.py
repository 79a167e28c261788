"""Older office files: LibreOffice where it is, a plain word where it is not; nothing fetched, nothing left behind."""

import http.server
import io
import threading
import zipfile
from pathlib import Path

import encodings_before_unicode as before
import office_files
import pytest

import data
from ingest.pipeline import read_text
from ingest.readers import office, read_bytes
from ingest.source import Limits, Source
from ontology.issue import Issue
from ontology.model import Reading

SAMPLE = data.path("corpus", "binh-khe", "2026-06-02-ubnd-kh-29.txt")
WORDS = "Kính gửi: Các chi bộ trực thuộc Đảng ủy phường"


def rtf(text: str) -> bytes:
    """As Word writes it: letters beyond ASCII by number."""
    return f"{{\\rtf1\\ansi\\ansicpg1258 {rtf_words(text)}\\par}}".encode("ascii")


def rtf_words(text: str) -> str:
    return "".join(c if c.isascii() and c != "\n" else "\\par\n" if c == "\n" else f"\\u{ord(c)}?" for c in text)


def odt(body: str) -> bytes:
    spaces = "".join(
        f' xmlns:{name}="{uri}"'
        for name, uri in (
            ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
            ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
            ("draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
            ("svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
            ("xlink", "http://www.w3.org/1999/xlink"),
        )
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f'<office:document-content{spaces} office:version="1.2"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        )
    return out.getvalue()


def told(file: str, raw: bytes, limits: Limits | None = None) -> Source | Issue:
    (found,) = read_bytes(file, raw, limits or Limits())
    return found


@pytest.fixture
def without_office(monkeypatch):
    """A machine without LibreOffice: nothing of its name is on the path."""
    monkeypatch.setenv("PATH", "/nonexistent")
    office.program.cache_clear()
    yield
    office.program.cache_clear()


@pytest.mark.parametrize("raw", [odt(""), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")])
def test_without_libreoffice_one_word_names_the_package(without_office, raw):
    issue = told("a.doc", raw)
    assert isinstance(issue, Issue)
    assert issue.code == "missing-program"
    assert "libreoffice-writer-nogui" in issue.remedy


def test_without_libreoffice_rich_text_is_read_all_the_same(without_office):
    source = told("a.rtf", rtf(SAMPLE.read_text(encoding="utf-8")))
    assert isinstance(source, Source)
    assert [note.code for note in source.notes] == ["reader-missing"]
    reading = read_text(source)
    assert isinstance(reading, Reading)
    assert (reading.document.code.text, len(reading.tasks) > 5) == ("29/KH-UBND", True)


def test_without_libreoffice_old_letters_and_columns_of_rich_text(without_office):
    left, right = rtf_words("ĐẢNG ỦY PHƯỜNG"), rtf_words("ĐẢNG CỘNG SẢN VIỆT NAM")
    row = f"\\trowd\\cellx4000\\cellx8000\\intbl {left}\\cell {right}\\cell\\row"
    source = told("a.rtf", f"{{\\rtf1\\ansi {row}\\pard x\\par}}".encode())
    assert isinstance(source, Source)
    assert [line for line in source.text.split("\n") if line] == ["ĐẢNG ỦY PHƯỜNG", "ĐẢNG CỘNG SẢN VIỆT NAM", "x"]
    old = told("b.rtf", rtf(before.tcvn3_text(WORDS)))
    assert isinstance(old, Source)
    assert (old.text.strip(), old.encoding) == (WORDS, "tcvn3")


@pytest.mark.parametrize("cut", [8, 20, 60])
def test_without_libreoffice_broken_rich_text_raises_nothing(without_office, cut):
    assert isinstance(told("a.rtf", rtf(WORDS)[:cut] + b"{\\u99999999?\\bin9999999999 \\'zz"), Source | Issue)


@office_files.needs_office
def test_nothing_is_fetched_and_nothing_left_behind(tmp_path, monkeypatch):
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *args):
            pass

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    server = http.server.HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    picture = f'<draw:image xlink:href="http://127.0.0.1:{server.server_port}/a.png" xlink:type="simple"/>'
    frame = f'<draw:frame text:anchor-type="as-char" svg:width="5cm" svg:height="5cm">{picture}</draw:frame>'
    source = told("a.odt", odt(f"<text:p>{WORDS}</text:p><text:p>{frame}</text:p>"))
    server.shutdown()
    assert isinstance(source, Source)
    assert source.text.strip() == WORDS
    assert (asked, list(tmp_path.iterdir())) == ([], [])


@office_files.needs_office
def test_a_file_that_takes_too_long_is_given_up():
    issue = told("a.odt", odt(f"<text:p>{WORDS}</text:p>"), Limits(seconds=0))
    assert isinstance(issue, Issue)
    assert issue.code == "too-slow"


@office_files.needs_office
def test_a_broken_file_is_refused():
    issue = told("a.odt", odt("<text:p>")[:-60])
    assert isinstance(issue, Issue)
    assert issue.code == "broken"


def test_the_program_is_found_where_it_is():
    found = office.program()
    assert (found is None) == (office_files.SOFFICE is None)
    assert found is None or Path(found).is_file()
