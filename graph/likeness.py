"""How far two directives look like one: codes, dates, seats, issuers and subjects compared, reasons in Vietnamese."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import Final

from graph.known import Known
from graph.mention import Node, is_placed
from graph.titles import subject_overlap
from ontology.fold import fold

__all__ = ["day", "issuers_fit", "reasons_of_likeness", "seats_fit", "subject_overlap"]

_PART: Final = re.compile(r"[a-z]+|\d+")
#: Below this many letters one letter tells two organs apart: TU and ĐU, CT and CTr.
_SLIP_LETTERS: Final = 5


def reasons_of_likeness(one: Known, other: Known) -> tuple[str, ...]:
    """Why two directives are probably one; nothing where something speaks against it or too little speaks for it.

    Either one code, with one date or one told seat and nothing that contradicts; or codes that differ by one letter
    or by marks, with one number, one told date, and seats and issuers that fit.
    """
    shared = bool(one.keys & other.keys)
    if not (shared or _slip(one, other)) or not _bodies_fit(one.node, other.node):
        return ()
    when, where = _date_reason(one.node, other.node), _seat_reason(one.node.seat, other.node.seat)
    one_day = one.node.date is not None and one.node.date == other.node.date
    one_seat = one.node.seat == other.node.seat and is_placed(one.node.seat)
    if not when or not where or not (one_day or (shared and one_seat)):
        return ()
    if not shared and not issuers_fit(one.issuers, other.issuers):
        return ()
    what = f"cùng số, ký hiệu {one.code}" if shared else f"số, ký hiệu gần như một: {one.code} và {other.code}"
    held = ("cả hai có toàn văn trong kho nên máy không tự gộp",) if one.held and other.held else ()
    return (what, when, where, *held)


def seats_fit(one: str, other: str) -> bool:
    """Whether two seats may be one place: equal, or one tells less and nothing else."""
    if one == other:
        return True
    if is_placed(one) and is_placed(other):
        return False
    poorer, fuller = (other, one) if is_placed(one) else (one, other)
    place, _, _ = poorer.rpartition(".x.")
    named, _, _ = fuller.rpartition(".x.") if not is_placed(fuller) else fuller.partition(".")
    return not place or not named or place == named


def issuers_fit(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two issuers may be one: a name of the one holds all words of a name of the other, or one is not told."""
    names, others = [set(fold(n).split()) for n in one], [set(fold(n).split()) for n in other]
    return not names or not others or any(a <= b or b <= a for a, b in product(names, others))


def day(when: date) -> str:
    """A day as directives print it."""
    return f"{when.day}/{when.month}/{when.year}"


def _slip(one: Known, other: Known) -> bool:
    return any(_codes_slip(a, b) for a, b in product(one.codes, other.codes))


def _codes_slip(one: str, other: str) -> bool:
    """Whether two codes of one number differ by marks only, or by one letter of one long part."""
    parts, others = _PART.findall(fold(one)), _PART.findall(fold(other))
    if len(parts) != len(others) or not parts or parts[0].lstrip("0") != others[0].lstrip("0"):
        return False
    unlike = [(a, b) for a, b in zip(parts[1:], others[1:], strict=True) if a != b]
    return not unlike or (len(unlike) == 1 and _one_letter(*unlike[0]))


def _one_letter(one: str, other: str) -> bool:
    if max(len(one), len(other)) < _SLIP_LETTERS or not (one + other).isalpha():
        return False
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[same + 1 :] in (other[same + 1 :], other[same:]) or one[same:] == other[same + 1 :]


def _bodies_fit(one: Node, other: Node) -> bool:
    if one.types and other.types and not one.types & other.types:
        return False
    return not (one.bodies and other.bodies) or bool(one.bodies & other.bodies)


def _date_reason(one: Node, other: Node) -> str:
    if one.date and other.date:
        return f"cùng ngày {day(one.date)}" if one.date == other.date else ""
    told, untold = (one, other) if one.date else (other, one)
    if told.date is None:
        return "cả hai không ghi ngày"
    after = untold.earliest is None or untold.earliest <= told.date
    if not after or (untold.latest is not None and told.date > untold.latest):
        return ""
    return f"một bên ghi ngày {day(told.date)}, bên kia không ghi ngày"


def _seat_reason(one: str, other: str) -> str:
    if not seats_fit(one, other):
        return ""
    if one == other and is_placed(one):
        return "cùng nơi ban hành"
    if is_placed(one) or is_placed(other):
        return "một bên không nói rõ nơi ban hành"
    return "cả hai không nói rõ nơi ban hành"
