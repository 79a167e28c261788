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


def size_of(folder: Path) -> int:
    """Bytes on disk, a file with several names counted once."""
    files = {entry.stat().st_ino: entry.stat().st_size for entry in folder.rglob("*") if entry.is_file()}
    return sum(files.values())


def figures(home: Path, times: int) -> Iterator[tuple[str, tuple[float, float]]]:
    """What is measured, and its wall and CPU seconds, one after the other."""
    documents = sum(path.suffix in (".txt", ".md") for path in CORPUS.rglob("*"))
    yield "`chidao --help`", best("--help", home=home, times=times)
    yield "`chidao trace 27-KL/TW` (demo store)", best("trace", "27-KL/TW", home=home, times=times)
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
    print(f"| size of the demo store on disk | {size_of(options.home) / 1e6:.0f} MB | |")


if __name__ == "__main__":
    main()
