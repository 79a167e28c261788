"""Days that do not fit together: with those of a higher level, within one text, too short, too many in one week."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from ui import actions
from ui.pages import store
from ui.pages.links import TASK, UNIT, Pages
from ui.pages.listing import paged, text_of
from ui.pages.whose import misunderstood
from ui.pages.words import say
from ui.text import esc, one_line
from ui.words import body, day, shorten

__all__ = ["schedule"]

#: So many documents that leave the fewest days are listed.
_SHORT: Final = 10
#: So many weeks with much due are listed at once.
_WEEK: Final = 6
Row = dict[str, Any]


def schedule(pages: Pages, choice: Mapping[str, str | None]) -> None:
    """What :func:`ui.actions.schedule` finds of the unit, month and directive chosen, each with its sentences."""
    told = store.ask(actions.schedule, choice["directive"], unit=choice["unit"], month=choice["month"])
    if misunderstood(told):
        return
    st.caption(say("schedule.what"))
    _findings(pages, told["findings"])
    _in_text(pages, told["in_one_text"], choice["month"])
    left, right = st.columns(2, gap="large")
    with left:
        _levels(pages, told)
    with right:
        _weeks(pages, told["pile_ups"]["weeks"])
    st.caption(esc(told["statement"]))


def _findings(pages: Pages, found: list[Row]) -> None:
    """Contradictions between documents: what is wrong, then both sentences, the later day first."""
    st.subheader(f"{say('schedule.findings')} ({len(found)})", anchor=False)
    if not found:
        st.caption(say("schedule.no_findings"))
    for one in paged(found, "findings"):
        with st.container(border=True, gap="xxsmall"):
            paper = one["document"]
            issuer = f" · {esc(paper['issuer'])}" if paper["issuer"] else ""
            st.markdown(f":red-badge[{esc(one['label'])}] **{esc(paper['name'])}**{issuer}")
            st.text(one_line(one["why"]))
            _sentence(pages, one["due"], say("schedule.here"))
            if one["against"] and one["against"]["text"] != one["due"]["text"]:
                _sentence(pages, one["against"], say("schedule.above"))


def _sentence(pages: Pages, due: Row, whose: str) -> None:
    """A sentence with the day that it sets, and the ways to the task and to its document."""
    st.caption(esc(f"{whose}: “{shorten(due['text'], 320)}”"))
    with st.container(horizontal=True, gap="medium"):
        label = say("schedule.task", name=due["name"], day=day(due["day"]))
        pages.link("tasks", f"**{esc(label)}**", **{TASK: due["task"]})
        pages.link_document(text_of(due["task"]), f"**{say('schedule.open')}**")


def _in_text(pages: Pages, found: list[Row], month: str | None) -> None:
    """What single texts say against themselves or the calendar."""
    st.subheader(f"{say('schedule.in_text')} ({len(found)})", anchor=False)
    if month:
        st.caption(say("schedule.no_month"))
        return
    if not found:
        st.caption(say("schedule.no_in_text"))
    for one in paged(found, "in text"):
        with st.container(border=True, gap="xxsmall"):
            pages.link_document(one["text"], f"**{esc(one['name'])}**")
            st.markdown(f":orange-badge[{esc(one['label'])}] {esc(one['why'])}")
            st.caption(esc(f"“{shorten(one['quote'], 320)}”"))


def _levels(pages: Pages, told: Row) -> None:
    """How many days each level is left, and the documents that leave the fewest."""
    st.subheader(say("schedule.lead"), anchor=False)
    if not told["levels"]:
        st.caption(say("schedule.no_lead"))
        return
    heads = [say(f"schedule.{name}") for name in ("level", "documents", "least", "median")]
    keys = ("level", "documents", "least", "median")
    st.table([dict(zip(heads, (_written(one[key]) for key in keys), strict=True)) for one in told["levels"]])
    st.markdown(f"**{say('schedule.shortest')}**")
    for one in sorted(told["lead"], key=lambda lead: lead["days"])[:_SHORT]:
        label = say("schedule.left", name=one["name"], n=one["days"], day=day(one["due"]["day"]))
        pages.link("tasks", f"**{esc(label)}**", **{TASK: one["due"]["task"]})


def _written(value: str | float) -> str:
    """A word, or a number as Vietnamese offices write it."""
    return esc(value) if isinstance(value, str) else f"{value:g}".replace(".", ",")


def _weeks(pages: Pages, weeks: list[Row]) -> None:
    st.subheader(f"{say('schedule.weeks')} ({len(weeks)})", anchor=False)
    if not weeks:
        st.caption(say("schedule.no_weeks"))
    for one in paged(weeks, "weeks", _WEEK):
        sunday = (dt.date.fromisoformat(one["monday"]) + dt.timedelta(days=6)).isoformat()
        label = f"**{esc(body(one['unit']))}** {esc(say('schedule.week', n=one['tasks'], day=day(one['monday'])))}"
        pages.link("tasks", label, tu=one["monday"], den=sunday, **{UNIT: one["unit"]})
