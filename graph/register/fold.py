"""The key under which words are searched: without case, marks and the bar of đ, one space between words."""

import re
import unicodedata
from typing import Final

from ontology.fold import fold

__all__ = ["code_key", "phrase", "search_key"]

_MARK: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]+")
_LOOKALIKES: Final = {**dict.fromkeys(map(ord, "đðɖ"), "d"), 0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}
_WORD: Final = re.compile(r"\w+")


def search_key(text: str) -> str:
    """'Đảng uỷ  phường' → 'dang uy phuong'. Much quicker than :func:`ontology.fold.fold`, and for finding only."""
    bare = _MARK.sub("", unicodedata.normalize("NFD", text.lower())).translate(_LOOKALIKES)
    return " ".join(bare.split())


def code_key(code: str) -> str:
    """A code without separators, accents, case and leading zeros: '08-NQ/ĐU', '8 nq du' → '8nqdu'."""
    return "".join(char for char in fold(code) if char.isalnum()).lstrip("0")


def phrase(asked: str) -> str:
    """What a person typed as a phrase for FTS5: words in this order; '' where there is no word in it."""
    words = _WORD.findall(search_key(asked))
    return f'"{" ".join(words)}"' if words else ""
