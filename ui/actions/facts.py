"""Rows of the store as facts for people: what is said, in the vocabulary's words, with grade, sentence and place."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ui.actions.lookup import candidates_of
from ui.actions.naming import called
from ui.actions.values import Candidate, Json
from ui.words import day, number

if TYPE_CHECKING:
    from graph.decisions import Ruling
    from graph.rows import Record, Rows

__all__ = [
    "actor_facts",
    "directive_facts",
    "figure_fact",
    "is_replaced",
    "proof",
    "rulings_of",
    "span",
    "task_facts",
    "warning_fact",
]


def rulings_of(source: "Rows") -> "Mapping[str, Ruling]":
    """What people decided about assertions; raises what ``source`` raises."""
    from graph.decisions import effective

    return effective(source)


def proof(row: "Record", rulings: "Mapping[str, Ruling]") -> Json:
    """The assertion behind a row, its grade (a person's where one decided), and the sentence with its place."""
    from graph.decisions import grade_of
    from graph.words import grade_of_term

    grade = grade_of(rulings, row["assertion"], grade_of_term(row["grade"]))
    return {"assertion": row["assertion"], "grade": grade.value, **span(row)}


def is_replaced(row: "Record") -> bool:
    """Whether a person said something else in the place of what the row says, which stands in another row."""
    return str(row["grade"]).endswith(":rejected")


def span(row: "Record") -> Json:
    """The sentence of a row and where it stands: code points of the canonical text of ``document``."""
    told = row["quote"] is not None
    return {
        "quote": row["quote"],
        "span": [row["start"], row["end"]] if told else None,
        "document": row["document"],
        "text": row["text"],
    }


def directive_facts(source: "Rows", rows: "Sequence[Record]", other: str) -> list[Json]:
    """Relations between directives; ``name`` is the code and date of the ``other`` end ('higher' or 'lower')."""
    names = {c.id: _name(c) for c in candidates_of(source, sorted({row[other] for row in rows}))}
    rulings = rulings_of(source)
    return [
        {"relation": _relation(row), "id": row[other], "name": names.get(row[other], row[other]), **proof(row, rulings)}
        for row in rows
    ]


def actor_facts(source: "Rows", rows: "Iterable[Record]") -> list[Json]:
    """Relations of a directive to units: who issued it, to whom it goes."""
    rulings = rulings_of(source)
    return [{"relation": _relation(row), "id": row["unit"], "name": row["name"], **proof(row, rulings)} for row in rows]


def task_facts(source: "Rows", rows: "Iterable[Record]") -> list[Json]:
    """Tasks as facts of their directive."""
    rulings = rulings_of(source)
    return [
        {
            "relation": "có nhiệm vụ",
            "id": row["task"],
            "name": f"{row['path'] or ''} {row['wording']}".strip(),
            **proof(row, rulings),
        }
        for row in rows
    ]


def figure_fact(row: "Record") -> Json:
    """A target or a result."""
    whole = f"/{number(row['whole'])}" if row["whole"] is not None else ""
    sign = {">=": "từ ", "<=": "không quá "}.get(row["comparator"] or "", "")
    return {
        "relation": "chỉ tiêu" if row["kind"] == "target" else "kết quả",
        "id": row["figure"],
        "name": f"{sign}{number(row['value'])}{whole} {row['measure'] or ''}".strip(),
        **{key: row[key] for key in ("value", "whole", "comparator", "measure", "path")},
        "grade": "nêu rõ",
        **span(row),
    }


def warning_fact(row: "Record") -> Json:
    """A warning of a text; it may point to no words."""
    return {
        "relation": "cần lưu ý",
        "id": row["warning"],
        "name": row["message"],
        "code": row["code"],
        "grade": "",
        **span(row),
    }


def _relation(row: "Record") -> str:
    from graph.words import relation_word

    return relation_word(row["relation"]) if row.get("relation") else "ban hành"


def _name(candidate: Candidate) -> str:
    when = f" ngày {day(candidate.date)}" if candidate.date else ""
    return f"{candidate.code}{when}" if candidate.code else called(candidate)
