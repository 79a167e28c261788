"""What a person asks of a page, kept in the address: the address is the truth, and a widget shows what it says.

So a link to the same page changes what its widgets show, and an address that nobody could have chosen is passed over.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from ui.pages.links import told

__all__ = ["TURN", "day", "day_of", "number", "one", "pick", "some", "switch", "words", "write"]

#: how the address names the page of a list that is turned to, or ends so
TURN: Final = "trang"


def write(name: str, value: str) -> None:
    """Put a value into the address, or take it out where it is ''."""
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def words(name: str, label: str, *, example: str = "", width: int = 200, live: bool = False) -> str:
    """A line to type in; ``live``: one to search with, asked as it is typed."""
    key = _hold(name, told(name)[:width])
    st.text_input(
        label,
        key=key,
        placeholder=example,
        max_chars=width,
        on_change=_tell,
        args=(name,),
        type="search" if live else "default",
        live=live,
    )
    return told(name)[:width].strip()


def pick(name: str, label: str, options: Sequence[str], shown: Callable[[str], str], default: str = "") -> str:
    """A list to choose one of, which may hold '' for all; not for hundreds."""
    now = told(name) if told(name) in options else default
    key = _hold(name, now)
    st.selectbox(label, options, key=key, format_func=shown, on_change=_tell, args=(name, default))
    return now


def one(
    name: str,
    label: str,
    options: Sequence[str],
    shown: Callable[[str], str],
    *,
    hidden: bool = True,
    default: str = "",
    help: str | None = None,
) -> str:
    """A row of a few choices of which one holds: ``default``, else the first, unless the address says another."""
    first = default or options[0]
    now = told(name) if told(name) in options else first
    key = _hold(name, now)
    st.segmented_control(
        label,
        options,
        key=key,
        required=True,
        format_func=shown,
        on_change=_tell,
        args=(name, first),
        label_visibility="collapsed" if hidden else "visible",
        help=help,
    )
    return now


def some(name: str, label: str, options: Sequence[str], shown: Callable[[str], str]) -> tuple[str, ...]:
    """A few of a few; none chosen means all."""
    now = tuple(option for option in told(name).split(",") if option in options)
    key = _hold(name, list(now))
    st.pills(label, options, key=key, selection_mode="multi", format_func=shown, on_change=_tell, args=(name,))
    return now


def day(name: str, label: str, *, help: str | None = None) -> dt.date | None:
    """A day, or none."""
    now = day_of(name)
    key = _hold(name, now)
    st.date_input(label, key=key, value=None, format="DD/MM/YYYY", on_change=_tell, args=(name,), help=help)
    return now


def switch(name: str, label: str, *, help: str | None = None) -> bool:
    """Yes or no; no unless the address says '1'."""
    now = told(name) == "1"
    st.toggle(label, key=_hold(name, now), on_change=_tell, args=(name,), help=help)
    return now


def number(name: str, least: int, most: int) -> int:
    """A number of the address between two bounds; ``least`` where it says none."""
    text = told(name)
    return min(max(int(text), least), most) if text.isascii() and text.isdigit() and len(text) < 9 else least


def _hold(name: str, now: object) -> str:
    """The key of the widget of ``name``, which from here on shows ``now``."""
    key = f"asked {name}"
    if st.session_state.get(key) != now or key not in st.session_state:
        st.session_state[key] = now
    return key


def _tell(name: str, default: str = "") -> None:
    value = st.session_state[f"asked {name}"]
    if isinstance(value, list | tuple):
        text = ",".join(str(item) for item in value)
    elif isinstance(value, bool):
        text = "1" if value else ""
    elif isinstance(value, dt.date):
        text = value.isoformat()
    else:
        text = str(value or "").strip()
    write(name, "" if text == default else text)
    # what is asked otherwise has other pages
    for turned in [key for key in st.query_params if key.endswith(TURN)]:
        write(turned, "")


def day_of(name: str) -> dt.date | None:
    """A day of the address; ``None`` where it says none."""
    try:
        return dt.date.fromisoformat(told(name))
    except ValueError:
        return None
