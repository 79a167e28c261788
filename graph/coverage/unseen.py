"""Who below a directive is asked and not seen: for the picture under the document that asks, for a sentence in all."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from graph.coverage.branch import CARRYING, Branch, Paper, branch
from graph.coverage.placing import place_branch
from graph.coverage.scope import scope
from graph.coverage.states import Answer, State, answers, documents_by_unit
from graph.coverage.targets import LEVELS, Unit, asked
from graph.views import told_of_in

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["Below", "Unseen", "below_of", "sentences", "unseen"]

#: Below these levels the registry or the store can list who is asked.
_LISTED: Final = LEVELS[:2]
#: So many are named of one level before the rest is counted.
_NAMED: Final = 8
_CARRIED: Final = (State.ISSUED, State.FORWARDED)


@dataclass(frozen=True, slots=True)
class Unseen:
    """``unit`` is asked by the directive ``under`` (its canonical IRI); nothing of it about that directive is held."""

    unit: Unit
    under: str


@dataclass(frozen=True, slots=True)
class Below:
    """What lies below a directive: its branch, the answers of whom it is counted over, whether these are a guess, and
    of whom the store may tell that it is not seen.
    """

    met: Branch
    given: tuple[Answer, ...]
    presumed: bool
    told_of: Callable[[Unit], bool]


def below_of(reader: "Reader", directive: str) -> Below:
    """The answers to a directive (a canonical IRI), the same that :func:`graph.coverage.coverage.coverage` counts."""
    met = branch(reader.register, directive)
    place_branch(reader, met)
    whom = asked(reader, met.papers[directive])
    found = documents_by_unit(met)
    counted = scope(reader, met, whom, found)
    return Below(met, answers(met, counted.units, found), whom.presumed, told_of_in(reader.home))


def unseen(reader: "Reader", below: Below) -> tuple[Unseen, ...]:
    """Whom the root and each document above the communes that carries it on ask, and who is not seen there.

    What is only presumed to be asked is not told; nor what is asked by a document
    of the branch as a group of which nobody at all answered, which is one gap and not a hundred; nor of whom the store
    may not tell it. The communes of a province that answered are told under its first document where none asks them.
    """
    met, given, told_of = below.met, below.given, below.told_of
    rows: dict[tuple[str, str], Unseen] = {}
    missing = [answer.unit for answer in given if answer.state is State.NOT_IN_CORPUS and told_of(answer.unit)]
    for unit in missing:
        if unit.direct and not below.presumed:
            rows[met.root, unit.key] = Unseen(unit, met.root)
    for paper in _asking(met):
        for unit in _not_seen(reader, met, paper):
            if told_of(unit):
                rows[paper.id, unit.key] = Unseen(unit, paper.id)
    listed = {row.unit.key for row in rows.values()}
    over = _answered(given)
    for unit in missing:
        if not unit.direct and unit.key not in listed and unit.province in over:
            rows[over[unit.province], unit.key] = Unseen(unit, over[unit.province])
    return tuple(rows.values())


def sentences(below: Below) -> tuple[str, ...]:
    """Of which units nothing is seen, then of which only a mention or a report; none where there is neither."""
    told = [a for a in below.given if below.told_of(a.unit) and not (below.presumed and a.unit.direct)]
    heads = (("Nơi chưa thấy văn bản", State.NOT_IN_CORPUS), ("Nơi mới viện dẫn hoặc báo cáo", State.CITED))
    parts = ((head, [answer.unit for answer in told if answer.state is state]) for head, state in heads)
    return tuple(f"{head}: {_by_level(units)}." for head, units in parts if units)


def _asking(met: Branch) -> list[Paper]:
    """The documents of the branch that may ask units one can list, the nearest and earliest first."""
    papers = (met.papers[iri] for iri in met.depth if iri != met.root)
    mine = [paper for paper in papers if paper.held and paper.issuer.level in _LISTED]
    return sorted(mine, key=lambda paper: (met.depth[paper.id], paper.day or date.max, paper.id))


def _not_seen(reader: "Reader", met: Branch, paper: Paper) -> Iterator[Unit]:
    whom = asked(reader, paper)
    if whom.presumed or not whom.units:
        return
    found = documents_by_unit(_from(met, paper.id))
    alike: dict[str, list[Unit]] = defaultdict(list)
    for unit in (unit for unit in whom.units if unit.place or unit.level != "xã"):  # 'UBND phường' alone is no unit
        alike[unit.said].append(unit)
    for units in alike.values():
        absent = [unit for unit in units if not found.get(unit.key)]
        if len(absent) < len(units) or len(units) == 1:
            yield from absent


def _from(met: Branch, directive: str) -> Branch:
    """The part of a branch that lies below one directive of it."""
    lower: dict[str, set[str]] = defaultdict(set)
    for link in met.links:
        if link.lower in met.depth and link.relation in CARRYING:
            lower[link.higher].add(link.lower)
    depth, frontier = {directive: 0}, {directive}
    while frontier:
        further = {one for node in frontier for one in lower[node]} - depth.keys()
        depth |= dict.fromkeys(further, depth[next(iter(frontier))] + 1)
        frontier = further
    links = [link for link in met.links if link.higher in depth and link.lower != directive]
    return replace(met, root=directive, depth=depth, links=links)


def _answered(given: Iterable[Answer]) -> Mapping[str, str]:
    """Province → the first document by which it answered."""
    return {
        answer.unit.province: answer.documents[0].paper.id
        for answer in given
        if answer.unit.level == "tỉnh" and answer.documents and answer.state in _CARRIED
    }


def _by_level(units: Iterable[Unit]) -> str:
    """'cấp tỉnh: …; cấp xã: xã Bình Khê, xã Phú Cường (An Hải), phường … (…)'."""
    levels: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for unit in units:
        levels[unit.level][unit.province if unit.level == "xã" else ""].append(_called(unit))
    ordered = sorted(levels, key=lambda level: LEVELS.index(level) if level in LEVELS else len(LEVELS))
    return "; ".join(f"{f'cấp {level}: ' if level else ''}{_by_province(levels[level])}" for level in ordered)


def _by_province(names: Mapping[str, Sequence[str]]) -> str:
    """So many names as a line takes, those of one province together, and how many more there are."""
    left, parts = _NAMED, []
    for province, called in names.items():
        if left > 0:
            parts.append(", ".join(called[:left]) + (f" ({province})" if province else ""))
        left -= len(called)
    return ", ".join(parts) + (f" và {-left} nơi khác" if left < 0 else "")


def _called(unit: Unit) -> str:
    """The place for the body that leads it: 'xã Bình Khê' for 'Ban Thường vụ Đảng ủy xã Bình Khê'."""
    name = unit.place or unit.province
    found = re.search(rf"(?:phường|xã|đặc khu|thị trấn|tỉnh|thành phố) {re.escape(name)}$", unit.name) if name else None
    return found[0] if found and unit.key == unit.seat else unit.name
