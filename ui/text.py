"""Texts of documents on their way to the screen, where some widgets would read them as Markdown.

Whatever can be shown with ``st.text``, on the canvas or as a text node is shown so; :func:`esc` is for the rest: labels
of buttons and links, cells of static tables.
"""

import re
import unicodedata
from typing import Final

__all__ = ["cell", "esc", "one_line", "plain"]

_JOINER: Final = "\u2060"  # invisible; breaks what is recognised in the text after Markdown has been parsed
_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
_LATE: Final = re.compile(r"(?<=[:@])|(?<=www)(?=\.)|(?<=[-<])(?=[->])", re.IGNORECASE)
_UNSHOWN: Final = frozenset({"Cs", "Co", "Cn"})
_OBEYED: Final = frozenset("=+-@＝＋－＠")
_BLANK: Final = frozenset("\t\r\n")
_BIDI: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """``text`` in NFC on one line, without control characters and without marks that turn the writing direction."""
    plain = _BIDI.sub("", unicodedata.normalize("NFC", text))
    return " ".join("".join(c if unicodedata.category(c) != "Cc" else " " for c in plain).split())


def plain(text: str) -> str:
    """:func:`one_line`, without what XML cannot hold or no font shows (lone surrogates, private and unassigned)."""
    return "".join(char for char in one_line(text) if unicodedata.category(char) not in _UNSHOWN)


def esc(text: str) -> str:
    """``text`` as Markdown that shows exactly it, on one line: no emphasis, link, image, icon, colour, formula, emoji.

    Every mark of ASCII punctuation is escaped; an invisible word joiner stands where Streamlit would make links, icons
    or arrows out of text that is already parsed.
    """
    return _PUNCTUATION.sub(r"\\\1", _LATE.sub(_JOINER, one_line(text)))


def cell(text: str) -> str:
    """``text`` for a cell of a CSV file: what a spreadsheet would take for a formula is kept from being one.

    Some take the wide signs of East Asia for the narrow ones, and some look past spaces.
    """
    obeyed = text[:1] in _BLANK or text.lstrip()[:1] in _OBEYED
    return f"'{text}" if text and obeyed else text
