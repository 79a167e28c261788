"""Running a named question, or one from a file, and getting a table for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph import decisions
from graph.rdf import Value, value_of
from graph.rows import Rows
from graph.words import grade_of_term, word_of
from ontology import queries

__all__ = ["Table", "run"]


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: the question's title, the names of its columns, and rows of plain values (``None`` where empty)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def records(self) -> list[dict[str, Value]]:
        """Each row as a mapping from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def run(source: Rows, question: str | Path, parameters: Mapping[str, queries.Value | None] | None = None) -> Table:
    """The answer to a question of ``ontology/queries`` by name, or of a ``.rq`` file by path.

    Terms of the vocabulary are told in Vietnamese words. Where a row has ``assertion`` and ``grade``, the grade is a
    person's if one decided. A file without the head of :mod:`ontology.queries` is run as it stands.
    Raises :class:`ontology.queries.QueryError` for an unknown or wrong question or parameter, ``OSError`` for a file.
    """
    query = _read(question) if isinstance(question, Path) else queries.load(question)
    found = source.rows(queries.bind(query, parameters or {}))
    columns = query.columns or tuple(dict.fromkeys(name for row in found for name in row))
    rows = [{name: value_of(row.get(name)) for name in columns} for row in found]
    if "assertion" in columns and "grade" in columns:
        _decide(source, rows)
    return Table(query.title, columns, tuple(tuple(_told(row[name]) for name in columns) for row in rows))


def _read(path: Path) -> queries.Query:
    text = path.read_text(encoding="utf-8")
    if any(line.startswith("# columns:") for line in text.splitlines()):
        return queries.parse(text, path.stem)
    return queries.Query(path.stem, path.stem, (), (), text)


def _decide(source: Rows, rows: list[dict[str, Value]]) -> None:
    rulings = decisions.effective(source)
    for row in rows:
        assertion, grade = row["assertion"], row["grade"]
        if isinstance(assertion, str) and isinstance(grade, str):
            row["grade"] = decisions.grade_of(rulings, assertion, grade_of_term(grade)).value


def _told(value: Value) -> Value:
    return word_of(value) if isinstance(value, str) else value
