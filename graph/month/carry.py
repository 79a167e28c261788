"""Carry-over: which task of a month's resolution goes on with which task of the month before.

A request to follow up, urge and sum up (theo dõi, đôn đốc, tổng hợp) stands in every resolution and carries nothing on.
"""

import re
from collections.abc import Sequence
from typing import Final

from graph.alike import Alike, figures
from graph.month.facts import Task

__all__ = ["carried", "standing"]

#: Tasks are worded alike by one office from month to month; below this they are two pieces of work.
_ALIKE: Final = 0.3


_STANDING: Final = re.compile(r"\W*(?:giao\W+)?(?:theo dõi|đôn đốc|kiểm tra, đôn đốc|căn cứ nghị quyết|tổng hợp)", re.I)


_ON: Final = re.compile(r"\b(?:tiếp(?: tục)?|còn lại|còn thiếu|chưa xong|nốt|dứt điểm)\b", re.I)


def carried(earlier: Sequence[Task], later: Sequence[Task]) -> list[tuple[Task, Task]]:
    """Pairs (earlier, later) of one piece of work, each task in one pair at most, in the order of the later ones.

    Only tasks of monthly resolutions of one seat are paired, and the surest pairs first. Work of one kind over other
    figures, with no word of going on (tiếp tục, còn lại), is another task.
    """
    earlier, later = ([task for task in month if _of_month(task)] for month in (earlier, later))
    alike = Alike([task.matter for task in (*earlier, *later)])
    scored = sorted(
        (
            (-score, here, there)
            for here, one in enumerate(earlier)
            for there, other in enumerate(later)
            if one.seat == other.seat
            and one.own_month < other.own_month
            and _goes_on(one, other)
            and (score := alike.score(one.matter, other.matter)) >= _ALIKE
        ),
    )
    pairs: dict[int, int] = {}
    for _, here, there in scored:
        if here not in pairs.values() and there not in pairs:
            pairs[there] = here
    return [(earlier[pairs[there]], later[there]) for there in sorted(pairs)]


def _goes_on(one: Task, other: Task) -> bool:
    return _ON.search(other.wording) is not None or figures(one.matter) == figures(other.matter)


def standing(task: Task) -> bool:
    """Whether the task only asks to follow the others up."""
    return _STANDING.match(task.matter) is not None


def _of_month(task: Task) -> bool:
    return bool(task.own_month) and not standing(task)
