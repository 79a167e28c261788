"""Step 4a, header: what the document says of itself: type, number, day, issuer, subject."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import names
from ingest.codes import codes_in
from ingest.dates import make_date
from ingest.layout import Layout, Paragraph
from ingest.marks import is_capitals
from ingest.sender import NAME
from ontology.model import Code, Evidence

__all__ = ["Header", "read_header"]

_DATELINE = re.compile(
    rf"(?:(?P<place>{NAME}(?:\s\d+)?),\s*)?ngày[\s.…_]*(?P<day>\d{{0,2}})[\s.…_]*tháng[\s.…_]*(?P<month>\d{{0,2}})[\s.…_]*năm[\s.…_]*(?P<year>\d{{4}})?"
)
_SHORT_DATELINE = re.compile(
    rf"(?P<place>{NAME}),\s*(?:ngày\s*)?(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}})"
)
_NUMBER = re.compile(r"(?:^\s*|[|*]\s*)[Ss][ốo]\s*:?\s*(?=[\d.…_\s/-])|(?:^|\W)Số\s*:\s*(?=[\d.…_\s/-])")
_STRANGE = re.compile(
    r"\s*(?P<number>\d{1,5}[a-z]?)\s?[-/]\s?(?P<symbol>[A-ZĐ]{1,8}(?:[-/][A-ZĐƯ]{1,12}){1,3})(?![\w/])"
)
_BLANK = re.compile(
    r"[.…_\s]*(?P<sep>[-/])\s?(?P<symbol>[A-ZĐ][A-Za-zĐ]{0,4}\s?[/-]\s?[A-ZĐ][A-ZĐa-z0-9-]*|[A-ZĐ]{2,6}-[A-ZĐ]{1,6})"
)
_SUBJECT_CUE = re.compile(r"(?:v\s?/\s?v\.?:?|về việc)\s*", re.I)
_OWN = re.compile(r"(?:ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H(?:ÒA|OÀ) XÃ HỘI.*|(?:Đ|đ)ộc lập\s*[-–].*|ĐỘC LẬP\s*[-–].*)", re.S)
_MARK_LINE = re.compile(r"(?:\*|VĂN BẢN MẪU|DỰ THẢO|HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|TÀI LIỆU|\(?Kèm theo)", re.I)
_SECOND_LINE = re.compile(r"(?:PHƯỜNG|XÃ|ĐẶC KHU|TỈNH|THÀNH PHỐ|QUỐC HỘI|VIỆT NAM|TRUNG ƯƠNG)\b")
_MEETING = re.compile(r"HỘI NGHỊ|ĐẠI HỘI|KỲ HỌP|KHÓA|KHOÁ|\(|-")
_OF = re.compile(r"^(?:CỦA|HỘI NGHỊ)\s+", re.I)
_NOT_SUBJECT = re.compile(r"-{2,}|[*_]+$|\(?Kèm theo|\(?(?:Đã|Được) ", re.I)


@dataclass(frozen=True, slots=True)
class Header:
    """The head as printed. ``code`` has '' for what is blank; ``issuer_lines`` are the left column's lines from the
    top, in their printed form; ``of`` is the body named after the title ('CỦA BAN THƯỜNG VỤ ĐẢNG ỦY')."""

    type: str
    code: Code
    day: tuple[int, int, int] | None
    year: int
    month: int
    place: str
    issuer_lines: tuple[str, ...]
    of: str
    subject: str
    evidence: dict[str, Evidence]


def read_header(layout: Layout) -> Header:
    """Read the head of a document; whatever is cut off or blank stays empty."""
    evidence: dict[str, Evidence] = {}
    title_at, type_id = _title(layout.head)
    code = _code(layout.head, evidence)
    day, year, month, place = _dateline(layout.head, evidence)
    subject = _subject(layout.head, title_at, evidence)
    if not type_id and code.symbol:
        found = names.types_of_symbol(code.symbol)
        type_id = found[0] if found else "CV"
    if not type_id and layout.addressees:
        salutation = layout.addressees[0].text.lower()
        type_id = "TTr" if salutation.startswith("kính trình") else "CV"
    of = _named_after_title(layout.head, title_at)
    return Header(
        type_id, code, day, year, month, place, _issuer_lines(layout.head, title_at, evidence), of, subject, evidence
    )


def _title(head: tuple[Paragraph, ...]) -> tuple[int, str]:
    """The index of the line that states the type ('KẾ HOẠCH'), and the type; -1 and '' where there is none."""
    for i, p in enumerate(head):
        if not is_capitals(p.text.split("(")[0]) or _OWN.match(p.text):
            continue
        found = names.type_at(p.text, 0)
        if found is not None:
            return i, found.entry.id
    return -1, ""


def _code(head: tuple[Paragraph, ...], evidence: dict[str, Evidence]) -> Code:
    for p in head:
        cue = _NUMBER.search(p.text)
        if cue is None or _SUBJECT_CUE.match(p.text):
            continue
        start = cue.start() and cue.start() + 1  # behind the sign that parts the number from what stands before it
        found = next(codes_in(p.text, cue.end()), None)
        if found is not None and found.start - cue.end() < 4:
            evidence["number"] = p.proof(start, found.end, "header.number")
            return found.code
        strange = _STRANGE.match(p.text, cue.end())  # a symbol of no table, which this place alone vouches for
        if strange is not None:
            evidence["number"] = p.proof(start, strange.end(), "header.number")
            return Code(strange["number"], strange["symbol"], re.sub(r"\s", "", strange.group()))
        blank = _BLANK.match(p.text, cue.end())
        if blank is not None:
            evidence["number"] = p.proof(start, blank.end(), "header.number-blank")
            return Code("", re.sub(r"\s", "", blank["symbol"]), "")
    return Code("", "", "")


def _dateline(
    head: tuple[Paragraph, ...], evidence: dict[str, Evidence]
) -> tuple[tuple[int, int, int] | None, int, int, str]:
    """Day; year and month (0 where blank); place of issue."""
    plain = [p for p in head if not _SUBJECT_CUE.match(p.text) and not names.type_at(p.text, 0)]
    beside = [p for p in head if _SUBJECT_CUE.match(p.text)]  # 'V/v … An Hải, ngày …': two columns on one line
    for p in (*plain, *beside):
        match = _DATELINE.search(p.text) or _SHORT_DATELINE.search(p.text)
        if match is None or not (match["place"] or match.start() < 3) or (p in beside and not match["place"]):
            continue
        evidence["date"] = p.proof(match.start(), match.end(), "header.date")
        year = int(match["year"]) if match["year"] else 0
        full = match["day"] and match["month"] and year
        day = (year, int(match["month"]), int(match["day"])) if full else None
        month = int(match["month"]) if match["month"] else 0
        return (day if day and make_date(*day) else None), year, month if 1 <= month <= 12 else 0, match["place"] or ""
    return None, 0, 0, ""


def _issuer_lines(head: tuple[Paragraph, ...], title_at: int, evidence: dict[str, Evidence]) -> tuple[str, ...]:
    """The left column: lines in capitals before the title, without the national motto and what stands beside it."""
    lines: list[str] = []
    printed: list[tuple[Paragraph, str]] = []
    for p in head[: title_at if title_at >= 0 else len(head)]:
        text = _OWN.sub("", p.text.split("|")[0] or p.text.strip("| ").split("|")[0]).strip(" *|\\-_")
        text = re.split(r"\s+[Ss]ố\s*:", text)[0]
        beside = _DATELINE.search(text)
        text = text[: beside.start()].rstrip(" *") if beside and beside["place"] else text
        if len(text) < 4 or not is_capitals(text) or _MARK_LINE.match(text) or _NUMBER.match(text):
            continue
        if lines and _SECOND_LINE.match(text):
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(text)
        printed.append((p, text))
    if printed:
        evidence["issuer"] = _column(printed, lines)
    return tuple(lines)


def _column(printed: Sequence[tuple[Paragraph, str]], lines: Sequence[str]) -> Evidence:
    """The proof of the issuer: its own line, from the first printed line that belongs to it."""
    p, text = next(((p, text) for p, text in printed if lines[-1].startswith(text)), printed[-1])
    start = p.text.index(text)
    return p.proof(start, start + len(text), "header.issuer")


def _named_after_title(head: tuple[Paragraph, ...], title_at: int) -> str:
    """'CỦA BAN THƯỜNG VỤ ĐẢNG ỦY' on the line after the title, or behind the type on its own line."""
    if title_at < 0:
        return ""
    for p in head[title_at : title_at + 3]:
        match = re.search(r"(?:^|\s)(?:CỦA|Của)\s+(?P<body>.+)$", p.text)
        if match and is_capitals(match["body"]):
            return match["body"].strip()
    return ""


def _subject(head: tuple[Paragraph, ...], title_at: int, evidence: dict[str, Evidence]) -> str:
    chosen = _titled_subject(head, title_at) if title_at >= 0 else _letter_subject(head)
    if not chosen:
        return ""
    evidence["subject"] = Evidence(chosen[0].start, chosen[0].end, chosen[0].text, "header.subject")
    text = " ".join(p.text for p in chosen)
    cue = _SUBJECT_CUE.match(text) if title_at < 0 else None
    dated = _DATELINE.search(text) if cue else None
    if dated and dated["place"] and dated["year"]:
        text = f"{text[: dated.start()].rstrip()} {text[dated.end() :].lstrip()}"
    return text[cue.end() if cue else 0 :].strip(" .-–*")


def _titled_subject(head: tuple[Paragraph, ...], title_at: int) -> list[Paragraph]:
    chosen: list[Paragraph] = []
    for p in head[title_at + 1 :]:
        if _NOT_SUBJECT.match(p.text) or (_OF.match(p.text) and is_capitals(p.text)):
            continue
        stop = chosen and is_capitals(p.text) and (not is_capitals(chosen[-1].text) or _names_organ(p.text))
        if stop or _DATELINE.match(p.text) or (_NUMBER.match(p.text) and len(p.text) < 40):
            break
        if (
            is_capitals(p.text)
            and not chosen
            and (_names_organ(p.text) or _MEETING.match(p.text))
            and not re.match(r"(?:VỀ|V/v|BAN HÀNH|PHÊ DUYỆT|TRIỂN KHAI|THỰC HIỆN|SỬA ĐỔI|QUY ĐỊNH)\b", p.text)
        ):
            continue
        chosen.append(p)
    return chosen


def _names_organ(line: str) -> bool:
    """A line that is nothing but the name of a body or post."""
    match = names.organ_at(line, 0)
    return match is not None and match.end == len(line.rstrip(" :"))


def _letter_subject(head: tuple[Paragraph, ...]) -> list[Paragraph]:
    """The subject of a letter: from 'V/v' on, else the bare lines after the number."""
    start = next((i for i, p in enumerate(head) if _SUBJECT_CUE.match(p.text)), None)
    if start is None:
        numbered = next((i for i, p in enumerate(head) if _NUMBER.match(p.text)), None)
        start = None if numbered is None else numbered + 1
    chosen: list[Paragraph] = []
    for p in head[start:] if start is not None else ():
        dated = _DATELINE.search(p.text) and not _SUBJECT_CUE.match(p.text)
        if is_capitals(p.text) or dated or _OWN.match(p.text) or _NOT_SUBJECT.match(p.text):
            if chosen:
                break
            continue
        chosen.append(p)
    return chosen
