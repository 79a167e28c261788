"""The questions leaders ask, on homes of 0.1, 1 and 10 million triples, beside the same questions in SPARQL.

A question to chidao goes the way that a command goes: a reader of the published snapshot, its register where the answer
lies there. Beside it, one SPARQL query that gathers no more than what the answer cannot do without, on the same
snapshot by its bare engine, and where it is small on rdflib's memory store.
"""

import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from graph.chain import chain
from graph.clauses import words
from graph.coverage.coverage import coverage
from graph.month.body import whose
from graph.month.month import month_of
from graph.reader import Reader, open_reader
from graph.register.find import Wanted, counts, tasks
from graph.store import open_writer
from tests.bench.city import MONTH, PLAN, PLAN_CODE, UNIT, papers
from tests.bench.table import Options, Table
from ui.actions.lookup import find
from ui.actions.values import Candidate

TITLE = "The register: coverage, months, filters, counts and search over a city's years"

_SIZES = (135, 800, 9_800)
_TRIPLES_OF_PEER = 200_000  # more is beyond the patience of rdflib
_PATIENCE = 20.0  # seconds after which a question is not asked again
_TODAY = date(2026, 12, 31)
_IDENTITY = "urn:chidao:graph:identity"
_HEAD = "PREFIX cd: <urn:chidao:term:> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> SELECT "
_NOTE = (
    "A city's papers (`tests/bench/city.py`), stored by the product's own writer; 126 communes, of which each carries "
    "the city's plan out once in twelve months. CPU milliseconds, the best of several, on the published snapshot; the "
    "second column of SPARQL is rdflib's memory store, where that is small. The SPARQL gathers the rows only: of a "
    "month, say, neither closures nor what was carried over, of the coverage no clause and no figure. What aligns with "
    "what is worked out when it is asked for the first time after a change in the branch, and kept (decision 0019)."
)


class _Question(NamedTuple):
    what: str
    goal: str
    ask: Callable[[Reader], object]
    sparql: str


def tables(options: Options) -> Iterator[Table]:
    """What it costs by size, then each question by size."""
    sizes = _SIZES if options.megabytes >= 50 else _SIZES[:2]
    head = ("triples", "tasks", "what", "goal", "chidao", "SPARQL, Oxigraph", "SPARQL, rdflib")
    yield Table(head, (row for size in sizes for row in _measured(size, options.times)), _NOTE)


def _measured(size: int, times: int) -> Iterator[tuple[str, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        start = time.process_time()
        with open_writer(home) as writer:
            writer.load(papers(size))
        spent = time.process_time() - start
        with open_reader(home) as reader:
            triples = len(reader.engine)
            head = (f"{triples:,}", f"{reader.register.rows('SELECT COUNT(*) FROM tasks')[0][0]:,}")
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
            yield (*head, "storing a paper (made anew, graph and register)", "", f"{1000 * spent / size:.1f}", "", "")
            yield (*head, "size on disk, MB: graph, register", "", _sizes(home), "", "")
            yield (*head, "most memory held (RSS), MB", "", f"{memory:.0f}", "", "")
            peer = _peer(reader) if triples < _TRIPLES_OF_PEER else None
            for question in _questions():
                own = _best(partial(question.ask, reader), times)
                sparql = question.sparql
                engine = _best(partial(_all, reader, sparql), times) if sparql else ""
                other = ("–" if peer is None else _best(partial(_list, peer, sparql), times)) if sparql else ""
                yield (*head, question.what, question.goal, own, engine, other)


def _questions() -> list[_Question]:
    return [
        _Question("coverage of the plan, asked for the first time", "", _first_coverage, ""),
        _Question(
            "coverage of the plan by 126 units over 12 months, whole", "< 50",
            lambda r: coverage(r, PLAN, today=_TODAY).answers,
            f"?u ?s (MIN(?d) AS ?first) {{ GRAPH <{_IDENTITY}> {{ ?m cd:identifiedAs <{PLAN}> }} "
            "GRAPH ?g { ?s cd:implements ?m ; cd:issuedOn ?d . ?u cd:issues ?s } } GROUP BY ?u ?s",
        ),
        _Question(
            "tasks of a unit in a month", "< 10", lambda r: tasks(r.register, Wanted(units=[UNIT], month=MONTH)),
            f'?t {{ GRAPH ?g {{ ?t cd:assignedTo <{UNIT}> ; cd:month ?m }} FILTER(STR(?m) = "{MONTH}") }}',
        ),
        _Question(
            "month page of a unit", "< 100",
            lambda r: month_of(r.register, MONTH, whose(r.register, [UNIT]), as_of="2026-07-31"),
            f"?t ?w ?due {{ GRAPH ?g {{ ?t cd:assignedTo <{UNIT}> ; cd:month ?m ; cd:wording ?w }} "
            f'FILTER(STR(?m) = "{MONTH}") OPTIONAL {{ GRAPH ?g {{ ?t cd:hasDeadline/cd:due ?due }} }} }}',
        ),
        _Question(
            "counts by unit", "< 50", lambda r: counts(r.register),
            "?u (COUNT(DISTINCT ?t) AS ?n) { GRAPH ?g { ?t cd:assignedTo ?u } } GROUP BY ?u",
        ),
        _Question(
            "counts by unit in a month", "< 50", lambda r: counts(r.register, MONTH),
            "?u (COUNT(DISTINCT ?t) AS ?n) { GRAPH ?g { ?t cd:assignedTo ?u ; cd:month ?m } "
            f'FILTER(STR(?m) = "{MONTH}") }} GROUP BY ?u',
        ),
        _Question(
            "search 'dang uy phuong', 20 newest and the count", "< 50",
            lambda r: tasks(r.register, Wanted(search=["dang uy phuong"]), 20),
            '?t { GRAPH ?g { ?t cd:wording ?w } FILTER(CONTAINS(LCASE(?w), "đảng ủy phường")) }',
        ),
        _Question(
            "search for what is not there", "< 50",
            lambda r: tasks(r.register, Wanted(search=["khong co cum tu nay"]), 20),
            '?t { GRAPH ?g { ?t cd:wording ?w } FILTER(CONTAINS(LCASE(?w), "không có cụm từ này")) }',
        ),
        _Question(
            "chain of the plan, the widest directive: papers, tasks, units", "< 300", lambda r: chain(r, PLAN),
            f"?s ?t ?u {{ GRAPH <{_IDENTITY}> {{ ?m cd:identifiedAs <{PLAN}> }} "
            "GRAPH ?g { ?s cd:implements ?m ; cd:hasTask ?t . ?t cd:assignedTo ?u } }",
        ),
        _Question(
            "the plan by its code", "", lambda r: _found(r, PLAN_CODE),
            f'?d {{ GRAPH ?g {{ ?m cd:code "{PLAN_CODE}" }} GRAPH <{_IDENTITY}> {{ ?m cd:identifiedAs ?d }} }}',
        ),
        _Question(
            "the plan by its code in another spelling", "", lambda r: _found(r, "79 kh tu"),
            "DISTINCT ?d { GRAPH ?g { ?m cd:code ?c } GRAPH <" + _IDENTITY + "> { ?m cd:identifiedAs ?d } "
            'FILTER(LCASE(REPLACE(?c, "[^A-Za-z0-9]", "")) = "79khtu") }',
        ),
    ]  # fmt: skip


def _first_coverage(reader: Reader) -> None:
    """As in a process that begins, on a home in which nobody asked."""
    shutil.rmtree(reader.home.store / "aligned", ignore_errors=True)
    words.forget()
    coverage(reader, PLAN, today=_TODAY)


def _found(reader: Reader, code: str) -> None:
    assert isinstance(find(reader, code), Candidate)


def _all(reader: Reader, sparql: str) -> None:
    reader.rows(_HEAD + sparql)


def _list(peer: object, sparql: str) -> None:
    list(peer.query(_HEAD + sparql))  # type: ignore[attr-defined] # rdflib's dataset


def _peer(reader: Reader) -> object:
    from rdflib import Dataset, URIRef  # noqa: PLC0415 - only where it is asked

    data = Dataset(default_union=True)
    for name in reader.engine.named_graphs():
        lines = (f"{quad.triple} ." for quad in reader.engine.quads_for_pattern(None, None, None, name))
        data.graph(URIRef(str(name)[1:-1])).parse(data="\n".join(lines), format="nt")
    return data


def _sizes(home: Path) -> str:
    files = [path for path in home.rglob("*") if path.is_file()]
    register = sum(path.stat().st_size for path in files if path.name.startswith("register"))
    unique = {path.stat().st_ino: path.stat().st_size for path in files}  # snapshots are hard links
    return f"{(sum(unique.values()) - register) / 1e6:.0f}, {register / 1e6:.0f}"


def _best(ask: Callable[[], object], times: int) -> str:
    spent: list[float] = []
    while len(spent) < max(times, 2) and sum(spent) < _PATIENCE:
        start = time.process_time()
        ask()
        spent.append(time.process_time() - start)
    return f"{1000 * min(spent):.1f}"
