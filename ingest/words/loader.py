"""A TOML table of ``[[entry]]`` items becomes frozen values, each field checked against the class that holds it."""

import re
import tomllib
from collections import Counter
from dataclasses import MISSING, fields
from functools import cache
from importlib import resources
from typing import Any, TypeVar, get_type_hints

from ingest.words.entries import Abbreviation, Body, DocumentType, Office, Organ, OrganGrammar

__all__ = ["WordsError", "grammar_of", "load", "parse"]

Entry = TypeVar("Entry", DocumentType, Body, Abbreviation, Organ, OrganGrammar, Office)

_UNTIL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class WordsError(Exception):
    """A word table breaks its form. ``file``, ``entry`` (its key, or its place from 1) and ``field`` say where."""

    def __init__(self, file: str, entry: str, field: str, what: str) -> None:
        super().__init__(f"{file}: entry {entry!r}: field {field!r}: {what}")
        self.file, self.entry, self.field, self.what = file, entry, field, what


def parse(file: str, text: str, kind: type[Entry], *, unique: bool = True) -> tuple[Entry, ...]:
    """The entries of a TOML table's text; ``file`` only names it in errors.

    Raises :class:`WordsError` where the text is no TOML, has no entry, or an entry has an unknown, missing, empty or
    ill-typed field, a value not allowed there, or (where ``unique``) a key that another entry has.
    """
    return _entries(file, _toml(file, text), kind, unique)


def load(file: str, kind: type[Entry], *, unique: bool = True) -> tuple[Entry, ...]:
    """The entries of a table that comes with the program; raises as :func:`parse`."""
    return _entries(file, _shipped(file), kind, unique)


def grammar_of(file: str) -> OrganGrammar:
    """The ``[grammar]`` of a table that comes with the program; raises :class:`WordsError` where it is no grammar."""
    grammar = _shipped(file).get("grammar")
    if not isinstance(grammar, dict):
        raise WordsError(file, "grammar", "grammar", "the table is missing")
    return _entry(file, "grammar", grammar, OrganGrammar, get_type_hints(OrganGrammar))


@cache
def _shipped(file: str) -> dict[str, Any]:
    return _toml(file, (resources.files("data") / "words" / file).read_text(encoding="utf-8"))


def _toml(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WordsError(file, "", "", f"no TOML: {error}") from error


def _entries(file: str, table: dict[str, Any], kind: type[Entry], unique: bool) -> tuple[Entry, ...]:
    rows = table.get("entry")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise WordsError(file, "", "entry", "the table has no [[entry]]")
    key, hints = fields(kind)[0].name, get_type_hints(kind)
    entries = tuple(_entry(file, str(row.get(key) or place), row, kind, hints) for place, row in enumerate(rows, 1))
    counts = Counter(str(getattr(entry, key)) for entry in entries) if unique else Counter()
    for name, count in counts.items():
        if count > 1:
            raise WordsError(file, name, key, "another entry has it too")
    return entries


def _entry(file: str, name: str, row: dict[str, Any], kind: type[Entry], hints: dict[str, Any]) -> Entry:
    for key in row:
        if key not in hints:
            raise WordsError(file, name, key, "unknown field")
    values: dict[str, Any] = {}
    for item in fields(kind):
        if item.name in row:
            try:
                values[item.name] = _value(item.name, row[item.name], hints[item.name], item.metadata.get("allowed"))
            except ValueError as error:
                raise WordsError(file, name, item.name, str(error)) from error
        elif item.default is MISSING:
            raise WordsError(file, name, item.name, "the field is missing")
    return kind(**values)


def _value(key: str, raw: object, hint: object, allowed: tuple[str, ...] | None) -> object:
    """The checked value of one field; a ValueError says what is wrong with it."""
    value = tuple(raw) if isinstance(raw, list) else raw
    wanted = hint if isinstance(hint, type) and hint in (str, bool) else tuple
    if not isinstance(value, wanted):
        raise ValueError(f"is {type(raw).__name__}, not {wanted.__name__}")
    if isinstance(value, tuple) and not all(isinstance(item, str) and item.strip() for item in value):
        raise ValueError("has an item that is empty or no text")
    if allowed is not None and value not in allowed:
        raise ValueError(f"is {value!r}, not one of {', '.join(allowed)}")
    if key == "until" and not _UNTIL.fullmatch(str(value)):
        raise ValueError(f"is {value!r}, not an ISO year, month or day")
    if key == "pattern":
        _check_pattern(str(value))
    return value


def _check_pattern(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from error
