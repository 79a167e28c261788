"""The calendar of a month, Monday first: how much is due on each day, and the tasks of the day that is picked."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import streamlit as st

from ontology.days import closed
from ui.pages import asked
from ui.pages.charts import GREY, data, layered
from ui.pages.links import Pages
from ui.pages.listing import listing
from ui.pages.standing import badge, colour
from ui.pages.words import say
from ui.text import esc
from ui.words import day

__all__ = ["cells", "show"]

#: how the address names the day that is picked
DAY: Final = "ngay"
WEEKDAYS: Final = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
#: What colours a day, the first that any task of it is.
_ORDER: Final = ("overdue", "open", "partial", "claimed", "unknown", "done", "cancelled")
Row = dict[str, Any]


def show(pages: Pages, told: Row) -> None:
    """Draw the month and list the day that the address picks."""
    days = _by_day(told)
    rows = cells(told["month"], days, dt.date.today())
    key = f"calendar {told['month']}"
    st.altair_chart(
        _chart(rows), key=key, on_select=lambda: _on_select(key), selection_mode=["pick"], alt=say("month.calendar_alt")
    )
    there = [state for state in _ORDER if any(row["state"] == state for row in rows)]
    st.markdown(" ".join([*map(badge, there), f":gray-badge[{say('month.closed')}]"]))
    st.caption(say("month.calendar_how"))
    holidays = sorted({(row["date"], row["closed"]) for row in rows if row["holiday"]})
    if holidays:
        st.caption(esc(say("month.holidays", days="; ".join(f"{day(when)} {name}" for when, name in holidays))))
    busy = sorted(days)
    if not busy:
        st.caption(say("month.no_days"))
        return
    picked = asked.some(DAY, say("month.days"), busy, lambda name: f"{day(name)[:-5]} ({len(days[name])})")
    for name in picked or busy:
        st.subheader(_heading(name), anchor=False)
        listing(pages, days[name], f"day {name}", say("month.none"))
        if not picked and name != busy[-1] and busy.index(name) >= 4:
            st.caption(say("month.more_days"))
            break


def cells(month: str, days: Mapping[str, Sequence[Row]], today: dt.date) -> list[Row]:
    """A row a day of the month: where it stands in the weeks, what is due, what it is, whether offices are closed."""
    year, number = int(month[:4]), int(month[5:7])
    rows: list[Row] = []
    for week, line in enumerate(calendar.Calendar().monthdatescalendar(year, number)):
        for weekday, when in zip(WEEKDAYS, line, strict=True):
            if when.month != number:
                continue
            tasks = days.get(when.isoformat(), ())
            off = closed(when)
            busy = next((s for s in _ORDER if any(t["status"] == s for t in tasks)), "")
            rows.append(
                {
                    "date": when.isoformat(),
                    "number": str(when.day) + (f" · {say('month.today')}" if when == today else ""),
                    "weekday": weekday,
                    "week": week,
                    "tasks": str(len(tasks)) if tasks else "",
                    "state": busy or ("off" if off else "none"),
                    "weight": 0.9 if busy else 0.16 if off else 0.03,
                    "ink": "#ffffff" if busy else GREY,
                    "closed": off,
                    "holiday": off not in ("", "thứ Bảy", "Chủ nhật"),
                    "told": say("month.tasks_due", n=len(tasks)),
                }
            )
    return rows


def _by_day(told: Row) -> dict[str, list[Row]]:
    """Day of the month → its tasks."""
    found: dict[str, list[Row]] = defaultdict(list)
    for task in told["tasks"]:
        for when in task["deadlines"]:
            if when.startswith(told["month"]):
                found[when].append(task)
    return found


def _heading(name: str) -> str:
    when = dt.date.fromisoformat(name)
    off = closed(when)
    rest = f" ({off})" if off and off not in ("thứ Bảy", "Chủ nhật") else ""
    return esc(f"{say('month.weekdays').split('|')[when.weekday()]}, {day(name)}{rest}")


def _chart(rows: Sequence[Row]) -> alt.LayerChart:
    states = [*_ORDER, "off", "none"]
    inks = [*(colour(state) for state in _ORDER), GREY, GREY]
    base = alt.Chart(data(rows)).encode(
        x=alt.X(
            "weekday:O",
            sort=list(WEEKDAYS),
            scale=alt.Scale(paddingInner=0.05, paddingOuter=0),
            axis=alt.Axis(orient="top", title=None, labelAngle=0, domain=False, ticks=False, labelFontSize=13),
        ),
        y=alt.Y("week:O", axis=None, scale=alt.Scale(paddingInner=0.07, paddingOuter=0)),
        tooltip=[
            alt.Tooltip("date:N", title=say("month.day")),
            alt.Tooltip("told:N", title=say("month.due")),
            alt.Tooltip("closed:N", title=say("month.closed")),
        ],
    )
    pick = alt.selection_point(name="pick", fields=["date"], on="click", clear=False)
    box = base.mark_rect(cornerRadius=5, stroke="#80808066", cursor="pointer").encode(
        color=alt.Color("state:N", scale=alt.Scale(domain=states, range=inks), legend=None),
        fillOpacity=alt.FillOpacity("weight:Q", scale=None),
    )
    number = base.mark_text(baseline="middle", dy=-19, fontSize=12)
    count = base.mark_text(baseline="middle", dy=5, fontSize=19, fontWeight="bold", color="#ffffff")
    ink = alt.Color("ink:N", scale=None)
    return layered(
        box.add_params(pick), number.encode(text="number:N", color=ink), count.encode(text="tasks:N"),
        height=alt.Step(64),
    )  # fmt: skip


def _on_select(key: str) -> None:
    picked = st.session_state[key]["selection"].get("pick") or []
    asked.write(DAY, ",".join(str(row["date"]) for row in picked if "date" in row))
