"""A chain as a table: the same facts as the picture, for those who read by ear or want to copy them."""

import csv
import io

import streamlit as st

from ui.pages.links import Pages
from ui.pages.words import say
from ui.picture.cards import name_of
from ui.picture.marks import marks
from ui.picture.trace import Fact, Trace
from ui.text import cell, esc
from ui.words import day, shorten, when

__all__ = ["as_csv", "rows", "show"]

MOST = 300
COLUMNS = ("from", "relation", "to", "grade", "due", "quote", "document")


def show(pages: Pages, trace: Trace) -> None:
    """The table, and all of it to take away."""
    del pages
    found = rows(trace)
    st.download_button(
        say("table.csv"), as_csv(found), file_name="chuoi.csv", mime="text/csv", on_click="ignore", key="csv"
    )
    if len(found) > MOST:
        st.caption(say("table.most", shown=MOST, n=len(found)))
    heads = [say(f"table.{name}") for name in COLUMNS]
    st.table([{head: esc(shorten(text, 400)) for head, text in zip(heads, row, strict=True)} for row in found[:MOST]])


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
    return name_of(trace.nodes[fact.document]) if fact.document in trace.nodes else fact.document
