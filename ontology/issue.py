"""Faults of documents and of input as values: what, where, what to do.

Exceptions are for our own faults; a fault of a document is an :class:`Issue`, said in Vietnamese to the user.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Issue", "Severity"]


class Severity(StrEnum):
    """How much an issue costs: a *refusal* stores nothing, a *warning* is stored with the reading."""

    REFUSAL = "refusal"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault of one document or input.

    ``code`` is stable English kebab-case (``not-a-directive``); ``what`` and ``remedy`` are Vietnamese sentences;
    ``where`` names the file, or the place in it; ``span`` indexes the canonical text where there is one.
    """

    code: str
    what: str
    where: str = ""
    remedy: str = ""
    severity: Severity = Severity.WARNING
    span: tuple[int, int] | None = None
    quote: str = ""

    def __str__(self) -> str:
        """One line for the terminal."""
        parts = [f"{self.where}: " if self.where else "", self.what, f" → {self.remedy}" if self.remedy else ""]
        return "".join(parts)
