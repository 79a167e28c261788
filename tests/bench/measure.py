"""Seconds: of the command, of another Python, of a call in this process."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

__all__ = ["COMMAND", "CORPUS", "ROOT", "best", "cpu_of", "python", "run"]

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).with_name("chidao")
CORPUS = ROOT / "data" / "corpus"


def run(*words: str | Path, home: Path) -> tuple[float, float]:
    """Wall and CPU seconds (user and system) of one run of the command; ends the bench where the run fails."""
    return _child([COMMAND, "--home", home, *words])


def best(*words: str | Path, home: Path, times: int) -> tuple[float, float]:
    """The best wall and the best CPU seconds of several runs: anything else on the machine only ever adds to them."""
    runs = [run(*words, home=home) for _ in range(times)]
    return min(wall for wall, _ in runs), min(cpu for _, cpu in runs)


def python(*words: str | Path) -> tuple[float, float]:
    """Wall and CPU seconds of a Python of its own."""
    return _child([sys.executable, *words])


def cpu_of(call: Callable[[], object]) -> float:
    """CPU seconds of one call in this process."""
    start = time.process_time()
    call()
    return time.process_time() - start


def _child(words: list[str | Path]) -> tuple[float, float]:
    command = [str(word) for word in words]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}")
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
