"""Files that come by the screens: the very way of ``chidao ingest``, in a process of its own, nothing left behind.

What came is written into a folder that nobody else can look into (:func:`ingest.scratch.scratch`), read into the store
from there, and removed, whatever became of it; the folder of a server that was killed is removed by the next reader of
files.
"""

import contextlib
import re
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from ui.actions.gate import Clearance
from ui.actions.people import Person, acting, acting_as
from ui.actions.values import Ambiguous, FileOutcome, Json, Summary, Unknown

if TYPE_CHECKING:
    from ontology.issue import Issue

__all__ = ["State", "Upload", "forms", "largest_upload", "lint_draft", "main", "upload"]

_COMMAND: Final = (sys.executable, "-P", "-c", "from ui.actions import incoming; incoming.main()")
#: Seconds between two tries to write a store that somebody else is writing.
_AGAIN: Final = 1.0
#: What a name on disk may be long, in bytes, with room for what readers add.
_LONGEST: Final = 200
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_SAID, _SUMMARY, _BUSY, _FAULT = "said", "summary", "busy", "fault"


class State(StrEnum):
    """How far an upload is."""

    READING = "reading"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(slots=True)
class Upload:
    """An upload on its way; a thread of its own changes it, a page looks at it.

    ``by``: whose it is. ``outcomes`` have the names as they came; ``why`` tells what is waited for, or what failed;
    ``summary`` is set when it is over.
    """

    total: int
    names: tuple[str, ...]
    by: str = ""
    state: State = State.READING
    done: int = 0
    outcomes: list[FileOutcome] = field(default_factory=list)
    why: str = ""
    summary: Summary | None = None
    _halt: threading.Event = field(default_factory=threading.Event)

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state in (State.DONE, State.FAILED, State.STOPPED)

    def stop(self) -> None:
        """Read no further; what is stored stays."""
        self._halt.set()


@dataclass(frozen=True, slots=True)
class _Job:
    """What the process is told; ``person``: whose deed it is, for the journal."""

    home: Path
    folder: Path
    paths: tuple[Path, ...]
    clearance: Clearance | None
    person: Person


def forms() -> tuple[str, ...]:
    """The suffixes of files that can be read, without the dot, sorted."""
    from ingest.readers import SUFFIXES

    return tuple(sorted(suffix.removeprefix(".") for suffix in SUFFIXES))


def largest_upload() -> int:
    """The limit of the gate on one file, in whole MiB: just so much more that the gate itself is the one to refuse."""
    from ingest.source import Limits

    return Limits().file_bytes // 1_048_576 + 1


def upload(home: Path, files: Iterable[tuple[str, bytes]], *, by: str, now: datetime, open_because: str = "") -> Upload:
    """Begin to read files (name, bytes) into the store; returns at once, and a store that is busy is waited for.

    ``open_because``: why the person ``by`` says, at ``now`` (with time zone), that what the gate would hold is open;
    '' where nobody says so. What the gate refuses is refused all the same. Raises ``OSError`` where the files cannot be
    written for a moment.
    """
    from ingest.scratch import clear, scratch

    folder = scratch()
    try:
        paths = _write(folder, files)
    except BaseException:
        clear(folder)
        raise
    clearance = Clearance(by, open_because, now) if open_because.strip() else None
    told = Upload(len(paths), tuple(path.name for path in paths), by)
    job = _Job(home, folder, tuple(paths), clearance, acting())
    threading.Thread(target=_run, args=(told, job), daemon=True).start()
    return told


def lint_draft(home: Path, name: str, data: bytes) -> "Json | Issue | Ambiguous | Unknown":
    """:func:`ui.actions.clarity.lint` of a draft that came by the screens; nothing of it is kept.

    Raises :class:`graph.errors.StoreError`, ``OSError``.
    """
    from ingest.scratch import clear, scratch
    from ui.actions.clarity import lint

    folder = scratch()
    try:
        (path,) = _write(folder, [(name, data)])
        return lint(home, str(path))
    finally:
        clear(folder)


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Each file in a folder of its own, as two may bear one name."""
    paths = []
    for number, (name, data) in enumerate(files):
        path = folder / f"{number:06}" / _safe(name)
        path.parent.mkdir()
        path.write_bytes(data)
        paths.append(path)
    return paths


def _safe(name: str) -> str:
    """A name as it was printed, without what a disk or a path takes otherwise; its suffix stays."""
    plain = _UNSAFE.sub("_", name).strip(" .") or "văn bản"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 8:
        stem, dot, suffix = plain, "", ""
    room = _LONGEST - len(suffix.encode()) - 1
    return stem.encode()[:room].decode(errors="ignore") + dot + suffix


# -- the run, seen from the server -------------------------------------------------------------------------------------


def _run(told: Upload, job: _Job) -> None:
    from ingest.scratch import clear

    try:
        while not told.is_over:
            _try(told, job)
            if told.state is State.WAITING and told._halt.wait(_AGAIN):
                told.state = State.STOPPED
    except Exception as error:
        told.state, told.why = State.FAILED, f"lỗi của chương trình ({type(error).__name__})"
    finally:
        clear(job.folder)


def _try(told: Upload, job: _Job) -> None:
    """One process from its beginning to its end."""
    from ingest.frames import receive, send
    from ingest.scratch import sweep

    process = subprocess.Popen(
        _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    inward, outward = cast(BinaryIO, process.stdout), cast(BinaryIO, process.stdin)
    watcher = threading.Thread(target=_kill_on, args=(told, process), daemon=True)
    watcher.start()
    try:
        send(outward, job)
        while True:
            _hear(told, job.folder, cast("tuple[str, object]", receive(inward)))
            if told.is_over or told.state is State.WAITING:
                return
    except (EOFError, OSError):
        if told._halt.is_set():
            told.state = State.STOPPED
        else:
            told.state, told.why = State.FAILED, "tiến trình nạp dừng đột ngột; những gì đã báo là đã nạp vẫn còn"
    finally:
        with contextlib.suppress(OSError):
            outward.close()
        process.wait()
        inward.close()
        sweep()  # where it was killed, what its workers had at hand goes too


def _kill_on(told: Upload, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None:
        if told._halt.wait(0.2):
            process.kill()  # its workers die with it, and what it stored is whole
            return


def _hear(told: Upload, folder: Path, words: tuple[str, object]) -> None:
    match words:
        case ("said", (int(done), FileOutcome() as outcome)):
            told.state, told.why, told.done = State.READING, "", done
            told.outcomes.append(_named(outcome, folder))
        case ("summary", Summary() as summary):
            told.summary = replace(summary, files=())
            told.why = summary.stopped.what if summary.stopped else ""
            told.done = told.total - summary.left
            told.state = State.FAILED if summary.stopped else State.DONE
        case ("busy", str(why)):
            told.state, told.why = State.WAITING, why
        case (_, why):
            told.state, told.why = State.FAILED, str(why)


def _named(outcome: FileOutcome, folder: Path) -> FileOutcome:
    """The outcome with the name that the file came with instead of where it lay."""
    path = Path(outcome.path)
    name = "/".join(path.relative_to(folder).parts[1:]) if path.is_relative_to(folder) else path.name
    return replace(outcome, path=name, file="")


# -- the process -------------------------------------------------------------------------------------------------------


def main() -> None:
    """Be the process: read the files that the server names, tell what becomes of each."""
    from graph.errors import StoreBusy, StoreError
    from ingest.child import pipes
    from ingest.frames import receive, send
    from ui.actions.read import ingest

    inward, outward = pipes()
    job = cast(_Job, receive(inward))
    threading.Thread(target=_die_with, args=(inward,), daemon=True).start()
    try:
        with acting_as(job.person):
            summary = ingest(job.home, job.paths, partial(_tell, outward), clearance=job.clearance)
        send(outward, (_SUMMARY, summary))
    except StoreBusy as error:
        send(outward, (_BUSY, str(error)))
    except StoreError as error:
        send(outward, (_FAULT, str(error)))


def _tell(outward: BinaryIO, done: int, total: int, outcome: FileOutcome) -> None:
    from ingest.frames import send

    del total
    send(outward, (_SAID, (done, outcome)))


def _die_with(inward: BinaryIO) -> None:
    """The server is gone: end at once; what was told is safe, and the workers die with this process."""
    import os

    inward.read()
    os._exit(1)
