"""What waits for a person, one list: words that no longer count, what is only inferred, who is who, what carries out
what; the most consequential first.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.actions.correct import field_word
from ui.actions.questions import KINDS, alignments_asked, assertions, identity, lacking, suspects
from ui.actions.values import Json

if TYPE_CHECKING:
    from graph.lacking import Lacking
    from graph.reader import Reader

__all__ = ["decided", "passage", "review"]

_MOST: Final = 500
#: Of what documents lack so many of a kind are listed; all are counted.
_OF_A_KIND: Final = 100
#: Pairs less alike than this are not worth a person's time.
_WEAK: Final = 0.30


def review(home: Path, *, directive: str = "", limit: int = _MOST) -> Json:
    """What waits for a person: ``items`` in order (``KINDS``, then how much hangs on it), and ``counts`` by kind;
    ``left``, how many in all, ``hidden``, how many weak guesses are not asked, ``texts``, of how many documents, and
    the ``statement`` that says so.

    An item: ``id`` (stable), ``kind``, ``question``, ``why_first``, ``hangs`` (how many tasks or sentences hang on it),
    ``about`` (IRIs to decide about), ``candidates`` (``id``, ``name``, ``reasons``), ``reasons``, ``quote``, ``span``,
    ``text``, ``document``, ``directive``, ``correct`` (IRI of a task or text that may be corrected), ``decision`` (of a
    suspect correction). ``directive`` (IRI) asks the alignments of that one instead of those most
    carried out. Raises :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader
    from graph.register.find import held
    from graph.unsure import alignments, unsure
    from ui.actions.identity import identities

    who = identities(home)
    with open_reader(home) as reader:
        found, count = unsure(reader.register, limit)
        lacks, lacked = _lacking(reader)
        pairs = alignments(reader.register, directive)
        clear = [pair for pair in pairs if pair[1].score >= _WEAK]
        rests = held(reader.register)
        items = [
            *suspects(reader),
            *lacking(reader, lacks),
            *assertions(reader, found),
            *identity(who),
            *alignments_asked(reader, clear[:limit]),
        ]
    order = {kind: at for at, kind in enumerate(KINDS)}
    items.sort(key=lambda item: (order[item["kind"]], -item["hangs"], item["rank"], item["id"]))
    counts = {kind: sum(item["kind"] == kind for item in items) for kind in KINDS} | lacked
    left = len(items) - len(found) + count - len(lacks) + sum(lacked.values())
    hidden = len(pairs) - len(clear)
    weak = f"; {hidden} cặp giống nhau dưới {_WEAK:.0%} không hỏi" if hidden else ""
    return {
        "items": items[:limit],
        "counts": counts,
        "left": left,
        "hidden": hidden,
        "texts": rests.texts,
        "statement": f"{left} điểm chờ người xem{weak}; dựa trên {rests.texts} văn bản trong kho.",
    }


def _lacking(reader: "Reader") -> "tuple[list[Lacking], dict[str, int]]":
    """What documents lack, and how often by kind of question; what a person has corrected is not asked."""
    from graph.corrected import in_force_by_text
    from graph.correction import Field
    from graph.decisions import recorded
    from graph.lacking import blank_documents, doubtful_deadlines, unowned_tasks

    told = [one for made in in_force_by_text(recorded(reader)).values() for one in made if one.correction]
    of = {field: {one.about[0] for one in told if one.correction and one.correction.field is field} for field in Field}
    blank, blanks = blank_documents(reader.register, _OF_A_KIND)
    nobody, nobodies = unowned_tasks(reader.register, of[Field.OWNER], _OF_A_KIND)
    days, doubts = doubtful_deadlines(reader.register, of[Field.DEADLINE], _OF_A_KIND)
    return [*blank, *nobody, *days], {"blank": blanks, "unowned": nobodies, "deadline": doubts}


def passage(home: Path, text: str, start: int, end: int, *, around: int = 280) -> Json | None:
    """A span of a stored text with what stands before and after it, cut at words; None where there is no such text.

    Raises :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader
    from graph.rows import ask

    with open_reader(home) as reader:
        rows = ask(reader, "content", text=text)
    if not rows:
        return None
    content: str = rows[0]["content"]
    start, end = max(0, min(start, len(content))), max(0, min(end, len(content)))
    before, after = content[max(0, start - around) : start], content[end : end + around]
    if start > around and " " in before:
        before = "…" + before[before.index(" ") :]
    if end + around < len(content) and " " in after:
        after = after[: after.rindex(" ")] + " …"
    return {"before": before, "quote": content[start:end], "after": after}


def decided(home: Path, limit: int = 60) -> list[Json]:
    """The decisions in force, the newest first: ``decision``, ``verdict``, ``about`` in words, ``by``, ``at``, ``why``,
    ``said`` (of a correction, what is right).

    Raises :class:`graph.errors.StoreError`.
    """
    from graph.decisions import in_force, recorded
    from graph.reader import open_reader
    from ui.actions.things import called

    with open_reader(home) as reader:
        made = in_force(recorded(reader))[:limit]
        names = called(reader, {iri for one in made for iri in one.about}, made)
    return [
        {
            "decision": one.iri,
            "verdict": one.verdict.value,
            "about": [names[iri]["name"] for iri in one.about],
            "by": one.by,
            "at": one.at.isoformat(),
            "why": one.why,
            "said": f"{field_word(one.correction.field)}: {one.correction.words()}" if one.correction else None,
        }
        for one in made
    ]
