"""What a document is called: its number; one without a number by what it is, whose, of when and about what.

A name of a file says something to who made it; it stands here only where nothing better is known.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from ui.actions.values import Candidate, Json
from ui.words import day, month, shorten

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["by_directive", "called", "described", "directive_names", "named", "nameless", "of_texts", "text_of"]

_SUBJECT: Final = 70
_TOLD: Final = (
    "SELECT x.iri, 'urn:chidao:term:' || x.type, x.date, x.month, x.title, x.file, MIN(n.name) FROM {texts} "
    "LEFT JOIN issues s ON s.text = x.id AND +s.directive = x.directive "
    "LEFT JOIN named n ON n.unit = s.unit AND n.text = x.id WHERE COALESCE(x.code, '') = '' GROUP BY x.id"
)
_WITH: Final = (
    "SELECT x.iri, MIN('urn:chidao:term:' || m.type), MIN(m.code) FROM annexes a JOIN texts x ON x.id = a.text "
    "JOIN identity i ON i.mentioned = a.target JOIN identity j ON j.directive = i.directive "
    "JOIN mentioned m ON m.directive = j.mentioned WHERE COALESCE(x.code, '') = '' AND m.code IS NOT NULL "
    "GROUP BY x.iri"
)
_OWN: Final = (
    "SELECT i.directive, x.directive, x.iri FROM texts x JOIN identity i ON i.mentioned = x.directive "
    "WHERE COALESCE(x.code, '') = ''"
)


def text_of(iri: str) -> str:
    """The IRI of the text that a task, outcome or other part stands in."""
    return ":".join(iri.split(":")[:4])


def nameless(reader: "Reader", texts: Iterable[str] | None = None) -> Mapping[str, str]:
    """Text (IRI) → what it is called, of those of ``texts`` (all, where not told) that bear no number."""
    from graph.words import type_word

    named = None if texts is None else sorted({text_of(iri) for iri in texts})
    if named == []:
        return {}
    given = () if named is None else (json.dumps(named),)
    source = "texts x" if named is None else "json_each(?) w JOIN texts x ON x.iri = w.value"
    rows = reader.register.rows(_TOLD.format(texts=source), given)
    with_ = {text: (type_word(kind or ""), code) for text, kind, code in reader.register.rows(_WITH)} if rows else {}
    return {
        text: _annex(*with_[text])
        if text in with_
        else described(type_word(kind or ""), issuer, date, month_, about, file)
        for text, kind, date, month_, about, file, issuer in rows
    }


def of_texts(reader: "Reader", texts: Iterable[str]) -> dict[str, str]:
    """Text (IRI) → the number of what it is, or what it is called."""
    named = sorted(set(texts))
    rows = reader.register.rows(
        "SELECT x.iri, x.code FROM json_each(?) w JOIN texts x ON x.iri = w.value", (json.dumps(named),)
    )
    names = nameless(reader, [text for text, code in rows if not code])
    return {text: code or names.get(text, "") for text, code in rows}


def described(kind: str, issuer: str, date: str, month_: str, title: str, file: str) -> str:
    """A document without a number in words: type, issuer, day and subject, as far as they are known."""
    kind, issuer, date, month_, title, file = (value or "" for value in (kind, issuer, date, month_, title, file))
    if not (issuer or title or date):
        return f"{kind} ({file})" if kind and file else kind or file
    if kind and title.startswith(f"{kind} "):  # 'Luật Tổ chức chính quyền địa phương', 'Quy chế làm việc của …'
        return shorten(title, 2 * _SUBJECT)
    about = title.removeprefix(f"{kind}:").strip() if kind else title
    when = f"ngày {day(date)}" if date else month(month_)
    head = " ".join(filter(None, (kind or "Văn bản", f"của {issuer}" if issuer else "", when)))
    return f"{head}: {shorten(about, _SUBJECT)}" if about else head


def called(candidate: Candidate) -> str:
    """A directive by its number, or else in words."""
    c = candidate
    return c.code or described(c.type, c.issuer, c.date, c.month, c.title, c.document)


def directive_names(reader: "Reader", candidates: Iterable[Candidate]) -> dict[str, str]:
    """Directive (canonical IRI) → what it is called, of these."""
    told = by_directive(reader)
    return {c.id: c.code or told.get(c.id) or called(c) for c in candidates}


def by_directive(reader: "Reader") -> dict[str, str]:
    """Directive (canonical IRI, and as its own text calls itself) → what it is called, of those without a number."""
    told = nameless(reader)
    rows = reader.register.rows(_OWN) if told else []
    return {iri: told[text] for canonical, own, text in rows for iri in (canonical, own)}


def named(reader: "Reader", told: Any) -> Any:  # noqa: ANN401 - plain values of any shape
    """``told`` with a ``name`` in each of its records that has ``code`` and ``document`` (a file) of what it stands in.

    What it stands in is told by the IRI of a part of it: ``id``, ``task`` or ``text``.
    """
    records = list(_records(told))
    names = nameless(reader, filter(None, (_part(one) for one in records if not one["code"])))
    for one in records:
        one["name"] = one["code"] or names.get(text_of(_part(one)), "") or one["document"]
    return told


def _records(told: Any) -> Iterator[Json]:  # noqa: ANN401
    if isinstance(told, dict):
        if "code" in told and "document" in told:
            yield told
        for value in told.values():
            yield from _records(value)
    elif isinstance(told, list):
        for one in told:
            yield from _records(one)


def _part(record: Json) -> str:
    parts = (record.get(key) for key in ("id", "task", "text"))
    return next((part for part in parts if isinstance(part, str) and part.startswith("urn:chidao:text:")), "")


def _annex(kind: str, code: str) -> str:
    return f"Phụ lục kèm {kind} {code}".replace("  ", " ")
