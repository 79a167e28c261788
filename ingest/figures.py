"""Figures: targets a document sets and results it reports, with comparator and measure."""

import re
from collections.abc import Iterator, Sequence

from ingest.cues import Cue
from ingest.outline import Block
from ingest.verbs import pattern
from ontology.model import Evidence, Figure

__all__ = ["results_of", "targets_of"]

_DIGIT = re.compile(r"\d")
_VALUE = r"(?P<value>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
_MEASURE = r"(?P<measure>%|‰|[^\W\d_]+(?:\s+[^\W\d_]+){0,4})"
_TARGET = (
    r"(?<!\w)(?P<word>{at least|at most|reaches})\s+(?:là\s+|tỷ lệ\s+|có\s+)?"
    + _VALUE
    + r"\s*(?:\([^)]*\)\s*)?"
    + _MEASURE
)
_SHARE = Cue(rf"(?<![\d.,/]){_VALUE}\s*(?P<measure>%)(?P<rest>\s+[^\W\d_]+(?:\s+[^\W\d_]+){{0,4}})?")
_RESULT = re.compile(rf"(?<![\d.,/\-–])(?<!-\s){_VALUE}(?:\s?/\s?(?P<whole>\d{{1,3}}(?:\.\d{{3}})+|\d+))?\s*{_MEASURE}")
_NOT_BEFORE = re.compile(
    r"(?:tháng|ngày|năm|quý|số|đợt|khóa|khoá|lần(?: thứ)?|Điều|khoản|mục|điểm|kỳ họp thứ|nhiệm kỳ|giai đoạn|thứ|quốc lộ"
    r"|đường|tổ|lớp|trú tại|địa chỉ(?: tại)?:?|ngõ|ngách|hẻm|kiệt)\s*$|[/\-–,]\s*$",
    re.I,
)
# 'đảng bộ (có) dưới 500 đảng viên', 'hộ có trên 2 lao động': which of them are meant, not what is to be reached
_CONDITION = re.compile(
    r"(?:đảng bộ|chi bộ|xã|phường|nơi|đơn vị|cơ quan|hộ|trường|tổ dân phố|thôn|doanh nghiệp"
    r"|công trình|dự án)(?: có)? $",
    re.I,
)
_ADDRESS = re.compile(r"(?:đường|phố|ngõ|ngách|hẻm|kiệt|khu phố|tổ dân phố|thôn)\b", re.I)
_NOT_MEASURES = frozenset({"cấp", "ngày", "tháng", "năm", "giờ", "phút", "quý", "tuần", "và", "đến", "của", "đã", "về"})
_STOP = frozenset(
    {"và", "được", "đã", "để", "cho", "theo", "trong", "trên", "với", "tại", "của", "là", "đạt", "gắn", "thuộc"}
    | {"đến", "từ", "có", "ở", "do", "bằng", "sau", "trước", "ngay", "còn", "nhằm", "như", "vào"}
)


def targets_of(text: str, blocks: Sequence[Block]) -> tuple[Figure, ...]:
    """Figures set for the future: 'ít nhất 05 mô hình', 'đạt trên 95% hồ sơ'. Parts that report results hold none."""
    found: list[Figure] = []
    for block in blocks:
        if block.part not in {"results", "aims"}:
            found += _targets(text, block)
    return tuple(found)


def results_of(text: str, blocks: Sequence[Block], kind: str) -> tuple[Figure, ...]:
    """Figures achieved, from parts that report results, and from a report's (BC) parts that set no tasks."""
    found: list[Figure] = []
    for block in blocks:
        if block.part == "results" or (kind == "BC" and block.part not in {"tasks", "targets"}):
            found += _results(text, block)
    return tuple(found)


def _targets(text: str, block: Block) -> Iterator[Figure]:
    p = block.paragraph
    if _DIGIT.search(text, p.words_start, p.end) is None:
        return
    ends: list[int] = []
    for match in _target_matches(text, p.words_start, p.end):
        measure = _measure(match)
        if not measure or (match["word"].lower() == "từ" and measure != "%"):
            continue
        ends.append(match.end())
        end = match.start("measure") + len(measure)
        word = match["word"].lower()
        comparator = _comparator(word)
        evidence = Evidence(match.start(), end, text[match.start() : end], "figure.target")
        yield Figure(_number(match["value"]), measure, evidence, comparator, None, block.path)
    if block.part != "targets":
        return
    for match in _SHARE.finditer(text, p.words_start, p.end):
        if not any(match.start() < end for end in ends[-1:]):
            evidence = Evidence(
                match.start(), match.end("measure"), text[match.start() : match.end("measure")], "figure.target"
            )
            yield Figure(_number(match["value"]), "%", evidence, "=", None, block.path)


def _target_matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Figures with a word of comparison; behind a condition the search goes on within its words."""
    place = start
    while (match := pattern(_TARGET).search(text, place, end)) is not None:
        condition = match["measure"] != "%" and _CONDITION.search(text[max(start, match.start() - 24) : match.start()])
        place = match.start("measure") if condition else match.end()
        if not condition:
            yield match


def _results(text: str, block: Block) -> Iterator[Figure]:
    p = block.paragraph
    for match in _RESULT.finditer(text, p.words_start, p.end):
        measure = _measure(match)
        if match["value"] == "24" and match["whole"] == "7":
            continue  # '24/7' is a way of working
        if match["whole"] and _ADDRESS.match(match["measure"]):
            continue
        if not measure or _NOT_BEFORE.search(text[max(p.start, match.start() - 24) : match.start()]):
            continue
        end = match.start("measure") + len(measure)
        evidence = Evidence(match.start(), end, text[match.start() : end], "figure.result")
        whole = _number(match["whole"]) if match["whole"] else None
        yield Figure(_number(match["value"]), measure, evidence, "=", whole, block.path)


def _comparator(word: str) -> str:
    if pattern("{at most}").fullmatch(word):
        return "<="
    return ">=" if pattern("{at least}").fullmatch(word) else "="


def _measure(match: re.Match[str]) -> str:
    """The unit of measure: the words up to the first that cannot belong to it; '' where none is left."""
    words = match["measure"].split(" ") if match["measure"] not in "%‰" else [match["measure"]]
    kept: list[str] = []
    for word in words:
        if word.lower() in _STOP or (kept and word[0].isupper() and not word.isupper()):
            break
        kept.append(word)
    if not kept or kept[0].lower() in _NOT_MEASURES:
        return ""
    return match["measure"][: len(" ".join(kept))]


def _number(text: str) -> float:
    """'3.114' → 3114, '95,5' → 95.5, '05' → 5."""
    return float(text.replace(".", "").replace(",", "."))
