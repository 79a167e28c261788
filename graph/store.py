"""The store on disk: one writer, guarded by a file lock; any number of readers, each on a published snapshot.

A document is one named graph, and loading, replacing or withdrawing it is one transaction that brings the identity
graph along; a crash at any moment leaves whole documents only. What a call acknowledges by returning is on the disk.
Readers see it after :meth:`Writer.publish`, which closing does by itself.
"""

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pyoxigraph import Store as Engine

from graph import bulk, corrected, decisions, snapshot
from graph.copies import Held, leading
from graph.decisions import Decision
from graph.descriptions import Index
from graph.errors import StoreError, UnknownText
from graph.home import Home, sync_directory
from graph.prepared import Prepared, prepare
from graph.rdf import Row
from graph.reader import Reader, open_reader
from graph.register.keeper import Keeper
from graph.rows import select
from graph.shelf import SHELF, Shelved, entry
from graph.texts import People, Plan, Texts, held_of
from graph.transaction import IDENTITY, Change, Put, data, identity, translated, update
from graph.turns import Turn
from ontology.dataset import TextGraph

__all__ = ["Reader", "Writer", "open_reader", "open_writer"]

#: How many transactions may wait for one flush, and how many new documents are stored at once.
_BATCH: Final = 200


def open_writer(home: Home | Path | str, patience: float = 0.0, *, run: bool = False) -> "Writer":
    """The one writer of the store in ``home``, which is made where it is missing. Use it in a ``with`` statement.

    ``patience``: so many seconds to wait while someone else writes; ``run``: whether documents are brought in or taken
    out (:mod:`graph.turns`). Raises ``StoreBusy`` if someone else writes, :class:`StoreError` if the store cannot
    be opened.
    """
    place = Home.at(home)
    turn = Turn(place, run=run)
    try:
        place.create()
        turn.take(patience)
    except OSError as error:
        raise StoreError.of(error, f"tạo kho tại {place.root}") from error
    try:
        return Writer(place, turn)
    except BaseException:
        turn.end()
        raise


class Writer:
    """The one process that changes a store. Made by :func:`open_writer`; not for use by several threads at once."""

    def __init__(self, home: Home, turn: Turn) -> None:
        self.home = home
        self._turn = turn
        self._begin()

    def _begin(self) -> None:
        """Open the store, learn what is needed of it, and make good what a crash left."""
        home, self._waiting = self.home, 0
        self._lame = False  # whether a disk that failed us left identity untrue, until the next opening
        with translated("mở kho"):
            bulk.sweep(home.live)
            self._engine: Engine | None = Engine(str(home.live))
            self._decisions = decisions.recorded(self)
            self._index = Index(self)
            self._texts = Texts(self._engine)
            self._people = People.of(self._decisions)
            self._keeper = Keeper(home, self, _published(home))
            self._heal()
            if home.unpublished.exists():
                self.publish()
            elif self._keeper.torn and _published(home) > 0:
                self._keeper.mend(self._index.identified, self._decisions)
                self._keeper.commit(_published(home))

    def rows(self, query: str) -> Sequence[Row]:
        """The solutions of a SELECT on the live store, unpublished changes included; raises :class:`StoreError`."""
        with translated("đọc kho"):
            return select(self._open, query)

    def load(
        self, graphs: TextGraph | Iterable[TextGraph | Prepared], came: Mapping[str, tuple[int, str]] | None = None
    ) -> int:
        """Store documents, each in one transaction that replaces what the store held of the same file; of several texts
        of one directive one leads (:mod:`graph.copies`).

        ``came``: text → when the run began (seconds since 1970) and the path, where these are known.
        Returns how many; all of them are then safe on the disk. Raises ``ValueError`` for a graph with blank nodes,
        :class:`StoreError` or :class:`StoreFull`: then every document is stored whole or not at all.
        """
        each = (graphs,) if isinstance(graphs, TextGraph) else graphs
        ready = (prepare(graph) if isinstance(graph, TextGraph) else graph for graph in each)
        told = {text: frozenset([place]) for text, place in (came or {}).items()}
        count = 0
        while group := tuple(islice(ready, _BATCH)):
            fresh = self._fresh(group, told)
            if len(fresh) < bulk.MANY:
                fresh = ()
            else:
                self._load_fresh(fresh, [held_of(one, told.get(one.text, ())) for one in fresh])
            for one in group:
                if one not in fresh:
                    self._load_one(one, told.get(one.text, frozenset()))
            count += len(group)
        self.flush()
        return count

    def as_stored(self, one: Prepared) -> Prepared:
        """What loading a document that leads would store: what it says, with what people corrected of it."""
        made = decisions.carried(self, self._decisions)
        return corrected.apply(one, corrected.in_force_by_text(made).get(one.text, ()), made).graph

    def is_corrected(self, text: str) -> bool:
        """Whether a text was ever corrected: then what was read stands beside what is stored."""
        return text in self._people.corrected

    def _fresh(self, group: Sequence[Prepared], came: Mapping[str, frozenset[tuple[int, str]]]) -> tuple[Prepared, ...]:
        """Those that the store does not hold, and that lead though nothing of the store is asked."""
        names = [one.text for one in group]
        new = [one for one in group if names.count(one.text) == 1 and self._texts[one.text] is None]
        by_name: dict[str, list[Held]] = defaultdict(list)
        for held in (held_of(one, came.get(one.text, ())) for one in new):
            if not self._texts.of(held.own, self._people):
                by_name[self._people.classes.find(held.own)].append(held)
        leads = {leading(texts, self._people.chosen).text for texts in by_name.values()}
        leads -= self._people.corrected
        return tuple(one for one in new if one.text in leads)

    def _load_one(self, one: Prepared, came: frozenset[tuple[int, str]]) -> None:
        """Put one document in the place of what the store holds of it."""
        former = self._texts[one.text]
        held = held_of(one, came | (former.held.came if former else frozenset()))
        plan = self._texts.plan(self._open, self._people, {one.text: (held, one)})
        self._carry_out(plan, f"lưu văn bản {one.text}")

    def came(self, text: str, run: int, place: str) -> None:
        """A text that the store holds came once more, from this path in this run: it is the newest there.

        Raises :class:`UnknownText`, :class:`StoreError`.
        """
        former = self._texts[text]
        if former is None:
            raise UnknownText(f"Kho không có toàn văn {text}.")
        held = replace(former.held, came=former.held.came | {(run, place)})
        self._carry_out(self._texts.plan(self._open, self._people, {text: (held, None)}), f"ghi nơi đến của {text}")

    def _load_fresh(self, fresh: Sequence[Prepared], held: Sequence[Held]) -> None:
        """Store many documents that the store does not hold: all or none of them."""
        come = [mention for one in fresh for mention in one.mentions]
        keys = self._index.change((), come)
        before, after = self._index.identity(keys, (), decisions.judgements(self._decisions))
        try:
            with translated("lưu văn bản"):
                self._mark()
                bulk.put(self._open, fresh, [line for one in held for line in entry(Shelved(one))], before, after)
        except BaseException:
            self._index.change(come, ())
            self._lame = not bulk.take_back(self._open, before, after)
            raise
        self._index.identify(before, after)
        self._texts.follow({one.text: Shelved(one) for one in held})
        for one in fresh:
            self._keeper.put(one.iri, one.digest, one.rows)
        self._keeper.identify(before, after)

    @property
    def texts(self) -> Texts:
        """All texts of the store, leading or not."""
        return self._texts

    def beside(self, text: str) -> list[Shelved]:
        """All texts of the directive of a text (IRI), itself included; none for one that the store does not hold."""
        one = self._texts[text]
        return self._texts.of(one.held.own, self._people) if one else []

    def _heal(self) -> None:
        """Make good what a crash left between two steps of loading many documents."""
        lacking = self._index.unidentified()
        if lacking:
            keys = frozenset(key for iri in lacking for key in self._index.keys_of(iri))
            self._transact(Change(keys=keys), "dựng lại đồ thị nhận dạng")
            self.flush()
        if self._texts.lacking:
            known = [one for text in self._texts.lacking if (one := self._texts[text])]
            lines = "\n".join(line for one in known for line in entry(one))
            self._transact(Change(also=(data("INSERT", str(SHELF), lines),)), "ghi danh mục toàn văn")
        for own in self._texts.untrue(self._people):
            self._carry_out(self._texts.plan(self._open, self._people, owns=[own]), "chọn toàn văn của văn bản")
            self.flush()

    def withdraw(self, text: str) -> None:
        """Take one file's text (by its IRI) out of the store; decisions about it stay. Raises :class:`UnknownText`."""
        if self._texts[text] is None:
            raise UnknownText(f"Kho không có toàn văn {text}.")
        self._carry_out(self._texts.plan(self._open, self._people, gone=[text]), f"rút văn bản {text}")
        self.flush()

    def decide(self, decision: Decision) -> str:
        """Record a person's decision, with what follows from it for identity and for the text that it corrects.

        Returns its IRI.
        """
        before = self._decisions
        after = (decision, *(known for known in before if known.iri != decision.iri))
        judged = {*decisions.judgements(before)}.symmetric_difference(decisions.judgements(after))
        keys = {key for word in judged for iri in (word.one, word.other) for key in self._index.keys_of(iri)}
        people = People.of(after)
        texts = self._texts.of_people(self._people, people)
        self._decisions = after
        try:
            plan = self._texts.plan(self._open, people, owns=texts)
            put = Put(decision.graph, "\n".join(decision.statements()))
            self._carry_out(plan, "ghi quyết định", (put,), frozenset(keys))
        except BaseException:
            self._decisions = before
            raise
        self._people = people
        self._keeper.rule(decisions.carried(self, after))
        self.flush()
        return decision.iri

    def reidentify(self) -> None:
        """Work the identity graph out anew from all texts and decisions, should it ever be found untrue."""
        found = self._index.all_identified(decisions.judgements(self._decisions))
        with translated("dựng lại đồ thị nhận dạng"):
            self._mark()
            self._open.update(" ;\n".join((f"DROP SILENT GRAPH {IDENTITY}", *identity("INSERT", found, {}))))
        self._index.identify([*self._index.identified], found)
        self.rebuild_register()
        self.flush()

    def rebuild_register(self) -> None:
        """Derive the register anew from the graphs; readers see it with the next snapshot."""
        with translated("dựng lại sổ tra cứu"):
            self._mark()
            self._keeper.mend(self._index.identified, self._decisions, anew=True)

    def flush(self) -> None:
        """Make all changes durable."""
        with translated("ghi kho xuống đĩa"):
            self._open.flush()
        self._waiting = 0

    def publish(self) -> int:
        """Show the present state to readers; returns its revision. Where nothing changed, that of the newest one."""
        if self._lame or not self.home.unpublished.exists():
            return snapshot.current(self.home)
        with translated("công bố kho"):
            if self._keeper.torn:
                self._keeper.mend(self._index.identified, self._decisions)
            revision = snapshot.publish(self.home, self._open, self._keeper.commit)
            self.home.unpublished.unlink(missing_ok=True)
        return revision

    def is_wanted(self) -> bool:
        """Whether somebody else waits to write."""
        return self._turn.is_wanted()

    def give_way(self, patience: float) -> None:
        """Publish, let whoever waits write, and go on from what the store holds then; costs as much as opening it.

        Raises ``StoreBusy`` where the store is not to be had again within ``patience`` seconds, and
        :class:`StoreError`; this writer is closed then.
        """
        self._leave()
        self._turn.pass_on(patience)
        try:
            self._begin()
        except BaseException:
            self._engine = None
            raise

    def close(self) -> None:
        """Publish what is not published, and let the next writer in; doing so twice is harmless."""
        try:
            self._leave()
        finally:
            self._turn.end()

    def _leave(self) -> None:
        if self._engine is None:
            return
        try:
            self.publish()
        finally:
            self._keeper.close()
            self._engine = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # a failure to publish must not hide the failure that led here
        with contextlib.suppress(StoreError) if error else contextlib.nullcontext():
            self.close()

    @property
    def engine(self) -> Engine:
        """The engine that holds the live state; only this writer changes it."""
        return self._open

    @property
    def _open(self) -> Engine:
        if self._engine is None:
            raise StoreError("Kho đã đóng.")
        return self._engine

    def _carry_out(self, plan: Plan, doing: str, puts: Sequence[Put] = (), keys: frozenset[str] = frozenset()) -> None:
        """Do what a plan says, and what else belongs to the same transaction."""
        self._transact(Change((*plan.puts, *puts), plan.gone, plan.come, keys, plan.also), doing)
        self._texts.follow(plan.after)
        for put in plan.puts:
            if put.lines:
                self._keeper.put(put.graph, put.digest, plan.rows[put.graph])
            else:
                self._keeper.drop(put.graph)
        if self._decisions and any(one and one.copy for one in plan.after.values()):
            self._keeper.rule(decisions.carried(self, self._decisions))

    def _transact(self, change: Change, doing: str) -> None:
        """Do all of a change or none of it, on the disk and in the index."""
        keys = change.keys | self._index.change(change.gone, change.come)
        try:
            before, after = self._index.identity(keys, change.gone, decisions.judgements(self._decisions))
            with translated(doing):
                self._mark()
                self._open.update(update(change, before, after))
        except BaseException:
            self._index.change(change.come, change.gone)
            raise
        self._index.identify(before, after)
        self._keeper.identify(before, after)
        self._waiting += 1
        if self._waiting >= _BATCH:
            self.flush()

    def _mark(self) -> None:
        """Note, durably, that snapshots lag behind, so that a crash before publishing is made good later."""
        if not self.home.unpublished.exists():
            self.home.unpublished.touch()
            sync_directory(self.home.store)


def _published(home: Home) -> int:
    """The newest snapshot's revision; -1 where CURRENT is damaged, which the next publication repairs."""
    try:
        return snapshot.current(home)
    except StoreError:
        return -1
