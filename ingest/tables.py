"""Task tables: rows of task, lead, co-operating bodies, product and time become tasks with everything they say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from ingest.dues import dues_of
from ingest.flat import Doubt
from ingest.heads import is_task_table, kind_of
from ingest.lists import named_pieces
from ingest.marks import mark_of
from ingest.outline import Block
from ingest.sender import Sender
from ontology.issue import Issue
from ontology.model import Assignment, Evidence, Grade, Role, Task

__all__ = ["Cell", "Doubts", "cells_of", "columns_of", "flattened", "table_tasks"]

#: How sure the cells of rows are, by where each row begins in the text.
Doubts = Mapping[int, tuple[Doubt, ...]]
_COLUMNS = {Role.ASSIGNED: "lead", Role.COORDINATING: "support"}
_BAR = re.compile(r"(?<!\\)\|")
_LABEL = re.compile(r"^(?P<label>[IVXLC]+|[A-HĐ]|\d{1,3}(?:\.\d{1,3})*|[a-zđ])\s*[.)]?$")
# The head of a column is a few words; a cell that is longer is data.
_LONGEST_HEAD = 60


class Cell(NamedTuple):
    """One cell of a row: its words and where they stand in the canonical text."""

    text: str
    start: int
    end: int


def cells_of(row: str, start: int) -> tuple[Cell, ...]:
    """The cells of a row written with bars; ``start`` is where the row stands in the text."""
    bars = _bars(row)
    ends = bars if row.rstrip().endswith("|") else [*bars, len(row)]
    begins = [0, *(b + 1 for b in bars)] if not row.startswith("|") else [b + 1 for b in bars]
    out = []
    for a, b in zip(begins, [e for e in ends if e > 0] if row.startswith("|") else ends, strict=False):
        words = row[a:b].lstrip()
        begin, words = start + b - len(words), words.rstrip()
        out.append(Cell(words, begin, begin + len(words)))
    return tuple(out)


def _bars(row: str) -> list[int]:
    """Where the bars stand that part cells."""
    if "\\" in row:
        return [m.start() for m in _BAR.finditer(row)]
    *cells, _ = map(len, row.split("|"))  # to split is far quicker than to search for what may be behind a backslash
    return [length + i for i, length in enumerate(accumulate(cells))]


def columns_of(cells: Sequence[Cell]) -> dict[str, int]:
    """Which column holds what, where the row is the head of a task table; {} where it is not."""
    found: dict[str, int] = {}
    if any(len(cell.text) > _LONGEST_HEAD for cell in cells) or (cells and _LABEL.match(cells[0].text)):
        return {}
    for i, cell in enumerate(cells):
        name = kind_of(cell.text)
        if name and name not in found:
            found[name] = i
    return found if is_task_table(list(found)) else {}


def table_tasks(
    text: str, blocks: Sequence[Block], sender: Sender, year: int, doubts: Doubts = MappingProxyType({})
) -> Iterator[Task]:
    """The tasks of every task table among ``blocks``; a row without owner, time and product is a heading.

    ``doubts``: of the rows of a flattened table, how sure each cell is. The owners of one that is cut by likelihood are
    only supposed; those of one that could not be told from its neighbours are left out, and so is its time.
    """
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
        doubt = doubts.get(block.paragraph.start)
        if _is_part(cells, columns) if doubt is None else not doubt:
            part = label or _merged_label(cells) or part
            continue
        path = ".".join(p for p in (block.path, part, label) if p)
        task = _row_task(text, path, _graded(cells, columns, doubt or ()), sender, year)
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


def _merged_label(cells: Sequence[Cell]) -> str:
    """The label of a part's title that fills the whole row: 'I. Công tác Đảng'."""
    mark = mark_of(cells[0].text) if cells else None
    return mark.label if mark is not None and mark.kind in ("roman", "capital") else ""


def _graded(
    cells: Sequence[Cell], columns: Mapping[str, int], doubts: Sequence[Doubt]
) -> dict[str, tuple[Cell, Doubt]]:
    """The cells of a row that hold anything, by the kind of their column."""
    found = ((name, i, _cell(cells, columns, name)) for name, i in columns.items())
    return {name: (cell, doubts[i] if i < len(doubts) else Doubt.NONE) for name, i, cell in found if cell is not None}


def _row_task(text: str, path: str, cells: Mapping[str, tuple[Cell, Doubt]], sender: Sender, year: int) -> Task | None:
    if "task" not in cells:
        return None
    words, _ = cells["task"]
    owners = [
        owner
        for role in (Role.ASSIGNED, Role.COORDINATING)
        for cell, doubt in (cells[name] for name in (_COLUMNS[role],) if name in cells)
        for owner in _owners(text, cell, role, sender, doubt)
    ]
    due, unsure = cells.get("due", (None, Doubt.NONE))
    product, _ = cells.get("product", (None, Doubt.NONE))
    evidence = Evidence(words.start, words.end, text[words.start : words.end], "table.row")
    deadlines = tuple(dues_of(text, due.start, due.end, year)) if due and unsure is not Doubt.MUCH else ()
    return Task(path, 1, words.text, evidence, tuple(owners), deadlines, (), product.text if product else "")


def _owners(text: str, cell: Cell, role: Role, sender: Sender, doubt: Doubt) -> Iterator[Assignment]:
    """The bodies of a cell, parted by semicolons, commas and 'và'; a name no table knows is kept as printed."""
    if doubt is Doubt.MUCH:
        return
    rule = f"table.{_COLUMNS[role]}"
    grade = Grade.INFERRED if doubt else Grade.STATED
    for actor, start, end in named_pieces(text, cell.start, cell.end, sender):
        yield Assignment(role, actor, grade, Evidence(start, end, text[start:end], rule), role is Role.ASSIGNED)


def flattened(text: str, doubts: Doubts) -> Iterator[Issue]:
    """What a reader should know of tables that were put together from lines: which rows are not sure."""
    rows = [(start, told) for start, told in sorted(doubts.items()) if told]
    if not rows:
        return
    first = min(doubts)
    yield Issue(
        "table-flattened",
        f"bảng nhiệm vụ đã mất khung khi chép thành chữ; đã ghép lại {len(rows)} hàng theo thứ tự và lời văn",
        remedy="đối chiếu bản có khung bảng (Word, PDF); có bản đó thì nạp thay tệp này",
        span=(first, _line_end(text, first)),
        quote=text[first : _line_end(text, first)],
    )
    for start, told in rows:
        if Doubt.MUCH in told:
            end = _line_end(text, start)
            label = text[start:end].split("|")[1].strip(" .)") or "không số"
            yield Issue(
                "table-row-unsure",
                f"hàng {label} của bảng mất khung có ô không tách chắc được; ô đó không ghi người làm, thời hạn",
                remedy="xem bản gốc để biết ai chủ trì, ai phối hợp, thời hạn nào",
                span=(start, end),
                quote=text[start:end],
            )


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)
