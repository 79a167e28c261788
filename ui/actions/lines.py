"""Files of the home that only grow: a line an event, safe on the disk before the deed that it tells of goes on."""

import os
from collections.abc import Iterable
from pathlib import Path

__all__ = ["append"]


def append(path: Path, lines: Iterable[str]) -> None:
    """Add whole lines and see them on the disk; a line that a crash cut short is ended first. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if size := file.tell():
            file.seek(size - 1)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.writelines(f"{line}\n".encode() for line in lines)
        file.flush()
        os.fsync(file.fileno())
