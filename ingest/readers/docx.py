"""Word documents (.docx): the body as text, everything else that bears words as marks for the secrecy gate."""

import hashlib
from collections.abc import Iterator

from ingest import legacy
from ingest.readers.blocks import render
from ingest.readers.package import Package, PartError, open_package
from ingest.readers.wordlists import Lists
from ingest.readers.wordstyles import Styles
from ingest.readers.wordtext import Body
from ingest.readers.xml import Element, child, local
from ingest.refusal import refusal
from ingest.source import Limits, Source
from ontology.issue import Issue

__all__ = ["read"]

# Parts whose words people may see beside the text, or above and below it on every page.
_BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")
_ABOUT = ("core-properties", "custom-properties")


def read(file: str, data: bytes, limits: Limits) -> Source | Issue:
    """Read a Word document. Tracked changes are accepted; hidden and deleted words, notes and headers are marks."""
    package = open_package(file, data, limits)
    if isinstance(package, Issue):
        return package
    try:
        return _read(file, data, package, limits)
    except PartError as error:
        return refusal(error.code, file, error.what, "mở bằng Word, lưu lại rồi nạp")
    except RecursionError:
        return refusal("broken", file, "tệp lồng nhau quá sâu", "mở bằng Word, lưu lại rồi nạp")


def _read(file: str, data: bytes, package: Package, limits: Limits) -> Source | Issue:
    main = next(iter(package.related("", "officeDocument")), "word/document.xml")
    body = child(package.part(main), "body")
    if body is None:
        return refusal("broken", file, "tệp Word không có phần chữ", "xin lại tệp gốc rồi nạp")
    reader = Body(Styles(_first(package, main, "styles")), Lists(_first(package, main, "numbering")))
    text, mended = legacy.mend(render(reader.blocks(body)))
    if len(text) > limits.text_bytes:
        return refusal("too-large", file, "tệp Word quá lớn đối với một văn bản", "tách từng văn bản rồi nạp lại")
    if not text.strip():
        return refusal("empty", file, "tệp Word không có chữ nào", "kiểm tra lại tệp; nếu là ảnh quét, nạp bản PDF")
    encoding = reader.encoding or mended
    return Source(
        file,
        hashlib.sha256(data).hexdigest(),
        legacy.recase(text) if encoding == "tcvn3" else text,
        encoding or "utf-8",
        "docx",
        marks=tuple(word for word in (*_marks(package, main), *reader.unseen) if word.strip()),
        notes=legacy.noted(encoding, file),
    )


def _first(package: Package, main: str, kind: str) -> Element | None:
    names = package.related(main, kind)
    return package.part(names[0]) if names else None


def _marks(package: Package, main: str) -> Iterator[str]:
    """The words of headers, notes and comments, a paragraph each, and of the document's properties."""
    for kind in _BESIDE:
        for name in package.related(main, kind):
            part = package.part(name)
            for paragraph in part.iter() if part is not None else ():
                if local(paragraph) == "p":
                    yield "".join(text.text or "" for text in paragraph.iter() if local(text) == "t")
    for kind in _ABOUT:
        for name in package.related("", kind):
            part = package.part(name)
            yield from (part.itertext() if part is not None else ())
