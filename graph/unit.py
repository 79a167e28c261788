"""One unit, group or post as the store has it: under which names it was seen, what it issued, what was sent to it, and
which of that it took up.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.coverage.branch import Paper, papers
from graph.coverage.targets import own_key
from graph.register.register import Register

__all__ = ["Name", "Sent", "issued", "names", "sent"]

#: Relations by which a document takes up another.
_TAKES_UP: Final = ("implements", "forwards")
#: Types that tell, and ask nothing of whom they are sent to.
_TELLS: Final = frozenset({"type-BC", "type-TTr"})
#: Levels from above to below.
_LEVELS: Final = ("trung ương", "tỉnh", "xã", "chi bộ")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that texts print for the unit: in how many of them, and of one of them its file and IRI."""

    name: str
    texts: int
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A directive sent to the unit by name. ``relation``: 'addressedTo' or 'copiedTo'; ``taken_up``: the directives
    that the unit issued to carry it out or to forward it. ``asks``: it asks something of the unit; a report does not,
    nor does what those below send up.
    """

    directive: str
    relation: str
    assertion: str
    taken_up: tuple[str, ...] = ()
    asks: bool = False


def names(register: Register, unit: str) -> list[Name]:
    """What texts call the unit, in full and as printed where a task names it, the commonest first."""
    rows = register.rows(
        "SELECT s.name, COUNT(DISTINCT s.text), MIN(x.file), MIN(x.iri) FROM ("
        "SELECT n.name, n.text FROM named n JOIN units u ON u.id = n.unit WHERE u.iri = ?1 UNION "
        "SELECT a.surface, t.text FROM assignments a JOIN units u ON u.id = a.unit JOIN tasks t ON t.id = a.task "
        "WHERE u.iri = ?1) s JOIN texts x ON x.id = s.text WHERE s.name IS NOT NULL AND s.name <> '' "
        "GROUP BY s.name ORDER BY 2 DESC, 1",
        (unit,),
    )
    return [Name(*row) for row in rows]


def issued(register: Register, unit: str) -> list[str]:
    """The directives (canonical IRIs) that the unit issued, or its Party committee or standing board, by any text."""
    rows = register.rows(
        "SELECT DISTINCT i.directive FROM json_each(?) w JOIN units u ON u.iri = w.value "
        "JOIN issues s ON s.unit = u.id JOIN identity i ON i.mentioned = s.directive ORDER BY 1",
        (json.dumps(_itself(register, unit)),),
    )
    return [iri for (iri,) in rows]


def _itself(register: Register, unit: str) -> list[str]:
    """The unit with those that are it: its standing board speaks for a committee, a Party committee for its body."""
    seat = unit.rpartition(":")[2]
    rows = register.rows("SELECT iri, name FROM units WHERE substr(iri, ?) = ?", (-len(seat) - 1, f":{seat}"))
    own = next((own_key(seat, name or "") for iri, name in rows if iri == unit), "")
    return [unit, *(iri for iri, name in rows if iri != unit and own and own_key(seat, name or "") == own)]


def sent(register: Register, unit: str) -> list[Sent]:
    """The directives sent to the unit by its name, each once, and what it issued to take them up.

    A letter names whom it is to twice, at its head and, as "Như trên", among its recipients: it is sent by its head.
    """
    told = register.rows(
        "SELECT i.directive, MIN(d.relation || ' ' || d.assertion) FROM addresses d JOIN units u ON u.id = d.unit "
        "JOIN identity i ON i.mentioned = d.directive WHERE u.iri = ? GROUP BY 1 ORDER BY 1",
        (unit,),
    )
    rows = [(iri, *said.split(" ", 1)) for iri, said in told]
    taken = _taken_up(register, issued(register, unit))
    known = papers(register, [iri for iri, *_ in rows])
    ((level,),) = register.rows("SELECT MAX(level) FROM units WHERE iri = ?", (unit,))
    return [
        Sent(
            iri,
            relation,
            assertion,
            tuple(taken.get(iri, ())),
            relation == "addressedTo" and iri in known and _asks(known[iri], level or ""),
        )
        for iri, relation, assertion in rows
    ]


def _asks(paper: Paper, level: str) -> bool:
    """Whether a document asks something of a unit of that level that it is sent to."""
    order = {name: at for at, name in enumerate(_LEVELS)}
    return paper.type not in _TELLS and order.get(paper.issuer.level, 0) <= order.get(level, len(order))


def _taken_up(register: Register, own: Sequence[str]) -> dict[str, list[str]]:
    """Directive → those of ``own`` that carry it out or forward it."""
    found: dict[str, list[str]] = {}
    places = ", ".join("?" * len(own))
    rows = register.rows(
        "SELECT DISTINCT h.directive, i.directive FROM identity i JOIN links l ON l.source = i.mentioned "
        f"JOIN identity h ON h.mentioned = l.target WHERE i.directive IN ({places}) "
        f"AND l.relation IN ({', '.join('?' * len(_TAKES_UP))}) ORDER BY 1, 2",
        (*own, *_TAKES_UP),
    )
    for higher, lower in rows:
        found.setdefault(higher, []).append(lower)
    return found
