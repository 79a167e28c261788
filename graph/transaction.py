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

__all__ = ["IDENTITY", "Change", "Put", "data", "identified", "identity", "quads", "translated", "update"]

IDENTITY: Final = NamedNode("urn:chidao:graph:identity")
IDENTIFIED: Final = NamedNode("urn:chidao:term:identifiedAs")
#: How the engine names its own lock in what it raises.
_ENGINE_LOCK: Final = re.compile(r"[/\\\\]LOCK\b")


@dataclass(frozen=True, slots=True)
class Put:
    """A graph dropped and perhaps written anew; ``digest`` of the lines, where the graph is a text's."""

    graph: str
    lines: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One transaction: graphs dropped and written, what that does to the mentions, and further parts of the update."""

    puts: Sequence[Put] = ()
    gone: Sequence[Mention] = ()
    come: Sequence[Mention] = ()
    keys: frozenset[str] = field(default_factory=frozenset)
    also: Sequence[str] = ()


def update(change: Change, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """One SPARQL update, which the engine applies whole or not at all."""
    parts: list[str] = []
    for put in change.puts:
        parts.append(f"DROP SILENT GRAPH <{put.graph}>")
        if put.lines:
            parts.append(data("INSERT", f"<{put.graph}>", put.lines))
        parts += witness(put.graph, put.digest)
    parts += change.also
    return " ;\n".join((*parts, *identity("DELETE", before, after), *identity("INSERT", after, before)))


def identity(verb: str, one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    """The part of an update that takes out of the identity graph, or puts in, what ``one`` says and ``other`` not."""
    lines = identified(one, other)
    return (data(verb, str(IDENTITY), "\n".join(lines)),) if lines else ()


def identified(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """What ``one`` says of identity and ``other`` does not, as N-Triples lines."""
    return [f"<{iri}> {IDENTIFIED} <{one[iri]}> ." for iri in sorted(one) if other.get(iri) != one[iri]]


def quads(graph: str, lines: str) -> str:
    """N-Triples lines as N-Quads of one graph."""
    # a line break never stands within a literal: N-Triples escapes it
    return lines.replace(" .\n", f" <{graph}> .\n").removesuffix(" .") + f" <{graph}> .\n" if lines else ""


def data(verb: str, graph: str, lines: str) -> str:
    """The part of an update that puts lines into a graph (``verb`` INSERT) or takes them out (DELETE)."""
    return f"{verb} DATA {{ GRAPH {graph} {{\n{lines}\n}} }}"


@contextlib.contextmanager
def translated(doing: str) -> Iterator[None]:
    """What the engine and the system raise, as errors of this package."""
    try:
        yield
    except (OSError, RuntimeError, sqlite3.Error) as error:
        if _ENGINE_LOCK.search(str(error)):
            raise StoreBusy("Kho đang được một tiến trình khác giữ. Hãy đợi việc đó xong rồi làm lại.") from error
        raise StoreError.of(error, doing) from error
