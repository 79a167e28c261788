"""The gate: a document that bears a mark of State secrecy is refused before anything of it is read further.

Levels by Luật Bảo vệ bí mật nhà nước (117/2025/QH15): MẬT, TỐI MẬT, TUYỆT MẬT. A mark stands alone: on a line, in a
column, in a page header, a stamp, a file's name, its metadata. Words that only contain it (bảo mật, bí mật nhà nước,
mật độ) do not fire. Where nobody but a person can tell (a scan too poor, a mark beside a stamp GIẢI MẬT), the document
is *held*: refused too, until a named person has looked at the paper and says that it is open.

Words stand in ``data/words/secrecy.toml``; what a line says in :mod:`ingest.gate.lines`, what a name says in
:mod:`ingest.gate.filenames`.
"""

from typing import Final

from ingest.gate.filenames import weight_of_name
from ingest.gate.lines import weigh
from ingest.gate.words import Weight
from ingest.refusal import refusal
from ingest.source import Origin, Page, Source
from ontology.issue import Issue

__all__ = ["HELD", "SECRET", "look", "look_at_name"]

#: The codes of the two refusals.
SECRET: Final = "secret"
HELD: Final = "held"

# A first page recognised below this, or with fewer letters than any head has, may hide a stamp.
_LEGIBLE: Final = 0.6
_FEWEST_LETTERS: Final = 60

_UNCLEAR: Final = "không rõ văn bản có mang dấu chỉ độ mật hay không; hệ thống không lưu và không đọc tiếp"
_POOR: Final = "bản quét quá mờ, không rõ có mang dấu chỉ độ mật hay không; hệ thống không lưu và không đọc tiếp"


def look(source: Source, *, cleared: bool = False) -> Issue | None:
    """A refusal where ``source`` bears a secrecy mark or may bear one, else None. It holds no word of the document.

    ``cleared`` tells that a person has looked at this document and says that it is open: what would be held passes
    then; what plainly bears a mark is refused all the same.
    """
    weight = max(weight_of_name(source.file), _weight_of_marks(source), _weight_of_text(source))
    if weight is Weight.SECRET:
        return _secret(source.file)
    if cleared:
        return None
    if weight is Weight.HELD:
        return _held(source.file, _UNCLEAR)
    return _held(source.file, _POOR) if _illegible(source) else None


def look_at_name(file: str) -> Issue | None:
    """A refusal where the name of a file (or of a folder on its way, or of a container's member) bears a mark: nothing
    need be opened. A name that only may bear one is for :func:`look`, which knows whether a person has cleared it."""
    return _secret(file) if weight_of_name(file) is Weight.SECRET else None


def _weight_of_text(source: Source) -> Weight:
    return weigh(source.text, edges=_edges(source), recognised=_is_recognised(source))


def _weight_of_marks(source: Source) -> Weight:
    """Words outside the text are stamp zone, all of them, in any case; a title may be a file's name."""
    recognised = _is_recognised(source)
    found = (
        max(weigh(mark, loose=True, recognised=recognised), weight_of_name(mark.replace("/", "-")))
        for mark in source.marks
    )
    return max(found, default=Weight.OPEN)


def _is_recognised(source: Source) -> bool:
    return any(page.origin is Origin.OCR for page in source.pages)


def _edges(source: Source) -> tuple[tuple[int, int], ...]:
    return tuple((page.start, page.end) for page in source.pages)


def _illegible(source: Source) -> bool:
    """Whether the first page was recognised so badly that a stamp on it may be lost."""
    first: Page | None = source.pages[0] if source.pages else None
    if first is None or first.origin is not Origin.OCR:
        return False
    letters = sum(char.isalpha() for char in source.text[first.start : first.end])
    return letters < _FEWEST_LETTERS or (first.confidence is not None and first.confidence < _LEGIBLE)


def _secret(file: str) -> Issue:
    return refusal(
        SECRET,
        file,
        "văn bản mang dấu chỉ độ mật; hệ thống không lưu và không đọc tiếp",
        "xử lý theo quy định về bảo vệ bí mật nhà nước, không đưa lên máy này",
    )


def _held(file: str, what: str) -> Issue:
    return refusal(
        HELD,
        file,
        what,
        "người có trách nhiệm xem bản gốc; nếu đúng là văn bản không mật hoặc đã giải mật, nạp riêng tệp này và ghi "
        "người xem, lý do: chidao ingest TỆP --cleared-by 'HỌ TÊN' --cleared-why 'LÝ DO'",
    )
