"""What the official registry and the table of bodies know of a unit, and the names that documents gave it."""

from typing import Any, Final

import streamlit as st

from ui.pages.links import UNIT, Pages
from ui.pages.words import say
from ui.text import esc, one_line
from ui.words import day, shorten

__all__ = ["registry"]

MOST: Final = 30
Row = dict[str, Any]


def registry(pages: Pages, found: Row) -> None:
    """Show place, dates, what came before and after, both lines of authority, and the names seen."""
    st.subheader(say("unit.what"), anchor=False)
    if found["place"]:
        _place(found)
    if found["body"]:
        _above(pages, found["above"])
        _below(pages, found["below"])
    else:
        st.caption(say("unit.not_listed"))
    _names(pages, found["names"])


def _place(found: Row) -> None:
    place = found["place"]
    st.text(say("unit.place", name=place["name"], province=place["province"]))
    if place["to"]:
        st.text(say("unit.ended", day=day(place["to"])))
    elif place["from"]:
        st.text(say("unit.exists", day=day(place["from"])))
    if found["predecessors"]:
        st.markdown(f"**{say('unit.before')}**")
        for old in found["predecessors"][:MOST]:
            told = {"name": old["name"], "province": old["province"], "day": day(old["to"] or "")}
            st.markdown(f"- {esc(say('unit.before_to', **told))}")
    if found["successors"]:
        st.markdown(f"**{say('unit.after')}**")
        for new in found["successors"][:MOST]:
            st.markdown(f"- {esc(new['name'])}, {esc(new['province'])}")


def _above(pages: Pages, rows: list[Row]) -> None:
    st.markdown(f"**{say('unit.above')}**")
    if not rows:
        st.caption(say("unit.above_none"))
    for row in rows:
        _body(pages, row)


def _below(pages: Pages, rows: list[Row]) -> None:
    if rows:
        with st.expander(say("unit.below", n=len(rows))):
            for row in rows:
                _body(pages, row)


def _body(pages: Pages, row: Row) -> None:
    pages.link("unit", esc(say("unit.line", name=row["name"], line=row["line"])), **{UNIT: row["name"]})


def _names(pages: Pages, rows: list[Row]) -> None:
    with st.expander(say("unit.names", n=len(rows)), expanded=len(rows) <= 6):
        for row in rows[:MOST]:
            name = say("unit.name", name=shorten(one_line(row["name"]), 100), n=row["texts"], document=row["called"])
            pages.link_document(row["text"], esc(name))
        if len(rows) > MOST:
            st.caption(say("unit.more", n=len(rows) - MOST))
