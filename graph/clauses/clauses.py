"""The clauses of a directive with the tasks below that carry them out, from the register."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.clauses.align import Item, align
from graph.clauses.change import Change, Said, change_of
from graph.clauses.words import fields_of_body, is_mild, is_soft, numbers_of, words_of
from graph.coverage.branch import Branch, Paper
from graph.coverage.indicators import CALL
from graph.decisions import alignment_stamp
from graph.register.fold import search_key
from graph.register.register import Register
from graph.words import type_word
from ontology.fold import tone_fold
from ontology.model import Grade

__all__ = ["Aligned", "Clause", "TaskRow", "clauses", "photocopies", "self_references"]

_STATE: Final = re.compile(r"(?:thuong truc )?(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|chu tich uy ban)\b")
_KINDS: Final = (" phường", " xã", " đặc khu", " thành phố", " tỉnh", " thị trấn")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as the register holds it; ``owners``: (name, surface, kind) of those it is given to."""

    id: str
    directive: str
    path: str
    text: str
    stamp: str
    owners: tuple[tuple[str, str, str], ...] = ()
    due: date | None = None
    recurring: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its owners, as printed and in full."""
        return tuple(dict.fromkeys(name for owner, surface, _ in self.owners for name in (surface, owner) if name))

    @property
    def said(self) -> Said:
        """It as it stands."""
        single = bool(self.owners) and all(kind != "group" for *_, kind in self.owners)
        return Said(self.text, self.names, single, self.due, self.recurring)

    @property
    def item(self) -> Item:
        """Its features."""
        owners = frozenset(_body(name) for name, *_ in self.owners)
        duties = frozenset().union(*map(fields_of_body, owners))
        words = words_of(self.text, self.names)
        return Item(
            self.id, words, owners, duties, self.due, bool(is_soft(self.text) or is_mild(words)), numbers_of(self.text)
        )


@dataclass(frozen=True, slots=True)
class Aligned:
    """A task that carries out a clause, what it made of it and why, and how sure that is: inferred, till confirmed."""

    task: TaskRow
    change: Change
    reasons: tuple[str, ...]
    score: float
    grade: Grade = Grade.INFERRED


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its tasks. ``call``: it asks for a document, and so is carried out by issuing one."""

    task: TaskRow
    tasks: tuple[Aligned, ...]
    call: bool = False


def clauses(register: Register, branch: Branch) -> tuple[Clause, ...]:
    """The clauses of the root in their order; each task of the documents that carry it out directly with at most one.

    What implements a letter that only forwards the root carries out the root; what implements both the root and another
    document of the branch that carries it on specifies that one, and is not aligned here.
    """
    wanted = _tasks(register, [branch.root])
    given = _tasks(register, _direct(branch))
    found: dict[str, list[Aligned]] = defaultdict(list)
    by_id = {row.id: row for row in (*wanted, *given)}
    decided = _decided(register, by_id)
    pairs = align([row.item for row in wanted], [row.item for row in given])
    inferred = {pair.task: (pair.clause, pair.score) for pair in pairs}
    for row in given:
        chosen = [(r.id, 1.0, Grade.CONFIRMED) for r in wanted if decided.get((row.id, r.id))]
        guess = inferred.get(row.id)
        if not chosen and guess and (row.id, guess[0]) not in decided:
            chosen = [(*guess, Grade.INFERRED)]
        for clause, score, grade in chosen:
            change, reasons = change_of(row.said, by_id[clause].said)
            found[clause].append(Aligned(row, change, reasons, round(score, 3), grade))
    return tuple(Clause(row, tuple(found[row.id]), bool(CALL.search(search_key(row.text)))) for row in wanted)


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


def _decided(register: Register, rows: Mapping[str, TaskRow]) -> dict[tuple[str, str], bool]:
    """(task, clause) → whether people confirmed it, where the sentences are still those that they decided about."""
    decided: dict[tuple[str, str], bool] = {}
    for about, grade, stamp in register.rows("SELECT assertion, grade, stamp FROM rulings WHERE assertion LIKE '% %'"):
        one, _, other = about.partition(" ")
        if one in rows and other in rows and stamp == alignment_stamp(rows[one].stamp, rows[other].stamp):
            decided[one, other] = decided[other, one] = grade == "confirmed"
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
    own = _speaker(branch.papers[branch.root])
    return sorted(
        lower for lower, higher in sources.items()
        if higher & passing and not any(other in branch.depth and other not in passing for other in higher)
        and _speaker(branch.papers[lower]) != own
    )  # fmt: skip


def _speaker(paper: Paper) -> tuple[str, bool]:
    """Who speaks: the seat, and whether the State line there, which carries out what the committee there decides."""
    return paper.issuer.seat, bool(_STATE.match(search_key(paper.issuer.name)))


def _sets(paper: Paper) -> bool:
    return paper.type in ("type-KH", "type-NQ", "type-CTr", "type-QĐ", "type-CT")


def _tasks(register: Register, directives: Sequence[str]) -> list[TaskRow]:
    """The tasks of these directives; of several texts of one, those of the first by name."""
    wanted = json.dumps(list(directives))
    rows = register.rows(
        "SELECT t.id, t.iri, i.directive, t.path, t.wording, t.stamp FROM json_each(?) w "
        "JOIN identity i ON i.directive = w.value JOIN texts x ON x.directive = i.mentioned "
        "JOIN tasks t ON t.text = x.id WHERE x.id = (SELECT y.id FROM identity j "
        "JOIN texts y ON y.directive = j.mentioned WHERE j.directive = i.directive ORDER BY y.file, y.id LIMIT 1) "
        "ORDER BY i.directive, t.start, t.iri",
        (wanted,),
    )
    owners, days = _owners(register, [row[0] for row in rows]), _days(register, [row[0] for row in rows])
    return [
        TaskRow(
            iri, directive, path or "", wording or "", stamp or "", tuple(owners.get(task, ())), *days.get(task, ())
        )
        for task, iri, directive, path, wording, stamp in rows
    ]


def _owners(register: Register, tasks: Sequence[int]) -> Mapping[int, list[tuple[str, str, str]]]:
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for task, name, surface, kind in register.rows(
        "SELECT a.task, u.name, a.surface, u.kind FROM json_each(?) w JOIN assignments a ON a.task = w.value "
        "JOIN units u ON u.id = a.unit WHERE a.role = 'assignedTo' ORDER BY a.task, u.iri",
        (json.dumps(list(tasks)),),
    ):
        found[task].append((name or "", surface or "", kind or ""))
    return found


def _days(register: Register, tasks: Sequence[int]) -> Mapping[int, tuple[date | None, bool]]:
    rows = register.rows(
        "SELECT d.task, MAX(d.due), MAX(d.recurrence IS NOT NULL) FROM json_each(?) w "
        "JOIN deadlines d ON d.task = w.value GROUP BY d.task",
        (json.dumps(list(tasks)),),
    )
    return {task: (date.fromisoformat(due) if due else None, bool(recurring)) for task, due, recurring in rows}


def _body(name: str) -> str:
    """What kind of body a name names, without its place: 'Công an phường Tân Hưng' → 'công an'."""
    key = tone_fold(name)
    ends = [at for kind in _KINDS if (at := key.find(kind)) > 0]
    return key[: min(ends)] if ends else key
