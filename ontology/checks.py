"""What shapes cannot say of a graph: rules that compare one node with another. :mod:`ontology.shapes` runs them.

Each rule takes a graph and yields :class:`Fault` values; it changes nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from rdflib.term import BNode, Literal, Node, URIRef

from ontology.facts import Facts
from ontology.iri import stamp
from ontology.issue import Severity
from ontology.terms import CD, OA, PROVED_RELATIONS, RDF, RELATION_WORDS

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["RULES", "Fault", "faults"]

_ASSIGNING: Final = frozenset({CD.assignedTo, CD.coordinatesWith, CD.monitoredBy})


class Fault(NamedTuple):
    """A broken rule: a stable code, a Vietnamese sentence, the node it is about, and how much it costs."""

    code: str
    what: str
    node: Node
    severity: Severity = Severity.REFUSAL


def named_nodes(graph: "Graph") -> Iterator[Fault]:
    """No blank nodes: one cannot be replaced, cited or decided about."""
    nodes = {node for node in _terms(graph) if isinstance(node, BNode)}
    if nodes:
        yield Fault("blank-node", f"Đồ thị có {len(nodes)} nút không tên (blank node).", min(nodes, key=str))


def known_terms(graph: "Graph") -> Iterator[Fault]:
    """Every ``cd:`` name is a term of the vocabulary."""
    start = str(CD)
    names = {term for term in _terms(graph) if isinstance(term, URIRef) and term.startswith(start)}
    for name in sorted(names):
        if name not in CD:
            yield Fault("unknown-term", f"Từ vựng không có tên «{name.removeprefix(start)}».", name)


def proved_relations(graph: "Graph") -> Iterator[Fault]:
    """Every relation has an assertion; every assertion has its relation and the class that its relation needs."""
    asserted = set()
    for node in graph.subjects(RDF.type, CD.Assertion):
        subject, relation, object = (graph.value(node, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        if subject is None or relation is None or object is None:
            continue
        asserted.add((subject, relation, object))
        if (subject, relation, object) not in graph and graph.value(node, CD.grade) != CD.rejected:
            yield Fault("assertion-unstored", "Khẳng định không có quan hệ tương ứng trong đồ thị.", node)
        yield from _assertion_class(graph, node, relation)
    for term in PROVED_RELATIONS:
        for subject, object in graph.subject_objects(term):
            if (subject, term, object) not in asserted:
                word = RELATION_WORDS[term]
                yield Fault("relation-unproved", f"Quan hệ «{word}» không có khẳng định nào chứng minh.", subject)


def _assertion_class(graph: "Graph", node: Node, relation: Node) -> Iterator[Fault]:
    for relations, needed, name in (
        (_ASSIGNING, CD.Assignment, "phân công"),
        ({CD.reportsTo}, CD.ReportingLine, "chế độ báo cáo"),
    ):
        if (relation in relations) != ((node, RDF.type, needed) in graph):
            what = f"Khẳng định thuộc lớp «{name}» khi và chỉ khi quan hệ của nó thuộc lớp ấy."
            yield Fault("assertion-class", what, node)


def true_quotes(graph: "Graph") -> Iterator[Fault]:
    """A quote is as long as its span, stands in the text at that span, and has the right stamp."""
    contents = {text: str(content) for text, content in graph.subject_objects(CD.content)}
    for node in graph.subjects(RDF.type, CD.Evidence):
        quote, start, end = (_plain(graph.value(node, part)) for part in (OA.exact, OA.start, OA.end))
        if not (isinstance(quote, str) and isinstance(start, int) and isinstance(end, int)):
            continue
        text = graph.value(node, CD.inText)
        content = contents.get(text) if text is not None else None
        if len(quote) != end - start:
            yield Fault("evidence-length", "Độ dài câu trích khác độ dài vị trí của nó.", node)
        elif content is not None and content[start:end] != quote:
            yield Fault("evidence-quote", "Câu trích khác chữ của toàn văn ở vị trí ấy.", node)
        if _plain(graph.value(node, CD.stamp)) != stamp(quote):
            yield Fault("evidence-stamp-differs", "Dấu băm không phải của câu trích.", node)


def one_lead(graph: "Graph") -> Iterator[Fault]:
    """Only an assigned unit leads; where a document names several that lead, nobody answers for the whole."""
    leads: dict[Node | None, set[Node | None]] = defaultdict(set)
    for node in graph.subjects(CD.lead, Literal(True)):
        if graph.value(node, RDF.predicate) != CD.assignedTo:
            yield Fault("lead-not-assigned", "Chỉ đơn vị được giao nhiệm vụ mới có thể chủ trì.", node)
        if graph.value(node, CD.grade) != CD.rejected:
            leads[graph.value(node, RDF.subject)].add(graph.value(node, RDF.object))
    for task, actors in leads.items():
        if task is not None and len(actors) > 1:
            what = f"Văn bản giao {len(actors)} đơn vị cùng chủ trì một nhiệm vụ: không rõ ai chịu trách nhiệm chính."
            yield Fault("two-leads", what, task, Severity.WARNING)


def acyclic_replacement(graph: "Graph") -> Iterator[Fault]:
    """No directive replaces itself; a circle of several may come from a document's own words."""
    replaced: dict[Node, set[Node]] = defaultdict(set)
    for newer, older in graph.subject_objects(CD.replaces):
        replaced[newer].add(older)
    for directive, older_ones in replaced.items():
        if directive in older_ones:
            yield Fault("replaces-itself", "Văn bản không thể thay thế chính nó.", directive)
        elif directive in _reachable(replaced, directive):
            yield Fault("replaces-cycle", "Các văn bản thay thế nhau thành vòng tròn.", directive, Severity.WARNING)


def _reachable(edges: dict[Node, set[Node]], start: Node) -> set[Node]:
    seen: set[Node] = set()
    waiting = [start]
    while waiting:
        fresh = edges.get(waiting.pop(), set()) - seen
        seen |= fresh
        waiting.extend(fresh)
    return seen


def _terms(graph: "Graph") -> set[Node]:
    return graph.terms() if isinstance(graph, Facts) else {term for triple in graph for term in triple}


def _plain(value: Node | None) -> object:
    return value.toPython() if isinstance(value, Literal) else None


#: All rules, in the order in which they are run.
RULES: Final[tuple[Callable[["Graph"], Iterator[Fault]], ...]] = (
    named_nodes,
    known_terms,
    proved_relations,
    true_quotes,
    one_lead,
    acyclic_replacement,
)


def faults(graph: "Graph") -> Iterator[Fault]:
    """The faults that all rules find in ``graph``."""
    return chain.from_iterable(rule(graph) for rule in RULES)
