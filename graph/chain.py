"""The chain of one directive as a graph: who carries it out, which tasks follow, who owns them, who reports to whom.

A ``networkx.MultiDiGraph`` of one directive's neighbourhood: nodes carry the keys of :data:`NODE_KEYS`, edges those of
:data:`EDGE_KEYS` and the IRI of their assertion as key. What is not told is ''. An edge points the way it reads:
the lower directive *thực hiện* the higher one, a directive *có nhiệm vụ*, a task *giao cho* a unit, a unit *ban hành*.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import networkx as nx

from graph.decisions import Ruling, effective
from graph.errors import UnknownDirective
from graph.register import assertions
from graph.register.assertions import Row
from graph.register.directives import described
from graph.register.find import held
from graph.rows import Rows, ask
from graph.stands import stands
from graph.statement import statement
from graph.walk import Edge, Walk, edge_of, walk
from graph.words import relation_word, type_word

if TYPE_CHECKING:
    from graph.reader import Reader

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
]

#: How many levels a chain goes each way, unless told otherwise: more than there are levels of government.
DEPTH: Final = 8
NODE_KEYS: Final = (
    "kind", "label", "level", "unit", "date", "month", "code", "type", "title", "known", "path", "document", "place",
    "stands",
)  # fmt: skip
EDGE_KEYS: Final = ("relation", "grade", "quote", "document", "span", "text", "rule", "due", "via")
_TERM: Final = "urn:chidao:term:"
_NOTHING: Final = dict.fromkeys(NODE_KEYS, "")

Chain: TypeAlias = "nx.MultiDiGraph[str]"


def chain(
    source: "Reader",
    directive: str,
    *,
    up: bool = True,
    down: bool = True,
    depth: int = DEPTH,
    addressees: bool = False,
) -> Chain:
    """The chain of ``directive`` (any IRI by which a text names it), ``depth`` levels up and down.

    ``addressees`` adds whom the directives are sent to. The graph's own attributes are ``root`` (the directive's IRI),
    ``stops`` and ``cut`` (where the chain ends, where we did) and ``statement``.
    Raises :class:`UnknownDirective`, and what ``source`` raises.
    """
    root = canonical(source, directive)
    rulings = effective(source)
    met = walk(source, root, rulings, up=up, down=down, depth=depth)
    graph: Chain = nx.MultiDiGraph(root=root, cut=sorted(met.cut))
    add_directives(graph, source, met.directives)
    graph.graph["stops"] = met.stops([node for node, data in graph.nodes(data=True) if data["stands"] == "report"])
    for edge in met.edges.values():
        connect(graph, edge)
    _add_tasks(graph, source, met, rulings)
    _add_actors(graph, source, met, rulings, addressees=addressees)
    graph.graph["statement"] = statement(graph, held(source.register))
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


def add_directives(graph: Chain, source: "Reader", directives: Iterable[str]) -> None:
    """Put directives (canonical IRIs) into a chain as nodes."""
    rows = described(source.register, directives)
    types = {str(row["directive"]): ((row["type"] or "").removeprefix(_TERM), row["month"] or "") for row in rows}
    labels = stands(source.register, types)
    for row in rows:
        code = row["code"] or ""
        _add_node(
            graph,
            str(row["directive"]),
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
            stands=labels[str(row["directive"])],
        )


def _add_tasks(graph: Chain, source: "Reader", met: Walk, rulings: Mapping[str, Ruling]) -> None:
    rows = assertions.tasks(source.register, met.followed)
    for directive, task, path, wording, month, due, recurrence, *proof in rows:
        edge = edge_of(proof, directive, task, "hasTask", rulings)
        if edge.rejected:
            continue
        owner = graph.nodes[directive]
        _add_node(
            graph,
            task,
            "task",
            label=wording,
            level=owner["level"],
            date=due,
            month=month or owner["month"],
            path=path,
            document=owner["document"],
            place=owner["place"],
        )
        # what has no day of its own may still be due again and again
        connect(graph, edge, "" if due else recurrence or "")


def _add_actors(graph: Chain, source: "Reader", met: Walk, rulings: Mapping[str, Ruling], *, addressees: bool) -> None:
    register, sent = source.register, met.followed if addressees else ()
    for directive, *unit in assertions.issuers(register, met.directives):
        _add_line(graph, unit, edge_of(unit[6:], unit[0], directive, "issues", rulings))
    for directive, relation, *unit in assertions.addressees(register, sent):
        _add_line(graph, unit, edge_of(unit[6:], directive, unit[0], relation, rulings))
    for task, role, *unit in _of_tasks(graph, assertions.assignments(register, met.followed)):
        edge = edge_of(unit[6:], task, unit[0], role, rulings)
        _add_line(graph, unit, edge, due=graph.nodes[task]["date"])
        if role == "assignedTo" and not edge.rejected:
            _own(graph.nodes[task], unit[1])
    for task, due, via, *unit in _of_tasks(graph, assertions.reports(register, met.followed)):
        _add_line(graph, unit, edge_of(unit[6:], task, unit[0], "reportsTo", rulings), due=due, via=via)


def _of_tasks(graph: Chain, rows: Iterable[Row]) -> Iterable[Row]:
    """The rows whose task is in the chain: one that a person rejected is not."""
    return (row for row in rows if row[0] in graph)


def _own(task: dict[str, str], name: str) -> None:
    """Name the owner on the task itself, each once, in the order of the text."""
    names = [known for known in task["unit"].split("; ") if known]
    task["unit"] = "; ".join(names if name in names else [*names, name])


def _add_line(graph: Chain, unit: Row, edge: Edge, due: str = "", via: str = "") -> None:
    """An edge between a node of the graph and an actor; a rejected one brings no new actor."""
    actor, name, kind, level, place, province, *_ = unit
    if actor not in graph:
        if edge.rejected:
            return
        _add_node(graph, actor, kind, label=name, level=level, place=place or province)
    connect(graph, edge, due, via)


def _add_node(graph: Chain, node: str, kind: str, **told: str | None) -> None:
    graph.add_node(node, **{**_NOTHING, **{key: value or "" for key, value in told.items()}, "kind": kind})


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
        document=edge.document,
        span=[edge.start, edge.end],
        text=edge.text,
        rule=edge.rule,
        due=due,
        via=via,
    )
