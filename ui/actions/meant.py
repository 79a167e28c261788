"""``chidao identity is``: a person says which directive a mention without its whole number is, or an unresolved one."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ontology.fold import fold
from ui.actions.keep import decide
from ui.actions.lookup import candidates_of
from ui.actions.mentioned import CHOICES, called, canonical, fullest, nothing
from ui.actions.values import Ambiguous, Candidate, Json, Unknown

if TYPE_CHECKING:
    from graph.rows import Rows

__all__ = ["means", "open_mentions"]

_OPEN: Final = "urn:chidao:directive:open:"


def means(
    home: Path, mention: str, directive: str, *, file: str | None, everywhere: bool, by: str, why: str, now: datetime
) -> Json | Ambiguous | Unknown:
    """Record that a mention is a directive; tells each decision and what the mentions are now.

    ``mention``: words as printed ('Đề án 06'), the name of an annex's file, or anything that :func:`ui.actions.judge`
    takes. Where several texts print the words, ``file`` chooses one, or ``everywhere`` takes all of them: each gets a
    decision of its own, so that each can be undone alone. Raises as :func:`ui.actions.judge` does.
    """
    from graph.errors import IncompleteDecision
    from graph.reader import open_reader

    with open_reader(home) as reader:
        asked = open_mentions(reader, mention, file)
        names = called(reader, directive)
        if not names:
            return nothing(reader, directive)
        ids = sorted(canonical(reader, names))
        if len(ids) > 1:
            return Ambiguous(directive, candidates_of(reader, ids), CHOICES)
        if len(asked) > 1 and not everywhere:
            return Ambiguous(mention, tuple(asked), ("--file TỆP", "--all", "IRI"))
        iris = [one.id for one in asked] or sorted(called(reader, mention))
        if not iris:
            return nothing(reader, mention)
        if not asked and len(canonical(reader, iris)) > 1:
            return Ambiguous(mention, candidates_of(reader, sorted(canonical(reader, iris))), CHOICES)
        target = fullest(reader, names - {*iris} or names)
        if not asked:
            iris = [fullest(reader, {*iris})]
        if target in iris:
            raise IncompleteDecision(f"Cần hai văn bản khác nhau: “{mention}” và “{directive}” cùng chỉ {target}.")
    told = [decide(home, [iri, target], "same", by=by, why=why, now=now) for iri in iris]
    with open_reader(home) as reader:
        after = {iri: min(canonical(reader, [iri]), default="") for iri in (*iris, target)}
    return {**told[-1], "decisions": [one["decision"] for one in told], "verdict": "same", "directives": after}


def open_mentions(source: "Rows", asked: str, file: str | None = None) -> list[Candidate]:
    """The open mentions that ``asked`` names: an IRI, the printed words, or the file of an annex; by file."""
    from graph.rows import ask

    documents = {row["text"]: row["document"] for row in ask(source, "documents")}
    found: dict[str, Candidate] = {}
    for row in ask(source, "mentions"):
        iri, document = row["directive"], documents.get(row["text"], "")
        if not iri.startswith(_OPEN) or (file and document != file):
            continue
        annex = row["number"] is None and document == asked.strip()
        if asked.strip() == iri or annex or fold(row["title"] or "") == fold(asked):
            found[iri] = Candidate(id=iri, code="", title=row["title"] or "", document=document, known="byCitation")
    return sorted(found.values(), key=lambda one: (one.document, one.id))
