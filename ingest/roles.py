"""Who a task is given to: by the sentence itself, by the heading above it, or by a lead-in that asks a whole group."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import names
from ingest.actors import actor_of
from ingest.outline import Block, Heading
from ingest.sender import Sender
from ontology.fold import tone_fold
from ontology.model import Actor, ActorKind, Assignment, Evidence, Grade, Role

__all__ = ["ASKS", "ActorList", "actor_list", "assignments_of", "heading_owners", "lead_in_owners"]

# The rule of an owner whom the sentence asks or appoints: under a heading that names the owner it is the owner who asks.
ASKS = "task.asks"

_JOINT = re.compile(r"[\s¹²³⁴⁵⁶⁷⁸⁹⁰]*(?:,\s*và|;\s*và|,|;|\bvà\b)\s+(?:với\s+)?(?:đồng chí\s+)?", re.I)
_GIVES = re.compile(r"(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|đề nghị|yêu cầu|ủy quyền(?: cho)?|chỉ định|thống nhất giao)\s+", re.I)
_GIVES_INSIDE = re.compile(
    r"\b(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|đề nghị|yêu cầu)\s+(?=(?:các|cấp|từng|đồng chí|[A-ZĐỦÂĂÊÔƠƯ]))", re.I
)
_HEADING_PREFIX = re.compile(
    r"(?:giao(?: cho)?|phân công|đối với|trách nhiệm(?: của)?|nhiệm vụ(?: của)?|đề nghị|yêu cầu|về phía|của|cấp)\s+", re.I
)
_HEADING_REST = re.compile(r"[\s:.;]*(?:(?:có trách nhiệm|chủ trì|thực hiện|tổ chức thực hiện|chịu trách nhiệm)[^.]{0,60})?[\s:.;]*$", re.I)
_HEADING_QUALIFIER = re.compile(r"(?:,? (?!chủ trì|thực hiện|có trách nhiệm|tổ chức|chịu)[^\W\d_]+){1,5}(?=[\s:.;]*$)")
_COORDINATES = re.compile(
    r"\b(?:phối hợp(?:\s+(?:chặt chẽ|đồng bộ|thực hiện|hiệu quả|tốt|cùng))*(?:,\s*\w+)?(?:\s+(?:với|giữa|cùng(?: với)?))?|cùng(?: với)?(?! cấp| ngày| kỳ| lúc| thời))\s+", re.I
)
_COORDINATES_AFTER = re.compile(r"[\s,]*(?:cùng\s+)?phối hợp\b(?!\s+(?:với|giữa))", re.I)
_LEADS = re.compile(r"[\s¹²³]*(?:là cơ quan |làm )?(?:chủ trì|đầu mối|làm đầu mối|là cơ quan thường trực|thường trực, nòng cốt)", re.I)
_OVERSEES = re.compile(r"[\s,]*(?:thường xuyên\s+)?(?:kiểm tra|giám sát|theo dõi|đôn đốc|hướng dẫn, kiểm tra|kiểm tra, giám sát)\b", re.I)
_NOT_SUBJECT = re.compile(r"[\s]*(?:[,.;)]|$|sẽ\b|đã\b|được\b|tại\b|(?:và|hoặc)\s*$)", re.I)
_DEMANDS = re.compile(r"[^.;:]{0,40}?\b(?:yêu cầu|đề nghị|giao|phân công)\s+", re.I)
_WITH = re.compile(r"phối hợp[^,.;]{0,20} (?:với|cùng|giữa) $")
_PLAIN = re.compile(
    r"(?P<names>(?:công chức|cán bộ|người|các|những|tổ|đội|hội|nhóm|đơn vị|cơ quan|trường|doanh nghiệp|trưởng|già làng|tổ chức|thôn|khu)\b"
    r"[^.;:()]{0,80}?)(?= (?:để|trong|tổ chức|xây dựng|rà soát|thực hiện|triển khai|thu thập|tuyên truyền|vận động|kiểm tra"
    r"|giám sát|hướng dẫn|tham mưu|giải quyết|tăng cường|bảo đảm|đẩy mạnh|tiến hành|nắm|xử lý|tiếp tục|lập|hoàn thành|cung cấp|số hóa|rải|làm)\b)"
)
_COLON = re.compile(r"[^.;:]{8,90}: (?=các |[A-ZĐỦ])")
_NARROWING = re.compile(
    r" (?P<clause>(?:đăng ký|tham gia|được giao|được phân công|có liên quan đến|có|quản lý|sử dụng|phụ trách)(?: [^\W\d_]+){1,7}?)"
    r"(?= (?:gửi|báo cáo|xây dựng|rà soát|hoàn thành|nộp|phải|có trách nhiệm|tiến hành|lập|chủ động|thực hiện|tổ chức)\b)"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZĐÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ])")


@dataclass(frozen=True, slots=True)
class ActorList:
    """Actors named one after another, each with its span, and where the list ends."""

    items: tuple[tuple[Actor, int, int], ...]
    end: int


def actor_list(text: str, start: int, end: int, sender: Sender) -> ActorList | None:
    """The actors listed from ``start`` on ('UBND phường, Công an phường và các đoàn thể'); None where none begins."""
    items: list[tuple[Actor, int, int]] = []
    place = start
    while place < end:
        match = names.organ_at(text[:end], place)
        if match is None:
            break
        items.append((actor_of(match, sender), match.start, match.end))
        joint = _JOINT.match(text, match.end, end)
        place = joint.end() if joint else end
    return ActorList(tuple(items), items[-1][2]) if items else None


def _assign(text: str, listed: ActorList, role: Role, grade: Grade, rule: str, *, lead: bool = False) -> list[Assignment]:
    return [Assignment(role, actor, grade, Evidence(a, b, text[a:b], rule), lead) for actor, a, b in listed.items]


def assignments_of(text: str, start: int, end: int, sender: Sender, issuer: Actor | None) -> tuple[Assignment, ...]:
    """The parts that the words ``text[start:end]`` of one task give to whom; headings are not looked at."""
    out: list[Assignment] = []
    for i, (a, b) in enumerate(_sentences(text, start, end)):
        out += _of_sentence(text, a, b, sender, issuer, first=i == 0)
    out += _coordinating(text, start, end, sender)
    return _distinct(out)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = start
    for match in _SENTENCE.finditer(text, start, end):
        yield place, match.start()
        place = match.end()
    yield place, end


def _of_sentence(
    text: str, start: int, end: int, sender: Sender, issuer: Actor | None, *, first: bool
) -> list[Assignment]:
    gives = _GIVES.match(text, start, end)
    if gives is not None:
        given = actor_list(text, gives.end(), end, sender)
        if given is not None:
            rule = "task.gives" if "giao" in gives.group().lower() else ASKS
            return _assign(text, given, Role.ASSIGNED, Grade.STATED, rule, lead=_LEADS.match(text, given.end, end) is not None)
    subject = _narrowed(text, actor_list(text, start, end, sender), end)
    if subject is None and first and (colon := _COLON.match(text, start, end)):
        start = colon.end()
        subject = actor_list(text, start, end, sender)
    if subject is None:
        return _given_inside(text, start, end, sender) if first else []
    if subject.items[0][0].kind is ActorKind.UNIT and _is_issuer(subject.items[0][0], issuer):
        demand = _DEMANDS.match(text, subject.end, end)
        asked = actor_list(text, demand.end(), end, sender) if demand else None
        return _assign(text, asked, Role.ASSIGNED, Grade.STATED, "task.demands") if asked else []
    if _NOT_SUBJECT.match(text, subject.end, end):
        return []
    if _COORDINATES_AFTER.match(text, subject.end, end) and not first:
        return _assign(text, subject, Role.COORDINATING, Grade.STATED, "task.coordinates")
    role = Role.MONITORING if not first and _OVERSEES.match(text, subject.end, end) else Role.ASSIGNED
    lead = _LEADS.match(text, subject.end, end) is not None
    return _assign(text, subject, role, Grade.STATED, "task.subject", lead=lead)


def _narrowed(text: str, listed: ActorList | None, end: int) -> ActorList | None:
    """A group with the clause that narrows it: 'Các tổ chức, cá nhân đăng ký mô hình' + gửi …."""
    if listed is None or len(listed.items) != 1 or listed.items[0][0].kind is not ActorKind.GROUP:
        return listed
    clause = _NARROWING.match(text, listed.end, end)
    if clause is None:
        return listed
    actor, start, _ = listed.items[0]
    stop = clause.end("clause")
    words = " ".join(text[start:stop].split())
    return ActorList(((replace(actor, surface=text[start:stop], name=words), start, stop),), stop)


def _given_inside(text: str, start: int, end: int, sender: Sender) -> list[Assignment]:
    """'…; giao Ban Xây dựng Đảng chủ trì …' in the middle of a sentence."""
    out: list[Assignment] = []
    for match in re.finditer(r"(?:[,;:]|\bđồng thời)\s+(?:giao(?: cho)?|phân công)\s+", text[start:end], re.I):
        given = actor_list(text, start + match.end(), end, sender)
        if given is not None and given.items[0][0].kind is ActorKind.UNIT:
            out += _assign(text, given, Role.ASSIGNED, Grade.STATED, "task.gives", lead=_LEADS.match(text, given.end, end) is not None)
    return out


def _is_issuer(actor: Actor, issuer: Actor | None) -> bool:
    """Whether the actor is the issuer or the committee it speaks for: it demands, and is not itself charged."""
    if issuer is None:
        return actor.name.startswith("Ban Thường vụ")
    one, other = tone_fold(actor.name), tone_fold(issuer.name)
    return one == other or other.endswith(f" {one}") or one in {f"ban thường vụ {other}", f"thường trực {other}"}


def _coordinating(text: str, start: int, end: int, sender: Sender) -> list[Assignment]:
    out: list[Assignment] = []
    for match in _COORDINATES.finditer(text, start, end):
        listed = actor_list(text, match.end(), end, sender) or _plain_list(text, match.end(), end, sender)
        if listed is not None:
            out += _assign(text, listed, Role.COORDINATING, Grade.STATED, "task.coordinates")
    return out


def _plain_list(text: str, start: int, end: int, sender: Sender) -> ActorList | None:
    """Helpers that no table knows ('công chức địa chính và các thôn'): the words up to the verb, parted at joints."""
    if not _WITH.search(text[max(0, start - 40) : start]):
        return None
    words = _PLAIN.match(text, start, end)
    if words is None:
        return None
    items = []
    for piece in re.finditer(r"[^,;]+?(?=,| và |$)", words["names"]):
        name = piece.group().removeprefix(" và ").strip()
        at = text.index(name, start + piece.start())
        items.append((Actor(name, name, ActorKind.GROUP, sender.level, sender.place, sender.province), at, at + len(name)))
    return ActorList(tuple(items), start + words.end("names") - words.start("names")) if items else None


def _distinct(assignments: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """Each actor once a role; who is given a task does not also co-operate in it."""
    seen: set[tuple[str, str]] = set()
    out: list[Assignment] = []
    for item in assignments:
        name = tone_fold(item.actor.name)
        taken = (Role.ASSIGNED, name) in seen or (item.role, name) in seen
        if not taken:
            seen.add((item.role, name))
            out.append(item)
    return tuple(out)


def heading_owners(text: str, headings: Sequence[Heading], sender: Sender) -> tuple[Assignment, ...]:
    """The owners that the nearest heading naming only bodies gives to all below it; empty where none does."""
    for heading in reversed(headings):
        prefix = _HEADING_PREFIX.match(text, heading.start, heading.end)
        listed = actor_list(text, prefix.end() if prefix else heading.start, heading.end, sender)
        listed = listed and _with_rest(text, listed, heading.end)
        if listed is not None and _HEADING_REST.match(text, listed.end, heading.end):
            return tuple(_assign(text, listed, Role.ASSIGNED, Grade.HEADING, "task.heading"))
    return ()


def _with_rest(text: str, listed: ActorList, end: int) -> ActorList:
    """A group named in full by its heading: 'Các chi bộ' + 'trường học'."""
    actor, start, stop = listed.items[-1]
    rest = _HEADING_QUALIFIER.match(text, stop, end)
    if actor.kind is not ActorKind.GROUP or rest is None:
        return listed
    words = text[start : rest.end()]
    named = replace(actor, surface=words, name=" ".join(words.split()))
    return ActorList((*listed.items[:-1], (named, start, rest.end())), rest.end())


def lead_in_owners(text: str, lead: tuple[int, int] | None, sender: Sender) -> tuple[Assignment, ...]:
    """The group that a lead-in ('… yêu cầu các cơ quan, đơn vị …:') asks to do all that follows."""
    if lead is None:
        return ()
    for match in _GIVES_INSIDE.finditer(text, *lead):
        listed = actor_list(text, match.end(), lead[1], sender)
        if listed is not None:
            return tuple(_assign(text, listed, Role.ASSIGNED, Grade.LEAD_IN, "task.lead-in"))
    return ()


def is_lead_in(block: Block) -> bool:
    """A paragraph without enumerator that ends in a colon."""
    return block.heading and block.paragraph.mark is None
