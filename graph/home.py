"""Where a store keeps its files.

::

    HOME/store/live/             the engine's files; only the writer opens them
    HOME/store/writer.lock       held by the one writer; next.lock, run.lock: by who waits, by a run (graph/turns.py)
    HOME/store/unpublished       stands while live holds changes that no snapshot has
    HOME/store/register.db       the index derived from the graphs (SQLite)
    HOME/store/snapshots/00000007/   a published state, never changed again
    HOME/store/snapshots/00000007.lease   shared lock of its readers
    HOME/store/CURRENT           the number of the newest published snapshot
    HOME/store/aligned/          alignments worked out before, by what they follow from (graph/clauses/kept.py; derived)
    HOME/store/seen.db           which files were read, lest they be opened again (derived)
    HOME/archive/                the original bytes of the documents (graph/archive.py)
    HOME/paper/                  where their words stand on paper (graph/paper.py)
"""

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Home", "sync_directory"]


@dataclass(frozen=True, slots=True)
class Home:
    """The layout of one home folder; nothing is created or read by asking for a path."""

    root: Path

    @classmethod
    def at(cls, home: "Home | Path | str") -> "Home":
        """``home`` as a :class:`Home`, from a path or itself."""
        return home if isinstance(home, Home) else cls(Path(home))

    @property
    def store(self) -> Path:
        """The folder of all that follows."""
        return self.root / "store"

    @property
    def live(self) -> Path:
        """The writer's own files."""
        return self.store / "live"

    @property
    def lock(self) -> Path:
        """The file whose lock makes one process the writer."""
        return self.store / "writer.lock"

    @property
    def register(self) -> Path:
        """The index derived from the graphs."""
        return self.store / "register.db"

    @property
    def unpublished(self) -> Path:
        """Exists while the live store holds what no snapshot has."""
        return self.store / "unpublished"

    @property
    def snapshots(self) -> Path:
        """The folder of published states."""
        return self.store / "snapshots"

    @property
    def current(self) -> Path:
        """The file that names the newest published state."""
        return self.store / "CURRENT"

    @property
    def seen(self) -> Path:
        """The files seen, by what they look like from outside."""
        return self.store / "seen.db"

    @property
    def archive(self) -> Path:
        """The folder of the originals."""
        return self.root / "archive"

    @property
    def paper(self) -> Path:
        """The folder of what leads from texts to paper."""
        return self.root / "paper"

    def snapshot(self, revision: int) -> Path:
        """The folder of one published state."""
        return self.snapshots / f"{revision:08}"

    def lease(self, revision: int) -> Path:
        """The file that the readers of one published state lock, shared."""
        return self.snapshots / f"{revision:08}.lease"

    def create(self) -> None:
        """Make the folders. Raises ``OSError``."""
        self.snapshots.mkdir(parents=True, exist_ok=True)


def sync_directory(folder: Path) -> None:
    """Make the names in ``folder`` durable, where the system can (Windows cannot, and need not)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
