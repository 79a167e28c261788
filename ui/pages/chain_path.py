"""The way between two directives: the shortest chain of facts, drawn, and told step by step with its sentences."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui.pages import store
from ui.pages.find import address
from ui.pages.links import Pages
from ui.pages.proof import proof
from ui.pages.words import say
from ui.picture.cards import name_of
from ui.picture.element import chain_element
from ui.picture.marks import short
from ui.picture.network import payload
from ui.picture.scene import build_whole
from ui.text import esc

__all__ = ["show_path"]

Row = dict[str, Any]


def show_path(pages: Pages, rows: Sequence[Row], first: Row, last: Row, words: dict[str, Any]) -> None:
    """The way from one row of the store's directives to another; ``words`` are those of the picture."""
    found = store.path(first["id"], last["id"])
    pages.link_chain(address(rows, first), say("path.back"))
    if found is None or not found[1]:
        st.info(say("path.none"))
        if found:
            st.caption(esc(found[0].statement))
        return
    trace, steps = found
    scene = build_whole(trace)
    nodes = trace.nodes
    st.subheader(
        say("path.title", first=esc(name_of(nodes[first["id"]])), last=esc(name_of(nodes[last["id"]]))), anchor=False
    )
    left, right = st.columns([1.4, 1], gap="medium")
    facts = {fact.id: fact for fact in trace.facts}
    with left:
        data = payload(scene, ask={"n": 0, "id": ""}, panel=".st-key-panel", **words)
        key = f"path-{short(first['id'], last['id'])}"
        chain_element(data, key=key, on_picked=_nothing, on_toggled=_nothing)
        st.caption(esc(trace.statement))
    with right, st.container(key="panel", gap="small"):
        for number, step in enumerate(steps, start=1):
            st.markdown(f"**{say('path.step', n=number, of=len(steps))}**")
            proof(pages, scene, facts[step])


def _nothing() -> None:
    """A click in this picture lights up what belongs together; there is nothing to fetch."""
