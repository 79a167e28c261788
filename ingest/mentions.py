"""Mentions: every number-and-symbol in a text with its type, day, issuer and the span of its title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ingest import names
from ingest.actors import actor_of
from ingest.codes import FoundCode, codes_in
from ingest.dates import DATE, dates_in
from ingest.sender import Sender
from ingest.verbs import pattern
from ontology.model import Actor, Code

__all__ = ["LIST_JOINT", "Mention", "mentions_in"]

_NOTE = r"(?: ?[⁰¹²³⁴-⁹]+)?"  # the mark of a footnote may stand behind the number, and behind the day
_DATE_AFTER = re.compile(rf"{_NOTE} *,? *(?:\( *)?(?:được +)?(?:ban hành +)?(?:ngày *)?(?={DATE})", re.I)
_ISSUER_AFTER = re.compile(rf"{_NOTE} *\)? *,? *của +(?:đồng chí +)?", re.I)
_TERM_AFTER = re.compile(r" *,? *\(? *(?:Đảng +)?(?:khóa|khoá|nhiệm kỳ) +[IVXLC\d]+ *(?:[-–] *\d{4})?\)?,?", re.I)
_TITLE_AFTER = re.compile(
    r" *,? *(?:về(?: +việc)?|v/v|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi,?|triển khai|thực hiện|tăng cường) +",
    re.I,
)
_SENTENCE_END = re.compile(
    r"[.!?](?=\s+[A-ZĐÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ]|$|\n)|\n|$"
)
_SPEAKER = (
    r",? (?=(?:Ban |Thường trực|Đảng ủy|Đảng uỷ|Ủy ban|Uỷ ban|UBND|Văn phòng|Chi bộ|Chính phủ|Thủ tướng|Sở |Bộ )"
    r"[^,;:]{0,80}? {speaks}\b)"
)
_NEXT_DIRECTIVE = re.compile(
    r"; (?=(?:Nghị quyết|Chỉ thị|Kết luận|Quyết định|Quy định|Nghị định|Kế hoạch|Hướng dẫn"
    r"|Công văn|Thông báo|Chương trình|Thông tư)\b)"
)
_EXAMPLE = re.compile(r"[-–+*|\s]*(?:ví dụ|thí dụ)\b", re.I)
_ALONE = re.compile(r"[-–+*|\s]*(?:số\s*:?\s*)?", re.I)
_CELL = re.compile(r"\s*Số\s*:?\s*")
_MORE = re.compile(r"(?:\s*[;,]\s*Số\s*:?\s*[^\s;,|]+)*\s*")
_LONGEST_TITLE = 700
_LIST_LEAD = re.compile(
    r"(?<!\w)(?:các|hai|ba|những|một số)\s+[^,;.:\n]{2,60}?\s+của\s+(?P<issuer>[^,;.:\n]{3,60}):\s*$", re.I
)
_NUMBER = re.compile(r"\d+")
_NUMBERS_BEFORE = re.compile(
    r"(?<=\s)(?P<numbers>\d{1,4}(?:\s*(?:[,;]|,?\s*và)\s*(?:số\s+)?\d{1,4}(?![\d/-]))*)\s*(?:[,;]|,?\s*và)\s*(?:số\s+)?$"
)
_LONGEST_LIST = 60
_ISSUER_BEFORE = re.compile(r"\bcủa (?:đồng chí )?(?P<issuer>[^,.;:\n]{4,80}?) (?:nêu )?(?:tại|trong) (?:các )?$")
_AND = re.compile(r"\bvà\b")
LIST_JOINT = re.compile(r"\s*(?:[,;]|và|,\s*và)\s*(?:số\s*)?$", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a directive: ``start`` at its type word, ``end`` behind number, day and issuer; ``title`` the
    span of its title where one follows; ``lead`` whether it stands in subject or preamble, where a document says
    what it carries out."""

    found: FoundCode
    type: str
    date: date | None
    issuer: Actor | None
    start: int
    end: int
    title: tuple[int, int] | None
    lead: bool


# Committees of the Party, whose organs never sign in the State's form of a number.
_COMMITTEES = ("Tỉnh ủy", "Thành ủy", "Đảng ủy")


def mentions_in(text: str, lead_end: int, sender: Sender) -> tuple[Mention, ...]:
    """Every mention in a canonical text, left to right; ``lead_end`` is where subject and preamble end."""
    printed = (code for code in codes_in(text) if not _is_specimen(text, code, lead_end))
    found = [
        _mention(text, code, sender, code.start < lead_end, behind)
        for one in printed
        for code, behind in _sharing_symbol(text, one)
    ]
    for i in range(len(found) - 2, -1, -1):  # 'số 79-NQ/TW, Nghị quyết số 80-NQ/TW của Bộ Chính trị': one issuer
        one, following = found[i], found[i + 1]
        joint = text[one.end : following.start]
        if one.issuer is None and one.title is None and LIST_JOINT.fullmatch(joint):
            found[i] = replace(one, issuer=following.issuer, date=one.date or _shared_date(one, following, joint))
    return tuple(found)


def _sharing_symbol(text: str, last: FoundCode) -> Iterator[tuple[FoundCode, int]]:
    """A code, behind the numbers that share its symbol ('các Nghị quyết số 57, 59 và 68-NQ/TW'); and where the word
    for their type ends."""
    listed = _NUMBERS_BEFORE.search(text, max(0, last.start - _LONGEST_LIST), last.start)
    behind = listed.start("numbers") if listed else last.start
    if listed is None or names.type_before(text, behind) is None:
        yield last, last.start
        return
    rest = last.code.text.removeprefix(last.code.number)
    for number in _NUMBER.finditer(text, *listed.span("numbers")):
        code = Code(number.group(), last.code.symbol, number.group() + rest)
        yield FoundCode(code, last.type, number.start(), number.end()), behind
    yield last, behind


def _is_specimen(text: str, code: FoundCode, lead_end: int) -> bool:
    """A number shown as an example of form: behind 'Ví dụ', alone on a line below the head, 'Số …' alone in a cell."""
    line = text.rfind("\n", 0, code.start) + 1
    if _EXAMPLE.match(text, line, code.start):
        return True
    if text.startswith("|", line):
        cell, edge = text.rfind("|", line, code.start) + 1, text.find("|", code.end)
        if _CELL.fullmatch(text, cell, code.start) and _MORE.fullmatch(text, code.end, max(edge, code.end)):
            return True
    if code.start < lead_end or not _ALONE.fullmatch(text, line, code.start):
        return False
    stop = text.find("\n", code.end)
    return not text[code.end : stop if stop >= 0 else len(text)].strip(" |.")


def _shared_date(one: Mention, following: Mention, joint: str) -> date | None:
    """Two papers of one day: 'Tờ trình số … và Đề án số … ngày 09/5/2025'; behind a comma the day is the last one's."""
    return following.date if one.end == one.found.end and _AND.search(joint) else None


def _mention(text: str, found: FoundCode, sender: Sender, lead: bool, behind: int) -> Mention:
    word = names.type_before(text, behind)
    start = word.start if word and behind == found.start else found.start
    kind = word.entry.id if word else _type_of_symbol(found)
    end, day = found.end, None
    gap = _DATE_AFTER.match(text, end)
    if gap is not None:
        first = next(dates_in(text, gap.end(), gap.end() + 30), None)
        if first is not None and first.start == gap.end():
            day, end = first.value, first.end
    issuer, end = _issuer_after(text, end, sender)
    term = _TERM_AFTER.match(text, end)
    after = term.end() if term else end
    title = _TITLE_AFTER.match(text, after)
    span = (title.end() - len(title.group().lstrip(" ,")), _stop(text, title.end(), lead=lead)) if title else None
    if issuer is None:
        issuer = (
            _issuer_of_list(text, start, sender) or _issuer_of_symbol(found.code) or _issuer_before(text, start, sender)
        )
    return Mention(found, kind, day, issuer, start, end, span, lead)


def _type_of_symbol(found: FoundCode) -> str:
    kinds = names.types_of_symbol(found.code.symbol)
    if len(kinds) == 1:
        return kinds[0]
    return "CV" if not found.type and "QH" not in found.code.symbol else ""


def _stop(text: str, start: int, *, lead: bool) -> int:
    """Where a title ends: at the sentence's end or a semicolon, where the issuer begins to speak, or before the next
    directive of a list, unless the title itself names the directives it is about. In the ``lead``, where the subject
    of the document cites, 'trên địa bàn …' is the document's own."""
    limit = min(len(text), start + _LONGEST_TITLE)
    match = _SENTENCE_END.search(text, start, limit)
    end = match.start() if match else limit
    semicolon = text.find("; ", start, end)
    if semicolon > 0 and _is_plain(text, start, semicolon):
        end = semicolon
    own = text.find(" trên địa bàn ", start, end) if lead else -1
    end = own if own > 0 else end
    speaker = pattern(_SPEAKER, 0).search(text, start, end)
    end = speaker.start() if speaker else end
    following = _NEXT_DIRECTIVE.search(text, start, end)
    if following is not None and next(codes_in(text, start, following.start()), None) is None:
        return following.start()
    return end


def _is_plain(text: str, start: int, end: int) -> bool:
    """Whether a stretch opens no quotation and names no directive."""
    quoted = text.count("“", start, end) > text.count("”", start, end) or text.count('"', start, end) % 2
    return not quoted and next(codes_in(text, start, end), None) is None


def _issuer_after(text: str, end: int, sender: Sender) -> tuple[Actor | None, int]:
    """The issuer named behind a number or day ('của Ban Bí thư', ', của …'), and where it ends."""
    cue = _ISSUER_AFTER.match(text, end)
    if cue is None:
        return None, end
    match = names.organ_at(text, cue.end())
    if match is None or match.kind == "group":
        return None, end
    return actor_of(match, sender), match.end


def _issuer_of_list(text: str, start: int, sender: Sender) -> Actor | None:
    """The issuer that a list names at its head: 'các nghị quyết của Bộ Chính trị: Nghị quyết số …; Nghị quyết số …'."""
    floor = max(0, start - 260)
    sentence = max(text.rfind("\n", floor, start) + 1, floor)
    segment = text[sentence:start]
    for cut in (len(segment), *(m.start() for m in re.finditer(r"(?<=: )", segment))):
        lead = _LIST_LEAD.search(segment[:cut])
        tail = segment[cut:]
        if lead and (not tail or _is_list(tail)):
            match = names.organ_at(segment, lead.start("issuer"))
            return actor_of(match, sender) if match else None
    return None


def _issuer_before(text: str, start: int, sender: Sender) -> Actor | None:
    """The issuer named before: 'ý kiến chỉ đạo của Chủ tịch UBND thành phố tại Văn bản số 4110/UBND-NV'."""
    cue = _ISSUER_BEFORE.search(text, max(0, start - 120), start)
    match = names.organ_at(text, cue.start("issuer"), end=start) if cue else None
    if cue is None or match is None or match.kind == "group" or match.end != cue.end("issuer"):
        return None
    return actor_of(match, sender)


def _is_list(tail: str) -> bool:
    """Whether only numbered directives and joints stand between the head of a list and the mention."""
    return not re.search(r"[.\n]\s", tail) and next(codes_in(tail), None) is not None and len(tail) < 200


def _issuer_of_symbol(code: Code) -> Actor | None:
    """The issuer where the symbol leaves no choice (TTg, CP, VPCP, BTCTW); behind '/' it is of the State ('/BTC-')."""
    body = names.body_of(code.symbol)
    if body is None:
        return None
    of_state = code.text.startswith(f"{code.number}/")
    held = [name for name in body.names if not (of_state and name.endswith(_COMMITTEES))]
    level = "trung ương" if held and held[0].startswith("Bộ ") else body.level
    if len(held) != 1 or level != "trung ương" or (body.relative and len(held) == len(body.names)):
        return None
    return Actor(code.symbol, held[0], level=level)
