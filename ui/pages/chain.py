"""The page *Chuỗi triển khai*: how one directive was carried out, as a picture and as a table."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui.pages import store, table
from ui.pages.choose import ask, chosen, nothing_yet
from ui.pages.fragment import fragment
from ui.pages.links import DIRECTIVE, PICK, VIEW, Pages, told
from ui.pages.panel import panel
from ui.pages.words import say
from ui.picture.element import chain_element
from ui.picture.marks import marks, short
from ui.picture.network import payload
from ui.picture.scene import Scene, build, reveal
from ui.picture.trace import Trace
from ui.text import esc
from ui.words import day

__all__ = ["show"]

Row = dict[str, Any]


def show(pages: Pages) -> None:
    """Show the chain that the address asks for, or ask for one."""
    rows = store.directives()
    if not rows:
        nothing_yet()
        return
    asked = told(DIRECTIVE)
    if not asked:
        st.title(say("app.chain"))
    row = chosen(rows, asked, pages.link_chain)
    if row is None:
        return
    trace = store.trace(row)
    if trace is None or trace.root not in trace.nodes:
        st.warning(say("chain.gone"))
        return
    view = _head(pages, rows, row, trace)
    _ask_again()
    if view == "table":
        table.show(pages, trace)
    else:
        _picture(pages, trace)


def _head(pages: Pages, rows: Sequence[Row], row: Row, trace: Trace) -> str:
    """Title, summary, another choice; returns 'picture' or 'table'."""
    left, right = st.columns([3, 1.35], vertical_alignment="bottom")
    with left, st.container(gap="xxsmall"):
        st.text(" · ".join(filter(None, (row["type"], row["issuer"], day(row["date"])))) or say("card.no_issuer"))
        st.title(esc(row["code"] or row["document"] or say("card.no_code")), anchor=False)
        if row["title"]:
            st.text(row["title"])
        if trace.statement:
            st.caption(esc(trace.statement))
    with right, st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="bottom"):
        with st.popover(say("chain.other")):
            ask(rows, pages.link_chain, key="find-other")
        view = st.segmented_control(
            say("chain.view"),
            ["picture", "table"],
            format_func=lambda name: say(f"chain.{name}"),
            default="picture",
            required=True,
            key=VIEW,
            bind="query-params",
            label_visibility="collapsed",
        )
    return view or "picture"


# -- the picture -------------------------------------------------------------------------------------------------------


def _ask_again() -> None:
    """On every visit the picture is told what the address picks: it may have been drawn anew."""
    st.session_state["ask"] = {"n": st.session_state.get("ask", {"n": 0})["n"] + 1, "id": told(PICK)}
    st.session_state["drawn"] = told(PICK)


@fragment
def _picture(pages: Pages, trace: Trace) -> None:
    """The picture and the panel beside it; a click reruns only this."""
    folds = f"folds {short(trace.root)}"
    key = f"chain-{short(trace.root)}"
    picked = told(PICK)
    toggled = st.session_state.get(folds, frozenset())
    if picked:
        toggled = reveal(trace, toggled, picked)
        st.session_state[folds] = toggled
    if picked != st.session_state.get("drawn", ""):
        st.session_state["ask"] = {"n": st.session_state["ask"]["n"] + 1, "id": picked}
        st.session_state["drawn"] = picked
    scene = build(trace, toggled)
    left, right = st.columns([2.75, 1], gap="medium")
    with left:
        data = payload(scene, ask=st.session_state["ask"], words=_words(), legend=_legend(scene), panel=".st-key-panel")
        chain_element(data, key=key, on_picked=lambda: _on_picked(key), on_toggled=lambda: _on_toggled(key, folds))
        if scene.cut:
            st.warning(say("chain.cut"))
    with right, st.container(key="panel", gap="xsmall"):
        panel(pages, scene, picked)


def _on_picked(key: str) -> None:
    picked = st.session_state[key].get("picked") or ""
    st.session_state["drawn"] = picked
    if picked:
        st.query_params[PICK] = picked
    else:
        st.query_params.pop(PICK, None)


def _on_toggled(key: str, folds: str) -> None:
    fold = st.session_state[key].get("toggled")
    if fold:
        st.session_state[folds] = st.session_state.get(folds, frozenset()) ^ {fold}


def _words() -> dict[str, str]:
    names = ("picture", "in", "in_why", "out", "out_why", "whole", "whole_why", "root", "root_why", "more")
    return {name: say(f"picture.{name}") for name in names}


def _legend(scene: Scene) -> list[dict[str, Any]]:
    """The relations and grades that the picture shows, in the order of the table of marks."""
    lines = [line for line in scene.lines.values() if line.facts]
    shown = {line.relation for line in lines}
    out: list[dict[str, Any]] = [
        {"text": name, "color": look.color, "dashes": [], "head": look.arrow}
        for name, look in marks().relations.items()
        if name in shown
    ]
    grades = {line.facts[0].grade for line in lines}
    out += [
        {"text": grade, "color": "#57606a", "dashes": list(dash), "head": ""}
        for grade, dash in marks().dashes.items()
        if dash and grade in grades
    ]
    return out
