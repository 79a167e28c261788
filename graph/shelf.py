"""The shelf: what the store keeps of the texts themselves, leading or not, in a graph that no answer reads.

::

    <text> shelf:leads "…"    what is known of a text that leads; its own graph stands in the store
    <text> shelf:copy "…"     what is known of another text of the same directive, and what it is to the leading one
    <text> shelf:lines "…"    what that other text says: the lines of the graph that it would have
    <text> shelf:came "…"     when the run began (seconds since 1970) and the path: it came from there then

A text that does not lead has no graph, so that no query, no row of the register and no export counts it; its lines are
a literal here, and become its graph again in the transaction in which it leads. Of what it says, identity still hears
what it says of its own directive: two files stay one directive whichever of them leads.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

from pyoxigraph import Literal, NamedNode
from pyoxigraph import Store as Engine

from graph.changes import Change, Doing
from graph.copies import Copy, Held
from graph.mention import Mention
from graph.rdf import Row
from graph.rows import Rows

__all__ = ["SHELF", "Shelved", "aside", "came", "entry", "forget", "held_lines", "own_mentions", "read", "shelved"]

SHELF: Final = NamedNode("urn:chidao:graph:shelf")
_SHELF: Final = "urn:chidao:shelf:"
_DAYS: Final = ("date", "earliest", "latest")


@dataclass(frozen=True, slots=True)
class Shelved:
    """One text as the shelf knows it; ``copy`` where another leads."""

    held: Held
    copy: Copy | None = None


def entry(one: Shelved, lines: str = "") -> list[str]:
    """What the shelf says of a text, as N-Triples lines; ``lines`` are those of a copy."""
    known = json.dumps(_plain(one), ensure_ascii=False, sort_keys=True)
    facts = [("copy" if one.copy else "leads", known)]
    facts += [("came", f"{run} {place}") for run, place in sorted(one.held.came)]
    facts += [("lines", lines)] if one.copy else []
    return [f"<{one.held.text}> <{_SHELF}{name}> {Literal(value)} ." for name, value in facts]


def forget(text: str) -> str:
    """The part of an update that takes a text from the shelf."""
    return f"DELETE WHERE {{ GRAPH {SHELF} {{ <{text}> ?p ?o }} }}"


def read(engine: Engine) -> dict[str, Shelved]:
    """Text → what the shelf of a store knows of it."""
    came: dict[str, set[tuple[int, str]]] = {}
    for quad in engine.quads_for_pattern(None, _term("came"), None, SHELF):
        assert isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
        run, _, place = quad.object.value.partition(" ")
        came.setdefault(quad.subject.value, set()).add((int(run), place))
    found: dict[str, Shelved] = {}
    for name in ("leads", "copy"):
        for quad in engine.quads_for_pattern(None, _term(name), None, SHELF):
            assert isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
            one = _shelved(quad.object.value)
            held = replace(one.held, came=frozenset(came.get(quad.subject.value, ())))
            found[quad.subject.value] = replace(one, held=held)
    return found


def held_lines(engine: Engine, text: str) -> str:
    """What a copy says, as the lines of the graph that it would have; '' for what is no copy."""
    for quad in engine.quads_for_pattern(NamedNode(text), _term("lines"), None, SHELF):
        assert isinstance(quad.object, Literal)
        return quad.object.value
    return ""


def shelved(source: Rows, texts: Iterable[str] | None = None) -> list[Shelved]:
    """The copies of a store, or those of these texts (IRIs); by file and digest. Raises what ``source`` raises."""
    values = "" if texts is None else f"VALUES ?text {{ {' '.join(f'<{iri}>' for iri in sorted(texts))} }} "
    query = f"SELECT ?known WHERE {{ {values}GRAPH {SHELF} {{ ?text <{_SHELF}copy> ?known }} }}"
    found = [_shelved(_value(row)) for row in source.rows(query)]
    return sorted(found, key=lambda one: (one.held.file, one.held.sha256))


def came(source: Rows, texts: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """From where these texts (IRIs) came, the latest first: when (seconds since 1970) and the path."""
    values = " ".join(f"<{iri}>" for iri in sorted(texts))
    query = f"SELECT ?text ?came WHERE {{ VALUES ?text {{ {values} }} GRAPH {SHELF} {{ ?text <{_SHELF}came> ?came }} }}"
    found: dict[str, list[tuple[int, str]]] = {}
    for row in source.rows(query):
        text, told = row["text"], row["came"]
        assert isinstance(text, NamedNode) and isinstance(told, Literal)
        run, _, place = told.value.partition(" ")
        found.setdefault(text.value, []).append((int(run), place))
    return {text: sorted(places, reverse=True) for text, places in found.items()}


def own_mentions(source: Rows) -> Iterator[Mention]:
    """What the copies say of their own directives: all of them that identity hears."""
    for one in shelved(source):
        yield from aside(one.held)


def aside(held: Held) -> list[Mention]:
    """What identity hears of a text while it does not lead."""
    return [replace(mention, shelved=True) for mention in held.mentions]


def _value(row: Row) -> str:
    known = row["known"]
    assert isinstance(known, Literal)
    return known.value


def _plain(one: Shelved) -> dict[str, Any]:
    told = {key: value for key, value in asdict(one.held).items() if key not in ("came", "mentions")}
    told["mentions"] = [_mention_told(mention) for mention in one.held.mentions]
    if one.copy is not None:
        told["lead"], told["why"], told["twins"] = one.copy.lead, one.copy.why, dict(one.copy.twins)
        told["differs"] = [[str(c.doing), c.kind, c.about, c.before, c.after] for c in one.copy.differs]
    return told


def _mention_told(mention: Mention) -> dict[str, Any]:
    told = {key: value for key, value in asdict(mention).items() if value not in (None, "")}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in told.items()}


def _shelved(text: str) -> Shelved:
    told: dict[str, Any] = json.loads(text)
    mentions = tuple(_mention(one) for one in told.pop("mentions"))
    lead, why, twins, differs = (told.pop(key, None) for key in ("lead", "why", "twins", "differs"))
    changes = tuple(Change(Doing(doing), *words) for doing, *words in differs or ())
    return Shelved(Held(**told, mentions=mentions), Copy(lead, why or "", changes, twins or {}) if lead else None)


def _mention(told: dict[str, Any]) -> Mention:
    values: dict[str, Any] = {key: date.fromisoformat(told[key]) if key in _DAYS else told[key] for key in told}
    return Mention(**values)


def _term(name: str) -> NamedNode:
    return NamedNode(f"{_SHELF}{name}")
