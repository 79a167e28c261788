"""The figures of the README, measured on this machine: ``make bench``. Prints a Markdown table.

Times are the best of several runs, as anything else on the machine only ever adds to them. CPU seconds are those of the
child process, user and system together.
"""

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = Path(sys.executable).with_name("chidao")
CORPUS = ROOT / "data" / "corpus"


def run(*words: str | Path, home: Path) -> tuple[float, float]:
    """Wall and CPU seconds of one run of the command; ends the program where the run fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [str(word) for word in (COMMAND, "--home", home, *words)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}")
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def best(*words: str | Path, home: Path, times: int) -> tuple[float, float]:
    """The best wall and the best CPU seconds of several runs."""
    runs = [run(*words, home=home) for _ in range(times)]
    return min(wall for wall, _ in runs), min(cpu for _, cpu in runs)


def ingest_anew(times: int) -> tuple[float, float]:
    """Reading all samples into an empty store."""
    found = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            found.append(run("ingest", CORPUS, home=Path(folder)))
    return min(wall for wall, _ in found), min(cpu for _, cpu in found)


# The peer of `trace`: rdflib's own memory store and engine, asked who carries out 27-KL/TW, however far below.
PEER = """
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


def python(*words: str | Path) -> tuple[float, float]:
    """Wall and CPU seconds of a Python of its own."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *map(str, words)], stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def reading_speed() -> str:
    """Megabytes of text a CPU second, the whole reading of every sample, after a first pass."""
    from ingest.pipeline import read_text  # noqa: PLC0415 - only the bench reads in this process
    from ingest.source import Source, read_source  # noqa: PLC0415

    sources = [s for path in sorted(CORPUS.rglob("*.*")) if isinstance(s := read_source(path), Source)]
    spent = []
    for _ in range(4):
        start = time.process_time()
        for source in sources:
            read_text(source)
        spent.append(time.process_time() - start)
    return f"{sum(len(s.text.encode()) for s in sources) / 1e6 / min(spent[1:]):.2f} MB/s"


def size_of(folder: Path) -> int:
    """Bytes on disk, a file with several names counted once."""
    files = {entry.stat().st_ino: entry.stat().st_size for entry in folder.rglob("*") if entry.is_file()}
    return sum(files.values())


def figures(home: Path, times: int) -> Iterator[tuple[str, tuple[float, float]]]:
    """What is measured, and its wall and CPU seconds, one after the other."""
    documents = sum(path.suffix in (".txt", ".md") for path in CORPUS.rglob("*"))
    yield "`chidao --help`", best("--help", home=home, times=times)
    yield "`chidao trace 27-KL/TW` (demo store)", best("trace", "27-KL/TW", home=home, times=times)
    export = home / "kho.nq"
    run("export", "--to", export, home=home)
    yield "peer of `--help`: `python -c pass`", python("-c", "pass")
    yield "peer of `trace`: rdflib in memory, parse the export, one path query", python("-c", PEER, export)
    export.unlink()
    yield "`chidao tasks --month 2026-06`", best("tasks", "--month", "2026-06", home=home, times=times)
    yield "`chidao ingest` of the same files again", best("ingest", CORPUS, home=home, times=times)
    yield f"`chidao ingest` of {documents} documents into an empty store", ingest_anew(2)
    yield "`chidao check`", best("check", home=home, times=2)
    yield "`chidao export --to kho.nq`", best("export", "--to", home / "kho.nq", home=home, times=2)
    (home / "kho.nq").unlink()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a home that holds data/corpus")
    parser.add_argument("--times", type=int, default=5, help="runs a figure")
    options = parser.parse_args()
    print(f"| what (Python {platform.python_version()}, {os.cpu_count()} cores) | wall | CPU |\n|---|---|---|")
    for name, (wall, cpu) in figures(options.home, options.times):
        print(f"| {name} | {wall:.2f} s | {cpu:.2f} s |", flush=True)
    print(f"| whole reading, one core | | {reading_speed()} |")
    print(f"| size of the demo store on disk | {size_of(options.home) / 1e6:.0f} MB | |")


if __name__ == "__main__":
    main()
