"""Readers: one module a form of file, each over a library that knows the form. All keep one of two protocols.

A *reader* has ``read(file, data, limits) -> Source | Issue``: the bytes of one document. A *container* has
``members(file, data, limits) -> Iterator[Member | Issue]``: the files in it, each of which is read in its turn.
Both are pure functions of the bytes; a fault of the bytes is an Issue (:func:`ingest.refusal.refusal`), never raised.
A module is imported when a file of its form is met, and its library with it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Final

from ingest.readers.form import ALIASES, ENCRYPTED, UNSIGNED, form_of, known_form
from ingest.refusal import refusal
from ingest.source import Limits, Source
from ontology.issue import Issue

__all__ = ["CONTAINERS", "READERS", "SUFFIXES", "Member", "read_bytes", "read_document", "unpack"]

#: Form (a suffix of :mod:`ingest.readers.form`) → module with ``read``.
READERS: Final[dict[str, str]] = {
    ".txt": "ingest.readers.plain",
    ".md": "ingest.readers.plain",
    ".docx": "ingest.readers.docx",
    ".doc": "ingest.readers.office",
    ".odt": "ingest.readers.office",
    ".rtf": "ingest.readers.office",
    ".html": "ingest.readers.html",
    ".mht": "ingest.readers.mail",
    ".pdf": "ingest.readers.pdf",
    ".png": "ingest.readers.image",
    ".jpg": "ingest.readers.image",
    ".tif": "ingest.readers.image",
}
#: Form → module with ``members``.
CONTAINERS: Final[dict[str, str]] = {
    ".eml": "ingest.readers.mail",
    ".zip": "ingest.readers.archive",
}
#: Suffixes of the files that are looked into where a whole folder is given.
SUFFIXES: Final = frozenset(
    {*READERS, *CONTAINERS, *(a for a, form in ALIASES.items() if form in {*READERS, *CONTAINERS})}
)

# No writing has so many marks on one letter, and to put them in order takes time by the square of their number.
_STACKED: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0730-\u074a\u0816-\u082d"
    "\u0951-\u0954\u0e38-\u0e3a\u0e48-\u0e4b\u0f71-\u0f84\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099"
    "\u309a\ufe20-\ufe2f]{40}"
)

Reader = Callable[[str, bytes, Limits], Source | Issue]


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a container: its name there, its bytes."""

    name: str
    data: bytes


@dataclass(slots=True)
class _Budget:
    """What a container may still give, with all that is nested in it."""

    members: int
    unpacked: int

    def takes(self, size: int) -> bool:
        """Whether one more member of ``size`` bytes fits; it is counted."""
        self.members -= 1
        self.unpacked -= size
        return self.members >= 0 and self.unpacked >= 0


def read_bytes(file: str, data: bytes, limits: Limits) -> Iterator[Source | Issue]:
    """Every document in ``data``, a file that people know as ``file``; what it is tell its bytes, then its suffix."""
    for found in unpack(file, data, limits):
        yield found if isinstance(found, Issue) else read_document(found, limits)


def unpack(file: str, data: bytes, limits: Limits) -> Iterator[Member | Issue]:
    """The bytes of every document in a file: its own, or of what a container holds, named 'gói.zip/tệp.txt'.

    In a container, files of a form that nobody reads are passed over; alone, reading such a file is an Issue.
    """
    yield from _unpack(file, data, limits, 0, _Budget(limits.members, limits.unpacked_bytes))


def read_document(member: Member, limits: Limits) -> Source | Issue:
    """The one document in bytes that are no container."""
    file, data = member.name, member.data
    claimed, form = known_form(file), form_of(data)
    if form in READERS:
        return _noted(_read(file, data, limits, form), file, claimed, form)
    if not form:
        return _unsigned(file, data, limits, claimed)
    return refusal("form", file, f"tệp dạng {form[1:].upper()}, hệ thống không đọc", "lưu dạng .docx hoặc .pdf rồi nạp")


def _unpack(file: str, data: bytes, limits: Limits, depth: int, budget: _Budget) -> Iterator[Member | Issue]:
    claimed, form = known_form(file), form_of(data)
    if form == ENCRYPTED:
        yield refusal("encrypted", file, "tệp có mật khẩu", "mở tệp, bỏ mật khẩu, lưu lại rồi nạp")
    elif form in CONTAINERS or (not form and claimed in CONTAINERS):
        yield from _members(file, data, limits, form or claimed, depth, budget)
    elif not depth or form in READERS or claimed in READERS or claimed in CONTAINERS:
        yield Member(file, data)


def _read(file: str, data: bytes, limits: Limits, form: str) -> Source | Issue:
    read: Reader = import_module(READERS[form]).read
    source = read(file, data, limits)
    if isinstance(source, Source) and _STACKED.search(source.text):
        return refusal("stacked-marks", file, "chữ mang hàng chục dấu chồng lên nhau", "kiểm tra lại tệp gốc")
    return source


def _unsigned(file: str, data: bytes, limits: Limits, claimed: str) -> Source | Issue:
    """A file without signature: by its suffix where such files have none, else it is plain text or broken."""
    if claimed in UNSIGNED or claimed not in READERS:
        return _read(file, data, limits, claimed if claimed in READERS else ".txt")
    source = _read(file, data, limits, ".txt")
    if isinstance(source, Issue) and source.code in {"binary", "encoding"}:
        return refusal("broken", file, f"tệp mang đuôi {claimed} nhưng đã hỏng", "xin lại tệp gốc rồi nạp")
    return _noted(source, file, claimed, ".txt")


def _noted(source: Source | Issue, file: str, claimed: str, form: str) -> Source | Issue:
    """The source with a note where its suffix says another form than its bytes."""
    if isinstance(source, Issue) or claimed in {form, ""} or {claimed, form} <= UNSIGNED:
        return source
    note = Issue("other-form", f"tệp mang đuôi {claimed}, bên trong là {form}; đọc theo nội dung", file, "sửa đuôi tệp")
    return replace(source, notes=(note, *source.notes))


def _members(
    file: str, data: bytes, limits: Limits, form: str, depth: int, budget: _Budget
) -> Iterator[Member | Issue]:
    if depth >= limits.depth:
        yield refusal("too-deep", file, "tệp nén lồng nhau quá nhiều lớp", "giải nén rồi nạp từng văn bản")
        return
    for member in import_module(CONTAINERS[form]).members(file, data, limits):
        if isinstance(member, Issue):
            yield member
        elif budget.takes(len(member.data)):
            yield from _unpack(f"{file}/{member.name}", member.data, limits, depth + 1, budget)
        else:
            yield refusal("too-large", file, "tệp nén bung ra quá lớn", "chia nhỏ rồi nạp")
            return
