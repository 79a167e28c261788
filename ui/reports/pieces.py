"""Small pieces of DOCX that python-docx has no word for, or that every paper sets alike."""

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from ui.text import plain

if TYPE_CHECKING:
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

__all__ = [
    "BODY",
    "SMALL",
    "fill",
    "fix",
    "line",
    "mm",
    "page_number",
    "repeat",
    "rule",
    "run",
    "shape",
    "still",
    "whole",
]

BODY, SMALL = 14.0, 12.0
_SPACED: Final = 1.15
_STILL: Final = (2020, 1, 1, 0, 0, 0)


def mm(size: float) -> Any:  # noqa: ANN401 - a length of the library
    """A length of so many millimetres."""
    from docx.shared import Mm

    return Mm(size)


def shape(paragraph: "Paragraph", *, align: str, indent: float, after: float, keep: bool) -> None:
    """Alignment, indent of the first line (mm), room after (pt), and whether the next paragraph stays with this one."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Mm, Pt

    ways = {"both": ALIGN.JUSTIFY, "left": ALIGN.LEFT, "center": ALIGN.CENTER, "right": ALIGN.RIGHT}
    form = paragraph.paragraph_format
    form.alignment, form.first_line_indent, form.space_after = ways[align], Mm(indent), Pt(after)
    form.line_spacing, form.keep_with_next = _SPACED if indent else 1.0, keep


def run(
    paragraph: "Paragraph", text: str, *, bold: bool = False, italic: bool = False, size: float = BODY, color: str = ""
) -> None:
    """A piece of text in one look; blanks for a person to fill in stay as they are."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text if text.isspace() else _spaced(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if color:
        run.font.color.rgb = RGBColor.from_string(color)


def _spaced(text: str) -> str:
    """``text`` as :func:`plain`, its runs of spaces kept: they are the blanks that a person fills in."""
    head, tail = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    inner = text.strip(" ")
    return head + ("  ".join(plain(part) for part in inner.split("  ")) if "  " in inner else plain(inner)) + tail


def line(
    cell: "_Cell", text: str, *, bold: bool = False, italic: bool = False, size: float = SMALL, align: str = "center"
) -> "Paragraph":
    """A line of half a head; the first takes the paragraph that every cell has."""
    first = cell.paragraphs[0]
    fresh = not first.runs and len(cell.paragraphs) == 1 and first._p.pPr is None
    made: Paragraph = first if fresh else cell.add_paragraph()
    shape(made, align=align, indent=0, after=0, keep=False)
    run(made, text, bold=bold, italic=italic, size=size)
    return made


def rule(cell: "_Cell", inset: float) -> None:
    """A rule under the last line of half a head, ``inset`` millimetres shorter on either side."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    made = cell.add_paragraph()
    form = made.paragraph_format
    form.left_indent = form.right_indent = Mm(inset)
    form.space_before, form.line_spacing, form.space_after = Pt(3), Pt(3), Pt(4)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    # programs want the parts of a paragraph's form in the order of the standard
    made._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def fill(cell: "_Cell", text: str, *, bold: bool = False, align: str = "left") -> None:
    """The text of a cell of a table; each line is a paragraph."""
    for number, part in enumerate(text.split("\n")):
        made = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        shape(made, align=align, indent=0, after=0, keep=False)
        run(made, part, bold=bold, size=SMALL)


def fix(table: "Table", widths: Sequence[float]) -> None:
    """Columns as wide as told, whatever is in them."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = mm(width)


def repeat(row: Any) -> None:  # noqa: ANN401 - an element of the library
    """The row stands at the head of every page that the table runs over."""
    from docx.oxml import OxmlElement

    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def whole(row: Any) -> None:  # noqa: ANN401 - an element of the library
    """The row is not cut by the end of a page."""
    from docx.oxml import OxmlElement

    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def page_number(paragraph: "Paragraph") -> None:
    """The number of the page, counted by the program that shows it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def still(content: bytes) -> bytes:
    """The same package without the time at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _STILL), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
