"""The page *Trách nhiệm*: who has what part in what, who carries how much, who reports to whom, what nobody owns."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import streamlit as st

from ui import actions
from ui.pages import asked, duties_lists, duties_matrix, duties_schedule, store
from ui.pages.choose import nothing_yet
from ui.pages.links import DIRECTIVE, MONTH, VIEW, Pages
from ui.pages.whose import misunderstood, unit
from ui.pages.words import say
from ui.text import esc
from ui.words import month

__all__ = ["show"]

#: So many tasks without an owner are listed.
MOST: Final = 200
Row = dict[str, Any]


def show(pages: Pages) -> None:
    """Show who answers for what, of the unit, month and directive that the address asks for, or of all."""
    st.title(say("app.duties"), anchor=False)
    months = store.ask(actions.months)
    if not months and not store.directives():
        nothing_yet()
        return
    choice = _choices([row["month"] for row in months])
    told = store.ask(actions.duties, MOST, **choice)
    if misunderstood(told):
        return
    _figures(told)
    view = asked.one(VIEW, say("duties.view"), list(VIEWS), lambda name: say(f"duties.view_{name}"))
    VIEWS[view](pages, told, choice)
    st.caption(esc(told["statement"]))


def _choices(months: Sequence[str]) -> dict[str, str | None]:
    with st.container(key="choices", horizontal=True, vertical_alignment="bottom"):
        with st.container(width=400):
            whose = unit()
        with st.container(width=200):
            within = asked.pick(
                MONTH,
                say("tasks.month"),
                ["", *months],
                lambda name: month(name).capitalize() or say("tasks.any_month"),
            )
        with st.container(width=260):
            directive = asked.words(DIRECTIVE, say("tasks.directive"), example=say("duties.directive_example"))
    return {"unit": whose or None, "month": within or None, "directive": directive or None}


def _figures(told: Row) -> None:
    counts = {
        "units": len(told["units"]),
        "no_owner": told["found"]["no_owner"],
        "two_leads": told["found"]["two_leads"],
        "pile_ups": len(told["pile_ups"]),
        "reports": sum(line["count"] for line in told["reports"]),
        "recipients": len(told["recipients"]),
    }
    with st.container(key="figures", horizontal=True):
        for name, count in counts.items():
            many = f"{count:,}".replace(",", ".")
            st.metric(say(f"duties.{name}"), many, border=True, width=172, help=say(f"duties.{name}_why"))


def _matrix(pages: Pages, told: Row, choice: dict[str, str | None]) -> None:
    """The matrix of the ledger's tasks, which says each part by name."""
    found = store.ask(actions.ledger, today=dt.date.today(), **choice)
    tasks = sorted(found["tasks"], key=lambda task: (task["issued"] or "", task["directive"], task["span"]))
    duties_matrix.matrix(pages, tasks, told["units"], by_task=bool(choice["directive"]))


def _load(pages: Pages, told: Row, choice: dict[str, str | None]) -> None:
    duties_matrix.load(pages, told["units"], choice)


#: View of the address → what draws it.
VIEWS: Mapping[str, Callable[[Pages, Row, dict[str, str | None]], None]] = MappingProxyType(
    {
        "ma-tran": _matrix,
        "tai": _load,
        "bao-cao": lambda pages, told, _: duties_lists.reports(pages, told),
        "khong-ai": lambda pages, told, _: duties_lists.unowned(pages, told),
        "don-viec": lambda pages, told, _: duties_lists.pile_ups(pages, told),
        "doi-chieu": lambda pages, _, choice: duties_schedule.schedule(pages, choice),
        "noi-nhan": lambda pages, told, _: duties_lists.recipients(pages, told),
    }
)
