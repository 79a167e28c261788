"""Questions that the register answers about directives: which one a code names, what is told of it."""

import json
from collections.abc import Collection, Iterable
from typing import Final

from graph.register.register import Register

__all__ = ["by_code", "by_code_key", "described", "every", "implementers", "tasks_set"]

_TOLD: Final = ("code", "type", "date", "month", "title", "issuer", "level", "place", "document")
_DESCRIBED: Final = (
    "SELECT m.directive, m.known, m.code, 'urn:chidao:term:' || m.type, m.date, "
    "CASE WHEN x.directive = m.directive THEN x.month END, m.title, n.name, COALESCE(m.level, n.level), "
    "COALESCE(m.place, n.place), CASE WHEN x.directive = m.directive THEN x.file END "
    "FROM json_each(?) w CROSS JOIN identity i ON i.mentioned = w.value AND i.directive = w.value "
    "CROSS JOIN mentioned m ON m.directive = w.value CROSS JOIN texts x ON x.id = m.text "
    "LEFT JOIN issues s ON s.text = m.text AND +s.directive = m.directive "
    "LEFT JOIN named n ON n.unit = s.unit AND n.text = m.text"
)


def by_code(register: Register, codes: Collection[str]) -> list[str]:
    """The directives (canonical IRIs, sorted) that texts name by one of these very codes."""
    rows = register.rows(
        "SELECT DISTINCT i.directive FROM json_each(?) w JOIN mentioned m ON m.code = w.value "
        "JOIN identity i ON i.mentioned = m.directive ORDER BY i.directive",
        (json.dumps(list(codes)),),
    )
    return [iri for (iri,) in rows]


def by_code_key(register: Register, key: str) -> list[str]:
    """The directives (canonical IRIs, sorted) whose code has this :func:`graph.register.fold.code_key`."""
    rows = register.rows(
        "SELECT DISTINCT i.directive FROM mentioned m JOIN identity i ON i.mentioned = m.directive WHERE m.key = ? "
        "ORDER BY i.directive",
        (key,),
    )
    return [iri for (iri,) in rows]


def described(register: Register, directives: Iterable[str]) -> list[dict[str, str | None]]:
    """What the query ``directive`` tells of these canonical IRIs, days and months as ISO text, by their IRIs.

    Of a directive that is held its own text speaks; of any other those that cite it, the greatest of each telling.
    """
    found: dict[str, dict[str, dict[str, str | None]]] = {}
    for directive, known, *told in register.rows(_DESCRIBED, (json.dumps(sorted(set(directives))),)):
        row = found.setdefault(directive, {}).setdefault(known, dict.fromkeys(_TOLD))
        for name, value in zip(_TOLD, told, strict=True):
            row[name] = max(filter(None, (row[name], value)), default=None)
    return [
        {"directive": directive, "known": known, **tellings[known]}
        for directive, tellings in sorted(found.items())
        for known in [max(tellings)]  # byText is greater than byCitation
    ]


def every(register: Register) -> list[str]:
    """The directives (canonical IRIs, sorted) of the store: held, or named by their whole number.

    What one text names otherwise is no directive of the store as long as nobody knows which.
    """
    rows = register.rows(
        "SELECT DISTINCT directive FROM identity WHERE directive NOT LIKE 'urn:chidao:directive:open:%' ORDER BY 1"
    )
    return [iri for (iri,) in rows]


def tasks_set(register: Register) -> dict[str, int]:
    """Directive (canonical) → how many tasks its texts set; those that set none are not there."""
    rows = register.rows(
        "SELECT i.directive, COUNT(*) FROM tasks t JOIN texts x ON x.id = t.text "
        "JOIN identity i ON i.mentioned = x.directive GROUP BY i.directive"
    )
    return dict(rows)


def implementers(register: Register) -> dict[str, int]:
    """Directive (canonical) → how many others say that they carry it out."""
    rows = register.rows(
        "SELECT h.directive, COUNT(DISTINCT o.directive) FROM links l JOIN identity h ON h.mentioned = l.target "
        "JOIN identity o ON o.mentioned = l.source WHERE l.relation = 'implements' AND o.directive <> h.directive "
        "GROUP BY h.directive"
    )
    return dict(rows)
