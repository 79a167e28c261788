"""How a chain stands: whom it asks and shows nothing of, and how its tasks stand."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ui.actions.lookup import find
from ui.actions.values import Ambiguous, Candidate, Json, Unknown

if TYPE_CHECKING:
    from graph.coverage.states import Answer
    from graph.coverage.targets import Unit
    from graph.reader import Reader

__all__ = ["standings"]


def standings(
    home: Path,
    code: str,
    months: Iterable[str] = (),
    *,
    today: dt.date,
    issuer: str | None = None,
    date: str | None = None,
) -> Json | Ambiguous | Unknown:
    """Who is asked by the directive that ``code`` names and not seen in the store, and how tasks stand ``today``.

    ``unseen``: units asked directly, and the communes of a province that did answer; ``under`` is the directive (IRI)
    next above them. ``tasks``: task → done, claimed, partial, overdue, open or cancelled, of the tasks of ``months``
    (``YYYY-MM``). Quicker than :func:`ui.actions.coverage`, whose states these are. Raises
    :class:`graph.errors.StoreError`.
    """
    from graph.coverage.branch import branch
    from graph.coverage.states import answers, documents_by_unit
    from graph.coverage.targets import asked, below
    from graph.reader import open_reader
    from graph.views import told_of_in

    with open_reader(home) as reader:
        found = find(reader, code, issuer, date)
        if not isinstance(found, Candidate):
            return found
        met = branch(reader.register, found.id, None)
        root = met.papers[found.id]
        whom = asked(reader, root)
        given = answers(met, [*whom.units, *below(whom.units, root.day)], documents_by_unit(met))
        return {
            "unseen": _unseen(given, found.id, whom.presumed, told_of_in(reader.home)),
            "presumed": whom.presumed,
            "tasks": _tasks(reader, months, today),
        }


def _unseen(given: "Iterable[Answer]", root: str, presumed: bool, told_of: "Callable[[Unit], bool]") -> list[Json]:
    """What is only presumed to be asked is not told as unseen, nor of whom the store may not tell that."""
    answered = {
        answer.unit.province: answer.documents[0].paper.id
        for answer in given
        if answer.unit.level == "tỉnh" and answer.documents and answer.state.value in ("issued", "forwarded")
    }
    return [
        {
            "unit": answer.unit.name,
            "unit_id": answer.unit.id,
            "level": answer.unit.level,
            "place": answer.unit.place or answer.unit.province,
            "under": root if answer.unit.direct else answered[answer.unit.province],
        }
        for answer in given
        if answer.state.value == "not_in_corpus"
        and told_of(answer.unit)
        and ((answer.unit.direct and not presumed) or (not answer.unit.direct and answer.unit.province in answered))
    ]


def _tasks(reader: "Reader", months: Iterable[str], today: dt.date) -> dict[str, str]:
    """Of the months a task belongs to, the one that tells most of it counts."""
    from graph.month.month import words_of
    from graph.statuses import statuses

    ruled = statuses(reader)
    order = ("cancelled", "done", "claimed", "partial", "overdue", "open")
    out: dict[str, str] = {}
    for month in months:
        for task, status in words_of(reader.register, month, None, today.isoformat(), ruled).items():
            out[task] = min(status, out.get(task, status), key=order.index)
    return out
