"""Office documents, web pages and letters: entities, bombs, macros, remote parts, nests, broken mail."""

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from zoo_base import CALL, OUTSIDE, OUTSIDE_FILE, STORED, Animal, animal, good
from zoo_packed import bomb, zipped

__all__ = ["animals", "docx", "odt"]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    '<Override PartName="/word/document.xml" ContentType="application/{kind}+xml"/></Types>'
)
_KIND = "vnd.openxmlformats-officedocument.wordprocessingml.document.main"
_MACRO = "vnd.ms-word.document.macroEnabled.main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="word/document.xml"/>{{more}}</Relationships>'
)
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
_QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"ha " * 100_000}">]>'


def animals() -> Iterator[Animal]:
    """All of them."""
    yield from _docx()
    yield from _odt()
    yield from _old()
    yield from _pages()
    yield from _mail()


def docx(text: str, *, before: str = "", inside: str = "", kind: str = _KIND, more: dict | None = None) -> bytes:
    """A Word document of these lines; ``before`` stands before the root, ``inside`` in a paragraph of its own."""
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.splitlines()
    )
    extra = f"<w:p><w:r><w:t>{inside}</w:t></w:r></w:p>" if inside else ""
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {_W}><w:body>{lines}{extra}</w:body></w:document>'
    )
    parts = {
        "[Content_Types].xml": _TYPES.format(kind=kind),
        "_rels/.rels": _RELS.format(more=""),
        "word/document.xml": body,
    }
    return zipped({**parts, **(more or {})})


def _external(outside: str) -> str:
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{outside}">]>'


def _docx() -> Iterator[Animal]:
    def made(name: str, data, *ends: str) -> Animal:
        return animal(name, data, *ends, form=".docx")

    entity = "entities"
    yield made("tot.docx", docx(good(200)), STORED)
    yield made("rong.docx", b"", "empty", "broken")
    yield made("cut.docx", docx(good(201))[:-200], "broken")
    yield made("nua.docx", docx(good(202))[:500], "broken")
    yield made(
        "khong-than.docx", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": ""}), "broken", "empty"
    )
    yield made("than-la.docx", zipped({"word/document.xml": "<html>x</html>"}), "broken", "empty")
    yield made(
        "xxe.docx", docx(good(203), before=_external(OUTSIDE_FILE.as_uri()), inside="&e;"), STORED, "broken", entity
    )
    yield made("xxe-http.docx", docx(good(204), before=_external(f"{CALL}/x"), inside="&e;"), STORED, "broken", entity)
    yield made("dtd.docx", docx(good(205), before=f'<!DOCTYPE x SYSTEM "{CALL}/x.dtd">'), STORED, "broken", entity)
    yield made("cuoi.docx", docx(good(206), before=_LAUGHS, inside="&j;"), "broken", entity, "too-heavy")
    yield made(
        "cuoi-2.docx",
        docx(good(207), before=_QUADRATIC, inside="&a;" * 20_000),
        "broken",
        entity,
        "too-heavy",
        "too-large",
    )
    yield made("bom.docx", lambda: _bomb_docx(3_000_000_000), "broken", "too-large", "too-heavy")
    yield made("sau.docx", lambda: docx(good(208), inside="<w:r>" * 50_000 + "</w:r>" * 50_000), "broken", STORED)
    yield made(
        "macro.docx", docx(good(209), kind=_MACRO, more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 50}), STORED
    )
    yield made(
        "macro.docm", docx(good(210), kind=_MACRO, more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 50}), STORED
    )
    yield made("mau-tu-xa.docx", docx(good(211), more={"word/_rels/document.xml.rels": _remote()}), STORED)
    yield made("leo.docx", docx(good(212), more={"../../../leo.txt": "x", "/tmp/leo.txt": "x"}), STORED, "broken")
    yield made("khoa.docx", _ole("EncryptedPackage"), "encrypted")
    yield made("txt.docx", good(213).encode(), STORED, "broken")
    yield made("docx.txt", docx(good(214)), STORED)


def _remote() -> str:
    return _RELS.format(more=f'<Relationship Id="r2" Type="{_REL}/attachedTemplate" Target="{CALL}/x.dotm" TargetMode="External"/>')  # fmt: skip


def _bomb_docx(size: int) -> bytes:
    head = f'<?xml version="1.0"?><w:document {_W}><w:body><w:p><w:r><w:t>'.encode()
    return bomb({"word/document.xml": size}, head)


def _ole(*names: str) -> bytes:
    """The look of a compound file whose directory names these streams, and nothing sound in it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(n.encode("utf-16-le") + bytes(64) for n in names)


def odt(text: str, *, before: str = "", inside: str = "") -> bytes:
    """An OpenDocument text of these lines."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.splitlines())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {spaces} office:version="1.2">'
        f"<office:body><office:text>{lines}<text:p>{inside}</text:p></office:text></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _odt() -> Iterator[Animal]:
    def made(name: str, data, *ends: str) -> Animal:
        return animal(name, data, *ends, form=".odt")

    yield made("tot.odt", odt(good(220)), STORED)
    yield made("rong.odt", b"", "empty", "broken")
    yield made("cut.odt", odt(good(221))[:-100], "broken", STORED)
    yield made(
        "xxe.odt", odt(good(222), before=_external(OUTSIDE_FILE.as_uri()), inside="&e;"), STORED, "broken", "entities"
    )
    yield made("cuoi.odt", odt(good(223), before=_LAUGHS, inside="&j;"), "broken", "entities", "too-heavy", "too-slow")


def _old() -> Iterator[Animal]:
    yield animal(
        "rac.doc", _ole("WordDocument", "Macros", "VBA") + b"\xee" * 20_000, "broken", "not-a-directive", form=".doc"
    )
    yield animal("cut.doc", _ole("WordDocument")[:600], "broken", "not-a-directive", form=".doc")
    yield animal("rong.doc", b"", "empty", "broken", form=".doc")
    rtf = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in good(230).replace("\n", "\\par\n"))
    yield animal("tot.rtf", f"{{\\rtf1\\ansi {rtf}}}".encode(), STORED, form=".rtf")
    yield animal("sau.rtf", b"{\\rtf1" + b"{" * 200_000, "broken", "not-a-directive", "empty", "crashed", form=".rtf")
    yield animal("bin.rtf", b"{\\rtf1\\bin999999999 abc}", "too-slow", "too-heavy", "broken", form=".rtf")
    field = f'{{\\field{{\\*\\fldinst INCLUDETEXT "{OUTSIDE_FILE}"}}{{\\fldrslt x}}}}'
    yield animal("tu-xa.rtf", f"{{\\rtf1\\ansi {rtf}\\par {field}}}".encode(), STORED, form=".rtf")


def _pages() -> Iterator[Animal]:
    def page(name: str, data, *ends: str) -> Animal:
        return animal(name, data, *ends, form=".html")

    def html(text: str, extra: str = "", head: str = "") -> bytes:
        lines = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
        return f"<!DOCTYPE html><html><head>{head}</head><body>{lines}{extra}</body></html>".encode()

    yield page("tot.html", html(good(240)), STORED)
    yield page("sau.html", html(good(241), "<div>" * 100_000), STORED, "broken", "too-deep")
    yield page("bang-sau.html", html(good(242), "<table><tr><td>" * 5000), STORED, "broken", "too-deep")
    script = f"<script>document.write('{OUTSIDE}')</script><style>p{{background:url(file:///etc/passwd)}}</style>"
    yield page(
        "script.html",
        html(good(243), f"<iframe src='{OUTSIDE_FILE.as_uri()}'></iframe><img src='{CALL}'>", script),
        STORED,
    )
    yield page("thuoc-tinh.html", html(good(244), f"<p title='{'x' * 3_000_000}'>a</p>"), STORED, "broken", "too-large")
    yield page("cuoi.html", b"<?xml version='1.0'?>" + _LAUGHS.encode() + b"<html><body><p>&j;</p></body></html>", "not-a-directive",
               "empty", "broken", "entities")  # fmt: skip
    yield page("xxe.html", f"<?xml version='1.0'?>{_external(OUTSIDE_FILE.as_uri())}<html><body>{good(245)}<p>&e;</p></body></html>".encode(),
               STORED, "not-a-directive", "broken", "entities")  # fmt: skip
    yield page("the-dai.html", html(good(246), "<" + "a" * 500_000), STORED, "broken")
    yield page("thuc-the.html", html(good(247), "&#x110000;&#0;&#xD800;&amp" * 5000), STORED)
    yield page(
        "base.html",
        html(good(248), head=f"<base href='{CALL}/'><meta http-equiv=refresh content='0;url={CALL}/'>"),
        STORED,
    )


def _mail() -> Iterator[Animal]:
    head = "From: a@lamgiang.vn\r\nTo: b@lamgiang.vn\r\nSubject: =?utf-8?B?4bqj?=\r\nMIME-Version: 1.0\r\n"

    def letter(name: str, data, *ends: str, form: str = ".eml") -> Animal:
        return animal(name, data, *ends, form=form)

    def plain(text: str) -> str:
        return f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"

    part = (
        'Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename="{i}.txt"\r\n\r\n{i}\r\n'
    )
    many = head + 'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'
    many += "".join(f"--x\r\n{part.format(i=i)}" for i in range(6_000)) + "--x--\r\n"
    yield letter("tot.eml", (head + plain(good(260))).encode(), STORED)
    yield letter("nhieu.eml", many.encode(), "too-large")
    yield letter("long.eml", lambda: _forwarded(head, 300), "too-deep")
    yield letter(
        "dau-dai.eml", (head + "X-A: " + "a" * 2_000_000 + "\r\n" + plain(good(261))).encode(), STORED, "broken"
    )
    yield letter("khong-bien.eml", (head + "Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nabc").encode(), "not-a-directive",
                 "broken", "container", "empty")  # fmt: skip
    yield letter("ma-la.eml", (head + "Content-Type: text/plain; charset=x-\x01khong\r\nContent-Transfer-Encoding: base64\r\n\r\n@@@@").encode(),
                 "not-a-directive", "broken", "container", "empty", "binary", "encoding")  # fmt: skip
    leading = (
        head
        + 'Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename="../../../leo.txt"\r\n\r\n'
    )
    yield letter("leo.eml", (leading + good(262)).encode(), STORED, "path")
    mht = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    sound = f"--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>{good(263).replace(chr(10), '<br>')}</body></html>\r\n--x--\r\n"
    yield letter("tot.mht", (mht + sound).encode(), STORED, form=".mht")
    yield letter("cut.mht", (mht + sound).encode()[:150], "not-a-directive", "broken", "empty", form=".mht")
    yield letter("hong.mht", (mht + "--x\r\nContent-Type: text/html; charset=\"\r\nContent-Transfer-Encoding: base64\r\n\r\n=====").encode(),
                 "not-a-directive", "broken", "empty", form=".mht")  # fmt: skip
    yield letter("rong.mht", b"", "empty", "broken", form=".mht")


def _forwarded(head: str, depth: int) -> bytes:
    text = head + f"Content-Type: text/plain; charset=utf-8\r\n\r\n{good(264)}"
    for _ in range(depth):
        text = head + "Content-Type: message/rfc822\r\n\r\n" + text
    return text.encode()
