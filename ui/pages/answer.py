"""The answer to a question as a table: words instead of identifiers, a way into each document, the whole as CSV."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

import streamlit as st

from ui import actions
from ui.columns import head, shown
from ui.pages import store
from ui.pages.book import BOOK
from ui.pages.links import DIRECTIVE, SPAN
from ui.pages.people import may
from ui.pages.words import say
from ui.text import cell, esc, one_line
from ui.words import shorten

__all__ = ["answer", "as_csv"]

Row = dict[str, Any]
#: Columns that name what has a text, in the order in which they are tried for a way into it.
_INTO: Final = ("text", "directive", "lower", "higher", "task", "own", "mentioned")
_LONGEST: Final = 400
_TEXT: Final = re.compile(r"urn:chidao:(?:text:[0-9a-f]+|directive:.+)")


def answer(told: Row) -> None:
    """Show what :func:`ui.actions.ask_saved` or :func:`ui.actions.ask_sparql` told, already masked."""
    columns, rows = told["columns"], told["rows"]
    if not rows:
        st.info(say("query.none"))
        st.caption(say("query.none_why"))
    else:
        if told["cut"]:
            st.warning(say("query.cut", n=len(rows)))
        _table(columns, rows)
        if may(actions.export):
            st.download_button(
                say("query.csv"),
                as_csv(columns, rows),
                file_name="tra-cuu.csv",
                mime="text/csv",
                on_click="ignore",
                key="answer csv",
            )
    st.caption(esc(f"{told['statement']} {say('query.time', seconds=told['seconds'])}"))


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """The rows as CSV that a spreadsheet opens as UTF-8 and takes nothing in it for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([cell(head(name)) for name in columns])
    writer.writerows([[cell(shown(*one)) for one in zip(columns, row, strict=True)] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _table(columns: Sequence[str], told_rows: Sequence[Sequence[Any]]) -> None:
    labels = {row["id"]: f"{row['type']} {row['name']}".strip() for row in store.directives()}
    rows = [[labels.get(value, value) if isinstance(value, str) else value for value in row] for row in told_rows]
    named = [at for at, _ in enumerate(columns) if any(_is_name(row[at]) for row in rows)]
    kept = list(range(len(columns)))
    if named and len(named) < len(columns) and not st.toggle(say("query.iris"), key="answer iris"):
        kept = [at for at in kept if at not in named]
    table: dict[str, list[str]] = {}
    links = [_link(columns, row) for row in told_rows]
    if any(links):
        table[say("query.open")] = links
    for at in kept:
        heading = head(columns[at])
        table[heading if heading not in table else f"{heading} ({at + 1})"] = [
            shorten(one_line(shown(columns[at], row[at])), _LONGEST) for row in rows
        ]
    st.dataframe(
        table,
        hide_index=True,
        row_height=66,
        height="auto" if len(rows) < 8 else 620,
        column_config={say("query.open"): st.column_config.LinkColumn(display_text=say("query.open"), width="small")},
    )


def _is_name(value: Any) -> bool:  # noqa: ANN401 - a plain value
    return isinstance(value, str) and value.startswith("urn:chidao:")


def _link(columns: Sequence[str], row: Sequence[Any]) -> str:
    """The address of the text that a row is about, else of the directive; '' where it is about none."""
    told = dict(zip(columns, row, strict=True))
    names = [told.get(key) for key in _INTO if key in told] + list(row)
    found = next((m[0] for value in names if isinstance(value, str) and (m := _TEXT.match(value))), "")
    if not found:
        return ""
    start, end = told.get("start"), told.get("end")
    span = f"&{SPAN}={start}-{end}" if ":text:" in found and isinstance(start, int) and isinstance(end, int) else ""
    address = next(address for page, address, _ in BOOK if page == "document")
    return f"/{address}?{DIRECTIVE}={quote(found, safe='')}{span}"
