"""Citations: every mention of a numbered directive, its type, day, issuer and title, and what the document says of it."""

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import data
from ingest import names
from ingest.actors import actor_of
from ingest.codes import FoundCode, codes_in
from ingest.dates import DATE, dates_in
from ingest.sender import Sender
from ontology.model import Actor, Citation, Code, Evidence, Grade, PassingEdge, Relation

__all__ = ["Mention", "citations_of", "mentions_in", "strength"]

_DATE_AFTER = re.compile(rf" *,? *(?:\( *)?(?:được +)?(?:ban hành +)?(?:ngày *)?(?={DATE})", re.I)
_ISSUER_AFTER = re.compile(r" *\)? *,? *của +(?:đồng chí +)?", re.I)
_TERM_AFTER = re.compile(r" *,? *\(? *(?:Đảng +)?(?:khóa|khoá|nhiệm kỳ) +[IVXLC\d]+ *(?:[-–] *\d{4})?\)?,?", re.I)
_TITLE_AFTER = re.compile(r" *,? *(?:về(?: +việc)?|v/v|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi|triển khai|thực hiện|tăng cường) +", re.I)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-ZĐÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ]|$|\n)|\n|$")
_SPEAKER = re.compile(
    r",? (?=(?:Ban |Thường trực|Đảng ủy|Đảng uỷ|Ủy ban|Uỷ ban|UBND|Văn phòng|Chi bộ|Chính phủ|Thủ tướng|Sở |Bộ )[^,;:]{0,80}?"
    r" (?:yêu cầu|đề nghị|xây dựng|lập|ban hành|đề ra|báo cáo|thông báo|triển khai|sao gửi|chuyển|giao|quyết định|kết luận|hướng dẫn)\b)"
)
_LIST_LEAD = re.compile(r"(?<!\w)(?:các|hai|ba|những|một số)\s+[^,;.:\n]{2,60}?\s+của\s+(?P<issuer>[^,;.:\n]{3,60}):\s*$", re.I)
_LIST_NEXT = re.compile(r"\s*(?:[,;]|và|,\s*và)\s*(?:số\s*)?$", re.I)
_OF_TITLES = frozenset({Relation.IMPLEMENTS, Relation.AMENDS, Relation.REPLACES, Relation.REPEALS})


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


@functools.cache
def _cues() -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    table = tomllib.loads(data.path("words", "relations.toml").read_text(encoding="utf-8"))
    return tuple((Relation(e["relation"]), re.compile(rf"(?<!\w)(?:{e['pattern']})\s*$", re.I)) for e in table["entry"])


def strength(relation: Relation) -> int:
    """The rank of a relation among several stated of one directive: smaller is stronger."""
    return [kind for kind, _ in _cues()].index(relation)


def mentions_in(text: str, lead_end: int, sender: Sender) -> tuple[Mention, ...]:
    """Every mention in a canonical text, left to right; ``lead_end`` is where subject and preamble end."""
    found = [_mention(text, code, sender, code.start < lead_end) for code in codes_in(text)]
    for i in range(len(found) - 2, -1, -1):  # 'số 79-NQ/TW, Nghị quyết số 80-NQ/TW của Bộ Chính trị': one issuer
        one, following = found[i], found[i + 1]
        if one.issuer is None and one.title is None and _LIST_NEXT.fullmatch(text[one.end : following.start]):
            found[i] = replace(one, issuer=following.issuer)
    return tuple(found)


def _mention(text: str, found: FoundCode, sender: Sender, lead: bool) -> Mention:
    word = names.type_before(text, found.start)
    start = word.start if word else found.start
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
    span = (title.end() - len(title.group().lstrip(" ,")), _stop(text, title.end())) if title else None
    if issuer is None:
        issuer = _issuer_of_list(text, start, sender) or _issuer_of_symbol(found.code)
    return Mention(found, kind, day, issuer, start, end, span, lead)


def _type_of_symbol(found: FoundCode) -> str:
    kinds = names.types_of_symbol(found.code.symbol)
    if len(kinds) == 1:
        return kinds[0]
    return "CV" if not found.type and "QH" not in found.code.symbol else ""


def _stop(text: str, start: int) -> int:
    """Where a title ends: at the sentence's end, or where the issuer begins to speak."""
    match = _SENTENCE_END.search(text, start)
    end = match.start() if match else len(text)
    speaker = _SPEAKER.search(text, start, end)
    return speaker.start() if speaker else end


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


def _is_list(tail: str) -> bool:
    """Whether only numbered directives and joints stand between the head of a list and the mention."""
    return not re.search(r"[.\n]\s", tail) and next(codes_in(tail), None) is not None and len(tail) < 200


def _issuer_of_symbol(code: Code) -> Actor | None:
    """The issuer where the symbol leaves no choice (TTg, CP, VPCP, BTCTW)."""
    body = names.body_of(code.symbol)
    if body is None or body.relative or len(body.names) != 1 or body.level != "trung ương":
        return None
    return Actor(code.symbol, body.names[0], level=body.level)


def citations_of(
    text: str, mentions: Sequence[Mention], own: Code, skip: tuple[int, int]
) -> tuple[tuple[Citation, ...], tuple[PassingEdge, ...]]:
    """All mentions of one directive as one citation, and the relations stated between two other directives.

    ``own`` is the document's own code, ``skip`` the span of its own number: neither is a citation.
    """
    others = [m for m in mentions if not (skip[0] <= m.found.start < skip[1]) and not (own.text and m.found.code.text == own.text)]
    stated, edges = _relations(text, others)
    citations: dict[str, Citation] = {}
    for mention, relation in zip(others, stated, strict=True):
        new = _citation(text, mention, relation)
        key = _key(citations, new)
        citations[key] = _merge(citations[key], new) if key in citations else new
    return tuple(citations.values()), tuple(dict.fromkeys(e for e in edges if e.source.text != e.target.text))


def _key(known: dict[str, Citation], new: Citation) -> str:
    """Mentions meet on one code, unless both give a day and the days differ."""
    for key, old in known.items():
        if old.code.text == new.code.text and (old.date is None or new.date is None or old.date == new.date):
            return key
    return f"{new.code.text}@{new.date}"


def _relations(text: str, mentions: Sequence[Mention]) -> tuple[list[Relation], list[PassingEdge]]:
    """For each mention what the document says of it; and what one directive's title says of another."""
    stated: list[Relation] = []
    edges: list[PassingEdge] = []
    carrier: tuple[Mention, Relation] | None = None  # the directive in whose title a list is running
    for i, mention in enumerate(mentions):
        before = mentions[i - 1] if i else None
        holder = _title_holder(mentions[:i], mention)
        if holder is not None:
            inner = _governing(text, holder.title[0] if holder.title else 0, mention.start, strict=True)
            if inner in _OF_TITLES:
                edges.append(_edge(text, holder, inner, mention))
                carrier = (holder, inner)
                stated.append(Relation.CITES)
                continue
            if before is not None and carrier is not None and carrier[0] is holder and _LIST_NEXT.fullmatch(text[before.end : mention.start]):
                edges.append(_edge(text, holder, carrier[1], mention))
                stated.append(Relation.CITES)
                continue
        carrier = None
        stated.append(_stated(text, mentions[:i], mention))
    return stated, edges


def _title_holder(before: Sequence[Mention], mention: Mention) -> Mention | None:
    """The nearest earlier mention whose title runs over this one."""
    return next((m for m in reversed(before) if m.title and m.title[0] <= mention.start < m.title[1]), None)


def _stated(text: str, before: Sequence[Mention], mention: Mention) -> Relation:
    """The relation that the nearest governing words state; in a list the first member's words govern all."""
    last = before[-1] if before else None
    if last is not None and _LIST_NEXT.fullmatch(text[last.end : mention.start]):
        return _stated(text, before[:-1], last) if last.lead == mention.lead else Relation.CITES
    floor = _sentence_start(text, mention.start)
    relation = _governing(text, floor, mention.start, strict=False)
    if relation is None:
        listed = next((m for m in reversed(before) if m.start >= floor), None)
        relation = _stated(text, before[: before.index(listed)], listed) if listed is not None else None
    if relation is None or (relation is Relation.IMPLEMENTS and not mention.lead):
        return Relation.CITES
    return relation


def _sentence_start(text: str, end: int) -> int:
    starts = [m.end() for m in re.finditer(r"\n|[.!?;](?=\s)", text[max(0, end - 1500) : end])]
    line = text.rfind("\n", 0, end) + 1
    return max(line, max(0, end - 1500) + (starts[-1] if starts else 0))


def _governing(text: str, floor: int, end: int, *, strict: bool) -> Relation | None:
    """The relation whose words end right before ``end``; list heads ('các nghị quyết của …:') may stand between."""
    window = text[max(floor, end - 260) : end]
    candidates = [window.rstrip()]
    gap = re.search(r"(?<!\w)(?:các|hai|ba|những|một số)\s+[^,;.\n]{2,90}:\s*$", window, re.I)
    if gap:
        candidates.append(window[: gap.start()].rstrip())
    for candidate in candidates:
        found = next((kind for kind, cue in _cues() if cue.search(candidate)), None)
        if found is not None:
            return found
    return None if strict else _leading(window)


def _leading(window: str) -> Relation | None:
    """The word that opens the sentence governs all it lists: 'Căn cứ …', 'Thực hiện …'."""
    opening = re.match(r"\s*(?:[-–+]\s*)?(?P<word>thực hiện|căn cứ|triển khai thực hiện|triển khai|thi hành|để thực hiện|nhằm thực hiện)\b", window, re.I)
    if opening is None:
        return None
    return Relation.BASED_ON if opening["word"].lower() == "căn cứ" else Relation.IMPLEMENTS


def _edge(text: str, source: Mention, relation: Relation, target: Mention) -> PassingEdge:
    evidence = Evidence(source.start, target.end, text[source.start : target.end], "citation.title")
    return PassingEdge(source.found.code, relation, target.found.code, evidence)


def _citation(text: str, mention: Mention, relation: Relation) -> Citation:
    evidence = Evidence(mention.start, mention.end, text[mention.start : mention.end], "citation.number")
    subject = text[mention.title[0] : mention.title[1]].strip(" ,.;") if mention.title else ""
    return Citation(
        mention.found.code, mention.type, mention.date, mention.issuer, relation, evidence, subject, Grade.STATED, (evidence,)
    )


def _merge(old: Citation, new: Citation) -> Citation:
    """One citation of two mentions: what either tells; the stronger relation with its own evidence."""
    stronger = new if strength(new.relation) < strength(old.relation) else old
    return replace(
        stronger,
        type=old.type or new.type,
        date=old.date or new.date,
        issuer=_fuller(old.issuer, new.issuer),
        subject=old.subject or new.subject,
        mentions=(*old.mentions, *new.mentions),
    )


def _fuller(one: Actor | None, other: Actor | None) -> Actor | None:
    if one is None or other is None:
        return one or other
    return other if len(other.name) > len(one.name) else one

