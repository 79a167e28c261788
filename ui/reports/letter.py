"""A draft of a letter that presses for what is late (công văn đôn đốc), in the layout of its sender."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ui.reports.dues import dues
from ui.reports.paper import Head, Paper
from ui.reports.register import LEAD, basis
from ui.words import day, when

__all__ = ["DRAFT", "Letter", "docx_of", "head_of", "is_party"]

Row = Mapping[str, Any]
DRAFT: Final = "DỰ THẢO"
_MANY: Final = 12  # more recipients than these are not named after "Kính gửi"
_BLANK: Final = "ngày      tháng      năm      "


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letter tells. ``late``, ``aside``: tasks of ``ui.actions.owed``, pressed for and left to the writer;
    ``missing``: names of units that were to issue a directive of their own by ``call`` (ISO, '' where no day is told)
    to carry out ``directive``; ``reply`` the day for the answer, ``None`` left blank; ``statement`` what it rests
    on."""

    head: Head
    sender: str
    late: tuple[Row, ...]
    aside: tuple[Row, ...]
    missing: tuple[str, ...]
    directive: str
    call: str
    call_quote: str
    today: dt.date
    reply: dt.date | None
    statement: str


def docx_of(letter: Letter) -> bytes:
    """The file."""
    paper = Paper("Công văn đôn đốc (dự thảo)", letter.today, DRAFT)
    paper.head(letter.head)
    groups = _by_unit(letter.late)
    _greeting(paper, [*dict.fromkeys([*(name for names in groups for name in names), *letter.missing])])
    paper.text(_opening(letter))
    number = 0
    for number, (names, tasks) in enumerate(groups.items(), 1):
        paper.text(f"{number}. {'; '.join(names)}", bold=True, keep=True)
        for task in tasks:
            paper.pieces(_task(task, letter.today))
    if letter.missing:
        _missing(paper, letter, number + 1)
    _asking(paper, letter)
    party = letter.head.party
    recipients = ("- Như trên;", "- ………………………;", "- Lưu Văn phòng." if party else "- Lưu: VT.")
    paper.sign(recipients, _capacity(letter.sender, party=party), party=party)
    _for_the_writer(paper, letter)
    return paper.bytes()


def _for_the_writer(paper: Paper, letter: Letter) -> None:
    """Below the letter, to be taken out before it is sent: what it rests on, and what it does not press for as yet."""
    paper.text(f"Ghi chú của bản dự thảo (bỏ khi ban hành): {letter.statement}", italic=True, size=11, indent=0)
    if not letter.aside:
        return
    head = f"Cần xem lại trước khi đôn đốc, chưa đưa vào công văn ({len(letter.aside)} việc quá hạn):"
    paper.text(head, bold=True, italic=True, size=11, indent=0, keep=True)
    for task in letter.aside:
        heard = f"; {task['told']['document']} nói “{task['told']['quote']}”" if task["told"] else ""
        last = dues(task).passed(letter.today)
        words = f"- “{task['quote'] or task['wording']}” ({basis(task)}), thời hạn {day(last)}: {task['why']}{heard}"
        paper.text(words if words.endswith("”") else f"{words}.", italic=True, size=11, indent=0)


def is_party(sender: str, codes: Sequence[str]) -> bool:
    """Whether a sender writes by the Party's rules: as the numbers of its directives do ('34-CV/ĐU', '45/KH-UBND')."""
    from ontology.fold import fold

    told = [code for code in codes if "/" in code]
    if told:
        return sum("-" in code.split("/")[0] for code in told) * 2 >= len(told)
    return not fold(sender).startswith(("uy ban nhan dan", "chu tich", "so ", "phong ", "hoi dong nhan dan"))


def head_of(sender: str, codes: Sequence[str], province: str, place: str, year: int, about: str) -> Head:
    """The head of a letter of ``sender``; ``province`` as offices name it ('thành phố An Hải'), '' where not known."""
    party = is_party(sender, codes)
    body = sender.upper()
    for board in ("BAN THƯỜNG VỤ ", "BAN CHẤP HÀNH ", "THƯỜNG TRỰC "):
        body = body.removeprefix(board) if party else body
    symbol = next((code.rsplit("/", 1)[-1] for code in codes if "/" in code), "……")
    if party:
        own = body.startswith(("THÀNH ỦY", "TỈNH ỦY"))
        above = "" if own else f"ĐẢNG BỘ {province.upper() or '……………………'}"
        return Head(True, above, body, f"-CV/{symbol}", place, year, f"về việc {about}")
    above, name = "………………………", body
    if body.startswith("ỦY BAN NHÂN DÂN "):
        above, name = "ỦY BAN NHÂN DÂN", body.removeprefix("ỦY BAN NHÂN DÂN ")
    return Head(False, above, name, f"/{symbol.rsplit('-', 1)[-1]}-……", place, year, f"V/v {about}")


def _by_unit(late: Sequence[Row]) -> dict[tuple[str, ...], list[Row]]:
    """Tasks by those they are given to, in the order in which these are first named."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for task in late:
        names = tuple(dict.fromkeys(owner["unit"] for owner in task["owners"] if owner["role"] == LEAD))
        found.setdefault(names, []).append(task)
    return found


def _greeting(paper: Paper, names: Sequence[str]) -> None:
    if len(names) > _MANY:
        paper.text("Kính gửi: Các cơ quan, đơn vị có tên dưới đây", align="center", indent=0, after=10)
    elif len(names) == 1:
        paper.text(f"Kính gửi: {names[0]}", align="center", indent=0, after=10)
    else:
        paper.text("Kính gửi:", indent=25, after=0, align="left")
        for number, name in enumerate(names, 1):
            last = number == len(names)
            paper.text(f"- {name}{'.' if last else ';'}", indent=35, after=10 if last else 0, align="left")


def _opening(letter: Letter) -> str:
    told = f"{letter.today.day:02}/{letter.today.month}/{letter.today.year}"
    parts = []
    if letter.late:
        undone = sum(task["told"] is not None for task in letter.late)
        rest = f", trong đó {undone} việc được báo là chưa làm" if undone else ""
        parts.append(f"{len(letter.late)} nhiệm vụ đã quá thời hạn mà chưa thấy văn bản nói đã có kết quả{rest}")
    if letter.missing:
        parts.append(f"{len(letter.missing)} đơn vị chưa thấy văn bản triển khai {letter.directive}")
    return f"Qua theo dõi việc thực hiện các văn bản chỉ đạo, đến ngày {told}, {' và '.join(parts)}, cụ thể như sau:"


def _task(task: Row, today: dt.date) -> Iterator[tuple[str, str]]:
    """The sentence as printed, where it stands, its day, how late it is, to whom it is to be reported."""
    last = dues(task).passed(today)
    late = (today - dt.date.fromisoformat(last)).days
    yield f"- “{task['quote'] or task['wording']}”", "italic"
    yield f" ({basis(task)}). Thời hạn: {day(last)}; ", ""
    yield f"quá hạn {late} ngày", "bold"
    if task["told"]:
        yield f"; {task['told']['document']} nói chưa làm: ", ""
        yield f"“{task['told']['quote']}”", "italic"
    reports = "; ".join(dict.fromkeys(report["to"] for report in task["reports"]))
    yield f"; chưa thấy báo cáo gửi {reports}." if reports else ".", ""


def _missing(paper: Paper, letter: Letter, number: int) -> None:
    paper.text(f"{number}. Đơn vị chưa thấy văn bản triển khai {letter.directive}", bold=True, keep=True)
    if letter.call:
        late = (letter.today - dt.date.fromisoformat(letter.call)).days
        told = f"Thời hạn ban hành: {when(letter.call)}" + (f"; quá hạn {late} ngày" if late > 0 else "")
        paper.pieces([(f"{told} (", ""), (f"“{letter.call_quote}”", "italic"), (").", "")])
    else:
        paper.text("Văn bản không nêu thời hạn ban hành.")
    for name in letter.missing:
        paper.text(f"- {name}{'.' if name == letter.missing[-1] else ';'}", after=2)


def _asking(paper: Paper, letter: Letter) -> None:
    reply = f"ngày {letter.reply.day:02}/{letter.reply.month}/{letter.reply.year}" if letter.reply else _BLANK
    paper.text(
        f"{letter.sender} đề nghị các cơ quan, đơn vị có tên trên khẩn trương thực hiện; nêu rõ kết quả, nguyên nhân "
        f"chậm (nếu có) và thời gian hoàn thành, báo cáo bằng văn bản về {letter.sender} trước {reply}. Việc đã thực "
        "hiện, văn bản đã ban hành mà chưa gửi đến thì gửi kèm theo báo cáo."
    )  # fmt: skip
    end = "." if letter.head.party else "./."
    paper.text(f"Đề nghị các cơ quan, đơn vị nghiêm túc thực hiện{end}")


def _capacity(sender: str, *, party: bool) -> str:
    """In whose name it is signed: the board's or the committee's; a person's name and title stay blank."""
    name = sender.upper()
    if party:
        board = "BAN THƯỜNG VỤ" if name.startswith(("BAN THƯỜNG VỤ", "ĐẢNG ỦY", "THÀNH ỦY", "TỈNH ỦY")) else ""
        return f"T/M {board}" if board else "T/M ………………"
    return "TM. ỦY BAN NHÂN DÂN" if name.startswith("ỦY BAN NHÂN DÂN") else "(quyền hạn ký)"
