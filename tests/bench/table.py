"""What a theme yields: a Markdown table whose rows are measured one after the other, and what a reader should know."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Options", "Table"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the bench was asked: a home that holds data/corpus, runs a figure, megabytes of the largest text; where the
    large homes that it builds are kept for another run, if anywhere.
    """

    home: Path
    times: int
    megabytes: int
    homes: Path | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head, its rows (measured while they are taken), a note above it."""

    head: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]
    note: str = ""

    def lines(self) -> Iterator[str]:
        """The Markdown lines, each as soon as it is measured."""
        if self.note:
            yield from (self.note, "")
        yield f"| {' | '.join(self.head)} |"
        yield "|" + "---|" * len(self.head)
        for row in self.rows:
            yield f"| {' | '.join(row)} |"
        yield ""
