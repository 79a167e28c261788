"""The person who acts on the screen, and what they do there: the only way from a page to what changes the store.

Questions go through :func:`ui.pages.store.ask`; everything else through :func:`act`, with a button that is shown by
:func:`may`. Where the office has its persons sign in (``HOME/people.toml``, :mod:`ui.actions.roll`), who acts is who
signed in, and what they may do is what the file says at that very moment.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any, Final

import streamlit as st

from ontology.faults import said
from ui import actions, sign_in
from ui.actions.doings import note
from ui.actions.people import Person, Right, acting_as, call_owner, owner, owner_name
from ui.actions.rights import act as gated
from ui.actions.rights import may as allowed
from ui.actions.roll import RollError, roll
from ui.pages.fresh import noticed
from ui.pages.links import told
from ui.pages.way_in import FAILED, REASONS
from ui.pages.words import say
from ui.text import esc, one_line

__all__ = [
    "SCOPE_NOW",
    "State",
    "Visitor",
    "act",
    "ask_name",
    "foot",
    "later",
    "may",
    "me",
    "sign_in_page",
    "visitor",
    "written_by",
]

_HOUR: Final = 3600
#: Where a session keeps the scope of the page in hand.
SCOPE_NOW: Final = "scope now"


class State(StrEnum):
    """How a visitor stands."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at the screen: :attr:`State.IN` may see something; ``OUT`` has not signed in; ``UNKNOWN`` has, and has
    no role; ``CLOSED``: nobody comes in, ``why`` tells the server's terminal.
    """

    state: State
    person: Person
    why: str = ""


def visitor() -> Visitor:
    """Who looks at the screen in this session."""
    try:
        told = roll(actions.home_of(None))
    except RollError as error:
        return Visitor(State.CLOSED, Person(""), str(error))
    if told.sign_in is None and not sign_in.signing_in():
        return Visitor(State.IN, owner())
    if told.sign_in is None or not sign_in.signing_in():
        # the file changed while we serve: what was started for one may not go on for the other
        return Visitor(State.CLOSED, Person(""), "people.toml đã thêm hoặc bỏ [sign-in]; hãy khởi động lại chidao ui")
    claims = st.user.to_dict()
    if not claims.get("is_logged_in") or _is_old(claims, told.sign_in.hours):
        return Visitor(State.OUT, Person(""))
    person = told.person(claims)
    return Visitor(State.IN if person.may(Right.SEE) else State.UNKNOWN, person)


def me() -> Person:
    """Who acts in this session: the person at this machine, or who signed in. ``me().name`` is what decisions carry.

    Without any right where nobody may come in. Narrowed to what the page in hand looks at (:mod:`ui.pages.scope`).
    """
    return replace(visitor().person, scope=st.session_state.get(SCOPE_NOW, ""))


def may(use_case: Callable[..., Any]) -> bool:
    """Whether to offer what a use case of :mod:`ui.actions` does: ``if may(actions.decide): st.button(…)``."""
    return allowed(me(), use_case)


def act(use_case: Callable[..., Any], *args: Any, **values: Any) -> Any:  # noqa: ANN401 - plain values of any shape
    """Call a use case as the person who acts; the folder of the store and ``by`` are put in here.

    ``act(actions.decide, [iri], "confirmed", why="…", now=…)``. Nothing is remembered, so it fits what changes the
    store. Raises :class:`ui.actions.people.Denied`, whose sentence is for people, and what the use case raises.
    """
    home = actions.home_of(None)
    with noticed(home):
        return gated(me(), home, use_case, *args, **values)


def later(use_case: Callable[..., Any], *args: Any, **values: Any) -> Callable[[], Any]:  # noqa: ANN401
    """:func:`act` as a function to be called later, in a thread that knows of no person: whoever acts now is meant."""
    return partial(gated, me(), actions.home_of(None), use_case, *args, **values)


def sign_in_page(who: Visitor) -> None:
    """What is shown to a visitor who may see nothing: how to sign in, or whom to ask."""
    _, middle, _ = st.columns([1, 1.3, 1])
    with middle, st.container(border=True, gap="medium"):
        with st.container(gap="xxsmall"):
            st.title(say("people.title"), anchor=False)
            st.caption(say("people.what"))
        _way_in(who)


def _way_in(who: Visitor) -> None:
    if who.state is State.OUT:
        if (why := told(FAILED)) in REASONS:
            st.error(say("people.failed_reach" if why == REASONS[0] else "people.failed"))
        st.text(say("people.out"))
        st.button(say("people.sign_in"), type="primary", key="sign in", on_click=st.login, width="stretch")
    elif who.state is State.UNKNOWN:
        st.warning(say("people.unknown"))
        st.text(say("people.as", name=who.person.name))
        st.button(say("people.sign_out"), key="sign out", on_click=st.logout)
    else:
        print(who.why, flush=True)
        st.error(say("people.closed"))


def foot(who: Visitor) -> None:
    """Who is signed in, and the way out; nothing for the person at this machine."""
    if not who.person.signed_in:
        _own_name(who.person)
        return
    # a sign-in is one deed, however many pages and windows follow it
    sign = (who.person.name, st.user.to_dict().get("iat"))
    if sign not in _greeted():
        _greeted().add(sign)
        _note(who.person, "sign-in")
    st.text(who.person.name)
    st.button(say("people.sign_out"), key="sign out", type="tertiary", on_click=_leave, args=(who.person,))


def _own_name(person: Person) -> None:
    """Who writes at this machine: asked for once, kept for all stores, changed at any time."""
    asked = say("people.writes", name=one_line(person.name)) if owner_name() else say("people.who_writes")
    with st.popover(esc(asked), key="own name"):
        st.text_input(
            say("people.your_name"), value=owner_name(), key="owner name", max_chars=100, on_change=_call,
            placeholder=say("people.name_example"),
        )  # fmt: skip
        if trouble := st.session_state.pop("owner trouble", ""):
            st.error(esc(one_line(trouble)))
        st.caption(say("people.name_what"))


def ask_name(key: str) -> None:
    """Before something is written by the person at this machine who gave no name as yet: a line for it."""
    if not (me().signed_in or owner_name()):
        name = f"owner name {key}"
        st.text_input(
            say("people.your_name"), key=name, max_chars=100, on_change=_call, args=(name,),
            placeholder=say("people.name_example"), help=say("people.name_what"),
        )  # fmt: skip


def written_by(sentence: str) -> None:
    """Who will stand under what is written (``sentence`` with {by}); nothing as long as nobody gave a name."""
    if me().signed_in or owner_name():
        st.caption(esc(say(sentence, by=one_line(me().name))))


def _call(key: str = "owner name") -> None:
    try:
        call_owner(st.session_state[key] or "")
    except OSError as error:
        st.session_state["owner trouble"] = said(error)


def _note(person: Person, kind: str) -> None:
    """Write into the journal that somebody came or went."""
    with acting_as(person):
        note(actions.home_of(None), kind)


@st.cache_resource
def _greeted() -> set[tuple[str, Any]]:
    """The sign-ins that stand in the journal since the server started."""
    return set()


def _leave(person: Person) -> None:
    _note(person, "sign-out")
    st.logout()


def _is_old(claims: dict[str, Any], hours: float) -> bool:
    """Whether the sign-in is longer ago than it lasts; one that does not tell when it was is old."""
    when = claims.get("iat")
    return not isinstance(when, int | float) or time.time() - when > hours * _HOUR
