"""Formulas of clarity that a directive states: '6 rõ: rõ người, rõ việc, …', '5 rõ về nhiệm vụ, nguồn lực, …'.

The order varies, the number may be '06', and some directives name cousins of their own (rõ nhiệm vụ, rõ nguồn lực, rõ
lộ trình); observed in directives of 2025 and 2026.
"""

import functools
import re
import tomllib
from collections.abc import Iterator

import data
from ontology.clarity import STANDARD, Aspect, Formula
from ontology.model import Evidence

__all__ = ["aspect_of", "formulas_in"]

_WORD = r"[^\W\d_]+"
_NUMBERED = re.compile(
    r"[“\"'*]{0,4}(?<!\d)0?(?P<count>[3-9])\s+rõ\b(?!\s+(?:ràng|nét))[”\"'*]{0,4}\s*"
    r"(?P<colon>:|về|\(|gồm|–|-)?\s*",
    re.I,
)
_TERM = re.compile(rf"[“\"'*]{{0,4}}(?:rõ\s+(?:về\s+)?)?(?P<term>{_WORD}(?:\s+{_WORD}){{0,6}})[”\"'*]{{0,4}}", re.I)
_NEXT = re.compile(r"\s*(?:,|;|\+|\bvà\b)\s*", re.I)
_CLEAR = rf"rõ\s+{_WORD}(?:\s+{_WORD}){{0,7}}"
_CHAIN = re.compile(rf"{_CLEAR}(?:\s*(?:[,;]|\bvà\b)\s*{_CLEAR}){{2,}}", re.I)
_RO = re.compile(r"\brõ\s+", re.I)


@functools.cache
def _terms() -> tuple[tuple[re.Pattern[str], Aspect], ...]:
    table = tomllib.loads(data.path("words", "clarity.toml").read_text(encoding="utf-8"))
    return tuple((re.compile("|".join(entry["terms"]), re.I), Aspect(entry["name"])) for entry in table["aspect"])


def aspect_of(term: str) -> Aspect | None:
    """The aspect that words name ('tiến độ' → rõ thời gian); None for words that name none."""
    return next((aspect for pattern, aspect in _terms() if pattern.fullmatch(term.strip())), None)


def formulas_in(text: str) -> tuple[Formula, ...]:
    """Every formula that ``text`` states, in its order; a bare '6 rõ' is the standard six."""
    if "rõ" not in text:
        return ()
    found = [formula for match in _NUMBERED.finditer(text) if (formula := _numbered(text, match))]
    taken = [(formula.evidence.start, formula.evidence.end) for formula in found]
    for match in _CHAIN.finditer(text):
        if not any(start <= match.start() < end for start, end in taken) and (formula := _chain(text, match)):
            found.append(formula)
    return tuple(sorted(found, key=lambda formula: formula.evidence.start))


def _numbered(text: str, match: re.Match[str]) -> Formula | None:
    """'5 rõ về A, B, …': as many terms as the number says; '6 rõ' alone is the six that everybody knows."""
    count = int(match["count"])
    terms, end = _listed(text, match.end(), count) if match["colon"] or _RO.match(text, match.end()) else ((), 0)
    if len(terms) == count:
        return _formula(text, match.start(), end, terms, "formula.numbered")
    if count == len(STANDARD) and not terms:
        end = match.start() + len(match.group().rstrip(" :(–-")) if not match["colon"] else match.start("colon")
        proof = Evidence(match.start(), end, text[match.start() : end], "formula.named")
        return Formula(STANDARD, (), proof)
    return None


def _listed(text: str, at: int, count: int) -> tuple[tuple[str, ...], int]:
    """At most ``count`` terms from ``at``, and where the last ends; a term that names no aspect ends the list."""
    terms: list[str] = []
    end = at
    while len(terms) < count and (match := _TERM.match(text, at)):
        known = _longest(match["term"])
        if not known:
            break
        terms.append(known)
        end = match.start("term") + len(known)
        step = _NEXT.match(text, _past_quotes(text, end))
        if step is None:
            break
        at = step.end()
    return tuple(terms), end


def _longest(words: str) -> str:
    """The longest beginning of ``words`` that names an aspect; '' where none does."""
    parts = words.split(" ")
    return next((" ".join(parts[:n]) for n in range(len(parts), 0, -1) if aspect_of(" ".join(parts[:n]))), "")


def _past_quotes(text: str, at: int) -> int:
    while at < len(text) and text[at] in "*”\"'":
        at += 1
    return at


def _chain(text: str, match: re.Match[str]) -> Formula | None:
    """'rõ nhiệm vụ, rõ nguồn lực, rõ …': at least three of the terms name aspects."""
    terms, end = _listed(text, match.start(), 9)
    return _formula(text, match.start(), end, terms, "formula.chain") if len(terms) >= 3 else None


def _formula(text: str, start: int, end: int, terms: tuple[str, ...], rule: str) -> Formula:
    aspects = tuple(dict.fromkeys(_aspects(terms)))
    return Formula(aspects, terms, Evidence(start, end, text[start:end], rule))


def _aspects(terms: tuple[str, ...]) -> Iterator[Aspect]:
    for term in terms:
        aspect = aspect_of(term)
        if aspect is not None:
            yield aspect
