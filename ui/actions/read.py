"""Reading files: one for its record, many into the store."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ontology.issue import Issue, Severity
from ui.actions.values import FileOutcome, Json, Status, Summary

if TYPE_CHECKING:
    from graph.store import Writer
    from ontology.model import Reading

__all__ = ["Progress", "extract", "ingest"]

#: Called after each file with how many are done, how many there are, and what became of this one.
Progress = Callable[[int, int, FileOutcome], None]

_TEXTS: Final = "SELECT ?g WHERE {{ GRAPH ?g {{ <{text}> a <urn:chidao:term:Text> }} }}"
_OTHERS: Final = (
    "SELECT ?text ?file WHERE {{ GRAPH ?g {{ "
    "?text <urn:chidao:term:textOf> <{directive}> ; <urn:chidao:term:fileName> ?file }} }}"
)


def extract(path: str | Path) -> Json | Issue:
    """The record of one file (``docs/record.md``), or why it cannot be read. Nothing is stored."""
    from ingest.pipeline import read_file
    from ingest.record import record

    issue = _no_file(Path(path))
    reading = issue or read_file(Path(path))
    return reading if isinstance(reading, Issue) else record(reading)


def ingest(
    home: Path, paths: Iterable[str | Path], progress: Progress | None = None, *, again: bool = False
) -> Summary:
    """Read files and folders (recursively, ``.txt`` and ``.md``) into the store of ``home`` and publish a snapshot.

    A file of which the store holds the same bytes is left alone, unless ``again``. A file that is refused stops nobody.
    Raises :class:`graph.errors.StoreError` where the store cannot be opened for writing; one that fails on the way
    (disk full) ends the batch with ``stopped``, and what was stored before stays.
    """
    from graph.errors import StoreError
    from graph.store import open_writer

    found = _gather(map(Path, paths))
    total = len(found.files) + len(found.refused)
    outcomes: list[FileOutcome] = []
    revision, stopped, opened = "", None, False

    def add(outcome: FileOutcome) -> None:
        outcomes.append(outcome)
        if progress is not None:
            progress(len(outcomes), total, outcome)

    for issue in found.refused:
        add(FileOutcome(issue.where, Status.REFUSED, issue))
    try:
        with open_writer(home) as writer:
            opened = True
            for path in found.files:
                add(_store(writer, path, again))
            revision = str(writer.publish())
    except StoreError as error:
        if not opened:
            raise
        stopped = Issue("store-stopped", str(error), str(home), severity=Severity.REFUSAL)
    return Summary(tuple(outcomes), found.skipped, revision, stopped, total - len(outcomes))


def _store(writer: "Writer", path: Path, again: bool) -> FileOutcome:
    """Read one file and store it whole, or refuse it whole. Raises :class:`graph.errors.StoreError`."""
    from graph.errors import StoreError

    try:
        return _read_and_load(writer, path, again)
    except StoreError:
        raise
    except Exception as error:
        # a fault of ours met in one document must not cost the others of the batch; it is told, and nothing is stored
        if os.environ.get("CHIDAO_DEBUG"):
            raise
        what = f"lỗi của chương trình khi đọc tệp này ({type(error).__name__}: {error})"
        remedy = "gửi tệp cho người phụ trách phần mềm; các tệp khác không bị ảnh hưởng"
        return FileOutcome(str(path), Status.REFUSED, Issue("internal", what, str(path), remedy, Severity.REFUSAL))


def _read_and_load(writer: "Writer", path: Path, again: bool) -> FileOutcome:
    from ingest.pipeline import read_text
    from ingest.source import read_source
    from ontology.iri import text_iri

    source = _no_file(path) or read_source(path)
    if isinstance(source, Issue):
        return FileOutcome(str(path), Status.REFUSED, source)
    text = text_iri(source.sha256)
    held = bool(writer.rows(_TEXTS.format(text=text)))
    if held and not again:
        return FileOutcome(str(path), Status.UNCHANGED, text=text)
    reading = read_text(source)
    if isinstance(reading, Issue):
        return FileOutcome(str(path), Status.REFUSED, reading)
    return _load(writer, path, reading, Status.REPLACED if held else Status.STORED)


def _load(writer: "Writer", path: Path, reading: "Reading", status: Status) -> FileOutcome:
    """Name, check and store a reading; a graph with faults is refused."""
    from ingest.triples import text_graph
    from ontology.shapes import validate

    graph = text_graph(reading)
    found = validate(graph.triples)
    faults = tuple(issue for issue in found if issue.severity is Severity.REFUSAL)
    if faults:
        return FileOutcome(str(path), Status.REFUSED, _one_of(faults, path))
    others = _other_texts(writer, graph.directive, graph.text)
    writer.load(graph)
    document = reading.document
    return FileOutcome(
        str(path),
        status,
        text=graph.text,
        directive=graph.directive,
        code=document.code.text,
        title=document.subject,
        tasks=len(reading.tasks),
        warnings=(*reading.warnings, *found, *others),
    )


def _one_of(faults: tuple[Issue, ...], path: Path) -> Issue:
    first = faults[0]
    more = f" (và {len(faults) - 1} lỗi khác)" if len(faults) > 1 else ""
    return Issue(first.code, f"{first.where}: {first.what}{more}", str(path), first.remedy, Severity.REFUSAL)


def _other_texts(writer: "Writer", directive: str, text: str) -> tuple[Issue, ...]:
    """A remark for each other text that the store holds of the same directive: a correction, or a copy."""
    from graph.rdf import value_of

    rows = writer.rows(_OTHERS.format(directive=directive))
    files = sorted({str(value_of(row["file"])) for row in rows if value_of(row["text"]) != text})
    return tuple(
        Issue(
            "another-text",
            f"kho đã có một toàn văn khác của văn bản này (tệp {file})",
            file,
            f"nếu tệp mới thay tệp ấy, hãy rút tệp cũ: chidao withdraw --file '{file}' SỐ_KÝ_HIỆU",
        )
        for file in files
    )


@dataclass(slots=True)
class _Found:
    files: list[Path] = field(default_factory=list)
    refused: list[Issue] = field(default_factory=list)
    skipped: int = 0


def _gather(paths: Iterable[Path]) -> _Found:
    """The files to read, each once, folders in the order of their names; what cannot be looked into is refused."""
    from ingest.readers import SUFFIXES

    found = _Found()
    seen: set[Path] = set()
    for path in paths:
        for file in _walk(path, found) if path.is_dir() else (path,):
            if file is not path and file.suffix.lower() not in SUFFIXES:
                found.skipped += 1
            elif (real := file.resolve()) not in seen:
                seen.add(real)
                found.files.append(file)
    return found


def _walk(folder: Path, found: _Found) -> Iterator[Path]:
    """The files below ``folder``, hidden ones left out; links to folders are not followed, lest a walk never end."""

    def refuse(error: OSError) -> None:
        what = f"không đọc được thư mục ({error.strerror})"
        where = str(error.filename or folder)
        found.refused.append(Issue("unreadable", what, where, "kiểm tra quyền đọc thư mục", Severity.REFUSAL))

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


def _no_file(path: Path) -> Issue | None:
    """Why ``path`` is no file to read, where it exists and is none: opening a pipe or a device might never end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return None  # reading it will tell why
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    return Issue("not-a-file", "không phải tệp thường", str(path), "chỉ nạp tệp văn bản", Severity.REFUSAL)
