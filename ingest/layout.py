"""Step 3, layout: canonical text becomes head, addressees, preamble, outlined body, recipients and signature.

Layouts: Hướng dẫn 36-HD/VPTW (2018) and 05-HD/VPTW (2026) for the Party, Nghị định 30/2020/NĐ-CP Phụ lục I for the
State; a head that is cut off, or flattened from two columns, is as good as none and never an error.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.marks import Mark, is_capitals, mark_of
from ontology.model import Evidence

__all__ = ["Layout", "Paragraph", "lay_out"]

_SALUTATION = re.compile(r"kính (?:gửi|trình|chuyển)\b", re.I)
# 'THỦ TƯỚNG CHÍNH PHỦ điện:', which opens a telegram (công điện) where a letter has 'Kính gửi:'
_TELEGRAM = re.compile(r"[^\W\d_][^.;:]{4,80}\sđiện\s*:\s*")
_RECIPIENTS = re.compile(r"(?:\|\s*)?nơi nhận\b", re.I)
_CAPACITY = re.compile(
    r"(?:T\s?/\s?M|TM\s?\.|T\.M\b\.?|K\s?/\s?T|KT\s?\.|T\s?/\s?L|TL\s?\.|TUQ\s?\.|Q\s?\.)\s*(?=[A-ZĐƯÂÊÔƠĂỦỤỲỶẤẦẨỘỔỐỒ])"
)
_OFFICE = re.compile(
    r"(?:QUYỀN )?(?:PHÓ )?(?:BÍ THƯ|CHỦ TỊCH|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|CHỦ NHIỆM|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG"
    r"|TỔNG BÍ THƯ"
    r"|THƯỜNG TRỰC BAN BÍ THƯ|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|TRƯỞNG ĐOÀN)\b"
)
_OPENING = re.compile(
    r"(?:thực hiện|căn cứ|triển khai|để|nhằm|theo|xét|trên cơ sở|tiếp theo|tiếp tục|trong (?:thời gian|những"
    r"|quý|tháng|các)|ngày \d"
    r"|thời gian|qua|sau|hiện nay|ban thường vụ|đảng ủy|ủy ban|uỷ ban|thừa|vừa qua|phúc đáp|kế thừa)\b",
    re.I,
)
_SUBJECT = re.compile(r"(?:v\s?/\s?v|về việc)\b", re.I)
_ANNEX = re.compile(r"(?:phụ lục|PHỤ LỤC)\b(?!\s+(?:số\s+)?\d+\s+(?:gửi|kèm))|\(?\s*kèm theo\b", re.I)
_TITLE = re.compile(
    r"(?:BẢN |DỰ THẢO )?(?:KẾ HOẠCH|CHƯƠNG TRÌNH|QUY CHẾ|QUY ĐỊNH|ĐỀ ÁN|DANH MỤC|PHƯƠNG ÁN|HƯỚNG DẪN|NGHỊ QUYẾT"
    r"|QUYẾT ĐỊNH|CHỈ THỊ|KẾT LUẬN"
    r"|THÔNG BÁO|BÁO CÁO|TỜ TRÌNH|THÔNG TRI|QUY HOẠCH|DỰ ÁN|CÔNG ĐIỆN|THÔNG TƯ|NGHỊ ĐỊNH|LUẬT|PHÁP LỆNH"
    r"|LỜI KÊU GỌI|TUYÊN BỐ|THÔNG CÁO|BIÊN BẢN"
    r"|CÔNG VĂN)\b"
)
_RIGHT_OF_TAIL = re.compile(
    r"(?:(?<=nhận:)|(?<=nhận)|(?<=[;,.]))\s+(?P<right>(?:(?:T/M|TM\.|K/T|KT\.|T/L|TL\.|TUQ\.|Q\.)\s*)?"
    r"[A-ZĐÀ-Ỹ]{2,}(?: [A-ZĐÀ-Ỹ]{2,}){1,7})$"
)
# '- Lưu: VT, NC. Nguyễn Văn A': the last line of the recipients beside the signer's name
_RIGHT_OF_FILES = re.compile(r"^-\s*Lưu\b[^.]{0,40}[.;]\s+(?P<right>[^\W\d_]+(?: [^\W\d_]+){1,6})$")
# '- Các đại biểu HĐND xã; Nguyễn Văn A': beside any other line only a name that begins with a family name
_RIGHT_OF_OTHERS = re.compile(
    r"^-[^.;]{3,70}[;.,]\s+(?P<right>(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh"
    r"|Đào|Đoàn|Mai|Trương|Lâm|Cao|Hà|Tạ|Chu|Châu|Lương|Thái|Tô|Quách|Nông|Triệu|Hứa|Kiều|Phùng|Tống|Giàng|Vàng|Sùng|Lò"
    r"|Cầm|Quàng|Điểu|Thạch|Kim|Sơn|Danh|Mạc|Vi|Hà|La|Bạch|Nghiêm|Tăng)(?: [^\W\d_]+\.?){1,4})$"
)
_RANK = re.compile(r"^(?:Thiếu|Trung|Thượng|Đại) (?:úy|tá|tướng) ")
_LONGEST_TITLE = 120
_STRONG = frozenset({"part", "chapter", "section", "roman", "article", "capital"})


class Paragraph(NamedTuple):
    """One line of the canonical text, where it stands, and the enumerator it begins with."""

    start: int
    end: int
    text: str
    mark: Mark | None

    @property
    def words(self) -> str:
        """The paragraph without its enumerator."""
        return self.text[self.mark.end :] if self.mark else self.text

    def stripped(self) -> "Paragraph":
        """Without white space at either end."""
        left = len(self.text) - len(self.text.lstrip())
        words = self.text.strip()
        return Paragraph(self.start + left, self.start + left + len(words), words, self.mark)

    @property
    def words_start(self) -> int:
        """Where :attr:`words` begins in the canonical text."""
        return self.start + (self.mark.end if self.mark else 0)

    def proof(self, start: int, end: int, rule: str) -> Evidence:
        """The evidence that ``text[start:end]`` gives under ``rule``."""
        return Evidence(self.start + start, self.start + end, self.text[start:end], rule)


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of one document; any of them may be empty.

    ``head`` up to the salutation or preamble; ``addressees`` the salutation's lines; ``preamble`` before the outline;
    ``body`` the outlined part with annexes; ``recipients`` under Nơi nhận; ``signature`` from the capacity on.
    """

    head: tuple[Paragraph, ...]
    addressees: tuple[Paragraph, ...]
    preamble: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    annex: tuple[Paragraph, ...]
    recipients: tuple[Paragraph, ...]
    signature: tuple[Paragraph, ...]


def lay_out(text: str) -> Layout:
    """The layout of a canonical text. Pure; any text has one."""
    paragraphs = _paragraphs(text)
    head_end = _head_end(paragraphs)
    address_end = _addressees_end(paragraphs, head_end)
    tail, annex = _tail(paragraphs, address_end)
    outline = next(
        (i for i in range(address_end, tail) if _opens_outline(paragraphs, i)),
        next((i for i in range(address_end, tail) if paragraphs[i].text.endswith(":")), address_end - 1) + 1,
    )
    recipients, signature = _split_tail([part for p in paragraphs[tail:annex] for part in _columns(p)])
    return Layout(
        tuple(paragraphs[:head_end]),
        _addressed(paragraphs[head_end:address_end]),
        tuple(paragraphs[address_end:outline]),
        tuple(paragraphs[outline:tail]),
        tuple(paragraphs[annex:]),
        tuple(recipients),
        tuple(signature),
    )


def _paragraphs(text: str) -> list[Paragraph]:
    out, start = [], 0
    for line in text.split("\n"):
        if line:
            out.append(Paragraph(start, start + len(line), line, mark_of(line)))
        start += len(line) + 1
    return out


def _head_end(paragraphs: Sequence[Paragraph]) -> int:
    """The index of the first paragraph that is no longer head."""
    titled = False
    for i, p in enumerate(paragraphs):
        if _salutes(p) or (p.text.startswith("|") and (titled or _ANNEX.match(paragraphs[0].text))):
            return i
        if _TITLE.match(p.text) and is_capitals(p.text.split("(")[0]):
            titled = True
            continue
        if is_capitals(p.text) or _SUBJECT.match(p.text):
            if p.mark and p.mark.kind in _STRONG and titled:
                return i
            continue
        if p.mark and p.mark.kind in _STRONG and (titled or i > 3):
            return i
        numbered = p.mark is not None and p.mark.kind == "number" and not _dated(p.text)
        subject = titled and paragraphs[i - 1].text.startswith("THÔNG BÁO") and p.text.lower().startswith("kết luận")
        if subject:
            continue
        if _opens_body(p) or (titled and (p.text.endswith(":") or numbered)):
            return i
        if i > 25:
            return 0
    return 0


def _dated(line: str) -> bool:
    """A number at the start of a head's line may be the day of a dateline."""
    return re.match(r"\d{1,2}\s*(?:tháng|[/.-]\d)", line) is not None


def _opens_body(p: Paragraph) -> bool:
    if p.text[0].islower():
        return False
    sentence = p.text.endswith((".", ";", ":", ",")) and len(p.text) > 60
    return (sentence and (len(p.text) > 150 or p.text.endswith(":") or _OPENING.match(p.text) is not None)) or (
        p.text.endswith((";", ",", ".")) and p.words.lower().startswith(("căn cứ ", "theo đề nghị"))
    )


def _salutes(p: Paragraph) -> bool:
    return _SALUTATION.match(p.text) is not None or _TELEGRAM.match(p.text) is not None


def _addressed(lines: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The lines of a salutation; of a telegram's, without the sender."""
    telegram = _TELEGRAM.match(lines[0].text) if lines else None
    if telegram is None:
        return tuple(lines)
    first = lines[0]
    rest = Paragraph(first.start + telegram.end(), first.end, first.text[telegram.end() :], None)
    return (rest, *lines[1:]) if rest.text else tuple(lines[1:])


def _addressees_end(paragraphs: Sequence[Paragraph], start: int) -> int:
    if start >= len(paragraphs) or not _salutes(paragraphs[start]):
        return start
    end = start + 1
    while end < len(paragraphs):
        p = paragraphs[end]
        listed = p.mark is not None and p.mark.kind == "bullet"
        if not listed and not (len(p.text) < 100 and p.text.endswith((";", ",")) and not _opens_body(p)):
            break
        end += 1
    return end


def _tail(paragraphs: Sequence[Paragraph], start: int) -> tuple[int, int]:
    """Where recipients and signature begin, and where annexes begin behind them."""
    tails = [
        i
        for i in range(start, len(paragraphs))
        if _RECIPIENTS.match(paragraphs[i].text) or _CAPACITY.match(paragraphs[i].text)
    ]
    tail = next((i for i in tails if not _goes_on(paragraphs, i)), tails[0] if tails else None)
    if tail is None:
        tail = next(
            (i for i in range(max(start, len(paragraphs) - 8), len(paragraphs)) if _OFFICE.match(paragraphs[i].text)),
            len(paragraphs),
        )
    return tail, _annex(paragraphs, tail)


def _goes_on(paragraphs: Sequence[Paragraph], tail: int) -> bool:
    """Whether the outline goes on behind: a guide on the form of documents shows tails among its own articles."""
    behind = paragraphs[tail : _annex(paragraphs, tail)]
    return any(p.mark is not None and (p.mark.kind in _STRONG or p.mark.kind == "number") for p in behind)


def _annex(paragraphs: Sequence[Paragraph], tail: int) -> int:
    """Where the annexes behind a tail begin; a sentence about annexes is none."""
    for i in range(tail, len(paragraphs)):
        p = paragraphs[i]
        sentence = len(p.text) > _LONGEST_TITLE and p.text.endswith(".")
        if (_ANNEX.match(p.text) and not sentence) or (is_capitals(p.text) and _TITLE.match(p.text)):
            return i
    return len(paragraphs)


def _columns(p: Paragraph) -> list[Paragraph]:
    """A line of a tail flattened from two columns: recipients on the left, capacity or title on the right."""
    if p.text.startswith("|"):
        cells = (m for m in re.finditer(r"[^|]+", p.text) if m.group().strip())
        return [Paragraph(p.start + m.start(), p.start + m.end(), m.group(), None).stripped() for m in cells]
    left_column = p.text.startswith("-") or _RECIPIENTS.match(p.text)
    match = (_RIGHT_OF_TAIL.search(p.text) or _beside_files(p.text)) if left_column else None
    if match is None:
        return [p]
    at = p.start + match.start("right")
    left = p.text[: match.start("right")].rstrip()
    return [Paragraph(p.start, p.start + len(left), left, p.mark), Paragraph(at, p.end, match["right"], None)]


def _beside_files(line: str) -> re.Match[str] | None:
    """The signer's name on the line of the files: words that all begin with a capital and are not all capitals."""
    match = _RIGHT_OF_FILES.match(line) or _RIGHT_OF_OTHERS.match(line)
    named = match is not None and all(word[0].isupper() for word in _RANK.sub("", match["right"]).split())
    return match if match and named and not match["right"].isupper() else None


def _split_tail(tail: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    recipients: list[Paragraph] = []
    signature: list[Paragraph] = []
    where = signature
    for p in tail:
        if _RECIPIENTS.match(p.text):
            where = recipients
        elif (
            _CAPACITY.match(p.text)
            or _OFFICE.match(p.text)
            or (is_capitals(p.text) and where is recipients and p.mark is None)
        ):
            where = signature
        elif where is signature and p.mark is not None and p.mark.kind == "bullet" and recipients:
            recipients.append(p)
            continue
        where.append(p)
    return recipients, signature


def _opens_outline(paragraphs: Sequence[Paragraph], i: int) -> bool:
    mark = paragraphs[i].mark
    return mark is not None and (mark.kind != "bullet" or paragraphs[i - 1].text.endswith(":"))
