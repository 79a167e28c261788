"""The reading of one document, as plain values: what :mod:`ingest` makes and :mod:`ontology` names.

Every item that comes from words of the document carries an :class:`Evidence`: a span of the canonical text (code
points, ``[start, end)``), the exact quote at that span, and the rule that read it. Dates are :class:`datetime.date`.
A value the document does not state is ``None`` or ``""``; nothing here is guessed.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from ontology.issue import Issue

__all__ = [
    "Actor",
    "ActorKind",
    "Annex",
    "Assignment",
    "Citation",
    "Code",
    "Deadline",
    "DeadlineKind",
    "Document",
    "Evidence",
    "Figure",
    "Grade",
    "Named",
    "NamedKind",
    "Outcome",
    "Page",
    "PassingEdge",
    "Progress",
    "Provision",
    "Reading",
    "Relation",
    "Report",
    "Role",
    "Task",
]


class Grade(StrEnum):
    """How a fact is known (grades of honesty; never mixed). The value is the Vietnamese word of the record."""

    STATED = "nêu rõ"
    HEADING = "theo đề mục"
    LEAD_IN = "lời dẫn chung"
    INFERRED = "suy đoán"
    CONFIRMED = "đã xác nhận"
    REJECTED = "đã bác"


class Relation(StrEnum):
    """Relations between directives, as their users name them."""

    IMPLEMENTS = "thực hiện"
    BASED_ON = "căn cứ"
    CITES = "viện dẫn"
    AMENDS = "sửa đổi"
    REPLACES = "thay thế"
    REPEALS = "bãi bỏ"
    FORWARDS = "chuyển tiếp"
    ANNEXED = "kèm theo"


class Role(StrEnum):
    """What a unit has to do with a task."""

    ASSIGNED = "giao cho"
    COORDINATING = "phối hợp"
    MONITORING = "kiểm tra, giám sát"


class ActorKind(StrEnum):
    """What kind of actor a name denotes: one organisation, a group that expands, or a post held by a person."""

    UNIT = "unit"
    GROUP = "group"
    POST = "post"


class Progress(StrEnum):
    """How far a sentence of a report says that a piece of work has come."""

    DONE = "done"
    PARTIAL = "partial"
    UNDONE = "undone"


class DeadlineKind(StrEnum):
    """A deadline is exactly one of these."""

    DATE = "date"
    PERIOD = "period"
    RECURRENCE = "recurrence"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove an item: ``text[start:end] == quote``; ``rule`` names the rule that read them."""

    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation, group or post as named in a document.

    ``surface`` as printed; ``name`` the official name with the locality resolved as far as the document allows;
    ``level`` one of 'trung ương', 'tỉnh', 'xã', 'chi bộ' or ''; ``place`` the bare name of the commune or province
    it sits in; ``province`` that of its province; both '' where the text nowhere tells.
    """

    surface: str
    name: str
    kind: ActorKind = ActorKind.UNIT
    level: str = ""
    place: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Number and symbol of a directive: '27' + 'KL/TW' → '27-KL/TW'; '188' + 'QĐ-VPCP' → '188/QĐ-VPCP'.

    ``number`` is '' where it is left blank; ``text`` is the normal form, '' where both parts are unknown.
    """

    number: str
    symbol: str
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One directive that the document names, all its mentions taken together; evidence is the fullest mention."""

    code: Code
    type: str
    date: dt.date | None
    issuer: Actor | None
    relation: Relation
    evidence: Evidence
    subject: str = ""
    grade: Grade = Grade.STATED
    mentions: tuple[Evidence, ...] = ()


class NamedKind(StrEnum):
    """How a directive is named without its whole number."""

    SHORT = "short"
    ANAPHOR = "anaphor"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Named:
    """A directive that the document names without its whole number: 'Nghị quyết 18', 'Văn bản trên', a law by name.

    ``number`` and ``name`` are what is told. ``code`` is the directive's where the document (or, of a law, the table
    of laws) leaves exactly one, with a blank ``text`` where not; ``candidates`` are several that fit in the document.
    ``year`` is told of a law without a day.
    """

    kind: NamedKind
    type: str
    number: str
    name: str
    code: Code
    date: dt.date | None
    issuer: Actor | None
    relation: Relation
    evidence: Evidence
    candidates: tuple[Code, ...] = ()
    mentions: tuple[Evidence, ...] = ()
    year: int = 0


@dataclass(frozen=True, slots=True)
class PassingEdge:
    """A relation stated in passing between two other directives; both ends are among the reading's citations."""

    source: Code
    relation: Relation
    target: Code
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Assignment:
    """An actor's part in a task, and how it is known; ``lead`` where the words name it as chủ trì."""

    role: Role
    actor: Actor
    grade: Grade
    evidence: Evidence
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due. ``to`` and ``start`` bound a date or period; ``recurrence`` is an RRULE-like text
    ('FREQ=MONTHLY;BYMONTHDAY=25') or a bare word ('thường xuyên'); ``relative`` holds the event's words.

    ``precision``: 'day', 'month', 'quarter', 'half', 'year' or ''. ``grade`` is INFERRED where the year was left out.
    """

    kind: DeadlineKind
    evidence: Evidence
    to: dt.date | None = None
    start: dt.date | None = None
    precision: str = ""
    recurrence: str = ""
    relative: str = ""
    grade: Grade = Grade.STATED


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting line: to whom, through whom, by when."""

    receiver: Actor
    evidence: Evidence
    via: Actor | None = None
    due: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A node of the outline: ``path`` as printed ('II.2.2.9', 'Điều 2.1.a'), its heading words, its span."""

    path: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done: ``text`` whole and clean; ``ordinal`` counts tasks of one path from 1."""

    path: str
    ordinal: int
    text: str
    evidence: Evidence
    assignments: tuple[Assignment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    reports: tuple[Report, ...] = ()
    product: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A target set or a result achieved: ``value`` [of ``whole``] ``measure``; ``comparator`` '>=', '<=' or '='."""

    value: float
    measure: str
    evidence: Evidence
    comparator: str = "="
    whole: float | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A sentence of what has been done: ``ordinal`` counts those of one path from 1; ``month`` whose results it tells.

    ``proved`` where the sentence itself names a figure, a day or a directive; a claim without one stays a claim.
    """

    path: str
    ordinal: int
    text: str
    progress: Progress
    evidence: Evidence
    proved: bool = False
    month: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """What a file that is an annex says of the directive it goes with.

    ``label`` 'Phụ lục II', '' where it has none; ``type`` and ``code`` of the directive, whose number is often left
    blank (then ``code.text`` is '' and ``date`` is that of a draft); ``subject`` what else the words call it;
    ``evidence`` the whole remark.
    """

    label: str
    type: str
    code: Code
    date: dt.date | None
    issuer: Actor | None
    subject: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Document:
    """The directive that the text itself is: its header, addressees, recipients, signature.

    ``addressee_lines`` are the lines under Kính gửi as printed, ``addressees`` the actors named in them;
    ``evidence`` proves 'number', 'date', 'issuer', 'subject', 'signer', 'position' where they are printed.
    ``annex`` is told of a file that is an annex of a directive and has no number of its own.
    """

    type: str
    code: Code
    date: dt.date | None
    issuer: Actor | None
    subject: str = ""
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    month: str = ""
    place: str = ""
    province: str = ""
    level: str = ""
    signer: str = ""
    position: str = ""
    addressee_lines: tuple[str, ...] = ()
    addressees: tuple[tuple[Actor, Evidence], ...] = ()
    recipients: tuple[tuple[Actor, Evidence], ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)
    annex: Annex | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the paper: ``[start, end)`` of the canonical text; width and height in points (1/72 inch).

    ``origin``: where its words were taken from ('lớp chữ' of the file, or 'nhận dạng' from its picture), ``confidence``
    (0 to 1) of recognition, and the ``reason`` why it was chosen over words that were there.
    """

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0
    origin: str = ""
    confidence: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one file. ``text`` is the canonical text that all spans index; ``pages`` of its paper."""

    file: str
    sha256: str
    text: str
    document: Document
    provisions: tuple[Provision, ...] = ()
    citations: tuple[Citation, ...] = ()
    edges: tuple[PassingEdge, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Figure, ...] = ()
    results: tuple[Figure, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    warnings: tuple[Issue, ...] = ()
    named: tuple[Named, ...] = ()
    pages: tuple[Page, ...] = ()
