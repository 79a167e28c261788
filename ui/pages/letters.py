"""A letter that presses for what is late, and the month as a brief: made when asked for, then taken away."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from ontology.issue import Issue
from ui import actions
from ui.actions.people import Denied
from ui.actions.values import Ambiguous, Report, Unknown
from ui.pages.people import act, later, may
from ui.pages.trouble import told_by
from ui.pages.words import say
from ui.reports.plain import file_name
from ui.text import esc, one_line

__all__ = ["brief", "remind"]

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MADE: Final = "letter made"


def brief(month: str, unit: str | None, as_of: dt.date | None, today: dt.date) -> None:
    """The month as a DOCX."""
    if not may(actions.month_brief):
        return
    make = later(actions.month_brief, month, today=today, unit=unit, as_of=as_of)
    st.download_button(
        say("letters.brief"),
        lambda: make().content,
        file_name=file_name("bao cao thang", month, unit or "", suffix=".docx"),
        mime=DOCX,
        on_click="ignore",
        key="take brief",
    )


def remind(choice: Mapping[str, Any], today: dt.date) -> None:
    """A form for the letter about what ``choice`` (of :func:`ui.actions.reminder`) finds late, in a popover."""
    if not may(actions.reminder):
        return
    with st.popover(say("letters.remind")):
        st.text(say("letters.what"))
        sender = st.text_input(say("letters.sender"), placeholder=say("letters.sender_example"), max_chars=200)
        reply = st.date_input(say("letters.reply"), value=None, format="DD/MM/YYYY", key="reply by")
        if st.button(say("letters.make"), type="primary", key="make letter"):
            told = {**choice, "sender": sender.strip() or None, "reply": reply}
            st.session_state[_MADE] = (dict(choice), _made(told, today))
        asked, report = st.session_state.get(_MADE, (None, None))
        if isinstance(report, Report) and asked == choice:
            st.success(say("letters.made"))
            st.download_button(
                say("letters.take"), report.content, report.name, report.mime, on_click="ignore", key="take letter"
            )


def _made(told: Mapping[str, Any], today: dt.date) -> Report | None:
    """The letter; where there is none, why not is said."""
    try:
        made = act(actions.reminder, today=today, **told)
    except Exception as error:
        if not (isinstance(error, Denied) or told_by(error)):
            raise
        st.error(one_line(str(error)))
        return None
    if isinstance(made, Report):
        return made
    if isinstance(made, Issue):
        st.warning(esc(made.what))
        if made.remedy:
            st.text(one_line(made.remedy).replace("--from", f"“{say('letters.sender')}”"))
    elif isinstance(made, Unknown | Ambiguous):
        st.warning(say("whose.unknown"))
    return None
