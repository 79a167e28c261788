"""The grammar of names of organs, read at a word of one line:

unit  := HEAD [tail]                      Ban Tuyên giáo và Dân vận + Thành ủy Hải Phòng
tail  := unit | group | place             (Organ.tail says which; 'phrase' takes free words up to a place or a stop)
place := [của] locality [Name] [, tỉnh|thành phố Name] | Name        Name: up to five capitalised words
group := opener noun {(, | và) noun} [names] {scope}   các cấp ủy, tổ chức đảng trực thuộc Thành ủy
names := Name {(, | và) Name}             behind a locality: các thôn + Đồng Sim, Khe Lạnh và Bãi Vàng
post  := [đồng chí] HEAD [unit | group | place]   các đồng chí Ủy viên BTV Đảng ủy
"""

from collections.abc import Collection

from ingest.names.match import OrganMatch, Tail
from ingest.names.places import Places
from ingest.names.table import Head
from ingest.names.tokens import Tokens
from ingest.words import Organ

__all__ = ["Line"]

_DEEPEST = 4
# A capitalised word behind such a one is a place's name, and no word that completes a head.
_BEFORE_NAMES = frozenset({"xã", "phường", "khu", "phố", "tỉnh"})
_JOINTS = frozenset({",", "và", "hoặc", "/"})

#: Legal forms of companies, whose names may list trades.
_FORMS = frozenset({"tnhh", "mtv", "cổ", "cp"})
_LONGEST_TRADE = 10


class Line(Places):
    """One line of a text, read by the grammar of names. Places in it are indices of tokens; ``offset`` is where the
    line starts in the text that the spans of its matches index."""

    def __init__(self, tokens: Tokens, offset: int, known: Collection[str]) -> None:
        super().__init__(tokens, known)
        self.offset = offset
        self._looking = 0

    def mention(self, i: int, depth: int = 0, *, nested: bool = False) -> OrganMatch | None:
        """The longest name that begins at token ``i``; ``nested`` leaves posts out, and the honorific."""
        if self.keys[i] not in self.words.first:
            return None
        best = self._named(i, i, depth, posts=not nested)
        opened = self.words.openers.stop(self.keys, i)
        if opened > i:
            best = _longer(best, self._group(i, depth))
        after = max(self.words.honorifics.stop(self.keys, i), opened)
        if after > i and not nested:
            best = _longer(best, self._named(i, after, depth, posts=True, only_posts=True))
        return best

    def begins_name(self, i: int) -> bool:
        """Whether the name of a unit, group or post begins at token ``i``."""
        if self.keys[i] not in self.words.first:
            return False
        if self._looking > _DEEPEST:  # names upon names, of which each asks whether the next begins: one is enough
            return True
        self._looking += 1
        try:
            return self._named(i, i, _DEEPEST, posts=True) is not None or self._group(i, _DEEPEST) is not None
        finally:
            self._looking -= 1

    # units and posts

    def _named(self, first: int, i: int, depth: int, *, posts: bool, only_posts: bool = False) -> OrganMatch | None:
        """A unit or post (or a group that needs no opener) whose head begins at ``i``: the longest, tail included."""
        best: tuple[Head, Tail] | None = None
        for end, head in self.words.heads.at(self.keys, i):
            post = head.entry.kind == "post"
            if (post and not posts) or (only_posts and not post) or not head.fits(self.tokens, i, end):
                continue
            stop = self._chain(end, depth) if head.entry.kind == "group" else end
            tail = self._open_tail(i, stop) if head.open else self._tail(head.entry, stop, depth)
            if tail is None or (head.open and best) or (not depth and not self._complete(i, head.entry, tail)):
                continue
            if best is None or tail.stop > best[1].stop:
                best = head, tail
        return self._match(first, *best) if best else None

    def _complete(self, i: int, entry: Organ, tail: Tail) -> bool:
        """Whether the head at token ``i`` and its tail are a name, and not a common noun."""
        if tail.owner or tail.locality or tail.rest or (tail.place and entry.head in self.words.numbered):
            return True
        if not entry.bare and not entry.sectors:
            return False
        return entry.kind == "post" or entry.small or self.tokens.capital(i) or bool(tail.place)

    def _match(self, first: int, head: Head, tail: Tail) -> OrganMatch:
        start, end = self.tokens.starts[first], self.tokens.end(tail.stop - 1)
        many = tail.owner is not None and tail.owner.kind == "group"
        many = many or tail.locality.startswith(("cấp ", "các ")) or "," in tail.locality
        kind = "group" if many and head.entry.kind == "unit" else head.entry.kind
        surface = self.tokens.text[start:end]
        return OrganMatch(self.offset + start, self.offset + end, surface, head.entry, head.official, kind, *tail[1:])

    def _tail(self, entry: Organ, i: int, depth: int) -> Tail:
        if entry.tail == "none" or depth > _DEEPEST:
            return Tail(i)
        if entry.tail == "scope":
            return self._scope(i, depth)
        named = self.tokens.capital(i) and self.is_head(i)
        phrase = self.phrase(i) if entry.tail == "phrase" and not named else None
        if phrase is not None:
            return phrase
        nested = self._nested(entry, i, depth)
        if nested is not None:
            return Tail(self._after(nested), owner=nested)
        return self.place(i, numbered=entry.head in self.words.numbered or self.key(i) == "số")

    def _open_tail(self, i: int, stop: int) -> Tail | None:
        """Free words that complete the head at ``i``, the first with a capital: 'Trung tâm' + 'Dịch vụ tổng hợp xã'."""
        if not (self.tokens.capital(i) and self.tokens.capital(stop)) or self.tokens.word(i).isupper():
            return None
        if self.is_head(stop) or (i and self.keys[i - 1] in _BEFORE_NAMES):
            return None
        tail = self.phrase(stop)
        if tail is None or not tail.rest:
            return None
        if (end := self._trades(stop, tail.stop)) > tail.stop:
            tail = Tail(end, rest=self.tokens.printed(stop, end))
        owner = None if tail.locality else self._named(tail.stop, tail.stop, _DEEPEST - 1, posts=False)
        return tail._replace(stop=self._after(owner), owner=owner) if owner else tail

    def _trades(self, start: int, stop: int) -> int:
        """Where the trades of a company stop that go on behind a comma: 'Công ty TNHH Đầu tư' + ', Xây dựng và Dịch vụ
        Hồng Hà'; ``stop`` where none do."""
        if self.key(stop) != "," or not _FORMS.intersection(self.keys[start:stop]):
            return stop
        behind = range(stop + 1, min(stop + _LONGEST_TRADE, len(self.tokens)))
        joint = next((i for i in behind if self.key(i) == "và"), 0)
        plain = joint and not any(self._ends_phrase(i) or self.is_head(i) for i in range(stop + 1, joint))
        if (
            not plain
            or not (self.tokens.capital(stop + 1) and self.tokens.capital(joint + 1))
            or self.is_head(joint + 1)
        ):
            return stop
        last = self.phrase(joint + 1)
        return last.stop if last is not None and last.rest else stop

    def _nested(self, entry: Organ, i: int, depth: int) -> OrganMatch | None:
        """Another name in the tail: for tail 'place' a group only ('UBND các xã, phường')."""
        if i >= len(self.tokens):
            return None
        group = self._group(i, depth + 1, opened=entry.kind == "post")
        unit = self._named(i, i, depth + 1, posts=False) if entry.tail != "place" else None
        return _longer(unit, group)

    def _after(self, match: OrganMatch) -> int:
        return self.tokens.from_place(match.end - self.offset)

    # groups

    def _group(self, i: int, depth: int, *, opened: bool = False) -> OrganMatch | None:
        """A group: an opener ('các'), its nouns, its scope. ``opened``: the nouns may stand without an opener."""
        stop = self.words.openers.stop(self.keys, i)
        if (stop == i and not opened) or depth > _DEEPEST:
            return None
        return _longer(self._nouns(i, stop, depth), self._units(i, stop, depth) if stop > i else None)

    def _units(self, i: int, stop: int, depth: int) -> OrganMatch | None:
        """A unit's name behind an opener: 'các Phòng Kinh tế', 'các Ủy ban của Quốc hội'."""
        unit = self._named(stop, stop, depth + 1, posts=False)
        if unit is None:
            return None
        start = self.tokens.starts[i]
        surface = self.tokens.text[start : unit.end - self.offset]
        return unit._replace(start=self.offset + start, surface=surface, kind="group")

    def _nouns(self, i: int, stop: int, depth: int) -> OrganMatch | None:
        noun = self._noun(stop)
        if noun is None:
            return None
        end = self._chain(noun[0], depth)
        listed = self.named_places(end)
        if stop == i and listed > end:  # without an opener a name makes it one place: 'Chủ tịch' + 'xã Ngọc Sơn'
            return None
        return self._match(i, noun[1], self._scope(listed, depth))

    def _chain(self, stop: int, depth: int) -> int:
        """Where the list of nouns stops whose first stops at ``stop``."""
        while (more := self._noun(self._joint(stop))) is not None and more[0] > stop:
            if self._is_unit(self._joint(stop), more[0], depth):
                break
            stop = more[0]
        return stop

    def _is_unit(self, i: int, stop: int, depth: int) -> bool:
        """Whether a capitalised noun of a list is the head of one unit's name ('các ban, Văn phòng Thành ủy')."""
        if not self.tokens.capital(i):
            return False
        unit = self._named(i, i, depth + 1, posts=False)
        return unit is not None and self._after(unit) > stop

    def _noun(self, i: int) -> tuple[int, Head] | None:
        for stop, head in self.words.nouns.at(self.keys, i):
            if head.fits(self.tokens, i, stop):
                return stop, head
        return None

    def _joint(self, i: int) -> int:
        """Behind the comma or 'và' at ``i``, else the end of the line; 'và các …' opens a group of its own."""
        if self.key(i) not in _JOINTS:
            return len(self.tokens)
        return i + 2 if self.key(i + 1) == "và" else i + 1

    def _scope(self, i: int, depth: int) -> Tail:
        """What narrows a group: 'trực thuộc Thành ủy', 'liên quan', 'trên địa bàn xã', 'của phường', 'phường'."""
        first, tail = i, Tail(i)
        for _ in range(_DEEPEST):
            scoped = self.words.scopes.stop(self.keys, tail.stop)
            linked = self.words.links.stop(self.keys, tail.stop)
            inner = self._object(max(scoped, linked), depth)
            if inner is None and scoped == tail.stop:
                break
            tail = inner._replace(rest="") if inner else tail._replace(stop=scoped)
        if tail.stop == first:
            return tail
        return tail._replace(rest=self.tokens.text[self.tokens.starts[first] : self.tokens.end(tail.stop - 1)])

    def _object(self, i: int, depth: int) -> Tail | None:
        """A name or a locality at ``i``."""
        if i >= len(self.tokens):
            return None
        match = self.mention(i, depth + 1, nested=True)
        if match is not None:
            return Tail(self._after(match), owner=match)
        place = self.place(i) if self.is_locality(i) else None
        return place if place and place.stop > i else None


def _longer(one: OrganMatch | None, other: OrganMatch | None) -> OrganMatch | None:
    """The match that ends last, the first of equals."""
    if one is None or other is None:
        return one or other
    return other if other.end > one.end else one
