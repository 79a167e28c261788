"""What waits for a person, one list: words that no longer count, what is only inferred, who is who, what carries out
what; the most consequential first.
"""

from pathlib import Path
from typing import Final

from ui.actions.questions import KINDS, alignments_asked, assertions, identity, suspects
from ui.actions.values import Json

__all__ = ["decided", "passage", "review"]

_MOST: Final = 500


def review(home: Path, *, directive: str = "", limit: int = _MOST) -> Json:
    """What waits for a person: ``items`` in order (``KINDS``, then how much hangs on it), and ``counts`` by kind;
    ``left``, how many in all, ``texts``, of how many documents, and the ``statement`` that says so.

    An item: ``id`` (stable), ``kind``, ``question``, ``why_first``, ``hangs`` (how many tasks or sentences hang on it),
    ``about`` (IRIs to decide about), ``candidates`` (``id``, ``name``, ``reasons``), ``reasons``, ``quote``, ``span``,
    ``text``, ``document``, ``directive``. ``directive`` (IRI) asks the alignments of that one instead of those most
    carried out. Raises :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader
    from graph.register.find import held
    from graph.unsure import alignments, unsure
    from ui.actions.identity import identities

    who = identities(home)
    with open_reader(home) as reader:
        found, count = unsure(reader.register, limit)
        pairs = alignments(reader.register, directive)
        rests = held(reader.register)
        items = [
            *suspects(reader),
            *assertions(reader, found),
            *identity(who),
            *alignments_asked(reader, pairs[:limit]),
        ]
    order = {kind: at for at, kind in enumerate(KINDS)}
    items.sort(key=lambda item: (order[item["kind"]], -item["hangs"], item["rank"], item["id"]))
    counts = {kind: sum(item["kind"] == kind for item in items) for kind in KINDS}
    return {
        "items": items[:limit],
        "counts": counts,
        "left": len(items) - len(found) + count,
        "texts": rests.texts,
        "statement": f"{len(items) - len(found) + count} điểm chờ người xem; dựa trên {rests.texts} văn bản trong kho.",
    }


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
    """The decisions in force, the newest first: ``decision``, ``verdict``, ``about`` in words, ``by``, ``at``, ``why``.

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
        }
        for one in made
    ]
