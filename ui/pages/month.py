"""The page *Tháng*: what is due, what became of it, what goes on and what vanished, of a unit or of all."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import streamlit as st

from ui import actions
from ui.pages import asked, letters, month_days, month_lines, month_pairs, printed, store
from ui.pages.choose import nothing_yet
from ui.pages.links import MONTH, VIEW, Pages
from ui.pages.links import told as told_in_address
from ui.pages.listing import link_task, listing, paged, task_row
from ui.pages.whose import misunderstood, unit
from ui.pages.words import say
from ui.text import esc
from ui.words import day, month, shorten

__all__ = ["as_it_stands", "is_heavy", "newest", "show"]

#: names in the address: known up to which day; which list of tasks; all units of very many
AS_OF, LIST, ALL = "den", "muc", "tat-ca"
#: and of what is overdue that of this month alone
OWN: Final = "rieng"
#: The lists of a month in the order in which they are looked at.
LISTS = ("overdue", "due", "done", "claimed", "new", "carried", "dropped", "long_running")
#: So many tasks in the months around are held against what documents tell in about a second.
HEAVY: Final = 2_500
#: So many tasks of a list go on paper.
PRINTED: Final = 300
Row = dict[str, Any]


def show(pages: Pages) -> None:
    """Show the month and unit that the address asks for; else the newest month of the store, and all units."""
    title = st.empty()
    known = store.ask(actions.months)
    if not known:
        title.title(say("app.month"), anchor=False)
        nothing_yet()
        return
    today = dt.date.today()
    chosen, whose, as_of = _choices([row["month"] for row in known], newest(known, today))
    title.title(month(chosen).capitalize(), anchor=False)
    if not whose and is_heavy(known, chosen) and not asked.switch(ALL, say("month.all"), help=say("month.all_why")):
        st.info(say("month.choose_unit"))
        return
    found = store.ask(actions.month, chosen, today=today, unit=whose or None, as_of=as_of)
    if misunderstood(found):
        return
    told = as_it_stands(found)
    _head(told, as_of)
    _take_away(told, as_of, today)
    view = asked.one(VIEW, say("month.view"), list(VIEWS), lambda name: say(f"month.view_{name}"))
    VIEWS[view](pages, told)
    st.caption(esc(told["statement"]))


def as_it_stands(told: Row) -> Row:
    """The month with each task as it stands on the day, and with what is overdue on it, of whatever month."""

    def now(rows: Sequence[Row]) -> list[Row]:
        return [{**row, "status": row["stands"]} for row in rows]

    lists = {name: now(told[name]) for name in (*LISTS, "tasks") if name != "overdue"}
    return {**told, **lists, "overdue": now(told["overdue_all"])}


def is_heavy(known: Sequence[Row], month: str) -> bool:
    """Whether the months around hold so many tasks that all units together take long."""
    around = sorted((row["month"] for row in known), key=lambda name: (name > month, name))
    at = around.index(month)
    near = set(around[max(at - 2, 0) : at + 2])
    return sum(int(row["tasks"]) for row in known if row["month"] in near) > HEAVY


def newest(known: Sequence[Row], today: dt.date) -> str:
    """The newest month that has documents and has begun; else the newest that has tasks, or ''."""
    begun = [row["month"] for row in known if row["documents"] and row["month"] <= today.isoformat()[:7]]
    return str(max(begun or [row["month"] for row in known if row["tasks"]], default=""))


def _choices(months: Sequence[str], newest: str) -> tuple[str, str, dt.date | None]:
    """The line of choices: month, unit, and the day up to which documents count."""
    with st.container(key="choices", horizontal=True, vertical_alignment="bottom"):
        with st.container(width=200):
            chosen = asked.pick(MONTH, say("month.month"), months, lambda name: month(name).capitalize(), newest)
        with st.container(width=420):
            whose = unit()
        with st.container(width=240):
            as_of = asked.day(AS_OF, say("month.as_of"), help=say("month.as_of_why"))
    return chosen, whose, as_of


def _head(told: Row, as_of: dt.date | None) -> None:
    if told["unit"]:
        names = ", ".join(dict.fromkeys(row["name"] for row in _units(told["unit"])))
        st.caption(esc(say("whose.taken", names=shorten(names, 300))))
        st.caption(say("month.whose"))
    if as_of:
        st.info(say("month.known_on", day=day(as_of.isoformat())))
    if not told["told"]:
        st.info(say("month.untold"))


def _take_away(told: Row, as_of: dt.date | None, today: dt.date) -> None:
    """The month as a brief, the letter that presses for what is late, the days due as a calendar."""
    with st.container(key="take", horizontal=True):
        letters.brief(told["month"], told["unit"], as_of, today)
        own = told_in_address(OWN) == "1"  # of this month only where the list shows those
        letters.remind({"unit": told["unit"], "month": told["month"] if own else None}, as_of or today)


def _units(name: str) -> list[Row]:
    found = store.ask(actions.units, name)
    return found if isinstance(found, list) else []


# -- the lists ---------------------------------------------------------------------------------------------------------


def _work(pages: Pages, told: Row) -> None:
    """One of the lists: the figures are the tabs; the first that holds anything, unless the address says another."""
    held = {name: told["overdue_found"] if name == "overdue" else len(told[name]) for name in LISTS}
    with st.container(key="lists"):
        name = asked.one(
            LIST,
            say("month.list"),
            list(LISTS),
            lambda name: f"**{f'{held[name]:,}'.replace(',', '.')}** {say(f'month.{name}')}",
            default=next((name for name in LISTS if held[name]), LISTS[0]),
        )
    st.caption(esc(say(f"month.{name}_why")))
    if name == "overdue" and told["overdue"]:
        _overdue(pages, told)
        return
    rows = told[name]
    if name == "carried" and rows:
        for row in paged(rows, name):
            task_row(pages, row, lambda row=row: _before(pages, [row["continues"]]))  # type: ignore[misc]
    elif name == "long_running" and rows:
        for row in paged(rows, name):
            task_row(pages, row, lambda row=row: _before(pages, row["chain"][:-1]))  # type: ignore[misc]
    else:
        listing(pages, rows, name, say(f"month.no_{name}" if name in ("dropped", "long_running") else "month.none"))


def _overdue(pages: Pages, told: Row) -> None:
    """What is overdue on the day, the longest first; which part of it is of this month."""
    own = [row for row in told["overdue"] if row["of_month"]]
    names = {"": say("month.every_month", n=told["overdue_found"]), "1": say("month.of_this", n=len(own))}
    chosen = asked.one(OWN, say("month.of_which"), list(names), names.__getitem__)
    if not told["judged"]:
        st.info(say("month.by_calendar", n=len(told["overdue"])))
    listing(pages, own if chosen else told["overdue"], f"overdue {chosen}", say("month.none"))


def _before(pages: Pages, tasks: Sequence[Row]) -> None:
    """What a task goes on with, the oldest first."""
    for task in tasks:
        since = month((task["issued"] or "")[:7])
        label = say("month.continues", month=since, text=shorten(task["text"], 140))
        link_task(pages, task, esc(label))


# -- month against month -----------------------------------------------------------------------------------------------


def _against(pages: Pages, told: Row) -> None:
    """What is new, gone and changed against another month."""
    known = [row["month"] for row in store.ask(actions.months) if row["month"] != told["month"]]
    if not known:
        st.caption(say("month.no_other"))
        return
    before = max((name for name in known if name < told["month"]), default=known[0])
    other = asked.pick("so", say("month.against"), known, lambda name: month(name).capitalize(), before)
    as_of = asked.day_of(AS_OF)
    held = store.ask(
        actions.month, told["month"], today=dt.date.today(), unit=told["unit"], as_of=as_of, against=other
    )["diff"]
    st.subheader(say("month.changed", n=len(held["changed"])), anchor=False)
    for change in paged(held["changed"], "changed"):
        task_row(pages, change["after"], lambda change=change: _change(change))  # type: ignore[misc]
    for name in ("new", "gone"):
        st.subheader(say(f"month.diff_{name}", n=len(held[name]), month=month(other)), anchor=False)
        listing(pages, held[name], f"diff {name}", say("month.none"))


def _change(change: Row) -> None:
    for what in change["what"]:
        st.caption(esc(say("month.change", what=what, before=_told(change["before"], what),
                           after=_told(change["after"], what))))  # fmt: skip


def _told(task: Row, what: str) -> str:
    if what == "thời hạn":
        return ", ".join(map(day, task["deadlines"])) or say("month.no_day")
    return "; ".join(part["unit"] for part in task["assignments"] if part["role"] == "assignedTo") or say(
        "month.nobody"
    )


# -- on paper ----------------------------------------------------------------------------------------------------------


def _printed(pages: Pages, told: Row) -> None:
    """The month as one goes into a meeting with it: tables, black on white, A4."""
    del pages
    whose = told["unit"] or say("month.everybody")
    with printed.sheet(say("month.sheet", month=month(told["month"])), esc(f"{whose} · {day(told['as_of'])}")):
        for name in ("overdue", "due", "carried", "long_running", "dropped"):
            if told[name]:
                count = told["overdue_found"] if name == "overdue" else len(told[name])
                st.subheader(f"{say(f'month.{name}')} ({count})", anchor=False)
                printed.tasks(told[name][:PRINTED])
                if len(told[name]) > PRINTED:
                    st.caption(say("month.printed", n=PRINTED, of=count))
        if told["contradictions"]:
            st.subheader(f"{say('month.contradictions')} ({len(told['contradictions'])})", anchor=False)
            printed.pairs(told["contradictions"])


#: View of the address → what draws it.
VIEWS: Mapping[str, Callable[[Pages, Row], None]] = MappingProxyType(
    {
        "viec": _work,
        "ket-qua": month_pairs.show,
        "lich": month_days.show,
        "tien-do": month_lines.show,
        "so-sanh": _against,
        "in": _printed,
    }
)
