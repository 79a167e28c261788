"""How a task is called: its document, its path as printed, and its ordinal where several tasks share one path."""

from collections.abc import Mapping
from typing import Any

__all__ = ["label_of", "place_of"]


def place_of(path: str, ordinal: int, several: bool) -> str:
    """'mục II.1', of several tasks there 'mục II.1, việc thứ 2'; '' for a task outside any item."""
    if not path:
        return f"việc thứ {ordinal}" if several else ""
    return f"mục {path}, việc thứ {ordinal}" if several else f"mục {path}"


def label_of(task: Mapping[str, Any]) -> str:
    """A task of :func:`ui.actions.tasks` in a line: '22-NQ/ĐU, mục II.1, việc thứ 2'."""
    place = place_of(task["path"] or "", task.get("ordinal") or 1, bool(task.get("several")))
    return ", ".join(filter(None, (task.get("code") or task.get("document") or "", place)))
