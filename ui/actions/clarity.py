"""How clear a directive is ("6 rõ"): one of the store, or a draft that nobody has issued yet."""

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.issue import Issue
from ui.actions.lookup import find
from ui.actions.naming import nameless, text_of
from ui.actions.values import Ambiguous, Candidate, Json, Unknown, issue_as_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.reader import Reader
    from ontology.clarity import Clarity, Finding, Formula, TaskClarity
    from ontology.model import Evidence, Reading

__all__ = ["lint"]


def lint(
    home: Path, asked: str, *, issuer: str | None = None, date: str | None = None
) -> Json | Issue | Ambiguous | Unknown:
    """Each task against the formula that the directive, or one it carries out, states; else against "6 rõ".

    ``asked`` is a file (a draft, which is not stored) or names a directive whose text the store holds. Keys: ``file``,
    ``directive`` (None for a draft), ``formula`` (``aspects``, ``stated_by``, ``quote``, ``span``), ``score`` (0 to 1,
    None without tasks), ``missing`` (aspect → number of tasks), ``tasks``, ``units`` (who is charged, mean score),
    ``notes`` (what a reader should know of the text); of a draft also ``repeats`` (tasks of the store that it asks
    again, ``other_day`` where for another day) and ``pile_ups`` (days it fills up).
    Raises :class:`graph.errors.StoreError`.
    """
    if Path(asked).is_file():
        from ingest.source import Limits
        from ui.actions.read import only
        from ui.actions.work import Setup

        draft = only(asked, Setup(Limits(), reading=True))
        if isinstance(draft, Issue):
            return draft
        return {**_told(draft, None, _governing_of_draft(home, draft)), **_against_store(home, draft)}
    from graph.reader import open_reader

    with open_reader(home) as reader:
        found = find(reader, asked, issuer, date)
        if not isinstance(found, Candidate):
            return found
        reading = _held(reader, found.id)
        if reading is None:
            return Unknown(asked, (), "kho chỉ biết văn bản này qua viện dẫn, không có toàn văn để soát")
        return reading if isinstance(reading, Issue) else _told(reading, found, _governing(reader, found.id))


def _held(reader: "Reader", directive: str) -> "Reading | Issue | None":
    """The first text of a directive, read anew; None where the store holds none."""
    from graph.rows import ask
    from ingest.pipeline import read_text
    from ingest.source import Source

    for row in ask(reader, "documents"):
        if row["directive"] == directive:
            content = ask(reader, "content", text=row["text"])[0]["content"]
            return read_text(Source(row["document"], row["sha256"], content, "utf-8"))
    return None


def _governing(reader: "Reader", directive: str) -> "tuple[str, Formula] | None":
    """The formula of a directive that this one carries out, nearest first, with the code of who states it."""
    from graph.rows import ask

    rows = ask(reader, "chain-up", lower=directive)
    return _first_formula(reader, [row["higher"] for row in rows if _binds(row["relation"]) and row["higher"]])


def _governing_of_draft(home: Path, draft: "Reading") -> "tuple[str, Formula] | None":
    from graph.reader import open_reader
    from ontology.model import Relation
    from ui.actions.keep import revision

    if revision(home) == "0":
        return None
    named = [c.code.text for c in draft.citations if c.relation in {Relation.IMPLEMENTS, Relation.BASED_ON}]
    with open_reader(home) as reader:
        found = [find(reader, code) for code in named]
        return _first_formula(reader, [c.id for c in found if isinstance(c, Candidate)])


def _first_formula(reader: "Reader", directives: list[str]) -> "tuple[str, Formula] | None":
    from graph.rows import ask
    from ingest.formulas import formulas_in

    for row in ask(reader, "documents"):
        if row["directive"] not in directives:
            continue
        content = ask(reader, "content", text=row["text"])[0]["content"]
        if found := max(formulas_in(content), key=lambda formula: len(formula.terms), default=None):
            return row["code"] or row["document"], found
    return None


def _against_store(home: Path, draft: "Reading") -> Json:
    """What the store already asks of those whom the draft charges."""
    from graph.draft import Planned, crowds, repeats
    from graph.reader import open_reader
    from ontology.iri import text_iri
    from ui.actions.keep import revision

    if revision(home) == "0":
        return {"repeats": [], "pile_ups": []}
    planned = [
        Planned(
            task.path,
            task.text,
            tuple(dict.fromkeys(a.actor.name for a in task.assignments if a.role.value == "giao cho")),
            tuple(dict.fromkeys(d.to.isoformat() for d in task.deadlines if d.to)),
        )
        for task in draft.tasks
    ]
    with open_reader(home) as reader:
        again = repeats(reader.register, planned, text_iri(draft.sha256))
        full = crowds(reader.register, planned)
        names = nameless(reader, (one.task for one in again if not one.code))
    return {
        "repeats": [
            {
                "path": one.planned.path,
                "text": one.planned.wording,
                "task": one.task,
                "asked": one.wording,
                "document": one.code or names.get(text_of(one.task), one.file),
                "deadlines": list(one.due),
                "other_day": one.other_day,
            }
            for one in again
        ],
        "pile_ups": [{"unit": c.owner, "day": c.day, "tasks": c.tasks, "planned": c.planned} for c in full],
    }


def _binds(relation: str) -> bool:
    return str(relation).rsplit(":", 1)[-1] in {"implements", "basedOn", "forwards"}


def _told(reading: "Reading", directive: Candidate | None, above: "tuple[str, Formula] | None") -> Json:
    from ingest.clarity import clarity_of

    own = clarity_of(reading)
    clarity = clarity_of(reading, above[1].aspects) if above and own.stated is None else own
    return {
        "file": reading.file,
        "directive": directive.as_json() if directive else None,
        "formula": _formula(clarity, above),
        "score": _rounded(clarity.score),
        "missing": _missing(clarity),
        "tasks": [_task(task) for task in clarity.tasks],
        "units": list(_units(reading, clarity)),
        "notes": [issue_as_json(warning) for warning in reading.warnings],
    }


def _formula(clarity: "Clarity", above: "tuple[str, Formula] | None") -> Json:
    aspects = [aspect.value for aspect in clarity.formula]
    if clarity.stated is not None:
        return {"aspects": aspects, "stated_by": "văn bản này", **_proof(clarity.stated.evidence)}
    if above is not None:
        return {"aspects": aspects, "stated_by": above[0], **_proof(above[1].evidence)}
    return {"aspects": aspects, "stated_by": None, "span": None, "quote": None}


def _missing(clarity: "Clarity") -> dict[str, int]:
    """How many tasks leave each aspect loose or unsaid, in the order of the formula."""
    counted = Counter(f.aspect for task in clarity.tasks for f in task.findings if f.why)
    return {aspect.value: counted[aspect] for aspect in clarity.formula}


def _task(task: "TaskClarity") -> Json:
    return {
        "path": task.path,
        "ordinal": task.ordinal,
        "text": task.text,
        **_proof(task.evidence),
        "score": _rounded(task.score),
        "findings": [_finding(finding) for finding in task.findings],
    }


def _finding(finding: "Finding") -> Json:
    return {
        "aspect": finding.aspect.value,
        "state": finding.state.value,
        "why": finding.why or None,
        "suggestion": finding.suggestion or None,
        **_proof(finding.evidence),
    }


def _units(reading: "Reading", clarity: "Clarity") -> "Iterator[Json]":
    """Whom the directive charges, with how many tasks and how clear they are, by name."""
    scores: dict[str, list[float]] = defaultdict(list)
    for task, judged in zip(reading.tasks, clarity.tasks, strict=True):
        for name in {a.actor.name for a in task.assignments if a.role.value == "giao cho"}:
            scores[name].append(judged.score)
    for name in sorted(scores):
        yield {"unit": name, "tasks": len(scores[name]), "score": _rounded(sum(scores[name]) / len(scores[name]))}


def _proof(evidence: "Evidence | None") -> Json:
    if evidence is None:
        return {"span": None, "quote": None}
    return {"span": [evidence.start, evidence.end], "quote": evidence.quote}


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 3)
