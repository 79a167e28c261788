"""The tables of ``data/units`` as frozen values, read when first asked for; and the keys their names are found by.

A table that breaks its form is a fault of the installation, not of a document: :class:`RegistryError` names the file
and the line. :func:`ontology.registry_check.check` says the same of a user's own tables in Vietnamese.
"""

import csv
import datetime as dt
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from data import path as data_path
from ontology.fold import fold, tone_fold

__all__ = [
    "TWO_TIERS",
    "Place",
    "RegistryError",
    "by_fold",
    "by_name",
    "current",
    "exact_key",
    "former",
    "former_provinces",
    "read",
    "rows",
    "table",
    "weak_key",
]

#: The day from which there are no districts; the units of ``predecessors.csv`` ended the day before.
TWO_TIERS: Final = dt.date(2025, 7, 1)

_COLUMNS: Final = ("code", "kind", "name", "province", "valid_from", "valid_to", "successors")
_LEVELS: Final = {2: "tỉnh", 3: "huyện", 5: "xã"}
_SIGNS: Final = str.maketrans({".": " ", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})


class RegistryError(Exception):
    """A table of units breaks its form. ``file``, ``line`` (from 1, the head included) and ``what`` say where."""

    def __init__(self, file: str, line: int, what: str) -> None:
        super().__init__(f"{file}:{line}: {what}")
        self.file, self.line, self.what = file, line, what


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit during one span of days.

    ``code``: the official code, a string with its leading zeros ('01', '00127'); codes were given anew in 2025, so a
    code alone names a unit only together with a day. ``kind``: 'tỉnh', 'thành phố', 'phường', 'xã', 'đặc khu'; of old
    units also 'quận', 'huyện', 'thị xã', 'thị trấn'. ``name`` is bare ('Ngọc Sơn'), ``full_name`` with its kind.
    ``level``: 'tỉnh', 'huyện' or 'xã'. ``province`` is the bare name of the province (of itself, for a province).
    ``valid_from``, ``valid_to``: first and last day, ``None`` where not known or not ended. ``successors``: codes of
    the units that hold its land now, the main one first; ``district``: code of an old commune's district, else ''.
    """

    code: str
    kind: str
    name: str
    full_name: str
    level: str
    province: str
    province_code: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    successors: tuple[str, ...] = ()
    district: str = ""

    def existed(self, on: dt.date | None) -> bool:
        """Whether the unit existed on that day; ``None`` asks whether it has not ended."""
        if on is None:
            return self.valid_to is None
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@cache
def current() -> tuple[Place, ...]:
    """The units of two-tier government, since 1/7/2025, in the order of their codes: provinces, then communes.

    A unit that changed its kind since has two entries, the ended one first.
    """
    provinces = tuple(read(data_path("units", "provinces.csv")))
    names = {place.code: place.name for place in provinces}
    return provinces + tuple(read(data_path("units", "communes.csv"), names))


@cache
def former() -> tuple[Place, ...]:
    """The provinces, districts and communes that ended on 30/6/2025 or before, in the order of their codes."""
    return tuple(read(data_path("units", "predecessors.csv")))


@cache
def former_provinces() -> tuple[Place, ...]:
    """The provinces among :func:`former`: they come first in the table, and no more of it is read."""
    return tuple(takewhile(lambda place: place.level == "tỉnh", read(data_path("units", "predecessors.csv"))))


def read(file: Path, provinces: dict[str, str] | None = None) -> Iterator[Place]:
    """The units of one table; ``provinces`` (code → name) as far as the table itself does not tell them.

    Raises :class:`RegistryError` for a missing column, a code or date of the wrong form, an unknown province.
    """
    names = dict(provinces or {})
    for line, row in rows(file):
        code, name = row["code"], row["name"]
        level = _LEVELS.get(len(code)) if code.isascii() and code.isdigit() else None
        if level is None:
            raise RegistryError(file.name, line, f"not a code of 2, 3 or 5 digits: {code!r}")
        if level == "tỉnh":
            names[code] = name
        if row["province"] not in names:
            raise RegistryError(file.name, line, f"unknown province: {row['province']!r}")
        try:
            first, last = _day(row["valid_from"]), _day(row["valid_to"])
        except ValueError:
            raise RegistryError(file.name, line, f"not a date: {row['valid_from']!r}, {row['valid_to']!r}") from None
        yield Place(
            code=code,
            kind=row["kind"],
            name=name,
            full_name=row.get("full_name") or f"{row['kind']} {name}",
            level=level,
            province=names[row["province"]],
            province_code=row["province"],
            valid_from=first,
            valid_to=last,
            successors=tuple(row["successors"].split()),
            district=row.get("parent", ""),
        )


def rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a table of units (line number from 1, cells by column). Raises :class:`RegistryError`."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        columns = next(reader, [])
        if missing := [column for column in _COLUMNS if column not in columns]:
            raise RegistryError(file.name, 1, f"columns missing: {', '.join(missing)}")
        for cells in reader:
            if len(cells) != len(columns):
                raise RegistryError(file.name, reader.line_num, f"{len(cells)} cells, not {len(columns)}")
            yield reader.line_num, dict(zip(columns, cells, strict=True))


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML table of ``data/units``: 'aliases', 'bodies', 'groups'."""
    return tomllib.loads(data_path("units", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def by_name(old: bool) -> dict[str, tuple[Place, ...]]:
    """The units (``old``: of :func:`former`) by the exact key of their bare names."""
    return _index(former() if old else current(), exact_key)


@cache
def by_fold(old: bool) -> dict[str, tuple[Place, ...]]:
    """The same by their keys without accents, under which two different names may meet."""
    return _index(former() if old else current(), weak_key)


def exact_key(name: str) -> str:
    """The key of a place's name that keeps every diacritic: 'TP.  HUẾ' → 'tp huế', 'Phường 01' → 'phường 1'.

    Full stops, kinds of apostrophes and dashes, space around a dash, and leading zeros tell no names apart.
    """
    return _key(name, _exact_word)


def weak_key(name: str) -> str:
    """:func:`exact_key` without accents."""
    return _key(name, _weak_word)


def _key(name: str, fold_word: Callable[[str], str]) -> str:
    plain = name.translate(_SIGNS)
    key = " ".join(word for part in plain.split() if (word := fold_word(part)))
    return " ".join(key.replace("-", " - ").split()) if "-" in key else key


# folding is by the word, and names of units repeat few syllables: each is folded once
@lru_cache(maxsize=1 << 14)
def _exact_word(word: str) -> str:
    return _unpadded(tone_fold(word))


@lru_cache(maxsize=1 << 14)
def _weak_word(word: str) -> str:
    return _unpadded(fold(word))


def _unpadded(word: str) -> str:
    return word.lstrip("0") or word if word.isdecimal() else word


def _index(places: Iterable[Place], key: Callable[[str], str]) -> dict[str, tuple[Place, ...]]:
    index: dict[str, list[Place]] = {}
    for place in places:
        index.setdefault(key(place.name), []).append(place)
    return {name: tuple(found) for name, found in index.items()}


@cache
def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
