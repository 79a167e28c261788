"""Step 4d, short forms: a directive named by type and number alone ('Nghị quyết 18'), or by 'Văn bản trên'.

What the document itself cites with its whole number is meant where exactly one such directive has that type and number;
else the store may tell (:mod:`graph.elimination`). A number behind a type word is more often a quantity ('Kế hoạch 5
năm', 'Thông báo 15 ngày'), a year or a place in a list: two figures at least, and nothing behind them that they count.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import names
from ingest.actors import actor_of
from ingest.citations import relation_alone
from ingest.codes import codes_in
from ingest.dates import dates_in
from ingest.script import Script
from ingest.sender import Sender
from ontology.model import Actor, Citation, Code, Evidence, Named, NamedKind

__all__ = ["short_forms"]

_WORDS = {
    "nghị quyết": "NQ", "chỉ thị": "CT", "kết luận": "KL", "đề án": "ĐA", "quyết định": "QĐ", "quy định": "QyĐ",
    "hướng dẫn": "HD", "kế hoạch": "KH", "chương trình": "CTr", "chương trình hành động": "CTr", "thông báo": "TB",
    "công văn": "CV", "nghị định": "NĐ", "thông tư": "TT", "văn bản": "",
}  # fmt: skip
_NUMBER = re.compile(
    r"\s+(?:số\s+)?(?P<number>\d{2,4})(?P<organ>/(?:CP|TTg|TW|TU)\b)?(?![^\W⁰¹²³⁴-⁹]|%)(?!\s?[-–/]\s?[A-ZĐ\d])(?![.,]\d)"
    r"(?=[⁰¹²³⁴-⁹]|\s*(?:[,.;:)|\]”\"’…]|$)"
    r"|\s+(?:của|về|ngày(?=\s+\d)|khóa|khoá|\(khóa|\(khoá|và|hoặc|đã|được|do|theo|nêu trên|nói trên)(?!\w))"
)
_POINTS_BACK = re.compile(
    r"\s+(?:nói trên|nêu trên|đã nêu(?: trên| ở trên)?(?!\w)|trên(?=\s*[,.;)]|\s+(?:để|và|đến|cho|theo)\s))"
)
_OF = re.compile(r"\s*(?:,?\s*ngày\s+[\d/\s.thángnăm-]{6,30})?\s*,?\s*của\s+", re.I)
_CENTRAL = {"/CP": "Chính phủ", "/TTg": "Thủ tướng Chính phủ", "/TW": ""}
_YEARS = range(1900, 2100)


def short_forms(
    text: str, lead_end: int, sender: Sender, citations: Sequence[Citation], own: tuple[str, Code]
) -> tuple[Named, ...]:
    """The short forms of a text, those of one type and number together; ``own`` are the document's type and code."""
    codes = list(codes_in(text))
    found: dict[tuple[NamedKind, str, str, str], Named] = {}
    for start, end, kind in _type_words(text):
        one = _numbered(text, (start, end), kind, (lead_end, sender), citations, own) or _back(
            text, (start, end), kind, citations
        )
        if one is None:
            continue
        last = bisect_left(codes, one.evidence.end, key=lambda code: code.start) - 1  # that begins before its end
        if last >= 0 and start < codes[last].end:
            continue
        place = str(one.evidence.start) if one.kind is NamedKind.ANAPHOR else ""
        key = (one.kind, one.type, one.number, one.code.text or place)
        found[key] = _joined(found[key], one) if key in found else one
    return tuple(sorted(found.values(), key=lambda named: named.evidence.start))


def _type_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Every type word with a capital, the longest at its place, left to right."""
    script = text if type(text) is Script else Script(text)
    places: dict[int, tuple[int, str]] = {}
    for word, kind in _WORDS.items():
        for at in script.places(word):
            end = at + len(word)
            if text[at].isupper() and (at == 0 or not text[at - 1].isalnum()) and end > places.get(at, (0, ""))[0]:
                places[at] = end, kind
    return ((start, *places[start]) for start in sorted(places))


def _numbered(
    text: str,
    word: tuple[int, int],
    kind: str,
    frame: tuple[int, Sender],
    citations: Sequence[Citation],
    own: tuple[str, Code],
) -> Named | None:
    match = _NUMBER.match(text, word[1]) if kind else None
    if match is None or (len(match["number"]) == 4 and int(match["number"]) in _YEARS):
        return None
    number = match["number"]
    if kind == own[0] and _figures(own[1]) == number.lstrip("0"):
        return None
    told = _same_number(citations, kind, number)
    issuer, end = _issuer(text, match, frame[1])
    day = next((d.value for d in dates_in(text, match.end(), end) if d.year_given), None)
    relation, start = relation_alone(text, word[0], word[0] < frame[0])
    rule = "citation.short-here" if len(told) == 1 else "citation.short"
    evidence = Evidence(start, end, text[start:end], rule)
    code, others = (told[0], ()) if len(told) == 1 else (Code(number, "", ""), tuple(told))
    return Named(NamedKind.SHORT, kind, number, "", code, day, issuer, relation, evidence, others, (evidence,))


def _back(text: str, word: tuple[int, int], kind: str, citations: Sequence[Citation]) -> Named | None:
    """'Văn bản trên', 'Kế hoạch nêu trên': the one directive (of that type) named before, here or at all."""
    match = _POINTS_BACK.match(text, word[1])
    if match is None:
        return None
    line = text.rfind("\n", 0, word[0]) + 1
    fitting = [c for c in citations if not kind or c.type == kind]
    here = _before(fitting, line, word[0])
    codes = here if len(here) == 1 else _before(fitting, 0, word[0])
    evidence = Evidence(word[0], match.end(), text[word[0] : match.end()], "citation.anaphor")
    if not codes:
        return None
    code, others = (codes[0], ()) if len(codes) == 1 else (Code("", "", ""), tuple(codes))
    relation, _ = relation_alone(text, word[0], False)
    return Named(NamedKind.ANAPHOR, kind, "", "", code, None, None, relation, evidence, others, (evidence,))


def _before(citations: Sequence[Citation], floor: int, end: int) -> list[Code]:
    named = {c.code.text: c.code for c in citations if any(floor <= m.end <= end for m in c.mentions)}
    return [named[text] for text in sorted(named)]


def _same_number(citations: Sequence[Citation], kind: str, number: str) -> list[Code]:
    """What the document cites with this number and type; a scheme also by the decision that approves it."""
    same = {c.code.text: c for c in citations if _figures(c.code) == number.lstrip("0")}
    name = next((word for word, id_ in _WORDS.items() if id_ == kind), "")
    approved = re.compile(rf"(?:phê duyệt|ban hành)\s+{name}", re.I)
    return [c.code for c in same.values() if c.type == kind or approved.match(c.subject)]


def _figures(code: Code) -> str:
    match = re.match(r"\d+", code.number)
    return match.group().lstrip("0") if match else ""


def _issuer(text: str, match: re.Match[str], sender: Sender) -> tuple[Actor | None, int]:
    if match["organ"]:
        name = _CENTRAL.get(match["organ"])
        actor = Actor(match["organ"][1:], name or match["organ"][1:], level="trung ương") if name is not None else None
        return actor, match.end()
    cue = _OF.match(text, match.end())
    organ = names.organ_at(text, cue.end()) if cue else None
    if organ is None or organ.kind == "group":
        return None, match.end()
    return actor_of(organ, sender), organ.end


def _joined(one: Named, other: Named) -> Named:
    issuer, day = one.issuer or other.issuer, one.date or other.date
    return replace(one, issuer=issuer, date=day, mentions=(*one.mentions, *other.mentions))
