"""The reading: megabytes of text a CPU second on one core."""

from collections.abc import Iterator

from ingest.pipeline import read_text
from ingest.source import Source, read_source
from tests.bench.measure import CORPUS, cpu_of
from tests.bench.table import Options, Table

TITLE = "The reading"


def tables(options: Options) -> Iterator[Table]:
    """The speed of the whole reading."""
    yield Table(("what", "CPU"), _rows(options))


def _rows(options: Options) -> Iterator[tuple[str, str]]:
    sources = [s for path in sorted(CORPUS.rglob("*.*")) if isinstance(s := read_source(path), Source)]
    spent = [cpu_of(lambda: [read_text(source) for source in sources]) for _ in range(options.times)]
    yield "whole reading, one core", f"{sum(len(s.text.encode()) for s in sources) / 1e6 / min(spent):.2f} MB/s"
