"""Find the names of organs in a text: at a place, or all of them."""

import re
from collections.abc import Collection, Iterator

from ingest.names.grammar import Line
from ingest.names.match import OrganMatch
from ingest.names.table import table
from ingest.names.tokens import TOKEN, line_at, lines_of, word_key

__all__ = ["organ_at", "organs_in"]

_NEXT = re.compile(rf"\s*({TOKEN.pattern})")


def organ_at(text: str, pos: int, places: Collection[str] = (), end: int | None = None) -> OrganMatch | None:
    """The longest name of a unit, group or post that begins at ``pos``, its tail included; None where none begins.

    ``places`` may hold the bare names of known places, as :func:`match_key` gives them: the name of a place is then cut
    to the longest of them, where any fits ('ĐẢNG ỦY PHƯỜNG NGỌC SƠN YÊU CẦU'). No word behind ``end`` is read.
    """
    if not _may_begin(text, pos):  # most calls end here, before any line is read
        return None
    offset, tokens = line_at(text, pos)
    if end is not None:
        tokens = tokens.until(end - offset)
    i = tokens.from_place(pos - offset)
    if i == len(tokens) or tokens.starts[i] != pos - offset:
        return None
    return Line(tokens, offset, places).mention(i)


def _may_begin(text: str, pos: int) -> bool:
    """Whether the first two words are those of a name."""
    first = TOKEN.match(text, pos)
    follow = table().first.get(word_key(first[0])) if first else None
    if first is None or follow is None:
        return False
    if "" in follow:
        return True
    second = _NEXT.match(text, first.end())
    return second is not None and word_key(second[1]) in follow


def organs_in(text: str, places: Collection[str] = ()) -> list[OrganMatch]:
    """The names in ``text``: the leftmost, the longest at each place, none inside another; as :func:`organ_at`."""
    lines = (Line(tokens, offset, places) for offset, tokens in lines_of(text))
    return [match for line in lines for match in _in_line(line)]


def _in_line(line: Line) -> Iterator[OrganMatch]:
    keys, halts, skips = line.keys, line.words.halts, line.words.skips
    i = 0
    while i < len(keys):
        if keys[i] not in halts:
            i += 1
            continue
        found = line.mention(i)
        skipped = skips.stop(keys, i)
        if found is None or (skipped > i and found.end - line.offset <= line.tokens.end(skipped - 1)):
            i = max(i + 1, skipped)
            continue
        yield found
        i = line.tokens.from_place(found.end - line.offset)
