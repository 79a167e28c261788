"""Step 2, normalise: the source's text becomes canonical text, one paragraph a line, each character mapped back.

Mended here, and only in the reading (the source stays as it is): decomposed letters (NFC), look-alike characters,
Markdown marks, hard-wrapped lines, symbols broken over lines, page numbers, paragraphs broken by a page or by a
footnote in mid-page. Nothing is reworded.
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass

from ingest.columns import unfold
from ingest.mapped import Mapped
from ingest.wrap import mend

__all__ = ["Text", "normalise"]

_ONE_TO_ONE = {
    ord("\u00a0"): " ",
    ord("\u2007"): " ",
    ord("\u202f"): " ",
    ord("\u3000"): " ",
    ord("\t"): " ",
    ord("\u2010"): "-",
    ord("\u2011"): "-",
    ord("\u00d0"): "\u0110",  # Ð (Eth) typed for Đ: they look the same and never mean the same
    ord("\u0189"): "\u0110",
    ord("\u2028"): "\n",
    ord("\u2029"): "\n",
    ord("\x0b"): "\n",
    ord("\x0c"): "\n",
    ord("\x85"): "\n",
}
_NOTHING = re.compile("[\ufeff\u200b-\u200f\u2060\u00ad\x00-\x08\x0e-\x1f\x7f]+|\r(?=\n)")
_LONE_CR = re.compile("\r")
_CLUSTER = re.compile(r"[^\n]?[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
_LETTER = re.compile(r"[^\x00-\x7f]")
_TOKEN = re.compile(r"\S+")
_ESCAPE = re.compile(r"\\(?=[-!\"#$%&'()*+,./:;<=>?@\[\]^_`{|}~\\])")
_HARD_BREAK = re.compile(r"\\(?=\s*(?:\n|$))", re.M)
# Both begin with the mark itself: a search that begins with a look behind is slow.
_EMPHASIS = re.compile(r"\*(?:\*+|(?<![\s*]\*)|(?![\s*]))")
_UNDERLINE_EMPHASIS = re.compile(r"_(?:(?<!\w_)(?=\S)|(?<=\S_)(?!\w))")
_ATX = re.compile(r"^ {0,3}#{1,6} +|^ {0,3}> ?", re.M)
_RULE = re.compile(r"^[ \t]*(?:[-–—_=~.*]{3,}|[–—]+|\[)[ \t]*$", re.M)
_TABLE_RULE = re.compile(r"^ *\|?(?: *:?-{3,}:? *\|)+ *:?-*:? *\|? *$", re.M)
_SPACES = re.compile(r"  +")
_GAZETTE = re.compile(r"^CÔNG BÁO\s*/\s*Số\b", re.I)
_PAGE_NUMBER = re.compile(r"^\s*(?:[-–]\s*)?(?:Trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–])?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Text:
    """Canonical text: ``value`` (one paragraph a line, NFC) and the source index of each of its characters."""

    value: str
    at: "array[int]"

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest source range that holds every character of ``[start, end)``; an empty span stays empty."""
        if end <= start:
            place = self.at[min(start, len(self.at) - 1)] if self.at else 0
            return place, place
        cover = self.at[start:end]
        return min(cover), max(cover) + 1


def normalise(source: str) -> Text:
    """Canonical text of a source text. Pure; never raises on any string."""
    text = _letters(Mapped.of(source))
    text = Mapped.join(unfold(text.lines()))
    for pattern, put in ((_HARD_BREAK, ""), (_ESCAPE, ""), (_ATX, ""), (_TABLE_RULE, ""), (_RULE, "")):
        text = text.sub(pattern, put)
    text = text.sub(_EMPHASIS, "").sub(_UNDERLINE_EMPHASIS, "")
    lines = [line.strip() for line in _composed(text).sub(_SPACES, " ").lines()]
    paragraphs = mend(_without_furniture(lines))
    whole = Mapped.join(paragraphs)
    return Text(whole.value, whole.at)


def _letters(text: Mapped) -> Mapped:
    text = text.sub(_NOTHING, "").sub(_LONE_CR, "\n").translate(_ONE_TO_ONE)
    return _composed(text)


def _composed(text: Mapped) -> Mapped:
    """In NFC; each composed letter stands for the first character of its cluster."""
    if unicodedata.is_normalized("NFC", text.value):
        return text
    for pieces in (_CLUSTER, _LETTER, _TOKEN):  # a cluster, a letter of its own, at worst a whole word
        text = text.sub(pieces, lambda match: unicodedata.normalize("NFC", match.group()))
        if unicodedata.is_normalized("NFC", text.value):
            break
    return text


def _without_furniture(lines: list[Mapped]) -> list[Mapped]:
    """Page numbers (a number alone beside a blank line) and the running head of Công báo are furniture."""
    out = []
    for i, line in enumerate(lines):
        alone = (i == 0 or not lines[i - 1].value) or (i + 1 == len(lines) or not lines[i + 1].value)
        if (alone and _PAGE_NUMBER.match(line.value)) or _GAZETTE.match(line.value):
            out.append(line.slice(0, 0))
        else:
            out.append(line)
    return out
