"""How much memory a worker holds, with all that it started. Told by the system's files (Linux); 0 elsewhere."""

import os
from pathlib import Path
from typing import Final

__all__ = ["descendants", "memory_of"]

_PROC: Final = Path("/proc")


def memory_of(pid: int) -> int:
    """Bytes of memory of a process and its descendants that they share with nobody."""
    return sum(map(_own, (pid, *descendants(pid))))


def _own(pid: int) -> int:
    try:
        _, resident, shared, *_ = (_PROC / str(pid) / "statm").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that they did."""
    try:
        threads = list((_PROC / str(pid) / "task").iterdir())
        children = [int(word) for thread in threads for word in (thread / "children").read_text("ascii").split()]
    except (OSError, ValueError):
        return []
    return [one for child in children for one in (child, *descendants(child))]
