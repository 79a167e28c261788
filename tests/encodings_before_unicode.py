"""Vietnamese written as it was before Unicode: the other way round of :mod:`ingest.legacy`, for its tests."""

import tomllib
import unicodedata

import data

TABLE = tomllib.loads(data.path("words", "encodings.toml").read_text(encoding="utf-8"))
TONES = "\u0300\u0301\u0303\u0309\u0323"


def tcvn3_text(text: str) -> str:
    """As a '.Vn' font's text is in Latin-1; capitals with a tone become small letters, as converters write them."""
    letters = dict(zip(TABLE["tcvn3"]["new"], TABLE["tcvn3"]["old"], strict=True))
    return "".join(letters.get(c, letters.get(c.lower(), c)) for c in unicodedata.normalize("NFC", text))


def tcvn3(text: str) -> bytes:
    return ascii_punctuation(tcvn3_text(text)).encode("latin-1")


def vni(text: str) -> bytes:
    return ascii_punctuation("".join(map(_vni, unicodedata.normalize("NFC", text)))).encode("cp1252")


def _vni(letter: str) -> str:
    table = TABLE["vni"]
    alone = {new: old for old, new in table["alone"].items()}
    if letter.isupper():
        return _vni(letter.lower()).upper()
    if letter.isascii() or letter in alone:
        return alone.get(letter, letter)
    base, *marks = unicodedata.normalize("NFD", letter)
    if "\u031b" in marks:
        base = alone[unicodedata.normalize("NFC", base + "\u031b")]
    group = "circumflex" if "\u0302" in marks else "breve" if "\u0306" in marks else "marks"
    tone = "".join(m for m in marks if m in TONES)
    signs = {new: old for old, new in table[group].items()}
    return base + signs[tone] if tone in signs else letter if not marks else base


def viqr(text: str) -> bytes:
    table = TABLE["viqr"]
    shapes = {new: old for old, new in table["shapes"].items()}
    tones = {new: old for old, new in table["tones"].items()}
    decomposed = unicodedata.normalize("NFD", ascii_punctuation(text).replace("đ", "dd").replace("Đ", "DD"))
    # NFD puts a dot below before a circumflex; VIQR has the shape first
    letters = (unicodedata.normalize("NFC", c) for c in _clusters(decomposed))
    return "".join(_viqr(c, shapes, tones) for c in letters).encode("ascii")


def _clusters(text: str) -> list[str]:
    out: list[str] = []
    for c in text:
        if unicodedata.combining(c) and out:
            out[-1] += c
        else:
            out.append(c)
    return out


def _viqr(letter: str, shapes: dict[str, str], tones: dict[str, str]) -> str:
    base, *marks = unicodedata.normalize("NFD", letter)
    return base + "".join(shapes[m] for m in marks if m in shapes) + "".join(tones[m] for m in marks if m in tones)


def cp1258(text: str) -> bytes:
    out = []
    for c in unicodedata.normalize("NFC", ascii_punctuation(text)):
        tone = [m for m in unicodedata.normalize("NFD", c) if m in TONES]
        bare = unicodedata.normalize("NFC", "".join(m for m in unicodedata.normalize("NFD", c) if m not in TONES))
        out.append(bare + "".join(tone))
    return "".join(out).encode("cp1258")


def misread(text: str) -> str:
    """UTF-8 read as Windows-1252, as browsers do it."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())


def ascii_punctuation(text: str) -> str:
    """Without the signs that a single byte cannot hold."""
    return text.translate({0x2013: "-", 0x2014: "-", 0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'", 0x2026: "..."})


#: Encoding → what a program that knows no encoding would show of it.
TEXTS = {
    "tcvn3": lambda text: tcvn3(text).decode("latin-1"),
    "vni": lambda text: vni(text).decode("cp1252"),
    "viqr": lambda text: viqr(text).decode("ascii"),
}
