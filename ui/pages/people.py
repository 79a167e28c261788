"""The person who acts on the screen, and what they do there: the only way from a page to what changes the store.

Questions go through :func:`ui.pages.store.ask`; everything else through :func:`act`, with a button that is shown by
:func:`may`.
"""

from collections.abc import Callable
from typing import Any

from ui import actions
from ui.actions.people import Person, owner
from ui.actions.rights import act as gated
from ui.actions.rights import may as allowed

__all__ = ["act", "may", "me"]


def me() -> Person:
    """Who acts in this session: the person at this machine, or who signed in. ``me().name`` is what decisions carry."""
    return owner()


def may(use_case: Callable[..., Any]) -> bool:
    """Whether to offer what a use case of :mod:`ui.actions` does: ``if may(actions.decide): st.button(…)``."""
    return allowed(me(), use_case)


def act(use_case: Callable[..., Any], *args: Any, **values: Any) -> Any:  # noqa: ANN401 - plain values of any shape
    """Call a use case as the person who acts; the folder of the store and ``by`` are put in here.

    ``act(actions.decide, [iri], "confirmed", why="…", now=…)``. Nothing is remembered, so it fits what changes the
    store. Raises :class:`ui.actions.people.Denied`, whose sentence is for people, and what the use case raises.
    """
    return gated(me(), actions.home_of(None), use_case, *args, **values)
