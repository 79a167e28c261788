"""The register on the disk: one SQLite file beside the live store, derived from its graphs, rebuilt from them at will.

The writer's changes stay in one open transaction until a snapshot is published, and are committed together with the
revision of that snapshot. So what readers can see in the file is always the state of some published snapshot, a crash
takes the register back to the last one, and a reader that holds a snapshot holds the register of the same revision
(SQLite's write-ahead log keeps it for as long as the reader stays). See ``docs/decisions/0010-register.md``.
"""

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from graph.register.derive import Rows
from graph.register.file import connect, make, meta, version
from graph.register.fold import search_key
from graph.register.places import place_code
from graph.register.schema import TABLES, VERSION

__all__ = ["Register", "claim", "is_ahead"]

_DERIVED: Final = tuple(table.name for table in TABLES if not table.of_task and table.name != "tasks")
_OF_TASK: Final = tuple(table.name for table in TABLES if table.of_task)
#: Rows of assignments that count for a unit: by role, in all ('') and by month.
_TALLIED: Final = (
    "SELECT DISTINCT a.unit, a.role, '', a.task FROM assignments a JOIN tasks t ON t.id = a.task WHERE t.text = ?1 "
    "UNION SELECT DISTINCT a.unit, a.role, m.month, a.task FROM assignments a JOIN tasks t ON t.id = a.task "
    "JOIN months m ON m.task = t.id WHERE t.text = ?1"
)


class Register:
    """One open register. ``rows`` answers a SELECT; what changes it is for the store's writer alone.

    ``folder``: where it lies, beside which readers may keep what they worked out from it; ``None`` for one in memory.
    """

    def __init__(self, connection: sqlite3.Connection, folder: Path | None = None) -> None:
        self._db = connection
        self.folder = folder

    @classmethod
    def open(cls, path: Path) -> "Register":
        """The writer's register, made empty where the file is missing, damaged or of another version.

        Raises ``sqlite3.Error`` where the file can neither be read nor made.
        """
        with contextlib.suppress(sqlite3.DatabaseError):
            db = connect(path)
            if version(db) == VERSION:
                return cls(db)
            db.close()
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        db = connect(path)
        make(db)
        return cls(db)

    @classmethod
    def memory(cls) -> "Register":
        """An empty register that lives in memory only."""
        db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        make(db)
        return cls(db)

    @property
    def revision(self) -> int:
        """The revision of the snapshot that this state belongs to; 0 for none."""
        return meta(self._db, "revision")

    def rows(self, query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a SELECT; raises ``sqlite3.Error``."""
        return self._db.execute(query, values).fetchall()

    def each(self, query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a SELECT one by one, for thousands of which something else is made; raises ``sqlite3.Error``."""
        return self._db.execute(query, values)

    def digests(self) -> dict[str, str]:
        """Graph → the digest of the lines that its rows were derived from."""
        return dict(self.rows("SELECT graph, digest FROM texts"))

    def put(self, graph: str, digest: str, rows: Rows) -> None:
        """Hold these rows as those of a text's graph, in place of what was held of it."""
        self._begin()
        self.drop(graph)
        if not rows.head:
            return
        columns = ("graph", "digest", *rows.head)
        text = self._insert("texts", columns, [(graph, digest, *rows.head.values())])
        units = {iri: self._unit(iri, text, told) for iri, told in rows.units.items()}
        tasks = self._tasks(text, rows)
        for iri in sorted(_referred(rows) - units.keys()):
            units[iri] = self._unit(iri, text, (None,) * 5)
        for table in TABLES:
            if table.name == "tasks" or not rows.tables.get(table.name):
                continue
            at = [table.columns.index(name) for name in table.units]
            lines = [_numbered(row, at, units) for row in rows.tables[table.name]]
            if table.of_task:
                self._insert(table.name, table.columns, [(tasks[str(row[0])], *row[1:]) for row in lines])
            else:
                self._insert(table.name, ("text", *table.columns), [(text, *row) for row in lines])
        self._tally(text, 1)

    def drop(self, graph: str) -> None:
        """Forget all that came from a text's graph; nothing where nothing is held of it."""
        self._begin()
        found = self.rows("SELECT id FROM texts WHERE graph = ?", (graph,))
        for (text,) in found:
            self._tally(text, -1)
            wordings = self.rows("SELECT id, wording FROM tasks WHERE text = ?", (text,))
            self._db.executemany(
                "INSERT INTO words(words, rowid, folded) VALUES('delete', ?, ?)",
                ((task, search_key(wording or "")) for task, wording in wordings),
            )
            for name in _OF_TASK:
                self._db.execute(f"DELETE FROM {name} WHERE task IN (SELECT id FROM tasks WHERE text = ?)", (text,))
            for name in ("tasks", *_DERIVED):
                self._db.execute(f"DELETE FROM {name} WHERE text = ?", (text,))
            units = [unit for (unit,) in self.rows("SELECT unit FROM named WHERE text = ?", (text,))]
            self._db.execute("DELETE FROM named WHERE text = ?", (text,))
            self._db.execute("DELETE FROM texts WHERE id = ?", (text,))
            for unit in units:
                self._describe(unit)

    def identify(self, before: Iterable[str], after: Mapping[str, str]) -> None:
        """What these mentions were identified as no longer counts; these are identified anew."""
        self._begin()
        self._db.executemany("DELETE FROM identity WHERE mentioned = ?", ((iri,) for iri in before))
        self._db.executemany("INSERT OR REPLACE INTO identity VALUES(?, ?)", after.items())

    def rule(self, rulings: Iterable[tuple[str, str, str]]) -> None:
        """What people decided about assertions, all of it: assertion, grade, stamp of the sentence decided about."""
        self._begin()
        self._db.execute("DELETE FROM rulings")
        self._db.executemany("INSERT INTO rulings VALUES(?, ?, ?)", rulings)

    def clear(self) -> None:
        """Forget everything."""
        self._begin()
        for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"):
            if not name.startswith(("words", "sqlite_", "meta")):
                self._db.execute(f"DELETE FROM {name}")
        self._db.execute("INSERT INTO words(words) VALUES('delete-all')")

    def commit(self, revision: int) -> None:
        """Let readers of the snapshot ``revision`` see this state."""
        self._begin()
        self._db.execute("INSERT OR REPLACE INTO meta VALUES('revision', ?)", (revision,))
        self._db.execute("COMMIT")

    def roll_back(self) -> None:
        """Go back to the state of the last commit."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def close(self) -> None:
        """Give the register up, and what was not committed with it."""
        with contextlib.suppress(sqlite3.Error):
            self.roll_back()
        self._db.close()

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")

    def _insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
        """Insert rows; the number of the last one where there is one row."""
        words = f"INSERT INTO {table}({', '.join(columns)}) VALUES({', '.join('?' * len(columns))})"
        if len(rows) == 1:
            return self._db.execute(words, rows[0]).lastrowid or 0
        self._db.executemany(words, rows)
        return 0

    def _tasks(self, text: int, rows: Rows) -> dict[str, int]:
        """Insert the tasks of a text, with their words for searching; task → number."""
        ((first,),) = self.rows("SELECT COALESCE(MAX(id), 0) + 1 FROM tasks")
        told = rows.tables.get("tasks", [])
        columns = next(table.columns for table in TABLES if table.name == "tasks")
        self._insert("tasks", ("id", "text", *columns), [(first + i, text, *row) for i, row in enumerate(told)])
        wording = columns.index("wording")
        words = [(first + i, search_key(str(row[wording] or ""))) for i, row in enumerate(told)]
        self._insert("words", ("rowid", "folded"), words)
        return {str(row[0]): first + i for i, row in enumerate(told)}

    def _unit(self, iri: str, text: int, told: Sequence[str | None]) -> int:
        """The number of a unit that a text describes."""
        found = self.rows("SELECT id, kind, name, level, place, province FROM units WHERE iri = ?", (iri,))
        unit = found[0][0] if found else self._insert("units", ("iri",), [(iri,)])
        self._insert("named", ("unit", "text", "kind", "name", "level", "place", "province"), [(unit, text, *told)])
        if not found or _order(told) < _order(found[0][1:]):
            self._describe(unit)
        return unit

    def _describe(self, unit: int) -> None:
        """Say of a unit what the least telling of the texts says; forget one that no text names any more."""
        told = self.rows("SELECT kind, name, level, place, province FROM named WHERE unit = ?", (unit,))
        if not told:
            self._db.execute("DELETE FROM units WHERE id = ?", (unit,))
            return
        kind, name, level, place, province = min(told, key=_order)
        folded, whole = (search_key(" ".join(filter(None, words))) for words in ((name,), (name, place, province)))
        values = (kind, name, level, place, province, place_code(level, place, province), folded, f" {whole} ", unit)
        self._db.execute(
            "UPDATE units SET kind=?, name=?, level=?, place=?, province=?, code=?, folded=?, told=? WHERE id=?", values
        )

    def _tally(self, text: int, step: int) -> None:
        """Count the tasks of a text for its units, or take them out of the count."""
        counts = Counter((unit, role, month) for unit, role, month, _ in self.rows(_TALLIED, (text,)))
        self._db.executemany(
            "INSERT INTO tally VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET tasks = tasks + excluded.tasks",
            ((*key, step * count) for key, count in counts.items()),
        )
        if step < 0:
            self._db.executemany(
                "DELETE FROM tally WHERE unit = ? AND role = ? AND month = ? AND tasks = 0", counts.keys()
            )


def claim(path: Path, revision: int) -> Register | None:
    """The register as it stands for readers of a snapshot, held in that state; ``None`` where it is of another one."""
    try:
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )
    except sqlite3.Error:
        return None
    try:
        db.execute("BEGIN")
        if version(db) == VERSION and meta(db, "revision") == revision:
            return Register(db, path.parent)
    except sqlite3.Error:
        pass  # damaged, or on a medium where it cannot be shared: the graph answers
    db.close()
    return None


def is_ahead(path: Path, revision: int) -> bool:
    """Whether the register is of a snapshot behind this one: its writer is about to show that one."""
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db,
    ):
        return version(db) == VERSION and meta(db, "revision") > revision
    return False


def _order(told: Sequence[str | None]) -> tuple[tuple[bool, str], ...]:
    return tuple((value is None, value or "") for value in told)


def _numbered(row: Sequence[Any], at: Sequence[int], units: Mapping[str, int]) -> tuple[Any, ...]:
    """A row with numbers in place of the IRIs of units."""
    return tuple(units.get(value) if i in at else value for i, value in enumerate(row))


def _referred(rows: Rows) -> set[str]:
    """The units that rows speak of, described or not."""
    places = [(table.name, table.columns.index(name)) for table in TABLES for name in table.units]
    return {str(row[at]) for name, at in places for row in rows.tables.get(name, ()) if row[at]}
