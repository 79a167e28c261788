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
#: So high is what shows a sentence: the buttons below it stay in sight on a screen of 900 lines.
_HEIGHT = 235
#: So many characters stand before a sentence and behind it: it must be in sight itself.
_AROUND = 130


def point(pages: Pages, item: Row) -> None:
    """Show a point, and the choice where there is one; :func:`chosen` tells what was chosen."""
    st.subheader(esc(item["question"]), anchor=False)
    st.caption(f"{esc(item['why_first'])} {say('review.hangs', n=item['hangs']) if item['hangs'] > 1 else ''}")
    if not (item["other"] or item["candidates"] or item["reasons"] or item["kind"] in {*MENTIONS, "place"}):
        _sentence(item, say("review.head" if item["kind"] == "blank" else "review.sentence"))
        _links(pages, item)
        return
    left, right = st.columns(2, gap="small") if item["other"] else st.columns([1.35, 1], gap="small")
    with left:
        _sentence(item, say("review.this" if item["other"] else "review.sentence"))
    with right:
        if item["other"]:
            _sentence(item["other"], say("review.above"))
        elif item["kind"] in {*MENTIONS, "place"}:
            _choose(item)
        else:
            _candidates(item)
        if not item["other"]:
            _reasons(item)
    if item["other"]:
        st.caption(esc("; ".join(item["reasons"])))
    _links(pages, item)


def _links(pages: Pages, item: Row) -> None:
    with st.container(horizontal=True, gap="medium"):
        if item["text"]:
            span = tuple(item["span"]) if item["span"] else None
            pages.link_document(item["text"], say("review.open"), span)
        if item["directive"]:
            pages.link_chain(item["directive"], say("review.chain"))


def _reasons(item: Row) -> None:
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


def _sentence(item: Row, title: str) -> None:
    """The sentence as its document prints it, lines kept, with what stands around it."""
    around = None
    if item["span"] and item["text"]:
        around = store.ask(actions.passage, item["text"], *item["span"], around=_AROUND)
    with st.container(border=True, height=_HEIGHT, gap="xsmall"):
        st.caption(esc(" · ".join(filter(None, (title, item["document"])))))
        if not around:
            st.caption(say("review.no_sentence"))
        elif item.get("kind") == "blank":
            st.text(around["quote"].strip())
        else:
            st.markdown(f"{_lines(around['before'])} {_lines(around['quote'], marked=True)} {_lines(around['after'])}")


def _lines(text: str, *, marked: bool = False) -> str:
    """Text as Markdown that shows exactly it, line by line."""
    lines = [esc(line) for line in text.split("\n")]
    if marked:
        lines = [f":orange-background[**{line}**]" if line else "" for line in lines]
    # an empty line would begin a paragraph of its own, a lone one would be folded into one line
    return "  \n".join(lines)


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
