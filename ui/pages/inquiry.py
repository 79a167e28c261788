"""Questions in the words of those who lead: chosen from a short list, narrowed by pickers, answered with links."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import streamlit as st

from ui import actions
from ui.pages import asked, store
from ui.pages import inquiry_answers as answers
from ui.pages.choose import ask
from ui.pages.find import address, label, named
from ui.pages.links import DIRECTIVE, MONTH, UNIT, Pages, told
from ui.pages.month import newest
from ui.pages.whose import unit
from ui.pages.words import say
from ui.text import esc
from ui.words import month

__all__ = ["QUESTIONS", "show"]

#: how the address names the question
QUESTION: Final = "q"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Question:
    """``pickers``: what narrows it, of 'unit', 'month', 'directive'; ``answer`` draws what is found."""

    pickers: tuple[str, ...]
    answer: Callable[[Pages, Row], None]


def show(pages: Pages) -> None:
    """The list of questions; or the one that the address asks, with its pickers and its answer."""
    name = told(QUESTION)
    if name not in QUESTIONS:
        st.text(say("inquiry.choose"))
        for one in QUESTIONS:
            words = f"**{esc(say(f'inquiry.{one}'))}** {esc(say(f'inquiry.{one}_how'))}"
            pages.link("query", words, **{QUESTION: one})
        return
    question = QUESTIONS[name]
    st.button(say("inquiry.others"), key="other questions", type="tertiary", on_click=_others)
    st.subheader(say(f"inquiry.{name}"), anchor=False)
    st.caption(say(f"inquiry.{name}_how"))
    choice = _choice(pages, name, question.pickers)
    if choice is not None:
        question.answer(pages, choice)


def _others() -> None:
    for name in (QUESTION, UNIT, MONTH, DIRECTIVE):
        asked.write(name, "")


def _choice(pages: Pages, name: str, pickers: Sequence[str]) -> Row | None:
    """What is picked, each '' where nothing is; None where the question lacks its directive or its unit."""
    choice: Row = {"unit": "", "month": "", "row": None, "question": name}
    if "directive" in pickers:
        choice["row"] = _directive(pages, name)
        return choice if choice["row"] is not None else None
    with st.container(key="choices", horizontal=True, vertical_alignment="bottom"):
        if "unit" in pickers:
            with st.container(width=420):
                choice["unit"] = unit()
        if "month" in pickers:
            choice["month"] = _month(now=name in ("no-bao-cao", "den-han"))
    if name == "duoc-giao" and not choice["unit"]:
        st.info(say("inquiry.which_unit"))
        return None
    return choice


def _month(*, now: bool) -> str:
    """The month picked; where none is, '' for any, or the newest that has begun."""
    known = store.ask(actions.months)
    names = [row["month"] for row in known]
    with st.container(width=200):
        return asked.pick(
            MONTH,
            say("tasks.month"),
            names if now and names else ["", *names],
            lambda one: month(one).capitalize() or say("tasks.any_month"),
            newest(known, dt.date.today()) if now and names else "",
        )


def _directive(pages: Pages, name: str) -> Row | None:
    """The directive that the address names; where it is not one, a list to choose from, the most followed first."""
    rows, wanted = store.directives(), told(DIRECTIVE)
    found = named(rows, wanted) if wanted else []
    if len(found) == 1:
        with st.container(border=True, gap="xxsmall"):
            pages.link_chain(address(rows, found[0]), label(found[0]))
            st.button(say("chain.other"), key="another", type="tertiary", on_click=asked.write, args=(DIRECTIVE, ""))
        return found[0]
    if wanted:
        st.warning(say("choose.unknown"))
        st.text(wanted[:200])
    ordered = sorted(rows, key=lambda row: -row["implementers"])
    ask(ordered, lambda one, words: pages.link("query", words, **{QUESTION: name, DIRECTIVE: one}))
    return None


#: Name in the address → the question; in the order in which they are offered.
QUESTIONS: Final[Mapping[str, _Question]] = MappingProxyType(
    {
        "no-bao-cao": _Question(("unit", "month"), answers.owed),
        "qua-han": _Question(
            ("unit", "month"), lambda p, c: answers.told_so(p, c, lambda task: task["status"] == "overdue")
        ),
        "den-han": _Question(("unit", "month"), answers.due),
        "duoc-giao": _Question(("unit", "month"), lambda p, c: answers.told_so(p, c, bool)),
        "chua-ro": _Question(("month",), answers.nobody),
        "thuc-hien": _Question(("directive",), answers.carried_out),
        "chua-thay": _Question(("directive",), answers.not_seen),
        "can-cu": _Question(("directive",), answers.rests_on),
        "thay-the": _Question(("directive",), answers.changed),
        "chua-co": _Question((), answers.not_held),
    }
)
