"""Who owns what: the matrix of units and roles, tasks without an owner or with two leads, reports owed, recipients."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ui.actions.lookup import Chosen, choose
from ui.actions.naming import by_directive
from ui.actions.tables import details
from ui.actions.values import Ambiguous, Json, Unknown

if TYPE_CHECKING:
    from graph.reader import Reader
    from graph.recipients import Mailing
    from graph.responsibility import Burden, Load

__all__ = ["duties"]


def duties(
    home: Path,
    most: int | None = None,
    /,
    *,
    unit: str | None = None,
    month: str | None = None,
    directive: str | None = None,
    issuer: str | None = None,
    date: str | None = None,
) -> Json | Ambiguous | Unknown:
    """Responsibility, of a unit, in a month ('2026-06'), in a directive, or over all; the choices narrow each other.

    Keys: ``units`` (the matrix), ``no_owner``, ``two_leads`` (tasks, at most ``most``; ``found`` tells how many there
    are), ``pile_ups``, ``reports`` (lines with how many are owed), ``recipients`` (charged but not sent to, sent to but
    without a task), ``statement``.
    Raises :class:`graph.errors.StoreError`.
    """
    from graph import responsibility as asked
    from graph.reader import open_reader
    from graph.recipients import mailing

    with open_reader(home) as reader:
        meant = choose(reader, unit, directive, issuer, date)
        if not isinstance(meant, Chosen):
            return meant
        scope = asked.Scope(month or "", meant.id, tuple(meant.iris))
        register = reader.register
        loads = asked.loads(register, scope)
        none = [] if unit else asked.ownerless(register, scope)
        two = [] if unit else [iri for iri, _ in asked.leaderless(register, scope)]
        return {
            "unit": unit,
            "month": month,
            "directive": meant.directive.as_json() if meant.directive else None,
            "units": [_load(load) for load in loads],
            "no_owner": _tasks(reader, none[:most]),
            "two_leads": _tasks(reader, two[:most]),
            "found": {"no_owner": len(none), "two_leads": len(two)},
            "pile_ups": [
                {"unit": name, "unit_id": iri, "day": day, "tasks": count}
                for iri, name, day, count in asked.pile_ups(register, scope)
            ],
            "reports": [_burden(burden) for burden in asked.burdens(register, scope)],
            "recipients": [] if unit else _mailings(reader, mailing(register, scope)),
            "statement": _statement(reader, len(loads)),
        }


def _load(load: "Load") -> Json:
    return {
        "unit": load.name,
        "unit_id": load.unit,
        "kind": load.kind,
        "assigned": load.roles["assignedTo"],
        "lead": load.leads,
        "coordinating": load.roles["coordinatesWith"],
        "monitoring": load.roles["monitoredBy"],
        "by_grade": _sorted(load.grades),
        "by_month": _sorted(load.months),
    }


def _sorted(counted: Counter[str]) -> dict[str, int]:
    return {key: counted[key] for key in sorted(counted)}


def _tasks(reader: "Reader", iris: list[str]) -> list[Json]:
    from graph.walk import ask_each

    return details(reader, list(ask_each(reader, "task", "task", iris))) if iris else []


def _burden(burden: "Burden") -> Json:
    return {
        "from": burden.reporter or None,
        "to": burden.receiver,
        "via": burden.via or None,
        "count": burden.count,
        "days": list(burden.days),
        "recurrence": list(burden.rules),
    }


def _mailings(reader: "Reader", found: "list[Mailing]") -> list[Json]:
    names = {} if all(one.code for one in found) else by_directive(reader)
    return [_mailing(one, names.get(one.directive, one.file)) for one in found]


def _mailing(mailing: "Mailing", name: str) -> Json:
    return {
        "directive": mailing.code or name,
        "directive_id": mailing.directive,
        "document": mailing.file,
        "charged_not_sent": list(mailing.unsent),
        "sent_without_task": list(mailing.idle),
    }


def _statement(reader: "Reader", units: int) -> str:
    from graph.register import find as register
    from ui.words import day

    held = register.held(reader.register)
    newest = f", văn bản mới nhất ngày {day(held.newest)}" if held.newest else ""
    return f"{units} đơn vị có tên trong nhiệm vụ, trên {held.texts} toàn văn trong kho{newest}."
