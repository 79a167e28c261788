"""Office packages (.docx): a zip of parts, of which only those that hold words are unpacked, each within limits."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from ingest.readers.xml import Element, attribute, parse
from ingest.refusal import refusal
from ingest.source import Limits
from ontology.issue import Issue

__all__ = ["Package", "PartError", "open_package"]

# The tree of a part takes some ten times its bytes.
_LARGEST_PART: Final = 50_000_000
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
)


class PartError(Exception):
    """A part that cannot be had: ``code`` and ``what`` of the refusal it makes."""

    def __init__(self, code: str, what: str) -> None:
        super().__init__(what)
        self.code, self.what = code, what


@dataclass(frozen=True, slots=True)
class Package:
    """An open package."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def part(self, name: str) -> Element | None:
        """The XML of a part; None where the package has none of that name. Raises :class:`PartError`."""
        if name not in self.names:
            return None
        try:
            if self.archive.getinfo(name).file_size > _LARGEST_PART:
                raise PartError("too-large", "phần chữ của tệp quá lớn")
            data = self.archive.read(name)
        except _FAULTS as error:
            raise PartError("broken", f"tệp hỏng, không mở được phần {name}") from error
        root = parse(data)
        if root is None:
            raise PartError("broken", f"tệp hỏng, phần {name} không phải XML hợp lệ")
        return root

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts of a kind ('styles', 'header') that ``part`` refers to; '' is the package itself."""
        folder, name = posixpath.split(part)
        rels = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets = [
            posixpath.normpath(posixpath.join("/", folder, attribute(rel, "Target"))).lstrip("/")
            for rel in (rels if rels is not None else ())
            if attribute(rel, "Type").rsplit("/", 1)[-1] == kind and attribute(rel, "TargetMode") != "External"
        ]
        return [target for target in targets if target in self.names]


def open_package(file: str, data: bytes, limits: Limits) -> Package | Issue:
    """The package in ``data``; an Issue where it is no zip, is encrypted, or is larger than a document may be."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except _FAULTS:
        return refusal("broken", file, "tệp hỏng hoặc tải về chưa đủ", "xin lại tệp gốc rồi nạp")
    if any(info.flag_bits & 1 for info in infos):
        return refusal("encrypted", file, "tệp có mật khẩu", "mở tệp, bỏ mật khẩu, lưu lại rồi nạp")
    if len(infos) > limits.members or sum(info.file_size for info in infos) > limits.unpacked_bytes:
        return refusal("too-large", file, "tệp bung ra quá lớn so với một văn bản", "kiểm tra lại tệp gốc")
    return Package(archive, frozenset(info.filename for info in infos))
