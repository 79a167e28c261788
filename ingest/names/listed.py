"""Names of communes as the registry lists them, word by word: 'Sơn Kim 1', 'M'Drắk', 'Chân Mây - Lăng Cô'.

The grammar of names stops at a figure, a dash, a word of office; what the registry lists goes on over them.
"""

import functools
from collections.abc import Sequence

from ingest.names.tokens import line_at
from ingest.names.trie import Trie, phrases
from ontology import registry

__all__ = ["KINDS", "listed_name", "listed_stop"]

KINDS = frozenset({"phường", "xã", "đặc khu", "thị trấn"})
#: 'XÃ ĐỘC LẬP' is a commune; 'Độc lập - Tự do' beside the issuer of a flattened head is none.
_MOTTO = ("-", "tự", "do")


def listed_stop(keys: Sequence[str], i: int) -> int:
    """Where the longest commune's name that begins at token ``i`` stops; ``i`` itself where none begins there."""
    stops = (stop for stop, _ in _names().at(keys, i) if tuple(keys[stop : stop + 3]) != _MOTTO)
    return next(stops, i)


def listed_name(text: str, start: int) -> str:
    """The longest commune's name that begins at ``start``, as printed; '' where none does."""
    begins, tokens = line_at(text, start)
    i = tokens.from_place(start - begins)
    if i >= len(tokens) or tokens.starts[i] != start - begins:
        return ""
    return tokens.printed(i, listed_stop(tokens.keys, i))


@functools.cache
def _names() -> Trie[str]:
    return phrases({place.name for place in registry.communes()})
