"""Several texts of one directive: which of them leads, why, and what the others say otherwise. Pure.

An office keeps the Word file and the signed PDF of one directive side by side, and saves a corrected file over the
old one. What every answer counts is what **one** of these texts says, the leading one; the others are copies, kept and
shown as such. Which one leads (decision 0023): the one that a person chose; else, of those over which nothing newer was
saved, the one that was not recognised from pictures, then the one with number and day, then the one that came last,
then the PDF (what was issued, and has pages to show), then any, but always the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from graph.changes import Change, Doing, changes
from graph.mention import Mention
from graph.register.derive import Rows
from graph.register.fold import search_key
from graph.register.schema import TABLES

__all__ = ["REASONS", "Copy", "Held", "compare", "leading", "reason"]

#: Why one text leads before another → the words for it.
REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "person": "người đã chọn bản ấy",
        "newer": "tệp mới được lưu đè lên tệp cũ",
        "read": "đọc thẳng từ chữ của tệp, không phải nhận dạng từ ảnh",
        "whole": "ghi đủ số và ngày",
        "later": "nạp sau",
        "paged": "là bản PDF",
        "fixed": "hai bản ngang nhau",
    }
)
#: What is compared of two texts of one directive, by the words of :mod:`graph.changes`.
_COMPARED: Final = frozenset(("văn bản", "nhiệm vụ", "phân công", "báo cáo", "chỉ tiêu, kết quả", "kết quả nhiệm vụ"))
_NO_DAY: Final = "không có"
_MOST: Final = 60
_LONGEST: Final = 300
#: How surely a fact was read is no difference of what two texts say.
_GRADE: Final = re.compile(r"(?: · )?\b(?:stated|byHeading|byLeadIn|inferred)$")
_NOT_WORDS: Final = re.compile(r"\W+")
_COLUMNS: Final = {table.name: table.columns for table in TABLES}


@dataclass(frozen=True, slots=True)
class Held:
    """One text of the store, leading or not: what it is, and what choosing asks of it.

    ``own``: how it names its directive; ``mentions``: what it says of that. ``came``: from where, each when the
    run began (seconds since 1970) and the path; empty where that is not known.
    """

    text: str
    own: str
    file: str
    sha256: str
    digest: str
    recognised: bool
    whole: bool
    paged: bool
    mentions: tuple[Mention, ...] = ()
    came: frozenset[tuple[int, str]] = frozenset()

    @property
    def graph(self) -> str:
        """The graph that it has while it leads."""
        return self.text.replace(":text:", ":graph:text:", 1)

    @property
    def run(self) -> int:
        """When the last run began that it came with; 0 where none is known."""
        return max((run for run, _ in self.came), default=0)

    @property
    def order(self) -> tuple[bool, bool, int, bool, str]:
        """The greatest leads."""
        return not self.recognised, self.whole, self.run, self.paged, self.sha256


@dataclass(frozen=True, slots=True)
class Copy:
    """What a text that does not lead is to the one that does: ``lead`` (IRI), ``why`` that leads (:data:`REASONS`).

    ``differs``: what the leading text says otherwise (gained: it alone says so). ``twins``: tasks and assertions of
    this text → those of the leading one that say the same, each without the text's IRI in front.
    """

    lead: str
    why: str
    differs: tuple[Change, ...] = ()
    twins: Mapping[str, str] = field(default_factory=dict)


def leading(texts: Sequence[Held], chosen: Sequence[str] = ()) -> Held:
    """The one of these texts of one directive that leads; ``chosen`` by people (IRIs), the latest word first."""
    by_iri = {one.text: one for one in texts}
    for iri in chosen:
        if iri in by_iri:
            return by_iri[iri]
    standing = [one for one in texts if not _saved_over(one, texts)]
    return max(standing or texts, key=lambda one: one.order)


def reason(lead: Held, other: Held, texts: Sequence[Held], chosen: Sequence[str] = ()) -> str:
    """Why ``lead`` leads before ``other`` (:data:`REASONS`)."""
    if next((iri for iri in chosen if iri in {one.text for one in texts}), "") == lead.text:
        return "person"
    if _saved_over(other, texts) and not _saved_over(lead, texts):
        return "newer"
    for name, one, two in zip(("read", "whole", "later", "paged"), lead.order, other.order, strict=False):
        if one != two:
            return name
    return "fixed"


def _saved_over(one: Held, texts: Iterable[Held]) -> bool:
    """Whether another text of the directive came later from every place that this one came from."""
    latest: dict[str, int] = {}
    for other in texts:
        if other.text != one.text:
            for run, place in other.came:
                latest[place] = max(run, latest.get(place, 0))
    last: dict[str, int] = {}
    for run, place in one.came:
        last[place] = max(run, last.get(place, 0))
    return bool(last) and all(latest.get(place, -1) > run for place, run in last.items())


def compare(copy: Rows, lead: Rows) -> tuple[tuple[Change, ...], dict[str, str]]:
    """What the leading text says otherwise than a copy, and the twins (see :class:`Copy`).

    The rows of the copy bear the IRI of the leading text in place of its own, so that equal things have equal names.
    """
    tasks = _tasks(copy, lead)
    aligned = _aligned(copy, tasks)
    text = str(lead.head.get("iri"))
    twins = tasks | _assertions(copy, aligned, lead)
    every = (replace(c, before=_GRADE.sub("", c.before), after=_GRADE.sub("", c.after)) for c in changes(aligned, lead))
    found = [change for change in every if change.kind in _COMPARED and not _same(change)]
    found += _deadlines(aligned, lead)
    told = [replace(c, before=c.before[:_LONGEST], after=c.after[:_LONGEST]) for c in found if c.about != "nhận diện"]
    return tuple(told[:_MOST]), {
        one.removeprefix(f"{text}:"): other.removeprefix(f"{text}:") for one, other in sorted(twins.items())
    }


def _deadlines(copy: Rows, lead: Rows) -> list[Change]:
    """Tasks that both have and that are due otherwise: the days, or the words where they name none."""
    was, now = _due(copy), _due(lead)
    names = {task["iri"]: "/".join((task["path"] or "-", str(task["ordinal"]))) for task in _told(lead, "tasks")}
    shared = {task["iri"] for task in _told(copy, "tasks")} & names.keys()
    return [
        Change(Doing.CHANGED, "thời hạn", names[iri], was.get(iri) or _NO_DAY, now.get(iri) or _NO_DAY)
        for iri in sorted(shared)
        if _letters(was.get(iri, "")) != _letters(now.get(iri, ""))
    ]


def _due(rows: Rows) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in _told(rows, "deadlines"):
        found[row["task"]].add(row["due"] or row["recurrence"] or row["printed"] or "")
    return {task: ", ".join(sorted(days)) for task, days in found.items()}


def _same(change: Change) -> bool:
    """Whether two tellings differ in signs and spaces only, as a line of a PDF does from one of Word."""
    return change.doing is Doing.CHANGED and _letters(change.before) == _letters(change.after)


def _letters(text: str) -> str:
    return _NOT_WORDS.sub("", search_key(text))


def _told(rows: Rows, table: str) -> list[dict[str, Any]]:
    return [dict(zip(_COLUMNS[table], row, strict=True)) for row in rows.tables.get(table, ())]


def _tasks(copy: Rows, lead: Rows) -> dict[str, str]:
    """Task of the copy → the one of the leading text: same place and words, else same words, else same place."""
    ways = (
        lambda task: (task["path"], task["ordinal"], _letters(task["wording"] or "")),
        lambda task: _letters(task["wording"] or ""),
        lambda task: (task["path"], task["ordinal"]),
    )
    found: dict[str, str] = {}
    for way in ways:
        free: dict[Any, list[str]] = defaultdict(list)
        taken = set(found.values())
        for task in _told(lead, "tasks"):
            if task["iri"] not in taken:
                free[way(task)].append(task["iri"])
        for task in _told(copy, "tasks"):
            if task["iri"] not in found and (others := free[way(task)]):
                found[task["iri"]] = others.pop(0)
    return found


def _aligned(copy: Rows, tasks: Mapping[str, str]) -> Rows:
    """The rows of the copy with its tasks named as those of the leading text; one that it has alone, as its own."""
    names = {task["iri"]: tasks.get(task["iri"], f"{task['iri']}~") for task in _told(copy, "tasks")}
    tables: dict[str, list[Any]] = defaultdict(list)
    for name, rows in copy.tables.items():
        at = [i for i, column in enumerate(_COLUMNS[name]) if column in ("task", "iri")]
        tables[name] = [tuple(names.get(v, v) if i in at else v for i, v in enumerate(row)) for row in rows]
    return Rows(copy.head, copy.units, tables)


def _assertions(copy: Rows, aligned: Rows, lead: Rows) -> dict[str, str]:
    """Assertion of the copy → the one of the leading text that says the same of the same in the same sentence."""
    found: dict[str, str] = {}
    for name, columns in _COLUMNS.items():
        if "assertion" not in columns:
            continue
        says = [i for i, column in enumerate(columns) if column not in ("assertion", "start", "ending", "surface")]
        at = columns.index("assertion")
        there = {tuple(row[i] for i in says): str(row[at]) for row in lead.tables.get(name, ())}
        for own, row in zip(copy.tables.get(name, ()), aligned.tables.get(name, ()), strict=True):
            if (other := there.get(tuple(row[i] for i in says))) is not None:
                found[str(own[at])] = other
    return found
