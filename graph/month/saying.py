"""What one sentence says of one task: done, in part, not done; the task's own amount outweighs the sentence's words.

'Vận động thêm 09 hộ' says of a task of 14 households that a part is done, whatever stands beside it; of a task that
names no number it says that more was done, not that all is. Words: ``data/words/outcomes.toml``, ``amounts.toml``.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import data
from graph.month.facts import Outcome, Task
from ontology.amounts import Kept, amounts, kept, only_more, says_finished, shares

__all__ = ["Saying", "saying"]

_ALL: Final = {"%": 100}
#: Beside a sum told of more than this work, words that say that something of it remains.
_REMAINS: Final = re.compile(r"\b(?:chưa|còn|đang|mới|tiếp tục)\b", re.I)


@dataclass(frozen=True, slots=True)
class Saying:
    """``progress``: done, partial or undone; ``why`` where it is less than the words claim, a Vietnamese sentence."""

    progress: str
    why: str = ""


def saying(task: Task, outcome: Outcome) -> Saying:
    """How far ``outcome`` says that ``task`` has come."""
    keeps = kept(task.matter, outcome.wording)
    if outcome.progress == "done":
        why = _short_of(task.matter, outcome.wording, keeps)
        return Saying("partial", why) if why else Saying("done")
    if outcome.progress == "partial" and keeps is Kept.REACHED and not _REMAINS.search(outcome.wording):
        lacking = [told for told in amounts(outcome.wording) if told.value < (told.whole or _ALL.get(told.noun, 0))]
        return Saying("done" if lacking and all(told.summed for told in lacking) else "partial")
    return Saying(outcome.progress)


def _short_of(promise: str, told: str, keeps: Kept | None) -> str:
    """Why a sentence that says 'done' does not say it of all that was promised; '' where it does."""
    if keeps is Kept.SHORT:
        return "số đã làm thấp hơn số được giao"
    if _only_prepares(promise, told):
        return "câu kết quả mới nói bước chuẩn bị"
    if keeps is Kept.REACHED or says_finished(told):
        return ""
    if only_more(told):
        return "câu kết quả chỉ nói làm thêm, chưa nói đã xong"
    counted = bool(amounts(told)) and not shares(told)
    return "câu kết quả không nói đã làm đủ" if counted and _pattern("all_of").search(promise) else ""


def _only_prepares(promise: str, told: str) -> bool:
    """Whether the sentence tells of a step before the work ('đã khảo sát vị trí'), which was not itself asked for."""
    step = _pattern("preparation").match(told)
    return step is not None and re.search(rf"\b{re.escape(step['step'])}\b", promise, re.I) is None


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.path("words", "outcomes.toml").read_text(encoding="utf-8"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_table()[name]["pattern"], re.I)
