"""The coverage of a directive as Vietnamese text for the terminal. Pure: no store, no click."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ui.words import day, month, shorten

__all__ = ["CHANGES", "STATES", "counted", "coverage_lines"]

Row = Mapping[str, Any]
STATES: Final = {
    "issued": "đã ban hành",
    "forwarded": "sao gửi",
    "report": "báo cáo kết quả",
    "cited": "chỉ viện dẫn",
    "not_in_corpus": "chưa thấy trong kho",
}
CHANGES: Final = {
    "specialised": "cụ thể hơn",
    "copied": "chép nguyên",
    "softened": "nhẹ đi",
    "other": "diễn đạt khác",
}
_SOME: Final = 12
_PAPERS: Final = 3
_WIDTH: Final = 100


def coverage_lines(told: Row) -> Iterator[str]:
    """The figures first, then the units by state, what is wrong in the branch, the clauses, and the statement."""
    figures = told["indicators"]
    when = f" ngày {day(told['date'])}" if told["date"] else ""
    yield f"Độ phủ của {told['directive']}{when}, tính đến ngày {day(told['as_of'])}"
    whole = told["roster"]["known"]
    if not whole and figures["units"]:
        yield f"  đã thấy {figures['issued'] + figures['forwarded']} nơi; chưa biết tổng số"
    for word, count in counted(figures):
        yield f"  {word:<20} {count:>5}  {_share(count, figures['units']) if whole else ''}".rstrip()
    yield from _figures(figures, whole)
    for state, word in STATES.items():
        yield from _units(word, [unit for unit in told["units"] if unit["stands"] == state])
    yield from _group("Đơn vị, cơ quan khác được giao", (_unit_line(unit) for unit in told["organs"]))
    yield from _group("Văn bản của nơi khác trong nhánh", (f"  {_paper(paper)}" for paper in told["beyond"]))
    yield from _findings(told)
    yield from _clauses(told)
    yield told["statement"]


def counted(figures: Row) -> list[tuple[str, int]]:
    """How many units stand how, in words: those that report apart from those that only name the directive."""
    counts = {state: figures[state] for state in STATES}
    counts["cited"] -= counts["report"]
    return [(word, counts[state]) for state, word in STATES.items() if counts[state] or state != "report"]


def _share(count: int, total: int) -> str:
    return f"{100 * count / total:.1f}%".replace(".", ",") if total else ""


def _figures(figures: Row, whole: bool) -> Iterator[str]:
    deep = figures["deep"]
    if whole and deep["units"] != figures["shallow"]["units"]:
        yield f"  cả nhánh: {deep['covered']}/{deep['units']} đơn vị được phủ đến cùng"
    if figures["call"]:
        yield f"  hạn ban hành văn bản triển khai: {day(figures['call']['due'])}"
    for key, words in (("late", "ban hành sau hạn"), ("overdue", "quá hạn, chưa thấy trong kho"),
                       ("nonconforming", "có điểm chưa khớp văn bản nguồn")):  # fmt: skip
        if figures[key]:
            yield f"  {words}: {len(figures[key])} đơn vị"
    if figures["trend"]:
        yield "  cộng dồn theo tháng: " + ", ".join(f"{month(t['month'])}: {t['units']}" for t in figures["trend"])
    for step in figures["latency_days"]:
        yield (
            f"  {step['step']}: {step['least']}-{step['greatest']} ngày, trung vị {step['median']:g}, "
            f"trung bình {step['mean']:g}"
        )


def _units(word: str, units: Sequence[Row]) -> Iterator[str]:
    """Units of one state; where there are many without a document, only their names, by province."""
    if not units:
        return
    yield f"{word[0].upper()}{word[1:]} ({len(units)}):"
    if units[0]["documents"]:
        yield from map(_unit_line, units)
        return
    by_province: dict[str, list[str]] = {}
    for unit in units:
        by_province.setdefault(unit["province"] or "", []).append(unit["unit"])
    if len(by_province) > 1:
        yield from (_province_line(name, [u for u in units if (u["province"] or "") == name]) for name in by_province)
        return
    yield from (f"  {_some(names)}" for names in by_province.values())


def _province_line(name: str, units: Sequence[Row]) -> str:
    """The units asked directly by name, those that follow too, or by number where they are many."""
    direct = [unit["unit"] for unit in units if unit["direct"]]
    rest = [unit["unit"] for unit in units if not unit["direct"]]
    more = f"{len(rest)} xã, phường, đặc khu" if len(rest) > _SOME else "; ".join(rest)
    return f"  {name}: " + "; ".join(filter(None, (_some(direct), more)))


def _some(names: Sequence[str]) -> str:
    return "; ".join(names[:_SOME]) + (f" và {len(names) - _SOME} đơn vị khác" if len(names) > _SOME else "")


def _unit_line(unit: Row) -> str:
    took = "" if unit["latency_days"] is None else f" sau {unit['latency_days']} ngày"
    papers = "; ".join(_paper(paper) + _beside(paper, unit) for paper in unit["evidence"][:_PAPERS])
    more = len(unit["evidence"]) - _PAPERS
    papers += f" và {more} văn bản nữa" if more > 0 else ""
    return f"  {unit['unit']}: {STATES[unit['stands']]}{took}{f' · {papers}' if papers else ''}"


def _beside(paper: Row, unit: Row) -> str:
    """What a document does where it is less than the state of its unit: the day of that state is not its day."""
    return f" ({STATES[paper['stands']]})" if paper["stands"] != unit["stands"] else ""


def _paper(paper: Row) -> str:
    name = paper["code"] or f"«{shorten(paper['title'] or 'không số', 50)}»"
    when = f" ngày {day(paper['date'])}" if paper["date"] else ""
    stub = "" if paper["held"] else " (chỉ biết qua viện dẫn)"
    return f"{name}{when}{stub}"


def _findings(told: Row) -> Iterator[str]:
    yield from _group("Viện dẫn mà kho chưa có toàn văn", (
        f"  {_paper(o)} ← {', '.join(o['cited_by'][:4])}{' …' if len(o['cited_by']) > 4 else ''}"
        for o in told["orphans"][:_SOME]
    ))  # fmt: skip
    yield from _group("Cần xem lại: văn bản nguồn đã được sửa đổi", map(_changed, told["suspect"]))
    yield from _group("Văn bản nguồn đã bị thay thế, bãi bỏ", map(_changed, told["superseded"]))
    yield from _group("Nơi nhận đã hết tồn tại", (
        _ended(unit) for unit in told["dissolved"]
    ))  # fmt: skip


def _ended(unit: Row) -> str:
    when = f" ({day(unit['ended'])})" if unit["ended"] else ""
    return f"  {unit['unit']}{when}{' → ' if unit['heirs'] else ''}{', '.join(unit['heirs'])}"


def _clauses(told: Row) -> Iterator[str]:
    """Each clause with how many units made what of it; then those that nobody picked up."""
    picked = [clause for clause in told["clauses"] if clause["tasks"]]
    if picked:
        yield f"Cụ thể hóa từng nội dung (suy đoán, {len(picked)} nội dung có nơi nhận làm):"
    for clause in picked:
        kinds = [task["change"] for task in clause["tasks"]]
        said = ", ".join(f"{kinds.count(kind)} {word}" for kind, word in CHANGES.items() if kind in kinds)
        whom = _of(clause["asked"], told["roster"]["known"])
        yield f"  {clause['clause'] or '-'} {shorten(clause['text'], _WIDTH)}: {said}{whom}"
    unpicked = told["unpicked"] if picked else []
    yield from _group("Nội dung chưa thấy nơi nào nhận làm", (
        f"  {clause['clause'] or '-'} {shorten(clause['text'], _WIDTH)}" for clause in unpicked
    ))  # fmt: skip
    copied, aligned = (sum(one[key] for one in told["photocopies"]) for key in ("copied", "aligned"))
    if aligned:
        yield f"Chép nguyên văn: {copied}/{aligned} nhiệm vụ."
    yield from _group("Tự gọi sai tên loại văn bản", (
        f"  {_paper(one)} “{one['quote']}”{' (chép từ văn bản cấp trên)' if one['inherited'] else ''}"
        for one in told["self_references"]
    ))  # fmt: skip


def _of(asked: Row, known: bool) -> str:
    """Of whom a clause charges, how many took it up."""
    if asked["whom"] == "units" and known:
        return f" ({asked['covered']}/{asked['units']} nơi được giao)"
    return " (giao cơ quan của nơi ban hành)" if asked["whom"] == "organs" else ""


def _changed(one: Row) -> str:
    older = "; ".join(_paper(paper) for paper in one["documents"]) or "không có văn bản nào trong nhánh"
    return f"  {_paper(one['source'])} {one['relation']} bởi {_paper(one['by'])}; viết theo bản cũ: {older}"


def _group(head: str, lines: Iterator[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield f"{head} ({len(listed)}):"
        yield from listed
