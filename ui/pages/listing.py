"""Tasks as a list: each a link to its page, with who, by when and how it stands below; twenty at a time."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st

from ui.actions.labels import path_of
from ui.pages.links import TASK, Pages
from ui.pages.standing import badge
from ui.pages.words import say
from ui.text import esc
from ui.words import body, day, shorten

__all__ = ["AT_ONCE", "link_task", "listing", "moved_line", "paged", "place_of", "task_row", "text_of"]

AT_ONCE = 20
Row = dict[str, Any]
T = TypeVar("T")


def listing(pages: Pages, tasks: Sequence[Row], key: str, empty: str) -> None:
    """Tasks as :func:`ui.actions.month` tells them; ``empty`` says why there are none."""
    if not tasks:
        st.caption(empty)
        return
    for task in paged(tasks, key):
        task_row(pages, task)


def paged(rows: Sequence[T], key: str, at_once: int = AT_ONCE) -> Sequence[T]:
    """The rows of the page that is turned to; below the first, how to turn."""
    if len(rows) <= at_once:
        return rows
    last = -(-len(rows) // at_once)
    with st.container(horizontal=True, vertical_alignment="center"):
        turned = st.pagination(last, key=f"page {key} {len(rows)}")
        st.caption(say("listing.shown", first=(turned - 1) * at_once + 1, last=min(turned * at_once, len(rows)),
                       n=len(rows)))  # fmt: skip
    return rows[(turned - 1) * at_once : turned * at_once]


def task_row(pages: Pages, task: Row, more: Callable[[], None] | None = None) -> None:
    """One task in a frame; ``more`` draws what else is to be said of it."""
    with st.container(border=True, gap="xxsmall"):
        link_task(pages, task, f"**{esc(shorten(task['text'], 220))}**")
        owners = list(dict.fromkeys(part["unit"] for part in task["assignments"] if part["role"] == "assignedTo"))
        who = (
            say("listing.owners", owners=shorten("; ".join(map(body, owners)), 110))
            if owners
            else say("listing.nobody")
        )
        due = say("listing.due", days=", ".join(map(day, task["deadlines"]))) if task["deadlines"] else ""
        rest = " · ".join(esc(part) for part in (who, due, place_of(task)) if part)
        late = task.get("days_late")
        stands = badge("overdue", say("standing.late", n=late)) if late else badge(task["status"])
        again = f" :gray-badge[{say('listing.again')}]" if task.get("comes_again") else ""
        st.markdown(f"{stands}{again} {rest}")
        for moved in task.get("moved", ()):
            moved_line(pages, moved)
        if more:
            more()


def moved_line(pages: Pages, moved: Row) -> None:
    """That a later directive moved a day due, with its sentence and the way to it."""
    new = ", ".join(map(day, moved["new"]))
    st.caption(
        esc(say("listing.moved", old=day(moved["old"]), new=new, by=moved["by"], quote=shorten(moved["quote"], 300)))
    )
    pages.link_document(moved["text"], f"**{say('proof.mark')}**", tuple(moved["span"]))


def link_task(pages: Pages, task: Row, label: str) -> None:
    """A link to a task; ``label`` is Markdown."""
    pages.link("tasks", label, **{TASK: task["id"]})


def place_of(task: Row) -> str:
    """Where a task stands: '13-NQ/ĐU, mục II.1'."""
    path = path_of(task["id"], task["path"])
    where = say("listing.at", path=path) if path else ""
    return ", ".join(filter(None, (shorten(task["name"], 90), where)))


def text_of(iri: str) -> str:
    """The IRI of the text that a task or outcome was read in."""
    return ":".join(iri.split(":")[:4])
