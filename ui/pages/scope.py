"""The scope: which part of the store the pages of figures look at, chosen once, in sight above each of them.

What a person chose is kept in the home (:func:`ui.actions.keep_scope`) and holds in every session of theirs; where they
are of one unit, that is the first. An address that tells a scope ('pv') holds for the page it opens, so that a shared
page shows what was shared. Pages about one thing (a chain, a document, a task) look at all of the store.
"""

from typing import Any, Final

import streamlit as st

from ui import actions
from ui.actions.people import EVERYTHING, Person, Right
from ui.pages import store
from ui.pages.links import SCOPE, SCOPED, TASK, WHOLE, told
from ui.pages.people import SCOPE_NOW, act, me
from ui.pages.words import say
from ui.text import esc, one_line
from ui.words import body as body_of
from ui.words import shorten

__all__ = ["bar", "body", "take", "whole"]

#: Where a session keeps what the person chose, and the unit that the page in hand looks at.
_CHOSEN: Final = "scope chosen"
_BODY: Final = "scope body"
_NAME: Final = "scope name"
Row = dict[str, Any]


def take(page: str) -> None:
    """Settle what the page that is about to be drawn looks at; before anything is asked of the store."""
    state = st.session_state
    state[SCOPE_NOW] = state[_BODY] = state[_NAME] = ""
    if page not in SCOPED or (page == "tasks" and told(TASK)):
        return
    if _CHOSEN not in state:
        state[_CHOSEN] = act(actions.kept_scope) or _own(me())
    asked = told(SCOPE) or state[_CHOSEN]
    if not asked or asked == WHOLE:
        return
    found = store.ask(actions.scope_called, asked[:300]) if asked in _free(me(), asked) else None
    if found is None:
        state[_NAME] = ""
        if told(SCOPE):
            state["scope lost"] = asked[:120]
        return
    state[SCOPE_NOW], state[_BODY], state[_NAME] = found["scope"], found["unit"], found["name"]
    if told(SCOPE) != asked:
        st.query_params[SCOPE] = asked


def body() -> str:
    """The unit (IRI) that the page in hand looks at; '' for a place or all of the store."""
    return str(st.session_state.get(_BODY, ""))


def whole() -> dict[str, str]:
    """What the address of a page of figures says so that it looks at all of the store, whatever was chosen."""
    return {SCOPE: WHOLE} if st.session_state.get(_CHOSEN) else {}


def bar(page: str) -> None:
    """Above a page of figures: what it looks at, the way to all of the store, and the choice of another."""
    if page not in SCOPED or (page == "tasks" and told(TASK)) or act(actions.revision) == "0":
        return
    person, now = me(), st.session_state[SCOPE_NOW]
    own = sorted(person.units(Right.SEE))
    if EVERYTHING not in own and len(own) < 2:
        st.caption(esc(say("scope.only", name=", ".join(own))))
        return
    name = st.session_state[_NAME] or (say("scope.whole") if EVERYTHING in own else say("scope.mine"))
    with st.container(key="scope", horizontal=True, vertical_alignment="center", gap="small"):
        # another scope is another popover, so that it closes when one is chosen
        label = f"{say('scope.label')}: **{esc(shorten(body_of(one_line(name)), 70))}**"
        with st.popover(label, key=f"choose, not {now}"), st.container(key="scopes", gap="small"):
            _choice(own)
        if now:
            back = say("scope.back") if EVERYTHING in own else say("scope.mine")
            st.button(back, key="scope whole", type="tertiary", on_click=_choose, args=("",))
            st.caption(say("scope.body_what") if body() else say("scope.what"))
    if lost := st.session_state.pop("scope lost", ""):
        st.warning(esc(say("scope.unknown", name=lost)))


def _choice(own: list[str]) -> None:
    """What there is to look at: of all, the provinces, or what is typed; of some units, each of them."""
    st.caption(say("scope.why"))
    if EVERYTHING not in own:
        for unit in own:
            st.button(esc(unit), key=f"scope {unit}", on_click=_choose, args=(unit,), width="stretch")
        return
    typed = st.text_input(
        say("scope.find"), key="find scope", placeholder=say("scope.example"), max_chars=200, type="search", live=True
    )
    st.button(say("scope.whole"), key="scope all", on_click=_choose, args=("",), width="stretch")
    rows = store.ask(actions.scopes, (typed or "").strip())
    for row in rows:
        many = say("scope.documents", n=row["documents"]) if row["documents"] else row["kind"]
        label = f"**{esc(shorten(body_of(row['name']), 90))}** {esc(many)}"
        st.button(label, key=f"scope {row['scope']}", on_click=_choose, args=(row["scope"],), width="stretch")
    if not rows:
        st.caption(say("scope.none"))


def _choose(scope: str) -> None:
    """Look at this from now on, in every session; '' for all of the store."""
    st.session_state[_CHOSEN] = scope
    st.query_params.pop(SCOPE, None)
    act(actions.keep_scope, scope or (WHOLE if _own(me()) else ""))


def _own(person: Person) -> str:
    """The unit of a person of one unit who may see all of the store too; '' of others."""
    own = person.units(Right.SEE) - {EVERYTHING}
    return next(iter(own)) if len(own) == 1 and person.everywhere(Right.SEE) else ""


def _free(person: Person, asked: str) -> tuple[str, ...]:
    """What of this the person may look at: of those of some units, these alone."""
    return (asked,) if person.everywhere(Right.SEE) or asked in person.units(Right.SEE) else ()
