"""The chain of a directive as a tree of text: levels, codes, dates, issuers; under each directive its tasks.

Takes the JSON of ``ui.actions.trace`` and nothing else, so that what ``--format text`` shows is what the JSON says.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Any, Final

from ui.words import day, month, shorten, when

__all__ = ["chain_lines"]

Node = Mapping[str, Any]
Edge = Mapping[str, Any]

ISSUES: Final = "ban hành"
HAS_TASK: Final = "có nhiệm vụ"
REPORTS: Final = "báo cáo về"
REJECTED: Final = "đã bác"
#: The stronger a relation, the earlier it is told; what is merely cited comes last.
ANNEXED: Final = "kèm theo"
STRENGTH: Final = (ANNEXED, "thực hiện", "chuyển tiếp", "căn cứ", "sửa đổi", "thay thế", "bãi bỏ", "viện dẫn")
#: Who owns a task comes before who helps and who watches; to whom it is reported comes last.
DUTIES: Final = ("giao cho", "phối hợp", "kiểm tra, giám sát", REPORTS)
QUOTE_WIDTH: Final = 90
WORDING_WIDTH: Final = 160


@dataclass(frozen=True, slots=True)
class _Branch:
    """A branch of the tree: its first line, the lines under it, and its own branches."""

    head: str
    notes: tuple[str, ...] = ()
    inner: tuple["_Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class _Chain:
    """The chain's nodes by id and its edges by either end."""

    nodes: Mapping[str, Node]
    leaving: Mapping[str, list[Edge]]
    arriving: Mapping[str, list[Edge]]

    def annexed(self, id_: str) -> str:
        """The directive that this one is an annex of, '' where it is none."""
        told = (edge["to"] for edge in self.leaving[id_] if edge["relation"] == ANNEXED and edge["grade"] != REJECTED)
        return min((id_ for id_ in told if id_ in self.nodes), default="")

    def between(self, id_: str, end: str) -> list[Edge]:
        """The edges between a directive and others: ``end`` 'from' for those below it, 'to' for those above it.

        What a person rejected ties nothing together; it stays in the JSON.
        """
        edges = self.arriving[id_] if end == "from" else self.leaving[id_]
        kinds = ((edge, self.nodes.get(edge[end], {}).get("kind")) for edge in edges)
        return [edge for edge, kind in kinds if kind == "directive" and edge["grade"] != REJECTED]


def chain_lines(chain: Mapping[str, Any]) -> Iterator[str]:
    """The lines of the tree: the root, what it carries out (above), its tasks, what carries it out (below), the end."""
    held = _index(chain)
    root = str(chain["root"])
    above, below = _parents(held, root, "to"), _parents(held, root, "from")
    yield _title(held, root)
    branches = [*_directives(held, root, "to", above), *_tasks(held, root), *_directives(held, root, "from", below)]
    yield from _tree(branches, "")
    yield ""
    yield str(chain["statement"])


def _index(chain: Mapping[str, Any]) -> _Chain:
    leaving: dict[str, list[Edge]] = defaultdict(list)
    arriving: dict[str, list[Edge]] = defaultdict(list)
    for edge in chain["edges"]:
        leaving[edge["from"]].append(edge)
        arriving[edge["to"]].append(edge)
    return _Chain({node["id"]: node for node in chain["nodes"]}, leaving, arriving)


def _title(held: _Chain, id_: str) -> str:
    """One directive on one line: name, date, issuer, level, what it is about, and whether its text is in the store."""
    node = held.nodes[id_]
    told = [edge["from"] for edge in held.arriving[id_] if edge["relation"] == ISSUES]
    issuers = dict.fromkeys(held.nodes[unit]["label"] for unit in told)
    parts = (
        _name(held, id_),
        f"ngày {day(node['date'])}" if node["date"] else "",
        month(node["month"]),
        ", ".join(issuers) or node["unit"],
    )
    level = f" [{node['level']}]" if node["level"] else ""
    stub = " (chỉ biết qua viện dẫn)" if node["known"] == "byCitation" else ""
    title = node["title"].removeprefix(f"{_label(node)}:").strip() if held.annexed(id_) else node["title"]
    about = f": {shorten(title, WORDING_WIDTH)}" if title and title != _name(held, id_) else ""
    return " · ".join(filter(None, parts)) + level + stub + about


def _name(held: _Chain, id_: str) -> str:
    """Type and number; of an annex what it is an annex of; a file without number by its name."""
    node = held.nodes[id_]
    if parent := held.annexed(id_):
        return f"{_label(node)} kèm theo {_plain(held.nodes[parent])} ({node['document']})"
    return _plain(node)


def _label(annex: Node) -> str:
    """'Phụ lục II', as its title begins; its type where the title has no label."""
    label, _, _ = annex["title"].partition(":")
    return str(label if label.startswith("Phụ lục") else annex["type"])


def _plain(node: Node) -> str:
    if not node["code"] and not node["document"] and node["title"]:
        return str(node["title"])  # a law, or what is named by a short form
    unnumbered = f"(không số, {node['document']})" if node["document"] else "(không rõ số)"
    return f"{node['type']} {node['code'] or unnumbered}".strip()


def _proof(edge: Edge, others: int = 0) -> str:
    """The sentence that proves an edge, its grade, where it stands, and how many other sentences say the same."""
    start, end = edge["span"]
    more = f"; và {others} câu khác" if others else ""
    return f"“{shorten(edge['quote'], QUOTE_WIDTH)}” ({edge['grade']}; {edge['document']}:{start}-{end}{more})"


def _parents(held: _Chain, root: str, end: str) -> dict[str, str]:
    """Each directive's one place in the tree: under the one it is tied to most strongly, of several the nearest."""
    parents: dict[str, str] = {root: ""}

    def weight(edge: Edge) -> int:
        # an annex stands under its own directive, where that one has a place
        loose = end == "from" and edge["relation"] != ANNEXED and held.annexed(edge["from"])
        return len(STRENGTH) + 1 if loose else _strength(edge)

    waiting = [(weight(edge), 1, edge[end], root) for edge in held.between(root, end)]
    heapify(waiting)
    while waiting:
        _, depth, directive, parent = heappop(waiting)
        if directive not in parents:
            parents[directive] = parent
            for edge in held.between(directive, end):
                heappush(waiting, (weight(edge), depth + 1, edge[end], directive))
    return parents


def _directives(held: _Chain, id_: str, end: str, parents: Mapping[str, str]) -> Iterator[_Branch]:
    """The directives below ('from') or above ('to') one: whole in their place, as a reference elsewhere."""
    arrow = "↓" if end == "from" else "↑"
    for other, best, others in _best(held, held.between(id_, end), end):
        proof = _proof(best, others)
        if parents.get(other) != id_:
            yield _Branch(f"{arrow} {best['relation']}: {_name(held, other)} (đã nêu ở nhánh khác)", (proof,))
            continue
        tasks = _tasks(held, other) if end == "from" else ()
        inner = (*tasks, *_directives(held, other, end, parents))
        yield _Branch(f"{arrow} {best['relation']}: {_title(held, other)}", (proof,), inner)


def _best(held: _Chain, edges: Iterable[Edge], end: str) -> list[tuple[str, Edge, int]]:
    """Each directive at ``end`` once, with its strongest edge, best one that the lower directive tells itself."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        found[edge[end]].append(edge)

    def rank(edge: Edge) -> tuple[int, bool, str]:
        return _strength(edge), edge["document"] != held.nodes[edge["from"]]["document"], edge["id"]

    best = [(other, min(told, key=rank), len(told) - 1) for other, told in found.items()]
    return sorted(best, key=lambda row: (_strength(row[1]), _order(held.nodes[row[0]])))


def _strength(edge: Edge) -> int:
    return _place(STRENGTH, edge["relation"])


def _place(words: tuple[str, ...], word: str) -> int:
    return words.index(word) if word in words else len(words)


def _order(node: Node) -> tuple[str, str, str]:
    return node["date"] or node["month"] or "9999", node["code"], node["id"]


def _tasks(held: _Chain, id_: str) -> Iterator[_Branch]:
    edges = [edge for edge in held.leaving[id_] if edge["relation"] == HAS_TASK and edge["to"] in held.nodes]
    for edge in sorted(edges, key=lambda edge: edge["span"]):
        task = held.nodes[edge["to"]]
        path = f" {task['path']}" if task["path"] else ""
        head = f"• nhiệm vụ{path}: {shorten(task['label'], WORDING_WIDTH)}"
        yield _Branch(head, (_proof(edge), *_duties(held, edge)))


def _duties(held: _Chain, told: Edge) -> Iterator[str]:
    """Owners, then the deadline (a day, or how often), then reports, each relation with its proof."""
    task = told["to"]
    edges = sorted(held.leaving[task], key=lambda edge: (_place(DUTIES, edge["relation"]), edge["span"], edge["id"]))
    for edge in edges:
        if edge["relation"] != REPORTS:
            yield from _duty(held, edge)
    if due := held.nodes[task]["date"] or told["due"]:
        yield f"→ thời hạn {when(due)}"
    for edge in edges:
        if edge["relation"] == REPORTS:
            yield from _duty(held, edge)


def _duty(held: _Chain, edge: Edge) -> Iterator[str]:
    via = f", qua {edge['via']}" if edge["via"] else ""
    due = f", hạn {when(edge['due'])}" if edge["due"] and edge["relation"] == REPORTS else ""
    yield f"→ {edge['relation']} {held.nodes[edge['to']]['label']}{via}{due}"
    yield f"    {_proof(edge)}"


def _tree(branches: Iterable[_Branch], margin: str) -> Iterator[str]:
    held = list(branches)
    for number, branch in enumerate(held, 1):
        last = number == len(held)
        yield f"{margin}{'└─' if last else '├─'} {branch.head}"
        below = margin + ("   " if last else "│  ")
        yield from (f"{below}{'│ ' if branch.inner else '  '}{note}" for note in branch.notes)
        yield from _tree(branch.inner, below)
