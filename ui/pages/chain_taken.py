"""Taking a chain away: as a page that stands alone, or as its picture that stays sharp on paper."""

import datetime as dt
from functools import partial

import streamlit as st

from ui import actions
from ui.actions.people import Person
from ui.actions.rights import act, may
from ui.actions.values import Report
from ui.pages import store
from ui.pages.people import me
from ui.pages.words import say
from ui.picture.cards import name_of
from ui.picture.trace import Trace
from ui.reports.plain import file_name

__all__ = ["file_of", "take_away"]


def file_of(trace: Trace) -> str:
    """What the files of a chain are called, without an ending: 'chuoi-27-kl-tw'."""
    root = trace.nodes[trace.root]
    return file_name("chuoi", root.code or name_of(root), suffix="")


def take_away(trace: Trace, opened: frozenset[str]) -> None:
    """The buttons, for those who may; ``opened`` are the folds that stand open in the picture."""
    person = me()
    if not may(person, actions.chain_report):
        return
    with st.popover(say("chain.take")):
        for form in actions.CHAIN_FORMS:
            name = form.removeprefix(".")
            st.download_button(
                say(f"chain.take_{name}"),
                partial(_made, person, trace.root, form, opened),
                file_name=f"{file_of(trace)}{form}",
                on_click="ignore",
                key=f"take {name}",
            )
        st.caption(say("chain.take_why"))


def _made(person: Person, directive: str, form: str, opened: frozenset[str]) -> bytes:
    """Made when it is asked for: it takes longer than a click may."""
    told = act(person, store.home(), actions.chain_report, directive, form, today=dt.date.today(), opened=opened)
    return told.content if isinstance(told, Report) else b""
