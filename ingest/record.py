"""The JSON record of a reading (the form is described in docs/record.md)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeAlias

from ingest.officials import Officials
from ontology.issue import Issue
from ontology.model import (
    Actor,
    Annex,
    Assignment,
    Citation,
    Deadline,
    DeadlineKind,
    Document,
    Evidence,
    Figure,
    Grade,
    Named,
    Outcome,
    Page,
    Reading,
    Report,
    Task,
)
from ontology.official import Official

__all__ = ["record"]

_Of: TypeAlias = Callable[[Actor], Official | None]

_VIA = {Grade.STATED: "stated", Grade.HEADING: "heading", Grade.LEAD_IN: "lead-in", Grade.INFERRED: "inferred"}


def record(reading: Reading) -> dict[str, Any]:
    """One JSON-ready object; unknown values are None or absent; spans are code points into ``text``."""
    of = Officials(reading).of
    return {
        "file": reading.file,
        "sha256": reading.sha256,
        "text": reading.text,
        "document": _document(reading.document, of),
        "citations": [_citation(c, of) for c in reading.citations],
        "named": [_named(n) for n in reading.named],
        "edges": [
            {"from": e.source.text, "relation": e.relation.value, "to": e.target.text, **_proof(e.evidence)}
            for e in reading.edges
        ],
        "tasks": [_task(t, of) for t in reading.tasks],
        "targets": [_figure(f) for f in reading.targets],
        "results": [_figure(f) for f in reading.results],
        "outcomes": [_outcome(o) for o in reading.outcomes],
        "warnings": [_warning(w) for w in reading.warnings],
        "pages": [_page(p) for p in reading.pages],
    }


def _proof(evidence: Evidence) -> dict[str, Any]:
    return {"span": [evidence.start, evidence.end], "quote": evidence.quote, "rule": evidence.rule}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _document(d: Document, of: _Of) -> dict[str, Any]:
    return {
        "type": d.type or None,
        "number": d.code.number.partition("/")[0] or None,
        "symbol": d.code.symbol or None,
        "code": d.code.text or None,
        "date": _day(d.date),
        "date_from": _day(d.date_from),
        "date_to": _day(d.date_to),
        "month": d.month or None,
        "place": d.place or None,
        "issuer": d.issuer.name if d.issuer else None,
        "issuer_official": _official(of(d.issuer)) if d.issuer else None,
        "province": d.province or None,
        "level": d.level or None,
        "subject": d.subject or None,
        "signer": d.signer or None,
        "position": d.position or None,
        "addressees": list(d.addressee_lines),
        "addressed": [_actor(actor, of) for actor, _ in d.addressees],
        "recipients": [_actor(actor, of) for actor, _ in d.recipients],
        "annex": _annex(d.annex) if d.annex else None,
        "evidence": {key: _proof(evidence) for key, evidence in d.evidence.items()},
    }


def _named(n: Named) -> dict[str, Any]:
    return {
        "kind": n.kind.value,
        "type": n.type or None,
        "number": n.number or None,
        "name": n.name or None,
        "code": n.code.text or None,
        "date": _day(n.date),
        "year": n.year or None,
        "issuer": n.issuer.name if n.issuer else None,
        "relation": n.relation.value,
        "candidates": [code.text for code in n.candidates],
        "mentions": len(n.mentions),
        **_proof(n.evidence),
    }


def _annex(a: Annex) -> dict[str, Any]:
    return {
        "label": a.label or None,
        "type": a.type or None,
        "code": a.code.text or None,
        "symbol": a.code.symbol,
        "date": _day(a.date),
        "issuer": a.issuer.name if a.issuer else None,
        **_proof(a.evidence),
    }


def _citation(c: Citation, of: _Of) -> dict[str, Any]:
    return {
        "code": c.code.text,
        "type": c.type or None,
        "date": _day(c.date),
        "issuer": c.issuer.name if c.issuer else None,
        "issuer_official": _official(of(c.issuer)) if c.issuer else None,
        "relation": c.relation.value,
        "subject": c.subject or None,
        "mentions": len(c.mentions),
        **_proof(c.evidence),
    }


def _actor(actor: Actor, of: _Of) -> dict[str, Any]:
    return {"surface": actor.surface, "unit": actor.name, "kind": actor.kind.value, "official": _official(of(actor))}


def _official(found: Official | None) -> dict[str, Any] | None:
    """The registry's answer: code and body, or candidates; None where the unit is unknown to it."""
    if found is None:
        return None
    told: dict[str, Any] = {"grade": found.grade.value}
    if found.unit is not None:
        told |= {"code": found.unit.code or None, "body": found.unit.body or None}
    if found.candidates:
        told["candidates"] = [{"code": c.code, "name": c.name, "province": c.province} for c in found.candidates]
    for key, values in (("successors", found.successors), ("reasons", found.reasons)):
        if values:
            told[key] = list(values)
    return told


def _assignment(a: Assignment, of: _Of) -> dict[str, Any]:
    return {
        "role": a.role.value,
        **_actor(a.actor, of),
        "via": _VIA[a.grade],
        "grade": a.grade.value,
        "lead": a.lead,
        **_proof(a.evidence),
    }


def _deadline(d: Deadline) -> dict[str, Any]:
    return {
        "kind": d.kind.value,
        "to": _day(d.to),
        "from": _day(d.start),
        "precision": d.precision or None,
        "grade": d.grade.value,
        **_proof(d.evidence),
    }


def _hanging(deadlines: Sequence[Deadline]) -> list[dict[str, Any]]:
    return [
        {
            "kind": d.kind.value,
            "rule_text": d.recurrence or None,
            "event": d.relative or None,
            "to": _day(d.to),
            **_proof(d.evidence),
        }
        for d in deadlines
        if _hangs(d)
    ]


def _hangs(deadline: Deadline) -> bool:
    """Whether a deadline is no day of its own: one that recurs, or hangs on an event (whose last day may be known)."""
    return deadline.to is None or deadline.kind is DeadlineKind.RELATIVE


def _report(r: Report, of: _Of) -> dict[str, Any]:
    return {
        "to": r.receiver.name,
        "surface": r.receiver.surface,
        "to_official": _official(of(r.receiver)),
        "via": r.via.name if r.via else None,
        "via_official": _official(of(r.via)) if r.via else None,
        "due": _day(r.due.to) if r.due else None,
        "recurrence": (r.due.recurrence or None) if r.due else None,
        **_proof(r.evidence),
    }


def _task(t: Task, of: _Of) -> dict[str, Any]:
    return {
        "path": t.path,
        "ordinal": t.ordinal,
        "text": t.text,
        **_proof(t.evidence),
        "assignments": [_assignment(a, of) for a in t.assignments],
        "deadlines": [_deadline(d) for d in t.deadlines if not _hangs(d)],
        "recurrence": _hanging(t.deadlines) or None,
        "reports": [_report(r, of) for r in t.reports],
        "product": t.product or None,
    }


def _figure(f: Figure) -> dict[str, Any]:
    value = int(f.value) if f.value == int(f.value) else f.value
    whole = int(f.whole) if f.whole is not None and f.whole == int(f.whole) else f.whole
    return {
        "value": value,
        "of": whole,
        "comparator": f.comparator,
        "measure": f.measure,
        "path": f.path or None,
        **_proof(f.evidence),
    }


def _outcome(o: Outcome) -> dict[str, Any]:
    return {
        "path": o.path,
        "ordinal": o.ordinal,
        "text": o.text,
        "progress": o.progress.value,
        "proved": o.proved,
        "month": o.month or None,
        **_proof(o.evidence),
    }


def _page(p: Page) -> dict[str, Any]:
    return {
        "number": p.number,
        "span": [p.start, p.end],
        "origin": p.origin,
        "confidence": p.confidence,
        "reason": p.reason or None,
    }


def _warning(w: Issue) -> dict[str, Any]:
    return {
        "code": w.code,
        "about": w.what,
        "remedy": w.remedy or None,
        "span": list(w.span) if w.span else None,
        "quote": w.quote or None,
    }
