"""Which files were read and what came of them: so that a folder of thousands is not opened again to learn nothing.

A file counts as seen while its size, its times and its number on the disk are those it had *before* it was read; its
name is kept as a digest only. Losing this file costs reading the same files once more, and nothing else: what the store
holds decide the bytes.
"""

import contextlib
import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

__all__ = ["Seen", "Stamp", "stamp_of", "unread"]

_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS files(name BLOB PRIMARY KEY, stamp TEXT NOT NULL, texts TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS unread(name BLOB PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS readings(sha256 TEXT PRIMARY KEY, rules TEXT NOT NULL) WITHOUT ROWID;"
)
#: A file changed so lately may be changed again within the same tick of its clock.
_FRESH: Final = 2.0

Stamp = str


def stamp_of(path: Path) -> Stamp:
    """What tells a file from its former self without opening it; '' where that cannot be told."""
    try:
        told = path.stat()
    except OSError:
        return ""
    if time.time() - max(told.st_mtime, told.st_ctime) < _FRESH:
        return ""
    return f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino}"


class Seen:
    """The files seen by one home. For the one writer; ``commit`` makes what was noted stay."""

    def __init__(self, path: Path) -> None:
        """Opens the file, made anew where it is missing or damaged. Raises ``sqlite3.Error`` where even that fails."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = _opened(path)
        except sqlite3.DatabaseError:
            for end in ("", "-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)
            self._db = _opened(path)

    def texts(self, path: Path, stamp: Stamp) -> tuple[str, ...]:
        """The digests of all documents of a file that has not changed since it was read; () where it may have."""
        if not stamp:
            return ()
        found = self._db.execute(
            "SELECT texts FROM files WHERE name = ? AND stamp = ?", (_name(path), stamp)
        ).fetchone()
        return tuple(found[0].split()) if found else ()

    def note(self, path: Path, stamp: Stamp, texts: Iterable[str]) -> None:
        """A file that had this stamp before it was read holds these documents, and the store holds them all."""
        if stamp:
            values = (_name(path), stamp, " ".join(texts))
            self._db.execute("INSERT OR REPLACE INTO files VALUES(?, ?, ?)", values)

    def could_not(self, failed: Iterable[Path], fine: Iterable[Path]) -> None:
        """Files that could not be read, and files that could (again)."""
        self._db.executemany("DELETE FROM unread WHERE name = ?", ((_name(path),) for path in fine))
        self._db.executemany("INSERT OR REPLACE INTO unread VALUES(?)", ((_name(path),) for path in failed))

    def read(self, texts: Iterable[str], rules: str) -> None:
        """These documents (digests) were read with these rules."""
        self._db.executemany("INSERT OR REPLACE INTO readings VALUES(?, ?)", ((sha256, rules) for sha256 in texts))

    def rules(self) -> dict[str, str]:
        """Document → the rules that it was read with."""
        return dict(self._db.execute("SELECT sha256, rules FROM readings"))

    def forget(self, sha256: str) -> None:
        """Nothing is known of a document any more."""
        self._db.execute("DELETE FROM readings WHERE sha256 = ?", (sha256,))

    def commit(self) -> None:
        """Make what was noted stay."""
        self._db.commit()

    def close(self) -> None:
        """Give the file up; what was not committed is forgotten."""
        with contextlib.suppress(sqlite3.Error):
            self._db.close()


def unread(path: Path) -> int:
    """How many files could not be read when they were last looked at; 0 where nothing is known."""
    try:
        with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT COUNT(*) FROM unread").fetchone()[0])
    except sqlite3.Error:
        return 0


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=NORMAL")
    db.executescript(_SCHEMA)
    return db


def _name(path: Path) -> bytes:
    # not Path.resolve, which raises where links turn in a circle
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).digest()
