"""The papers of a city over years, as many as one likes, in the form in which the writer takes them.

The city's plan carries out a conclusion of the centre and is addressed to all 126 communes of Hà Nội; each commune
carries it out once, in one of the twelve months of a year, with 25 tasks, and otherwise issues resolutions of a month's
tasks, 52 of them, which tell the results of the month before. As in long resolutions, not every task names who does it:
one in three does not. Every paper is a graph of the shape of ``docs/graph.md``: each task with its own sentence, each
relation with its assertion; a task comes to 23 triples here, where what is read from documents has 50 to 60 (rules,
provisions, types): what the register answers goes by tasks and papers, not by triples.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.descriptions import mentions_in
from graph.prepared import Prepared
from graph.register.derive import derive, triples_in
from graph.register.mend import digest
from ontology import registry
from ontology.iri import actor_iri, directive_iri, seat, stamp
from ontology.model import Actor, ActorKind

__all__ = ["MONTH", "PLAN", "PLAN_CODE", "UNIT", "papers"]

#: Tasks of a plan that carries the city's out, and of a month's resolution; every seventh of these names that plan.
_CARRYING = 25
_MONTHLY = 52
_CITING = 7
#: Of the tasks of plans, how many say where: so about three in ten have words of their own, as in the planted cascade.
_WITH_A_PLACE = 0.3
PLAN_CODE = "79-KH/TU"
_PROVINCE = "Hà Nội"
_CITY = Actor("", f"Thành ủy {_PROVINCE}", ActorKind.UNIT, "tỉnh", "", _PROVINCE)
_ALL = Actor("", "các xã, phường", ActorKind.GROUP, "xã", "", _PROVINCE)
_CENTRE = Actor("", "Ban Bí thư", ActorKind.UNIT, "trung ương")
_PLACES = registry.communes("01")
_BODIES = ("Ủy ban nhân dân", "Công an", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trạm Y tế", "Ban Chỉ huy Quân sự")
_YEARS = 5
_WORDS = (
    "rà soát hồ sơ đảng viên",
    "giải tỏa lấn chiếm vỉa hè",
    "tổ chức đối thoại với Nhân dân",
    "kiểm tra an toàn cháy nổ",
    "chi trả bồi thường",
    "Ban Thường vụ Đảng ủy phường xem xét báo cáo",
    "xóa nhà tạm cho hộ nghèo",
    "nạo vét kênh mương",
    "số hóa hồ sơ lưu trữ",
    "khám sức khỏe người cao tuổi",
    "phân loại rác tại nguồn",
    "diễn tập sơ tán dân",
)
_CD = "urn:chidao:term:"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_OA = "http://www.w3.org/ns/oa#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_TITLE = "http://purl.org/dc/terms/title"

#: The city's plan, whose branch is the widest; a month, and a unit that has tasks in it.
PLAN = directive_iri(PLAN_CODE, date(2026, 1, 10), seat("", _PROVINCE, "tỉnh", "0" * 64))
MONTH = "2026-06"
UNIT = actor_iri(
    Actor("", f"{_BODIES[1]} {_PLACES[5].full_name}", ActorKind.UNIT, "xã", _PLACES[5].name, _PROVINCE), "0" * 64
)
_CONCLUSION = directive_iri("27-KL/TW", date(2026, 1, 5), "trung-uong")


@dataclass(slots=True)
class _Paper:
    """One text's graph while it is written: its number, its lines, where its next sentence begins."""

    number: int
    own: str
    lines: list[str]
    told: list[str]  # of these lines those that describe directives
    at: int = 0

    @property
    def text(self) -> str:
        return f"urn:chidao:text:{self.number:032x}"

    def say(self, subject: str, predicate: str, value: str, kind: str = "", namespace: str = _CD) -> str:
        typed = f"^^<http://www.w3.org/2001/XMLSchema#{kind}>" if kind else ""
        self.lines.append(f'<{subject}> <{namespace}{predicate}> "{value}"{typed} .')
        return self.lines[-1]

    def link(self, subject: str, predicate: str, target: str, namespace: str = _CD) -> str:
        self.lines.append(f"<{subject}> <{namespace}{predicate}> <{target}> .")
        return self.lines[-1]

    def proof(self, quote: str) -> str:
        """The next sentence of the text."""
        start, self.at = self.at, self.at + len(quote) + 1
        iri = f"{self.text}:evidence:{start}-{start + len(quote)}"
        self.link(iri, "inText", self.text)
        self.say(iri, "exact", quote, namespace=_OA)
        self.say(iri, "start", str(start), "integer", _OA)
        self.say(iri, "end", str(start + len(quote)), "integer", _OA)
        self.say(iri, "stamp", stamp(quote))
        return iri

    def claim(self, subject: str, relation: str, target: str, proof: str) -> list[str]:
        """A relation with its assertion; the relation's own line."""
        iri = f"{self.text}:assertion:{len(self.lines)}"
        out = [self.link(subject, relation, target)]
        for predicate, value in (("subject", subject), ("predicate", f"{_CD}{relation}"), ("object", target)):
            self.link(iri, predicate, value, _RDF)
        self.link(iri, "type", f"{_CD}Assertion", _RDF)
        self.link(iri, "grade", f"{_CD}stated")
        self.link(iri, "evidence", proof)
        return out

    def actor(self, actor: Actor) -> tuple[str, list[str]]:
        iri = actor_iri(actor, "0" * 64)
        kind = "UnitGroup" if actor.kind is ActorKind.GROUP else "Unit"
        out = [self.link(iri, "type", f"{_CD}{kind}", _RDF), self.say(iri, "", actor.name, namespace=_LABEL)]
        for name in ("level", "place", "province"):
            if value := getattr(actor, name):
                self.say(iri, name, value)
        return iri, out

    def directive(self, iri: str, code: str, kind: str, day: str, known: str) -> None:
        self.told += [
            self.link(iri, "type", f"{_CD}Directive", _RDF), self.link(iri, "known", f"{_CD}{known}"),
            self.say(iri, "code", code), self.link(iri, "documentType", f"{_CD}type-{kind}"),
            self.say(iri, "issuedOn", day, "date"),
        ]  # fmt: skip

    def ready(self) -> Prepared:
        lines = sorted(self.lines)
        mentions = tuple(mentions_in(self.told))
        graph = f"urn:chidao:graph:text:{self.number:032x}"
        rows = derive(triples_in(lines))
        return Prepared(graph, self.text, self.own, "\n".join(lines), mentions, digest(lines), rows)


def papers(count: int) -> Iterator[Prepared]:
    """So many papers, the plan first; equal ones for every count."""
    yield _plan()
    for number in range(1, count):
        yield _local(number, random.Random(number))


def _begun(number: int, code: str, kind: str, day: str, issuer: Actor, title: str) -> _Paper:
    sha = f"{number:032x}" * 2
    own = directive_iri(code, date.fromisoformat(day), seat(issuer.place, issuer.province, issuer.level, sha))
    paper = _Paper(number, own, [], [])
    paper.link(paper.text, "type", f"{_CD}Text", _RDF)
    paper.say(paper.text, "sha256", sha)
    paper.say(paper.text, "fileName", f"{number}.txt")
    paper.told.append(paper.link(paper.text, "textOf", own))
    paper.directive(own, code, kind, day, "byText")
    paper.say(own, "", title, namespace=_TITLE)
    for name in ("level", "place", "province"):
        if value := getattr(issuer, name):
            paper.say(own, name, value)
    iri, told = paper.actor(issuer)
    paper.told += [*told, *paper.claim(iri, "issues", own, paper.proof(issuer.name))]
    return paper


def _cite(paper: _Paper, relation: str, iri: str, code: str, kind: str, day: str) -> None:
    paper.directive(iri, code, kind, day, "byCitation")
    paper.claim(paper.own, relation, iri, paper.proof(f"Thực hiện {code}, {paper.own.rpartition(':')[2]} đề ra"))


def _plan() -> Prepared:
    paper = _begun(0, PLAN_CODE, "KH", "2026-01-10", _CITY, "về việc giữ gìn trật tự đô thị")
    _cite(paper, "implements", _CONCLUSION, "27-KL/TW", "KL", "2026-01-05")
    group, _ = paper.actor(_ALL)
    paper.claim(paper.own, "addressedTo", group, paper.proof(_ALL.name))
    for i, words in enumerate(_WORDS, 1):
        _task(paper, i, f"Các xã, phường {words} trên địa bàn, mục {i}", group, "2026-12", "")
    return paper.ready()


def _local(number: int, rng: random.Random) -> Prepared:
    """A paper of a commune: first what carries the plan out, in a month of its own; then resolutions."""
    turn, i = divmod(number - 1, len(_PLACES))
    place, back = _PLACES[i], turn % (12 * _YEARS)
    year, month = divmod(2026 * 12 + 5 - back, 12)
    plain, when = turn == 0, f"{year}-{month + 1:02}"
    day = f"2026-{i % 12 + 1:02}-15" if plain else f"{when}-03"
    issuer = Actor("", f"Đảng ủy {place.full_name}", ActorKind.UNIT, "xã", place.name, _PROVINCE)
    code = f"{turn + 1}-{'KH' if plain else 'NQ'}/ĐU"
    paper = _begun(number, code, "KH" if plain else "NQ", day, issuer, f"về việc của {place.full_name}, {when}")
    if plain:
        _cite(paper, "implements", PLAN, PLAN_CODE, "KH", "2026-01-10")
    elif number % _CITING == 0:
        _cite(paper, "cites", PLAN, PLAN_CODE, "KH", "2026-01-10")
    if not plain:
        paper.say(paper.own, "month", when, "gYearMonth")
    units = [paper.actor(Actor("", f"{body} {place.full_name}", ActorKind.UNIT, "xã", place.name, _PROVINCE))[0]
             for body in _BODIES]  # fmt: skip
    for task in range(1, (_CARRYING if plain else _MONTHLY) + 1):
        words = f"{rng.choice(_WORDS)} đợt {rng.randrange(1000)}, {rng.choice(_WORDS)}"
        if plain and rng.random() < _WITH_A_PLACE:
            words += f" quanh {rng.choice(_PLACES).name}"  # words that no other place has
        due = f"{when}-{rng.randrange(10, 28)}" if rng.random() < 0.4 else ""
        owner = rng.choice(units) if plain or task % 3 else ""
        _task(paper, task, words, owner, day[:7] if plain else when, due)
    if not plain:
        for result in range(1, 11):
            _outcome(paper, result, f"Đã {rng.choice(_WORDS)} đợt {rng.randrange(1000)}", _before(when))
    return paper.ready()


def _task(paper: _Paper, number: int, words: str, unit: str, month: str, due: str) -> None:
    iri, proof = f"{paper.text}:task:{number}", paper.proof(words)
    paper.link(iri, "type", f"{_CD}Task", _RDF)
    paper.say(iri, "path", str(number))
    paper.say(iri, "ordinal", "1", "integer")
    paper.say(iri, "wording", words)
    paper.say(iri, "month", month, "gYearMonth")
    paper.claim(paper.own, "hasTask", iri, proof)
    if unit:
        paper.claim(iri, "assignedTo", unit, proof)
    if due:
        deadline = f"{paper.text}:deadline:{number}"
        paper.link(iri, "hasDeadline", deadline)
        paper.say(deadline, "deadlineKind", "date")
        paper.say(deadline, "due", due, "date")


def _outcome(paper: _Paper, number: int, words: str, month: str) -> None:
    iri = f"{paper.text}:outcome:{number}"
    paper.link(paper.own, "hasOutcome", iri)
    paper.say(iri, "path", "I")
    paper.say(iri, "ordinal", str(number), "integer")
    paper.say(iri, "wording", words)
    paper.say(iri, "progress", "done")
    paper.say(iri, "month", month, "gYearMonth")
    paper.link(iri, "evidence", paper.proof(words))


def _before(month: str) -> str:
    at = int(month[:4]) * 12 + int(month[5:]) - 2
    return f"{at // 12}-{at % 12 + 1:02}"
