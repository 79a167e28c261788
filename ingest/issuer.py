"""Step 4b, issuer: the body that speaks, from head, title, signature and the sentence in which it speaks."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import names
from ingest.actors import actor_of, level_of
from ingest.header import Header
from ingest.layout import Layout
from ingest.names import OrganMatch
from ingest.sender import Sender, sender_of
from ingest.signature import Signature
from ingest.verbs import pattern
from ontology.model import Actor, ActorKind

__all__ = ["issuer_of"]

_SPEAKS = r"\s*(?:\([^)]{1,40}\)\s*)?(?:đã\s+|trân trọng\s+)?{speaks}\b"
_PARENT = re.compile(r"ĐẢNG BỘ\s+(?:TỈNH|THÀNH PHỐ)", re.I)
_COLLECTIVE = re.compile(r"BAN THƯỜNG VỤ|BAN CHẤP HÀNH|THƯỜNG TRỰC", re.I)
_OFFICE = re.compile(r"VĂN PHÒNG|BAN |CƠ QUAN|ỦY BAN KIỂM TRA|UỶ BAN KIỂM TRA|PHÒNG |TRUNG TÂM ")
# The Front, the unions, committees of one house: 'Ban Tuyên giáo' of a Front is not that of Thành ủy.
_FRONTS = re.compile(
    r"Đảng ủy (?:các cơ quan|Ủy ban nhân dân|Quân sự|Công an|Khối)|Mặt trận Tổ quốc|Đoàn Thanh niên"
    r"|Tỉnh đoàn|Thành đoàn|Liên đoàn Lao động|Hội (?:Nông dân|Liên hiệp|Cựu)"
)
# Bodies with a house of their own: 'Ban Giám hiệu' in a school's plan is the school's.
_HOUSES = ("Trường", "Bệnh viện", "Công ty", "Tổng công ty", "Học viện", "Viện")
_CENTRAL = re.compile(r"BỘ CHÍNH TRỊ|BAN BÍ THƯ|BAN CHẤP HÀNH TRUNG ƯƠNG", re.I)


def issuer_of(text: str, layout: Layout, header: Header, signature: Signature) -> tuple[Actor | None, Sender]:
    """The issuer and the frame its names live in; (None, …) where nothing in the text says who speaks."""
    match = _issuer_match(layout, header, signature)
    level = level_of(match) if match else ""
    if not level and header.code.symbol:
        body = names.body_of(header.code.symbol)
        level = body.level if body else ""
    if match is not None and not level and match.head.startswith(("Đảng ủy", "Ban Thường vụ", "Ban Chấp hành")):
        level = "xã"
    if match is None and not level and not layout.addressees and not header.type:
        return None, Sender()  # an annex or a fragment: the places it names are those it speaks of
    sender = sender_of(text, layout, level)
    if match is not None and match.head.startswith(_HOUSES):
        sender = replace(sender, level="", locality="", place="")  # its organs are its own, not the commune's
    if match is None:
        return None, sender
    actor = actor_of(match, sender)
    if match.head == "Chi bộ" and actor.name not in (match.head, f"{match.head} {sender.commune}"):
        sender = replace(sender, cell=actor.name)
    if match.head.startswith(("Sở ", "Bộ ")) or (_FRONTS.search(actor.name) and sender.level == "tỉnh"):
        sender = replace(sender, house=actor.name.removeprefix("Ban Thường trực ").removeprefix("Ban Thường vụ "))
    sender = replace(sender, speaker=actor.name)
    return Actor(
        actor.surface, _spoken_for(actor.name, signature), ActorKind.UNIT, actor.level, actor.place, actor.province
    ), sender


def _spoken_for(name: str, signature: Signature) -> str:
    """'Đảng ủy phường …' signed 'T/M BAN THƯỜNG VỤ' speaks as its Ban Thường vụ."""
    bodies = {"BAN THƯỜNG VỤ": "Ban Thường vụ", "THƯỜNG TRỰC": "Thường trực", "BAN CHẤP HÀNH": "Ban Chấp hành"}
    body = next((b for caps, b in bodies.items() if signature.for_body.upper().startswith(caps)), "")
    if body == "Ban Chấp hành":  # it is the committee of the whole Đảng bộ
        return f"{body} {name.replace('Đảng ủy', 'Đảng bộ', 1)}" if name.startswith(("Đảng ủy ", "Đảng bộ ")) else name
    if body and name.startswith(("Đảng ủy", "Thành ủy", "Tỉnh ủy", "Đảng bộ")):
        return f"{body} {name}"
    return name


def _issuer_match(layout: Layout, header: Header, signature: Signature) -> OrganMatch | None:
    lines = [line for line in header.issuer_lines if not _PARENT.match(line)] or list(header.issuer_lines)
    candidates = [
        header.of if _CENTRAL.search(header.of) else "",
        signature.for_body if _CENTRAL.search(signature.for_body) else "",
    ]
    if len(lines) > 1:
        candidates.append(f"{lines[-1]} {lines[0]}" if _belongs(lines[-1]) else "")
    candidates += [lines[-1] if lines else "", _broken(lines), lines[0] if lines else ""]
    for line in candidates:
        match = names.organ_at(line, 0) if line else None
        if match is not None and match.kind != "group":
            return match
    return _speaker(layout) or _from_title(header)


def _broken(lines: Sequence[str]) -> str:
    """The name that a narrow cell broke over the last two lines (SỞ NÔNG NGHIỆP VÀ MÔI / TRƯỜNG), '' where none."""
    whole = " ".join(lines[-2:]) if len(lines) > 1 else ""
    match = names.organ_at(whole, 0) if whole else None
    return whole if match is not None and match.end == len(whole) else ""


def _belongs(line: str) -> bool:
    """Whether the second line names an organ of the body on the first: VĂN PHÒNG under THÀNH ỦY AN HẢI."""
    return _OFFICE.match(line) is not None and not re.search(r"TỈNH|THÀNH|ĐẢNG (?:ỦY|UỶ)|TRUNG ƯƠNG", line)


def _from_title(header: Header) -> OrganMatch | None:
    match = names.organ_at(header.of, 0) if header.of else None
    return match if match is not None and match.kind == "unit" else None


def _speaker(layout: Layout) -> OrganMatch | None:
    """The unit that demands, decides or reports in the preamble or at the end."""
    for p in (*layout.preamble, *(p for p in (*layout.body[:3], *layout.body[-3:]) if p.mark is None)):
        for match in names.organs_in(p.text):
            if match.kind == "unit" and pattern(_SPEAKS).match(p.text, match.end):
                return match
    return None
