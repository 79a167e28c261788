"""Numbers and symbols of directives in running text.

Grammar (Quy định 399-QĐ/TW and Hướng dẫn 05-HD/VPTW for the Party, Nghị định 30/2020/NĐ-CP for the State):

    party  := num - TYPE / ORG [- UNIT]           27-KL/TW      1836 QĐ/TWĐTN   367 - QĐ/TWĐTN-VP
    state  := num / [YEAR /] TYPE - ORG [- UNIT]  45/KH-UBND    128/2025/QĐ-UBND
    letter := num / ORG - UNIT                    7288/UBND-KGVX
    law    := num / YEAR / QH|UBTVQH session      117/2025/QH15

A number needs a digit boundary before it: 27-KL/TW stands also inside 127-KL/TW.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import words
from ingest.script import Script, folded
from ontology.model import Code

__all__ = ["FoundCode", "codes_in", "normal_code"]

# Figures, and behind them what the grammar asks for whatever the number: quicker to see than the grammar is to try.
# It begins with one letter of a set, which the search for it jumps to.
_FIGURES = re.compile(
    r"\d\d*+(?=(?:\.\d{1,3})?[A-Za-z]?"
    r"(?:\s?[-–—−]\s?[^\W\d_]|\s[A-ZĐ]|\s?/\s?(?:\d{4}\s?/|[A-ZĐ])|[._]?[^\W\d_]))"
)
_DASH = r"\s?[-–—−]\s?"
_NUM = r"(?:(?<=[Ss]ố)|(?<![\w.,/–-]))(?P<num>\d{1,5}(?:\.\d{1,3})?[A-Za-z]?)"
_ORG = r"[A-ZĐƯ][A-ZĐƯÂÊÔƠĂ0-9]*(?:[a-zđư]{1,3}(?![a-zà-ỹ]))?[A-ZĐƯ0-9]*"
_TAIL = rf"(?:{_DASH}{_ORG}|[./](?=[A-ZĐ]){_ORG})*(?:/nb)?"


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A number and symbol in a text: span, normal form, and the type its symbol tells ('' for a letter or a law)."""

    code: Code
    type: str
    start: int
    end: int


@functools.cache
def _grammar() -> re.Pattern[str]:
    symbols = {symbol for entry in words.types() for symbol in entry.symbols}
    kind = "|".join(re.escape(s) for s in sorted(symbols, key=lambda s: (-len(s), s)))
    return re.compile(
        rf"{_NUM}(?:"
        rf"(?:{_DASH}|\s)(?P<ptype>{kind})\s?[/]\s?(?P<porg>{_ORG}{_TAIL})"
        rf"|\s?/\s?(?P<lyear>\d{{4}})\s?/\s?(?P<law>(?:UBTV)?QH\d{{1,2}})"
        rf"|\s?/\s?(?:(?P<year>(?:19|20)\d{{2}})\s?/\s?)?(?P<stype>{kind}){_DASH}(?P<sorg>{_ORG}{_TAIL})"
        rf"|\s?/\s?(?P<corg>[A-ZĐ][A-ZĐa-z]{{1,9}}){_DASH}(?P<cunit>{_ORG}{_TAIL})"
        rf"|{_DASH}(?P<wtype>{kind}){_DASH}(?P<worg>TW|TU|ĐU)"
        rf"|(?:\s?/\s?)(?P<gtype>{kind})/?(?P<gorg>TW|TU|ĐU)"
        rf"|(?:{_DASH}|[._]|)(?P<mtype>(?i:{kind}))/(?P<morg>TW|TU|ĐU)"
        rf"|{_DASH}VBHN{_DASH}(?P<consolidated>{_ORG})"
        rf")(?![^\W⁰¹²³⁴-⁹])"
    )


def codes_in(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundCode]:
    """Every number-and-symbol in ``text[start:end]``, left to right."""
    if type(text) is not Script or start or end is not None:
        return _codes(text, start, len(text) if end is None else end)
    if codes_in not in text.kept:  # several steps look at the whole text
        text.kept[codes_in] = tuple(_codes(text, 0, len(text)))
    return iter(text.kept[codes_in])


def _codes(text: str, start: int, end: int) -> Iterator[FoundCode]:
    for match in _matches(text, start, end):
        number, symbol, kind, joint = _parts(match)
        if not number.strip("0. "):
            continue
        code = Code(number, symbol, number + joint + symbol)
        yield FoundCode(code, kind, match.start(), match.end())


def _matches(text: str, place: int, end: int) -> Iterator[re.Match[str]]:
    """The grammar tried at every run of figures, where alone it can match: a search with it alone is far slower."""
    while (figures := _FIGURES.search(text, place, end)) is not None:  # not a day, a share, a mere number
        match = _grammar().match(text, figures.start(), end)
        place = match.end() if match else figures.end()
        if match:
            yield match


def _parts(match: re.Match[str]) -> tuple[str, str, str, str]:
    """Number, symbol, type and what joins number and symbol in the normal form."""
    number = match["num"]
    if match["ptype"]:
        return number, f"{match['ptype']}/{_tight(match['porg'])}", match["ptype"], "-"
    if match["law"]:
        return f"{number}/{match['lyear']}", match["law"], "", "/"
    if match["stype"]:
        number = f"{number}/{match['year']}" if match["year"] else number
        return number, f"{match['stype']}-{_tight(match['sorg'])}", match["stype"], "/"
    if match["mtype"]:  # '27-Kl/TW', '08.NQ/ĐU', '08NQ/ĐU'
        kind = _as_printed(match["mtype"])
        return number, f"{kind}/{match['morg']}", kind, "-"
    if match["wtype"] or match["gtype"]:
        kind, organ = match["wtype"] or match["gtype"], match["worg"] or match["gorg"]
        return number, f"{kind}/{organ}", kind, "-"
    if match["consolidated"]:
        return number, f"VBHN-{match['consolidated']}", "VBHN", "/"
    return number, f"{match['corg']}-{_tight(match['cunit'])}", "", "/"


def _as_printed(kind: str) -> str:
    """A type whose letters were typed in the wrong case, as the table prints it; one that the table has stays."""
    symbols = [symbol for entry in words.types() for symbol in entry.symbols]
    # folded as the pattern folds, which takes the dotless ı and the long ſ for letters of a type
    return kind if kind in symbols else next(s for s in symbols if folded(s) == folded(kind))


def _tight(symbol: str) -> str:
    return re.sub(r"\s", "", symbol).translate({0x2013: "-", 0x2014: "-", 0x2212: "-"})


def normal_code(text: str) -> str:
    """The normal form of a code typed by a person: '27 - kl/tw' → '27-KL/TW'; unchanged where it is no code."""
    tight = re.sub(r"\s", "", text)
    found = next(codes_in(tight), None) or next(codes_in(tight.upper().replace("CTR/", "CTr/")), None)
    return found.code.text if found else text.strip()
