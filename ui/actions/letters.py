"""What is late, on paper: the month of a unit, and a draft of a letter that presses for what is late."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ontology.fold import fold
from ontology.issue import Issue, Severity
from ui.actions.coverage import coverage
from ui.actions.doings import note
from ui.actions.keep import revision
from ui.actions.lookup import EMPTY, find_units
from ui.actions.month import month as month_told
from ui.actions.owed import Owed, owed
from ui.actions.tables import tasks
from ui.actions.values import Ambiguous, Json, Report, Unknown

if TYPE_CHECKING:
    from graph.reader import Reader
    from ui.reports.letter import Letter

__all__ = ["month_brief", "reminder"]

_BOARDS: Final = ("ban thuong vu ", "ban chap hanh ", "thuong truc ")
_MISSING: Final = ("not_in_corpus", "cited")


def month_brief(
    home: Path, month: str, *, today: dt.date, unit: str | None = None, as_of: dt.date | None = None
) -> Report | Unknown:
    """The answer of :func:`ui.actions.month` as a DOCX to print. Raises :class:`graph.errors.StoreError`."""
    from ui.mask import masked
    from ui.reports import brief, paper
    from ui.reports.plain import file_name

    if revision(home) == "0":
        return Unknown(unit or month, (), EMPTY)
    told = month_told(home, month, today=today, unit=unit, as_of=as_of)
    if isinstance(told, Unknown):
        return told
    note(home, "export", [f"báo cáo theo dõi tháng {month}"])
    counts = {key: len(value) for key, value in told.items() if isinstance(value, list)}
    name = file_name("bao cao thang", month, told["unit"] or "", suffix=".docx")
    return Report(name, paper.MIME, brief.docx_of(masked(told), today), {**counts, "statement": told["statement"]})


def reminder(
    home: Path,
    *,
    today: dt.date,
    sender: str | None = None,
    directive: str | None = None,
    issuer: str | None = None,
    date: str | None = None,
    unit: str | None = None,
    month: str | None = None,
    reply: dt.date | None = None,
) -> Report | Ambiguous | Unknown | Issue:
    """A draft of a công văn đôn đốc (DOCX) about tasks whose last day has passed and of which nothing is
    held, or that they were not done; what is done in part, has no owner or may be told of in an undated document stands
    in a note for the writer.

    The choices narrow as in :func:`ui.actions.tasks`. With ``directive`` it also names the units that were to carry it
    out and of whom no directive is held. ``sender``: words of the name of the body that set the tasks; an
    :class:`Issue` asks for it where several did, and tells where nothing is late. ``reply``: by when to answer, blank
    where not told. Raises :class:`graph.errors.StoreError`.
    """
    if revision(home) == "0":
        return Unknown(directive or unit or "nhiệm vụ", (), EMPTY)
    told = tasks(home, unit=unit, month=month, directive=directive, issuer=issuer, date=date)
    if isinstance(told, Ambiguous | Unknown):
        return told
    covered = None if directive is None else coverage(home, directive, today=today, issuer=issuer, date=date)
    if isinstance(covered, Ambiguous | Unknown):
        return covered
    from graph.reader import open_reader

    with open_reader(home) as reader:
        parted = owed(reader, told, today)
        late: Sequence[Json] = parted.late
        missing = [] if unit or covered is None else _unseen(covered)
        senders = _bodies(told["tasks"] if missing else late or parted.aside)
        chosen = [name for name in senders if not sender or set(fold(sender).split()) <= set(fold(name).split())]
        if len({_body(name) for name in chosen}) != 1:
            return _which(senders, chosen, sender)
        late = [task for task in late if _body(task["issuer"] or "") == _body(chosen[0])]
        aside = [task for task in parted.aside if _body(task["issuer"] or "") == _body(chosen[0])]
        if not late and not missing:
            return _nothing(len(aside))
        note(home, "export", [f"dự thảo công văn đôn đốc của {chosen[0]}"])
        return _written(
            reader, chosen[0], Owed(tuple(late), tuple(aside)), missing, covered, told["statement"], today, reply
        )


def _unseen(covered: Json) -> list[str]:
    """The units asked directly whose day to issue has passed; where no day is told, all that issued nothing."""
    late = set(covered["indicators"]["overdue"]) if covered["indicators"]["call"] else None
    told = [unit["unit"] for unit in covered["units"] if unit["direct"] and unit["state"] in _MISSING]
    return [name for name in told if late is None or name in late]


def _bodies(found: Iterable[Json]) -> list[str]:
    """The bodies that set tasks, by name, the one that set most first."""
    names: dict[str, int] = {}
    for task in found:
        if task["issuer"]:
            names[task["issuer"]] = names.get(task["issuer"], 0) + 1
    return sorted(names, key=lambda name: (-names[name], name))


def _body(name: str) -> str:
    """A committee and its board are one sender."""
    key = fold(name)
    for board in _BOARDS:
        key = key.removeprefix(board)
    return key


def _which(senders: Sequence[str], chosen: Sequence[str], sender: str | None) -> Issue:
    if not senders:
        return _nothing()
    what = f"không nơi nào tên “{sender}”" if sender and not chosen else f"{len(chosen)} nơi đã giao việc"
    names = "; ".join(senders[:8])
    return Issue("which-sender", f"Chưa rõ ai gửi công văn: {what}.", "", f"chọn bằng --from, một trong: {names}",
                 Severity.REFUSAL)  # fmt: skip


def _nothing(aside: int = 0) -> Issue:
    what = "Không có việc nào để đôn đốc: không thấy nhiệm vụ quá hạn hay đơn vị chưa ban hành."
    if not aside:
        return Issue("nothing-late", what, severity=Severity.REFUSAL)
    what = f"Chưa có việc nào đủ rõ để đôn đốc: {aside} việc quá hạn chưa rõ đơn vị hoặc đã có kết quả một phần."
    return Issue("nothing-late", what, "", "xem từng việc ở chidao month hoặc trang Tháng", Severity.REFUSAL)


def _written(
    reader: "Reader",
    sender: str,
    found: Owed,
    missing: Sequence[str],
    covered: Json | None,
    statement: str,
    today: dt.date,
    reply: dt.date | None,
) -> Report:
    from ui.mask import masked
    from ui.reports import letter, paper
    from ui.reports.plain import file_name

    safe = Owed(tuple(masked(list(found.late))), tuple(masked(list(found.aside))))
    made = _letter(reader, sender, safe, masked(list(missing)), covered, statement, today, reply)
    told: dict[str, Any] = {"sender": sender, "late": len(found.late), "missing": list(missing)}
    told |= {"aside": [{"task": task["id"], "why": task["why"]} for task in found.aside], "statement": statement}
    name = file_name("cong van don doc", sender, suffix=".docx")
    return Report(name, paper.MIME, letter.docx_of(made), told)


def _letter(
    reader: "Reader",
    sender: str,
    found: Owed,
    missing: Sequence[str],
    covered: Json | None,
    statement: str,
    today: dt.date,
    reply: dt.date | None,
) -> "Letter":
    from ui.reports.letter import Letter, head_of

    call = (covered or {}).get("indicators", {}).get("call") if missing else None
    told = [task["code"] for task in found.late if task["code"]] or [(covered or {}).get("directive") or ""]
    codes = list(dict.fromkeys(told))
    place, province = _seat(reader, sender)
    named = _named(reader, covered) if covered else ""
    about = f"đôn đốc thực hiện {named}" if covered else "đôn đốc thực hiện nhiệm vụ quá hạn"
    return Letter(
        head=head_of(sender, codes, province, place, today.year, about),
        sender=sender,
        late=found.late,
        aside=found.aside,
        missing=tuple(missing),
        directive=named,
        call=call["due"] if call else "",
        call_quote=(call["quote"] or "") if call else "",
        today=today,
        reply=reply,
        statement=statement,
    )


def _named(reader: "Reader", covered: Json) -> str:
    """The directive that is pressed for, as an office names it: 'Công văn số 215-CV/TU ngày 29/4/2026'."""
    from ui.actions.lookup import candidates_of
    from ui.words import day

    kind = next((found.type for found in candidates_of(reader, [covered["directive_id"]])), "")
    dated = f" ngày {day(covered['date'])}" if covered["date"] else ""
    return f"{kind} số {covered['directive']}{dated}" if kind and covered["date"] else f"{covered['directive']}{dated}"


def _seat(reader: "Reader", sender: str) -> tuple[str, str]:
    """The place that a body signs at, and its province as offices name it; '' where the store does not tell."""
    from ontology import registry

    rows = find_units(reader, sender)
    if isinstance(rows, Unknown):
        return "", ""
    row = next((row for row in rows if row.province), rows[0])
    known = registry.province_of(row.province) if row.province else None
    if known is not None:
        return row.place or known.name, known.full_name
    for kind, committee in (("thành phố", "Thành ủy"), ("tỉnh", "Tỉnh ủy")):
        held = find_units(reader, f"{committee} {row.province}") if row.province else Unknown("")
        if not isinstance(held, Unknown):
            return row.place or row.province, f"{kind} {row.province}"
    return row.place or row.province, row.province
