"""Putting many new documents into the engine at once, in its own way for many: half the work of as many updates."""

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat
from pyoxigraph import Store as Engine

from graph.prepared import Prepared
from graph.register.mend import LEDGER, WITNESS
from graph.shelf import SHELF
from graph.transaction import IDENTITY, identified, identity, quads

__all__ = ["MANY", "put", "sweep", "take_back"]

#: From how many new documents on this is the quicker way.
MANY: Final = 10


def put(
    engine: Engine,
    fresh: Sequence[Prepared],
    shelf: Sequence[str],
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> None:
    """Store documents that the engine does not hold, all or none of them, with what the shelf says of them (``shelf``,
    lines) and what they change of identity.

    What changes is taken out first, and put in with them: :func:`take_back` undoes that where this raises ``OSError``.
    A crash in between leaves mentions without identity, which the next writer sees and makes good.
    """
    gone = identity("DELETE", before, after)
    if gone:
        engine.update(gone[0])
        engine.flush()
    ledger = [f'<{one.iri}> {WITNESS} "{one.digest}" .' for one in fresh]
    parts = [quads(one.iri, one.lines) for one in fresh]
    parts += [quads(SHELF.value, "\n".join(shelf))]
    parts += [quads(LEDGER.value, "\n".join(ledger)), quads(IDENTITY.value, "\n".join(identified(after, before)))]
    engine.bulk_load("".join(parts), RdfFormat.N_QUADS, lenient=True)


def take_back(engine: Engine, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Put back what :func:`put` took out; says whether it could."""
    try:
        for words in identity("INSERT", before, after):
            engine.update(words)
    except (OSError, RuntimeError):
        return False
    return True


def sweep(live: Path) -> None:
    """Take away what a loading that was cut short left in the engine's folder; call it before the engine opens."""
    for rest in live.glob("bulk-*"):
        with contextlib.suppress(OSError):
            rest.unlink()
