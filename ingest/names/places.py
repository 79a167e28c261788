"""Places and free words in the tail of a name: 'phường Ngọc Sơn, thành phố Hải Phòng', 'Dịch vụ tổng hợp xã'."""

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Collection
from functools import lru_cache

from ingest.names.listed import KINDS, listed_stop
from ingest.names.match import Tail
from ingest.names.table import table
from ingest.names.tokens import ROMAN, Tokens, match_key

__all__ = ["Places"]

_LETTERS = re.compile(r"[^\W\d_]+")
_ALL_LEVELS = re.compile(r"\bcấp\b|,|địa phương")
# Small words of places that are also parts of other words ('văn bản', 'cơ sở'): free words go on over them.
_HAMLETS = frozenset({"bản", "ấp", "buôn", "khóm", "thôn", "cơ"})
_COUNTED = frozenset({"ngày", "tháng", "năm", "giờ", "lần", "người", "hồ"})
_LONGEST_NAME = 5
_LONGEST_LOCALITY = 3
_LONGEST_PHRASE = 14


class Places(ABC):
    """One line, read by the grammar of places. Places in it are indices of tokens.

    ``known`` may hold the bare names of known places, as :func:`match_key` gives them.
    """

    def __init__(self, tokens: Tokens, known: Collection[str]) -> None:
        self.tokens, self.known, self.words = tokens, known, table()
        self.keys, self.key = tokens.keys, tokens.key

    @abstractmethod
    def begins_name(self, i: int) -> bool:
        """Whether the name of an organ begins at token ``i``, and so no place's."""

    def place(self, i: int, *, numbered: bool = False) -> Tail:
        """A place at ``i``: a locality, with a name or without, or a bare name (if ``numbered``, a number too)."""
        start = i + 1 if self.key(i) == "của" and self.is_locality(i + 1) else i
        if listed := self._listed_commune(start):
            return self._province(listed)
        if self.words.not_places.stop(self.keys, start) > start:
            return Tail(i)
        stop = self.words.localities.stop(self.keys, start)
        locality = " ".join(self.keys[start:stop]).replace("tp .", "tp").replace(" ,", ",")
        locality = {"tp": "thành phố"}.get(locality, locality)
        end, name = stop, ""
        if locality or self.words.not_bare.stop(self.keys, start) == start:
            end, name = self._name(stop, bool(locality) or numbered) if _takes_name(locality) else (stop, "")
        if not locality and not name:
            return Tail(i)
        tail = Tail(end, locality, name)
        return self._province(tail) if name and locality and locality not in ("tỉnh", "thành phố") else tail

    def is_locality(self, i: int) -> bool:
        """Whether a small word of places begins at ``i``."""
        return self.words.localities.stop(self.keys, i) > i

    def named_places(self, i: int) -> int:
        """Where the names behind the locality that ends at ``i`` stop, one after another: 'các thôn' + 'Đồng Sim, Khe
        Lạnh và Bãi Vàng', 'các tổ dân phố' + 'số 1, 2, 5'; ``i`` itself where none is there, or no locality."""
        if self.tokens.word(i - 1).isupper() or not self._ends_locality(i):
            return i  # in a line of capitals any word may look like a name
        if self.key(i) == ":":  # 'UBND các tỉnh: Gia Lai, Lâm Đồng'; one word behind a colon may open a sentence
            stop, count = self._list_of_names(i + 1)
            return stop if count > 1 else i
        return self._list_of_names(i)[0]

    def _list_of_names(self, i: int) -> tuple[int, int]:
        """Where the names from ``i`` on stop, and how many they are."""
        stop, start, count = i, i, 0
        while (end := self._listed(start)) > start:
            stop, count = end, count + 1
            start = stop + 1 if self.key(stop) in (",", "và") else len(self.tokens)
            start += self.key(start) == "và"
        return stop, count

    def phrase(self, i: int) -> Tail | None:
        """Free words of a name up to a locality, a stop or the end: 'các kênh truyền thông số của Phường', '35'."""
        for stop in range(i, min(len(self.tokens), i + _LONGEST_PHRASE) + 1):
            place = self._place_in_phrase(stop)
            if place is not None:
                return place._replace(rest=self.tokens.printed(i, stop))
            if self._ends_phrase(stop) or (stop > i and self.tokens.capital(stop) and self.is_head(stop)):
                return Tail(stop, rest=self.tokens.printed(i, stop)) if stop > i else None
            if self._goes_on(stop):
                named = self.tokens.capital(i) or not any(self.tokens.small(place) for place in range(i, stop))
                return Tail(stop, rest=self.tokens.printed(i, stop)) if stop > i and named else None
        return None

    def is_head(self, i: int) -> bool:
        """Whether the head of a name stands at ``i``, free words apart."""
        heads = self.words.heads.at(self.keys, i)
        return bool(heads) and any(not head.open and head.fits(self.tokens, i, stop) for stop, head in heads)

    def _listed_commune(self, start: int) -> Tail | None:
        """A commune of the registry at ``start`` whose name the grammar would cut: 'xã Sơn Kim 1', 'XÃ HỘI THỊNH'."""
        stop = start + 2 if self.keys[start : start + 2] == ("đặc", "khu") else start + 1
        if " ".join(self.keys[start:stop]) not in KINDS or not self._begins_listed(stop):
            return None
        end = listed_stop(self.keys, stop)
        cut = self.words.not_places.stop(self.keys, start) > start or self._name(stop, True)[0] < end
        if end == stop or not cut:
            return None
        return Tail(end, " ".join(self.keys[start:stop]), _proper(self.tokens.printed(stop, end)))

    def _begins_listed(self, i: int) -> bool:
        """A name begins with a capital, and in a line of small letters none of its words is a small one."""
        return self.tokens.capital(i) or (self.key(i).isdecimal() and self.tokens.capital(i + 1))

    def _province(self, tail: Tail) -> Tail:
        start = tail.stop + 1 if self.key(tail.stop) == "," else tail.stop
        if self.key(start) not in ("tỉnh", "thành", "tp"):
            return tail
        stop = self.words.localities.stop(self.keys, start)
        end, name = self._name(stop, False) if stop > start else (stop, "")
        return tail._replace(stop=end, province=name) if name else tail

    def _name(self, i: int, numbered: bool) -> tuple[int, str]:
        """The capitalised words of a place's name at ``i``: where they stop, and the name."""
        if numbered and self.key(i) == "số" and self._is_number(i + 1):
            i += 1
        stop, count = i, 0
        while count < _LONGEST_NAME and self._names_place(stop, numbered or count > 0):
            stop, count = stop + 1, count + 1
            if self.key(stop) == "-" and self._names_place(stop + 1, False):
                stop += 1
        stop = self._known(i, stop)
        return stop, _proper(self.tokens.printed(i, stop))

    def _ends_locality(self, stop: int) -> bool:
        if self.keys[stop - 1] == "sở":  # 'cơ sở' is as often no place
            return False
        begins = range(max(0, stop - _LONGEST_LOCALITY), stop)
        return any(self.words.localities.stop(self.keys, i) == stop for i in begins)

    def _listed(self, i: int) -> int:
        """Where one name or number of a list stops; ``i`` where none is there."""
        start = i + 1 if self.key(i) == "số" else i
        if self.key(start).isdecimal():
            ends = self._ends_phrase(start + 1) or self.words.verbs.stop(self.keys, start + 1) > start + 1
            return start + 1 if ends and self._is_number(start) else i
        named = self.words.not_bare.stop(self.keys, i) == i and self.words.verbs.stop(self.keys, i) < i + 2
        return self._name(i, False)[0] if named else i

    def _names_place(self, i: int, number: bool) -> bool:
        if i >= len(self.tokens):
            return False
        if self.keys[i].isdecimal():
            return number and self._is_number(i)
        if not self.tokens.capital(i) or self.words.not_places.stop(self.keys, i) > i:
            return False
        return self._inside_place(i) or not self.begins_name(i)

    def _inside_place(self, i: int) -> bool:
        """Whether token ``i`` is a later word of a place in whose name the name of a body would begin: Hải Phòng."""
        begins = range(max(0, i - _LONGEST_NAME + 1), i)
        return any(self.words.places.stop(self.keys, start) > i and self.tokens.capital(start) for start in begins)

    def _is_number(self, i: int) -> bool:
        """Whether token ``i`` numbers a place (phường 5) and counts nothing (5 ngày, 5/6)."""
        if not self.key(i).isdecimal():
            return False
        after = self.key(i + 1)
        glued = after in ("/", ".", "%", "-") and self.tokens.starts[i + 1] == self.tokens.end(i)
        return after not in _COUNTED and not (glued and self.key(i + 2))

    def _known(self, i: int, stop: int) -> int:
        """``stop`` drawn back to the longest known place, where the caller gave places and one fits."""
        for end in range(stop, i, -1) if self.known else ():
            if match_key(self.tokens.printed(i, end)) in self.known:
                return end
        return stop

    def _goes_on(self, i: int) -> bool:
        """Whether token ``i`` goes on with the sentence: a verb, an adverb, or a figure that counts something."""
        if self.keys[i].isdecimal():
            return not self.tokens.capital(i - 1) and not self.is_locality(i + 1)
        return self.tokens.small(i) and self.words.verbs.stop(self.keys, i) > i

    def _place_in_phrase(self, i: int) -> Tail | None:
        start = i + 1 if self.key(i) == "của" else i
        if self.key(start) in _HAMLETS or not self.is_locality(start):
            return None
        place = self.place(i)
        return place if place.stop > i else None

    def _ends_phrase(self, i: int) -> bool:
        """Whether token ``i`` is a mark, a conjunction or the end; a hyphen before a capital belongs to the phrase."""
        key = self.key(i)
        if key in ("-", "&") and self.tokens.capital(i + 1):
            return False
        return not key[:1].isalnum() or key in ("và", "với", "hoặc")


@lru_cache(maxsize=256)
def _takes_name(locality: str) -> bool:
    """Whether a place's name may follow: not in 'cấp xã', 'các cấp', 'xã, phường', 'địa phương'."""
    return not _ALL_LEVELS.search(locality)


@lru_cache(maxsize=4096)
def _proper(name: str) -> str:
    """A place printed in capitals as running text writes it: 'NGỌC SƠN' → 'Ngọc Sơn'; 'HCM', without vowel, stays."""
    return _LETTERS.sub(lambda word: word[0].capitalize() if _is_shouted(word[0]) else word[0], name)


def _is_shouted(word: str) -> bool:
    if len(word) < 2 or not word.isupper() or ROMAN.fullmatch(word):
        return False
    return not set(unicodedata.normalize("NFD", word)).isdisjoint("AEIOUY")
