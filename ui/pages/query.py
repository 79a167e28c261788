"""The page *Tra cứu*: questions in plain words; and, for those who know the store from inside, all saved questions with
their parameters, and a box for questions in SPARQL, read-only."""

import re
from typing import Any, Final

import streamlit as st

from ontology.issue import Issue
from ui import actions
from ui.actions import Ambiguous, Bounds, Unknown
from ui.columns import head
from ui.mask import masked
from ui.pages import asked, inquiry, store
from ui.pages.answer import answer
from ui.pages.choose import nothing_yet
from ui.pages.examples import EXAMPLES
from ui.pages.links import VIEW, Pages, told
from ui.pages.people import act
from ui.pages.words import say
from ui.text import esc, one_line

__all__ = ["show"]

#: How the address names a saved question, one in SPARQL, and the parameters ('p-month').
QUESTION, FREE, PARAMETER, KIND = "cau", "hoi", "p-", "kieu"
#: A question longer than this is not put into the address.
_SHARED: Final = 1_800
_FIRST: Final = "tasks-by-month"
_HINTS: Final = {"iri": "hint_iri", "month": "hint_month", "date": "hint_date"}
Row = dict[str, Any]


def show(pages: Pages) -> None:
    """Show the question that the address asks, and its answer."""
    st.title(say("app.query"), anchor=False)
    if not store.directives():
        nothing_yet()
        return
    first = "inside" if told(FREE) or told(QUESTION) else "plain"
    views = ("plain", "inside")
    view = asked.one(VIEW, say("query.view"), views, lambda name: say(f"query.{name}"), default=first)
    if view == "plain":
        inquiry.show(pages)
    else:
        _inside()


def _inside() -> None:
    kinds = ["free", "saved"] if told(FREE) else ["saved", "free"]
    kind = asked.one(KIND, say("query.kind"), kinds, lambda name: say(f"query.{name}"))
    if kind == "free":
        _free()
    else:
        _saved()


# -- saved questions ---------------------------------------------------------------------------------------------------


def _saved() -> None:
    known = {row["name"]: row for row in act(actions.queries)}
    names = sorted(known, key=lambda name: known[name]["title"])
    wanted = told(QUESTION)
    name = st.selectbox(
        say("query.which"),
        names,
        index=names.index(wanted if wanted in known else _FIRST),
        format_func=lambda name: known[name]["title"],
        key="question",
    )
    question = known[name]
    with st.form(f"form {name}", border=False):
        values = {one["name"]: _parameter(name, one) for one in question["parameters"]}
        pressed = st.form_submit_button(say("query.ask"), type="primary")
    given = {key: value.strip() for key, value in values.items() if value.strip()}
    if pressed:
        _share({QUESTION: name, **{f"{PARAMETER}{key}": value for key, value in given.items()}})
    lacking = [one for one in question["parameters"] if one["required"] and one["name"] not in given]
    if lacking:
        st.info(say("query.fill"))
    elif pressed or wanted == name or not question["parameters"]:
        _shown(masked(act(actions.ask_saved, name, {key: [value] for key, value in given.items()})))


def _parameter(question: str, one: Row) -> str:
    what = f"{head(one['name'])}: {one['description']}"
    return st.text_input(
        say("query.required" if one["required"] else "query.optional", what=what),
        value=told(f"{PARAMETER}{one['name']}") if told(QUESTION) == question else "",
        key=f"{question} {one['name']}",
        placeholder=say(f"query.{_HINTS.get(one['type'], 'hint_string')}"),
        max_chars=300,
    )


def _share(values: dict[str, str]) -> None:
    """Put what is asked into the address, and nothing of what was asked before."""
    for name in list(st.query_params):
        if name in (QUESTION, FREE) or name.startswith(PARAMETER):
            del st.query_params[name]
    for name, value in values.items():
        st.query_params[name] = value


# -- questions in SPARQL -----------------------------------------------------------------------------------------------


def _free() -> None:
    bounds = Bounds()
    st.caption(say("query.free_why", rows=bounds.rows, seconds=bounds.seconds))
    box = "sparql"
    if box not in st.session_state:
        st.session_state[box] = told(FREE)

    def put() -> None:
        if name := st.session_state["example"]:
            st.session_state[box] = EXAMPLES[name]

    st.selectbox(
        say("query.example"),
        ["", *EXAMPLES],
        format_func=lambda name: say(f"example.{name}") if name else say("query.example_none"),
        key="example",
        on_change=put,
    )
    with st.form("sparql form", border=False):
        text = st.text_area(say("query.free_text"), key=box, height=200, max_chars=20_000)
        pressed = st.form_submit_button(say("query.ask"), type="primary")
    if pressed:
        _share({FREE: text} if text.strip() and len(text) <= _SHARED else {})
    if text.strip() and (pressed or text == told(FREE)):
        _shown(masked(act(actions.ask_sparql, text, bounds)))


def _shown(found: Any) -> None:  # noqa: ANN401 - what a use case answers
    if isinstance(found, Issue):
        st.error(say("query.issue"))
        st.text(one_line(found.what))
        if found.where:
            st.text(say("query.where", text=one_line(found.where)))
        if found.remedy:
            st.text(say("query.remedy", text=one_line(found.remedy)))
    elif isinstance(found, Unknown):
        st.warning(esc(say("query.unknown", asked=found.asked)))
        for words_ in filter(None, (found.why, _near(found))):
            st.text(one_line(words_))
    elif isinstance(found, Ambiguous):
        st.warning(esc(say("query.several", asked=found.asked)))
        for one in found.candidates[:20]:
            st.code(re.sub(r"\s", " ", one.id), language=None)
    else:
        answer(found)


def _near(found: Unknown) -> str:
    return say("query.near", names=", ".join(found.suggestions)) if found.suggestions else ""
