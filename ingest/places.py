"""From the canonical text back to paper: on which pages, and in which boxes there, a span of it stands.

A span leads through the normaliser's mapping to the source's text, and there to the words that have boxes. What a
screen needs of it is a :class:`Places`: columns of small numbers, a few kilobytes a page.
"""

import base64
import json
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ingest.normalise import Text, normalise
from ingest.source import Source
from ontology.model import Page

__all__ = ["Box", "Places", "pages_of", "places_of"]

_VERSION: Final = 1
_WHOLE: Final = 65_535  # a fraction of the page in 16 bits
_COLUMNS: Final = ("start", "length", "page", "left", "top", "right", "bottom")
_LONGEST: Final = 65_535


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page; edges as fractions (0 to 1) of the page's width and height, from its top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words of one text stand: its pages, and for each word its span and box, ordered by span."""

    pages: tuple[Page, ...]
    columns: "tuple[array[int], ...]"

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """The boxes of ``[start, end)`` of the canonical text: one for each run of words on one line of a page."""
        lines: list[Box] = []
        for box in self._words(start, end):
            last = lines[-1] if lines else None
            if last is not None and _on_one_line(last, box):
                lines[-1] = Box(
                    box.page,
                    min(last.left, box.left),
                    min(last.top, box.top),
                    max(last.right, box.right),
                    max(last.bottom, box.bottom),
                )
            else:
                lines.append(box)
        return tuple(lines)

    def numbers(self, start: int, end: int) -> tuple[int, ...]:
        """The numbers of the pages on which ``[start, end)`` stands, in order."""
        return tuple(sorted({box.page for box in self._words(start, end)}))

    def _words(self, start: int, end: int) -> Iterator[Box]:
        starts, lengths, pages, *edges = self.columns
        first = max(0, bisect_right(starts, start) - 1)
        for i in range(first, bisect_left(starts, end)):
            if starts[i] + lengths[i] > start:
                left, top, right, bottom = (edge[i] / _WHOLE for edge in edges)
                yield Box(pages[i], left, top, right, bottom)

    def to_json(self) -> str:
        """The whole as one JSON object; the columns are differences, packed."""
        packed = {name: _pack(column) for name, column in zip(_COLUMNS, self.columns, strict=True)}
        pages = [[p.number, p.start, p.end, p.width, p.height, p.origin, p.confidence, p.reason] for p in self.pages]
        return json.dumps({"version": _VERSION, "pages": pages, "words": packed}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Places":
        """What :meth:`to_json` wrote. Raises ``ValueError`` for anything else."""
        try:
            told: dict[str, Any] = json.loads(text)
            if told["version"] != _VERSION:
                raise ValueError(f"places of version {told['version']}")
            pages = tuple(Page(*page) for page in told["pages"])
            columns = tuple(_unpack(told["words"][name]) for name in _COLUMNS)
        except (KeyError, TypeError, zlib.error) as error:
            raise ValueError("no places") from error
        if len({len(column) for column in columns}) > 1:
            raise ValueError("columns of places differ in length")
        return cls(pages, columns)


def pages_of(source: Source, text: Text) -> tuple[Page, ...]:
    """The pages of a source as spans of its canonical text; a page of which nothing is left is an empty span.

    A paragraph that goes on over the page belongs to both.
    """
    return tuple(
        Page(p.number, *span, p.width, p.height, p.origin.value, p.confidence, p.reason)
        for p, span in zip(source.pages, _spans(text, [(p.start, p.end) for p in source.pages]), strict=True)
    )


def places_of(source: Source) -> Places | None:
    """The places of a source's words in its canonical text; None for a source that has no pages."""
    if not source.pages:
        return None
    text = normalise(source.text)
    columns = tuple(array("l") for _ in _COLUMNS)
    words = sorted(zip(_spans(text, [(w.start, w.end) for w in source.words]), source.words, strict=True), key=_first)
    for (start, end), word in words:
        if end > start:
            edges = (round(edge * _WHOLE) for edge in (word.left, word.top, word.right, word.bottom))
            for column, value in zip(columns, (start, min(end - start, _LONGEST), word.page, *edges), strict=True):
                column.append(value)
    return Places(pages_of(source, text), columns)


def _first(pair: tuple[tuple[int, int], object]) -> tuple[int, int]:
    return pair[0]


def _spans(text: Text, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each range of the source the smallest span of the canonical text that holds all that came from it."""
    order = sorted(range(len(text.at)), key=text.at.__getitem__)  # nearly sorted: only notes were moved
    sources = [text.at[i] for i in order]
    spans = []
    for start, end in ranges:
        held = order[bisect_left(sources, start) : bisect_left(sources, end)]
        spans.append((min(held), max(held) + 1) if held else (0, 0))
    return spans


def _on_one_line(last: Box, box: Box) -> bool:
    overlap = min(last.bottom, box.bottom) - max(last.top, box.top)
    near = box.left - last.right < 4 * (box.bottom - box.top)
    return last.page == box.page and overlap > 0.5 * (box.bottom - box.top) and box.left >= last.left and near


def _pack(column: "array[int]") -> str:
    """Differences between neighbours, squeezed."""
    steps = array("i", [b - a for a, b in zip([0, *column], column, strict=False)])
    return base64.b64encode(zlib.compress(steps.tobytes(), 9)).decode("ascii")


def _unpack(text: str) -> "array[int]":
    steps = array("i")
    steps.frombytes(zlib.decompress(base64.b64decode(text)))
    column, value = array("l"), 0
    for step in steps:
        value += step
        column.append(value)
    return column
