"""The page *Văn bản*: the list of directives, or the canonical text of one with its sentences marked."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui import actions
from ui.pages import store
from ui.pages.choose import chosen, nothing_yet
from ui.pages.clarity import clarity
from ui.pages.correct import button
from ui.pages.find import address
from ui.pages.fragment import fragment
from ui.pages.kin import kin
from ui.pages.links import DIRECTIVE, SPAN, VIEW, Pages, span_of, told
from ui.pages.paper import TURN, paper
from ui.pages.segments import Segment, cut
from ui.pages.standing import badge
from ui.pages.words import say
from ui.picture.element import reader_element
from ui.picture.marks import short
from ui.present import difference_words
from ui.text import esc, one_line
from ui.words import day, shorten

__all__ = ["show"]

Row = dict[str, Any]
#: how the address names one text of a directive, rather than the directive
TEXT = "urn:chidao:text:"


def show(pages: Pages) -> None:
    """Show the text that the address asks for, or the list of all."""
    rows = store.directives()
    if not rows:
        nothing_yet()
        return
    asked = told(DIRECTIVE)
    if not asked:
        st.title(say("app.document"), anchor=False)
    document = store.document(asked) if asked.startswith(TEXT) else None
    row = chosen(rows, document["id"] if document else asked, pages.link_document)
    if row is not None:
        _one(pages, rows, row, document or store.document(row["id"]))


def _one(pages: Pages, rows: Sequence[Row], row: Row, document: dict[str, Any] | None) -> None:
    with st.container(gap="xxsmall"):
        st.text(" · ".join(filter(None, (row["type"], row["issuer"], day(row["date"])))) or say("card.no_issuer"))
        st.title(esc(row["name"] or say("card.no_code")), anchor=False)
        if row["title"] and row["code"]:
            st.text(row["title"])
        if document and document["stands"] in ("issued", "forwarded", "report"):
            st.markdown(badge(document["stands"]))
        pages.link_chain(address(rows, row), say("document.chain"))
    if document is None:
        st.info(say("document.stub"))
        _kin(pages, row)
        return
    _others(document["texts"])
    button(document["text_id"], "document")
    paged = store.ask(actions.pages, document["text_id"])
    views = ["text", *(["paper"] if paged else []), "clear", "kin"]
    view = st.segmented_control(
        say("document.view"),
        views,
        format_func=lambda name: say(f"document.{name}"),
        default="text",
        required=True,
        key=VIEW,
        bind="query-params",
        label_visibility="collapsed",
    )
    if view == "paper":
        _paper(document, paged)
    elif view == "clear":
        _clarity(pages, row, document)
    elif view == "kin":
        _kin(pages, row)
    else:
        _text(document)


def _others(texts: list[Row]) -> None:
    """The other texts of the directive, and what the counted one says otherwise; nothing where there is one."""
    others = [text for text in texts if not text["counted"]]
    if not others:
        return
    counted = next(text["document"] for text in texts if text["counted"])
    with st.expander(say("document.texts", n=len(texts), file=counted)):
        for text in others:
            st.text(one_line(f"{text['document']} · {text['sha256'][:8]}"))
            st.caption(esc(say("document.other", why=text["why"], n=len(text["differs"]))))
            for change in text["differs"]:
                st.markdown(
                    f"- {esc(change['kind'])} {esc(shorten(change['about'], 80))}: {esc(difference_words(change))}"
                )


def _kin(pages: Pages, row: Row) -> None:
    shown = store.ask(actions.show, row["id"])
    if isinstance(shown, dict):
        kin(pages, shown)


def _clarity(pages: Pages, row: Row, document: dict[str, Any]) -> None:
    judged = store.ask(actions.lint, row["id"])
    if isinstance(judged, dict):
        clarity(judged, pages, text=document["text_id"])
    else:
        st.info(say("document.not_judged"))


@fragment
def _paper(document: dict[str, Any], paged: list[Row]) -> None:
    """The page of the chosen fact with the fact framed in it, and the facts beside it."""
    facts = sorted(document["facts"], key=lambda fact: (fact["span"][0], fact["span"][1]))
    left, right = st.columns([1.7, 1], gap="medium")
    with right:
        _facts(document, facts)
    with left:
        paper(document["text_id"], paged)
        st.caption(esc(say("document.file", file=document["file"])))


@fragment
def _text(document: dict[str, Any]) -> None:
    """The text and the facts read in it; choosing a fact, or a mark in the text, reruns only this."""
    facts = sorted(document["facts"], key=lambda fact: (fact["span"][0], fact["span"][1]))
    left, right = st.columns([1.7, 1], gap="medium")
    with right:
        _facts(document, facts)
    span = span_of(told(SPAN))
    segments = cut(document["text"], [tuple(fact["span"]) for fact in facts], span)
    key = f"reader-{short(document['id'])}"
    with left:
        if span and not any(segment.inside for segment in segments):
            st.warning(say("document.no_span"))
        data = _data(document, facts, segments, span)
        reader_element(data, key=key, on_picked=lambda: _on_picked(key, segments, facts))
        st.caption(esc(say("document.file", file=document["file"])))


def _data(
    document: dict[str, Any], facts: list[Row], segments: list[Segment], span: tuple[int, int] | None
) -> dict[str, Any]:
    marked = [
        [s.text, i if s.facts or s.inside else -1, facts[s.facts[0]]["kind"] if s.facts else ""]
        for i, s in enumerate(segments)
    ]
    return {
        "id": f"{document['id']} {span}",
        "label": say("document.label"),
        "segments": marked,
        "focus": [i for i, s in enumerate(segments) if s.inside],
    }


def _on_picked(key: str, segments: list[Segment], facts: list[Row]) -> None:
    at = st.session_state[key].get("picked")
    if isinstance(at, int | float) and 0 <= at < len(segments) and segments[int(at)].facts:
        start, end = facts[segments[int(at)].facts[0]]["span"]
        st.query_params[SPAN] = f"{start}-{end}"


def _facts(document: dict[str, Any], facts: list[Row]) -> None:
    st.markdown(f"**{say('document.facts', n=len(facts))}**")
    kinds = sorted({fact["kind"] for fact in facts})
    kind = st.selectbox(
        say("document.kind"),
        ["", *kinds],
        format_func=lambda k: k or say("document.all"),
        key=f"kind-{short(document['id'])}",
    )
    shown = [fact for fact in facts if kind in ("", fact["kind"])]
    table = {
        say("document.kind"): [fact["kind"] for fact in shown],
        say("document.what"): [shorten(one_line(fact["label"] or fact["quote"]), 200) for fact in shown],
        say("document.grade"): [fact["grade"] for fact in shown],
    }
    name = f"facts-{short(document['id'], kind)}"

    def on_select() -> None:
        rows = st.session_state[name]["selection"]["rows"]
        if rows:
            start, end = shown[rows[0]]["span"]
            st.query_params[SPAN] = f"{start}-{end}"
            st.query_params.pop(TURN, None)  # the page is that of the sentence again

    picked = st.dataframe(
        table, key=name, hide_index=True, on_select=on_select, selection_mode="single-row", height=420
    )
    st.caption(say("document.choose"))
    rows = picked["selection"]["rows"]
    if rows and rows[0] < len(shown) and ":task:" in (shown[rows[0]].get("about") or ""):
        st.markdown(esc(shorten(one_line(shown[rows[0]]["quote"]), 160)))
        button(shown[rows[0]]["about"], f"fact {shown[rows[0]]['about']}")
