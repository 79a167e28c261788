"""Readers: one module a form of file, each over a library that knows the form. All keep one of two protocols.

A *reader* has ``read(file, data, limits) -> Source | Issue``: the bytes of one document. A *container* has
``members(file, data, limits) -> Iterator[Member | Issue]``: the files in it, each of which is read in its turn.
Both are pure functions of the bytes; a fault of the bytes is an Issue (:func:`ingest.refusal.refusal`), never raised.
A module is imported when a file of its form is met, and its library with it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Final

from ingest.refusal import refusal
from ingest.source import Limits, Source
from ontology.issue import Issue

__all__ = ["CONTAINERS", "READERS", "SUFFIXES", "Member", "read_bytes"]

#: Suffix → module with ``read``.
READERS: Final[dict[str, str]] = {
    ".txt": "ingest.readers.plain",
    ".md": "ingest.readers.plain",
}
#: Suffix → module with ``members``.
CONTAINERS: Final[dict[str, str]] = {}
SUFFIXES: Final = frozenset({*READERS, *CONTAINERS})

Reader = Callable[[str, bytes, Limits], Source | Issue]


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a container: its name there, its bytes."""

    name: str
    data: bytes


def read_bytes(file: str, data: bytes, limits: Limits, depth: int = 0) -> Iterator[Source | Issue]:
    """Every document in ``data``, a file that people know as ``file``; what it is tells its suffix."""
    suffix = PurePath(file).suffix.lower()
    if suffix in CONTAINERS:
        yield from _members(file, data, limits, depth)
    elif suffix in READERS or not depth:
        read: Reader = import_module(READERS.get(suffix, READERS[".txt"])).read
        yield read(file, data, limits)


def _members(file: str, data: bytes, limits: Limits, depth: int) -> Iterator[Source | Issue]:
    if depth >= limits.depth:
        yield refusal("too-deep", file, "tệp nén lồng nhau quá nhiều lớp", "giải nén rồi nạp từng văn bản")
        return
    container = import_module(CONTAINERS[PurePath(file).suffix.lower()])
    for member in container.members(file, data, limits):
        if isinstance(member, Issue):
            yield member
        else:
            yield from read_bytes(f"{file}/{member.name}", member.data, limits, depth + 1)
