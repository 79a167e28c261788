"""What a person says a text should have been read as: one thing about a task or a document, in full.

The words of a decision (:mod:`graph.decisions`); :mod:`graph.corrected` says what follows for the graph of the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.rows import Record

__all__ = ["OF_TASK", "UNITS", "Correction", "Field", "Named"]

_CD: Final = "urn:chidao:term:"
_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LABEL: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_DATE: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")


class Field(StrEnum):
    """What is corrected; the value is the local name of the term that says it."""

    OWNER = "assignedTo"
    PARTNER = "coordinatesWith"
    MONITOR = "monitoredBy"
    DEADLINE = "hasDeadline"
    RECEIVER = "reportsTo"
    CODE = "code"
    DATE = "issuedOn"
    ISSUER = "issues"


#: What is said of a task; the others are said of a document.
OF_TASK: Final = frozenset({Field.OWNER, Field.PARTNER, Field.MONITOR, Field.DEADLINE, Field.RECEIVER})
#: What is answered with units.
UNITS: Final = frozenset({Field.OWNER, Field.PARTNER, Field.MONITOR, Field.RECEIVER, Field.ISSUER})


@dataclass(frozen=True, slots=True)
class Named:
    """A unit, group or post as a person chose it: its IRI and what describes it; '' for what is not known.

    ``kind`` is the local name of its class; ``lead`` says that it leads (chủ trì).
    """

    iri: str
    name: str
    kind: str = "Unit"
    level: str = ""
    place: str = ""
    province: str = ""
    code: str = ""
    body: str = ""
    grade: str = ""
    lead: bool = False

    def statements(self) -> list[str]:
        """What describes it, as N-Triples lines."""
        told = {"level": self.level, "place": self.place, "province": self.province}
        told |= {"officialCode": self.code, "body": self.body}
        lines = [f"{_TYPE} {_term(self.kind)}", f"{_LABEL} {Literal(self.name)}"]
        lines += [f"{_term(key)} {Literal(value)}" for key, value in told.items() if value]
        if self.grade:
            lines.append(f"{_term('officialGrade')} {_term(self.grade)}")
        return [f"<{self.iri}> {line} ." for line in lines]


@dataclass(frozen=True, slots=True)
class Correction:
    """What one thing is: all units that it names, or a day (with ``start``, a period), or a code; none: nothing is.

    Raises ``ValueError`` where a document is told to have no day, code or issuer, or a period ends before it begins.
    """

    field: Field
    units: tuple[Named, ...] = ()
    day: date | None = None
    start: date | None = None
    code: str = ""

    def __post_init__(self) -> None:
        if self.field not in OF_TASK and not (self.units or self.day or self.code):
            raise ValueError("a document has a day, a code and an issuer")
        if self.start is not None and (self.day is None or self.start > self.day):
            raise ValueError("a period ends after it begins")

    def statements(self, decision: str) -> list[str]:
        """The part of a decision's graph that says it, as N-Triples lines."""
        said = [f"{_term('corrects')} {_term(self.field)}"]
        said += [f"{_term('correctedUnit')} <{one.iri}>" for one in self.units]
        said += [f"{_term('correctedLead')} <{one.iri}>" for one in self.units if one.lead]
        days = (("correctedDay", self.day), ("correctedFrom", self.start))
        said += [f"{_term(name)} {Literal(f'{day}', datatype=_DATE)}" for name, day in days if day]
        if self.code:
            said.append(f"{_term('correctedCode')} {Literal(self.code)}")
        return [*(f"<{decision}> {one} ." for one in said), *(line for one in self.units for line in one.statements())]

    @classmethod
    def of(cls, rows: Sequence[Record]) -> "Correction":
        """From the rows of the query ``corrections`` about one decision."""
        first = rows[0]
        units = {row["unit"]: _named(row) for row in rows if row["unit"]}
        return cls(
            Field(first["corrects"].removeprefix(_CD)),
            tuple(units[iri] for iri in sorted(units)),
            first["day"],
            first["start"],
            first["code"] or "",
        )

    def value(self) -> str:
        """What it says of the head of a document, as the graph would: a day, a code, the IRI of a unit."""
        return self.code or (self.day.isoformat() if self.day else " ".join(sorted(one.iri for one in self.units)))

    def words(self) -> str:
        """What it says, for people: names, a day, a code, or that there is none."""
        if self.units:
            return "; ".join(f"{one.name}{' (chủ trì)' if one.lead else ''}" for one in _ordered(self.units))
        if self.day and self.start:
            return f"từ {_day(self.start)} đến {_day(self.day)}"
        return _day(self.day) if self.day else self.code or "không có"


def _ordered(units: Iterable[Named]) -> list[Named]:
    """The leader first."""
    return sorted(units, key=lambda one: (not one.lead, one.name, one.iri))


def _named(row: Record) -> Named:
    told = {key: row[key] or "" for key in ("name", "level", "place", "province", "body")}
    kind, grade = ((row[key] or "").removeprefix(_CD) for key in ("kind", "grade"))
    code, lead = row["official"] or "", bool(row["lead"])
    return Named(row["unit"], **told, kind=kind or "Unit", code=code, grade=grade, lead=lead)


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _term(name: str) -> NamedNode:
    return NamedNode(f"{_CD}{name}")
