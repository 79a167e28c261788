"""One task whole: its sentence and parts, how it stands and who said so, what it carries out, what carries it out."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ui.actions.clarity import lint
from ui.actions.naming import nameless, text_of
from ui.actions.values import Json, Unknown

if TYPE_CHECKING:
    from graph.clauses.clauses import Aligned
    from graph.clauses.lineage import Lower, Step
    from graph.coverage.branch import Paper
    from graph.month.closures import Closure
    from graph.month.facts import Task, Whose
    from graph.month.month import Month
    from graph.reader import Reader

__all__ = ["task"]

_IRI: Final = re.compile(r"urn:chidao:text:[0-9a-f]+:task:[\w.:/-]+")


def task(home: Path, asked: str, *, today: dt.date) -> Json | Unknown:
    """All that the store knows of a task, named by its IRI.

    Keys: ``task`` (as of :func:`ui.actions.tasks`), ``status``, ``history`` (what people said: ``state``, ``by``,
    ``at``, ``why``, ``evidence``, ``stands``), ``above`` (steps up to the root, each with its sentence and clause),
    ``below`` (tasks that carry it out), ``course`` (the same work month by month), ``results`` (sentences that tell of
    it, with ``state`` and ``why``), ``clarity`` (its findings against "6 rõ"; None where it cannot be judged),
    ``statement``. Raises :class:`graph.errors.StoreError`.
    """
    from graph.clauses.lineage import above, below
    from graph.reader import open_reader
    from graph.rows import ask
    from ui.actions.tables import details

    with open_reader(home) as reader:
        told = details(reader, ask(reader, "task", task=asked)) if _IRI.fullmatch(asked) else []
        if not told:
            return Unknown(asked, (), "kho không có nhiệm vụ này; có thể văn bản đã được rút ra hoặc đọc lại")
        months = _months(reader, told[0], today)
        own = next((one for month in months for one in month.tasks if one.iri == asked), None)
        return {
            "task": told[0],
            "status": _status(reader, told[0], today),
            "history": _history(reader, asked),
            "above": [_step(step) for step in above(reader.register, asked)],
            "below": [_lower(lower) for lower in below(reader.register, asked)],
            "course": _course(reader, own) if own else [],
            "results": _results(reader, [end for month in months for end in month.closures if end.task.iri == asked]),
            "clarity": _clarity(home, told[0]),
            "statement": _statement(reader, today),
        }


def _months(reader: "Reader", told: Json, today: dt.date) -> "list[Month]":
    """The months of the task, the earliest first, of what comes again that of its last turn too."""
    from graph.month.held import Held
    from graph.month.late import months_of
    from graph.month.month import month_in
    from graph.statuses import statuses

    held, day, ruled = Held(reader.register, _scope(reader, told)), today.isoformat(), statuses(reader)
    names = {*told["months"], *months_of(held, [told["id"]], day)}
    return [month_in(held, month, day, ruled) for month in sorted(names)]


def _scope(reader: "Reader", told: Json) -> "Whose | None":
    """All units; of very many tasks only those whom the task charges."""
    from graph.month.body import whose
    from ui.actions.standing import is_light

    owners = [owner["id"] for owner in told["owners"]]
    return None if is_light(reader, told["months"]) or not owners else whose(reader.register, owners)


def _status(reader: "Reader", told: Json, today: dt.date) -> str:
    from ui.actions.standing import standing

    mine = _scope(reader, told)
    return standing(reader, [told], mine.units if mine else (), today)[told["id"]]


def _history(reader: "Reader", asked: str) -> list[Json]:
    """What people said of the task, the newest first, what was taken back too."""
    from graph.decisions import carried, in_force, recorded
    from graph.statuses import STATES

    words = {verdict: state for state, verdict in STATES.items()}
    decisions = carried(reader, recorded(reader))
    standing = {decision.iri for decision in in_force(decisions)}
    return [
        {
            "decision": decision.iri,
            "state": words[decision.verdict],
            "by": decision.by,
            "at": decision.at.isoformat(),
            "why": decision.why,
            "evidence": decision.source or None,
            "stands": decision.iri in standing,
        }
        for decision in decisions
        if decision.about == (asked,) and decision.verdict in words
    ]


def _paper(paper: "Paper") -> Json:
    return {
        "id": paper.id,
        "code": paper.code or None,
        "name": paper.name,
        "title": paper.title or None,
        "date": paper.day.isoformat() if paper.day and paper.dated else None,
        "issuer": paper.issuer.name or None,
        "held": paper.held,
    }


def _step(step: "Step") -> Json:
    from graph.words import grade_of_term, relation_word

    return {
        "depth": step.depth,
        "directive": _paper(step.paper),
        "relation": relation_word(f"urn:chidao:term:{step.relation}"),
        "grade": grade_of_term(f"urn:chidao:term:{step.grade}").value if step.grade else "",
        "quote": step.quote,
        "text": step.text,
        "span": list(step.span),
        "clause": {"id": step.clause.id, "path": step.clause.path, "text": step.clause.text} if step.clause else None,
        "made": _made(step.aligned) if step.aligned else None,
    }


def _made(aligned: "Aligned") -> Json:
    """What the lower task made of the clause."""
    return {"change": aligned.change.value, "reasons": list(aligned.reasons), "grade": aligned.grade.value}


def _lower(lower: "Lower") -> Json:
    row = lower.aligned.task
    told = {"id": row.id, "path": row.path, "text": row.text, "owners": list(lower.owners)}
    return {"depth": lower.depth, "directive": _paper(lower.paper), **told, "made": _made(lower.aligned)}


def _course(reader: "Reader", own: "Task") -> list[Json]:
    from graph.month.course import course

    found = course(reader.register, own)
    names = nameless(reader, (one.iri for one in found if not one.code))
    return [
        {
            "id": one.iri,
            "month": one.own_month,
            "code": one.code or names.get(text_of(one.iri), one.file),
            "path": one.path,
            "text": one.wording,
        }
        for one in found
    ]


def _results(reader: "Reader", ends: "Sequence[Closure]") -> list[Json]:
    names = nameless(reader, (one.iri for end in ends for one in end.results if not one.code))
    return [_closure(end, names) for end in ends]


def _closure(end: "Closure", names: Mapping[str, str]) -> Json:
    return {
        "state": end.fate.value,
        "outcome": end.outcome,
        "why": end.why or None,
        "results": [
            {
                "id": one.iri,
                "quote": one.quote,
                "span": [one.start, one.end],
                "document": one.code or names.get(text_of(one.iri), one.file),
                "date": one.dated,
                "proved": one.proved,
            }
            for one in end.results
        ],
    }


def _clarity(home: Path, told: Json) -> Json | None:
    """The findings of the task among those of its directive."""
    judged: Any = lint(home, told["directive"])
    if not isinstance(judged, dict):
        return None
    here = [one for one in judged["tasks"] if one["span"] == told["span"]]
    here = here or [one for one in judged["tasks"] if one["text"] == told["wording"]]
    return {"formula": judged["formula"], **{key: here[0][key] for key in ("score", "findings")}} if here else None


def _statement(reader: "Reader", today: dt.date) -> str:
    from graph.register.find import held
    from ui.words import day

    rests = held(reader.register)
    newest = f", mới nhất ngày {day(rests.newest)}" if rests.newest else ""
    return (
        f"Tính đến ngày {day(today.isoformat())}, trên {rests.texts} văn bản trong kho{newest}. Việc nào thực hiện "
        "khoản nào là suy đoán của chương trình, trừ khi có người đã xác nhận."
    )
