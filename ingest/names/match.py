"""What the grammar of names finds: the name of an organ, and the tail behind its head."""

from typing import NamedTuple

from ingest.words import Organ

__all__ = ["OrganMatch", "Tail"]


class OrganMatch(NamedTuple):
    """The name of a unit, group or post in a text: ``surface`` stands at ``[start, end)``.

    ``head`` is the head in its official form ('Ủy ban nhân dân', 'Sở Nội vụ'); ``locality`` the small word of the
    place ('phường', '' where none), ``place`` and ``province`` the names behind it, not shouted ('Ngọc Sơn', '');
    ``owner`` the name nested in the tail (Văn phòng + Đảng ủy phường); ``rest`` other words of the tail. ``kind`` is
    the entry's, or 'group' where the tail makes it one (Ban thường vụ các đảng ủy).
    """

    start: int
    end: int
    surface: str
    entry: Organ
    head: str
    kind: str
    locality: str = ""
    place: str = ""
    province: str = ""
    rest: str = ""
    owner: "OrganMatch | None" = None

    @property
    def name(self) -> str:
        """The official form of what is printed: 'UBND phường' → 'Ủy ban nhân dân phường'; of a group, its own words."""
        if self.entry.kind == "group" or (self.kind == "group" and self.owner is None):
            return " ".join(self.surface.split())
        parts = [self.head, self.rest, self.owner.name if self.owner else "", self.locality, self.place]
        return " ".join(part for part in parts if part)


class Tail(NamedTuple):
    """What follows a head and belongs to the name: it stops before token ``stop``; the rest as of the match."""

    stop: int
    locality: str = ""
    place: str = ""
    province: str = ""
    rest: str = ""
    owner: OrganMatch | None = None
