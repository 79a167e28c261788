"""What the use cases answer with: plain values, each with ``as_json()`` for ``--format json`` and for the screens."""

from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from ontology.issue import Issue

__all__ = ["Ambiguous", "Candidate", "FileOutcome", "Json", "Report", "Status", "Summary", "Unknown", "issue_as_json"]

Json = dict[str, Any]


class Status(StrEnum):
    """What became of one file of a batch."""

    STORED = "stored"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file of a batch: stored with what it is, or refused with the reason.

    ``path`` names a document in a container 'gói.zip/tệp.txt'; ``file`` is then the container's own path.
    ``text`` and ``directive`` are IRIs, '' where nothing was read. ``issue`` is set exactly when the file was refused;
    ``warnings`` are those of the reading, which is stored all the same.
    """

    path: str
    status: Status
    issue: Issue | None = None
    text: str = ""
    directive: str = ""
    code: str = ""
    title: str = ""
    tasks: int = 0
    warnings: tuple[Issue, ...] = ()
    file: str = ""

    def as_json(self) -> Json:
        """The outcome as plain JSON values."""
        return {
            "path": self.path,
            "status": self.status.value,
            "issue": issue_as_json(self.issue) if self.issue else None,
            "text": self.text or None,
            "directive": self.directive or None,
            "code": self.code or None,
            "title": self.title or None,
            "tasks": self.tasks,
            "warnings": [issue_as_json(w) for w in self.warnings],
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole batch: every file in the order it was read, and the other files that the folders held.

    ``others`` are files of other kinds found in folders; ``stopped`` is set where the store could take no more
    (disk full), and then ``left`` files were not read; ``revision`` names the snapshot published at the end;
    ``seconds`` is how long it took.
    """

    files: tuple[FileOutcome, ...]
    others: tuple[str, ...] = ()
    revision: str = ""
    stopped: Issue | None = None
    left: int = 0
    seconds: float = 0.0

    @property
    def skipped(self) -> int:
        """How many files of other kinds were left alone."""
        return len(self.others)

    @property
    def speed(self) -> float:
        """Documents dealt with in a second."""
        return round(len(self.files) / self.seconds, 1) if self.seconds else 0.0

    def reasons(self) -> dict[str, int]:
        """Why files were refused, the commonest first: code of the issue → how many."""
        return dict(Counter(outcome.issue.code for outcome in self.files if outcome.issue).most_common())

    def count(self, status: Status) -> int:
        """How many files ended so."""
        return sum(outcome.status is status for outcome in self.files)

    @property
    def refused(self) -> tuple[FileOutcome, ...]:
        """The files of which nothing was stored."""
        return tuple(outcome for outcome in self.files if outcome.status is Status.REFUSED)

    def as_json(self) -> Json:
        """The summary as plain JSON values."""
        return {
            **{status.value: self.count(status) for status in Status},
            "skipped": self.skipped,
            "skipped_files": list(self.others),
            "reasons": self.reasons(),
            "seconds": self.seconds,
            "documents_per_second": self.speed,
            "revision": self.revision,
            "left": self.left,
            "stopped": issue_as_json(self.stopped) if self.stopped else None,
            "files": [outcome.as_json() for outcome in self.files],
        }


@dataclass(frozen=True, slots=True)
class Candidate:
    """One directive as a list shows it. ``known`` is 'byText' or 'byCitation'; dates ISO; '' where not told."""

    id: str
    code: str
    type: str = ""
    title: str = ""
    date: str = ""
    month: str = ""
    issuer: str = ""
    level: str = ""
    place: str = ""
    known: str = ""
    document: str = ""

    def as_json(self) -> Json:
        """The candidate as plain JSON values; what is not told is null."""
        return {key: (value if value != "" else None) for key, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several things bear the name: the caller must say which, by the options named in ``by``."""

    asked: str
    candidates: tuple[Candidate, ...]
    by: tuple[str, ...] = ("--issuer", "--date")

    def as_json(self) -> Json:
        """The question as plain JSON values."""
        return {"ambiguous": self.asked, "by": list(self.by), "candidates": [c.as_json() for c in self.candidates]}


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing in the store answers to the name; ``suggestions`` are near ones, best first; ``why`` a sentence or ''."""

    asked: str
    suggestions: tuple[str, ...] = ()
    why: str = ""

    def as_json(self) -> Json:
        """The answer as plain JSON values."""
        return {"unknown": self.asked, "suggestions": list(self.suggestions), "why": self.why or None}


def issue_as_json(issue: Issue) -> Json:
    """An issue as plain JSON values; what it does not tell is null."""
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "what": issue.what,
        "where": issue.where or None,
        "remedy": issue.remedy or None,
        "span": list(issue.span) if issue.span else None,
        "quote": issue.quote or None,
    }


@dataclass(frozen=True, slots=True)
class Report:
    """An answer as a file to take away: a name for it, its kind (MIME), its bytes, and what it tells of itself."""

    name: str
    mime: str
    content: bytes
    told: Json

    def as_json(self) -> Json:
        """The report without its bytes."""
        return {"name": self.name, "mime": self.mime, "bytes": len(self.content), **self.told}
