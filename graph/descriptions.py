"""The writer's index of who mentions which directive: what identity needs, without reading the whole store each time.

It is filled once when writing begins, then follows each transaction; a load therefore costs what it touches.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from pyoxigraph import NamedNode, RdfFormat
from pyoxigraph import Store as Engine

from graph.identity import Judgement, Mention, code_key, resolve
from graph.rows import OnEngine, Record, Rows, ask

__all__ = ["Index", "mentions_in", "mentions_of"]

_BLANK: Final = "urn:chidao:directive:sha:"
_HELD: Final = "urn:chidao:term:byText"

_T = TypeVar("_T")


def mentions_of(source: Rows, text: str | None = None) -> list[Mention]:
    """What the texts of a store (or one of them) say of directives: one mention per text and way of telling."""
    return [_mention(row) for row in ask(source, "mentions", text=text)]


def mentions_in(lines: Iterable[str]) -> list[Mention]:
    """What one graph, given as N-Triples lines, says of directives."""
    engine = Engine()
    engine.load("\n".join(lines), RdfFormat.N_TRIPLES, to_graph=NamedNode("urn:chidao:graph:new"))
    return mentions_of(OnEngine(engine))


class Index:
    """All mentions of a store, counted, under the keys where they meet."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self._by_key: dict[str, Counter[Mention]] = defaultdict(Counter)
        self._keys: dict[str, Counter[str]] = defaultdict(Counter)
        self.add(mentions)

    def add(self, mentions: Iterable[Mention]) -> None:
        """One more text says this."""
        for mention in mentions:
            self._by_key[mention.key][mention] += 1
            self._keys[mention.iri][mention.key] += 1

    def remove(self, mentions: Iterable[Mention]) -> None:
        """One text less says this."""
        for mention in mentions:
            _take(self._by_key, mention.key, mention)
            _take(self._keys, mention.iri, mention.key)

    def identity(self, keys: Iterable[str], judgements: Sequence[Judgement]) -> dict[str, str]:
        """Mentioned IRI → directive, for the keys and all that people's words join to them."""
        concerned = self._joined(set(keys), judgements)
        return resolve((mention for key in sorted(concerned) for mention in self._by_key.get(key, ())), judgements)

    def keys_of(self, iri: str) -> set[str]:
        """The keys under which a directive is mentioned, or would be."""
        return set(self._keys.get(iri, ())) or {code_key(iri)}

    def _joined(self, keys: set[str], judgements: Sequence[Judgement]) -> set[str]:
        links = [self.keys_of(word.one) | self.keys_of(word.other) for word in judgements]
        while grown := [link for link in links if link & keys and not link <= keys]:
            keys = keys.union(*grown)
        return keys


def _take(counters: dict[str, Counter[_T]], name: str, item: _T) -> None:
    counter = counters[name]
    counter[item] -= 1
    if counter[item] <= 0:
        del counter[item]
    if not counter:
        del counters[name]


def _mention(row: Record) -> Mention:
    # a file whose own number or date is blank has no seat in its name: its issuer sits where it was issued
    named = row["issuer"] if row["directive"].startswith(_BLANK) else row["directive"]
    return Mention(
        iri=row["directive"],
        code=row["code"] or "",
        type=row["type"] or "",
        date=row["date"],
        earliest=row["earliest"],
        latest=row["latest"],
        seat=(named or "").rpartition(":")[2],
        issuer=row["issuerName"] or "",
        held=row["known"] == _HELD,
    )
