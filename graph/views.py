"""A store of what concerns some units only: what such a person asks is asked of it, and what is not in it cannot leak.

::

    HOME/views/<key>/store/       a published store like any other, derived from that of HOME
    HOME/views/<key>/view.json    of which state, and what of each text; gone while the view is being brought along
    HOME/views/<key>/reach.json   which reaches; the key is a digest of the grants
    HOME/views/<key>/archive, paper   lead to those of HOME: a digest that no text of the view names is never asked for

A view follows the store by what changed: texts that came, went or changed are put in and taken out, and identity and
decisions are written anew. Which directives are one is taken from the whole store, as fewer mentions would be
identified otherwise; but what names them is one of the mentions in the view. Deleting ``views`` costs nothing but time.
"""

import contextlib
import hashlib
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol

from filelock import FileLock
from pyoxigraph import NamedNode, Quad, RdfFormat
from pyoxigraph import Store as Engine

from graph import decisions, snapshot
from graph.decisions import Decision
from graph.descriptions import mentions_of
from graph.home import Home
from graph.mention import merge
from graph.reach import Extent, Part, Reach, extent, resolve
from graph.reader import Reader, open_reader
from graph.register.mend import LEDGER, WITNESS, digest, mend
from graph.register.register import Register
from graph.rows import OnEngine
from graph.transaction import IDENTIFIED, IDENTITY, translated

__all__ = ["UnknownReach", "own_texts", "reaches_of", "root_of", "told_of_in", "view"]

#: Changed whenever what a view holds of the same store changes.
_VERSION: Final = 1
_ASSERTION: Final = NamedNode("urn:chidao:term:Assertion")
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE, _SUBJECT, _OBJECT = (NamedNode(_RDF + name) for name in ("type", "subject", "object"))
_PATIENCE: Final = 600.0
_VIEWS: Final = "views"
_FIRST: Final = re.compile(r'\{"revision": (\d+),')


class UnknownReach(ValueError):  # noqa: N818 - a fault of a grant
    """A grant names a unit that cannot be told; the message is its name."""


def view(home: Home | Path | str, units: Iterable[str]) -> Path:
    """The home of the view of what concerns these units (see :func:`graph.reach.resolve`), as the store is now.

    Raises :class:`UnknownReach` where one cannot be told, :class:`graph.errors.StoreError`.
    """
    source, names = Home.at(home), sorted(set(units))
    key = hashlib.sha256("\n".join((str(_VERSION), *names)).encode()).hexdigest()[:24]
    place = Home(source.root / _VIEWS / key)
    newest = snapshot.current(source)
    if _revision(place) == newest:
        return place.root
    with translated("dựng kho theo phạm vi"):
        place.create()
        with FileLock(place.lock, timeout=_PATIENCE, thread_local=False):
            if _revision(place) != newest:
                with open_reader(source) as reader:
                    _bring_along(place, reader, names)
    return place.root


def reaches_of(home: Home | Path | str) -> tuple[Reach, ...]:
    """The reaches of a view; none for a home that is no view. Raises ``OSError``, ``ValueError``."""
    if not _is_view(Home.at(home).root):
        return ()
    told = json.loads((Home.at(home).root / "reach.json").read_text(encoding="utf-8"))
    return tuple(Reach(one["province"], one["place"], frozenset(one["units"])) for one in told)


class Seated(Protocol):
    """What sits somewhere, by bare names."""

    @property
    def level(self) -> str:
        """'trung ương', 'tỉnh', 'xã' …"""

    @property
    def place(self) -> str:
        """The commune; '' at a province."""

    @property
    def province(self) -> str:
        """The province."""


def told_of_in(home: Home | Path | str) -> Callable[[Seated], bool]:
    """Whether a store may say of a unit that it did *not* do something: a view may of its own units only, as it holds
    too little of the others; any other home may of all. Raises as :func:`reaches_of`.
    """
    reaches = reaches_of(home)
    return lambda unit: not reaches or any(r.seats(unit.level, unit.place, unit.province) for r in reaches)


def own_texts(home: Home | Path | str) -> frozenset[str]:
    """The texts (IRIs) of a view that are issued within its reaches."""
    own = (graph for graph, part in _read(Home.at(home)).parts.items() if part.own)
    return frozenset(f"urn:chidao:text:{graph.rpartition(':')[2]}" for graph in own)


def root_of(home: Path) -> Path:
    """The home that a view is derived from; any other home is itself."""
    return home.parents[1] if _is_view(home) else home


def _is_view(root: Path) -> bool:
    return root.parent.name == _VIEWS and (root / "reach.json").is_file()


def _bring_along(place: Home, reader: Reader, names: Sequence[str]) -> None:
    found = [(name, resolve(reader, name)) for name in names]
    if unknown := [name for name, reach in found if reach is None]:
        raise UnknownReach(unknown[0])
    reaches = [reach for _, reach in found if reach is not None]
    held = _read(place)
    (place.root / "view.json").unlink(missing_ok=True)
    _write(place.root / "reach.json", [{**asdict(one), "units": sorted(one.units)} for one in reaches])
    _lead(place, reader.home)
    if held.revision < 0:
        shutil.rmtree(place.live, ignore_errors=True)
    wanted = extent(reader, reaches)
    engine = Engine(str(place.live))
    _put(engine, reader, wanted, held.parts)
    texts = {graph.rpartition(":")[2] for graph in wanted.parts}
    made = _made(reader, texts, engine)
    identified = _identified(engine, reader)
    _derived(engine, made, identified)
    engine.flush()
    register = Register.open(place.register)
    try:
        mend(register, _Live(engine), identified, made, anew=False)
        snapshot.publish(place, engine, register.commit)
    finally:
        register.close()
    parts = {graph: [part.digest, part.own, *sorted(part.without)] for graph, part in wanted.parts.items()}
    _write(place.root / "view.json", {"revision": reader.revision, "parts": parts})


class _Live(OnEngine):
    """The live engine as something that a register is derived from."""

    @property
    def engine(self) -> Engine:
        """The engine."""
        return self._engine


def _put(engine: Engine, reader: Reader, wanted: Extent, held: Mapping[str, Part]) -> None:
    """Take out the texts that went or changed, put in those that came or changed."""
    for graph in sorted(graph for graph, part in held.items() if wanted.parts.get(graph) != part):
        engine.remove_graph(NamedNode(graph))
        for quad in list(engine.quads_for_pattern(NamedNode(graph), WITNESS, None, LEDGER)):
            engine.remove(quad)
    for graph in sorted(graph for graph, part in wanted.parts.items() if held.get(graph) != part):
        name = NamedNode(graph)
        quads = list(_without(list(reader.engine.quads_for_pattern(None, None, None, name)), wanted.parts[graph]))
        engine.bulk_extend(quads)
        lines = digest(sorted({f"{quad.triple} ." for quad in quads}))
        engine.update(f'INSERT DATA {{ GRAPH {LEDGER} {{ {name} {WITNESS} "{lines}" }} }}')


def _without(quads: Sequence[Quad], part: Part) -> Iterator[Quad]:
    """The quads of a text but for some tasks, what is asserted of them, and what is told by nothing else."""
    if not part.without:
        yield from quads
        return
    gone: set[object] = {NamedNode(iri) for iri in part.without}
    asserted = {quad.subject for quad in quads if quad.predicate == _TYPE and quad.object == _ASSERTION}
    ends = (quad for quad in quads if quad.predicate in (_SUBJECT, _OBJECT) and quad.object in gone)
    gone |= {quad.subject for quad in ends if quad.subject in asserted}
    told: dict[object, set[object]] = defaultdict(set)
    for quad in quads:
        if isinstance(quad.object, NamedNode):
            told[quad.object].add(quad.subject)
    while more := {
        quad.object
        for quad in quads
        if quad.subject in gone and quad.object not in gone and told[quad.object] and told[quad.object] <= gone
    }:
        gone |= more
    yield from (quad for quad in quads if quad.subject not in gone and quad.object not in gone)


def _made(reader: Reader, texts: set[str], engine: Engine) -> tuple[Decision, ...]:
    """The decisions about what the view holds, and those about these."""
    everything = _as_told(reader)
    named = {iri for one in everything for iri in one.about if _is_told(engine, iri)}
    kept: set[str] = set()
    while True:
        more = {
            one.iri
            for one in everything
            if one.iri not in kept and all(iri in kept or iri in named or _is_place(iri, texts) for iri in one.about)
        }
        if not more:
            return tuple(one for one in everything if one.iri in kept)
        kept |= more


def _as_told(reader: Reader) -> tuple[Decision, ...]:
    """All decisions; those about what stands in a copy, which no view holds, about what the leading text says instead.

    Such a one has another name here, so that what was taken back is left out with what took it back; what a correction
    says is in the graph of the text already.
    """
    told = decisions.recorded(reader)
    standing = {one.iri for one in decisions.in_force(told)}
    return tuple(
        replace(one, made_about=()) if one.made_about else one
        for one in decisions.carried(reader, told)
        if not one.made_about or (one.iri in standing and one.correction is None)
    )


def _is_told(engine: Engine, iri: str) -> bool:
    return next(engine.quads_for_pattern(NamedNode(iri), None, None, None), None) is not None


def _is_place(iri: str, texts: set[str]) -> bool:
    """Whether this is a place that a text of the view leaves open, or one of the candidates for such a place."""
    if not iri.startswith("urn:chidao:place:"):
        return False
    scoped = iri.partition(".x.")[2] or iri.partition(":x.")[2]
    return not scoped or scoped.partition(".")[0] in texts


def _identified(engine: Engine, reader: Reader) -> dict[str, str]:
    """Mention → what names its class in the view: the fullest of the mentions that the view holds of it."""
    whole = {
        quad.subject.value: quad.object.value
        for quad in reader.engine.quads_for_pattern(None, IDENTIFIED, None, IDENTITY)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }
    classes = defaultdict(list)
    for node in merge(mentions_of(_Live(engine))):
        classes[whole.get(node.iri, node.iri)].append(node)
    return {
        node.iri: min(nodes, key=lambda one: one.order).iri for nodes in classes.values() for node in nodes
    }  # fmt: skip


def _derived(engine: Engine, made: Sequence[Decision], identified: dict[str, str]) -> None:
    """Write identity and decisions anew."""
    for name in list(engine.named_graphs()):
        if name == IDENTITY or str(name).startswith("<urn:chidao:graph:decision:"):
            engine.remove_graph(name)
    lines = [f"<{one}> {IDENTIFIED} <{other}> {IDENTITY} ." for one, other in sorted(identified.items())]
    for decision in made:
        lines += [f"{line.removesuffix(' .')} <{decision.graph}> ." for line in decision.statements()]
    engine.bulk_load("\n".join(lines), RdfFormat.N_QUADS, lenient=True)


def _lead(place: Home, source: Home) -> None:
    """Links to the originals, which hold where a home is moved; where the system gives none, there are no pictures."""
    for there, here in ((source.archive, place.archive), (source.paper, place.paper)):
        if there.is_dir() and not here.is_symlink():
            with contextlib.suppress(OSError):
                here.symlink_to(Path("..", "..", there.name), target_is_directory=True)


@dataclass(frozen=True, slots=True)
class _Held:
    """What a view says of itself: of which state it is (-1: it cannot tell), and what it holds."""

    revision: int = -1
    parts: Mapping[str, Part] = field(default_factory=dict)


def _read(place: Home) -> _Held:
    try:
        told = json.loads((place.root / "view.json").read_text(encoding="utf-8"))
        parts = {graph: Part(line[0], line[1], frozenset(line[2:])) for graph, line in told["parts"].items()}
        return _Held(told["revision"], parts)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        return _Held()


def _revision(place: Home) -> int:
    """Of which state a view is; -1: it cannot tell. The first words of its file say so, however much follows."""
    try:
        with (place.root / "view.json").open(encoding="utf-8") as file:
            told = _FIRST.match(file.read(64))
    except (OSError, ValueError):
        return -1
    return int(told[1]) if told else -1


def _write(path: Path, told: object) -> None:
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(json.dumps(told), encoding="utf-8")
    draft.replace(path)
