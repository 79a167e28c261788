"""What each unit that is asked did about a directive, as far as the store shows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from graph.coverage.branch import Branch, Link
from graph.coverage.papers import Issuer, Paper
from graph.coverage.targets import LEVELS, Unit, is_office, of_issuer

__all__ = ["Answer", "Document", "State", "answers", "documents_by_unit"]


class State(StrEnum):
    """The state of one unit; the last is never called 'not issued'."""

    ISSUED = "issued"
    FORWARDED = "forwarded"
    CITED = "cited"
    NOT_IN_CORPUS = "not_in_corpus"


_CARRIED: Final = {"implements": State.ISSUED, "forwards": State.FORWARDED}
_ORDER: Final = {state: at for at, state in enumerate(State)}
_RANKS: Final = {level: at for at, level in enumerate(LEVELS)}


class Document(NamedTuple):  # thousands an answer
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
    keys: dict[tuple[Issuer, bool], Sequence[str]] = {}
    papers, depth = branch.papers, branch.depth
    for link in branch.links:
        paper = papers[link.lower]
        state = _state(link, paper)
        if state is State.CITED and not _is_above(papers[link.higher], paper):
            continue
        document = Document(paper, state, depth[link.higher] + 1, link)
        of = (paper.issuer, state is State.FORWARDED)
        if of not in keys:
            keys[of] = _keys(*of)
        for key in keys[of]:
            known = found[key].setdefault(paper.id, document)
            if known is not document and _weight(document) < _weight(known):
                found[key][paper.id] = document
    return {key: sorted(documents.values(), key=_weight) for key, documents in found.items()}


def _keys(issuer: Issuer, forwarded: bool) -> tuple[str, ...]:
    """The keys of the units whose document it is."""
    return (*of_issuer(issuer), *((issuer.seat,) if forwarded and is_office(issuer) else ()))


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
    state = _CARRIED.get(link.relation)
    return State.CITED if state is None or paper.telling else state


def _is_above(higher: Paper, lower: Paper) -> bool:
    return _RANKS.get(higher.issuer.level, 0) < _RANKS.get(lower.issuer.level, 0)


def _weight(document: Document) -> tuple[int, date, int, str]:
    # of two sources of one document the nearer one is what it carries out
    return _ORDER[document.state], document.paper.day or date.max, -document.depth, document.paper.id
