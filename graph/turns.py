"""Whose turn it is to write: one at a time, and between two pieces of a long run those who wait for theirs.

::

    HOME/store/writer.lock    held by the one writer
    HOME/store/next.lock      held by who waits to be the next
    HOME/store/run.lock       held from beginning to end by whoever brings in or takes out documents

Who writes takes the lock of the next one first, and gives it up once the store is theirs. So a long run that lets go of
the store between two pieces, and then waits as the next one, comes after whoever waited before it, and before
whoever comes later. All three are locks of the system, which end with the process that holds them.
"""

import time
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from graph.errors import StoreBusy
from graph.home import Home

__all__ = ["PATIENCE", "Turn"]

#: So many seconds a person's word waits for a long run to let it in, and a run for a word that is being written.
PATIENCE: Final = 60.0
_OFTEN: Final = 0.02


class Turn:
    """One writer's turn in a home whose folders are there. Not for use by several threads at once."""

    def __init__(self, home: Home, *, run: bool) -> None:
        """``run``: whether it brings in or takes out documents, of which only one at a time may."""
        self._home = home
        self._writer, self._next = _lock(home.lock), _lock(home.store / "next.lock")
        self._run = _lock(home.store / "run.lock") if run else None

    def take(self, patience: float) -> None:
        """Wait up to so many seconds for the turn, 0 not at all; while another run is on, a run does not wait.

        Raises :class:`StoreBusy`, ``OSError``.
        """
        waited = 0.0
        try:
            if self._run is not None:
                self._run.acquire(timeout=0)
            waited = patience
            self._follow(time.monotonic() + patience)
        except Timeout as timeout:
            self.end()
            raise _busy(self._home, waited) from timeout
        except BaseException:
            self.end()
            raise

    def is_wanted(self) -> bool:
        """Whether somebody waits for the turn."""
        try:
            self._next.acquire(timeout=0)
        except Timeout:
            return True
        self._next.release()
        return False

    def pass_on(self, patience: float) -> None:
        """Let whoever waits write, and take the turn again; the store must be closed. Raises as :meth:`take`."""
        self._writer.release()
        try:
            self._follow(time.monotonic() + patience)
        except Timeout as timeout:
            raise _busy(self._home, patience) from timeout

    def end(self) -> None:
        """Give the turn up, and with it the run; doing so twice is harmless."""
        for lock in (self._next, self._writer, self._run):
            if lock is not None:
                lock.release()

    def _follow(self, until: float) -> None:
        for lock in (self._next, self._writer):
            lock.acquire(timeout=max(0.0, until - time.monotonic()), poll_interval=_OFTEN)
        self._next.release()


def _lock(path: Path) -> FileLock:
    return FileLock(path, timeout=0, thread_local=False)


def _busy(home: Home, patience: float) -> StoreBusy:
    waited = f" Đã đợi {patience:.0f} giây." if patience else ""
    return StoreBusy(f"Kho {home.root} đang được một tiến trình khác ghi.{waited} Hãy đợi việc đó xong rồi làm lại.")
