"""Rich text (.rtf) on a machine without LibreOffice: its words and tables, without its fonts, lists and notes."""

import hashlib
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from ingest import legacy
from ingest.readers.blocks import Block, Cell, Paragraph, Table, render
from ingest.refusal import refusal
from ingest.source import Limits, Source
from ontology.issue import Issue

__all__ = ["read"]

_FAULTS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def read(file: str, data: bytes, limits: Limits) -> Source | Issue:
    """Read the words of a rich-text file; a note says that they were had without LibreOffice."""
    if len(data) > limits.text_bytes * 4:
        return refusal("too-large", file, "tệp quá lớn đối với một văn bản", "tách từng văn bản rồi nạp lại")
    try:
        written = str(rtf_to_text(data.decode("latin-1"), encoding="cp1258", errors="replace"))  # type: ignore[no-untyped-call]
    except _FAULTS:
        return refusal("broken", file, "tệp .rtf hỏng", "mở bằng Word, lưu dạng .docx rồi nạp")
    text, mended = legacy.mend(render(_blocks(written.split("\n"))))
    if not text.strip():
        return refusal("empty", file, "tệp rỗng, không có chữ nào", "kiểm tra lại tệp gốc")
    note = Issue(
        "reader-missing",
        "đọc tệp .rtf không có LibreOffice: số thứ tự tự động và chữ trong khung có thể thiếu",
        file,
        "cài gói libreoffice-writer-nogui rồi nạp lại",
    )
    sha256, notes = hashlib.sha256(data).hexdigest(), (note, *legacy.noted(mended, file))
    return Source(file, sha256, text, mended or "rtf", "rtf", notes=notes)


def _blocks(lines: list[str]) -> Iterator[Block]:
    """The rows of a table end in a bar each; everything else is a paragraph."""
    rows: list[tuple[Cell, ...]] = []
    for line in [*lines, ""]:
        if line.endswith("|"):
            rows.append(tuple(Cell((cell.strip(),)) for cell in line[:-1].split("|")))
            continue
        if rows:
            yield Table(tuple(rows), bordered=len(rows) > 2)
            rows = []
        yield Paragraph(line)
