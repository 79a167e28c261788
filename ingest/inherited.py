"""Owners by inheritance: the heading that names a body, the lead-in that asks a whole group."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.lists import ActorList, actor_list, assign
from ingest.outline import Heading
from ingest.sender import Sender
from ingest.verbs import pattern
from ontology.model import Actor, ActorKind, Assignment, Grade, Role

__all__ = ["heading_owners", "lead_in_owners"]

_GIVES_INSIDE = r"\b{gives|asks}\s+(?=các\b|cấp\b|từng\b|đồng chí\b|[A-ZĐỦÂĂÊÔƠƯ])"
_HEADING_PREFIX = r"(?:{gives|asks}|đối với|trách nhiệm(?: của)?|nhiệm vụ(?: của)?|về phía|của|cấp)\s+"
_DOES = r"\s+(?:{does}|{leads}|{oversees}|phối hợp)\b"
_DEMANDS = r"[^.;:]{0,40}?\b{gives|asks}\s"
_HEADING_REST = r"[\s:.;]*(?:{charged}[^.]{0,60})?[\s:.;]*$"
_PEOPLE = (
    r"(?P<people>(?:các |những )?(?:giáo viên|giảng viên|thủ trưởng|người đứng đầu|công chức|viên chức|thành viên"
    r"|tổ trưởng|trưởng(?! (?:thành|hợp))|cán bộ phụ trách|đồng chí(?= (?:được|có tên)\b))"
    r"\b(?: (?!{does|charged}\b)[^\W\d_]+){1,8})(?=(?: {charged}[^.;:]{0,60})?[\s:.;]*$)"
)
# A body's name goes on with a capital, a verb of the same letters does not: 'Ban Dân chủ', 'Ban hành'.
_PRINTED_BODY = (
    r"(?P<name>(?-i:(?:Ban|Phòng|Tổ|Đội|Trung tâm|Chi cục|Cục|Vụ|Trạm|Khoa|Hội|Quỹ|Đài|Công ty|Câu lạc bộ"
    r"|Tiểu ban|Đoàn|Nhóm) [A-ZĐÁÀẢÃẠÂẤẦẨẪẬĂÉÈÊẾỀỂÍÌÓÒÔỐỒỔƠỚỜỞÚÙƯỨỪỬÝỶ])[^.:;!?]*?)(?=(?: {charged})?[\s:.;]*$)"
)
_PRINTED_GROUP = (
    r"(?P<name>(?:các|từng|mỗi) (?:trường|trung tâm|cơ sở|doanh nghiệp|công ty|hội|chi hội|chi đoàn|tổ|phòng|ban|đơn vị"
    r"|cơ quan|bệnh viện|trạm|hợp tác xã|xã|phường|thôn|đồn|ngân hàng|tiểu ban|đoàn thể|chủ đầu tư|nhà thầu)\b"
    r"(?:,? (?!{does|charged|leads}\b)[^\W_][^\s.:;!?,]*)*)(?=(?: {charged})?[\s:.;]*$)"
)
_LONGEST_NAME = 16
_HEADING_QUALIFIER = r"(?:,? (?!{charged}\b)[^\W\d_]+){1,5}(?=[\s:.;]*$)"


def heading_owners(text: str, headings: Sequence[Heading], sender: Sender) -> tuple[Assignment, ...]:
    """The owners that the nearest heading naming only bodies gives to all below it; empty where none does."""
    for heading in reversed(headings):
        prefix = pattern(_HEADING_PREFIX).match(text, heading.start, heading.end)
        start = prefix.end() if prefix else heading.start
        listed = actor_list(text, start, heading.end, sender)
        listed = _with_rest(text, listed, heading.end) if listed else _people(text, start, heading.end, sender)
        if listed is None or not _is_headed(text, listed, heading):
            listed = _as_printed(text, start, heading.end, sender)
        if listed is not None:
            return tuple(assign(text, listed, Role.ASSIGNED, Grade.HEADING, "task.heading"))
    return ()


def _as_printed(text: str, start: int, end: int, sender: Sender) -> ActorList | None:
    """A heading that is nothing but a body no table knows ('Ban Dân chủ, Giám sát và Phản biện xã hội'), or several of
    a kind ('Các trường THPT, trung tâm GDNN-GDTX')."""
    match = pattern(_PRINTED_BODY).match(text, start, end)
    kind = ActorKind.UNIT
    if match is None:
        match, kind = pattern(_PRINTED_GROUP).match(text, start, end), ActorKind.GROUP
    if match is None or len(match["name"].split()) > _LONGEST_NAME:
        return None
    words = match["name"]
    actor = Actor(words, " ".join(words.split()), kind, sender.level, sender.place, sender.province)
    return ActorList(((actor, *match.span("name")),), match.end("name"))


def _is_headed(text: str, listed: ActorList, heading: Heading) -> bool:
    """Whether a heading only says whose part it is, or leads in what its owner does ('… thực hiện như sau:')."""
    if pattern(_HEADING_REST).match(text, listed.end, heading.end):
        return True
    leads_in = text[heading.end - 1 : heading.end] == ":" and pattern(_DOES).match(text, listed.end, heading.end)
    return bool(leads_in) and not pattern(_DEMANDS).match(text, listed.end, heading.end)


def _with_rest(text: str, listed: ActorList, end: int) -> ActorList:
    """A group named in full by its heading: 'Các chi bộ' + 'trường học'."""
    actor, start, stop = listed.items[-1]
    rest = pattern(_HEADING_QUALIFIER).match(text, stop, end)
    if rest is None or (actor.kind is not ActorKind.GROUP and len(rest.group().split()) > 2):
        return listed
    words = text[start : rest.end()]
    named = replace(actor, surface=words, name=" ".join(words.split()))
    return ActorList((*listed.items[:-1], (named, start, rest.end())), rest.end())


def _people(text: str, start: int, end: int, sender: Sender) -> ActorList | None:
    """A heading that is nothing but people whom no table knows: 'Giáo viên chủ nhiệm các lớp'."""
    match = pattern(_PEOPLE).match(text, start, end)
    if match is None:
        return None
    words = match["people"]
    actor = Actor(words, words, ActorKind.GROUP, sender.level, sender.place, sender.province)
    return ActorList(((actor, match.start("people"), match.end("people")),), match.end("people"))


def lead_in_owners(text: str, lead: tuple[int, int] | None, sender: Sender) -> tuple[Assignment, ...]:
    """The group that a lead-in ('… yêu cầu các cơ quan, đơn vị …:') asks to do all that follows."""
    if lead is None:
        return ()
    for match in pattern(_GIVES_INSIDE).finditer(text, *lead):
        listed = actor_list(text, match.end(), lead[1], sender)
        if listed is not None:
            return tuple(assign(text, listed, Role.ASSIGNED, Grade.LEAD_IN, "task.lead-in"))
    return ()
