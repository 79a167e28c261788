"""What the name of a file says of its secrecy, its folders and the members of containers included."""

import functools
import re
from pathlib import PurePosixPath
from typing import Final

from ingest.gate.words import Weight, plain, words
from ontology.fold import fold

__all__ = ["weight_of_name"]

_SUFFIX: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_WORD: Final = re.compile(r"[^\W_]+")
_PIECE: Final = re.compile(r"[_.,;+]|\s[-–—]\s|(?<=\d)-|-(?=\d)|[()\[\]{}]")
_MARK: Final = r"(?:(?:tuyệt|tối)[\s_.-]*)?mật"
_BARE: Final = r"(?:(?:tuyet|toi)[\s_.-]*)?mat"
_BRACKETED: Final = re.compile(rf"[(\[{{]\s*(?P<mark>{_MARK}|{_BARE})\s*[)\]}}]", re.I)
_TWO: Final = re.compile(r"(?<![^\W_])(?:(?:tuyệt|tối)[\s_.-]*mật|(?:tuyet|toi)[\s_.-]*mat)(?![^\W_])", re.I)
_LABEL: Final = re.compile(
    rf"(?<![^\W_])(?:độ[\s_.-]*mật|do[\s_.-]*mat)[\s_.:=-]*(?P<level>{_MARK}|{_BARE}|[abc])?(?![^\W_])", re.I
)
_PAPER: Final = re.compile(
    r"(?:tài liệu|văn bản|công văn|hồ sơ|công điện|báo cáo) mật(?=$|[\s_.,-]*(?:số\b|\d|$))", re.I
)
# A rule about papers with a level names levels; it bears none.
_ABOUT: Final = re.compile(r"bi[\s_.-]*mat|danh[\s_.-]*muc|giai[\s_.-]*mat|bao[\s_.-]*mat|do[\s_.-]*mat[\s_.-]*cua")


def weight_of_name(name: str) -> Weight:
    """The weight of a name, '/' between folders; the heaviest part decides."""
    return max((_of_part(plain(part)) for part in PurePosixPath(name).parts), default=Weight.OPEN)


@functools.lru_cache(maxsize=512)  # folders repeat
def _of_part(part: str) -> Weight:
    stem = _SUFFIX.sub("", part)
    bare = fold(stem)
    if "mat" not in bare.replace(" ", ""):
        return Weight.OPEN
    if found := _BRACKETED.search(stem):
        return _certain(found["mark"])
    about = bool(_ABOUT.search(bare))
    found = _LABEL.search(stem)
    if found and (found["level"] or found[0].strip() == stem.strip()) and not re.search(r"bi[\s_.-]*mat", bare):
        return Weight.SECRET if found["level"] else Weight.HELD
    found = _TWO.search(stem)
    if found and not about and not stem[found.end() :].lower().startswith((" thư", "_thu", " thu")):
        return _certain(found[0])
    if _PAPER.match(stem.strip()):
        return Weight.SECRET
    return max(_of_words(stem), _of_pieces(stem))


def _certain(mark: str) -> Weight:
    """Letters with accents or with a capital are a mark; all small and bare, they may be others."""
    return Weight.HELD if mark.isascii() and mark == mark.lower() else Weight.SECRET


def _of_pieces(stem: str) -> Weight:
    """MẬT, Mật or mật between two separators."""
    pieces = {piece.strip(" -–—") for piece in _PIECE.split(stem)}
    return Weight.SECRET if pieces & {"MẬT", "Mật", "mật"} or stem.strip() in ("MAT", "Mat") else Weight.OPEN


def _of_words(stem: str) -> Weight:
    """MẬT in capitals apart from its compounds; at either end Mật, or MAT beside a number or a code."""
    table, found = words(), _WORD.findall(stem)
    weight = Weight.OPEN
    for at, word in enumerate(found):
        before = found[at - 1].upper() if at else ""
        after = found[at + 1].upper() if at + 1 < len(found) else ""
        if word == "MẬT" and before not in table.before and after not in table.after:
            return Weight.SECRET
        if word.lower() not in ("mat", "mật") or (before and after):
            continue
        beside = before or after
        if beside.isdigit() or beside in table.codes:
            weight = max(weight, Weight.HELD if word == "mat" else Weight.SECRET)
    return weight
