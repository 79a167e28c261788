"""What the register holds of one text, worked out from the triples of its graph. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.register.fold import code_key
from ontology.recurrence import Told, turns

__all__ = ["LINKS", "ROLES", "Rows", "derive", "triples_in"]

#: Relations between directives, by the local names of their terms.
LINKS: Final = frozenset({"implements", "basedOn", "cites", "amends", "replaces", "repeals", "forwards"})
#: What a unit has to do with a task.
ROLES: Final = frozenset({"assignedTo", "coordinatesWith", "monitoredBy"})

_KINDS: Final = {"Unit": "unit", "UnitGroup": "group", "Post": "post"}
_HEAD: Final = {
    "code": "code", "type": "documentType", "date": "issuedOn", "month": "month", "issued_from": "issuedFrom",
    "issued_until": "issuedUntil", "title": "title", "level": "level", "place": "place", "province": "province",
}  # fmt: skip

_Facts: TypeAlias = Mapping[str, list[str]]
_Row: TypeAlias = tuple[str | int | float | None, ...]


@dataclass(slots=True)
class Rows:
    """One text: its header by column, its units by IRI (kind, name, level, place, province), and rows by table."""

    head: dict[str, str | None] = field(default_factory=dict)
    units: dict[str, tuple[str | None, ...]] = field(default_factory=dict)
    tables: dict[str, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    seen: set[str] = field(default_factory=set)


def triples_in(lines: Iterable[str]) -> Iterable[Quad | Triple]:
    """The triples of N-Triples lines."""
    return parse("\n".join(lines), RdfFormat.N_TRIPLES)


def derive(triples: Iterable[Quad | Triple]) -> Rows:
    """The rows of one text's graph (``docs/graph.md``); a graph that holds no text gives none."""
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            facts[subject.value][_local(triple.predicate.value)].append(value.value)
    rows = Rows()
    for iri in sorted(facts):
        _one(rows, facts, iri, facts[iri])
    return rows


def _one(rows: Rows, facts: Mapping[str, _Facts], iri: str, told: _Facts) -> None:
    kinds = {_local(kind) for kind in told["type"]}
    if "Assertion" in kinds:
        _assertion(rows, facts, iri, told)
    elif "Text" in kinds:
        _text(rows, facts, iri, told)
    elif "Directive" in kinds:
        values = (_first(told, _HEAD[key]) for key in ("code", "type", "date", "title", "level", "place", "province"))
        code, kind, *rest = values
        known = _local(_first(told, "known") or "")
        key = code_key(code) if code else None
        rows.tables["mentioned"].append((iri, known, code, _local(kind or "") or None, *rest, key))
    elif kind := next((_KINDS[name] for name in _KINDS if name in kinds), None):
        names = (_first(told, key) for key in ("label", "level", "place", "province"))
        rows.units[iri] = (kind, *names)
    elif "Warning" in kinds:
        quote = _first(facts.get(_first(told, "evidence") or "", {}), "exact")
        rows.tables["warnings"].append((iri, _first(told, "warningCode"), _first(told, "label"), quote))
    if "hasTarget" in told or "hasResult" in told:
        _figures(rows, facts, iri, told)
    for outcome in sorted(set(told.get("hasOutcome", ()))):
        rows.tables["outcomes"].append(_outcome(facts, iri, outcome))


def _text(rows: Rows, facts: Mapping[str, _Facts], iri: str, told: _Facts) -> None:
    own = _first(told, "textOf") or ""
    rows.head = {
        "iri": iri,
        "file": _first(told, "fileName"),
        "sha256": _first(told, "sha256"),
        "directive": own,
        **{column: _first(facts.get(own, {}), name) for column, name in _HEAD.items()},
    }
    rows.head["type"] = _local(rows.head["type"] or "") or None


def _assertion(rows: Rows, facts: Mapping[str, _Facts], iri: str, told: _Facts) -> None:
    subject, target = told["subject"][0], told["object"][0]
    relation = _local(told["predicate"][0])
    evidence = facts.get(_first(told, "evidence") or "", {})
    place = (_number(_first(evidence, "start")), _number(_first(evidence, "end")))
    quote, grade = _first(evidence, "exact"), _local(_first(told, "grade") or "")
    if grade == "rejected":  # a person said something else in its place, which stands beside it
        return
    proof = (*place, grade, iri, _first(evidence, "stamp"), _first(told, "rule"))
    if None not in (*place, quote) and (span := f"{place}") not in rows.seen:
        rows.seen.add(span)
        rows.tables["evidence"].append((*place, quote))
    if relation in LINKS:
        rows.tables["links"].append((subject, relation, target, quote, *proof))
    elif relation == "annexTo":
        rows.tables["annexes"].append((subject, target, *proof))
    elif relation in ROLES:
        lead = 1 if _first(told, "lead") in ("true", "1") else None
        rows.tables["assignments"].append((subject, target, relation, lead, _first(told, "surface"), *proof))
    elif relation == "reportsTo":
        due = facts.get(_first(told, "hasDeadline") or "", {})
        when = (_first(due, "due"), _first(due, "recurrence"), _first(due, "printed"))
        rows.tables["reports"].append((subject, target, _first(told, "via"), *when, *proof))
    elif relation == "hasTask":
        _task(rows, facts, target, (subject, *proof))
    elif relation == "issues":
        rows.tables["issues"].append((subject, target, *proof))
    elif relation in ("addressedTo", "copiedTo"):
        rows.tables["addresses"].append((subject, relation, target, *proof))
    elif relation == "partOf":
        rows.tables["parts"].append((subject, target, *proof))


def _task(rows: Rows, facts: Mapping[str, _Facts], iri: str, asserted: _Row) -> None:
    if iri in rows.seen:
        return
    rows.seen.add(iri)
    told = facts.get(iri, {})
    directive, *proof = asserted
    words = (_first(told, "path"), _number(_first(told, "ordinal")), _first(told, "wording"), _first(told, "product"))
    rows.tables["tasks"].append((iri, directive, *words, *proof))
    rows.tables["months"] += [(iri, month) for month in sorted(set(told.get("month", ())))]
    _deadlines(rows, facts, iri, directive)


def _deadlines(rows: Rows, facts: Mapping[str, _Facts], iri: str, directive: object) -> None:
    """The deadlines of a task as told, and the days on which those that come again are due.

    A day that only ends such a rule ('hằng tháng cho đến hết tháng 11') is no day due: its kind is 'until'.
    """
    found = sorted(set(facts.get(iri, {}).get("hasDeadline", ())))
    own = facts.get(str(directive), {})
    days = turns([_told(facts, deadline) for deadline in found], _first(own, "issuedOn") or "")
    for place, deadline in enumerate(found):
        due = facts.get(deadline, {})
        keys = ("due", "dueFrom", "precision", "recurrence", "relativeTo", "printed")
        grade = _local(_first(due, "grade") or "") or None
        kind = "until" if place in days.ends else _first(due, "deadlineKind")
        rows.tables["deadlines"].append((iri, deadline, kind, *(_first(due, key) for key in keys), grade))
    rows.tables["turns"] += [(iri, day[:7], day) for day in days.days]


def _told(facts: Mapping[str, _Facts], deadline: str) -> Told:
    due = facts.get(deadline, {})
    evidence = facts.get(_first(due, "evidence") or "", {})
    place = (_number(_first(evidence, "start")) or 0, _number(_first(evidence, "end")) or 0)
    guessed = _local(_first(due, "grade") or "") == "inferred" and _first(due, "deadlineKind") == "date"
    words = (_first(due, "due") or "", _first(due, "recurrence") or "", _first(due, "printed") or "")
    return Told(*words, *place, guessed)


def _figures(rows: Rows, facts: Mapping[str, _Facts], directive: str, told: _Facts) -> None:
    for relation, kind in (("hasTarget", "target"), ("hasResult", "result")):
        for figure in sorted(set(told.get(relation, ()))):
            said = facts.get(figure, {})
            value, whole = _real(_first(said, "value")), _real(_first(said, "whole"))
            words = (_first(said, key) for key in ("comparator", "measure", "path"))
            quote = _first(facts.get(_first(said, "evidence") or "", {}), "exact")
            rows.tables["figures"].append((figure, directive, kind, value, whole, *words, quote))


def _outcome(facts: Mapping[str, _Facts], directive: str, iri: str) -> _Row:
    told = facts.get(iri, {})
    evidence = facts.get(_first(told, "evidence") or "", {})
    words = (_first(told, "path"), _number(_first(told, "ordinal")), _first(told, "wording"), _first(told, "progress"))
    proved = 1 if _first(told, "proved") in ("true", "1") else 0
    place = (_first(evidence, "exact"), _number(_first(evidence, "start")), _number(_first(evidence, "end")))
    return (iri, directive, *words, proved, _first(told, "month"), *place)


def _first(told: _Facts, key: str) -> str | None:
    """The value, the least one where a graph tells several: the order of triples must not show."""
    values = told.get(key)
    return min(values) if values else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.lstrip("-").isdecimal() else None


def _real(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def _local(iri: str) -> str:
    """The last part of an IRI of a term: behind the last '#', '/' or ':'."""
    return iri[max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1 :]
