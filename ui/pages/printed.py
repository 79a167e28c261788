"""What goes on paper: plain tables on an A4 sheet, with the screen's own furniture left away by the printer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from ui.pages.listing import place_of
from ui.pages.standing import word
from ui.pages.words import say
from ui.text import esc
from ui.words import day, shorten

__all__ = ["pairs", "sheet", "tasks"]

Row = dict[str, Any]
_STYLE = """<style>
.st-key-sheet { max-width: 48rem; }
.st-key-sheet table { font-size: 0.85rem; }
@media print {
  @page { size: A4; margin: 16mm 14mm; }
  header, [data-testid="stToolbar"], [data-testid="stStatusWidget"], .st-key-foot,
  .stMainBlockContainer > [data-testid="stVerticalBlock"] > :not(.st-key-sheet, :has(.st-key-sheet)) {
    display: none !important; }
  html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"],
  .stMainBlockContainer {
    position: static !important; overflow: visible !important; height: auto !important; padding: 0 !important; }
  .st-key-sheet { max-width: none; }
  .st-key-sheet * { color: #000 !important; background: #fff !important; }
  /* boxes that stretch or scroll are not broken over pages, plain ones are */
  .stMainBlockContainer div:has(.st-key-sheet), .st-key-sheet, .st-key-sheet div {
    display: block !important; overflow: visible !important; height: auto !important; max-height: none !important;
    break-inside: auto !important; }
  .st-key-sheet table { display: table !important; width: 100% !important; }
  .st-key-sheet thead { display: table-header-group; }
  .st-key-sheet tr { break-inside: avoid; }
  .st-key-sheet h3 { break-after: avoid; }
}
</style>"""


@contextmanager
def sheet(title: str, about: str) -> Iterator[None]:
    """A sheet with a title; ``about`` is Markdown."""
    st.html(_STYLE)
    with st.container(key="sheet-how"):
        st.caption(say("printed.how"))
    with st.container(key="sheet", gap="xsmall"):
        st.header(esc(title), anchor=False)
        st.markdown(about)
        yield


def tasks(rows: Sequence[Row]) -> None:
    """Tasks as :func:`ui.actions.month` tells them."""
    st.table(
        [
            {
                say("printed.no"): str(n),
                say("printed.task"): esc(shorten(row["text"], 400)),
                say("printed.who"): esc(_who(row)),
                say("printed.due"): esc(", ".join(map(day, row["deadlines"]))),
                say("printed.state"): word(row["status"]),
                say("printed.where"): esc(place_of(row)),
            }
            for n, row in enumerate(rows, 1)
        ],
        hide_index=True,
    )


def pairs(rows: Sequence[Row]) -> None:
    """Closures as :func:`ui.actions.month` tells them."""
    st.table(
        [
            {
                say("printed.no"): str(n),
                say("month.promise"): esc(row["task"]["text"]),
                say("month.result"): esc(" / ".join(result["quote"] for result in row["results"])),
                say("printed.why"): esc(row["why"] or ""),
            }
            for n, row in enumerate(rows, 1)
        ],
        hide_index=True,
    )


def _who(row: Row) -> str:
    return "; ".join(dict.fromkeys(part["unit"] for part in row["assignments"] if part["role"] == "assignedTo"))
