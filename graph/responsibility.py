"""Who owns what: units by role and by how it is known; tasks nobody owns or two lead; reports owed.

Everything is asked of the register. An assignment that a person rejected does not count.
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Final

from graph.register.find import REJECTED
from graph.register.register import Register

__all__ = [
    "OF_SCOPE",
    "Burden",
    "Load",
    "Scope",
    "burdens",
    "days_owned",
    "leaderless",
    "loads",
    "ownerless",
    "pile_ups",
]

#: So many days due on one day for one unit are a pile-up.
PILE: Final = 5


@dataclass(frozen=True, slots=True)
class Scope:
    """Which tasks: of a month ('2026-06'), of a directive (canonical IRI), of units (IRIs); '' and () choose all."""

    month: str = ""
    directive: str = ""
    units: tuple[str, ...] = ()

    def values(self) -> dict[str, str]:
        """The parameters of the queries below."""
        return {"month": self.month, "directive": self.directive, "units": json.dumps(self.units)}


#: The tasks ``t`` of a :class:`Scope`, by its month and directive.
OF_SCOPE: Final = (
    "(:month = '' OR EXISTS (SELECT 1 FROM months m WHERE m.month = :month AND m.task = t.id)) AND "
    "(:directive = '' OR t.directive IN (SELECT i.mentioned FROM identity i WHERE i.directive = :directive))"
)
_OF_UNIT: Final = "(:units = '[]' OR u.iri IN (SELECT value FROM json_each(:units)))"


@dataclass(slots=True)
class Load:
    """One unit's row of the matrix: tasks by role, those it leads, those it owns by grade, days due by month."""

    unit: str
    name: str
    kind: str
    roles: Counter[str] = field(default_factory=Counter)
    leads: int = 0
    grades: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)


def loads(register: Register, scope: Scope) -> list[Load]:
    """A row for each unit that has a part in a task, those that own most first."""
    found: dict[str, Load] = {}
    rows = register.rows(
        "SELECT u.iri, u.name, u.kind, a.role, a.grade, MAX(COALESCE(a.lead, 0)), "
        "(SELECT MAX(substr(d.due, 1, 7)) FROM deadlines d "
        "WHERE d.task = t.id AND (:month = '' OR d.due LIKE :month || '%')) "
        "FROM assignments a JOIN tasks t ON t.id = a.task JOIN units u ON u.id = a.unit "
        f"WHERE {OF_SCOPE} AND {_OF_UNIT} AND NOT {REJECTED} GROUP BY u.iri, a.role, t.id",
        scope.values(),
    )
    for unit, name, kind, role, grade, lead, month in rows:
        load = found.setdefault(unit, Load(unit, name or "", kind or ""))
        load.roles[role] += 1
        if role == "assignedTo":
            load.leads += lead
            load.grades[grade] += 1
            if month:
                load.months[month] += 1
    return sorted(found.values(), key=lambda load: (-load.roles["assignedTo"], load.name, load.unit))


def ownerless(register: Register, scope: Scope) -> list[str]:
    """The IRIs of tasks that nobody is named for, or only a whole group by a lead-in; in the order of their texts."""
    rows = register.rows(
        f"SELECT t.iri FROM tasks t JOIN texts x ON x.id = t.text WHERE {OF_SCOPE} AND NOT EXISTS ("
        "SELECT 1 FROM assignments a JOIN units u ON u.id = a.unit WHERE a.task = t.id AND a.role = 'assignedTo' "
        f"AND (a.grade NOT IN ('byLeadIn', 'inferred') OR a.lead = 1) AND NOT {REJECTED}) "
        "ORDER BY x.date, x.iri, t.start, t.iri",
        {"month": scope.month, "directive": scope.directive},
    )
    return [iri for (iri,) in rows]


def leaderless(register: Register, scope: Scope) -> list[tuple[str, int]]:
    """Tasks (IRI) that several units lead, and how many: one should answer for each."""
    rows = register.rows(
        "SELECT t.iri, COUNT(DISTINCT a.unit) FROM assignments a JOIN tasks t ON t.id = a.task "
        f"JOIN texts x ON x.id = t.text WHERE {OF_SCOPE} AND a.role = 'assignedTo' AND a.lead = 1 AND NOT {REJECTED} "
        "GROUP BY t.iri HAVING COUNT(DISTINCT a.unit) > 1 ORDER BY x.date, x.iri, t.start",
        {"month": scope.month, "directive": scope.directive},
    )
    return [(iri, count) for iri, count in rows]


def pile_ups(register: Register, scope: Scope, least: int = PILE) -> list[tuple[str, str, str, int]]:
    """Unit (IRI, name), day, and how many of its tasks are due on that day, where they are ``least`` or more."""
    rows = register.rows(
        "SELECT u.iri, u.name, d.due, COUNT(DISTINCT t.id) FROM deadlines d JOIN tasks t ON t.id = d.task "
        "JOIN assignments a ON a.task = t.id AND a.role = 'assignedTo' JOIN units u ON u.id = a.unit "
        f"WHERE d.due IS NOT NULL AND (:month = '' OR d.due LIKE :month || '%') AND {OF_SCOPE} AND {_OF_UNIT} "
        f"AND NOT {REJECTED} GROUP BY u.iri, d.due HAVING COUNT(DISTINCT t.id) >= :least "
        "ORDER BY 4 DESC, d.due, u.name",
        {**scope.values(), "least": least},
    )
    return [(unit, name or "", due, count) for unit, name, due, count in rows]


def days_owned(register: Register, scope: Scope) -> list[tuple[str, str, str, str]]:
    """Every day due with who is charged: task (IRI), unit (IRI, name), day (ISO)."""
    rows = register.rows(
        "SELECT DISTINCT t.iri, u.iri, u.name, d.due FROM deadlines d JOIN tasks t ON t.id = d.task "
        "JOIN assignments a ON a.task = t.id AND a.role = 'assignedTo' JOIN units u ON u.id = a.unit "
        f"WHERE d.due IS NOT NULL AND (:month = '' OR d.due LIKE :month || '%') AND {OF_SCOPE} AND {_OF_UNIT} "
        f"AND NOT {REJECTED} ORDER BY u.name, u.iri, d.due, t.iri",
        scope.values(),
    )
    return [(task, unit, name or "", due) for task, unit, name, due in rows]


@dataclass(frozen=True, slots=True)
class Burden:
    """Reports that one unit owes another: how many, on which days or how often, through whom."""

    reporter: str
    receiver: str
    via: str
    count: int
    days: tuple[str, ...]
    rules: tuple[str, ...]


def burdens(register: Register, scope: Scope) -> list[Burden]:
    """The reporting lines, the busiest first; a report whose task names nobody has the reporter ''."""
    rows = register.rows(
        "SELECT COALESCE(u.name, ''), COALESCE(g.name, ''), COALESCE(v.name, ''), t.id, r.due, r.recurrence "
        "FROM reports r JOIN tasks t ON t.id = r.task JOIN units g ON g.id = r.unit LEFT JOIN units v ON v.id = r.via "
        f"LEFT JOIN assignments a ON a.task = t.id AND a.role = 'assignedTo' AND NOT {REJECTED} "
        "LEFT JOIN units u ON u.id = a.unit "
        f"WHERE {OF_SCOPE} AND {_OF_UNIT} ORDER BY 1, 2, 3, r.due, t.id",
        scope.values(),
    )
    found: dict[tuple[str, str, str], list[tuple[int, str, str]]] = defaultdict(list)
    for reporter, receiver, via, task, due, rule in rows:
        found[reporter, receiver, via].append((task, due or "", rule or ""))
    told = [
        Burden(
            *line,
            len({(task, due, rule) for task, due, rule in owed}),
            tuple(sorted({due for _, due, _ in owed if due})),
            tuple(sorted({rule for _, _, rule in owed if rule})),
        )
        for line, owed in found.items()
    ]
    return sorted(told, key=lambda burden: (-burden.count, burden.reporter, burden.receiver, burden.via))
