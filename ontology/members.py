"""The members of a collective name: exactly which units it stands for, on a day, in the frame in which it is said.

This is what coverage counts against: a directive that goes to *các xã, phường* goes to each of :func:`members`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from ontology import registry
from ontology.bodies import CENTRAL, Body, bodies_of
from ontology.groups import expand
from ontology.here import Here, here_of
from ontology.iri import seat
from ontology.posts import post_of
from ontology.registry import Place
from ontology.registry_data import exact_key, table

__all__ = ["Frame", "UnitId", "identified", "is_open", "members"]

# a seat that is told whole is not scoped to any text
_NO_TEXT: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class UnitId:
    """One unit told exactly.

    ``code``: the official code of its place ('31', '10537'), '' at the centre and for a place that the registry does
    not list. ``body``: the key of the organisation there ('ubnd', 'cap-uy'), '' where the place itself is meant.
    ``seat``: the last component of the IRIs of all units that sit there (:func:`ontology.iri.seat`), by which the
    issuer of a directive is found to be of this place. ``place`` and ``province`` are bare names.
    """

    name: str
    code: str = ""
    body: str = ""
    level: str = ""
    place: str = ""
    province: str = ""
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Who says a collective name: the bare names of its province and commune ('' where not told or at a province).

    ``known``: places that the registry does not list and the store knows (``graph.membership`` gathers them).
    """

    province: str = ""
    place: str = ""
    known: tuple[Place, ...] = ()


def members(group: str, frame: Frame, day: dt.date | None = None) -> tuple[UnitId, ...] | None:
    """The units that ``group`` ('các xã, phường', 'Chủ tịch UBND các xã, phường') stands for on ``day``, by code.

    Gives places for 'các xã, phường', bodies for all else; of posts, the bodies whose posts they are. ``day`` is the
    date of the document (``None``: today's units). In a province that the registry does not list (an invented one) the
    communes are those of ``frame.known``. Of an open group ('các cơ quan, đơn vị', see :func:`is_open`), the members
    that the registry can tell: at least these. ``None``: nobody can list it ('các xã, phường liên quan'), or it needs a
    province or commune that the frame does not tell or nobody knows. Never a guess.
    """
    found = expand(_led(group), frame.province, frame.place, day, frame.known)
    if found is None:
        here = here_of(frame.province, frame.place, day, frame.known)
        found = _partly(group, here) if here is not None else None
    return None if found is None else tuple(map(identified, found))


def is_open(group: str) -> bool:
    """Whether :func:`members` can name only some of a group's members ('các cơ quan, đơn vị': schools are not told)."""
    return _open_entry(group) is not None


@lru_cache(maxsize=8192)  # 'các xã, phường' are more than a hundred, in each directive again
def identified(found: Body | Place | None) -> UnitId:
    """A body or place of the registry as a :class:`UnitId`; ``None`` is the centre itself."""
    place = found.place if isinstance(found, Body) else found
    body, name = (found.key, found.name) if isinstance(found, Body) else ("", place.full_name if place else CENTRAL)
    if place is None:
        return UnitId(name, "", body, CENTRAL, "", "", seat("", "", CENTRAL, _NO_TEXT))
    commune = "" if place.level == "tỉnh" else place.name
    where = seat(commune, place.province, place.level, _NO_TEXT)
    return UnitId(name, place.code, body, place.level, commune, place.province, where)


def _led(group: str) -> str:
    """The words behind a post: 'Chủ tịch UBND các xã, phường' → 'UBND các xã, phường'; else all of them."""
    post = post_of(group)
    return post.unit if post and post.unit else group


def _partly(group: str, here: Here) -> tuple[Body, ...] | None:
    entry = _open_entry(group)
    if entry is None:
        return None
    at = here.commune or here.province
    central = entry.get("seat") == CENTRAL
    found = _tagged(None if central else at, entry["tags"]) if central or at is not None else []
    if entry.get("provinces"):
        found += [body for place in registry.provinces(here.on) for body in bodies_of(place) if body.key == "ubnd"]
    return tuple(found) or None


def _tagged(at: Place | None, tags: Iterable[str]) -> list[Body]:
    wanted = set(tags)
    return [body for body in bodies_of(at) if not body.optional and wanted & {body.key, *body.tags}]


@lru_cache(maxsize=1024)
def _open_entry(group: str) -> dict[str, Any] | None:
    key = exact_key(group).strip(" ,;:")
    opener = max((o for o in _openers() if key.startswith(f"{o} ")), key=len, default="")
    bare = key[len(opener) :].strip()
    return _open_names().get(bare) if opener else None


@cache
def _openers() -> frozenset[str]:
    return frozenset(map(exact_key, table("groups")["grammar"]["openers"]))


@cache
def _open_names() -> dict[str, dict[str, Any]]:
    return {exact_key(name): entry for entry in table("groups")["partly"] for name in entry["names"]}
