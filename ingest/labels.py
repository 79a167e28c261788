"""Lines that tell of the item above them: 'Thời gian: …', 'Đơn vị chủ trì: …', 'Thành phần: …'.

Plans set an item so: its name ('1.1. Tổ chức hội nghị quán triệt'), below it a line for each thing told of it. The
lines are no tasks; what they tell belongs to the item, which is one, also where it reads like a heading. The words are
those of ``data/words/labels.toml``.
"""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import data
from ingest.deadlines import When, deadlines_in
from ingest.dues import dues_of
from ingest.lists import named_pieces
from ingest.marks import is_capitals
from ingest.outline import Block, part_kind, tone_fold_pattern
from ingest.sender import Sender
from ontology.fold import tone_fold
from ontology.model import Assignment, Deadline, Evidence, Grade, Role

__all__ = ["Line", "deadlines_told", "item_lines", "label_of", "owners_told", "product_told"]

_LONGEST_LABEL = 60
_LONGEST_NAME = 90
_STOPS = " .;/"
# behind a name that no table knows: 'Tổ Quản lý hành chính' + ' chủ trì', ' (đồng chí … phụ trách)'
_DOES = re.compile(r"\s+(?:chủ trì|phụ trách|phối hợp|thực hiện|làm đầu mối)\b.*|\s*\(.*", re.S)
_OF_TASK = frozenset({"lead", "support", "due"})
_SAYS_LEAD = re.compile(r"\s*\(\s*(?:chủ trì|đầu mối|thường trực)\s*\)", re.I)
_NAMED = re.compile(r"(?:các|từng|mỗi|đồng chí|đ/c|ông|bà)\b")


class Line(NamedTuple):
    """One labelled line: its ``kind``, and where what stands behind the colon begins and ends in the text."""

    kind: str
    start: int
    end: int


def label_of(words: str) -> tuple[str, int] | None:
    """Kind of the label that ``words`` begin with, and where what it tells begins; None where they begin with none."""
    colon = words.find(":", 0, _LONGEST_LABEL)
    told = words[colon + 1 :].strip() if colon > 0 else ""
    if not told or told.endswith(":"):
        return None
    key = tone_fold(" ".join(words[:colon].split()))
    kind = next((kind for kind, pattern in _patterns() if pattern.fullmatch(key)), None)
    return (kind, words.index(told, colon)) if kind else None


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(data.path("words", "labels.toml").read_text(encoding="utf-8"))
    return tuple((entry["kind"], re.compile(tone_fold_pattern(entry["pattern"]))) for entry in table["entry"])


def item_lines(blocks: Sequence[Block]) -> Mapping[int, tuple[Line, ...]]:
    """The labelled lines of each item: block index → lines. A line itself has an entry of its own, which is empty.

    An item is the nearest block above that is no such line, where it can be a task; lines below anything else tell of
    the whole part and of nobody's task.
    """
    out: dict[int, tuple[Line, ...]] = {}
    item = -1
    for i, block in enumerate(blocks):
        p = block.paragraph
        found = label_of(p.words) if ":" in p.words[:_LONGEST_LABEL] else None
        held = item >= 0 and found is not None and _holds(blocks[item], block)
        if found is None or (not held and p.mark is not None and p.mark.kind != "bullet"):
            item = i
            if found is not None and found[0] == "aside":  # '2. Đối tượng: …' tells of the part, and is no task
                out[i] = ()
            continue
        out[i] = ()
        if held:
            out[item] = (
                *out.get(item, ()),
                Line(found[0], p.words_start + found[1], p.start + len(p.text.rstrip(_STOPS))),
            )
    return {i: lines for i, lines in out.items() if not lines or any(line.kind in _OF_TASK for line in lines)}


def _holds(item: Block, line: Block) -> bool:
    """Whether ``line`` may tell of ``item``: it stands below it, and the item is more than the name of a part."""
    words = item.paragraph.words
    if item.heading and (is_capitals(words) or part_kind(words) or len(words.split(None, 2)) < 3):
        return False
    return not item.path or line.path == item.path or line.path.startswith(f"{item.path}.")


def owners_told(text: str, lines: Sequence[Line], sender: Sender) -> Iterator[Assignment]:
    """The parts that the lines give; beside one marked '(chủ trì)' the others of its line help."""
    for line in lines:
        if line.kind not in {"lead", "support"}:
            continue
        pieces = [piece for piece in named_pieces(text, line.start, line.end, sender) if _is_name(piece[0].surface)]
        marked = [_SAYS_LEAD.match(text, end) or _SAYS_LEAD.search(actor.surface) for actor, _, end in pieces]
        for (named, start, stop), says_lead in zip(pieces, marked, strict=True):
            end = start + len(_DOES.sub("", text[start:stop]))
            actor = named if end == stop else replace(named, surface=text[start:end], name=_DOES.sub("", named.name))
            leads = line.kind == "lead" and (says_lead is not None or not any(marked))
            role = Role.ASSIGNED if leads else Role.COORDINATING
            yield Assignment(role, actor, Grade.STATED, Evidence(start, end, text[start:end], "task.label"), leads)


def _is_name(words: str) -> bool:
    return len(words) < _LONGEST_NAME and (words[:1].isupper() or _NAMED.match(words) is not None)


def deadlines_told(text: str, lines: Sequence[Line], when: When) -> Iterator[Deadline]:
    """The deadlines of the lines; a bare time ('Tháng 10') is read as in a table."""
    for line in lines:
        if line.kind == "due":
            found = deadlines_in(text, line.start, line.end, when)
            yield from found or dues_of(text, line.start, line.end, when.year)


def product_told(text: str, lines: Sequence[Line]) -> str:
    """What is to come of the item, '' where no line tells it."""
    return next((text[line.start : line.end].rstrip(" .;") for line in lines if line.kind == "product"), "")
