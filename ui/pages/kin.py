"""What stands around a document: what it carries out and names, what carries it out, whom it goes to, what to mind."""

from itertools import groupby
from typing import Any, Final

import streamlit as st

from ui.pages.links import Pages
from ui.pages.proof import color_of
from ui.pages.words import say
from ui.text import esc, one_line
from ui.words import shorten

__all__ = ["kin"]

Row = dict[str, Any]
#: So many of one relation are listed before the rest is counted.
MOST: Final = 40
#: So many sentences that say the same are linked.
SENTENCES: Final = 3


def kin(pages: Pages, shown: Row) -> None:
    """Show what :func:`ui.actions.show` told of a directive, already masked."""
    left, right = st.columns(2, gap="large")
    with left:
        _facts(pages, "up", shown["cites"], chains=True)
        _facts(pages, "down", shown["cited_by"], chains=True, reverse=True)
    with right:
        _facts(pages, "issuers", shown["issuers"])
        _facts(pages, "recipients", shown["addressees"])
        _warnings(pages, shown["warnings"])
        _originals(shown["texts"])


def _facts(pages: Pages, word: str, facts: list[Row], *, chains: bool = False, reverse: bool = False) -> None:
    """Facts by relation; each other end once, with its grade and the ways to it and to the sentences."""
    ordered = sorted(facts, key=lambda fact: (fact["relation"], fact["name"], fact["id"]))
    st.subheader(say(f"kin.{word}", n=len({fact["id"] for fact in ordered})), anchor=False)
    if not ordered:
        st.caption(say(f"kin.{word}_none"))
    for relation, of_one in groupby(ordered, key=lambda fact: fact["relation"]):
        ends = [list(told) for _, told in groupby(of_one, key=lambda fact: fact["id"])]
        st.markdown(f"**{esc(say(f'reverse.{relation}') if reverse else relation)}**")
        for told in ends[:MOST]:
            _end(pages, told, chains=chains)
        if len(ends) > MOST:
            st.caption(say("kin.more", n=len(ends) - MOST))


def _end(pages: Pages, told: list[Row], *, chains: bool) -> None:
    sentences = list({(fact["text"], *fact["span"]) for fact in told if fact["text"] and fact["span"]})
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = esc(shorten(told[0]["name"], 140))
        if chains:
            pages.link_chain(told[0]["id"], name)
        else:
            pages.link("unit", name, dv=told[0]["id"])
        for grade in dict.fromkeys(fact["grade"] for fact in told):
            st.badge(grade or say("proof.grade_none"), color=color_of(grade))
        for text, start, end in sorted(sentences)[:SENTENCES]:
            pages.link_document(text, say("kin.sentence"), (start, end))


def _warnings(pages: Pages, warnings: list[Row]) -> None:
    st.subheader(say("kin.warnings", n=len(warnings)), anchor=False)
    if not warnings:
        st.caption(say("kin.warnings_none"))
    for warning in warnings[:MOST]:
        text = esc(shorten(warning["name"], 240))
        if warning["text"] and warning["span"]:
            pages.link_document(warning["text"], text, tuple(warning["span"]))
        else:
            st.markdown(text)
    if len(warnings) > MOST:
        st.caption(say("kin.more", n=len(warnings) - MOST))


def _originals(texts: list[Row]) -> None:
    st.subheader(say("kin.originals", n=len(texts)), anchor=False)
    for text in texts:
        st.text(one_line(text["document"]))
        st.caption(say("kin.digest", digest=text["sha256"]))
    if not texts:
        st.caption(say("kin.originals_none"))
