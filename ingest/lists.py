"""Lists of actors in running text: 'UBND phường, Công an phường và các đoàn thể'."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import names
from ingest.actors import actor_of, sectors_of
from ingest.sender import NAME, Sender
from ingest.verbs import pattern
from ontology.model import Actor, ActorKind, Assignment, Evidence, Grade, Role

__all__ = ["ActorList", "actor_list", "assign", "named_pieces", "narrowed", "plain_list"]

_JOINT = re.compile(
    r"[\s¹²³⁴⁵⁶⁷⁸⁹⁰]*(?:\([^()]{2,90}\)\s*)?(?:,\s*và|;\s*và|,|;|\bvà\b)\s+(?!chống\b)(?:với\s+)?(?:đồng chí\s+)?",
    re.I,
)
_PLACE = re.compile(rf"(?P<kind>(?i:phường|xã|đặc khu|tỉnh|thành phố)) (?P<name>{NAME})")
# Numbers of hamlets behind one that is named: 'Tổ dân phố số 3, 4 và 5', 'Chi bộ các tổ dân phố số 5, 6, 9'.
_NUMBERS = re.compile(r"(?:\s*(?:,|;|và|, và)\s*(?:số\s+)?\d{1,2}\b(?!\s?[/.%-]?\d|\s+[^\W\d_]+/))+")
_NUMBERED = re.compile(r"\d{1,2}$")
_NUMBER = re.compile(r"\d{1,2}")
_PERSON = re.compile(rf"(?i:(?:đồng chí|đ/c|ông|bà))\s+(?P<name>{NAME}(?:\s[A-ZĐ]\b\.?)?)")
_HIS_POST = re.compile(r"\s*(?:,|[-–(])\s*")
_PEOPLE = re.compile(
    r"(?:các|từng|mỗi|toàn thể|tất cả)\s+(?:cán bộ, )?(?:đảng viên|hội viên|đoàn viên|chi ủy viên)\b", re.I
)
# people who are named only beside others: 'Tổ đại biểu và đại biểu Hội đồng nhân dân xã'
_PEOPLE_BESIDE = re.compile(
    r"đại biểu (?:Hội đồng nhân dân|HĐND)(?: (?:xã|phường|đặc khu|tỉnh|thành phố|các cấp))?\b", re.I
)
_COMMUNE = re.compile(rf"(?i:phường|xã|đặc khu|thị trấn) {NAME}")
_COMMUNE_END = re.compile(rf"(?P<body>.+?) (?i:phường|xã|đặc khu|thị trấn) {NAME}$")
_GAP = re.compile(r"(?:[\s;,.:]|\bvà\b|<br>)*")
_PIECE_END = re.compile(r"[;,](?!\s*chống\b)|<br>|$")
_WITH = r"phối hợp[^,.;]{0,20} (?:với|cùng|giữa) $"
_PLAIN = (
    r"(?P<names>(?:công chức|cán bộ|người|các|những|trưởng|doanh nghiệp|già làng)"
    r"\b[^.;:()]{0,80}?)(?= {does}\b)"
)
_NARROWING = r" (?P<clause>{narrows}(?: [^\W\d_]+){0,7}?)(?= {does}\b)"

#: An actor and where it is named.
Item = tuple[Actor, int, int]


@dataclass(frozen=True, slots=True)
class ActorList:
    """Actors named one after another, each with its span, and where the list ends."""

    items: tuple[Item, ...]
    end: int


def actor_list(text: str, start: int, end: int, sender: Sender, *, places: bool = False) -> ActorList | None:
    """The actors listed from ``start`` on ('UBND phường, Công an phường và các đoàn thể'); None where none begins.

    ``places``: also communes and provinces that stand for those who govern them ('giao phường Ngọc Sơn chủ trì').
    """
    items: list[Item] = []
    place = start
    while place < end:
        found = _found(text, place, end, sender, beside=bool(items)) or _of_same_kind(text, place, end, items, sender)
        if not found and places and (one := _place(text, place, end, sender)) is not None:
            found = [one]
        if not found:
            break
        items += found
        joint = _JOINT.match(text, found[-1][2], end)
        place = joint.end() if joint else end
    return ActorList(tuple(items), items[-1][2]) if items else None


def _found(text: str, place: int, end: int, sender: Sender, *, beside: bool) -> list[Item]:
    """What is named at one place: a body with its sectors or numbers, a person, people of a kind; [] where nothing.

    ``beside`` others of a list, more can be people.
    """
    match = names.organ_at(text, place, end=end)
    if match is None:
        return _person(text, place, end, sender) or _people(text, place, end, sender, beside=beside)
    sectors = [(actor_of(one, sender), one.start, one.end) for one in sectors_of(text, match, 0, end)]
    return sectors or _numbered(text, (actor_of(match, sender), match.start, match.end), end)


def _of_same_kind(text: str, place: int, end: int, items: Sequence[Item], sender: Sender) -> list[Item]:
    """Communes that share the body named before: 'Đảng ủy phường A, xã B và đặc khu C' are three committees."""
    # the nearest that names its body: those between share it already
    before = next((m for actor, _, _ in reversed(items) if (m := _COMMUNE_END.match(actor.surface))), None)
    match = _COMMUNE.match(text, place, end) if before else None
    if before is None or match is None:
        return []
    told = f"{before['body']} {match.group()}"
    body = names.organ_at(told, 0)
    if body is None or body.end != len(told):
        return []
    return [(replace(actor_of(body, sender), surface=match.group()), match.start(), match.end())]


def _numbered(text: str, item: Item, end: int) -> list[Item]:
    """A hamlet with those whose numbers follow: each a unit of its own; a group names them all."""
    actor, start, stop = item
    tail = _NUMBERS.match(text, stop, end) if text[stop - 1 : stop].isdigit() else None
    if tail is None:
        return [item]
    if actor.kind is ActorKind.GROUP:
        words = text[start : tail.end()]
        return [(replace(actor, surface=words, name=" ".join(words.split())), start, tail.end())]
    first = _NUMBERED.search(text, start, stop)
    number = first.group() if first else ""
    others = _NUMBER.finditer(text, tail.start(), tail.end())
    of = f"{actor.name} "
    if f"số {number} " not in of:
        return [item]
    return [
        item,
        *(
            (replace(actor, surface=m[0], name=of.replace(f"số {number} ", f"số {m[0]} ", 1).strip()), *m.span())
            for m in others
        ),
    ]


def _person(text: str, start: int, end: int, sender: Sender) -> list[Item]:
    """'đồng chí Nguyễn Văn A, Phó Bí thư Đảng ủy' is the post; without one it is the person by name."""
    match = _PERSON.match(text, start, end)
    if match is None or " " not in match["name"]:
        return []
    gap = _HIS_POST.match(text, match.end(), end)
    post = names.organ_at(text, gap.end(), end=end) if gap else None
    if post is not None and post.kind == "post":
        stop = post.end + (text[post.end : post.end + 1] == ")")
        return [(replace(actor_of(post, sender), surface=text[start:stop]), start, stop)]
    words = match.group()
    actor = Actor(words, f"đồng chí {match['name']}", ActorKind.POST, sender.level, sender.place, sender.province)
    return [(actor, start, match.end())]


def _people(text: str, start: int, end: int, sender: Sender, *, beside: bool) -> list[Item]:
    match = _PEOPLE.match(text, start, end) or (_PEOPLE_BESIDE.match(text, start, end) if beside else None)
    if match is None:
        return []
    words = match.group()
    name = " ".join(words.split())
    return [(Actor(words, name, ActorKind.GROUP, sender.level, sender.place, sender.province), start, match.end())]


def _place(text: str, start: int, end: int, sender: Sender) -> Item | None:
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


def named_pieces(text: str, start: int, end: int, sender: Sender) -> list[Item]:
    """Every body of a stretch that holds only names: those the tables know, and what stands between two joints else.

    Words behind a known name belong to it ('một số tỉnh' + 'đủ điều kiện'); a name no table knows is kept as printed.
    """
    out: list[Item] = []
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


def _with_words(text: str, item: Item, tail: int) -> Item:
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
