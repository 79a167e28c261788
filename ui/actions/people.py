"""Who acts, and what they may do: persons, the roles they hold on units, and the one gate to the use cases.

A screen calls every use case as :func:`ui.actions.rights.act` with the person who acts; what a person may not do ends
there as :class:`Denied`, whatever the page showed. The command line acts as the owner of the machine: who can read the
files of the home can do all that the program can.
"""

import contextlib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ui.actions.values import Json

__all__ = [
    "EVERYTHING",
    "ROLES_OF",
    "Denied",
    "Grant",
    "Person",
    "Right",
    "Role",
    "acting",
    "acting_as",
    "call_owner",
    "owner",
    "owner_name",
]

#: A name is no longer than this.
_LONGEST_NAME: Final = 100
#: The unit of a grant that covers the whole store.
EVERYTHING: Final = "*"


class Right(StrEnum):
    """What a use case asks of a person; the value is the Vietnamese word."""

    SEE = "xem"
    DECIDE = "ghi quyết định"
    INGEST = "nạp văn bản"
    EXPORT = "xuất dữ liệu"
    MANAGE = "quản trị kho"


class Role(StrEnum):
    """What a person is on a unit."""

    VIEWER = "xem"
    WORKER = "xử lý"
    MANAGER = "quản trị"


#: What each role allows.
ROLES_OF: Final[Mapping[Role, frozenset[Right]]] = MappingProxyType(
    {
        Role.VIEWER: frozenset({Right.SEE}),
        Role.WORKER: frozenset({Right.SEE, Right.DECIDE, Right.INGEST, Right.EXPORT}),
        Role.MANAGER: frozenset(Right),
    }
)


@dataclass(frozen=True, slots=True)
class Grant:
    """A role on a unit: :data:`EVERYTHING`, or the unit's name, official code or IRI, with all that is below it."""

    role: Role
    unit: str = EVERYTHING


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts. ``name`` is what decisions carry; ``grants`` what the person is, nothing where nobody granted anything.

    ``signed_in``: by the office's sign-in, rather than as the owner of this machine. ``scope``: the unit, in the words
    of a grant, that the person looks at now; it narrows what they see and take away, and never widens it.
    """

    name: str
    grants: tuple[Grant, ...] = ()
    signed_in: bool = False
    scope: str = ""

    def units(self, right: Right) -> frozenset[str]:
        """The units on which the person has a right; those of no grant are none."""
        return frozenset(grant.unit for grant in self.grants if right in ROLES_OF[grant.role])

    def may(self, right: Right) -> bool:
        """Whether the person has a right on any unit."""
        return bool(self.units(right))

    def everywhere(self, right: Right) -> bool:
        """Whether the person has a right on the whole store."""
        return EVERYTHING in self.units(right)


class Denied(Exception):  # noqa: N818 - a state of affairs, not a fault
    """The person may not do this. The message is a Vietnamese sentence: what is missing, and whom to ask."""

    def as_json(self) -> Json:
        """The refusal as plain JSON values."""
        return {"denied": str(self)}


def owner() -> Person:
    """The person at this machine, by the name they gave once (:func:`call_owner`), else that of their account: every
    right.
    """
    import getpass

    name = owner_name()
    if not name:
        try:
            name = getpass.getuser()
        except (OSError, KeyError, ImportError):  # an account without a name
            name = "người dùng máy này"
    return Person(name, (Grant(Role.MANAGER),))


def owner_name() -> str:
    """The name that the person at this machine gave, '' where they gave none."""
    try:
        return " ".join(_name_file().read_text(encoding="utf-8").split())[:_LONGEST_NAME]
    except (OSError, ValueError):
        return ""


def call_owner(name: str) -> None:
    """Keep the name of the person at this machine, for all stores; '' forgets it. Raises ``OSError``."""
    path, words = _name_file(), " ".join(name.split())[:_LONGEST_NAME]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")


def _name_file() -> Path:
    from platformdirs import user_config_path

    return user_config_path("chidao", appauthor=False) / "name.txt"


_ACTING: ContextVar[Person | None] = ContextVar("acting", default=None)


def acting() -> Person:
    """Who calls the use case that is running: whom the gate let in, else the owner of the machine."""
    return _ACTING.get() or owner()


@contextlib.contextmanager
def acting_as(person: Person) -> Iterator[None]:
    """What runs within is done by this person."""
    before = _ACTING.set(person)
    try:
        yield
    finally:
        _ACTING.reset(before)
