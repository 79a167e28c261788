"""What documents lack as they were read, and only a person can tell: a number or a day, an owner, a deadline."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from graph.register.find import REJECTED
from graph.register.register import Register

__all__ = ["Lacking", "blank_documents", "doubtful_deadlines", "unowned_tasks"]

#: Words that announce a day; a task that has them and no deadline was not understood.
_ANNOUNCED: Final = (
    "trước ngày", "chậm nhất", "đến hết ngày", "trong ngày", "hạn cuối", "xong trong", "hoàn thành trong", "xong trước",
    "hoàn thành trước",
)  # fmt: skip
_NOT_CORRECTED: Final = "t.iri NOT IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Lacking:
    """A text or a task (by its IRI) and what of it is not known; ``hangs``: how many tasks hang on it."""

    iri: str
    what: str
    hangs: int
    said: str = ""


def blank_documents(register: Register, limit: int) -> tuple[list[Lacking], int]:
    """The texts without a day or a number, those with most tasks first: ``what`` 'date', 'code' or 'both'.

    Annexes have no number of their own. Raises ``sqlite3.Error``.
    """
    blank = "FROM texts x WHERE (x.date IS NULL OR x.code IS NULL) AND COALESCE(x.type, '') <> 'type-PLuc'"
    ((count,),) = register.rows(f"SELECT COUNT(*) {blank}")
    rows = register.rows(
        "SELECT x.iri, CASE WHEN x.date IS NOT NULL THEN 'code' WHEN x.code IS NULL THEN 'both' ELSE 'date' END, "
        f"(SELECT COUNT(*) FROM tasks t WHERE t.text = x.id) {blank} ORDER BY 3 DESC, x.iri LIMIT ?",
        (limit,),
    )
    return [Lacking(*row) for row in rows], count


def unowned_tasks(register: Register, corrected: Collection[str], limit: int) -> tuple[list[Lacking], int]:
    """The tasks given to nobody in texts that charge somebody; those of ``corrected`` (IRIs) a person has looked at.

    Raises ``sqlite3.Error``.
    """
    owned = (
        "(SELECT 1 FROM tasks o JOIN assignments a ON a.task = o.id "
        f"WHERE {{}} AND a.role = 'assignedTo' AND NOT {REJECTED})"
    )
    where = (
        f"FROM tasks t WHERE NOT EXISTS {owned.format('o.id = t.id')} AND EXISTS {owned.format('o.text = t.text')} "
        f"AND {_NOT_CORRECTED}"
    )
    return _tasks(register, where, corrected, limit, "owner", "''")


def doubtful_deadlines(register: Register, corrected: Collection[str], limit: int) -> tuple[list[Lacking], int]:
    """The tasks whose day was completed by guess (its year, mostly), then those whose words announce one not read.

    Raises ``sqlite3.Error``.
    """
    guessed = (
        "FROM tasks t JOIN deadlines d ON d.task = t.id AND d.grade = 'inferred' AND d.kind <> 'relative' "
        f"WHERE {_NOT_CORRECTED}"
    )
    found, count = _tasks(register, guessed, corrected, limit, "guessed", "MIN(d.printed)")
    likes = " OR ".join(f"t.wording LIKE '%{words}%'" for words in _ANNOUNCED)
    unread = (
        "FROM tasks t WHERE NOT EXISTS (SELECT 1 FROM deadlines d WHERE d.task = t.id) "
        "AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.task = t.id AND r.printed IS NOT NULL) "
        f"AND ({likes}) AND {_NOT_CORRECTED}"
    )
    more, others = _tasks(register, unread, corrected, limit - len(found), "unread", "''")
    return [*found, *more], count + others


def _tasks(
    register: Register, where: str, corrected: Collection[str], limit: int, what: str, said: str
) -> tuple[list[Lacking], int]:
    known = (json.dumps(sorted(corrected)),)
    ((count,),) = register.rows(f"SELECT COUNT(DISTINCT t.id) {where}", known)
    if not count or limit <= 0:
        return [], count
    rows = register.rows(
        f"SELECT t.iri, '{what}', 1, {said} {where} GROUP BY t.iri "
        "ORDER BY (SELECT COALESCE(x.date, x.month, '') FROM texts x WHERE x.id = t.text) DESC, t.iri LIMIT ?",
        (*known, limit),
    )
    return [Lacking(*row) for row in rows], count
