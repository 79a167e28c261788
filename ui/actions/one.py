"""One directive whole, and one text with all that it says."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.actions.copies import texts_of
from ui.actions.facts import actor_facts, directive_facts, figure_fact, task_facts, warning_fact
from ui.actions.lookup import find
from ui.actions.tables import details
from ui.actions.values import Ambiguous, Candidate, Json, Unknown
from ui.words import day, when

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["document", "show"]

_TEXT: Final = "urn:chidao:text:"


def show(home: Path, code: str, *, issuer: str | None = None, date: str | None = None) -> Json | Ambiguous | Unknown:
    """One directive whole: header, issuers, addressees, relations both ways, tasks, figures, warnings.

    Raises :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader
    from graph.rows import ask

    with open_reader(home) as reader:
        found = find(reader, code, issuer, date)
        if not isinstance(found, Candidate):
            return found
        texts = [row for row in ask(reader, "documents") if row["directive"] == found.id]
        warnings = [row for text in texts for row in ask(reader, "warnings", text=text["text"])]
        return {
            "directive": found.as_json(),
            "texts": texts_of(reader, found.id),
            "issuers": actor_facts(reader, ask(reader, "issuers", directive=found.id)),
            "addressees": actor_facts(reader, ask(reader, "addressees", directive=found.id)),
            "cites": directive_facts(reader, ask(reader, "chain-up", lower=found.id), "higher"),
            "cited_by": directive_facts(reader, ask(reader, "chain-down", higher=found.id), "lower"),
            "tasks": details(reader, ask(reader, "tasks-of-directive", directive=found.id)),
            "figures": [figure_fact(row) for row in ask(reader, "figures", directive=found.id)],
            "warnings": [warning_fact(row) for row in warnings],
        }


def document(home: Path, id: str) -> Json | None:
    """The text of a directive (by any IRI of it, or of its text) and its facts in the order of the text.

    Keys: ``id``, ``stands`` (its label, :mod:`graph.stands`), ``text_id``, ``file``, ``title``, ``texts``
    (:func:`ui.actions.copies.texts_of`), ``text``, ``facts`` (each ``kind``, ``label``, ``span``, ``quote``, ``grade``,
    ``assertion`` where there is one). Spans index ``text``. ``None`` where the store holds no text of it; a directive
    of several texts gives the one that is counted, also where another is asked for. Raises
    :class:`graph.errors.StoreError`.
    """
    from graph.coverage.branch import papers
    from graph.reader import open_reader
    from graph.rows import ask
    from graph.shelf import shelved
    from graph.stands import stands_of

    with open_reader(home) as reader:
        own = [one.held.own for one in shelved(reader, [id])] if id.startswith(_TEXT) else []
        named = {row["directive"] for row in ask(reader, "identity", mentioned=own[0] if own else id)} if id else set()
        held = [row for row in ask(reader, "documents") if row["text"] == id or row["directive"] in named]
        if not held:
            return None
        row = held[0]
        told = (fact for fact in _facts(reader, row["directive"], row["text"]) if fact["text"] == row["text"])
        facts = {_place(fact): fact for fact in map(_shown, (fact for fact in told if fact["span"]))}
        return {
            "id": row["directive"],
            "stands": stands_of(reader.register, papers(reader.register, [row["directive"]]))[row["directive"]],
            "text_id": row["text"],
            "file": row["document"],
            "title": row["title"] or "",
            "texts": texts_of(reader, row["directive"]),
            "text": ask(reader, "content", text=row["text"])[0]["content"],
            "facts": [facts[place] for place in sorted(facts)],
        }


def _shown(fact: Json) -> Json:
    kept = {key: fact[key] for key in ("span", "quote", "grade")}
    about = fact.get("about") or (fact["id"] if ":task:" in str(fact.get("id")) else None)
    told = {"kind": fact["relation"], "label": fact["name"], **kept}
    return {**told, "assertion": fact.get("assertion"), "about": about}


def _place(fact: Json) -> tuple[int, int, str, str, str]:
    """Where a fact stands in the order of the text; equal for two tellings of one fact."""
    return *fact["span"], fact["kind"], fact["label"], fact["assertion"] or ""


def _facts(reader: "Reader", directive: str, text: str) -> Iterator[Json]:
    """Everything that a directive's texts say."""
    from graph.rows import ask

    tasks = ask(reader, "tasks-of-directive", directive=directive)
    yield from actor_facts(reader, ask(reader, "issuers", directive=directive))
    yield from actor_facts(reader, ask(reader, "addressees", directive=directive))
    yield from directive_facts(reader, ask(reader, "chain-up", lower=directive), "higher")
    passing = ask(reader, "passing-edges", text=text)
    ends = zip(directive_facts(reader, passing, "lower"), directive_facts(reader, passing, "higher"), strict=True)
    yield from ({**higher, "name": f"{lower['name']} → {higher['name']}"} for lower, higher in ends)
    yield from task_facts(reader, tasks)
    for task in details(reader, tasks):
        for owner in task["owners"]:
            yield {**owner, "relation": owner["role"], "name": owner["unit"], "about": task["id"]}
        for deadline in task["deadlines"]:
            name = day(deadline["to"] or "") or when(deadline["recurrence"] or "") or deadline["printed"] or ""
            yield {**deadline, "relation": "thời hạn", "name": name, "about": task["id"]}
        for report in task["reports"]:
            yield {**report, "relation": "báo cáo về", "name": report["to"], "about": task["id"]}
    yield from (figure_fact(row) for row in ask(reader, "figures", directive=directive))
    yield from (warning_fact(row) for row in ask(reader, "warnings", text=text))
