"""Is a graph fit to be stored? Shapes (``shapes.ttl``, SHACL) and the rules of :mod:`ontology.checks` say.

Offline: no import is followed and nothing is inferred.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from rdflib import Graph
from rdflib.term import Literal, Node, URIRef

from ontology.checks import Fault, faults
from ontology.facts import Facts
from ontology.issue import Issue, Severity
from ontology.quick import surely_fit
from ontology.terms import CD, DCTERMS, OA, RDF, RDFS, RELATION_WORDS, SH

__all__ = ["shapes_graph", "validate"]

_REMEDIES: Final = {
    Severity.REFUSAL: "Văn bản chưa được lưu; hãy gửi tên tệp và dòng này cho người phụ trách phần mềm.",
    Severity.WARNING: "Văn bản vẫn được lưu; hãy đối chiếu với bản gốc.",
}
_LONGEST: Final = 60

#: Class → the word for one of it, and the properties that say which.
_NAMED: Final = (
    (CD.Task, "nhiệm vụ", (CD.path, CD.wording)),
    (CD.Directive, "văn bản", (CD.code, DCTERMS.title)),
    (CD.Deadline, "thời hạn", (CD.printed,)),
    (CD.Evidence, "chứng cứ", (OA.exact,)),
    (CD.Provision, "mục", (CD.path,)),
    (CD.Unit, "đơn vị", (RDFS.label,)),
    (CD.UnitGroup, "nhóm đơn vị", (RDFS.label,)),
    (CD.Post, "chức danh", (RDFS.label,)),
    (CD.Target, "chỉ tiêu", (CD.value, CD.measure)),
    (CD.Result, "kết quả", (CD.value, CD.measure)),
    (CD.Outcome, "việc đã làm", (CD.path, CD.wording)),
    (CD.Warning, "cảnh báo", (CD.warningCode,)),
    (CD.Decision, "quyết định của", (CD.by,)),
    (CD.Text, "toàn văn", (CD.fileName,)),
)


@cache
def shapes_graph() -> Graph:
    """The shapes, parsed once. Treat it as read-only."""
    return Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle")


def validate(graph: Graph) -> tuple[Issue, ...]:
    """Every fault of the graph of one text or one decision, in Vietnamese; none if it is fit.

    A refusal is a slip of ours: the graph must not be stored. A warning (one directive called by two types) may come
    from the document's own words and is no reason to keep it out.

    ``graph`` is an in-memory graph and is not changed. The order of the issues depends on nothing but the graph.
    """
    found = {_issue(graph, fault) for fault in (*_shape_faults(graph), *faults(graph))}
    return tuple(sorted(found, key=lambda issue: (issue.code, issue.where, issue.what, issue.span or ())))


def _shape_faults(graph: Graph) -> Iterator[Fault]:
    if surely_fit(graph, shapes_graph()):
        return
    # pyshacl takes half a second to import, and most commands never validate
    import pyshacl  # noqa: PLC0415

    plain = graph.plain() if isinstance(graph, Facts) else graph
    conforms, report, _ = pyshacl.validate(
        plain, shacl_graph=shapes_graph(), advanced=False, inference="none", do_owl_imports=False
    )
    if conforms:
        return
    for result in report.objects(None, SH.result):
        shape = report.value(result, SH.sourceShape)
        node, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        met = f" (gặp: {_short(value)})" if isinstance(value, Literal) else ""
        what = f"{report.value(result, SH.resultMessage)}{met}"
        light = report.value(result, SH.resultSeverity) == SH.Warning
        severity = Severity.WARNING if light else Severity.REFUSAL
        yield Fault(str(shape).rpartition(":")[2], what, node if node is not None else result, severity)


def _issue(graph: Graph, fault: Fault) -> Issue:
    span, quote = _evidence(graph, fault.node)
    names = [str(name) for name in sorted(graph.objects(None, CD.fileName), key=str)]
    where = ", ".join((*names[:1], _describe(graph, fault.node)))
    return Issue(fault.code, fault.what, where, _REMEDIES[fault.severity], fault.severity, span, quote)


def _evidence(graph: Graph, node: Node) -> tuple[tuple[int, int] | None, str]:
    """Where the words of ``node`` stand: the first of its evidence, or ``node`` itself if it is evidence."""
    for proof in (node, *sorted(graph.objects(node, CD.evidence), key=str)):
        start, end = (_integer(graph.value(proof, part)) for part in (OA.start, OA.end))
        if start is not None and end is not None:
            return (start, end), str(graph.value(proof, OA.exact) or "")
    return None, ""


def _integer(value: Node | None) -> int | None:
    number = value.toPython() if isinstance(value, Literal) else None
    return number if isinstance(number, int) else None


def _describe(graph: Graph, node: Node) -> str:
    """A person's words for ``node``: 'nhiệm vụ V.1', 'quan hệ «giao cho»'; its IRI if nothing better is there."""
    relation = graph.value(node, RDF.predicate)
    if isinstance(relation, URIRef):
        surface = graph.value(node, CD.surface)
        word = RELATION_WORDS.get(relation, str(relation))
        return f"quan hệ «{word}»{f' ({_short(surface)})' if surface else ''}"
    classes = set(graph.objects(node, RDF.type))
    for kind, word, properties in _NAMED:
        values = [value for part in properties for value in sorted(graph.objects(node, part), key=str)[:1]]
        if kind in classes and values:
            return f"{word} {' '.join(map(_short, values))}"
    return str(node)


def _short(value: Node | None) -> str:
    words = " ".join(str(value).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
