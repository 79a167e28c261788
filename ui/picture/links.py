"""The facts of a trace arranged for looking up: who stands above, below and beside whom."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set

from ui.picture.marks import marks
from ui.picture.trace import Fact, Node, Trace

__all__ = ["Links", "Same", "links_of"]

HAS_TASK = "có nhiệm vụ"
ISSUES = "ban hành"
SENT_TO = "gửi"
ANNEXED = "kèm theo"
REJECTED = "đã bác"


class Same:
    """A trace as a key: itself and no other; held, so that its id stays its own."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace

    def __hash__(self) -> int:
        return id(self.trace)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.trace is self.trace


def links_of(trace: Trace) -> "Links":
    """The indexes over a trace; those of the last few traces are kept, as every click asks for them."""
    return _links(Same(trace))


@functools.lru_cache(maxsize=8)
def _links(same: Same) -> "Links":
    return Links(same.trace)


class Links:
    """Indexes over one trace; built once, never changed."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.leaving: dict[str, list[Fact]] = defaultdict(list)
        self.arriving: dict[str, list[Fact]] = defaultdict(list)
        self._lower: dict[str, list[str]] = {}
        self._below: dict[str, frozenset[str]] = {}
        for fact in trace.facts:
            self.leaving[fact.source].append(fact)
            self.arriving[fact.target].append(fact)

    def of(self, node: str) -> list[Fact]:
        """All facts at a node, those that leave it first."""
        return [*self.leaving.get(node, ()), *self.arriving.get(node, ())]

    def lower(self, directive: str) -> list[str]:
        """The directives that carry this one out, rest on it or change it, in order."""
        if directive not in self._lower:
            facts = self._between(self.arriving, directive, {"main", "base"})
            self._lower[directive] = self._ordered(fact.source for fact in facts)
        return self._lower[directive]

    def upper(self, directive: str) -> list[str]:
        """The directives that this one carries out or changes; those that the root rests on as well."""
        ways = {"main", "base"} if directive == self.trace.root else {"main"}
        return self._ordered(fact.target for fact in self._between(self.leaving, directive, ways))

    def beside(self, directive: str) -> list[str]:
        """The directives that this one only cites or rests on, and those that only cite it."""
        cited = [fact.target for fact in self._between(self.leaving, directive, {"side", "base"})]
        citing = [fact.source for fact in self._between(self.arriving, directive, {"side"})]
        return self._ordered([*cited, *citing])

    def carried(self, directive: str) -> bool:
        """Whether some directive of the trace carries this one out, or ends it."""
        facts = self._between(self.arriving, directive, {"main", "base"})
        return any(marks().relation(fact.relation).carries for fact in facts)

    def tasks(self, directive: str) -> list[str]:
        """The tasks that the directive sets, in the order of its outline."""
        found = [f.target for f in self.leaving.get(directive, ()) if f.relation == HAS_TASK and f.grade != REJECTED]
        return list(dict.fromkeys(found))

    def doers(self, task: str) -> list[str]:
        """The units, groups and posts that have something to do with a task."""
        facts = (f for f in self.leaving.get(task, ()) if f.grade != REJECTED)
        drawn = (f.target for f in facts if marks().relation(f.relation).draw != "quiet")
        return [node for node in dict.fromkeys(drawn) if self.node(node).kind not in ("directive", "task")]

    def addressees(self, directive: str) -> list[Fact]:
        """The facts that tell to whom the directive was sent."""
        return [fact for fact in self.leaving.get(directive, ()) if fact.relation == SENT_TO]

    def issuers(self, directive: str) -> list[str]:
        """The units that issued the directive."""
        return [fact.source for fact in self.arriving.get(directive, ()) if fact.relation == ISSUES]

    def below(self, directive: str) -> frozenset[str]:
        """The directive itself and all that carry it out, however far down."""
        if directive not in self._below:
            seen, queue = {directive}, [directive]
            while queue:
                for node in self.lower(queue.pop()):
                    if node not in seen:
                        seen.add(node)
                        queue.append(node)
            self._below[directive] = frozenset(seen)
        return self._below[directive]

    def node(self, node: str) -> Node:
        """The node with this id."""
        return self.trace.nodes[node]

    def _between(self, index: dict[str, list[Fact]], node: str, ways: Set[str]) -> Iterator[Fact]:
        """Facts, not rejected by anyone, of some ways of drawing, whose two ends are different directives."""
        for fact in index.get(node, ()):
            between = all(self.node(end).kind == "directive" for end in (fact.source, fact.target))
            told = fact.grade != REJECTED and marks().relation(fact.relation).draw in ways
            if between and told and fact.source != fact.target:
                yield fact

    def _ordered(self, nodes: Iterable[str]) -> list[str]:
        """Without repetition, by date, then code, then id: the same for any order of the facts."""
        return sorted(set(nodes), key=lambda n: (self.node(n).date or "9999", self.node(n).code, n))
