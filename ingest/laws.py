"""Step 4e, laws: named as State documents name them, by name and day, or by name and year, mostly without a number.

'Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025' is one law, a law of that name of another day another,
and the law that amends it a third. Where name and day are in the table of laws its number is known; else name and day
are all that is told. A bill ('dự án Luật …', 'Luật … (sửa đổi)') is no law. How long a name without day, year or number
is, only the table can tell.
"""

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import data
from ingest.citations import relation_alone
from ingest.codes import codes_in
from ingest.dates import DATE, dates_in
from ingest.script import folded
from ontology.fold import tone_fold
from ontology.model import Code, Evidence, Named, NamedKind

__all__ = ["laws_in"]

_WORDS = {"bộ luật": "Luật", "luật": "Luật", "pháp lệnh": "PL", "hiến pháp": "HP", "điều lệ đảng": "ĐLĐ"}
_LONGEST = 28
_SENTENCE = re.compile(
    r"\b(?:Luật|Nghị định|Nghị quyết|của|theo|tại|Điều|khoản|này|có|từ|được|do|quy định|thông qua|hiện hành)\b"
)
# A name that the table does not hold is as long as what stands before its day, year or number.
_TOLD = re.compile(
    r"(?P<name>\s[^;.:\n|()“”\"]{3,220}?)(?=,?\s+số\s*:?\s*\d{1,3}/(?:19|20)\d\d/|,?\s+ngày\s+\d|\s+năm\s+(?:19|20)\d\d"
    r"|\s+\((?:số\s+\d|(?:năm\s+)?(?:19|20)\d\d\)))"
)
# A law that amends others is as long as what stands before its own day; numbers within are those of the others.
_AMENDS = re.compile(r"\s+sửa đổi\b[^;\n|]{5,500}?(?=,?\s+ngày\s+\d)", re.I)
_NUMBER = re.compile(r"\s*[,(]?\s*số\s*:?\s*(?=\d)", re.I)
_DAY = re.compile(rf"\s*[,)]?\s*(?:được\s+(?:thông qua|ban hành)\s+)?ngày\s+(?={DATE})", re.I)
_YEAR = re.compile(r"\s*(?:\(\s*(?:năm\s+)?|,?\s*năm\s+)(?P<year>(?:19|20)\d\d)\)?(?!\d)", re.I)
_BILL = re.compile(
    r"(?:dự án|dự thảo|xây dựng|hoàn thiện|đề xuất|đề nghị xây dựng|nghiên cứu)\s+(?:các\s+)?(?:dự (?:án|thảo)\s+)?$",
    re.I,
)
# What may follow a whole name: 'Luật Giáo dục' does not stand in 'Luật Giáo dục đại học'.
_ENDS = re.compile(
    r"\s*(?:[^\w\s]|$)|(?<=,)|\s+(?:và|hoặc|để|năm|ngày|số|được|đã|có|trong|theo|tại|quy định|hiện hành|nhằm|là|do|của"
    r"|với|cho|cùng|khi|bao gồm|ở|phù hợp|sửa đổi|phải|không|thì|nước)\b",
    re.I,
)
_REVISED = re.compile(r"\s*\(\s*sửa đổi", re.I)


@dataclass(frozen=True, slots=True)
class _Law:
    name: str
    code: str
    day: date


@functools.cache
def _table() -> dict[str, tuple[_Law, ...]]:
    rows = tomllib.loads(data.path("words", "laws.toml").read_text(encoding="utf-8"))["entry"]
    found: dict[str, tuple[_Law, ...]] = {}
    for row in rows:
        law = _Law(row["name"], row["code"], row["date"])
        key = tone_fold(law.name)
        found[key] = (*found.get(key, ()), law)
    return found


@functools.cache
def _known() -> tuple[tuple[str, int], ...]:
    """The names of the table with the number of their words, the longest first."""
    return tuple((key, len(key.split())) for key in sorted(_table(), key=lambda key: (-len(key), key)))


def laws_in(text: str, lead_end: int) -> tuple[Named, ...]:
    """The laws that a text names, those of one name and day together, left to right."""
    found: dict[tuple[str, str, int, date | None], Named] = {}
    end = 0
    for start, after, kind in _law_words(text):
        if start < end:
            continue
        law = _law(text, start, after, kind, lead_end)
        if law is None:
            continue
        end = law.evidence.end
        key = (tone_fold(law.name), law.code.text, law.year, law.date)
        found[key] = replace(found[key], mentions=(*found[key].mentions, *law.mentions)) if key in found else law
    return tuple(_as_told_above(list(found.values())))


def _as_told_above(laws: list[Named]) -> Iterator[Named]:
    """A name alone means the one law of that name that the document tells more of."""
    full = Counter(tone_fold(law.name) for law in laws if _is_full(law))
    alone = {tone_fold(law.name): law.mentions for law in laws if not _is_full(law)}
    for law in laws:
        key = tone_fold(law.name)
        if full[key] != 1:
            yield law
        elif _is_full(law):
            yield replace(law, mentions=(*law.mentions, *alone.get(key, ())))


def _is_full(law: Named) -> bool:
    return bool(law.code.text or law.date or law.year)


def _law_words(text: str) -> Iterator[tuple[int, int, str]]:
    low = folded(text)
    places: dict[int, tuple[int, str]] = {}
    for word, kind in _WORDS.items():
        at = low.find(word)
        while at >= 0:
            end = at + len(word)
            whole = (at == 0 or not text[at - 1].isalnum()) and not text[end : end + 1].isalnum()
            if whole and text[at].isupper() and not low[max(0, at - 3) : at].endswith("bộ "):
                places.setdefault(at, (end, kind))
            at = low.find(word, end)
    return ((start, *places[start]) for start in sorted(places))


def _law(text: str, start: int, after: int, kind: str, lead_end: int) -> Named | None:
    named = _name(text, start, after, kind)
    if named is None or _BILL.search(text, max(0, start - 40), start) or _REVISED.match(text, named[1]):
        return None
    name, end = named
    code, end = _number(text, end)
    day, end = _day(text, end)
    year, end = (0, end) if day else _year(text, end)
    known = [law for law in _table().get(tone_fold(name), ()) if law.code == code.text and code.text] or [
        law for law in _table().get(tone_fold(name), ())
        if (law.day == day if day else law.day.year == year) and not code.text
    ]  # fmt: skip
    if len(known) == 1:
        law = known[0]
        code, day = (_code(law.code) if law.code else code), law.day
    relation, first = relation_alone(text, start, start < lead_end)
    evidence = Evidence(first, end, text[first:end], "citation.law")
    year = 0 if day else year
    return Named(NamedKind.NAME, kind, "", name, code, day, None, relation, evidence, (), (evidence,), year)


def _name(text: str, start: int, after: int, kind: str) -> tuple[str, int] | None:
    """The whole name that begins at ``start`` and where it ends."""
    if kind == "HP":
        country = re.compile(r"\s+nước Cộng h(?:òa|oà) xã hội chủ nghĩa Việt Nam", re.I).match(text, after)
        return "Hiến pháp", country.end() if country else after
    if kind == "ĐLĐ":
        whole = re.compile(r"\s+Cộng sản Việt Nam", re.I).match(text, after)
        return "Điều lệ Đảng Cộng sản Việt Nam", whole.end() if whole else after
    if re.compile(r"\s+sửa đổi\b", re.I).match(text, after):
        amending = _AMENDS.match(text, after)
        return (" ".join(text[start : amending.end()].split()), amending.end()) if amending is not None else None
    told = _TOLD.match(text, after)
    if told is not None and _is_name(told["name"]):
        return " ".join(text[start : told.end()].split()), told.end()
    return _tabled(text, start)


def _is_name(words: str) -> bool:
    """Whether words that stand before a day, year or number are a law's name and not a sentence about one."""
    parts = words.split()
    if not parts or len(parts) > _LONGEST:
        return False
    if any(tone_fold(words) == key.partition("luật ")[2] for key in _table()):
        return True  # commas and small initials stand in names that the table holds
    return parts[0][0].isupper() and "," not in words and _SENTENCE.search(words) is None


def _tabled(text: str, start: int) -> tuple[str, int] | None:
    """A name of the table that stands here, the longest one."""
    window = text[start : start + 160]
    stops = [match.end() for match in re.finditer(r"[^\W\d_]+[,]?", window)]
    folds: dict[int, str] = {}
    for key, count in _known():
        if len(stops) < count:
            continue
        stop = stops[count - 1]
        if count not in folds:
            folds[count] = tone_fold(window[:stop]).rstrip(",")
        if folds[count] == key and _ENDS.match(window, stop):
            stop -= window[:stop].endswith(",")
            return " ".join(window[:stop].split()), start + stop
    return None


def _number(text: str, end: int) -> tuple[Code, int]:
    cue = _NUMBER.match(text, end)
    found = next(codes_in(text, cue.end(), cue.end() + 30), None) if cue else None
    if cue is None or found is None or found.start != cue.end():
        return Code("", "", ""), end
    return found.code, found.end


def _day(text: str, end: int) -> tuple[date | None, int]:
    cue = _DAY.match(text, end)
    found = next(dates_in(text, cue.end(), cue.end() + 40), None) if cue else None
    return (found.value, found.end) if cue and found and found.start == cue.end() else (None, end)


def _year(text: str, end: int) -> tuple[int, int]:
    match = _YEAR.match(text, end)
    return (int(match["year"]), match.end()) if match else (0, end)


def _code(text: str) -> Code:
    return next(codes_in(text)).code
