"""The words of the screens: one table, ``words.toml``, Vietnamese only."""

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files

__all__ = ["say", "words"]


@functools.cache
def words() -> Mapping[str, str]:
    """Every sentence by its dotted name ('card.tasks')."""
    table = tomllib.loads(files("ui.pages").joinpath("words.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": text for section, rows in table.items() for name, text in rows.items()}


def say(name: str, /, **values: object) -> str:
    """The sentence called ``name`` with its ``{places}`` filled; a name that is not in the table raises KeyError."""
    return words()[name].format(**values)
