"""A bulk ingest killed with -9 at random moments: after each restart store, register and archive agree.

``python -m tests.killing --documents 2000 --kills 200`` does it at length and tells what it saw; a short run of it is
among the tests. The killed process has no warning; its workers go with it. At the end the batch is let run to its end,
and the store must be, byte for byte, the one that an undisturbed run makes.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from graph.archive import Archive
from graph.consistency import check, identity_holds
from graph.export import export
from graph.home import Home
from graph.register.compare import differences
from graph.register.mend import in_memory, ledger
from graph.rows import ask
from graph.store import open_reader, open_writer
from tests.bench.many import write

__all__ = ["Seen", "kill_and_compare"]

COMMAND = Path(sys.executable).with_name("chidao")


@dataclass(slots=True)
class Seen:
    """What a run of kills met: at how many of them the store grew, and how large it was at each."""

    kills: int = 0
    ended: int = 0
    sizes: list[int] = field(default_factory=list)
    left_over: int = 0
    seconds: float = 0.0

    @property
    def grown(self) -> int:
        """After how many kills more was stored than before."""
        return sum(now > before for before, now in zip([0, *self.sizes], self.sizes, strict=False))


def kill_and_compare(folder: Path, documents: int, kills: int, longest: float, seed: int = 0) -> Seen:
    """Ingest ``documents`` into a home below ``folder``, killed ``kills`` times after up to ``longest`` seconds each.

    Raises ``AssertionError`` where anything is lost, doubled or untrue.
    """
    chance, seen, began = random.Random(seed), Seen(), time.monotonic()
    papers, home = folder / "papers", folder / "home"
    write(papers, documents)
    before: set[str] = set()
    while seen.kills < kills:
        process = subprocess.Popen(
            [COMMAND, "--home", home, "ingest", papers], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if seen.kills % 2:  # any moment at all, and in turn one when something is being stored
            wait_for(Home.at(home).unpublished, process)
        time.sleep(chance.uniform(0, 0.5 if seen.kills % 2 else longest))
        seen.ended += process.poll() is not None
        process.send_signal(signal.SIGKILL)
        assert process.wait() in (0, -signal.SIGKILL)
        seen.kills += 1
        now, left_over = agree(home)
        assert before <= now, "nothing that was stored is lost"
        seen.sizes.append(len(now))
        seen.left_over += bool(left_over)
        before = now
    run_to_the_end(folder, papers, home)
    seen.seconds = time.monotonic() - began
    return seen


def wait_for(marker: Path, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the store is being written, or the process is at its end."""
    while process.poll() is None and not marker.exists():
        time.sleep(0.005)


def agree(home: Path) -> tuple[set[str], int]:
    """The digests of all texts after a restart; how many originals no text names. Asserts that all else agrees."""
    open_writer(home, patience=30).close()
    archive = Archive(Home.at(home).archive)
    with open_reader(home) as reader:
        rows = ask(reader, "documents")
        texts = [row["sha256"] for row in rows]
        assert len(texts) == len(set(texts)), "no document is there twice"
        assert list(identity_holds(reader)) == []
        if reader.revision:
            assert reader.register.digests() == ledger(reader.engine), "the register is that of the store"
        assert all(archive.is_true(sha256) for sha256 in texts), "each document has its original, whole"
    return set(texts), len(set(archive.held()) - set(texts))


def run_to_the_end(folder: Path, papers: Path, home: Path) -> None:
    """Let the batch end, and compare with a home that nobody disturbed."""
    calm = folder / "calm"
    for place in (home, calm):
        subprocess.run([COMMAND, "--home", place, "ingest", papers], stdout=subprocess.DEVNULL, check=True)
    texts, left_over = agree(home)
    assert left_over == 0, "what the kills left over is swept away"
    assert len(texts) == len({path.read_bytes() for path in papers.rglob("*") if path.is_file()})
    with open_reader(home) as one, open_reader(calm) as other:
        assert "".join(export(one, "nq")) == "".join(export(other, "nq")), "the store is that of an undisturbed run"
        assert check(one, shapes=False) == []
        assert list(differences(one.register, in_memory(one))) == []


def main() -> None:
    """Kill, compare, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.killing", description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--longest", type=float, default=5.0, help="seconds a run may live")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seen = kill_and_compare(Path(folder), asked.documents, asked.kills, asked.longest, asked.seed)
    print(
        f"{asked.documents} documents, {seen.kills} kills ({seen.ended} runs had ended before): the store grew "
        f"{seen.grown} times, {seen.left_over} kills left originals that no text named; nothing lost, nothing doubled, "
        f"equal to an undisturbed run; {seen.seconds:.0f} s"
    )


if __name__ == "__main__":
    main()
