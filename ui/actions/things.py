"""Things of the store by their IRIs, called as people call them: directives, tasks, relations, places, decisions."""

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from ui.actions.facts import span
from ui.actions.labels import path_of
from ui.actions.lookup import candidates_of
from ui.actions.naming import called as by_words
from ui.actions.values import Json
from ui.words import day, shorten

if TYPE_CHECKING:
    from graph.decisions import Decision
    from graph.reader import Reader
    from graph.rows import Record

__all__ = ["called"]

_WIDTH: Final = 120
_GONE: Final = "(không còn trong kho: văn bản đã rút hoặc đọc lại khác đi)"
_DIRECTIVE: Final = "urn:chidao:directive:"
_TEXT: Final = re.compile(r"urn:chidao:text:[0-9a-f]{32}")
_PLACE: Final = "urn:chidao:place:"
_ACTORS: Final = ("urn:chidao:unit:", "urn:chidao:group:", "urn:chidao:post:")


def called(reader: "Reader", iris: Collection[str], made: "Collection[Decision]" = ()) -> dict[str, Json]:
    """IRI → ``id``, ``kind`` ('directive', 'task', 'relation', 'place', 'text', 'decision', 'gone'), ``name``; and,
    where it stands in a document, ``text``, ``document`` and ``span``, its sentence ``quote``.

    ``made``: the decisions that may be among them. What the store does not hold any more is 'gone'. Raises what
    ``reader`` raises.
    """
    twins = _twins(reader, iris)
    if twins:
        told = called(reader, {twins.get(iri, iri) for iri in iris}, made)
        return {iri: {**told[twins.get(iri, iri)], "id": iri} for iri in iris}
    found = {one.iri: _decision(one) for one in made if one.iri in iris}
    places = (iri for iri in iris if iri.startswith(_PLACE))
    found |= {iri: _thing(iri, "place", _place(reader, iri)) for iri in places}
    relations = {row["assertion"]: row for row in _each(reader, "evidence-of-edge", "assertion", iris)}
    ends = {iri for row in relations.values() for iri in (row["subject"], row["object"])}
    told = _directives(reader, {iri for iri in (*iris, *ends) if iri.startswith(_DIRECTIVE)})
    told |= _tasks(reader, {iri for iri in (*iris, *ends) if ":task:" in iri})
    units = _units(reader, ends)
    for iri, row in relations.items():
        both = (str(row["subject"]), str(row["object"]))
        names = [str(told[end]["name"]) if end in told else units.get(end, end) for end in both]
        found[iri] = {**_thing(iri, "relation", _relation(row, names)), **span(row)}
    found |= {iri: thing for iri, thing in told.items() if iri in iris}
    found |= _texts(reader, {iri for iri in iris if _TEXT.fullmatch(iri) and iri not in found})
    return found | {iri: _thing(iri, "gone", _GONE) for iri in iris if iri not in found}


def _twins(reader: "Reader", iris: Iterable[str]) -> dict[str, str]:
    """What stands in a copy → what the counted text says instead."""
    from graph.shelf import shelved

    texts = {match[0]: iri for iri in iris if (match := _TEXT.match(iri)) and match[0] != iri}
    copies = shelved(reader, texts) if texts else ()
    return {
        iri: f"{one.copy.lead}:{twin}"
        for one in copies
        if one.copy
        for own, twin in one.copy.twins.items()
        if (iri := f"{one.held.text}:{own}") in iris
    }


def _place(reader: "Reader", iri: str) -> str:
    """A place in words: by its official code, or as the units that sit there tell it."""
    from ontology import registry

    name = iri.removeprefix(_PLACE)
    if name.isdecimal():
        found = next((p for p in (*registry.provinces(), *registry.communes()) if p.code == name), None)
        return ", ".join(filter(None, (found.full_name, found.province))) if found else name
    rows = reader.register.rows(
        "SELECT place, province FROM units WHERE substr(iri, -length(?1) - 1) = ':' || ?1 "
        "AND place IS NOT NULL LIMIT 1",
        (name,),
    )
    return ", ".join(filter(None, rows[0])) if rows else name


def _each(reader: "Reader", query: str, parameter: str, iris: Iterable[str]) -> "list[Record]":
    from graph.walk import ask_each

    return list(ask_each(reader, query, parameter, iris))


def _directives(reader: "Reader", iris: Collection[str]) -> dict[str, Json]:
    """Directives as texts name them, by what they are identified as."""
    own = {row["mentioned"]: row["directive"] for row in _each(reader, "identified", "mentioned", iris)}
    heads = {c.id: c for c in candidates_of(reader, sorted(set(own.values())))}
    found = {}
    for iri, canonical in own.items():
        if (head := heads.get(canonical)) is not None:
            when = f" ngày {day(head.date)}" if head.date else ""
            found[iri] = _thing(
                iri, "directive", f"{head.code}{when}" if head.code else shorten(by_words(head), _WIDTH)
            )
    return found


def _texts(reader: "Reader", iris: Collection[str]) -> dict[str, Json]:
    """Texts, counted or not, by what they are."""
    from graph.shelf import shelved

    copies = shelved(reader, iris) if iris else ()
    return {one.held.text: _thing(one.held.text, "text", one.held.file) for one in copies} | {
        row["text"]: {
            **_thing(row["text"], "text", row["code"] or row["document"]),
            "text": row["text"],
            "document": row["document"],
        }
        for row in _each(reader, "text", "text", iris)
    }


def _tasks(reader: "Reader", iris: Collection[str]) -> dict[str, Json]:
    rows = _each(reader, "task", "task", iris)
    heads = {c.id: c for c in candidates_of(reader, sorted({row["directive"] for row in rows if row["directive"]}))}
    found = {}
    for row in rows:
        head = heads.get(row["directive"])
        where = " ".join(
            filter(
                None,
                ((head.code or shorten(by_words(head), _WIDTH)) if head else "", path_of(row["task"], row["path"])),
            )
        )
        name = f"{where}: {shorten(row['wording'], _WIDTH)}"
        found[row["task"]] = {**_thing(row["task"], "task", name), **span(row)}
    return found


def _units(reader: "Reader", iris: Collection[str]) -> dict[str, str]:
    from graph.register.find import units

    rows = (row for iri in iris if iri.startswith(_ACTORS) for row in units(reader.register, iri))
    return {row.iri: row.name for row in rows}


def _relation(row: "Record", names: list[str]) -> str:
    from graph.words import relation_word

    return f" {relation_word(row['relation'])} ".join(names)


def _decision(one: "Decision") -> Json:
    return _thing(one.iri, "decision", f"quyết định của {one.by} ngày {day(one.at.date().isoformat())}: {one.why}")


def _thing(iri: str, kind: str, name: str) -> Json:
    return {"id": iri, "kind": kind, "name": name}
