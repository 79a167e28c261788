"""Vietnamese letters as TCVN3, VNI and VIQR wrote them, in Unicode; the tables are in ``data/words/encodings.toml``."""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

import data

__all__ = ["from_tcvn3", "from_viqr", "from_vni", "named"]

_VIQR: Final = re.compile(r"(?P<d>[dD][dD])|(?P<vowel>[aeiouyAEIOUY])(?P<shape>[\^(+]?)(?P<tone>['`?~.]?)")


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Bytes of TCVN3, as Latin-1 shows them, in Unicode; ``capitals`` for a font that shows small letters so."""
    decoded = text.translate(_tables().tcvn3)
    return decoded.upper() if capitals else decoded


def from_vni(text: str) -> str:
    """Bytes of VNI, as Windows-1252 shows them, in Unicode."""
    pattern, put = _tables().vni
    return pattern.sub(lambda match: put[match.group()], text)


def from_viqr(text: str) -> str:
    """VIQR in Unicode. A full stop or question mark that may end a sentence is left to it."""
    return _VIQR.sub(_viqr_letter, text)


def named(text: str) -> str:
    """A text decoded from TCVN3 with the names whose capital it could not write."""
    for small, name in _tables().names:
        text = text.replace(small, name)
    return text


class _Tables:
    """The tables of ``encodings.toml`` as they are used."""

    def __init__(self, table: dict[str, Any]) -> None:
        tcvn3, vni = table["tcvn3"], table["vni"]
        self.names = tuple((name[0].lower() + name[1:], name) for name in tcvn3["names"])
        self.tcvn3 = str.maketrans(tcvn3["old"], tcvn3["new"]) | str.maketrans(tcvn3["also"])
        pairs = dict(_vni_pairs(vni))
        longest = sorted(pairs, key=len, reverse=True)
        self.vni = re.compile("|".join(map(re.escape, longest))), pairs
        self.shapes: dict[str, str] = table["viqr"]["shapes"]
        self.tones: dict[str, str] = table["viqr"]["tones"]
        self.dotted = frozenset(table["viqr"]["dotted"])


def _vni_pairs(table: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    groups = (("aeouyôö", "", "marks"), ("aeo", "\u0302", "circumflex"), ("a", "\u0306", "breve"))
    for letters, shape, group in groups:
        for letter in letters:
            for mark, tone in table[group].items():
                new = unicodedata.normalize("NFC", table["alone"].get(letter, letter) + shape + tone)
                yield from ((letter + mark, new), (letter.upper() + mark.upper(), new.upper()))
                yield letter.upper() + mark, new.upper()
    for old, new in table["alone"].items():
        yield from ((old, new), (old.upper(), new.upper()))


@functools.cache
def _tables() -> _Tables:
    return _Tables(tomllib.loads(data.path("words", "encodings.toml").read_text(encoding="utf-8")))


def _viqr_letter(match: re.Match[str]) -> str:
    if match["d"]:
        return "Đ" if match["d"][0] == "D" else "đ"
    vowel, shape, tone = match["vowel"], match["shape"], match["tone"]
    after = match.string[match.end() : match.end() + 2]
    rest = ""
    if shape and vowel.lower() not in {"^": "aeo", "(": "a"}.get(shape, "ou"):
        return match.group()
    tables = _tables()
    if tone == "." and _ends_sentence(after) and _word_before(match) not in tables.dotted:
        tone, rest = "", tone
    return unicodedata.normalize("NFC", vowel + tables.shapes.get(shape, "") + tables.tones.get(tone, "")) + rest


def _ends_sentence(after: str) -> bool:
    return not after.strip() or after == "/." or (after[0] in " \n" and not after[1].islower())


def _word_before(match: re.Match[str]) -> str:
    """The word, decoded and in lower case, that ends with this letter if its dot is a tone."""
    start = match.start()
    while start and not match.string[start - 1].isspace():
        start -= 1
    return from_viqr(match.string[start : match.end()] + "x")[:-1].lower().strip('*"(“-/')
