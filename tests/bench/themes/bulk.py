"""Many documents: how many a second go in, from files to a published store."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.many import write
from tests.bench.measure import run
from tests.bench.table import Options, Table

TITLE = "Many documents"


def tables(options: Options) -> Iterator[Table]:
    """Wall and CPU seconds of ingesting many documents of the samples' kind."""
    note = (
        "Documents made from the samples (`tests/bench/many.py`: other numbers, days, places), into an empty store "
        "with archive and register; CPU seconds are of all processes."
    )
    yield Table(("what", "wall", "CPU", "documents/s"), _rows(10_000 if options.times >= 5 else 1_000), note)


def _rows(count: int) -> Iterator[tuple[str, str, str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        papers, home = Path(folder, "papers"), Path(folder, "home")
        write(papers, count)
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        for what in (f"`chidao ingest` of {count:,} documents, {cores} cores", "the same again, nothing changed"):
            wall, cpu = run("ingest", papers, home=home)
            yield what, f"{wall:.1f} s", f"{cpu:.1f} s", f"{count / wall:.0f}"
        wall, cpu = run("archive", "verify", home=home)
        yield "`chidao archive verify`", f"{wall:.1f} s", f"{cpu:.1f} s", f"{count / wall:.0f}"
