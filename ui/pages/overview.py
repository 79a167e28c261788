"""The page *Tổng quan*: what the store holds, and the newest directives."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui.pages import store
from ui.pages.choose import nothing_yet
from ui.pages.find import address, label
from ui.pages.links import Pages
from ui.pages.words import say

__all__ = ["show"]

NEWEST = 10
Row = dict[str, Any]


def show(pages: Pages) -> None:
    """Show what is in the store; how to fill it where it is empty."""
    st.title(say("overview.title"), anchor=False)
    rows = store.directives()
    if not rows:
        nothing_yet()
        return
    _figures(rows)
    read = [row for row in rows if row["known"] == "byText"]
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(say("overview.newest"), anchor=False)
        for row in sorted(read, key=lambda row: row["date"], reverse=True)[:NEWEST]:
            pages.link_chain(address(rows, row), label(row))
    with right:
        st.subheader(say("overview.carried"), anchor=False)
        busy = [row for row in rows if row["implementers"]]
        for row in sorted(busy, key=lambda row: (-row["implementers"], row["code"]))[:NEWEST]:
            pages.link_chain(address(rows, row), f"{label(row, 80)} — {say('overview.by', n=row['implementers'])}")
        if not busy:
            st.caption(say("overview.none"))


def _figures(rows: Sequence[Row]) -> None:
    read = [row for row in rows if row["known"] == "byText"]
    figures = {
        "read": len(read),
        "cited": len(rows) - len(read),
        "tasks": sum(row["tasks"] or 0 for row in read),
        "followed": sum(bool(row["implementers"]) for row in rows),
    }
    for place, (name, figure) in zip(st.columns(len(figures)), figures.items(), strict=True):
        place.metric(say(f"overview.{name}"), f"{figure:,}".replace(",", "."))
