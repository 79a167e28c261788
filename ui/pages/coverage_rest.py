"""How quickly a directive went down, month by month and level by level; and what is wrong in its branch."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import streamlit as st

from ui.pages.charts import data, layered
from ui.pages.links import Pages
from ui.pages.standing import colour
from ui.pages.words import say
from ui.text import esc
from ui.words import day, shorten

__all__ = ["rhythm", "trouble"]

Row = dict[str, Any]


def rhythm(pages: Pages, found: Row) -> None:
    """The trend by month, and the days from level to level."""
    del pages
    counted = found["indicators"]
    st.subheader(say("coverage.trend"), anchor=False)
    if counted["trend"]:
        _trend(counted["trend"], counted["units"] if found["roster"]["known"] else 0)
    else:
        st.caption(say("coverage.no_trend"))
    st.subheader(say("coverage.latency"), anchor=False)
    if counted["latency_days"]:
        keys = ("least", "median", "greatest", "mean")
        st.table(
            [
                {
                    say("coverage.step"): esc(row["step"]),
                    **{say(f"coverage.{key}"): f"{row[key]:g}".replace(".", ",") for key in keys},
                }
                for row in counted["latency_days"]
            ],
            hide_index=True,
        )
    else:
        st.caption(say("coverage.no_latency"))
    _slowest(found["units"])


def _trend(trend: Sequence[Row], units: int) -> None:
    """How many units had carried the directive out by the end of each month, of ``units`` (0: nobody can tell)."""
    total, rows = 0, []
    for one in trend:
        total += one["units"]
        name = f"{one['month'][5:7]}/{one['month'][:4]}"
        label = f"{total}{f'/{units}' if units else ''} (+{one['units']})"
        rows.append({"month": name, "new": one["units"], "total": total, "label": label})
    base = alt.Chart(data(rows)).encode(
        x=alt.X("month:O", sort=None, axis=alt.Axis(title=None, labelAngle=0, labelOverlap=False)),
        y=alt.Y("total:Q", axis=alt.Axis(title=say("coverage.units"), tickMinStep=1, format="d")),
        tooltip=[
            alt.Tooltip("month:N", title=say("month.month")),
            alt.Tooltip("new:Q", title=say("coverage.new")),
            alt.Tooltip("total:Q", title=say("coverage.total")),
        ],
    )
    bars = base.mark_bar(size=46, color=colour("issued"), cornerRadiusTopLeft=4, cornerRadiusTopRight=4)
    labels = base.mark_text(dy=16, color="#ffffff", fontWeight="bold").encode(text="label:N")
    st.altair_chart(layered(bars, labels, height=240), alt="; ".join(f"{row['month']}: {row['label']}" for row in rows))


def _slowest(units: Sequence[Row]) -> None:
    waited = sorted((u for u in units if u["latency_days"] is not None), key=lambda u: (-u["latency_days"], u["unit"]))
    if waited:
        st.subheader(say("coverage.each"), anchor=False)
        st.table(
            [
                {
                    say("coverage.unit"): esc(unit["unit"]),
                    say("coverage.days"): str(unit["latency_days"]),
                    say("printed.where"): esc(", ".join(unit["documents"][:3])),
                }
                for unit in waited[:60]
            ],
            hide_index=True,
        )


def trouble(pages: Pages, found: Row) -> None:
    """Everything in the branch that somebody should look at, each with what to do about it."""
    counted = found["indicators"]
    nothing = True
    for name in ("overdue", "late", "nonconforming"):
        if counted[name]:
            nothing = False
            _section(name, len(counted[name]))
            st.text("\n".join(f"• {unit}" for unit in counted[name][:100]))
    for name in ("orphans", "superseded", "suspect", "self_references", "dissolved", "open_groups"):
        if found[name]:
            nothing = False
            _section(name, len(found[name]))
            for row in found[name][:60]:
                _DRAW[name](pages, row)
    if nothing:
        st.success(say("coverage.no_trouble"))


def _section(name: str, count: int) -> None:
    st.subheader(f"{say(f'coverage.{name}')} ({count})", anchor=False)
    st.caption(say(f"coverage.{name}_why"))


def _called(paper: Row) -> str:
    return str(paper["code"] or paper["title"] or paper["id"])


def _orphan(pages: Pages, row: Row) -> None:
    title = shorten(" · ".join(filter(None, (row["issuer"], day(row["date"] or ""), row["title"]))), 160)
    pages.link_chain(row["id"], f"**{esc(_called(row))}** {esc(title)}")
    st.caption(esc(say("coverage.cited_by", names=", ".join(row["cited_by"][:8]))))


def _outdated(pages: Pages, row: Row) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{esc(_called(row['by']))}** {esc(row['relation'])} **{esc(_called(row['source']))}**")
        st.text(row["quote"])
        for paper in row["documents"]:
            pages.link_document(paper["id"], f"**{esc(shorten(_called(paper), 120))}**")


def _named_wrong(pages: Pages, row: Row) -> None:
    with st.container(border=True, gap="xxsmall"):
        pages.link_document(row["id"], f"**{esc(_called(row))}**")
        st.text(row["quote"])
        if row["inherited"]:
            st.caption(say("coverage.inherited"))


def _dissolved(pages: Pages, row: Row) -> None:
    del pages
    heirs = ", ".join(row["heirs"])
    st.markdown(esc(say("coverage.ended", unit=row["unit"], day=day(row["ended"] or ""), heirs=heirs or "—")))


def _group(pages: Pages, row: str) -> None:
    del pages
    st.text(f"• {row}")


_DRAW: Any = {
    "orphans": _orphan,
    "superseded": _outdated,
    "suspect": _outdated,
    "self_references": _named_wrong,
    "dissolved": _dissolved,
    "open_groups": _group,
}
