"""Stamps set at a slant on the head of a page, which recognition of the page passes over: read one by one.

What is red, and what is ink of the size of a stamp that no word explains, is cut out, turned until it lies level, freed
of its frame, and read. The words are for the secrecy gate alone: stamps of a level are 20 to 40 mm wide and 8 mm high
(Thông tư 24/2020/TT-BCA, form 2), red where they are seen as they were made, and set by hand.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from PIL import Image

from ingest.paper import tesseract
from ingest.paper.sheet import Box, Token
from ingest.syllables import possible

__all__ = ["UNREAD", "slanted_words"]

#: Told of a red stamp of the size of a level's that could not be read: a person must look.
UNREAD: Final = "dấu đỏ không đọc được"

_Mask = np.ndarray[Any, np.dtype[np.bool_]]

_HEAD: Final = 0.45  # of the page's height
_CELL: Final = 1.5  # millimetres
_WIDE, _HIGH = (9.0, 75.0), (5.0, 45.0)  # of a stamp, also where it stands at 30 degrees
_LEAST: Final = 0.04  # of its box is ink
_MOST: Final = 5  # stamps that are looked at
_ANGLES: Final = range(-30, 31, 2)
_SURE: Final = 0.7
_SECONDS: Final = 20


def slanted_words(image: Image.Image, dpi: int, tokens: Sequence[Token]) -> list[str]:
    """The words of what looks like stamps in the head of ``image``; ``tokens`` are the words read there, in pixels.

    Raises ``OSError`` (``TimeoutError``) where the command fails.
    """
    head = image.crop((0, 0, image.width, int(image.height * _HEAD)))
    grey = np.asarray(head.convert("L"))
    ink: _Mask = grey < min(160, int(grey.mean()) - 30)
    red = _red(head)
    out: list[str] = []
    for mask, is_red in ((red, True), (ink & ~_explained(tokens, ink.shape), False)):
        for box in list(_blots(mask, dpi))[:_MOST]:
            piece = mask[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
            words = _read(piece, dpi)
            out += words
            if is_red and not any(map(_is_word, " ".join(words).split())) and _is_level(piece, dpi):
                out.append(UNREAD)
    return out


def _red(head: Image.Image) -> _Mask:
    if head.mode not in ("RGB", "RGBA", "P", "CMYK", "YCbCr"):
        return np.zeros((head.height, head.width), dtype=bool)
    red, green, blue = (np.asarray(band).astype(int) for band in head.convert("RGB").split())
    mask: _Mask = (red - green > 50) & (red - blue > 40)
    return mask


def _explained(tokens: Sequence[Token], shape: tuple[int, ...]) -> _Mask:
    """Where words stand that were read surely, with a little around them."""
    mask = np.zeros(shape, dtype=bool)
    for token in tokens:
        if token.confidence >= _SURE:
            around = 0.25 * token.height
            rows = slice(max(0, int(token.top - around)), int(token.bottom + around))
            mask[rows, max(0, int(token.left - around)) : int(token.right + around)] = True
    return mask


def _blots(mask: _Mask, dpi: int) -> Iterator[Box]:
    """Boxes of ink that hangs together, of the size of a stamp; in pixels, the fullest first."""
    cell = max(1, round(_CELL * dpi / 25.4))
    rows, columns = mask.shape[0] // cell, mask.shape[1] // cell
    grid = mask[: rows * cell, : columns * cell].reshape(rows, cell, columns, cell).mean(axis=(1, 3)) > 0.03
    found = []
    for cells in _together(grid):
        top, bottom = min(r for r, _ in cells), max(r for r, _ in cells) + 1
        left, right = min(c for _, c in cells), max(c for _, c in cells) + 1
        wide, high = (right - left) * _CELL, (bottom - top) * _CELL
        box = Box(left * cell, top * cell, right * cell, bottom * cell)
        share = float(mask[top * cell : bottom * cell, left * cell : right * cell].mean())
        if _WIDE[0] <= wide <= _WIDE[1] and _HIGH[0] <= high <= _HIGH[1] and share >= _LEAST:
            found.append((share, box))
    yield from (box for _, box in sorted(found, key=lambda one: -one[0]))


def _together(grid: _Mask) -> Iterator[list[tuple[int, int]]]:
    """Groups of set cells that touch, or nearly."""
    left = {(int(r), int(c)) for r, c in zip(*np.nonzero(grid), strict=True)}
    near = [(r, c) for r in (-1, 0, 1) for c in (-2, -1, 0, 1, 2)]
    while left:
        group, edge = [], [left.pop()]
        while edge:
            row, column = edge.pop()
            group.append((row, column))
            for r, c in near:
                if (beside := (row + r, column + c)) in left:
                    left.remove(beside)
                    edge.append(beside)
        yield group


def _read(piece: _Mask, dpi: int) -> list[str]:
    level = _level(piece)
    out = []
    for mask in (_without_frame(level), level):
        picture = Image.fromarray(np.where(np.pad(mask, 20), 0, 255).astype(np.uint8))
        lines = tesseract.recognised(picture, dpi, _SECONDS, layout="6")
        out += [" ".join(token.text for token in line) for line in lines]
    return list(dict.fromkeys(filter(None, out)))


def _level(piece: _Mask) -> _Mask:
    """Turned to where its rows of ink are told apart best."""
    picture = Image.fromarray((np.pad(piece, 12) * 255).astype(np.uint8))
    turns = [np.asarray(picture.rotate(angle, Image.Resampling.BILINEAR, expand=True)) > 100 for angle in _ANGLES]
    best: _Mask = max(turns, key=lambda turn: float((turn.sum(axis=1).astype(float) ** 2).sum()))
    rows, columns = np.nonzero(best)
    return best[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1] if rows.size else best


def _without_frame(mask: _Mask) -> _Mask:
    """Without the lines of a frame: rows and columns at the edges that are ink for most of their length."""
    out = mask.copy()
    high, wide = mask.shape
    for axis, size in ((1, high), (0, wide)):
        share = mask.mean(axis=axis)
        lines = np.nonzero(share > 0.5)[0]
        for at in lines[(lines < 0.2 * high) | (lines >= size - 0.2 * high)]:
            start, stop = max(0, at - 2), at + 3
            if axis == 1:
                out[start:stop, :] = False
            else:
                out[:, start:stop] = False
    return out


def _is_level(piece: _Mask, dpi: int) -> bool:
    """Whether it is as long and as high as stamps of a level are, with room for the hand that sets them."""
    high, wide = (size / dpi * 25.4 for size in _level(piece).shape)
    return bool(14 <= wide <= 55 and 5 <= high <= 15 and wide / high >= 1.6)


def _is_word(word: str) -> bool:
    letters = word.strip(".,;:|_()[]“”\"'")
    return len(letters) > 1 and letters.isalpha() and possible(letters)
