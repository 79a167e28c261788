"""Published states of the store: written beside the live files, named by CURRENT, kept while someone reads them.

A snapshot is made of hard links to files that the engine never changes again, so that it costs milliseconds. A reader
holds a shared lock on the snapshot's lease; pruning takes away only what nobody holds.
"""

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Store as Engine

from graph.errors import StoreError
from graph.home import Home, sync_directory

if sys.platform != "win32":
    import fcntl

__all__ = ["KEPT", "Lease", "current", "publish"]

#: How many snapshots stay, the newest first, whether read or not.
KEPT: Final = 3


class Lease:
    """A reader's claim on one snapshot: while it stands, the snapshot is not pruned. Ends with the process.

    Raises ``OSError`` where the snapshot is gone or just going; then the newest one is to be asked for again.
    """

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDONLY)
        try:
            _lock(self._handle, shared=True)
            path.stat()
        except OSError:
            self.release()
            raise

    def release(self) -> None:
        """Give the snapshot up; doing so twice is harmless."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def current(home: Home) -> int:
    """The number of the newest published snapshot; 0 where nothing is published yet. Raises :class:`StoreError`."""
    try:
        return int(home.current.read_text(encoding="ascii"))
    except FileNotFoundError:
        return 0
    except (OSError, ValueError) as error:
        raise StoreError(f"Tệp {home.current} bị hỏng. Hãy nạp lại một văn bản để công bố kho lần nữa.") from error


def publish(home: Home, engine: Engine, ready: Callable[[int], None]) -> int:
    """Publish the engine's state as the next snapshot and return its number.

    ``ready`` is told the number when the snapshot is whole and nobody can see it yet: the register is committed then.
    All or nothing: CURRENT names the new state only once it is safe on the disk. Raises ``OSError``; the snapshots
    published before then stand as they were.
    """
    # CURRENT is not asked: it may be what is to be repaired
    revision = max(_revisions(home), default=0) + 1
    folder = home.snapshot(revision)
    try:
        engine.backup(str(folder))
        _sync_tree(folder)
        home.lease(revision).touch()
        sync_directory(home.snapshots)
        ready(revision)
        _point(home, revision)
    except BaseException:
        _remove(home, revision)
        raise
    _prune(home, revision)
    return revision


def _point(home: Home, revision: int) -> None:
    draft = home.current.with_suffix(".new")
    with draft.open("w", encoding="ascii") as file:
        file.write(f"{revision}\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(home.current)
    sync_directory(home.store)


def _revisions(home: Home) -> Iterator[int]:
    return (int(entry.name) for entry in home.snapshots.iterdir() if entry.name.isdecimal())


def _sync_tree(folder: Path) -> None:
    if sys.platform != "win32":  # where a file opened for reading cannot be synced; the engine has done its own
        for entry in folder.iterdir():
            with entry.open("rb") as file:
                os.fsync(file.fileno())
    sync_directory(folder)


def _prune(home: Home, newest: int) -> None:
    """Take away what is older than the newest few and read by nobody, and what an earlier removal left."""
    for revision in sorted(_revisions(home)):
        if revision <= newest - KEPT:
            _remove_unread(home, revision)
    for rest in home.snapshots.glob("*.gone"):
        shutil.rmtree(rest, ignore_errors=True)


def _remove_unread(home: Home, revision: int) -> None:
    try:
        handle = os.open(home.lease(revision), os.O_RDONLY)
    except FileNotFoundError:
        _remove(home, revision)
        return
    # the lock is held until the lease's name is gone, so that no reader can come in between
    with contextlib.suppress(OSError):
        _lock(handle, shared=False)
        _remove(home, revision)
    os.close(handle)


def _lock(handle: int, *, shared: bool) -> None:
    """Lock without waiting. Windows needs none: there a folder with open files cannot be renamed away."""
    if sys.platform != "win32":
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def _remove(home: Home, revision: int) -> None:
    # renaming is all or nothing: no half-emptied folder ever bears the name of a snapshot
    folder = home.snapshot(revision)
    gone = folder.with_suffix(".gone")
    with contextlib.suppress(OSError):
        folder.rename(gone)
        home.lease(revision).unlink(missing_ok=True)
    shutil.rmtree(gone, ignore_errors=True)
