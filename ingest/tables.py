"""Task tables: rows of task, lead, co-operating bodies, product and time become tasks with everything they say."""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import data
from ingest.dates import end_of_month, make_date
from ingest.deadlines import When, deadlines_in
from ingest.lists import named_pieces
from ingest.outline import Block
from ingest.sender import Sender
from ontology.fold import tone_fold
from ontology.model import Assignment, Deadline, DeadlineKind, Evidence, Grade, Role, Task

__all__ = ["Cell", "cells_of", "columns_of", "due_of", "table_tasks"]

_BAR = re.compile(r"(?<!\\)\|")
_MONTH = re.compile(r"^(?:tháng\s*)?(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})$", re.I)
_QUARTER = re.compile(r"^quý\s*(?P<quarter>IV|I{1,3}|[1-4])\s*[/.,-]?\s*(?:năm\s*)?(?P<year>\d{4})$", re.I)
_YEARS = re.compile(
    r"^(?:(?:trong|đến|hết|giai đoạn|từ)?\s*(?:năm\s*)?)?(?:(?P<first>\d{4})\s*[-–]\s*)?(?P<year>\d{4})$", re.I
)
_DAY = re.compile(
    r"^(?:trước\s*)?(?:ngày\s*)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})$", re.I
)
_YEAR = re.compile(r"\d{4}")
_OFTEN = re.compile(r"thường xuyên|hằng năm|hàng năm|hằng quý|hàng quý|hằng tháng|hàng tháng|định kỳ", re.I)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LABEL = re.compile(r"^(?P<label>[IVXLC]+|[A-HĐ]|\d{1,3}(?:\.\d{1,3})*|[a-zđ])\s*[.)]?$")
_RULES = {
    "hằng năm": "FREQ=YEARLY",
    "hàng năm": "FREQ=YEARLY",
    "hằng tháng": "FREQ=MONTHLY",
    "hàng tháng": "FREQ=MONTHLY",
}
# The head of a column is a few words; a cell that is longer is data.
_LONGEST_HEAD = 60
_QUARTERLY = "FREQ=MONTHLY;INTERVAL=3"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: its words and where they stand in the canonical text."""

    text: str
    start: int
    end: int


@functools.cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(data.path("words", "tables.toml").read_text(encoding="utf-8"))
    return tuple((entry["column"], re.compile(entry["pattern"])) for entry in table["entry"])


def cells_of(row: str, start: int) -> tuple[Cell, ...]:
    """The cells of a row written with bars; ``start`` is where the row stands in the text."""
    bars = [m.start() for m in _BAR.finditer(row)]
    ends = bars if row.rstrip().endswith("|") else [*bars, len(row)]
    begins = [0, *(b + 1 for b in bars)] if not row.startswith("|") else [b + 1 for b in bars]
    out = []
    for a, b in zip(begins, [e for e in ends if e > 0] if row.startswith("|") else ends, strict=False):
        words = row[a:b]
        left = len(words) - len(words.lstrip())
        out.append(Cell(words.strip(), start + a + left, start + a + left + len(words.strip())))
    return tuple(out)


def columns_of(cells: Sequence[Cell]) -> dict[str, int]:
    """Which column holds what, where the row is the head of a task table; {} where it is not."""
    found: dict[str, int] = {}
    if any(len(cell.text) > _LONGEST_HEAD for cell in cells) or (cells and _LABEL.match(cells[0].text)):
        return {}
    for i, cell in enumerate(cells):
        key = tone_fold(cell.text)
        name = next((column for column, pattern in _columns() if pattern.search(key)), None)
        if name is not None and name not in found:
            found[name] = i
    return found if "task" in found and {"lead", "due", "support"} & set(found) else {}


def table_tasks(text: str, blocks: Sequence[Block], sender: Sender, year: int) -> Iterator[Task]:
    """The tasks of every task table among ``blocks``; a row without owner, time and product is a heading."""
    columns: Mapping[str, int] = {}
    part = ""
    for block in blocks:
        row = block.paragraph.text
        if not row.startswith("|"):
            columns, part = {}, ""
            continue
        cells = cells_of(row, block.paragraph.start)
        head = columns_of(cells)
        if head:
            columns, part = head, ""
            continue
        if not columns:
            continue
        label = _label(cells, columns)
        if _is_part(cells, columns):
            part = label or part
            continue
        path = ".".join(p for p in (block.path, part, label) if p)
        task = _row_task(text, path, cells, columns, sender, year)
        if task is not None:
            yield task


def _cell(cells: Sequence[Cell], columns: Mapping[str, int], name: str) -> Cell | None:
    i = columns.get(name, len(cells))
    return cells[i] if i < len(cells) and cells[i].text else None


def _label(cells: Sequence[Cell], columns: Mapping[str, int]) -> str:
    cell = _cell(cells, columns, "order")
    match = _LABEL.match(cell.text) if cell else None
    return match["label"] if match else ""


def _is_part(cells: Sequence[Cell], columns: Mapping[str, int]) -> bool:
    """A row that names a part: a Roman label, or nothing said of owner, time and product."""
    order = _cell(cells, columns, "order")
    owned = any(_cell(cells, columns, name) for name in ("lead", "support"))
    if order is not None and re.fullmatch(r"[IVXLC]+\s*[.)]?", order.text) and not owned:
        return True
    return not any(_cell(cells, columns, name) for name in ("lead", "support", "due", "product"))


def _row_task(
    text: str, path: str, cells: Sequence[Cell], columns: Mapping[str, int], sender: Sender, year: int
) -> Task | None:
    words = _cell(cells, columns, "task")
    if words is None:
        return None
    lead, support = _cell(cells, columns, "lead"), _cell(cells, columns, "support")
    owners = [*_owners(text, lead, Role.ASSIGNED, sender), *_owners(text, support, Role.COORDINATING, sender)]
    product, due = _cell(cells, columns, "product"), _cell(cells, columns, "due")
    evidence = Evidence(words.start, words.end, text[words.start : words.end], "table.row")
    deadlines = tuple(due_of(text, due, year)) if due else ()
    return Task(path, 1, words.text, evidence, tuple(owners), deadlines, (), product.text if product else "")


def _owners(text: str, cell: Cell | None, role: Role, sender: Sender) -> Iterator[Assignment]:
    """The bodies of a cell, parted by semicolons, commas and 'và'; a name no table knows is kept as printed."""
    if cell is None:
        return
    rule = "table.lead" if role is Role.ASSIGNED else "table.support"
    for actor, start, end in named_pieces(text, cell.start, cell.end, sender):
        yield Assignment(role, actor, Grade.STATED, Evidence(start, end, text[start:end], rule), role is Role.ASSIGNED)


def due_of(text: str, cell: Cell, year: int) -> Iterator[Deadline]:
    """The time of a row: '6/2025', 'Quý II/2025', '2025-2030', '30/6/2025', 'Thường xuyên'.

    A year left out ('Tháng 9') is the document's own, and graded so.
    """
    for start, end in _pieces(text, cell):
        words = text[start:end]
        evidence = Evidence(start, end, words, "table.due")
        told = _period(words)
        bounds = told or (_period(f"{words}/{year}") if year and not _YEAR.search(words) else None)
        often = _OFTEN.search(words)
        if bounds is not None:
            first, last, precision = bounds
            kind = DeadlineKind.DATE if precision == "day" else DeadlineKind.PERIOD
            grade = Grade.STATED if told else Grade.INFERRED
            yield Deadline(kind, evidence, last, None if precision == "day" else first, precision, grade=grade)
        elif often is not None:
            word = often.group().lower()
            rule = _RULES.get(word, _QUARTERLY if "quý" in word else word)
            yield Deadline(DeadlineKind.RECURRENCE, evidence, recurrence=rule)
        else:
            yield from deadlines_in(text, start, end, When(year))


def _pieces(text: str, cell: Cell) -> Iterator[tuple[int, int]]:
    place = cell.start
    for match in re.compile(r"\s*(?:;|,|\bvà\b|<br>)\s*|$").finditer(text, cell.start, cell.end):
        if match.start() > place:
            yield place, match.start()
        place = match.end()


def _period(words: str) -> tuple[date, date, str] | None:
    """First and last day and precision of a cell that holds only a time."""
    words = words.strip(" .")
    day = _DAY.match(words)
    if day:
        value = make_date(int(day["year"]), int(day["month"]), int(day["day"]))
        return (value, value, "day") if value else None
    month = _MONTH.match(words)
    quarter = _QUARTER.match(words)
    years = _YEARS.match(words)
    if month:
        return _months(int(month["year"]), int(month["month"]), int(month["month"]), "month")
    if quarter:
        last = _QUARTERS[quarter["quarter"].upper()] * 3
        return _months(int(quarter["year"]), last - 2, last, "quarter")
    if years:
        first, end = make_date(int(years["first"] or years["year"]), 1, 1), make_date(int(years["year"]), 12, 31)
        return (first, end, "year") if first and end else None
    return None


def _months(year: int, first: int, last: int, precision: str) -> tuple[date, date, str] | None:
    start = make_date(year, first, 1)
    return (start, end_of_month(year, last), precision) if start and last <= 12 else None
