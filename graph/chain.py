"""The chain of one directive as a graph: who carries it out, which tasks follow, who owns them, who reports to whom.

A ``networkx.MultiDiGraph`` of one directive's neighbourhood: nodes carry the keys of :data:`NODE_KEYS`, edges those of
:data:`EDGE_KEYS` and the IRI of their assertion as key. What is not told is ''. An edge points the way it reads:
the lower directive *thực hiện* the higher one, a directive *có nhiệm vụ*, a task *giao cho* a unit, a unit *ban hành*.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

import networkx as nx

from graph.decisions import Ruling, effective
from graph.errors import UnknownDirective
from graph.reader import Reader
from graph.register.directives import described, reported
from graph.rows import Record, Rows, ask
from graph.statement import statement
from graph.walk import Edge, Walk, ask_each, edge_of, walk
from graph.words import relation_word, type_word

__all__ = [
    "DEPTH",
    "EDGE_KEYS",
    "NODE_KEYS",
    "Chain",
    "add_directives",
    "as_json",
    "canonical",
    "chain",
    "connect",
    "name_documents",
]

#: How many levels a chain goes each way, unless told otherwise: more than there are levels of government.
DEPTH: Final = 8
NODE_KEYS: Final = (
    "kind", "label", "level", "unit", "date", "month", "code", "type", "title", "known", "path", "document", "place",
)  # fmt: skip
EDGE_KEYS: Final = ("relation", "grade", "quote", "document", "span", "text", "rule", "due", "via")

_CD: Final = "urn:chidao:term:"
_KINDS: Final = {f"{_CD}Unit": "unit", f"{_CD}UnitGroup": "group", f"{_CD}Post": "post"}

Chain: TypeAlias = "nx.MultiDiGraph[str]"


def chain(
    source: Rows, directive: str, *, up: bool = True, down: bool = True, depth: int = DEPTH, addressees: bool = False
) -> Chain:
    """The chain of ``directive`` (any IRI by which a text names it), ``depth`` levels up and down.

    ``addressees`` adds whom the directives are sent to. The graph's own attributes are ``root`` (the directive's IRI),
    ``stops`` and ``cut`` (where the chain ends, where we did) and ``statement``.
    Raises :class:`UnknownDirective`, and what ``source`` raises.
    """
    root = canonical(source, directive)
    rulings = effective(source)
    met = walk(source, root, rulings, up=up, down=down, depth=depth)
    graph: Chain = nx.MultiDiGraph(root=root, stops=met.stops, cut=sorted(met.cut))
    add_directives(graph, source, met.directives)
    for edge in met.edges.values():
        connect(graph, edge)
    _add_tasks(graph, source, met, rulings)
    _add_actors(graph, source, met, rulings, addressees=addressees)
    name_documents(graph, source)
    graph.graph["statement"] = statement(graph, ask(source, "coverage")[0])
    return graph


def canonical(source: Rows, directive: str) -> str:
    """The IRI of the directive that ``directive`` is identified as; raises :class:`UnknownDirective`."""
    found = ask(source, "identified", mentioned=directive)
    if not found:
        raise UnknownDirective(f"Kho không biết văn bản {directive}. Hãy nạp văn bản, hoặc xem lại số và ngày.")
    return str(found[0]["directive"])


def as_json(graph: Chain, root: str | None = None) -> dict[str, Any]:
    """The chain in plain values, in an order that depends on its content alone; ``root`` if not the chain's."""
    nodes = [{"id": node, **{key: graph.nodes[node][key] for key in NODE_KEYS}} for node in sorted(graph)]
    edges = [
        {
            "id": key,
            "from": source,
            "to": target,
            **{name: graph.edges[source, target, key][name] for name in EDGE_KEYS},
        }
        for source, target, key in sorted(graph.edges(keys=True))
    ]
    return {
        "root": root or graph.graph["root"],
        "nodes": nodes,
        "edges": edges,
        "statement": graph.graph["statement"],
    }


def add_directives(graph: Chain, source: Rows, directives: Iterable[str]) -> None:
    """Put directives (canonical IRIs) into a chain as nodes."""
    for row in _described(source, directives):
        code = row["code"] or ""
        _add_node(
            graph,
            row["directive"],
            "directive",
            label=code or row["title"] or row["document"] or row["directive"],
            level=row["level"],
            unit=row["issuer"],
            date=row["date"],
            month=row["month"],
            code=code,
            type=type_word(row["type"] or ""),
            title=row["title"],
            known=row["known"],
            document=code or row["document"],
            place=row["place"],
        )


def _described(source: Rows, directives: Iterable[str]) -> Iterable[Record]:
    if isinstance(source, Reader):  # a widely cited directive has thousands beside it
        return described(source.register, directives)
    return ask_each(source, "directive", "directive", directives)


def _add_tasks(graph: Chain, source: Rows, met: Walk, rulings: Mapping[str, Ruling]) -> None:
    for row in ask_each(source, "tasks-of-directive", "directive", met.followed):
        edge = edge_of(row, row["directive"], row["task"], f"{_CD}hasTask", rulings)
        if edge.rejected:
            continue
        owner = graph.nodes[row["directive"]]
        _add_node(
            graph,
            row["task"],
            "task",
            label=row["wording"],
            level=owner["level"],
            date=row["due"],
            month=row["month"] or owner["month"],
            path=row["path"],
            document=owner["document"],
            place=owner["place"],
        )
        # what has no day of its own may still be due again and again
        connect(graph, edge, "" if row["due"] else row["recurrence"] or "")


def _add_actors(graph: Chain, source: Rows, met: Walk, rulings: Mapping[str, Ruling], *, addressees: bool) -> None:
    tasks = [node for node, data in graph.nodes(data=True) if data["kind"] == "task"]
    for row in ask_each(source, "issuers", "directive", met.directives):
        _add_line(graph, row, edge_of(row, row["unit"], row["directive"], f"{_CD}issues", rulings))
    for row in ask_each(source, "addressees", "directive", met.followed if addressees else ()):
        _add_line(graph, row, edge_of(row, row["directive"], row["unit"], row["relation"], rulings))
    for row in ask_each(source, "assignments-of-task", "task", tasks):
        edge = edge_of(row, row["task"], row["unit"], row["relation"], rulings)
        _add_line(graph, row, edge, due=graph.nodes[row["task"]]["date"])
        if edge.relation == f"{_CD}assignedTo" and not edge.rejected:
            _own(graph.nodes[row["task"]], row["name"])
    # hardly any task has a report, and the graph is slow to say that there is none
    if isinstance(source, Reader):
        tasks = reported(source.register, tasks)
    for row in ask_each(source, "reports-of-task", "task", tasks):
        due = _text(row["due"]) or row["recurrence"] or row["printed"] or ""
        edge = edge_of(row, row["task"], row["unit"], f"{_CD}reportsTo", rulings)
        _add_line(graph, row, edge, due=due, via=row["viaName"] or "")


def _own(task: dict[str, str], name: str) -> None:
    """Name the owner on the task itself, each once, in the order of the text."""
    names = [known for known in task["unit"].split("; ") if known]
    task["unit"] = "; ".join(names if name in names else [*names, name])


def _add_line(graph: Chain, row: Record, edge: Edge, due: str = "", via: str = "") -> None:
    """An edge between a node of the graph and an actor; a rejected one brings no new actor."""
    actor = row["unit"]
    if edge.rejected and actor not in graph:
        return
    if actor not in graph:
        _add_node(
            graph, actor, _KINDS[row["kind"]], label=row["name"], level=row["level"],
            place=row["place"] or row["province"],
        )  # fmt: skip
    connect(graph, edge, due, via)


def _add_node(graph: Chain, node: str, kind: str, **told: str | date | None) -> None:
    values = {key: _text(told.get(key)) for key in NODE_KEYS}
    graph.add_node(node, **{**values, "kind": kind})


def connect(graph: Chain, edge: Edge, due: str = "", via: str = "") -> None:
    """Put a fact between two nodes of a chain, once."""
    if graph.has_edge(edge.source, edge.target, edge.id):
        return
    graph.add_edge(
        edge.source,
        edge.target,
        edge.id,
        relation=relation_word(edge.relation),
        grade=edge.grade.value,
        quote=edge.quote,
        document=edge.file,
        span=[edge.start, edge.end],
        text=edge.text,
        rule=edge.rule,
        due=due,
        via=via,
    )


def name_documents(graph: Chain, source: Rows) -> None:
    """Say which document an edge was read in by that document's code, where it has one."""
    texts = {data["text"] for _, _, data in graph.edges(data=True)}
    codes = {row["text"]: row["code"] for row in ask_each(source, "text", "text", texts) if row["code"]}
    for _, _, data in graph.edges(data=True):
        data["document"] = codes.get(data["text"], data["document"])


def _text(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""
