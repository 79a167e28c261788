"""The original bytes of every document that the store holds, named by what they are (SHA-256), never changed.

::

    HOME/archive/3f/3f1c…        one document's bytes; of a member of a container, the member's
    HOME/archive/new/            being written
    HOME/archive/open            stands while a batch may have left bytes that no text names

A document's bytes are safe on the disk before the graph names them. What a crash leaves over is taken away when the
next writer opens the store, by :meth:`Archive.settle`.
"""

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from graph.durable import write_durably
from graph.home import sync_directory

__all__ = ["Archive"]

_PIECE: Final = 1 << 20


class Archive:
    """The archive in one folder, which need not exist. Several processes may add to it at once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """Where the bytes of this digest (64 hex digits) stand, or would."""
        return self.root / sha256[:2] / sha256

    def keep(self, sha256: str, data: bytes) -> None:
        """Have these bytes safe on the disk when this returns; nothing is done where they are. Raises ``OSError``."""
        target = self.path(sha256)
        with contextlib.suppress(FileNotFoundError):
            if target.stat().st_size == len(data):
                return
        draft = self.root / "new" / f"{sha256}.{os.getpid()}"
        for folder in (draft.parent, target.parent):
            if not folder.is_dir():
                folder.mkdir(parents=True, exist_ok=True)
                sync_directory(self.root)
        write_durably(target, draft, data)

    def read(self, sha256: str) -> bytes | None:
        """The bytes of this digest, ``None`` where they are not there. Raises ``OSError``."""
        try:
            return self.path(sha256).read_bytes()
        except FileNotFoundError:
            return None

    def is_true(self, sha256: str) -> bool:
        """Whether the bytes that stand under a digest still have it. Raises ``OSError``."""
        found = hashlib.sha256()
        with self.path(sha256).open("rb") as file:
            while piece := file.read(_PIECE):
                found.update(piece)
        return found.hexdigest() == sha256

    def held(self) -> Iterator[str]:
        """The digests of all that stands in the archive, in no order."""
        with contextlib.suppress(FileNotFoundError):
            for folder in self.root.iterdir():
                if len(folder.name) == 2 and folder.is_dir():
                    yield from (entry.name for entry in os.scandir(folder) if len(entry.name) == 64)

    def remove(self, sha256: str) -> None:
        """Take bytes away; nothing is done where they are not there. Raises ``OSError``."""
        target = self.path(sha256)
        with contextlib.suppress(FileNotFoundError):
            target.unlink()
            sync_directory(target.parent)

    def begin(self) -> bool:
        """Note, durably, that a batch is under way; says whether none was noted before. Raises ``OSError``."""
        self.root.mkdir(parents=True, exist_ok=True)
        fresh = not self._open.exists()
        self._open.touch()
        sync_directory(self.root)
        return fresh

    def end(self) -> None:
        """All that stands here is named by the store."""
        with contextlib.suppress(FileNotFoundError):
            self._open.unlink()

    def settle(self, named: Collection[str]) -> tuple[str, ...]:
        """After a batch that did not end: take away drafts and what no text names; tells what that was.

        ``named``: the digests of all texts of the store. Call it only while no batch is under way.
        """
        if not self._open.exists():
            return ()
        for draft in (self.root / "new").glob("*"):
            draft.unlink(missing_ok=True)
        rest = tuple(sorted(sha256 for sha256 in self.held() if sha256 not in named))
        for sha256 in rest:
            self.remove(sha256)
        self.end()
        return rest

    @property
    def _open(self) -> Path:
        return self.root / "open"
