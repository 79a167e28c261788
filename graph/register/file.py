"""The SQLite file of a register: opened, made, and what it says of itself."""

import sqlite3
from pathlib import Path

from graph.register.schema import SCHEMA, VERSION

__all__ = ["connect", "make", "meta", "version"]


def connect(path: Path) -> sqlite3.Connection:
    """The writer's connection, made where the file is missing; raises ``sqlite3.Error``."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")  # one commit a publication: it must be there when CURRENT names it
    db.execute("PRAGMA cache_size=-65536")
    return db


def make(db: sqlite3.Connection) -> None:
    """Make the tables."""
    db.executescript(f"BEGIN;{SCHEMA}INSERT INTO meta VALUES('version', {VERSION});COMMIT;")


def version(db: sqlite3.Connection) -> int | None:
    """The version of the tables; ``None`` where there are none."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return None
    return meta(db, "version")


def meta(db: sqlite3.Connection, key: str) -> int:
    """A number that the register keeps about itself; 0 where it keeps none."""
    found = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return int(found[0]) if found else 0
