"""Lists of actors in running text: 'UBND phường, Công an phường và các đoàn thể'."""

import re
from dataclasses import dataclass, replace

from ingest import names
from ingest.actors import actor_of
from ingest.sender import NAME, Sender
from ingest.verbs import pattern
from ontology.model import Actor, ActorKind, Assignment, Evidence, Grade, Role

__all__ = ["ActorList", "actor_list", "assign", "named_pieces", "narrowed", "plain_list"]

_JOINT = re.compile(
    r"[\s¹²³⁴⁵⁶⁷⁸⁹⁰]*(?:\([^()]{2,90}\)\s*)?(?:,\s*và|;\s*và|,|;|\bvà\b)\s+(?:với\s+)?(?:đồng chí\s+)?", re.I
)
_PLACE = re.compile(rf"(?P<kind>(?i:phường|xã|đặc khu|tỉnh|thành phố)) (?P<name>{NAME})")
_GAP = re.compile(r"(?:[\s;,.:]|\bvà\b|<br>)*")
_PIECE_END = re.compile(r"[;,]|<br>|$")
_WITH = r"phối hợp[^,.;]{0,20} (?:với|cùng|giữa) $"
_PLAIN = (
    r"(?P<names>(?:công chức|cán bộ|người|các|những|trưởng|doanh nghiệp|già làng)"
    r"\b[^.;:()]{0,80}?)(?= {does}\b)"
)
_NARROWING = r" (?P<clause>{narrows}(?: [^\W\d_]+){0,7}?)(?= {does}\b)"


@dataclass(frozen=True, slots=True)
class ActorList:
    """Actors named one after another, each with its span, and where the list ends."""

    items: tuple[tuple[Actor, int, int], ...]
    end: int


def actor_list(text: str, start: int, end: int, sender: Sender, *, places: bool = False) -> ActorList | None:
    """The actors listed from ``start`` on ('UBND phường, Công an phường và các đoàn thể'); None where none begins.

    ``places``: also communes and provinces that stand for those who govern them ('giao phường Ngọc Sơn chủ trì').
    """
    items: list[tuple[Actor, int, int]] = []
    place = start
    while place < end:
        match = names.organ_at(text, place, end=end)
        found = (actor_of(match, sender), match.start, match.end) if match else None
        found = found or (_place(text, place, end, sender) if places else None)
        if found is None:
            break
        items.append(found)
        joint = _JOINT.match(text, found[2], end)
        place = joint.end() if joint else end
    return ActorList(tuple(items), items[-1][2]) if items else None


def _place(text: str, start: int, end: int, sender: Sender) -> tuple[Actor, int, int] | None:
    """A commune or province by kind and name, as an actor without a body."""
    match = _PLACE.match(text, start, end)
    if match is None:
        return None
    kind, name = match["kind"].lower(), match["name"]
    commune = kind in ("phường", "xã", "đặc khu")
    actor = Actor(
        match.group(),
        f"{kind} {name}",
        level="xã" if commune else "tỉnh",
        place=name if commune else "",
        province=sender.province if commune else name,
    )
    return actor, match.start(), match.end()


def assign(
    text: str, listed: ActorList, role: Role, grade: Grade, rule: str, *, lead: bool = False
) -> list[Assignment]:
    """One assignment for each actor of the list, proved by its own words."""
    return [Assignment(role, actor, grade, Evidence(a, b, text[a:b], rule), lead) for actor, a, b in listed.items]


def named_pieces(text: str, start: int, end: int, sender: Sender) -> list[tuple[Actor, int, int]]:
    """Every body of a stretch that holds only names: those the tables know, and what stands between two joints else.

    Words behind a known name belong to it ('một số tỉnh' + 'đủ điều kiện'); a name no table knows is kept as printed.
    """
    out: list[tuple[Actor, int, int]] = []
    place = _GAP.match(text, start, end).end()  # type: ignore[union-attr] # it matches the empty string
    while place < end:
        listed = actor_list(text, place, end, sender)
        if listed is not None:
            out += listed.items
            place = listed.end
        stop = _PIECE_END.search(text, place, end)
        tail = stop.start() if stop else end
        words = text[place:tail].strip(" .:")
        if words and listed is not None:
            out[-1] = _with_words(text, out[-1], tail)
        elif words:
            at = text.index(words, place)
            actor = Actor(words, words, ActorKind.UNIT, sender.level, sender.place, sender.province)
            out.append((actor, at, at + len(words)))
        place = _GAP.match(text, tail, end).end()  # type: ignore[union-attr]
    return out


def _with_words(text: str, item: tuple[Actor, int, int], tail: int) -> tuple[Actor, int, int]:
    actor, start, _ = item
    words = text[start:tail].rstrip(" .:")
    name = " ".join(words.split()) if actor.kind is ActorKind.GROUP else actor.name
    return replace(actor, surface=words, name=name), start, start + len(words)


def plain_list(text: str, start: int, end: int, sender: Sender) -> ActorList | None:
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


def narrowed(text: str, listed: ActorList | None, end: int) -> ActorList | None:
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
