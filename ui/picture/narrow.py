"""A chain made smaller: one branch of it, or the tasks of one month."""

from collections.abc import Callable, Collection
from dataclasses import replace

from ui.picture.links import Links, links_of
from ui.picture.trace import Trace

__all__ = ["branch", "of_month"]


def branch(trace: Trace, directive: str) -> Trace:
    """What leads from the root to a directive, what follows from it, and what it cites; the rest is left out.

    The trace itself where the directive is the root or none of the chain.
    """
    links = links_of(trace)
    if directive == trace.root or directive not in trace.nodes:
        return trace
    kept = _above(links, directive) | links.below(directive) | set(links.beside(directive)) | {trace.root}
    out = _keep(trace, lambda node: trace.nodes[node].kind != "directive" or node in kept)
    below = links.below(directive)
    return replace(out, unseen=tuple(row for row in trace.unseen if row.under in below))


def of_month(trace: Trace, month: str) -> Trace:
    """The chain with only the tasks that belong to a month (YYYY-MM) or are due in it."""

    def told(node: str) -> bool:
        task = trace.nodes[node]
        return task.kind != "task" or month in (task.month, task.date[:7])

    return _keep(trace, told)


def _keep(trace: Trace, wanted: Callable[[str], bool]) -> Trace:
    """The nodes that are wanted, and of units, groups and posts those that a kept fact still touches."""
    nodes = {name for name in trace.nodes if wanted(name)}
    nodes -= _unowned(trace, nodes)
    facts = tuple(fact for fact in trace.facts if fact.source in nodes and fact.target in nodes)
    return replace(trace, nodes={name: node for name, node in trace.nodes.items() if name in nodes}, facts=facts)


def _unowned(trace: Trace, nodes: Collection[str]) -> set[str]:
    """Tasks whose directive is not among ``nodes``, and actors that then nothing touches."""
    owned = {f.target for f in trace.facts if f.source in nodes and trace.nodes[f.source].kind == "directive"}
    tasks = {name for name in nodes if trace.nodes[name].kind == "task" and name not in owned}
    left = set(nodes) - tasks
    touched = {end for f in trace.facts if {f.source, f.target} <= left for end in (f.source, f.target)}
    return tasks | {
        name for name in left if trace.nodes[name].kind not in ("directive", "task") and name not in touched
    }


def _above(links: Links, directive: str) -> set[str]:
    seen, queue = {directive}, [directive]
    while queue:
        for upper in links.upper(queue.pop()):
            if upper not in seen:
                seen.add(upper)
                queue.append(upper)
    return seen
