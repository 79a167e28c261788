"""Printed names that look like a known one: proposed to a person, never put in place of the print.

Looked for where names of units must stand, among the addressees and the recipients, and only in what no name was read
from: 'Dảng ủy phường' differs from 'Đảng ủy' by its marks alone, 'UBND phưòng' has a word that is nearly 'phường'.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from ingest import words
from ingest.layout import Paragraph
from ontology.fold import fold, tone_fold
from ontology.issue import Issue
from ontology.model import Evidence

__all__ = ["near_names"]

_SEGMENT = re.compile(r"[^,;:()]+")
_LEAD = re.compile(r"[\W_]*(?:kính (?:gửi|trình)\b[\W_]*)?(?:các\s+|đồng chí\s+)*", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_BEHIND = re.compile(r"\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)")
_LOCALITIES = ("phường", "thành phố", "đặc khu")
#: How alike two names must be, letters without marks.
_ALIKE = 0.88
#: How many letters a name must have to be compared by its marks, and by its letters.
_SHORTEST = 5
_SURE = 10
_SLIPS = 2
_LONGEST = 7


def near_names(text: str, paragraphs: Sequence[Paragraph], read: Iterable[Evidence]) -> Iterator[Issue]:
    """A proposal for each printed name of these paragraphs that is nearly a known one, in the order of the text.

    ``read``: the words from which names were read already.
    """
    taken = sorted({(evidence.start, evidence.end) for evidence in read})
    for paragraph in paragraphs:
        for segment in _SEGMENT.finditer(text, paragraph.start, paragraph.end):
            lead = _LEAD.match(text, segment.start(), segment.end())
            start = lead.end() if lead else segment.start()
            inside = [span for span in taken if span[0] < segment.end() and segment.start() < span[1]]
            if inside and inside[0][0] <= start:
                yield from _locality(text, inside[-1][1], segment.end())
            else:
                yield from _head(text, start, segment.end())


def _head(text: str, start: int, end: int) -> Iterator[Issue]:
    """A known name nearly printed at ``start``."""
    printed = list(_WORD.finditer(text, start, end))[:_LONGEST]
    if not printed or printed[0].start() != start:
        return
    for word in reversed(printed):
        name = text[start : word.end()]
        if tone_fold(name) in _exact():
            return  # a known name, of which the grammar makes nothing here
        if (known := _nearest(name, len(name.split()))) is not None:
            yield _proposal(text, start, word.end(), known)
            return


def _locality(text: str, at: int, end: int) -> Iterator[Issue]:
    """The small word of a place, nearly printed behind a name."""
    found = _BEHIND.match(text, at, end)
    if found is None:
        return
    for said in (found[1], found[1].split()[0]):
        for known in _LOCALITIES:
            if tone_fold(said) != known and fold(said) == fold(known):
                yield _proposal(text, found.start(1), found.start(1) + len(said), known)
                return


@lru_cache(maxsize=4096)
def _nearest(said: str, count: int) -> str | None:
    """The known name that differs from ``said`` by marks alone, else one nearly equal; ``None`` where none is near."""
    key = fold(said)
    if len(key) < _SHORTEST:
        return None
    known = _known(count)
    if key in known:
        return known[key]
    # what is nearly equal begins with the same letter and is as long, or nearly
    alike = [name for name in known if name[0] == key[0] and abs(len(name) - len(key)) <= _SLIPS]
    near = difflib.get_close_matches(key, alike, n=1, cutoff=_ALIKE) if len(key) >= _SURE else []
    return known[near[0]] if near else None


def _proposal(text: str, start: int, end: int, known: str) -> Issue:
    said = text[start:end]
    why = "chỉ khác dấu" if fold(said) == fold(known) else "gần giống"
    return Issue(
        "unit-near",
        f"tên in “{said}” lạ: có thể là “{known}” ({why})",
        remedy="đối chiếu bản chính; hệ thống giữ nguyên như đã in",
        span=(start, end),
        quote=said,
    )


@cache
def _exact() -> frozenset[str]:
    """All heads and nouns as they are rightly printed."""
    return frozenset(tone_fold(form) for entry in words.organs() for form in (entry.head, *entry.variants))


@cache
def _known(count: int) -> dict[str, str]:
    """The heads of so many words, by their letters without marks."""
    return {
        fold(form): form
        for entry in words.organs()
        if entry.kind != "group"
        for form in (entry.head, *entry.variants, *(f"{entry.head} {sector}" for sector in entry.sectors))
        if len(form.split()) == count
    }
