"""A chain as a table: the same facts as the picture, for those who read by ear or want to copy them."""

import csv
import io

import streamlit as st

from ontology.fold import fold
from ui.pages.chain_taken import file_of
from ui.pages.links import FIND, Pages
from ui.pages.listing import paged
from ui.pages.words import say
from ui.picture.cards import name_of
from ui.picture.marks import marks
from ui.picture.trace import Fact, Trace, in_passing
from ui.text import cell, esc
from ui.words import day, shorten, when

__all__ = ["as_csv", "rows", "show"]

#: So many rows stand on a page.
AT_ONCE = 100
COLUMNS = ("from", "relation", "to", "grade", "due", "quote", "document")


def show(pages: Pages, trace: Trace) -> None:
    """The rows that have the words looked for, a page at a time, and all of the table to take away."""
    del pages
    whole = rows(trace)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            say("list.find"), key=FIND, placeholder=say("list.example"), max_chars=100, bind="query-params", width=420
        )
        st.download_button(
            say("table.csv"), as_csv(whole), file_name=f"{file_of(trace)}.csv", mime="text/csv", on_click="ignore",
            key="csv",
        )  # fmt: skip
    words = fold(typed or "").split()
    found = [row for row in whole if not words or all(word in key for key in [fold(" ".join(row))] for word in words)]
    if not found:
        st.caption(say("list.none"))
        return
    heads = [say(f"table.{name}") for name in COLUMNS]
    shown = paged(found, f"table {typed}", AT_ONCE)
    st.table([{head: esc(shorten(text, 400)) for head, text in zip(heads, row, strict=True)} for row in shown])


def rows(trace: Trace) -> list[tuple[str, ...]]:
    """Every fact of the chain as texts in the order of ``COLUMNS``; the skeleton first, then the tasks."""
    ordered = sorted(
        trace.facts, key=lambda fact: (marks().relation(fact.relation).rank, fact.document, fact.span or (0, 0))
    )
    return [
        (
            _name(trace, fact.source),
            fact.relation,
            _name(trace, fact.target),
            fact.grade,
            shorten(when(fact.due), 40),
            fact.quote,
            _document(trace, fact),
        )
        for fact in ordered
    ]


def as_csv(found: list[tuple[str, ...]]) -> bytes:
    """The rows as CSV that a spreadsheet opens as UTF-8 and takes nothing in it for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([say(f"table.{name}") for name in COLUMNS])
    writer.writerows([[cell(text) for text in row] for row in found])
    return out.getvalue().encode("utf-8-sig")


def _name(trace: Trace, node: str) -> str:
    """A node by name; a directive with its date, as several may bear one number."""
    thing = trace.nodes[node]
    if thing.kind == "task":
        return f"{name_of(thing)}: {thing.label}"
    dated = thing.kind == "directive" and thing.date
    return say("table.dated", name=name_of(thing), day=day(thing.date)) if dated else name_of(thing)


def _document(trace: Trace, fact: Fact) -> str:
    """Where the sentence stands; a third document that only says it in passing is told as such."""
    name = name_of(trace.nodes[fact.document]) if fact.document in trace.nodes else fact.document
    return say("table.passing", name=name) if in_passing(trace, fact) else name
