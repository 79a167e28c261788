"""Finding a directive: by what the address says, or by words typed with or without accents."""

from collections.abc import Sequence
from typing import Any

from ontology.fold import fold
from ui.pages.words import say
from ui.text import esc
from ui.words import day, shorten

__all__ = ["address", "label", "named", "search"]

Row = dict[str, Any]


def named(rows: Sequence[Row], asked: str) -> list[Row]:
    """The rows that ``asked`` names: one by its id, or all that bear the number ('27-KL/TW', '27-kl/tw')."""
    by_id = [row for row in rows if row["id"] == asked]
    wanted = fold(asked).replace(" ", "")
    return by_id or [row for row in rows if row["code"] and fold(row["code"]).replace(" ", "") == wanted]


def search(rows: Sequence[Row], typed: str, most: int) -> tuple[list[Row], int]:
    """The first ``most`` rows that hold every word typed, numbers that start so first; and how many there are."""
    words = fold(typed).split()
    hits = [row for row in rows if all(word in row["key"] for word in words)]
    hits.sort(key=lambda row: not (words and row["key"].startswith(words[0])))
    return hits[:most], len(hits)


def address(rows: Sequence[Row], row: Row) -> str:
    """What to write into the address for a row: its number where no other row bears it, else its id."""
    return str(row["code"]) if row["code"] and len(named(rows, row["code"])) == 1 else str(row["id"])


def label(row: Row, width: int = 110) -> str:
    """One line about a directive, as Markdown that shows exactly it."""
    if row["code"]:
        head, rest = f"{row['type']} {row['code']}".strip(), [row["issuer"], day(row["date"]), row["title"]]
    else:
        head, rest = shorten(row["name"], width), [say("card.no_code"), day(row["date"])]
    return f"**{esc(head)}** {esc(shorten(' · '.join(filter(None, rest)), width))}"
