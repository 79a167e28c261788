"""What the symbol of a number tells: the types it may stand for, and the body that issued it."""

import re
from functools import cache, lru_cache

from ingest import words
from ingest.names.tokens import match_key
from ingest.words import Body

__all__ = ["body_of", "types_of_symbol"]

_JOINT = re.compile(r"[/\-]")
_SYMBOLS_KEPT = 1024


@lru_cache(maxsize=_SYMBOLS_KEPT)
def types_of_symbol(symbol: str, side: str = "") -> tuple[str, ...]:
    """Ids of the types that the symbol of a number may stand for: 'QĐ/TW' or 'QĐ' → ('QĐ', 'QyĐ').

    ``side`` 'party' or 'state' narrows them; without it '/' after the type tells the Party's form.
    """
    printed = _JOINT.split(symbol, maxsplit=1)[0]
    side = side or ("party" if "/" in symbol else "state" if "-" in symbol else "")
    sides = {side, "both"} if side else {"party", "state", "both"}
    return tuple(entry.id for entry in words.types() if printed in entry.symbols and entry.side in sides)


@lru_cache(maxsize=_SYMBOLS_KEPT)
def body_of(symbol: str) -> Body | None:
    """The body that a symbol names: 'KL/TW', 'KH-UBND', 'UBND-KGVX', 'QH15' or 'TW'; None where the table has none."""
    parts = [part for part in _JOINT.split(match_key(symbol).upper()) if part]
    if len(parts) > 1 and types_of_symbol(symbol):
        parts = parts[1:]
    for count in range(len(parts), 0, -1):
        found = _body("-".join(parts[:count]))
        if found is not None:
            return found
    return None


@cache
def _by_symbol() -> dict[str, Body]:
    return {entry.symbol.upper(): entry for entry in words.bodies() if not entry.pattern}


@cache
def _by_pattern() -> tuple[tuple[re.Pattern[str], Body], ...]:
    return tuple((re.compile(entry.pattern, re.I), entry) for entry in words.bodies() if entry.pattern)


def _body(symbol: str) -> Body | None:
    return _by_symbol().get(symbol) or next((b for form, b in _by_pattern() if form.fullmatch(symbol)), None)
