"""What the pages ask of the store, remembered for as long as the store has not changed.

All that a page shows of a document comes through here, and here what :mod:`ui.mask` names is masked. What was
asked is answered again, ahead of the next click, when the store changes (:mod:`ui.pages.fresh`).
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from ontology.fold import fold
from ui import actions
from ui.actions.rights import admit
from ui.pages.fresh import behind, remember, revision, worked_out
from ui.pages.guard import settle
from ui.pages.people import me
from ui.pages.words import say
from ui.picture.trace import Trace, months_of, read_trace, with_standings
from ui.words import day

__all__ = ["Chain", "ask", "directives", "document", "home", "path", "told_of", "trace"]


def home() -> Path:
    """The folder of the store that this process serves."""
    return actions.home_of(None)


def ask(use_case: Callable[..., Any], *args: Any, **values: Any) -> Any:  # noqa: ANN401 - plain values of any shape
    """What a use case of :mod:`ui.actions` answers about the store; its first argument, the folder, is put in here.

    ``args`` and ``values`` are plain values that can be hashed. For questions only: an answer is remembered until the
    store changes. Raises what the use case raises.
    """
    with st.spinner(say("app.loading")):
        where = _admitted(use_case)
        name, told = use_case.__name__, tuple(sorted(values.items()))
        remember(where, (name, args, told), lambda state: _asked(where, state, name, args, told))
        return _asked(where, revision(where), name, args, told)


def directives() -> list[dict[str, Any]]:
    """All directives of the store, known by text or by citation."""
    with st.spinner(say("app.loading")):
        where = _admitted(actions.directives)
        remember(where, "directives", lambda state: _directives(where, state))
        return _directives(where, revision(where))


@dataclass
class Chain:
    """A chain as it was read, and, once :meth:`complete` was called, with whom it asks and how its tasks stand."""

    home: Path
    trace: Trace
    today: dt.date
    whole: bool = False

    def complete(self) -> None:
        """Read what is left; once for all sessions."""
        if not self.whole:
            asked = (self.trace.root, months_of(self.trace))
            told = worked_out(self.home, "standings", asked, (("today", self.today),))
            if isinstance(told, dict):
                self.trace = with_standings(self.trace, told)
            self.whole = True
            settle()


def trace(directive: dict[str, Any]) -> Chain | None:
    """The chain of one row of :func:`directives`."""
    root, today = directive["id"], dt.date.today()
    with st.spinner(say("app.loading")):
        where = _admitted(actions.trace)
        remember(where, ("trace", root, today), lambda state: _whole(where, state, root, today))
        return _trace(where, revision(where), root, today)


def path(first: str, last: str) -> tuple[Trace, tuple[str, ...]] | None:
    """The shortest chain of facts between two directives, and the ids of its facts in order."""
    found = ask(actions.path, first, last)
    return (read_trace(found), tuple(found["steps"])) if isinstance(found, dict) else None


def document(name: str) -> dict[str, Any] | None:
    """A text and its facts, by the IRI of its directive or its own; ``None`` where the store holds no such text."""
    with st.spinner(say("app.loading")):
        where = _admitted(actions.document)
        remember(where, ("document", name), lambda state: _document(where, state, name))
        return _document(where, revision(where), name)


def told_of() -> dt.datetime | None:
    """Of when the answers are, where the store has changed since and the new ones are still worked out."""
    return behind(_admitted(actions.directives))


def _key(row: dict[str, Any]) -> str:
    """What the search box looks in: number, kind, issuer, date as printed, subject; without accents."""
    told = (row["code"], row["type"], row["issuer"], day(row["date"] or ""), row["title"])
    return fold(" ".join(str(value) for value in told if value))


def _admitted(use_case: Callable[..., Any]) -> Path:
    """The folder that whoever acts may ask: what is remembered of it is for those who may ask the same one."""
    return admit(me(), home(), use_case)


@st.cache_data(max_entries=256, show_spinner=False)
def _asked(home: Path, state: str, name: str, args: tuple[Any, ...], values: tuple[tuple[str, Any], ...]) -> Any:  # noqa: ANN401
    del state
    return worked_out(home, name, args, values)


@st.cache_data(max_entries=4, show_spinner=False)
def _directives(home: Path, state: str) -> list[dict[str, Any]]:
    del state
    return [_plain(row) for row in worked_out(home, "directives", (), ())]


def _whole(home: Path, state: str, directive: str, today: dt.date) -> None:
    """Read a chain and all that is told of it."""
    if (chain := _trace(home, state, directive, today)) is not None:
        chain.complete()


@st.cache_resource(max_entries=32, show_spinner=False)
def _trace(home: Path, state: str, directive: str, today: dt.date) -> Chain | None:
    del state
    found = worked_out(home, "trace", (directive,), (("addressees", True), ("gaps", False)))
    chain = Chain(home, read_trace(found), today) if isinstance(found, dict) else None
    settle()
    return chain


@st.cache_data(max_entries=32, show_spinner=False)
def _document(home: Path, state: str, name: str) -> dict[str, Any] | None:
    del state
    found: dict[str, Any] | None = worked_out(home, "document", (name,), ())
    return found


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row with '' for what is not told, and what the search box looks in: all its words, without accents."""
    told = {key: "" if value is None else value for key, value in row.items()}
    words = (told["code"], told["type"], told["issuer"], day(told["date"]), told["title"])
    return {**told, "key": fold(" ".join(filter(None, words)))}
