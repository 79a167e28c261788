"""Step 3b, outline: the numbered body becomes blocks, each with its printed path, its headings and its kind of part."""

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import data
from ingest.layout import Layout, Paragraph
from ingest.verbs import pattern
from ontology.fold import tone_fold

__all__ = ["Block", "Heading", "outline", "part_kind"]

_RANK = {"part": 0, "chapter": 1, "section": 2, "capital": 3, "roman": 4, "article": 5, "number": 6, "letter": 12}
_BULLET = 13
_SUB_BULLET = 14
_CLOSING = "{closing}"
_UNFINISHED = (":",)
_LEGEND = re.compile(r"(?:ghi chú|chú thích|chú giải)\s*:?$", re.I)


class Heading(NamedTuple):
    """A heading above a block: its path, its words, where they stand."""

    path: str
    words: str
    start: int
    end: int


class Block(NamedTuple):
    """One paragraph of the body with its place in the outline.

    ``headings`` from the outermost in; ``part`` what the nearest telling heading says ('tasks', 'aims', 'results',
    'targets', 'criteria'; '' where none tells); ``heading`` whether the paragraph itself is one; ``closing`` whether
    it stands below the whole outline, as the last request does.
    """

    paragraph: Paragraph
    path: str
    headings: tuple[Heading, ...]
    part: str
    heading: bool
    closing: bool


class _Open(NamedTuple):
    """An enumerator whose part is still open: its path, the headings down to it, the kind of part it stands in."""

    rank: int
    path: str
    headings: tuple[Heading, ...]
    part: str


_TOP = _Open(-1, "", (), "")


def outline(layout: Layout) -> tuple[Block, ...]:
    """The blocks of the body and of the annexes, in the order of the text."""
    return (*_blocks(layout.body, closings=True), *_blocks(_annex_body(layout.annex), closings=False))


def part_kind(words: str) -> str:
    """What a heading says of the part below it; '' where its words tell nothing."""
    key = tone_fold(words.strip(" .:"))
    return next((kind for kind, pattern in _part_patterns() if pattern.match(key)), "")


@functools.cache
def _part_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(data.path("words", "headings.toml").read_text(encoding="utf-8"))
    return tuple((entry["kind"], re.compile(tone_fold_pattern(entry["pattern"]))) for entry in table["entry"])


def tone_fold_pattern(pattern: str) -> str:
    """A pattern of the table with its words in the tone placement that :func:`tone_fold` gives."""
    return re.sub(r"(?<!\\)\b[^\W\d_]{2,}", lambda match: tone_fold(match[0]), pattern)


def _annex_body(annex: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """An annex from its first enumerator or table row on; its titles are no tasks, nor is the legend of a drawing."""
    annex = _without_legends(annex)
    first = next(
        (i for i, p in enumerate(annex) if p.text.startswith("|") or (p.mark is not None and p.mark.kind != "bullet")),
        len(annex),
    )
    return annex[first:]


def _without_legends(annex: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Without what stands under 'Ghi chú:', up to the next annex or table."""
    out, legend = [], False
    for p in annex:
        legend = _LEGEND.match(p.text) is not None or (legend and not p.text.startswith(("PHỤ LỤC", "Phụ lục", "|")))
        if not legend:
            out.append(p)
    return out


def _blocks(paragraphs: Sequence[Paragraph], *, closings: bool) -> list[Block]:
    stack = [_TOP]
    out: list[Block] = []
    last_marked = max((i for i, p in enumerate(paragraphs) if p.mark is not None), default=-1)
    if last_marked >= 0 and _is_heading(paragraphs, last_marked, _rank(paragraphs[last_marked])[0]):
        last_marked = len(paragraphs)  # what follows belongs to the last part, not to the whole
    headed = _headed_ranks(paragraphs)
    for i, p in enumerate(paragraphs):
        closing = closings and i > last_marked and pattern(_CLOSING).match(p.text) is not None
        if p.mark is None or closing:
            _close(stack, _BULLET)
            here = _TOP if closing else stack[-1]
            loose = _loose_heading(paragraphs, i, closing)
            out.append(Block(p, here.path, here.headings, here.part, loose, closing))
            continue
        rank, label = _rank(p)
        _close(stack, rank)
        is_heading = _is_heading(paragraphs, i, rank) or (rank in headed and _like_heading(paragraphs, i))
        part = part_kind(p.words) if is_heading and rank < _BULLET else ""
        heading = (p.words.strip(" .:;"), p.words_start, p.end) if is_heading else None
        above, here = stack[-1], _opened(stack[-1], rank, label, heading, part)
        out.append(Block(p, here.path, above.headings, here.part, is_heading, False))
        stack.append(here)
    return out


def _close(stack: list[_Open], rank: int) -> None:
    """Close the enumerators that stand as deep as ``rank`` or deeper."""
    while stack[-1].rank >= rank:
        stack.pop()


def _rank(p: Paragraph) -> tuple[int, str]:
    """How deep the enumerator stands, and its label."""
    assert p.mark is not None
    kind, label = p.mark.kind, p.mark.label
    if kind == "bullet":
        return (_SUB_BULLET if p.text[0] in "+o·*▪●" and p.text[0] != "*" else _BULLET), ""
    if kind == "number":
        return _RANK["number"] + label.count("."), label
    return _RANK[kind], label


def _opened(above: _Open, rank: int, label: str, heading: tuple[str, int, int] | None, part: str) -> _Open:
    """An enumerator opened below another. An article begins a path of its own."""
    before = "" if rank == _RANK["article"] else above.path
    path = f"{before}.{label}" if before and label else before or label
    headings = (*above.headings, Heading(path, *heading)) if heading and heading[0] else above.headings
    return _Open(rank, path, headings, part or above.part)


def _is_heading(paragraphs: Sequence[Paragraph], i: int, rank: int) -> bool:
    """Whether the paragraph only names the part below it."""
    p = paragraphs[i]
    if i + 1 == len(paragraphs):
        return False
    follower = paragraphs[i + 1]
    deeper = follower.mark is None or _rank(follower)[0] > rank
    if not deeper:
        return False
    if p.text.endswith(_UNFINISHED):
        return True
    if rank >= _BULLET:
        return False
    if rank <= _RANK["roman"]:
        return len(p.text) < 250 or not p.text.endswith(".")
    if rank == _RANK["article"]:
        return not p.text.endswith((".", ";")) or len(p.words) < 90
    return not p.text.endswith((".", ";", "/.")) and len(p.text) < 300


def _headed_ranks(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Ranks at which at least two numbered items are headings of dashes."""
    marked = [(i, _rank(p)[0]) for i, p in enumerate(paragraphs) if p.mark is not None]
    counts = Counter(
        rank
        for i, rank in marked
        if _RANK["number"] <= rank < _RANK["letter"]
        and _opens_dashes(paragraphs, i)
        and _is_heading(paragraphs, i, rank)
    )
    return {rank for rank, count in counts.items() if count > 1}


def _like_heading(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """One sentence before dashes, where its sisters are headings: the full stop is a slip."""
    return _opens_dashes(paragraphs, i) and ". " not in paragraphs[i].words and len(paragraphs[i].text) < 300


def _opens_dashes(paragraphs: Sequence[Paragraph], i: int) -> bool:
    follower = paragraphs[i + 1].mark if i + 1 < len(paragraphs) else None
    return follower is not None and follower.kind == "bullet"


def _loose_heading(paragraphs: Sequence[Paragraph], i: int, closing: bool) -> bool:
    """An unnumbered line that only leads in what follows ('… như sau:')."""
    return not closing and i + 1 < len(paragraphs) and paragraphs[i].text.endswith(":")
