"""Beside the picture: all that is known about the card or line picked, each fact with its sentence."""

from collections import defaultdict

import streamlit as st

from ui.pages.links import PICK, Pages
from ui.pages.words import say
from ui.picture.cards import name_of
from ui.picture.gaps import gaps
from ui.picture.marks import marks, short
from ui.picture.scene import Line, Scene, Shown
from ui.picture.trace import Fact, Node
from ui.text import esc
from ui.words import day, shorten

__all__ = ["panel"]

MOST = 12


def panel(pages: Pages, scene: Scene, picked: str) -> None:
    """Show what is picked; where nothing is, how to read the picture and where the chain stops."""
    if line := scene.lines.get(picked):
        _line(pages, scene, line)
    elif shown := scene.cards.get(picked):
        _card(pages, scene, shown)
    else:
        if picked:
            st.warning(say("panel.gone"))
        _nothing(scene)


def _nothing(scene: Scene) -> None:
    st.markdown(f"**{say('panel.how')}**")
    for name in ("card", "line", "fold", "move"):
        st.caption(say(f"panel.how_{name}"))
    links = scene.links
    found = [gap for node in sorted(links.below(scene.trace.root)) if links.node(node).known == "byText" for gap in gaps(links, node)]
    if found:
        st.markdown(f"**{say('panel.gaps', n=len(found))}**")
        for gap in found[:MOST]:
            _pick(links.node(gap.unit).label, short("gap", gap.directive, gap.unit))
        _rest(len(found))


def _line(pages: Pages, scene: Scene, line: Line) -> None:
    for fact in line.facts:
        with st.container(border=True):
            _fact(pages, scene, fact, ends=True)


def _card(pages: Pages, scene: Scene, shown: Shown) -> None:
    node = scene.links.node(shown.node)
    if shown.gap is not None:
        unit = scene.links.node(shown.gap.unit)
        st.caption(say("card.gap"))
        st.subheader(esc(unit.label), anchor=False)
        st.text(say("panel.gap", document=name_of(node)))
        with st.container(border=True):
            _fact(pages, scene, shown.gap.fact, ends=False)
        return
    st.caption(say(f"panel.{node.kind}"))
    st.subheader(esc(shorten(name_of(node) if node.kind == "directive" else node.label, 300)), anchor=False)
    _about(node)
    if node.kind == "directive":
        if node.known == "byText":
            pages.link_document(node.id, say("panel.open"))
        if node.id != scene.trace.root:
            pages.link_chain(node.id, say("panel.chain"))
    _facts(pages, scene, node)


def _about(node: Node) -> None:
    rows = [node.title, node.unit, say("panel.issued", day=day(node.date)) if node.kind == "directive" and node.date else ""]
    rows.append(say("card.task_of", path=node.path, document=node.document) if node.kind == "task" else "")
    rows.append(say("card.stub") if node.known == "byCitation" else "")
    for row in filter(None, rows):
        st.text(row)


def _facts(pages: Pages, scene: Scene, node: Node) -> None:
    """All relations of a node, by relation: short ones as choices, those that no line shows with their proof here."""
    groups: dict[tuple[str, bool], list[Fact]] = defaultdict(list)
    for fact in scene.links.of(node.id):
        groups[fact.relation, fact.source == node.id].append(fact)
    for (relation, leaving), facts in sorted(groups.items(), key=lambda item: (marks().relation(item[0][0]).rank, item[0])):
        st.markdown(f"**{esc(relation if leaving else say('panel.passive', relation=relation))}** ({len(facts)})")
        for fact in facts[:MOST]:
            other = scene.links.node(fact.target if leaving else fact.source)
            name = other.label if other.kind == "task" else name_of(other)
            if marks().relation(relation).draw == "quiet":
                with st.expander(esc(shorten(name, 90))):
                    _fact(pages, scene, fact, ends=False)
            else:
                _pick(name, short(*sorted((fact.source, fact.target))))
        _rest(len(facts))


def _fact(pages: Pages, scene: Scene, fact: Fact, *, ends: bool) -> None:
    """One fact: what it says, how it is known, the exact sentence, where that stands, and which rule read it."""
    if ends:
        st.text(_sentence_name(scene.links.node(fact.source)))
        st.markdown(f"**→ {esc(fact.relation)} →**")
        st.text(_sentence_name(scene.links.node(fact.target)))
    st.badge(say("panel.grade", grade=esc(fact.grade or say("panel.grade_none"))), color=_GRADES.get(fact.grade, "gray"))
    if fact.due:
        st.text(say("card.due", day=day(fact.due)))
    if fact.via:
        st.text(say("panel.via", unit=fact.via))
    if fact.quote:
        st.caption(say("panel.quote"))
        with st.container(border=True, key=f"quote-{short(fact.source, fact.target, fact.relation, fact.text, str(fact.span))}"):
            st.text(fact.quote)
    document = _document(scene, fact)
    st.text(say("panel.where", document=name_of(document) if document else fact.document or say("card.no_code")))
    st.caption(esc(say("panel.rule", rule=fact.rule or "—")))
    if document is not None and fact.span is not None:
        pages.link_document(document.id, say("panel.mark"), fact.span)


_GRADES = {"nêu rõ": "green", "đã xác nhận": "green", "theo đề mục": "blue", "lời dẫn chung": "blue", "suy đoán": "orange", "đã bác": "red"}


def _sentence_name(node: Node) -> str:
    return f"{name_of(node)}: {shorten(node.label, 160)}" if node.kind == "task" else name_of(node)


def _document(scene: Scene, fact: Fact) -> Node | None:
    """The directive whose text holds the sentence: the fact names it by id or by number."""
    nodes = scene.trace.nodes
    if fact.document in nodes:
        return nodes[fact.document]
    for end in (fact.source, fact.target):
        for near in (end, *(f.source for f in scene.links.arriving.get(end, ()))):
            if fact.document and nodes[near].kind == "directive" and nodes[near].document == fact.document:
                return nodes[near]
    named = [node for node in nodes.values() if node.kind == "directive" and node.document == fact.document]
    return named[0] if len(named) == 1 else None


def _pick(name: str, picked: str) -> None:
    """A choice that moves the picture to a card or line."""

    def on_click() -> None:
        st.query_params[PICK] = picked

    st.button(esc(shorten(name, 80)), key=f"pick-{picked}-{st.session_state['ask']['n']}-{_count()}", on_click=on_click, type="tertiary")


def _count() -> int:
    return 0


def _rest(count: int) -> None:
    if count > MOST:
        st.caption(say("panel.rest", n=count - MOST))
