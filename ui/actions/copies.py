"""The texts of one directive: which one is counted and why, what the others say otherwise; choosing, taking one out."""

import shlex
import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ontology.issue import Issue
from ui.actions.doings import note
from ui.actions.keep import revision
from ui.actions.lookup import EMPTY, find
from ui.actions.values import Ambiguous, Candidate, Json, Unknown

if TYPE_CHECKING:
    from graph.rows import Rows
    from graph.shelf import Shelved
    from graph.store import Writer

__all__ = ["choose_text", "contradictions", "remarks", "texts_of", "told_changes", "withdraw"]

#: So many digits of a digest tell one text of a directive from another, and are what people type.
_PREFIX: Final = 8
_LEAST: Final = 4
_DOING: Final = {"gained": "thêm", "lost": "mất", "changed": "đổi"}


def texts_of(source: "Rows", directive: str) -> list[Json]:
    """All texts of a directive (canonical IRI), the one that is counted first.

    Each ``text``, ``document``, ``sha256``, ``counted``, ``why`` (why the other is counted), ``differs`` (what the
    counted one says otherwise: ``doing``, ``kind``, ``about``, ``before``, ``after``), ``came`` (``at``, ``path``).
    """
    from graph.copies import REASONS
    from graph.rows import ask
    from graph.shelf import came, shelved

    copies = shelved(source)
    names = {one.held.own for one in copies}
    rows = ask(source, "identified", mentioned=sorted(names)) if names else []
    same = {row["mentioned"] for row in rows if row["directive"] == directive}
    told: list[Json] = [
        {key: row[key] for key in ("text", "document", "sha256")} | {"counted": True, "why": None, "differs": []}
        for row in ask(source, "documents")
        if row["directive"] == directive
    ]
    told += [
        {"text": one.held.text, "document": one.held.file, "sha256": one.held.sha256, "counted": False}
        | {"why": REASONS[one.copy.why], "differs": told_changes(one)}
        for one in copies
        if one.copy and one.held.own in same
    ]
    places = came(source, [one["text"] for one in told])
    for one in told:
        one["came"] = [{"at": _moment(at), "path": path} for at, path in places.get(one["text"], ())]
    return told


def told_changes(one: "Shelved") -> list[Json]:
    """What the counted text says otherwise than a copy, as plain values."""
    changes = one.copy.differs if one.copy else ()
    keys = ("doing", "kind", "about", "before", "after")
    return [{key: str(getattr(change, key)) for key in keys} for change in changes]


def contradictions(source: "Rows") -> "list[Shelved]":
    """Copies that say otherwise than the counted text, over which nobody saved a newer one and nobody decided."""
    from graph.shelf import shelved

    return [one for one in shelved(source) if one.copy and one.copy.differs and one.copy.why not in ("newer", "person")]


def remarks(writer: "Writer", text: str) -> tuple[Issue, ...]:
    """What whoever brings a text is told where the store holds others of its directive: which one is counted, and why,
    and what they say otherwise.
    """
    from graph.copies import REASONS

    texts = writer.beside(text)
    own = next(one for one in texts if one.held.text == text)
    others = [one for one in texts if one.held.text != text]
    if not others:
        return ()
    code = next((m.code for one in (own, *others) for m in one.held.mentions if m.code), "") or own.held.own
    if own.copy:
        lead = next(one for one in others if one.held.text == own.copy.lead)
        what = f"kho đã có một toàn văn khác của văn bản này (tệp {lead.held.file}) và tính theo tệp ấy, vì "
        what += f"{REASONS[own.copy.why]}; tệp này được giữ làm bản khác{_differing(own)}"
        return (Issue("another-text", what, own.held.file, _choose(code, own)),)
    return tuple(
        Issue(
            "another-text",
            f"kho đã có một toàn văn khác của văn bản này (tệp {one.held.file}); từ nay tính theo tệp vừa nạp, vì "
            f"{REASONS[one.copy.why]}; tệp kia được giữ làm bản khác{_differing(one)}",
            one.held.file,
            _choose(code, one),
        )
        for one in others
        if one.copy and (one.copy.why != "newer" or _shares_place(one, own))
    )


def _shares_place(one: "Shelved", other: "Shelved") -> bool:
    return bool({place for _, place in one.held.came} & {place for _, place in other.held.came})


def _differing(one: "Shelved") -> str:
    counts = Counter((str(c.kind), str(c.doing)) for c in (one.copy.differs if one.copy else ()))
    told = ", ".join(f"{kind} {_DOING[doing]} {n}" for (kind, doing), n in counts.items())
    return f"; hai bản khác nhau: {told}" if told else "; hai bản nói như nhau"


def _choose(code: str, one: "Shelved") -> str:
    asked = shlex.join(["chidao", "identity", "use", code, "--file", one.held.sha256[:_PREFIX]])
    return f"để tính theo {one.held.file}: {asked} --by NGƯỜI --why LÝ_DO"


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="minutes")


def withdraw(
    home: Path,
    code: str,
    *,
    issuer: str | None = None,
    date: str | None = None,
    file: str | None = None,
    by: str = "",
    why: str = "",
) -> Json | Ambiguous | Unknown:
    """Take a directive's text out of the store, and its original with it; decisions stay.

    ``file`` chooses among several texts of one directive: the name of its file, its path, the first digits of its
    digest, or its IRI. ``counted`` tells by which text the directive is counted from then on, if any is left. ``by``
    and ``why`` are for the journal.

    Raises :class:`graph.errors.StoreError` (``StoreBusy`` while another writes).
    """
    from graph.archive import Archive
    from graph.home import Home
    from graph.paper import PlaceFiles
    from graph.store import open_writer
    from graph.turns import PATIENCE

    if revision(home) == "0":
        return Unknown(code, (), EMPTY)  # opening a writer would make a store where there is none
    with open_writer(home, PATIENCE, run=True) as writer:
        found = _one(writer, code, issuer, date, file)
        if not isinstance(found, tuple):
            return found
        directive, text, sha256, document = found
        archive = Archive(Home.at(home).archive)
        fresh = archive.begin()  # should we be cut short, the next batch sweeps the original away
        left = [one.held for one in writer.beside(text) if one.held.text != text]
        writer.withdraw(text)
        published = writer.publish()
        archive.remove(sha256)
        PlaceFiles(Home.at(home).paper).remove(text)
        if fresh:
            archive.end()
        note(home, "withdraw", [f"{directive.code or '(không số)'} · {document}"], why=why, by=by)
        counted = next((one.file for one in left if (now := writer.texts[one.text]) and not now.copy), None)
    told = {"text": text, "document": document, "counted": counted}
    return {"directive": directive.as_json(), **told, "by": by, "why": why, "revision": str(published)}


def choose_text(
    home: Path,
    code: str,
    *,
    by: str,
    why: str,
    now: datetime,
    issuer: str | None = None,
    date: str | None = None,
    file: str | None = None,
) -> Json | Ambiguous | Unknown:
    """Record that a directive is counted by this one of its texts (``file`` as in :func:`withdraw`), at ``now``.

    Raises :class:`graph.errors.IncompleteDecision` where nobody or no reason is named, :class:`StoreError`.
    """
    from graph.decisions import about_text
    from graph.store import open_writer
    from graph.turns import PATIENCE

    if revision(home) == "0":
        return Unknown(code, (), EMPTY)
    with open_writer(home, PATIENCE) as writer:
        found = _one(writer, code, issuer, date, file)
        if not isinstance(found, tuple):
            return found
        directive, text, _, document = found
        written = writer.decide(about_text(writer, text, by=by, at=now, why=why))
        published = writer.publish()
    told = {"decision": written, "verdict": "leading", "about": [text], "by": by, "document": document}
    return {**told, "directive": directive.as_json(), "revision": str(published)}


def _one(
    writer: "Writer", code: str, issuer: str | None, date: str | None, file: str | None
) -> tuple[Candidate, str, str, str] | Ambiguous | Unknown:
    """The directive, and the IRI, digest and file of the one text that is meant."""
    from dataclasses import replace

    found = find(writer, code, issuer, date)
    if not isinstance(found, Candidate):
        return found
    texts = texts_of(writer, found.id)
    chosen = texts if file is None else _fitting(texts, file)
    if not chosen:
        why = "không có tệp đó" if texts else "văn bản này chỉ được biết qua viện dẫn, kho không có toàn văn để rút"
        return Unknown(code, tuple(_line(one) for one in texts), why)
    if len(chosen) > 1:
        return Ambiguous(code, tuple(replace(found, document=_line(one)) for one in chosen), ("--file",))
    return found, chosen[0]["text"], chosen[0]["sha256"], chosen[0]["document"]


def _fitting(texts: Sequence[Json], word: str) -> list[Json]:
    """The texts that a word names: by IRI, by path, by file, or by the first digits of the digest."""
    asked = unicodedata.normalize("NFC", word.strip())
    for fits in (
        lambda one: one["text"] == asked,
        lambda one: asked in {unicodedata.normalize("NFC", place["path"]) for place in one["came"]},
        lambda one: unicodedata.normalize("NFC", one["document"]) == asked,
        lambda one: len(asked) >= _LEAST and one["sha256"].startswith(asked.lower()),
    ):
        if found := [one for one in texts if fits(one)]:
            return found
    return []


def _line(one: Json) -> str:
    """A text as a list shows it: what to type first, then its file, when it came and from where."""
    came = one["came"][0] if one["came"] else None
    at = f"nạp {datetime.fromisoformat(came['at']):%H:%M %d/%m/%Y} từ {came['path']}" if came else ""
    counted = "đang dùng để tính" if one["counted"] else "bản khác"
    return " · ".join(filter(None, (one["sha256"][:_PREFIX], one["document"], counted, at)))
