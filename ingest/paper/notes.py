"""Marks of footnotes: figures set smaller and higher than the word that they cling to, written as text has them (¹)."""

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

from ingest.paper.sheet import Token

__all__ = ["BELOW", "FIGURE", "HIGH", "HIGHER", "MARKS", "RAISED", "SMALLER", "with_marks"]

#: What may be a mark, with the stops behind it.
FIGURE: Final = re.compile(r"\d{1,3}[.,;:!?)\]”’\"'…]*", re.ASCII)
_STOP = re.compile(r"[.,;:!?)\]”’\"'…]")
#: Figures as marks are written.
RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MARKS: Final = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_FIGURES: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: Of the letters' size: the height of a word's box, as lines are set solid, which holds Ậ and g.
HIGH: Final = 1.15
#: Of the letters' size: how much of that stands below the line.
BELOW: Final = 0.24
#: Of the size beside it: marks are set in 0.5 to 0.7.
SMALLER: Final = 0.8
#: Of the size beside it: marks stand a third higher, where nothing else is asked for.
HIGHER: Final = 0.12
_NEAR: Final = 1.0  # of the height beside it: as far as the word that a mark belongs to
_TOUCHING: Final = 0.1  # of the height beside it: no space is so narrow
_MOST: Final = 100  # of figures on a page whose word is looked for anywhere: a page with more is a drawing
_NOTES: Final = 0.95  # of the usual size: the text of notes is smaller


def with_marks(
    tokens: list[Token], sizes: Sequence[float], figures: Sequence[int], marked: Sequence[int]
) -> list[Token]:
    """``tokens`` with those ``figures`` that are raised written as marks; each mark is one word with what it clings to.

    ``sizes``: of the letters of each token, 0 where unknown; ``marked``: the tokens that end with a mark already.
    """
    beside = _words_beside(tokens, sizes, figures)
    raised = [i for i in figures if i in beside and _is_raised(tokens[i], beside[i])]
    if not raised and not marked:
        return tokens
    for i in raised:
        tokens[i].text = tokens[i].text.translate(RAISED)
    _mark_notes(tokens, sizes, figures, {_number(tokens[i]) for i in (*raised, *marked)})
    return _joined(tokens, raised, marked)


def _words_beside(tokens: Sequence[Token], sizes: Sequence[float], figures: Sequence[int]) -> dict[int, Token]:
    """The word beside each figure: before it or behind it in the file, else, for small ones, anywhere on the page, as
    some programs draw marks last."""
    found: dict[int, Token] = {}
    adrift = []
    for i in figures:
        near = (j for j in (i - 1, i + 1) if 0 <= j < len(tokens) and sizes[j] and _is_beside(tokens[i], tokens[j]))
        j = next(near, None)
        if j is None:
            adrift.append(i)
        else:
            found[i] = tokens[j]
    small = SMALLER * median(sizes) if adrift else 0.0
    known = [token for token, size in zip(tokens, sizes, strict=True) if size] if small else []
    for i in [i for i in adrift if sizes[i] < small][:_MOST]:
        token = next((token for token in known if _is_beside(tokens[i], token)), None)
        if token is not None:
            found[i] = token
    return found


def _is_raised(figure: Token, word: Token) -> bool:
    """Whether a figure is set smaller and higher than the word beside it."""
    smaller = figure.height < SMALLER * word.height
    return smaller and _line_of(word) - _line_of(figure) > HIGHER * word.height


def _is_beside(figure: Token, token: Token) -> bool:
    """Whether a word stands just before a figure, or just behind it, on one line."""
    if figure is token or abs(_line_of(token) - _line_of(figure)) > 0.8 * token.height:
        return False
    apart = figure.left - token.right if token.left < figure.left else token.left - figure.right
    return -0.5 * token.height < apart < _NEAR * token.height


def _mark_notes(tokens: Sequence[Token], sizes: Sequence[float], figures: Sequence[int], marks: set[str]) -> None:
    """The number that a note begins with is its mark, raised (Word) or not (LibreOffice): below all letters of the
    usual size it opens a line of smaller ones, and stands as a mark above."""
    usual = _NOTES * median(size for size in sizes if size)
    large = (t for t, size in zip(tokens, sizes, strict=True) if size >= usual and not FIGURE.fullmatch(t.text))
    floor = max(map(_line_of, large), default=0.0)
    for i in figures:
        token, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
        if token.text not in marks or after is None or max(sizes[i], sizes[i + 1]) >= usual:
            continue
        opens = not i or tokens[i - 1].bottom <= token.top or tokens[i - 1].left > token.left
        if opens and token.left < after.left and _is_beside(token, after) and _line_of(token) > floor:
            token.text = token.text.translate(RAISED)


def _number(token: Token) -> str:
    """The figures of the mark at the end of a token."""
    word = token.text.rstrip(".,;:!?)]”’\"'…")
    return word[len(word.rstrip("".join(MARKS))) :].translate(_FIGURES)


def _joined(tokens: list[Token], raised: Sequence[int], marked: Sequence[int]) -> list[Token]:
    """Each mark one word with the word before it, where no space parts them, and with the stop behind it."""
    gone = set()
    for i in raised:
        mark, before = tokens[i], tokens[i - 1] if i else None
        if before is not None and _touches(before, mark, before.height):
            mark.text, mark.left = before.text + mark.text, before.left
            mark.top, mark.bottom = before.top, before.bottom
            gone.add(i - 1)
    for i in (*raised, *marked):
        mark, stop = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
        if stop is not None and _STOP.match(stop.text) and _touches(mark, stop, stop.height):
            stop.text, stop.left = mark.text + stop.text, mark.left
            gone.add(i)
    return [token for i, token in enumerate(tokens) if i not in gone]


def _touches(one: Token, other: Token, size: float) -> bool:
    """Whether nothing, no space either, stands between a word and the next on its line."""
    return abs(other.left - one.right) < _TOUCHING * size and abs(_line_of(one) - _line_of(other)) < 0.8 * size


def _line_of(token: Token) -> float:
    """How far down the page the line is that the letters of a token stand on."""
    return token.bottom - token.height * (BELOW / HIGH)
