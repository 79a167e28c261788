"""One unit whole: what it is in the official registry, its lines of authority, what it issued, was sent and owes."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.actions.lookup import EMPTY, candidates_of, find_units
from ui.actions.naming import directive_names, of_texts
from ui.actions.values import Json, Unknown
from ui.words import day

if TYPE_CHECKING:
    from graph.reader import Reader
    from graph.register.find import Held, UnitRow
    from ontology.bodies import Body
    from ontology.registry import Place

__all__ = ["unit_profile"]

_KINDS: Final = {"unit": "đơn vị", "group": "nhóm đơn vị", "post": "chức danh"}
_LINES: Final = {"party": "Đảng", "state": "Nhà nước", "front": "Mặt trận, đoàn thể"}


def unit_profile(home: Path, asked: str, *, today: dt.date) -> Json | Unknown:
    """The unit that ``asked`` (a name, or an IRI) names; of several, only ``units``, the most charged first.

    Keys: ``units``; and of one: ``unit``, ``called`` (its name, or its IRI where others have that name), ``place`` (of
    the registry; None where it lists none or several), ``predecessors``, ``successors``, ``body``, ``above`` and
    ``below`` (bodies of the table of the law, with the ``line`` of each), ``names``, ``issued``, ``sent`` (with
    ``taken_up``), ``reports``, ``months`` (tasks by month), ``load``, ``statement``. ``today`` tells which units exist.
    Raises :class:`graph.errors.StoreError`.
    """
    from graph import unit as of_unit
    from graph.reader import open_reader
    from graph.register.find import held
    from ui.actions.keep import revision

    if revision(home) == "0":
        return Unknown(asked, (), EMPTY)
    with open_reader(home) as reader:
        named = find_units(reader, asked)
        if isinstance(named, Unknown):
            return named
        rows = sorted(named, key=lambda row: (-row.tasks, row.name, row.iri))
        if len(rows) > 1:
            return {"units": list(map(_row, rows))}
        (row,) = rows
        register = reader.register
        known = of_unit.names(register, row.iri)
        titles = of_texts(reader, [one.text for one in known])
        given, sent = of_unit.issued(register, row.iri), of_unit.sent(register, row.iri)
        heads = _heads(reader, {*given, *(s.directive for s in sent), *(t for s in sent for t in s.taken_up)})
        rests = held(register)
        answered = sum(bool(one.taken_up) for one in sent if one.asks)
        return {
            "units": [_row(row)],
            "unit": _row(row),
            "called": row.name if _alone(reader, row) else row.iri,
            **_official(row, today),
            "names": [
                {"name": n.name, "texts": n.texts, "document": n.file, "text": n.text, "called": titles[n.text]}
                for n in known
            ],
            "issued": [heads[iri] for iri in given if iri in heads],
            "sent": [
                {
                    **heads[one.directive],
                    "relation": "gửi" if one.relation == "addressedTo" else "nơi nhận",
                    "asks": one.asks,
                    "assertion": one.assertion,
                    "taken_up": [heads[iri] for iri in one.taken_up if iri in heads],
                }
                for one in sent
                if one.directive in heads
            ],
            **_duties(home, row.iri),
            "statement": _statement(sum(one.asks for one in sent), answered, rests),
        }


def _statement(asked: int, answered: int, rests: "Held") -> str:
    newest = f", mới nhất ngày {day(rests.newest)}" if rests.newest else ""
    said = (
        f"Trong {asked} văn bản gửi đích danh để thực hiện, {answered} văn bản đã thấy văn bản thực hiện của đơn vị"
        if asked
        else "Không thấy văn bản nào gửi đích danh đơn vị này để thực hiện"
    )
    groups = "Văn bản gửi cho cả nhóm (“các đảng ủy xã, phường”) không tính ở đây"
    return f"{said}; dựa trên {rests.texts} văn bản trong kho{newest}. {groups}."


def _row(row: "UnitRow") -> Json:
    keys = ("name", "level", "place", "province", "code")
    told = {key: getattr(row, key) or None for key in keys}
    return {"id": row.iri, "kind": _KINDS.get(row.kind, row.kind), **told, "tasks": row.tasks}


def _alone(reader: "Reader", row: "UnitRow") -> bool:
    """Whether the name of a unit names no other."""
    found = find_units(reader, row.name)
    return not isinstance(found, Unknown) and [one.iri for one in found] == [row.iri]


def _heads(reader: "Reader", iris: Iterable[str]) -> dict[str, Json]:
    found = candidates_of(reader, sorted(iris))
    keys = ("id", "code", "type", "title", "date", "issuer", "document", "known")
    names = directive_names(reader, found)
    return {one.id: {**{key: getattr(one, key) or None for key in keys}, "name": names[one.id]} for one in found}


def _duties(home: Path, iri: str) -> Json:
    from ui.actions.duties import duties

    told = duties(home, unit=iri)
    if not isinstance(told, dict):
        return {"reports": [], "months": {}, "load": None}
    mine = next((one for one in told["units"] if one["unit_id"] == iri), None)
    return {"reports": told["reports"], "months": mine["by_month"] if mine else {}, "load": mine}


# -- the registry ------------------------------------------------------------------------------------------------------


def _official(row: "UnitRow", today: dt.date) -> Json:
    """What the registry and the table of bodies know of the unit; nothing where the place is not one for sure."""
    from ontology import bodies, registry

    central = row.level == "trung ương"
    place = None if central else _place(row)
    body = bodies.named(row.name, place) if central or place else None
    return {
        "place": _as_place(place) if place else None,
        "predecessors": list(map(_as_place, registry.predecessors(place))) if place else [],
        "successors": list(map(_as_place, registry.successors(place, on=today))) if place and place.valid_to else [],
        "body": _as_body(body) if body else None,
        "above": [_as_body(one) for one in bodies.parents(body)] if body else [],
        "below": [_as_body(one) for one in _below(body)] if body else [],
    }


def _place(row: "UnitRow") -> "Place | None":
    """The place of today, or else of before, that a unit sits at."""
    from ontology import registry

    before = dt.date(2025, 6, 30)
    for on in (None, before):
        if row.level == "tỉnh" and row.province:
            found = registry.province_of(row.province, on) if on is None else None
        else:
            kind = next((k for k in ("phường", "xã", "đặc khu", "thị trấn") if f"{k} {row.place}" in row.name), None)
            found = registry.one(row.place, kind, row.province or None, on) if row.place else None
        if found is not None:
            return found
    return None


def _below(body: "Body") -> list["Body"]:
    """The bodies at the same place that are part of this one or led by it."""
    from ontology import bodies

    return [one for one in bodies.bodies_of(body.place) if body in bodies.parents(one)]


def _as_body(body: "Body") -> Json:
    where = "trung ương" if body.place is None else body.place.full_name
    return {"name": body.name, "line": _LINES[body.line.value], "level": body.level, "place": where}


def _as_place(place: "Place") -> Json:
    return {
        "code": place.code,
        "name": place.full_name,
        "province": place.province,
        "from": place.valid_from.isoformat() if place.valid_from else None,
        "to": place.valid_to.isoformat() if place.valid_to else None,
    }
