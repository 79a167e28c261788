"""The page *Duyệt*: what the store is not sure of, one point at a time, by mouse or keyboard."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ontology.fold import fold
from ui import actions
from ui.pages import store
from ui.pages.correct import form, said_of
from ui.pages.fragment import fragment
from ui.pages.links import Pages, told
from ui.pages.people import me
from ui.pages.point import chosen, point
from ui.pages.rulings import FACTS, LACKING, MENTIONS, allowed, last, queue, recorded, settle, undo, undo_last
from ui.pages.words import say
from ui.picture.element import focus_element
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
    asked = queue()
    left, right = st.columns([2.7, 1], gap="medium")
    with right:
        items = _filtered(asked)
    with left:
        if done := st.session_state.pop("review done", ""):
            st.success(done)
        if not items:
            _trouble()
            st.success(say("review.none"))
            st.caption(say("review.none_how"))
            _take_back()
        else:
            _one(pages, items)
        hidden = f" {say('review.hidden', n=asked['hidden'])}" if asked["hidden"] else ""
        st.caption(esc(say("review.statement", n=asked["left"], texts=asked["texts"]) + hidden))
    with right:
        _side(items)


def _trouble(item: Row | None = None) -> None:
    """Why the last click recorded nothing; where a reason is missing the keyboard goes to its line."""
    if note := st.session_state.pop("review note", ""):
        st.info(note)
    if trouble := st.session_state.pop("review trouble", ""):
        st.error(esc(say("review.trouble", why=trouble)))
        if item and trouble == say("review.why_needed"):
            focus_element(say("review.why"), f"{item['id']} {st.session_state.get('review tries', 0)}")


def _filtered(asked: Row) -> list[Row]:
    counts = {kind: n for kind, n in asked["counts"].items() if n or kind == told(KIND)}
    key = f"review kind {asked['left']}"  # the box remembers the words of its choice, and these count
    with st.container(gap="xsmall"):
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
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(say(f"point.{item['kind']}"), color="orange")
            st.caption(say("review.place_in", at=at + 1, n=len(items)))
        point(pages, item)
        if st.session_state.get("review fix") == item["id"]:
            _fix(items, at)
        else:
            _buttons(items, at)
    st.caption(say("review.keys"))


def _after(items: list[Row], at: int) -> str:
    """The id of the point that comes next."""
    return str(items[(at + 1) % len(items)]["id"]) if len(items) > 1 else ""


def _fix(items: list[Row], at: int) -> None:
    """The form that says what is right."""
    item = items[at]
    following = _after(items, at)
    _trouble(item)
    made = form(item["correct"], f"review {item['id']}")
    if st.session_state.get("review fix at") != item["id"]:
        st.session_state["review fix at"] = item["id"]
        first = {"blank": "code", "deadline": "deadline"}.get(item["kind"], "owner")
        focus_element(say(f"correct.{first}"), f"fix {item['id']} {st.session_state.get('review tries', 0)}")
    st.button(say("correct.close"), key="leave fix", type="tertiary", on_click=_open, args=("",))
    if made is not None:
        recorded(item, made["decisions"], made["revision"])
        _open("")
        st.session_state["review done"] = said_of(made)
        _address(**{POINT: following})
        st.rerun()


def _open(item: str) -> None:
    """Open the form for a point; '' closes it."""
    st.session_state["review fix"] = item
    st.session_state["review tries"] = st.session_state.get("review tries", 0) + 1
    st.session_state.pop("review fix at", None)


def _buttons(items: list[Row], at: int) -> None:
    item = items[at]
    key = f"why {item['id']}"
    _trouble(item)
    st.text_input(say("review.why"), key=key, placeholder=say("review.why_example"), max_chars=500)
    may = allowed(item)
    if not may:
        st.info(say("review.no_right"))
    following = _after(items, at)
    with st.container(horizontal=True, gap="small"):
        for right, word, letter in zip((True, False), _words(item), "ds", strict=True):
            if item["kind"] in LACKING and not _can(item, right):
                continue
            st.button(
                word,
                key=f"settle {right}",
                type="primary" if right and item["kind"] not in LACKING else "secondary",
                shortcut=letter,
                disabled=not may or not _can(item, right),
                on_click=_settle,
                args=(item, right, following),
            )
        if item["correct"]:
            st.button(
                say("review.fix"), key="fix", shortcut="e", icon=":material/edit:", disabled=not may,
                type="primary" if item["kind"] in LACKING else "secondary", on_click=_open, args=(item["id"],),
            )  # fmt: skip
        before = items[at - 1]["id"]
        _go("previous", "k", before, at > 0)
        _go("next", "j", following, bool(following))
        _take_back()


def _words(item: Row) -> tuple[str, str]:
    """What the two answers are called."""
    if item["kind"] == "collision":
        return say("review.apart"), say("review.one")
    if item["kind"] == "copies":
        return say("review.keep"), say("review.other_text")
    if item["kind"] == "unowned":
        return say("review.nobody"), say("review.reject")
    if item["kind"] == "deadline" and not item["reasons"]:
        return say("review.no_day"), say("review.reject")
    return say("review.accept"), say("review.reject")


def _take_back() -> None:
    # never disabled: the key must answer, if only that there is nothing left
    st.button(say("review.undo"), key="undo last", shortcut="u", on_click=_undo_last)


def _undo_last() -> None:
    """Take the last decision of this session back, and show its point again."""
    point, trouble = undo_last()
    if not point:
        st.session_state["review note"] = say("review.nothing_to_undo")
    elif trouble:
        st.session_state["review trouble"] = trouble
    else:
        st.session_state["review done"] = say("review.undone")
        _open("")
        _address(**{POINT: point, KIND: "", FIND: ""})


def _can(item: Row, right: bool) -> bool:
    """Whether there is anything that the button could say."""
    if item["kind"] == "blank":
        return False
    if item["kind"] in LACKING:
        return right
    if item["decision"]:  # a correction whose sentence changed can only go, or be made again
        return not right
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
    st.session_state["review tries"] = st.session_state.get("review tries", 0) + 1
    if not right and not why:
        st.session_state["review trouble"] = say("review.why_needed")
        return
    if item["kind"] in {*MENTIONS, "place"} and not choice:
        st.session_state["review trouble"] = say("review.choose_first")
        return
    default = "review.why_default_none" if item["kind"] in LACKING else "review.why_default"
    trouble = settle(item, right, choice, why or say(default))
    if trouble:
        st.session_state["review trouble"] = trouble
        return
    word = _words(item)[0 if right else 1]
    st.session_state["review done"] = say("review.done", verdict=word.lower(), by=esc(me().name))
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
        if one["said"]:
            st.text(one_line(one["said"]))
        when = f"{day(one['at'][:10])} {one['at'][11:16]}"
        st.caption(esc(say("review.decided_by", by=one["by"], day=when, why=one["why"])))
        st.button(
            say("review.takes_back"), key=f"undo {one['decision']}", type="tertiary", on_click=_undo,
            args=([one["decision"]],),
        )  # fmt: skip
