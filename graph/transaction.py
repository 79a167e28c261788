"""One transaction of the store as one SPARQL update, which the engine applies whole or not at all; and its failures."""

import contextlib
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

from graph.errors import StoreBusy, StoreError
from graph.mention import Mention
from graph.register.keeper import witness

__all__ = ["IDENTIFIED", "IDENTITY", "Change", "insertion", "translated", "update"]

IDENTITY: Final = NamedNode("urn:chidao:graph:identity")
IDENTIFIED: Final = NamedNode("urn:chidao:term:identifiedAs")
#: How the engine names its own lock in what it raises.
_ENGINE_LOCK: Final = re.compile(r"[/\\\\]LOCK\b")


@dataclass(frozen=True, slots=True)
class Change:
    """One transaction: a graph dropped and perhaps written anew, and what that does to the mentions."""

    graph: str
    lines: Sequence[str] = ()
    gone: Sequence[Mention] = ()
    come: Sequence[Mention] = ()
    keys: frozenset[str] = field(default_factory=frozenset)


def update(change: Change, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """One SPARQL update, which the engine applies whole or not at all."""
    parts = [f"DROP SILENT GRAPH <{change.graph}>"]
    if change.lines:
        parts.append(insertion("INSERT", f"<{change.graph}>", change.lines))
    parts += witness(change.graph, change.lines)
    for verb, one, other in (("DELETE", before, after), ("INSERT", after, before)):
        lines = [f"<{iri}> {IDENTIFIED} <{one[iri]}> ." for iri in sorted(one) if other.get(iri) != one[iri]]
        if lines:
            parts.append(insertion(verb, str(IDENTITY), lines))
    return " ;\n".join(parts)


def insertion(verb: str, graph: str, lines: Sequence[str]) -> str:
    """The part of an update that puts lines into a graph (``verb`` INSERT) or takes them out (DELETE)."""
    body = "\n".join(lines)
    return f"{verb} DATA {{ GRAPH {graph} {{\n{body}\n}} }}"


@contextlib.contextmanager
def translated(doing: str) -> Iterator[None]:
    """What the engine and the system raise, as errors of this package."""
    try:
        yield
    except (OSError, RuntimeError, sqlite3.Error) as error:
        if _ENGINE_LOCK.search(str(error)):
            raise StoreBusy(f"Kho đang được một tiến trình khác giữ ({error}).") from error
        raise StoreError.of(error, doing) from error
