"""Beside the picture: all that is known about the card or line picked, each fact with its sentence."""

from collections import defaultdict

import streamlit as st

from ui.pages.links import PICK, Pages
from ui.pages.proof import proof
from ui.pages.words import language, say, words
from ui.picture.cards import name_of
from ui.picture.marks import marks, short
from ui.picture.scene import Scene, Shown, line_id
from ui.picture.trace import Fact, Node
from ui.text import esc
from ui.words import day, shorten

__all__ = ["panel"]

MOST = 12


def panel(pages: Pages, scene: Scene, picked: str) -> None:
    """Show what is picked; where nothing is, how to read the picture."""
    line = scene.lines.get(picked)
    facts = line.facts if line else [fact for fact in scene.trace.facts if line_id(fact) == picked]
    if facts:
        for fact in facts[:MOST]:
            proof(pages, scene, fact)
        _rest(len(facts))
    elif shown := scene.cards.get(picked):
        _card(pages, scene, shown)
    else:
        if picked:
            st.warning(say("panel.gone"))
        _nothing()


def _nothing() -> None:
    with st.expander(say("panel.how")):
        for name in ("card", "line", "fold", "move", "keys"):
            st.text(say(f"panel.how_{name}"))


def _card(pages: Pages, scene: Scene, shown: Shown) -> None:
    node = scene.links.node(shown.node)
    if shown.gap is not None:
        st.caption(say("card.gap"))
        st.subheader(esc(shown.gap.name), anchor=False)
        st.text(say("panel.gap", document=name_of(node)))
        if shown.gap.fact is not None:
            proof(pages, scene, shown.gap.fact, ends=False)
        return
    st.caption(say(f"panel.{node.kind}"))
    st.subheader(esc(shorten(name_of(node) if node.kind == "directive" else node.label, 300)), anchor=False)
    for row in _about(node):
        st.text(row)
    if node.kind == "directive":
        if node.known == "byText":
            pages.link_document(node.id, say("panel.open"))
        if node.id != scene.trace.root:
            pages.link_chain(node.id, say("panel.chain"))
    _facts(pages, scene, node)


def _about(node: Node) -> list[str]:
    """What is told about a node besides its name and relations."""
    if node.kind == "task":
        due = say("card.due", day=day(node.date)) if node.date else ""
        return [row for row in (name_of(node) if node.document else "", due) if row]
    issued = say("panel.issued", day=day(node.date)) if node.date else ""
    stub = say("card.stub") if node.known == "byCitation" else ""
    return [row for row in (node.title, node.unit, issued, stub) if row]


def _facts(pages: Pages, scene: Scene, node: Node) -> None:
    """All relations of a node, by relation: choices of a line; with their proof here where the picture draws none."""
    groups: dict[tuple[int, str, bool], dict[str, Fact]] = defaultdict(dict)
    for fact in scene.links.of(node.id):
        leaving = fact.source == node.id
        # several sentences may say the same: the line shows them all
        told = groups[marks().relation(fact.relation).rank, fact.relation, leaving]
        told.setdefault(fact.target if leaving else fact.source, fact)
    for (_, relation, leaving), told in sorted(groups.items(), key=lambda group: group[0]):
        st.markdown(f"**{esc(relation if leaving else _reverse(relation))}** ({len(told)})")
        for i, (other, fact) in enumerate(list(told.items())[:MOST]):
            name = _called(scene.links.node(other))
            implied = all(short(end) in scene.cards for end in (fact.source, fact.target))
            if line_id(fact) in scene.lines or (marks().relation(relation).draw != "quiet" and not implied):
                _choice(name, line_id(fact), f"{relation} {leaving} {i}")
            else:
                with st.expander(esc(shorten(name, 90))):
                    proof(pages, scene, fact, ends=False)
        _rest(len(told))


def _called(node: Node) -> str:
    return node.label if node.kind == "task" else name_of(node)


def _reverse(relation: str) -> str:
    """The relation as it reads from its other end."""
    return words(language()).get(f"reverse.{relation}") or say("panel.reverse", relation=relation)


def _choice(name: str, picked: str, key: str) -> None:
    """A choice that moves the picture to a card or line."""

    def on_click() -> None:
        st.query_params[PICK] = picked

    st.button(esc(shorten(name, 80)), key=f"choice {key}", on_click=on_click, type="tertiary")


def _rest(count: int) -> None:
    if count > MOST:
        st.caption(say("panel.rest", n=count - MOST))
