"""Cutting a text where marks begin and end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Segment", "cut"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text; ``facts`` are the numbers of the facts whose span covers it, the shortest span first."""

    text: str
    facts: tuple[int, ...] = ()
    inside: bool = False


def cut(text: str, spans: Sequence[tuple[int, int]], wanted: tuple[int, int] | None) -> list[Segment]:
    """Cut ``text`` (code points) at the ends of ``spans`` and of the ``wanted`` one; joined, the pieces are the text.

    Spans that reach outside the text are cut to it. O(pieces · spans that cover them).
    """
    size = len(text)
    marks = [*spans, *([wanted] if wanted else [])]
    edges = sorted({0, size, *(min(max(edge, 0), size) for span in marks for edge in span)})
    starts = sorted(range(len(spans)), key=lambda i: spans[i][0])
    out: list[Segment] = []
    live: list[int] = []
    for start, end in pairwise(edges):
        while starts and spans[starts[0]][0] <= start:
            live.append(starts.pop(0))
        live = [i for i in live if spans[i][1] > start]
        covering = tuple(sorted(live, key=lambda i: (spans[i][1] - spans[i][0], i)))
        inside = wanted is not None and wanted[0] <= start and end <= wanted[1]
        out.append(Segment(text[start:end], covering, inside))
    return out
