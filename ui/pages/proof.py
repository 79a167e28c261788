"""One fact on the screen: what it says, how it is known, the exact sentence, and the way to it in the document."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import streamlit as st

from ui.pages.links import Pages
from ui.pages.words import rule, say
from ui.picture.cards import name_of
from ui.picture.scene import Scene
from ui.picture.trace import Fact, Node, in_passing
from ui.text import esc
from ui.words import shorten, when

__all__ = ["color_of", "proof"]

_Color = Literal["green", "blue", "orange", "red", "gray"]
_GRADES: Mapping[str, _Color] = MappingProxyType(
    {
        "nêu rõ": "green",
        "đã xác nhận": "green",
        "theo đề mục": "blue",
        "lời dẫn chung": "blue",
        "suy đoán": "orange",
        "đã bác": "red",
    }
)


def color_of(grade: str) -> _Color:
    """The colour of a badge that tells a grade."""
    return _GRADES.get(grade, "gray")


def proof(pages: Pages, scene: Scene, fact: Fact, *, ends: bool = True) -> None:
    """Show a fact in a frame of its own; without its two ``ends`` where they are plain from what is around it."""
    with st.container(border=True, gap="xsmall"):
        if ends:
            st.text(_called(scene.links.node(fact.source)))
            st.markdown(f"**→ {esc(fact.relation)} →**")
            st.text(_called(scene.links.node(fact.target)))
        _how_known(fact)
        if fact.quote:
            st.caption(say("proof.quote"))
            with st.container(border=True):
                st.text(fact.quote)
        _where(pages, scene, fact)


def _how_known(fact: Fact) -> None:
    grade = esc(fact.grade or say("proof.grade_none"))
    st.badge(say("proof.grade", grade=grade), color=color_of(fact.grade))
    if fact.due:
        st.text(say("card.due", day=when(fact.due)))
    if fact.via:
        st.text(say("proof.via", unit=fact.via))


def _where(pages: Pages, scene: Scene, fact: Fact) -> None:
    document = _document(scene, fact)
    name = name_of(document) if document else fact.document or say("card.no_code")
    st.text(say("proof.where", document=name))
    if in_passing(scene.trace, fact):
        source, target = (name_of(scene.links.node(end)) for end in (fact.source, fact.target))
        st.info(esc(say("proof.third", document=name, source=source, target=target)))
    st.caption(esc(say("proof.rule", rule=rule(fact.rule) if fact.rule else "—")))
    if fact.text and fact.span is not None:
        pages.link_document(fact.text, say("proof.mark"), fact.span)


def _called(node: Node) -> str:
    return f"{name_of(node)}: {shorten(node.label, 160)}" if node.kind == "task" else name_of(node)


def _document(scene: Scene, fact: Fact) -> Node | None:
    """The directive whose text holds the sentence: among those next to the fact, else the only one so named."""
    nodes = scene.trace.nodes
    near = [fact.source, fact.target]
    near += [f.source for end in (fact.source, fact.target) for f in scene.links.arriving.get(end, ())]
    for some in (near, nodes):
        named = {n: nodes[n] for n in some if nodes[n].kind == "directive" and nodes[n].document == fact.document}
        if len(named) == 1:
            return next(iter(named.values()))
    return None
