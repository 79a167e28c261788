"""A folder for what worker processes and the programs they start leave for a moment, and nothing of it for longer.

A converter needs its document in a file. Where it is killed over that file nobody clears up after it: so all of it
happens below one folder of the process that keeps the workers, which clears it; where that one is killed too, the next
one does.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Final

__all__ = ["clear", "scratch", "sweep"]

_NAME: Final = re.compile(r"chidao-(?P<pid>[0-9]+)-[^/]*")


def scratch() -> Path:
    """A new folder that nobody else can look into; those of keepers that are gone are removed. Raises ``OSError``."""
    sweep()
    return Path(tempfile.mkdtemp(prefix=f"chidao-{os.getpid()}-"))


def clear(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as the system lets us."""
    shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Remove the folders of processes that are no more."""
    for folder in Path(tempfile.gettempdir()).glob("chidao-*"):
        found = _NAME.fullmatch(folder.name)
        if found and not folder.is_symlink() and _is_ours(folder) and not _is_alive(int(found["pid"])):
            clear(folder)


def _is_ours(folder: Path) -> bool:
    try:
        return not hasattr(os, "geteuid") or folder.stat().st_uid == os.geteuid()
    except OSError:
        return False


def _is_alive(pid: int) -> bool:
    if os.name == "nt":  # there signal 0 would end the process
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
