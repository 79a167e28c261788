"""Step 5, tasks: each paragraph that demands something, with its owners, deadlines and reporting lines."""

import re
from collections.abc import Iterator, Sequence

from ingest.cues import Cue
from ingest.deadlines import When, deadlines_in
from ingest.inherited import heading_owners, lead_in_owners
from ingest.labels import Line, deadlines_told, item_lines, owners_told, product_told
from ingest.marks import is_capitals
from ingest.outline import Block, Heading
from ingest.reports import reports_in
from ingest.roles import ASKS, DIRECTS, assignments_of
from ingest.sender import Sender
from ingest.verbs import pattern
from ontology.model import Actor, Assignment, Evidence, Grade, Role, Task

__all__ = ["clean", "tasks_of"]

_NOTE = re.compile(r"^(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,2}\])")
_MARKERS = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_END = re.compile(r"\s*\.?\s*/\s*\.\s*$")
_NO_TASKS = frozenset({"aims", "results", "targets"})
_FAREWELL = "{farewell}"
_NORMATIVE = "{normative}"
_STATES = "{statement}"
_SCRAP = 7
_TELLING = frozenset({"BC", "TTr"})  # they tell or ask those above; only a plan within them charges anybody
#: The preamble leads in a list of what is to be done: '… yêu cầu các chi bộ thực hiện một số nội dung sau:'.
_LISTS = Cue(
    r"(?:yêu cầu|đề nghị|giao|phân công|chỉ đạo|nhiệm vụ|triển khai|tập trung|quyết nghị|thống nhất)[^.\n]{0,160}:\s*$"
)
# Under a heading that names several owners 'Mỗi tổ chức …' is each of them.
_EACH = re.compile(r"(?:mỗi|từng)\s+(?:cơ quan|đơn vị|tổ chức|ngành|đoàn thể|địa phương)", re.I)
_RULES = frozenset({"QĐ", "QyĐ", "QC", "NĐ", "TT", "Luật", "PL", "L"})


def tasks_of(
    text: str,
    blocks: Sequence[Block],
    preamble: tuple[int, int] | None,
    sender: Sender,
    issuer: Actor | None,
    kind: str,
    when: When,
) -> tuple[Task, ...]:
    """The tasks of a document, in the order of its text; their ordinals are counted later, with those of tables.

    ``preamble`` is the span of the words that lead into the outline, ``kind`` the document's type, ``when``
    completes times that leave out what the document tells.
    """
    asked = _Asked(text, sender, preamble)
    listed = preamble is not None and _LISTS.search(text, *preamble) is not None
    out: list[Task] = []
    lines = item_lines(blocks)
    for i, block in enumerate(blocks):
        asked.pass_by(block)
        told = lines.get(i)
        named = bool(told) and not asked.owns(block)
        if (told is not None and not told) or not _demands(text, block, kind, named=named):
            continue
        task = _task(text, block, told or (), asked, sender, issuer, when)
        if task is not None and block.part == "criteria" and not (_stated(task) and (task.reports or task.deadlines)):
            continue
        free = not _needs_owner(block, kind) or (listed and _is_dash(block))
        if task is not None and (free or _owned(task) or _dated_request(block, task)):
            out.append(task)
    return tuple(out)


def clean(words: str, *, marked: bool = True) -> str:
    """The words of a task without footnote markers (``marked``: there may be some) and the closing './.'."""
    words = _MARKERS.sub("", words) if marked else words
    return (_END.sub(".", words) if "/." in words else words).strip()


class _Asked:
    """The group that the last lead-in asks: of the preamble, until a lead-in within the outline takes its place."""

    def __init__(self, text: str, sender: Sender, preamble: tuple[int, int] | None) -> None:
        self._text, self._sender = text, sender
        self._whole = lead_in_owners(text, preamble, sender)
        self._headed: dict[tuple[Heading, ...], tuple[Assignment, ...]] = {}
        self._scope, self._inner = "", self._whole
        #: Whether the text has any marks of footnotes: far faster than to try a pattern on all tasks.
        self.marked = any(map(text.__contains__, "¹²³⁴⁵⁶⁷⁸⁹⁰"))

    def pass_by(self, block: Block) -> None:
        """Take note of a lead-in paragraph; it holds for the part it opens."""
        if block.heading and block.paragraph.mark is None:
            found = lead_in_owners(self._text, (block.paragraph.start, block.paragraph.end), self._sender)
            if found:
                self._scope, self._inner = block.path, found

    def under(self, headings: tuple[Heading, ...]) -> tuple[Assignment, ...]:
        """The owners that the headings name; many blocks stand under the same."""
        if headings not in self._headed:
            self._headed[headings] = heading_owners(self._text, headings, self._sender)
        return self._headed[headings]

    def owns(self, block: Block) -> bool:
        """Whether the block is a heading that says whose part it opens."""
        heading = Heading(block.path, block.paragraph.words, block.paragraph.words_start, block.paragraph.end)
        return block.heading and bool(heading_owners(self._text, (heading,), self._sender))

    def of(self, block: Block) -> tuple[Assignment, ...]:
        """The owners by lead-in of a block."""
        inside = not self._scope or block.path == self._scope or block.path.startswith(f"{self._scope}.")
        return self._inner if inside else self._whole


def _demands(text: str, block: Block, kind: str, *, named: bool) -> bool:
    """Whether a block is a task; a heading is one where it is ``named`` as an item by the labelled lines below it."""
    p = block.paragraph
    words = p.words
    if (block.heading and not named) or _NOTE.match(p.text) or p.text.startswith("|") or _begins(text, block, _STATES):
        return False
    if block.closing:
        return pattern(_FAREWELL).match(p.text) is None
    if block.part in _NO_TASKS or (kind in _TELLING and block.part != "tasks"):
        return False
    if (kind in _RULES or block.path.startswith("Điều")) and _begins(text, block, _NORMATIVE):
        return False
    return not is_capitals(words) and len(words.split(None, 2)) >= 3 and not _is_debris(block)


def _begins(text: str, block: Block, template: str) -> bool:
    """Whether the words of a block begin so."""
    p = block.paragraph
    return pattern(template).match(text, p.words_start, p.end) is not None


def _is_debris(block: Block) -> bool:
    """A scrap of a table whose cells lost their rows on the way to plain text: a few words, no number, no full stop."""
    p = block.paragraph
    return p.mark is None and len(p.words.split()) <= _SCRAP and p.words[-1:] not in {".", ";", ":"}


def _needs_owner(block: Block, kind: str) -> bool:
    """In rules and outside the outline only a sentence that charges somebody is a task."""
    ruled = kind in _RULES or block.path.startswith("Điều")
    return not block.path or (ruled and block.part != "tasks")


def _dated_request(block: Block, task: Task) -> bool:
    """Outside the outline a demand with a day or a receiver is a task, whoever is asked."""
    return not block.path and bool(task.reports or any(d.to for d in task.deadlines))


def _is_dash(block: Block) -> bool:
    """A dash of the list that follows the preamble, where the whole outline is such a list."""
    return block.paragraph.mark is not None and not block.path and not block.closing


def _owned(task: Task) -> bool:
    return any(a.grade is not Grade.LEAD_IN for a in task.assignments)


def _stated(task: Task) -> bool:
    """Whether the words of a task charge somebody; where criteria are set, only such a sentence with a day is one."""
    return any(a.role is Role.ASSIGNED and a.grade is Grade.STATED for a in task.assignments)


def _task(
    text: str,
    block: Block,
    told: Sequence[Line],
    asked: _Asked,
    sender: Sender,
    issuer: Actor | None,
    when: When,
) -> Task | None:
    p = block.paragraph
    start, end = p.words_start, p.end
    stated = (*assignments_of(text, start, end, sender, issuer), *owners_told(text, told, sender))
    owners = tuple(_owners(block, asked, stated))
    deadlines = (*deadlines_in(text, start, end, when), *deadlines_told(text, told, when))
    reports = reports_in(text, start, end, sender, deadlines)
    words = clean(text[start:end], marked=asked.marked)
    if not words:
        return None
    evidence = Evidence(start, end, text[start:end], "task.paragraph")
    return Task(block.path, 1, words, evidence, owners, deadlines, reports, product_told(text, told))


def _owners(block: Block, asked: _Asked, stated: Sequence[Assignment]) -> Iterator[Assignment]:
    """Stated owners; else those of the heading; else the group of the lead-in. Other roles always."""
    headed = () if block.closing else asked.under(block.headings)
    if headed:
        stated = [a for a in stated if a.evidence.rule != ASKS and not _EACH.fullmatch(a.actor.surface)]
    yield from stated
    if not any(a.role is Role.ASSIGNED and a.evidence.rule != DIRECTS for a in stated):
        yield from headed or (() if block.closing else asked.of(block))
