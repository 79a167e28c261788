"""What can be done with tasks of the register: taken away as a file, or marked by a person as done or not."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from ui import actions
from ui.actions.people import Denied
from ui.pages.links import told
from ui.pages.people import act, ask_name, later, may, written_by
from ui.pages.trouble import told_by
from ui.pages.words import say
from ui.reports.plain import file_name
from ui.text import esc, one_line

__all__ = ["bar", "mark"]

Row = dict[str, Any]
#: Form of a file → its MIME type.
FORMS: Final = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".ics": "text/calendar",
}


def bar(picked: Sequence[Row], rows: Sequence[Row], today: dt.date) -> None:
    """Below the register: files of the tasks ticked, or of all that the filters found; the word on those ticked."""
    if done := st.session_state.pop("marked", ""):
        st.success(esc(done))
    meant = picked or rows
    with st.container(key="bar", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if may(actions.register_of):
                _files(meant, today)
            st.caption(say("tasks.picked", n=len(picked)) if picked else say("tasks.all_meant", n=len(rows)))
        if picked and may(actions.set_statuses):
            with st.expander(say("tasks.mark_them", n=len(picked))):
                mark([row["id"] for row in picked], "bar")


def _files(meant: Sequence[Row], today: dt.date) -> None:
    scope = " ".join(filter(None, (told("dv"), told("vb"), told("thang"), told("tim"))))
    ids = [row["id"] for row in meant]
    for form, mime in FORMS.items():
        make = later(actions.register_of, form, ids, today=today, scope=scope)
        st.download_button(
            say(f"tasks.take_{form[1:]}"),
            lambda make=make: make().content,  # type: ignore[misc]
            file_name=file_name("lich thoi han" if form == ".ics" else "so nhiem vu", scope, suffix=form),
            mime=mime,
            on_click="ignore",
            key=f"take {form}",
        )


def mark(tasks: Sequence[str], key: str) -> None:
    """A form by which the person who acts says how tasks stand, why, and on what evidence."""
    ask_name(key)
    with st.form(f"mark {key}", border=False):
        states = list(actions.TASK_STATES)
        state = st.radio(
            say("tasks.state"), states, format_func=lambda name: say(f"tasks.state_{name}"), horizontal=True
        )
        why = st.text_input(say("tasks.why"), placeholder=say("tasks.why_example"), max_chars=500)
        evidence = st.text_input(say("tasks.evidence"), placeholder=say("tasks.evidence_example"), max_chars=500)
        written_by("tasks.by")
        sent = st.form_submit_button(say("tasks.mark"), type="primary")
    if not sent:
        return
    if not why.strip():
        st.error(say("tasks.no_why"))
        return
    _write(tasks, state or states[0], why.strip(), evidence.strip())


def _write(tasks: Sequence[str], state: str, why: str, evidence: str) -> None:
    now = dt.datetime.now().astimezone()
    try:
        act(actions.set_statuses, list(tasks), state, why=why, evidence=evidence, now=now)
    except Exception as error:
        if not (isinstance(error, Denied) or told_by(error)):
            raise
        st.error(say("tasks.not_marked"))
        st.text(one_line(str(error)))
        return
    st.session_state["marked"] = say("tasks.marked", n=len(tasks), state=say(f"tasks.state_{state}"))
    st.rerun()
