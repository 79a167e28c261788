"""What a person sees when something fails: a sentence in Vietnamese; the details go to the terminal only."""

import streamlit as st

from graph.errors import GraphError, StoreError
from ui.actions.people import Denied
from ui.pages.words import say
from ui.text import one_line

__all__ = ["sentence_of", "show_trouble", "told_by"]


def show_trouble(error: Exception) -> bool:
    """Show the sentence of a store that cannot be used, or that of a fault of our own; no English box with links."""
    if isinstance(error, StoreError):
        st.error(say("app.store"))
        st.text(one_line(str(error)))
    elif isinstance(error, Denied):
        st.warning(say("people.denied"))
        st.text(one_line(str(error)))
    else:
        st.error(say("app.fault"))
    return True


def told_by(error: Exception) -> bool:
    """Whether an error of a store says in its message, in Vietnamese, what a person should do."""
    return isinstance(error, GraphError)


def sentence_of(error: Exception) -> str | None:
    """The sentence for people of what a use case raises; None for a fault of our own, which must not be hidden."""
    return one_line(str(error)) if isinstance(error, GraphError | Denied) else None
