"""Reading files: one for its record, many into the store."""

import contextlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ontology.issue import Issue, Severity
from ui.actions.values import FileOutcome, Json, Status, Summary

if TYPE_CHECKING:
    from graph.store import Writer
    from ingest.source import Limits
    from ui.actions.gate import Clearance
    from ui.actions.work import Fit, Refused, Same

__all__ = ["Progress", "extract", "ingest"]

#: Called after each document with how many files are done, how many there are, and what became of this one.
Progress = Callable[[int, int, FileOutcome], None]

#: How many documents wait to be made safe on the disk together, and for how many seconds.
_TOGETHER: Final = 200
_SECONDS: Final = 2.0

_TEXTS: Final = "SELECT ?text WHERE { GRAPH ?g { ?text a <urn:chidao:term:Text> } }"
_OTHERS: Final = (
    "SELECT ?text ?file WHERE {{ GRAPH ?g {{ "
    "?text <urn:chidao:term:textOf> <{directive}> ; <urn:chidao:term:fileName> ?file }} }}"
)


def extract(path: str | Path, limits: "Limits | None" = None) -> Json | Issue:
    """The record of one file (``docs/record.md``), or why it cannot be read. Nothing is stored.

    The file is read in a process of its own, within ``limits``.
    """
    from ingest.source import Limits
    from ingest.workers import Ended, Found, Task, run_tasks
    from ui.actions.work import COMMAND, Refused, Setup

    limits = limits or Limits()
    task, found, issue = Task(str(path), str(path)), [], None
    for event in run_tasks(COMMAND, Setup(limits, record=True), [task], limits, 1):
        match event:
            case Found(value=Refused(issue=why)):
                found.append(why)
            case Found(value=value):
                found.append(value)
            case Ended(issue=why) if why is not None:
                issue = why
    if issue is None and len(found) != 1:
        from ingest.source import not_one

        issue = not_one(Path(path), len(found))
    told: Json | Issue = issue or found[0]
    return told


def ingest(
    home: Path,
    paths: Iterable[str | Path],
    progress: Progress | None = None,
    *,
    again: bool = False,
    limits: "Limits | None" = None,
    clearance: "Clearance | None" = None,
) -> Summary:
    """Read files and folders (recursively) into the store of ``home`` and publish a snapshot.

    Files are read by processes of their own, one a processor, each within ``limits``. A document of which the store
    holds the same bytes is left alone, unless ``again``. A file that is refused stops nobody. ``clearance`` tells that
    a person has looked at all of these files: what the gate would hold is stored then, and who said so is kept.
    Raises :class:`graph.errors.StoreError` where the store cannot be opened for writing; one that fails on the way
    (disk full) ends the batch with ``stopped``, and what was stored before stays.
    """
    from graph.errors import StoreError
    from graph.store import open_writer
    from ingest.source import Limits
    from ui.actions.gather import gather

    found = gather(map(Path, paths))
    batch = _Batch(home, len(found.files) + len(found.refused), progress, clearance)
    for issue in found.refused:
        batch.add(FileOutcome(issue.where, Status.REFUSED, issue))
        batch.ended.add(Path(issue.where))
    revision, stopped, opened = "", None, False
    try:
        with open_writer(home) as writer:
            opened = True
            batch.read(writer, found.files, limits or Limits(), again)
            revision = str(writer.publish())
    except StoreError as error:
        if not opened:
            raise
        stopped = Issue("store-stopped", str(error), str(home), severity=Severity.REFUSAL)
    return Summary(batch.in_order(found.files), found.skipped, revision, stopped, batch.left)


class _Batch:
    """The documents of one run: read by workers, stored by this process a few together, told once they are safe."""

    def __init__(self, home: Path, total: int, progress: Progress | None, clearance: "Clearance | None") -> None:
        self._home, self._clearance = home, clearance
        self._total = total
        self.ended: set[Path] = set()
        self._progress = progress
        self._outcomes: list[FileOutcome] = []
        self._waiting: list[tuple[Path, Fit, bool]] = []
        self._since = 0.0
        self._held: set[str] = set()

    def add(self, outcome: FileOutcome) -> None:
        """One document is dealt with."""
        from ui.actions.gate import note_refusals

        self._outcomes.append(outcome)
        if outcome.issue is not None:
            note_refusals(self._home, [outcome.issue])
        if self._progress is not None:
            self._progress(min(len(self.ended) + 1, self._total), self._total, outcome)

    @property
    def left(self) -> int:
        """How many files are not dealt with."""
        return self._total - len(self.ended - {path for path, _, _ in self._waiting})

    def read(self, writer: "Writer", files: list[Path], limits: "Limits", again: bool) -> None:
        """Have the files read and store what comes. Raises :class:`graph.errors.StoreError`."""
        from ingest.workers import Ended, Task, cores, run_tasks
        from ui.actions.gate import cleared
        from ui.actions.work import COMMAND, Setup, digests

        self._held = _texts(writer)
        setup = Setup(
            limits,
            held=b"" if again else digests(self._held),
            cleared=cleared(self._home),
            clear=self._clearance is not None,
        )
        tasks = [Task(str(path), str(path), _weight(path)) for path in files]
        for event in run_tasks(COMMAND, setup, tasks, limits, min(cores(), len(tasks) or 1)):
            path = Path(event.task.name)
            if not isinstance(event, Ended):
                self._take(path, event.value, again)
            else:
                if event.issue is not None:
                    self.add(FileOutcome(str(path), Status.REFUSED, event.issue))
                self.ended.add(path)
            if len(self._waiting) >= _TOGETHER or (self._waiting and time.monotonic() - self._since > _SECONDS):
                self._store(writer)
        self._store(writer)

    def in_order(self, files: Iterable[Path]) -> tuple[FileOutcome, ...]:
        """What became of all documents: first what could not be looked into, then in the order of the files."""
        places = {str(path): place for place, path in enumerate(files)}
        return tuple(sorted(self._outcomes, key=lambda one: places.get(one.file or one.path, -1)))

    def _take(self, path: Path, found: "Fit | Same | Refused", again: bool) -> None:
        from ontology.iri import text_iri
        from ui.actions.work import Refused, Same

        name = str(path.parent / found.file)
        if isinstance(found, Refused):
            self.add(FileOutcome(name, Status.REFUSED, found.issue, file=str(path)))
            return
        text = text_iri(found.sha256)
        held = text in self._held
        if isinstance(found, Same) or (held and not again):
            self.add(FileOutcome(name, Status.UNCHANGED, text=text, file=str(path)))
            return
        self._held.add(text)
        self._since = self._since if self._waiting else time.monotonic()
        self._waiting.append((path, found, held))

    def _store(self, writer: "Writer") -> None:
        """Store what waits; only then is it told."""
        from graph.errors import StoreError
        from ui.actions.gate import note_cleared

        if self._clearance is not None:
            note_cleared(self._home, [fit.sha256 for _, fit, _ in self._waiting if fit.cleared], self._clearance)
        others = [_other_texts(writer, fit.graph.directive, fit.graph.text) for _, fit, _ in self._waiting]
        told = list(zip(self._waiting, others, strict=True))
        try:
            writer.load(fit.graph for _, fit, _ in self._waiting)
        except StoreError:
            with contextlib.suppress(StoreError):
                writer.flush()
                safe = _texts(writer)
                self._tell(one for one in told if one[0][1].graph.text in safe)
            raise
        self._tell(told)

    def _tell(self, told: "Iterable[tuple[tuple[Path, Fit, bool], tuple[Issue, ...]]]") -> None:
        for one, also in list(told):
            path, fit, held = one
            self._waiting.remove(one)
            self.add(
                FileOutcome(
                    str(path.parent / fit.file),
                    Status.REPLACED if held else Status.STORED,
                    text=fit.graph.text,
                    directive=fit.graph.directive,
                    code=fit.code,
                    title=fit.title,
                    tasks=fit.tasks,
                    warnings=(*fit.warnings, *also),
                    file=str(path),
                )
            )


def _texts(writer: "Writer") -> set[str]:
    return {str(row["text"].value) for row in writer.rows(_TEXTS)}  # type: ignore[union-attr]


def _weight(path: Path) -> int:
    """How heavy a file is thought to be: a text is light for its size, anything else takes long."""
    try:
        size = path.stat().st_size
    except OSError:
        return 0
    return size if path.suffix.lower() in {".txt", ".md"} else 20 * size


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
