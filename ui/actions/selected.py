"""The tasks that a person picked, as a register or a calendar to take away."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from ui.actions.doings import note
from ui.actions.reports import REGISTER_FORMS
from ui.actions.values import Report

__all__ = ["register_of"]


def register_of(home: Path, form: str, chosen: Sequence[str], *, today: dt.date, scope: str = "") -> Report:
    """Just the tasks ``chosen`` (IRIs), as :func:`ui.actions.register` gives those of a question; ``scope`` names them.

    Tasks that the store no longer holds are left out. Raises ``ValueError`` for another form than
    :data:`ui.actions.REGISTER_FORMS`, :class:`graph.errors.StoreError`.
    """
    from graph.reader import open_reader
    from graph.walk import ask_each
    from ui.actions.standing import standing_at_once
    from ui.actions.tables import details
    from ui.mask import masked
    from ui.reports import agenda, commas, sheet
    from ui.reports.plain import file_name
    from ui.reports.register import Register, lines

    if form not in REGISTER_FORMS:
        raise ValueError(f"no such form: {form}; there are {', '.join(REGISTER_FORMS)}")
    with open_reader(home) as reader:
        found = masked(details(reader, list(ask_each(reader, "task", "task", list(chosen)))))
        dated = [{**task, "days": [one["to"] for one in task["deadlines"] if one["to"]]} for task in found]
        states, _ = standing_at_once(reader, dated, [], today)
    note(home, "export", [f"sổ nhiệm vụ, dạng {form}"], count=len(found))
    named = masked(scope) or f"{len(found)} nhiệm vụ"
    told = {"tasks": len(found), "found": len(found)}
    if form == ".ics":
        made = agenda.calendar_of(f"Thời hạn nhiệm vụ: {named}", found, states, today)
        name = file_name("lich thoi han", suffix=form)
        return Report(name, agenda.MIME, made.content, {**told, "events": made.events, "undated": made.undated})
    kept = Register(named, lines(found, states, today), f"{len(found)} nhiệm vụ được chọn.", today)
    write, mime = (sheet.xlsx_of, sheet.MIME) if form == ".xlsx" else (commas.csv_of, commas.MIME)
    return Report(file_name("so nhiem vu", suffix=form), mime, write(kept), told)
