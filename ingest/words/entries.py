"""What the entries of the word tables hold: plain frozen values, one class a table.

A field's metadata lists the values it allows, where not every text will do; the loader checks them.
"""

from dataclasses import dataclass, field

__all__ = ["Abbreviation", "Body", "DocumentType", "Office", "Organ", "OrganGrammar"]


def _one_of(*values: str) -> dict[str, tuple[str, ...]]:
    return {"allowed": values}


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
