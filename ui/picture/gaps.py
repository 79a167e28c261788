"""Where a chain stops as far as the store can tell: 'not seen in the store', never 'not issued'."""

from dataclasses import dataclass

from ontology.fold import fold
from ui.picture.links import ANNEXED, REJECTED, Links
from ui.picture.marks import short
from ui.picture.trace import Fact, Node

__all__ = ["Gap", "gap_id", "gaps", "stops"]

LEVELS = ("trung ương", "tỉnh", "xã", "chi bộ")


@dataclass(frozen=True, slots=True)
class Gap:
    """``directive`` asks ``unit`` (called ``name``), of which no directive carrying it out is in the store.

    ``fact`` proves it where the unit, or its group, is named as an addressee.
    """

    directive: str
    unit: str
    level: str
    name: str
    fact: Fact | None = None


def gap_id(gap: Gap) -> str:
    """The name of the card of a gap."""
    return short("gap", gap.directive, gap.unit)


def gaps(links: Links, directive: str) -> list[Gap]:
    """Whom a directive asks and the trace shows nothing of: addressees of a lower level, and units told as unseen.

    A group whose units are told one by one is not told again.
    """
    named = _addressed(links, directive)
    told = [unseen for unseen in links.trace.unseen if unseen.under == directive]
    levels = {unseen.level for unseen in told}
    single = {_body(gap.name): gap for gap in named if links.node(gap.unit).kind == "unit"}
    groups = [gap for gap in named if links.node(gap.unit).kind == "group" and gap.level not in levels]
    proofs = {
        links.node(f.target).level: f for f in links.addressees(directive) if links.node(f.target).kind == "group"
    }
    more = [Gap(directive, row.unit, row.level, row.name, proofs.get(row.level)) for row in told]
    return [*single.values(), *groups, *(gap for gap in more if _body(gap.name) not in single)]


def _addressed(links: Links, directive: str) -> list[Gap]:
    level = links.node(directive).level
    answers = [issuer for node in links.below(directive) - {directive} for issuer in _answering(links, node)]
    found: dict[str, Gap] = {}
    for fact in links.addressees(directive):
        unit = links.node(fact.target)
        lower = _rank(unit.level) > _rank(level) >= 0
        if lower and unit.kind in ("unit", "group") and not any(_is_answer(unit, answer) for answer in answers):
            found.setdefault(unit.id, Gap(directive, unit.id, unit.level, unit.label, fact))
    return list(found.values())


def stops(links: Links, directive: str) -> str:
    """Why the chain goes no further at a directive: 'stub', 'lower', 'task' or '' where it does go on.

    'stub': known by citation only. 'lower': of a level that others carry out, and none in the store does.
    'task': nobody carries it out and no task was read in it.
    """
    node = links.node(directive)
    if links.carried(directive) or node.stands == "report" or links.trace.partial:
        return ""
    if node.known == "byCitation":
        return "stub"
    if any(fact.relation == ANNEXED and fact.grade != REJECTED for fact in links.leaving.get(directive, ())):
        return ""
    if 0 <= _rank(node.level) < _rank("xã"):
        return "lower"
    return "" if links.tasks(directive) else "task"


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else -1


def _answering(links: Links, directive: str) -> list[Node]:
    """The issuers of a directive; where none is told, the name on the directive itself stands for it."""
    return [links.node(unit) for unit in links.issuers(directive)] or [links.node(directive)]


def _is_answer(unit: Node, issuer: Node) -> bool:
    """Whether ``issuer`` is the addressee, or of the level of an addressed group."""
    if unit.kind == "group":
        return unit.level == issuer.level
    return unit.id == issuer.id or _body(unit.label) == _body(issuer.unit or issuer.label)


def _body(name: str) -> str:
    """A committee and its standing board are one body here: the board answers for the committee."""
    key = fold(name)
    for board in ("ban thuong vu ", "ban chap hanh ", "thuong truc "):
        key = key.removeprefix(board)
    return key.replace("dang bo ", "dang uy ", 1) if key.startswith("dang bo ") else key
