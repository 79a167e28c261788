"""The lines of a document as the gate looks at them, and which of them may hold a mark at all."""

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, overload

from ingest.cues import Cue
from ingest.gate.words import plain
from ingest.script import Script

__all__ = ["LONGEST_LINE", "Line", "Lines", "suspects"]

#: A line of a header is no longer.
LONGEST_LINE: Final = 160

_COLUMNS: Final = re.compile(r" {3,}|\t+|\|")
_LOOSE: Final = re.compile(r" {3,}|\t+|[|,;/\n]| [-–—] ")
_BODY: Final = re.compile(r"\s*(?:Kính (?:gửi|trình)\b|Căn cứ\b|Thực hiện\b|Điều 1\b|1\.|I[.-]\s|Phần I\b|Chương I\b)")
_ZONE: Final = 40  # lines of a head, at most
# Every mark holds one of these, so that a text without them, and a line, are passed over quickly.
_SUSPECT: Final = re.compile(
    r"(?i:m[\W\d_]{0,4}[aâăạặậáàảãắằẳẵấầẩẫë4][\W\d_äo¬]{0,4}t(?!\w)|m&"
    r"|b[oó]c b|số b[aả]n|so ban|b[aả]n sao s|b[aả]n s[oố]\b|h[aạ]n b[aả]o|dấu đỏ k)"
    "|M[ÂẬẠA][I1L7|!]|[\u202e\u2067]"
)
# The same for a folded text, and a little more: patterns that begin with a letter or with words are found far faster.
_SPELT: Final = re.compile(r"m(?:[\W\d_]{0,4}[aâăạặậáàảãắằẳẵấầẩẫë4][\W\d_äo¬]{0,4}t(?!\w)|&|[âậạa][i1l7|!])")
_TOLD: Final = Cue(r"b[oó]c b|số b[aả]n|so ban|b[aả]n sao s|b[aả]n s[oố]|h[aạ]n b[aả]o|dấu đỏ k|[\u202e\u2067]")


class Line(NamedTuple):
    """A line that has words, its columns, and whether it stands in the stamp zone."""

    text: str
    columns: tuple[str, ...]
    zone: bool


def suspects(text: str) -> list[int]:
    """The numbers of the lines that may hold a mark. A mark is looked for in all of the text at once, in small letters;
    one that breaks over a line is none, and hides none that begins behind it."""
    flat = plain(text)
    script = Script(flat)
    places = [match.start() for match in _TOLD.finditer(script)]
    found = _SPELT.search(script.low)
    while found is not None:
        places.append(found.start())
        found = _SPELT.search(script.low, found.start() + 1)
    if not places:
        return []
    raws = flat.splitlines(keepends=True)
    starts = list(itertools.accumulate(map(len, raws), initial=0))
    return sorted({bisect.bisect_right(starts, place) - 1 for place in places})


class Lines(Sequence[Line]):
    """The lines of a text that have words, each made ready when it is asked for."""

    def __init__(self, text: str, edges: Sequence[tuple[int, int]], loose: bool) -> None:
        self._loose = loose
        self._numbers: list[int] = []
        self._raws: list[str] = []
        self._starts: list[int] = []
        start = 0
        for number, raw in enumerate(text.splitlines(keepends=True)):
            if stripped := raw.strip():
                self._numbers.append(number)
                self._raws.append(stripped)
                self._starts.append(start)
            start += len(raw)
        self._margins = _margins(text, edges)
        head = (i for i, raw in enumerate(self._raws) if i == _ZONE or _ends_head(plain(raw)))
        self._head = next(head, len(self._raws))

    def suspects(self, numbers: Sequence[int]) -> Iterator[int]:
        """Of the lines of the text with these numbers, those that do hold a suspect word: their places among these."""
        for number in numbers:
            at = bisect.bisect_left(self._numbers, number)
            if at < len(self) and self._numbers[at] == number and _SUSPECT.search(self[at].text):
                yield at

    def __len__(self) -> int:
        return len(self._raws)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        """A line with its columns."""
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        line = plain(self._raws[at])
        pieces = (_LOOSE if self._loose else _COLUMNS).split(line)
        zone = self._loose or at < self._head or self._starts[at] in self._margins
        return Line(line, tuple(piece for column in pieces if (piece := column.strip())), zone)


def _ends_head(line: str) -> bool:
    """Whether a line is none of a document's head."""
    return len(line) > LONGEST_LINE or _BODY.match(line) is not None


def _margins(text: str, edges: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Where the first two and the last two lines of each page begin."""
    out: set[int] = set()
    for first, last in edges:
        at, starts = first, []
        for raw in text[first:last].splitlines(keepends=True):
            if raw.strip():
                starts.append(at)
            at += len(raw)
        out.update(starts[:2] + starts[-2:])
    return frozenset(out)
