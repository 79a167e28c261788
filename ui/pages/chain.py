"""The page *Chuỗi triển khai*: how one directive was carried out, as a picture and as a table."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui.pages import store, table
from ui.pages.chain_legend import legend, lit, states
from ui.pages.chain_list import find_and_list, hits
from ui.pages.chain_path import show_path
from ui.pages.chain_taken import file_of, take_away
from ui.pages.choose import ask, chosen, nothing_yet
from ui.pages.fragment import fragment
from ui.pages.links import BRANCH, DIRECTIVE, MONTH, PICK, TO, VIEW, Pages, told
from ui.pages.panel import panel
from ui.pages.words import language, say
from ui.picture.cards import name_of
from ui.picture.element import chain_element
from ui.picture.marks import short
from ui.picture.narrow import branch, of_month
from ui.picture.network import payload
from ui.picture.scene import Scene, build, reveal
from ui.picture.trace import Trace, months_of
from ui.text import esc
from ui.words import day, shorten
from ui.words import month as month_word

__all__ = ["show"]

Row = dict[str, Any]
#: A chain of so many nodes is drawn before everything about it is known.
MANY = 400
#: So much of whom nothing is seen of stands above the picture; all of it stands below.
_LONG = 150


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
    chain = store.trace(row)
    if chain is None or chain.trace.root not in chain.trace.nodes:
        st.warning(say("chain.gone"))
        return
    if told(TO):
        _path(pages, rows, row)
        return
    if len(chain.trace.nodes) < MANY:
        chain.complete()
    soon = not chain.whole
    view, trace = _head(pages, rows, row, chain.trace)
    _ask_again()
    if view == "table":
        table.show(pages, trace)
    else:
        _picture(pages, rows, trace)
    _told_under(trace)
    if soon:  # a large chain is drawn before it is known whom it asks and how its tasks stand
        chain.complete()
        st.rerun()


def _head(pages: Pages, rows: Sequence[Row], row: Row, trace: Trace) -> tuple[str, Trace]:
    """Title, summary, another choice; returns 'picture' or 'table', and the part of the chain that is asked for."""
    left, right = st.columns([1.9, 2.1], vertical_alignment="bottom")
    with left, st.container(key="named", gap="xxsmall"):
        whose = " · ".join(filter(None, (row["type"], row["issuer"], day(row["date"])))) or say("card.no_issuer")
        st.caption(esc(whose))
        st.title(esc(row["name"] or say("card.no_code")), anchor=False)
        if row["title"]:
            st.text(row["title"])
        if trace.gaps:
            st.markdown(f"**{esc(shorten(trace.gaps[0], _LONG))}**")
    with right, st.container(key="tools", horizontal=True, horizontal_alignment="right", vertical_alignment="bottom"):
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
        with st.popover(say("chain.other")):
            ask(rows, pages.link_chain, popover="khac-")
        trace = _narrowed(trace)
        take_away(trace, st.session_state.get(f"folds {short(trace.root)}", frozenset()))
    return view or "picture", trace


def _told_under(trace: Trace) -> None:
    """Under the picture or the table: where else nothing is seen, where the chain ends, what all of it rests on."""
    whole = trace.gaps if trace.gaps and len(trace.gaps[0]) > _LONG else trace.gaps[1:]
    for gap in whole:
        st.text(gap)
    if trace.statement:
        st.caption(esc(trace.statement))


def _narrowed(trace: Trace) -> Trace:
    """The month and the branch that the address asks for."""
    months = months_of(trace)
    if months:
        month = st.selectbox(
            say("chain.month"),
            ["", *months],
            format_func=lambda value: month_word(value) if value else say("chain.all_months"),
            key=MONTH,
            bind="query-params",
            width=150,
            label_visibility="collapsed",
        )
        trace = of_month(trace, month) if month else trace
    alone = next((node for node in trace.nodes if short(node) == told(BRANCH)), "")
    if alone and alone != trace.root:
        name = shorten(name_of(trace.nodes[alone]), 40)
        st.button(say("chain.whole", name=esc(name)), key="whole chain", on_click=_whole)
        trace = branch(trace, alone)
    return trace


def _whole() -> None:
    st.query_params.pop(BRANCH, None)


def _path(pages: Pages, rows: Sequence[Row], row: Row) -> None:
    st.title(say("path.heading"), anchor=False)
    last = chosen(rows, told(TO), lambda name, label: pages.link_chain(row["id"], label, **{TO: name}))
    if last is not None:
        words = {"words": _words(), "legend": [], "told": [], "file": "duong-noi", "lang": language()}
        show_path(pages, rows, row, last, words)


# -- the picture -------------------------------------------------------------------------------------------------------


def _ask_again() -> None:
    """On every visit the picture is told what the address picks: it may have been drawn anew."""
    st.session_state["ask"] = {"n": st.session_state.get("ask", {"n": 0})["n"] + 1, "id": told(PICK)}
    st.session_state["drawn"] = told(PICK)


@fragment
def _picture(pages: Pages, rows: Sequence[Row], trace: Trace) -> None:
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
        data = payload(
            scene,
            ask=st.session_state["ask"],
            words=_words(),
            legend=legend(scene),
            told=states(scene),
            found=lit(scene, hits(trace)),
            title=say("chain.of", name=name_of(trace.nodes[trace.root])),
            made=say("chain.made", day=day(dt.date.today().isoformat())),
            lang=language(),
            file=file_of(trace),
            panel=".st-key-panel",
        )
        chain_element(data, key=key, on_picked=lambda: _on_picked(key), on_toggled=lambda: _on_toggled(key, folds))
        if scene.cut:
            st.warning(say("chain.cut"))
    with right, st.container(key="panel", gap="xsmall"):
        find_and_list(trace, picked)
        if picked:
            _further(pages, rows, scene, picked)
        panel(pages, scene, picked)


def _further(pages: Pages, rows: Sequence[Row], scene: Scene, picked: str) -> None:
    """What else can be asked about the directive picked: its branch alone, the way to another one."""
    card = scene.cards.get(picked)
    if card is None or card.kind not in ("directive", "stub"):
        return
    with st.container(horizontal=True):
        apart = card.node != scene.trace.root and told(BRANCH) != picked
        if apart and st.button(say("panel.alone"), key="alone"):
            st.query_params[BRANCH] = picked
            st.rerun()
        with st.popover(say("path.choose")):
            # there is a way to what is on the picture; that of the other documents is none
            there = [row for row in rows if row["id"] in scene.trace.nodes and row["id"] != card.node]
            ask(there, lambda name, label: pages.link_chain(card.node, label, **{TO: name}), popover="cuoi-")


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
    names = (
        "picture",
        "in",
        "in_why",
        "out",
        "out_why",
        "whole",
        "whole_why",
        "root",
        "root_why",
        "png",
        "png_why",
        "more",
        "key",
        "beyond_left",
        "beyond_right",
    )
    return {name: say(f"picture.{name}", n="{n}") for name in names}
