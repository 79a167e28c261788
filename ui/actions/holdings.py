"""What a run over many files asks of the store before it, and of the files: what is held, how heavy a file is."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ontology.issue import Issue
from ui.actions.values import FileOutcome

if TYPE_CHECKING:
    from graph.seen import Seen
    from graph.store import Writer

__all__ = ["held_texts", "note_unread", "other_texts", "translated", "weight"]

_TEXTS: Final = (
    "SELECT ?text ?sha ?own ?file WHERE { GRAPH ?g { ?text a <urn:chidao:term:Text> ; <urn:chidao:term:sha256> ?sha ; "
    "<urn:chidao:term:textOf> ?own ; <urn:chidao:term:fileName> ?file } }"
)


def held_texts(writer: "Writer") -> list[tuple[str, str, str, str]]:
    """The texts that the store holds: IRI, digest of its bytes, directive, file. Raises :class:`StoreError`."""
    from graph.rdf import value_of

    rows = writer.rows(_TEXTS)
    return [
        (str(value_of(row["text"])), str(value_of(row["sha"])), str(value_of(row["own"])), str(value_of(row["file"])))
        for row in rows
    ]


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


def other_texts(held: Mapping[str, str], own: str) -> tuple[Issue, ...]:
    """A remark for each other text (with its file) that the store holds of the same directive: corrected, or a copy."""
    return tuple(
        Issue(
            "another-text",
            f"kho đã có một toàn văn khác của văn bản này (tệp {file})",
            file,
            f"nếu tệp mới thay tệp ấy, hãy rút tệp cũ: chidao withdraw --file '{file}' SỐ_KÝ_HIỆU",
        )
        for file in sorted({file for text, file in held.items() if text != own})
    )
