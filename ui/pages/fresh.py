"""Which state of the store the pages tell while others change it: the one before, until the new one is worked out.

Each state empties what is remembered of the one before. Were the newest told at once, everybody's next click would wait
until its page is worked out anew, and in a bulk ingest, which publishes a state every few seconds, hardly anything else
would be done. So the pages go on with the state they tell, and say of when it is; meanwhile a process beside the server
answers for the new state what was asked lately (:mod:`ui.answering`), and then all pages turn to it together.

What a person changes here that person sees at once. A state that nobody has looked at lately is not waited with.
"""

import functools
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import streamlit as st

from ui import actions
from ui.answering import Beside, NoAnswer, answer
from ui.pages.guard import settle

__all__ = ["behind", "noticed", "remember", "renew", "revision", "worked_out"]

#: Questions asked within so many seconds are worked out ahead, and so many of them; longer than this nobody looks at
#: an old state.
_LATELY: Final = 600.0
_MOST: Final = 100
#: So long the answers are prepared; what is not ready then is worked out when it is asked.
_LONGEST: Final = 120.0
#: So long the first who meets a new state waits for it: of a small store it is there by then.
_PATIENCE: Final = 1.0
#: While one state follows the other, as in a bulk ingest, the next one is prepared after so many seconds only; but once
#: no other has come for so long, at once.
_REST, _CALM = 60.0, 12.0
_WROTE: Final = "wrote"
_EMPTY: Final = "0"

Ask = Callable[[str], Any]
_beside: ContextVar[Beside | None] = ContextVar("beside", default=None)


@dataclass(slots=True)
class _Told:
    """What is told of one store: the state, when it was last known to be the newest, what was asked of it lately; the
    newest state met, and when it was met first."""

    revision: str
    seen: float
    at: datetime
    asked: OrderedDict[Hashable, tuple[Ask, float]] = field(default_factory=OrderedDict)
    newest: str = ""
    changed: float = float("-inf")
    rests_until: float = float("-inf")
    preparing: threading.Thread | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def turn(self, revision: str, seen: float, at: datetime) -> None:
        """Tell this state from now on."""
        self.revision, self.seen, self.at = revision, seen, at

    def lately(self) -> list[Ask]:
        """What was asked lately, the last first."""
        with self.lock:
            since = time.monotonic() - _LATELY
            return [ask for ask, when in reversed(self.asked.values()) if when > since]


def revision(where: Path) -> str:
    """The name of the state that is told of the store in ``where``; what is remembered is remembered under it."""
    newest, told = actions.revision(where), _told(where)
    thread = _follow(told, newest)
    if thread is not None:
        thread.join(_PATIENCE)
    written = _written(where, newest)
    return max(told.revision, written, key=int) if written else told.revision


def behind(where: Path) -> datetime | None:
    """When what is told was the newest, where by now it is not."""
    told = revision(where)
    return None if told == actions.revision(where) else _told(where).at


def remember(where: Path, key: Hashable, ask: Ask) -> None:
    """This was asked of the store in ``where``: ``ask`` works it out for a state, and remembers the answer."""
    told = _told(where)
    with told.lock:
        told.asked[key] = ask, time.monotonic()
        told.asked.move_to_end(key)
        if len(told.asked) > _MOST:
            told.asked.popitem(last=False)


def worked_out(home: Path, name: str, args: tuple[Any, ...], values: tuple[tuple[str, Any], ...]) -> Any:  # noqa: ANN401
    """What a use case answers, masked: here, or in the process beside where answers are prepared.

    Raises what the use case raises, :class:`ui.answering.NoAnswer`.
    """
    beside = _beside.get()
    if beside is not None:
        return beside.answer(home, name, args, values)
    found = answer(home, name, args, values)
    settle()
    return found


def renew() -> None:
    """Who acts in this session has changed the store: the next question of the session is of the newest state."""
    st.session_state[_WROTE] = {}


@contextmanager
def noticed(home: Path) -> Iterator[None]:
    """:func:`renew` where what is done within changes the store."""
    before = actions.revision(home)
    yield
    if actions.revision(home) != before:
        renew()


def _written(where: Path, newest: str) -> str:
    """The state that this session must see at least, as it holds what the session wrote; '' for any."""
    pins: dict[str, str] | None = st.session_state.get(_WROTE)
    if pins is None:
        return ""
    written = pins.setdefault(str(where), newest)
    return written if int(written) <= int(newest) else ""


def _follow(told: _Told, newest: str) -> threading.Thread | None:
    """Turn to the newest state, or begin to prepare it; gives the preparation if it was begun."""
    now = time.monotonic()
    with told.lock:
        # an empty store tells nothing to go on with
        if told.revision in (newest, _EMPTY) or not told.asked or now - told.seen > _LATELY:
            told.turn(newest, now, datetime.now())
            return None
        if newest != told.newest:
            told.newest, told.changed = newest, now
        if told.preparing is not None or (now < told.rests_until and now - told.changed < _CALM):
            return None
        told.preparing = threading.Thread(target=_prepare, args=(told, newest), daemon=True)
        told.preparing.start()
        return told.preparing


def _prepare(told: _Told, newest: str) -> None:
    """Have what was asked lately answered for the newest state, and turn to it."""
    began, at = time.monotonic(), datetime.now()
    try:
        with _aside():
            for ask in told.lately():
                # what has no answer is asked again, and its fault told, on the page that wants it
                with suppress(NoAnswer):
                    ask(newest)
                if time.monotonic() - began > _LONGEST:
                    break
    finally:
        now = time.monotonic()
        with told.lock:
            told.turn(newest, now, at)
            told.rests_until = now + _REST
            told.preparing = None


@contextmanager
def _aside() -> Iterator[None]:
    """Work out beside the server what is asked in this thread."""
    with Beside() as beside:
        before = _beside.set(beside)
        try:
            yield
        finally:
            _beside.reset(before)


@functools.cache
def _told(where: Path) -> _Told:
    """One for all sessions of the server."""
    return _Told(actions.revision(where), time.monotonic(), datetime.now())
