"""Web pages and what Word saves as one (.html, .htm): the block that holds the document, without the site around it."""

import codecs
import hashlib
import re
from typing import Final

from lxml import etree

from ingest import legacy
from ingest.readers.blocks import render
from ingest.readers.htmltext import Page, weight
from ingest.readers.xml import Element, local
from ingest.refusal import refusal
from ingest.source import Limits, Source
from ingest.syllables import share
from ontology.issue import Issue

__all__ = ["decode_page", "read", "read_page"]

_CHARSET: Final = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.I)
_PROLOGUE: Final = re.compile(r"\s*<\?xml[^>]*\?>")
# Of what a block holds, the share that one block in it must hold to stand for it.
_MAIN: Final = 0.8
_LEAVES: Final = frozenset({"p", "table", "span", "ul", "ol", "font", "b", "pre"})
_LINKS: Final = 0.5
_LEAST: Final = 0.8


def read(file: str, data: bytes, limits: Limits) -> Source | Issue:
    """Read a web page; the charset is that of a byte-order mark, UTF-8 where it fits, else what the page declares."""
    declared = _CHARSET.search(data[:8192])
    return read_page(file, data, data, declared[1].decode("ascii") if declared else "", limits)


def read_page(file: str, data: bytes, page: bytes, charset: str, limits: Limits) -> Source | Issue:
    """Read the ``page`` that the file's ``data`` holds, in the ``charset`` that is declared for it ('' for none)."""
    if not page.strip():
        return refusal("empty", file, "tệp rỗng, không có chữ nào", "kiểm tra lại tệp gốc")
    if len(page) > limits.text_bytes:
        return refusal("too-large", file, "trang web quá lớn đối với một văn bản", "lưu riêng phần văn bản rồi nạp")
    markup, encoding, mended = decode_page(page, charset)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), _parser())
        body = None if root is None else next((item for item in root.iter() if local(item) == "body"), root)
        found = Page()
        text = "" if body is None else render(found.blocks(_main(found, body)))
    except (etree.LxmlError, ValueError, RecursionError):
        return refusal("broken", file, "tệp HTML hỏng", "mở bằng trình duyệt, lưu lại rồi nạp")
    text, again = legacy.mend(text)
    if not text.strip():
        return refusal("empty", file, "trang web không có chữ nào", "mở bằng trình duyệt, lưu lại cả trang rồi nạp")
    old = found.encoding or again or mended
    return Source(
        file,
        hashlib.sha256(data).hexdigest(),
        legacy.recase(text) if old == "tcvn3" else text,
        old or encoding,
        "html",
        marks=tuple(found.unseen),
        notes=legacy.noted(old, file),
    )


def decode_page(page: bytes, charset: str) -> tuple[str, str, str]:
    """The markup as text, the charset it was in, and the encoding from before Unicode that it hid ('' for none)."""
    mark = next((name for bom, name in _BOMS if page.startswith(bom)), "")
    for name in (mark, "utf-8", charset):
        try:
            text = page.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
        if name in {mark, "utf-8"} or share(text) >= _LEAST:
            return _PROLOGUE.sub("", text, count=1), name, ""
    found = legacy.decode(page)
    text, old = found or (page.decode("cp1252", "replace"), "")
    return _PROLOGUE.sub("", text, count=1), old or "cp1252", old


_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, recover=True
    )


def _main(page: Page, body: Element) -> Element:
    """The innermost block that holds most words of the page, links not counted."""
    block = body
    while True:
        blocks = [item for item in block if local(item) and local(item) not in _LEAVES and not page.is_furniture(item)]
        largest = max(blocks, key=weight, default=None)
        if largest is None or weight(largest) < weight(block) * _MAIN:
            return block
        block = largest
