"""How a directive of a chain, and its tasks, stand: the words and marks by which the picture sorts and tells them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ui.picture.links import REJECTED, Links
from ui.picture.marks import marks

__all__ = ["ORDER", "overdue", "state", "task_state"]

#: What calls for attention first. 'gap': not seen in the store.
ORDER: Final = ("gap", "overdue", "cited", "forwarded", "issued")
_TASKS: Final[Mapping[str, str]] = MappingProxyType(
    {"done": "done", "claimed": "done", "overdue": "overdue", "partial": "partial", "cancelled": "cancelled"}
)


def state(links: Links, directive: str) -> str:
    """How a directive below the root stands to what is above it: 'issued', 'forwarded' or 'cited'; '' for others.

    The strongest of its facts counts, as in the coverage of a directive (docs/coverage.md).
    """
    if directive == links.trace.root:
        return ""
    found = {
        fact.relation
        for fact in links.leaving.get(directive, ())
        if fact.grade != REJECTED and links.node(fact.target).kind == "directive" and fact.target != directive
    }
    if any(marks().relation(relation).draw == "main" and relation != "chuyển tiếp" for relation in found):
        return "issued"
    if "chuyển tiếp" in found:
        return "forwarded"
    return "cited" if found else ""


def overdue(links: Links, directive: str) -> int:
    """How many tasks of the directive are overdue."""
    return sum(links.trace.tasks.get(task) == "overdue" for task in links.tasks(directive))


def task_state(links: Links, task: str) -> str:
    """'done', 'overdue', 'partial', 'cancelled'; '' where nothing is told or the task is open."""
    return _TASKS.get(links.trace.tasks.get(task, ""), "")
