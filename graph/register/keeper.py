"""The writer's hold on the register: it follows every transaction of the store, and is mended where it could not."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from graph.decisions import Decision
from graph.home import Home
from graph.register.derive import Rows
from graph.register.mend import LEDGER, WITNESS, Held, mend, rulings
from graph.register.register import Register

__all__ = ["Keeper", "witness"]

_TEXTS: Final = "urn:chidao:graph:text:"


def witness(graph: str, digest: str) -> tuple[str, ...]:
    """The parts of an update that keep the ledger true of a graph whose lines now have this digest ('': none)."""
    if not graph.startswith(_TEXTS):
        return ()
    gone = f"DELETE WHERE {{ GRAPH {LEDGER} {{ <{graph}> {WITNESS} ?digest }} }}"
    if not digest:
        return (gone,)
    return gone, f'INSERT DATA {{ GRAPH {LEDGER} {{ <{graph}> {WITNESS} "{digest}" }} }}'


class Keeper:
    """Keeps the register in step with a writer. ``torn``: it missed something, and is mended before it is committed.

    What goes wrong with the register's own file never undoes what the store has acknowledged.
    """

    def __init__(self, home: Home, held: Held, published: int) -> None:
        """``published``: the newest snapshot's revision, -1 where that cannot be told."""
        self._held = held
        self._register = Register.open(home.register)
        self.torn = home.unpublished.exists() or self._register.revision != published

    def put(self, graph: str, digest: str, rows: Rows) -> None:
        """A transaction has put a text into a graph: the digest of its lines, and the rows that follow from them."""
        self._try(lambda: self._register.put(graph, digest, rows))

    def drop(self, graph: str) -> None:
        """A text's graph is gone."""
        self._try(lambda: self._register.drop(graph))

    def identify(self, before: Iterable[str], after: Mapping[str, str]) -> None:
        """A transaction has changed what is identified as what."""
        self._try(lambda: self._register.identify(before, after))

    def rule(self, made: Sequence[Decision]) -> None:
        """These are now all decisions."""
        self._try(lambda: self._register.rule(rulings(made)))

    def mend(self, identified: Mapping[str, str], made: Sequence[Decision], *, anew: bool = False) -> None:
        """Make the register that of the store; all of it ``anew`` if so told, or if its rows contradict each other.

        Raises ``sqlite3.Error``.
        """
        for whole in (anew, True):
            self._register.roll_back()
            try:
                mend(self._register, self._held, identified, made, anew=whole)
                break
            except sqlite3.IntegrityError:
                if whole:
                    raise
        self.torn = False

    def commit(self, revision: int) -> None:
        """Let readers of a snapshot see the register as it is now. Raises ``sqlite3.Error``."""
        self._register.commit(revision)

    def close(self) -> None:
        """Give the register up; what was not committed is mended at the next opening."""
        self._register.close()

    def _try(self, step: Callable[[], None]) -> None:
        if self.torn:
            return
        try:
            step()
        except sqlite3.Error:
            self.torn = True
