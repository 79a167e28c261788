"""Whom a directive asks: the groups and units it addresses or charges, expanded to single units on its day.

At places below the issuer, the leading bodies of one place (its committee, its People's Committee) are one unit: what
one of them issues carries the directive out there. Other bodies and the issuer's own organs are kept apart: they are
asked to act, hardly ever to issue.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.coverage.branch import Issuer, Paper
from graph.membership import frame_of
from graph.register.fold import search_key
from ontology import registry
from ontology.members import Frame, UnitId, identified, members

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = [
    "LEVELS", "Asked", "Unit", "asked", "below", "is_office", "leads", "of_issuer", "own_key", "place_unit",
]  # fmt: skip

LEVELS: Final = ("trung ương", "tỉnh", "xã", "chi bộ")
#: Bodies that speak for their whole place.
_LEADING: Final = frozenset(
    {"", "cap-uy", "ban-thuong-vu", "thuong-truc", "ubnd", "hdnd", "thuong-truc-hdnd", "dang-uy-ubnd"}
)
_LEADING_NAME: Final = re.compile(
    r"(?:(?:ban thuong vu|thuong truc|ban chap hanh|bch) )?"
    r"(?:tinh uy|thanh uy|dang uy|dang bo|uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|chinh quyen)\b"
    r"(?! (?:cong an|quan su|cac co quan|truong|benh vien|uy ban mat tran))|(?:xa|phuong|dac khu|tinh|thanh pho)\b"
)
_OFFICE: Final = re.compile(r"(?:chanh )?van phong (?:tinh uy|thanh uy|dang uy|hoi dong nhan dan|hdnd|uy ban|ubnd)\b")
#: 'Đảng ủy Ủy ban nhân dân thành phố', 'Ban Thường vụ Thành ủy' → the body that they lead or belong to.
_PARTY_OF: Final = re.compile(r"^(?:ban thuong vu |thuong truc )?(?:dang uy (?=uy ban nhan dan|ubnd|cong an|quan su))?")
#: What a directive that names nobody goes to: everybody one level below, by its own level.
_PRESUMED: Final = {"trung ương": "các tỉnh, thành phố", "tỉnh": "các xã, phường, đặc khu"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit that is asked. ``key`` is the same for all that count as it; ``direct``: named, or of a group named.

    ``code`` is the registry's, '' for a place that it does not list; ``said``: the name it is asked by; ``ended``:
    the day on which the place had ceased, ``heirs`` who holds its land now.
    """

    key: str
    name: str
    code: str
    level: str
    place: str
    province: str
    seat: str
    direct: bool = True
    ended: date | None = None
    heirs: tuple[str, ...] = ()
    said: str = ""

    @property
    def id(self) -> str:
        """Its official code; its own key where it has none."""
        return self.code if self.key == self.seat and self.code else self.key


@dataclass(frozen=True, slots=True)
class Asked:
    """``units`` at lower places, ``organs`` at the issuer's own; ``open``: groups that nobody can list, as printed.

    ``presumed``: the directive names nobody below, and everybody one level below is taken; a guess, and said as one.
    ``names``: by which the units are named, each or as a group; ``named``: name → the keys of the units and organs that
    it stands for.
    """

    units: tuple[Unit, ...]
    organs: tuple[Unit, ...]
    open: tuple[str, ...] = ()
    presumed: bool = False
    names: frozenset[str] = frozenset()
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Name:
    name: str
    kind: str
    level: str
    seat: str
    code: str
    place: str
    province: str


def asked(reader: "Reader", root: Paper) -> Asked:
    """Whom ``root`` asks, by the texts of it that the store holds, on its day."""
    own = LEVELS.index(root.issuer.level) if root.issuer.level in LEVELS else 0
    frame = frame_of(reader, root.issuer.province, root.issuer.place if root.issuer.level == "xã" else "")
    names = [*_addressed(reader, root, "addressedTo"), *_charged(reader, root)]
    found, unlisted = _expand(names, frame, root.day)
    if not any(_is_lower(unit, own) for unit in found):
        # a conclusion has no Kính gửi: it goes to whom it is copied to
        more, others = _expand(_addressed(reader, root, "copiedTo"), frame, root.day)
        found, unlisted = found + [unit for unit in more if _is_lower(unit, own)], unlisted + others
    lower = [unit for unit in found if _is_lower(unit, own)]
    presumed = not lower and root.issuer.level in _PRESUMED
    if presumed:
        lower = [_unit(one) for one in members(_PRESUMED[root.issuer.level], frame, root.day) or ()]
    leading = [unit for unit in lower if unit.key == unit.seat] or lower
    taken = set(leading)
    rest = [unit for unit in found if unit not in taken and LEVELS.index(unit.level) >= own]
    # at the issuer's own place its bodies do not stand for one another
    organs = [replace(unit, key=own_key(unit.code or unit.seat, unit.name)) for unit in rest]
    return Asked(
        _once(leading),
        _once(organs),
        tuple(dict.fromkeys(unlisted)),
        presumed,
        frozenset(unit.said for unit in leading),
        _by_name([*leading, *organs]),
    )


def _by_name(units: Iterable[Unit]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for unit in units:
        found.setdefault(unit.said, set()).add(unit.key)
    return {name: frozenset(keys) for name, keys in found.items()}


def below(units: Sequence[Unit], day: date | None) -> tuple[Unit, ...]:
    """The communes of the provinces among ``units``, which stand between the directive and them."""
    over = [unit for unit in units if unit.level == "tỉnh" and unit.code and unit.key == unit.seat]
    listed = (place for unit in over for place in registry.communes(unit.code, day))
    return tuple(replace(place_unit(one), direct=False) for one in listed)


def place_unit(place: registry.Place) -> Unit:
    """A place as the unit that is asked there: its committee and its People's Committee together."""
    return _unit(identified(place))


def own_key(place: str, name: str) -> str:
    """The key of one body at a place; its Party committee and standing board are the body itself."""
    return f"{place}/{_PARTY_OF.sub('', search_key(name))}"


def leads(name: str) -> bool:
    """Whether a name is that of a body that speaks for its place: 'Ban Thường vụ Đảng ủy phường …', 'UBND xã …'."""
    return bool(_LEADING_NAME.match(search_key(name)))


@lru_cache(maxsize=4096)  # a unit issues many documents
def is_office(issuer: Issuer) -> bool:
    """Whether it is the office that writes for the bodies that speak for a place: 'Văn phòng Đảng ủy phường …'."""
    return issuer.level in ("tỉnh", "xã") and bool(issuer.seat) and _OFFICE.match(search_key(issuer.name)) is not None


@lru_cache(maxsize=4096)
def of_issuer(issuer: Issuer) -> tuple[str, ...]:
    """The keys of the units whose document it is, if one of these issued it; the surest first."""
    if not issuer.seat and not issuer.place:
        return ()
    own = own_key(issuer.code or issuer.seat, issuer.name)
    return (issuer.seat, own) if issuer.level in ("tỉnh", "xã") and leads(issuer.name) else (own,)


def _addressed(reader: "Reader", root: Paper, relation: str) -> list[_Name]:
    rows = reader.register.rows(
        "SELECT DISTINCT u.name, u.kind, u.level, u.iri, u.code, u.place, u.province FROM identity i "
        "JOIN addresses a ON a.directive = i.mentioned JOIN units u ON u.id = a.unit "
        "WHERE i.directive = ? AND a.relation = ? ORDER BY u.iri",
        (root.id, relation),
    )
    return list(map(_name, rows))


def _charged(reader: "Reader", root: Paper) -> list[_Name]:
    rows = reader.register.rows(
        "SELECT DISTINCT u.name, u.kind, u.level, u.iri, u.code, u.place, u.province FROM identity i "
        "JOIN texts x ON x.directive = i.mentioned JOIN tasks t ON t.text = x.id JOIN assignments a ON a.task = t.id "
        "JOIN units u ON u.id = a.unit WHERE i.directive = ? AND a.role = 'assignedTo' ORDER BY u.iri",
        (root.id,),
    )
    return list(map(_name, rows))


def _name(row: tuple[str | None, ...]) -> _Name:
    name, kind, level, iri, code, place, province = (value or "" for value in row)
    return _Name(name, kind, level, iri.rpartition(":")[2], code, place, province)


def _expand(names: Iterable[_Name], frame: Frame, day: date | None) -> tuple[list[Unit], list[str]]:
    """The single units that the names stand for; and the names of groups that nobody can list."""
    units: list[Unit] = []
    unlisted: list[str] = []
    for name in names:
        listed = members(name.name, frame, day) if name.kind != "unit" else None
        if listed is not None:
            units += (replace(_unit(one), said=name.name) for one in listed)
        elif name.kind == "unit":
            units += _single(name, day)
        elif name.kind == "group":
            unlisted.append(name.name)
    return units, unlisted


def _single(name: _Name, day: date | None) -> Iterator[Unit]:
    """A unit that is named by itself."""
    if name.level not in LEVELS[:3]:
        return
    whole = leads(name.name) and name.level != LEVELS[0]
    key = name.seat if whole else own_key(name.code or name.seat, name.name)
    ended, heirs = _fate(name, day)
    yield Unit(
        key, name.name, name.code, name.level, name.place, name.province, name.seat, True, ended, heirs, name.name
    )


def _fate(name: _Name, day: date | None) -> tuple[date | None, tuple[str, ...]]:
    """When a place that is named had ended, and who holds its land now."""
    if name.code or not name.place or not name.province:
        return None, ()
    for old in registry.find(name.place, on=date(2025, 6, 30)):
        same = registry.province_of(old.province) == registry.province_of(name.province)
        if same and old.valid_to and (day is None or old.valid_to < day):
            return old.valid_to, tuple(heir.full_name for heir in registry.successors(old, on=day))
    return None, ()


def _unit(one: UnitId) -> Unit:
    whole = one.body in _LEADING and one.level != LEVELS[0]
    key = one.seat if whole else own_key(one.code or one.seat, one.name)
    return Unit(key, one.name, one.code, one.level, one.place, one.province, one.seat)


def _is_lower(unit: Unit, own: int) -> bool:
    return unit.level in LEVELS and LEVELS.index(unit.level) > own


def _once(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Each unit once; of several bodies of one place the first that was named gives it its name."""
    found: dict[str, Unit] = {}
    for unit in units:
        found.setdefault(unit.key, unit)
    return tuple(
        sorted(
            found.values(),
            key=lambda unit: (LEVELS.index(unit.level), unit.province, len(unit.code), unit.code, unit.name),
        )
    )
