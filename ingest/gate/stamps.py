"""Whether a column of a line is a stamp that tells a level: the level alone, or with what stamps set beside it."""

import re
from typing import Final

from ingest.gate.words import Weight, letters_of, squeezed, words
from ontology.fold import fold

__all__ = ["LONGEST", "stamp"]

#: Letters and signs of a stamp with all that stands beside it.
LONGEST: Final = 80

_NUMBERED: Final = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]|[a-zđ]\)|[IVX]+[.)])\s")
_MISREAD: Final = re.compile(r"M[ÂẬẠA][I1L7|!]")


def stamp(column: str, zone: bool, recognised: bool, loose: bool) -> tuple[Weight, str] | None:
    """The weight and level of a column that is a stamp, else None."""
    if len(column) > LONGEST and len(column.strip(" .*_-–—=~…")) > LONGEST:
        return None
    if _NUMBERED.match(column):
        return None
    table = words()
    if level := table.undecoded.get(squeezed(column)):
        return Weight.SECRET, level
    letters = letters_of(column)
    if not letters or len(letters) > LONGEST:
        return None
    capital = letters.upper()
    if letters != capital and not loose and not (zone and letters[0].isupper()):
        return None
    return _phrase(capital, zone, recognised) or (_misread(column, letters) if zone and recognised else None)


def _phrase(capital: str, zone: bool, recognised: bool) -> tuple[Weight, str] | None:
    table = words()
    bare = fold(capital).upper()
    if not table.phrase.fullmatch(capital):
        return _wrong_accents(capital, bare, zone, recognised)
    levels = {table.levels[word] for word in table.level.findall(capital)}
    paper = capital.startswith(table.papers)
    if len(levels) > 1 or (paper and not zone) or (capital == "MAT" and not zone):
        return Weight.HELD, max(levels)
    return Weight.SECRET, max(levels)


def _wrong_accents(capital: str, bare: str, zone: bool, recognised: bool) -> tuple[Weight, str] | None:
    """TỐI MẶT, TUYỆT MÂT, MÂT: letters of a level with other accents; of one syllable only where a stamp may be."""
    if bare in ("TOIMAT", "TUYETMAT"):
        return Weight.SECRET, words().levels[bare]
    if bare != "MAT" or not zone:
        return None
    if recognised:
        return (Weight.SECRET if capital in ("MÂT", "MẠT") else Weight.HELD), words().levels[bare]
    return (Weight.HELD, words().levels[bare]) if capital == "MÂT" else None


def _misread(column: str, letters: str) -> tuple[Weight, str] | None:
    """Signs that recognition takes for the letters of a stamp: MẬI, MẬ1, M4T."""
    seen = "".join(char for char in column.upper() if char.isalnum() or char in "|!")
    found = _MISREAD.fullmatch(seen) and letters.upper() != "MAI"
    return (Weight.HELD, "MẬT") if found or seen.replace("4", "A") == "MAT" else None
