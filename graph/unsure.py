"""What the store only infers and nobody has looked at yet, the most consequential first."""

from dataclasses import dataclass
from typing import Final

from graph.clauses.clauses import Aligned, Clause, clauses
from graph.coverage.branch import branch
from graph.register.register import Register
from ontology.model import Grade

__all__ = ["Unsure", "alignments", "unsure"]

_OPEN: Final = "urn:chidao:directive:open:"
#: Where assertions stand: table, what it says, and whether all tasks of its text hang on a row, or the one it is of.
_TABLES: Final = (
    ("links", "relation", True),
    ("issues", "issuer", True),
    ("assignments", "owner", False),
    ("reports", "report", False),
    ("addresses", "addressee", False),
)


@dataclass(frozen=True, slots=True)
class Unsure:
    """An assertion that is inferred; ``kind`` what it says; ``hangs``: how many tasks hang on it."""

    assertion: str
    kind: str
    hangs: int


def unsure(register: Register, limit: int) -> tuple[list[Unsure], int]:
    """The first ``limit`` inferred assertions that no word of a person is in force about, and how many there are.

    A mention of which nobody knows what it means is not among them: its question is what is meant. Raises
    ``sqlite3.Error``.
    """
    union = " UNION ALL ".join(_inferred(*table) for table in _TABLES)
    wanted = (
        f"SELECT u.assertion, u.kind, MAX(u.hangs) FROM ({union}) u WHERE NOT EXISTS (SELECT 1 FROM rulings r "
        "WHERE r.assertion = u.assertion AND r.stamp = u.stamp) GROUP BY u.assertion, u.kind"
    )
    rows = register.rows(f"{wanted} ORDER BY 3 DESC, 2, 1 LIMIT ?", (limit,))
    ((count,),) = register.rows(f"SELECT COUNT(*) FROM ({wanted})")
    return [Unsure(*row) for row in rows], count


def _inferred(table: str, kind: str, whole: bool) -> str:
    hangs = "(SELECT COUNT(*) FROM tasks t WHERE t.text = x.text)" if whole else "1"
    known = f" AND x.target NOT LIKE '{_OPEN}%'" if table == "links" else ""
    return f"SELECT x.assertion, '{kind}' kind, {hangs} hangs, x.stamp FROM {table} x WHERE x.grade = 'inferred'{known}"


def alignments(register: Register, directive: str = "", roots: int = 8) -> list[tuple[Clause, Aligned]]:
    """The inferred pairs of a clause and a task that carries it out, the least sure first.

    Of one directive (a canonical IRI), or of the ``roots`` that most documents carry out.
    """
    chosen = [directive] if directive else _carried(register, roots)
    pairs = [
        (clause, aligned)
        for root in chosen
        for clause in clauses(register, branch(register, root))
        for aligned in clause.tasks
        if aligned.grade is Grade.INFERRED
    ]
    return sorted(pairs, key=lambda pair: (pair[1].score, pair[1].task.id, pair[0].task.id))


def _carried(register: Register, most: int) -> list[str]:
    rows = register.rows(
        "SELECT i.directive, COUNT(DISTINCT l.text) FROM links l JOIN identity i ON i.mentioned = l.target "
        "WHERE l.relation = 'implements' AND i.directive IN (SELECT j.directive FROM identity j "
        "JOIN texts x ON x.directive = j.mentioned) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        (most,),
    )
    return [iri for iri, _ in rows]
