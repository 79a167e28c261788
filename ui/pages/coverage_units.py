"""The board of a directive: a tile a unit, by state; and one unit with its documents and their sentences."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from ontology.fold import fold
from ui.pages import asked
from ui.pages.links import PICK, Pages, told
from ui.pages.listing import paged
from ui.pages.standing import LOOKS, badge, word
from ui.pages.words import say
from ui.text import esc
from ui.words import day, shorten

__all__ = ["STATES", "document", "place_name", "show", "sorted_units"]

STATES: Final = ("issued", "forwarded", "report", "cited", "not_in_corpus")
#: names in the address: the states shown, words in the name
STATE, NAME = "tt", "tim"
#: More tiles than these are counted by province, and a province is to be chosen.
MOST: Final = 320
_KINDS: Final = ("phường ", "xã ", "đặc khu ", "thành phố ", "tỉnh ", "thị trấn ")
Row = dict[str, Any]


def show(pages: Pages, found: Row) -> None:
    """The board, or by province where there are too many units for one."""
    units = found["units"]
    if not units:
        st.info(say("coverage.nobody"))
    counts = Counter(unit["stands"] for unit in units)
    there = [state for state in STATES if counts[state]]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=280):
            name = asked.words(NAME, say("coverage.search"), example=say("coverage.search_example"))
        with st.container(width="content"):
            chosen = asked.some(STATE, say("coverage.state"), there, lambda state: f"{word(state)} ({counts[state]})")
    words = fold(name).split()
    shown = [
        unit
        for unit in sorted_units(units)
        if (not chosen or unit["stands"] in chosen) and all(part in fold(unit["unit"]) for part in words)
    ]
    picked = told(PICK)
    one = next((unit for unit in (*units, *found["organs"]) if unit["unit_id"] == picked), None)
    with st.container(key="split"):
        left, right = st.columns([2, 1], gap="medium") if one else (st.container(), None)
    if one and right:
        with right:
            _one(pages, one)
    with left:
        _board(shown, whole=found["roster"]["known"])
        _others(pages, found)


def sorted_units(units: Sequence[Row]) -> list[Row]:
    """Provinces before communes; in each those that did most first, then by name."""
    return sorted(
        units, key=lambda unit: (unit["level"] != "tỉnh", STATES.index(unit["stands"]), fold(place_name(unit)))
    )


def place_name(unit: Row) -> str:
    """The short name of a unit for a tile: its place without the body and kind that all of them share."""
    name = str(unit["place"] or unit["province"] or unit["unit"])
    return next((name[len(kind) :] for kind in _KINDS if name.lower().startswith(kind)), name)


def _board(units: Sequence[Row], *, whole: bool) -> None:
    if len(units) > MOST:
        _by_province(units)
        return
    st.html(_style())
    levels: dict[str, list[Row]] = defaultdict(list)
    for unit in units:
        levels[unit["level"] or ""].append(unit)
    for level, group in levels.items():
        done = sum(unit["state"] in ("issued", "forwarded") for unit in group)
        which = "level" if whole else "level_seen"
        st.caption(esc(say(f"coverage.{which}", level=level or say("coverage.other"), done=done, n=len(group))))
        with st.container(key=f"board {level}", horizontal=True, gap="xsmall"):
            for unit in group:
                _tile(unit)
    if not units:
        st.caption(say("coverage.none"))


def _tile(unit: Row) -> None:
    state = unit["stands"]
    waited = f" · {unit['latency_days']}" if unit["latency_days"] is not None else ""
    st.button(
        f"{LOOKS[state].mark} {esc(shorten(place_name(unit), 24))}{waited}",
        key=f"tile {state} {unit['unit_id']}",
        on_click=asked.write,
        args=(PICK, unit["unit_id"]),
        help=esc(f"{unit['unit']}: {say(f'standing.{state}')}"),
    )


def _style() -> str:
    """Tiles by state: the edge is solid in its colour, broken where nothing is seen."""
    edges = {"issued": "solid", "forwarded": "solid", "report": "double", "cited": "double", "not_in_corpus": "dashed"}
    rules = [
        f'[class*="st-key-tile-{state}-"] button {{ border-left: 6px {edge} {LOOKS[state].ink}; }}'
        for state, edge in edges.items()
    ]
    # on a telephone the unit that is picked comes before the board
    first = "@media (max-width: 640px) { .st-key-split :has(> [data-testid=stColumn]) "
    first += "{ flex-wrap: wrap-reverse; } } "
    size = '[class*="st-key-tile-"] button { min-height: 2.1rem; padding: 0.15rem 0.6rem; } '
    return f"<style>{first}{size}{' '.join(rules)}</style>"


def _by_province(units: Sequence[Row]) -> None:
    """So many units that only their counts can be looked at: a row a province, and a way into each."""
    st.info(say("coverage.too_many", n=len(units)))
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in units:
        groups[unit["province"] or ""][unit["stands"]] += 1
    rows = sorted(groups.items(), key=lambda group: (-(group[1]["issued"] + group[1]["forwarded"]), fold(group[0])))
    for name, counts in paged(rows, "provinces", 40):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                esc(name or say("coverage.other")), key=f"province {name}", type="tertiary", width=220,
                on_click=asked.write, args=("tinh", name), disabled=not name,
            )  # fmt: skip
            st.markdown(" ".join(f"{badge(state)} {counts[state]}" for state in STATES if counts[state]))


def _one(pages: Pages, unit: Row) -> None:
    """One unit: its state, and each document with the sentence that makes it."""
    with st.container(key="panel", border=True, gap="xsmall"):
        st.subheader(esc(unit["unit"]), anchor=False)
        st.markdown(badge(unit["stands"]))
        if unit["latency_days"] is not None:
            st.text(say("coverage.waited", n=unit["latency_days"]))
        if unit["level"] == "tỉnh" and unit["direct"]:
            st.text(say("coverage.deep_yes") if unit["deep"] else say("coverage.deep_no"))
        for paper in unit["evidence"]:
            document(pages, paper)
        if not unit["evidence"]:
            st.text(say("coverage.not_seen"))
        pages.link("tasks", f"**{say('coverage.tasks')}**", dv=unit["unit"])
        st.button(say("coverage.close"), on_click=asked.write, args=(PICK, ""), type="tertiary")


def document(pages: Pages, paper: Row) -> None:
    """A document of the branch with the sentence that ties it to what it carries out."""
    with st.container(border=True, gap="xxsmall"):
        name = paper["code"] or paper["title"] or say("card.no_code")
        pages.link_document(paper["text"], f"**{esc(shorten(name, 120))}**", tuple(paper["span"]))
        st.caption(esc(" · ".join(filter(None, (paper["issuer"], day(paper["date"] or ""))))))
        st.markdown(f"{badge(paper['stands'])} {esc(paper['relation'])}")
        st.text(paper["quote"])


def _others(pages: Pages, found: Row) -> None:
    """Organs of the issuer, and documents of others: counted apart."""
    if found["organs"]:
        with st.expander(say("coverage.organs", n=len(found["organs"]))):
            for unit in found["organs"]:
                st.markdown(f"{badge(unit['state'])} {esc(unit['unit'])}")
                for paper in unit["evidence"]:
                    document(pages, paper)
    if found["beyond"]:
        with st.expander(say("coverage.beyond", n=len(found["beyond"]))):
            for paper in paged(found["beyond"], "beyond"):
                document(pages, paper)
