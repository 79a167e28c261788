"""One point of the review: the question, its sentence in context, why the store thinks so, and what may be chosen."""

from typing import Any

import streamlit as st

from ui import actions
from ui.pages import store
from ui.pages.find import label, search
from ui.pages.links import Pages
from ui.pages.rulings import MENTIONS
from ui.pages.words import say
from ui.text import esc
from ui.words import shorten

__all__ = ["chosen", "point"]

Row = dict[str, Any]
#: What stands in the list of choices for a directive that is not among the candidates.
_OTHER = "?"
_MOST = 6


def point(pages: Pages, item: Row) -> None:
    """Show a point, and the choice where there is one; :func:`chosen` tells what was chosen."""
    st.subheader(esc(item["question"]), anchor=False)
    st.caption(f"{esc(item['why_first'])} {say('review.hangs', n=item['hangs']) if item['hangs'] else ''}")
    _sentence(pages, item)
    if item["kind"] in {*MENTIONS, "place"}:
        _choose(item)
    else:
        _candidates(item)
    if item["reasons"]:
        st.markdown(f"**{say('review.reasons')}**")
        st.markdown("\n".join(f"- {esc(reason)}" for reason in item["reasons"]))


def chosen(item: Row) -> str:
    """What is chosen for an item: the IRI of a candidate or of another directive; '' for nothing."""
    given = [choice["id"] for choice in item["candidates"]]
    if item["kind"] not in {*MENTIONS, "place"}:
        return given[0] if given else ""
    picked: str = st.session_state.get(f"choice {item['id']}") or (given[0] if given else _OTHER)
    if picked == _OTHER:
        picked = st.session_state.get(f"other {item['id']}") or ""
    return picked


def _sentence(pages: Pages, item: Row) -> None:
    if item["span"] and item["text"]:
        around = store.ask(actions.passage, item["text"], *item["span"])
        if around:
            with st.container(border=True):
                st.caption(say("review.sentence"))
                st.markdown(
                    f"{esc(around['before'])} :orange-background[**{esc(around['quote'])}**] {esc(around['after'])}"
                )
    with st.container(horizontal=True, gap="medium"):
        if item["text"]:
            span = tuple(item["span"]) if item["span"] else None
            pages.link_document(item["text"], say("review.open"), span)
        if item["directive"]:
            pages.link_chain(item["directive"], say("review.chain"))


def _candidates(item: Row) -> None:
    for choice in item["candidates"]:
        st.markdown(f"- {esc(shorten(choice['name'], 400))}")


def _choose(item: Row) -> None:
    names = {choice["id"]: choice for choice in item["candidates"][:_MOST]}
    others = {_OTHER: {"name": say("review.other"), "reasons": []}} if item["kind"] in MENTIONS else {}
    if not names:
        st.caption(say("review.no_candidates"))
    options = {**names, **others}
    if not options:
        return
    picked = st.radio(
        say("review.candidates"),
        list(options),
        format_func=lambda iri: esc(shorten(_named(options[iri]), 300)),
        key=f"choice {item['id']}",
    )
    if picked == _OTHER:
        _other(item)


def _named(choice: Row) -> str:
    reasons = "; ".join(choice["reasons"])
    return f"{choice['name']} ({reasons})" if reasons else str(choice["name"])


def _other(item: Row) -> None:
    """Any other directive of the store, found by its words."""
    typed = st.text_input(
        say("review.other_find"),
        key=f"find {item['id']}",
        type="search",
        live=True,
        placeholder=say("choose.example"),
        max_chars=200,
    )
    hits = search(store.directives(), typed, _MOST)[0] if typed else []
    if not hits:
        st.caption(say("choose.none") if typed else say("review.other_none"))
        return
    rows = {row["id"]: row for row in hits}
    st.radio(
        say("review.candidates"),
        list(rows),
        format_func=lambda iri: label(rows[iri]) if iri in rows else iri,
        key=f"other {item['id']}",
        label_visibility="collapsed",
    )
