"""Web pages, saved pages, letters and zip files."""

import io
import random
import stat
import zipfile
from email.message import EmailMessage

import encodings_before_unicode as before
import office_files
import pytest

from data import path as data_path
from ingest.readers import office, read_bytes
from ingest.source import Limits, Source
from ontology.issue import Issue

HTML = "<!DOCTYPE html><html><head><meta charset={}></head><body>{}</body></html>"
WORDS = "Ban Thường vụ Đảng ủy phường yêu cầu các chi bộ thực hiện nghiêm túc những việc sau đây"
TEXT = "Kính gửi: Các chi bộ trực thuộc Đảng ủy phường"


def told(file: str, data: bytes, limits: Limits | None = None) -> list[Source | Issue]:
    return list(read_bytes(file, data, limits or Limits()))


def page(body: str, charset: str = "utf-8", encoding: str = "utf-8") -> Source:
    (source,) = told("trang.html", HTML.format(charset, body).encode(encoding))
    assert isinstance(source, Source), source
    return source


def lines(source: Source) -> list[str]:
    return [line for line in source.text.split("\n") if line]


def test_the_document_is_found_among_the_furniture_of_a_portal():
    text = (
        "KẾ HOẠCH\nvề việc thử\n\nCăn cứ chương trình công tác, Ủy ban nhân dân phường lập kế hoạch:\n\n"
        + "\n\n".join(f"{i}. {WORDS} {i}." for i in range(1, 9))
    )
    (source,) = told("trang.htm", office_files.page(text))
    assert isinstance(source, Source)
    assert "mới ban hành" not in source.text
    assert "giấy phép" not in source.text
    assert "Cổng thông tin" not in source.text
    assert lines(source)[0] == "KẾ HOẠCH"
    assert lines(source)[-1] == f"8. {WORDS} 8."


def test_paragraphs_lists_breaks_and_space():
    source = page(
        f"<p>{WORDS}\n  gồm:<br>một</p><ol start=2><li>hai<li>ba</ol><ul><li>bốn</ul><div>năm <b>sáu</b></div>"
    )
    assert lines(source) == [f"{WORDS} gồm:", "một", "2. hai", "3. ba", "- bốn", "năm sáu"]


def test_a_task_table_with_cells_that_span():
    table = (
        "<table border=1><tr><td>TT<td>Việc<td>Chủ trì</tr><tr><td>1<td>Lập<td rowspan=2>Sở Nội vụ</tr>"
        "<tr><td>2<td>Gửi</tr><tr><td colspan=3>PHẦN HAI</tr></table>"
    )
    assert lines(page(f"<p>{WORDS}</p>{table}"))[1:] == [
        "| TT | Việc | Chủ trì |",
        "| 1 | Lập | Sở Nội vụ |",
        "| 2 | Gửi | Sở Nội vụ |",
        "| PHẦN HAI |  |  |",
    ]


def test_hidden_words_and_notes_are_marks():
    source = page(
        f"<p>{WORDS}</p><p style='display:none'>MẬT</p><div style='mso-element:footnote-list'>chú thích</div>"
    )
    assert lines(source) == [WORDS]
    assert set(source.marks) == {"MẬT", "chú thích"}


@pytest.mark.parametrize(
    ("charset", "encoding", "told_as"),
    [("windows-1258", "utf-8", "utf-8"), ("utf-8", "utf-16", "utf-16"), ("x-user-defined", "utf-8", "utf-8")],
)
def test_charsets(charset, encoding, told_as):
    source = page(f"<p>{WORDS}</p>", charset, encoding)
    assert (lines(source), source.encoding) == ([WORDS], told_as)


@pytest.mark.parametrize("charset", ["windows-1252", "utf-8", "x-user-defined"])
@pytest.mark.parametrize(("old", "write"), [("tcvn3", before.tcvn3), ("vni", before.vni), ("cp1258", before.cp1258)])
def test_old_encodings_whatever_the_page_declares(charset, old, write):
    (source,) = told("a.html", HTML.format(charset, "<p>{}</p>").encode().replace(b"{}", write(WORDS)))
    assert isinstance(source, Source)
    assert (lines(source), source.encoding) == ([WORDS], old)


def test_old_fonts():
    body = (
        f"<p>{WORDS}</p><p><font face='.VnTimeH'>{before.tcvn3_text('nghị quyết')}</font></p>"
        f"<p style=\"font-family:'.VnTime'\">{before.tcvn3_text('các chi bộ')}</p>"
    )
    assert lines(page(body))[1:] == ["NGHỊ QUYẾT", "các chi bộ"]


def letter(**more) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.vn", "b@example.vn", "Gửi văn bản"
    made.set_content(TEXT)
    for name, words in more.items():
        made.add_attachment(words.encode(), maintype="application", subtype="octet-stream", filename=name)
    return made


def test_a_letter_is_its_words_and_what_is_attached():
    made = letter()
    made.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="Công văn số 5.txt")
    made.add_attachment(b"\x00", maintype="application", subtype="octet-stream", filename="bang.xlsx")
    found = told("thư.eml", made.as_bytes())
    assert [source.file for source in found] == ["thư.eml/nội dung thư.txt", "thư.eml/Công văn số 5.txt"]
    assert all(isinstance(source, Source) and source.text.strip() == TEXT for source in found)


def test_of_two_forms_of_the_words_the_fuller_is_read_and_a_letter_in_a_letter_too():
    inner = letter()
    inner.add_alternative(HTML.format("utf-8", f"<p>{WORDS}</p>"), subtype="html")
    outer = letter()
    outer.add_attachment(inner)
    found = told("ngoài.eml", outer.as_bytes())
    assert [source.file for source in found] == [
        "ngoài.eml/nội dung thư.txt",
        "ngoài.eml/thư kèm.eml/nội dung thư.html",
    ]
    assert lines(found[1]) == [WORDS]


def test_a_letter_without_words_is_refused():
    (issue,) = told("a.eml", b"From: a@b.vn\r\nTo: c@d.vn\r\n\r\n")
    assert issue.code == "empty"


def test_a_saved_page():
    made = EmailMessage()
    made["From"], made["Subject"] = "<Saved by Blink>", "Cổng thông tin"
    made.set_content(HTML.format("utf-8", f"<p>{WORDS}</p>"), subtype="html", charset="utf-8", cte="quoted-printable")
    made.add_related(b"\x89PNG", maintype="image", subtype="png")
    for file in ("trang.mht", "trang.mhtml", "trang.bin"):
        (source,) = told(file, made.as_bytes())
        assert isinstance(source, Source)
        assert (source.reader, lines(source)) == ("html", [WORDS])


def packed(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def codes(found: list[Source | Issue]) -> list[str]:
    return [item.code if isinstance(item, Issue) else item.file for item in found]


def test_a_zip_is_its_members():
    inner = packed(("trong.txt", TEXT.encode()))
    data = packed(
        ("a/Công văn.txt", TEXT.encode()), ("__MACOSX/._x.txt", b"x"), ("anh.gif", b"GIF89a"), ("b.zip", inner)
    )
    assert codes(told("gói.zip", data)) == ["gói.zip/a/Công văn.txt", "gói.zip/b.zip/trong.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_that_the_zip_does_not_call_unicode(encoding):
    data = packed(("C123ng van.txt", TEXT.encode()))
    name = "Công van.txt".encode(encoding)
    padding = b"-" * (14 - len(name))
    (source,) = told("a.zip", data.replace(b"C123ng van.txt", padding + name))
    assert source.file == f"a.zip/{padding.decode()}Công van.txt"


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("lien-ket.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("name", "code"),
    [("../../etc/x.txt", "unsafe-name"), ("/etc/x.txt", "unsafe-name"), ("C:\\x.txt", "unsafe-name"), (link(), "link")],
    ids=["up", "root", "drive", "link"],
)
def test_a_member_that_points_elsewhere_is_refused_and_the_rest_read(name, code):
    assert codes(told("a.zip", packed((name, b"/etc/passwd"), ("b.txt", TEXT.encode())))) == [code, "a.zip/b.txt"]


def test_limits_of_a_zip():
    many = packed(*((f"{i}.txt", TEXT.encode()) for i in range(6)))
    assert codes(told("a.zip", many, Limits(members=5))) == ["too-large"]
    assert codes(told("a.zip", many, Limits(unpacked_bytes=150)))[-1] == "too-large"
    bomb = packed(("lon.txt", b"0" * 5_000_000))
    assert codes(told("a.zip", bomb, Limits(file_bytes=1_000_000))) == ["too-large"]
    deep = packed(("a.txt", TEXT.encode()))
    for _ in range(4):
        deep = packed(("x.zip", deep))
    assert codes(told("a.zip", deep)) == ["too-deep"]


def test_nested_zips_share_one_limit():
    inner = packed(*((f"{i}.txt", TEXT.encode()) for i in range(4)))
    data = packed(*((f"{i}.zip", inner) for i in range(4)))
    found = codes(told("a.zip", data, Limits(members=9)))
    assert "too-large" in found
    assert sum(code.endswith(".txt") for code in found) < 9


def test_a_broken_zip_is_refused():
    data = packed(("a.txt", TEXT.encode() * 50))
    assert codes(told("a.zip", data[:-30])) == ["broken"]
    assert codes(told("a.zip", data.replace(data[40:60], b"\x00" * 20))) == ["broken"]


def test_an_encrypted_zip_is_refused():
    data = bytearray(packed(("a.txt", TEXT.encode())))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert codes(told("a.zip", bytes(data))) == ["encrypted"]


def test_a_table_wider_than_any_page_spans_nothing():
    row = f"<tr>{'<td colspan=40 rowspan=40>chữ</td>' * 100}</tr>"
    source = page(f"<p>{WORDS}</p><table border=1>{row * 100}</table>")
    assert len(source.text) < 500_000
    assert source.text.count("chữ") >= 10_000


def spoilt(data: bytes, rnd: random.Random) -> bytes:
    """Cut short, or with bytes changed, doubled, lost."""
    if rnd.random() < 0.2:
        return data[: rnd.randrange(len(data))]
    out = bytearray(data)
    for _ in range(rnd.randrange(1, 25)):
        i, j = rnd.randrange(len(out)), rnd.randrange(len(out))
        if rnd.random() < 0.5:
            out[i] = rnd.choice(b"<>&\"'=/0\x00\xff")
        else:
            out[i : i + rnd.randrange(40)] = out[j : j + rnd.randrange(40)]
    return bytes(out)


@pytest.mark.parametrize("file", ["a.html", "a.eml", "a.mht", "a.zip", "a.docx", "a.rtf"])
def test_spoilt_bytes_raise_nothing(file, monkeypatch):
    text = data_path("corpus", "binh-khe", "2026-06-02-ubnd-kh-29.txt").read_text(encoding="utf-8")
    word, web = office_files.word(text), office_files.page(text)
    mail = letter(**{"a.docx": "x"})
    mail.add_attachment(word, maintype="application", subtype="octet-stream", filename="b.docx")
    whole = {
        "a.html": web,
        "a.eml": mail.as_bytes(),
        "a.mht": letter().as_bytes(),
        "a.zip": packed(("a.docx", word), ("b.htm", web)),
        "a.docx": word,
        "a.rtf": b"{\\rtf1\\ansi " + text.encode("ascii", "ignore") + b"\\u272?\\par}",
    }[file]
    monkeypatch.setattr(office, "program", lambda: None)
    rnd = random.Random(file)
    for _ in range(60):
        for found in told(file, spoilt(whole, rnd)):
            assert isinstance(found, Source | Issue)
