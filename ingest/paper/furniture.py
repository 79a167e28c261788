"""What belongs to the page and not to the text: page numbers, running heads, stamps of digital signing.

They are taken out of the text and kept aside, for the secrecy gate reads them too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.paper.grids import grids_of
from ingest.paper.rows import rows_of
from ingest.paper.sheet import Row, Sheet, Token

__all__ = ["signing_stamp", "without_furniture"]

_NUMBER = re.compile(r"[-–—]?\s*(?:Trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–—]?$", re.I)
_GAZETTE = re.compile(r"(?:\d+\s+)?CÔNG BÁO\s*/\s*Số\b", re.I)
_SIGNED = re.compile(
    r"(?:(?:Được )?ký (?:số )?bởi|Người ký|Ngày ký|Thời gian ký|Ký ngày|Digitally signed|Signed by|Signature)\b",
    re.I,
)
_STAMPED_AT = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[T ,]+\d{1,2}:\d{2}(?::\d{2})?")
_EDGE_ROWS = 3
_MARGIN = 0.12  # of the page's height: furniture stands within
_SMALL = 1.6  # leadings between two lines of one stamp


def without_furniture(sheets: Sequence[Sheet]) -> list[str]:
    """Take furniture and signing stamps out of the sheets' tokens; the words taken out, line by line."""
    rows = [rows_of(grids_of(sheet)[1]) for sheet in sheets]  # the head of a table that goes on is none
    running = _running(rows, sheets)
    taken: list[str] = []
    for sheet, lines in zip(sheets, rows, strict=True):
        out = [row for row in _edges(lines, sheet) if _is_furniture(row, running)]
        out += [Row(block) for block in signing_stamp(lines)]
        gone = {id(token) for row in out for token in row.tokens}
        sheet.tokens = [token for token in sheet.tokens if id(token) not in gone]
        taken += [row.text for row in out]
    return taken


def _edges(rows: Sequence[Row], sheet: Sheet) -> list[Row]:
    low, high = _MARGIN * sheet.height, (1 - _MARGIN) * sheet.height
    top = [row for row in rows[:_EDGE_ROWS] if row.top < low]
    return top + [row for row in rows[max(_EDGE_ROWS, len(rows) - _EDGE_ROWS) :] if row.bottom > high]


def _key(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text)


def _running(rows: Sequence[Sequence[Row]], sheets: Sequence[Sheet]) -> frozenset[str]:
    """Lines at the edge of at least three pages and half of all: running heads and feet."""
    seen = Counter(
        key for lines, sheet in zip(rows, sheets, strict=True) for key in {_key(row) for row in _edges(lines, sheet)}
    )
    return frozenset(key for key, n in seen.items() if n >= 3 and n * 2 >= len(sheets) and len(key) > 2)


def _is_furniture(row: Row, running: frozenset[str]) -> bool:
    return bool(_NUMBER.match(row.text) or _GAZETTE.match(row.text) or _key(row) in running)


def signing_stamp(rows: Iterable[Row]) -> list[list[Token]]:
    """The tokens of each stamp of digital signing: lines of one small block, one of which says who or when signed."""
    blocks: list[list[Token]] = []
    for row in rows:
        for piece in _pieces(row):
            near = next((b for b in blocks if _adjoins(b[-1], piece[0], b)), None)
            if near is None:
                blocks.append(piece)
            else:
                near += piece
    return [block for block in blocks if len(block) < 60 and _is_stamp(block)]


def _is_stamp(block: Sequence[Token]) -> bool:
    words = " ".join(token.text for token in block)
    said = _SIGNED.search(words)
    return bool(
        (said and (_STAMPED_AT.search(words) or said.start() < 3)) or (_STAMPED_AT.search(words) and "+0" in words)
    )


def _pieces(row: Row) -> list[list[Token]]:
    pieces = [[row.tokens[0]]]
    for before, token in zip(row.tokens, row.tokens[1:], strict=False):
        if token.left - before.right > 2 * token.height:
            pieces.append([])
        pieces[-1].append(token)
    return pieces


def _adjoins(last: Token, first: Token, block: Sequence[Token]) -> bool:
    left = min(token.left for token in block)
    step = first.top - last.top
    same = abs(first.height - last.height) < 0.3 * last.height
    return same and abs(first.left - left) < 2 * first.height and 0 < step < _SMALL * last.height
