"""Who carried out a directive, who only forwarded or named it, and whom the store shows nothing of."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.actions.lookup import find
from ui.actions.values import Ambiguous, Candidate, Json, Unknown

if TYPE_CHECKING:
    from graph.clauses.clauses import Aligned, Clause
    from graph.coverage.branch import Paper
    from graph.coverage.coverage import Coverage
    from graph.coverage.findings import Outdated
    from graph.coverage.indicators import Indicators
    from graph.coverage.states import Answer, Document
    from graph.coverage.targets import Unit
    from graph.reader import Reader

__all__ = ["coverage"]


def coverage(
    home: Path,
    code: str,
    *,
    today: dt.date,
    province: str | None = None,
    country: bool = False,
    as_of: dt.date | None = None,
    issuer: str | None = None,
    date: str | None = None,
) -> Json | Ambiguous | Unknown:
    """How far the directive that ``code`` names was carried out, by documents of up to ``as_of`` (if told).

    ``today`` is the day on which what is late is counted where ``as_of`` is not told. The JSON is described in
    ``docs/coverage.md``. ``province``: a name of it, old names too. ``country``: of a directive that names nobody,
    count every province and not only those of which the store holds documents. Raises :class:`graph.errors.StoreError`.
    """
    from graph.coverage.coverage import coverage as told
    from graph.reader import open_reader

    with open_reader(home) as reader:
        found = find(reader, code, issuer, date)
        if not isinstance(found, Candidate):
            return found
        within = _province(province) if province else ""
        covered = told(reader, found.id, province=within, country=country, until=as_of, today=today)
        if within and not covered.answers:
            near = tuple(sorted({unit.province for unit in covered.scope.units if unit.province}))
            return Unknown(province or "", near[:5], "văn bản này không giao cho đơn vị nào ở tỉnh, thành phố ấy")
        told_of = {**_json(covered), "self_references": _named_wrong(reader, covered)}
        return told_of | _unread(home, told_of["statement"])


def _province(name: str) -> str:
    from ontology import registry

    place = registry.province_of(name) or next((p for p in registry.alike(name) if p.level == "tỉnh"), None)
    return place.code if place else name


def _unread(home: Path, statement: str) -> Json:
    """What the answer does not rest on: files that could not be read, and refusals by the gate."""
    from graph.home import Home
    from graph.seen import unread
    from ui.actions.gate import refusals

    files, refused = unread(Home.at(home).seen), refusals(home)
    said = [f"{files} tệp không đọc được"] if files else []
    said += [f"{refused} lần từ chối tệp có dấu hiệu mật hoặc chờ người xem"] if refused else []
    more = f" Chưa tính: {'; '.join(said)}." if said else ""
    return {"unread": files, "refused": refused, "statement": f"{statement}{more}"}


def _named_wrong(reader: "Reader", told: "Coverage") -> list[Json]:
    """Documents that call themselves by another type's name."""
    from graph.clauses.clauses import self_references

    found = self_references(reader.register, told.branch)
    return [{**_paper(told.branch.papers[iri]), "quote": quote, "inherited": own} for iri, quote, own in found]


def _json(told: "Coverage") -> Json:
    from graph.clauses.clauses import photocopies
    from graph.coverage.coverage import sentence

    names = {answer.unit.key: answer.unit.name for answer in told.answers}
    units = {
        document.paper.id: (answer.unit, document.paper)
        for answer in (*told.organs, *told.answers)
        for document in answer.documents
    }
    return {
        "directive": told.root.name,
        "directive_id": told.root.id,
        "date": _iso(told.root.day) if told.root.dated else None,
        "as_of": told.day.isoformat(),
        "units": [_answer(told, answer) for answer in told.answers],
        "clauses": [_clause(told, clause, units) for clause in told.clauses],
        "unpicked": [_head(clause) for clause in told.clauses if _is_unpicked(told, clause)],
        "photocopies": [
            {"document": told.branch.papers[iri].name, "id": iri, "copied": copied, "aligned": all_of}
            for iri, (copied, all_of) in photocopies(told.clauses).items()
        ],
        "organs": [_answer(told, answer) for answer in told.organs],
        "beyond": [_document(told, document) for document in told.beyond],
        "orphans": [
            {**_paper(o.paper), "cited_by": [told.branch.papers[iri].name for iri in o.cited_by]} for o in told.orphans
        ],
        "suspect": [_outdated(told, one) for one in told.outdated if one.relation == "amends"],
        "superseded": [_outdated(told, one) for one in told.outdated if one.relation != "amends"],
        "dissolved": [
            {"unit": u.name, "unit_id": u.id, "ended": _iso(u.ended), "heirs": list(u.heirs)} for u in told.dissolved
        ],
        "open_groups": list(told.asked.open),
        "presumed": told.asked.presumed,
        "counted_provinces": list(told.scope.held),
        "roster": {"known": told.roster.known, "groups": list(told.roster.groups)},
        "indicators": _indicators(told, names),
        "statement": sentence(told),
    }


def _clause(told: "Coverage", clause: "Clause", units: "Mapping[str, tuple[Unit, Paper]]") -> Json:
    papers = told.branch.papers
    given = [(a, *units.get(a.task.directive, (None, papers[a.task.directive]))) for a in clause.tasks]
    takers = {unit.key for _, unit, _ in given if unit}
    return {
        **_head(clause),
        "by_issuing": clause.call,
        "asked": _clause_asks(told, clause, takers),
        "tasks": [_aligned(*one) for one in given],
    }


def _clause_asks(told: "Coverage", clause: "Clause", takers: Collection[str]) -> Json:
    """Whom a clause charges, and how many of them took it up: lower units, the issuer's own organs, or nobody that can
    be counted. What asks for a document is taken up by issuing or passing one on; what names nobody asks everybody.
    """
    keys = frozenset().union(*(told.asked.named.get(name, frozenset()) for name in clause.owners))
    lower = [a for a in told.answers if a.unit.direct and (not clause.owners or a.unit.key in keys)]
    organs = [a for a in told.organs if clause.owners and a.unit.key in keys]
    whom = "units" if lower else "organs" if organs else "unknown"
    counted = lower or organs
    if clause.call and lower:
        covered = sum(answer.state.value in ("issued", "forwarded") for answer in counted)
    else:
        covered = sum(answer.unit.key in takers for answer in counted)
    return {"whom": whom, "units": len(counted), "covered": covered}


def _head(clause: "Clause") -> Json:
    return {"clause": clause.task.path, "id": clause.task.id, "text": clause.task.text}


def _is_unpicked(told: "Coverage", clause: "Clause") -> bool:
    """Whether nobody below picked up a clause that is theirs: it charges them, or names nobody."""
    owners = set(clause.owners)
    return not clause.tasks and not clause.call and (not owners or bool(owners & told.asked.names))


def _aligned(aligned: "Aligned", unit: "Unit | None", paper: "Paper") -> Json:
    """A task below; of a document of nobody that was asked (the State line of its place) its issuer is named."""
    return {
        "unit": unit.name if unit else paper.issuer.name or None,
        "unit_id": unit.id if unit else None,
        "task": aligned.task.text,
        "id": aligned.task.id,
        "path": aligned.task.path,
        "document": paper.name,
        "grade": aligned.grade.value,
        "change": aligned.change.value,
        "reasons": list(aligned.reasons),
        "score": aligned.score,
    }


def _answer(told: "Coverage", answer: "Answer") -> Json:
    unit = answer.unit
    return {
        "unit": unit.name,
        "unit_id": unit.id,
        "level": unit.level,
        "place": unit.place or None,
        "province": unit.province or None,
        "direct": unit.direct,
        "state": answer.state.value,
        "stands": _stands(told, answer),
        "documents": [document.paper.name for document in answer.documents],
        "latency_days": answer.latency,
        "deep": answer.deep,
        "evidence": [_document(told, document) for document in answer.documents],
    }


def _stands(told: "Coverage", answer: "Answer") -> str:
    """The state; of a unit that only names the directive 'report' where it does so in a report of results."""
    if answer.state.value != "cited":
        return answer.state.value
    return "report" if any(told.labels[d.paper.id] == "report" for d in answer.documents) else "cited"


def _document(told: "Coverage", document: "Document") -> Json:
    from graph.words import relation_word

    return {
        **_paper(document.paper),
        "state": document.state.value,
        "stands": told.labels[document.paper.id] or document.state.value,
        "relation": relation_word(f"urn:chidao:term:{document.link.relation}"),
        "depth": document.depth,
        "assertion": document.link.assertion,
        "quote": document.link.quote,
        "text": document.link.text,
        "span": [document.link.start, document.link.end],
    }


def _paper(paper: "Paper") -> Json:
    return {
        "id": paper.id,
        "code": paper.code or None,
        "title": paper.title or None,
        "date": _iso(paper.day) if paper.dated else None,
        "issuer": paper.issuer.name or None,
        "held": paper.held,
    }


def _outdated(told: "Coverage", one: "Outdated") -> Json:
    from graph.words import relation_word

    return {
        "source": _paper(one.source),
        "relation": relation_word(f"urn:chidao:term:{one.relation}"),
        "by": _paper(one.change),
        "quote": one.quote,
        "documents": [_paper(told.branch.papers[link.lower]) for link in one.links],
    }


def _indicators(told: "Coverage", names: dict[str, str]) -> Json:
    figures = told.indicators
    return {
        **figures.counts,
        "report": sum(_stands(told, answer) == "report" for answer in told.answers),
        "units": figures.total,
        "deficit": round(figures.deficit, 4),
        "shallow": _share(told, True),
        "deep": _share(told, False),
        "call": {"due": told.call.due.isoformat(), "quote": told.call.quote} if told.call else None,
        "nonconforming": _named(figures.nonconforming, names),
        "late": _named(figures.late, names),
        "overdue": _named(figures.overdue, names),
        "trend": [{"month": month, "units": count} for month, count in figures.trend],
        "latency_days": _latency(figures),
    }


def _share(told: "Coverage", direct: bool) -> Json:
    """Of those asked directly, or of the whole branch: how many carried it out or forwarded it."""
    counted = [answer for answer in told.answers if answer.unit.direct or not direct]
    covered = sum(answer.deep if not direct else answer.state.value in ("issued", "forwarded") for answer in counted)
    return {"units": len(counted), "covered": covered}


def _latency(figures: "Indicators") -> list[Json]:
    return [
        {"step": step, "least": least, "median": middle, "greatest": greatest, "mean": round(mean, 1)}
        for step, (least, middle, greatest, mean) in figures.latency.items()
    ]


def _named(keys: Sequence[str], names: dict[str, str]) -> list[str]:
    return [names[key] for key in keys]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
