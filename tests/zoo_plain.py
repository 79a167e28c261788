"""Plain files: bytes that are no text, text that is meant to hurt, names that are, and things that are no files."""

import gzip
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from zoo_base import STORED, Animal, animal, good

__all__ = ["animals", "odd_names"]

# A bait is about 100,000 characters for rules that look again and again from every place.
BAITS = {
    "ngoac": "a)" * 50_000,
    "cham": "." * 100_000,
    "so": "1" * 100_000,
    "gach-cheo": "1/" * 50_000,
    "ky-hieu": "27-KL/TW;" * 11_000,
    "ngay": "ngày 1/2/" * 11_000,
    "cong-an": "Công an " * 12_000,
    "ngoac-kep": "“" * 100_000,
    "trang": "a" + " " * 100_000 + "b",
    "gach-dung": "|" * 100_000,
    "mat": "M Ậ " * 25_000,
    "dien-thoai": "09 " * 33_000,
}


def animals() -> Iterator[Animal]:
    """All of them."""
    yield from _broken()
    yield from _texts()
    yield from odd_names()
    yield from _no_files()


def _broken() -> Iterator[Animal]:
    yield animal("rong.txt", b"", "empty")
    yield animal("trang.txt", b" \r\n\t" * 5000, "empty")
    yield animal("bom.txt", b"\xef\xbb\xbf", "empty")
    yield animal("vo-hinh.txt", ("\u200b\ufeff" * 3000).encode(), "empty")
    yield animal("nul.txt", bytes(1_000_000), "binary")
    yield animal("dieu-khien.txt", b"\x1b]0;x\x07\x1b[2J\x01\x02\x03" * 500 + good(1).encode(), "binary")
    yield animal("ngau-nhien.txt", bytes((i * 197 + i // 251) % 256 for i in range(100_000)), "binary", "encoding")
    yield animal("utf8-hong.txt", good(2).encode()[:400] + b"\xff\xfe\xfa" + good(2).encode()[400:], "encoding")
    yield animal("utf8-cut.txt", "KẾ HOẠ".encode()[:-1], "encoding", "not-a-directive")
    yield animal("thay-the.txt", b"\xed\xa0\x80\xed\xbf\xbf" * 100, "encoding", "binary")
    yield animal("utf16-le.txt", b"\xff\xfe" + "a\ud800b".encode("utf-16-le", "surrogatepass"), "encoding", "binary")
    yield animal("utf16-cut.txt", b"\xff\xfe" + good(3).encode("utf-16-le")[:-1], "encoding", "binary")
    yield animal("utf32.txt", b"\xff\xfe\x00\x00" + b"\xff" * 4000, "encoding", "binary")
    yield animal("png.txt", b"\x89PNG\r\n\x1a\n" + bytes(500), "form", "broken", "binary")
    yield animal("exe.txt", b"MZ" + bytes(500), "form")
    yield animal("gz.txt", gzip.compress(good(4).encode()), "form")
    yield animal("rar.txt", b"Rar!\x1a\x07\x00" + bytes(500), "form")
    yield animal("elf.md", b"\x7fELF" + bytes(500), "form")
    yield Animal("1gb.txt", lambda path: _sparse(path, 1 << 30), frozenset({"too-large"}))
    yield Animal("150mb.txt", lambda path: _sparse(path, 150_000_000), frozenset({"too-large"}))
    yield animal("25mb.txt", lambda: (good(5, "x " * 50) * 30_000).encode()[:25_000_000], "too-large")


def _sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def _texts() -> Iterator[Animal]:
    for number, (name, bait) in enumerate(BAITS.items(), 20):
        yield animal(f"moi-{name}.txt", good(number, bait).encode(), STORED)
    yield animal("mot-dong.txt", good(40).replace("\n", " ").encode(), STORED, "not-a-directive")
    yield animal("dong-dai.txt", good(41, "rà soát hộ nghèo " * 60_000).encode(), STORED)
    yield animal("nhieu-dong.txt", good(42, "\n" * 300_000).encode(), STORED)
    yield animal("rtl.txt", good(43, "\u202eTẤT CẢ\u202c \u2066a\u2069 \u200fb").encode(), STORED)
    yield animal("khong-rong.txt", good(44, "\u200b".join("Công an phường rà soát.")).encode(), STORED)
    yield animal("zalgo.txt", good(45, "a" + "\u0301\u0323\u0302" * 20_000).encode(), "stacked-marks")
    yield animal("cum.txt", good(54, "a\u0301\u0323\u0302" * 20_000).encode(), STORED)
    yield animal("the.txt", good(46, "<script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}").encode(), STORED)
    yield animal("cong-thuc.txt", good(47, '=HYPERLINK("http://x")\n@SUM(1)\n+1\n-1').encode(), STORED)
    yield animal("sparql.txt", good(48, '"}} ; DROP ALL ; INSERT DATA {{ <urn:a> <urn:b> "').encode(), STORED)
    yield animal(
        "duong-dan.txt", good(49, "../../../../etc/passwd ${jndi:ldap://x/a} %s %n $(id) `id`").encode(), STORED
    )
    yield animal("sau.md", good(50, "> " * 20_000 + "a\n" + "#" * 50_000 + "\n" + "* " * 20_000).encode(), STORED)
    yield animal("ngoai-bmp.txt", good(51, "\U0001f600\U000e0041\uffff\ufdd0" * 2000).encode(), STORED)
    yield animal("cr.txt", good(52).replace("\n", "\r").encode(), STORED)
    yield animal("nel.txt", good(53, "a\x85b\u2028c\u2029d\x0be\x0cf").encode(), STORED)


def odd_names() -> Iterator[Animal]:
    """Sound directives under names that are meant to hurt who prints, sorts or opens them."""
    names = [
        "ten\nxuong-dong.txt", "-rf.txt", "--home=x.txt", "<img src=x onerror=alert(1)>.txt", "a\tb.txt", "\u202etxt.exe.txt",
        "..%2f..%2fetc.txt", "a'b\"c`d$(id).txt", "ké\u0301p\u0323.txt", "\x1b[31mdo.txt", "a" * 240 + ".txt", "con.txt", " .txt",
        "\U0001f600.txt", "#*?[a].txt", "{0}%s%n.txt",
    ]  # fmt: skip
    for number, name in enumerate(names, 60):
        if sys.platform != "win32":
            yield animal(name, good(number).encode(), STORED)
    if sys.platform == "linux":
        yield animal(os.fsdecode(b"ten-\xff\xfe.txt"), good(80).encode(), STORED)


def _no_files() -> Iterator[Animal]:
    if sys.platform == "win32":
        return
    yield Animal("ong.txt", os.mkfifo, frozenset({"not-a-file"}))
    yield Animal("thiet-bi.txt", lambda path: path.symlink_to("/dev/zero"), frozenset({"not-a-file"}))
    yield Animal("o-cam.txt", _socket, frozenset({"not-a-file"}))
    yield Animal("lien-ket-chet.txt", lambda path: path.symlink_to("khong-co"), frozenset({"missing"}))
    yield Animal("lien-ket-vong.txt", lambda path: path.symlink_to(path.name), frozenset({"unreadable"}))
    yield Animal("ngoai.txt", lambda path: path.symlink_to("/etc/passwd"), frozenset({"not-a-directive"}))
    yield Animal("proc.txt", lambda path: path.symlink_to("/proc/self/environ"), frozenset({"changing", "empty"}))
    if os.geteuid():
        yield Animal("cam-doc.txt", _closed, frozenset({"unreadable"}))


def _closed(path: Path) -> None:
    path.write_text(good(81), "utf-8")
    path.chmod(stat.S_IWUSR)


def _socket(path: Path) -> None:
    import socket  # noqa: PLC0415 - not everywhere of this family

    # the path of a socket is at most 107 bytes, so it is bound from its folder
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)
