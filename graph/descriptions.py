"""The writer's index of who mentions which directive: what identity needs, without reading the whole store each time.

It is filled once when writing begins, then follows each transaction; a load therefore costs what it touches.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from pyoxigraph import NamedNode, RdfFormat
from pyoxigraph import Store as Engine

from graph.elimination import eliminate, hint_of, hints_of
from graph.identity import Judgement, People, resolve_nodes, settle
from graph.mention import Mention, Node, code_key, is_open
from graph.rows import OnEngine, Record, Rows, ask
from graph.shelf import own_mentions

__all__ = ["Index", "mention_of", "mentions_in", "mentions_of"]

_BLANK: Final = "urn:chidao:directive:sha:"
_HELD: Final = "urn:chidao:term:byText"


def mentions_of(source: Rows) -> list[Mention]:
    """What the texts of a store say of directives: one mention per text and way of telling; copies, of their own."""
    return [*map(mention_of, ask(source, "mentions")), *own_mentions(source)]


def mentions_in(lines: Iterable[str]) -> list[Mention]:
    """What one graph, given as N-Triples lines, says of directives."""
    engine = Engine()
    engine.load("\n".join(lines), RdfFormat.N_TRIPLES, to_graph=NamedNode("urn:chidao:graph:new"))
    return mentions_of(OnEngine(engine))


class Index:
    """All mentions of a store, counted and merged, under the keys where they meet; and what they are identified as."""

    def __init__(self, source: Rows) -> None:
        self.identified = {row["mentioned"]: row["directive"] for row in ask(source, "identity")}
        self._told: dict[str, Counter[Mention]] = defaultdict(Counter)
        self._nodes: dict[str, Node] = {}
        self._keyed: dict[str, set[str]] = defaultdict(set)
        self._hinted: dict[str, set[str]] = defaultdict(set)
        self._asking: dict[str, set[str]] = defaultdict(set)
        self.change((), mentions_of(source))

    def change(self, gone: Iterable[Mention], come: Iterable[Mention]) -> set[str]:
        """Some texts no longer say this, others now do. Returns the keys that this touches, and the IRIs among them."""
        touched: set[str] = set()
        for mentions, step in ((gone, -1), (come, 1)):
            for mention in mentions:
                self._told[mention.iri][mention] += step
                touched.add(mention.iri)
        return touched.union(*map(self._merge, touched))

    def identity(
        self, keys: Iterable[str], gone: Iterable[Mention], judgements: Sequence[Judgement]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """What the keys were identified as and what they are now, with all that people's words join to them.

        ``gone`` are mentions that have just been taken out, and that were identified too.
        """
        joined = self._joined(set(keys), judgements)
        nodes = self._nodes_of(joined)
        after = settle(nodes, judgements)
        after |= self._eliminated(joined, nodes, after, People.of(judgements))
        concerned = {*after, *(mention.iri for mention in gone)}
        return {iri: self.identified[iri] for iri in concerned if iri in self.identified}, after

    def all_identified(self, judgements: Sequence[Judgement]) -> dict[str, str]:
        """What every mention is identified as, worked out anew."""
        return resolve_nodes(self._nodes_of(self._keyed), judgements)

    def identify(self, before: Iterable[str], after: Mapping[str, str]) -> None:
        """Note what the identity graph now says instead of what it said."""
        for iri in before:
            self.identified.pop(iri, None)
        self.identified.update(after)

    def unidentified(self) -> set[str]:
        """Mentions that the identity graph says nothing of."""
        return self._nodes.keys() - self.identified.keys()

    def keys_of(self, iri: str) -> set[str]:
        """The key under which a directive is mentioned, or would be; and its IRI, which stays when its text goes."""
        return {iri, self._nodes[iri].key if iri in self._nodes else code_key(iri)}

    def _eliminated(
        self, keys: Iterable[str], nodes: Iterable[Node], after: Mapping[str, str], people: People
    ) -> dict[str, str]:
        """What the open mentions are that look for something among these nodes, or for what was there before."""
        hints = {key for key in keys if key.startswith("hint:")}.union(*(hints_of(node) for node in nodes))
        asking = {iri for hint in hints for iri in self._asking.get(hint, ())}
        asking |= {node.iri for node in nodes if is_open(node.iri)}
        while (
            more := {iri for pair in people.apart if asking.intersection(pair) for iri in pair if self._asks(iri)}
            - asking
        ):
            asking |= more
        mentions = [self._nodes[iri] for iri in sorted(asking - people.named)]
        shelf = {
            hint: [self._nodes[iri] for iri in sorted(self._hinted.get(hint, ()))] for hint in map(hint_of, mentions)
        }

        def canonical(iri: str) -> str | None:
            # what an open mention was taken for before says nothing: only a person's word on it does
            return after.get(iri) or (self.identified.get(iri) if iri in people.named or not is_open(iri) else None)

        return eliminate(mentions, shelf, canonical, people.apart)

    def _asks(self, iri: str) -> bool:
        return is_open(iri) and iri in self._nodes

    def _nodes_of(self, keys: Iterable[str]) -> list[Node]:
        return [self._nodes[iri] for iri in sorted(iri for key in keys for iri in self._keyed.get(key, ()))]

    def _merge(self, iri: str) -> set[str]:
        """Merge anew what is told of one IRI; the keys and hints where it stood and stands."""
        former = self._nodes.pop(iri, None)
        if former is not None:
            self._shelve(former, set.discard)
        told = self._told[iri] = +self._told[iri]
        if told:
            node = self._nodes[iri] = Node.of(iri, told)
            self._shelve(node, set.add)
        else:
            del self._told[iri]
        stood = [node for node in (former, self._nodes.get(iri)) if node is not None]
        return {node.key for node in stood}.union(*map(hints_of, stood))

    def _shelve(self, node: Node, doing: Callable[[set[str], str], None]) -> None:
        doing(self._keyed[node.key], node.iri)
        if is_open(node.iri):
            doing(self._asking[hint_of(node)], node.iri)
        for hint in hints_of(node):
            doing(self._hinted[hint], node.iri)

    def _joined(self, keys: set[str], judgements: Sequence[Judgement]) -> set[str]:
        links = [self.keys_of(word.one) | self.keys_of(word.other) for word in judgements]
        while grown := [link for link in links if link & keys and not link <= keys]:
            keys = keys.union(*grown)
        return keys


def mention_of(row: Record) -> Mention:
    """A row of the query ``mentions``."""
    iri, issuer = row["directive"], row["issuer"]
    # a file whose own number or date is blank has no seat in its name: its issuer sits where it was issued; an open
    # mention's name tells where its text speaks from, which its issuer, where named, overrules
    named = issuer if iri.startswith(_BLANK) or (is_open(iri) and issuer) else iri
    return Mention(
        iri=iri,
        code=row["code"] or "",
        type=row["type"] or "",
        date=row["date"],
        earliest=row["earliest"],
        latest=row["latest"],
        seat=(named or "").rpartition(":")[2],
        issuer=row["issuerName"] or "",
        held=row["known"] == _HELD,
        number=row["number"] or "" if is_open(iri) else "",
        symbol=row["symbol"] or "" if is_open(iri) else "",
        title=row["title"] or "",
        seated=not is_open(iri) or bool(issuer) or not row["number"],
    )
