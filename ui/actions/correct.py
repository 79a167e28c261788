"""Correcting what was read: who does a task, until when, to whom it is reported; what a document is."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.actions.keep import revision
from ui.actions.lookup import EMPTY, find
from ui.actions.status import task_named
from ui.actions.unit_named import named
from ui.actions.values import Ambiguous, Candidate, Json, Unknown

if TYPE_CHECKING:
    from graph.correction import Correction, Named
    from graph.decisions import Decision
    from graph.reader import Reader
    from graph.rows import Record

__all__ = ["FIELDS", "correct", "correctable", "field_word", "thing_named"]

#: What may be corrected → the Vietnamese words; of a task, then of a document.
FIELDS: Final = {
    "owner": "giao cho",
    "lead": "chủ trì",
    "partner": "phối hợp",
    "monitor": "kiểm tra, giám sát",
    "deadline": "thời hạn",
    "receiver": "báo cáo về",
    "code": "số, ký hiệu",
    "date": "ngày ban hành",
    "issuer": "nơi ban hành",
}
_TASK: Final = ("owner", "lead", "partner", "monitor", "deadline", "receiver")
_TERMS: Final = {
    "owner": "assignedTo",
    "lead": "assignedTo",
    "partner": "coordinatesWith",
    "monitor": "monitoredBy",
    "deadline": "hasDeadline",
    "receiver": "reportsTo",
    "code": "code",
    "date": "issuedOn",
    "issuer": "issues",
}


def correct(
    home: Path,
    about: str,
    said: Mapping[str, Sequence[str]],
    *,
    by: str,
    why: str,
    now: datetime,
    issuer: str | None = None,
    date: str | None = None,
) -> Json | Ambiguous | Unknown:
    """Record what is right of a task or a document, in place of what was read, at ``now`` (with time zone).

    ``about``: a task as in :func:`ui.actions.set_status`; or a document by the IRI of its text, its code or its file.
    ``said``: what (:data:`FIELDS`) → all units of it, as IRIs or names; of 'deadline' one day (ISO), or the first and
    the last; of 'code', 'date', 'issuer' the one. None of them: there is no such thing. What is not in ``said`` stays.
    Answers ``decisions``, ``about``, ``said`` (each in words), ``revision``. Nothing is recorded where a unit is not
    known or not unique. Raises ``ValueError`` for what is no field of the thing or no day,
    :class:`graph.errors.GraphError` where nobody or no reason is named or it is not held, and ``StoreError``.
    """
    from graph import corrections
    from graph.reader import open_reader
    from graph.store import open_writer
    from graph.turns import PATIENCE

    if revision(home) == "0":
        return Unknown(about, (), EMPTY)
    with open_reader(home) as reader:
        iri = thing_named(reader, about, issuer, date)
        if not isinstance(iri, str):
            return iri
        meant = _meant(reader, iri, said)
    if isinstance(meant, Ambiguous | Unknown):
        return meant
    with open_writer(home, PATIENCE) as writer:
        made = [corrections.about(writer, iri, one, by=by, at=now, why=why) for one in meant]
        written = [writer.decide(one) for one in made]
        published = writer.publish()
    words = {one.field.value: one.words() for one in meant}
    return {"decisions": written, "about": iri, "said": words, "by": by, "why": why, "revision": str(published)}


def thing_named(
    reader: "Reader", asked: str, issuer: str | None = None, day: str | None = None
) -> str | Ambiguous | Unknown:
    """The IRI of the task, or of the text of the document, that ``asked`` names."""
    if "#" in asked or asked.startswith("urn:chidao:text:"):
        return task_named(reader, asked, issuer, day)
    found = find(reader, asked, issuer, day)
    if not isinstance(found, Candidate):
        return found
    rows = reader.register.rows(
        "SELECT x.iri, x.file FROM texts x JOIN identity i ON i.mentioned = x.directive "
        "WHERE i.directive = ? ORDER BY 2",
        (found.id,),
    )
    if len(rows) == 1:
        return str(rows[0][0])
    why = f"văn bản này có {len(rows)} toàn văn; hãy nêu tên tệp hoặc IRI" if rows else "kho không có toàn văn để sửa"
    return Unknown(asked, tuple(str(iri) for iri, _ in rows), why)


def field_word(term: str) -> str:
    """What a decision corrects, by the local name of its term, in words."""
    return next(FIELDS[key] for key, name in _TERMS.items() if name == term)


def _meant(reader: "Reader", iri: str, said: Mapping[str, Sequence[str]]) -> "list[Correction] | Ambiguous | Unknown":
    """What the words say, or which of them are not clear."""
    from graph.correction import Correction, Field

    of_task = ":task:" in iri
    if not said or any(key not in FIELDS or (key in _TASK) != of_task for key in said):
        raise ValueError(f"fields of {iri}: {sorted(said)}")
    units: dict[str, list[Named]] = {}
    found: list[Correction] = []
    for key, words in said.items():
        field = Field(_TERMS[key])
        if key == "deadline":
            days = sorted(date.fromisoformat(word) for word in words)
            found.append(Correction(field, day=days[-1] if days else None, start=days[0] if len(days) > 1 else None))
        elif key == "date":
            found.append(Correction(field, day=date.fromisoformat(words[0])))
        elif key == "code":
            code = " ".join(words[0].split())
            if not _is_code(code):
                return Unknown(code, (), "số, ký hiệu phải viết như 27-KL/TW hay 45/KH-UBND")
            found.append(Correction(field, code=code))
        else:
            one = _units(reader, iri, words, lead=key == "lead")
            if isinstance(one, Ambiguous | Unknown):
                return one
            units.setdefault(field, []).extend(one)
    return [*(Correction(Field(field), _each_once(told)) for field, told in units.items()), *found]


def _is_code(text: str) -> bool:
    """Whether the whole of it is one code, as documents print them."""
    from ingest.codes import codes_in

    return [found.code.text for found in codes_in(text)] == [text]


def _units(reader: "Reader", iri: str, words: Sequence[str], *, lead: bool) -> "list[Named] | Ambiguous | Unknown":
    from dataclasses import replace

    found = []
    for word in words:
        one = named(reader, iri.partition(":task:")[0], word.strip())
        if isinstance(one, Ambiguous | Unknown):
            return one
        found.append(replace(one, lead=lead))
    return found


def _each_once(units: "Sequence[Named]") -> "tuple[Named, ...]":
    """Each unit once; one that leads is also one that it is given to."""
    return tuple({one.iri: one for one in sorted(units, key=lambda one: one.lead)}.values())


def correctable(home: Path, about: str) -> Json | Unknown:
    """What a task or a text (IRI) is taken for now, for a person to correct.

    Keys: ``about``, ``kind`` ('task' or 'document'), ``document``, ``directive``, ``label``, ``quote``, ``text``,
    ``span`` (of a task its own sentence), ``units`` to choose from,
    ``fields``: what → ``values`` (each ``id`` and ``name``; a day as ISO),
    ``grade`` ('' where nothing was read), and ``by``, ``at``, ``why``, ``decision`` where a person corrected it.
    Raises :class:`graph.errors.StoreError`.
    """
    from graph.corrected import in_force_by_text
    from graph.decisions import carried, recorded
    from graph.reader import open_reader
    from graph.rows import ask

    with open_reader(home) as reader:
        decided = carried(reader, recorded(reader))
        text = about.partition(":task:")[0]
        made = {one.correction.field.value: one for one in in_force_by_text(decided).get(text, ())
                if one.about[0] == about and one.correction}  # fmt: skip
        rows = ask(reader, "task", task=about) if ":task:" in about else ask(reader, "text", text=about)
        if not rows:
            return Unknown(about, (), "kho không có nhiệm vụ hay toàn văn này; có thể văn bản đã được rút ra")
        told = _of_task(reader, about, rows[0]) if ":task:" in about else _of_text(reader, about, rows[0])
        told["units"] = _beside(reader, text)
    fields = {
        key: {**field, **(_who(made[_TERMS[key]]) if _TERMS[key] in made else {})}
        for key, field in told["fields"].items()
    }
    return {**told, "fields": fields}


#: So many units are offered to choose from; any other is typed.
_OFFERED: Final = 150


def _beside(reader: "Reader", text: str) -> list[Json]:
    """The units that the text names, then others of its place: ``id``, ``name``, ``place``."""
    rows = reader.register.rows(
        "SELECT u.iri, u.name, COALESCE(u.place, ''), COALESCE(u.province, ''), "
        "EXISTS (SELECT 1 FROM named n WHERE n.unit = u.id AND n.text = x.id) own FROM units u, texts x "
        "WHERE x.iri = ?1 AND u.name IS NOT NULL AND (own OR (u.place = x.place AND u.province = x.province)) "
        "ORDER BY own DESC, u.name, u.iri LIMIT ?2",
        (text, _OFFERED),
    )
    return [
        {"id": iri, "name": name, "place": ", ".join(filter(None, (place, province)))}
        for iri, name, place, province, _ in rows
    ]


def _who(decision: "Decision") -> Json:
    return {
        "by": decision.by,
        "at": decision.at.isoformat(),
        "why": decision.why,
        "decision": decision.iri,
    }


def _of_task(reader: "Reader", iri: str, row: "Record") -> Json:
    from ui.actions.labels import label_of
    from ui.actions.tables import details

    (told,) = details(reader, [row])
    by_role: dict[str, list[Json]] = {"giao cho": [], "phối hợp": [], "kiểm tra, giám sát": []}
    leads = _leads(reader, iri)
    for owner in told["owners"]:
        if owner["grade"] != "đã bác":
            by_role.setdefault(owner["role"], []).append(owner)
    given = by_role["giao cho"]
    reports = [one for one in told["reports"] if one["grade"] != "đã bác"]
    fields = {
        "owner": _units_field([one for one in given if one["id"] not in leads]),
        "lead": _units_field([one for one in given if one["id"] in leads]),
        "partner": _units_field(by_role["phối hợp"]),
        "monitor": _units_field(by_role["kiểm tra, giám sát"]),
        "deadline": _days_field(told["deadlines"]),
        "receiver": _units_field([{"id": one["to_id"], "unit": one["to"], "grade": one["grade"]} for one in reports]),
    }
    keys = ("quote", "span", "text", "document", "directive")
    return {"about": iri, "kind": "task", "label": label_of(told), **{key: told[key] for key in keys}, "fields": fields}


def _leads(reader: "Reader", task: str) -> set[str]:
    from graph.rows import ask

    return {row["unit"] for row in ask(reader, "assignments-of-task", task=task) if row["lead"]}


def _units_field(rows: Sequence[Json]) -> Json:
    values = {row["id"]: row["unit"] for row in rows}
    grade = next((row["grade"] for row in rows), "")
    return {"values": [{"id": iri, "name": name} for iri, name in values.items()], "grade": grade}


def _days_field(rows: Sequence[Json]) -> Json:
    """The days of a deadline where they are days; what else was read is told as printed."""
    dated = [row for row in rows if row["to"]]
    days = [day for row in dated[:1] for day in (row["from"], row["to"]) if day]
    printed = "; ".join(row["printed"] for row in rows)
    values = [{"id": day, "name": day} for day in days]
    return {"values": values, "grade": rows[0]["grade"] if rows else "", "printed": printed}


def _of_text(reader: "Reader", iri: str, row: "Record") -> Json:
    found = reader.register.rows(
        "SELECT code, date, (SELECT u.iri FROM issues s JOIN units u ON u.id = s.unit WHERE s.text = x.id "
        "AND s.directive = x.directive LIMIT 1), (SELECT u.name FROM issues s JOIN units u ON u.id = s.unit "
        "WHERE s.text = x.id AND s.directive = x.directive LIMIT 1) FROM texts x WHERE x.iri = ?",
        (iri,),
    )
    code, day, unit, name = found[0] if found else (None,) * 4
    fields = {
        key: {"values": [{"id": value, "name": shown}] if value else [], "grade": "nêu rõ" if value else ""}
        for key, value, shown in (("code", code, code), ("date", day, day), ("issuer", unit, name))
    }
    head = {"document": row["document"], "directive": row["directive"], "label": code or row["document"]}
    return {"about": iri, "kind": "document", **head, "quote": None, "span": None, "text": iri, "fields": fields}
