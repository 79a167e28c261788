"""Days due that a later directive of the same body moved: 'sửa đổi thời hạn tại điểm 2, phần III: … thay cho …'.

The sentence that moves a day is itself a task with the new day. Where it says whose work it is, it alone counts from
then on; where it only names the clause, the old task goes on with the new day. Either way the old day no longer counts.
Nothing is moved where the sentence does not tell which day: the clause has one day, or the old one is printed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graph.register.register import Register

__all__ = ["Moved", "Moves", "moves"]

_VERBS: Final = ("sua doi", "dieu chinh", "thay doi", "lui", "doi lai", "keo dai", "rut ngan")
_NOUNS: Final = ("thoi han", "thoi gian", "thoi diem", "moc", "tien do", "han")
_FINDS: Final = " OR ".join(
    ['"gia han"', *(f'NEAR("{verb}" "{noun}", 6)' for verb in _VERBS for noun in _NOUNS)],
)
_SAYS: Final = re.compile(
    r"\b(?:gia hạn|(?:sửa đổi|điều chỉnh|thay đổi|lùi|dời lại|kéo dài|rút ngắn)(?:,? bổ sung)?(?: \w+){0,3}?"
    r" (?:thời hạn|thời gian|thời điểm|mốc|tiến độ|hạn)\b)",
    re.I,
)
_PART: Final = re.compile(
    r"\b(?P<kind>phần|chương|mục|tiểu mục|điều|khoản|điểm|tiết|ý)\s+"
    r"(?P<label>(?:[IVX]+|\d+|[a-zđ])(?:\.\d+)*)(?=[\s,.;:)]|$)",
    re.I,
)
_JOINED: Final = re.compile(r"[\s,]*(?:của\s+|thuộc\s+|tại\s+)?", re.I)
#: From the outside in.
_RANK: Final = {
    "phần": 0,
    "chương": 0,
    "mục": 1,
    "điều": 1,
    "tiểu mục": 2,
    "khoản": 2,
    "điểm": 3,
    "tiết": 4,
    "ý": 5,
}
_DAY: Final = (
    r"(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|(?:ngày\s+)?\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4}|[/.-]\d{4})?)"
)
_OLD: Final = re.compile(
    r"thay (?:cho|thế|vì)(?: (?:mốc|thời hạn|thời gian|thời điểm|hạn|cho))*(?: (?:trước|đến|hết))*(?: ngày)? "
    rf"(?P<a>{_DAY})|\btừ(?: (?:mốc|trước|hết))*(?: ngày)? (?P<b>{_DAY}) "
    r"(?:được )?(?:lùi |chuyển |dời )?(?:sang|thành|đến|tới|xuống|lên)\b",
    re.I,
)
_SEAT: Final = "COALESCE(x.level, '') || '|' || COALESCE(x.place, '') || '|' || COALESCE(x.province, '')"
_AMENDING: Final = (
    "SELECT t.id, t.iri, t.wording, COALESCE(t.path, ''), t.start, t.ending, x.id, x.iri, COALESCE(x.code, ''), "
    f"x.file, COALESCE(x.date, ''), {_SEAT}, "
    "EXISTS (SELECT 1 FROM assignments a WHERE a.task = t.id AND a.role = 'assignedTo') "
    "FROM words w JOIN tasks t ON t.id = w.rowid JOIN texts x ON x.id = t.text WHERE words MATCH ? "
    "AND EXISTS (SELECT 1 FROM deadlines d WHERE d.task = t.id AND d.due > '') ORDER BY x.date, x.iri, t.start"
)
_LINKS: Final = (
    "SELECT l.relation, i.directive, l.start, l.ending FROM links l JOIN identity i ON i.mentioned = l.target "
    "WHERE l.text = ? AND l.grade <> 'rejected' AND NOT EXISTS (SELECT 1 FROM rulings r "
    "WHERE r.assertion = l.assertion AND r.grade = 'rejected' AND r.stamp = l.stamp) ORDER BY l.start, i.directive"
)
_TARGETS: Final = (
    f"SELECT t.id, t.iri, COALESCE(t.path, ''), COALESCE(x.date, ''), {_SEAT}, d.due FROM identity i "
    "JOIN texts x ON x.directive = i.mentioned JOIN tasks t ON t.text = x.id JOIN deadlines d ON d.task = t.id "
    "WHERE i.directive = ? AND d.due IS NOT NULL AND d.kind IS NOT 'until' ORDER BY t.start, t.id, d.due"
)


@dataclass(frozen=True, slots=True)
class Moved:
    """``old`` day due of the task ``whose`` (IRI), ``new`` ones (ISO); the sentence that says so: its task (IRI), code,
    path, words, place in its text. ``on``: the task goes on with the new day; else the sentence sets the work anew."""

    whose: str
    old: str
    new: tuple[str, ...]
    task: str
    code: str
    file: str
    dated: str
    path: str
    quote: str
    text: str
    start: int
    end: int
    on: bool


@dataclass(slots=True)
class Moves:
    """By number of the task in the register: the days that were moved, those that no longer count, those come anew;
    ``days`` that the directives of the moved ones tell."""

    of: dict[int, tuple[Moved, ...]] = field(default_factory=dict)
    gone: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    come: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    days: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def due(self, task: int, days: Iterable[str]) -> tuple[str, ...]:
        """The days due of a task that count, in order."""
        return tuple(sorted({*days, *self.come.get(task, ())} - self.gone.get(task, set())))

    def by_task(self) -> dict[str, tuple[Moved, ...]]:
        """Task (IRI) → the days of it that were moved."""
        return {told[0].whose: told for told in self.of.values() if told}

    def months(self, as_of: str) -> set[str]:
        """The months of days that have passed and that a task with a moved day may be due on."""
        days = {day for came in self.come.values() for day in came}
        days |= {day for task in self.of for day in self.days.get(task, ())}
        return {day[:7] for day in days if day < as_of}

    def coming(self, month: str) -> list[int]:
        """The tasks that have a new day in the month."""
        return sorted(task for task in self.come if any(day.startswith(month) for day in self.due(task, ())))


@dataclass(frozen=True, slots=True)
class _Old:
    """A day due that may be meant, whose directive sets it, and all days of its task."""

    task: int
    iri: str
    path: str
    dated: str
    seat: str
    due: str
    others: tuple[str, ...]


def moves(register: Register, until: str = "") -> Moves:
    """Every day due of the store that was moved, by documents issued by ``until`` (ISO; '' for all)."""
    found = Moves()
    said: dict[int, list[Moved]] = defaultdict(list)
    for row in register.rows(_AMENDING, (_FINDS,)):
        task, iri, wording, path, start, end, text, text_iri, code, file, dated, seat, owned = row
        clear = _SAYS.search(wording or "")
        if clear is None or (until and dated > until):
            continue
        new = tuple(sorted({due for (due,) in register.rows("SELECT due FROM deadlines WHERE task = ? AND due > ''",
                                                            (task,))}))  # fmt: skip
        for old in _meant(register, text, (start, end), wording, dated, seat) if new else ():
            if old.due in new or old.task == task:
                continue
            quote = " ".join(wording.split())
            said[old.task].append(
                Moved(old.iri, old.due, new, iri, code, file, dated, path, quote, text_iri, start, end, not owned)
            )
            found.gone[old.task].add(old.due)
            found.days[old.task].update(old.others)
            if not owned:
                found.come[old.task].update(new)
                found.gone[task].update(new)
    found.of = {task: tuple(dict.fromkeys(moved)) for task, moved in said.items()}
    return found


def _meant(register: Register, text: int, span: tuple[int, int], wording: str, dated: str, seat: str) -> Iterator[_Old]:
    """The days due that the sentence says it moves."""
    links = register.rows(_LINKS, (text,))
    inside = {directive: relation for relation, directive, start, end in links if _within((start, end), span)}
    amended = {directive: relation for relation, directive, *_ in links if relation == "amends"}
    named: Mapping[str, str] = inside or (amended if len(amended) == 1 else {})
    clause, told = _clause(wording), _OLD.search(wording)
    if not (clause or told) or len(named) != 1:
        return
    ((directive, relation),) = named.items()
    rows = register.rows(_TARGETS, (directive,))
    days: dict[int, list[str]] = defaultdict(list)
    for number, *_, due in rows:
        days[number].append(due)
    held = [_Old(number, iri, path, day, at, due, tuple(days[number])) for number, iri, path, day, at, due in rows]
    mine = [old for old in held if (old.seat == seat or relation == "amends") and old.dated <= (dated or "9999")]
    yield from _chosen(mine, clause, (told["a"] or told["b"]) if told else "")


def _within(inner: tuple[Any, Any], outer: tuple[int, int]) -> bool:
    return None not in inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _chosen(days: Sequence[_Old], clause: str, told: str) -> Iterator[_Old]:
    """Those of the clause, and of the day that is told; without such a day only where the clause has one."""
    if clause:
        own = [old for old in days if _key(old.path) == _key(clause)]
        days = own or [old for old in days if _key(old.path).startswith(f"{_key(clause)}.")]
    if told:
        days = [old for old in days if _is_day(old.due, told)]
    if clause and told:
        yield from days
    elif len({old.due for old in days}) == 1 and len({old.task for old in days}) == 1:
        yield from days[:1]


def _clause(wording: str) -> str:
    """The first clause that a sentence names, as outlines are printed: 'điểm 2, phần III' → 'III.2'; '' for none."""
    parts: list[tuple[int, str]] = []
    end = 0
    for match in _PART.finditer(wording):
        if parts and not _JOINED.fullmatch(wording, end, match.start()):
            break
        kind = match["kind"].lower()
        parts.append((_RANK[kind], f"Điều {match['label']}" if kind == "điều" else match["label"]))
        end = match.end()
    return ".".join(label for _, label in sorted(parts, key=lambda part: part[0]))


def _key(path: str) -> str:
    return path.casefold().replace(" ", "")


def _is_day(due: str, told: str) -> bool:
    """Whether printed words ('20/11/2026', '20/11', 'ngày 20 tháng 11') name the day ``due``."""
    numbers = [int(number) for number in re.findall(r"\d+", told)]
    return numbers in ([int(due[8:]), int(due[5:7])], [int(due[8:]), int(due[5:7]), int(due[:4])])
