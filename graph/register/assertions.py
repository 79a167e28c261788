"""Assertions with their sentences, as the register holds them: what a chain is made of, a few reads for thousands.

Each answers what the query of the same subject in ``ontology/queries`` answers, in the same order; a test holds them
together. What a text does not prove with a sentence, or says of a unit without a name, is left out there and here.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from graph.register.register import Register

__all__ = ["Proof", "Row", "addressees", "assignments", "issuers", "links", "reports", "tasks"]

Row: TypeAlias = Sequence[Any]


class Proof(NamedTuple):
    """The end of each row: an assertion (IRI), how sure it was read, its sentence at ``start:end`` of a text (IRI).

    ``document``: the code of what the text is, or else its file; ``grade``: the local name of a term.
    """

    assertion: str
    grade: str
    quote: str
    start: int
    end: int
    rule: str
    text: str
    document: str


#: Where a row of ``a`` is proved; the columns of :class:`Proof`.
_EVIDENCE: Final = "JOIN evidence e ON e.text = x.id AND e.start = a.start AND e.ending = a.ending"
_PROOF: Final = (
    "a.assertion, a.grade, e.quote, a.start, a.ending, COALESCE(a.rule, ''), x.iri, "
    "COALESCE(NULLIF(x.code, ''), x.file)"
)
#: A unit as the text describes it that speaks.
_UNIT: Final = (
    "JOIN named n ON n.unit = a.unit AND n.text = x.id AND n.kind IS NOT NULL AND n.name IS NOT NULL "
    "JOIN units u ON u.id = a.unit"
)
_TOLD: Final = "u.iri, n.name, n.kind, n.level, n.place, n.province"
#: Mentions of the directives that are asked about.
_ASKED: Final = "json_each(?) w CROSS JOIN identity i ON i.directive = w.value"
_TEXTS: Final = f"{_ASKED} CROSS JOIN texts x ON x.directive = i.mentioned"
_LINKED: Final = (
    "SELECT {lower}.directive, a.relation, {higher}.directive, a.target, " + _PROOF + " FROM " + _ASKED + " CROSS JOIN "
    "(SELECT text, source, relation, target, start, ending, grade, assertion, rule FROM links UNION ALL "
    "SELECT text, source, 'annexTo', target, start, ending, grade, assertion, rule FROM annexes) a ON a.{near} = "
    "i.mentioned CROSS JOIN identity f ON f.mentioned = a.{far} CROSS JOIN texts x ON x.id = a.text " + _EVIDENCE
)


def links(register: Register, directives: Collection[str], *, down: bool) -> list[Row]:
    """(lower, relation, higher, higher as mentioned, proof…) of these directives (canonical), by assertion.

    ``down``: what is said of these; else what these say of others.
    """
    ends = ("f", "i", "target", "source") if down else ("i", "f", "source", "target")
    query = _LINKED.format(**dict(zip(("lower", "higher", "near", "far"), ends, strict=True)))
    return sorted(_asked(register, query, directives), key=lambda row: (row[4], row[7], row[8]))


def tasks(register: Register, directives: Collection[str]) -> list[Row]:
    """(directive, task, path, wording, month, first day due, recurrence, proof…) of the tasks they set.

    Of several months the first, as of several days.
    """
    rows = _asked(
        register,
        "SELECT i.directive, a.iri, a.path, a.wording, (SELECT MIN(m.month) FROM months m WHERE m.task = a.id), "
        "(SELECT MIN(d.due) FROM deadlines d WHERE d.task = a.id), "
        f"(SELECT MIN(d.recurrence) FROM deadlines d WHERE d.task = a.id), {_PROOF} FROM {_TEXTS} "
        f"CROSS JOIN tasks a ON a.text = x.id AND a.directive = i.mentioned {_EVIDENCE}",
        directives,
    )
    return sorted(rows, key=lambda row: (row[0], row[10], row[1]))


def issuers(register: Register, directives: Collection[str]) -> list[Row]:
    """(directive, unit, name, kind, level, place, province, proof…) of who issues them."""
    rows = _asked(
        register,
        f"SELECT i.directive, {_TOLD}, {_PROOF} FROM {_ASKED} CROSS JOIN issues a ON a.directive = i.mentioned "
        f"CROSS JOIN texts x ON x.id = a.text {_UNIT} {_EVIDENCE}",
        directives,
    )
    return sorted(rows, key=lambda row: (row[0], row[1], row[7]))


def addressees(register: Register, directives: Collection[str]) -> list[Row]:
    """(directive, relation, unit, name, kind, level, place, province, proof…) of whom they are sent to."""
    rows = _asked(
        register,
        f"SELECT i.directive, a.relation, {_TOLD}, {_PROOF} FROM {_ASKED} "
        "CROSS JOIN addresses a ON a.directive = i.mentioned "
        f"CROSS JOIN texts x ON x.id = a.text {_UNIT} {_EVIDENCE}",
        directives,
    )
    return sorted(rows, key=lambda row: (row[0], row[1], row[11], row[2]))


def assignments(register: Register, directives: Collection[str]) -> list[Row]:
    """(task, role, unit, name, kind, level, place, province, proof…) of all tasks that they set, by task."""
    rows = _asked(
        register,
        f"SELECT t.iri, a.role, {_TOLD}, {_PROOF} FROM {_TEXTS} CROSS JOIN tasks t ON t.text = x.id "
        f"CROSS JOIN assignments a ON a.task = t.id {_UNIT} {_EVIDENCE}",
        directives,
    )
    return sorted(rows, key=lambda row: (row[0], row[1], row[11], row[2]))


def reports(register: Register, directives: Collection[str]) -> list[Row]:
    """(task, when, via, unit, name, kind, level, place, province, proof…) of the reports on tasks that they set."""
    rows = _asked(
        register,
        "SELECT t.iri, COALESCE(a.due, a.recurrence, a.printed, ''), "
        f"COALESCE((SELECT v.name FROM named v WHERE v.unit = a.via AND v.text = x.id), ''), {_TOLD}, {_PROOF} "
        f"FROM {_TEXTS} CROSS JOIN tasks t ON t.text = x.id CROSS JOIN reports a ON a.task = t.id {_UNIT} {_EVIDENCE}",
        directives,
    )
    return sorted(rows, key=lambda row: (row[0], row[12], row[3], row[9]))


def _asked(register: Register, query: str, directives: Iterable[str]) -> Sequence[Row]:
    return register.rows(query, (json.dumps(sorted(set(directives))),))
