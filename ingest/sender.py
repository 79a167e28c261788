"""Who speaks, and from where: the frame in which a document's relative names ('phường', 'Đảng ủy') have a meaning."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from ingest.cues import Cue
from ingest.layout import Layout
from ingest.marks import is_capitals
from ingest.names.listed import listed_name
from ingest.names.tokens import ROMAN
from ontology import registry
from ontology.fold import tone_fold

__all__ = ["NAME", "Sender", "proper_name", "sender_of"]

_LETTER = r"[A-ZĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ]"
_SMALL = r"[a-zđáàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ]"
NAME = rf"(?:{_LETTER}{_SMALL}+(?:[ -]{_LETTER}{_SMALL}+){{0,3}})"
# whole words only: in a flattened head 'Độc lập' may stand behind the name
_CAPS_WORD = rf"{_LETTER}+(?!{_SMALL})"
_CAPS_NAME = rf"(?:{_CAPS_WORD}(?:[ -]{_CAPS_WORD}){{0,3}})"

_COMMUNE = Cue(rf"\b(?P<kind>[Pp]hường|[Xx]ã|[Đđ]ặc khu|[Tt]hị trấn) (?P<name>{NAME}|\d{{1,2}}\b)", 0)
_COMMUNE_CAPS = Cue(rf"\b(?P<kind>PHƯỜNG|XÃ|ĐẶC KHU|THỊ TRẤN) (?P<name>{_CAPS_NAME}|\d{{1,2}}\b)", 0)
_PROVINCE = Cue(
    rf"\b(?P<kind>[Tt]hành ủy|[Tt]hành uỷ|[Tt]ỉnh ủy|[Tt]ỉnh uỷ|[Tt]hành phố|[Tt]ỉnh|TP\.?) (?P<name>{NAME})", 0
)
_PROVINCE_CAPS = Cue(rf"\b(?P<kind>TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|THÀNH UỶ|THÀNH PHỐ|TỈNH) (?P<name>{_CAPS_NAME})", 0)
# What stands beside the issuer in a flattened head, and what follows a name on its line.
_RIGHT_COLUMN = re.compile(r"\s*(?:[Đđ]ộc lập|ĐỘC LẬP|CỘNG H|ĐẢNG CỘNG|[^\w\s]).*")
_RELATIVE_COMMUNE = Cue(r"\b(?:phường|xã|đặc khu)\b")
_CITY_WORDS = re.compile(r"thành (?:ủy|uỷ|phố)|^tp", re.I)
_NOT_NAMES = frozenset(
    {
        "Ban",
        "Đảng",
        "Ủy",
        "Uỷ",
        "Hội",
        "Mặt",
        "Công",
        "Văn",
        "Bộ",
        "Sở",
        "Nhân",
        "Căn",
        "Nghị",
        "Trung",
        "Thành",
        "Tỉnh",
    }
)
_VERBS = frozenset({"Điện", "Quyết Định", "Quyết Nghị", "Kết Luận", "Thông Báo", "Chỉ Thị", "Yêu Cầu", "Báo Cáo"})
_WORD = re.compile(r"[^\W\d_]+")
# A name in the head weighs more than one in the text, which may speak of other places.
_HEAD_WEIGHT = 20


@dataclass(frozen=True, slots=True)
class Sender:
    """The place a document speaks from.

    ``level`` ('trung ương', 'tỉnh', 'xã', 'chi bộ', ''); ``locality`` the small word of the commune ('phường', 'xã',
    'đặc khu', '') and ``place`` its bare name; ``province`` the province's bare name and ``city`` whether it is a
    centrally-run city. ``cell`` is the name of the chi bộ that speaks ('Chi bộ Tổ dân phố số 5 phường Ngọc Sơn'),
    ``house`` that of the department or ministry ('Sở Nội vụ tỉnh Thanh Hóa'), ``speaker`` that of whoever issues.
    All '' where the text nowhere tells.
    """

    level: str = ""
    locality: str = ""
    place: str = ""
    province: str = ""
    city: bool = False
    cell: str = ""
    house: str = ""
    speaker: str = ""

    @property
    def commune(self) -> str:
        """'phường Ngọc Sơn', 'xã' where only the kind is known, '' where not even that."""
        return " ".join(part for part in (self.locality, self.place) if part)

    @property
    def province_word(self) -> str:
        """'tỉnh Thanh Hóa', 'thành phố Hà Nội'; '' where unknown."""
        return f"{'thành phố' if self.city else 'tỉnh'} {self.province}" if self.province else ""


def proper_name(capitals: str) -> str:
    """A place's name in capitals as it is written in running text: 'NGỌC SƠN' → 'Ngọc Sơn'."""
    return _WORD.sub(lambda match: match[0] if ROMAN.fullmatch(match[0]) else match[0].capitalize(), capitals.strip())


def sender_of(text: str, layout: Layout, level: str) -> Sender:
    """Place and province of the sender, from the head first, then from what the text says most often.

    ``level`` is the level of the issuer, as far as its name tells. A document of the centre has no place.
    """
    if level == "trung ương":
        return Sender(level)
    head = "\n".join(p.text for p in layout.head)
    tail = "\n".join(p.text for p in (*layout.addressees, *layout.recipients))
    province, city = _province(text, head)
    if level == "tỉnh":
        return Sender(level, "", "", province, city)
    locality, place = _commune(text, head)
    if not place and locality:
        place = _dateline_place(head)
    relative = None if locality else _RELATIVE_COMMUNE.search(tail)
    if relative is not None:
        locality = relative.group().lower()
    return Sender(level or ("xã" if locality else ""), locality, place, province, city)


def _dateline_place(head: str) -> str:
    match = re.search(rf"({NAME}),\s*ngày\b", head)
    return match[1] if match else ""


def _commune(text: str, head: str) -> tuple[str, str]:
    counts: Counter[tuple[str, str]] = Counter()
    for match in _COMMUNE_CAPS.finditer(head):
        name = proper_name(_whole(head, match))
        if _may_name(name):
            counts[match["kind"].lower(), name] += _HEAD_WEIGHT
    for source, weight in ((head, _HEAD_WEIGHT), (text, 1)):
        for (kind, name), times in _named(_COMMUNE, source).items():
            if _may_name(name):
                counts[kind.lower(), name] += weight * times
    if counts:
        return max(counts, key=lambda key: (counts[key], key))
    kinds = Counter(match.group().lower() for match in _RELATIVE_COMMUNE.finditer(text))
    return (kinds.most_common(1)[0][0], "") if kinds else ("", "")


def _may_name(name: str) -> bool:
    """Whether these words name a commune: not 'phường Công an', unless the registry lists it ('Văn Miếu'), and not the
    verb of a title in capitals ('ỦY BAN NHÂN DÂN XÃ QUYẾT ĐỊNH:')."""
    return (
        bool(name)
        and name not in _VERBS
        and (name.split(maxsplit=1)[0] not in _NOT_NAMES or listed_name(name, 0) == name)
    )


def _province(text: str, head: str) -> tuple[str, bool]:
    counts: Counter[str] = Counter()
    cities: Counter[str] = Counter()
    columns = (_RIGHT_COLUMN.sub("", line) for line in head.split("\n"))
    capitals = "\n".join(line for line in columns if is_capitals(line))
    for pattern, source, weight in (
        (_PROVINCE_CAPS, capitals, _HEAD_WEIGHT),
        (_PROVINCE, head, _HEAD_WEIGHT),
        (_PROVINCE, text, 1),
    ):
        for (kind, printed), times in _named(pattern, source).items():
            name = proper_name(_trim(printed))
            if not name or name.split()[0] in _NOT_NAMES:
                continue
            sure = times * (weight if pattern is _PROVINCE_CAPS or registry.province_of(name) else 1)
            counts[name] += sure
            cities[name] += sure if _CITY_WORDS.match(tone_fold(kind)) else 0
    if not counts:
        return "", False
    best = max(counts, key=lambda name: (counts[name], name))
    return best, cities[best] * 2 > counts[best]


def _named(pattern: Cue, text: str) -> Counter[tuple[str, str]]:
    """The places that ``pattern`` finds, by kind and name as printed, and how often each."""
    return Counter((match["kind"], _whole(text, match)) for match in pattern.finditer(text))


def _whole(text: str, match: re.Match[str]) -> str:
    """The name of a match, or the longer one that the registry lists there: 'Sơn Kim 1' for 'Sơn Kim'."""
    name = _trim(match["name"])
    listed = listed_name(text, match.start("name"))
    return listed if len(listed) > len(name) else name


@lru_cache(maxsize=4096)
def _trim(name: str) -> str:
    """A name in capitals runs on into the next column of a flattened head ('THANH HÓA ĐẢNG CỘNG SẢN')."""
    return re.split(r"\s(?:ĐẢNG|CỘNG|Đảng|CỘNG HÒA|ỦY|UỶ|ĐỘC|SỐ)\b", name)[0]
