"""Promise and result: what was asked for beside what a later document says of it, both in their exact words."""

from collections import Counter
from typing import Any

import streamlit as st

from ui.pages import asked
from ui.pages.links import Pages
from ui.pages.listing import link_task, paged, place_of, text_of
from ui.pages.standing import badge, word
from ui.pages.words import say
from ui.text import esc
from ui.words import day

__all__ = ["FATES", "show"]

FATES = ("contradicted", "undone", "partial", "closed", "silent")
#: how the address names the fates to be shown
FATE = "kq"
AT_ONCE = 10
Row = dict[str, Any]


def show(pages: Pages, told: Row) -> None:
    """Every task of the month that is told of, and where the next month is held those that are not."""
    counts = Counter(closure["outcome"] for closure in told["closures"])
    if not counts:
        st.info(say("month.untold"))
        return
    there = [fate for fate in FATES if counts[fate]]
    chosen = asked.some(FATE, say("month.fates"), there, lambda fate: f"{word(fate)} ({counts[fate]})")
    shown = [c for fate in FATES for c in told["closures"] if c["outcome"] == fate and (not chosen or fate in chosen)]
    for closure in paged(shown, f"pairs {','.join(chosen)}", AT_ONCE):
        _pair(pages, closure)


def _pair(pages: Pages, closure: Row) -> None:
    task = closure["task"]
    with st.container(border=True, gap="xsmall"):
        why = f" {esc(closure['why'])}" if closure["why"] else ""
        st.markdown(f"{badge(closure['outcome'])}{why}")
        left, right = st.columns(2, gap="medium")
        with left, st.container(gap="xxsmall"):
            due = say("listing.due", days=", ".join(map(day, task["deadlines"]))) if task["deadlines"] else ""
            st.caption(say("month.promise"))
            st.text(task["text"])
            st.caption(esc(" · ".join(filter(None, (place_of(task), due)))))
            link_task(pages, task, f"**{say('month.open_task')}**")
        with right, st.container(gap="xxsmall"):
            st.caption(say("month.result"))
            for result in closure["results"][:3]:
                st.text(result["quote"])
                proved = say("month.proved") if result["proved"] else say("month.unproved")
                st.caption(esc(f"{result['name']} · {proved}"))
                pages.link_document(text_of(result["id"]), f"**{say('proof.mark')}**", tuple(result["span"]))
            if not closure["results"]:
                st.caption(say("month.silent"))
