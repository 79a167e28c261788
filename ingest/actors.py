"""Names to units: a printed name becomes the official one, its place resolved in the sender's tree.

'UBND phường' in a letter from Ngọc Sơn is Ủy ban nhân dân phường Ngọc Sơn; 'Thành ủy' in a document of a ward of
Hà Nội is Thành ủy Hà Nội. What the document nowhere tells stays out of the name.
"""

import re
from collections.abc import Iterator

from ingest import names
from ingest.names import OrganMatch
from ingest.sender import Sender, proper_name
from ontology.fold import tone_fold
from ontology.model import Actor, ActorKind

__all__ = ["actor_of", "actors_in", "level_of", "sectors_of"]

_COMMUNE = frozenset({"phường", "xã", "đặc khu", "thị trấn"})
_HAMLETS = frozenset({"tổ dân phố", "thôn", "khu phố", "ấp", "bản", "buôn", "làng", "khóm", "khu dân cư"})
# What a chi bộ, or the hamlet that it leads, has of its own.
_OF_CELLS = ("Chi bộ", "Chi ủy", "Chi hội", "Chi đoàn", "Ban công tác Mặt trận")
# What the Front and the unions have of their own, beside organs of the same name at the Party committee.
_OF_FRONTS = frozenset({"Văn phòng", "Ban Tuyên giáo", "Ban Tổ chức", "Ban Phong trào", "Ban Dân chủ - Pháp luật"})
_POSTS = ("Bí thư", "Phó Bí thư")
# Houses of trade belong to no commune or province because a letter from there names them.
_OF_NO_TREE = frozenset({"Công ty", "Tổng công ty", "Tập đoàn"})
# What a union that speaks has of its own, as a Party committee has.
_OF_UNIONS = frozenset({"Ban Chấp hành", "Ban Thường vụ"})
_UNION = re.compile(
    r"(?:Hội (?:Liên hiệp Phụ nữ|Nông dân|Cựu chiến binh)|Đoàn (?:Thanh niên|TNCS)|Công đoàn|Liên đoàn)\b.*"
)
_PROVINCE = frozenset({"tỉnh", "thành phố"})
_COMMITTEES = frozenset({"Thành ủy", "Tỉnh ủy"})
# Organs of a Party committee: without an owner in print they belong to the sender's own committee.
_PARTY_ORGANS = frozenset(
    {
        "Ban Xây dựng Đảng",
        "Ủy ban Kiểm tra",
        "Cơ quan Ủy ban Kiểm tra",
        "Ban Thường vụ",
        "Ban Chấp hành",
        "Ban Tổ chức",
        "Ban Tuyên giáo và Dân vận",
        "Ban Tuyên giáo",
        "Ban Dân vận",
        "Ban Nội chính",
    }
)
#: Departments whose sectors may follow behind a colon, by the words of their group.
_DEPARTMENTS = {"các sở": "Sở", "các bộ": "Bộ"}
_GAP = re.compile(r"(?:(?<=:)\s*|,\s*(?:và\s+)?|\s+và\s+)(?=\w)")
_FIXED_TAILS = frozenset({"phrase", "none"})


def actor_of(match: OrganMatch, sender: Sender) -> Actor:
    """The actor that a printed name denotes, as far as the document tells."""
    surface = match.surface
    if match.kind == "group":
        level = level_of(match) or sender.level
        name = " ".join(surface.replace(":", "").split())
        return Actor(surface, name, ActorKind.GROUP, level, *_scope(match, sender, level))
    if match.locality == "cùng cấp" and sender.level in {"tỉnh", "trung ương"}:
        return Actor(surface, " ".join(surface.split()), ActorKind.GROUP)  # at whose level, the sentence need not tell
    name, level, place, province = _complete(match, sender)
    if (
        name.endswith("Đảng ủy") and sender.level == "tỉnh" and tone_fold(surface).endswith("đảng ủy")
    ):  # of no commune that the words name: of all of them
        return Actor(surface, " ".join(surface.split()), ActorKind.GROUP, level, place, province)
    kind = ActorKind.POST if match.kind == "post" else ActorKind.UNIT
    return Actor(surface, name, kind, level, place, province)


def actors_in(text: str, start: int, end: int, sender: Sender) -> Iterator[tuple[Actor, int, int]]:
    """Every actor named in ``text[start:end]`` with its span, left to right, none inside another."""
    matches = names.organs_in(text[start:end])
    if sender.level == "trung ương" and len(matches) > 1:
        matches = _sharing(matches, text[start:end])
    for match in matches:
        listed = list(sectors_of(text, match, start, end))
        for one in listed or [match]:
            yield actor_of(one, sender), one.start + start, one.end + start


def sectors_of(text: str, group: OrganMatch, start: int, end: int) -> Iterator[OrganMatch]:
    """The departments told by their sectors behind a colon: 'Các Sở: Tài chính, Nội vụ' is Sở Tài chính, Sở Nội vụ.

    The spans of ``group`` and of what is found count from ``start``.
    """
    head = _DEPARTMENTS.get(tone_fold(group.surface)) if group.kind == "group" else None
    at = group.end + start
    if head is None or text[at : at + 1] != ":":
        return
    at += 1
    while (gap := _GAP.match(text, at, end)) is not None:
        at = gap.end()
        told = f"{head} {text[at:end]}"
        found = names.organ_at(told, 0)
        if found is None or found.kind != "unit" or found.end <= len(head) or found.head == head:
            return
        moved = at - len(head) - 1 - start
        stop = found.end + moved
        yield found._replace(start=at - start, end=stop, surface=text[at : stop + start])
        at = stop + start


def _sharing(matches: list[OrganMatch], text: str) -> list[OrganMatch]:
    """The centre has no place of its own: in 'Tỉnh ủy, HĐND, UBND tỉnh Lào Cai' the last name tells it for all."""
    out = matches[-1:]
    for match in reversed(matches[:-1]):
        after = out[-1]
        bare = match.kind == "unit" and not (match.place or match.locality or match.rest or match.owner)
        local = match.entry.level in {"", "tỉnh"} and match.entry.tail in {"place", "organ"}
        joined = text[match.end : after.start].strip() in {",", "và"}
        told = after.place and (after.locality in _PROVINCE or after.head in _COMMITTEES)
        if bare and local and joined and told:
            out.append(
                match._replace(
                    locality="" if match.head in _COMMITTEES else after.locality or _kind(after),
                    place=after.place,
                )
            )
        else:
            out.append(match)
    return out[::-1]


def _kind(committee: OrganMatch) -> str:
    return "thành phố" if committee.head == "Thành ủy" else "tỉnh"


def level_of(match: OrganMatch) -> str:
    """The level that the name itself tells: 'trung ương', 'tỉnh', 'xã', 'chi bộ', or ''."""
    if match.locality in _COMMUNE:
        return "chi bộ" if match.head == "Chi bộ" else "xã"
    if match.locality in _PROVINCE or match.head in _COMMITTEES:
        return "tỉnh"
    if match.owner is not None and (inner := level_of(match.owner)):
        return inner
    return match.entry.level


def _scope(match: OrganMatch, sender: Sender, level: str) -> tuple[str, str]:
    """Place and province of a group: its own where printed, else the sender's."""
    if match.place and match.locality in _COMMUNE:
        return proper_name(match.place), match.province or sender.province
    return (sender.place if level in {"xã", "chi bộ", ""} else ""), sender.province


def _complete(match: OrganMatch, sender: Sender) -> tuple[str, str, str, str]:
    """Official name, level, place and province of a unit or post."""
    if match.owner is not None:
        if sender.locality and match.owner.surface.lower() == sender.locality:
            owner = (sender.commune, "xã", sender.place, sender.province)  # 'Chủ tịch phường': the sender's own
        elif match.owner.kind == "group":
            owner = (" ".join(match.owner.surface.split()), level_of(match), "", sender.province)
        else:
            owner = _complete(match.owner, sender)
            if match.head.startswith("Phòng") and owner[1] == "xã":  # named with and without UBND: one
                owner = (owner[0].removeprefix("Ủy ban nhân dân "), *owner[1:])
        return " ".join(part for part in (match.head, match.rest, owner[0]) if part), *owner[1:]
    stem = " ".join(part for part in (match.head, match.rest) if part)
    if match.place:
        return _placed(stem, match, sender)
    if match.locality in _COMMUNE:
        place = sender.place if sender.locality in {match.locality, ""} else ""
        return _join(stem, match.locality, place), level_of(match), place, sender.province
    if match.locality in _PROVINCE or match.head in _COMMITTEES:
        return _join(stem, match.locality, sender.province), "tỉnh", "", sender.province
    if sender.level in {"tỉnh", "trung ương"} and (match.locality in _HAMLETS or _is_of_hamlets(match)):
        return _join(stem, match.locality), "chi bộ", "", sender.province  # of every hamlet: which, nothing tells
    return _relative(_join(stem, match.locality) if match.locality in _HAMLETS else stem, match, sender)


def _is_of_hamlets(match: OrganMatch) -> bool:
    return match.head.lower().removeprefix("trưởng ") in _HAMLETS


def _placed(stem: str, match: OrganMatch, sender: Sender) -> tuple[str, str, str, str]:
    place = proper_name(match.place) if match.place.isupper() else match.place
    level = level_of(match)
    if level == "chi bộ" or match.locality in _HAMLETS or match.head.lower() in _HAMLETS:
        numbered = f"số {place}" if place.isdigit() else place
        return (
            _join(stem, match.locality.capitalize(), numbered, sender.commune),
            "chi bộ",
            sender.place,
            sender.province,
        )
    if match.locality in _COMMUNE or level == "xã":
        return _join(stem, match.locality, place), level, place, match.province or sender.province
    return _join(stem, match.locality, place), level or "tỉnh", "", place


def _relative(stem: str, match: OrganMatch, sender: Sender) -> tuple[str, str, str, str]:
    """A name without any place: its own level where that is fixed, else the sender's tree."""
    level = match.entry.level or sender.level
    if match.head in _OF_NO_TREE:
        return stem, level, "", ""
    if sender.house and (name := _of_house(stem, match, sender.house)):
        return name, level, *_seat(level, sender)
    unnamed = level == "tỉnh" and match.head.startswith("Phòng")  # of an organ that the words do not name
    if unnamed or level == "trung ương" or match.entry.tail in _FIXED_TAILS:
        return stem, level, *_seat(level, sender)
    if level == "tỉnh":
        return *_of_province(stem, match, sender), "", sender.province
    if sender.cell and match.head.startswith((*_OF_CELLS, *_POSTS)):
        return _of_cell(stem, match, sender), "chi bộ", sender.place, sender.province
    if match.head in _OF_UNIONS and (union := _UNION.search(sender.speaker)) is not None:
        return _join(stem, union.group()), level, *_seat(level, sender)
    if level in {"xã", "chi bộ"}:
        of_committee = match.head in _PARTY_ORGANS or (match.kind == "post" and match.head in _POSTS)
        owner = "Đảng ủy" if of_committee and match.head != "Ban Chấp hành" else ""
        owner = "Đảng bộ" if match.head == "Ban Chấp hành" else owner
        return _join(stem, owner, sender.commune), level, sender.place, sender.province
    return stem, level, *_seat(level, sender)


def _of_province(stem: str, match: OrganMatch, sender: Sender) -> tuple[str, str]:
    """Name and level of what a document of a province names without a place."""
    if (
        match.head == "Đảng ủy"
    ):  # the province's own is Tỉnh ủy or Thành ủy: the one that speaks, or nothing tells whose
        spoken = sender.house if sender.house.startswith("Đảng ủy") else ""
        return spoken or stem, "tỉnh" if spoken else ""
    if match.head in _PARTY_ORGANS:
        committee = "Thành ủy" if sender.city else "Tỉnh ủy" if sender.province else ""
        return _join(stem, committee, sender.province if committee else ""), "tỉnh"
    return _join(stem, sender.province_word), "tỉnh"


def _of_house(stem: str, match: OrganMatch, house: str) -> str:
    """The name of what belongs to the department or ministry that speaks ('Văn phòng Sở', 'Phòng …'); '' of others."""
    kind, _, whose = house.partition(" ")
    if kind not in {"Sở", "Bộ"}:
        its_own = match.head in _OF_FRONTS or match.head.startswith(_POSTS)
        return _join(stem, house) if its_own or (kind == "Đảng" and match.head in _PARTY_ORGANS) else ""
    if match.head.endswith(f" {kind}"):
        return _join(stem, whose)
    return _join(stem, house) if match.head.startswith("Phòng") else ""


def _of_cell(stem: str, match: OrganMatch, sender: Sender) -> str:
    """The name of what belongs to the chi bộ that speaks, or to the hamlet that it leads."""
    if match.head == "Chi bộ":
        return sender.cell
    if match.kind == "post":
        return _join(stem, sender.cell)
    where = sender.cell.removeprefix("Chi bộ ")
    if match.head == "Chi ủy" or not where.lower().startswith(tuple(_HAMLETS)):
        return _join(stem, sender.cell if match.head == "Chi ủy" else sender.commune)
    return _join(stem, where)


def _seat(level: str, sender: Sender) -> tuple[str, str]:
    if level == "trung ương":
        return "", ""
    return (sender.place if level != "tỉnh" else ""), sender.province


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)
