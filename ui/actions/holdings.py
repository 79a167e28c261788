"""What a run over many files asks of the files, how heavy one is, and notes of them."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ui.actions.values import FileOutcome

if TYPE_CHECKING:
    from graph.seen import Seen

__all__ = ["note_unread", "translated", "weight"]


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Failures of the disk, told as those of the store."""
    from graph.errors import StoreError

    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreError.of(error, "ghi kho lưu bản gốc") from error


def weight(path: Path) -> int:
    """How heavy a file is thought to be: a text is light for its size, anything else takes long."""
    try:
        size = path.stat().st_size
    except OSError:
        return 0
    return size if path.suffix.lower() in {".txt", ".md"} else 20 * size


def note_unread(seen: "Seen", outcomes: Iterable[FileOutcome], ended: "set[Path]") -> None:
    """Remember which files could not be read; of what the gate refused nothing is kept, not even of its name."""
    from ingest.gate import HELD, SECRET

    refused = [(Path(one.file), one.issue.code) for one in outcomes if one.issue is not None and one.file]
    failed = {path for path, _ in refused} - {path for path, code in refused if code in (HELD, SECRET)}
    with contextlib.suppress(sqlite3.Error):
        seen.could_not(failed, ended - failed)
        seen.commit()
