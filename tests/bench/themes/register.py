"""The questions leaders ask, on homes of 0.1, 1 and more than 10 million triples, beside the same questions in SPARQL.

chidao is asked in a process of its own (``tests/bench/asked.py``); the SPARQL on the same snapshot by its bare engine,
and where it is small on rdflib's memory store.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from graph.reader import Reader, open_reader
from graph.store import open_writer
from tests.bench.asked import HEAD, best, questions
from tests.bench.city import PLAN_CODE, papers
from tests.bench.measure import ROOT
from tests.bench.measure import best as best_of_command
from tests.bench.table import Options, Table

TITLE = "The register: coverage, months, filters, counts and search over a city's years"

_SIZES = (135, 800, 9_800)
_TRIPLES_OF_PEER = 200_000  # more is beyond the patience of rdflib
_BUILT = "built.json"
_NOTE = (
    "A city's papers (`tests/bench/city.py`), stored by the product's own writer; 126 communes, of which each carries "
    "the city's plan out once in twelve months. CPU milliseconds, the best of several, on the published snapshot, in a "
    "process that does nothing else; the second column of SPARQL is rdflib's memory store, where that is small. The "
    "SPARQL gathers the rows only: of a month, say, neither closures nor what was carried over, of the coverage no "
    "clause and no figure. What aligns with what is worked out when it is asked for the first time after a change in "
    "the branch, and kept (decisions 0019, 0028). The command is a whole process, its start included."
)


def tables(options: Options) -> Iterator[Table]:
    """What it costs by size, then each question by size."""
    sizes = _SIZES if options.megabytes >= 50 else _SIZES[:2]
    head = ("triples", "tasks", "what", "goal", "chidao", "SPARQL, Oxigraph", "SPARQL, rdflib")
    yield Table(head, (row for size in sizes for row in _measured(size, options)), _NOTE)


def _measured(size: int, options: Options) -> Iterator[tuple[str, ...]]:
    if options.homes is not None:
        yield from _rows(options.homes / str(size), size, options.times)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield from _rows(Path(folder), size, options.times)


def _rows(home: Path, size: int, times: int) -> Iterator[tuple[str, ...]]:
    spent = _build(home, size)
    with open_reader(home) as reader:
        triples, ((tasks,),) = len(reader.engine), reader.register.rows("SELECT COUNT(*) FROM tasks")
        head = (f"{triples:,}", f"{tasks:,}")
        own = _asked(home, times)
        command = 1000 * best_of_command("coverage", PLAN_CODE, "--format", "json", home=home, times=times)[1]
        yield (*head, "storing a paper (made anew, graph and register)", "", f"{1000 * spent / size:.1f}", "", "")
        yield (*head, "size on disk, MB: graph, register", "", _sizes(home), "", "")
        yield (*head, "most memory held by the process that answers all of these (RSS), MB", "",
               f"{own['memory']:.0f}", "", "")  # fmt: skip
        yield (*head, "`chidao coverage` of the plan, the whole command, alignments kept", "", f"{command:.0f}", "", "")
        peer = _peer(reader) if triples < _TRIPLES_OF_PEER else None
        for one in questions():
            engine = f"{best(partial(_all, reader, one.sparql), times):.1f}" if one.sparql else ""
            other = (
                ("–" if peer is None else f"{best(partial(_list, peer, one.sparql), times):.1f}") if one.sparql else ""
            )
            yield (*head, one.what, one.goal, f"{own['asked'][one.what]:.1f}", engine, other)


def _build(home: Path, size: int) -> float:
    """CPU seconds that storing took; a home that is kept is built once."""
    told = home / _BUILT
    if not told.exists():
        home.mkdir(parents=True, exist_ok=True)
        start = time.process_time()
        with open_writer(home) as writer:
            writer.load(papers(size))
        told.write_text(json.dumps(time.process_time() - start), encoding="utf-8")
    return float(json.loads(told.read_text(encoding="utf-8")))


def _asked(home: Path, times: int) -> dict[str, Any]:
    words = [sys.executable, "-m", "tests.bench.asked", str(home), str(times)]
    told: dict[str, Any] = json.loads(subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    return told


def _all(reader: Reader, sparql: str) -> None:
    reader.rows(HEAD + sparql)


def _list(peer: object, sparql: str) -> None:
    list(peer.query(HEAD + sparql))  # type: ignore[attr-defined] # rdflib's dataset


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
