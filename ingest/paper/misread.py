"""What recognition often misreads in these documents: numbers, Roman numerals, spaces that it loses."""

import functools
import re
import tomllib
from collections.abc import Sequence
from typing import Final

import data
from ingest.marks import is_capitals
from ingest.paper.rows import rows_of
from ingest.paper.sheet import Sheet, Token, words_of
from ingest.source import Origin
from ingest.syllables import possible

__all__ = ["ROMAN_LIKE", "mend_numerals", "mend_words", "mended"]

ROMAN_LIKE: Final = re.compile(r"[IVXHTLl1|]{1,5}[.,)]?")
_FIGURES: Final = str.maketrans({"l": "1", "I": "1", "L": "1", "|": "1", "]": "1", "[": "1", "O": "0", "o": "0"})
_STROKES: Final = (("H", "II"), ("l", "I"), ("1", "I"), ("|", "I"), ("T", "I"), ("L", "I"))
_NUMBER: Final = re.compile(r"[\dlILOo|\]\[]+[.,;:)]?")
_QUARTER: Final = re.compile(r"(?P<quarter>[IVHl1|T]{1,4})(?P<rest>/\d{4}.*|[.,;]?)")
_GLUED: Final = re.compile(r"[^\W\d_]{4,24}")
_LETTER_FIGURE: Final = re.compile(r"(?P<word>[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*)(?P<figure>\d+)")
_SPAN: Final = re.compile(r"^(?P<year>(?:19|20)\d\d)-$")  # '1995- 2006'
_PARTY: Final = re.compile(r"(?<=[A-Za-zĐ])/[ĐÐ]{2}U\b")  # no body has this symbol
_EDGES: Final = ".,;:!?()“”\"'-–"
_LONGEST_SYLLABLE: Final = 7
_ROMANS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def mended(tokens: Sequence[Token]) -> None:
    """Mend tokens of one page, in place."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        token.text = _SPAN.sub(r"\g<year> -", _apart(_with_figures(_PARTY.sub("/ĐU", token.text))))
        if before is not None and before.text.lower() == "quý":
            token.text = _quarter(token.text)


def mend_words(tokens: Sequence[Token]) -> None:
    """Mend words of one page that cannot be meant (``data/words/misread.toml``), in place, in the order given."""
    keys = [token.text.strip(_EDGES).lower() for token in tokens]
    for i, key in enumerate(keys):
        for seen, meant in _table().get(key, ()):
            if keys[i : i + len(seen)] == list(seen):
                for token, old, new in zip(tokens[i:], seen, meant, strict=False):
                    _replace(token, old, new)


def _replace(token: Token, old: str, new: str) -> None:
    at = token.text.lower().find(old)
    if at >= 0 and old != new:
        initial = new.capitalize() if token.text[at].isupper() else new
        token.text = token.text[:at] + initial + token.text[at + len(old) :]


@functools.cache
def _table() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """First word as seen → phrases as seen and as meant."""
    raw = tomllib.loads(data.path("words", "misread.toml").read_text(encoding="utf-8"))
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for entry in raw["entry"]:
        seen, meant = tuple(entry["seen"].split()), tuple(entry["meant"].split())
        table.setdefault(seen[0], []).append((seen, meant))
    return table


def _with_figures(text: str) -> str:
    """A letter that stands for a figure in a number: 'L1/CT-TTg', 'l6', '202]'."""
    head, slash, tail = text.partition("/")
    if any(c.isdigit() for c in head) and _NUMBER.fullmatch(head) and len(head) <= 5:
        return head.translate(_FIGURES) + slash + tail
    return text


def _quarter(text: str) -> str:
    """'IH/2026' is 'III/2026'."""
    match = _QUARTER.fullmatch(text)
    if match is None:
        return text
    numeral = _strokes(match["quarter"])
    return numeral + match["rest"] if numeral in _ROMANS[:4] else text


def _strokes(text: str) -> str:
    for seen, meant in _STROKES:
        text = text.replace(seen, meant)
    return text


def _apart(text: str) -> str:
    """Syllables that lost the spaces between them: 'Thuếcơsở' is 'Thuế cơ sở', where it can be cut in one way only."""
    match = _LETTER_FIGURE.fullmatch(text)
    if match is not None and possible(match["word"]):
        return f"{match['word']} {match['figure']}"
    word = text.strip(".,;:()")
    if word.isascii() or word.isupper() or not _GLUED.fullmatch(word) or possible(word):
        return text
    cuts = _cuts(word)
    fewest = [cut for cut in cuts if len(cut) == min(map(len, cuts))]
    return text.replace(word, " ".join(fewest[0])) if len(fewest) == 1 else text


def _cuts(word: str) -> list[list[str]]:
    """All ways to cut ``word`` into two to four syllables that can be."""
    found: list[list[str]] = []

    def cut(rest: str, parts: list[str]) -> None:
        if not rest:
            found.append(parts)
            return
        if len(parts) == 4:
            return
        for size in range(1, min(_LONGEST_SYLLABLE, len(rest)) + 1):
            if (size > 1 or not rest[0].isascii()) and possible(rest[:size]):
                cut(rest[size:], [*parts, rest[:size]])

    cut(word, [])
    return [parts for parts in found if len(parts) > 1]


def mend_numerals(sheets: Sequence[Sheet]) -> None:
    """Roman numerals of headings in capitals, which count on: after 'II.' a misread 'II' or 'IIL' is 'III.'."""
    last = 0
    for sheet in sheets:
        if sheet.origin is not Origin.OCR:
            continue
        for row in rows_of(sheet.tokens):
            first, rest = row.tokens[0], row.tokens[1:]
            if not rest or not ROMAN_LIKE.fullmatch(first.text) or not is_capitals(words_of(rest)):
                continue
            seen = first.text.rstrip(".,)")
            following = _ROMANS[last] if last < len(_ROMANS) else ""
            if seen not in ("I", following) and _near(_strokes(seen), following):
                seen = following
            if seen in _ROMANS:
                first.text, last = f"{seen}.", _ROMANS.index(seen) + 1


def _near(seen: str, meant: str) -> bool:
    """Whether one stroke was lost or added."""
    return (
        bool(meant) and (seen == meant or any(meant[:i] + meant[i + 1 :] == seen for i in range(len(meant))))
    ) or any(seen[:i] + seen[i + 1 :] == meant for i in range(len(seen)))
