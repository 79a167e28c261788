"""The page of an office as DOCX: sizes, margins, letters and the head, for the Party and for the State.

State: Nghị định 30/2020/NĐ-CP, Phụ lục I (margins, 13-14 points, quốc hiệu and tiêu ngữ). Party: Hướng dẫn
36-HD/VPTW, kept by its successor (one line ĐẢNG CỘNG SẢN VIỆT NAM with a rule, a star under the body, no colon after
"Số"). What a person must fill in stays blank.
"""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ui.reports.pieces import BODY, SMALL, fill, fix, line, mm, page_number, repeat, rule, run, shape, still, whole
from ui.text import plain

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

__all__ = ["MIME", "Head", "Paper", "rows"]

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT: Final = "Times New Roman"
_PARTY, _STATE = (78.0, 87.0), (66.0, 99.0)  # millimetres of the halves of the head; together the width of the text


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a document: whose it is, by which rules, its blank number; ``about``: 'V/v …' of a letter."""

    party: bool
    above: str
    body: str
    number: str
    place: str
    year: int
    about: str = ""


class Paper:
    """A document that is written from top to bottom. ``draft``: the words that every page bears at its top."""

    def __init__(self, title: str, made: dt.date, draft: str = "") -> None:
        import docx
        from docx.shared import Mm

        self.document: Document = docx.Document()
        told = self.document.core_properties
        told.title, told.author, told.comments = plain(title), "chidao", ""
        told.created = told.modified = dt.datetime.combine(made, dt.time())
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.header_distance = Mm(9)
        self._letters()
        self._top(draft)

    def bytes(self) -> bytes:
        """The file; equal documents give equal bytes."""
        out = io.BytesIO()
        self.document.save(out)
        return still(out.getvalue())

    def text(
        self, text: str, *, bold: bool = False, italic: bool = False, align: str = "both", size: float = BODY,
        indent: float = 10, after: float = 6, keep: bool = False,
    ) -> "Paragraph":  # fmt: skip
        """A paragraph; ``indent`` of its first line in millimetres, ``align``: both, left, center, right."""
        made = self.document.add_paragraph()
        shape(made, align=align, indent=indent, after=after, keep=keep)
        run(made, text, bold=bold, italic=italic, size=size)
        return made

    def pieces(self, told: Iterable[tuple[str, str]], *, indent: float = 10, after: float = 6) -> None:
        """A paragraph of pieces, each with its look: '', 'bold' or 'italic'."""
        made = self.document.add_paragraph()
        shape(made, align="both", indent=indent, after=after, keep=False)
        for text, look in told:
            run(made, text, bold=look == "bold", italic=look == "italic", size=BODY)

    def head(self, head: Head) -> None:
        """The two halves at the top: the body and the number; the State or the Party, place and blank day."""
        (left, right), (under, day) = self._halves(*(_PARTY if head.party else _STATE), 2)
        if head.above:
            line(left, head.above, size=13)
        line(left, head.body, bold=True, size=13)
        if head.party:
            line(left, "*", size=13)
            line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, size=14)
            rule(right, 10)
        else:
            rule(left, 22)
            line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
            line(right, "Độc lập - Tự do - Hạnh phúc", bold=True, size=13)
            rule(right, 22)
        number = f"Số            {head.number}" if head.party else f"Số:            {head.number}"
        line(under, number, size=14 if head.party else 13)
        blank = f"{head.place or '………………'}, ngày      tháng      năm {head.year}"
        line(day, blank, italic=True, size=14 if head.party else 13)
        if head.about:
            line(under, head.about, italic=head.party, size=12)
        self.document.add_paragraph().paragraph_format.space_after = 0

    def sign(self, recipients: Sequence[str], capacity: str, *, party: bool) -> None:
        """Nơi nhận on the left, the blank signature on the right."""
        self.document.add_paragraph().paragraph_format.space_after = 0
        ((left, right),) = self._halves(80, 85, 1)
        first = line(left, "Nơi nhận:", bold=not party, italic=not party, size=14 if party else 12, align="left")
        first.runs[0].underline = party
        for name in recipients:
            line(left, name, size=12 if party else 11, align="left")
        line(right, capacity, bold=True, size=14)
        line(right, "(chức vụ)", size=14)
        for _ in range(4):
            line(right, "")
        line(right, "(họ và tên)", bold=True, size=14)

    def table(self, heads: Sequence[str], widths: Sequence[float], lines: Iterable[Sequence[str]]) -> None:
        """A table with a head on every page; widths in millimetres; a cell may hold several lines."""
        table = self.document.add_table(rows=1, cols=len(heads), style="Table Grid")
        fix(table, widths)
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            fill(cell, head, bold=True, align="center")
        repeat(table.rows[0]._tr)
        for one in lines:
            row = table.add_row()
            whole(row._tr)
            for number, (cell, text) in enumerate(zip(row.cells, one, strict=True)):
                fill(cell, text, align="center" if number == 0 else "left")
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = mm(width)
        self.document.add_paragraph().paragraph_format.space_after = 0

    def _letters(self) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        style: Any = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(BODY)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        style.paragraph_format.space_after = Pt(0)

    def _top(self, draft: str) -> None:
        """The number of the page at the top from the second page on, and the words of a draft on every page."""
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        for header, numbered in ((section.first_page_header, False), (section.header, True)):
            header.is_linked_to_previous = False
            middle = header.paragraphs[0]
            shape(middle, align="center", indent=0, after=0, keep=False)
            if numbered:
                page_number(middle)
            if draft:
                mark = header.add_paragraph()
                shape(mark, align="right", indent=0, after=0, keep=False)
                run(mark, draft, bold=True, size=SMALL, color="9C1C1C")

    def _halves(self, left: float, right: float, count: int) -> "list[tuple[_Cell, _Cell]]":
        """Rows of two cells without borders, none of them cut by the end of a page."""
        table = self.document.add_table(rows=count, cols=2)
        fix(table, (left, right))
        for row in table.rows:
            whole(row._tr)
            row.cells[0].width, row.cells[1].width = mm(left), mm(right)
        return [(row.cells[0], row.cells[1]) for row in table.rows]


def rows(values: Iterable[Sequence[object]]) -> list[tuple[str, ...]]:
    """Numbered lines of a table from lines of values."""
    return [(str(number), *map(str, one)) for number, one in enumerate(values, 1)]
