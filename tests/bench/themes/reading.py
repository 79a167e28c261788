"""The reading: megabytes of text a CPU second on one core, beside peers; memory as the text grows."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.measure import ROOT
from tests.bench.table import Options, Table

TITLE = "The reading"

# CPU seconds after which a peer need read no further.
_PATIENCE = 20

_NOTE = (
    "Each reader in a process of its own, on one core, CPU seconds of the reading alone (the building of tables and "
    "automata does not count). Vietnamese: our samples, and where they are the seeds and published texts of "
    "`../shared`, with numbers, days and names changed anew in every document. English: opinions of invented cases, "
    "which the bench composes (`tests/bench/texts.py`), a citation behind about every third sentence. eyecite finds "
    "citations only; the whole reading finds layout, outline, citations, tasks with owners, deadlines and reports, "
    "figures and warnings, and refuses what bears a secrecy mark. underthesea finds names of persons, places, bodies."
)
_ROWS = (
    ("whole reading, Vietnamese", "chidao", 1.0),
    ("number grammar and mentions only, Vietnamese", "chidao-citations", 1.0),
    ("eyecite, Hyperscan tokenizer, English", "eyecite-hyperscan", 1.0),
    ("eyecite, default tokenizer, English", "eyecite", 1.0),
    ("underthesea NER, Vietnamese", "underthesea", 0.01),
)
# A Python of their own: what the peers bring along would stand in our way (one installs a package called tests).
_PEERS = ROOT / ".venv" / "peers" / "bin" / "python"
_SIZES = (0.1, 0.4, 1.0)


def tables(options: Options) -> Iterator[Table]:
    """Speed beside peers, then memory."""
    own = _measured("chidao", options.megabytes)
    yield Table(("what", "read", "found", "CPU", "speed", "whole reading is"), _speeds(options, own), _NOTE)
    yield Table(("whole reading of", "CPU", "most memory held (RSS)"), _memory(options, own))


def _speeds(options: Options, own: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    best = own["bytes"] / 1e6 / own["cpu"]
    for what, name, share in _ROWS:
        measured = own if name == "chidao" else _measured(name, options.megabytes * share)
        if "missing" in measured:
            yield what, f"not measured: {measured['missing']}", "", "", "", ""
            continue
        speed = measured["bytes"] / 1e6 / measured["cpu"]
        ratio = "" if measured is own else f"{best / speed:.1f} × as fast"
        read, cpu = f"{measured['bytes'] / 1e6:.1f} MB", f"{measured['cpu']:.1f} s"
        yield what, read, f"{measured['found']:,}", cpu, f"{speed:.2f} MB/s", ratio


def _memory(options: Options, own: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for share in _SIZES:
        measured = own if share == 1 else _measured("chidao", options.megabytes * share)
        yield f"{measured['bytes'] / 1e6:.0f} MB", f"{measured['cpu']:.1f} s", f"{measured['memory']:.0f} MB"


def _measured(name: str, megabytes: float) -> dict[str, Any]:
    patience = str(_PATIENCE if name != "chidao" else 3600)
    python = sys.executable if name.startswith("chidao") else str(_PEERS)
    if not Path(python).exists():
        return {"missing": "peers are not installed (make bench installs them)"}
    command = [python, str(ROOT / "tests" / "bench" / "readers.py"), name, str(megabytes), patience]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"missing": done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "it failed"}
    return json.loads(done.stdout.strip().splitlines()[-1])
