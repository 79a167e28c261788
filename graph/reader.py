"""Reading the store: always one published state, whole, while the writer goes on writing."""

import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from pyoxigraph import NamedNode
from pyoxigraph import Store as Engine

from graph.errors import StoreError
from graph.home import Home
from graph.rdf import Row
from graph.register.register import Register, claim, is_ahead
from graph.rows import select
from graph.shelf import SHELF
from graph.snapshot import Lease, current

if TYPE_CHECKING:
    from rdflib import Dataset, Graph

__all__ = ["Reader", "open_reader"]

_TEXT_OF: Final = NamedNode("urn:chidao:term:textOf")
#: How often a snapshot may vanish between being named and being claimed before we give up.
_TRIES: Final = 10
#: How long a writer may take, in seconds, from committing the register to naming the snapshot that it belongs to.
_MOMENT: Final = 1.0


def open_reader(home: Home | Path | str) -> "Reader":
    """A reader of the newest published state in ``home``; an empty one where nothing is published yet.

    A store older than the shelf (:mod:`graph.shelf`) is brought along first, where nobody writes it. Raises
    :class:`StoreError`.
    """
    reader = Reader(Home.at(home))
    if reader.is_older and _bring_along(reader.home):
        reader.refresh()
    return reader


class Reader:
    """One published state of a store; it changes only when its user asks for a newer one with :meth:`refresh`."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._dataset: Dataset | None = None
        self._register: Register | None = None
        #: What was worked out of this state and is wanted again, by its name.
        self.kept: dict[str, Any] = {}
        self.revision, self._engine, self._lease, self._claimed = _newest(home)

    def rows(self, query: str) -> Sequence[Row]:
        """The solutions of a SELECT query, each a mapping from variable to term; an unbound variable is absent.

        Raises :class:`ontology.queries.QueryError` for bad SPARQL, :class:`StoreError` if the disk fails.
        """
        try:
            return select(self._engine, query)
        except OSError as error:
            raise StoreError.of(error, "đọc kho") from error

    @property
    def engine(self) -> Engine:
        """The engine that holds this state, for patterns and serialisation; it refuses to be changed."""
        return self._engine

    @property
    def is_older(self) -> bool:
        """Whether this state is older than the shelf, so that of several texts of a directive each is counted."""
        if self._engine.contains_named_graph(SHELF) or _is_view(self.home):
            return False
        return next(self._engine.quads_for_pattern(None, _TEXT_OF, None), None) is not None

    @property
    def has_register(self) -> bool:
        """Whether the register on the disk is of this state."""
        return self._claimed is not None

    @property
    def register(self) -> "Register":
        """The register of this very state: the one on the disk, or where that is of another state one made in memory.

        Raises :class:`StoreError` if the disk fails.
        """
        if self._register is None:
            from graph.register.mend import in_memory  # noqa: PLC0415 - hardly ever needed

            self._register = self._claimed or in_memory(self)
        return self._register

    @property
    def dataset(self) -> "Dataset":
        """This state as an rdflib dataset; write ``GRAPH ?g { … }`` in its queries, and pass them as text."""
        if self._dataset is None:
            from oxrdflib import OxigraphStore  # noqa: PLC0415 - a tenth of a second that few readers need
            from rdflib import Dataset  # noqa: PLC0415

            self._dataset = Dataset(store=OxigraphStore(store=self._engine))
        return self._dataset

    def graph(self, iri: str) -> "Graph":
        """A copy of one named graph in memory, strings plain again (``dataset`` types each as ``xsd:string``)."""
        from rdflib import Graph  # noqa: PLC0415

        quads = self._engine.quads_for_pattern(None, None, None, NamedNode(iri))
        lines = sorted(f"{quad.triple} .\n" for quad in quads)
        return Graph().parse(data="".join(lines), format="nt")

    def refresh(self) -> bool:
        """Go on to the newest published state; says whether there was a newer one. Raises :class:`StoreError`."""
        if current(self.home) == self.revision:
            return False
        lease, claimed, made = self._lease, self._claimed, self._register
        self.revision, self._engine, self._lease, self._claimed = _newest(self.home)
        self._dataset, self._register, self.kept = None, None, {}
        _give_up(lease, claimed, made)
        return True

    def close(self) -> None:
        """Give the state up; a closed reader is empty."""
        self._engine, self._dataset = Engine(), None
        _give_up(self._lease, self._claimed, self._register)
        self._register, self._claimed, self.kept = None, None, {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _is_view(home: Home) -> bool:
    """Whether this is the home of a view, which holds leading texts only and no shelf (:mod:`graph.views`)."""
    return home.root.parent.name == "views"


def _bring_along(home: Home) -> bool:
    """Have a writer look at an older store: opening it sets right what is needed. Says whether it could."""
    from graph.store import open_writer  # noqa: PLC0415 - a store is older than the shelf once in its life

    try:
        with open_writer(home):
            return True
    except StoreError:
        return False


def _give_up(*held: "Lease | Register | None") -> None:
    for one in held:
        if isinstance(one, Lease):
            one.release()
        elif one is not None:
            one.close()


def _moves_on(home: Home, revision: int) -> bool:
    """Whether another state is shown by now, or, where the register is of the next one already, is shown at once.

    A writer that died between the two leaves the register ahead; after a moment it is done without.
    """
    until = time.monotonic() + _MOMENT
    while current(home) == revision:
        if time.monotonic() > until or not is_ahead(home.register, revision):
            return False
        time.sleep(0.01)
    return True


def _newest(home: Home) -> tuple[int, Engine, Lease | None, "Register | None"]:
    for _ in range(_TRIES):
        revision = current(home)
        if revision == 0:
            return 0, Engine(), None, None
        try:
            lease = Lease(home.lease(revision))
            engine = Engine.read_only(str(home.snapshot(revision)))
        except OSError as error:
            # taken away while we reached for it: a newer one stands
            failure = error
            continue
        register = claim(home.register, revision)
        if register is None and _moves_on(home, revision):
            # published again between our two claims: both must be of one state
            lease.release()
            failure = OSError("a newer state")
            continue
        return revision, engine, lease, register
    raise StoreError.of(failure, "mở kho để đọc") from failure
