"""The clauses of a directive with the tasks below that carry them out, from the register."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from graph.clauses.align import align
from graph.clauses.change import Change, change_of
from graph.clauses.kept import Inferred, once
from graph.clauses.rows import Deed, TaskRow, deeds_of, sources_of, stamps_of, tasks_of
from graph.coverage.branch import Branch
from graph.coverage.indicators import CALL
from graph.coverage.papers import Issuer, Paper
from graph.decisions import alignment_stamp
from graph.register.fold import search_key
from graph.register.register import Register
from graph.words import type_word
from ontology.model import Grade

__all__ = ["Aligned", "Clause", "TaskRow", "clauses", "photocopies", "self_references"]

_STATE: Final = re.compile(r"(?:thuong truc )?(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|chu tich uy ban)\b")


class Aligned(NamedTuple):  # thousands an answer
    """A task that carries out a clause, what it made of it and why, and how sure that is: inferred, till confirmed."""

    task: TaskRow
    change: Change
    reasons: tuple[str, ...]
    score: float
    grade: Grade = Grade.INFERRED


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its tasks. ``call``: it asks for a document, and so is carried out by issuing one; ``owners``: the
    names of those it is given to.
    """

    task: TaskRow
    tasks: tuple[Aligned, ...]
    call: bool = False
    owners: tuple[str, ...] = ()


def clauses(register: Register, branch: Branch) -> tuple[Clause, ...]:
    """The clauses of the root in their order; each task of the documents that carry it out directly with at most one.

    What implements a letter that only forwards the root carries out the root; what implements both the root and another
    document of the branch that carries it on specifies that one, and is not aligned here.
    """
    higher = sources_of(register, [branch.root])
    wanted = tasks_of(register, higher)
    if not wanted:
        return ()
    lower = sources_of(register, _direct(branch))
    given = tasks_of(register, lower)
    decided = _decided(register, wanted, given)
    sure = {task for (task, _), right in decided.items() if right}
    asked = deeds_of(register, wanted)
    inferred = once(
        register, higher, lower, len(wanted) * len(given), lambda: _inferred(asked, deeds_of(register, given))
    )
    if decided:
        inferred = [one for one in inferred if one.task not in sure and (one.task, one.clause) not in decided]
        for task, clause in (pair for pair, right in decided.items() if right):
            inferred.append(_made(task, clause, 1.0, deeds_of(register, [given[task]])[0], asked[clause]))
        inferred.sort()
    found: list[list[Aligned]] = [[] for _ in wanted]
    for task, clause, score, change, reasons in inferred:
        grade = Grade.CONFIRMED if task in sure else Grade.INFERRED
        found[clause].append(Aligned(given[task], change, reasons, score, grade))
    return tuple(
        Clause(
            deed.row, tuple(aligned), bool(CALL.search(search_key(deed.row.text))), tuple(n for n, *_ in deed.owners)
        )
        for deed, aligned in zip(asked, found, strict=True)
    )


def _inferred(asked: Sequence[Deed], given: Sequence[Deed]) -> list[Inferred]:
    """What is inferred of the tasks, in their order."""
    places = {deed.row.id: at for deeds in (asked, given) for at, deed in enumerate(deeds)}
    pairs = ((places[pair.task], places[pair.clause], pair.score)
             for pair in align([deed.item for deed in asked], [deed.item for deed in given]))  # fmt: skip
    return [_made(task, clause, score, given[task], asked[clause]) for task, clause, score in pairs]


def _made(task: int, clause: int, score: float, deed: Deed, asked: Deed) -> Inferred:
    return Inferred(task, clause, round(score, 3), *change_of(deed.said, asked.said))


def photocopies(told: Iterable[Clause]) -> dict[str, tuple[int, int]]:
    """Directive → how many of its aligned tasks only copy their clause, and how many are aligned at all."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for clause in told:
        for aligned in clause.tasks:
            counts[aligned.task.directive][0] += aligned.change is Change.COPIED
            counts[aligned.task.directive][1] += 1
    return {directive: (copied, all_of) for directive, (copied, all_of) in sorted(counts.items())}


def self_references(register: Register, branch: Branch) -> list[tuple[str, str, bool]]:
    """Documents of the branch that call themselves by a name of another type: (directive, quote, inherited).

    Inherited where the document that it carries out is of the type so named: the words were copied down with the rest.
    """
    wanted = json.dumps(sorted(branch.depth))
    rows = register.rows(
        "SELECT DISTINCT i.directive, COALESCE(w.quote, w.message) FROM json_each(?) d "
        "JOIN identity i ON i.directive = d.value JOIN texts x ON x.directive = i.mentioned "
        "JOIN warnings w ON w.text = x.id WHERE w.code = 'self-name' ORDER BY 1, 2",
        (wanted,),
    )
    above: dict[str, set[str]] = defaultdict(set)
    for link in branch.links:
        above[link.lower].add(type_word(f"urn:chidao:term:{branch.papers[link.higher].type}"))
    return [
        (iri, quote or "", any(kind and search_key(quote or "").startswith(search_key(kind)) for kind in above[iri]))
        for iri, quote in rows
    ]


def _decided(register: Register, wanted: Sequence[TaskRow], given: Sequence[TaskRow]) -> dict[tuple[int, int], bool]:
    """Places of a task and a clause → whether people confirmed that they go together, where the sentences are still
    those that they decided about.
    """
    rulings = register.rows("SELECT assertion, grade, stamp FROM rulings WHERE assertion LIKE '% %'")
    if not rulings:
        return {}
    tasks, above = ({row.id: at for at, row in enumerate(rows)} for rows in (given, wanted))
    both = [(about.partition(" ")[::2], grade, stamp) for about, grade, stamp in rulings]
    mine = [told for told in both if any(one in tasks for one in told[0]) and any(one in above for one in told[0])]
    stamps = stamps_of(register, {one for told, *_ in mine for one in told})
    decided: dict[tuple[int, int], bool] = {}
    for (one, other), grade, stamp in mine:
        for task, clause in ((one, other), (other, one)):
            if task in tasks and clause in above and stamp == alignment_stamp(stamps[one], stamps[other]):
                decided[tasks[task], above[clause]] = grade == "confirmed"
    return decided


def _direct(branch: Branch) -> list[str]:
    """Documents whose nearest source in the branch is the root, or a letter that forwards it."""
    sources: dict[str, set[str]] = defaultdict(set)
    passing = {branch.root}
    for link in branch.links:
        if link.relation == "forwards" and link.higher == branch.root and not _sets(branch.papers[link.lower]):
            passing.add(link.lower)
        if link.relation == "implements" and link.lower in branch.depth:
            sources[link.lower].add(link.higher)
    own = _speaker(branch.papers[branch.root].issuer)
    return sorted(
        lower for lower, higher in sources.items()
        if higher & passing and not any(other in branch.depth and other not in passing for other in higher)
        and _speaker(branch.papers[lower].issuer) != own
    )  # fmt: skip


@lru_cache(maxsize=4096)  # a unit issues many documents
def _speaker(issuer: Issuer) -> tuple[str, bool]:
    """Who speaks: the seat, and whether the State line there, which carries out what the committee there decides."""
    return issuer.seat, bool(_STATE.match(search_key(issuer.name)))


def _sets(paper: Paper) -> bool:
    return paper.type in ("type-KH", "type-NQ", "type-CTr", "type-QĐ", "type-CT")
