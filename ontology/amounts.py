"""Amounts that sentences tell: shares of a whole ('36/41 hộ'), counts and measures ('09 hộ', '2,4 km', '3,2 tỷ đồng').

Pure functions of words. Which words count what: ``data/words/amounts.toml``.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Final

import data
from ontology.fold import tone_fold

__all__ = ["Amount", "Kept", "Share", "amounts", "kept", "number", "numeral", "only_more", "shares", "without_days"]

_NUMBER: Final = r"\d+(?:\.\d{3})*(?:,\d+)?"
#: '36/41', '9 trên 14', '9 hộ trong tổng số 14'.
_OF: Final = r"(?:/|\s+(?:trên|trong\s+số)\s+|(?:\s+[^\W\d_]+){0,2}\s+(?:trên|trong)\s+tổng\s+(?:số\s+)?)"
_SHARE: Final = re.compile(
    rf"(?<![\d/.,-])(?<!tháng )(?<!ngày )(?<!năm )(?<!quý )(?P<value>{_NUMBER}){_OF}(?P<whole>{_NUMBER})"
    r"(?![\d/.,-]*\d|/)",
    re.I,
)
_DAY: Final = r"\d{1,2}/\d{1,2}(?:/\d{4})?"
#: Days and addresses, which are no shares of a whole: 'trước 25/9', '(5/9)', 'ngày 3/9 và 5/9', 'hẻm 12/4'.
_NO_SHARE: Final = re.compile(
    rf"\b(?:ngày|hôm|trước|từ|sáng|chiều|tối|sau|hết|tháng|quý|dịp|số|hẻm|ngõ|ngách|kiệt|thửa|tổ|lễ)\s+{_DAY}"
    rf"(?:(?:,\s*|\s+và\s+|\s*[-–]\s*|\s+đến\s+(?:hết\s+)?(?:ngày\s+)?){_DAY}(?![\d/]))*"
    rf"|\(\s*{_DAY}\s*\)|\bđến (?:hết )?{_DAY}(?=\s*(?:[.;,)]|$))|\b24/7\b"
    r"|\b\d{1,2}/20\d\d\b|\b\d{1,2}/\d{1,2}/\d{4}",
    re.I,
)
_AMOUNT: Final = re.compile(
    rf"(?<![\d/.,\w-])(?:{_NUMBER}{_OF})?(?P<number>{_NUMBER})(?![\d/]|[.,]\d)\s*"
    r"(?:(?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)\b\s*)?(?P<noun>%|[^\W\d_]+(?:\s[^\W\d_]+)?)?",
    re.I,
)
_METRES: Final = frozenset({"m", "mét"})
_LONG: Final = 100
_MONEY: Final = "đồng"
_SCALES: Final = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}


@dataclass(frozen=True, slots=True)
class Share:
    """``value`` of ``whole``: 36 of 41; more than the whole where a target was passed."""

    value: Decimal
    whole: Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of what ``noun`` names (folded, '%' for hundredths); ``whole`` where it is a share of one;
    ``summed`` where it is told as a sum of more than this work ('lũy kế')."""

    value: Decimal
    noun: str
    whole: Decimal | None = None
    summed: bool = False


class Kept(Enum):
    """How the amount told compares with the one promised."""

    REACHED = "reached"
    SHORT = "short"


def number(words: str) -> Decimal:
    """'1.182' → 1182, '2,4' → 2.4."""
    return Decimal(words.replace(".", "").replace(",", "."))


def numeral(value: Decimal) -> str:
    """A number as Vietnamese prints it: 2.4 → '2,4'."""
    return f"{value:f}".replace(".", ",")


def without_days(words: str) -> str:
    """The words with days, months and addresses of the form 'm/n' blanked out, as long as before."""
    return _NO_SHARE.sub(lambda found: " " * len(found.group()), words)


@lru_cache(maxsize=100_000)  # each sentence of the months around is asked for each month, of each task page
def shares(words: str) -> tuple[Share, ...]:
    """The shares of a whole, in order; not of people present ('45/48 đại biểu dự'), which measure no work."""
    bare = without_days(words)
    found = (m for m in _SHARE.finditer(bare) if not _pattern("audience").match(bare, m.end()))
    return tuple(Share(number(m["value"]), number(m["whole"])) for m in found)


@lru_cache(maxsize=100_000)
def amounts(words: str) -> tuple[Amount, ...]:
    """Amounts of counted or measured things, in order; no days, times, ages, numbers of names ('khu phố 3')."""
    return tuple(_amounts(without_days(words)))


def _amounts(bare: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(bare):
        noun = _noun(match["noun"] or "") or (_MONEY if match["scale"] else "")
        named = any(_pattern(name).search(bare, 0, match.start()) for name in ("named", "bound"))
        if not noun or named:
            continue
        scale = _SCALES.get((match["scale"] or "").lower(), 1)
        share = _SHARE.match(bare, match.start())
        value, whole = (number(share["value"]), number(share["whole"])) if share else (number(match["number"]), None)
        summed = _pattern("summed").search(bare, 0, match.start()) is not None
        yield _measured(Amount(value * scale, noun, whole and whole * scale, summed))


def _measured(amount: Amount) -> Amount:
    """Lengths in metres as kilometres, where they are as long: '1.600 m' of '2,4 km', not a width of '3 m'."""
    if amount.noun not in _METRES or amount.value < _LONG:
        return amount
    return Amount(amount.value / 1000, "km", amount.whole and amount.whole / 1000, amount.summed)


def kept(promise: str, told: str) -> Kept | None:
    """How far ``told`` keeps the amount that ``promise`` names; None where they name none of the same thing.

    The first thing promised that is told of decides: of '02 lớp cho 120 người' the classes. A sum of more than this
    work ('lũy kế 701/742') keeps nothing by itself.
    """
    promised = _single(promise)
    found = amounts(told)
    for noun, value in promised.items():
        of_it = [amount for amount in found if amount.noun == noun]
        own = [amount for amount in of_it if amount.whole == value] or [a for a in of_it if not a.summed]
        if own:
            return Kept.REACHED if max(amount.value for amount in own) >= value else Kept.SHORT
    return None


def only_more(told: str) -> bool:
    """Whether a sentence only says that more was done ('thêm 09 hộ'), and not that all of it is."""
    return _pattern("more").search(told) is not None and not says_finished(told)


def says_finished(told: str) -> bool:
    """Whether a sentence says in words that all of it is done: 'xong', 'toàn bộ', '100%'."""
    return re.search(_table()["more"]["finished"], told, re.I) is not None


def _single(promise: str) -> dict[str, Decimal]:
    """What is promised of each thing, in order; nothing where two numbers of one thing leave it open."""
    found: dict[str, list[Decimal]] = {}
    for amount in amounts(promise):
        found.setdefault(amount.noun, []).append(amount.whole or amount.value)
    return {noun: values[0] for noun, values in found.items() if len(set(values)) == 1}


def _noun(words: str) -> str:
    """What is counted: '%', one syllable for measures and common counts, else the first two; '' for times."""
    if words == "%":
        return words
    first, _, rest = tone_fold(words).partition(" ")
    if first in _set("times") or (first in _set("no_thing")):
        return ""
    return first if first in _set("single") or not rest else f"{first} {rest}"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.path("words", "amounts.toml").read_text(encoding="utf-8"))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(tone_fold(word) for word in _table()[name]["words"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_table()[name]["pattern"], re.I)
