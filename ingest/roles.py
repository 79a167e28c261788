"""Who a task is given to: by the sentence itself, by the heading above it, or by a lead-in that asks a whole group."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import names
from ingest.actors import actor_of
from ingest.outline import Block, Heading
from ingest.sender import Sender
from ingest.verbs import pattern
from ontology.fold import tone_fold
from ontology.model import Actor, ActorKind, Assignment, Evidence, Grade, Role

__all__ = ["ASKS", "ActorList", "actor_list", "assignments_of", "heading_owners", "lead_in_owners"]

# The rule of an owner whom the sentence asks or appoints: under a heading that names the owner, the owner asks.
ASKS = "task.asks"

_JOINT = re.compile(r"[\s¹²³⁴⁵⁶⁷⁸⁹⁰]*(?:,\s*và|;\s*và|,|;|\bvà\b)\s+(?:với\s+)?(?:đồng chí\s+)?", re.I)
_GIVES = r"{gives|asks}\s+"
_GIVES_INSIDE = r"\b{gives|asks}\s+(?=các\b|cấp\b|từng\b|đồng chí\b|[A-ZĐỦÂĂÊÔƠƯ])"
_GIVES_LATER = r"(?:[,;:]|\bđồng thời)\s+{gives}\s+|(?:[,;:]|\bđồng thời)\s+phân công\s+"
_HEADING_PREFIX = r"(?:{gives|asks}|đối với|trách nhiệm(?: của)?|nhiệm vụ(?: của)?|về phía|của|cấp)\s+"
_HEADING_REST = r"[\s:.;]*(?:{charged}[^.]{0,60})?[\s:.;]*$"
_HEADING_QUALIFIER = r"(?:,? (?!{charged}\b)[^\W\d_]+){1,5}(?=[\s:.;]*$)"
_COORDINATES = (
    r"\b(?:phối hợp(?:\s+{coordination})*(?:,\s*\w+)?(?:\s+(?:với|giữa|cùng(?: với)?))?"
    r"|cùng(?: với)?(?! cấp| ngày| kỳ| lúc| thời))\s+"
)
_COORDINATES_AFTER = r"[\s,]*(?:cùng\s+)?phối hợp\b(?!\s+(?:với|giữa))"
_LEADS = r"[\s¹²³]*{leads}"
_OVERSEES = r"[\s,]*(?:thường xuyên\s+)?{oversees}\b"
_NOT_SUBJECT = r"\s*(?:[,.;)]|$|sẽ\b|đã\b|được\b|tại\b|(?:và|hoặc)\s*$)"
_DEMANDS = r"[^.;:]{0,40}?\b{gives|asks}\s+"
_WITH = r"phối hợp[^,.;]{0,20} (?:với|cùng|giữa) $"
_PLAIN = (
    r"(?P<names>(?:công chức|cán bộ|người|các|những|trưởng|doanh nghiệp|già làng)"
    r"\b[^.;:()]{0,80}?)(?= {does}\b)"
)
_COLON = r"[^.;:]{8,90}: (?=các |[A-ZĐỦ])"
_NARROWING = r" (?P<clause>{narrows}(?: [^\W\d_]+){0,7}?)(?= {does}\b)"
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
        match = names.organ_at(text, place, end=end)
        if match is None:
            break
        items.append((actor_of(match, sender), match.start, match.end))
        joint = _JOINT.match(text, match.end, end)
        place = joint.end() if joint else end
    return ActorList(tuple(items), items[-1][2]) if items else None


def _assign(
    text: str, listed: ActorList, role: Role, grade: Grade, rule: str, *, lead: bool = False
) -> list[Assignment]:
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
    gives = pattern(_GIVES).match(text, start, end)
    if gives is not None:
        given = actor_list(text, gives.end(), end, sender)
        if given is not None:
            rule = "task.gives" if "giao" in gives.group().lower() else ASKS
            return _assign(
                text,
                given,
                Role.ASSIGNED,
                Grade.STATED,
                rule,
                lead=pattern(_LEADS).match(text, given.end, end) is not None,
            )
    subject = _narrowed(text, actor_list(text, start, end, sender), end)
    if subject is None and first and (colon := pattern(_COLON).match(text, start, end)):
        start = colon.end()
        subject = actor_list(text, start, end, sender)
    if subject is None:
        return _given_inside(text, start, end, sender) if first else []
    if subject.items[0][0].kind is ActorKind.UNIT and _is_issuer(subject.items[0][0], issuer):
        demand = pattern(_DEMANDS).match(text, subject.end, end)
        asked = actor_list(text, demand.end(), end, sender) if demand else None
        return _assign(text, asked, Role.ASSIGNED, Grade.STATED, "task.demands") if asked else []
    if pattern(_NOT_SUBJECT).match(text, subject.end, end):
        return []
    if pattern(_COORDINATES_AFTER).match(text, subject.end, end) and not first:
        return _assign(text, subject, Role.COORDINATING, Grade.STATED, "task.coordinates")
    role = Role.MONITORING if not first and pattern(_OVERSEES).match(text, subject.end, end) else Role.ASSIGNED
    lead = pattern(_LEADS).match(text, subject.end, end) is not None
    # 'Lãnh đạo Ủy ban nhân dân …' may be a post or a verb: under a heading that names the owner it is the verb
    rule = ASKS if subject.items[0][0].surface.startswith("Lãnh đạo") else "task.subject"
    return _assign(text, subject, role, Grade.STATED, rule, lead=lead)


def _narrowed(text: str, listed: ActorList | None, end: int) -> ActorList | None:
    """A group with the clause that narrows it: 'Các tổ chức, cá nhân đăng ký mô hình' + gửi …."""
    if listed is None or len(listed.items) != 1 or listed.items[0][0].kind is not ActorKind.GROUP:
        return listed
    clause = pattern(_NARROWING).match(text, listed.end, end)
    if clause is None:
        return listed
    actor, start, _ = listed.items[0]
    stop = clause.end("clause")
    words = " ".join(text[start:stop].split())
    return ActorList(((replace(actor, surface=text[start:stop], name=words), start, stop),), stop)


def _given_inside(text: str, start: int, end: int, sender: Sender) -> list[Assignment]:
    """'…; giao Ban Xây dựng Đảng chủ trì …' in the middle of a sentence."""
    out: list[Assignment] = []
    for match in pattern(_GIVES_LATER).finditer(text, start, end):
        given = actor_list(text, match.end(), end, sender)
        if given is not None and given.items[0][0].kind is ActorKind.UNIT:
            out += _assign(
                text,
                given,
                Role.ASSIGNED,
                Grade.STATED,
                "task.gives",
                lead=pattern(_LEADS).match(text, given.end, end) is not None,
            )
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
        listed = actor_list(text, match.end(), end, sender) or _plain_list(text, match.end(), end, sender)
        if listed is not None:
            out += _assign(text, listed, Role.COORDINATING, Grade.STATED, "task.coordinates")
    return out


def _plain_list(text: str, start: int, end: int, sender: Sender) -> ActorList | None:
    """Helpers that no table knows ('công chức địa chính và các thôn'): the words up to the verb, parted at joints."""
    if not pattern(_WITH).search(text[max(0, start - 40) : start]):
        return None
    words = pattern(_PLAIN).match(text, start, end)
    if words is None:
        return None
    items = []
    for piece in re.finditer(r"[^,;]+?(?=,| và |$)", words["names"]):
        name = piece.group().removeprefix(" và ").strip()
        at = text.index(name, start + piece.start())
        items.append(
            (Actor(name, name, ActorKind.GROUP, sender.level, sender.place, sender.province), at, at + len(name))
        )
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
        prefix = pattern(_HEADING_PREFIX).match(text, heading.start, heading.end)
        listed = actor_list(text, prefix.end() if prefix else heading.start, heading.end, sender)
        listed = listed and _with_rest(text, listed, heading.end)
        if listed is not None and pattern(_HEADING_REST).match(text, listed.end, heading.end):
            return tuple(_assign(text, listed, Role.ASSIGNED, Grade.HEADING, "task.heading"))
    return ()


def _with_rest(text: str, listed: ActorList, end: int) -> ActorList:
    """A group named in full by its heading: 'Các chi bộ' + 'trường học'."""
    actor, start, stop = listed.items[-1]
    rest = pattern(_HEADING_QUALIFIER).match(text, stop, end)
    if actor.kind is not ActorKind.GROUP or rest is None:
        return listed
    words = text[start : rest.end()]
    named = replace(actor, surface=words, name=" ".join(words.split()))
    return ActorList((*listed.items[:-1], (named, start, rest.end())), rest.end())


def lead_in_owners(text: str, lead: tuple[int, int] | None, sender: Sender) -> tuple[Assignment, ...]:
    """The group that a lead-in ('… yêu cầu các cơ quan, đơn vị …:') asks to do all that follows."""
    if lead is None:
        return ()
    for match in pattern(_GIVES_INSIDE).finditer(text, *lead):
        listed = actor_list(text, match.end(), lead[1], sender)
        if listed is not None:
            return tuple(_assign(text, listed, Role.ASSIGNED, Grade.LEAD_IN, "task.lead-in"))
    return ()


def is_lead_in(block: Block) -> bool:
    """A paragraph without enumerator that ends in a colon."""
    return block.heading and block.paragraph.mark is None
