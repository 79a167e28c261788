"""Lines to paragraphs: hard wraps, page breaks and footnotes in mid-page are mended."""

import re
from collections.abc import Container, Sequence

from ingest.marks import is_capitals, is_fixed, mark_of

__all__ = ["Piece", "joint", "mend"]

_STOPS = (".", ";", ":", "!", "?", "…", "/.", ".”", '."')
_FOOTNOTE = re.compile(r"^(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,2}\])\s*\S")
_BROKEN_SYMBOL = re.compile(r"(?:\d|[A-ZĐ])[-/]$")
_SYMBOL_GOES_ON = re.compile(r"\d{1,2}/\d{4}\b|[A-ZĐ]{1,4}[A-Za-zĐƯ]*[/\d\-.,;) ]|[A-ZĐƯ]{2,}\b|\d{2,4}\b(?![.)]\s)")
_EMPTY_CELL = "|"
_LONE_BULLETS = frozenset("-–+•")
_NOTE_SIGNS = frozenset("¹²³⁴⁵⁶⁷⁸⁹⁰[")
# A line that ends in such a word cannot be the end of a paragraph.
_UNFINISHED = re.compile(
    r"\b(?:của|và|các|về|cho|với|do|là|ngày|(?:quyết|hoạch|thị|luận|định|dẫn|báo|văn|trình|cáo) số|theo|tại"
    r"|thuộc|bằng|những|thực hiện|triển khai|ban hành|về việc|với|Nghị|Quyết|(?<!gian )đến)$"
)
_NUMBER_FOLLOWS = re.compile(
    r"\b(?:ngày|tháng|năm|Điều|khoản|mục|điểm|(?:quyết|hoạch|thị|luận|định|dẫn|báo|văn|trình|cáo) số)$"
)
_NEXT_CITED = re.compile(
    r"(?:Nghị quyết|Kết luận|Chỉ thị|Quyết định|Quy định|Kế hoạch|Hướng dẫn|Thông báo|Công văn)\s+số\b"
)
# Where the pages that people save their documents from break the narrow cells of a head, and what must follow there.
_BROKEN_DAY = re.compile(r"\b[Nn]gày(?:\s+\d{1,2}(?:\s+tháng(?:\s+\d{1,2}(?:\s+năm)?)?)?)?$")
_DAY_GOES_ON = re.compile(r"(?:\d{1,2}\s+)?tháng\b|năm\s+\d{4}\b|\d{1,2}\s+năm\b|\d{4}\b(?![./-])")
_REST_OF_DAY = re.compile(r"(?:(?:(?:\d{1,2}\s+)?tháng\s+)?(?:\d{1,2}\s+)?năm\s+)?\d{4}[.)]?")
_PLACE_GOES_ON = re.compile(r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?:[ -][A-ZĐÀ-Ỹ][a-zđà-ỹ]+){0,3},\s+ngày\b")
_WORD_OF_PLACE = re.compile(r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ]+)?")
_NUMBER_CUE = re.compile(r"[Ss]ố\s*:")
_NUMBER_GOES_ON = re.compile(r"\d{1,5}\s?[-/]\s?[\dA-ZĐ]")
_YEARS = re.compile(r"\d{4}\s*[-–]$|\bNĂM$")
_YEAR = re.compile(r"\d{4}[.)]?")
_HALF_A_TYPE = re.compile(r"\b(?:Chỉ|Kết|Kế|Thông|Hướng|Công|Quy|Chương)$")
_HEADINGS = (
    "ỦY BAN NHÂN DÂN",
    "UỶ BAN NHÂN DÂN",
    "HỘI ĐỒNG NHÂN DÂN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
)
#: A line of a paragraph: its index, and what joins it to the line before.
Piece = tuple[int, str]
_WRAPPED_SHARE = 0.35
_LONGEST_WRAP = 125
_LONGEST_END = 30
_FULL = 0.9


def mend(lines: Sequence[str], rows: Container[int] = ()) -> list[list[Piece]]:
    """The paragraphs of stripped lines (a blank line is empty). A footnote follows the paragraph that it interrupts.

    ``rows``: the lines that were put together from several and tell nothing of the width at which the text is broken.
    """
    width = _wrap_width([len(line) for i, line in enumerate(lines) if not rows or i not in rows])
    out, notes = _Paragraphs(lines), _Paragraphs(lines)
    gap = in_note = False
    last = 0  # length of the last line as it was broken in the source
    for i, line in enumerate(lines):
        if not line or line == _EMPTY_CELL:
            gap, in_note = True, False
            continue
        if line[0] in _NOTE_SIGNS and _FOOTNOTE.match(line):
            notes.open(i)
            gap, in_note = False, True
            continue
        if in_note and notes and not gap and not notes.last.endswith(".") and not mark_of(line):
            notes.go_on(i)
            continue
        goes_on = out and _continues(out.last, line, last, gap or bool(notes), width)
        last = len(line)
        if goes_on:
            out.go_on(i)
        else:
            out.take(notes)
            out.open(i)
        gap = in_note = False
    out.take(notes)
    return out.pieces


def joint(before: str) -> str:
    """What joins a line to the one ``before`` of its paragraph: nothing where a symbol is broken behind its hyphen."""
    return "" if _ends(before, _BROKEN_SYMBOL) and not before.endswith(" -") else " "


class _Paragraphs:
    """Paragraphs while they are put together: the ``pieces`` of each, and the words of the ``last`` one."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.pieces: list[list[Piece]] = []
        self.last = ""

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def open(self, i: int) -> None:
        """Line ``i`` begins a paragraph."""
        self.pieces.append([(i, "")])
        self.last = self._lines[i]

    def go_on(self, i: int) -> None:
        """Line ``i`` goes on with the last paragraph; a symbol broken after its hyphen or slash is closed up."""
        glue = joint(self.last)
        self.pieces[-1].append((i, glue))
        self.last += glue + self._lines[i]

    def take(self, others: "_Paragraphs") -> None:
        """Put the others behind; they are empty then."""
        if others.pieces:
            self.pieces += others.pieces
            self.last, others.pieces = others.last, []


def _wrap_width(lengths: list[int]) -> int:
    """The column at which a hard-wrapped text breaks its lines, or 0 for a text with one line a paragraph."""
    full = sorted(n for n in lengths if n > 30)
    if not full:
        return 0
    top = full[int(len(full) * 0.95)] if len(full) > 5 else full[-1]
    if top > _LONGEST_WRAP or top < 40:
        return 0
    return top if sum(n > top * 0.8 for n in full) >= len(full) * _WRAPPED_SHARE else 0


def _continues(before: str, line: str, last: int, gap: bool, width: int) -> bool:
    """Whether ``line`` goes on with the paragraph that ``before`` ends."""
    if before[-1] in "-/" and _ends(before, _BROKEN_SYMBOL) and _SYMBOL_GOES_ON.match(line):
        return True
    if before in _LONE_BULLETS:
        return mark_of(line) is None
    cut = _cut_in_a_cell(before, line) and (not gap or _REST_OF_DAY.fullmatch(line) is not None)
    if cut or _begins_anew(before, line):
        return cut
    lower = line[0].islower() or line[0] in "(,;.)”"
    stopped = before.endswith(_STOPS)
    if gap:
        broken = line[0].islower() and not stopped and len(before) > max(40, width * 0.6)
        return broken or (before.endswith(",") and len(before) > 60)
    if (_ends(before, _UNFINISHED) and not _headed(before, line)) or (
        before.endswith(";") and _NEXT_CITED.match(line) and len(before) < 120
    ):
        return not gap
    if not width:
        return lower and not stopped and len(before) > 25
    if stopped:
        return last >= width - 12 and (not line[0].isupper() or _full(before, line, last, width))
    return last >= width * 0.72 or (lower and last > 30)


def _full(before: str, line: str, last: int, width: int) -> bool:
    """Whether a dash goes on behind a full stop: its line had no room for the next word, which has no dash."""
    mark = mark_of(before)
    dashed = mark is not None and mark.kind == "bullet" and before.endswith(".")
    return dashed and last + 1 + len(line.split(" ", 1)[0]) >= width * _FULL


def _cut_in_a_cell(before: str, line: str) -> bool:
    """Whether a narrow cell was broken here: within a dateline, behind 'Số:', within the words over a head."""
    last = before[-1]  # how a pattern can end is seen at once, and on most lines rules it out
    if (last in "ygm" or last.isdecimal()) and _ends(before, _BROKEN_DAY):
        return _DAY_GOES_ON.match(line) is not None
    if len(before) > _LONGEST_END:
        return last in "-–M" and _ends(before, _YEARS) and _YEAR.fullmatch(line) is not None
    if _NUMBER_CUE.fullmatch(before):
        return _NUMBER_GOES_ON.match(line) is not None
    if _ends(before, _HALF_A_TYPE):
        return line[0].islower()
    if _PLACE_GOES_ON.match(line):
        return _WORD_OF_PLACE.fullmatch(before) is not None
    return before.isupper() and any(
        whole.startswith(f"{before} ") and f"{before} {line}".startswith(whole) for whole in _HEADINGS
    )


def _headed(before: str, line: str) -> bool:
    """Whether a short item before a line with a capital is a heading, whatever its last word."""
    return len(before) < 60 and line[0].isupper() and mark_of(before) is not None


def _ends(line: str, pattern: re.Pattern[str]) -> bool:
    """Whether a line ends in what ``pattern`` finds at an end: only the last words are searched."""
    return pattern.search(line, max(0, len(line) - _LONGEST_END)) is not None


def _begins_anew(before: str, line: str) -> bool:
    mark = mark_of(line)
    if mark is not None and not _number_goes_on(before, mark.kind):
        return True
    cited = line.startswith("số ") and not before.endswith(_STOPS)  # 'Thông tư / số 15/…': no number of its own
    if (is_fixed(line) and not cited) or line.startswith("|") or before.startswith("|"):
        return True
    return is_capitals(before) or is_capitals(line)


def _number_goes_on(before: str, kind: str) -> bool:
    """A wrapped line may begin with a number that is none of the outline ('trước ngày / 28. ...'), seldom."""
    return kind == "number" and _ends(before, _NUMBER_FOLLOWS)
