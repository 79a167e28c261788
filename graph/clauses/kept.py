"""Alignments worked out before, kept beside the register under a digest of all that they follow from.

Aligning three thousand tasks takes seconds, and what comes of it follows from the texts and the rules alone: so it is
kept in ``HOME/store/aligned/`` by what it follows from, and what has changed is simply not found. There are numbers in
it and no words of any document: the place of a task among the tasks, of a clause among the clauses. Whoever may not
write there works it out each time; deleting the folder costs time and nothing else.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from graph.clauses.change import Change
from graph.clauses.rows import Source
from graph.register.register import Register

__all__ = ["Inferred", "once"]

#: From how many pairs of a task and a clause on an alignment is worth a file; how many files stay, the last made first.
_WORTH: Final = 500
_FILES: Final = 256
#: Names of units are told by all texts together: those that these texts tell otherwise.
_TOLD_OTHERWISE: Final = (
    "SELECT DISTINCT u.iri, COALESCE(u.name, ''), COALESCE(u.kind, '') FROM json_each(?) w "
    "CROSS JOIN named n ON n.text = w.value CROSS JOIN units u ON u.id = n.unit "
    "WHERE u.name IS NOT n.name OR u.kind IS NOT n.kind ORDER BY 1"
)


class Inferred(NamedTuple):  # thousands an answer, as the rows they are about
    """What is inferred of a task, by its place among the tasks: its clause, by its place among the clauses."""

    task: int
    clause: int
    score: float
    change: Change
    reasons: tuple[str, ...]


def once(
    register: Register,
    higher: Sequence[Source],
    lower: Sequence[Source],
    size: int,
    work: Callable[[], list[Inferred]],
) -> list[Inferred]:
    """What ``work`` gives for these texts: worked out, or as kept; ``size``: how many pairs it looks at."""
    if register.folder is None or size < _WORTH:
        return work()
    path = register.folder / "aligned" / f"{_key(register, higher, lower)}.json"
    told = _recall(path)
    if told is None:
        told = work()
        _keep(path, told)
    return told


def _key(register: Register, higher: Sequence[Source], lower: Sequence[Source]) -> str:
    """The digest of all that an alignment follows from: the lines of the texts, the names of units, the rules."""
    wanted = json.dumps([source.text for source in (*higher, *lower)])
    told = [[source.directive, source.digest] for source in (*higher, *lower)]
    units = register.rows(_TOLD_OTHERWISE, (wanted,))
    return hashlib.sha256(json.dumps([_rules(), len(higher), told, units]).encode()).hexdigest()[:32]


def _recall(path: Path) -> list[Inferred] | None:
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
        told = json.loads(path.read_bytes())
        made = [(Change(change), tuple(reasons)) for change, reasons in told["made"]]
        tasks, clauses, scores, places = told["pairs"]
        if len(tasks) == len(clauses) == len(scores) == len(places):
            became = [made[at] for at in places]
            return list(map(Inferred, tasks, clauses, scores, *zip(*became, strict=True))) if became else []
    return None


def _keep(path: Path, pairs: Iterable[Inferred]) -> None:
    made: dict[tuple[Change, tuple[str, ...]], int] = {}
    told = [(one.task, one.clause, one.score, made.setdefault((one.change, one.reasons), len(made))) for one in pairs]
    columns = list(zip(*told, strict=True)) or [()] * 4  # four lists are read in half the time of thousands
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps({"made": list(made), "pairs": columns}, ensure_ascii=False))
        Path(draft).replace(path)
        _prune(path.parent)


def _prune(folder: Path) -> None:
    made = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in made[_FILES:]:
        path.unlink(missing_ok=True)


@cache
def _rules() -> str:
    """The digest of the code and the words that align."""
    found = hashlib.sha256()
    for folder in (files("graph") / "clauses", files("data") / "clauses"):
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".toml")):
                found.update(entry.name.encode() + b"\0" + hashlib.sha256(entry.read_bytes()).digest())
    return found.hexdigest()
