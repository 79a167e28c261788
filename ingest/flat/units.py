"""The lines of one row as units: pieces between which a cell may end, each with what it looks like."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from ingest.flat import words
from ingest.flat.blocks import Line

__all__ = ["Lines", "Unit", "units_of"]

_AHEAD = 90
_FAR = 6  # lines over which a name may be broken


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a line, and what is known of the words that begin with it.

    ``line``, ``start``: where it stands; ``opens``: whether it is the first of its line, with ``gap`` blank lines
    above; ``lone``: whether the line is one word; ``bridged``: a name begins in the lines before and goes on here.
    ``body``: a known name begins here; ``owner``, ``product``, ``time``: such a cell may begin here. The rest of the
    line is nothing but a time (``timed``) or a known name (``named``); so is the piece (``complete``).
    ``unfinished``: no cell ends behind it. ``small``: it begins as hardly any cell does, with a small letter or a
    sign that closes.
    """

    line: int
    start: int
    text: str
    opens: bool
    gap: int
    lone: bool
    bridged: bool
    body: bool
    owner: bool
    product: bool
    time: bool
    timed: bool
    named: bool
    complete: bool
    unfinished: bool
    small: bool


class Lines:
    """What the units of a row tell every column alike: how long each line is up to and with a unit (``reach``), the
    first word of each, where each ends in ``whole``, which cells may begin or end."""

    __slots__ = ("firsts", "reach", "starts", "stops", "units", "whole")

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.whole = " ".join(unit.text for unit in units)
        self.firsts = [len(unit.text.split(" ", 1)[0]) for unit in units]
        self.reach: list[int] = []
        self.starts: list[int] = []
        self.stops: list[int] = []
        length, place = 0, 0
        for unit in units:
            size = len(unit.text)
            length = size if unit.opens else length + 1 + size
            self.reach.append(length)
            self.starts.append(place)
            self.stops.append(place + size)
            place += size + 1


def units_of(lines: Sequence[Line]) -> list[Unit]:
    """The units of the lines of a row."""
    out: list[Unit] = []
    bridged = _bridged(lines)
    for n, line in enumerate(lines):
        ahead = " ".join([line.text, *_some(lines, n + 1)])
        places = _openings(line.text, ahead)
        for at, stop in zip(places, [*places[1:], len(line.text)], strict=True):
            before = out[-1].text if out else ""
            out.append(_unit(line, at, stop, ahead, before, bridged=at == 0 and n in bridged))
    return out


def _bridged(lines: Sequence[Line]) -> set[int]:
    """The lines into which a name or a time goes on from the line before."""
    whole = " ".join(line.text for line in lines)
    heads = list(accumulate((len(line.text) + 1 for line in lines), initial=0))
    found: set[int] = set()
    covered = 0  # names within a name that is broken are none of their own
    for n, line in enumerate(lines):
        for start in (heads[n] + at for at in (0, *_places(line.text))):
            if not whole[start].isupper() or start < covered:
                continue
            for k in range(n + 1, min(n + _FAR, len(lines))):
                before, near = whole[start : heads[k] - 1], whole[heads[k] :][:_AHEAD]
                if len(before) > _AHEAD or not (words.bridges(before, near) or words.bridges(before, lines[k].text)):
                    break
                found.add(k)
                covered = heads[k] + 1
    return found


def _places(text: str) -> list[int]:
    """Where words begin within the line."""
    return [at for at in range(1, len(text)) if text[at - 1] == " " and text[at].isalnum()]


def _openings(text: str, ahead: str) -> list[int]:
    """Where in a line a cell may begin: at its head, and within it with a capital, or a time that fills the rest."""
    inner = (at for at in _places(text) if text[at - 2] not in ",-–(/")
    return [0, *(at for at in inner if text[at].isupper() or _may_be_time(text[at:], ahead[at : at + _AHEAD]))]


def _may_be_time(rest: str, ahead: str) -> bool:
    """Whether a time fills the rest of the line, or begins with a year there and goes on in the next."""
    return words.is_time(rest) or (rest[:4].isdigit() and words.time_at(ahead))


def _some(lines: Sequence[Line], n: int) -> list[str]:
    found: list[str] = []
    while n < len(lines) and sum(map(len, found)) < _AHEAD:
        found.append(lines[n].text)
        n += 1
    return found


def _unit(line: Line, at: int, stop: int, ahead: str, before: str, *, bridged: bool) -> Unit:
    near, rest, text = ahead[at : at + _AHEAD], line.text[at:], line.text[at:stop].rstrip()
    end = words.knows_body(near)
    return Unit(
        line=line.i,
        start=line.start + at,
        text=text,
        opens=at == 0,
        gap=line.gap if at == 0 else 0,
        lone=" " not in line.text,
        bridged=bridged,
        body=end > 0,
        owner=words.begins_owner(near),
        product=words.begins_product(near),
        time=words.time_at(near),
        timed=words.is_time(rest),
        named=0 < len(rest.rstrip(" .;")) == end,
        complete=0 < len(text) == end,
        unfinished=words.is_unfinished(f"{before} {text}" if len(text) < 12 else text),
        small=text[0].islower() or text[0] in "(),;.",
    )
