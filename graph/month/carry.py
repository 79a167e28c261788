"""Carry-over: which task of a month's resolution goes on with which task of the month before.

A request to follow up, urge and sum up (theo dõi, đôn đốc, tổng hợp) stands in every resolution and carries nothing on.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from graph.alike import Alike, figures
from graph.month.facts import Task

__all__ = ["asks_the_rest", "carried", "standing"]

#: Tasks are worded alike by one office from month to month; below this they are two pieces of work.
_ALIKE: Final = 0.3
#: Where the later one says that it goes on with something, so much is enough; less never is.
_SAID: Final = 0.2


_STANDING: Final = re.compile(r"\W*(?:giao\W+)?(?:theo dõi|đôn đốc|kiểm tra, đôn đốc|căn cứ nghị quyết|tổng hợp)", re.I)


_ON: Final = re.compile(
    r"\b(?:tiếp(?: tục)?|còn lại|còn thiếu|còn tồn|tồn đọng của|chưa xong|nốt|dứt điểm"
    r"|(?:chuyển )?từ tháng \d+ (?:chuyển )?sang)\b",
    re.I,
)
#: What is asked for again is what was left of it.
_REST: Final = re.compile(
    r"\b(?:còn lại|còn thiếu|chưa xong|chưa hoàn thành|nốt|(?:chuyển )?từ tháng \d+ (?:chuyển )?sang)\b", re.I
)
_FIGURE: Final = re.compile(r"\d[\d.,]*")


def carried(earlier: Sequence[Task], later: Sequence[Task]) -> list[tuple[Task, Task]]:
    """Pairs (earlier, later) of one piece of work, each task in one pair at most, in the order of the later ones.

    Only tasks of monthly resolutions of one seat are paired, and the surest pairs first. Less likeness is enough where
    the later one says that it goes on (tiếp tục, còn lại); work of one kind over other figures, with no such word, is
    another task.
    """
    earlier, later = ([task for task in month if _of_month(task)] for month in (earlier, later))
    words = {task.iri: _FIGURE.sub(" ", task.matter) for task in (*earlier, *later)}  # what remains is another figure
    alike = Alike(words.values())
    seated: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for there, other in enumerate(later):
        seated[other.seat].append(there)
    says_on = [_ON.search(task.wording) is not None for task in later]
    scored = sorted(
        (-score, here, there)
        for here, one in enumerate(earlier)
        for there in seated.get(one.seat, ())
        if one.own_month < later[there].own_month
        and (score := alike.score(words[one.iri], words[later[there].iri])) >= _SAID
        and (says_on[there] or (score >= _ALIKE and figures(one.matter) == figures(later[there].matter)))
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, here, there in scored:
        if here not in taken and there not in pairs:
            pairs[there] = here
            taken.add(here)
    return [(earlier[pairs[there]], later[there]) for there in sorted(pairs)]


def asks_the_rest(task: Task) -> bool:
    """Whether a task asks for what was left of another: 'vận động 05 hộ còn lại'."""
    return _REST.search(task.wording) is not None


def standing(task: Task) -> bool:
    """Whether the task only asks to follow the others up."""
    return _STANDING.match(task.matter) is not None


def _of_month(task: Task) -> bool:
    return bool(task.own_month) and not standing(task)
