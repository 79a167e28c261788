"""Whether a text layer can be believed: words that cannot be Vietnamese, or are only a stamp, are looked at anew."""

import re
from collections.abc import Sequence
from typing import Final

from ingest.legacy import mend
from ingest.paper.furniture import signing_stamp
from ingest.paper.rows import rows_of
from ingest.paper.sheet import Sheet, Token, words_of
from ingest.syllables import share

__all__ = ["EMPTY", "decoded", "doubt", "quality"]

EMPTY: Final = "trang chỉ có ảnh, không có lớp chữ"
STAMP: Final = "lớp chữ chỉ có dấu ký số"
BROKEN: Final = "lớp chữ sai bảng mã hoặc dính, tách chữ"
HIDDEN: Final = "lớp chữ ẩn dưới ảnh quét, chất lượng kém"
BARE: Final = "lớp chữ mất dấu tiếng Việt"
_FEW = 8
_LEAST = 0.93
_LEAST_HIDDEN = 0.98
_LEAST_MARKED = 0.12
_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWELLESS = re.compile(
    r"(?<![\w&./-])(?!(?:th|tr|tp|ths|pgs|ts|gs|kt|tm|tl|nxb|km|kg|cm|mm|vs|st|stt|tt)\b)[bcdđghklmnpqrstvx]{1,3}(?![\w./)-])"
)


def doubt(sheet: Sheet, *, picture: bool, hidden: bool) -> str:
    """Why the words of a page must not be believed, in Vietnamese; '' where they may."""
    words = words_of(sheet.tokens)
    if len(sheet.tokens) < _FEW and picture:
        return EMPTY if not sheet.tokens else STAMP
    if picture and _only_stamp(sheet):
        return STAMP
    found = _WORD.findall(words)
    if len(found) < _FEW:
        return ""
    good = quality(sheet.tokens)
    if good < _LEAST:
        return BROKEN
    if hidden and good < _LEAST_HIDDEN:
        return HIDDEN
    marked = sum(not word.isascii() for word in found) / len(found)
    return BARE if picture and marked < _LEAST_MARKED else ""


def quality(tokens: Sequence[Token]) -> float:
    """0 to 1: how much of the words can be Vietnamese syllables, each by itself."""
    words = words_of(list(tokens))
    found = len(_WORD.findall(words))
    split = len(_VOWELLESS.findall(words))
    return share(words) - (split / found if found > 20 else 0.0)


def decoded(sheet: Sheet) -> str:
    """Decode, in place, words in an encoding from before Unicode; that encoding's name, '' where none mends."""
    rows = rows_of(sheet.tokens)
    text, name = mend("\n".join(row.text for row in rows))
    lines = [line.split(" ") for line in text.split("\n")]
    if not name or [len(line) for line in lines] != [len(row.tokens) for row in rows]:
        return ""
    for row, line in zip(rows, lines, strict=True):
        for token, word in zip(row.tokens, line, strict=True):
            token.text = word
    return name


def _only_stamp(sheet: Sheet) -> bool:
    stamped = {id(token) for block in signing_stamp(rows_of(sheet.tokens)) for token in block}
    return bool(stamped) and sum(id(token) not in stamped for token in sheet.tokens) < _FEW
