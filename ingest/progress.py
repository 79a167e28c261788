"""How far a sentence of results says that a piece of work has come: done, in part, not at all.

What says that something is not done is weighed against what the sentence says was done: 'đạt 2,9 tỷ đồng, chưa đạt kế
hoạch' is in part, 'chưa thực hiện được do thiếu biên chế' is not done. Words: ``data/words/outcomes.toml``.
"""

import functools
import re
import tomllib
from itertools import pairwise
from typing import Any, Final

import data
from ontology.amounts import shares, without_days
from ontology.model import Progress

__all__ = ["begins_act", "is_ratio_of_work", "progress_of", "table"]

_BREAK: Final = re.compile(r"[,;:()]|\b(?:nhưng|tuy nhiên|song|còn)\b|\b(?:và|mà)(?= chưa\b)", re.I)
_REASON: Final = re.compile(r"\b(?:do|vì|bởi|nguyên nhân|lý do|mặc dù|dù|tuy đã)\b[^.;,]*", re.I)


def progress_of(sentence: str, *, shortcoming: bool = False) -> Progress:
    """How far ``sentence`` says the work has come; its figures (29/48) outweigh its words.

    ``shortcoming`` tells that it stands below a heading of what went wrong: then only what it says itself is done.
    """
    if (told := _of_figures(sentence)) is not None:
        return told
    undone, partial, done = (pattern for _, pattern in _patterns())
    bare = _entry("left").sub("còn 1 ", _without_attributes(sentence))
    if undone.search(bare):
        return Progress.PARTIAL if _has_done_part(bare, undone) else Progress.UNDONE
    if partial.search(bare):
        return Progress.PARTIAL
    return Progress.DONE if done.search(bare) or not shortcoming else Progress.PARTIAL


def is_ratio_of_work(words: str) -> bool:
    """Whether words hold a share of a whole: '36/41 hộ', '1,6/2,4 km'; no day ('trước 25/9'), no address."""
    return bool(shares(words))


def begins_act(words: str) -> bool:
    """Whether words begin with a verb of work of their own: 'trả lời 40/52 kiến nghị'."""
    return _acts().match(words) is not None


@functools.cache
def table() -> dict[str, Any]:
    """``data/words/outcomes.toml``."""
    return tomllib.loads(data.path("words", "outcomes.toml").read_text(encoding="utf-8"))


def _of_figures(sentence: str) -> Progress | None:
    """What the shares of a whole say; None where there is none, or more is done than there is (a target passed)."""
    told = shares(sentence)
    if not told or any(share.value > share.whole for share in told):
        return None
    if all(share.value == share.whole for share in told):
        return Progress.PARTIAL if _entry("remainder").search(sentence) else Progress.DONE
    return Progress.PARTIAL if any(share.value for share in told) else Progress.UNDONE


def _has_done_part(sentence: str, undone: re.Pattern[str]) -> bool:
    """Whether another clause than those that say 'not' tells of something done."""
    cuts = [0, *(m.end() for m in _BREAK.finditer(sentence)), len(sentence)]
    clauses = [sentence[here:there] for here, there in pairwise(cuts)]
    rest = ", ".join(clause for clause in clauses if not undone.search(clause))
    return _entry("begun").search(_REASON.sub(" ", without_days(rest))) is not None


def _without_attributes(sentence: str) -> str:
    """The sentence without 'chưa' that only says which people are meant: 'lập danh sách 12 hộ chưa có nhà'."""
    if not (begins_act(sentence) or sentence[:2].casefold() == "đã"):
        return sentence
    return _entry("attribute").sub(" ", sentence)


@functools.cache
def _patterns() -> tuple[tuple[Progress, re.Pattern[str]], ...]:
    entries = table()["progress"]
    return tuple((Progress(e["id"]), re.compile(rf"\b(?:{'|'.join(e['words'])})(?!\w)", re.I)) for e in entries)


@functools.cache
def _entry(name: str) -> re.Pattern[str]:
    return re.compile(table()[name]["pattern"], re.I)


@functools.cache
def _acts() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(table()['acts']['words'])})(?!\w)", re.I)
