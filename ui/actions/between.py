"""A long run lets those who wait write in between: a person's word does not wait until thousands of files are read."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.store import Writer

__all__ = ["Between"]

#: How often a run looks whether somebody waits, in seconds; and how long it waits for its own next turn.
_OFTEN: Final = 0.1
_LONGEST: Final = 600.0


@dataclass(slots=True)
class Between:
    """Of one run: ``ready`` makes safe what is not, before others write."""

    writer: "Writer"
    ready: Callable[[], None]
    _next: float = 0.0

    def look(self) -> bool:
        """Let those in who wait, if there are any; says whether there were.

        After that the run goes on for at least as long as it stood still, however many wait. Raises
        :class:`graph.errors.StoreError`, ``StoreBusy`` where the store is not given back.
        """
        began = time.monotonic()
        if began < self._next:
            return False
        self._next = began + _OFTEN
        if not self.writer.is_wanted():
            return False
        self.ready()
        began = time.monotonic()
        self.writer.give_way(_LONGEST)
        now = time.monotonic()
        self._next = now + max(_OFTEN, now - began)
        return True
