"""What the pages ask of the store, remembered for as long as the store has not changed."""

from pathlib import Path
from typing import Any

import streamlit as st

from ontology.fold import fold
from ui.actions.home import home_of
from ui.pages.guard import settle
from ui.picture.trace import Trace, read_trace
from ui.words import day

__all__ = ["directives", "document", "home", "trace"]


def home() -> Path:
    """The folder of the store that this process serves."""
    return home_of(None)


def directives() -> list[dict[str, Any]]:
    """All directives of the store, known by text or by citation."""
    return _directives(home(), _revision())


def trace(directive: dict[str, Any]) -> Trace | None:
    """The chain of one row of :func:`directives`."""
    row = {key: directive[key] for key in ("id", "code", "issuer", "date")}
    return _trace(home(), _revision(), tuple(row.items()))


def document(directive: str) -> dict[str, Any] | None:
    """The text and facts of a directive; ``None`` where the store holds no text of it."""
    return _document(home(), _revision(), directive)


def _key(row: dict[str, Any]) -> str:
    """What the search box looks in: number, kind, issuer, date as printed, subject; without accents."""
    told = (row["code"], row["type"], row["issuer"], day(row["date"] or ""), row["title"])
    return fold(" ".join(str(value) for value in told if value))


def _actions():
    from ui.pages import _fixture
    return _fixture


def _revision() -> str:
    return _actions().revision(home())


@st.cache_data(max_entries=2, show_spinner=False)
def _directives(home: Path, revision: str) -> list[dict[str, Any]]:
    del revision
    found = [{**row, "key": _key(row)} for row in _actions().directives(home)]
    settle()
    return found


@st.cache_resource(max_entries=16, show_spinner=False)
def _trace(home: Path, revision: str, row: tuple[tuple[str, str], ...]) -> Trace | None:
    del revision
    asked = dict(row)
    return read_trace(_actions().trace(home, asked["code"] or asked["id"], issuer=asked["issuer"] or None, date=asked["date"] or None))


@st.cache_data(max_entries=16, show_spinner=False)
def _document(home: Path, revision: str, directive: str) -> dict[str, Any] | None:
    del revision
    return _actions().document(home, directive)
