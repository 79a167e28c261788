"""The time line of a month: each task from the day it was set to the day it is due, with today across all."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import streamlit as st

from ui.pages.charts import GREY, data, layered
from ui.pages.links import Pages
from ui.pages.listing import listing
from ui.pages.standing import LOOKS, colour, word
from ui.pages.words import say
from ui.words import body, day, shorten

__all__ = ["lines", "show"]

#: More lines than these are no picture any more.
MOST: Final = 40
Row = dict[str, Any]


def show(pages: Pages, told: Row) -> None:
    """Draw the tasks that name a day; list those that name none."""
    rows = lines(told)
    if rows:
        if len(rows) > MOST:
            st.caption(say("month.most_lines", shown=MOST, n=len(rows)))
        st.altair_chart(_chart(rows[:MOST], dt.date.today()), alt=say("month.lines_alt"))
    else:
        st.caption(say("month.no_days"))
    undated = [task for task in told["tasks"] if not task["deadlines"]]
    if undated:
        st.subheader(say("month.undated", n=len(undated)), anchor=False)
        listing(pages, undated, "undated", say("month.none"))


def lines(told: Row) -> list[Row]:
    """A row a task of the month with a day due, those due first first."""
    seen: dict[str, Row] = {}
    for task in told["tasks"]:
        if task["deadlines"] and task["id"] not in seen:
            due = max(task["deadlines"])
            start = min(task["issued"] or f"{told['month']}-01", due)
            seen[task["id"]] = {
                "from": f"{start}T00:00:00",
                "to": f"{due}T23:59:59",
                "due": day(due),
                "name": shorten(task["text"], 110),
                "who": shorten(_owners(task) or say("listing.nobody"), 100),
                "state": word(task["status"]),
            }
    return sorted(seen.values(), key=lambda row: (row["to"], row["name"]))


def _owners(task: Row) -> str:
    parts = (part for part in task["assignments"] if part["role"] == "assignedTo")
    return "; ".join(dict.fromkeys(body(part["unit"]) for part in parts))


def _chart(rows: Sequence[Row], today: dt.date) -> alt.LayerChart:
    values = [{**row, "n": n, "line": say("month.line", who=row["who"], due=row["due"])} for n, row in enumerate(rows)]
    there = [state for state in LOOKS if any(row["state"] == word(state) for row in rows)]
    base = alt.Chart(data(values)).encode(y=alt.Y("n:O", axis=None))
    time = alt.Axis(format="%d/%m", title=None, orient="top", labelOverlap="greedy", grid=False)
    bars = base.mark_bar(height=8, cornerRadius=4, yOffset=15).encode(
        x=alt.X("from:T", axis=time),
        x2="to:T",
        color=alt.Color(
            "state:N",
            scale=alt.Scale(domain=[word(state) for state in there], range=[colour(state) for state in there]),
            legend=alt.Legend(orient="bottom", title=None, labelLimit=260, columns=2),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=say("printed.task")),
            alt.Tooltip("who:N", title=say("printed.who")),
            alt.Tooltip("due:N", title=say("printed.due")),
            alt.Tooltip("state:N", title=say("printed.state")),
        ],
    )
    names = base.mark_text(align="left", baseline="middle", dy=-14, fontSize=12.5, clip=True).encode(
        x=alt.value(2), text="name:N"
    )
    whose = base.mark_text(align="left", baseline="middle", dy=2, fontSize=11.5, clip=True, color=GREY).encode(
        x=alt.value(2), text="line:N"
    )
    now = (
        alt.Chart(data([{"at": f"{today.isoformat()}T12:00:00", "name": say("month.today")}]))
        .mark_rule(strokeDash=[4, 3], strokeWidth=2, color="#9c1c1c")
        .encode(x="at:T", tooltip=alt.Tooltip("name:N", title=day(today.isoformat())))
    )
    within = min(row["from"] for row in rows)[:10] <= today.isoformat() <= max(row["to"] for row in rows)[:10]
    return layered(bars, names, whose, *([now] if within else []), height=alt.Step(48))
