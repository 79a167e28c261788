"""Reading files: one for its record, many into the store, and folders as they fill."""

import contextlib
import itertools
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontology.issue import Issue, Severity
from ui.actions.batch import Batch, Progress
from ui.actions.values import FileOutcome, Json, Status, Summary

if TYPE_CHECKING:
    from graph.reach import Reach
    from ingest.source import Limits
    from ui.actions.gate import Clearance
    from ui.actions.work import Setup

__all__ = ["Progress", "extract", "ingest", "only", "watch"]


def extract(path: str | Path, limits: "Limits | None" = None) -> Json | Issue:
    """The record of one file (``docs/record.md``), or why it cannot be read. Nothing is stored.

    The file is read in a process of its own, within ``limits``.
    """
    from ingest.source import Limits
    from ui.actions.work import Setup

    told: Json | Issue = only(path, Setup(limits or Limits(), record=True))
    return told


def only(path: str | Path, setup: "Setup") -> Any:  # noqa: ANN401 - what the setup asks for, or an Issue
    """What a process of its own, within the limits of ``setup``, gives of the one document in a file; or an Issue."""
    from ingest.workers import Ended, Found, Task, run_tasks
    from ui.actions.work import COMMAND, Refused

    task, found, issue = Task(str(path), str(path)), [], None
    for event in run_tasks(COMMAND, setup, [task], setup.limits, 1):
        match event:
            case Found(value=Refused(issue=why)):
                found.append(why)
            case Found(value=value):
                found.append(value)
            case Ended(issue=why) if why is not None:
                issue = why
    if issue is None and len(found) != 1:
        from ingest.source import not_one

        issue = not_one(Path(path), len(found))
    return issue or found[0]


def ingest(
    home: Path,
    paths: Iterable[str | Path],
    progress: Progress | None = None,
    *,
    again: bool = False,
    limits: "Limits | None" = None,
    clearance: "Clearance | None" = None,
) -> Summary:
    """Read files and folders (recursively) into the store of ``home`` and publish a snapshot.

    Files are read by processes of their own, one a processor, each within ``limits``. A document of which the store
    holds the same bytes is left alone, unless ``again``. A file that is refused stops nobody. ``clearance`` tells that
    a person has looked at all of these files: what the gate would hold is stored then, and who said so is kept. Of a
    person of some units (:func:`ui.actions.people.acting`) only what these issue is stored, the rest refused.
    Raises :class:`graph.errors.StoreError` where the store cannot be opened for writing; one that fails on the way
    (disk full) ends the batch with ``stopped``, and what was stored before stays.
    """
    from graph.errors import StoreError
    from graph.store import open_writer
    from graph.turns import PATIENCE
    from ingest.source import Limits
    from ui.actions.gather import gather

    found = gather(map(Path, paths))
    began = time.monotonic()
    batch = Batch(home, len(found.files) + len(found.refused), progress, clearance, again, _reaches(home))
    for issue in found.refused:
        batch.add(FileOutcome(issue.where, Status.REFUSED, issue))
        batch.ended.add(Path(issue.where))
    revision, stopped, opened = "", None, False
    try:
        with open_writer(home, PATIENCE, run=True) as writer:
            opened = True
            batch.read(writer, found.files, limits or Limits())
            revision = str(writer.publish())
            batch.enter_unread()
    except StoreError as error:
        if not opened:
            raise
        stopped = Issue("store-stopped", str(error), str(home), severity=Severity.REFUSAL)
    seconds = round(time.monotonic() - began, 2)
    return Summary(batch.in_order(found.files), tuple(map(str, found.skipped)), revision, stopped, batch.left, seconds)


def _reaches(home: Path) -> "tuple[Reach, ...] | None":
    """The units whose documents whoever acts may ingest; ``None`` for all."""
    from ui.actions.people import Right, acting

    person = acting()
    if person.everywhere(Right.INGEST):
        return None
    from graph.reach import resolve
    from graph.reader import open_reader

    with open_reader(home) as reader:
        found = (resolve(reader, unit) for unit in sorted(person.units(Right.INGEST)))
        return tuple(reach for reach in found if reach is not None)


def watch(
    home: Path, paths: Iterable[str | Path], progress: Progress | None = None, *, seconds: float = 5.0, rounds: int = 0
) -> Iterator[Summary]:
    """Look at files and folders every few seconds for ever (or ``rounds`` times), and read what is new or changed.

    A file is read once it has kept its size and times from one look to the next, and not again until they change. The
    folders are asked, not the system's notices: none come from the shared drives where offices keep their files.
    Yields a summary of each batch that had files; a store that another process is writing is tried again at the next
    look. Raises :class:`graph.errors.StoreError`.
    """
    from graph.errors import StoreBusy
    from ui.actions.gather import gather

    done: dict[Path, str] = {}
    last: dict[Path, str] = {}
    for round_ in itertools.count(1):
        now = {path: _looks(path) for path in gather(map(Path, paths)).files}
        ready = [path for path, looks in now.items() if looks and done.get(path) != looks == last.get(path)]
        last = now
        if ready:
            with contextlib.suppress(StoreBusy):
                summary = ingest(home, ready, progress)
                done |= {path: now[path] for path in ready}
                yield summary
        if round_ == rounds:
            return
        time.sleep(seconds)


def _looks(path: Path) -> str:
    """A file's size and times; '' where it is gone."""
    try:
        told = path.stat()
    except OSError:
        return ""
    return f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}"
