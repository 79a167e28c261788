"""Zip files: their members one after another, unpacked in memory and never to a path."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from ingest.readers import Member
from ingest.refusal import refusal
from ingest.source import Limits
from ingest.syllables import broken_syllables
from ontology.issue import Issue

__all__ = ["members"]

_UTF8_NAME: Final = 0x800
_ENCRYPTED: Final = 0x1
_CHUNK: Final = 1 << 20
# What systems leave behind in a folder.
_LEFTOVERS: Final = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})
_FAULTS: Final = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


def members(file: str, data: bytes, limits: Limits) -> Iterator[Member | Issue]:
    """Every file in a zip; an Issue for one that cannot or must not be had, and one that ends it beyond a limit."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS:
        yield refusal("broken", file, "tệp nén hỏng hoặc tải về chưa đủ", "xin lại tệp gốc rồi nạp")
        return
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > limits.members:
        yield refusal("too-large", file, f"tệp nén có hơn {limits.members} tệp", "chia nhỏ rồi nạp")
        return
    left = limits.unpacked_bytes
    for info in infos:
        name = _name(info)
        if _LEFTOVERS & set(name.split("/")) or name.rsplit("/", 1)[-1].startswith("._"):
            continue
        member = _member(archive, info, f"{file}/{name}", min(left, limits.file_bytes))
        if isinstance(member, Issue):
            yield member
            continue
        left -= len(member)
        yield Member(name, member)
        if left <= 0:
            yield refusal("too-large", file, "tệp nén bung ra quá lớn", "chia nhỏ rồi nạp")
            return


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, most: int) -> bytes | Issue:
    """The bytes of a member, at most ``most`` of them: the sizes that the zip states are not trusted."""
    if _is_outside(_name(info)):
        return refusal("unsafe-name", where, "tên trong tệp nén trỏ ra ngoài", "không mở tệp nén này; hỏi lại nơi gửi")
    if stat.S_ISLNK(info.external_attr >> 16):
        return refusal("link", where, "trong tệp nén là liên kết, không phải tệp", "nén lại tệp thật rồi nạp")
    if info.flag_bits & _ENCRYPTED:
        return refusal("encrypted", where, "tệp nén có mật khẩu", "giải nén bằng mật khẩu rồi nạp từng tệp")
    out = bytearray()
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                out += chunk
                if len(out) > most:
                    return refusal("too-large", where, "tệp bung ra quá lớn so với một văn bản", "kiểm tra lại tệp gốc")
    except _FAULTS:
        return refusal("broken", where, "tệp trong tệp nén bị hỏng", "xin lại tệp gốc rồi nạp")
    return bytes(out)


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member: UTF-8 where the zip says so or where it fits, else what reads as Vietnamese."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp1258"):
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or not broken_syllables(name):
            return name
    return info.filename


def _is_outside(name: str) -> bool:
    windows = PureWindowsPath(name)
    return bool(windows.drive or windows.root) or ".." in windows.parts or PurePosixPath(name).is_absolute()
