"""The questions leaders ask of a city's papers, in a process of its own: ``python -m tests.bench.asked HOME TIMES``.

Each goes the way that a command goes: a reader of the published snapshot, its register where the answer lies there.
Prints, as JSON, the CPU milliseconds of each, the best of several, and the most memory the process held (MB), all
questions asked. Beside each question one SPARQL query that gathers no more than what the answer cannot do without.
"""

import gc
import json
import resource
import shutil
import sys
import time
from collections.abc import Callable
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
from tests.bench.city import MONTH, PLAN, PLAN_CODE, UNIT
from ui.actions.lookup import find
from ui.actions.values import Candidate

__all__ = ["HEAD", "Question", "best", "questions"]

#: What each SPARQL query begins with.
HEAD = "PREFIX cd: <urn:chidao:term:> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> SELECT "
_PATIENCE = 20.0  # seconds after which a question is not asked again
_TODAY = date(2026, 12, 31)
_IDENTITY = "urn:chidao:graph:identity"


class Question(NamedTuple):
    """What is asked, within how many milliseconds, how chidao is asked, and the rows in SPARQL."""

    what: str
    goal: str
    ask: Callable[[Reader], object]
    sparql: str


def questions() -> list[Question]:
    """All of them, in the order in which they are told."""
    return [
        Question("coverage of the plan, nothing kept, by a process that begins", "", _first_coverage, ""),
        Question(
            "coverage of the plan, first after its branch changed, by a process that goes on", "", _anew, ""
        ),
        Question(
            "coverage of the plan by 126 units over 12 months, whole", "< 50",
            lambda r: coverage(r, PLAN, today=_TODAY).answers,
            f"?u ?s (MIN(?d) AS ?first) {{ GRAPH <{_IDENTITY}> {{ ?m cd:identifiedAs <{PLAN}> }} "
            "GRAPH ?g { ?s cd:implements ?m ; cd:issuedOn ?d . ?u cd:issues ?s } } GROUP BY ?u ?s",
        ),
        Question(
            "tasks of a unit in a month", "< 10", lambda r: tasks(r.register, Wanted(units=[UNIT], month=MONTH)),
            f'?t {{ GRAPH ?g {{ ?t cd:assignedTo <{UNIT}> ; cd:month ?m }} FILTER(STR(?m) = "{MONTH}") }}',
        ),
        Question(
            "month page of a unit", "< 100",
            lambda r: month_of(r.register, MONTH, whose(r.register, [UNIT]), as_of="2026-07-31"),
            f"?t ?w ?due {{ GRAPH ?g {{ ?t cd:assignedTo <{UNIT}> ; cd:month ?m ; cd:wording ?w }} "
            f'FILTER(STR(?m) = "{MONTH}") OPTIONAL {{ GRAPH ?g {{ ?t cd:hasDeadline/cd:due ?due }} }} }}',
        ),
        Question(
            "counts by unit", "< 50", lambda r: counts(r.register),
            "?u (COUNT(DISTINCT ?t) AS ?n) { GRAPH ?g { ?t cd:assignedTo ?u } } GROUP BY ?u",
        ),
        Question(
            "counts by unit in a month", "< 50", lambda r: counts(r.register, MONTH),
            "?u (COUNT(DISTINCT ?t) AS ?n) { GRAPH ?g { ?t cd:assignedTo ?u ; cd:month ?m } "
            f'FILTER(STR(?m) = "{MONTH}") }} GROUP BY ?u',
        ),
        Question(
            "search 'dang uy phuong', 20 newest and the count", "< 50",
            lambda r: tasks(r.register, Wanted(search=["dang uy phuong"]), 20),
            '?t { GRAPH ?g { ?t cd:wording ?w } FILTER(CONTAINS(LCASE(?w), "đảng ủy phường")) }',
        ),
        Question(
            "search for what is not there", "< 50",
            lambda r: tasks(r.register, Wanted(search=["khong co cum tu nay"]), 20),
            '?t { GRAPH ?g { ?t cd:wording ?w } FILTER(CONTAINS(LCASE(?w), "không có cụm từ này")) }',
        ),
        Question(
            "chain of the plan, the widest directive: papers, tasks, units", "< 300", lambda r: chain(r, PLAN),
            f"?s ?t ?u {{ GRAPH <{_IDENTITY}> {{ ?m cd:identifiedAs <{PLAN}> }} "
            "GRAPH ?g { ?s cd:implements ?m ; cd:hasTask ?t . ?t cd:assignedTo ?u } }",
        ),
        Question(
            "the plan by its code", "", lambda r: _found(r, PLAN_CODE),
            f'?d {{ GRAPH ?g {{ ?m cd:code "{PLAN_CODE}" }} GRAPH <{_IDENTITY}> {{ ?m cd:identifiedAs ?d }} }}',
        ),
        Question(
            "the plan by its code in another spelling", "", lambda r: _found(r, "79 kh tu"),
            "DISTINCT ?d { GRAPH ?g { ?m cd:code ?c } GRAPH <" + _IDENTITY + "> { ?m cd:identifiedAs ?d } "
            'FILTER(LCASE(REPLACE(?c, "[^A-Za-z0-9]", "")) = "79khtu") }',
        ),
    ]  # fmt: skip


def best(ask: Callable[[], object], times: int) -> float:
    """CPU milliseconds, the best of so many askings; of what takes long at least two."""
    spent: list[float] = []
    while len(spent) < max(times, 2) and sum(spent) < _PATIENCE:
        start = time.process_time()
        ask()
        spent.append(time.process_time() - start)
    return 1000 * min(spent)


def _first_coverage(reader: Reader) -> None:
    """As in a process that begins, on a home in which nobody asked."""
    words.forget()
    _anew(reader)


def _anew(reader: Reader) -> None:
    """As when what aligns with what is worked out anew; of the words of the tasks it is known what they speak of."""
    shutil.rmtree(reader.home.store / "aligned", ignore_errors=True)
    coverage(reader, PLAN, today=_TODAY)


def _found(reader: Reader, code: str) -> None:
    assert isinstance(find(reader, code), Candidate)


def _memory() -> float:
    """The most memory held, in MB; of this process alone, as what started it held more."""
    try:
        told = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(told.partition("VmHWM:")[2].split()[0]) / 1e3
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Ask, and print what was measured."""
    gc.set_threshold(100_000, 20, 50)  # as the command does
    home, times = Path(sys.argv[1]), int(sys.argv[2])
    with open_reader(home) as reader:
        told = {one.what: best(partial(one.ask, reader), times) for one in questions()}
    print(json.dumps({"asked": told, "memory": _memory()}))


if __name__ == "__main__":
    main()
