"""The heads of the columns of task tables (``data/words/tables.toml``): which column holds what."""

import functools
import re
import tomllib
from collections.abc import Sequence
from typing import NamedTuple

import data
from ontology.fold import tone_fold

__all__ = ["Column", "columns", "is_task_table", "kind_of"]


class Column(NamedTuple):
    """One kind of column: what its head holds (``pattern``), and what is such a head and nothing else (``whole``)."""

    name: str
    pattern: re.Pattern[str]
    whole: re.Pattern[str]


@functools.cache
def columns() -> tuple[Column, ...]:
    """The kinds of columns that are known, in the order in which they are tried."""
    table = tomllib.loads(data.path("words", "tables.toml").read_text(encoding="utf-8"))
    return tuple(
        Column(entry["column"], re.compile(entry["pattern"]), re.compile(entry["whole"])) for entry in table["entry"]
    )


def kind_of(head: str) -> str:
    """What a column with this head holds ('task', 'lead', …); '' where its words tell nothing."""
    key = tone_fold(head)
    return next((column.name for column in columns() if column.pattern.search(key)), "")


def is_task_table(kinds: Sequence[str]) -> bool:
    """Whether columns of these kinds make a task table: it names the tasks, and who does them or until when."""
    return "task" in kinds and not {"lead", "due", "support"}.isdisjoint(kinds)
