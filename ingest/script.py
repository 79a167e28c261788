"""A text with its folded twin: the same words, character for character, in small letters.

The twin is made once a document. To look in it for a few fixed words is a hundred times faster than to try a pattern
that ignores case on the text itself; :mod:`ingest.cues` says which words a pattern cannot do without.
"""

from typing import Any

__all__ = ["Script", "folded"]

# What `re.IGNORECASE` takes for 'i' and 's' and str.lower() does not, or not in one character.
_FURTHER = (("\u0131", "i"), ("\u017f", "s"))


class Script(str):
    """A text that carries its folded twin, ``low``: ``low[i]`` is ``text[i]`` folded. A slice is a plain string.

    ``kept`` holds what was found in all of it, by who looked for it, so that it is looked for once.
    """

    __slots__ = ("kept", "low")
    low: str
    kept: dict[object, Any]

    def __new__(cls, text: str) -> "Script":
        """The text with its twin."""
        script = super().__new__(cls, text)
        script.low = folded(text)
        script.kept = {}
        return script

    def places(self, word: str) -> list[int]:
        """Where the folded ``word`` stands in the folded text, in order; several steps look for the same words."""
        places: list[int] | None = self.kept.get(word)
        if places is None:
            places = self.kept[word] = []
            at = self.low.find(word)
            while at >= 0:
                places.append(at)
                at = self.low.find(word, at + 1)
        return places


def folded(text: str) -> str:
    """``text`` in small letters, of the same length. Characters that ``re.IGNORECASE`` takes for one fold to one."""
    if isinstance(text, Script):
        return text.low
    low = text.replace("\u0130", "i").lower()
    for one, other in _FURTHER:
        low = low.replace(one, other)
    return low
