"""The pages, and links between them that carry what is to be shown: an address restores what was on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

__all__ = ["DIRECTIVE", "PICK", "SPAN", "VIEW", "Pages", "span_of", "told"]

#: names in the address: a directive, a card or line, a span of a text, picture or table
DIRECTIVE, PICK, SPAN, VIEW = "vb", "chon", "doan", "xem"


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that others lead to."""

    overview: StreamlitPage
    chain: StreamlitPage
    document: StreamlitPage

    def link_chain(self, directive: str, label: str, **also: str) -> None:
        """A link to the chain of a directive; ``label`` is Markdown."""
        self._link(self.chain, label, {DIRECTIVE: directive, **also})

    def link_document(self, directive: str, label: str, span: tuple[int, int] | None = None) -> None:
        """A link to the text of a directive, or to a text by its own IRI, a span marked; ``label`` is Markdown."""
        marked = {SPAN: f"{span[0]}-{span[1]}"} if span else {}
        self._link(self.document, label, {DIRECTIVE: directive, **marked})

    def _link(self, page: StreamlitPage, label: str, params: Mapping[str, str]) -> None:
        st.page_link(page, label=label, query_params=dict(params))


def told(name: str) -> str:
    """A value of the address; '' where there is none."""
    return st.query_params.get(name, "")


def span_of(text: str) -> tuple[int, int] | None:
    """'120-148' → (120, 148); anything else, or an empty span, is no span."""
    start, dash, end = text.partition("-")
    if not (dash and start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(text) < 24):
        return None
    return (int(start), int(end)) if int(start) < int(end) else None
