"""The page *Nhiệm vụ*: the register of tasks, filtered, sorted, taken away or marked; or one task whole."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from ui import actions
from ui.pages import asked, store, task_page
from ui.pages.choose import nothing_yet
from ui.pages.links import DIRECTIVE, MONTH, TASK, VIEW, Pages, told
from ui.pages.listing import place_of, task_row
from ui.pages.standing import LOOKS, word
from ui.pages.tasks_do import bar
from ui.pages.whose import misunderstood, unit
from ui.pages.words import say
from ui.text import esc
from ui.words import body, day, month, shorten, when

__all__ = ["due_of", "ordered", "show"]

#: names in the address: words searched, role, status, days due from and until, reported to, order, page
SEARCH, ROLE, STATUS, SINCE, UNTIL, TO, ORDER, TURN = "tim", "vai", "tt", "tu", "den", "nhan", "xep", asked.TURN
FILTERS: Final = (SEARCH, "dv", MONTH, ROLE, STATUS, SINCE, UNTIL, TO, DIRECTIVE)
AT_ONCE: Final = 25
#: A row of the table holds three lines; Streamlit wraps in rows of more than 64 pixels only.
ROW: Final = 66
#: What stands in a column, and how wide it is; a letter of three lines takes so much of it.
_WIDTHS: Final = {"status": 125, "due": 100, "task": 470, "owner": 250, "reports_to": 200, "where": 190}
_LETTER: Final = 2.8
ORDERS: Final = ("due", "new", "status", "unit")
Row = dict[str, Any]


def show(pages: Pages) -> None:
    """Show the task that the address names, or the register."""
    if told(TASK):
        task_page.show(pages, told(TASK))
        return
    st.title(say("app.tasks"), anchor=False)
    known = store.ask(actions.months)
    if not known and not store.directives():
        nothing_yet()
        return
    today = dt.date.today()
    found = _asked([row["month"] for row in known], today)
    if misunderstood(found):
        return
    rows = _narrowed(found)
    if rows:
        _register(pages, rows, today)
    else:
        st.info(say("tasks.none"))
        st.button(say("tasks.clear"), on_click=_clear)
    st.caption(esc(found["statement"]))


# -- what is asked -----------------------------------------------------------------------------------------------------


def _asked(months: Sequence[str], today: dt.date) -> Any:  # noqa: ANN401 - the ledger, or why there is none
    """The filters, and the ledger of what they say."""
    with st.container(key="choices", horizontal=True, vertical_alignment="bottom"):
        with st.container(width=330):
            search = asked.words(SEARCH, say("tasks.search"), example=say("tasks.search_example"))
        with st.container(width=330):
            whose = unit()
        with st.container(width=180):
            within = asked.pick(MONTH, say("tasks.month"), ["", *months], _month)
        with st.container(width=190):
            role = asked.pick(ROLE, say("tasks.role"), ["", *actions.ROLES], lambda name: say(f"tasks.role_{name}"))
        more = sum(bool(told(name)) for name in (DIRECTIVE, TO, SINCE, UNTIL))
        with st.popover(say("tasks.more", n=more) if more else say("tasks.more_none")):
            directive = asked.words(DIRECTIVE, say("tasks.directive"), example="27-KL/TW")
            to = asked.words(TO, say("tasks.reports_to"), example=say("tasks.reports_example"))
            since, until = asked.day(SINCE, say("tasks.since")), asked.day(UNTIL, say("tasks.until"))
    order = told(ORDER) if told(ORDER) in ORDERS else ORDERS[0]
    return store.ask(
        actions.ledger,
        today=today,
        unit=whose or None,
        role=role or None,
        month=within or None,
        directive=directive or None,
        search=(search,) if search else (),
        due_from=since,
        due_until=until,
        reports_to=to or None,
        order="new" if order == "new" else "due",
    )


def _month(name: str) -> str:
    return month(name).capitalize() if name else say("tasks.any_month")


def _clear() -> None:
    for name in FILTERS:
        asked.write(name, "")


def _narrowed(found: Row) -> list[Row]:
    """The tasks of the statuses chosen, in the order chosen; the counts of all stand on the choices."""
    counts = found["counts"]
    there = [state for state in LOOKS if counts.get(state)]
    st.markdown(say("tasks.found", n=_number(found["found"])))
    chosen = asked.some(STATUS, say("tasks.status"), there, lambda state: f"{word(state)} ({_number(counts[state])})")
    order = told(ORDER) if told(ORDER) in ORDERS else ORDERS[0]
    return ordered([task for task in found["tasks"] if not chosen or task["status"] in chosen], order)


def ordered(rows: list[Row], order: str) -> list[Row]:
    """Rows that come by day, by status (what presses first) or by who is charged."""
    if order == "status":
        ranks = ("overdue", "soon", "partial", "open", "claimed", "unknown", "carried", "amended", "done", "cancelled")
        return sorted(rows, key=lambda row: (ranks.index(row["status"]), -(row["days_late"] or 0)))
    return sorted(rows, key=lambda row: (not _owners(row), _owners(row).casefold())) if order == "unit" else rows


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


# -- the register ------------------------------------------------------------------------------------------------------


def _register(pages: Pages, rows: list[Row], today: dt.date) -> None:
    last = -(-len(rows) // AT_ONCE)
    turned = asked.number(TURN, 1, last)
    shown = rows[(turned - 1) * AT_ONCE : turned * AT_ONCE]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=210):
            asked.pick(ORDER, say("tasks.order"), ORDERS, lambda name: say(f"tasks.order_{name}"), ORDERS[0])
        with st.container(width=240, key="register-view"):
            views = ("bang", "danh-sach")
            view = asked.one(VIEW, say("tasks.view"), views, lambda name: say(f"tasks.view_{name}"), hidden=False)
    above, picked = st.container(), []
    if view == "bang":
        with st.container(key="register-table"):
            picked = _table(shown, f"register {turned} {hash(tuple(row['id'] for row in shown))}")
    # on a telephone a table shows two columns: there this list stands in its place (the style of the frame hides one)
    with st.container(key="register-list" if view == "bang" else "register-rows", gap="small"):
        for row in shown:
            task_row(pages, row)
    if last > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            key = f"turn {last} {turned}"
            st.pagination(last, default=turned, key=key, on_change=_turn, args=(key,))
            first = (turned - 1) * AT_ONCE
            st.caption(say("listing.shown", first=first + 1, last=first + len(shown), n=_number(len(rows))))
    with above:
        bar(picked, rows, today)


def _turn(key: str) -> None:
    asked.write(TURN, str(st.session_state[key]) if st.session_state[key] > 1 else "")


def _table(rows: Sequence[Row], key: str) -> list[Row]:
    """The rows as a table: a click on a cell opens the task; gives the rows that are ticked."""
    told = {
        "status": [_status(row) for row in rows],
        "due": [due_of(row) for row in rows],
        "task": [row["text"] for row in rows],
        "owner": [_owners(row) or "—" for row in rows],
        "reports_to": ["; ".join(map(body, row["reports_to"])) for row in rows],
        "where": [place_of(row) for row in rows],
    }
    table = {
        say(f"tasks.{name}"): [shorten(text, int(_WIDTHS[name] / _LETTER)) for text in column]
        for name, column in told.items()
    }
    widths = dict(zip(table, _WIDTHS.values(), strict=True))

    def opened() -> None:
        cells = st.session_state[key]["selection"]["cells"]
        if cells:
            st.query_params[TASK] = rows[cells[0][0]]["id"]

    chosen = st.dataframe(
        table,
        key=key,
        hide_index=True,
        row_height=ROW,
        height=ROW * len(rows) + 40,
        column_config={name: st.column_config.TextColumn(width=width) for name, width in widths.items()},
        on_select=opened,
        selection_mode=["multi-row", "single-cell"],
        alt=say("tasks.table_alt"),
    )
    st.caption(say("tasks.how"))
    return [rows[i] for i in chosen["selection"]["rows"] if i < len(rows)]


def _status(row: Row) -> str:
    """How the task stands, with the number of days that it is late."""
    return f"{word(row['status'])} {say('tasks.late', n=row['days_late'])}" if row["days_late"] else word(row["status"])


def due_of(row: Row) -> str:
    """By when, in words: the last day due, with how often; else how often, else what is printed."""
    often = "; ".join(map(when, row["recurrence"]))
    if row["deadlines"]:
        last = day(row["deadlines"][-1])
        return f"{last} ({often})" if any(rule.startswith("FREQ=") for rule in row["recurrence"]) else last
    return often or shorten("; ".join(row["printed"]), 60)


def _owners(row: Row) -> str:
    return "; ".join(dict.fromkeys(body(part["unit"]) for part in row["assignments"] if part["role"] == "assignedTo"))
