"""Words of action (``data/words/verbs.toml``) inside the patterns of the grammar.

A pattern names kinds of words in braces: ``{gives|asks}\\s+`` holds the words of both kinds as alternatives.
"""

import functools
import re
import tomllib

import data
from ingest.cues import Cue

__all__ = ["pattern", "words_of"]

_KINDS = re.compile(r"\{([a-z][a-z |]*)\}")


@functools.cache
def _table() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads(data.path("words", "verbs.toml").read_text(encoding="utf-8"))
    return {entry["kind"]: tuple(entry["words"]) for entry in table["entry"]}


def words_of(*kinds: str) -> str:
    """The words of these kinds as one group of a regular expression, the longest first.

    Raises ``KeyError`` for a kind the table does not have.
    """
    found = dict.fromkeys(word for kind in kinds for word in _table()[kind])
    return "(?:" + "|".join(sorted(found, key=lambda word: (-len(word), word))) + ")"


@functools.cache
def pattern(template: str, flags: int = re.IGNORECASE) -> Cue:
    """The pattern of a template, its kinds in braces filled in; compiled once, when first used."""
    return Cue(_KINDS.sub(lambda match: words_of(*match[1].split("|")), template), flags)
