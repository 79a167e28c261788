"""Containers: bombs, nests, and members whose names or kinds are meant to lead out."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from zoo_base import OUTSIDE, STORED, Animal, animal, good

__all__ = ["animals", "bomb", "zipped"]


def animals() -> Iterator[Animal]:
    """All of them."""

    def packed(name: str, data, *ends: str) -> Animal:
        return animal(name, data, *ends, form=".zip")

    yield packed("rong.zip", b"", "empty", "broken")
    yield packed("khong-co-gi.zip", zipped({}), "empty", "container")
    yield packed("cut.zip", zipped({"a.txt": good(100)})[:-30], "broken")
    yield packed("nua.zip", lambda: zipped({f"{i}.txt": good(101) for i in range(50)})[:3000], "broken")
    yield packed("rac.zip", b"PK\x03\x04" + b"\xff" * 5000, "broken")
    yield packed("bom.zip", lambda: bomb({"a.txt": 3_000_000_000}), "too-large")
    yield packed("bom-nhieu.zip", lambda: bomb({f"{i}.txt": 15_000_000 for i in range(80)}), "too-large", "empty")
    yield packed("chong.zip", lambda: _overlapping(3000), "broken", "too-large", "empty")
    yield packed("long.zip", lambda: _nested(12), "too-deep")
    yield packed("nhieu.zip", lambda: zipped({f"{i}.txt": "" for i in range(12_000)}), "too-many", "too-large")
    yield packed("khoa.zip", _locked, "encrypted")
    yield packed("sai-crc.zip", _wrong_sum, "broken")
    yield packed("noi-doi.zip", _lying, "broken", "too-large")
    yield packed("phuong-phap.zip", _method, "broken", "form")
    yield packed("len.zip", zipped({"../../../../len.txt": good(110)}), "unsafe-name")
    yield packed("tuyet-doi.zip", zipped({"/tmp/tuyet-doi.txt": good(111)}), "unsafe-name")
    yield packed("windows.zip", zipped({"C:\\x\\..\\windows.txt": good(112)}), "unsafe-name")
    yield packed("lien-ket.zip", _link, "link", "container", "empty", "not-a-directive")
    yield packed("ten-la.zip", zipped({"\u202e<b>\n\x1b[0m'\".txt": good(113)}), STORED, "path")
    yield packed("ten-dai.zip", zipped({"a/" * 15_000 + "b.txt": good(114)}), STORED, "path")
    yield packed("trung.zip", _twice, STORED)
    yield packed("lan-lon.zip", zipped({"a.txt": good(116), "b.exe": "MZ", "c.txt": "", "d/": ""}), STORED, "empty")


def zipped(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def bomb(members: dict[str, int], head: bytes = b"") -> bytes:
    """A zip whose members are so many bytes long: ``head``, then spaces; made without ever having them."""
    out, central = io.BytesIO(), []
    for name, size in members.items():
        data = _deflated(size, head)
        total = (
            zlib.crc32(b" " * size, zlib.crc32(head)) if size < 100_000_000 else 0
        )  # of larger ones nobody sees the end
        fields = (20, 0, 8, 0, 33, total, len(data), min(size, 0xFFFFFFFE), len(name), 0)
        central.append(struct.pack("<4sH", b"PK\x01\x02", 20) + struct.pack("<HHHHHLLLHH", *fields)
                       + struct.pack("<HHHLL", 0, 0, 0, 0, out.tell()) + name.encode())  # fmt: skip
        out.write(b"PK\x03\x04" + struct.pack("<HHHHHLLLHH", *fields) + name.encode() + data)
    start = out.tell()
    out.writelines(central)
    size = out.tell() - start
    out.write(struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, len(central), len(central), size, start, 0))
    return out.getvalue()


def _deflated(size: int, head: bytes) -> bytes:
    """Raw deflate of ``head`` and ``size`` spaces: one piece of a megabyte, over and over."""
    piece = 1_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(b" " * piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + body * (size // piece) + packer.flush(zlib.Z_FINISH)


def _nested(depth: int) -> bytes:
    data = good(102).encode()
    name = "a.txt"
    for i in range(depth):
        data, name = zipped({name: data}), f"{i}.zip"
    return data


def _overlapping(count: int) -> bytes:
    """Every entry of the directory tells of the same bytes."""
    data = zlib.compress(b" " * 1_000_000, 9)[2:-4]
    name = b"a.txt"
    total = zlib.crc32(b" " * 1_000_000)
    local = (
        struct.pack("<4sHHHHHLLLHH", b"PK\x03\x04", 20, 0, 8, 0, 33, total, len(data), 1_000_000, 5, 0) + name + data
    )
    entry = struct.pack("<4sHHHHHHLLLHHHHHLL", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, total, len(data), 1_000_000,
                        5, 0, 0, 0, 0, 0, 0) + name  # fmt: skip
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, len(local), 0)
    return local + entry * count + end


def _locked() -> bytes:
    """The flag of a password on the member; its bytes are then no deflate."""
    data = bytearray(zipped({"a.txt": good(103)}))
    data[6] |= 1
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _wrong_sum() -> bytes:
    data = bytearray(zipped({"a.txt": good(104)}, zipfile.ZIP_STORED))
    data[200] ^= 0xFF
    return bytes(data)


def _lying() -> bytes:
    """A member that says it is ten bytes long."""
    data = bytearray(bomb({"a.txt": 500_000_000}))
    data[22:26] = struct.pack("<L", 10)
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    return bytes(data)


def _method() -> bytes:
    data = bytearray(zipped({"a.txt": good(105)}))
    data[8] = 99
    at = data.index(b"PK\x01\x02")
    data[at + 10] = 99
    return bytes(data)


def _link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("lien-ket.txt")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, f"../{OUTSIDE}.txt")
    return out.getvalue()


def _twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", good(115))
        archive.writestr("b.txt", good(117))
    return out.getvalue().replace(b"b.txt", b"a.txt")
