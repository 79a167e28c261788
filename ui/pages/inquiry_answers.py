"""What is found for a question in plain words: tasks with how they stand, directives with the sentences that say so."""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Final

import streamlit as st

from ontology.issue import Issue
from ui import actions
from ui.pages import coverage_units, store
from ui.pages.duties_lists import unowned_rows
from ui.pages.find import address, label
from ui.pages.links import MONTH, UNIT, Pages
from ui.pages.listing import AT_ONCE, listing, paged, task_row
from ui.pages.people import act
from ui.pages.whose import misunderstood
from ui.pages.words import say
from ui.text import esc
from ui.words import body, shorten

__all__ = ["carried_out", "changed", "due", "nobody", "not_held", "not_seen", "owed", "rests_on", "told_so"]

#: How tasks stand of which nothing is owed any more.
_OVER: Final = ("done", "cancelled")
_MOST: Final = 200
#: Relations between directives, the closest first; those by which one changes another; so many sentences are shown.
CHANGES: Final = ("thay thế", "bãi bỏ", "sửa đổi")
ORDER: Final = ("thực hiện", "chuyển tiếp", *CHANGES, "căn cứ", "kèm theo", "viện dẫn")
SENTENCES: Final = 2
Row = dict[str, Any]


# -- tasks -------------------------------------------------------------------------------------------------------------


def _tasks(pages: Pages, choice: Row, fits: Callable[[Row], bool]) -> tuple[list[Row], str] | None:
    """The tasks of the choice that fit, and what that rests on; None where the unit is not known, which is said."""
    found = store.ask(actions.ledger, today=dt.date.today(), unit=choice["unit"] or None, month=choice["month"] or None)
    if misunderstood(found):
        return None
    rows = [task for task in found["tasks"] if fits(task)]
    st.markdown(say("inquiry.found", n=len(rows)))
    if rows:
        also = {"tt": "overdue"} if choice["question"] == "qua-han" else {}
        pages.link("tasks", say("inquiry.register"), **{UNIT: choice["unit"], MONTH: choice["month"], **also})
    return rows, found["statement"]


def told_so(pages: Pages, choice: Row, fits: Callable[[Row], bool]) -> None:
    """The tasks of the choice that fit."""
    if found := _tasks(pages, choice, fits):
        listing(pages, found[0], choice["question"], say("inquiry.none"))
        st.caption(esc(found[1]))


def due(pages: Pages, choice: Row) -> None:
    """Tasks with a day due in the month picked."""
    told_so(pages, choice, lambda task: any(day.startswith(choice["month"]) for day in task["deadlines"]))


def owed(pages: Pages, choice: Row) -> None:
    """Reports that are still to be sent, by whom they are to be sent."""
    found = _tasks(pages, choice, lambda task: bool(task["reports_to"]) and task["status"] not in _OVER)
    if found is None:
        return
    rows, statement = found
    if not rows:
        st.caption(say("inquiry.none"))
    rows.sort(key=lambda task: (not _owner(task), _owner(task), task["deadlines"][-1:]))
    for who, tasks in groupby(paged(rows, "owed"), key=_owner):
        st.markdown(f"**{esc(body(who) or say('listing.nobody'))}**")
        for task in tasks:
            task_row(pages, task, lambda task=task: _to(task))  # type: ignore[misc]
    st.caption(esc(statement))


def _to(task: Row) -> None:
    st.caption(esc(say("inquiry.to", to="; ".join(map(body, task["reports_to"])))))


def _owner(task: Row) -> str:
    return next((part["unit"] for part in task["assignments"] if part["role"] == "assignedTo"), "")


def nobody(pages: Pages, choice: Row) -> None:
    """Tasks that name nobody, or only a group in a lead-in."""
    found = store.ask(actions.duties, _MOST, month=choice["month"] or None)
    st.markdown(say("inquiry.found", n=found["found"]["no_owner"]))
    unowned_rows(pages, found, "no_owner")
    st.caption(esc(found["statement"]))


# -- directives --------------------------------------------------------------------------------------------------------


def carried_out(pages: Pages, choice: Row) -> None:
    """What carries the directive out, passes it on, rests on it or names it."""
    _related(pages, choice, "cited_by")


def rests_on(pages: Pages, choice: Row) -> None:
    """What the directive carries out, rests on or names."""
    _related(pages, choice, "cites")


def changed(pages: Pages, choice: Row) -> None:
    """What replaced, repealed or amended the directive, by the documents of the store."""
    _related(pages, choice, "cited_by", CHANGES)


def _related(pages: Pages, choice: Row, way: str, only: Sequence[str] = ORDER) -> None:
    """Directives that are related to the one picked, by relation, each with the sentences that say so."""
    shown, rows = store.ask(actions.show, choice["row"]["id"]), store.directives()
    if not isinstance(shown, dict):
        return
    known = {row["id"]: row for row in rows}
    facts = [fact for fact in shown[way] if fact["relation"] in only and fact["id"] in known]
    facts.sort(key=lambda fact: (only.index(fact["relation"]), known[fact["id"]]["date"], fact["id"]))
    if not facts:
        st.info(say("inquiry.unchanged" if only == CHANGES else "inquiry.none"))
    for relation, of_one in groupby(facts, key=lambda fact: fact["relation"]):
        ends = {iri: list(told) for iri, told in groupby(of_one, key=lambda fact: fact["id"])}
        word = say(f"reverse.{relation}") if way == "cited_by" else relation
        st.subheader(f"{esc(word[:1].upper() + word[1:])} ({len(ends)})", anchor=False)
        for iri, told_of in paged(list(ends.items()), relation):
            with st.container(border=True, gap="xxsmall"):
                pages.link_chain(address(rows, known[iri]), label(known[iri]))
                for fact in told_of[:SENTENCES]:
                    if fact["text"] and fact["span"]:
                        pages.link_document(fact["text"], f"“{esc(shorten(fact['quote'], 260))}”", tuple(fact["span"]))


def not_seen(pages: Pages, choice: Row) -> None:
    """The board of the units that the directive asks: of which of them nothing is seen."""
    found = store.ask(actions.coverage, choice["row"]["id"], today=dt.date.today())
    if isinstance(found, dict):
        coverage_units.show(pages, found)
        st.caption(esc(found["statement"]))


def not_held(pages: Pages, choice: Row) -> None:
    """Directives that documents of the store name and that it does not hold."""
    del choice
    found = act(actions.ask_saved, "orphans", {})
    if isinstance(found, Issue):
        st.error(esc(found.what))
        return
    rows = store.directives()
    known, columns = {row["id"]: row for row in rows}, found["columns"]
    told_of = [(row[columns.index("directive")], row[columns.index("citing")]) for row in found["rows"]]
    gone = [(known[iri], count) for iri, count in told_of if iri in known]
    st.markdown(say("inquiry.directives", n=len(gone)))
    for row, count in paged(gone, "not held", AT_ONCE):
        pages.link_chain(address(rows, row), f"{label(row, 90)} — {say('inquiry.named', n=count)}")
    if not gone:
        st.caption(say("inquiry.none"))
