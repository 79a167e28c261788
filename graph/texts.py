"""The writer's list of all texts, leading or not; and what a change to some of them moves between graphs and shelf."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pyoxigraph import NamedNode
from pyoxigraph import Store as Engine

from graph.copies import Copy, Held, compare, leading, reason
from graph.corrected import apply, in_force_by_text
from graph.corrections import as_read, kept
from graph.decisions import Decision, carried_by, chosen, judgements, text_of
from graph.descriptions import mention_of, mentions_in
from graph.identity import joined
from graph.mention import Mention
from graph.partition import Partition
from graph.prepared import Prepared
from graph.rdf import value_of
from graph.register.derive import Rows, derive, triples_in
from graph.register.mend import ledger
from graph.rows import OnEngine, ask
from graph.shelf import SHELF, Shelved, aside, entry, forget, held_lines, read
from graph.transaction import Put, data

__all__ = ["People", "Plan", "Texts", "held_of"]

#: The remark that a text was read from pictures.
_RECOGNISED: Final = "recognised"
_TEXTS: Final = (
    "SELECT ?text ?own ?file ?sha WHERE { GRAPH ?g { ?text a <urn:chidao:term:Text> ; <urn:chidao:term:textOf> ?own ; "
    "<urn:chidao:term:fileName> ?file ; <urn:chidao:term:sha256> ?sha } }"
)
_PICTURES: Final = (
    "SELECT DISTINCT ?text WHERE { GRAPH ?g { "
    "?text <urn:chidao:term:textOf> ?own . ?own <urn:chidao:term:hasWarning> ?w . "
    f'?w <urn:chidao:term:warningCode> "{_RECOGNISED}" }} }}'
)


@dataclass(frozen=True, slots=True)
class People:
    """What people's words in force say: which directives are one, which texts were chosen, the latest first.

    ``made`` are all decisions, ``corrected`` the texts of which any ever said what is right in place of what was read.
    """

    classes: Partition
    named: frozenset[str]
    chosen: tuple[str, ...]
    made: tuple[Decision, ...] = ()
    corrected: frozenset[str] = frozenset()

    @classmethod
    def of(cls, made: Sequence[Decision]) -> "People":
        """Of all decisions."""
        words = judgements(made)
        named = frozenset(iri for word in words if word.same for iri in (word.one, word.other))
        texts = frozenset(text_of(one.about[0]) for one in made if one.correction is not None)
        return cls(joined(words), named, chosen(made), tuple(made), texts)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one transaction does to texts: graphs written (with their ``rows``) and dropped, mentions that go and
    come, further parts of the update, and what is then known of each text (``None``: nothing).
    """

    puts: tuple[Put, ...] = ()
    rows: Mapping[str, Rows] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    gone: tuple[Mention, ...] = ()
    come: tuple[Mention, ...] = ()
    after: Mapping[str, Shelved | None] = field(default_factory=dict)


def held_of(one: Prepared, came: Iterable[tuple[int, str]] = ()) -> Held:
    """What choosing asks of a text, from its graph made ready and from where it came."""
    head = one.rows.head
    own = head.get("directive") or one.directive
    return Held(
        text=one.text,
        own=own,
        file=head.get("file") or "",
        sha256=head.get("sha256") or "",
        digest=one.digest,
        recognised=any(row[1] == _RECOGNISED for row in one.rows.tables.get("warnings", ())),
        whole=bool(head.get("code") and head.get("date")),
        paged=_is_paged(head.get("file") or ""),
        mentions=_own(one.mentions, own),
        came=frozenset(came),
    )


def _own(mentions: Iterable[Mention], own: str) -> tuple[Mention, ...]:
    return tuple(mention for mention in mentions if mention.held and mention.iri == own)


def _is_paged(file: str) -> bool:
    return file.lower().endswith(".pdf")


class Texts:
    """All texts of a store. Filled once when writing begins, then follows each transaction."""

    def __init__(self, engine: Engine) -> None:
        self._known: dict[str, Shelved] = read(engine)
        self._by_own: dict[str, set[str]] = defaultdict(set)
        self.lacking = self._older(engine)
        for one in self._known.values():
            self._by_own[one.held.own].add(one.held.text)

    def __iter__(self) -> Iterator[Shelved]:
        return iter(self._known.values())

    def __getitem__(self, text: str) -> Shelved | None:
        return self._known.get(text)

    def of(self, own: str, people: People) -> list[Shelved]:
        """All texts of the directive that a text of it calls ``own``."""
        return [self._known[text] for name in self._names(own, people) for text in sorted(self._by_own.get(name, ()))]

    def places(self) -> dict[str, str]:
        """Path → the text that came from it last."""
        found: dict[str, tuple[int, str]] = {}
        for one in self._known.values():
            for run, place in one.held.came:
                found[place] = max((run, one.held.text), found.get(place, (0, "")))
        return {place: text for place, (_, text) in found.items()}

    def last_run(self) -> int:
        """When the last run began that anything came with (seconds since 1970); 0 for none."""
        return max((one.held.run for one in self._known.values()), default=0)

    def untrue(self, people: People) -> list[str]:
        """Names of directives of which not exactly one text leads, or not the right one."""
        found = []
        for root, texts in self._groups(people).items():
            if len(texts) > 1 or texts[0].copy:
                lead = leading([one.held for one in texts], people.chosen).text
                if any((one.copy.lead if one.copy else one.held.text) != lead for one in texts):
                    found.append(root)
        return found

    def of_people(self, before: People, after: People) -> list[str]:
        """Names of the directives of whose texts people's words say otherwise than before."""
        named = before.named | after.named
        moved = [own for own in self._by_own if own in named]
        turned = {*before.chosen, *after.chosen} if before.chosen != after.chosen else set()
        was, now = in_force_by_text(before.made), in_force_by_text(after.made)
        turned |= {text for text in {*was, *now} if was.get(text) != now.get(text)}
        return [*moved, *(self._known[text].held.own for text in turned if text in self._known)]

    def _groups(self, people: People) -> dict[str, list[Shelved]]:
        groups: dict[str, list[Shelved]] = defaultdict(list)
        for one in self._known.values():
            groups[people.classes.find(one.held.own)].append(one)
        return groups

    def _names(self, own: str, people: People) -> list[str]:
        if own not in people.named:
            return [own]
        root = people.classes.find(own)
        return sorted({own, *(name for name in people.named if people.classes.find(name) == root)})

    def follow(self, after: Mapping[str, Shelved | None]) -> None:
        """A transaction has made these what is known."""
        for text, one in after.items():
            former = self._known.pop(text, None)
            if former is not None:
                self._by_own[former.held.own].discard(text)
            if one is not None:
                self._known[text] = one
                self._by_own[one.held.own].add(text)

    def plan(
        self,
        engine: Engine,
        people: People,
        come: Mapping[str, tuple[Held, Prepared | None]] | None = None,
        gone: Collection[str] = (),
        owns: Iterable[str] = (),
    ) -> Plan:
        """What must move so that of each directive touched the right text leads.

        ``come``: texts that are new or told anew, with their graphs where these are new; ``gone``: texts that go;
        ``owns``: further directives to look at.
        """
        come = come or {}
        touched = {*owns, *(held.own for held, _ in come.values())}
        touched |= {one.held.own for text in (*gone, *come) if (one := self._known.get(text))}
        texts = {held.text: held for own in touched for held in (s.held for s in self.of(own, people))}
        texts |= {text: held for text, (held, _) in come.items()}
        groups: dict[str, list[Held]] = defaultdict(list)
        for text in sorted(texts.keys() - set(gone)):
            groups[people.classes.find(texts[text].own)].append(texts[text])
        move = _Move(engine, self._known, come)
        for text in gone:
            move.take(text)
        for group in groups.values():
            move.settle(group, people)
        return move.plan()

    def _older(self, engine: Engine) -> list[str]:
        """The texts of an older store, of which the shelf says nothing; they are known from here on."""
        source = OnEngine(engine)
        rows = {str(value_of(row["text"])): row for row in source.rows(_TEXTS)}
        lacking = sorted(rows.keys() - self._known.keys())
        if not lacking:
            return []
        pictures = {str(value_of(row["text"])) for row in source.rows(_PICTURES)}
        digests = ledger(engine)
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for told in ask(source, "mentions"):
            mentions[told["text"]].append(mention_of(told))
        for text in lacking:
            own, file, sha256 = (str(value_of(rows[text][key])) for key in ("own", "file", "sha"))
            mine = _own(mentions[text], own)
            whole = any(mention.code and mention.date for mention in mine)
            held = Held(text, own, file, sha256, "", text in pictures, whole, _is_paged(file), mine)
            self._known[text] = Shelved(replace(held, digest=digests.get(held.graph, "")))
        return lacking


class _Move:
    """A plan in the making."""

    def __init__(
        self, engine: Engine, known: Mapping[str, Shelved], come: Mapping[str, tuple[Held, Prepared | None]]
    ) -> None:
        self._engine, self._known, self._come = engine, known, come
        self._puts: list[Put] = []
        self._rows: dict[str, Rows] = {}
        self._also: list[str] = []
        self._gone: list[Mention] = []
        self._new: list[Mention] = []
        self._after: dict[str, Shelved | None] = {}

    def plan(self) -> Plan:
        """What was gathered."""
        return Plan(tuple(self._puts), self._rows, tuple(self._also), tuple(self._gone), tuple(self._new), self._after)

    def take(self, text: str) -> None:
        """A text goes."""
        one = self._known[text]
        self._forget(one)
        self._also.append(forget(text))
        self._after[text] = None
        if not one.copy:
            self._drop(one.held.graph)

    def settle(self, group: Sequence[Held], people: People) -> None:
        """Of these texts of one directive the right one leads, as people corrected it; the others are its copies."""
        lead = leading(group, people.chosen)
        copies: dict[str, Copy] = {}
        for other in group:
            if other.text != lead.text:
                why = reason(lead, other, group, people.chosen)
                copies[other.text] = self._put_aside(other, lead, why, again=self._is_new(lead.text))
        known = self._known.get(lead.text)
        new = known is None or known.copy is not None or self._is_new(lead.text)
        if new or people.corrected:
            self._graph_of(lead, copies, people, new=new)
        if new or (known and known.held != lead):
            self._write(Shelved(lead))

    def _is_new(self, text: str) -> bool:
        return text in self._come and self._come[text][1] is not None

    def _graph_of(self, lead: Held, copies: Mapping[str, Copy], people: People, *, new: bool) -> None:
        """Write the graph of the text that leads: what was read, with the corrections in force of it or of a copy."""
        read = self._read(lead)
        made = carried_by(people.made, copies)
        found = apply(read, in_force_by_text(made).get(lead.text, ()), made)
        known = self._known.get(lead.text)
        held = self._graph(lead) if known and not known.copy else []
        if not new and found.graph.lines.split("\n") == held:
            return
        one = found.graph
        if known is not None:
            self._forget(known)
        self._new += one.mentions
        self._puts.append(Put(lead.graph, one.lines, one.digest))
        self._rows[lead.graph] = one.rows
        self._also += kept(lead.graph, found)

    def _put_aside(self, other: Held, lead: Held, why: str, *, again: bool) -> Copy:
        known = self._known.get(other.text)
        former = known.copy if known else None
        same = known is not None and known.held == other and not again and not self._is_new(other.text)
        if same and former and (former.lead, former.why) == (lead.text, why):
            return former
        read = self._read(other)
        copy = Copy(lead.text, why, *compare(_rows(read.lines, other, lead), self._read(lead).rows))
        if known is not None:
            self._forget(known)
            if not known.copy:
                self._drop(other.graph)
        self._new += aside(other)
        self._write(Shelved(other, copy), read.lines)
        return copy

    def _drop(self, graph: str) -> None:
        self._puts.append(Put(graph))
        self._also += kept(graph, None)

    def _write(self, one: Shelved, lines: str = "") -> None:
        self._also += [forget(one.held.text), data("INSERT", str(SHELF), "\n".join(entry(one, lines)))]
        self._after[one.held.text] = one

    def _forget(self, one: Shelved) -> None:
        """What identity heard of a text until now goes."""
        self._gone += aside(one.held) if one.copy else mentions_in(self._graph(one.held))

    def _read(self, held: Held) -> Prepared:
        """A text as it was read, without what people corrected of it."""
        new = self._come.get(held.text, (None, None))[1]
        if new is not None:
            return new
        lines = held_lines(self._engine, held.text)
        found = None if lines else as_read(self._engine, held.text)
        if found is not None:
            return found
        told = lines.splitlines()
        return Prepared(
            held.graph, held.text, held.own, lines, tuple(mentions_in(told)), held.digest, derive(triples_in(told))
        )

    def _graph(self, held: Held) -> list[str]:
        quads = self._engine.quads_for_pattern(None, None, None, NamedNode(held.graph))
        return sorted({f"{quad.triple} ." for quad in quads})


def _rows(lines: str, held: Held, lead: Held) -> Rows:
    """The rows of a text, called as the leading one, so that what both say has one name in both."""
    one, other = (text.rpartition(":")[2] for text in (held.text, lead.text))
    return derive(triples_in(lines.replace(one, other).splitlines()))
