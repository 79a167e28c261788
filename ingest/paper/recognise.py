"""Recognition of a page's picture: made straight, read, its ruled lines and incoming stamps found."""

import math
import re
from collections.abc import Sequence
from itertools import combinations
from statistics import median

from PIL import Image

from ingest.paper import handwriting, raster, tesseract
from ingest.paper.columns import MOTTO
from ingest.paper.headwords import with_headwords
from ingest.paper.misread import ROMAN_LIKE, mend_words, mended
from ingest.paper.rows import rows_of
from ingest.paper.sheet import Box, Rule, Sheet, Token, words_of
from ingest.paper.slanted import slanted_words
from ingest.source import Origin
from ingest.syllables import possible
from ontology.fold import fold

__all__ = ["recognise"]

_SURE = 0.6  # mean confidence below which a page may lie on its side
_LEAST_SURE = 0.25  # of a word: below it is a speck, a line, a flourish
_STAMP = re.compile(r"\bden\b|\bcong van\b|\bchuyen\b|\bgio\b|\bngay\b|\bso\b")
_NOISE = re.compile(r"[\W_]+")
_ENUMERATOR = re.compile(r"[-–+•*./;,:]+|[.…]{2,}")
_LINE = re.compile(r"[-_–—=~]{3,}")


def recognise(
    image: Image.Image, dpi: int, number: int, size: tuple[float, float], reason: str
) -> tuple[Sheet, list[str]]:
    """A page read from its picture (``dpi`` pixels an inch; ``size`` of the page in points), and words of stamps on it.

    Raises ``OSError`` (``TimeoutError``) where the command fails.
    """
    upright, turned = image.convert("L"), 0
    lean = raster.lean_of(upright)
    straight = _leant(upright, lean)
    lines = tesseract.recognised(straight, dpi)
    if _mean([token for line in lines for token in line]) < _SURE:
        turned = tesseract.orientation(upright, dpi)
        if turned:
            upright = upright.rotate(-turned, expand=True, fillcolor=255)
            lean = raster.lean_of(upright)
            straight = _leant(upright, lean)
            lines = tesseract.recognised(straight, dpi)
    slanted = _slanted(image, straight, turned, lean, dpi, lines) if number == 1 else []
    rules = raster.rules_in(straight, dpi)
    scale = 72 / dpi
    places: dict[int, Box] = {}
    usual = median([token.height for line in lines for token in line] or [1.0])
    tokens = [token for line in lines for token in _levelled(line, scale, places, usual)]
    stamps = _stamps(rules, tokens)
    stamped = [_under(box, tokens) for box in stamps]
    words = [words_of(inside) for inside in stamped]
    gone = {id(token) for inside in stamped for token in inside}
    tokens = [token for token in tokens if id(token) not in gone and not _is_speck(token)]
    rules = [rule for rule in rules if not any(_lies_in(rule, box) for box in stamps)]
    if number == 1:
        tokens, above = _below_motto(tokens)
        words += above
        tokens = handwriting.with_figures(tokens, straight, dpi)
    mended(tokens)
    mend_words(tokens)
    with_headwords(tokens)
    width, height = straight.width * scale, straight.height * scale
    sheet = Sheet(number, width, height, tokens, rules, Origin.OCR, round(_mean(tokens), 3), reason, places)
    return (sheet if turned else _back(sheet, lean, size)), [word for word in (*words, *slanted) if word]


def _slanted(
    image: Image.Image, straight: Image.Image, turned: int, lean: float, dpi: int, lines: tesseract.Recognised
) -> list[str]:
    """Words of stamps at a slant on the head of the page, in its own colours where it has any."""
    coloured = straight
    if image.mode not in ("L", "1"):
        coloured = (
            image.convert("RGB").rotate(-turned, expand=True, fillcolor="white") if turned else image.convert("RGB")
        )
        coloured = coloured.rotate(lean, Image.Resampling.BICUBIC, fillcolor="white") if lean else coloured
    return slanted_words(coloured, dpi, [token for line in lines for token in line])


def _levelled(line: list[Token], scale: float, places: dict[int, Box], usual: float) -> list[Token]:
    """The words of one line, in points, as high as lines usually are, for a line may have no tall letter.

    Where each word really stands goes to ``places``.
    """
    middle = median((token.top + token.bottom) / 2 for token in line) * scale
    height = min(median(token.height for token in line), 1.3 * usual)
    half = max(1.0, (usual if height > 0.7 * usual else height) * scale / 2)
    for token in line:
        places[id(token)] = Box(token.left * scale, token.top * scale, token.right * scale, token.bottom * scale)
        token.left, token.right = token.left * scale, token.right * scale
        token.top, token.bottom = middle - half, middle + half
    return line


def _below_motto(tokens: list[Token]) -> tuple[list[Token], list[str]]:
    """Without what is written by hand or stamped above the head of the first page; that, for the gate."""
    motto = next((row for row in rows_of(tokens) if MOTTO.search(fold(row.text))), None)
    if motto is None:
        return tokens, []
    above = [token for token in tokens if token.bottom < motto.top]
    gone = {id(token) for token in above}
    return [token for token in tokens if id(token) not in gone], [words_of(above)]


def _leant(image: Image.Image, lean: float) -> Image.Image:
    return image.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255) if lean else image


def _mean(tokens: Sequence[Token]) -> float:
    letters = sum(len(token.text) for token in tokens)
    return sum(token.confidence * len(token.text) for token in tokens) / letters if letters else 0.0


def _is_speck(token: Token) -> bool:
    """A dot, a line, a flourish read as letters. Words that can be words stay, however unsure."""
    if _LINE.fullmatch(token.text):
        return True
    if _NOISE.fullmatch(token.text):
        return token.confidence < _SURE or not _ENUMERATOR.fullmatch(token.text)
    word = token.text.strip(".,;:()“”\"'")
    if ROMAN_LIKE.fullmatch(word) or any(c.isdigit() for c in word) or (len(word) > 1 and possible(word)):
        return token.confidence < 0.05 and len(word) < 3
    return token.confidence < (_SURE if len(word) < 3 else _LEAST_SURE)


def _stamps(rules: Sequence[Rule], tokens: Sequence[Token]) -> list[Box]:
    """Ruled boxes of the size of an incoming-mail stamp with its words in it (ĐẾN, Số, Ngày, Chuyển)."""
    upright = [rule for rule in rules if not rule.horizontal and 28 < rule.end - rule.start < 110]
    boxes = []
    for a, b in combinations(sorted(upright, key=lambda rule: rule.at), 2):
        top, bottom = min(a.start, b.start), max(a.end, b.end)
        if 80 < b.at - a.at < 240 and bottom - top < 1.4 * min(a.end - a.start, b.end - b.start):
            sides = [rule.at for rule in rules if rule.horizontal and _spans(rule, a.at, b.at)]
            top = min((at for at in sides if abs(at - top) < 20), default=top)
            bottom = max((at for at in sides if abs(at - bottom) < 20), default=bottom)
            box = Box(a.at - 4, top - 1, b.at + 4, bottom + 1)
            inside = [token for token in tokens if box.holds(token)]
            if inside and (_STAMP.search(fold(words_of(inside))) or _mean(inside) < _SURE):
                boxes.append(box)
    return boxes


def _under(box: Box, tokens: Sequence[Token]) -> list[Token]:
    """What a stamp holds, less a word at its edge that goes on with the line outside: a stamp may cover a line."""
    inside = [token for token in tokens if box.holds(token)]
    starts = [(t.left, t.top) for t in tokens if t.left > box.right - 6 and not box.holds(t)]
    return [
        token
        for token in inside
        if "|" in token.text
        or not any(0 < left - token.right < token.height and abs(top - token.top) < 1 for left, top in starts)
    ]


def _spans(rule: Rule, left: float, right: float) -> bool:
    return min(rule.end, right) - max(rule.start, left) > 0.6 * (right - left)


def _lies_in(rule: Rule, box: Box) -> bool:
    x, y = ((rule.start + rule.end) / 2, rule.at) if rule.horizontal else (rule.at, (rule.start + rule.end) / 2)
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _back(sheet: Sheet, lean: float, size: tuple[float, float]) -> Sheet:
    """Boxes as they stand on the page as it came, which leant; they keep their lines, so only the middle moves."""
    sheet.width, sheet.height = size
    if lean:
        angle, middle = math.radians(lean), (sheet.width / 2, sheet.height / 2)
        sheet.places = {key: _turned(box, angle, *middle) for key, box in sheet.places.items()}
    return sheet


def _turned(token: Box, angle: float, x0: float, y0: float) -> Box:
    x, y = (token.left + token.right) / 2 - x0, (token.top + token.bottom) / 2 - y0
    x, y = x * math.cos(angle) - y * math.sin(angle) + x0, x * math.sin(angle) + y * math.cos(angle) + y0
    wide, high = (token.right - token.left) / 2, (token.bottom - token.top) / 2
    return Box(x - wide, y - high, x + wide, y + high)
