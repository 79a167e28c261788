"""A string that knows, for every character, where in the source it came from."""

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

__all__ = ["Mapped"]


@dataclass(frozen=True, slots=True)
class Mapped:
    """``value`` and, for each of its code points, the index of the source code point it stands for."""

    value: str
    at: "array[int]"

    @classmethod
    def of(cls, text: str) -> "Mapped":
        """The source itself: every character stands for itself."""
        return cls(text, array("l", range(len(text))))

    def __len__(self) -> int:
        return len(self.value)

    def slice(self, start: int, end: int) -> "Mapped":
        """The part ``[start, end)``."""
        return Mapped(self.value[start:end], self.at[start:end])

    def strip(self) -> "Mapped":
        """Without white space at either end."""
        left = len(self.value) - len(self.value.lstrip())
        return self.slice(left, max(left, len(self.value.rstrip())))

    def translate(self, table: dict[int, str]) -> "Mapped":
        """One-to-one replacement of characters; ``table`` must map to single characters."""
        return Mapped(self.value.translate(table), self.at)

    def sub(self, pattern: re.Pattern[str], put: str | Callable[[re.Match[str]], str]) -> "Mapped":
        """Replace every match; the new characters stand for the first character of what they replace."""
        values: list[str] = []
        at = array("l")
        last = 0
        for match in pattern.finditer(self.value):
            new = put if isinstance(put, str) else put(match)
            if new == match.group():
                continue
            values += (self.value[last : match.start()], new)
            at += self.at[last : match.start()]
            at.extend([self.at[min(match.start(), len(self.at) - 1)]] * len(new))
            last = match.end()
        if not last:
            return self
        values.append(self.value[last:])
        return Mapped("".join(values), at + self.at[last:])

    def lines(self) -> "list[Mapped]":
        """Split at line feeds, which are dropped."""
        out, start = [], 0
        for match in re.finditer(r"\n|\Z", self.value):
            out.append(self.slice(start, match.start()))
            start = match.end()
        return out

    @staticmethod
    def join(parts: "Iterable[Mapped]", glue: str = "\n") -> "Mapped":
        """Concatenate; the glue stands for the last character before it."""
        values: list[str] = []
        at = array("l")
        for part in parts:
            if values and glue:
                values.append(glue)
                at.extend([at[-1] if at else 0] * len(glue))
            values.append(part.value)
            at += part.at
        return Mapped("".join(values), at)
