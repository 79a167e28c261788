"""What became of each file of an upload, on the screen: the refused first, with why and what to do."""

from pathlib import Path
from typing import Any

import streamlit as st

from ui.actions import Upload
from ui.mask import masked
from ui.pages import store
from ui.pages.links import Pages
from ui.pages.words import say
from ui.text import esc, one_line
from ui.words import STATUS, shorten

__all__ = ["outcomes"]

Row = dict[str, Any]
#: So many files are shown one by one; the others are counted.
MOST = 60
#: Of so many that were there before it is looked up what they are.
_LOOKED_UP = 20


def outcomes(pages: Pages, upload: Upload) -> None:
    """The counts, the refusals, and what is in the store now with the ways to it."""
    rows = [masked(outcome.as_json()) for outcome in upload.outcomes]
    refused = [row for row in rows if row["issue"]]
    kept = [row for row in rows if not row["issue"]]
    _figures(rows)
    if not rows:
        st.info(say("intake.none"))
    if upload.summary and upload.summary.skipped:
        names = ", ".join(Path(name).name for name in upload.summary.others[:_LOOKED_UP])
        st.caption(esc(one_line(say("intake.skipped", n=upload.summary.skipped, names=names))))
    if refused:
        st.subheader(say("intake.refusals", n=len(refused)), anchor=False)
        for row in refused[:MOST]:
            _refused(row)
        _rest(refused)
    if kept:
        st.subheader(say("intake.kept", n=len(kept)), anchor=False)
        for at, row in enumerate(kept[:MOST]):
            _kept(pages, row, looked_up=at < _LOOKED_UP)
        _rest(kept)


def _figures(rows: list[Row]) -> None:
    counts = {
        "total": len(rows),
        "stored": sum(row["status"] in ("stored", "replaced") for row in rows),
        "unchanged": sum(row["status"] == "unchanged" for row in rows),
        "refused": sum(row["status"] == "refused" for row in rows),
    }
    with st.container(horizontal=True, gap="large"):
        for name, count in counts.items():
            st.metric(say(f"intake.{name}"), count, width="content")


def _refused(row: Row) -> None:
    issue = row["issue"]
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(STATUS["refused"], color="red")
            st.markdown(f"**{esc(shorten(row['path'], 160))}**")
        st.text(f"{say('intake.why')}: {one_line(issue['what'])}")
        if issue["remedy"]:
            st.text(f"{say('intake.what_to_do')}: {one_line(issue['remedy'])}")
        if issue["code"] == "held":
            st.info(say("intake.held_how"))


def _kept(pages: Pages, row: Row, *, looked_up: bool) -> None:
    if not row["directive"] and looked_up and (held := store.document(row["text"])):
        row = {**row, "directive": held["id"], "title": held["title"]}
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(STATUS[row["status"]], color="gray" if row["status"] == "unchanged" else "green")
            st.markdown(f"**{esc(shorten(row['path'], 160))}**")
        if row["status"] != "unchanged":
            head = (row["code"] or say("intake.no_code"), row["title"], say("intake.tasks", n=row["tasks"]))
            st.text(" · ".join(one_line(part) for part in head if part))
        elif row["title"]:
            st.text(one_line(row["title"]))
        with st.container(horizontal=True, gap="medium"):
            pages.link_document(row["text"], say("intake.document"))
            if row["directive"]:
                pages.link_chain(row["directive"], say("intake.chain"))
        if row["warnings"]:
            with st.expander(say("intake.notes", n=len(row["warnings"]))):
                for note in row["warnings"][:50]:
                    st.text(one_line(note["what"]) + (f" → {one_line(note['remedy'])}" if note["remedy"] else ""))


def _rest(rows: list[Row]) -> None:
    if len(rows) > MOST:
        st.caption(say("intake.more", shown=MOST, n=len(rows)))
