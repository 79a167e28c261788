"""Correcting what was read, by a person: who does a task, by when, reported to whom; what a document is.

One form for all pages. What is left as it stands in the form is not touched; each change is a decision of its own.
"""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from ui import actions
from ui.actions.values import Ambiguous, Unknown
from ui.pages import store
from ui.pages.people import act, ask_name, may, written_by
from ui.pages.trouble import sentence_of
from ui.pages.words import say
from ui.picture.element import focus_element
from ui.text import esc, one_line
from ui.words import day

__all__ = ["button", "done", "fix", "form", "reason"]

Row = dict[str, Any]
_UNITS: Final = ("lead", "owner", "partner", "monitor", "receiver", "issuer")
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_DONE: Final = "corrected"


def button(about: str, key: str) -> None:
    """The button that opens the form of a task or a text (IRI), and the form where it is open."""
    done()
    if not may(actions.correct):
        return
    opened = f"correcting {key}"
    if not st.session_state.get(opened):
        st.button(say("correct.open"), key=f"open {key}", icon=":material/edit:", on_click=_open, args=(opened,))
        return
    with st.container(border=True, gap="small"):
        st.markdown(f"**{say('correct.title')}**")
        if (made := form(about, key)) is not None:
            st.session_state[opened] = False
            st.session_state[_DONE] = said_of(made)
            st.rerun()
        st.button(say("correct.close"), key=f"close {key}", type="tertiary", on_click=_open, args=(opened, False))


def _open(opened: str, on: bool = True) -> None:
    st.session_state[opened] = on


def done() -> None:
    """Say what the last correction of this page was."""
    if told := st.session_state.pop(_DONE, ""):
        st.success(told)


def said_of(made: Row) -> str:
    """A correction that was recorded, in one line of Markdown."""
    from ui.actions.correct import field_word  # noqa: PLC0415 - a page asks actions by their package otherwise

    words = "; ".join(f"{field_word(field)}: {told}" for field, told in made["said"].items())
    return esc(say("correct.done", words=words, by=one_line(made["by"])))


def form(about: str, key: str) -> Row | None:
    """The form; gives what was recorded when it has just been sent, else ``None``."""
    told = store.ask(actions.correctable, about)
    if isinstance(told, Unknown):
        st.warning(say("correct.gone"))
        return None
    names = _names(told)
    above = st.container()  # what is wrong stands where the eye is, not below the button
    ask_name(f"correct {key}")
    with st.form(f"correct {key}", border=False):
        values = _fields(told, names, key)
        why = reason(f"why correct {key}")
        written_by("correct.by")
        sent = st.form_submit_button(say("correct.send"), type="primary")
    if not sent:
        return None
    with above:
        return _sent(told, values, names, why, key)


def _sent(told: Row, values: dict[str, Any], names: dict[str, str], why: str, key: str) -> Row | None:
    """Record what was sent, or say what is wrong with it."""
    changed, wrong = _changed(told, values, names)
    if wrong or not changed or not why:
        st.error(esc(wrong or say("correct.same" if not changed else "correct.no_why")))
        if not why and changed and not wrong:
            focus_element(say("correct.why"), f"{key} {dt.datetime.now()}")
        return None
    return _write(told["about"], changed, why)


def reason(key: str) -> str:
    """The line for the reason of a correction."""
    typed = st.text_input(say("correct.why"), key=key, placeholder=say("correct.why_example"), max_chars=500)
    return (typed or "").strip()


def _write(about: str, changed: Row, why: str) -> Row | None:
    """Record it, or say why it could not be."""
    try:
        made = act(actions.correct, about, changed, why=why, now=dt.datetime.now().astimezone())
    except Exception as error:
        words = sentence_of(error)
        if words is None:
            raise
        st.error(esc(words))
        return None
    if isinstance(made, Ambiguous):
        st.error(esc(say("correct.several", asked=made.asked)))
        for one in made.candidates:
            st.markdown(f"- {esc(' · '.join(filter(None, (one.title, one.place))))}")
        return None
    if isinstance(made, Unknown):
        near = say("correct.near", names="; ".join(made.suggestions)) if made.suggestions else ""
        st.error(esc(say("correct.unknown", asked=made.asked, why=made.why) + " " + near))
        return None
    recorded: Row = made
    return recorded


def fix(about: str, said: Row, why: str) -> tuple[Row | None, str]:
    """Record a correction without a form; gives what was recorded, or the sentence why it could not be."""
    try:
        made = act(actions.correct, about, said, why=why, now=dt.datetime.now().astimezone())
    except Exception as error:
        words = sentence_of(error)
        if words is None:
            raise
        return None, words
    return (None, made.asked) if isinstance(made, Ambiguous | Unknown) else (made, "")


def _names(told: Row) -> dict[str, str]:
    """How each unit to choose from is called → its IRI; namesakes with their place."""
    names: dict[str, str] = {}
    chosen = [value for field in told["fields"].values() for value in field["values"] if value["id"] != value["name"]]
    for one in (*chosen, *told["units"]):
        label = one_line(one["name"])
        if names.get(label, one["id"]) != one["id"]:
            label = f"{label} · {one_line(one.get('place') or '?')}"
        names.setdefault(label, one["id"])
    return names


def _fields(told: Row, names: dict[str, str], key: str) -> dict[str, Any]:
    """The inputs, three beside each other; gives what they hold."""
    columns = st.columns(3, gap="small")
    found: dict[str, Any] = {}
    for at, (name, field) in enumerate(told["fields"].items()):
        with columns[at % 3]:
            found[name] = _input(name, field, names, f"{key} {name} {told['about']}")
    return found


def _input(name: str, field: Row, names: dict[str, str], key: str) -> Any:  # noqa: ANN401 - of any input
    label, note = say(f"correct.{name}"), _note(field)
    if name == "issuer":
        labels = list(names)
        at = next((i for i, one in enumerate(labels) if [names[one]] == [v["id"] for v in field["values"]]), None)
        return st.selectbox(
            label, labels, index=at, key=key, help=note, accept_new_options=True, placeholder=say("correct.type_unit")
        )
    if name in _UNITS:
        ids = {value["id"] for value in field["values"]}
        now = [label for label, iri in names.items() if iri in ids]
        return st.multiselect(
            label, list(names), default=now, key=key, help=note, accept_new_options=True,
            placeholder=say("correct.type_unit"),
        )  # fmt: skip
    example = say(f"correct.{name}_example")
    return st.text_input(label, value=_shown(name, field), key=key, help=note, placeholder=example, max_chars=80)


def _note(field: Row) -> str | None:
    """Who said so, where a person did."""
    if "by" in field:
        return esc(say("correct.was", by=one_line(field["by"]), day=day(field["at"][:10]), why=field["why"]))
    return esc(say("correct.printed", words=field["printed"])) if field.get("printed") else None


def _shown(name: str, field: Row) -> str:
    values = [value["id"] for value in field["values"]]
    return values[0] if name == "code" and values else " – ".join(map(day, values))


def _changed(told: Row, values: dict[str, Any], names: dict[str, str]) -> tuple[Row, str]:
    """What the inputs say otherwise than before, as :func:`ui.actions.correct` takes it; or what is wrong with them."""
    changed: Row = {}
    for name, value in values.items():
        now = [one["id"] for one in told["fields"][name]["values"]]
        if name in _UNITS:
            given = [value] if isinstance(value, str) else list(value or ())
            said = [names.get(one_line(one), one_line(one)) for one in given]
        elif name == "code":
            said = [value.strip()] if value and value.strip() else []
        else:
            read = days_in(value or "")
            if read is None:
                return {}, say("correct.bad_day", typed=value)
            said = read
        if sorted(said) != sorted(now):
            changed[name] = said
    if told["kind"] == "document" and any(not said for said in changed.values()):
        return {}, say("correct.must")
    for one, other in (("lead", "owner"), ("owner", "lead")):
        if one in changed and other in told["fields"] and other not in changed:
            # who leads and whom it is given to is one role: both are said together
            changed[other] = [value["id"] for value in told["fields"][other]["values"]]
    return changed, ""


def days_in(typed: str) -> list[str] | None:
    """The one or two days of a line (ISO, in order); none of an empty one or 'không có'; ``None`` of anything else."""
    text = typed.strip()
    if not text or text.lower() == say("correct.none").lower():
        return []
    found: Sequence[tuple[str, str, str]] = _DAY.findall(text)
    rest = re.sub(r"[\s–.-]|đến|từ|ngày", "", _DAY.sub("", text.lower()))
    if not 1 <= len(found) <= 2 or rest:
        return None
    try:
        return sorted(dt.date(int(y), int(m), int(d)).isoformat() for d, m, y in found)
    except ValueError:
        return None
