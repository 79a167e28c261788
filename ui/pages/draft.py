"""A draft checked before it is issued: pasted or chosen, read, judged, and let go."""

from typing import Any

import streamlit as st

from ontology.issue import Issue
from ui import actions
from ui.actions.people import Denied
from ui.mask import masked
from ui.pages.clarity import clarity
from ui.pages.incoming import taken
from ui.pages.links import Pages
from ui.pages.people import act, may
from ui.pages.words import say
from ui.text import one_line

__all__ = ["draft"]

#: What a paste may be long, in characters; a longer draft comes as a file.
_LONGEST = 300_000
#: What the gate says of a draft that may be secret; and what stands for a draft that is not there.
_SHUT = frozenset({"secret", "held"})
_NOTHING = ()


def draft(pages: Pages) -> None:
    """Show where a draft is put, and what was found in the one put last."""
    st.caption(say("intake.lint_not_kept"))
    if not may(actions.lint_draft):
        st.info(say("intake.no_right"))
        return
    turn = st.session_state.setdefault("draft turn", 0)
    left, right = st.columns([1.6, 1], gap="large")
    with left, st.form(f"draft form {turn}", border=False):
        st.text_area(
            say("intake.paste"),
            key=f"draft {turn}",
            height=260,
            placeholder=say("intake.paste_example"),
            max_chars=_LONGEST,
        )
        st.form_submit_button(say("intake.lint"), type="primary", on_click=_from_paste, args=(f"draft {turn}",))
    with right:
        key = f"draft file {turn}"
        st.file_uploader(
            say("intake.drop_one"),
            key=key,
            on_change=lambda: _from_file(key),
            max_upload_size=actions.largest_upload(),
        )
        st.caption(
            say("intake.forms", forms=", ".join(f".{f}" for f in actions.forms()), most=actions.largest_upload())
        )
    _found(pages, st.session_state.get("draft found"))


def _from_paste(key: str) -> None:
    pasted = (st.session_state[key] or "").strip()
    st.session_state["draft found"] = _NOTHING
    if pasted and _lint(f"{say('intake.draft_name')}.txt", pasted.encode()):
        st.session_state["draft turn"] += 1


def _from_file(key: str) -> None:
    if st.session_state[key] is not None:
        for name, data in taken([st.session_state[key]]):
            _lint(name, data)
        st.session_state["draft turn"] += 1


def _lint(name: str, data: bytes) -> bool:
    """Keep what was found for this session to see; whether the draft must not stay on the screen."""
    try:
        found = act(actions.lint_draft, name, data)
    except (Denied, OSError) as error:
        found = str(error)
    st.session_state["draft found"] = masked(found)
    return isinstance(found, Issue) and found.code in _SHUT


def _found(pages: Pages, found: Any) -> None:  # noqa: ANN401 - what a use case answers
    if isinstance(found, dict):
        st.subheader(say("intake.found"), anchor=False)
        clarity(found, pages)
    elif isinstance(found, Issue):
        st.error(say("intake.not_read"))
        st.text(f"{say('intake.why')}: {one_line(found.what)}")
        if found.remedy:
            st.text(f"{say('intake.what_to_do')}: {one_line(found.remedy)}")
    elif found is _NOTHING:
        st.info(say("intake.lint_first"))
    elif isinstance(found, str):
        st.error(say("intake.denied"))
        st.text(one_line(found))
