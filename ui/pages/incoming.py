"""Uploads on their way, kept by this process for as long as they may be looked at: a page that is loaded again finds
its own by the name in the address, which nobody can guess.
"""

import secrets
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.actions import State, Upload

__all__ = ["Sent", "before", "forget", "keep", "kept", "taken"]

_MOST: Final = 40


class Sent(Protocol):
    """A file as the browser sent it."""

    name: str
    file_id: str

    def getvalue(self) -> bytes:
        """Its bytes."""


def keep(upload: Upload) -> str:
    """Remember an upload; gives the name to find it by. The oldest that are over are forgotten."""
    name = secrets.token_urlsafe(9)
    known = _known()
    known[name] = upload
    for old in [old for old, one in known.items() if one.is_over][: max(0, len(known) - _MOST)]:
        known.pop(old, None)
    return name


def kept(name: str) -> Upload | None:
    """The upload of a name, where it is still remembered."""
    found: Upload | None = _known().get(name)
    return found


def forget(name: str) -> None:
    """Let go of an upload and all the names of its files."""
    _known().pop(name, None)


def before(upload: Upload) -> list[str]:
    """Whose uploads of this server are being read while ``upload`` waits."""
    return sorted({one.by for one in list(_known().values()) if one is not upload and one.state is State.READING})


def taken(files: Sequence[Sent]) -> Iterable[tuple[str, bytes]]:
    """Names and bytes, one after the other; the server's own copy of each is dropped as soon as it is given."""
    context = get_script_run_ctx()
    for file in files:
        data = file.getvalue()
        if context is not None:
            files_held: Any = context.uploaded_file_mgr  # kept in memory, whatever the protocol tells
            files_held.remove_file(context.session_id, file.file_id)
        yield file.name, data


@st.cache_resource(show_spinner=False)
def _known() -> Any:  # noqa: ANN401 - one dictionary for all sessions
    return OrderedDict()
