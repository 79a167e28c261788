"""Who a task is given to by its own words: whom a sentence charges, who does it, who helps and who oversees."""

import re
from collections.abc import Iterator, Sequence

from ingest.cues import Cue
from ingest.lists import ActorList, actor_list, assign, named_pieces, narrowed, plain_list
from ingest.sender import Sender
from ingest.verbs import pattern
from ontology.fold import tone_fold
from ontology.model import Actor, ActorKind, Assignment, Grade, Role

__all__ = ["ASKS", "DIRECTS", "assignments_of"]

# The rule of an owner whom the sentence asks or appoints: under a heading that names the owner, the owner asks.
ASKS = "task.asks"

# The rule of a lead whom the owner is to direct: both have the task.
DIRECTS = "task.directs"

_GIVES = r"(?:(?:hai|các) bên (?:thống nhất )?)?{gives|asks}\s+"
_GIVES_LATER = (
    r"(?:[,;:]|\bđồng thời)\s+{gives}\s+|(?:[,;:]|\bđồng thời)\s+phân công\s+"
    r"|[,;:]\s+(?:UBND|Ủy ban|Uỷ ban|Chủ tịch|Thủ tướng|Bộ trưởng|Ban Thường vụ|Thường trực)[^,;:.]{0,60} giao\s+"
)
_COORDINATES = (
    r"\b(?:phối hợp(?:\s+{coordination})*(?:,\s*\w+)?(?:\s+(?:với|giữa|cùng(?: với)?))?"
    r"|cùng(?: với)?(?! cấp| ngày| kỳ| lúc| thời))\s+"
)
_COORDINATES_AFTER = r"[\s,]*(?:cùng\s+)?phối hợp\b(?!\s+(?:với|giữa))"
_LEADS = r"[\s¹²³]*{leads}"
_OVERSEES = r"[\s,]*(?:thường xuyên\s+)?{oversees}\b"
_NOT_SUBJECT = r"\s*(?:[,.;)]|$|sẽ\b|đã\b|được\b|tại\b|(?:và|hoặc)\s*$)"
_OWN_DUTY = r"\s+(?:{does}|{leads}|{oversees}|phối hợp|chủ động|xây dựng|ban hành|tổng hợp)\b"
_SPEAKS = r"\s+(?:\w+\s+)?{speaks}\b"
_RESPONSIBLE = r"[^.;:]{10,420}?(?= (?:có|chịu) trách nhiệm\b)"
_DEMANDS = r"[^.;:]{0,40}?\b{gives|asks}\s+"
_TOPIC = r"[^.;:]{3,90}: "
_OPENING = (
    r"(?:trước|chậm nhất|muộn nhất|hằng|hàng|định kỳ|trên cơ sở|căn cứ|theo(?! dõi)|sau|trong|từ|khi|để"
    r"|nhằm|ngoài|đến|vào|quý|tháng|nhận được)"
    r"\b[^.;:]{2,200}?, "
)
_BRACKET = r"(?:\(|\bdo |\s[-–]\s)(?P<names>[^().;]{3,120}?)(?= {leads}| thực hiện| phụ trách)"
_LABEL = (
    r"(?:\b(?:đơn vị|cơ quan|bộ phận|người) |(?<=[.;(] ))(?P<what>chủ trì|thực hiện|phụ trách|phối hợp"
    r"|phân công(?: thực hiện)?|chuẩn bị)\s*: "
)
_BODY = (
    r"(?P<name>(?-i:Tổ|Đội|Nhóm|Ban|Bộ phận|Trạm|Trung tâm|Khoa|Câu lạc bộ|Hợp tác xã|Đài|Chi cục)\s"
    r"[^,.;:()]{2,60}?)"
    r"(?=\s+(?:{does}|{leads}|{oversees}|phối hợp|soạn|mở|trực|quét|phát)\b)"
)
_DIRECTS = r"\b(?:chỉ đạo|lãnh đạo)\s+(?=[^.;:]{3,120}?\s{leads}\b)"
# '… chủ trì, các chi hội phối hợp'
_HELPERS = r"[\s,;]*(?:{leads}|thực hiện|phụ trách)[,;]\s+(?=[^.;:]{3,120}? phối hợp\b(?!\s+(?:với|giữa|cùng)))"
_FINISHES = r"\s+(?:{does}|{leads}|hoàn thành|xong)\b"
_SEMICOLON = Cue(r"; (?=[^\W\d_])")
_COMMA = Cue(", ")
_ITEM = re.compile(r"\s*\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s*")
_SENTENCE = Cue(
    r"[.;](\s+)(?=(?:\(\w{1,3}\) )?[A-ZĐÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ])", 0
)


def assignments_of(text: str, start: int, end: int, sender: Sender, issuer: Actor | None) -> tuple[Assignment, ...]:
    """The parts that the words ``text[start:end]`` of one task give to whom; headings are not looked at."""
    out = _labelled(text, start, end, sender)
    for i, (a, b) in enumerate(_sentences(text, start, end)):
        out += _of_sentence(text, a, b, sender, issuer, first=i == 0)
    if not any(a.role is Role.ASSIGNED for a in out):
        out += _in_brackets(text, start, end, sender)
    out += _directed(text, start, end, sender)
    return _distinct(out + _coordinating(text, start, end, sender))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = start
    for match in _SENTENCE.finditer(text, start, end):
        yield place, match.start(1)
        place = match.end()
    yield place, end


def _of_sentence(
    text: str, start: int, end: int, sender: Sender, issuer: Actor | None, *, first: bool
) -> list[Assignment]:
    """Whom one sentence charges: at its start, behind a topic ('Công tác cán bộ: …') or behind an opening clause."""
    item = _ITEM.match(text, start, end)
    start = item.end() if item else start
    for place in _places(text, start, end, first=first):
        found = _given(text, place, end, sender) or _subject(text, place, end, sender, issuer, first=first)
        if found is not None:
            return [*found, *_further(text, found[-1], end, sender)] if found and first else found
    return _given_inside(text, start, end, sender) if first else []


def _places(text: str, start: int, end: int, *, first: bool) -> Iterator[int]:
    """Where in a sentence the one who is charged may be named."""
    yield start
    topic = pattern(_TOPIC).match(text, start, end)
    if first and topic is not None:
        yield topic.end()
    if pattern(_OPENING).match(text, start, end):
        yield from (m.end() for m in _COMMA.finditer(text, start, min(end, start + 220)))


def _given(text: str, start: int, end: int, sender: Sender) -> list[Assignment] | None:
    gives = pattern(_GIVES).match(text, start, end)
    given = actor_list(text, gives.end(), end, sender, places=True) if gives else None
    if gives is not None and given is None and "giao" in gives.group().lower():
        given = _as_printed(text, gives.end(), end, sender)
    if gives is None or given is None:
        return None
    rule = "task.gives" if "giao" in gives.group().lower() else ASKS
    return assign(text, given, Role.ASSIGNED, Grade.STATED, rule, lead=_leads(text, given, end))


def _as_printed(text: str, start: int, end: int, sender: Sender) -> ActorList | None:
    """A body that no table knows, behind 'Giao': 'Tổ Tổng hợp', 'Câu lạc bộ Dưỡng sinh', up to what it is to do."""
    match = pattern(_BODY).match(text, start, end)
    if match is None:
        return None
    words = match["name"]
    actor = Actor(words, " ".join(words.split()), ActorKind.UNIT, sender.level, sender.place, sender.province)
    return ActorList(((actor, match.start("name"), match.end("name")),), match.end("name"))


def _subject(
    text: str, start: int, end: int, sender: Sender, issuer: Actor | None, *, first: bool
) -> list[Assignment] | None:
    """The one who does it, where a sentence begins with its name; None where it begins with none."""
    subject = narrowed(text, actor_list(text, start, end, sender), end)
    if subject is None:
        return None
    if subject.items[0][0].kind is ActorKind.UNIT and _is_issuer(subject.items[0][0], issuer):
        return _by_issuer(text, subject, end, sender, first=first)
    if pattern(_NOT_SUBJECT).match(text, subject.end, end):
        responsible = pattern(_RESPONSIBLE).match(text, start, end) if first else None
        if responsible is not None:
            named = ActorList(tuple(named_pieces(text, start, responsible.end(), sender)), responsible.end())
            return assign(text, named, Role.ASSIGNED, Grade.STATED, "task.responsible")
        return None if text[subject.end : subject.end + 1] == "," else []
    if pattern(_COORDINATES_AFTER).match(text, subject.end, end) and not first:
        return assign(text, subject, Role.COORDINATING, Grade.STATED, "task.coordinates")
    role = Role.MONITORING if not first and pattern(_OVERSEES).match(text, subject.end, end) else Role.ASSIGNED
    # 'Lãnh đạo Ủy ban nhân dân …' may be a post or a verb: under a heading that names the owner it is the verb
    rule = ASKS if subject.items[0][0].surface.startswith("Lãnh đạo") else "task.subject"
    return [
        *assign(text, subject, role, Grade.STATED, rule, lead=_leads(text, subject, end)),
        *_helping(text, subject.end, end, sender),
    ]


def _helping(text: str, start: int, end: int, sender: Sender) -> list[Assignment]:
    """Who helps the lead that was just named: '… chủ trì, Ban Xây dựng Đảng và các chi bộ phối hợp'."""
    helpers = pattern(_HELPERS).match(text, start, end)
    listed = actor_list(text, helpers.end(), end, sender) if helpers else None
    if listed is None or not pattern(_COORDINATES_AFTER).match(text, listed.end, end):
        return []
    return assign(text, listed, Role.COORDINATING, Grade.STATED, "task.coordinates")


def _by_issuer(text: str, subject: ActorList, end: int, sender: Sender, *, first: bool) -> list[Assignment]:
    """The issuer demands of others, or charges itself: 'name: its own duties', 'name chủ trì, phối hợp …'."""
    demand = pattern(_DEMANDS).match(text, subject.end, end)
    asked = actor_list(text, demand.end(), end, sender) if demand else None
    if asked is not None:
        return assign(text, asked, Role.ASSIGNED, Grade.STATED, "task.demands")
    colon = text[subject.end : subject.end + 1] == ":"
    own = colon or pattern(_OWN_DUTY).match(text, subject.end, end) is not None
    if subject.items[0][0].name.startswith("Chi bộ"):  # a resolution of those who will do it themselves
        own = own or pattern(_SPEAKS).match(text, subject.end, end) is None
    return assign(text, subject, Role.ASSIGNED, Grade.STATED, "task.subject") if own and first else []


def _leads(text: str, listed: ActorList, end: int) -> bool:
    return pattern(_LEADS).match(text, listed.end, end) is not None


def _further(text: str, last: Assignment, end: int, sender: Sender) -> list[Assignment]:
    """Whom the rest of a sentence charges: '…; giao B …' behind 'Giao A …', '…; B hoàn thành …' behind 'A …'."""
    if last.evidence.rule == "task.gives":
        return _given_inside(text, last.evidence.end, end, sender)
    out: list[Assignment] = []
    for match in _SEMICOLON.finditer(text, last.evidence.end, end) if last.evidence.rule == "task.subject" else ():
        listed = actor_list(text, match.end(), end, sender)
        if listed is not None and pattern(_FINISHES).match(text, listed.end, end):
            out += assign(text, listed, Role.ASSIGNED, Grade.STATED, "task.subject", lead=_leads(text, listed, end))
    return out


def _given_inside(text: str, start: int, end: int, sender: Sender) -> list[Assignment]:
    """'…; giao Ban Xây dựng Đảng chủ trì …' in the middle of a sentence."""
    out: list[Assignment] = []
    for match in pattern(_GIVES_LATER).finditer(text, start, end):
        given = actor_list(text, match.end(), end, sender, places=True)
        if given is not None and given.items[0][0].kind is ActorKind.UNIT:
            out += assign(text, given, Role.ASSIGNED, Grade.STATED, "task.gives", lead=_leads(text, given, end))
    return out


def _in_brackets(text: str, start: int, end: int, sender: Sender) -> list[Assignment]:
    """'(Ủy ban nhân dân phường chủ trì)', 'do Ủy ban Kiểm tra Đảng ủy chủ trì'."""
    for match in pattern(_BRACKET).finditer(text, start, end):
        listed = actor_list(text, match.start("names"), end, sender)
        if listed is not None and listed.end == match.end("names"):
            lead = _leads(text, listed, end)
            owners = assign(text, listed, Role.ASSIGNED, Grade.STATED, "task.brackets", lead=lead)
            return [*owners, *_helping(text, listed.end, end, sender)]
    return []


def _labelled(text: str, start: int, end: int, sender: Sender) -> list[Assignment]:
    """'Đơn vị chủ trì: Công an phường; đơn vị phối hợp: Trạm Y tế phường.'"""
    out: list[Assignment] = []
    for match in pattern(_LABEL).finditer(text, start, end):
        stop = text.find(";", match.end(), end)
        listed = actor_list(text, match.end(), stop if stop >= 0 else end, sender)
        if listed is not None:
            helps = match["what"].lower() == "phối hợp"
            role = Role.COORDINATING if helps else Role.ASSIGNED
            out += assign(text, listed, role, Grade.STATED, "task.label", lead=match["what"].lower() == "chủ trì")
    return out


def _directed(text: str, start: int, end: int, sender: Sender) -> list[Assignment]:
    """'(Đảng ủy …) lãnh đạo Sở Nội vụ chủ trì …', 'chỉ đạo phòng Kinh tế chủ trì …': who leads under the owner."""
    out: list[Assignment] = []
    for match in pattern(_DIRECTS).finditer(text, start, end):
        listed = actor_list(text, match.end(), end, sender)
        if listed is not None and _leads(text, listed, end):
            out += assign(text, listed, Role.ASSIGNED, Grade.STATED, DIRECTS, lead=True)
    return out


def _is_issuer(actor: Actor, issuer: Actor | None) -> bool:
    """Whether the actor is the issuer or the committee it speaks for: it demands, and is not itself charged."""
    if issuer is None:
        return actor.name.startswith("Ban Thường vụ")
    one, other = tone_fold(actor.name), tone_fold(issuer.name)
    return one == other or other.endswith(f" {one}") or one in {f"ban thường vụ {other}", f"thường trực {other}"}


def _coordinating(text: str, start: int, end: int, sender: Sender) -> list[Assignment]:
    out: list[Assignment] = []
    for match in pattern(_COORDINATES).finditer(text, start, end):
        listed = actor_list(text, match.end(), end, sender, places=True) or plain_list(text, match.end(), end, sender)
        if listed is not None:
            out += assign(text, listed, Role.COORDINATING, Grade.STATED, "task.coordinates")
    return out


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
