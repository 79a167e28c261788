"""Asking a store a named question and getting plain rows."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol, TypeAlias

from pyoxigraph import QuerySolutions
from pyoxigraph import Store as Engine

from graph.rdf import Row, value_of
from ontology import queries
from ontology.terms import PREFIXES

__all__ = ["OnEngine", "Record", "Rows", "ask", "select"]

#: One row in plain values; a column without a value is ``None``.
Record: TypeAlias = Mapping[str, Any]


#: Where the engine says that a question is wrong.
_PLACE: Final = re.compile(r"at (\d+):(\d+)")


class Rows(Protocol):
    """Anything that answers a SELECT: a reader, a writer, or the store of a test."""

    def rows(self, query: str) -> Sequence[Row]:
        """The solutions of a SELECT query; a variable without a value is absent from its row."""
        ...


class OnEngine:
    """A bare engine as something that answers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(self, query: str) -> Sequence[Row]:
        """See :class:`Rows`; raises ``OSError``."""
        return select(self._engine, query)


def ask(source: Rows, name: str, **values: queries.Value | None) -> list[Record]:
    """The rows of the named query with its parameters, in plain values, under the columns of its head.

    Raises :class:`ontology.queries.QueryError`, and what ``source`` raises.
    """
    query = queries.load(name)
    found = source.rows(queries.bind(query, values))
    return [{column: value_of(row.get(column)) for column in query.columns} for row in found]


def select(engine: Engine, query: str) -> list[Row]:
    """The solutions of a SELECT query on the engine; raises ``QueryError`` for another kind of query or bad SPARQL."""
    try:
        # the prefixes of the vocabulary need no declaration, as in a question typed in
        solutions = engine.query(
            query, prefixes=dict(PREFIXES), use_default_graph_as_union="GRAPH" not in query.upper()
        )
    except SyntaxError as error:
        place = _PLACE.search(str(error))
        where = f" ở dòng {place[1]}, ký tự {place[2]}" if place else ""
        raise queries.QueryError(f"Câu hỏi SPARQL viết sai{where}.") from error
    if not isinstance(solutions, QuerySolutions):
        raise queries.QueryError("Câu hỏi phải là SELECT.")
    names = [variable.value for variable in solutions.variables]
    return [
        {name: term for name, term in zip(names, solution, strict=True) if term is not None} for solution in solutions
    ]
