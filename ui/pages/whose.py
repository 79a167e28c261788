"""Choosing a unit by words, without accents or by its abbreviation; and what to say where the store knows none such."""

import streamlit as st

from ui.actions.values import Ambiguous, Unknown
from ui.pages import asked, scope
from ui.pages.links import DIRECTIVE, SCOPE, UNIT, WHOLE
from ui.pages.people import SCOPE_NOW
from ui.pages.words import say
from ui.text import esc

__all__ = ["misunderstood", "unit"]


def unit() -> str:
    """A line for the name of a unit; where none is typed, that which the page looks at."""
    example = say("whose.in_scope") if scope.body() else say("whose.example")
    return asked.words(UNIT, say("whose.unit"), example=example) or scope.body()


def misunderstood(told: object) -> bool:
    """Whether a use case did not know what was meant; says so, and offers what is near."""
    if isinstance(told, Unknown):
        st.warning(say("whose.unknown"))
        st.text(told.asked[:200])
        if told.why:
            st.caption(esc(told.why))
        if st.session_state.get(SCOPE_NOW):
            st.button(say("whose.whole"), key="in all", on_click=asked.write, args=(SCOPE, WHOLE))
        for i, near in enumerate(told.suggestions):
            st.button(esc(near), key=f"near {i}", type="tertiary", on_click=asked.write, args=(UNIT, near))
        return True
    if isinstance(told, Ambiguous):
        st.warning(say("whose.several"))
        for i, one in enumerate(told.candidates):
            label = " · ".join(filter(None, (one.code, one.issuer, one.date)))
            st.button(esc(label), key=f"which {i}", type="tertiary", on_click=asked.write, args=(DIRECTIVE, one.id))
        return True
    return False
