"""Patterns that know which words they cannot do without, so that they are tried only where those words stand.

A rule's pattern is tried on every paragraph, and matches in few. A :class:`Cue` reads out of its pattern what every
match must hold: the words it may begin with (``openings``), and sets of words of which one must be there
(``needles``). These are looked for in the folded text (:mod:`ingest.script`) with plain ``str.find``; the pattern is
tried only at the openings found, or not at all. What is found is what the pattern alone would find: nothing is missed,
as openings and needles are necessary by construction, and nothing is added, as the pattern itself decides.

The method is that of the literal prefilters of RE2 and Hyperscan. It needs no library here: the words are few, and
``str.find`` runs at gigabytes a second.
"""

import importlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any, TypeAlias

from ingest.script import Script, folded

__all__ = ["Cue"]

#: An item of a pattern as the standard library reads it: its kind, and what that kind holds.
_Held: TypeAlias = Any
_Items: TypeAlias = Sequence[tuple[object, _Held]]
_MOST_OPENINGS = 24
_MOST_NEEDLES = 16
_LONG_ENOUGH = 10
_LONG_IN_COMMON = 5
_ANYTHING = ("",)
_NO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})


class Cue:
    """A pattern, compiled when first used, with the words it needs. Methods are those of :class:`re.Pattern`.

    To gain by it, give the whole text as a :class:`~ingest.script.Script`, with a range.
    """

    __slots__ = ("_begins", "_flags", "_source", "_telling", "needles", "openings", "pattern")
    pattern: re.Pattern[str]
    _telling: tuple[str, ...]
    _begins: bool
    openings: tuple[str, ...]
    needles: tuple[tuple[str, ...], ...]

    def __init__(self, source: str, flags: int = re.IGNORECASE) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        """Called for what is not there yet: compiles the pattern and reads it."""
        if name not in ("pattern", "openings", "needles", "_begins", "_telling"):
            raise AttributeError(name)
        self.pattern = re.compile(self._source, self._flags)
        # the standard library's own reader of patterns, which it lends to nobody
        tree: _Items = list(importlib.import_module("re._parser").parse(self._source, self.pattern.flags))
        self.openings = _openings(tree)
        self.needles = _needles(tree, self.openings)
        # looked for once in all of a text; to look for each comma there would cost more than it tells
        rare = all(len(word.strip()) > 1 for word in self.openings)
        self._begins = bool(self.openings) and (rare or not self.needles)
        self._telling = _shortened(self.openings) if self._begins else next(iter(self.needles), ())
        return getattr(self, name)

    def may_stand(self, low: str, start: int, end: int) -> bool:
        """Whether every set of needles has one in ``low[start:end]``; where not, there is no match."""
        for words in self.needles:
            for word in words:
                if low.find(word, start, end) >= 0:
                    break
            else:
                return False
        return True

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The match that begins at ``start``."""
        if type(text) is Script and self.openings and not text.low.startswith(self.openings, start):
            return None
        return self.pattern.match(text, start, len(text) if end is None else end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is the whole text."""
        return self.pattern.fullmatch(text)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match."""
        if type(text) is not Script:
            text = Script(text)
        stop = len(text) if end is None else end
        places = text.kept.get(self)
        if places is None:
            places = text.kept[self] = _places(self._telling, text)
        first = bisect_left(places, start)
        if first == len(places) or places[first] >= stop:
            return None if self._telling else self.pattern.search(text, start, stop)
        if self.needles and not self.may_stand(text.low, start, stop):
            return None
        if not self._begins:
            return self.pattern.search(text, start, stop)
        return next(self._at(places, first, text, stop), None)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterable[re.Match[str]]:
        """Every match, left to right, none over another."""
        if type(text) is not Script:
            text = Script(text)
        stop = len(text) if end is None else end
        places = text.kept.get(self)
        if places is None:
            places = text.kept[self] = _places(self._telling, text)
        first = bisect_left(places, start)
        if first == len(places) or places[first] >= stop:
            return () if self._telling else self.pattern.finditer(text, start, stop)
        if self.needles and not self.may_stand(text.low, start, stop):
            return ()
        return self._at(places, first, text, stop) if self._begins else self.pattern.finditer(text, start, stop)

    def _at(self, places: Sequence[int], first: int, text: str, end: int) -> Iterator[re.Match[str]]:
        free, match = 0, self.pattern.match
        for at in places[first : bisect_left(places, end, first)]:
            found = match(text, at, end) if at >= free else None
            if found is not None:
                yield found
                free = found.end()


def _places(words: Sequence[str], text: Script) -> list[int]:
    """Where any of the words stands, in order."""
    found: list[int] = []
    for word in words:
        found += text.places(word)
    found.sort()
    return found


def _shortened(words: Iterable[str]) -> tuple[str, ...]:
    """Fewer words of which every match begins with one: what begins alike is looked for once."""
    out: list[str] = []
    for word in sorted(words):
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(out[-1] if out else "", word, strict=False))
        common = "".join(letter for letter, _ in alike)
        if len(common) >= _LONG_IN_COMMON:
            out[-1] = common
        else:
            out.append(word)
    return tuple(out)


def _openings(tree: _Items) -> tuple[str, ...]:
    """Folded words of which every match begins with one; () where the pattern tells none."""
    words = _fewest(_prefixes(tree)[0], str.startswith)
    return () if "" in words or len(words) > _MOST_OPENINGS else words


def _needles(tree: _Items, openings: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Sets of folded words; every match holds one word of each. The set that is quickest to look for comes first."""
    sets = {_fewest(words, str.__contains__) for words in _clauses(tree)}
    telling = (
        words
        for words in sets
        if len(words) <= _MOST_NEEDLES and all(word.strip() for word in words) and not _told_by(openings, words)
    )
    return tuple(sorted(telling, key=lambda words: (len(words), words)))


def _told_by(openings: Sequence[str], words: Sequence[str]) -> bool:
    """Whether to look for the openings, which is done anyway, says as much as to look for the words."""
    held = all(any(word in opening for word in words) for opening in openings)
    return bool(openings) and (held or all(word.startswith(tuple(openings)) for word in words))


def _prefixes(tree: _Items) -> tuple[tuple[str, ...], bool]:
    """What a match of the items may begin with, and whether these words are the whole of what the items match."""
    words: tuple[str, ...] = _ANYTHING
    for op, arg in tree:
        more, whole = _prefix_of(str(op), arg)
        longer = tuple(dict.fromkeys(word + tail for word in words for tail in more))
        if len(longer) > _MOST_OPENINGS and "" not in words:
            return words, False
        words = longer
        if not whole or max(map(len, words)) > _LONG_ENOUGH:
            return words, False
    return words, True


def _prefix_of(op: str, arg: _Held) -> tuple[tuple[str, ...], bool]:
    if op in ("LITERAL", "IN"):
        letters = _letters(op, arg)
        return (letters, True) if letters else (_ANYTHING, False)
    if op == "ASSERT" and arg[0] > 0:  # what must follow lies in the range too
        return _prefixes(arg[1])[0], False
    if op in _NO_WIDTH:
        return _ANYTHING, True
    if op == "SUBPATTERN":
        return _prefixes(arg[-1])
    if op == "BRANCH":
        branches = [_prefixes(branch) for branch in arg[1]]
        return tuple(dict.fromkeys(word for words, _ in branches for word in words)), all(w for _, w in branches)
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        words, whole = _prefixes(arg[2])
        if arg[0] > 0:
            return words, False
        if arg[1] == 1 and whole:  # there or not: '0?1' begins with '01' or '1'
            return tuple(dict.fromkeys((*words, ""))), True
    return _ANYTHING, False


def _clauses(tree: _Items) -> Iterator[tuple[str, ...]]:
    """Sets of words that a match of the items must hold, each set in its own right."""
    run = ""
    for op, arg in tree:
        kind = str(op)
        letters = _letters(kind, arg)
        if len(letters) == 1:
            run += letters[0]
            continue
        if run and kind not in _NO_WIDTH:
            yield (run,)
            run = ""
        yield from _clauses_of(kind, arg)
    if run:
        yield (run,)


def _clauses_of(op: str, arg: _Held) -> Iterator[tuple[str, ...]]:
    if op == "SUBPATTERN":
        yield from _clauses(arg[-1])
    elif op == "ASSERT" and arg[0] > 0:
        yield from _clauses(arg[1])
    elif op in ("MAX_REPEAT", "MIN_REPEAT") and arg[0] > 0:
        yield from _clauses(arg[2])
    elif op == "IN" and (letters := _letters(op, arg)):
        yield letters
    elif op == "BRANCH":
        best = [max(_clauses(branch), key=_worth, default=()) for branch in arg[1]]
        if all(best):
            yield tuple(word for words in best for word in words)


def _letters(op: str, arg: _Held) -> tuple[str, ...]:
    """The folded letters of which an item of one letter takes any; () for any other item."""
    if op == "LITERAL":
        return (folded(chr(arg)),)
    if op == "IN" and all(str(kind) == "LITERAL" for kind, _ in arg):
        return tuple(dict.fromkeys(folded(chr(code)) for _, code in arg))
    return ()


def _worth(words: tuple[str, ...]) -> tuple[int, int]:
    """A set of few long words says most."""
    return min(map(len, words)), -len(words)


def _fewest(words: Iterable[str], covers: Callable[[str, str], bool]) -> tuple[str, ...]:
    """Without those that another covers."""
    given = sorted(set(words), key=lambda word: (len(word), word))
    return tuple(word for i, word in enumerate(given) if not any(covers(word, other) for other in given[:i]))
