"""Which unit a person means who corrects a text: one the store knows, or one named as the text itself would name it."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ontology.fold import fold
from ui.actions.lookup import EMPTY, expand, find_units, near
from ui.actions.values import Ambiguous, Candidate, Unknown

if TYPE_CHECKING:
    from graph.correction import Named
    from graph.reader import Reader
    from graph.register.find import UnitRow
    from ontology.model import Actor

__all__ = ["CHOICE", "named"]

#: How to say which of several units of one name is meant.
CHOICE: Final = ("IRI của đơn vị",)
_LOCALITY: Final = re.compile(r"\b(phường|xã|đặc khu|thị trấn)\b", re.IGNORECASE)
_MOST: Final = 12


def named(reader: "Reader", text: str, asked: str) -> "Named | Ambiguous | Unknown":
    """The unit that ``asked`` names in a correction of a text (IRI): an IRI, or a name in any spelling.

    A name that says no place ('UBND phường') means that of the text, as when it is read. A unit the store does not know
    is taken by its official name. Several that fit are asked about. Raises what ``reader`` raises.
    """
    if asked.startswith("urn:"):
        return _known(reader, asked) or Unknown(asked, (), "kho không có đơn vị này")
    actor, sha256 = _spoken(reader, text, asked)
    found = find_units(reader, asked)
    if actor is not None:
        from ontology.iri import actor_iri

        iri = actor_iri(actor, sha256)
        if (known := _known(reader, iri)) is not None:
            return known
        by_name = find_units(reader, actor.name)
        found = by_name if isinstance(found, Unknown) else found
        if isinstance(found, Unknown) or not any(fold(row.name) == fold(asked) for row in found):
            return _fresh(actor, iri) if isinstance(by_name, Unknown) else _one(reader, text, asked, by_name)
    if isinstance(found, Unknown):
        return Unknown(asked, found.suggestions or near(asked, ()), found.why if found.why == EMPTY else _why())
    return _one(reader, text, asked, found)


def _why() -> str:
    return "không đơn vị nào trong kho tên như vậy, và tên không phải tên chính thức của một cơ quan"


def _one(reader: "Reader", text: str, asked: str, rows: "Sequence[UnitRow]") -> "Named | Ambiguous | Unknown":
    """The one of these: of several that whose whole name was typed, else that which sits where the text is from."""
    whole = [row for row in rows if fold(row.name) == fold(asked)] or list(rows)
    if len(whole) > 1:
        ((place, province),) = reader.register.rows("SELECT place, province FROM texts WHERE iri = ?", (text,)) or [
            ("", "")
        ]
        beside = [row for row in whole if (row.place, row.province) == (place or "", province or "")]
        names = {
            fold(asked),
            f"{fold(asked)} {fold(place or '')}",
            fold(expand(asked)),
            fold(f"{expand(asked)} {place}"),
        }
        whole = [row for row in beside if fold(row.name) in names] or beside or whole
    if len(whole) == 1 and (known := _known(reader, whole[0].iri)) is not None:
        return known
    listed = tuple(Candidate(id=row.iri, code="", title=row.name, place=_where(row)) for row in whole[:_MOST])
    return Ambiguous(asked, listed, CHOICE)


def _where(row: "UnitRow") -> str:
    return ", ".join(filter(None, (row.place, row.province)))


def _known(reader: "Reader", iri: str) -> "Named | None":
    """A unit as the texts of the store describe it: the fullest description of any."""
    from graph.correction import Named
    from graph.rows import ask

    rows = ask(reader, "unit", unit=iri)
    if not rows:
        return None
    told = {key: next((row[key] for row in rows if row[key]), "") for key in rows[0]}
    kind, grade = (told[key].rpartition(":")[2] for key in ("kind", "grade"))
    where = (told["level"], told["place"], told["province"])
    return Named(iri, told["name"], kind, *where, code=told["official"], body=told["body"], grade=grade)


def _spoken(reader: "Reader", text: str, asked: str) -> "tuple[Actor | None, str]":
    """The actor that the whole of ``asked`` names where the text speaks from; and the digest of the text."""
    from ingest.actors import actors_in
    from ingest.sender import Sender
    from ontology import registry

    rows = reader.register.rows("SELECT sha256, level, place, province FROM texts WHERE iri = ?", (text,))
    if not rows:
        return None, ""
    sha256, level, place, province = (value or "" for value in rows[0])
    units = reader.register.rows(
        "SELECT n.name FROM named n JOIN texts x ON x.id = n.text WHERE x.iri = ? AND n.place = ? ORDER BY 1",
        (text, place),
    )
    said = next((match[1] for (name,) in units if (match := _LOCALITY.search(name or ""))), "")
    home = registry.province_of(province) if province else None
    frame = Sender(level, said.lower(), place, province, bool(home and home.kind == "thành phố"))
    words = " ".join(asked.split())
    words = words[:1].upper() + words[1:]
    found = [actor for actor, start, end in actors_in(words, 0, len(words), frame) if (start, end) == (0, len(words))]
    return (found[0] if found else None), sha256


def _fresh(actor: "Actor", iri: str) -> "Named":
    """A unit that no text of the store names yet, with what the registry knows of it."""
    from graph.correction import Named
    from ontology.model import ActorKind
    from ontology.official import official

    kinds = {ActorKind.UNIT: "Unit", ActorKind.GROUP: "UnitGroup", ActorKind.POST: "Post"}
    known = official(actor)
    code, body, grade = "", "", ""
    if known is not None and known.unit is not None:
        code, body = known.unit.code or "", known.unit.body or ""
        grade = _TERMS.get(known.grade.name, "") if code or body else ""
    return Named(
        iri, actor.name, kinds[actor.kind], actor.level, actor.place, actor.province, code=code, body=body, grade=grade
    )


_TERMS: Final = {"STATED": "stated", "INFERRED": "inferred"}
