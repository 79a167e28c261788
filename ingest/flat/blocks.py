"""The lines below the heads of a flattened table, parted into rows: each opens at the next number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.flat.head import Head, repeated
from ingest.flat.words import awaits_number, ends_table
from ingest.marks import mark_of

__all__ = ["Block", "Line", "blocks_of", "labels_above"]

_NUMBER = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,2}){0,3})(?P<dot>\s?[.)])?(?:\s+|(?<=[.)])|$)(?P<rest>.*)$")
_PART = re.compile(r"(?P<label>[IVXLC]{1,6}|[A-HĐ])(?P<dot>\s?[.)\-–/:])?(?:\s+|(?<=[.)\-–/:])|$)(?P<rest>.*)$")
_COLUMN_NUMBER = re.compile(r"[(]?(?:\d|[A-Z])[)]?$")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_LETTERS = ("A", "B", "C", "D", "Đ", "E", "G", "H")
_FAR_FROM_HEADS = 20
_MOST_SKIPPED = 2  # numbers that a table may leave out
_OPENING_SIGNS = "“\"'(-–+["


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a line of the text: line ``i``, from ``start`` on; ``gap`` where a blank line stands above."""

    i: int
    start: int
    text: str
    gap: int = 0


@dataclass(slots=True)
class Block:
    """A row with its printed label, or a part's title; its lines, one list a page."""

    label: Line
    part: bool
    pages: list[list[Line]] = field(default_factory=lambda: [[]])
    blanks: int = 0  # blank lines at its end


@dataclass(slots=True)
class _State:
    number: tuple[int, ...] = ()
    roman: int = 0
    letter: int = 0
    fresh: bool = True  # right behind the heads or a part's title


def blocks_of(lines: Sequence[str], calm: Sequence[str], head: Head, above: Sequence[str]) -> tuple[list[Block], int]:
    """The rows below ``head``, and the line behind the last of them.

    ``calm`` are the ``lines`` with page furniture blanked; ``above`` the labels of the outline that stay open there.
    """
    rows = _Rows(lines, calm, head, above)
    i: int | None = rows.begin(head.stop)
    stop = head.stop
    while i is not None and i < len(lines):
        stop, i = i, rows.take(i)
    return rows.blocks, len(lines) if i is not None else stop


class _Rows:
    """The rows while the lines are taken one by one."""

    def __init__(self, lines: Sequence[str], calm: Sequence[str], head: Head, above: Sequence[str]) -> None:
        self._lines, self._calm, self._head, self._above = lines, calm, head, above
        self._state, self._gap = _State(), 0
        self.blocks: list[Block] = []

    def begin(self, i: int) -> int:
        """The line behind heads that end before line ``i``, and behind the numbers of their columns."""
        self._gap = 0
        return _behind_numbers_of_columns(self._calm, i, len(self._head.kinds))

    def take(self, i: int) -> int | None:
        """Take line ``i``, or heads that begin there, into the rows: the next line to take, None behind the table."""
        again = repeated(self._calm, i, self._head) if self._calm[i] else 0
        if again:
            self._turn()
            return self.begin(again)
        line = self._calm[i] or (self._lines[i] if self._is_lone_number(i) else "")
        if line:
            return i + 1 if self._placed(line, i) else None
        if self._lines[i]:
            self._turn()  # the foot of a page
        else:
            self._gap += 1
        return i + 1

    def _placed(self, line: str, i: int) -> bool:
        """Whether the line is one of the table."""
        goes_on = not self._gap and line.isdigit() and self._awaits_number()
        opened = None if goes_on else _opened(line, i, self._state)
        if opened is None and (_is_end(line, self._above) or self._is_no_table(i)):
            return False
        if opened is None and not self.blocks:
            opened = Block(Line(i, 0, ""), True, [[Line(i, 0, line)]])  # a title without a label
        if opened is None:
            self.blocks[-1].pages[-1].append(Line(i, 0, line, self._gap))
        else:
            if self.blocks:
                self.blocks[-1].blanks = self._gap
            self.blocks.append(opened)
        self._gap = 0
        return True

    def _is_no_table(self, i: int) -> bool:
        """Whether far below the heads no row has opened yet."""
        return i - self._head.stop > _FAR_FROM_HEADS and all(block.part for block in self.blocks)

    def _is_lone_number(self, i: int) -> bool:
        """Whether a number alone between blank lines, which might be that of a page, is the number of the next row."""
        lines, calm = self._lines, self._calm
        match = _NUMBER.match(lines[i])
        if match is None or match["rest"] or not _follows(_numbers(match["label"]), self._state, sure=False):
            return False
        after = next((j for j in range(i + 1, len(lines)) if lines[j]), len(lines))
        if after == len(lines) or not calm[after]:
            return False
        return lines[after][0].isupper() and not repeated(calm, after, self._head)

    def _awaits_number(self) -> bool:
        """Whether a mere number goes on with the words before it ('Trong tháng' + '8')."""
        last = self.blocks[-1].pages[-1][-3:] if self.blocks else []
        return awaits_number(" ".join(line.text for line in last))

    def _turn(self) -> None:
        if self.blocks and self.blocks[-1].pages[-1]:
            self.blocks[-1].pages.append([])


def _behind_numbers_of_columns(lines: Sequence[str], i: int, count: int) -> int:
    """Behind a line of the numbers of the columns ('(1) (2) (3) …'), where there is one."""
    words: list[str] = []
    j = i
    while j < len(lines) and len(words) < count:
        words += lines[j].split()
        j += 1
    numbered = len(words) == count and all(map(_COLUMN_NUMBER.match, words)) and words[-1].strip("()").isdigit()
    return j if numbered else i


def _opened(line: str, i: int, state: _State) -> Block | None:
    """The row or part that opens with this line."""
    match = _NUMBER.match(line)
    if match is not None and _opens(match["rest"]):
        label = _numbers(match["label"])
        if _follows(label, state, sure=bool(match["dot"])):
            state.number, state.fresh = label, False
            return _block(match, i, line, part=False)
    match = _PART.match(line)
    labelled = match is not None and _opens(match["rest"]) and bool(match["dot"] or not match["rest"])
    if match is None or not labelled or not _next_part(match["label"], state):
        return None
    state.fresh = True
    return _block(match, i, line, part=True)


def _block(match: re.Match[str], i: int, line: str, *, part: bool) -> Block:
    label = line[: match.end("dot") if match["dot"] else match.end("label")]
    block = Block(Line(i, 0, label), part)
    if match["rest"]:
        block.pages[0].append(Line(i, match.start("rest"), match["rest"]))
    return block


def _opens(rest: str) -> bool:
    return not rest or rest[0].isupper() or rest[0] in _OPENING_SIGNS


def _numbers(label: str) -> tuple[int, ...]:
    return tuple(map(int, label.split(".")))


def _follows(label: tuple[int, ...], state: _State, *, sure: bool) -> bool:
    """Whether a row of this number may come next: 3 or 2.1 behind 2; 1 at the head, or below a new part."""
    if state.fresh and label in ((1,), (1, 1)):
        return True
    last = state.number
    if not last:
        return False
    if label == (*last, 1):
        return True
    for depth in range(1, len(last) + 1):
        step = label[-1] - last[depth - 1] if len(label) == depth and label[:-1] == last[: depth - 1] else 0
        if 1 <= step <= (1 + _MOST_SKIPPED if sure else 1):
            return True
    return False


def _next_part(label: str, state: _State) -> bool:
    if state.roman < len(_ROMANS) and label == _ROMANS[state.roman]:
        state.roman += 1
        return True
    if state.letter < len(_LETTERS) and label == _LETTERS[state.letter]:
        state.letter += 1
        state.roman = 0
        return True
    if label == "I" and state.letter:
        state.roman = 1
        return True
    return False


def _is_end(line: str, above: Sequence[str]) -> bool:
    """Whether a line that opens no row stands behind the table: by its words, or as the outline above goes on."""
    if ends_table(line):
        return True
    mark = mark_of(line)
    return (
        mark is not None
        and mark.kind in ("part", "chapter", "section", "article", "roman", "number")
        and (mark.label in above or mark.kind in ("part", "chapter", "article"))
    )


def labels_above(lines: Sequence[str], first: int) -> Iterator[str]:
    """The labels with which the outline above line ``first`` would go on: behind 'II.' comes 'III.'."""
    told: set[str] = set()
    for line in reversed(lines[max(0, first - 400) : first]):
        mark = mark_of(line) if line else None
        if mark is None or mark.kind in told:
            continue
        told.add(mark.kind)
        if mark.kind == "roman" and mark.label in _ROMANS[:-1]:
            yield _ROMANS[_ROMANS.index(mark.label) + 1]
        elif mark.kind == "number":
            head, _, last = mark.label.rpartition(".")
            yield f"{head}.{int(last) + 1}" if head else str(int(last) + 1)
