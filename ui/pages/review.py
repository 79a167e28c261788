"""The page *Duyệt*: what the store is not sure of, one point at a time, by mouse or keyboard."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ontology.fold import fold
from ui import actions
from ui.pages import store
from ui.pages.fragment import fragment
from ui.pages.links import Pages, told
from ui.pages.people import me
from ui.pages.point import chosen, point
from ui.pages.rulings import FACTS, MENTIONS, allowed, last, queue, settle, undo
from ui.pages.words import say
from ui.text import esc, one_line
from ui.words import day, shorten

__all__ = ["show"]

#: How the address names a point, a kind, and words to filter by.
POINT, KIND, FIND = "muc", "loai", "tim"
#: So many of what comes next, and of what was decided, are listed.
NEXT, DECIDED = 8, 20
Row = dict[str, Any]


def show(pages: Pages) -> None:
    """Show the point that the address asks for, or the first of the queue."""
    st.title(say("app.review"), anchor=False)
    st.caption(say("review.intro"))
    _board(pages)


@fragment
def _board(pages: Pages) -> None:
    _said()
    asked = queue()
    items = _filtered(asked)
    left, right = st.columns([2.2, 1], gap="large")
    with right:
        _side(items)
    with left:
        if not items:
            st.success(say("review.none"))
            st.caption(say("review.none_how"))
            _take_back()
        else:
            _one(pages, items)
        st.caption(esc(say("review.statement", n=asked["left"], texts=asked["texts"])))


def _said() -> None:
    """What the last click did."""
    if trouble := st.session_state.pop("review trouble", ""):
        st.error(say("review.trouble"))
        st.text(one_line(trouble))
    if done := st.session_state.pop("review done", ""):
        st.success(done)


def _filtered(asked: Row) -> list[Row]:
    counts = {kind: n for kind, n in asked["counts"].items() if n or kind == told(KIND)}
    key = f"review kind {asked['left']}"  # the box remembers the words of its choice, and these count
    left, right = st.columns([1, 1.4])
    with left:
        kind = st.selectbox(
            say("review.kind"),
            ["", *counts],
            format_func=lambda k: (
                say("review.counted", kind=say(f"point.{k}"), n=counts.get(k, 0))
                if k
                else say("review.all", n=asked["left"])
            ),
            index=_index(["", *counts], told(KIND)),
            key=key,
            on_change=lambda: _address(**{KIND: st.session_state[key], POINT: ""}),
        )
    with right:
        typed = st.text_input(
            say("review.find"),
            value=told(FIND),
            key="review find",
            type="search",
            placeholder=say("review.find_example"),
            max_chars=100,
            on_change=lambda: _address(**{FIND: st.session_state["review find"], POINT: ""}),
        )
    words = fold(typed or "").split()
    return [item for item in asked["items"] if kind in ("", item["kind"]) and all(word in _key(item) for word in words)]


def _index(options: Sequence[str], asked: str) -> int:
    return options.index(asked) if asked in options else 0


def _address(**values: str) -> None:
    for name, value in values.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def _key(item: Row) -> str:
    names = (choice["name"] for choice in item["candidates"])
    return fold(" ".join(filter(None, (item["question"], item["quote"], item["document"], *names, *item["reasons"]))))


def _one(pages: Pages, items: list[Row]) -> None:
    asked = told(POINT)
    at = next((at for at, item in enumerate(items) if item["id"] == asked), -1)
    if at < 0 and asked and not last():
        st.info(say("review.gone"))
    at = max(at, 0)
    item = items[at]
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(say(f"point.{item['kind']}"), color="orange")
            st.caption(say("review.place_in", at=at + 1, n=len(items)))
        point(pages, item)
        _buttons(items, at)
    st.caption(say("review.keys"))


def _buttons(items: list[Row], at: int) -> None:
    item = items[at]
    key = f"why {item['id']}"
    st.text_input(say("review.why"), key=key, placeholder=say("review.why_example"), max_chars=500)
    may = allowed(item)
    if not may:
        st.info(say("review.no_right"))
    words = ("review.apart", "review.one") if item["kind"] == "collision" else ("review.accept", "review.reject")
    following = items[(at + 1) % len(items)]["id"] if len(items) > 1 else ""
    with st.container(horizontal=True, gap="small"):
        for right, word, letter in ((True, words[0], "d"), (False, words[1], "s")):
            st.button(
                say(word),
                key=f"settle {right}",
                type="primary" if right else "secondary",
                shortcut=letter,
                disabled=not may or not _can(item, right),
                on_click=_settle,
                args=(item, right, following),
            )
        before = items[at - 1]["id"]
        _go("previous", "k", before, at > 0)
        _go("next", "j", following, bool(following))
        _take_back()


def _take_back() -> None:
    st.button(say("review.undo"), key="undo last", shortcut="u", disabled=not last(), on_click=_undo, args=(last(),))


def _can(item: Row, right: bool) -> bool:
    """Whether there is anything that the button could say."""
    return right or item["kind"] not in MENTIONS or bool(item["candidates"])


def _go(name: str, letter: str, to: str, there: bool) -> None:
    st.button(
        say(f"review.{name}"),
        key=f"go {name}",
        shortcut=letter,
        disabled=not there,
        on_click=_address,
        kwargs={POINT: to},
    )


def _settle(item: Row, right: bool, following: str) -> None:
    why = (st.session_state.get(f"why {item['id']}") or "").strip()
    choice = "" if item["kind"] in FACTS else chosen(item)
    if not right and not why:
        st.session_state["review trouble"] = say("review.why_needed")
        return
    if item["kind"] in {*MENTIONS, "place"} and not choice:
        st.session_state["review trouble"] = say("review.choose_first")
        return
    trouble = settle(item, right, choice, why or say("review.why_default"))
    if trouble:
        st.session_state["review trouble"] = trouble
        return
    word = "accept" if right else "reject"
    if item["kind"] == "collision":
        word = "apart" if right else "one"
    st.session_state["review done"] = say("review.done", verdict=say(f"review.{word}").lower(), by=esc(me().name))
    _address(**{POINT: following})


def _undo(decisions: list[str]) -> None:
    trouble = undo(decisions)
    st.session_state["review trouble" if trouble else "review done"] = trouble or say("review.undone")


# -- beside it ---------------------------------------------------------------------------------------------------------


def _side(items: list[Row]) -> None:
    st.subheader(say("review.left", n=len(items)), anchor=False)
    asked = told(POINT)
    at = next((at for at, item in enumerate(items) if item["id"] == asked), 0)
    with st.container(key="panel", gap="xxsmall"):
        for item in items[at : at + NEXT]:
            st.button(
                f"{esc(say('point.' + item['kind']))}: {esc(shorten(item['question'], 70))}",
                key=f"point {item['id']}",
                type="tertiary",
                disabled=item is items[at],
                on_click=_address,
                kwargs={POINT: item["id"]},
            )
    made = store.ask(actions.decided)
    with st.expander(say("review.decided", n=len(made))):
        if not made:
            st.caption(say("review.never"))
        for one in made[:DECIDED]:
            _decision(one)


def _decision(one: Row) -> None:
    with st.container(border=True, gap="xsmall"):
        st.badge(say(f"verdict.{one['verdict']}"), color="red" if one["verdict"] == "rejected" else "green")
        for about in one["about"]:
            st.text(one_line(shorten(about, 160)))
        when = f"{day(one['at'][:10])} {one['at'][11:16]}"
        st.caption(esc(say("review.decided_by", by=one["by"], day=when, why=one["why"])))
        st.button(
            say("review.takes_back"), key=f"undo {one['decision']}", type="tertiary", on_click=_undo,
            args=([one["decision"]],),
        )  # fmt: skip
