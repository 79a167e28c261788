"""How a chain stands: whom it asks and shows nothing of, and how its tasks stand."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ui.actions.lookup import find
from ui.actions.values import Ambiguous, Candidate, Json, Unknown

if TYPE_CHECKING:
    from graph.coverage.unseen import Unseen
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

    ``unseen``: units asked by the directive or by a document that carries it on, and the communes of a province that
    did answer; ``under`` is the directive (IRI) that asks them. ``gaps``: of whom nothing is seen, of whom only a
    mention or a report, a sentence each. ``tasks``: task → as :func:`ui.actions.standing.standing` has it, of the
    tasks of ``months`` (``YYYY-MM``). Quicker than :func:`ui.actions.coverage`, whose states these are. Raises
    :class:`graph.errors.StoreError`.
    """
    from graph.coverage.unseen import below_of, sentences, unseen
    from graph.reader import open_reader

    with open_reader(home) as reader:
        found = find(reader, code, issuer, date)
        if not isinstance(found, Candidate):
            return found
        below = below_of(reader, found.id)
        return {
            "unseen": list(map(_unseen, unseen(reader, below))),
            "presumed": below.presumed,
            "gaps": list(sentences(below)),
            "tasks": _tasks(reader, months, today),
        }


def _unseen(row: "Unseen") -> Json:
    unit = row.unit
    return {
        "unit": unit.name,
        "unit_id": unit.id,
        "level": unit.level,
        "place": unit.place or unit.province,
        "under": row.under,
    }


def _tasks(reader: "Reader", months: Iterable[str], today: dt.date) -> dict[str, str]:
    """Of the months a task belongs to, the one that tells most of it counts."""
    from graph.month.held import Held
    from graph.month.late import past
    from graph.month.month import words_in
    from graph.statuses import statuses
    from ui.actions.standing import RANK, is_light

    ruled, held, day = statuses(reader), Held(reader.register, None), today.isoformat()
    wanted = list(months)
    out: dict[str, str] = {}
    for month in wanted:
        for task, status in words_in(held, month, day, ruled).items():
            out[task] = min(status, out.get(task, status), key=RANK.index)
    return out | (dict(past(held, day, ruled, wanted).states) if is_light(reader, wanted) else {})
