"""Number and day of a scan, often written by hand into printed words: read a second time, taken only where sure.

Tesseract reads no handwriting. Where it is unsure of the figures between 'Số:' and the symbol, or between 'ngày' and
'tháng', that patch of the picture goes to the recogniser of PP-OCRv6 (RapidOCR, Apache-2.0; its model comes with the
package). Most of several cuts of the patch must give the same figures, one of them surely; else the place is left
blank, never guessed.
"""

import functools
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PIL import Image, ImageOps

from ingest.paper.rows import rows_of
from ingest.paper.sheet import Token
from ontology.fold import fold

if TYPE_CHECKING:
    from rapidocr import RapidOCR

__all__ = ["with_figures"]

_SURE: Final = 0.93
_VOICES: Final = 3
#: How much wider to the left, in points, and higher, in heights of the line, each cut is than the words around it tell.
_CUTS: Final = ((0.0, 0.15), (1.0, 0.3), (2.0, 0.45), (0.5, 0.6), (-1.0, 0.3))
_PRINTED: Final = 0.80  # Tesseract's confidence in printed figures that need no second reading
_CUE: Final = re.compile(r"\W*s[o0]\b\W|\W*s[o0]\W?\d")
_DATELINE: Final = re.compile(r"\bnga\S*.*\bthang\b.*\bnam\b")
_SYMBOL: Final = re.compile(r"(?P<figures>[^/\s-]*)(?P<symbol>[/-][A-ZĐ]{2,}.*)")
_HEAD_SHARE: Final = 0.35


def with_figures(tokens: list[Token], image: Image.Image, dpi: int) -> list[Token]:
    """``tokens`` of a first page (in points) with number and day read anew where they are not sure."""
    height = image.height * 72 / dpi
    head = [token for token in tokens if token.top < _HEAD_SHARE * height]
    rows = rows_of(head)
    numbered = next((row for row in rows if _CUE.match(fold(row.text)) and _SYMBOL.search(row.text)), None)
    dated = next((row for row in rows if _DATELINE.search(fold(row.text))), None)
    if numbered is not None:
        tokens = _number(tokens, numbered.tokens, image, dpi)
    if dated is not None:
        known = {id(token) for token in tokens}
        tokens = _day(tokens, [token for token in dated.tokens if id(token) in known], image, dpi)
    return tokens


def _number(tokens: list[Token], row: Sequence[Token], image: Image.Image, dpi: int) -> list[Token]:
    """The figures between 'Số:' and the symbol."""
    start = next((i for i, t in enumerate(row) if re.match(r"so\b|s[o0]?[:./]", fold(t.text))), None)
    if start is None:
        return tokens
    end = next((i for i, t in enumerate(row[start:], start) if _SYMBOL.search(t.text)), None)
    if end is None or end > start + 3:
        return tokens
    symbol = _SYMBOL.search(row[end].text)
    if symbol is None:
        return tokens
    between = row[start : end + 1]
    printed = symbol["figures"].lstrip(".:")
    if printed.isdigit() and end == start + 1 and row[end].confidence >= _PRINTED:
        return tokens
    left = row[start].left + _cue_width(row[start])
    share = len(symbol["symbol"]) / len(row[end].text)
    right = row[end].right - (row[end].right - row[end].left) * share
    figures = _figures(image, dpi, (left, row[start], right), 5, printed)
    cue = Token("Số:", row[start].left, row[start].top, left, row[start].bottom, row[start].confidence)
    sign = Token(figures + symbol["symbol"], left if figures else right, row[end].top, row[end].right, row[end].bottom)
    return _replaced(tokens, between, [cue, sign])


def _cue_width(token: Token) -> float:
    """How wide 'Số:' is in a token that may hold more."""
    return (token.right - token.left) * min(1.0, 3 / max(3, len(token.text)))


def _day(tokens: list[Token], row: Sequence[Token], image: Image.Image, dpi: int) -> list[Token]:
    """The figures between 'ngày' and 'tháng'."""
    month = next((i for i, t in enumerate(row) if fold(t.text) == "thang"), None)
    if not month:
        return tokens
    start = next((i for i in range(month - 1, max(-1, month - 4), -1) if fold(row[i].text).startswith("nga")), None)
    if start is None:
        return tokens
    between = row[start:month]
    printed = between[-1]
    if len(between) == 2 and re.fullmatch(r"\d{1,2}", printed.text) and printed.confidence >= _PRINTED:
        return tokens
    word_wide = 0.88 * (row[month].right - row[month].left)  # of 'ngày' by 'tháng': a scrawl may cling to the word
    left = min(between[0].right, between[0].left + word_wide)
    figures = _figures(image, dpi, (left, row[month], row[month].left), 2, printed.text if len(between) == 2 else "")
    if figures and not 1 <= int(figures) <= 31:
        figures = ""
    word = Token("ngày", between[0].left, between[0].top, left, between[0].bottom, between[0].confidence)
    day = [Token(figures, left, between[0].top, row[month].left, between[0].bottom)] if figures else []
    return _replaced(tokens, between, [word, *day])


def _replaced(tokens: list[Token], old: Sequence[Token], new: Sequence[Token]) -> list[Token]:
    gone = {id(token) for token in old}
    return [token for token in tokens if id(token) not in gone] + list(new)


def _figures(image: Image.Image, dpi: int, place: tuple[float, Token, float], most: int, printed: str = "") -> str:
    """The figures in a patch of the picture, where most of several cuts of it show the same, else ''.

    ``printed`` is what the first reader saw there: one voice more.
    """
    left, line, right = place
    if right - left < 4:
        return ""
    scale, seen = dpi / 72, []
    for wider, higher in _CUTS:
        pad = line.height * higher
        edges = (left - wider, line.top - pad, right, line.bottom + pad)
        patch = image.crop((int(edges[0] * scale), int(edges[1] * scale), int(edges[2] * scale), int(edges[3] * scale)))
        seen.append(_read(ImageOps.expand(patch, 12, 255)))
    voices = Counter(text for text, _ in seen if re.fullmatch(rf"[0-9]{{1,{most}}}", text))
    if re.fullmatch(rf"[0-9]{{1,{most}}}", printed):
        voices[printed] += 1
    if not voices:
        return ""
    text, votes = voices.most_common(1)[0]
    best = max((sure for found, sure in seen if found == text), default=0.0)
    return text if votes >= _VOICES and votes > len(_CUTS) - votes and best >= _SURE else ""


def _read(patch: Image.Image) -> tuple[str, float]:
    import numpy as np  # noqa: PLC0415

    engine = _engine()
    if engine is None:
        return "", 0.0
    found: Any = engine(np.asarray(patch.convert("RGB")), use_det=False, use_cls=False, use_rec=True)
    if not found.txts:
        return "", 0.0
    return str(found.txts[0]).strip(" .:,，：/"), float(found.scores[0])


@functools.cache
def _engine() -> "RapidOCR | None":
    """The second reader; None where the package is not installed (it is an extra that machines may lack)."""
    try:
        from rapidocr import RapidOCR  # noqa: PLC0415
    except ImportError:
        return None
    return RapidOCR(params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 1})
