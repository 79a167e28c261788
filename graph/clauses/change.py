"""What became of a clause on its way down: copied unchanged, made concrete, watered down, or said otherwise."""

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from graph.clauses.words import is_mild, is_soft, numbers_of, words_of

__all__ = ["Change", "Said", "change_of"]

#: How alike the words of a copy are.
_COPIED: Final = 0.9


#: What a figure or a day of its own outweighs.
_OUTWEIGHED: Final = frozenset({"phấn đấu", "từng bước", "có thể", "nên", "nhắc nhở", "động viên", "cố gắng"})

_FIGURE: Final = "bỏ số liệu"
_OWNER: Final = "rõ đơn vị thực hiện"
_SOONER: Final = "rõ thời hạn hơn"


class Change(StrEnum):
    """What a task made of its clause."""

    COPIED = "copied"
    SPECIALISED = "specialised"
    SOFTENED = "softened"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Said:
    """A clause or task as it stands: text, names of those who do it, whether each is one body, last day, recurrence."""

    text: str
    names: tuple[str, ...] = ()
    single: bool = False
    due: date | None = None
    recurring: bool = False


def change_of(task: Said, clause: Said) -> tuple[Change, tuple[str, ...]]:
    """The change, and its reasons as Vietnamese words; what is weaker outweighs what is added.

    But a count of the whole city's ('34 nút giao') is no figure of a commune that names who does its part and by an
    earlier day.
    """
    if _is_copy(task, clause):
        return Change.COPIED, ("giữ nguyên lời văn",)
    weaker, added = _weaker(task, clause), _added(task, clause)
    counted = weaker == (_FIGURE,) and not any(sign for _, sign in numbers_of(clause.text))
    if weaker and not (counted and {_OWNER, _SOONER} <= set(added)):
        return Change.SOFTENED, weaker
    return (Change.SPECIALISED, added) if added else (Change.OTHER, ("diễn đạt khác",))


def _is_copy(task: Said, clause: Said) -> bool:
    one, other = (words_of(said.text, said.names).body for said in (task, clause))
    if not one or not other or task.due != clause.due or numbers_of(task.text) != numbers_of(clause.text):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _COPIED


def _weaker(task: Said, clause: Said) -> tuple[str, ...]:
    reasons = []
    soft = is_soft(task.text) - is_soft(clause.text)
    if not numbers_of(task.text) and task.due is None:
        soft |= is_mild(words_of(task.text, task.names)) - is_mild(words_of(clause.text, clause.names))
    elif soft <= _OUTWEIGHED:
        soft = frozenset()
    if soft:
        reasons.append(f"lời nhẹ hơn: {', '.join(sorted(soft))}")
    if clause.due and not task.due and not task.recurring:
        reasons.append("bỏ thời hạn")
    if clause.due and task.due and task.due > clause.due:
        reasons.append("lùi thời hạn")
    if numbers_of(clause.text) and not numbers_of(task.text):
        reasons.append(_FIGURE)
    reasons += _lowered(task, clause)
    return tuple(reasons)


def _lowered(task: Said, clause: Said) -> list[str]:
    """A share that is asked for and set lower."""
    asked = [value for value, sign in numbers_of(clause.text) if sign]
    given = [value for value, sign in numbers_of(task.text) if sign]
    return ["hạ chỉ tiêu"] if asked and given and max(given) < min(asked) else []


def _added(task: Said, clause: Said) -> tuple[str, ...]:
    reasons = []
    if task.single and not clause.single:
        reasons.append(_OWNER)
    if task.due and (clause.due is None or task.due < clause.due):
        reasons.append(_SOONER)
    if numbers_of(task.text) - numbers_of(clause.text):
        reasons.append("thêm số liệu")
    return tuple(reasons)
