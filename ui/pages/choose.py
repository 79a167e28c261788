"""Choosing a directive: words without accents, issuer, type, month, and the rows they find as links, page by page."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

import streamlit as st

from ui.pages import asked
from ui.pages.find import address, label, named, search
from ui.pages.links import told
from ui.pages.words import say
from ui.words import month

__all__ = ["ask", "chosen", "nothing_yet"]

#: So many rows stand on a page, and in a popover.
AT_ONCE: Final = 20
FEW: Final = 8
#: So many issuers are offered; the others are found by words.
ISSUERS: Final = 60
#: names in the address: words searched, issuer, type, month, page; in a popover each with its own first letters
SEARCH, ISSUER, TYPE, MONTH, TURN = "tim", "cq", "loai", "thang", asked.TURN
Row = dict[str, Any]


def chosen(rows: Sequence[Row], wanted: str, link: Callable[[str, str], None]) -> Row | None:
    """The directive that the address asks for; where it is not one, say so and offer a choice (with ``link``)."""
    found = named(rows, wanted) if wanted else []
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        st.info(say("choose.several", n=len(found)))
        for row in found:
            link(row["id"], label(row))
        return None
    if wanted:
        st.warning(say("choose.unknown"))
        st.text(wanted[:200])
    ask(rows, link)
    return None


def ask(rows: Sequence[Row], link: Callable[[str, str], None], *, popover: str = "") -> None:
    """Filters and the rows they find. ``popover``: the letters before the names in the address where this stands in a
    popover of a page that has filters of its own.
    """
    found, at_once = _narrowed(rows, popover), FEW if popover else AT_ONCE
    last = max(-(-len(found) // at_once), 1)
    turn = f"{popover}{TURN}"
    turned = asked.number(turn, 1, last)
    first = (turned - 1) * at_once
    shown = found[first : first + at_once]
    if found:
        st.caption(say("choose.count", first=first + 1, last=first + len(shown), n=len(found)))
    else:
        st.caption(say("choose.none"))
    for row in shown:
        link(address(rows, row), label(row))
    if last > 1:
        key = f"turn {turn} {last} {turned}"
        st.pagination(last, default=turned, key=key, on_change=_turn, args=(turn, key))


def _narrowed(rows: Sequence[Row], popover: str) -> list[Row]:
    """The rows that fit all that is asked for, in the order of the rows or of the words found."""
    search_, issuer_, type_, month_ = (f"{popover}{name}" for name in (SEARCH, ISSUER, TYPE, MONTH))
    with st.container(key=f"{popover}choices", horizontal=not popover, vertical_alignment="bottom"):
        with st.container(width="stretch" if popover else 420):
            words = asked.words(search_, say("choose.search"), example=say("choose.example"), live=True)
        with st.container(width="stretch" if popover else 330):
            issuer = _pick(issuer_, "issuer", _common(rows, "issuer"), str)
        with st.container(width="stretch" if popover else 190):
            kind = _pick(type_, "type", sorted(_common(rows, "type")), str)
        with st.container(width="stretch" if popover else 170):
            months = sorted({row["date"][:7] for row in rows if row["date"]}, reverse=True)
            issued = _pick(month_, "month", months, lambda name: month(name).capitalize())
    narrowed = [
        row
        for row in rows
        if issuer in ("", row["issuer"]) and kind in ("", row["type"]) and row["date"].startswith(issued)
    ]
    if not any(told(name) for name in (search_, issuer_, type_, month_)):
        return list(rows)
    st.button(say("choose.clear"), key=f"{popover}clear", type="tertiary", on_click=_clear, args=(popover,))
    return search(narrowed, words, len(narrowed))[0]


def _pick(name: str, what: str, options: Sequence[str], shown: Callable[[str], str]) -> str:
    now = told(name)[:200]
    there = ["", *options, *([now] if now and now not in options else [])]
    whole = say(f"choose.any_{what}")
    return asked.pick(name, say(f"choose.{what}"), there, lambda option: shown(option) if option else whole)


def _common(rows: Sequence[Row], key: str) -> list[str]:
    """What stands in most rows, the most first."""
    return [name for name, _ in Counter(row[key] for row in rows if row[key]).most_common(ISSUERS)]


def _turn(name: str, key: str) -> None:
    asked.write(name, str(st.session_state[key]) if st.session_state[key] > 1 else "")


def _clear(popover: str) -> None:
    for name in (SEARCH, ISSUER, TYPE, MONTH, TURN):
        asked.write(f"{popover}{name}", "")


def nothing_yet() -> None:
    """What to do with an empty store."""
    st.info(say("empty.what"))
    st.text(say("empty.how"))
    st.code("chidao ingest THƯ_MỤC_VĂN_BẢN", language=None)
    st.text(say("empty.then"))
