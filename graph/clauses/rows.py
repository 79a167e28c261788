"""The tasks of directives as the register holds them, with what alignment looks at."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from graph.clauses.align import Item
from graph.clauses.change import Said
from graph.clauses.words import fields_of_body, is_mild, is_soft, numbers_of, words_of
from graph.register.register import Register
from ontology.fold import tone_fold

__all__ = ["Deed", "Source", "TaskRow", "deeds_of", "sources_of", "stamps_of", "tasks_of"]

_KINDS: Final = (" phường", " xã", " đặc khu", " thành phố", " tỉnh", " thị trấn")


@dataclass(frozen=True, slots=True)
class Source:
    """The text that speaks for a directive: of several the first by name. ``text``: its number; ``digest``: of all its
    lines.
    """

    directive: str
    text: int
    digest: str


class TaskRow(NamedTuple):  # thousands an answer: a frozen dataclass takes six times as long to make
    """One task as the register holds it."""

    id: str
    directive: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What a task asks, of whom and by when; ``owners``: (name, surface, kind) of those it is given to."""

    row: TaskRow
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
        return Said(self.row.text, self.names, single, self.due, self.recurring)

    @property
    def item(self) -> Item:
        """Its features."""
        text = self.row.text
        owners, duties = _doers(tuple(name for name, *_ in self.owners))
        words = words_of(text, self.names)
        soft = bool(is_soft(text) or is_mild(words))
        return Item(self.row.id, words, owners, duties, self.due, soft, numbers_of(text))


def sources_of(register: Register, directives: Iterable[str]) -> list[Source]:
    """The texts that speak for these directives (canonical IRIs), where the store holds one; by directive."""
    rows = register.rows(
        "SELECT i.directive, x.id, x.digest FROM json_each(?) w CROSS JOIN identity i ON i.directive = w.value "
        "CROSS JOIN texts x ON x.directive = i.mentioned ORDER BY i.directive, x.file DESC, x.id DESC",
        (json.dumps(list(directives)),),
    )
    first = {directive: Source(directive, text, digest) for directive, text, digest in rows}
    return list(first.values())


def tasks_of(register: Register, sources: Sequence[Source]) -> list[TaskRow]:
    """The tasks of these texts, in the order of the directives and of the text."""
    named = {source.text: source.directive for source in sources}
    rows = register.each(
        "SELECT t.iri, t.text, COALESCE(t.path, ''), COALESCE(t.wording, '') FROM json_each(?) w "
        "CROSS JOIN tasks t ON t.text = w.value ORDER BY w.key, t.start, t.iri",
        (json.dumps(list(named)),),
    )
    return [TaskRow(iri, named[text], path, words) for iri, text, path, words in rows]


def stamps_of(register: Register, tasks: Iterable[str]) -> dict[str, str]:
    """Task (IRI) → the stamp of its sentence."""
    rows = register.rows(
        "SELECT t.iri, COALESCE(t.stamp, '') FROM json_each(?) w CROSS JOIN tasks t ON t.iri = w.value",
        (json.dumps(sorted(tasks)),),
    )
    return dict(rows)


def deeds_of(register: Register, rows: Sequence[TaskRow]) -> list[Deed]:
    """What these tasks ask, in their order."""
    wanted = json.dumps([row.id for row in rows])
    owners, days = _owners(register, wanted), _days(register, wanted)
    return [Deed(row, tuple(owners.get(row.id, ())), *days.get(row.id, ())) for row in rows]


def _owners(register: Register, tasks: str) -> Mapping[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for task, name, surface, kind in register.rows(
        "SELECT t.iri, COALESCE(u.name, ''), COALESCE(a.surface, ''), COALESCE(u.kind, '') FROM json_each(?) w "
        "CROSS JOIN tasks t ON t.iri = w.value CROSS JOIN assignments a ON a.task = t.id "
        "CROSS JOIN units u ON u.id = a.unit WHERE a.role = 'assignedTo' ORDER BY t.id, u.iri",
        (tasks,),
    ):
        found[task].append((name, surface, kind))
    return found


def _days(register: Register, tasks: str) -> Mapping[str, tuple[date | None, bool]]:
    rows = register.rows(
        "SELECT t.iri, MAX(d.due), MAX(d.recurrence IS NOT NULL) FROM json_each(?) w "
        "CROSS JOIN tasks t ON t.iri = w.value CROSS JOIN deadlines d ON d.task = t.id GROUP BY t.id",
        (tasks,),
    )
    return {task: (date.fromisoformat(due) if due else None, bool(recurring)) for task, due, recurring in rows}


@lru_cache(maxsize=4096)  # the bodies of a branch, each with many tasks
def _doers(names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """What kinds of bodies these are, and the fields of work that are theirs."""
    owners = frozenset(map(_body, names))
    return owners, frozenset().union(*map(fields_of_body, owners))


def _body(name: str) -> str:
    """What kind of body a name names, without its place: 'Công an phường Tân Hưng' → 'công an'."""
    key = tone_fold(name)
    ends = [at for kind in _KINDS if (at := key.find(kind)) > 0]
    return key[: min(ends)] if ends else key
