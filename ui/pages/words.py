"""The words of the screens: one table in ``ui/pages/language/``, a file a page, Vietnamese first and English beside it.

``[card]`` of a file holds Vietnamese sentences, ``[en.card]`` the same in English. Which of the two is spoken is told
by :func:`speak` for the thread that draws a page; where nobody told, it is Vietnamese. No Streamlit here.
"""

import functools
import tomllib
from collections.abc import Mapping
from contextvars import ContextVar
from importlib.resources import files
from typing import Final

__all__ = ["LANGUAGES", "language", "rule", "say", "speak", "words"]

#: Each language by its own name, the first of them the one that is spoken unless another is asked for.
LANGUAGES: Final[Mapping[str, str]] = {"vi": "Tiếng Việt", "en": "English"}

_SPOKEN: ContextVar[str] = ContextVar("spoken", default="vi")


def speak(asked: str) -> None:
    """From here on this thread speaks ``asked``; a language that is not there is Vietnamese."""
    _SPOKEN.set(asked if asked in LANGUAGES else "vi")


def language() -> str:
    """The language that this thread speaks."""
    return _SPOKEN.get()


@functools.cache
def words(tongue: str = "vi") -> Mapping[str, str]:
    """Every sentence of a language by its dotted name ('card.tasks')."""
    out: dict[str, str] = {}
    for file in files("ui.pages").joinpath("language").iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            english = table.pop("en", {})
            sections = english if tongue == "en" else table
            out |= {f"{section}.{name}": text for section, rows in sections.items() for name, text in rows.items()}
    return out


def rule(name: str) -> str:
    """What a reading rule ('citation.number') is called; by its own name where it has none."""
    return words(language()).get(f"rule.{name}", name)


def say(name: str, /, **values: object) -> str:
    """The sentence called ``name`` with its ``{places}`` filled; a name that is not in the table raises KeyError."""
    return words(language())[name].format(**values)
