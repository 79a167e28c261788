"""Bringing a register in line with the graphs that it is derived from: after a crash, for a rebuild, for a check.

The store keeps a ledger, a graph that says of every text's graph which digest its lines had, written in the same
transaction as they. So what a register lacks or holds of old is found by comparing two lists.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from pyoxigraph import Literal, NamedNode
from pyoxigraph import Store as Engine

from graph import decisions
from graph.decisions import Verdict
from graph.register.derive import Rows, derive
from graph.register.register import Register
from graph.rows import Rows as Source
from graph.rows import ask

__all__ = ["LEDGER", "WITNESS", "digest", "in_memory", "ledger", "mend", "rows_of", "rulings"]

#: The graph of the ledger, and its one predicate: a text's graph → the digest of its lines.
LEDGER: Final = NamedNode("urn:chidao:graph:ledger")
WITNESS: Final = NamedNode("urn:chidao:ledger:digest")

_TEXTS: Final = "urn:chidao:graph:text:"
_GRADES: Final = {Verdict.CONFIRMED: "confirmed", Verdict.REJECTED: "rejected"}


class Held(Source, Protocol):
    """What a register is derived from: something that answers, and the engine behind it."""

    @property
    def engine(self) -> Engine:
        """The engine that holds the graphs."""
        ...


def digest(lines: Iterable[str]) -> str:
    """The digest of a graph's lines (N-Triples, sorted)."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def ledger(engine: Engine) -> dict[str, str]:
    """Every text's graph with its digest; one of a store older than the ledger gets that of its lines."""
    found = {
        quad.subject.value: quad.object.value
        for quad in engine.quads_for_pattern(None, WITNESS, None, LEDGER)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }
    named = (name.value for name in engine.named_graphs() if isinstance(name, NamedNode))
    for graph in (name for name in named if name.startswith(_TEXTS) and name not in found):
        quads = engine.quads_for_pattern(None, None, None, NamedNode(graph))
        found[graph] = digest(sorted({f"{quad.triple} ." for quad in quads}))
    return found


def rows_of(engine: Engine, graph: str) -> Rows:
    """The rows of one graph of a store."""
    return derive(engine.quads_for_pattern(None, None, None, NamedNode(graph)))


def rulings(made: Sequence[decisions.Decision]) -> list[tuple[str, str, str]]:
    """The latest word in force about each assertion, as the register holds it; ``made`` in any order.

    A word about an alignment is one about both IRIs, told together.
    """
    latest: dict[str, tuple[str, str, str]] = {}
    for decision in decisions.in_force(made):
        if decision.verdict in _GRADES:
            about = " ".join(decision.about)
            latest.setdefault(about, (about, _GRADES[decision.verdict], decision.stamp))
    return sorted(latest.values())


def mend(
    register: Register, held: Held, identified: Mapping[str, str], made: Sequence[decisions.Decision], *, anew: bool
) -> int:
    """Make the register that of ``held``; ``anew`` forgets all it holds first. Returns how many texts it derived.

    ``identified``: the identity graph, mention → directive; ``made``: all decisions.
    """
    if anew:
        register.clear()
    wanted, have = ledger(held.engine), register.digests()
    for graph in sorted(have.keys() - wanted.keys()):
        register.drop(graph)
    stale = sorted(graph for graph, told in wanted.items() if have.get(graph) != told)
    for graph in stale:
        register.put(graph, wanted[graph], rows_of(held.engine, graph))
    former = dict(register.rows("SELECT mentioned, directive FROM identity"))
    register.identify(former.keys() - identified.keys(), dict(identified.items() - former.items()))
    register.rule(rulings(decisions.carried(held, made)))
    return len(stale)


def in_memory(held: Held) -> Register:
    """A register of ``held`` that lives in memory: for a state that has none on the disk."""
    register = Register.memory()
    identified = {row["mentioned"]: row["directive"] for row in ask(held, "identity")}
    mend(register, held, identified, decisions.recorded(held), anew=False)
    return register
