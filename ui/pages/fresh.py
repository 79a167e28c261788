"""Which state of the store the pages tell: the newest, but in a bulk ingest not every one of its many.

Each state of the store empties what is remembered of the one before, and every page in front of anybody is worked out
anew. An ingest of thousands publishes one every few seconds: then the pages keep to one for half a minute. A change
after quiet time is told at once, and so is what a person changes here.
"""

import functools
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ui import actions

__all__ = ["renew", "revision"]

_HELD: Final = 30.0  # seconds


@dataclass(slots=True)
class _Told:
    """What is told, and when a change was told last."""

    revision: str = ""
    since: float = float("-inf")


def revision(where: Path) -> str:
    """The name of the state that is told of the store in ``where``; what is remembered is remembered under it."""
    newest, told = actions.revision(where), _told(where)
    if not told.revision:
        told.revision = newest
    elif newest != told.revision and time.monotonic() - told.since >= _HELD:
        told.revision, told.since = newest, time.monotonic()
    return told.revision


def renew() -> None:
    """The next question is of the newest state: somebody here has changed it."""
    _told.cache_clear()


@functools.cache
def _told(where: Path) -> _Told:
    """One for all sessions of the server."""
    del where
    return _Told()
