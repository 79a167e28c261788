"""The coverage of one directive, whole: units and their states, findings, figures, and the sentence about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph.clauses.change import Change
from graph.clauses.clauses import Clause, clauses
from graph.coverage.branch import Branch, Paper, branch
from graph.coverage.findings import Orphan, Outdated, dissolved, orphans, outdated
from graph.coverage.indicators import Call, Indicators, call_to_issue, indicators
from graph.coverage.placing import place_branch
from graph.coverage.roster import Roster, roster
from graph.coverage.scope import Scope, scope
from graph.coverage.states import Answer, Document, State, answers, documents_by_unit
from graph.coverage.targets import Asked, Unit, asked
from graph.register.find import Held, held
from graph.register.fold import search_key
from graph.stands import stands_of
from graph.views import told_of_in
from ontology import registry

if TYPE_CHECKING:
    from graph.reader import Reader

__all__ = ["Coverage", "coverage", "sentence"]

#: So many provinces are named before the rest is left to the list.
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Coverage:
    """See the parts. ``beyond``: documents of the branch by units that were not asked, or whose place is not sure.
    ``labels``: directive → what it is, whatever it is to the root (:mod:`graph.stands`).
    """

    root: Paper
    day: date
    province: str
    asked: Asked
    answers: tuple[Answer, ...]
    clauses: tuple[Clause, ...]
    organs: tuple[Answer, ...]
    beyond: tuple[Document, ...]
    orphans: tuple[Orphan, ...]
    outdated: tuple[Outdated, ...]
    dissolved: tuple[Unit, ...]
    call: Call | None
    indicators: Indicators
    branch: Branch
    held: Held
    scope: Scope
    labels: Mapping[str, str]
    roster: Roster


def coverage(
    reader: "Reader",
    directive: str,
    *,
    province: str = "",
    country: bool = False,
    until: date | None = None,
    today: date,
) -> Coverage:
    """How far ``directive`` (a canonical IRI) was carried out, by what the store holds of up to ``until``.

    ``province`` (a code of the registry, or the bare name of a province that it does not list) leaves only the units of
    one province; ``country`` counts everybody where the directive names nobody (:mod:`graph.coverage.scope`). In a view
    of some units only (:mod:`graph.views`) there are none but these: of others it holds too little to say whether they
    did anything. Raises what ``reader`` raises.
    """
    met = branch(reader.register, directive, until)
    place_branch(reader, met)
    root = met.papers[directive]
    whom = asked(reader, root)
    found = documents_by_unit(met)
    counted = scope(reader, met, whom, found, country=country, province=province)
    units = counted.units
    told_of = told_of_in(reader.home)
    given = answers(met, [unit for unit in units if _inside(unit, province) and told_of(unit)], found)
    organs = answers(met, [unit for unit in whom.organs if _inside(unit, province) and told_of(unit)], found)
    changed = outdated(reader.register, met, until)
    call = call_to_issue(reader.register, root, whom.names)
    told = clauses(reader.register, met)
    stale = {link.lower for one in changed for link in one.links}
    softened = {a.task.directive for clause in told for a in clause.tasks if a.change is Change.SOFTENED}
    return Coverage(
        root=root,
        day=until or today,
        province=province,
        asked=whom,
        answers=given,
        clauses=told,
        organs=organs,
        beyond=_beyond(met, [*units, *whom.organs], found, province),
        orphans=orphans(reader.register, met),
        outdated=changed,
        dissolved=dissolved((answer.unit for answer in given), until),
        call=call,
        indicators=indicators(met, given, found, call, stale | softened, until or today),
        branch=met,
        held=held(reader.register),
        scope=counted,
        labels=stands_of(reader.register, met.papers),
        roster=roster(whom, [answer.unit for answer in given]),
    )


def sentence(told: Coverage) -> str:
    """What the coverage rests on and how far it goes, in one Vietnamese sentence or two."""
    counts = told.indicators.counts
    done = counts[State.ISSUED] + counts[State.FORWARDED]
    total = told.indicators.total
    known = f"tính trên {done}/{total} đơn vị"
    seen = f"{done} nơi đã thấy trong {total} nơi mà kho biết tên; chưa biết tổng số"
    parts = [
        known if told.roster.known else seen,
        f"đã ban hành {counts[State.ISSUED]}, sao gửi {counts[State.FORWARDED]}, chỉ viện dẫn "
        f"{counts[State.CITED]}, chưa thấy trong kho {counts[State.NOT_IN_CORPUS]}",
        f"kho có {told.held.texts} văn bản"
        + (f", văn bản đến ngày {_day(told.held.newest)}" if told.held.newest else ""),
    ]
    said = [f"Độ phủ{' ' if told.roster.known else ': '}{'; '.join(parts)}."]
    if told.roster.groups:
        said.append(f"Danh mục không kể được các đơn vị của nhóm: {'; '.join(told.roster.groups)}.")
    if told.asked.presumed:
        said.append(f"Văn bản không nêu nơi phải thực hiện, hoặc kho chưa có toàn văn: {_counted(told)}.")
    if rest := [name for name in told.asked.open if name not in told.roster.groups]:
        said.append(f"Không kể được từng đơn vị của nhóm: {'; '.join(rest)}.")
    return " ".join(said)


def _counted(told: Coverage) -> str:
    if not told.scope.held:
        return "suy đoán là mọi đơn vị cấp dưới"
    names = ", ".join(told.scope.held[:_NAMED]) + (" …" if len(told.scope.held) > _NAMED else "")
    return (
        f"chỉ tính {len(told.scope.held)} tỉnh, thành phố có văn bản trong kho ({names}) và các xã, phường, đặc khu mà "
        "văn bản của những nơi ấy giao tiếp; các nơi khác trong cả nước không tính vào tỷ lệ"
    )


def _beyond(
    met: Branch, units: Sequence[Unit], found: Mapping[str, Sequence[Document]], province: str
) -> tuple[Document, ...]:
    if province:
        return ()
    known = {unit.key for unit in units}
    rest = {d.paper.id: d for key, documents in found.items() if key not in known for d in documents}
    covered = {d.paper.id for key in known for d in found.get(key, ())} if rest else set()
    beyond = (d for iri, d in rest.items() if met.depth.get(iri) and iri not in covered)
    return tuple(sorted(beyond, key=lambda d: (d.depth, d.paper.name, d.paper.id)))


def _inside(unit: Unit, province: str) -> bool:
    if not province:
        return True
    over = registry.province_of(unit.province) if unit.province else None
    return over.code == province if over else search_key(province) == search_key(unit.province)


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day}/{day.month}/{day.year}"
