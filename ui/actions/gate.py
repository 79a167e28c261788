"""What the home folder keeps of the gate: when something was refused, and what persons have cleared.

::

    HOME/refusals.log    a line a refusal: time, reason, who put it in; no name, word or digest of what was refused
    HOME/cleared.jsonl   a line a document that a person has looked at and found open: digest, who, why, when

Documents that were held and then cleared are stored like any other; reading them again asks nobody again.
"""

import contextlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from ontology.issue import Issue
from ui.actions.lines import append
from ui.actions.people import acting

__all__ = ["Clearance", "cleared", "note_cleared", "note_refusals", "refusals"]

_REFUSALS: Final = "refusals.log"
_CLEARED: Final = "cleared.jsonl"


@dataclass(frozen=True, slots=True)
class Clearance:
    """A named person has looked at the paper and says why it is open; ``at`` with time zone."""

    by: str
    why: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.why.strip() or self.at.tzinfo is None:
            raise ValueError("a clearance names who, why, and when with time zone")


def note_refusals(home: Path, issues: Iterable[Issue]) -> None:
    """Write a line for each refusal by the gate; where nothing can be written, the refusal stands all the same."""
    from ingest.gate import HELD, SECRET

    codes = [issue.code for issue in issues if issue.code in (HELD, SECRET)]
    if codes:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        by = " ".join(acting().name.split())
        with contextlib.suppress(OSError):
            append(home / _REFUSALS, (f"{now} {code} {by}" for code in codes))


def refusals(home: Path) -> int:
    """How many times the gate has refused a file; one that is looked at again is refused, and counted, again."""
    try:
        with (home / _REFUSALS).open(encoding="utf-8", errors="replace") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError:
        return 0


def note_cleared(home: Path, digests: Iterable[str], clearance: Clearance) -> None:
    """Write who cleared the documents of these SHA-256 digests, before they are stored.

    Raises :class:`graph.errors.StoreError` where it cannot be written: then they must not be stored.
    """
    from graph.errors import StoreError

    digests = list(digests)
    if not digests:
        return
    told = {**asdict(clearance), "at": clearance.at.isoformat(timespec="seconds")}
    lines = [json.dumps({"sha256": sha256, **told}, ensure_ascii=False) for sha256 in digests]
    try:
        append(home / _CLEARED, lines)
    except OSError as error:
        raise StoreError.of(error, "ghi ai đã xác nhận văn bản không mật") from error


def cleared(home: Path) -> frozenset[str]:
    """The digests of all that was cleared. A line that a crash cut short clears nothing. Raises ``OSError``."""
    try:
        lines = (home / _CLEARED).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return frozenset()
    return frozenset(filter(None, map(_digest, lines)))


def _digest(line: str) -> str:
    try:
        told = json.loads(line)
    except ValueError:
        return ""
    return str(told["sha256"]) if isinstance(told, dict) and {"sha256", "by", "why", "at"} <= told.keys() else ""
