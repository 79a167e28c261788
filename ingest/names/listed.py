"""Names of communes as the registry lists them, word by word: 'Sơn Kim 1', 'M'Drắk', 'Chân Mây - Lăng Cô'.

The grammar of names stops at a figure, a dash, a word of office; what the registry lists goes on over them.
"""

import functools
from collections import defaultdict
from collections.abc import Sequence

from ingest.names.tokens import key_words, line_at
from ontology import registry

__all__ = ["KINDS", "listed_name", "listed_stop"]

KINDS = frozenset({"phường", "xã", "đặc khu", "thị trấn"})
#: 'XÃ ĐỘC LẬP' is a commune; 'Độc lập - Tự do' beside the issuer of a flattened head is none.
_MOTTO = ("-", "tự", "do")


def listed_stop(keys: Sequence[str], i: int) -> int:
    """Where the longest commune's name that begins at token ``i`` stops; ``i`` itself where none begins there."""
    for name in _by_first().get(keys[i], ()) if i < len(keys) else ():
        stop = i + len(name)
        if tuple(keys[i:stop]) == name and tuple(keys[stop : stop + 3]) != _MOTTO:
            return stop
    return i


def listed_name(text: str, start: int) -> str:
    """The longest commune's name that begins at ``start``, as printed; '' where none does."""
    begins, tokens = line_at(text, start)
    i = tokens.from_place(start - begins)
    if i >= len(tokens) or tokens.starts[i] != start - begins:
        return ""
    return tokens.printed(i, listed_stop(tokens.keys, i))


@functools.cache
def _by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → the names that begin with it, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for place in registry.communes():
        name = key_words(place.name)
        found[name[0]].add(name)
    return {first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in found.items()}
