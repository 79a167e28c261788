"""The gate: a document that bears a mark of State secrecy is refused before anything of it is read further.

Levels by Luật Bảo vệ bí mật nhà nước (117/2025/QH15): MẬT, TỐI MẬT, TUYỆT MẬT. A mark stands alone, in capitals, on a
line or in a column of one; words that only contain it (bảo mật, bí mật nhà nước, mật độ) do not fire.
"""

import re
import unicodedata

from ontology.issue import Issue, Severity

__all__ = ["secrecy"]

_MARKS = frozenset({"MẬT", "TỐIMẬT", "TUYỆTMẬT", "TOIMAT", "TUYETMAT"})
# The same marks in undecoded TCVN3 (ABC) fonts.
_UNDECODED = frozenset({"MËT", "TèIMËT", "TUYÖTMËT", "TÌIMËT", "mËt", "tèimËt", "tuyÖtmËt"})
_COLUMNS = re.compile(r" {3,}|\t+|\|")
_DECORATION = re.compile(r"[\s\u200b\u00ad*_#>~.\-–—()\[\]“”\"']+")
_LEVEL = re.compile(r"\W*độ mật\s*:?\s*(?:tuyệt mật|tối mật|mật)\W*$", re.I)


def secrecy(text: str, file: str) -> Issue | None:
    """A refusal where ``text`` bears a secrecy mark, else None. The issue holds no word of the document."""
    for line in unicodedata.normalize("NFC", text).splitlines():
        if _LEVEL.match(line) or any(_is_mark(column) for column in _COLUMNS.split(line)):
            return Issue(
                "secret",
                "văn bản mang dấu chỉ độ mật; hệ thống không lưu và không đọc tiếp",
                file,
                "xử lý theo quy định về bảo vệ bí mật nhà nước, không đưa lên máy này",
                Severity.REFUSAL,
            )
    return None


def _is_mark(column: str) -> bool:
    if not 0 < len(column) < 60:
        return False
    letters = _DECORATION.sub("", column).translate({0xD0: "Đ"})
    return letters in _MARKS or letters in _UNDECODED
