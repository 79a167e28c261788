"""Answers to take away: each use case asks what its question asks and gives a file, with personal numbers masked."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ui.actions.doings import note
from ui.actions.keep import revision
from ui.actions.lookup import EMPTY
from ui.actions.tables import tasks
from ui.actions.values import Ambiguous, Json, Report, Unknown

__all__ = ["REGISTER_FORMS", "register"]

#: The files that a register of tasks comes as.
REGISTER_FORMS: Final = (".xlsx", ".csv", ".ics")
#: So many names that a unit goes by are told whole.
_NAMES: Final = 3
_ROLES: Final = {"giao": "được giao", "chu-tri": "chủ trì", "phoi-hop": "phối hợp", "giam-sat": "kiểm tra, giám sát"}


def register(
    home: Path,
    form: str,
    *,
    today: dt.date,
    unit: str | None = None,
    role: str | None = None,
    month: str | None = None,
    directive: str | None = None,
    issuer: str | None = None,
    date: str | None = None,
    search: Sequence[str] = (),
    limit: int | None = None,
) -> Report | Ambiguous | Unknown:
    """The tasks that :func:`ui.actions.tasks` finds by the same choices, as a register or calendar (`form` one of
    :data:`REGISTER_FORMS`), each with how it stands on ``today``.

    Raises ``ValueError`` for another form, :class:`graph.errors.StoreError`.
    """
    if form not in REGISTER_FORMS:
        raise ValueError(f"no such form: {form}; there are {', '.join(REGISTER_FORMS)}")
    if revision(home) == "0":
        return Unknown(unit or directive or "nhiệm vụ", (), EMPTY)  # nothing is written where there is no store
    choice: Json = {"unit": unit, "role": role, "month": month, "directive": directive, "search": search}
    told = tasks(home, **choice, issuer=issuer, date=date, limit=limit)
    if isinstance(told, Ambiguous | Unknown):
        return told
    states = _standing(home, told, today)
    note(home, "export", [f"sổ nhiệm vụ, dạng {form}"])
    return _written(form, told, states, today, choice)


def _standing(home: Path, told: Mapping[str, Any], today: dt.date) -> dict[str, str]:
    from graph.reader import open_reader
    from ui.actions.standing import standing

    with open_reader(home) as reader:
        return standing(reader, told["tasks"], [unit["id"] for unit in told["units"]], today)


def _written(form: str, answer: Json, states: Mapping[str, str], today: dt.date, choice: Json) -> Report:
    from ui.mask import masked
    from ui.reports import agenda, commas, sheet
    from ui.reports.plain import file_name
    from ui.reports.register import Register, lines

    told, scope = masked(answer), masked(_scope(choice, answer["units"]))
    summary = {"tasks": len(told["tasks"]), "found": told["found"], "statement": told["statement"]}
    words = [choice["unit"] or choice["directive"] or "", choice["month"] or ""]
    if form == ".ics":
        made = agenda.calendar_of(f"Thời hạn nhiệm vụ: {scope}", told["tasks"], states, today)
        name = file_name("lich thoi han", *words, suffix=form)
        return Report(name, agenda.MIME, made.content, {**summary, "events": made.events, "undated": made.undated})
    kept = Register(scope, lines(told["tasks"], states, today), told["statement"], today)
    summary["overdue"] = sum(line.late for line in kept.lines)
    write, mime = (sheet.xlsx_of, sheet.MIME) if form == ".xlsx" else (commas.csv_of, commas.MIME)
    return Report(file_name("so nhiem vu", *words, suffix=form), mime, write(kept), summary)


def _scope(choice: Json, units: Sequence[Json]) -> str:
    """The choices in words, as the second line of a register."""
    from ui.words import month as month_word

    names = list(dict.fromkeys(unit["name"] for unit in units))
    whose = "; ".join(names) if len(names) <= _NAMES else f"{choice['unit']} ({len(names)} tên gọi)"
    told = (
        f"Đơn vị: {whose}" if choice["unit"] else "Mọi đơn vị",
        f"vai trò: {_ROLES[choice['role']]}" if choice["role"] else "",
        month_word(choice["month"]) if choice["month"] else "",
        f"văn bản {choice['directive']}" if choice["directive"] else "",
        f"có cụm từ: {', '.join(choice['search'])}" if choice["search"] else "",
    )
    return "; ".join(filter(None, told))
