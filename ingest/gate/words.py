"""The words of the gate (``data/words/secrecy.toml``) as keys and patterns, and how a line is made to compare."""

import functools
import html
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

import data
from ontology.fold import fold, tone_fold

__all__ = ["Weight", "Words", "key_of", "letters_of", "plain", "squeezed", "words"]


class Weight(IntEnum):
    """What is to become of a document: the heavier finding decides."""

    OPEN = 0
    HELD = 1
    SECRET = 2


@dataclass(frozen=True, slots=True)
class Words:
    """The table as the gate compares with it. ``levels``: letters of a stamp → level; ``phrase``: a whole stamp."""

    levels: dict[str, str]
    undecoded: dict[str, str]
    phrase: re.Pattern[str]
    level: re.Pattern[str]
    papers: tuple[str, ...]
    stamps: tuple[tuple[re.Pattern[str], bool], ...]
    unclear: tuple[re.Pattern[str], ...]
    label: re.Pattern[str]
    before: frozenset[str]
    after: frozenset[str]
    onward: frozenset[str]
    organs: re.Pattern[str]
    furniture: str
    codes: frozenset[str]


# Cyrillic and Greek capitals that print like Latin ones, and the two other crossed D's.
_LOOKALIKE: Final = dict(zip("МАТОІУЕХСВΜΑΤΟΙΥΕÐƉ", "MATOIYEXCBMATOIYEĐĐ", strict=True))
# What common print holds that is not in NFKC, each with its own form there: put first, the whole comes out the same.
_USUAL: Final = tuple((char, unicodedata.normalize("NFKC", char)) for char in "…\u00a0²³¹⁰⁴½º")
_TAG: Final = re.compile(r"<[^<>]{0,80}>")
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_SIGNS: Final = re.compile(r"[\s*_#>~\-–—()\[\]{}|“”\"]+")


def plain(text: str) -> str:
    """``text`` in NFKC (full-width and styled letters become letters), look-alike capitals Latin."""
    for char, put in _USUAL:  # a text without them is mostly in NFKC already, which is seen twenty times faster
        text = text.replace(char, put)
    text = unicodedata.normalize("NFKC", text)
    for char, put in _LOOKALIKE.items():  # far faster than str.translate where few of them occur
        text = text.replace(char, put)
    return text


def letters_of(piece: str) -> str:
    """The letters of a piece of a line, in order: without tags, entities, signs, digits, space and invisible marks."""
    if "<" in piece:
        piece = _TAG.sub("", piece)
    if "&" in piece:
        piece = plain(html.unescape(piece))
    return "".join(char for char in piece if char.isalpha())


def squeezed(piece: str) -> str:
    """The piece without space and signs, but with those that undecoded letters are made of."""
    return _SIGNS.sub("", piece).rstrip(".:,;")


def key_of(line: str, *, bare: bool) -> str:
    """A line as the patterns compare it: lower case, one space; without accents where ``bare``."""
    line = _INVISIBLE.sub("", line).strip(" \t*_#>~.-–—()[]{}|“”\"'•+")
    return fold(line) if bare else tone_fold(line)


@functools.cache
def words() -> Words:
    """The table, compiled once."""
    table = tomllib.loads(data.path("words", "secrecy.toml").read_text(encoding="utf-8"))
    levels = {word: entry["name"] for entry in table["level"] for word in entry["words"]}
    undecoded = {squeezed(plain(w)): entry["name"] for entry in table["level"] for w in entry["undecoded"]}
    beside = {entry["kind"]: _with_bare(entry["words"]) for entry in table["beside"]}
    level, urgency = _one_of(levels), _one_of(beside["urgency"])
    return Words(
        levels,
        undecoded,
        re.compile(rf"{_one_of(beside['paper'])}?{urgency}*{level}(?:{urgency}|{level})*"),
        re.compile(level),
        tuple(beside["paper"]),
        tuple((_pattern(entry["pattern"]), entry["anywhere"]) for entry in table["stamp"]),
        tuple(_pattern(entry["pattern"]) for entry in table["unclear"]),
        _label(table["label"]["words"]),
        frozenset(table["compounds"]["before"]),
        frozenset(table["compounds"]["after"]),
        frozenset(table["compounds"]["onward"]),
        re.compile(rf"\b(?:{'|'.join(map(re.escape, table['compounds']['organs']))})\b"),
        table["furniture"]["pattern"],
        frozenset(_codes(table["name"])),
    )


def _with_bare(phrases: list[str]) -> list[str]:
    """Phrases without their spaces, as printed and without accents."""
    joined = [phrase.replace(" ", "") for phrase in phrases]
    return list(dict.fromkeys([*joined, *(fold(phrase).upper() for phrase in joined)]))


def _one_of(found: "list[str] | dict[str, str]") -> str:
    return "(?:" + "|".join(sorted(map(re.escape, found), key=lambda word: (-len(word), word))) + ")"


def _pattern(source: str) -> re.Pattern[str]:
    """The pattern with or without accents; a key has all of them or none."""
    return re.compile(f"(?:{source}|{fold(source)})")


def _label(labels: list[str]) -> re.Pattern[str]:
    """'độ mật: mật' and nothing but another label behind it; the three letters are those of covers and registers."""
    names = "|".join(re.escape(name) for label in labels for name in dict.fromkeys((label, fold(label))))
    levels = r"(?P<level>tuyệt mật|tối mật|mật|tuyet mat|toi mat|mat)|[abc](?!\w)"
    end = r"(?:\W*|\W+(?:độ|mức|khẩn|hỏa|bản|thời|do|muc|khan|hoa)\b.*)"
    return re.compile(rf"(?:{names})\)?(?: ?[:|=–-]+ ?| {{1,3}})(?:{levels}){end}")


def _codes(entries: list[dict[str, Any]]) -> list[str]:
    return [code for entry in entries for code in entry["codes"]]
