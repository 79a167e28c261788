"""How a directive of a chain, and its tasks, stand: the words and marks by which the picture sorts and tells them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ui.picture.links import REJECTED, Links

__all__ = ["ORDER", "overdue", "state", "task_state"]

#: What calls for attention first. 'gap': not seen in the store.
ORDER: Final = ("gap", "overdue", "cited", "report", "forwarded", "issued")
#: What a fact makes of a directive, where its own label was not asked for.
_CARRYING: Final = (("thực hiện", "issued"), ("chuyển tiếp", "forwarded"))
_NAMING: Final = frozenset({"căn cứ", "viện dẫn"})
#: After these a directive is told by the relation alone.
_CHANGING: Final = frozenset({"thay thế", "bãi bỏ", "sửa đổi", "kèm theo"})
_TASKS: Final[Mapping[str, str]] = MappingProxyType(
    {"done": "done", "claimed": "done", "overdue": "overdue", "partial": "partial", "cancelled": "cancelled"}
)


def state(links: Links, directive: str) -> str:
    """What a directive is: 'issued', 'forwarded', 'report' or 'cited'; '' for others.

    The label is the document's own, whatever chain it is met in (:mod:`graph.stands`). Of one that carries nothing on,
    'cited' where it rests on the root or on what carries it out, or names them.
    """
    node = links.node(directive)
    if node.stands:
        return node.stands
    below = links.below(links.trace.root)
    told = [fact for fact in links.leaving.get(directive, ()) if fact.grade != REJECTED and fact.target != directive]
    found = {fact.relation for fact in told if links.node(fact.target).kind == "directive"}
    if directive != links.trace.root:
        for relation, name in _CARRYING:
            if relation in found:
                return name
    named = any(fact.relation in _NAMING and fact.target in below for fact in told)
    return "cited" if named and not found & _CHANGING else ""


def overdue(links: Links, directive: str) -> int:
    """How many tasks of the directive are overdue."""
    return sum(links.trace.tasks.get(task) == "overdue" for task in links.tasks(directive))


def task_state(links: Links, task: str) -> str:
    """'done', 'overdue', 'partial', 'cancelled'; '' where nothing is told or the task is open."""
    return _TASKS.get(links.trace.tasks.get(task, ""), "")
