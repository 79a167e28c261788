"""What a worker does with one file; :mod:`ingest.workers` keeps the worker.

Opening, reading, naming and checking all happen here, in a process that may be killed over it; what comes out is ready
to be stored.
"""

import hashlib
import os
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ontology.issue import Issue, Severity

if TYPE_CHECKING:
    from graph.prepared import Prepared
    from ingest.readers import Member
    from ingest.source import Limits
    from ontology.model import Reading
    from ui.actions.values import Json

__all__ = ["COMMAND", "NO_ROOM", "Fit", "Original", "Refused", "Same", "Setup", "digests", "main", "read"]

#: How a worker is started.
COMMAND: Final = (sys.executable, "-P", "-c", "from ui.actions import work; work.main()")
_DIGEST: Final = 16
#: The code of what ends a whole batch: the original cannot be kept.
NO_ROOM: Final = "original-unkept"
_ROOM: Final = "ổ đĩa đã đầy hoặc không ghi được; dữ liệu ghi trước đó vẫn nguyên vẹn. Hãy dọn chỗ trống rồi làm lại"


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker is told once: limits; whether records, or the readings themselves, are wanted instead of graphs;
    the texts held already.

    ``cleared`` are the digests of documents that a person has found open where the gate could not tell; ``clear`` tells
    that a person says so of all that this run reads. ``archive``: where the originals of fit documents are kept.
    """

    limits: "Limits"
    record: bool = False
    reading: bool = False
    held: bytes = b""
    cleared: frozenset[str] = frozenset()
    clear: bool = False
    archive: Path | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """A document of the archive: where its bytes stand, the name it came with, and the digest they must have."""

    path: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Fit:
    """A document that may be stored. ``file`` is its name, of a member of a container 'gói.zip/tệp.txt'.

    ``cleared`` tells that it would have been held, had not the person who runs this said that it is open. ``places`` is
    where its words stand on paper, as JSON; '' where it never was on paper.
    """

    file: str
    sha256: str
    graph: "Prepared"
    code: str
    title: str
    tasks: int
    warnings: tuple[Issue, ...]
    cleared: bool = False
    places: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """A document whose bytes the store holds."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A document of which nothing is kept, and why."""

    file: str
    issue: Issue


def digests(texts: Iterable[str]) -> bytes:
    """The IRIs of texts (or their digests) as one sorted run of bytes: a million of them in 16 MB."""
    return b"".join(sorted(bytes.fromhex(text.rpartition(":")[2][: 2 * _DIGEST]) for text in texts))


def read(setup: Setup, task: str | Original) -> "Iterator[Fit | Same | Refused | Reading | Json]":
    """Every document in one file, or one original."""
    from ingest.readers import Member, unpack
    from ingest.source import bytes_of, name_of, not_one

    path = Path(task if isinstance(task, str) else task.path)
    name = name_of(path)
    data = bytes_of(path, setup.limits)
    if isinstance(data, Issue):
        yield Refused(name, data)
        return
    if isinstance(task, Original):
        yield _true(task, data) or _one(setup, Member(task.file, data))
        return
    empty = True
    for member in unpack(name, data, setup.limits):
        empty = False
        yield Refused(member.where, member) if isinstance(member, Issue) else _kept(setup, member)
    if empty:
        yield Refused(name, not_one(path, 0))


def _true(task: Original, data: bytes) -> Refused | None:
    if hashlib.sha256(data).hexdigest() == task.sha256:
        return None
    what = "bản gốc trong kho đã bị thay đổi: mã băm không còn khớp"
    remedy = "chạy chidao archive verify, rồi nạp lại tệp gốc"
    return Refused(task.file, Issue("original-changed", what, task.file, remedy, Severity.REFUSAL))


def _kept(setup: Setup, member: "Member") -> "Fit | Same | Refused | Reading | Json":
    """One document, its bytes safe in the archive before anybody can store what they say; never those of a refused."""
    from graph.archive import Archive

    found = _one(setup, member)
    if setup.archive is not None and isinstance(found, Fit | Same):
        try:
            Archive(setup.archive).keep(found.sha256, member.data)
        except OSError as error:
            from ontology.faults import said

            what = f"Không lưu được bản gốc ({said(error)}): {_ROOM}."
            return Refused(member.name, Issue(NO_ROOM, what, member.name, severity=Severity.REFUSAL))
    return found


def _one(setup: Setup, member: "Member") -> "Fit | Same | Refused | Reading | Json":
    """One document; a fault of ours met in it must not cost the others of its container."""
    try:
        return _read(setup, member)
    except MemoryError:
        raise
    except Exception as error:
        if os.environ.get("CHIDAO_DEBUG"):
            raise
        what = f"lỗi của chương trình khi đọc tệp này ({type(error).__name__}: {error})"
        remedy = "gửi tệp cho người phụ trách phần mềm; các tệp khác không bị ảnh hưởng"
        return Refused(member.name, Issue("internal", what, member.name, remedy, Severity.REFUSAL))


def _read(setup: Setup, member: "Member") -> "Fit | Same | Refused | Reading | Json":
    from ingest.gate import look
    from ingest.pipeline import read_text
    from ingest.readers import read_document

    sha256 = hashlib.sha256(member.data).hexdigest()
    if _is_held(setup.held, bytes.fromhex(sha256[: 2 * _DIGEST])):
        return Same(member.name, sha256)
    source = read_document(member, setup.limits)
    if isinstance(source, Issue):
        return Refused(member.name, source)
    known = sha256 in setup.cleared
    reading = read_text(source, cleared=setup.clear or known)
    if isinstance(reading, Issue):
        return Refused(member.name, reading)
    if setup.reading:
        return reading
    if setup.record:
        from ingest.record import record

        return record(reading)
    fit = _fit(reading)
    if isinstance(fit, Fit) and source.pages:
        from ingest.places import places_of

        found = places_of(source)
        fit = replace(fit, places=found.to_json() if found else "")
    needed = setup.clear and not known and look(source) is not None
    return replace(fit, cleared=True) if needed and isinstance(fit, Fit) else fit


def _is_held(held: bytes, digest: bytes) -> bool:
    count = len(held) // _DIGEST
    at = bisect_left(range(count), digest, key=lambda i: held[i * _DIGEST : (i + 1) * _DIGEST])
    return held[at * _DIGEST : (at + 1) * _DIGEST] == digest


def _fit(reading: "Reading") -> Fit | Refused:
    """Name and check a reading; a graph with faults is refused."""
    from graph.prepared import prepare
    from ingest.triples import text_graph
    from ontology.shapes import validate

    graph = text_graph(reading)
    found = validate(graph.triples)
    faults = tuple(issue for issue in found if issue.severity is Severity.REFUSAL)
    if faults:
        return Refused(reading.file, _one_of(faults, reading.file))
    document = reading.document
    return Fit(
        reading.file,
        reading.sha256,
        prepare(graph),
        document.code.text,
        document.subject,
        len(reading.tasks),
        (*reading.warnings, *found),
    )


def _one_of(faults: tuple[Issue, ...], file: str) -> Issue:
    first = faults[0]
    more = f" (và {len(faults) - 1} lỗi khác)" if len(faults) > 1 else ""
    return Issue(first.code, f"{first.where}: {first.what}{more}", file, first.remedy, Severity.REFUSAL)


def main() -> None:
    """Be a worker."""
    from ingest.child import serve

    serve(read)
