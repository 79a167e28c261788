"""Is a register what the graphs make it? For ``chidao check``."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from graph.register.derive import Rows
from graph.register.register import Register
from graph.register.schema import TABLES

__all__ = ["differences", "told"]


def told(register: Register, graph: str) -> Rows:
    """What a register holds of one text, in the form in which it was derived; empty where it holds nothing of it."""
    rows = Rows()
    found = register.rows("SELECT * FROM texts WHERE graph = ?", (graph,))
    if not found:
        return rows
    names = [name for _, name, *_ in register.rows("PRAGMA table_info(texts)")]
    whole = dict(zip(names, found[0], strict=True))
    text = whole["id"]
    rows.head = {key: value for key, value in whole.items() if key not in ("id", "graph", "digest")}
    rows.units = {
        iri: tuple(rest)
        for iri, *rest in register.rows(
            "SELECT u.iri, n.kind, n.name, n.level, n.place, n.province FROM named n JOIN units u ON u.id = n.unit "
            "WHERE n.text = ?",
            (text,),
        )
    }
    for table in TABLES:
        rows.tables[table.name] = _rows(register, table.name, text)
    return rows


def differences(register: Register, derived: Register) -> Iterator[str]:
    """What of a register differs from one derived anew, in Vietnamese words; nothing where they are one."""
    graphs = {**register.digests(), **derived.digests()}
    for graph in sorted(graphs):
        one, other = told(register, graph), told(derived, graph)
        name = other.head.get("file") or one.head.get("file") or graph
        if one.head != other.head or one.units != other.units:
            yield f"phần đầu hoặc các đơn vị của {name}"
        for table in TABLES:
            if Counter(one.tables.get(table.name, ())) != Counter(other.tables.get(table.name, ())):
                yield f"bảng {table.name} của {name}"
    for name, query in _WHOLE.items():
        if sorted(register.rows(query)) != sorted(derived.rows(query)):
            yield f"bảng {name}"


_WHOLE = {
    "identity": "SELECT * FROM identity",
    "rulings": "SELECT * FROM rulings",
    "units": "SELECT iri, COALESCE(kind, ''), COALESCE(name, ''), COALESCE(code, ''), folded, told FROM units",
    "tally": "SELECT u.iri, y.role, y.month, y.tasks FROM tally y JOIN units u ON u.id = y.unit",
    "words": "SELECT t.iri FROM words w JOIN tasks t ON t.id = w.rowid",
}


def _rows(register: Register, name: str, text: int) -> list[tuple[Any, ...]]:
    table = next(table for table in TABLES if table.name == name)
    task = "(SELECT iri FROM tasks WHERE id = task)"
    columns = [
        f"(SELECT iri FROM units WHERE id = {column})" if column in table.units
        else task if table.of_task and column == "task" else column
        for column in table.columns
    ]  # fmt: skip
    of = "task IN (SELECT id FROM tasks WHERE text = ?)" if table.of_task else "text = ?"
    return register.rows(f"SELECT {', '.join(columns)} FROM {name} WHERE {of}", (text,))
