"""Texts and names on their way into files: what a file format cannot hold, or a program could obey, is taken out."""

import re
import unicodedata
from typing import Final

from ontology.fold import fold
from ui.text import one_line

__all__ = ["file_name", "paragraphs", "plain"]

_LEFT_OUT: Final = {"Cs", "Co", "Cn"}  # lone surrogates and what no font can show
_JOINED: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 80


def plain(text: str) -> str:
    """``text`` on one line, without control characters, marks that turn the writing, and unwritable ones."""
    return "".join(char for char in one_line(text) if unicodedata.category(char) not in _LEFT_OUT)


def paragraphs(*texts: str) -> str:
    """Each text on a line of its own; empty ones are left out."""
    return "\n".join(filter(None, map(plain, texts)))


def file_name(*words: str, suffix: str) -> str:
    """A name for a file that any system takes, from words: 'Sổ nhiệm vụ', 'Hòa Lạc' → 'so-nhiem-vu-hoa-lac.xlsx'."""
    stem = _JOINED.sub("-", fold(" ".join(words))).strip("-")
    return f"{stem[:_LONGEST].rstrip('-') or 'chidao'}{suffix}"
