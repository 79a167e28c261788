"""Beside the picture: what the chain holds as a list, looking for words in it, and going from hit to hit."""

from collections.abc import Sequence

import streamlit as st

from ui.pages.links import FIND, PICK
from ui.pages.words import say
from ui.picture.search import Entry, listed
from ui.picture.trace import Trace
from ui.words import shorten

__all__ = ["find_and_list", "hits"]

#: So many rows are shown; who looks for one among more types a word.
MOST = 400
#: What was looked for when the page was last drawn.
LOOKED = "looked for"
#: Before the words of a state stands a mark of its own shape, as on the cards.
MARKS = {
    "gap": "◌", "overdue": "■", "cited": "○", "forwarded": "▶", "report": "≡", "issued": "●",
    "partial": "◐", "done": "✓", "cancelled": "✕", "": "",
}  # fmt: skip


def hits(trace: Trace) -> list[str]:
    """The cards that have the words looked for, to be lit in the picture; none where nothing is looked for."""
    typed = str(st.session_state.get(FIND) or "")
    return [entry.card for entry in listed(trace, typed)] if typed.strip() else []


def find_and_list(trace: Trace, picked: str) -> None:
    """The search box, next and previous hit, and, where nothing is picked, the list itself."""
    typed = st.text_input(
        say("list.find"),
        key=FIND,
        type="search",
        live=True,
        placeholder=say("list.example"),
        max_chars=100,
        bind="query-params",
        label_visibility="collapsed",
    )
    if (typed or "") != st.session_state.get(LOOKED, "") and picked:  # other words: back to the list of what has them
        _pick("")
        picked = ""
    st.session_state[LOOKED] = typed or ""
    found = listed(trace, typed or "")
    if not found:
        st.caption(say("list.none"))
        return
    _steps(found, picked)
    if not picked:
        _list(found, typed or "")


def _steps(found: Sequence[Entry], picked: str) -> None:
    """'3 / 12', the one before, the one after; back to the list."""
    names = [entry.card for entry in found]
    at = names.index(picked) if picked in names else -1
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.text(say("list.place", at=at + 1, n=len(names)) if at >= 0 else say("list.count", n=len(names)))
        before, after = names[at - 1 if at > 0 else len(names) - 1], names[(at + 1) % len(names)]
        st.button("‹", key="hit before", help=say("list.before"), on_click=_pick, args=(before,))
        st.button("›", key="hit after", help=say("list.after"), on_click=_pick, args=(after,))
        if picked:
            st.button(say("list.back"), key="hit list", type="tertiary", on_click=_pick, args=("",))


def _list(found: Sequence[Entry], typed: str) -> None:
    shown = found[:MOST]
    heads = [say(f"list.{name}") for name in ("state", "name")]
    rows = [(_state(entry), shorten(" · ".join(filter(None, (entry.name, entry.whose))), 160)) for entry in shown]

    def on_select() -> None:
        chosen = st.session_state[key]["selection"]["cells"]
        if chosen:
            _pick(shown[chosen[0][0]].card)

    key = f"list {typed}"
    st.dataframe(
        [dict(zip(heads, row, strict=True)) for row in rows],
        key=key,
        hide_index=True,
        height=min(38 + 35 * len(rows), 420),
        on_select=on_select,
        selection_mode="single-cell",
        column_config={heads[0]: st.column_config.TextColumn(width=104)},
    )
    if len(found) > MOST:
        st.caption(say("list.most", shown=MOST, n=len(found)))


def _state(entry: Entry) -> str:
    word = say("list.late", n=entry.late) if entry.late else say(f"list.{entry.state or entry.kind}")
    return f"{MARKS[entry.state]} {word}".strip()


def _pick(card: str) -> None:
    if card:
        st.query_params[PICK] = card
    else:
        st.query_params.pop(PICK, None)
