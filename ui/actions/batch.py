"""One run over many files: read by workers, stored by this process some together, told once they are safe."""

import contextlib
import os
import sqlite3
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ontology.issue import Issue, Severity
from ui.actions.between import Between
from ui.actions.holdings import note_unread, translated, weight
from ui.actions.values import FileOutcome, Status

if TYPE_CHECKING:
    from graph.archive import Archive
    from graph.reach import Reach
    from graph.seen import Seen, Stamp
    from graph.store import Writer
    from ingest.source import Limits
    from ui.actions.gate import Clearance
    from ui.actions.work import Fit, Refused, Same

__all__ = ["Batch", "Progress"]

#: Called after each document with how many files are done, how many there are, and what became of this one.
Progress = Callable[[int, int, FileOutcome], None]

#: How many documents wait to be made safe on the disk together; for how many seconds, the first ones less. Storing few
#: at a time makes the engine tidy up again and again: where it is slow, they wait for several times what storing took.
_TOGETHER: Final = 400
_SECONDS: Final = 5.0
_FIRST: Final = 0.25
_TIMES: Final = 8
_LONGEST: Final = 30.0
#: How often readers are shown what a long run has stored so far, in seconds.
_PUBLISH: Final = 10.0


#: What is no file to read: mistyped names, and what the store cannot keep.
_NOT_FILES: Final = ("missing", "original-unkept")


def place_of(path: Path, file: str) -> str:
    """Where a document comes from, as the shelf notes it: the real path; of a member of a container its name too."""
    real = os.fsencode(os.path.realpath(path)).decode("utf-8", "replace")
    return real if Path(file).name == path.name and len(Path(file).parts) == 1 else f"{real}!{file}"


@dataclass(frozen=True, slots=True)
class _Waiting:
    path: Path
    fit: "Fit"
    held: bool


@dataclass(slots=True)
class Batch:
    """The files of one run, all ``total`` of them, and what has become of them so far."""

    home: Path
    total: int
    progress: Progress | None = None
    clearance: "Clearance | None" = None
    again: bool = False
    reaches: "tuple[Reach, ...] | None" = None
    ended: set[Path] = field(default_factory=set)
    outcomes: list[FileOutcome] = field(default_factory=list)
    _waiting: list[_Waiting] = field(default_factory=list)
    _since: float = 0.0
    _patience: float = _FIRST
    _published: float = field(default_factory=time.monotonic)
    _held: dict[str, str] = field(default_factory=dict)
    _places: dict[str, str] = field(default_factory=dict)
    _began: int = 0
    _again: "list[tuple[Path, Same]]" = field(default_factory=list)
    _stamps: "dict[Path, Stamp]" = field(default_factory=dict)
    _texts: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    _whole: list[Path] = field(default_factory=list)
    _entered: int = 0
    _run: str = field(default_factory=lambda: uuid.uuid4().hex)

    def add(self, outcome: FileOutcome) -> None:
        """One document is dealt with."""
        from ui.actions.gate import note_refusals

        self.outcomes.append(outcome)
        if outcome.issue is not None:
            note_refusals(self.home, [outcome.issue])
            self._texts.pop(Path(outcome.file), None)
            self._stamps[Path(outcome.file)] = ""  # a refused file is looked at again each time
        if self.progress is not None:
            self.progress(min(len(self.ended) + 1, self.total), self.total, outcome)

    @property
    def left(self) -> int:
        """How many files are not dealt with."""
        return self.total - len(self.ended - {one.path for one in self._waiting})

    def in_order(self, files: Iterable[Path]) -> tuple[FileOutcome, ...]:
        """What became of all documents: first what could not be looked into, then in the order of the files."""
        places = {str(path): place for place, path in enumerate(files)}
        return tuple(sorted(self.outcomes, key=lambda one: places.get(one.file or one.path, -1)))

    def read(self, writer: "Writer", files: Sequence[Path], limits: "Limits") -> None:
        """Have the files read and store what comes. Raises :class:`graph.errors.StoreError`."""
        from graph.archive import Archive
        from graph.home import Home
        from graph.seen import Seen

        home = Home.at(self.home)
        archive = Archive(home.archive)
        self._held = {one.held.text: one.held.sha256 for one in writer.texts}
        self._places = writer.texts.places()
        # two runs within one second, or a clock put back, must not stand in the wrong order
        self._began = max(int(time.time()), writer.texts.last_run() + 1)
        with translated():
            archive.settle(set(self._held.values()))
            archive.begin()
            seen = Seen(home.seen)
        try:
            between = Between(writer, lambda: self._store(writer, seen))
            rest = list(self._changed(seen, files))
            for path, value in self._events(rest, archive, limits, between):
                if value is None:
                    self.ended.add(path)
                    self._whole.append(path)
                else:
                    self._take(path, value)
                if self._is_time():
                    self._store(writer, seen)
                self._let_others(between)
            self._store(writer, seen)
            note_unread(seen, self.outcomes, self.ended)
            archive.end()
        finally:
            seen.close()

    def _is_time(self) -> bool:
        if len(self._waiting) >= _TOGETHER:
            return True
        return bool(self._waiting) and time.monotonic() - self._since > self._patience

    def _let_others(self, between: Between) -> None:
        if between.look():
            self._published = time.monotonic()

    def _changed(self, seen: "Seen", files: Sequence[Path]) -> "Iterator[Path]":
        """The files that must be opened: of the others the store holds all documents, and their bytes are the same."""
        from graph.seen import stamp_of
        from ontology.iri import text_iri

        held = set(self._held.values())
        for path in files:
            self._stamps[path] = stamp_of(path)
            texts = () if self.again else seen.texts(path, self._stamps[path])
            if texts and held.issuperset(texts):
                for sha256 in texts:
                    self.add(FileOutcome(str(path), Status.UNCHANGED, text=text_iri(sha256), file=str(path)))
                self.ended.add(path)
            else:
                yield path

    def _events(
        self, files: Sequence[Path], archive: "Archive", limits: "Limits", between: Between
    ) -> "Iterator[tuple[Path, Fit | Same | Refused | None]]":
        """Each document that a worker has read, and ``None`` where a file is at its end."""
        from ingest.workers import Ended, Task, cores, run_tasks
        from ui.actions.gate import cleared
        from ui.actions.work import COMMAND, Refused, Setup, digests

        if not files:
            return
        setup = Setup(
            limits,
            held=b"" if self.again else digests(self._held),
            cleared=cleared(self.home),
            clear=self.clearance is not None,
            archive=archive.root,
        )
        tasks = [Task(str(path), str(path), weight(path)) for path in files]
        count, meanwhile = min(cores(), len(tasks)), lambda: self._let_others(between)
        for event in run_tasks(COMMAND, setup, tasks, limits, count, meanwhile):
            path = Path(event.task.name)
            if not isinstance(event, Ended):
                yield path, event.value
                continue
            if event.issue is not None:
                yield path, Refused(path.name, event.issue)
            yield path, None

    def _take(self, path: Path, found: "Fit | Same | Refused") -> None:
        from graph.errors import StoreError
        from ontology.iri import text_iri
        from ui.actions.work import NO_ROOM, Refused, Same

        name = str(path.parent / found.file)
        if isinstance(found, Refused):
            if found.issue.code == NO_ROOM:
                raise StoreError(found.issue.what)
            self.add(FileOutcome(name, Status.REFUSED, found.issue, file=str(path)))
            return
        text = text_iri(found.sha256)
        held = text in self._held
        if not isinstance(found, Same) and (why := self._beyond(found, name, held)) is not None:
            self.add(FileOutcome(name, Status.REFUSED, why, file=str(path)))
            return
        self._texts[path].append(found.sha256)
        if isinstance(found, Same) or (held and not self.again):
            if self._places.get(place_of(path, found.file), "") == text or text in self._new():
                self.add(FileOutcome(name, Status.UNCHANGED, text=text, file=str(path)))
            else:
                self._again.append((path, Same(found.file, found.sha256)))
            return
        self._held[text] = found.sha256
        self._since = self._since if self._waiting else time.monotonic()
        self._waiting.append(_Waiting(path, found, held))

    def _new(self) -> set[str]:
        """The texts that wait to be stored."""
        return {one.fit.graph.text for one in self._waiting}

    def _beyond(self, found: "Fit", name: str, held: bool) -> Issue | None:
        """That a document is not of the units of who ingests it; nothing of it is kept then."""
        from graph.archive import Archive
        from graph.home import Home
        from graph.reach import issued_within

        if self.reaches is None or issued_within(found.graph.rows, self.reaches):
            return None
        if not held:
            with translated():
                Archive(Home.at(self.home).archive).remove(found.sha256)
        what = "văn bản không do đơn vị trong phạm vi của người nạp ban hành"
        return Issue("beyond-unit", what, name, "nhờ người có quyền nạp trên toàn bộ kho", Severity.REFUSAL)

    def _store(self, writer: "Writer", seen: "Seen") -> None:
        """Store what waits; only then is it told."""
        from graph.errors import StoreError
        from ui.actions.gate import note_cleared
        from ui.actions.paper import keep_places

        began = time.monotonic()
        if self.clearance is not None:
            note_cleared(self.home, [one.fit.sha256 for one in self._waiting if one.fit.cleared], self.clearance)
        try:
            if self._waiting:
                keep_places(self.home, [one.fit for one in self._waiting])
                came = {one.fit.graph.text: (self._began, place_of(one.path, one.fit.file)) for one in self._waiting}
                writer.load((one.fit.graph for one in self._waiting), came)
        except StoreError:
            with contextlib.suppress(StoreError):
                writer.flush()
                safe = {one.held.text for one in writer.texts}
                self._tell(writer, [one for one in self._waiting if one.fit.graph.text in safe])
            raise
        self._note(seen)
        self._tell(writer, self._waiting)
        self._arrive(writer)
        self._enter()
        if time.monotonic() - self._published > max(_PUBLISH, self._patience):
            writer.publish()
            self._published = time.monotonic()
        took = time.monotonic() - began
        self._patience = min(max(min(2 * self._patience, _SECONDS), _TIMES * took), _LONGEST)

    def _note(self, seen: "Seen") -> None:
        """Remember the files of which all is stored, and the rules that documents were read with."""
        from ingest.rules import rules

        with contextlib.suppress(sqlite3.Error):  # losing it costs reading them once more
            seen.read((one.fit.sha256 for one in self._waiting), rules())
            for path in self._whole:
                if self._texts.get(path):
                    seen.note(path, self._stamps.get(path, ""), self._texts[path])
            seen.commit()
        self._whole.clear()

    def _enter(self) -> None:
        """Enter what was stored since the last time into the journal."""
        from ui.actions.doings import note

        fresh = [one for one in self.outcomes[self._entered :] if one.status in (Status.STORED, Status.REPLACED)]
        self._entered = len(self.outcomes)
        if fresh:
            names = [f"{one.code or '(không số)'} · {Path(one.path).name}" for one in fresh]
            note(self.home, "ingest", names, count=len(fresh), run=self._run)

    def enter_unread(self) -> None:
        """Enter the files that could not be read, by name; what the gate refused has a log without names."""
        from ingest.gate import HELD, SECRET
        from ui.actions.doings import note

        known = (HELD, SECRET, *_NOT_FILES)
        broken = [one for one in self.outcomes if one.issue is not None and one.issue.code not in known]
        if broken:
            names = [f"{Path(one.path).name}: {one.issue.what}" for one in broken if one.issue]
            note(self.home, "unread", names, count=len(broken), run=self._run)

    def _arrive(self, writer: "Writer") -> None:
        """Files that hold again, or elsewhere, what the store holds: they are the newest where they stand."""
        from ontology.iri import text_iri
        from ui.actions.copies import remarks

        for path, found in self._again:
            text, place = text_iri(found.sha256), place_of(path, found.file)
            led = self._led(writer, text)
            writer.came(text, self._began, place)
            self._places[place] = text
            told = remarks(writer, text) if self._led(writer, text) != led else ()
            name = str(path.parent / found.file)
            self.add(FileOutcome(name, Status.UNCHANGED, text=text, warnings=told, file=str(path)))
        self._again.clear()

    def _led(self, writer: "Writer", text: str) -> str:
        one = writer.texts[text]
        return one.copy.lead if one and one.copy else text

    def _tell(self, writer: "Writer", stored: Sequence[_Waiting]) -> None:
        from ui.actions.copies import remarks

        for one in tuple(stored):
            fit = one.fit
            self._places[place_of(one.path, fit.file)] = fit.graph.text
            self._waiting.remove(one)
            self.add(
                FileOutcome(
                    str(one.path.parent / fit.file),
                    Status.REPLACED if one.held else Status.STORED,
                    text=fit.graph.text,
                    directive=fit.graph.directive,
                    code=fit.code,
                    title=fit.title,
                    tasks=fit.tasks,
                    warnings=(*fit.warnings, *remarks(writer, fit.graph.text)),
                    file=str(one.path),
                )
            )
