"""Reporting lines, tasks that nobody owns or two lead, days that fill up, and recipients against those charged."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import streamlit as st

from ui.pages.charts import data, layered
from ui.pages.links import TASK, UNIT, Pages
from ui.pages.listing import paged, place_of
from ui.pages.words import say
from ui.text import esc
from ui.words import body, day, shorten, when

__all__ = ["pile_ups", "recipients", "reports", "unowned", "unowned_rows"]

TOP: Final = 12
Row = dict[str, Any]


# -- reports -----------------------------------------------------------------------------------------------------------


def reports(pages: Pages, told: Row) -> None:
    """Who reports to whom, how often; and on whom most reports fall."""
    lines = told["reports"]
    if not lines:
        st.info(say("duties.no_reports"))
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(say("duties.receive"), anchor=False)
        _bars(lines, "to")
    with right:
        st.subheader(say("duties.send"), anchor=False)
        _bars([line for line in lines if line["from"]], "from")
    st.subheader(say("duties.lines", n=len(lines)), anchor=False)
    for line in paged(lines, "lines"):
        _line(pages, line)


def _bars(lines: Sequence[Row], end: str) -> None:
    """How many reports each has at one end of its lines, the most first."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts[line[end]] += line["count"]
    rows: list[Row] = [{"unit": shorten(body(name), 60), "whole": name, "n": n} for name, n in counts.most_common(TOP)]
    if not rows:
        st.caption(say("duties.no_reports"))
        return
    base = alt.Chart(data(rows)).encode(
        x=alt.X("n:Q", axis=None, scale=alt.Scale(domain=[0, rows[0]["n"] * 1.12])),
        y=alt.Y(
            "unit:N",
            sort=None,
            axis=alt.Axis(title=None, labelLimit=340, labelOverlap=False, ticks=False, domain=False),
        ),
        tooltip=[alt.Tooltip("whole:N", title=say("tasks.owner")), alt.Tooltip("n:Q", title=say("duties.reports"))],
    )
    bars = base.mark_bar(color="#3f6fa8", cornerRadiusEnd=3)
    text = base.mark_text(align="left", dx=4, color="#808080").encode(text="n:Q")
    st.altair_chart(
        layered(bars, text, height=alt.Step(24)), alt="; ".join(f"{row['whole']}: {row['n']}" for row in rows)
    )


def _line(pages: Pages, line: Row) -> None:
    with st.container(border=True, gap="xxsmall"):
        reporter = line["from"] or say("duties.nobody")
        label = f"**{esc(body(reporter))}** → **{esc(body(line['to']))}**"
        pages.link("tasks", label, nhan=line["to"], **({UNIT: line["from"]} if line["from"] else {}))
        days = [*map(day, line["days"]), *map(when, line["recurrence"])]
        via = say("proof.via", unit=body(line["via"])) if line["via"] else ""
        many = say("duties.times", n=line["count"])
        st.caption(esc(" · ".join(filter(None, (many, via, shorten(", ".join(days), 200))))))


# -- nobody, or two ----------------------------------------------------------------------------------------------------


def unowned(pages: Pages, told: Row) -> None:
    """Tasks that no unit is named for, and tasks that several lead."""
    if told["unit"]:
        st.info(say("duties.of_all"))
        return
    for name in ("no_owner", "two_leads"):
        st.subheader(f"{say(f'duties.{name}')} ({told['found'][name]})", anchor=False)
        unowned_rows(pages, told, name)


def unowned_rows(pages: Pages, told: Row, name: str) -> None:
    """One of the two lists: 'no_owner', 'two_leads'."""
    rows, count = told[name], told["found"][name]
    st.caption(say(f"duties.{name}_why"))
    if count > len(rows):
        st.caption(say("duties.most", shown=len(rows), n=count))
    for task in paged(rows, name):
        _task(pages, task)
    if not rows:
        st.caption(say("month.none"))


def _task(pages: Pages, task: Row) -> None:
    with st.container(border=True, gap="xxsmall"):
        pages.link("tasks", f"**{esc(shorten(task['wording'], 260))}**", **{TASK: task["id"]})
        leads = [owner["unit"] for owner in task["owners"] if owner["role"] == "giao cho"]
        said = say("duties.named", names=shorten("; ".join(map(body, leads)), 160)) if leads else ""
        st.caption(esc(" · ".join(filter(None, (task["issuer"], place_of(task), said)))))
        pages.link_document(task["text"], say("proof.mark"), tuple(task["span"]))


# -- days, recipients --------------------------------------------------------------------------------------------------


def pile_ups(pages: Pages, told: Row) -> None:
    """Days on which very much is due from one unit."""
    if not told["pile_ups"]:
        st.info(say("duties.no_pile_ups"))
        return
    for one in paged(told["pile_ups"], "piles"):
        label = f"**{esc(body(one['unit']))}** {esc(say('duties.pile', n=one['tasks'], day=day(one['day'])))}"
        pages.link("tasks", label, tu=one["day"], den=one["day"], **{UNIT: one["unit"]})


def recipients(pages: Pages, told: Row) -> None:
    """Directives whose list of recipients and whose owners differ."""
    if told["unit"]:
        st.info(say("duties.of_all"))
        return
    if not told["recipients"]:
        st.info(say("duties.no_recipients"))
        return
    st.caption(say("duties.recipients_how"))
    for audit in paged(told["recipients"], "recipients"):
        with st.container(border=True, gap="xxsmall"):
            pages.link_document(audit["directive_id"], f"**{esc(audit['directive'])}**")
            for name, sign in (("charged_not_sent", "red"), ("sent_without_task", "gray")):
                if audit[name]:
                    names = shorten("; ".join(map(body, audit[name])), 400)
                    st.markdown(f":{sign}-badge[{say(f'duties.{name}')}] {esc(names)}")
