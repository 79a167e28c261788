"""Step 1, read: the bytes of a plain-text file become a :class:`Source`, or an Issue that says why not."""

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ontology.issue import Issue, Severity

__all__ = ["LIMIT_BYTES", "SUFFIXES", "Source", "decode", "read_source"]

# A directive of a thousand pages is about 3 MB of text; beyond this a file is no directive but a collection.
LIMIT_BYTES = 20_000_000
SUFFIXES = frozenset({".txt", ".md"})

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it came: its name, the SHA-256 of its bytes (64 hex digits), its text and the encoding it was in."""

    file: str
    sha256: str
    text: str
    encoding: str


def read_source(path: Path) -> Source | Issue:
    """Read ``path``. A missing, unreadable, empty, too large, binary or undecodable file is an Issue, never raised."""
    try:
        if path.stat().st_size > LIMIT_BYTES:
            return _refusal(
                "too-large",
                path.name,
                f"tệp lớn hơn {LIMIT_BYTES // 1_000_000} MB, quá lớn đối với một văn bản",
                "tách tệp thành từng văn bản rồi nạp lại",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        return _refusal("missing", str(path), "không tìm thấy tệp", "kiểm tra lại đường dẫn")
    except IsADirectoryError:
        return _refusal("is-folder", str(path), "đây là thư mục, không phải tệp", "chỉ tên một tệp trong thư mục")
    except OSError as error:
        return _refusal("unreadable", str(path), f"không đọc được tệp ({error.strerror})", "kiểm tra quyền đọc tệp")
    return decode(path.name, data)


def decode(file: str, data: bytes) -> Source | Issue:
    """Decode bytes to text: a byte-order mark decides, else UTF-8 must fit exactly; nothing is guessed."""
    if not data.strip():
        return _refusal("empty", file, "tệp rỗng, không có chữ nào", "kiểm tra lại tệp gốc")
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), _bare_encoding(data))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return _undecodable(file, data)
    if len(_CONTROL.findall(text[:100_000])) > 2:
        return _refusal(
            "binary", file, "tệp nhị phân, không phải văn bản", "mở tệp bằng phần mềm gốc, lưu dạng .txt UTF-8"
        )
    if not text.strip("\ufeff \t\r\n\f\v\u200b"):
        return _refusal("empty", file, "tệp rỗng, không có chữ nào", "kiểm tra lại tệp gốc")
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
        return _refusal(
            "binary", file, "tệp nhị phân, không phải văn bản", "mở tệp bằng phần mềm gốc, lưu dạng .txt UTF-8"
        )
    return _refusal(
        "encoding",
        file,
        "bảng mã của tệp không phải UTF-8 hay UTF-16 (có thể là TCVN3, VNI hoặc Latin-1)",
        "mở tệp, chọn Lưu thành… với bảng mã UTF-8 rồi nạp lại",
    )


def _refusal(code: str, where: str, what: str, remedy: str) -> Issue:
    return Issue(code, what, where, remedy, Severity.REFUSAL)
