"""The page *Nạp văn bản*: files into the store, each with what became of it; a draft checked before it is issued."""

from datetime import datetime
from typing import Any

import streamlit as st

from ui import actions
from ui.actions.people import Denied
from ui.pages import incoming
from ui.pages.draft import draft
from ui.pages.fragment import fragment, repeated
from ui.pages.fresh import renew
from ui.pages.links import VIEW, Pages, told
from ui.pages.outcomes import outcomes
from ui.pages.people import act, ask_name, may, written_by
from ui.pages.words import say
from ui.text import one_line

__all__ = ["show"]

#: Where the address names an upload.
RUN = "lo"
#: How often a running upload is looked at, in seconds.
_LOOK = 0.7


def show(pages: Pages) -> None:
    """Show the way into the store, or the check of a draft."""
    st.title(say("app.intake"), anchor=False)
    view = st.segmented_control(
        say("intake.view"),
        ["store", "draft"],
        format_func=lambda name: say(f"intake.{name}"),
        default="store",
        required=True,
        key=VIEW,
        bind="query-params",
        label_visibility="collapsed",
    )
    st.html(_style())
    if view == "draft":
        draft(pages)
        return
    st.caption(say("intake.safe"))
    if not may(actions.upload):
        st.info(say("intake.no_right"))
        return
    _drop()
    if name := told(RUN):
        _run(pages, name)


def _drop() -> None:
    """Where files are chosen; they are taken as soon as the browser has sent them."""
    box = st.container()
    why, ready = _open_because()
    turn = st.session_state.setdefault("drop turn", 0)
    key = f"files {turn}"
    forms = ", ".join(f".{form}" for form in actions.forms())
    with box:
        st.file_uploader(
            say("intake.drop"),
            accept_multiple_files=True,
            key=key,
            on_change=lambda: _take(key, why),
            disabled=not ready,
            max_upload_size=actions.largest_upload(),
        )
        st.caption(say("intake.forms", forms=forms, most=actions.largest_upload() // 10 * 10))
    if trouble := st.session_state.pop("drop trouble", ""):
        st.error(say("intake.denied"))
        st.text(one_line(trouble))


def _open_because() -> tuple[str, bool]:
    """Why a person says that what would be held is open; and whether files may be chosen."""
    if not st.toggle(say("intake.open"), key="drop open"):
        return "", True
    with st.container(border=True, gap="small"):
        why = st.text_input(
            say("intake.open_why"), key="drop why", placeholder=say("intake.open_example"), max_chars=300
        ).strip()
        ask_name("intake")
        written_by("intake.open_by")
        if not why:
            st.info(say("intake.open_first"))
    return why, bool(why)


def _take(key: str, why: str) -> None:
    files = st.session_state[key]
    if not files:
        return
    try:
        now = datetime.now().astimezone()
        upload = act(actions.upload, incoming.taken(files), now=now, open_because=why)
    except (Denied, OSError) as error:
        st.session_state["drop trouble"] = str(error)
    else:
        st.query_params[RUN] = incoming.keep(upload)
    # another name for the box: the browser and the server both let go of what it held
    st.session_state["drop turn"] += 1


def _run(pages: Pages, name: str) -> None:
    upload = incoming.kept(name)
    if upload is None:
        st.info(say("intake.gone"))
        return
    if not upload.is_over:
        repeated(_progress, _LOOK)(upload)
        return
    _result(pages, upload, name)


def _progress(upload: actions.Upload) -> None:
    """How far it is; once it is over the whole page is drawn anew, with what is in the store now."""
    if upload.is_over:
        renew()
        st.rerun()
    if upload.state is actions.State.WAITING:
        st.warning(say("intake.waiting"))
        st.text(one_line(upload.why))
        if names := incoming.before(upload):
            st.text(say("intake.waiting_for", names=", ".join(map(one_line, names))))
    st.progress(
        min(1.0, upload.done / max(1, upload.total)), say("intake.reading", done=upload.done, total=upload.total)
    )
    for outcome in upload.outcomes[-3:]:
        st.text(f"{one_line(outcome.path)}: {say(f'intake.{_word(outcome)}').lower()}")
    st.button(say("intake.stop"), key="stop upload", on_click=upload.stop)


def _word(outcome: Any) -> str:  # noqa: ANN401 - a value of ui.actions
    return "stored" if outcome.status == "replaced" else str(outcome.status)


@fragment
def _result(pages: Pages, upload: actions.Upload, name: str) -> None:
    if upload.state is actions.State.FAILED:
        st.error(say("intake.failed"))
        st.text(one_line(upload.why))
    elif upload.state is actions.State.STOPPED:
        st.warning(say("intake.stopped"))
    outcomes(pages, upload)

    def clear() -> None:
        incoming.forget(name)
        st.query_params.pop(RUN, None)

    if st.button(say("intake.again"), key="clear upload", on_click=clear):
        st.rerun()


def _style() -> str:
    unsent = say("intake.unsent", most=actions.largest_upload() // 10 * 10)
    words = {"BROWSE": say("intake.browse"), "HERE": say("intake.drop_hint"), "UNSENT": unsent}
    style = _STYLE
    for place, word in words.items():
        style = style.replace(place, word)
    return style


# Streamlit's own words in the box for files are English, and nothing else can say them: ours stand in their place. Why
# the browser did not send a file it tells to ears only.
_STYLE = """<style>
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
[data-testid="stFileUploaderDropzone"] { min-height: 7rem; align-items: center; border: 2px dashed currentColor; }
[data-testid="stFileUploaderDropzone"]::after { content: "HERE"; opacity: .8; order: 3; }
[data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"] {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
[data-testid="stFileUploader"] [role="alert"] { display: none; }
[data-testid="stFileUploader"]:has([role="alert"])::after { content: "UNSENT"; color: var(--chosen); }
[data-testid="stFileUploaderDropzone"] button > div::after { content: "BROWSE"; padding-left: .4rem; }
</style>"""
