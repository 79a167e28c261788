"""Step 6b, official units: each name of a reading with its code in the registry and its body, or with candidates.

Nothing here changes a name: what is printed stays, and the registry's answer stands beside it.
"""

from collections.abc import Iterator
from functools import cached_property

from ontology import registry
from ontology.model import Actor, Reading
from ontology.official import Official, official

__all__ = ["Officials"]


class Officials:
    """The official units of one reading, each worked out once, on the day of the document (or its latest bound)."""

    def __init__(self, reading: Reading) -> None:
        document = reading.document
        self._reading = reading
        self._day = document.date or document.date_to or document.date_from
        self._known: dict[Actor, Official | None] = {}

    def of(self, actor: Actor) -> Official | None:
        """What the registry knows of an actor of this reading; ``None`` where it is unknown."""
        if actor not in self._known:
            self._known[actor] = self._official(actor)
        return self._known[actor]

    def _official(self, actor: Actor) -> Official | None:
        around = self._reading.document.province
        found = official(actor, self._day, around=around)
        if found is None or len(found.candidates) < 2 or not self._near:
            return found
        return official(actor, self._day, self._near, around)

    @cached_property
    def _near(self) -> frozenset[str]:
        """Provinces whose bare names stand among the addressees and recipients, or with the issuer of a citation."""
        lines = list(self._lines())
        listed = (place.name for place in registry.provinces(self._day))
        return frozenset(name for name in listed if any(name in line for line in lines))

    def _lines(self) -> Iterator[str]:
        document = self._reading.document
        yield from document.addressee_lines
        yield from (actor.surface for actor, _ in (*document.addressees, *document.recipients))
        yield from (evidence.quote for _, evidence in document.recipients)
        yield from (citation.issuer.surface for citation in self._reading.citations if citation.issuer)
