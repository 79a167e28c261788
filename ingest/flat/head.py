"""The heads of a flattened table: a run of lines that together spell the heads of known columns, one after another."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.heads import columns, is_task_table, kind_of
from ontology.fold import tone_fold

__all__ = ["Head", "Piece", "head_at", "may_open", "repeated"]

#: What the first column is headed, as it may begin a line; a table whose rows have no numbers cannot be parted.
_OPENINGS = ("TT", "STT", "Tt", "Stt", "Số TT", "SỐ TT", "Số thứ tự", "SỐ THỨ TỰ", "tt", "stt")
_WORD = re.compile(r"\S+")
_MOST_LINES = 26
_MOST_WORDS = 48
_LONGEST_HEAD = 60
_LONGEST = 400
_WORDS_OF_UNKNOWN = 6
_MOST_UNKNOWN = 2
_FIRST_LABELS = ("1", "01", "I", "A", "(1")


#: A stretch of a line: the line, and where the stretch starts and ends in it.
Piece = tuple[int, int, int]


class Head(NamedTuple):
    """The heads of a table: the ``kinds`` of its columns, the ``cells`` and words that spell them, and its lines."""

    kinds: tuple[str, ...]
    cells: tuple[tuple[Piece, ...], ...]
    words: tuple[str, ...]
    first: int
    stop: int


class _Word(NamedTuple):
    text: str
    place: Piece
    opens: bool  # the first of its line
    closes: bool


def may_open(line: str) -> bool:
    """Whether the heads of a table may begin with this line: quick, and seldom true."""
    return line.startswith(_OPENINGS)


def head_at(lines: Sequence[str], i: int) -> Head | None:
    """The heads that begin with line ``i``; None where the lines there spell none."""
    near = tone_fold(" ".join(lines[i : i + _MOST_LINES])[:_LONGEST])
    if not is_task_table([column.name for column in columns() if column.whole.search(near)]):
        return None
    words: list[_Word] = []
    found: Head | None = None
    for j in range(i, min(i + _MOST_LINES, len(lines))):
        if not lines[j]:
            continue
        if j > i and _is_label(lines[j]):
            break
        here = [(j, *match.span()) for match in _WORD.finditer(lines[j])]
        words += (_Word(lines[j][a:b], (j, a, b), k == 0, k == len(here) - 1) for k, (_, a, b) in enumerate(here))
        if len(words) > _MOST_WORDS:
            break
        parted = _parted(words, 0, ())
        if parted is not None and is_task_table([kind for kind, _ in parted]):
            kinds = tuple(kind for kind, _ in parted)
            found = Head(kinds, _cells(words, parted), tuple(tone_fold(word.text) for word in words), i, j + 1)
    return found


def _cells(words: Sequence[_Word], parted: Sequence[tuple[str, str]]) -> tuple[tuple[Piece, ...], ...]:
    """The heads' words as pieces of lines."""
    left = iter(words)
    return tuple(tuple(next(left).place for _ in name.split()) for _, name in parted)


def repeated(lines: Sequence[str], i: int, head: Head) -> int:
    """Where the heads stop that line ``i`` repeats on a new page, however broken there; 0 where it repeats none."""
    k, j = 0, i
    while j < len(lines) and j - i < _MOST_LINES and k < len(head.words):
        for word in tone_fold(lines[j]).split():
            if k == len(head.words) or word != head.words[k]:
                return 0
            k += 1
        j += 1
    return j if k == len(head.words) else 0


def _is_label(line: str) -> bool:
    return line.split(maxsplit=1)[0].rstrip(".) ") in _FIRST_LABELS


def _parted(words: Sequence[_Word], i: int, before: tuple[str, ...]) -> tuple[tuple[str, str], ...] | None:
    """The words from ``i`` on as heads, no kind twice: the fewest heads, of which the fewest are unknown."""
    if i == len(words):
        return ()
    best: tuple[tuple[str, str], ...] | None = None
    for stop in _stops(words, i):
        name = " ".join(word.text for word in words[i:stop])
        kind = _kind(name, words[i], words[stop - 1], stop - i)
        twice = before.count(kind) > (_MOST_UNKNOWN - 1 if kind == "other" else 0)
        if not kind or twice or (not before) != (kind == "order"):
            continue
        rest = _parted(words, stop, (*before, kind))
        if rest is not None and (best is None or _weight(((kind, name), *rest)) < _weight(best)):
            best = ((kind, name), *rest)
    return best


def _stops(words: Sequence[_Word], i: int) -> Iterator[int]:
    length = 0
    for stop in range(i + 1, len(words) + 1):
        length += len(words[stop - 1].text) + 1
        if length > _LONGEST_HEAD:
            return
        if stop == len(words) or words[stop].text[0].isupper():
            yield stop


def _kind(name: str, first: _Word, last: _Word, count: int) -> str:
    known = _known(name)
    if known is not None:
        return known
    return "other" if first.opens and last.closes and first.text[0].isupper() and count <= _WORDS_OF_UNKNOWN else ""


@functools.lru_cache(4096)
def _known(name: str) -> str | None:
    """The kind of a head that is nothing but one; '' for words of more or less than one, None where they tell none."""
    key = tone_fold(name.partition("(")[0]).strip(" :*")
    whole = next((column.name for column in columns() if column.whole.fullmatch(key)), "")
    told = kind_of(name)
    return None if not (whole or told) else whole if whole == told else ""


def _weight(heads: Sequence[tuple[str, str]]) -> tuple[int, int]:
    return sum(kind == "other" for kind, _ in heads), len(heads)
