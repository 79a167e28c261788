"""Our samples as offices keep them: Word files with a two-column head, web pages, what LibreOffice makes of them."""

import html
import io
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ingest.layout import Layout, lay_out
from ingest.marks import is_capitals
from ingest.normalise import normalise

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (libreoffice-writer-nogui)")

_RIGHT = re.compile(r"(?:ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG HÒA XÃ HỘI.*|Độc lập - .*|.*, ngày .*tháng .*năm.*)$", re.S)
_LEFT = re.compile(r"(?:\*|Số\b.*|V/v .*|về việc .*)$", re.S)

Parts = tuple[list[str], list[str], list[str], list[str], list[str], list[str]]


def parts_of(text: str) -> Parts:
    """Left and right column of the head, what stands below it, the body; recipients and signature; the annex."""
    layout = lay_out(normalise(text).value)
    left, right, below = _head(layout)
    body = [p.text for part in (layout.addressees, layout.preamble, layout.body) for p in part]
    recipients, signature = [p.text for p in layout.recipients], [p.text for p in layout.signature]
    return left, right, [*below, *body], recipients, signature, [p.text for p in layout.annex]


def _head(layout: Layout) -> tuple[list[str], list[str], list[str]]:
    left: list[str] = []
    right: list[str] = []
    below: list[str] = []
    for line in (line for paragraph in layout.head for line in _head_lines(paragraph.text)):
        if _RIGHT.match(line) and not below:
            right.append(line)
        elif (_LEFT.match(line) and not below) or (is_capitals(line) and not below and not _titled(line)):
            left.append(line)
        else:
            below.append(line)
    return left, right, below


def _head_lines(text: str) -> list[str]:
    """The columns of a line, flattened with spaces or with bars."""
    pieces = re.split(r"\s*(?:\||<br>)\s*|\s{2,}(?=ĐẢNG CỘNG|CỘNG HÒA|Độc lập|\S+(?: \S+){0,3}, ngày)", text)
    return [piece.strip() for piece in pieces if piece.strip()]


def _titled(line: str) -> bool:
    return (
        re.match(r"(?:KẾ HOẠCH|NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|KẾT LUẬN|HƯỚNG DẪN|CHƯƠNG TRÌNH|VĂN BẢN)\b", line)
        is not None
    )


def word(text: str, *, font: str = "", write: Callable[[str], str] = str) -> bytes:
    """A Word file as an office makes it; ``font`` for every run, ``write`` what is typed for each word."""
    left, right, body, recipients, signature, annex = parts_of(text)
    made = docx.Document()
    _columns(made, left, right, font, write)
    _paragraphs(made, body, font, write)
    if recipients or signature:
        _columns(made, recipients, signature, font, write)
    _paragraphs(made, annex, font, write)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _columns(made, left: Sequence[str], right: Sequence[str], font: str, write: Callable[[str], str]) -> None:
    cells = made.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in zip(cells, (left, right), strict=True):
        for i, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if not i else cell.add_paragraph()
            say(paragraph, line, font, write)


def _paragraphs(made, lines: Sequence[str], font: str, write: Callable[[str], str]) -> None:
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("| ").split("|")])
            continue
        if rows:
            _table(made, rows, font, write)
            rows = []
        if line:
            say(made.add_paragraph(), line, font, write)


def _table(made, rows: list[list[str]], font: str, write: Callable[[str], str]) -> None:
    table = made.add_table(rows=len(rows), cols=max(map(len, rows)))
    table.style = "Table Grid"
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=False):
            say(cell.paragraphs[0], words, font, write)


def say(paragraph, words: str, font: str = "", write: Callable[[str], str] = str):
    """One run, in a font by name."""
    run = paragraph.add_run(write(words))
    if font:
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{kind}"), font)
    return run


def element(name: str, **attributes: str):
    """An element of Word's own, for what python-docx cannot write."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def page(text: str) -> bytes:
    """A saved page of a portal: the document among menus, links and a footer."""
    left, right, body, recipients, signature, annex = parts_of(text)
    tail = _html_columns(recipients, signature) if recipients or signature else ""
    words = f"{_html_columns(left, right)}{''.join(_html(body))}{tail}{''.join(_html(annex))}"
    links = "".join(f'<li><a href="/{i}">Văn bản chỉ đạo điều hành số {i} mới ban hành</a></li>' for i in range(60))
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Cổng thông tin</title>'
        '<script>var a = "số 1-CV/TU";</script></head><body><header><h1>Cổng thông tin điện tử</h1></header>'
        f"<nav><ul>{links}</ul></nav><main><div class=side>{links}</div><div class=text>{words}</div></main>"
        "<footer>Bản quyền thuộc về Cổng. Số giấy phép: 12/GP-TTĐT</footer></body></html>"
    ).encode()


def _html_columns(left: Sequence[str], right: Sequence[str]) -> str:
    cells = ("<br>".join(map(html.escape, lines)) for lines in (left, right))
    return f"<table border=0><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"


def _html(lines: Sequence[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        if line.startswith("|"):
            cells = "".join(f"<td>{html.escape(cell.strip())}</td>" for cell in line.strip("| ").split("|"))
            row = f"<tr>{cells}</tr>"
            if out and out[-1].endswith("</table>"):
                out[-1] = out[-1].replace("</table>", f"{row}</table>")
            else:
                out.append(f'<table border="1">{row}</table>')
        else:
            out.append(f"<p>{html.escape(line)}</p>")
    return out


def converted(files: Sequence[Path], form: str, folder: Path) -> None:
    """What LibreOffice makes of Word files: ``form`` doc, odt or rtf, in ``folder``."""
    assert SOFFICE is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
