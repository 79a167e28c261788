"""What reports tell that bear no day: of which month is unknown, so that they close nothing, but are worth a look."""

import json
from collections.abc import Iterable
from typing import Final

from graph.month.facts import SEAT, Outcome, outcome_of
from graph.register.register import Register

__all__ = ["undated"]

_UNDATED: Final = (
    "SELECT o.iri, o.wording, o.progress, o.proved, '', x.iri, COALESCE(x.code, ''), x.file, "
    f"'', o.quote, o.start, o.ending, {SEAT} FROM texts x CROSS JOIN outcomes o ON o.text = x.id "
    "WHERE x.date IS NULL AND x.type = 'type-BC' AND COALESCE(o.month, '') = '' "
    "AND (:all OR COALESCE(x.place, '') || '|' || COALESCE(x.province, '') IN (SELECT value FROM json_each(:places))) "
    "ORDER BY x.iri, o.start"
)


def undated(register: Register, places: Iterable[tuple[str, str]] | None) -> list[Outcome]:
    """The sentences of reports of these places (all where None) that bear no day and name no month."""
    values = {"all": places is None, "places": json.dumps(["|".join(place) for place in places or ()])}
    return [outcome_of(row) for row in register.rows(_UNDATED, values)]
