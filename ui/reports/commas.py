"""The register as CSV: opened by a spreadsheet as UTF-8, and nothing in it is taken for a formula."""

import csv
import datetime as dt
import io

from ui.reports.register import HEADS, Register, cells
from ui.text import cell

__all__ = ["MIME", "csv_of"]

MIME = "text/csv"


def csv_of(register: Register) -> bytes:
    """Heads and lines; days as dd/mm/yyyy. Every cell is in quotes, so that no separator inside one splits it."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADS)
    writer.writerows([_text(value) for value in cells(line)] for line in register.lines)
    return out.getvalue().encode("utf-8-sig")


def _text(value: int | str | dt.date | None) -> str:
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return cell("" if value is None else str(value))
