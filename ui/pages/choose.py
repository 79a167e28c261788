"""Choosing a directive: a search box without accents, and the rows it finds as links."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from ui.pages.find import address, label, named, search
from ui.pages.words import say

__all__ = ["ask", "chosen", "nothing_yet"]

MOST = 12
Row = dict[str, Any]


def chosen(rows: Sequence[Row], asked: str, link: Callable[[str, str], None]) -> Row | None:
    """The directive that the address asks for; where it is not one, say so and offer a choice (with ``link``)."""
    found = named(rows, asked) if asked else []
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        st.info(say("choose.several", n=len(found)))
        for row in found:
            link(row["id"], label(row))
        return None
    if asked:
        st.warning(say("choose.unknown"))
        st.text(asked[:200])
    ask(rows, link, key="find")
    return None


def ask(rows: Sequence[Row], link: Callable[[str, str], None], *, key: str) -> None:
    """A search box and the rows it finds."""
    typed = st.text_input(
        say("choose.search"), key=key, type="search", live=True, placeholder=say("choose.example"), max_chars=200
    )
    hits, count = search(rows, typed or "", MOST)
    st.caption(say("choose.count", shown=len(hits), n=count) if count else say("choose.none"))
    for row in hits:
        link(address(rows, row), label(row))


def nothing_yet() -> None:
    """What to do with an empty store."""
    st.info(say("empty.what"))
    st.text(say("empty.how"))
    st.code("chidao ingest THƯ_MỤC_VĂN_BẢN", language=None)
    st.text(say("empty.then"))
