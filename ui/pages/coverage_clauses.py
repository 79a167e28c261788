"""The clauses of a directive: who picked each up and what became of it below: copied, softened, made specific."""

from collections import Counter
from typing import Any, Final

import streamlit as st

from ui.pages import asked
from ui.pages.links import TASK, Pages
from ui.pages.listing import paged
from ui.pages.words import say
from ui.text import esc
from ui.words import shorten

__all__ = ["kinds", "show"]

#: name in the address: which clauses
KIND: Final = "loai"
TONES: Final = {"specialised": "green", "copied": "blue", "softened": "red", "other": "gray"}
SIGNS: Final = {"specialised": "+", "copied": "=", "softened": "↓", "other": "≈"}
Row = dict[str, Any]


def show(pages: Pages, found: Row) -> None:
    """The clauses in their order, or those of one kind."""
    if not found["clauses"]:
        st.info(say("coverage.no_clauses"))
        return
    unpicked = {clause["id"] for clause in found["unpicked"]}
    sorts = {clause["id"]: kinds(clause, unpicked) for clause in found["clauses"]}
    counts = Counter(kind for found_kinds in sorts.values() for kind in found_kinds)
    there = [kind for kind in ("unpicked", "softened", "copied", "specialised", "issuing") if counts[kind]]
    chosen = asked.some(
        KIND, say("coverage.clauses"), there, lambda kind: f"{say(f'coverage.{kind}')} ({counts[kind]})"
    )
    shown = [clause for clause in found["clauses"] if not chosen or sorts[clause["id"]] & set(chosen)]
    for clause in paged(shown, f"clauses {chosen}"):
        _clause(pages, clause, sorts[clause["id"]], found["roster"]["known"])
    _copies(found["photocopies"])
    st.caption(say("coverage.guessed"))


def kinds(clause: Row, unpicked: set[str]) -> set[str]:
    """What is to be said of a clause: nobody took it up, or what those did who took it up."""
    found = {str(task["change"]) for task in clause["tasks"]}
    if clause["id"] in unpicked:
        found.add("unpicked")
    if clause["by_issuing"]:
        found.add("issuing")
    return found


def _clause(pages: Pages, clause: Row, sorts: set[str], known: bool) -> None:
    """One clause; ``known``: whether anybody can tell how many units there are."""
    counts = Counter(task["change"] for task in clause["tasks"])
    with st.container(border=True, gap="xsmall"):
        place = say("coverage.clause", path=clause["clause"]) if clause["clause"] else say("clarity.closing")
        pages.link("tasks", f"**{esc(place)}.** {esc(shorten(clause['text'], 420))}", **{TASK: clause["id"]})
        said = [
            f":{TONES[kind]}-badge[{SIGNS[kind]} {say(f'change.{kind}')} {counts[kind]}]"
            for kind in TONES
            if counts[kind]
        ]
        if "unpicked" in sorts:
            said.insert(0, f":red-badge[! {say('coverage.unpicked')}]")
        else:
            said.insert(0, _taken(clause, known))
        st.markdown(" ".join(said))
        if clause["tasks"]:
            with st.expander(say("coverage.lower", n=len(clause["tasks"]))):
                for task in clause["tasks"][:60]:
                    _lower(pages, task)


def _taken(clause: Row, known: bool) -> str:
    """How many of those whom the clause charges took it up; the issuer's own organs are counted apart."""
    charged, lower = clause["asked"], len({task["unit_id"] or task["document"] for task in clause["tasks"]})
    if charged["whom"] == "units":
        name = ("issued_of" if clause["by_issuing"] else "taken") + ("" if known else "_seen")
        words = esc(say(f"coverage.{name}", n=charged["covered"], units=charged["units"]))
        return f":gray-badge[{say('coverage.issuing')}] {words}" if clause["by_issuing"] else words
    words = say(f"coverage.taken_{charged['whom']}", n=charged["units"])
    return esc(f"{words} {say('coverage.taken_below', n=lower)}" if lower else words)


def _lower(pages: Pages, task: Row) -> None:
    with st.container(gap="xxsmall"):
        pages.link("tasks", f"**{esc(shorten(task['task'], 300))}**", **{TASK: task["id"]})
        why = f": {', '.join(task['reasons'])}" if task["reasons"] else ""
        sign, change = SIGNS[task["change"]], say(f"change.{task['change']}")
        where = f"{task['document']}, {say('listing.at', path=task['path'])}" if task["path"] else task["document"]
        rest = esc(f"{why} · {task['unit'] or say('coverage.other')} · {where} · {task['grade']}")
        st.markdown(f":{TONES[task['change']]}-badge[{sign} {change}]{rest}")


def _copies(found: list[Row]) -> None:
    """For each document how many of its tasks only copy the clause."""
    rows = sorted((row for row in found if row["copied"]), key=lambda row: -row["copied"] / row["aligned"])
    if not rows:
        return
    st.subheader(say("coverage.photocopies"), anchor=False)
    st.table(
        [
            {
                say("printed.where"): esc(row["document"]),
                say("coverage.copied_tasks"): f"{row['copied']}/{row['aligned']}",
                "%": f"{row['copied'] / row['aligned']:.0%}",
            }
            for row in rows[:100]
        ],
        hide_index=True,
    )
