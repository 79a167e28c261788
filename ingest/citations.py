"""Citations: what the document says of each directive it mentions, and what one title says of another."""

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import data
from ingest.mentions import LIST_JOINT, Mention
from ontology.model import Actor, Citation, Code, Evidence, Grade, PassingEdge, Relation

__all__ = ["citations_of", "relation_alone", "strength"]

_LIST_HEAD = re.compile(r"(?<!\w)(?:các|hai|ba|những|một số)\s+[^,;.\n]{2,90}:\s*$", re.I)
_OPENS = re.compile(
    r"\s*(?:[-–+]\s*)?(?P<word>thực hiện|căn cứ|triển khai thực hiện|triển khai|thi hành|để thực hiện"
    r"|nhằm thực hiện)\b",
    re.I,
)
# A semicolon right before the mention parts two members of one list. One set of signs is quicker to look for than two.
_BREAK = re.compile(r"[.!?;](?:(?<!;)(?=\s)|(?<=;)(?=\s+\S))")
_LONGEST_SENTENCE = 1500
_FROM_BELOW = frozenset({"TTr", "BC"})
_CHANGES = frozenset({Relation.AMENDS, Relation.REPLACES, Relation.REPEALS})
# 'đã được sửa đổi … theo', 'dự thảo Nghị định sửa đổi …': somebody else's change.
_PASSIVE = re.compile(
    r"(?:\bđược|\bdự thảo[^.;]{0,60}|\bđề xuất|\bkiến nghị|\bxây dựng[^.;]{0,40}|\bban hành)\s*$", re.I
)
_CHANGED_BY = re.compile(
    r"[^.;]{0,60}\bđược sửa đổi(?:,? bổ sung)?[^.;]{0,60}?\b(?:bởi|tại|theo|bằng)\b[^.;]{0,40}$", re.I
)
_THIS = re.compile(r"\b(?:này|nêu trên)\b")
_ENDS = re.compile(r"[^.;]{0,250}?\bhết hiệu lực\b", re.I)
# Words further than this from the number they govern are no proof a reader would accept.
_LONGEST_PROOF = 400
# How many earlier mentions may hold a title that runs over one.
_NEAR = 8
_OF_TITLES = frozenset({Relation.IMPLEMENTS, Relation.AMENDS, Relation.REPLACES, Relation.REPEALS})


@functools.cache
def _cues() -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    table = tomllib.loads(data.path("words", "relations.toml").read_text(encoding="utf-8"))
    return tuple((Relation(e["relation"]), re.compile(rf"(?<!\w)(?:{e['pattern']})\s*$", re.I)) for e in table["entry"])


@functools.cache
def _passed_on() -> re.Pattern[str]:
    table = tomllib.loads(data.path("words", "relations.toml").read_text(encoding="utf-8"))
    return re.compile(table["passed_on"]["pattern"], re.I)


def strength(relation: Relation) -> int:
    """The rank of a relation among several stated of one directive: smaller is stronger."""
    return [kind for kind, _ in _cues()].index(relation)


class _Stated(NamedTuple):
    """What is said of a mention, and where the words that say so begin; ``end``: where they end, if behind it."""

    relation: Relation
    start: int
    end: int = 0


def citations_of(
    text: str, mentions: Sequence[Mention], own: Code, own_date: date | None, skip: tuple[int, int]
) -> tuple[tuple[Citation, ...], tuple[PassingEdge, ...]]:
    """All mentions of one directive as one citation, and the relations stated between two other directives.

    ``own`` and ``own_date`` are the document's own code and day, ``skip`` the span of its own number: none is a
    citation, but the same code of another day is.
    """
    others = [
        m
        for m in mentions
        if not (skip[0] <= m.found.start < skip[1])
        and not (own.text and m.found.code.text == own.text and m.date in {None, own_date})
    ]
    stated, edges = _relations(text, others)
    citations: dict[str, Citation] = {}
    proofs: dict[str, list[Evidence]] = {}
    keys: dict[str, list[str]] = {}
    for mention, said in zip(others, stated, strict=True):
        new = _citation(text, mention, said)
        key = _key(citations, keys, new)
        citations[key] = _merge(citations[key], new) if key in citations else new
        proofs.setdefault(key, []).append(new.evidence)
    whole = tuple(replace(citation, mentions=tuple(proofs[key])) for key, citation in citations.items())
    return whole, tuple(dict.fromkeys(e for e in edges if e.source.text != e.target.text))


def relation_alone(text: str, start: int, lead: bool) -> tuple[Relation, int]:
    """What the words before ``start`` state of a directive named there without its number, and where they begin.

    Nothing is changed, ended or passed on by such a name; what a document carries out it says in its ``lead``.
    """
    said = _governing(text, _sentence_start(text, start), start, strict=False)
    stated = {Relation.BASED_ON, Relation.IMPLEMENTS} if lead else {Relation.BASED_ON}
    return (said.relation, said.start) if said is not None and said.relation in stated else (Relation.CITES, start)


def _key(known: dict[str, Citation], keys: dict[str, list[str]], new: Citation) -> str:
    """Mentions meet on one code, unless both give a day and the days differ."""
    same = keys.setdefault(new.code.text, [])
    for key in same:
        if known[key].date is None or new.date is None or known[key].date == new.date:
            return key
    same.append(f"{new.code.text}@{new.date}")
    return same[-1]


def _relations(text: str, mentions: Sequence[Mention]) -> tuple[list[_Stated], list[PassingEdge]]:
    """For each mention what the document says of it; and what one directive's title says of another."""
    governed: list[_Stated | None] = []
    stated: list[_Stated] = []
    edges: list[PassingEdge] = []
    carrier: tuple[Mention, Relation] | None = None  # the directive in whose title a list is running
    for i, mention in enumerate(mentions):
        carrier = _said_in_title(text, mentions, i, carrier)
        plain = _Stated(Relation.CITES, mention.start)
        if carrier is not None:
            edges.append(_edge(text, carrier[0], carrier[1], mention))
            governed.append(None)
            stated.append(plain)
            continue
        said = _governed(text, mentions, governed, i)
        governed.append(said)
        stated.append(plain if said is None or not _own(text, mention, said) else said)
        if i and _CHANGED_BY.fullmatch(text[mentions[i - 1].end : mention.start]):
            edges.append(_edge(text, mentions[i - 1], Relation.AMENDS, mention, backwards=True))
        if _ENDS.match(text, mention.end):
            stated[-1] = _Stated(Relation.REPEALS, mention.start)
        elif stated[-1].relation is Relation.CITES and (sent := _sent_on(text, mentions, i)):
            stated[-1] = sent
    return stated, edges


def _sent_on(text: str, mentions: Sequence[Mention], i: int) -> _Stated | None:
    """A directive told of that the words behind it pass on: '… đã ban hành X. Đảng ủy sao gửi toàn văn …'."""
    mention = mentions[i]
    found = _passed_on().match(text, mention.end)
    if found is None or (i + 1 < len(mentions) and mentions[i + 1].start < found.end()):
        return None
    return _Stated(Relation.FORWARDS, mention.start, found.end())


def _own(text: str, mention: Mention, said: _Stated) -> bool:
    """Whether it is this document's own act: said in subject or preamble, or, of a change, of the document itself."""
    if said.relation is Relation.IMPLEMENTS:
        return mention.lead
    if said.relation not in _CHANGES or mention.lead:
        return True
    near = max(0, said.start - 300)
    sentence = text[max(near, text.rfind("\n", near, said.start) + 1) : said.start]
    return _THIS.search(sentence) is not None or not sentence.strip(" .-0123456789)abcdđ") or "Điều" in sentence


def _said_in_title(
    text: str, mentions: Sequence[Mention], i: int, carrier: tuple[Mention, Relation] | None
) -> tuple[Mention, Relation] | None:
    """The directive in whose title mention ``i`` stands governed by a verb of that title, and the relation."""
    mention, holder = mentions[i], _holder(mentions, i)
    if holder is None or holder.title is None:
        return None
    inner = _governing(text, holder.title[0], mention.start, strict=True)
    if inner is not None and inner.relation in _OF_TITLES:
        return holder, inner.relation
    goes_on = carrier is not None and carrier[0] is holder
    return carrier if goes_on and LIST_JOINT.fullmatch(text[mentions[i - 1].end : mention.start]) else None


def _holder(mentions: Sequence[Mention], i: int) -> Mention | None:
    """The directive in whose title mention ``i`` stands."""
    earlier = (mentions[j] for j in range(i - 1, max(-1, i - _NEAR), -1))
    return next((m for m in earlier if m.title and m.title[0] <= mentions[i].start < m.title[1]), None)


def _governed(text: str, mentions: Sequence[Mention], governed: Sequence[_Stated | None], i: int) -> _Stated | None:
    """What the nearest governing words state of mention ``i``; in a list the first member's words govern all."""
    mention = mentions[i]
    if i and LIST_JOINT.fullmatch(text[mentions[i - 1].end : mention.start]):
        return governed[i - 1] if mentions[i - 1].lead == mention.lead else None
    floor = _sentence_start(text, mention.start)
    if text[mention.start - 1 : mention.start] == "(" and _holder(mentions, i) is not None:
        return None  # the number of a law that another directive's title is about
    said = _governing(text, floor, mention.start, strict=False)
    if said is not None:
        return said
    if i and mentions[i - 1].start >= floor:
        told = governed[i - 1]  # what was put before the issuer or told to it is not what the document carries out
        return None if told and told.relation is Relation.IMPLEMENTS and mention.type in _FROM_BELOW else told
    return _leading(text, text.rfind("\n", 0, mention.start) + 1, mention.start) if mention.lead else None


def _sentence_start(text: str, end: int) -> int:
    near = max(0, end - _LONGEST_SENTENCE)
    floor = max(near, text.rfind("\n", near, end) + 1)
    return max((m.end() for m in _BREAK.finditer(text, floor, end)), default=floor)


def _governing(text: str, floor: int, end: int, *, strict: bool) -> _Stated | None:
    """The relation whose words end right before ``end``; list heads ('các nghị quyết của …:') may stand between."""
    first = max(floor, end - 260)
    window = text[first:end]
    candidates = [window.rstrip()]
    gap = _LIST_HEAD.search(window)
    if gap:
        candidates.append(window[: gap.start()].rstrip())
    for candidate in candidates:
        for relation, cue in _cues():
            found = cue.search(candidate)
            if found is not None and not (relation in _CHANGES and _PASSIVE.search(candidate, 0, found.start())):
                return _Stated(relation, first + found.start())
    return None if strict else _leading(text, floor, end)


def _leading(text: str, first: int, end: int) -> _Stated | None:
    """The word that opens the sentence governs all it lists: 'Căn cứ …', 'Thực hiện …'."""
    opening = _OPENS.match(text, first, end)
    if opening is None:
        return None
    relation = Relation.BASED_ON if opening["word"].lower() == "căn cứ" else Relation.IMPLEMENTS
    return _Stated(relation, opening.start("word"))


def _edge(text: str, source: Mention, relation: Relation, target: Mention, *, backwards: bool = False) -> PassingEdge:
    """A relation stated between two others; ``backwards`` where the later one acts on the earlier."""
    evidence = Evidence(source.start, target.end, text[source.start : target.end], "citation.title")
    if backwards:
        return PassingEdge(target.found.code, relation, source.found.code, evidence)
    return PassingEdge(source.found.code, relation, target.found.code, evidence)


def _citation(text: str, mention: Mention, said: _Stated) -> Citation:
    """One mention as a citation; its evidence runs from the words that state the relation to the mention's end."""
    start = said.start if mention.end - said.start < _LONGEST_PROOF else mention.start
    end = max(mention.end, said.end)
    evidence = Evidence(start, end, text[start:end], "citation.number")
    subject = text[mention.title[0] : mention.title[1]].strip(" ,.;") if mention.title else ""
    return Citation(
        mention.found.code,
        mention.type,
        mention.date,
        mention.issuer,
        said.relation,
        evidence,
        subject,
        Grade.STATED,
        (evidence,),
    )


def _merge(old: Citation, new: Citation) -> Citation:
    """One citation of two mentions: what either tells; the stronger relation with its own evidence. Its mentions are
    put together at the end: one by one they would be copied again and again."""
    stronger = new if strength(new.relation) < strength(old.relation) else old
    return replace(
        stronger,
        type=old.type or new.type,
        date=old.date or new.date,
        issuer=_fuller(old.issuer, new.issuer),
        subject=old.subject or new.subject,
    )


def _fuller(one: Actor | None, other: Actor | None) -> Actor | None:
    if one is None or other is None:
        return one or other
    return other if len(other.name) > len(one.name) else one
