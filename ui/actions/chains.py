"""The list of directives, and the chain of one."""

from pathlib import Path
from typing import Final

from ui.actions.lookup import candidate, find
from ui.actions.naming import directive_names
from ui.actions.values import Ambiguous, Candidate, Json, Unknown

__all__ = ["DEPTH", "directives", "path", "trace"]

#: How many levels a chain goes each way unless told otherwise: more than there are levels of government.
DEPTH: Final = 8


def directives(home: Path) -> list[Json]:
    """Every directive of the store, the newest first, each with its ``name``, its number of tasks and of implementing
    directives.

    Raises :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader
    from graph.register.directives import described, every, implementers, tasks_set

    with open_reader(home) as reader:
        register = reader.register
        found = [candidate(row) for row in described(register, every(register))]
        rows, names = [one.as_json() for one in found], directive_names(reader, found)
        tasks, lower = tasks_set(register), implementers(register)
    rows.sort(key=lambda row: (row["date"] or row["month"] or "", row["code"] or "", row["id"]), reverse=True)
    return [
        {**row, "name": names[row["id"]], "tasks": tasks.get(row["id"], 0), "implementers": lower.get(row["id"], 0)}
        for row in rows
    ]


def trace(
    home: Path,
    code: str,
    *,
    issuer: str | None = None,
    date: str | None = None,
    up: bool = True,
    down: bool = True,
    depth: int = DEPTH,
    addressees: bool = False,
    gaps: bool = True,
) -> Json | Ambiguous | Unknown:
    """The chain of the directive that ``code`` names (code, IRI or file), ``depth`` levels up and down; with
    ``addressees`` also to whom directives were sent. ``gaps``: the statement begins with the units of which nothing is
    seen (where ``down``); whoever asks for :func:`ui.actions.standings` as well has that from there.

    The JSON is that of :func:`graph.chain.as_json`: root, nodes, edges with their sentences, statement.
    Raises :class:`graph.errors.StoreError`.
    """
    from graph.chain import as_json, chain
    from graph.coverage.unseen import below_of, sentences
    from graph.reader import open_reader

    with open_reader(home) as reader:
        found = find(reader, code, issuer, date)
        if not isinstance(found, Candidate):
            return found
        told = as_json(chain(reader, found.id, up=up, down=down, depth=depth, addressees=addressees))
        first = sentences(below_of(reader, found.id)) if gaps and down else ()
        return {**told, "statement": " ".join((*first, told["statement"]))}


def path(home: Path, first: str, last: str) -> Json | Ambiguous | Unknown:
    """The shortest chain of facts between two directives (codes, IRIs or files), whichever way each fact points.

    The JSON of :func:`trace`, with ``steps``: the ids of its edges from the first directive to the last; empty where no
    way is known. Raises :class:`graph.errors.StoreError`.
    """
    from graph.chain import as_json
    from graph.path import path as way
    from graph.reader import open_reader

    with open_reader(home) as reader:
        ends = []
        for code in (first, last):
            found = find(reader, code)
            if not isinstance(found, Candidate):
                return found
            ends.append(found.id)
        graph = way(reader, *ends)
        return {**as_json(graph), "steps": list(graph.graph["steps"])}
