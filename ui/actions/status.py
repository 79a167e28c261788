"""How a task stands by the word of a person: recorded, never overwritten, taken back like any decision."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.actions.keep import revision
from ui.actions.lookup import EMPTY, find
from ui.actions.values import Ambiguous, Candidate, Json, Unknown

if TYPE_CHECKING:
    from graph.rows import Rows

__all__ = ["TASK_STATES", "set_status", "set_statuses", "task_named"]

#: What a person may say of a task → the Vietnamese word.
TASK_STATES: Final = {"done": "đã xong", "partial": "một phần", "undone": "chưa xong", "cancelled": "đã thôi"}


def set_status(
    home: Path,
    task: str,
    state: str,
    *,
    by: str,
    why: str,
    now: datetime,
    evidence: str = "",
    issuer: str | None = None,
    date: str | None = None,
) -> Json | Ambiguous | Unknown:
    """Record that a task stands so, at ``now`` (with time zone): ``state`` one of :data:`TASK_STATES`.

    ``task``: its IRI, or the code of its directive and its path ('13-NQ/ĐU#II.1.1.2', the second task of one path
    '13-NQ/ĐU#4:2'). ``evidence``: on what, in words. Raises :class:`graph.errors.GraphError` where nobody or no reason
    is named, :class:`graph.errors.StoreError`.
    """
    from graph.statuses import about_task
    from graph.store import open_writer
    from graph.turns import PATIENCE

    if revision(home) == "0":
        return Unknown(task, (), EMPTY)
    with open_writer(home, PATIENCE) as writer:
        found = task_named(writer, task, issuer, date)
        if not isinstance(found, str):
            return found
        made = about_task(writer, found, state, by=by, at=now, why=why, evidence=evidence)
        written = writer.decide(made)
        published = writer.publish()
    said = {"decision": written, "task": found, "state": state, "by": by, "why": why, "evidence": evidence or None}
    return {**said, "revision": str(published)}


def set_statuses(
    home: Path, tasks: Sequence[str], state: str, *, by: str, why: str, now: datetime, evidence: str = ""
) -> Json:
    """Record of several tasks (IRIs) that they stand so; raises as :func:`set_status` does, and then records none.

    ``decisions`` are in the order of ``tasks``.
    """
    from graph.statuses import about_task
    from graph.store import open_writer
    from graph.turns import PATIENCE

    with open_writer(home, PATIENCE) as writer:
        made = [about_task(writer, task, state, by=by, at=now, why=why, evidence=evidence) for task in tasks]
        written = [writer.decide(one) for one in made]
        published = writer.publish()
    return {"decisions": written, "state": state, "by": by, "revision": str(published)}


def task_named(source: "Rows", asked: str, issuer: str | None, date: str | None) -> str | Ambiguous | Unknown:
    """The IRI of the task that ``asked`` names: itself, or the code of its directive and its path."""
    from graph.rows import ask

    if asked.startswith("urn:"):
        return asked
    code, sign, place = asked.partition("#")
    found = find(source, code, issuer, date)
    if not isinstance(found, Candidate):
        return found
    path, _, ordinal = place.partition(":")
    rows = ask(source, "tasks-of-directive", directive=found.id)
    here = [row for row in rows if sign and row["path"] == path]
    if ordinal.isdecimal() and 0 < int(ordinal) <= len(here):
        return str(here[int(ordinal) - 1]["task"])
    if len(here) == 1 and not ordinal:
        return str(here[0]["task"])
    near = [f"{code}#{path}:{n}" for n in range(1, len(here) + 1)] or [f"{code}#{row['path']}" for row in rows[:5]]
    why = f"mục {path} có {len(here)} nhiệm vụ; hãy ghi thứ tự" if here else "văn bản không có nhiệm vụ ở mục ấy"
    return Unknown(asked, tuple(near), why)
