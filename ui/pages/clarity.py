"""What "6 rõ" finds in a draft or a stored directive, on the screen."""

from typing import Any

import streamlit as st

from ui.pages.links import Pages
from ui.pages.words import say
from ui.text import esc, one_line
from ui.words import day, shorten

__all__ = ["clarity", "percent"]

Row = dict[str, Any]
#: So many unclear tasks are shown whole.
MOST = 40
#: From this score on a task is nearly clear; below the other it says hardly anything.
_GOOD, _POOR = 0.8, 0.5


def clarity(told: Row, pages: Pages, *, text: str = "") -> None:
    """Show what :func:`ui.actions.lint` told, already masked; ``text`` is the IRI of the text where it is stored."""
    if told["score"] is None:
        st.info(say("clarity.none"))
        _notes(told["notes"])
        return
    unclear = [task for task in told["tasks"] if _open(task)]
    _figures(told, unclear)
    _formula(told["formula"])
    _findings(unclear, pages, text)
    if not text:
        _repeats(told.get("repeats", []), pages)
        _pile_ups(told.get("pile_ups", []))
    _units(told["units"])
    _notes(told["notes"])
    st.caption(say("clarity.rests"))


def percent(score: float) -> str:
    """A score from 0 to 1 as a person reads it."""
    return f"{round(score * 100)}%"


def _open(task: Row) -> list[Row]:
    return [finding for finding in task["findings"] if finding["why"]]


def _figures(told: Row, unclear: list[Row]) -> None:
    figures = (
        ("score", percent(told["score"])),
        ("tasks", str(len(told["tasks"]))),
        ("unclear", str(len(unclear))),
    )
    with st.container(horizontal=True, gap="large"):
        for name, figure in figures:
            st.metric(say(f"clarity.{name}"), figure, width="content")
    lacking = {aspect: count for aspect, count in told["missing"].items() if count}
    if not lacking:
        st.success(say("clarity.all_clear"))
        return
    st.caption(say("clarity.missing"))
    with st.container(horizontal=True, gap="small"):
        for aspect, count in lacking.items():
            st.badge(f"{esc(aspect)}: {count}", color="orange")


def _formula(formula: Row) -> None:
    aspects = ", ".join(formula["aspects"])
    if formula["stated_by"]:
        st.caption(esc(say("clarity.by_stated", by=formula["stated_by"], aspects=aspects)))
        if formula["quote"]:
            st.text(f"“{one_line(formula['quote'])}”")
    else:
        st.caption(esc(say("clarity.by_all", aspects=aspects)))


def _findings(unclear: list[Row], pages: Pages, text: str) -> None:
    if not unclear:
        return
    st.subheader(say("clarity.findings", n=len(unclear)), anchor=False)
    for task in sorted(unclear, key=lambda task: task["score"])[:MOST]:
        with st.container(border=True, gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.badge(percent(task["score"]), color=_color(task["score"]))
                st.markdown(f"**{esc(task['path'] or say('clarity.closing'))}**")
            st.text(one_line(task["text"]))
            for finding in _open(task):
                st.markdown(f":orange-badge[{esc(finding['aspect'])}] {esc(finding['why'])}")
                st.markdown(f"→ {esc(say('clarity.suggestion', text=finding['suggestion'] or ''))}")
            if text and task["span"]:
                pages.link_document(text, say("clarity.mark"), tuple(task["span"]))
    if len(unclear) > MOST:
        st.caption(say("clarity.rest", n=len(unclear) - MOST))


def _color(score: float) -> Any:  # noqa: ANN401 - one of Streamlit's own names of colours
    return "green" if score >= _GOOD else "orange" if score >= _POOR else "red"


def _repeats(found: list[Row], pages: Pages) -> None:
    if not found:
        st.caption(say("clarity.no_repeats"))
        return
    st.subheader(say("clarity.repeats", n=len(found)), anchor=False)
    for one in found[:MOST]:
        with st.container(border=True, gap="xsmall"):
            days = ", ".join(map(day, one["deadlines"]))
            if one["other_day"]:
                st.badge(esc(say("clarity.repeat_day", days=days)), color="red")
            else:
                st.badge(say("clarity.repeat_same"), color="orange")
            st.caption(esc(say("clarity.repeat_here", path=one["path"] or say("clarity.closing"))))
            st.text(one_line(one["text"]))
            st.caption(esc(say("clarity.repeat_there", document=one["document"])))
            st.text(one_line(one["asked"]))
            pages.link_document(one["task"].partition(":task:")[0], say("clarity.mark"))


def _pile_ups(found: list[Row]) -> None:
    if not found:
        return
    st.subheader(say("clarity.pile_ups", n=len(found)), anchor=False)
    for one in found[:MOST]:
        told = {"unit": one["unit"], "tasks": one["tasks"], "day": day(one["day"]), "planned": one["planned"]}
        st.markdown(f"- {esc(say('clarity.pile_up', **told))}")


def _units(found: list[Row]) -> None:
    st.subheader(say("clarity.units"), anchor=False)
    if not found:
        st.caption(say("clarity.nobody"))
        return
    rows = sorted(found, key=lambda unit: (-unit["tasks"], unit["unit"]))[:200]
    st.table(
        [
            {
                say("clarity.unit"): esc(shorten(unit["unit"], 120)),
                say("clarity.unit_tasks"): str(unit["tasks"]),
                say("clarity.unit_score"): percent(unit["score"]),
            }
            for unit in rows
        ]
    )


def _notes(found: list[Row]) -> None:
    if not found:
        return
    with st.expander(say("clarity.notes", n=len(found))):
        for note in found[:100]:
            st.text(one_line(note["what"]) + (f" → {one_line(note['remedy'])}" if note["remedy"] else ""))
