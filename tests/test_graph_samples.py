"""Hand-made documents for the tests of ``graph``, shaped as ``docs/graph.md`` says; and that they are so."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

import pytest
import rdflib
from rdflib import Graph, Literal, URIRef

from ontology import iri
from ontology.dataset import TextGraph
from ontology.model import Actor, ActorKind, Deadline, DeadlineKind, Evidence, Figure, Grade, Issue
from ontology.shapes import validate
from ontology.terms import CD, DCTERMS, GRADE_TERMS, OA, RDF, RDFS, RELATION_TERMS, type_term

_KINDS = {ActorKind.UNIT: CD.Unit, ActorKind.GROUP: CD.UnitGroup, ActorKind.POST: CD.Post}


def central(name):
    return Actor(name, name, level="trung ương")


def provincial(name, province="Thanh Hóa"):
    return Actor(name, f"{name} {province}", level="tỉnh", place=province, province=province)


def commune(name, place="Ngọc Sơn", province="Thanh Hóa", kind=ActorKind.UNIT):
    return Actor(name, f"{name} phường {place}", kind, "xã", place, province)


@dataclass
class Paper:
    """One document being written: every sentence added is evidence for what it says."""

    file: str
    type: str
    code: str
    date: date | None
    issuer: Actor
    title: str = ""
    bounds: tuple[date | None, date | None] = (None, None)
    version: str = ""
    content: str = ""
    triples: Graph = field(default_factory=Graph)

    def __post_init__(self):
        self.sha256 = hashlib.sha256((self.file + self.version).encode()).hexdigest()
        self.text = iri.text_iri(self.sha256)
        self.graph = iri.text_graph_iri(self.sha256)
        issuer = self.issuer
        seat = iri.seat(issuer.place, issuer.province, issuer.level, self.sha256)
        blank = not (self.code and self.date)
        self.own = iri.blank_directive_iri(self.sha256) if blank else iri.directive_iri(self.code, self.date, seat)
        self._put(self.own, RDF.type, CD.Directive)
        self._put(self.own, CD.known, CD.byText)
        self._put(self.own, CD.documentType, type_term(self.type))
        for term, value in ((CD.code, self.code), (DCTERMS.title, self.title), (CD.level, issuer.level)):
            if value:
                self._put(self.own, term, Literal(value))
        for term, day in zip((CD.issuedOn, CD.issuedFrom, CD.issuedUntil), (self.date, *self.bounds), strict=True):
            if day:
                self._put(self.own, term, Literal(day))
        self.relate(self.actor(issuer), CD.issues, self.own, self.say(issuer.name.upper()), rule="header.issuer")
        self._put(self.text, RDF.type, CD.Text)
        self._put(self.text, CD.textOf, URIRef(self.own))
        self._put(self.text, CD.fileName, Literal(self.file))
        self._put(self.text, CD.sha256, Literal(self.sha256))

    def say(self, words):
        """Add a line and return its evidence."""
        start = len(self.content)
        self.content += words + "\n"
        return self.quote(words, start)

    def quote(self, words, start=None):
        start = self.content.index(words) if start is None else start
        evidence = iri.evidence_iri(self.sha256, start, start + len(words))
        self._put(evidence, RDF.type, CD.Evidence)
        self._put(evidence, CD.inText, URIRef(self.text))
        self._put(evidence, OA.exact, Literal(words))
        self._put(evidence, OA.start, Literal(start))
        self._put(evidence, OA.end, Literal(start + len(words)))
        self._put(evidence, CD.stamp, Literal(iri.stamp(words)))
        return evidence

    def relate(self, subject, relation, obj, evidence, grade=Grade.STATED, rule="test", **more):
        """A plain relation and its assertion; returns the assertion's IRI."""
        qualifiers = [more[key] for key in ("via", "deadline") if more.get(key)]
        assertion = iri.assertion_iri(str(subject), str(relation), str(obj), evidence, *qualifiers)
        self._put(subject, relation, URIRef(obj))
        self._put(assertion, RDF.type, CD.Assertion)
        kind = {CD.reportsTo: CD.ReportingLine, CD.assignedTo: CD.Assignment, CD.coordinatesWith: CD.Assignment}
        if relation in kind:
            self._put(assertion, RDF.type, kind[relation])
        for term, value in ((RDF.subject, subject), (RDF.predicate, relation), (RDF.object, obj)):
            self._put(assertion, term, URIRef(value))
        self._put(assertion, CD.evidence, URIRef(evidence))
        self._put(assertion, CD.grade, GRADE_TERMS[grade])
        self._put(assertion, CD.rule, Literal(rule))
        for key, term in (("via", CD.via), ("deadline", CD.hasDeadline)):
            if more.get(key):
                self._put(assertion, term, URIRef(more[key]))
        return assertion

    def actor(self, actor):
        unit = iri.actor_iri(actor, self.sha256)
        self._put(unit, RDF.type, _KINDS[actor.kind])
        self._put(unit, RDFS.label, Literal(actor.name))
        for term, value in ((CD.level, actor.level), (CD.place, actor.place), (CD.province, actor.province)):
            if value:
                self._put(unit, term, Literal(value))
        return unit

    def mention(self, code, day=None, issuer=None, seat=None, type="", title=""):
        """A directive known by citation; its seat is its issuer's, or unknown."""
        place = (issuer.place, issuer.province, issuer.level) if issuer else ("", "", "")
        cited = iri.directive_iri(code, day, seat or iri.seat(*place, self.sha256))
        self._put(cited, RDF.type, CD.Directive)
        self._put(cited, CD.known, CD.byCitation)
        self._put(cited, CD.code, Literal(code))
        for term, value in ((CD.issuedOn, day), (DCTERMS.title, title)):
            if value:
                self._put(cited, term, Literal(value))
        if type:
            self._put(cited, CD.documentType, type_term(type))
        return cited

    def cite(self, relation, code, day=None, issuer=None, words="", **more):
        """Say that this document stands in a relation to a directive; returns the directive and the assertion."""
        cited = self.mention(code, day, issuer, **more)
        evidence = self.say(words or f"{relation.capitalize()} văn bản số {code} ({day})")
        if issuer:
            self.relate(self.actor(issuer), CD.issues, cited, evidence, rule="cite.issuer")
        return cited, self.relate(self.own, RELATION_TERMS[relation], cited, evidence, rule=f"cite.{relation}")

    def pass_by(self, lower, relation, higher, words):
        return self.relate(lower, RELATION_TERMS[relation], higher, self.say(words), rule="cite.passing")

    def task(self, path, wording, owners=(), helpers=(), due=None, month="", report=None):
        """A task with its owners, helpers, due day and (receiver, channel) of its report."""
        evidence = self.say(wording)
        task = iri.task_iri(self.sha256, path, 1)
        self._put(task, RDF.type, CD.Task)
        self._put(task, CD.path, Literal(path))
        self._put(task, CD.ordinal, Literal(1))
        self._put(task, CD.wording, Literal(wording))
        self._put(task, CD.evidence, URIRef(evidence))
        if month:
            self._put(task, CD.month, Literal(month, datatype=rdflib.XSD.gYearMonth))
        self.relate(self.own, CD.hasTask, task, evidence, rule="task.sentence")
        for owner in owners:
            self.relate(task, CD.assignedTo, self.actor(owner), evidence, Grade.HEADING, "task.heading-unit")
        for helper in helpers:
            self.relate(task, CD.coordinatesWith, self.actor(helper), evidence, rule="task.with")
        deadline = self._deadline(task, due) if due else None
        if report:
            receiver, via = (self.actor(unit) if unit else None for unit in report)
            said = self.say(f"Báo cáo về {report[0].name}.")
            self.relate(task, CD.reportsTo, receiver, said, rule="report.to", via=via, deadline=deadline)
        return task

    def send(self, actor, relation="gửi"):
        said = self.say(f"Kính gửi: {actor.name}")
        return self.relate(self.own, RELATION_TERMS[relation], self.actor(actor), said, rule="header.to")

    def warn(self, code, message):
        warning = iri.warning_iri(self.sha256, Issue(code, message))
        self._put(self.own, CD.hasWarning, URIRef(warning))
        self._put(warning, RDF.type, CD.Warning)
        self._put(warning, CD.warningCode, Literal(code))
        self._put(warning, RDFS.label, Literal(message))

    def target(self, value, measure):
        words = f"Phấn đấu đạt {value} {measure}."
        start = len(self.content)
        said = self.say(words)
        told = Figure(float(value), measure, Evidence(start, start + len(words), words, "target"), ">=")
        figure = iri.figure_iri(self.sha256, "target", told)
        self._put(self.own, CD.hasTarget, URIRef(figure))
        self._put(figure, RDF.type, CD.Target)
        self._put(figure, CD.value, Literal(float(value)))
        self._put(figure, CD.comparator, Literal(">="))
        self._put(figure, CD.measure, Literal(measure))
        self._put(figure, CD.evidence, URIRef(said))

    def tell(self, words, progress, month):
        """What has been done: a sentence of item I."""
        outcome = URIRef(iri.outcome_iri(self.sha256, "I", 1))
        self._put(self.own, CD.hasOutcome, outcome)
        self._put(outcome, RDF.type, CD.Outcome)
        self._put(outcome, CD.path, Literal("I"))
        self._put(outcome, CD.wording, Literal(words))
        self._put(outcome, CD.progress, Literal(progress))
        self._put(outcome, CD.proved, Literal(True))
        self._put(outcome, CD.month, Literal(month))
        self._put(outcome, CD.evidence, URIRef(self.say(words)))

    def done(self):
        """The document as the store takes it."""
        whole = Graph()
        whole += self.triples
        whole.add((URIRef(self.text), CD.content, Literal(self.content)))
        return TextGraph(self.graph, self.text, self.own, whole)

    def _deadline(self, task, due):
        printed = f"trước ngày {due.day}/{due.month}/{due.year}"
        start = len(self.content)
        evidence = self.say(printed)
        told = Deadline(DeadlineKind.DATE, Evidence(start, start + len(printed), printed, "due"), to=due)
        deadline = iri.deadline_iri(self.sha256, told)
        self._put(task, CD.hasDeadline, URIRef(deadline))
        self._put(deadline, RDF.type, CD.Deadline)
        self._put(deadline, CD.deadlineKind, Literal("date"))
        self._put(deadline, CD.due, Literal(due))
        self._put(deadline, CD.precision, Literal("day"))
        self._put(deadline, CD.printed, Literal(printed))
        self._put(deadline, CD.grade, CD.stated)
        self._put(deadline, CD.evidence, URIRef(evidence))
        return deadline

    def _put(self, subject, predicate, value):
        self.triples.add((URIRef(subject), predicate, value))


SECRETARIAT = central("Ban Bí thư Trung ương Đảng")
PROVINCE = provincial("Ban Thường vụ Tỉnh ủy")
ORGANISATION = provincial("Ban Tổ chức Tỉnh ủy")
OFFICE = provincial("Văn phòng Tỉnh ủy")
WARD = commune("Ban Thường vụ Đảng ủy")
BUILDING = commune("Ban Xây dựng Đảng Đảng ủy")
CELLS = commune("các chi bộ", kind=ActorKind.GROUP)


def conclusion():
    """The top of the cascade: a central conclusion, held as a file."""
    paper = Paper("27-kl.txt", "KL", "27-KL/TW", date(2026, 4, 24), SECRETARIAT, "về sinh hoạt chi bộ")
    paper.target(5, "mô hình")
    return paper


def plan(province="Thanh Hóa", *, sent=True):
    """The middle: a provincial plan that implements it, cites a directive nobody has, and sets a task."""
    issuer, owner, office = (provincial(unit, province) for unit in ("Ban Thường vụ", "Ban Tổ chức", "Văn phòng"))
    paper = Paper(f"kh-{province}.txt", "KH", "12-KH/TU", date(2026, 4, 29), issuer, "thực hiện Kết luận 27")
    paper.cite("thực hiện", "27-KL/TW", date(2026, 4, 24), SECRETARIAT, type="KL")
    paper.cite("viện dẫn", "50-CT/TW", date(2025, 7, 23), SECRETARIAT, type="CT")
    paper.task("1", "Ban Tổ chức Tỉnh ủy hướng dẫn các đảng ủy.", [owner], [office], date(2026, 5, 30), "2026-05")
    if sent:
        paper.send(commune("các đảng ủy", kind=ActorKind.GROUP))
    return paper


def ward_plan(place="Ngọc Sơn", province="Thanh Hóa"):
    """The bottom: a ward's plan that implements the provincial one, and the central one by an undated mention."""
    issuer, owner = commune("Ban Thường vụ Đảng ủy", place, province), commune("Ban Xây dựng Đảng", place, province)
    cells = commune("các chi bộ", place, province, ActorKind.GROUP)
    paper = Paper(f"kh-{place}-{province}.txt", "KH", "08-KH/ĐU", date(2026, 5, 4), issuer, "thực hiện Kế hoạch 12")
    paper.cite("thực hiện", "12-KH/TU", date(2026, 4, 29), provincial("Ban Thường vụ", province), type="KH")
    paper.cite("căn cứ", "27-KL/TW", seat="trung-uong", type="KL")
    office = commune("Văn phòng Đảng ủy", place, province)
    paper.task("1", "Ban Xây dựng Đảng chủ trì.", [owner], due=date(2026, 5, 20), report=(issuer, office))
    paper.task("2", "Các chi bộ quán triệt trong tháng 6.", [cells], month="2026-06")
    paper.warn("month-missing", "Văn bản không nêu tháng của nhiệm vụ.")
    return paper


def cascade():
    """A cascade of three levels."""
    return [conclusion(), plan(), ward_plan()]


def many(count):
    """A cascade of ``count`` documents: one conclusion, a plan for each of some provinces, plans of their wards."""
    provinces = ["Thanh Hóa", "Hải Phòng", "Hà Nội", "Nghệ An", "Đồng Nai", "Huế"]
    papers = [conclusion(), *(plan(province) for province in provinces)]
    papers += [ward_plan(f"Phường {number}", provinces[number % len(provinces)]) for number in range(count)]
    return papers[:count]


@pytest.mark.parametrize("paper", [conclusion(), plan(), ward_plan()], ids=lambda paper: paper.file)
def test_the_samples_are_fit_to_be_stored(paper):
    assert validate(paper.done().triples) == ()
