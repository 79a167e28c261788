"""The register on generated stores of 0.1, 1 and 10 million triples, beside the same questions in SPARQL."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat
from pyoxigraph import Store as Engine

from graph.register.derive import derive, triples_in
from graph.register.find import Wanted, counts, tasks
from graph.register.mend import digest
from graph.register.register import Register
from ontology import registry
from tests.bench.table import Options, Table

TITLE = "The register: filters, counts and search over many documents"

_CD = "urn:chidao:term:"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SIZES = (200, 2_000, 20_000)
_TASKS = 25
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
_BODIES = ("Ủy ban nhân dân", "Công an", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trạm Y tế", "Ban Chỉ huy Quân sự")


def tables(options: Options) -> Iterator[Table]:
    """Cost by size, then each question by size."""
    sizes = _SIZES if options.megabytes >= 50 else _SIZES[:2]
    rows = [row for size in sizes for row in _measured(size, options.times)]
    yield Table(
        ("triples", "tasks", "what", "register", "SPARQL on Oxigraph in memory"),
        rows,
        "CPU milliseconds, the best of several; SPARQL is left out where its store would take gigabytes.",
    )


def document(number: int, rng: random.Random, places: list[tuple[str, str]]) -> tuple[str, list[str]]:
    """One text's graph: its name and lines, of the shape of docs/graph.md, 25 tasks."""
    sha = f"{number:032x}"
    text, own = f"urn:chidao:text:{sha}", f"urn:chidao:directive:{number}-nq-du:2026-{number % 12 + 1:02}-03:x.{sha}"
    seat, place = places[number % len(places)]
    month = f"2026-{number % 12 + 1:02}"
    lines = [
        _iri(text, "type", f"{_CD}Text", _RDF), _say(text, "fileName", f"{number}.txt"), _say(text, "sha256", sha * 2),
        _iri(text, "textOf", own), _iri(own, "type", f"{_CD}Directive", _RDF), _say(own, "code", f"{number}-NQ/ĐU"),
        _iri(own, "known", f"{_CD}byText"), _say(own, "issuedOn", f"{month}-03", "date"), _say(own, "level", "xã"),
    ]  # fmt: skip
    units = [f"urn:chidao:unit:body{i}:{seat}" for i in range(len(_BODIES))]
    for unit, name in zip(units, _BODIES, strict=True):
        lines += [_iri(unit, "type", f"{_CD}Unit", _RDF), _label(unit, f"{name} {place}"), _say(unit, "level", "xã")]
    for task in range(1, _TASKS + 1):
        lines += _task(text, own, task, rng, units, month)
    return f"urn:chidao:graph:text:{sha}", sorted(lines)


def _task(text: str, own: str, number: int, rng: random.Random, units: list[str], month: str) -> Iterator[str]:
    iri, proof = f"{text}:task:{number}", f"{text}:evidence:{number}-{number + 80}"
    yield _iri(iri, "type", f"{_CD}Task", _RDF)
    yield _say(iri, "path", str(number))
    yield _say(iri, "wording", f"{rng.choice(_WORDS)} đợt {rng.randrange(1000)}, {rng.choice(_WORDS)}")
    yield _say(iri, "month", month, "gYearMonth")
    yield _say(proof, "stamp", f"{number:016x}")
    for relation, target in (("hasTask", iri), ("assignedTo", rng.choice(units))):
        subject = own if relation == "hasTask" else iri
        assertion = f"{text}:assertion:{number}{relation}"
        yield _iri(subject, relation, target)
        yield _iri(assertion, "type", f"{_CD}Assertion", _RDF)
        yield _iri(assertion, "subject", subject, _RDF)
        yield _iri(assertion, "predicate", f"{_CD}{relation}", _RDF)
        yield _iri(assertion, "object", target, _RDF)
        yield _iri(assertion, "grade", f"{_CD}stated")
        yield _iri(assertion, "evidence", proof)


def _measured(size: int, times: int) -> Iterator[tuple[str, ...]]:
    rng = random.Random(size)
    places = [(f"p{place.code}.x", place.full_name) for place in registry.communes("31")]
    engine = Engine() if size <= _SIZES[1] else None
    with tempfile.TemporaryDirectory() as folder:
        register = Register.open(Path(folder, "register.db"))
        triples, spent = 0, 0.0
        for number in range(size):
            graph, lines = document(number, rng, places)
            triples += len(lines)
            start = time.process_time()
            register.put(graph, digest(lines), derive(triples_in(lines)))
            spent += time.process_time() - start
            if engine is not None:
                engine.load("\n".join(lines), RdfFormat.N_TRIPLES, to_graph=NamedNode(graph))
        start = time.process_time()
        register.commit(1)
        spent += time.process_time() - start
        head = (f"{triples:,}", f"{size * _TASKS:,}")
        yield (*head, "deriving and writing, a document", f"{1000 * spent / size:.1f}", "")
        yield (*head, "size on disk, MB", f"{Path(folder, 'register.db').stat().st_size / 1e6:.0f}", "")
        unit = f"urn:chidao:unit:body1:{places[5][0]}"
        for name, ask, sparql in _questions(unit):
            other = f"{_best(partial(_all, engine, sparql), times):.1f}" if engine is not None else "–"
            yield (*head, name, f"{_best(partial(ask, register), times):.1f}", other)
        start = time.process_time()
        graph, lines = document(size // 2, rng, places)
        register.put(graph, digest(lines), derive(triples_in(lines)))
        register.commit(2)
        yield (*head, "one document read again", f"{1000 * (time.process_time() - start):.1f}", "")
        register.close()


def _all(engine: Engine, sparql: str) -> None:
    for _ in engine.query(sparql):
        pass


def _questions(unit: str) -> list[tuple[str, Callable[[Register], object], str]]:
    head = f"PREFIX cd: <{_CD}> SELECT "
    return [
        (
            "tasks of a unit in a month", lambda r: tasks(r, Wanted(units=[unit], month="2026-06")),
            head + f'?t {{ GRAPH ?g {{ ?t cd:assignedTo <{unit}> ; cd:month ?m }} FILTER(STR(?m) = "2026-06") }}',
        ),
        (
            "counts by unit", counts,
            head + "?u (COUNT(DISTINCT ?t) AS ?n) { GRAPH ?g { ?t cd:assignedTo ?u } } GROUP BY ?u",
        ),
        (
            "counts by unit in a month", lambda r: counts(r, "2026-06"),
            head + "?u (COUNT(DISTINCT ?t) AS ?n) { GRAPH ?g { ?t cd:assignedTo ?u ; cd:month ?m } "
            'FILTER(STR(?m) = "2026-06") } GROUP BY ?u',
        ),
        (
            "search 'dang uy phuong', 20 newest and the count",
            lambda r: tasks(r, Wanted(search=["dang uy phuong"]), 20),
            head + '?t { GRAPH ?g { ?t cd:wording ?w } FILTER(CONTAINS(LCASE(?w), "đảng ủy phường")) }',
        ),
        (
            "search for what is not there", lambda r: tasks(r, Wanted(search=["khong co cum tu nay"]), 20),
            head + '?t { GRAPH ?g { ?t cd:wording ?w } FILTER(CONTAINS(LCASE(?w), "không có cụm từ này")) }',
        ),
    ]  # fmt: skip


def _best(ask: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(max(times, 2)):
        start = time.process_time()
        ask()
        spent.append(time.process_time() - start)
    return 1000 * min(spent)


def _iri(subject: str, predicate: str, target: str, namespace: str = _CD) -> str:
    return f"<{subject}> <{namespace}{predicate}> <{target}> ."


def _say(subject: str, predicate: str, value: str, kind: str = "") -> str:
    typed = f"^^<http://www.w3.org/2001/XMLSchema#{kind}>" if kind else ""
    return f'<{subject}> <{_CD}{predicate}> "{value}"{typed} .'


def _label(subject: str, value: str) -> str:
    return f'<{subject}> <http://www.w3.org/2000/01/rdf-schema#label> "{value}" .'
