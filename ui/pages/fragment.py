"""A part of a page that is drawn anew by itself after a click in it.

Streamlit runs such a part in a thread that has not run the frame of the pages: what the frame tells the thread is told
here again.
"""

import functools
from collections.abc import Callable
from typing import ParamSpec

import streamlit as st

from ui.pages.words import language, speak

__all__ = ["LANGUAGE", "fragment", "repeated"]

#: Where a session keeps the language it speaks.
LANGUAGE = "language"


P = ParamSpec("P")


def fragment(part: Callable[P, None]) -> Callable[P, None]:
    """``st.fragment`` for our pages; use this one."""
    return st.fragment(_told(part))


def repeated(part: Callable[P, None], seconds: float) -> Callable[P, None]:
    """:func:`fragment` that is drawn anew every so many seconds too."""
    return st.fragment(_told(part), run_every=seconds)


def _told(part: Callable[P, None]) -> Callable[P, None]:
    @functools.wraps(part)
    def told(*args: P.args, **values: P.kwargs) -> None:
        speak(st.session_state.get(LANGUAGE, language()))
        part(*args, **values)

    return told
