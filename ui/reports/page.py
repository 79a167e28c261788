"""A chain as one HTML file that stands alone: nothing in it runs, nothing is fetched, and every text is escaped.

The policy in its head forbids all but its own style, which is named by its hash: so even a tag that slipped through
could neither run nor load anything.
"""

import base64
import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Any, Final

from ui.picture.cards import name_of
from ui.picture.gaps import gaps, stops
from ui.picture.links import HAS_TASK, Links
from ui.picture.marks import marks
from ui.picture.paper import pieces
from ui.picture.scene import Scene
from ui.picture.svg import STYLE, svg
from ui.picture.trace import Fact, Node, Trace, in_passing
from ui.present_coverage import STATES, counted
from ui.text import plain
from ui.words import day, month, shorten, when

__all__ = ["MIME", "ChainPage", "html_of"]

MIME = "text/html"
Row = Mapping[str, Any]
#: A picture so wide is readable when it is made as wide as the page; a wider one is scrolled.
_FITTING: Final = 2700
_UNSEEN: Final = "not_in_corpus"
_NAMED: Final = 60  # so many units are named one by one
_DUTIES: Final = ("giao cho", "phối hợp", "kiểm tra, giám sát", "báo cáo về")


@dataclass(frozen=True, slots=True)
class ChainPage:
    """What the page tells: the picture's scene, its trace, coverage (``None`` where not asked), the day it was made."""

    scene: Scene
    coverage: Row | None
    made: dt.date


def html_of(page: ChainPage) -> bytes:
    """The file. Equal pages give equal bytes."""
    trace = page.scene.trace
    style = files("ui.reports").joinpath("page.css").read_text(encoding="utf-8") + STYLE
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    name = _text(name_of(trace.nodes[trace.root]))
    body = "".join(
        part
        for section in (
            _head(trace, page.made),
            _picture(page.scene),
            _tasks(trace),
            _gaps(trace),
            _coverage(page.coverage),
            _facts(trace),
            _foot(trace),
        )
        for part in section
    )
    return (
        f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer"><title>Chuỗi triển khai {name}</title>'
        f"<style>{style}</style></head><body><main>{body}</main></body></html>\n"
    ).encode()


def _head(trace: Trace, made: dt.date) -> Iterator[str]:
    root = trace.nodes[trace.root]
    issued = " · ".join(filter(None, (root.unit, day(root.date) or month(root.month))))
    yield f'<header><p class="kind">Chuỗi triển khai · lập ngày {made:%d/%m/%Y}</p><h1>{_text(name_of(root))}</h1>'
    if root.title:
        yield f'<p class="about">{_text(root.title)}</p>'
    if issued:
        yield f"<p>{_text(issued)}</p>"
    for gap in trace.gaps:
        yield f'<p class="unseen">{_text(gap)}</p>'
    if trace.statement:
        yield f'<p class="statement">{_text(trace.statement)}</p>'
    yield "</header>"


def _picture(scene: Scene) -> Iterator[str]:
    label = f"Chuỗi triển khai của {name_of(scene.trace.nodes[scene.trace.root])}; nội dung như các bảng bên dưới"
    drawn = svg(scene, label)
    fits = " fits" if float(drawn.split('width="', 1)[1].split('"', 1)[0]) <= _FITTING else ""
    paper = pieces(scene, label)
    screen = " screen" if paper else ""
    yield f'<section class="picture"><h2>Hình</h2><div class="frame{fits}{screen}">{drawn}</div>'
    if paper:  # too large for a sheet: printed in rows
        yield f'<div class="paper">{"".join(paper)}</div>'
    yield f'<ul class="legend{screen}">'
    shown = [line for line in scene.lines.values() if line.facts]
    relations = {line.relation for line in shown}
    for name, look in marks().relations.items():
        if name in relations:
            yield f"<li>{_sample(look.color)}{_text(name)}</li>"
    grades = {line.facts[0].grade for line in shown}
    for grade, dash in marks().dashes.items():
        if dash and grade in grades:
            yield f"<li>{_sample('#57606a', dash)}{_text(grade)}</li>"
    yield "</ul></section>"


def _sample(color: str, dash: Sequence[int] = ()) -> str:
    dashes = f' stroke-dasharray="{" ".join(map(str, dash))}"' if dash else ""
    return (
        f'<svg width="34" height="10" aria-hidden="true"><path d="M1 5H33" stroke="{color}" stroke-width="2.2"'
        f'{dashes} fill="none"/></svg>'
    )


def _tasks(trace: Trace) -> Iterator[str]:
    """Every task under its directive, with who, by when, and the sentence."""
    links = Links(trace)
    heads = ("Văn bản, mục", "Nhiệm vụ", "Ai làm, báo cáo về đâu", "Thời hạn", "Nguyên văn")
    told = [fact for fact in _ordered(trace) if fact.relation == HAS_TASK]
    rows = (_task_row(trace, links, fact) for fact in told)
    yield from _section(
        "tasks", "Nhiệm vụ và thời hạn", len(told), heads, rows, "Chưa đọc được nhiệm vụ nào trong chuỗi này."
    )


def _task_row(trace: Trace, links: Links, told: Fact) -> tuple[str, ...]:
    task = trace.nodes[told.target]
    duties = [fact for fact in links.leaving.get(task.id, ()) if fact.relation in _DUTIES]
    duties.sort(key=lambda fact: _DUTIES.index(fact.relation))
    who = "<br>".join(dict.fromkeys(_duty(trace, fact) for fact in duties)) or '<span class="open">chưa rõ</span>'
    due = when(task.date or told.due or next((fact.due for fact in duties if fact.due), ""))
    place = f", mục {task.path}" if task.path else ""
    return (
        _text(f"{_called(trace.nodes[told.source])}{place}"), _text(task.label), who, _text(due), _quoted(told),
    )  # fmt: skip


def _duty(trace: Trace, fact: Fact) -> str:
    via = f", qua {fact.via}" if fact.via else ""
    grade = f" ({fact.grade})" if fact.grade not in ("", "nêu rõ") else ""
    return f"<i>{_text(fact.relation)}</i> {_text(trace.nodes[fact.target].label + via + grade)}"


def _gaps(trace: Trace) -> Iterator[str]:
    """Addressees of whom no directive is held, then directives below which the chain stops."""
    links = Links(trace)
    below = [node for node in sorted(links.below(trace.root)) if links.node(node).known == "byText"]
    found = [gap for node in below for gap in gaps(links, node)]
    ends = [node for node in below if stops(links, node) == "lower"]
    heads = ("Chưa thấy gì của", "Văn bản", "Nguyên văn")
    rows = [
        *(
            (
                _text(gap.name),
                _text(_called(trace.nodes[gap.directive])),
                _quoted(gap.fact) if gap.fact else "",
            )
            for gap in found
        ),
        *(("cấp dưới thực hiện", _text(_called(trace.nodes[node])), "") for node in ends),
    ]
    none = "Mọi nơi nhận thuộc cấp dưới đều có văn bản trong kho, hoặc chuỗi không có nơi nhận nào như vậy."
    yield from _section("gaps", "Chưa thấy trong kho", len(rows), heads, rows, none)
    if rows:
        yield '<p class="note">“Chưa thấy trong kho” không có nghĩa là chưa ban hành: có thể văn bản chưa được nạp.</p>'


def _coverage(told: Row | None) -> Iterator[str]:
    if told is None or not (told["units"] or told["organs"]):
        return
    figures = told["indicators"]
    counts = " · ".join(f"{word}: {count}" for word, count in counted(figures))
    heads = ("Đơn vị", "Trạng thái", "Số ngày", "Văn bản")
    seen = [unit for unit in (*told["units"], *told["organs"]) if unit["state"] != _UNSEEN]
    unseen = [unit for unit in (*told["units"], *told["organs"]) if unit["state"] == _UNSEEN]
    rows = [*map(_unit_row, seen), *(map(_unit_row, unseen) if len(unseen) <= _NAMED else _by_province(unseen))]
    yield from _section("units", "Độ phủ", len(told["units"]) + len(told["organs"]), heads, rows, "")
    yield f'<p class="note">{_text(counts)}. {_text(told["statement"])}</p>'


def _by_province(units: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    """Many units of which the store shows nothing: how many in each province."""
    for name, count in sorted(Counter(unit["province"] or "(chưa rõ nơi)" for unit in units).items()):
        yield _text(name), _text(STATES[_UNSEEN]), "", f"{count} đơn vị"


def _unit_row(unit: Row) -> tuple[str, ...]:
    took = "" if unit["latency_days"] is None else str(unit["latency_days"])
    papers = "; ".join(_paper(paper) + _less(paper.get("stands", unit["stands"]), unit) for paper in unit["evidence"])
    return _text(unit["unit"]), _text(STATES[unit["stands"]]), took, _text(papers)


def _less(state: str, unit: Row) -> str:
    """What a document does where it is less than the state of its unit."""
    return f" ({STATES[state]})" if state != unit["stands"] else ""


def _paper(paper: Row) -> str:
    issued = f" ngày {day(paper['date'])}" if paper["date"] else ""
    return f"{paper['code'] or paper['title'] or 'không số'}{issued}"


def _facts(trace: Trace) -> Iterator[str]:
    heads = ("Từ", "Quan hệ", "Đến", "Mức tin cậy", "Nguyên văn, văn bản")
    rows = (
        (
            _text(_called(trace.nodes[fact.source])), _text(fact.relation), _text(_called(trace.nodes[fact.target])),
            _text(fact.grade), _quoted(fact) + _third(trace, fact),
        )
        for fact in _ordered(trace)
    )  # fmt: skip
    yield from _section(
        "facts", "Mọi quan hệ và câu chứng minh", len(trace.facts), heads, rows, "Không có quan hệ nào."
    )


def _foot(trace: Trace) -> Iterator[str]:
    yield f"<footer><p>{_text(trace.statement)} Bản này do máy lập từ các văn bản trong kho; khi dùng, đối chiếu bản "
    yield "chính. Số điện thoại, số giấy tờ của cá nhân đã được che.</p></footer>"


def _section(
    kind: str, title: str, count: int, heads: Sequence[str], rows: Iterable[Sequence[str]], none: str
) -> Iterator[str]:
    """A table; its cells are markup already, made of escaped texts."""
    yield f'<section class="{kind}"><h2>{_text(title)} ({count})</h2>'
    if count:
        yield f"<table><thead><tr>{''.join(f'<th>{_text(head)}</th>' for head in heads)}</tr></thead><tbody>"
        for row in rows:
            yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        yield "</tbody></table>"
    elif none:
        yield f"<p>{_text(none)}</p>"
    yield "</section>"


def _ordered(trace: Trace) -> list[Fact]:
    """The skeleton first, then the tasks; within each in the order of the documents."""
    return sorted(
        trace.facts, key=lambda fact: (marks().relation(fact.relation).rank, fact.document, fact.span or (0, 0))
    )


def _called(node: Node) -> str:
    """A thing by name; a directive with its day, as several may bear one number; a task with its first words."""
    if node.kind == "task":
        return f"{name_of(node)}: {shorten(node.label, 70)}"
    return f"{name_of(node)}{f' ngày {day(node.date)}' if node.kind == 'directive' and node.date else ''}"


def _quoted(fact: Fact) -> str:
    place = f"{fact.document}:{fact.span[0]}-{fact.span[1]}" if fact.span else fact.document
    words = f"<q>{_text(fact.quote)}</q> " if fact.quote else ""
    return f"{words}<small>{_text(place)}</small>"


def _third(trace: Trace, fact: Fact) -> str:
    return " <small>(văn bản thứ ba nhắc tới)</small>" if in_passing(trace, fact) else ""


def _text(text: str) -> str:
    return escape(plain(text))
