"""The command: how long a person waits, and its peers."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import CORPUS, best, python, run
from tests.bench.table import Options, Table

TITLE = "The command"

# The peer of `trace`: rdflib's own memory store and engine, asked who carries out 27-KL/TW, however far below.
_PEER = """
import sys
from rdflib import Dataset
data = Dataset(default_union=True)
data.parse(sys.argv[1], format="nquads")
question = '''
PREFIX cd: <urn:chidao:term:>
SELECT DISTINCT ?lower WHERE {
  ?top cd:code "27-KL/TW" . ?lower ((cd:implements|cd:basedOn|cd:forwards)/cd:identifiedAs)+ ?top
}'''
assert len(list(data.query(question))) > 5
"""


def tables(options: Options) -> Iterator[Table]:
    """Wall and CPU seconds of the commands of the README."""
    note = "Best of several runs; CPU seconds are those of the child process, user and system together."
    yield Table(("what", "wall", "CPU"), _rows(options), note)


def _rows(options: Options) -> Iterator[tuple[str, str, str]]:
    for name, (wall, cpu) in _figures(options.home, options.times):
        yield name, f"{wall:.2f} s", f"{cpu:.2f} s"
    yield "size of the demo store on disk", f"{_size_of(options.home) / 1e6:.0f} MB", ""


def _figures(home: Path, times: int) -> Iterator[tuple[str, tuple[float, float]]]:
    """What is measured, and its wall and CPU seconds, one after the other."""
    documents = sum(path.suffix in (".txt", ".md") for path in CORPUS.rglob("*"))
    yield "`chidao --help`", best("--help", home=home, times=times)
    yield "`chidao trace 27-KL/TW` (demo store)", best("trace", "27-KL/TW", home=home, times=times)
    export = home / "kho.nq"
    run("export", "--to", export, home=home)
    yield "peer of `--help`: `python -c pass`", python("-c", "pass")
    yield "peer of `trace`: rdflib in memory, parse the export, one path query", python("-c", _PEER, export)
    export.unlink()
    yield "`chidao tasks --month 2026-06`", best("tasks", "--month", "2026-06", home=home, times=times)
    yield "`chidao ingest` of the same files again", best("ingest", CORPUS, home=home, times=times)
    yield f"`chidao ingest` of {documents} documents into an empty store", _ingest_anew(2)
    yield "`chidao check`", best("check", home=home, times=2)
    yield "`chidao export --to kho.nq`", best("export", "--to", home / "kho.nq", home=home, times=2)
    (home / "kho.nq").unlink()


def _ingest_anew(times: int) -> tuple[float, float]:
    """Reading all samples into an empty store."""
    found = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            found.append(run("ingest", CORPUS, home=Path(folder)))
    return min(wall for wall, _ in found), min(cpu for _, cpu in found)


def _size_of(folder: Path) -> int:
    """Bytes on disk, a file with several names counted once."""
    files = {entry.stat().st_ino: entry.stat().st_size for entry in folder.rglob("*") if entry.is_file()}
    return sum(files.values())
