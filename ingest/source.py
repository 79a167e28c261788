"""Step 1, read: the bytes of a file become one :class:`Source` (a container's: several), or an Issue that says why not.

What a file is read with stands in :mod:`ingest.readers`; here is what every reader gives, and what it may spend.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.refusal import refusal
from ontology.issue import Issue

__all__ = ["Limits", "Origin", "Page", "Source", "Word", "read_source", "read_sources"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. A file beyond one of these is refused, typed, and the batch goes on.

    ``file_bytes`` of the file itself, ``text_bytes`` of a text file (a directive of a thousand pages is about 3 MB of
    text; beyond this a file is a collection), ``pages`` of a document, ``pixels`` of one image or rendered page,
    ``members`` and ``unpacked_bytes`` of a container with all that is nested in it, ``depth`` of nesting; ``seconds``
    and ``memory_bytes`` of the process that reads it.
    """

    file_bytes: int = 200_000_000
    text_bytes: int = 20_000_000
    pages: int = 2_000
    pixels: int = 100_000_000
    members: int = 5_000
    unpacked_bytes: int = 1_000_000_000
    depth: int = 3
    seconds: int = 600
    memory_bytes: int = 900_000_000


class Origin(StrEnum):
    """Where the words of a page were taken from. The value is the Vietnamese word that people are shown."""

    LAYER = "lớp chữ"
    OCR = "nhận dạng"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: ``number`` from 1; ``[start, end)`` of the source's text (code points); size in points (1/72 inch).

    ``confidence`` (0 to 1) is that of recognition, None where the words are the file's own; ``reason`` says, in
    Vietnamese, why recognition was chosen over a text layer that was there.
    """

    number: int
    start: int
    end: int
    width: float
    height: float
    origin: Origin = Origin.LAYER
    confidence: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """Where ``[start, end)`` of the source's text stands: page number, and edges as fractions (0 to 1) of the page."""

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Source:
    """One document as it came.

    ``file`` is the name people know it by (a member of a container: 'gói.zip/tệp.txt'); ``sha256`` of its bytes (64 hex
    digits); ``text`` in reading order, a table's row on one line with its cells between ' | '; ``encoding`` the bytes
    were in; ``reader`` that read them; ``pages`` and ``words`` where the form has pages; ``marks`` further words that
    stand outside the text (metadata, page headers, stamps), for the secrecy gate only; ``notes`` what a person should
    know of this reading.
    """

    file: str
    sha256: str
    text: str
    encoding: str
    reader: str = "text"
    pages: tuple[Page, ...] = ()
    words: tuple[Word, ...] = ()
    marks: tuple[str, ...] = ()
    notes: tuple[Issue, ...] = ()


def read_source(path: Path, limits: Limits | None = None) -> Source | Issue:
    """Read the one document in ``path``; a container of several, or of none, is an Issue."""
    found = list(read_sources(path, limits))
    if len(found) == 1:
        return found[0]
    return refusal(
        "container",
        path.name,
        f"tệp này chứa {len(found)} văn bản" if found else "trong tệp không có văn bản nào",
        "nạp tệp vào kho (chidao ingest), hoặc tách riêng từng văn bản",
    )


def read_sources(path: Path, limits: Limits | None = None) -> Iterator[Source | Issue]:
    """Every document in ``path``. A missing, unreadable, empty, too large or unknown file is an Issue, never raised.

    A file whose name, or a folder of whose path, bears a mark of secrecy is not opened.
    """
    from ingest.gate import look_at_name  # noqa: PLC0415 - the gate knows this module
    from ingest.readers import read_bytes  # noqa: PLC0415 - the readers know this module

    limits = limits or Limits()
    data = look_at_name(str(path)) or _bytes_of(path, limits)
    if isinstance(data, Issue):
        yield data
    else:
        yield from read_bytes(path.name, data, limits)


def _bytes_of(path: Path, limits: Limits) -> bytes | Issue:
    try:
        if path.stat().st_size > limits.file_bytes:
            return refusal(
                "too-large",
                path.name,
                f"tệp lớn hơn {limits.file_bytes // 1_000_000} MB, quá lớn đối với một văn bản",
                "tách tệp thành từng văn bản rồi nạp lại",
            )
        return path.read_bytes()
    except FileNotFoundError:
        return refusal("missing", str(path), "không tìm thấy tệp", "kiểm tra lại đường dẫn")
    except IsADirectoryError:
        return refusal("is-folder", str(path), "đây là thư mục, không phải tệp", "chỉ tên một tệp trong thư mục")
    except OSError as error:
        return refusal("unreadable", str(path), f"không đọc được tệp ({error.strerror})", "kiểm tra quyền đọc tệp")
