"""The pages, and links between them that carry what is to be shown: an address restores what was on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

__all__ = [
    "BRANCH",
    "DIRECTIVE",
    "FIND",
    "MONTH",
    "PICK",
    "SCOPE",
    "SCOPED",
    "SPAN",
    "TASK",
    "TO",
    "UNIT",
    "VIEW",
    "WHOLE",
    "Pages",
    "span_of",
    "told",
]

#: names in the address: a directive, a card or line, a span of a text, picture or table, a unit, a month, a task
DIRECTIVE, PICK, SPAN, VIEW, UNIT, MONTH, TASK = "vb", "chon", "doan", "xem", "dv", "thang", "nv"
#: what part of the store is looked at, on the pages that look at a part; all of it
SCOPE, WHOLE = "pv", "kho"
SCOPED = frozenset({"overview", "tasks", "month", "coverage", "duties", "query"})
#: in a chain: the branch shown alone, the other end of a way, the words looked for
BRANCH, TO, FIND = "nhanh", "den", "tim"


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages by the names of their modules ('chain')."""

    pages: Mapping[str, StreamlitPage]

    def link(self, page: str, label: str, **params: str) -> None:
        """A link to a page with what it is to show; ``label`` is Markdown (see :func:`ui.text.esc`)."""
        also = {SCOPE: told(SCOPE)} if page in SCOPED else {}
        st.page_link(
            self.pages[page],
            label=label,
            query_params={name: value for name, value in {**also, **params}.items() if value},
        )

    def link_chain(self, directive: str, label: str, **also: str) -> None:
        """A link to the chain of a directive."""
        self.link("chain", label, **{DIRECTIVE: directive, **also})

    def link_document(self, directive: str, label: str, span: tuple[int, int] | None = None) -> None:
        """A link to the text of a directive, or to a text by its own IRI, a span marked."""
        self.link("document", label, **{DIRECTIVE: directive, SPAN: f"{span[0]}-{span[1]}" if span else ""})


def told(name: str) -> str:
    """A value of the address; '' where there is none."""
    return st.query_params.get(name, "")


def span_of(text: str) -> tuple[int, int] | None:
    """'120-148' → (120, 148); anything else, or an empty span, is no span."""
    start, dash, end = text.partition("-")
    if not (dash and start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(text) < 24):
        return None
    return (int(start), int(end)) if int(start) < int(end) else None
