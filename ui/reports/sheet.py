"""The register as an XLSX sheet of an office: for the screen, and printed on A4 across.

XlsxWriter writes each text as text: a cell that begins with '=' is that text, and is marked as quoted so that it stays
text when a person edits the cell. The evidence stands right of the printed columns.
"""

import datetime as dt
import io
from typing import TYPE_CHECKING, Final

from ui.picture.measure import wrap
from ui.reports.register import HEADS, Line, Register, cells
from ui.text import cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["MIME", "xlsx_of"]

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS: Final = (5, 45, 21, 18, 11.5, 18, 19, 26, 12, 48, 26)
_PRINTED: Final = 9  # columns; the evidence beyond is for the screen
_HEAD: Final = 4  # the row of the heads, from 0
_SIZE, _STEP, _TALLEST = 11, 15.0, 405.0  # points: letters, from line to line, the tallest row that Excel takes
_LONGEST: Final = 32_000  # a cell holds 32,767 characters
_INK: Final = "#9C1C1C"


def xlsx_of(register: Register) -> bytes:
    """The file. Equal registers give equal bytes."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        made = dt.datetime.combine(register.made, dt.time())
        book.set_properties({"title": "Sổ theo dõi nhiệm vụ", "author": "chidao", "created": made})
        looks = _looks(book)
        sheet = book.add_worksheet("Sổ nhiệm vụ")
        _page(sheet, register)
        _title(sheet, register, looks)
        _body(sheet, register, looks)
    return out.getvalue()


def _looks(book: "Workbook") -> "Mapping[str, Format]":
    font = {"font_name": "Times New Roman", "font_size": _SIZE}
    box = {**font, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#7F7F7F"}
    told = {
        "title": {**font, "font_size": 15, "bold": True, "align": "center", "valign": "vcenter"},
        "scope": {**font, "font_size": 12, "align": "center", "valign": "vcenter", "text_wrap": True},
        "note": {**font, "italic": True, "align": "center", "valign": "vcenter", "text_wrap": True},
        "head": {**box, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7ECF2"},
        "text": box,
        "quoted": {**box, "quote_prefix": True},
        "number": {**box, "align": "center"},
        "day": {**box, "align": "center", "num_format": "dd/mm/yyyy"},
        "late": {**box, "bold": True, "font_color": _INK},
        "empty": {**font, "italic": True},
    }
    return {name: book.add_format(look) for name, look in told.items()}


def _page(sheet: "Worksheet", register: Register) -> None:
    last = _HEAD + max(len(register.lines), 1)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(_HEAD)
    sheet.print_area(0, 0, last, _PRINTED - 1)
    sheet.set_footer('&R&"Times New Roman"&9Trang &P/&N')
    sheet.freeze_panes(_HEAD + 1, 2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)


def _title(sheet: "Worksheet", register: Register, looks: "Mapping[str, Format]") -> None:
    late = sum(line.late for line in register.lines)
    told = (
        ("SỔ THEO DÕI NHIỆM VỤ", "title", 26),
        (register.scope, "scope", 18),
        (f"{register.statement} Quá hạn: {late}. Lập ngày {register.made:%d/%m/%Y}.", "note", 32),
    )
    for row, (text, look, height) in enumerate(told):
        sheet.set_row(row, height)
        sheet.merge_range(row, 0, row, _PRINTED - 1, "", looks[look])
        sheet.write_string(row, 0, text[:_LONGEST], looks[look])
    sheet.set_row(_HEAD - 1, 6)


def _body(sheet: "Worksheet", register: Register, looks: "Mapping[str, Format]") -> None:
    sheet.set_row(_HEAD, 34)
    for column, head in enumerate(HEADS):
        sheet.write_string(_HEAD, column, head, looks["head"])
    state = HEADS.index("Trạng thái")
    for row, line in enumerate(register.lines, _HEAD + 1):
        sheet.set_row(row, _height(line))
        for column, value in enumerate(cells(line)):
            if isinstance(value, int):
                sheet.write_number(row, column, value, looks["number"])
            elif isinstance(value, dt.date):
                sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), looks["day"])
            elif value:
                look = "late" if column == state and line.late else "quoted" if cell(value) != value else "text"
                sheet.write_string(row, column, value[:_LONGEST], looks[look])
            else:
                sheet.write_blank(row, column, None, looks["text"])
    if register.lines:
        sheet.autofilter(_HEAD, 0, _HEAD + len(register.lines), len(HEADS) - 1)
    else:
        sheet.write_string(_HEAD + 1, 1, "Không có nhiệm vụ nào.", looks["empty"])


def _height(line: Line) -> float:
    """The height of a row in points: programs do not fit it to the text by themselves when they open the file."""
    most = 1
    for width, value in zip(_WIDTHS, cells(line), strict=True):
        if isinstance(value, str):
            room = width * 7 - 4  # pixels; a unit of width is a digit of seven
            most = max(most, sum(len(wrap(part, _SIZE * 96 / 72, room, 99)[0]) for part in value.split("\n")))
    return min(_TALLEST, most * _STEP + 3)
