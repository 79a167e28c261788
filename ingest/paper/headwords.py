"""Capital words of a scan's head and signature, whose marks recognition often loses: 'CHÍ THỊ', 'TĨNH QUANG NGAI'.

What stands there comes from a small stock of words: the types of documents, provinces, offices, and a few that every
directive prints. A run of capitals that differs from one of them by its marks alone is that one.
"""

import datetime as dt
import functools
from collections.abc import Iterator, Sequence
from typing import Final

from ingest import words
from ingest.paper.rows import rows_of
from ingest.paper.sheet import Token
from ontology import registry
from ontology.fold import fold

__all__ = ["with_headwords"]

_PRINTED: Final = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM", "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "ĐẢNG ỦY",
    "TỈNH ỦY", "THÀNH ỦY", "ĐẢNG BỘ", "BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "BAN CHẤP HÀNH TRUNG ƯƠNG", "BAN BÍ THƯ",
    "BỘ CHÍNH TRỊ", "TRUNG ƯƠNG", "THỦ TƯỚNG CHÍNH PHỦ", "VĂN PHÒNG CHÍNH PHỦ", "CHÍNH PHỦ", "QUỐC HỘI", "TỈNH",
    "THÀNH PHỐ", "PHƯỜNG", "XÃ", "ĐẶC KHU", "HUYỆN", "MẶT TRẬN TỔ QUỐC VIỆT NAM", "BÍ THƯ", "CHỦ TỊCH", "KÍNH GỬI",
)  # fmt: skip
_BEFORE_MERGERS: Final = dt.date(2025, 6, 30)
_LONGEST: Final = 8
_EDGES: Final = ".,;:()*-–"


def with_headwords(tokens: Sequence[Token]) -> None:
    """Mend the marks of capital words in ``tokens``, in place."""
    for row in rows_of(tokens):
        run: list[Token] = []
        for token in [*row.tokens, None]:
            if token is not None and token.text.strip(_EDGES).isupper():
                run.append(token)
            elif run:
                _mend(run)
                run = []


def _mend(run: Sequence[Token]) -> None:
    keys = [fold(token.text.strip(_EDGES)) for token in run]
    at = 0
    while at < len(run):
        size = next(
            (n for n in range(min(_LONGEST, len(run) - at), 0, -1) if " ".join(keys[at : at + n]) in _stock()), 0
        )
        if size:
            for token, word in zip(run[at:], _stock()[" ".join(keys[at : at + size])].split(), strict=False):
                bare = token.text.strip(_EDGES)
                token.text = token.text.replace(bare, word) if bare else token.text
        at += max(1, size)


@functools.cache
def _stock() -> dict[str, str]:
    """Key without marks → the words in capitals; a key of two different words is left out."""
    stock: dict[str, str] = {}
    doubtful: set[str] = set()
    for phrase in _phrases():
        key = fold(phrase)
        if len(key) < 2 or fold(stock.get(key, phrase)) != key:
            continue
        if stock.setdefault(key, phrase) != phrase:
            doubtful.add(key)
    return {key: phrase for key, phrase in stock.items() if key not in doubtful}


def _phrases() -> Iterator[str]:
    yield from _PRINTED
    yield from (entry.name.upper() for entry in words.types())
    yield from (office.official.upper() for office in words.offices() if office.kind == "title")
    yield from {place.name.upper() for day in (None, _BEFORE_MERGERS) for place in registry.provinces(day)}
