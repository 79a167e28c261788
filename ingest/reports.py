"""Reporting lines: to whom, through whom, by when (domain pattern: báo cáo … về A (qua B) trước ngày D)."""

import bisect
import re
from collections.abc import Iterator, Sequence

from ingest import names
from ingest.actors import actor_of
from ingest.cues import Cue
from ingest.lists import ActorList, actor_list
from ingest.sender import Sender
from ingest.verbs import pattern
from ontology.model import Actor, Deadline, DeadlineKind, Evidence, Report

__all__ = ["reports_in"]

_SENDS = r"\b{sends}\b"
_TOWARDS = Cue(r"\b(?:về|lên|tới)\s+(?:cho\s+)?(?:đồng chí\s+)?(?=\S)")
_HANDS = Cue(r"\b(?:gửi|nộp)\s+(?:báo cáo|kết quả|danh sách|văn bản)[^.;:]{0,60}?\s(?:cho|đến|tới)\s+(?=\S)")
_DIRECT = Cue(
    r"\b[Bb]áo cáo(?:\s+(?:kết quả|kịp thời|ngay|đầy đủ|tiến độ|định kỳ)(?:\s+thực hiện)?"
    r"|,? (?:và )?(?:kiến nghị|đề xuất|tham mưu))*,?\s+"
    r"(?:với\s+|cho\s+|lên\s+)?(?:đồng chí\s+)?(?=[A-ZĐUÚÙỦỤ])",
    0,
)
_REPORT_TO = Cue(r"\b(?:gửi|giải trình bằng văn bản với|giải trình với|báo cáo giải trình với)\s+(?=[A-ZĐUÚÙỦỤ])", 0)
_VIA = re.compile(
    r"(?:\s+(?:nhà trường|cơ quan|đơn vị))?\s*[(,]?\s*(?:thông qua|qua)\s+(?:đầu mối\s+)?(?:là\s+)?", re.I
)
_VIA_BEFORE = re.compile(r"\((?:thông )?qua [^()]{3,90}\)\s*(?:về|lên|cho)\s*$")
# 'để tổng hợp, báo cáo UBND tỉnh' is what the receiver does with it.
_RECEIVERS_DUTY = re.compile(r"\bđể\s+(?:[^.;:]{0,50}?,\s*)?(?:tổng hợp\s*)?$")
_NEXT_REPORT = re.compile(r"\s*;\s*(?:báo cáo|gửi báo cáo|riêng báo cáo)\b", re.I)
_SHARED = re.compile(
    r"(?P<first>Thường trực|Ban Thường vụ|Ban Chấp hành|Lãnh đạo)\s*,\s*(?=Ban Thường vụ|Thường trực|Ban Chấp hành)"
)
_OFFICES = ("Chủ tịch", "Bí thư", "Thủ tướng", "Bộ trưởng", "Giám đốc", "Lãnh đạo", "Hiệu trưởng", "Trưởng", "Chánh")
_SHORT = re.compile(
    r"(?:Sở|Bộ|Ban|Cục|Chi cục|Vụ|Phòng|Trường|Trung tâm|Công ty|Tổng công ty|Hội|Viện|Bệnh viện|Liên đoàn|Đoàn|Ủy ban"
    r"|Kho bạc|Thanh tra|Tòa án|Viện kiểm sát)"
    r"(?=\s*(?:[,.;:()]|$|/)|\s+(?:trước|qua|để|chậm nhất|theo|vào|bằng|kết quả)\b)"
)
_NEAR = 260
_STOP = Cue(r"\.(?=\s)")
_SENTENCE_END = re.compile(r"\.(?=\s+[^\W\d_]|\s*$|/)|$|\n")


def reports_in(text: str, start: int, end: int, sender: Sender, deadlines: Sequence[Deadline]) -> tuple[Report, ...]:
    """The reporting lines stated in ``text[start:end]``; ``deadlines`` are those of the same words."""
    out: list[Report] = []
    taken: set[int] = set()
    for cue_start, place in sorted(_receiver_places(text, start, end)):
        if place in taken or (out and _RECEIVERS_DUTY.search(text, max(start, cue_start - 60), cue_start)):
            continue
        taken.add(place)
        receivers, after = _receivers(text, place, end, sender)
        if not receivers:
            continue
        via, after = _via(text, after, end, sender, receivers[-1])
        before = _VIA_BEFORE.search(text, max(start, cue_start), place)
        if via is None and before is not None:
            via, _ = _via(text, before.start(), place, sender, receivers[-1])
        dues = _dues(text, cue_start, after, start, end, deadlines)
        stop = max([after, *(d.evidence.end for d in dues if d.evidence.start >= cue_start)])
        evidence = Evidence(cue_start, stop, text[cue_start:stop], "report.to")
        out += [Report(receiver, evidence, via, due) for receiver in receivers for due in (dues or (None,))]
    return _distinct(out)


def _receiver_places(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where a receiver's name should begin, with the place of the word that sends."""
    places = [(m.start(), m.end()) for cue in (_HANDS, _DIRECT, _REPORT_TO) for m in cue.finditer(text, start, end)]
    sent = list(pattern(_SENDS).finditer(text, start, end))
    if not sent:
        return places
    ends, stops = [m.end() for m in sent], [start, *(m.end() for m in _STOP.finditer(text, start, end))]
    for match in _TOWARDS.finditer(text, start, end):
        floor = max(stops[bisect.bisect_right(stops, match.start()) - 1], match.start() - _NEAR)
        last = bisect.bisect_right(ends, match.start()) - 1
        if last >= 0 and sent[last].start() >= floor:
            places.append((sent[last].start(), match.end()))
    return places


def _receivers(text: str, place: int, end: int, sender: Sender) -> tuple[tuple[Actor, ...], int]:
    """The receivers listed from ``place``; 'Thường trực, Ban Thường vụ Đảng ủy' share the committee."""
    shared = _SHARED.match(text, place, end)
    listed = actor_list(text, shared.end() if shared else place, end, sender) or _itself(text, place, end, sender)
    if listed is None or not _addressable(listed):
        return (), place
    actors = [actor for actor, _, _ in listed.items]
    if shared is not None:
        owner = actors[0].name.split(" ", 3)
        name = f"{shared['first']} {' '.join(owner[3:])}" if len(owner) > 3 else shared["first"]
        first = actors[0]
        actors.insert(0, Actor(shared["first"], name, first.kind, first.level, first.place, first.province))
    return tuple(actors), listed.end


def _itself(text: str, place: int, end: int, sender: Sender) -> ActorList | None:
    """The issuer, called by the first word of its name: 'gửi về Sở (qua Văn phòng)', 'báo cáo kết quả về Ban'."""
    match = _SHORT.match(text, place, end)
    if match is None or not sender.speaker.startswith(f"{match.group()} "):
        return None
    actor = Actor(match.group(), sender.speaker, level=sender.level, place=sender.place, province=sender.province)
    return ActorList(((actor, *match.span()),), match.end())


def _addressable(listed: ActorList) -> bool:
    return all(actor.kind.value != "post" or actor.name.startswith(_OFFICES) for actor, _, _ in listed.items)


def _via(text: str, place: int, end: int, sender: Sender, receiver: Actor) -> tuple[Actor | None, int]:
    """Through whom: a name without a place of its own is a part of the receiver, not of the sender."""
    cue = _VIA.match(text, place, end)
    if cue is None:
        return None, place
    match = names.organ_at(text, cue.end(), end=end)
    if match is not None and not ("(" in cue.group() and text[match.end : match.end + 1] == ","):
        closing = 1 if text[match.end : match.end + 1] == ")" else 0
        placed = (
            match.owner or match.place or match.locality or match.entry.level or _one_tree(receiver.level, sender.level)
        )
        part = Actor(
            match.surface, match.surface, level=receiver.level, place=receiver.place, province=receiver.province
        )
        return actor_of(match, sender) if placed else part, match.end + closing
    bracket = text.find(")", cue.end(), end)
    if "(" in cue.group() and 0 < bracket - cue.end() < 90:
        words = text[cue.end() : bracket].strip()
        return Actor(words, words, level=receiver.level, place=receiver.place, province=receiver.province), bracket + 1
    return None, place


def _one_tree(one: str, other: str) -> bool:
    """Whether two levels share their organs: a chi bộ reports through the organs of its commune's committee."""
    return one in {other, ""} or {one, other} <= {"xã", "chi bộ"}


def _dues(text: str, cue: int, after: int, start: int, end: int, deadlines: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """The first deadline behind the receiver in its sentence; where none stands there, those before it."""
    stop_match = _SENTENCE_END.search(text, after, end)
    stop = stop_match.start() if stop_match else end
    fixed = [d for d in deadlines if d.to is not None or "DAY=" in d.recurrence or d.kind is DeadlineKind.RELATIVE]
    behind = [d for d in fixed if after <= d.evidence.start < stop]
    if behind:
        return (*_dated_first(behind), *_further(text, after, behind))
    begin = max(start, text.rfind(". ", start, cue) + 1)
    before = [d for d in fixed if begin <= d.evidence.start < after and d.kind is not DeadlineKind.RELATIVE]
    clause = text.rfind(";", begin, cue)
    own = tuple(d for d in before if d.evidence.start > clause)
    return own if own and all(d.recurrence for d in own) else tuple(before)


def _further(text: str, after: int, behind: Sequence[Deadline]) -> Iterator[Deadline]:
    """Due days of further reports to the same receiver: '…; báo cáo quý II trước ngày 10/7/2026'."""
    first = len(_dated_first(behind))
    for deadline in behind[first:]:
        segment = text.rfind(";", after, deadline.evidence.start)
        if (
            segment >= 0
            and _NEXT_REPORT.match(text, segment)
            and not _TOWARDS.search(text, segment, deadline.evidence.start)
        ):
            yield deadline


def _dated_first(behind: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """One due day; a second joined to it ('trước ngày 30/6 và 30/11') counts too."""
    out = [behind[0]]
    for deadline in behind[1:]:
        if deadline.evidence.start - out[-1].evidence.end > 6:
            break
        out.append(deadline)
    return tuple(out)


def _distinct(reports: Sequence[Report]) -> tuple[Report, ...]:
    out: dict[tuple[str, object], Report] = {}
    for report in reports:
        out.setdefault((report.receiver.name, report.due.to if report.due else None), report)
    return tuple(out.values())
