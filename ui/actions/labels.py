"""How a task is called: its document, its path as printed, and its ordinal where it is not the first of that path."""

from collections.abc import Mapping
from typing import Any

__all__ = ["label_of", "path_of"]


def path_of(iri: str, path: str | None) -> str:
    """The path of a task (by its IRI) as the commands take it: 'II.1', of the second task there 'II.1:2'."""
    ordinal = iri.rpartition(":")[2]
    second = ordinal.isdecimal() and int(ordinal) > 1 and ":task:" in iri
    return f"{path or ''}:{ordinal}" if second else path or ""


def label_of(task: Mapping[str, Any]) -> str:
    """A task of :func:`ui.actions.tasks` in a line: '22-NQ/ĐU, mục II.1:2'."""
    path = path_of(task["id"], task["path"])
    return ", ".join(
        filter(
            None, (task.get("name") or task.get("code") or task.get("document") or "", f"mục {path}" if path else "")
        )
    )
