"""Step 2, normalise: the source's text becomes canonical text, one paragraph a line, each character mapped back.

Mended here, and only in the reading (the source stays as it is): decomposed letters (NFC), look-alike characters,
Markdown marks, hard-wrapped lines, symbols broken over lines, page numbers, paragraphs broken by a page or by a
footnote in mid-page. Nothing is reworded.
"""

import re
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ingest.columns import is_drawn, unfold
from ingest.flat import Doubt, RowLine, arranged
from ingest.mapped import Mapped, Plain
from ingest.wrap import Piece, mend

__all__ = ["Text", "canonical", "normalise"]

Words = TypeVar("Words", Mapped, Plain)

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
# Signs of which one must be there: to look for each of them is several times faster than to try the pattern.
_SIGNS_OF_NOTHING = tuple(
    map(chr, (0xFEFF, *range(0x200B, 0x2010), 0x2060, 0xAD, *range(9), *range(0x0E, 0x20), 0x7F, 0x0D))
)
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
_RULE_LINE = r"[ \t]*(?:[-–—_=~.*]{3,}|[–—]+|\[)[ \t]*$"
_RULE = re.compile(rf"^{_RULE_LINE}", re.M)
_RULE_BELOW = re.compile(rf"\n{_RULE_LINE}", re.M)  # one that begins with a fixed letter is found far faster
_TABLE_RULE = re.compile(r"^ *\|?(?: *:?-{3,}:? *\|)+ *:?-*:? *\|? *$", re.M)
#: What is taken out, in this order, each with signs of which one must be there: to look for a sign is far faster.
_TAKEN_OUT = (
    (("\\",), _HARD_BREAK),
    (("\\",), _ESCAPE),
    (("#", ">"), _ATX),
    (("---",), _TABLE_RULE),
    ((), _RULE),
    (("*",), _EMPHASIS),
    (("_",), _UNDERLINE_EMPHASIS),
)
_SPACES = re.compile(r"  +")
_GAZETTE = re.compile(r"^CÔNG BÁO\s*/\s*Số\b", re.I)
_PAGE_NUMBER = re.compile(r"^\s*(?:[-–]\s*)?(?:Trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–])?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Text:
    """Canonical text: ``value`` (one paragraph a line, NFC) and the source index of each of its characters.

    ``doubts``: how sure the cells are of each row that was put together from the lines of a flattened table, by where
    the row begins.
    """

    value: str
    at: "array[int]"
    doubts: Mapping[int, tuple[Doubt, ...]] = field(default_factory=dict)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest source range that holds every character of ``[start, end)``; an empty span stays empty."""
        if end <= start:
            place = self.at[min(start, len(self.at) - 1)] if self.at else 0
            return place, place
        cover = self.at[start:end]
        return min(cover), max(cover) + 1


def canonical(source: str) -> Text:
    """The canonical text of a source text, as :func:`normalise` gives it, without the way back (``at`` is empty)."""
    lines = [line.strip() for line in _cleaned(Plain(source)).value.split("\n")]
    calm = _without_furniture(lines)
    order = arranged(lines, calm)
    if order is not None:
        calm = [calm[i] if isinstance(i, int) else i.plain(lines) for i in order]
    rows = _rows(order)
    paragraphs = mend(calm, rows)
    text = "\n".join("".join(glue + calm[i] for i, glue in paragraph) for paragraph in paragraphs)
    return Text(text, array("l"), _doubts(calm, rows, paragraphs))


def normalise(source: str) -> Text:
    """Canonical text of a source text, each character with its place in the source. Pure; never raises."""
    mapped = [line.strip() for line in _cleaned(Mapped.of(source)).lines()]
    lines = [line.value for line in mapped]
    calm = _without_furniture(lines)
    order = arranged(lines, calm)
    if order is not None:
        calm = [calm[i] if isinstance(i, int) else i.plain(lines) for i in order]
        mapped = [mapped[i] if isinstance(i, int) else i.mapped(mapped) for i in order]
    rows = _rows(order)
    paragraphs = mend(calm, rows)
    whole = Mapped.join(Mapped.chain((mapped[i], glue) for i, glue in paragraph) for paragraph in paragraphs)
    return Text(whole.value, whole.at, _doubts(calm, rows, paragraphs))


def _rows(order: Sequence[int | RowLine] | None) -> dict[int, RowLine]:
    """The rows of flattened tables, by their place among the lines."""
    return {n: line for n, line in enumerate(order) if not isinstance(line, int)} if order else {}


def _doubts(
    lines: Sequence[str], rows: Mapping[int, RowLine], paragraphs: Sequence[Sequence[Piece]]
) -> dict[int, tuple[Doubt, ...]]:
    """The doubts of the rows, by where each begins in the canonical text."""
    found, place = {}, 0
    for paragraph in paragraphs if rows else ():
        row = rows.get(paragraph[0][0])
        if row is not None:
            found[place] = row.doubts
        place += sum(len(lines[i]) + len(glue) for i, glue in paragraph) + 1
    return found


def _cleaned(text: Words) -> Words:
    """Letters composed, drawn tables unfolded, the marks of Markdown and rules gone, spaces single."""
    if any(map(text.value.__contains__, _SIGNS_OF_NOTHING)):
        text = text.sub(_NOTHING, "").sub(_LONE_CR, "\n")
    text = text.translate(_ONE_TO_ONE)
    text = _unfolded(_composed(text))
    whole = text.value
    for signs, pattern in _TAKEN_OUT:
        if any(sign in text.value for sign in signs) if signs else _is_ruled(text.value):
            text = text.sub(pattern, "")
    if text.value != whole:  # letters and accents may have met
        text = _composed(text)
    return text.sub(_SPACES, " ") if "  " in text.value else text


def _is_ruled(value: str) -> bool:
    return _RULE.match(value) is not None or _RULE_BELOW.search(value) is not None


def _unfolded(text: Words) -> Words:
    if not is_drawn(text.value):
        return text
    if isinstance(text, Mapped):
        return Mapped.join(unfold(text.lines()))
    return Plain("\n".join(line.value for line in unfold(Mapped.of(text.value).lines())))


def _composed(text: Words) -> Words:
    """In NFC; each composed letter stands for the first character of its cluster."""
    if unicodedata.is_normalized("NFC", text.value):
        return text
    for pieces in (_CLUSTER, _LETTER, _TOKEN):  # a cluster, a letter of its own, at worst a whole word
        text = text.sub(pieces, lambda match: unicodedata.normalize("NFC", match.group()))
        if unicodedata.is_normalized("NFC", text.value):
            break
    return text


def _without_furniture(lines: list[str]) -> list[str]:
    """Page numbers (a number alone beside a blank line) and the running head of Công báo are furniture: blank lines."""
    out = []
    for i, line in enumerate(lines):
        alone = (i == 0 or not lines[i - 1]) or (i + 1 == len(lines) or not lines[i + 1])
        page = alone and line and (line[-1].isdigit() or line[-1] in "-–") and _PAGE_NUMBER.match(line)
        furniture = page or (line[:1] in ("C", "c") and _GAZETTE.match(line))
        out.append("" if furniture else line)
    return out
