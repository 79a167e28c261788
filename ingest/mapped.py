"""A string that knows, for every character, where in the source it came from; and its plain twin, which does not."""

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

__all__ = ["Mapped", "Plain"]

_USUAL = 1 << 15  # characters that few texts exceed


@dataclass(frozen=True, slots=True)
class Mapped:
    """``value`` and, for each of its code points, the index of the source code point it stands for."""

    value: str
    at: "array[int]"

    @classmethod
    def of(cls, text: str) -> "Mapped":
        """The source itself: every character stands for itself."""
        return cls(text, _counting()[: len(text)] if len(text) <= _USUAL else array("l", range(len(text))))

    def __len__(self) -> int:
        return len(self.value)

    def slice(self, start: int, end: int) -> "Mapped":
        """The part ``[start, end)``."""
        return Mapped(self.value[start:end], self.at[start:end])

    def strip(self) -> "Mapped":
        """Without white space at either end."""
        if self.value == self.value.strip():
            return self
        left = len(self.value) - len(self.value.lstrip())
        return self.slice(left, max(left, len(self.value.rstrip())))

    def translate(self, table: dict[int, str]) -> "Mapped":
        """One-to-one replacement of characters; ``table`` must map to single characters, none of them a key of it."""
        return Mapped(_translated(self.value, table), self.at)

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
        for line in self.value.split("\n"):
            out.append(Mapped(line, self.at[start : start + len(line)]))
            start += len(line) + 1
        return out

    @staticmethod
    def join(parts: "Iterable[Mapped]", glue: str = "\n") -> "Mapped":
        """Concatenate; the glue stands for the last character before it."""
        return Mapped.chain((part, glue) for part in parts)

    @staticmethod
    def chain(parts: "Iterable[tuple[Mapped, str]]") -> "Mapped":
        """Concatenate parts, each with the glue that joins it to what stands before it."""
        values: list[str] = []
        at = array("l")
        for part, glue in parts:
            if values and glue:
                values.append(glue)
                at.extend([at[-1] if at else 0] * len(glue))
            values.append(part.value)
            at += part.at
        return Mapped("".join(values), at)


@dataclass(frozen=True, slots=True)
class Plain:
    """Only the ``value``: what :class:`Mapped` does to the words, for those who need nothing else; far cheaper."""

    value: str

    def translate(self, table: dict[int, str]) -> "Plain":
        """As :meth:`Mapped.translate`."""
        return Plain(_translated(self.value, table))

    def sub(self, pattern: re.Pattern[str], put: str | Callable[[re.Match[str]], str]) -> "Plain":
        """As :meth:`Mapped.sub`."""
        return Plain(pattern.sub(put, self.value))


def _translated(value: str, table: dict[int, str]) -> str:
    for code, put in table.items():  # far faster than str.translate where few of them occur
        value = value.replace(chr(code), put)
    return value


@cache
def _counting() -> "array[int]":
    """0, 1, 2 … to be copied from only: to copy is far faster than to count anew for every text."""
    return array("l", range(_USUAL))
