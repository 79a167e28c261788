"""The word tables of ``data/words``, loaded as plain frozen values: what things are called, apart from any grammar.

Each table is a TOML file of ``[[entry]]`` items; every entry carries ``examples`` that the matchers of
:mod:`ingest.names` must read as that entry, and ``counter`` examples that they must not. A malformed table is a fault
of ours, not of a document: it raises :class:`WordsError`, which names the file, the entry and the field.
"""

import re
import tomllib
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from importlib import resources
from typing import Any, TypeVar, get_type_hints

__all__ = [
    "Abbreviation",
    "Body",
    "DocumentType",
    "Office",
    "Organ",
    "OrganGrammar",
    "WordsError",
    "abbreviations",
    "bodies",
    "offices",
    "organ_grammar",
    "organs",
    "parse",
    "types",
]


class WordsError(Exception):
    """A word table breaks its form. ``file``, ``entry`` (its key, or its place from 1) and ``field`` say where."""

    def __init__(self, file: str, entry: str, field: str, what: str) -> None:
        super().__init__(f"{file}: entry {entry!r}: field {field!r}: {what}")
        self.file, self.entry, self.field, self.what = file, entry, field, what


def _one_of(*values: str) -> dict[str, tuple[str, ...]]:
    return {"allowed": values}


_UNTIL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_SIDES = _one_of("party", "state", "both")
_LEVELS = _one_of("trung ương", "tỉnh", "xã", "chi bộ", "")


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document. ``id`` is the abbreviation of the record, ``symbols`` what numbers print for it.

    ``own`` tells that the document's own name follows, and a number need not (Luật Đất đai); ``not_before`` lists words
    that, following the name, make another word of it (Luật + sư).
    """

    id: str
    name: str
    side: str = field(metadata=_SIDES)
    symbols: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    own: bool = False
    not_before: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """An issuing body as the symbol of a number names it. ``names`` are candidates: a symbol alone may not decide.

    ``pattern`` is a regular expression for symbols that carry a number (QH15); ``relative`` says that the place comes
    from the sender; ``until`` is the ISO year, month or day in which the body ended, '' where it stands.
    """

    symbol: str
    names: tuple[str, ...]
    side: str = field(metadata=_SIDES)
    level: str = field(default="", metadata=_LEVELS)
    relative: bool = False
    pattern: str = ""
    until: str = ""
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation of running text. Contexts are words that must (``only_before``) or must not follow it."""

    short: str
    expands: str
    variants: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organ:
    """The head of a name of an organisation, group or post.

    ``tail`` says what may follow and belong to the name: 'place' (phường Ngọc Sơn), 'organ' (another organ's name, or
    a place), 'phrase' (free words up to a place or a stop), 'scope' (of groups: trực thuộc …, liên quan), 'none'.
    ``sectors`` are completions of the head, each a name of its own (Sở + Nội vụ); ``open`` lets other capitalised words
    complete it too (Trung tâm + Dịch vụ tổng hợp). ``bare`` is false where the head is
    no name without its tail (or, of a group, without 'các'). A unit printed with a small initial needs a tail too,
    unless ``small``; ``capital`` demands the capital always. ``not_before`` lists words that, following the head, show
    that it is no name. ``official`` is the head's standard form, the head where empty; ``until`` as of a body.
    """

    head: str
    kind: str = field(metadata=_one_of("unit", "group", "post"))
    tail: str = field(default="none", metadata=_one_of("place", "organ", "phrase", "scope", "none"))
    level: str = field(default="", metadata=_LEVELS)
    official: str = ""
    variants: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    bare: bool = True
    capital: bool = False
    small: bool = False
    open: bool = False
    not_before: tuple[str, ...] = ()
    until: str = ""
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganGrammar:
    """The small words around names of organs.

    ``localities`` stand before a place's name or alone; ``openers`` open a group, ``honorifics`` a post; ``scopes`` and
    ``links`` narrow a group (a link needs an object); ``not_places`` never begin a place's name (``not_bare``: unless
    a locality goes before); ``verbs`` end free words; ``skips`` hold a name but do not speak of its bearer.
    """

    localities: tuple[str, ...]
    openers: tuple[str, ...]
    honorifics: tuple[str, ...]
    scopes: tuple[str, ...]
    links: tuple[str, ...]
    not_places: tuple[str, ...]
    not_bare: tuple[str, ...]
    verbs: tuple[str, ...]
    skips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A line of a signature: a 'title' (BÍ THƯ) or a 'capacity' (T/M, KT.); ``official`` is its proper-case form."""

    official: str
    kind: str = field(metadata=_one_of("title", "capacity"))
    variants: tuple[str, ...] = ()
    side: str = field(default="both", metadata=_SIDES)
    meaning: str = ""
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


Entry = TypeVar("Entry", DocumentType, Body, Abbreviation, Organ, OrganGrammar, Office)


@cache
def types() -> tuple[DocumentType, ...]:
    """The document types, in the order of the table."""
    return parse("types.toml", _read("types.toml"), DocumentType)


@cache
def bodies() -> tuple[Body, ...]:
    """The issuing bodies by their symbols."""
    return parse("bodies.toml", _read("bodies.toml"), Body)


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """The abbreviations of running text."""
    return parse("abbreviations.toml", _read("abbreviations.toml"), Abbreviation, unique=False)


@cache
def organs() -> tuple[Organ, ...]:
    """The heads of names of organisations, groups and posts."""
    return parse("organs.toml", _read("organs.toml"), Organ)


@cache
def organ_grammar() -> OrganGrammar:
    """The small words around names of organs: the ``[grammar]`` of the table of organs."""
    grammar = tomllib.loads(_read("organs.toml")).get("grammar")
    if not isinstance(grammar, dict):
        raise WordsError("organs.toml", "grammar", "grammar", "the table is missing")
    return _entry("organs.toml", "grammar", grammar, OrganGrammar)


@cache
def offices() -> tuple[Office, ...]:
    """The titles and capacities of signatures."""
    return parse("offices.toml", _read("offices.toml"), Office)


def parse(file: str, text: str, kind: type[Entry], *, unique: bool = True) -> tuple[Entry, ...]:
    """The entries of a TOML table's text; ``file`` only names it in errors.

    Raises :class:`WordsError` where the text is no TOML, has no entry, or an entry has an unknown, missing, empty or
    ill-typed field, a value not allowed there, or (where ``unique``) a key that another entry has.
    """
    try:
        rows = tomllib.loads(text).get("entry")
    except tomllib.TOMLDecodeError as error:
        raise WordsError(file, "", "", f"no TOML: {error}") from error
    if not isinstance(rows, list) or not rows:
        raise WordsError(file, "", "entry", "the table has no [[entry]]")
    key = fields(kind)[0].name
    entries = tuple(_entry(file, str(row.get(key) or place), row, kind) for place, row in enumerate(rows, 1))
    names = [str(getattr(entry, key)) for entry in entries]
    for name in names if unique else ():
        if names.count(name) > 1:
            raise WordsError(file, name, key, "another entry has it too")
    return entries


def _read(file: str) -> str:
    return (resources.files("data") / "words" / file).read_text(encoding="utf-8")


def _entry(file: str, name: str, row: dict[str, Any], kind: type[Entry]) -> Entry:
    known = {item.name: item for item in fields(kind)}
    for key in row:
        if key not in known:
            raise WordsError(file, name, key, "unknown field")
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for key, item in known.items():
        if key in row:
            try:
                values[key] = _value(key, row[key], hints[key], item.metadata.get("allowed"))
            except ValueError as error:
                raise WordsError(file, name, key, str(error)) from error
        elif item.default is MISSING:
            raise WordsError(file, name, key, "the field is missing")
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
