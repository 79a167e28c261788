"""The originals: are they all there and true; one of them back as a file; all of them read with today's rules."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.faults import said
from ontology.issue import Issue, Severity
from ui.actions.between import Between
from ui.actions.doings import note
from ui.actions.values import Json, Unknown, issue_as_json

if TYPE_CHECKING:
    from graph.archive import Archive
    from graph.changes import Change
    from graph.rows import Rows
    from graph.store import Writer
    from ingest.source import Limits
    from ui.actions.work import Fit

__all__ = ["Reread", "original", "reread", "verify"]

_HELD = (
    "SELECT ?g ?text ?sha ?file WHERE { GRAPH ?g { "
    "?text a <urn:chidao:term:Text> ; <urn:chidao:term:sha256> ?sha ; <urn:chidao:term:fileName> ?file } }"
)


@dataclass(frozen=True, slots=True)
class _Held:
    graph: str
    text: str
    sha256: str
    file: str


@dataclass(frozen=True, slots=True)
class Reread:
    """One document read anew: what it says otherwise; ``issue`` where it could not be read, and stays as it was."""

    file: str
    text: str
    changes: "tuple[Change, ...]" = ()
    issue: Issue | None = None

    def as_json(self) -> Json:
        """The document as plain JSON values."""
        told = [{key: str(value) for key, value in asdict(change).items()} for change in self.changes]
        return {
            "document": self.file,
            "text": self.text,
            "changes": told,
            "issue": issue_as_json(self.issue) if self.issue else None,
        }


def verify(home: Path) -> Json:
    """Hash every original anew: ``documents``, ``sound``, and ``issues`` (missing, changed, orphaned; JSON values).

    Raises :class:`graph.errors.StoreError`.
    """
    from graph.archive import Archive
    from graph.home import Home
    from graph.reader import open_reader

    archive = Archive(Home.at(home).archive)
    with open_reader(home) as reader:
        held = _held(reader)
    issues = [issue for one in held if (issue := _fault(archive, one)) is not None]
    named = {one.sha256 for one in held}
    sound = len(held) - len(issues)
    issues += [_orphan(archive.path(sha256)) for sha256 in sorted(set(archive.held()) - named)]
    return {"documents": len(held), "sound": sound, "issues": [issue_as_json(issue) for issue in issues]}


def original(home: Path, name: str, to: Path) -> Json | Unknown:
    """Write the original of a document to the file ``to``, or into the folder ``to``.

    ``name``: its file name, the IRI of its text, or the digest of its bytes. Raises ``OSError``,
    :class:`graph.errors.StoreError`; a file that is there is not written over (``FileExistsError``).
    """
    from graph.archive import Archive
    from graph.home import Home
    from graph.reader import open_reader

    with open_reader(home) as reader:
        held = _held(reader)
    asked = unicodedata.normalize("NFC", name)
    found = [one for one in held if asked in (unicodedata.normalize("NFC", one.file), one.text, one.sha256)]
    if len(found) != 1:
        why = f"có {len(found)} văn bản mang tên tệp ấy; hãy dùng IRI" if found else ""
        return Unknown(name, tuple(one.text for one in found), why)
    archive = Archive(Home.at(home).archive)
    data = archive.read(found[0].sha256)
    if data is None:
        return Unknown(name, (), "kho không giữ bản gốc của văn bản này")
    target = to / Path(found[0].file).name if to.is_dir() else to
    note(home, "original", [found[0].file])
    with target.open("xb") as file:
        file.write(data)
    return {"document": found[0].file, "sha256": found[0].sha256, "file": str(target), "bytes": len(data)}


def reread(
    home: Path,
    progress: Callable[[int, int], None] | None = None,
    *,
    dry_run: bool = False,
    everything: bool = False,
    limits: "Limits | None" = None,
) -> Json:
    """Read the originals with today's rules and store what they say now; ``dry_run`` only tells.

    Only what was read with other rules is read again, unless ``everything``. People's decisions stay; those about a
    sentence that is no longer there are listed as ``suspect``. A document that today's rules refuse stays as it was,
    and is told. Answers ``documents`` (each that changed or was refused), ``read``, ``current``, ``gained``, ``lost``,
    ``changed``, ``suspect``, ``revision``. Raises :class:`graph.errors.StoreError`.
    """
    from graph.home import Home
    from graph.seen import Seen
    from graph.store import open_writer
    from graph.turns import PATIENCE
    from ingest.rules import rules
    from ui.actions.keep import revision
    from ui.actions.paper import keep_places

    if revision(home) == "0":
        return _answer([], 0, 0, (), "0")
    with open_writer(home, PATIENCE, run=True) as writer:
        seen = Seen(Home.at(home).seen)
        try:
            known = seen.rules()
            held = _held(writer)
            stale = [one for one in held if everything or known.get(one.sha256) != rules()]
            before = _suspects(writer)
            told = []
            between = Between(writer, lambda: None)
            for done, (one, fit) in enumerate(_readings(home, stale, limits, between), start=1):
                between.look()
                told.append(_compared(writer, one, fit))
                if isinstance(fit, Issue):
                    continue
                if not dry_run:
                    keep_places(home, [fit])
                    if told[-1].changes or writer.is_corrected(one.text):
                        writer.load([fit.graph])
                    seen.read([one.sha256], rules())
                if progress is not None:
                    progress(done, len(stale))
            seen.commit()
        finally:
            seen.close()
        suspects = {iri: words for iri, words in _suspects(writer).items() if iri not in before}
        published = str(writer.publish())
        if stale and not dry_run:
            note(home, "reread", [one.file for one in told if one.changes], count=len(stale))
    return _answer(told, len(held) - len(stale), len(stale), tuple(suspects.values()), published)


def _answer(told: Sequence[Reread], current: int, read: int, suspects: Sequence[Json], revision: str) -> Json:
    counts = Counter(change.doing.value for one in told for change in one.changes)
    return {
        "documents": [one.as_json() for one in told if one.changes or one.issue],
        "read": read,
        "current": current,
        **{doing: counts[doing] for doing in ("gained", "lost", "changed")},
        "suspect": list(suspects),
        "revision": revision,
    }


def _readings(
    home: Path, held: Sequence[_Held], limits: "Limits | None", between: Between
) -> "Iterator[tuple[_Held, Fit | Issue]]":
    """Each document as today's rules read its original, or why they do not."""
    from graph.archive import Archive
    from graph.home import Home
    from ingest.source import Limits
    from ingest.workers import Ended, Task, cores, run_tasks
    from ui.actions.gate import cleared
    from ui.actions.work import COMMAND, Original, Refused, Setup

    archive, limits = Archive(Home.at(home).archive), limits or Limits()
    there = {one.sha256: one for one in held if archive.path(one.sha256).is_file()}
    for one in held:
        if one.sha256 not in there:
            yield one, _missing(one)
    if not there:
        return
    tasks = [
        Task(Original(str(archive.path(sha)), one.file, sha), sha, archive.path(sha).stat().st_size)
        for sha, one in there.items()
    ]
    setup = Setup(limits, cleared=cleared(home))
    for event in run_tasks(COMMAND, setup, tasks, limits, min(cores(), len(tasks)), between.look):
        one = there[event.task.name]
        if not isinstance(event, Ended):
            yield one, event.value.issue if isinstance(event.value, Refused) else event.value
        elif event.issue is not None:
            yield one, event.issue


def _compared(writer: "Writer", one: _Held, fit: "Fit | Issue") -> Reread:
    from graph.changes import changes
    from graph.register.derive import derive, triples_in
    from graph.register.mend import rows_of
    from graph.shelf import held_lines

    if isinstance(fit, Issue):
        return Reread(one.file, one.text, issue=fit)
    lines = held_lines(writer.engine, one.text)
    if lines:
        return Reread(one.file, one.text, changes(derive(triples_in(lines.splitlines())), fit.graph.rows))
    return Reread(one.file, one.text, changes(rows_of(writer.engine, one.graph), writer.as_stored(fit.graph).rows))


def _suspects(writer: "Writer") -> dict[str, Json]:
    from graph.corrections import standing
    from graph.decisions import Standing, effective

    found = [*effective(writer).values(), *standing(writer)]
    return {
        one.decision.iri: {
            "assertion": one.assertion,
            "decision": one.decision.iri,
            "by": one.decision.by,
            "why": one.decision.why,
        }
        for one in found
        if one.standing is Standing.SUSPECT
    }


def _held(source: "Rows") -> list[_Held]:
    """All texts of a store, counted or not."""
    from graph.rdf import value_of
    from graph.shelf import shelved

    rows = source.rows(_HELD)
    found = [_Held(*(str(value_of(row[key])) for key in ("g", "text", "sha", "file"))) for row in rows]
    found += [_Held(one.held.graph, one.held.text, one.held.sha256, one.held.file) for one in shelved(source)]
    return sorted(found, key=lambda one: (one.file, one.sha256))


def _fault(archive: "Archive", one: _Held) -> Issue | None:
    try:
        if archive.is_true(one.sha256):
            return None
    except FileNotFoundError:
        return _missing(one)
    except OSError as error:
        what = f"không đọc được bản gốc ({said(error)})"
        return Issue("original-unreadable", what, one.file, "kiểm tra ổ đĩa", Severity.REFUSAL)
    what = "bản gốc trong kho đã bị thay đổi: mã băm không còn khớp"
    return Issue("original-changed", what, one.file, "xóa tệp ấy trong kho lưu rồi nạp lại tệp gốc", Severity.REFUSAL)


def _missing(one: _Held) -> Issue:
    what = "kho không giữ bản gốc (văn bản được nạp trước khi có kho lưu bản gốc, hoặc bản gốc đã mất)"
    return Issue("original-missing", what, one.file, "nạp lại tệp gốc: chidao ingest TỆP", Severity.REFUSAL)


def _orphan(path: Path) -> Issue:
    what = "tệp trong kho lưu không thuộc văn bản nào (một lần nạp bị dừng giữa chừng)"
    return Issue("original-orphaned", what, str(path), "lần nạp sau sẽ tự dọn", Severity.WARNING)
