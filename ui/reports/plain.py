"""Lines of text and names of files, for whatever is taken away."""

import re
from typing import Final

from ontology.fold import fold
from ui.text import plain

__all__ = ["file_name", "paragraphs"]

_JOINED: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 80


def paragraphs(*texts: str) -> str:
    """Each text on a line of its own; empty ones are left out."""
    return "\n".join(filter(None, map(plain, texts)))


def file_name(*words: str, suffix: str) -> str:
    """A name for a file that any system takes, from words: 'Sổ nhiệm vụ', 'Hòa Lạc' → 'so-nhiem-vu-hoa-lac.xlsx'."""
    stem = _JOINED.sub("-", fold(" ".join(words))).strip("-")
    return f"{stem[:_LONGEST].rstrip('-') or 'chidao'}{suffix}"
