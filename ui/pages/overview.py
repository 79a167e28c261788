"""The page *Tổng quan*: how the month stands, what is not seen, what is new; a figure leads to what it counts."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui import actions
from ui.pages import asked, scope, store
from ui.pages.choose import nothing_yet
from ui.pages.find import address, label
from ui.pages.links import MONTH, Pages
from ui.pages.month import LIST, is_heavy, newest
from ui.pages.tasks import STATUS
from ui.pages.words import say
from ui.text import esc
from ui.words import month as month_word

__all__ = ["show"]

NEWEST = 8
#: Of so many directives it is told how far they got: those that most others carry out.
FOLLOWED = 4
#: The lists of a month in the order in which a leader asks for them.
FIGURES = ("due", "overdue", "carried", "dropped", "done")
Row = dict[str, Any]


def show(pages: Pages) -> None:
    """Show how the month stands and what is in the store; how to fill it where it is empty."""
    st.title(say("overview.title"), anchor=False)
    rows = store.directives()
    if not rows:
        nothing_yet()
        return
    _month(pages)
    left, right = st.columns([1.15, 1], gap="large")
    with left, st.container(key="reached"):
        _reached(pages, rows)
    with right:
        st.subheader(say("overview.newest"), anchor=False)
        read = [row for row in rows if row["known"] == "byText"]
        for row in sorted(read, key=lambda row: row["date"], reverse=True)[:NEWEST]:
            pages.link_chain(address(rows, row), label(row))
    _held(rows)


def _month(pages: Pages) -> None:
    """The figures of this month, or of the newest month that the store speaks of."""
    known = store.ask(actions.months)
    if not known:
        return
    today = dt.date.today()
    latest = newest(known, today)
    with st.container(width=220):
        chosen = asked.pick(
            MONTH,
            say("overview.month"),
            [row["month"] for row in known],
            lambda name: month_word(name).capitalize(),
            latest,
        )
    if chosen == latest != today.isoformat()[:7]:
        now = month_word(today.isoformat()[:7])
        st.caption(say("overview.not_yet", now=now, month=month_word(latest)))
    if not scope.body() and is_heavy(known, chosen):
        _glance(pages, chosen, today)
        return
    told = store.ask(actions.month, chosen, today=today, unit=scope.body() or None)
    with st.container(key="figures", horizontal=True, gap="small"):
        for name in FIGURES:
            with st.container(border=True, width=172, height="stretch", gap="xxsmall"):
                count = told["overdue_found"] if name == "overdue" else len(told[name])
                st.metric(say(f"month.{name}"), f"{count:,}".replace(",", "."), help=say(f"month.{name}_why"))
                if name == "overdue" and told["judged"]:
                    own = sum(row["of_month"] for row in told["overdue_all"])
                    st.caption(esc(say("overview.late_of", n=own, month=month_word(chosen))))
                pages.link("month", say("overview.open"), **{MONTH: chosen, LIST: name})
    st.caption(esc(told["statement"]))


def _glance(pages: Pages, chosen: str, today: dt.date) -> None:
    """What the calendar tells of a month of very many tasks; the rest is told of a part of the store."""
    told = store.ask(actions.glance, chosen, today=today)
    ways = {"due": {MONTH: chosen}, "overdue": {STATUS: "overdue"}}
    with st.container(key="figures", horizontal=True, gap="small"):
        for name, way in ways.items():
            with st.container(border=True, width=172, height="stretch", gap="xxsmall"):
                st.metric(say(f"month.{name}"), f"{told[name]:,}".replace(",", "."), help=say(f"month.{name}_why"))
                pages.link("tasks", say("overview.open"), **way)
    st.info(say("overview.narrow"))
    st.caption(esc(told["statement"]))


def _reached(pages: Pages, rows: Sequence[Row]) -> None:
    """How far the directives got that most others carry out."""
    st.subheader(say("overview.reached"), anchor=False)
    busy = sorted((row for row in rows if row["implementers"]), key=lambda row: (-row["implementers"], row["code"]))
    if not busy:
        st.caption(say("overview.none"))
    for row in busy[:FOLLOWED]:
        with st.container(border=True, gap="xxsmall"):
            pages.link_chain(address(rows, row), label(row, 90))
            _how_far(pages, row)
    if busy:
        st.caption(say("overview.gap_why"))


def _how_far(pages: Pages, row: Row) -> None:
    told = store.ask(actions.coverage, row["id"], today=dt.date.today())
    if not isinstance(told, dict):
        return
    figures = told["indicators"]
    if not figures["units"]:
        st.text(say("overview.by", n=row["implementers"]))
        return
    done = figures["issued"] + figures["forwarded"]
    where = say("overview.held_only") if told["counted_provinces"] else ""
    if told["roster"]["known"]:
        share = say("overview.share", n=done, of=figures["units"])
        st.progress(done / figures["units"], text=f"{share} {where}".strip())
    else:
        st.text(say("overview.seen", n=done))
    if figures["cited"]:
        st.caption(say("overview.cited_only", n=figures["cited"]))
    if figures["not_in_corpus"]:
        words = say("overview.gaps", n=figures["not_in_corpus"])
        pages.link("coverage" if "coverage" in pages.pages else "chain", words, vb=row["id"])


def _held(rows: Sequence[Row]) -> None:
    """What the store holds, in one line."""
    read = [row for row in rows if row["known"] == "byText"]
    figures = {
        "read": len(read),
        "cited": len(rows) - len(read),
        "tasks": sum(row["tasks"] or 0 for row in read),
        "followed": sum(bool(row["implementers"]) for row in rows),
    }
    st.subheader(say("overview.held"), anchor=False)
    with st.container(key="held", horizontal=True, gap="small"):
        for name, figure in figures.items():
            st.metric(say(f"overview.{name}"), f"{figure:,}".replace(",", "."), width=172)
