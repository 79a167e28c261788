"""What each unit that is asked did about a directive, as far as the store shows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.coverage.branch import CARRYING, Branch, Link, Paper
from graph.coverage.targets import LEVELS, Unit, is_office, of_issuer

__all__ = ["Answer", "Document", "State", "answers", "documents_by_unit"]


class State(StrEnum):
    """The state of one unit; the last is never called 'not issued'."""

    ISSUED = "issued"
    FORWARDED = "forwarded"
    CITED = "cited"
    NOT_IN_CORPUS = "not_in_corpus"


_ORDER: Final = tuple(State)


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a unit about the directive, ``depth`` steps below it; ``link`` proves it."""

    paper: Paper
    state: State
    depth: int
    link: Link


@dataclass(frozen=True, slots=True)
class Answer:
    """A unit with its state, its documents (the earliest that makes the state first) and the days it took.

    ``deep``: it carried the directive out, and so did all below it that stand between; forwarding is transparent.
    """

    unit: Unit
    state: State
    documents: tuple[Document, ...]
    latency: int | None
    deep: bool


def documents_by_unit(branch: Branch) -> dict[str, list[Document]]:
    """Key of a unit → its documents about the root of the branch, each once, the strongest link of it.

    A document that names what another body of its own place carried out says nothing new of that place. What the office
    of a committee or a People's Committee passes on, it passes on for its place (thừa lệnh); it issues nothing for it.
    """
    found: dict[str, dict[str, Document]] = defaultdict(dict)
    for link in branch.links:
        paper, higher = branch.papers[link.lower], branch.papers[link.higher]
        state = _state(link, paper)
        if state is State.CITED and not _is_above(higher, paper):
            continue
        document = Document(paper, state, branch.depth[link.higher] + 1, link)
        passed_on = state is State.FORWARDED and is_office(paper.issuer)
        for key in (*of_issuer(paper.issuer), *((paper.issuer.seat,) if passed_on else ())):
            known = found[key].get(paper.id)
            if known is None or _weight(document) < _weight(known):
                found[key][paper.id] = document
    return {key: sorted(documents.values(), key=_weight) for key, documents in found.items()}


def answers(branch: Branch, units: Sequence[Unit], found: Mapping[str, Sequence[Document]]) -> tuple[Answer, ...]:
    """One answer a unit, in the order of the units."""
    given = [_answer(branch, unit, found.get(unit.key, ())) for unit in units]
    below: dict[str, list[bool]] = defaultdict(list)
    for answer in given:
        if answer.unit.level == "xã":
            below[answer.unit.province].append(answer.deep)
    return tuple(_with_branch(answer, below) for answer in given)


def _answer(branch: Branch, unit: Unit, documents: Sequence[Document]) -> Answer:
    if not documents:
        return Answer(unit, State.NOT_IN_CORPUS, (), None, False)
    state = documents[0].state
    carried = state is State.ISSUED or (state is State.FORWARDED and _goes_on(branch, documents))
    return Answer(unit, state, tuple(documents), _latency(branch, documents), carried)


def _with_branch(answer: Answer, below: Mapping[str, Sequence[bool]]) -> Answer:
    """Of a province whose communes are asked through it, deep is what they all are."""
    communes = below.get(answer.unit.province, ()) if answer.unit.level == "tỉnh" else ()
    if not communes:
        return answer
    passed = answer.state in (State.ISSUED, State.FORWARDED)
    return Answer(answer.unit, answer.state, answer.documents, answer.latency, passed and all(communes))


def _goes_on(branch: Branch, documents: Sequence[Document]) -> bool:
    """Whether something was issued below a forwarding letter."""
    own = {document.paper.id for document in documents}
    return any(link.higher in own and link.relation == "implements" for link in branch.links)


def _latency(branch: Branch, documents: Sequence[Document]) -> int | None:
    """Days from the root to the first document that makes the state."""
    start = branch.papers[branch.root].day
    days = [d.paper.day for d in documents if d.state is documents[0].state and d.paper.day and d.paper.dated]
    return (min(days) - start).days if start and days else None


def _state(link: Link, paper: Paper) -> State:
    if link.relation not in CARRYING or paper.telling:
        return State.CITED
    return State.ISSUED if link.relation == "implements" else State.FORWARDED


def _is_above(higher: Paper, lower: Paper) -> bool:
    levels = [LEVELS.index(p.issuer.level) if p.issuer.level in LEVELS else 0 for p in (higher, lower)]
    return levels[0] < levels[1]


def _weight(document: Document) -> tuple[int, str, int, str]:
    day = document.paper.day.isoformat() if document.paper.day else "9999"
    # of two sources of one document the nearer one is what it carries out
    return _ORDER.index(document.state), day, -document.depth, document.paper.id
