"""What the picture of a page tells without reading it: how far it leans, and the ruled lines on it."""

from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from ingest.paper.sheet import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["DPI", "lean_of", "rules_in"]

DPI = 300
_DARK = 150
_RUN = 0.32  # inches: a line is longer than the strokes of letters
_FULL = 0.86  # of a run that is dark, a line drawn by hand or a little aslant
_STEP = 0.25
_MOST_LEAN = 4.0


def lean_of(image: Image.Image) -> float:
    """Degrees by which the lines of text lean (clockwise positive); 0 where they hardly do.

    The rows of a straight page are either dark or light: of several turns the one with the sharpest profile wins.
    """
    small = image.convert("L")
    small.thumbnail((900, 900))
    dark = Image.fromarray((np.asarray(small) < _DARK).astype(np.uint8) * 255)
    best = max(_turns(), key=lambda angle: _sharpness(dark, angle))
    return best if abs(best) >= 0.3 else 0.0


def _turns() -> list[float]:
    steps = int(_MOST_LEAN / _STEP)
    return sorted((i * _STEP for i in range(-steps, steps + 1)), key=abs)


def _sharpness(dark: Image.Image, angle: float) -> float:
    profile = np.asarray(dark.rotate(angle, Image.Resampling.NEAREST), dtype=np.float64).sum(axis=1)
    return float(np.square(np.diff(profile)).sum())


def rules_in(image: Image.Image, dpi: float) -> list[Rule]:
    """The ruled lines of a picture, in points."""
    half = image.convert("L").reduce(2)
    dark = np.asarray(half) < _DARK
    to_points = 72 / (dpi / 2)
    length = max(8, int(_RUN * dpi / 2))
    level = [Rule(True, at * to_points, a * to_points, b * to_points) for at, a, b in _runs(dark, length)]
    upright = [Rule(False, at * to_points, a * to_points, b * to_points) for at, a, b in _runs(dark.T, length)]
    return level + upright


def _runs(dark: "NDArray[np.bool_]", length: int) -> list[tuple[float, float, float]]:
    """Long dark runs along the rows: place across, start, end; neighbouring ones are one."""
    if dark.shape[1] <= length:
        return []
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    sums = np.cumsum(np.pad(thick, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = (sums[:, length:] - sums[:, :-length]) >= _FULL * length
    out: list[list[float]] = []
    for y in np.flatnonzero(full.any(axis=1)):
        for start, end in _spans(full[y]):
            _add(out, float(y), start, end + length)
    return [(at, start, end) for at, start, end, top in out if at - top < length / 3]


def _spans(row: "NDArray[np.bool_]") -> list[tuple[int, int]]:
    edges: Any = np.flatnonzero(np.diff(np.concatenate(([0], row.view(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _add(out: list[list[float]], y: float, start: int, end: int) -> None:
    """Put a run to the line just above it, or let it begin a new one; ``out`` holds last row, start, end, first row."""
    for line in reversed(out[-40:]):
        if y - line[0] <= 3 and start <= line[2] + 8 and end >= line[1] - 8:
            line[0], line[1], line[2] = y, min(line[1], start), max(line[2], end)
            return
    out.append([y, start, end, y])
