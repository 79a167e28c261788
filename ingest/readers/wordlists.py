"""Numbers that Word sets before a paragraph by itself: they stand in no run, and the outline of a directive hangs on
them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from ingest.readers.xml import Element, attribute, child, local

__all__ = ["Lists"]

_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%(\d)")
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(slots=True)
class Lists:
    """The lists of one document, and how far each has counted. ``root`` is the numbering part, or None."""

    root: Element | None
    _abstract: dict[str, Element] = field(default_factory=dict)
    _lists: dict[str, Element] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for item in self.root if self.root is not None else ():
            if local(item) == "abstractNum":
                self._abstract[attribute(item, "abstractNumId")] = item
            elif local(item) == "num":
                self._lists[attribute(item, "numId")] = item

    def label(self, numbering: Element | None, level: int) -> str:
        """What Word shows before the next paragraph of that list and level: '1.', 'a)', '-', or ''."""
        name = attribute(child(numbering, "numId"), "val")
        stated = attribute(child(numbering, "ilvl"), "val")
        level = int(stated) if stated.isdecimal() else level
        if name not in self._lists or not 0 <= level < _LEVELS:
            return ""
        rule = self._rule(name, level)
        if rule is None:
            return ""
        count = self._counted(name, level)
        kind, shown = attribute(child(rule, "numFmt"), "val"), attribute(child(rule, "lvlText"), "val")
        if kind == "none":
            return ""
        if kind == "bullet":
            return shown if shown in {"-", "–", "+", "*"} else "+" if level else "-"
        legal = child(rule, "isLgl") is not None
        return _PLACE.sub(lambda match: self._number(name, int(match[1]) - 1, count, legal), shown).strip()

    def level_of_style(self, numbering: Element | None, style: str) -> int:
        """The level of a list that a style stands for; 0 where the list does not say."""
        name = attribute(child(numbering, "numId"), "val")
        for rule in self._abstract.get(self._abstract_of(name), ()):
            if local(rule) == "lvl" and attribute(child(rule, "pStyle"), "val") == style:
                return _whole(attribute(rule, "ilvl"))
        return 0

    def _abstract_of(self, name: str) -> str:
        return attribute(child(self._lists.get(name), "abstractNumId"), "val")

    def _override(self, name: str, level: int) -> Element | None:
        items = self._lists[name]
        return next((i for i in items if local(i) == "lvlOverride" and _whole(attribute(i, "ilvl")) == level), None)

    def _rule(self, name: str, level: int) -> Element | None:
        own = child(self._override(name, level), "lvl")
        if own is not None:
            return own
        rules = self._abstract.get(self._abstract_of(name), ())
        return next((r for r in rules if local(r) == "lvl" and _whole(attribute(r, "ilvl")) == level), None)

    def _start(self, name: str, level: int) -> int:
        stated = attribute(child(self._rule(name, level), "start"), "val")
        return _whole(stated) if stated else 1

    def _counted(self, name: str, level: int) -> list[int]:
        """The numbers of all levels down to this one, this one counted on; deeper ones begin anew."""
        counts = self._counts[self._abstract_of(name)]
        again = attribute(child(self._override(name, level), "startOverride"), "val")
        if again and (name, level) not in self._begun:
            del counts[level:]
            counts += [self._start(name, i) for i in range(len(counts), level)]
            counts.append(_whole(again))
        elif len(counts) > level:
            counts[level] += 1
            del counts[level + 1 :]
        else:
            counts += [self._start(name, i) for i in range(len(counts), level + 1)]
        self._begun.add((name, level))
        return counts

    def _number(self, name: str, level: int, counts: list[int], legal: bool) -> str:
        if level >= len(counts):
            return ""
        rule = self._rule(name, level)
        return _figure(counts[level], "decimal" if legal else attribute(child(rule, "numFmt"), "val"))


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _figure(number: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        roman = _roman(number)
        return roman if kind == "upperRoman" else roman.lower()
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        while number >= value:
            out, number = out + sign, number - value
    return out
