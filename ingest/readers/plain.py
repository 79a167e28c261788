"""Plain text and Markdown: bytes in UTF-8 or UTF-16."""

import codecs
import hashlib
import re

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
    """Decode bytes to text: a byte-order mark decides, else UTF-8 must fit exactly; nothing is guessed."""
    if not data.strip():
        return refusal("empty", file, "tệp rỗng, không có chữ nào", "kiểm tra lại tệp gốc")
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), _bare_encoding(data))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return _undecodable(file, data)
    if len(_CONTROL.findall(text[:100_000])) > 2:
        return refusal(
            "binary", file, "tệp nhị phân, không phải văn bản", "mở tệp bằng phần mềm gốc, lưu dạng .txt UTF-8"
        )
    if not text.strip("\ufeff \t\r\n\f\v\u200b"):
        return refusal("empty", file, "tệp rỗng, không có chữ nào", "kiểm tra lại tệp gốc")
    return Source(file, hashlib.sha256(data).hexdigest(), text, encoding)


def _bare_encoding(data: bytes) -> str:
    """UTF-16 without a mark shows as every other byte zero, in ASCII stretches; everything else must be UTF-8."""
    head = data[:2000]
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[start::2].count(0)
        if zeros > len(head) // 8 and head[1 - start :: 2].count(0) == 0:
            return name
    return "utf-8"


def _undecodable(file: str, data: bytes) -> Issue:
    if data[:4096].count(0) or len(_CONTROL.findall(data[:4096].decode("latin-1"))) > 2:
        return refusal(
            "binary", file, "tệp nhị phân, không phải văn bản", "mở tệp bằng phần mềm gốc, lưu dạng .txt UTF-8"
        )
    return refusal(
        "encoding",
        file,
        "bảng mã của tệp không phải UTF-8 hay UTF-16 (có thể là TCVN3, VNI hoặc Latin-1)",
        "mở tệp, chọn Lưu thành… với bảng mã UTF-8 rồi nạp lại",
    )
