"""A chain to take away: as a page that stands alone, or as its picture."""

import datetime as dt
from collections.abc import Collection
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.actions.chains import DEPTH, trace
from ui.actions.coverage import coverage
from ui.actions.doings import note
from ui.actions.standings import standings
from ui.actions.values import Ambiguous, Json, Report, Unknown

if TYPE_CHECKING:
    from ui.picture.scene import Scene

__all__ = ["CHAIN_FORMS", "chain_report"]

#: The files that a chain comes as.
CHAIN_FORMS: Final = (".html", ".svg")


def chain_report(
    home: Path,
    code: str,
    form: str,
    *,
    today: dt.date,
    issuer: str | None = None,
    date: str | None = None,
    up: bool = True,
    down: bool = True,
    depth: int = DEPTH,
    opened: Collection[str] = (),
) -> Report | Ambiguous | Unknown:
    """The chain that :func:`ui.actions.trace` tells, as a page with its picture, tasks, gaps, coverage and every proof,
    or as the picture alone (``form`` one of :data:`CHAIN_FORMS`). ``opened``: the folds of the picture that are open.

    Always in Vietnamese. Raises ``ValueError`` for another form, :class:`graph.errors.StoreError`.
    """
    if form not in CHAIN_FORMS:
        raise ValueError(f"no such form: {form}; there are {', '.join(CHAIN_FORMS)}")
    told = trace(home, code, issuer=issuer, date=date, up=up, down=down, depth=depth, addressees=True, gaps=False)
    if isinstance(told, Ambiguous | Unknown):
        return told
    covered = coverage(home, told["root"], today=today) if form == ".html" else None
    note(home, "export", [f"chuỗi triển khai {code}, dạng {form}"])
    stand = standings(home, told["root"], _months(told), today=today)
    known = covered if isinstance(covered, dict) else None
    return copy_context().run(
        _written, form, told, known, today, frozenset(opened), stand if isinstance(stand, dict) else None
    )


def _months(told: Json) -> tuple[str, ...]:
    from ui.picture.trace import months_of, read_trace

    return months_of(read_trace(told))


def _written(
    form: str, told: Json, covered: Json | None, today: dt.date, opened: frozenset[str], stand: Json | None = None
) -> Report:
    from ui.mask import masked
    from ui.pages.words import speak
    from ui.picture.cards import name_of
    from ui.picture.paper import on_paper
    from ui.picture.scene import build
    from ui.picture.trace import read_trace, with_standings
    from ui.reports import page
    from ui.reports.plain import file_name
    from ui.words import day

    speak("vi")
    trace = read_trace(masked(told))
    scene = build(with_standings(trace, stand) if stand else trace, opened)
    name = name_of(scene.trace.nodes[scene.trace.root])
    if form == ".html":
        made = page.ChainPage(scene, masked(covered) if covered else None, today)
        content, mime = page.html_of(made), page.MIME
    else:
        of_when = f"Lập ngày {day(today.isoformat())}. {' '.join(scene.trace.gaps)}".strip()
        content, mime = on_paper(scene, f"Chuỗi triển khai của {name}", of_when).encode(), "image/svg+xml"
    return Report(file_name("chuoi", name, suffix=form), mime, content, _summary(scene))


def _summary(scene: "Scene") -> Json:
    trace = scene.trace
    return {
        "root": trace.root,
        "edges": len(trace.facts),
        "cards": len(scene.cards),
        "cut": scene.cut,
        "gaps": list(trace.gaps),
        "statement": trace.statement,
    }
