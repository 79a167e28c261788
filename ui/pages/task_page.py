"""One task on the screen: what it says, who, by when, how it stands; what it carries out and what carries it out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

import streamlit as st

from ui import actions
from ui.actions.labels import path_of
from ui.actions.values import Unknown
from ui.pages import asked, scope, store
from ui.pages.correct import button
from ui.pages.links import MONTH, TASK, UNIT, Pages
from ui.pages.listing import moved_line, text_of
from ui.pages.people import may
from ui.pages.standing import badge
from ui.pages.tasks_do import mark
from ui.pages.words import say
from ui.text import esc
from ui.words import body, day, month, shorten, when

__all__ = ["show"]

Row = dict[str, Any]
_Color = Literal["green", "blue", "orange", "red", "gray"]
GRADES: Mapping[str, _Color] = MappingProxyType(
    {"nêu rõ": "green", "đã xác nhận": "green", "theo đề mục": "blue", "lời dẫn chung": "blue", "suy đoán": "orange",
     "đã bác": "red"}
)  # fmt: skip


def show(pages: Pages, name: str) -> None:
    """Show the task of this IRI; where there is none, say so and lead back to the register."""
    st.button(say("task.back"), on_click=asked.write, args=(TASK, ""), type="tertiary")
    told = store.ask(actions.task, name, today=dt.date.today())
    if isinstance(told, Unknown):
        st.title(say("app.tasks"), anchor=False)
        st.warning(say("task.gone"))
        st.text(name[:200])
        return
    if done := st.session_state.pop("marked", ""):
        st.success(esc(done))
    _head(pages, told)
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        _lineage(pages, told)
    with right:
        _stands(pages, told)
    st.caption(esc(told["statement"]))


# -- what it says ------------------------------------------------------------------------------------------------------


def _head(pages: Pages, told: Row) -> None:
    task = told["task"]
    issued = say("task.of_day", day=day(task["date"])) if task["date"] else ""
    path = path_of(task["id"], task["path"])
    place = say("listing.at", path=path) if path else ""
    st.caption(esc(" · ".join(filter(None, (task["name"], issued, task["issuer"] if task["code"] else "", place)))))
    st.title(esc(shorten(task["wording"], 400)), anchor=False)
    st.markdown(badge(told["status"]))
    with st.container(border=True, gap="xsmall"):
        st.caption(say("proof.quote"))
        st.text(task["quote"])
        with st.container(horizontal=True, gap="medium"):
            pages.link_document(task["text"], f"**{say('proof.mark')}**", tuple(task["span"]))
            pages.link_chain(task["directive"], f"**{say('document.chain')}**")
            for name in task["months"]:
                pages.link("month", f"**{esc(month(name).capitalize())}**", **{MONTH: name})
    _parts(pages, task)


def _parts(pages: Pages, task: Row) -> None:
    """Who has what part in it, by when, and to whom it is reported, each with how it is known."""
    who, until, to = st.columns(3, gap="medium")
    with who, st.container(gap="xxsmall"):
        st.subheader(say("task.who"), anchor=False)
        for owner in task["owners"]:
            label = f"**{esc(body(owner['unit']))}** {esc(owner['role'])} {_grade(owner['grade'])}"
            pages.link("tasks", label, **{UNIT: owner["unit"], **scope.whole()})
        if not task["owners"]:
            st.caption(say("listing.nobody"))
    with until, st.container(gap="xxsmall"):
        st.subheader(say("task.until"), anchor=False)
        for deadline in task["deadlines"]:
            said = day(deadline["to"] or "") or when(deadline["recurrence"] or "") or deadline["relative"] or ""
            counts = f"~~{esc(said)}~~" if deadline["moved"] else f"**{esc(said)}**"
            st.markdown(f"{counts} {_grade(deadline['grade'])}")
            st.caption(esc(say("task.printed", words=deadline["printed"] or deadline["quote"] or "")))
            if deadline["moved"]:
                moved_line(pages, deadline["moved"])
        if not task["deadlines"]:
            st.caption(say("task.no_day"))
    with to, st.container(gap="xxsmall"):
        st.subheader(say("task.to"), anchor=False)
        for report in task["reports"]:
            via = say("proof.via", unit=body(report["via"])) if report["via"] else ""
            due = when(report["due"] or report["recurrence"] or "")
            st.markdown(f"**{esc(body(report['to']))}** {_grade(report['grade'])}")
            if via or due:
                st.caption(esc(" · ".join(filter(None, (via, due)))))
        if not task["reports"]:
            st.caption(say("task.no_report"))
    button(task["id"], "task")


def _grade(grade: str) -> str:
    return f":{GRADES.get(grade, 'gray')}-badge[{esc(grade)}]" if grade else ""


# -- what it carries out, and what carries it out ----------------------------------------------------------------------


def _lineage(pages: Pages, told: Row) -> None:
    st.subheader(say("task.above"), anchor=False)
    if not told["above"]:
        st.caption(say("task.no_above"))
    for step in reversed(told["above"]):
        _step(pages, step)
    st.subheader(say("task.below", n=len(told["below"])), anchor=False)
    if not told["below"]:
        st.caption(say("task.no_below"))
    for lower in told["below"]:
        _lower(pages, lower)
    if len(told["course"]) > 1:
        st.subheader(say("task.course", n=len(told["course"])), anchor=False)
        for one in told["course"]:
            label = f"**{esc(month(one['month']).capitalize())}** {esc(one['code'])} {esc(shorten(one['text'], 140))}"
            if one["id"] == told["task"]["id"]:
                st.markdown(f"{label} :violet-badge[{say('task.this')}]")
            else:
                pages.link("tasks", label, **{TASK: one["id"]})


def _step(pages: Pages, step: Row) -> None:
    """One step up, the root first: the directive, the sentence that ties them, the clause."""
    paper = step["directive"]
    with st.container(border=True, gap="xsmall"):
        dated = day(paper["date"] or "")
        pages.link_chain(
            paper["id"], f"**{esc(paper['name'])}** {esc(' · '.join(filter(None, (paper['issuer'], dated))))}"
        )
        if step["clause"]:
            st.caption(esc(say("task.clause", path=step["clause"]["path"] or "—")))
            pages.link("tasks", esc(shorten(step["clause"]["text"], 400)), **{TASK: step["clause"]["id"]})
            _made(step["made"])
        else:
            st.caption(say("task.no_clause") if paper["held"] else say("task.not_held"))
        st.markdown(f"{esc(step['relation'])} {_grade(step['grade'])}")
        st.text(step["quote"])
        pages.link_document(step["text"], f"**{say('proof.mark')}**", tuple(step["span"]))


def _made(made: Row) -> None:
    """What the lower task made of the clause."""
    why = f": {', '.join(made['reasons'])}" if made["reasons"] else ""
    st.markdown(f"{_grade(made['grade'])} {esc(say('change.' + made['change']) + why)}")


def _lower(pages: Pages, lower: Row) -> None:
    paper = lower["directive"]
    with st.container(border=True, gap="xxsmall"):
        pages.link("tasks", f"**{esc(shorten(lower['text'], 260))}**", **{TASK: lower["id"]})
        owners = shorten("; ".join(map(body, lower["owners"])), 120)
        path = path_of(lower["id"], lower["path"])
        where = f"{paper['name']}, {say('listing.at', path=path)}" if path else paper["name"]
        st.caption(esc(" · ".join(filter(None, (paper["issuer"], where, owners)))))
        _made(lower["made"])


# -- how it stands -----------------------------------------------------------------------------------------------------


def _stands(pages: Pages, told: Row) -> None:
    st.subheader(say("task.results"), anchor=False)
    for closure in told["results"]:
        _result(pages, closure)
    if not told["results"]:
        st.caption(say("task.no_results"))
    st.subheader(say("task.history"), anchor=False)
    for one in told["history"]:
        _said(one)
    if not told["history"]:
        st.caption(say("task.no_history"))
    if may(actions.set_statuses):
        with st.expander(say("task.mark")):
            mark([told["task"]["id"]], "task")
    _clarity(told["clarity"])


def _result(pages: Pages, closure: Row) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"{badge(closure['outcome'])} {esc(closure['why'] or '')}")
        for result in closure["results"]:
            st.text(result["quote"])
            proved = say("month.proved") if result["proved"] else say("month.unproved")
            st.caption(esc(" · ".join(filter(None, (result["document"], day(result["date"]), proved)))))
            pages.link_document(text_of(result["id"]), f"**{say('proof.mark')}**", tuple(result["span"]))


def _said(one: Row) -> None:
    at = dt.datetime.fromisoformat(one["at"])
    with st.container(border=True, gap="xxsmall"):
        state = say(f"tasks.state_{one['state']}")
        st.markdown(f"**{esc(state)}**" if one["stands"] else f"~~{esc(state)}~~ ({say('task.taken_back')})")
        st.text(one["why"])
        if one["evidence"]:
            st.caption(esc(say("task.on", evidence=one["evidence"])))
        st.caption(esc(say("task.who_when", by=one["by"], at=f"{at:%H:%M} {day(at.date().isoformat())}")))


def _clarity(judged: Row | None) -> None:
    """Each aspect of the formula: met, loose or missing, and what to write instead."""
    st.subheader(say("task.clarity"), anchor=False)
    if judged is None:
        st.caption(say("task.no_clarity"))
        return
    tones: Sequence[tuple[str, str, str]] = (
        ("đạt", "green", "✓"),
        ("chung chung", "orange", "◔"),
        ("thiếu", "red", "!"),
    )
    for finding in judged["findings"]:
        tone, sign = next((tone, sign) for state, tone, sign in tones if state == finding["state"])
        said = f": {finding['why']}" if finding["why"] else ""
        st.markdown(f":{tone}-badge[{sign} {esc(finding['aspect'])}] {esc(finding['state'] + said)}")
        if finding["suggestion"]:
            st.caption(esc(say("clarity.suggestion", text=finding["suggestion"])))
