"""Plain text and Markdown: UTF-8, UTF-16, or a Vietnamese encoding from before Unicode."""

import codecs
import hashlib
import re

from ingest import legacy
from ingest.refusal import refusal
from ingest.source import Limits, Source
from ontology.issue import Issue

__all__ = ["decode", "read"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read(file: str, data: bytes, limits: Limits) -> Source | Issue:
    """Read ``data`` as plain text."""
    if len(data) > limits.text_bytes:
        return refusal(
            "too-large",
            file,
            f"tệp lớn hơn {limits.text_bytes // 1_000_000} MB, quá lớn đối với một văn bản",
            "tách tệp thành từng văn bản rồi nạp lại",
        )
    return decode(file, data)


def decode(file: str, data: bytes) -> Source | Issue:
    """Decode bytes to text: a byte-order mark decides, then UTF-8 if it fits exactly, then what gives Vietnamese."""
    if not data.strip():
        return refusal("empty", file, "tệp rỗng, không có chữ nào", "kiểm tra lại tệp gốc")
    text, encoding, mended = _text_of(data)
    if len(_CONTROL.findall(text[:100_000])) > 2:
        return refusal(
            "binary", file, "tệp nhị phân, không phải văn bản", "mở tệp bằng phần mềm gốc, lưu dạng .txt UTF-8"
        )
    if not encoding:
        return refusal(
            "encoding",
            file,
            "không nhận ra bảng mã của tệp (không phải UTF-8, UTF-16, TCVN3, VNI hay Windows-1258)",
            "mở tệp, chọn Lưu thành… với bảng mã UTF-8 rồi nạp lại",
        )
    if not text.strip("\ufeff \t\r\n\f\v\u200b"):
        return refusal("empty", file, "tệp rỗng, không có chữ nào", "kiểm tra lại tệp gốc")
    return Source(file, hashlib.sha256(data).hexdigest(), text, mended or encoding, notes=legacy.noted(mended, file))


def _text_of(data: bytes) -> tuple[str, str, str]:
    """Text, its encoding, and the older encoding that was found in it; Latin-1 and '' where none is known."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), _bare_encoding(data))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        found = None if data[:4096].count(0) else legacy.decode(data)
        return (found[0], found[1], found[1]) if found else (data.decode("latin-1"), "", "")
    text, mended = legacy.mend(text)
    return text, encoding, mended


def _bare_encoding(data: bytes) -> str:
    """UTF-16 without a mark shows as every other byte zero, in ASCII stretches; everything else must be UTF-8."""
    head = data[:2000]
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[start::2].count(0)
        if zeros > len(head) // 8 and head[1 - start :: 2].count(0) == 0:
            return name
    return "utf-8"
