"""Step 1, read: the bytes of a file become one :class:`Source` (a container's: several), or an Issue that says why not.

What a file is read with stands in :mod:`ingest.readers`; here is what every reader gives, and what it may spend.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from ingest.refusal import refusal
from ontology.faults import said
from ontology.issue import Issue

__all__ = [
    "Limits",
    "Origin",
    "Page",
    "Source",
    "Word",
    "bytes_of",
    "name_of",
    "not_one",
    "read_source",
    "read_sources",
]


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
    memory_bytes: int = 700_000_000


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
    return found[0] if len(found) == 1 else not_one(path, len(found))


def name_of(path: Path) -> str:
    """The name of a file as text; bytes in it that are no UTF-8 (a name from another system) become '�'."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def not_one(path: Path, count: int) -> Issue:
    """Why the one document of a file cannot be read where it holds several, or none."""
    return refusal(
        "container",
        path.name,
        f"tệp này chứa {count} văn bản" if count else "trong tệp không có văn bản nào",
        "nạp tệp vào kho (chidao ingest), hoặc tách riêng từng văn bản",
    )


def read_sources(path: Path, limits: Limits | None = None) -> Iterator[Source | Issue]:
    """Every document in ``path``. A missing, unreadable, empty, too large or unknown file is an Issue, never raised."""
    from ingest.readers import read_bytes  # noqa: PLC0415 - the readers know this module

    limits = limits or Limits()
    data = bytes_of(path, limits)
    if isinstance(data, Issue):
        yield data
    else:
        yield from read_bytes(name_of(path), data, limits)


def bytes_of(path: Path, limits: Limits) -> bytes | Issue:
    """All bytes of a file; one that is missing, unreadable, too large, or no ordinary file is an Issue, never raised.

    A file whose name, or a folder of whose path, bears a mark of secrecy is not opened. A pipe or a device is not
    waited for; a file that grows or changes while it is read is refused.
    """
    from ingest.gate import look_at_name  # noqa: PLC0415 - the gate knows this module

    if (secret := look_at_name(str(path))) is not None:
        return secret
    try:
        # a pipe would wait for its other end, and Windows has no such flag
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return refusal("missing", str(path), "không tìm thấy tệp", "kiểm tra lại đường dẫn")
    except IsADirectoryError:
        return _folder(path)
    except OSError as error:
        return _no_ordinary_file(path) or _unreadable(path, error)
    try:
        with os.fdopen(handle, "rb") as file:
            return _read(path, file, limits)
    except OSError as error:
        return _folder(path) if path.is_dir() else _unreadable(path, error)


def _read(path: Path, file: BinaryIO, limits: Limits) -> bytes | Issue:
    before = os.fstat(file.fileno())
    if not stat.S_ISREG(before.st_mode):
        return _no_ordinary_file(path) or _folder(path)
    if before.st_size > limits.file_bytes:
        return refusal(
            "too-large",
            path.name,
            f"tệp lớn hơn {limits.file_bytes // 1_000_000} MB, quá lớn đối với một văn bản",
            "tách tệp thành từng văn bản rồi nạp lại",
        )
    data = file.read(before.st_size + 1)
    after = os.fstat(file.fileno())
    if len(data) != before.st_size or (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        return refusal("changing", path.name, "tệp thay đổi trong khi đang đọc", "đợi tệp được ghi xong rồi nạp lại")
    return data


def _no_ordinary_file(path: Path) -> Issue | None:
    if path.is_file() or path.is_dir() or not path.exists():
        return None
    return refusal("not-a-file", str(path), "không phải tệp thường", "chỉ nạp tệp văn bản")


def _folder(path: Path) -> Issue:
    return refusal("is-folder", str(path), "đây là thư mục, không phải tệp", "chỉ tên một tệp trong thư mục")


def _unreadable(path: Path, error: OSError) -> Issue:
    return refusal("unreadable", str(path), f"không đọc được tệp ({said(error)})", "kiểm tra quyền đọc tệp")
