"""The chain of a directive as a tree of text: levels, codes, dates, issuers; under each directive its tasks.

Takes the JSON of ``ui.actions.trace`` and nothing else, so that what a reader of ``--format text`` sees is what the JSON
says. Pure: lines in, lines out.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ui.words import day, month, shorten

__all__ = ["chain_lines"]

Node = dict[str, Any]
Edge = dict[str, Any]

ISSUES, HAS_TASK, REPORTS = "ban hành", "có nhiệm vụ", "báo cáo về"
QUOTE_WIDTH, WORDING_WIDTH = 90, 160


@dataclass(frozen=True, slots=True)
class _Chain:
    """The chain's nodes by id and its edges by either end."""

    nodes: dict[str, Node]
    leaving: dict[str, list[Edge]]
    arriving: dict[str, list[Edge]]
    seen: set[str] = field(default_factory=set)

    def kind(self, node: str) -> str:
        """The kind of a node; '' where the chain does not hold it."""
        return str(self.nodes.get(node, {}).get("kind", ""))


def chain_lines(chain: dict[str, Any]) -> Iterator[str]:
    """The lines of the tree: the root, what it carries out (above), its tasks, what carries it out (below), the end."""
    held = _index(chain)
    root = str(chain["root"])
    yield _title(held, root)
    held.seen.add(root)
    if above := list(_above(held, root, "  ")):
        yield "Cấp trên:"
        yield from above
    branches = [*_tasks(held, root), *_below(held, root)]
    yield from _branches(branches, "")
    if not branches:
        yield "  (chưa thấy nhiệm vụ hay văn bản thực hiện nào trong kho)"
    yield ""
    yield str(chain["statement"])


def _index(chain: dict[str, Any]) -> _Chain:
    leaving: dict[str, list[Edge]] = defaultdict(list)
    arriving: dict[str, list[Edge]] = defaultdict(list)
    for edge in chain["edges"]:
        leaving[edge["from"]].append(edge)
        arriving[edge["to"]].append(edge)
    return _Chain({node["id"]: node for node in chain["nodes"]}, leaving, arriving)


def _title(held: _Chain, id_: str, *, short: bool = False) -> str:
    """One directive on one line: name, date, issuer, level, place, and how it is known."""
    node = held.nodes[id_]
    issuers = dict.fromkeys(held.nodes[e["from"]]["label"] for e in held.arriving[id_] if e["relation"] == ISSUES)
    parts = [
        str(node.get("label") or node.get("code") or "(không số)"),
        f"ngày {day(node['date'])}" if node.get("date") else "",
        month(node["month"]) if node.get("month") else "",
        ", ".join(issuers),
    ]
    level = f" [{node['level']}]" if node.get("level") else ""
    stub = " (chỉ biết qua viện dẫn)" if node.get("known") == "byCitation" else ""
    title = node.get("title")
    about = f": {shorten(title, WORDING_WIDTH)}" if title and not short else ""
    return " · ".join(filter(None, parts)) + level + stub + about


def _proof(edge: Edge, width: int = QUOTE_WIDTH) -> str:
    """The sentence that proves an edge, its grade and where it stands."""
    start, end = edge["span"]
    return f"“{shorten(edge['quote'], width)}” ({edge['grade']}; {edge['document']}:{start}-{end})"


def _above(held: _Chain, id_: str, margin: str) -> Iterator[str]:
    """What this directive carries out or rests on, each once, nearest first."""
    for edge in held.leaving[id_]:
        higher = edge["to"]
        if held.kind(higher) != "directive" or higher in held.seen:
            continue
        held.seen.add(higher)
        yield f"{margin}↑ {edge['relation']} {_title(held, higher)}"
        yield f"{margin}    {_proof(edge)}"
        yield from _above(held, higher, margin + "  ")


# a branch of the tree: its first line, the lines under it, and its own branches
_Branch = tuple[str, list[str], list["_Branch"]]


def _below(held: _Chain, id_: str) -> Iterator[_Branch]:
    """What carries this directive out: each lower directive with its own tasks and branches."""
    lower = [edge for edge in held.arriving[id_] if held.kind(edge["from"]) == "directive"]
    for edge in sorted(lower, key=lambda e: _order(held.nodes[e["from"]])):
        source = edge["from"]
        if source in held.seen:
            yield f"↓ {edge['relation']}: {_title(held, source, short=True)} (đã nêu ở trên)", [_proof(edge)], []
            continue
        held.seen.add(source)
        yield (
            f"↓ {edge['relation']}: {_title(held, source)}",
            [_proof(edge)],
            [*_tasks(held, source), *_below(held, source)],
        )


def _order(node: Node) -> tuple[str, str, str]:
    return str(node.get("date") or node.get("month") or "9999"), str(node.get("code") or ""), str(node["id"])


def _tasks(held: _Chain, id_: str) -> Iterator[_Branch]:
    for edge in held.leaving[id_]:
        if edge["relation"] == HAS_TASK and edge["to"] in held.nodes:
            task = held.nodes[edge["to"]]
            path = f" {task['path']}" if task.get("path") else ""
            yield f"• nhiệm vụ{path}: {shorten(task['label'], WORDING_WIDTH)}", [_proof(edge), *_duties(held, edge["to"])], []


def _duties(held: _Chain, task: str) -> Iterator[str]:
    """Owner, deadline and report of a task, in that order, each with its proof."""
    edges = held.leaving[task]
    for edge in sorted(edges, key=lambda e: e["relation"] == REPORTS):
        via = f", qua {edge['via']}" if edge.get("via") else ""
        due = f", {edge['due']}" if edge.get("due") else ""
        yield f"→ {edge['relation']} {held.nodes[edge['to']]['label']}{via}{due}"
        yield f"    {_proof(edge)}"


def _branches(branches: list[_Branch], margin: str) -> Iterator[str]:
    for number, (head, notes, inner) in enumerate(branches, 1):
        last = number == len(branches)
        yield f"{margin}{'└─' if last else '├─'} {head}"
        below = margin + ("   " if last else "│  ")
        yield from (f"{below}{'│ ' if inner else '  '}{note}" for note in notes)
        yield from _branches(inner, below)
