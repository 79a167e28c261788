"""Which rules a text is read with: one digest of the code that reads and of the words and names it knows.

Two readings of the same bytes with the same rules are the same, so only what was read with others is read again.
"""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

__all__ = ["rules"]

_PACKAGES: Final = ("data", "ingest", "ontology")
#: Sample documents, not rules.
_APART: Final = frozenset({"corpus", "__pycache__"})


@cache
def rules() -> str:
    """The digest of today's rules: 16 hex digits."""
    found = hashlib.sha256()
    for package in _PACKAGES:
        for name, data in sorted(_contents(files(package), package)):
            found.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return found.hexdigest()[:16]


def _contents(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    out: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        inner = f"{name}/{entry.name}"
        if entry.is_dir():
            out += _contents(entry, inner) if entry.name not in _APART else []
        elif not entry.name.endswith((".pyc", ".so")):
            out.append((inner, entry.read_bytes()))
    return out
