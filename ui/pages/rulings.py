"""What a person's click on a point of the review records: the use case that fits its kind, and how to take it back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import streamlit as st

from ui import actions
from ui.actions import Ambiguous, Unknown
from ui.pages import store
from ui.pages.fresh import revision
from ui.pages.people import act, may
from ui.pages.trouble import sentence_of
from ui.pages.words import say

__all__ = ["FACTS", "LACKING", "MENTIONS", "allowed", "last", "queue", "recorded", "settle", "undo", "undo_last"]

Row = dict[str, Any]
#: Kinds about one assertion, or about a task and a clause; and those about what a mention means.
FACTS = frozenset({"suspect", "relation", "issuer", "owner", "report", "addressee", "alignment"})
MENTIONS = frozenset({"open", "inferred", "unresolved", "naming"})
#: Kinds about what a document lacks: a person says what is right.
LACKING = frozenset({"blank", "unowned", "deadline"})
_LAST = "review last"
_QUEUE = "review queue"


def allowed(item: Row) -> bool:
    """Whether who acts may settle points of this kind."""
    if item["kind"] in LACKING or item["decision"]:
        return may(actions.correct)
    if item["kind"] in FACTS:
        return may(actions.decide)
    if item["kind"] == "place":
        return may(actions.identify_place)
    if item["kind"] == "copies":
        return may(actions.choose_text)
    return may(actions.judge) and may(actions.means)


def settle(item: Row, right: bool, choice: str, why: str) -> str:
    """Record that a point is right or wrong (of a pair: two or one); gives '' or the sentence why it could not be."""
    now = datetime.now().astimezone()
    try:
        told = _record(item, right, choice, why, now)
    except Exception as error:
        words = sentence_of(error)
        if words is None:
            raise
        return words
    if isinstance(told, Unknown | Ambiguous):
        return told.why if isinstance(told, Unknown) and told.why else told.asked
    recorded(item, told.get("decisions") or [told["decision"]], told["revision"])
    return ""


def recorded(item: Row, decisions: list[str], revision: str) -> None:
    """Remember what was decided about a point, so that it can be taken back, and take the point out of the queue."""
    st.session_state.setdefault(_LAST, []).append((item["id"], decisions))
    _settled(item, revision)


def queue() -> Row:
    """What waits for a person (:func:`ui.actions.review`), worked out anew where the store has changed.

    What this session says of a fact changes no other question: then only that one is taken out, as to find all of them
    takes seconds in a large store.
    """
    now = revision(store.home())
    held = st.session_state.get(_QUEUE)
    if held is None or held["revision"] != now:
        held = {"revision": now, "asked": store.ask(actions.review)}
        st.session_state[_QUEUE] = held
    asked: Row = held["asked"]
    return asked


def _settled(item: Row, revision: str) -> None:
    held = st.session_state.get(_QUEUE)
    if held is None or item["kind"] not in FACTS | LACKING:
        return
    asked = held["asked"]
    left = [one for one in asked["items"] if one["id"] != item["id"]]
    counts = {**asked["counts"], item["kind"]: max(0, asked["counts"][item["kind"]] - 1)}
    st.session_state[_QUEUE] = {
        "revision": revision,
        "asked": {**asked, "items": left, "counts": counts, "left": asked["left"] - 1},
    }


def _record(item: Row, right: bool, choice: str, why: str, now: datetime) -> Any:  # noqa: ANN401 - what use cases answer
    kind, about = item["kind"], item["about"]
    if kind in LACKING or item["decision"]:
        return _none(item, why, now)
    if kind in FACTS:
        return act(actions.decide, about, "confirmed" if right else "rejected", why=why, now=now)
    if kind == "place":
        return act(actions.identify_place, about[0], choice, same=right, why=why, now=now)
    if kind == "copies":
        text = about[0] if right else about[1]
        return act(actions.choose_text, item["directive"], file=text, why=why, now=now)
    if kind in MENTIONS and right:
        return act(actions.means, about[0], choice, file=None, everywhere=False, why=why, now=now)
    if kind in MENTIONS:
        return act(actions.judge, about[0], choice, same=False, why=why, now=now)
    # the store takes two of one number for two: right as it stands; of two that may be one it is the other way
    return act(actions.judge, about[0], about[1], same=right != (kind == "collision"), why=why, now=now)


def _none(item: Row, why: str, now: datetime) -> Any:  # noqa: ANN401 - what use cases answer
    """A person says that it is as read: given to nobody, due on that day or on none; or a suspect correction goes."""
    if item["decision"]:
        return act(actions.decide, [item["decision"]], "withdrawn", why=why, now=now)
    if item["kind"] == "unowned":
        return act(actions.correct, item["correct"], {"owner": [], "lead": []}, why=why, now=now)
    told = store.ask(actions.correctable, item["correct"])
    days = [value["id"] for value in told["fields"]["deadline"]["values"]]
    return act(actions.correct, item["correct"], {"deadline": days}, why=why, now=now)


def last() -> list[tuple[str, list[str]]]:
    """What this session decided and did not take back, the last at the end: the id of a point, its decisions."""
    found: list[tuple[str, list[str]]] = st.session_state.get(_LAST, [])
    return found


def undo_last() -> tuple[str, str]:
    """Take back what this session decided last; gives the id of its point ('' where nothing is left), and trouble."""
    if not last():
        return "", ""
    point, decisions = last()[-1]
    trouble = undo(decisions)
    return point, trouble


def undo(decisions: Iterable[str]) -> str:
    """Take decisions back; gives '' or the sentence why they could not be."""
    try:
        for decision in decisions:
            act(actions.decide, [decision], "withdrawn", why=say("review.why_undo"), now=datetime.now().astimezone())
    except Exception as error:
        words = sentence_of(error)
        if words is None:
            raise
        return words
    st.session_state[_LAST] = [one for one in last() if one[1] != decisions]
    st.session_state.pop(_QUEUE, None)
    return ""
