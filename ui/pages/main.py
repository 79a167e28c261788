"""The script that Streamlit runs for every visit: the frame of the pages."""

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, Final, Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.navigation.page import StreamlitPage

from ui import actions
from ui.actions.people import Denied
from ui.actions.rights import may as may_do
from ui.pages import scope, store
from ui.pages.book import BOOK, show
from ui.pages.fragment import LANGUAGE, repeated
from ui.pages.links import Pages, told
from ui.pages.people import State, Visitor, foot, sign_in_page, visitor
from ui.pages.trouble import show_trouble
from ui.pages.words import LANGUAGES, language, say, speak

#: Pages for one purpose, which not everybody has.
PURPOSE: Final[Mapping[str, Callable[..., Any]]] = {
    "intake": actions.upload,
    "review": actions.decide,
    "journal": actions.journal,
}
#: How often a page that tells a state before looks whether the new one is there, in seconds.
_LOOK: Final = 3.0
#: Where a session keeps the page it was on and what its address said.
_LAST: Final = "last address"
# fewer margins than Streamlit's own, and none of its English hints inside input boxes
_STYLE = """<style>
:root { --link: #0b5394; --muted: #57606a; --chosen: #a4161a; }
@media (prefers-color-scheme: dark) { :root { --link: #7db7f0; --muted: #a9b4c0; --chosen: #ffb3b5; } }
[data-testid="stCaptionContainer"] { color: var(--muted); opacity: 1 !important; }
button[data-selected="true"] p, button[role="tab"][aria-selected="true"] p { color: var(--chosen); }
.stMainBlockContainer { padding: 4.2rem 2rem 2rem; }
.stMainBlockContainer h1 { padding: 0.3rem 0 0.6rem; line-height: 1.25; }
.st-key-panel .stButton button { justify-content: flex-start; text-align: left; padding: 0.1rem 0; min-height: 1.8rem; }
.st-key-panel .stButton p { color: var(--link); text-decoration: underline; }
.stMainBlockContainer [data-testid="stPageLink-NavLink"]:not(:hover) { background: transparent; }
.stMainBlockContainer [data-testid="stPageLink-NavLink"] p { font-weight: 400; }
.stMainBlockContainer [data-testid="stPageLink-NavLink"] strong { color: var(--link); font-weight: 600; }
.stMainBlockContainer [data-testid="stPageLink-NavLink"] { padding-left: 0; }
.st-key-panel [data-testid="stPageLink-NavLink"] p {
  color: var(--link); text-decoration: underline; font-weight: 600;
}
.st-key-lists button { height: auto; padding: 0.45rem 0.9rem; }
.st-key-lists button p { text-align: left; line-height: 1.25; }
.st-key-lists button strong { display: block; font-size: 1.7rem; font-weight: 600; line-height: 1.2; }
.st-key-figures [data-testid="stPageLink-NavLink"] p, .st-key-reached [data-testid="stPageLink-NavLink"] p {
  color: var(--link); text-decoration: underline;
}
.st-key-scopes .stButton button { justify-content: flex-start; text-align: left; }
.stProgress [role="progressbar"] > div > div { background-color: #1b6e3c; }
[data-testid="InputInstructions"] { display: none; }
[data-testid="stPageLink"] p { overflow-wrap: anywhere; white-space: normal; }
.st-key-panel { font-size: 0.95rem; }
@media print {
  header, [data-testid="stToolbar"], [data-testid="stStatusWidget"], .st-key-foot, .stButton, .stDownloadButton,
  .stPopover, .stSelectbox, .stMultiSelect, .stTextInput, .stDateInput, .stTextArea, .stButtonGroup, .stCheckbox,
  .stTabs [role="tablist"] { display: none !important; }
  html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stAppViewContainer"] > div,
  [data-testid="stMain"] {
    display: block !important; position: static !important; overflow: visible !important; height: auto !important; }
  .stTable table { display: table !important; }
  .stTable thead { display: table-header-group; }
  .stTable tr { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
}
@media (max-width: 640px) { .st-key-register-table, .st-key-register-view { display: none !important; } }
@media (min-width: 641px) { .st-key-register-list { display: none !important; } }
.st-key-named .stText { margin-bottom: 0.2rem; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 4rem 0.8rem 1rem; }
  .st-key-tools {
    flex-wrap: nowrap !important; overflow-x: auto; justify-content: flex-start !important; scrollbar-width: none; }
  .st-key-tools > div { flex: none !important; }
  .st-key-named h1 { padding: 0 0 0.6rem; font-size: 1.6rem; }
}
</style>"""


def run() -> None:
    """Set the page up and run the one that was asked for."""
    _speak()
    st.set_page_config(page_title=say("app.title"), page_icon="📜", layout="wide")
    st.html(_STYLE)
    who = visitor()
    made: dict[str, StreamlitPage] = {}
    pages = Pages(made)
    menu: dict[str, list[StreamlitPage]] = {}
    for name, address, heading in BOOK:
        # nothing of a page is even imported for who may see nothing
        page = partial(show(name), pages) if who.state is State.IN else partial(sign_in_page, who)
        made[name] = st.Page(
            page, title=say(f"app.{name}"), url_path=address, default=not menu, visibility=_visible(who, name)
        )
        menu.setdefault(say(heading) if heading else "", []).append(made[name])
    chosen = st.navigation(menu, position="top" if who.state is State.IN else "hidden")
    try:
        if who.state is State.IN:
            here = next(name for name, one in made.items() if one == chosen)
            _follow(here)
            scope.take(here)
            scope.bar(here)
        chosen.run()
        if who.state is State.IN:
            st.session_state[_LAST] = here, _address()
    except Denied as denied:  # the way out stays under it
        show_trouble(denied)
    _foot(who)


def _follow(here: str) -> None:
    """Tell the browser the address where a link of a page led to the page itself.

    Streamlit then shows what the link says, but leaves the old address in the browser: it could not be shared or come
    back to, and the next click would ask for it again.
    """
    page, address = st.session_state.get(_LAST, ("", {}))
    now = _address()
    if page == here:
        for name in (name for name, values in now.items() if values != address.get(name)):
            # what a widget holds is in the browser's address already; told of one name, it is told of all
            with suppress(StreamlitAPIException):
                st.query_params[name] = now[name]
                break
    st.session_state[_LAST] = here, now


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _visible(who: Visitor, page: str) -> Literal["visible", "hidden"]:
    """Whether the menu has a page for this person; its address says what is missing all the same."""
    needed = PURPOSE.get(page)
    return "visible" if needed is None or may_do(who.person, needed) else "hidden"


def _speak() -> None:
    """The language of this session: what was chosen on the screen, else what the address says."""
    if LANGUAGE not in st.session_state:
        st.session_state[LANGUAGE] = told("ngon-ngu") or "vi"
    speak(st.session_state[LANGUAGE])


def _foot(who: Visitor) -> None:
    """Under every page: of when its figures are where that is not now; who is signed in and the way out; languages."""
    with suppress(Denied):  # said above; who may see nothing must be able to sign out
        if who.state is State.IN and (when := store.told_of()) is not None:
            repeated(_behind, _LOOK)(when)
    with st.container(key="foot", horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        if who.state is State.IN:
            foot(who)
        for tongue, name in LANGUAGES.items():
            if tongue != language():
                st.button(name, key=f"speak {tongue}", type="tertiary", on_click=_choose, args=(tongue,))


def _behind(when: dt.datetime) -> None:
    """Say of when the page is, and draw it anew once all of the store is told."""
    if store.told_of() is None:
        st.rerun()
    st.caption(say("app.behind", time=f"{when:%H:%M}"), text_alignment="right")


def _choose(tongue: str) -> None:
    st.session_state[LANGUAGE] = tongue


if __name__ == "__main__":
    run()
