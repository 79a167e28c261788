"""The page *Nhật ký*: who did what to the store, when and why; a decision in force can be undone here."""

import datetime as dt
from itertools import groupby
from typing import Any, Final

import streamlit as st

from ui import actions
from ui.mask import masked
from ui.pages.links import Pages, told
from ui.pages.people import act, may
from ui.pages.rulings import undo
from ui.pages.words import say
from ui.text import esc, one_line
from ui.words import day, shorten

__all__ = ["show"]

#: How the address names the filters and the page of the list.
BY, KIND, SINCE, UNTIL, TURN = "ai", "loai", "tu", "den", "trang"
AT_ONCE: Final = 30
_ABOUT: Final = 5
Row = dict[str, Any]


def show(pages: Pages) -> None:
    """Show what was done, by the filters of the address."""
    st.title(say("app.journal"), anchor=False)
    st.caption(say("journal.intro"))
    if not may(actions.journal):
        st.info(say("journal.no_right"))
        return
    for kind in ("error", "success"):
        if words := st.session_state.pop(f"journal {kind}", ""):
            getattr(st, kind)(esc(words))
    known = act(actions.journal, limit=1)
    chosen = _filters(known)
    turn = _turn()
    found = masked(act(actions.journal, **chosen, limit=AT_ONCE, skip=AT_ONCE * (turn - 1)))
    if not found["entries"]:
        st.info(say("journal.none"))
        st.caption(say("journal.none_how"))
    for when, entries in groupby(found["entries"], key=lambda one: one["at"][:10]):
        st.subheader(say("journal.day", day=day(when)), anchor=False)
        for at, one in enumerate(entries):
            _entry(pages, one, f"{when} {at}")
    _turning(found["found"], turn)
    st.caption(esc(found["statement"]))


def _filters(known: Row) -> Row:
    people, kinds = ["", *known["people"]], ["", *known["kinds"]]
    columns = st.columns([1.2, 1.4, 1, 1])
    with columns[0]:
        by = st.selectbox(
            say("journal.by"), people, index=_index(people, told(BY)),
            format_func=lambda name: name or say("journal.all"), key="journal by",
            on_change=_address, args=(BY, "journal by"),
        )  # fmt: skip
    with columns[1]:
        kind = st.selectbox(
            say("journal.kind"), kinds, index=_index(kinds, told(KIND)),
            format_func=lambda name: say(f"deed.{name}") if name else say("journal.all"),
            key="journal kind", on_change=_address, args=(KIND, "journal kind"),
        )  # fmt: skip
    days = {}
    for column, name, key in ((columns[2], SINCE, "since"), (columns[3], UNTIL, "until")):
        with column:
            days[key] = st.date_input(
                say(f"journal.{key}"), value=_day(told(name)), format="DD/MM/YYYY", key=f"journal {key}",
                on_change=_address, args=(name, f"journal {key}"),
            )  # fmt: skip
    since, until = (one.isoformat() if isinstance(one, dt.date) else None for one in days.values())
    return {"by": by or None, "kind": kind or None, "since": since, "until": until}


def _index(options: list[str], asked: str) -> int:
    return options.index(asked) if asked in options else 0


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _address(name: str, key: str) -> None:
    value = st.session_state[key]
    st.query_params.pop(TURN, None)
    if value:
        st.query_params[name] = value.isoformat() if isinstance(value, dt.date) else value
    else:
        st.query_params.pop(name, None)


def _turn() -> int:
    asked = told(TURN)
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def _turning(count: int, turn: int) -> None:
    last = -(-count // AT_ONCE)
    if last < 2:
        return

    def go() -> None:
        st.query_params[TURN] = str(st.session_state["journal turn"])

    first = (turn - 1) * AT_ONCE
    with st.container(horizontal=True, vertical_alignment="center"):
        st.pagination(last, default=min(turn, last), key="journal turn", on_change=go)
        st.caption(say("journal.shown", first=first + 1, last=min(first + AT_ONCE, count), n=count))


def _entry(pages: Pages, one: Row, key: str) -> None:
    with st.container(border=True, gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{esc(one['at'][11:16])}** · {esc(one['by'] or say('journal.machine'))}")
            st.badge(say(f"deed.{one['kind']}"), color="red" if one["kind"] == "refused" else "blue")
            if one["withdrawn"]:
                st.badge(say("journal.withdrawn"), color="gray")
        st.text(one_line(one["what"]))
        for thing in one["about"][:_ABOUT]:
            _thing(pages, thing)
        if rest := one["about"][_ABOUT:]:
            with st.expander(say("journal.more", n=one["count"] - _ABOUT)):
                for thing in rest:
                    _thing(pages, thing)
                if one["count"] > len(one["about"]):
                    st.caption(say("journal.more", n=one["count"] - len(one["about"])))
        elif one["count"] > len(one["about"]) > 0:
            st.caption(say("journal.more", n=one["count"] - len(one["about"])))
        if one["why"]:
            st.caption(esc(say("journal.why", why=one["why"])))
        if one["decision"] and not one["withdrawn"] and one["kind"] != "undo" and may(actions.decide):
            made = tuple(one["decisions"])
            st.button(say("journal.undo"), key=f"undo {key}", type="tertiary", on_click=_undo, args=(made,))


def _thing(pages: Pages, thing: Row) -> None:
    name = esc(shorten(thing["name"] or "", 180))
    if thing.get("text") and thing.get("span"):
        pages.link_document(thing["text"], name, tuple(thing["span"]))
    elif thing["kind"] == "text":
        pages.link_document(thing["id"], name)
    elif thing["kind"] == "directive" and thing["id"]:
        pages.link_chain(thing["id"], name)
    else:
        st.markdown(name)


def _undo(decisions: tuple[str, ...]) -> None:
    trouble = undo(decisions)
    if trouble:
        st.session_state["journal error"] = trouble
    else:
        st.session_state["journal success"] = say("review.undone")
