"""Where the words of texts stand on paper (``ingest.places``), one small file a text, beside the store.

::

    HOME/paper/3f/3f1c….json     of the text whose IRI ends in 3f1c…

A text's places are safe on the disk before the graph names the text, and are taken away with it. They hold no word of
the document, only numbers; what a crash leaves over does no harm and is written over when the text is read again.
"""

import contextlib
import os
from pathlib import Path

from graph.durable import write_durably
from graph.home import sync_directory

__all__ = ["PlaceFiles"]


class PlaceFiles:
    """The places of all texts, in one folder, which need not exist. Several processes may add to it at once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, text: str) -> Path:
        """Where the places of a text stand, or would; ``text`` is its IRI or the digest of its bytes."""
        key = text.rpartition(":")[2][:32]
        return self.root / key[:2] / f"{key}.json"

    def keep(self, text: str, places: str) -> None:
        """Have ``places`` safe on the disk when this returns. Raises ``OSError``."""
        target = self.path(text)
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            sync_directory(self.root)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        write_durably(target, draft, places.encode())

    def read(self, text: str) -> str | None:
        """The places of a text, ``None`` where there are none. Raises ``OSError``."""
        try:
            return self.path(text).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def remove(self, text: str) -> None:
        """Take the places of a text away; nothing is done where there are none. Raises ``OSError``."""
        target = self.path(text)
        with contextlib.suppress(FileNotFoundError):
            target.unlink()
            sync_directory(target.parent)
