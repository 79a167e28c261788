"""Writing a file so that it is there, whole, after a crash; or not at all."""

import contextlib
import os
from pathlib import Path

from graph.home import sync_directory

__all__ = ["write_durably"]


def write_durably(target: Path, draft: Path, content: bytes) -> None:
    """Have ``content`` safe on the disk under ``target`` when this returns; ``draft`` is written first, then renamed.

    Both folders are there already, on one file system. Raises ``OSError``, and leaves no draft then.
    """
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    sync_directory(target.parent)
