"""What was done to a store or taken out of it, a line each in ``HOME/journal.jsonl``: when, by whom, what, on what.

Decisions of people are not written here: the store keeps them, each in a graph of its own. Of a document that the gate
refused nothing is written but what :mod:`ui.actions.gate` writes. :func:`ui.actions.journal` tells them all.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from ui.actions.lines import append
from ui.actions.people import acting
from ui.actions.values import Json

__all__ = ["done", "note"]

_JOURNAL: Final = "journal.jsonl"
#: So many things are named in one line; all are counted.
_NAMED: Final = 20
_KEYS: Final = frozenset(("at", "by", "kind", "names", "count", "why", "run"))


def note(
    home: Path, kind: str, names: Sequence[str] = (), *, count: int = 0, why: str = "", run: str = "", by: str = ""
) -> None:
    """Write that whoever acts, or says so (``by``), has just done something of a ``kind``
    (:data:`ui.actions.journal.KINDS`).

    ``names``: what it was done to, in words; ``count``: to how many, where more than those named; ``run``: what joins
    the lines of one long deed. Raises :class:`graph.errors.StoreError` where it cannot be written.
    """
    from graph.errors import StoreError
    from graph.views import root_of

    told: Json = {
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "by": by or acting().name,
        "kind": kind,
        "names": list(names[:_NAMED]),
        "count": count or len(names),
        "why": why,
        "run": run,
    }
    try:
        append(root_of(home) / _JOURNAL, [json.dumps(told, ensure_ascii=False)])
    except OSError as error:
        raise StoreError.of(error, "ghi nhật ký") from error


def done(home: Path) -> list[Json]:
    """Every line that can be read, the oldest first; those of one run as one. Raises ``OSError``."""
    try:
        lines = (home / _JOURNAL).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    found: list[Json] = []
    runs: dict[tuple[str, str, str], Json] = {}
    for told in filter(None, map(_read, lines)):
        first = runs.setdefault((told["run"], told["by"], told["kind"]), told) if told["run"] else told
        if first is told:
            found.append(told)
        else:
            first["count"] += told["count"]
            first["names"] = [*first["names"], *told["names"]][:_NAMED]
    return found


def _read(line: str) -> Json | None:
    """A line; ``None`` for one that a crash cut short."""
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) and told.keys() >= _KEYS else None
