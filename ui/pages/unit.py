"""The page *Đơn vị*: what a unit is, who is above and below it, what was asked of it and what it did."""

import datetime as dt
from typing import Any, Final

import streamlit as st

from ui import actions
from ui.actions import Unknown
from ui.pages import scope, store
from ui.pages.book import BOOK
from ui.pages.choose import nothing_yet
from ui.pages.links import MONTH, UNIT, Pages, told
from ui.pages.month import newest
from ui.pages.unit_registry import registry
from ui.pages.words import say
from ui.text import esc, one_line
from ui.words import body, day, month, shorten, when

__all__ = ["show"]

#: So many units are offered, and so many directives or reports listed before the rest is counted.
OFFERED: Final = 25
MOST: Final = 40
MONTHS: Final = 12
Row = dict[str, Any]


def show(pages: Pages) -> None:
    """Show the unit that the address asks for, or a way to find one."""
    asked = told(UNIT)
    if not store.directives():
        st.title(say("app.unit"), anchor=False)
        nothing_yet()
        return
    if not asked:
        st.title(say("app.unit"), anchor=False)
        _find(pages, hint=True)
        return
    found = store.ask(actions.unit_profile, asked[:300], today=dt.date.today())
    if isinstance(found, Unknown):
        st.title(say("app.unit"), anchor=False)
        st.warning(esc(say("unit.unknown", asked=shorten(asked, 120))))
        if found.suggestions:
            st.text(say("unit.near", names=", ".join(map(one_line, found.suggestions))))
        _find(pages)
    elif "unit" not in found:
        st.title(say("app.unit"), anchor=False)
        _offer(pages, found["units"])
        _find(pages)
    else:
        _one(pages, found)


# -- finding one -------------------------------------------------------------------------------------------------------


def _find(pages: Pages, *, hint: bool = False) -> None:
    typed = st.text_input(
        say("unit.find"), key="find unit", type="search", live=True, placeholder=say("unit.example"), max_chars=200
    ).strip()
    if typed:
        found = store.ask(actions.unit_profile, typed, today=dt.date.today())
        if isinstance(found, Unknown):
            st.caption(esc(say("unit.unknown", asked=shorten(typed, 120))))
            if found.suggestions:
                st.text(say("unit.near", names=", ".join(map(one_line, found.suggestions))))
        else:
            _offer(pages, found["units"])
    elif hint:
        st.caption(say("unit.hint"))
        rows = store.ask(actions.units)
        _links(pages, sorted(rows, key=lambda row: (-row["tasks"], row["name"]))[:OFFERED])


def _offer(pages: Pages, rows: list[Row]) -> None:
    st.caption(say("unit.found", shown=min(OFFERED, len(rows)), n=len(rows)))
    _links(pages, rows[:OFFERED])


def _links(pages: Pages, rows: list[Row]) -> None:
    for row in rows:
        where = row["province"] or (say("unit.no_province") if row["level"] == "xã" else "")
        rest = (row["kind"], row["place"], where, say("unit.tasks", n=row["tasks"]))
        pages.link("unit", f"**{esc(body(row['name']))}** {esc(' · '.join(filter(None, rest)))}", **{UNIT: row["id"]})


# -- one unit ----------------------------------------------------------------------------------------------------------


def _one(pages: Pages, found: Row) -> None:
    unit = found["unit"]
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    with left, st.container(gap="xxsmall"):
        level = say("unit.level", level=unit["level"]) if unit["level"] in ("tỉnh", "xã") else unit["level"]
        st.text(" · ".join(filter(None, (unit["kind"], level, unit["place"], unit["province"]))))
        st.title(esc(body(unit["name"])), anchor=False)
        st.caption(say("unit.code", code=unit["code"]) if unit["code"] else say("unit.no_code"))
    with right, st.popover(say("unit.other")):
        _find(pages)
    left, right = st.columns([1.7, 1], gap="large")
    with left:
        _work(pages, found)
        _sent(pages, found["sent"])
        _issued(pages, found["issued"])
        _reports(found["reports"])
    with right:
        registry(pages, found)
    st.caption(esc(found["statement"]))


def _work(pages: Pages, found: Row) -> None:
    """The newest month, and the ways to the tasks."""
    today, called = dt.date.today(), found["called"]
    chosen = newest(store.ask(actions.months), today)
    if chosen:
        told_ = store.ask(actions.month, chosen, today=today, unit=found["unit"]["id"])
        st.subheader(say("unit.month", month=month(chosen)), anchor=False)
        with st.container(horizontal=True, gap="large"):
            for word, key in (("given", "tasks"), ("due", "due"), ("overdue", "overdue"), ("done", "done")):
                count = told_["overdue_found"] if key == "overdue" else len(told_[key])
                st.metric(say(f"unit.{word}"), count, width="content")
    known = {page for page, _, _ in BOOK}
    with st.container(horizontal=True, gap="medium"):
        for page, word, also in (
            ("tasks", "to_tasks", {}),
            ("month", "to_month", {MONTH: chosen}),
            ("duties", "to_duties", {}),
        ):
            if page in known:
                pages.link(page, say(f"unit.{word}"), **{UNIT: called, **also, **scope.whole()})


def _sent(pages: Pages, rows: list[Row]) -> None:
    st.subheader(say("unit.sent", n=len(rows), asks=sum(row["asks"] for row in rows)), anchor=False)
    if not rows:
        st.caption(say("unit.sent_none"))
    ordered = sorted(
        rows, key=lambda row: (not row["asks"], row["relation"] != "gửi", bool(row["taken_up"]), row["date"] or "")
    )
    for row in ordered[:MOST]:
        with st.container(border=True, gap="xxsmall"):
            _directive(pages, row)
            word = "to" if row["asks"] else "sent_up" if row["relation"] == "gửi" else "copied"
            with st.container(horizontal=True, gap="small"):
                st.badge(say(f"unit.{word}"), color="blue" if row["asks"] else "gray")
                if row["asks"] and not row["taken_up"]:
                    st.badge(say("unit.not_seen"), color="orange")
            if row["taken_up"]:
                st.caption(say("unit.taken_up"))
                for lower in row["taken_up"]:
                    _directive(pages, lower)
    _rest(rows)


def _order(row: Row) -> tuple[bool, bool, bool, str]:
    """What asks something of the unit and is not seen taken up comes first, the oldest of it first."""
    return not row["asks"], row["relation"] != "gửi", bool(row["taken_up"]), row["date"] or ""


def _issued(pages: Pages, rows: list[Row]) -> None:
    st.subheader(say("unit.issued", n=len(rows)), anchor=False)
    if not rows:
        st.caption(say("unit.issued_none"))
    for row in sorted(rows, key=lambda row: row["date"] or "", reverse=True)[:MOST]:
        _directive(pages, row)
    _rest(rows)


def _directive(pages: Pages, row: Row) -> None:
    head = f"{row['type'] or ''} {row['code']}".strip() if row["code"] else shorten(row["name"], 150)
    rest = " · ".join(filter(None, (day(row["date"] or ""), row["title"] if row["code"] else "")))
    pages.link_chain(row["id"], f"**{esc(head)}** {esc(shorten(rest, 150))}")


def _reports(rows: list[Row]) -> None:
    st.subheader(say("unit.reports", n=len(rows)), anchor=False)
    if not rows:
        st.caption(say("unit.reports_none"))
        return
    st.table(
        [
            {
                say("unit.report_to"): esc(shorten(body(row["to"]), 120)),
                say("unit.report_via"): esc(shorten(body(row["via"] or ""), 100)),
                say("unit.report_days"): esc(
                    shorten("; ".join([*map(day, row["days"]), *map(when, row["recurrence"])]), 120)
                ),
                say("unit.report_count"): str(row["count"]),
            }
            for row in rows[:MOST]
        ]
    )
    _rest(rows)


def _rest(rows: list[Row]) -> None:
    if len(rows) > MOST:
        st.caption(say("unit.more", n=len(rows) - MOST))
