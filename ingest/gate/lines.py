"""What the lines of a document say of its secrecy.

A mark in capitals that stands alone counts on any line. In the *stamp zone* (the head of the document, the first and
last lines of a page, metadata) it also counts with one capital, beside a kind of paper, in brackets, or on one line
with what a header holds.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.gate.stamps import LONGEST, stamp
from ingest.gate.texts import LONGEST_LINE, Line, Lines, suspects
from ingest.gate.words import Weight, key_of, letters_of, words

__all__ = ["weigh"]

_CODE: Final = re.compile(r"\d\s*[-/]\s*[A-ZĐ]{2}")
_TICKED: Final = re.compile(r"(?:☒|☑|✔|✓|\[[xX]\])\s*(?:tuyệt mật|tối mật|mật)\b", re.I)
_UNTICKED: Final = re.compile("[☐□]|\\[ \\]")
_RIGHT_TO_LEFT: Final = re.compile("[\u202e\u2067]")
_DECLASSIFIED: Final = re.compile(r"(?:ĐÃ|DA)?(?:GIẢIMẬT|GIAIMAT)(?:TỪ|TU)?")


@dataclass(frozen=True, slots=True)
class _Finding:
    weight: Weight
    level: str = ""
    zone: bool = True


def weigh(text: str, *, edges: Sequence[tuple[int, int]] = (), recognised: bool = False, loose: bool = False) -> Weight:
    """The weight of a document's lines.

    ``edges`` are the ranges of its pages; ``recognised`` tells that letters may be misread; ``loose`` that all of it is
    stamp zone, in any case (metadata, page headers).
    """
    numbers = suspects(text)
    if not numbers:
        return Weight.OPEN
    lines = Lines(text, edges, loose)
    found = [finding for at in lines.suspects(numbers) for finding in _of_line(lines, at, recognised, loose)]
    return _verdict(found, lines)


def _verdict(found: Sequence[_Finding], lines: Sequence[Line]) -> Weight:
    weight = max((one.weight for one in found), default=Weight.OPEN)
    if weight is not Weight.SECRET:
        return weight
    secret = [one for one in found if one.weight is Weight.SECRET]
    if not any(one.zone for one in secret) and len({one.level for one in secret}) > 1:
        return Weight.HELD  # a catalogue of stamps
    seals = (letters_of(column).upper() for line in lines if line.zone for column in line.columns)
    return Weight.HELD if any(map(_DECLASSIFIED.fullmatch, seals)) else weight


def _of_line(lines: Sequence[Line], at: int, recognised: bool, loose: bool) -> Iterator[_Finding]:
    line = lines[at]
    yield from _columns(lines, at, recognised, loose)
    if len(line.text) <= LONGEST_LINE:
        yield _Finding(_labelled(line), zone=line.zone)
        yield _Finding(_other_stamp(line, recognised), zone=line.zone)
        if line.zone:
            yield _Finding(_beside_furniture(line.text))
            yield _Finding(_bracketed(line.text))
        if _RIGHT_TO_LEFT.search(line.text) and weigh(letters_of(line.text)[::-1]):
            yield _Finding(Weight.SECRET)


def _columns(lines: Sequence[Line], at: int, recognised: bool, loose: bool) -> Iterator[_Finding]:
    """Marks that fill a column of their own."""
    line = lines[at]
    marks = [
        (place, *found)
        for place, column in enumerate(line.columns)
        if (found := stamp(column, line.zone, recognised, loose)) is not None
    ]
    if len({level for _, _, level in marks}) > 1 and len(line.columns) > 2:
        return  # the head of a form that counts papers of each level
    for place, weight, level in marks:
        if weight is Weight.SECRET and not line.zone and len(line.columns) > 2:
            yield _Finding(Weight.HELD, level, False)  # a cell of a table: a list of papers, or of honey
        else:
            yield _Finding(min(weight, _by_neighbours(lines, at, place)), level, line.zone)


def _by_neighbours(lines: Sequence[Line], at: int, place: int) -> Weight:
    """What the lines around leave of a mark: the end of a heading that breaks in the middle of a word is none."""
    table, line = words(), lines[at]
    if letters_of(line.columns[place]) != "MẬT":
        return Weight.SECRET
    above = _same_column(lines, at - 1, place, len(line.columns))
    last = above.split()[-1:] if above == above.upper() else []
    if last and last[0] in table.before and not table.organs.search(above):
        return Weight.OPEN
    below = _same_column(lines, at + 1, place, len(line.columns))
    if below.strip(" .*_-–—|") in table.onward:
        return Weight.HELD if line.zone else Weight.OPEN
    return Weight.SECRET


def _same_column(lines: Sequence[Line], at: int, place: int, count: int) -> str:
    if not 0 <= at < len(lines):
        return ""
    columns = lines[at].columns
    return columns[place] if len(columns) == count else ""


def _labelled(line: Line) -> Weight:
    """'Độ mật: Mật', on a line or in a column of it; a form with boxes counts where a box is ticked."""
    key = key_of(line.text, bare=line.text.isascii())
    if "mật" not in key and "mat" not in key:
        return Weight.OPEN
    if _UNTICKED.search(line.text) or _TICKED.search(line.text):
        return Weight.SECRET if _TICKED.search(line.text) and "độ" in key else Weight.OPEN
    whole = re.sub(r"\s*\|\s*", ": ", key)
    pieces = (key_of(column, bare=column.isascii()) for column in line.columns)
    return Weight.SECRET if any(words().label.fullmatch(piece) for piece in (key, whole, *pieces)) else Weight.OPEN


def _other_stamp(line: Line, recognised: bool) -> Weight:
    table = words()
    for column in dict.fromkeys((line.text, *line.columns)):
        if len(column) > LONGEST:
            continue
        key = key_of(column, bare=recognised or column.isascii())
        if any(pattern.fullmatch(key) for pattern, anywhere in table.stamps if anywhere or line.zone):
            return Weight.SECRET
        if line.zone and any(pattern.fullmatch(key) for pattern in table.unclear):
            return Weight.HELD
    return Weight.OPEN


@functools.cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    level = r"(?:TUYỆT MẬT|TỐI MẬT|MẬT|TUYET MAT|TOI MAT)"
    furniture = words().furniture
    marked = rf"{level}\W*\s(?:{furniture})|(?:{furniture})\s\W*{level}\W*"
    brackets = (
        r"[(\[“\"]\s*(?:[Tt]uyệt [Mm]ật|[Tt]ối [Mm]ật|[Mm]ật|TUYỆT MẬT|TỐI MẬT|MẬT|MAT|TOI MAT|TUYET MAT)\s*[)\]”\"]"
    )
    bracketed = rf"\W*{brackets}.*|.*{brackets}\W*"
    return re.compile(marked), re.compile(bracketed), re.compile(rf"(?P<body>.+?)\s+{level}\W*")


def _beside_furniture(line: str) -> Weight:
    """A mark on one line with what a header holds; behind the name of a body, where it may end that name."""
    if "MẬT" not in line and " MAT" not in line:
        return Weight.OPEN
    marked, _, behind = _beside()
    if marked.fullmatch(line):
        return Weight.SECRET
    found = behind.fullmatch(line)
    if found and line == line.upper() and words().organs.search(found["body"]):
        return Weight.OPEN if found["body"].split()[-1] in words().before else Weight.HELD
    return Weight.OPEN


def _bracketed(line: str) -> Weight:
    """(MẬT) at either end of a line of the head; behind the number of another document it may be that one's mark."""
    found = _beside()[1].fullmatch(line)
    if not found:
        return Weight.OPEN
    other = _CODE.search(line) and not line.startswith(("Số", "SỐ"))
    return Weight.HELD if other else Weight.SECRET
