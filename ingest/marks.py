"""How a line of an official document begins: enumerators, bullets, tables, the fixed lines of head and tail.

Sources: Hướng dẫn 36-HD/VPTW and 05-HD/VPTW (``I- 1- a)``), Nghị định 30/2020/NĐ-CP Phụ lục I (``Phần, Chương, Mục,
Điều, 1., a)``), and the habits of the documents observed (``I.``, ``1.1.``, ``-``, ``+``).
"""

import re
from itertools import islice
from typing import NamedTuple

__all__ = ["Mark", "is_capitals", "is_fixed", "mark_of"]

_PARTS = re.compile(
    r"(?P<part>(?:Phần|PHẦN)\s+(?:thứ\s+\w+|[IVXLC]+|\d+|[A-ZĐ]\b))[.:\-–]?\s*"
    r"|(?P<chapter>(?:Chương|CHƯƠNG)\s+(?:[IVXLC]+|\d+))\b[.:\-–]?\s*"
    r"|(?P<section>(?:Mục|MỤC|Tiểu mục)\s+(?:[IVXLC]+|\d+))\b[.:\-–]?\s*"
    r"|(?P<article>(?:Điều|ĐIỀU)\s+\d+[a-zđ]?)(?:\s*[.:]|\s+[-–]|(?=\s*$))\s*"
    r"|(?P<roman>[IVXLC]{1,6})\s?(?:[.)]\s*[-–]?|[-–]+)\s*(?=\S)(?![-/]?\d)"
    r"|(?P<capital>[A-HĐ])\s?(?:[.)]|[-–])\s*(?=[^\W\d_])"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})(?:\s?[.)](?!\d)|\s?[-–](?=\s))\s*(?=\S)"
    r"|(?P<bare>\d{1,2}(?:\.\d{1,2}){1,4})\s+(?=\S)"
    r"|(?P<letter>[a-zđ]\d?)\s?(?:\)|\.(?=\s))\s*(?=\S)"
    r"|(?P<bullet>[-–—+•▪●*·o](?=\s)|[-–+•](?=[^\W\d_]))\s*"
)
# What an enumerator may begin with where a small letter follows, as in most lines that have none.
_BEFORE_SMALL = frozenset("PCMTĐ-–+•")
_ROMAN = re.compile(r"^M{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_FIXED = re.compile(
    r"nơi nhận\b|kính (?:gửi|trình|chuyển)\b|(?:T\s?/\s?M|TM\s?\.|T\.M|K\s?/\s?T|KT\s?\.|T\s?/\s?L|TL\s?\."
    r"|TUQ\s?\.|Q\s?\.)\s"
    r"|số\s*:?\s*\S{0,12}\s*[-/]|v/v\b|phụ lục(?: số)?(?: [IVX\d]+)?\s*[:.]?$|\(kèm theo\b|căn cứ\b|\|",
    re.I,
)

# The letters with which such a line may begin: to look at one is far quicker than to try the pattern on every line.
_FIRST_OF_FIXED = frozenset("nNkK\u212atTqQsS\u017fvVpP(cC|")


class Mark(NamedTuple):
    """The enumerator a line begins with: ``kind`` (part, chapter, section, article, roman,
    capital, number, letter, bullet),
    ``label`` as it enters a path ('V', '2.9', 'Điều 2', 'a', '' for a bullet), ``end`` where its words begin."""

    kind: str
    label: str
    end: int


def mark_of(line: str) -> Mark | None:
    """The enumerator at the start of ``line``, or None."""
    if line[1:2].islower() and line[0] not in _BEFORE_SMALL:
        return None
    match = _PARTS.match(line)
    if match is None:
        return None
    kind = str(match.lastgroup)
    label = match.group(kind)
    if kind == "roman" and not _ROMAN.match(label):
        return Mark("capital", label, match.end()) if label in {"C", "D"} else None
    if kind == "bullet":
        label = ""
    return Mark("number" if kind == "bare" else kind, " ".join(label.split()), match.end())


def is_capitals(line: str) -> bool:
    """All letters upper case, at least three of them."""
    return line.isupper() and next(islice(filter(str.isalpha, line), 2, None), "") != ""


def is_fixed(line: str) -> bool:
    """A line that always begins anew: Nơi nhận, Kính gửi, a signing capacity, Số, V/v, Căn cứ, a table row."""
    return line[:1] in _FIRST_OF_FIXED and _FIXED.match(line) is not None
