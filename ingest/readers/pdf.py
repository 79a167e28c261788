"""PDF: the text layer of each page where it can be believed, else recognition of the page's picture (pypdfium2).

Nothing in the file is run: PDFium is asked for text and pictures only, scripts and attachments are never opened.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from ingest.legacy import noted
from ingest.paper import layer, tesseract, trust
from ingest.paper.furniture import without_furniture
from ingest.paper.misread import mend_numerals
from ingest.paper.setting import set_text
from ingest.paper.sheet import Sheet, Token
from ingest.refusal import refusal
from ingest.source import Limits, Origin, Source
from ontology.issue import Issue

__all__ = ["picture_of", "read"]

_DPI = 300
_MOST = 40_000_000  # pixels of a page that is read: beyond an A3 page at 300 there is nothing to gain
_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD


@dataclass(slots=True)
class _Aside:
    """Pages, by number, that could not be recognised for want of Tesseract, or at all; those with printing notes; and
    the encodings from before Unicode that were met."""

    unread: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    printed: list[int] = field(default_factory=list)
    encodings: list[str] = field(default_factory=list)


def read(file: str, data: bytes, limits: Limits) -> Source | Issue:
    """Read ``data`` as a PDF."""
    opened = _open(file, data)
    if isinstance(opened, Issue):
        return opened
    try:
        if len(opened) > limits.pages:
            return refusal(
                "too-many-pages",
                file,
                f"tệp có {len(opened)} trang, quá {limits.pages} trang đối với một văn bản",
                "tách tệp thành từng văn bản rồi nạp lại",
            )
        return _read(file, data, opened, limits)
    except pdfium.PdfiumError:
        return _broken(file)
    finally:
        opened.close()


def _open(file: str, data: bytes) -> "pdfium.PdfDocument | Issue":
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            return refusal("encrypted", file, "tệp PDF có mật khẩu", "mở tệp, bỏ mật khẩu, lưu lại rồi nạp")
        return _broken(file)
    if not len(document):
        document.close()
        return _broken(file)
    return document


def _broken(file: str) -> Issue:
    return refusal("broken", file, "tệp PDF đã hỏng, không mở được", "xin lại tệp gốc rồi nạp")


def _read(file: str, data: bytes, document: pdfium.PdfDocument, limits: Limits) -> Source | Issue:
    aside = _Aside()
    marks: list[str] = [value for value in document.get_metadata_dict(skip_empty=True).values() if value]
    sheets = [_sheet(document, i, limits, aside, marks) for i in range(len(document))]
    if not any(sheet.tokens for sheet in sheets):
        if aside.unread:
            return refusal("ocr-missing", file, f"tệp là bản quét, {tesseract.MISSING[0]}", tesseract.MISSING[1])
        return refusal("empty", file, "tệp không có chữ nào đọc được", "kiểm tra lại tệp gốc, quét lại rõ hơn")
    marks += without_furniture(sheets)
    mend_numerals(sheets)
    if aside.printed:
        marks += layer.annotated(data, aside.printed)
    setting = set_text(sheets)
    return Source(
        file,
        hashlib.sha256(data).hexdigest(),
        setting.text,
        "pdf",
        "pdf",
        setting.pages,
        setting.words,
        tuple(marks),
        tuple(_notes(file, sheets, aside)),
    )


def _sheet(document: pdfium.PdfDocument, index: int, limits: Limits, aside: _Aside, marks: list[str]) -> Sheet:
    page = document[index]
    try:
        looked = layer.look_at(page, index + 1)
        sheet = looked.sheet
        if layer.has_print(page):
            aside.printed.append(index + 1)
        reason = trust.doubt(sheet, picture=looked.picture, hidden=looked.hidden)
        if reason and sheet.tokens and (encoding := trust.decoded(sheet)):
            aside.encodings.append(encoding)
            reason = trust.doubt(sheet, picture=looked.picture, hidden=looked.hidden)
        if not reason:
            marks += _stamped(page, sheet, limits) if index == 0 else []
            return sheet
        if tesseract.missing():
            aside.unread.append(index + 1)
            return sheet
        return _recognised(page, sheet, reason, limits, aside, marks)
    finally:
        page.close()


def _stamped(page: pdfium.PdfPage, sheet: Sheet, limits: Limits) -> list[str]:
    """Words of stamps that stand as pictures beside the text of the first page."""
    pictures = page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)
    if next(iter(pictures), None) is None or tesseract.missing():
        return []
    from ingest.paper.slanted import slanted_words  # noqa: PLC0415 - only a page with pictures needs it

    dpi = _dpi(sheet, limits)
    scale = dpi / 72
    tokens = [
        Token(t.text, t.left * scale, t.top * scale, t.right * scale, t.bottom * scale, 1.0) for t in sheet.tokens
    ]
    try:
        return slanted_words(page.render(scale=scale, draw_annots=False).to_pil(), dpi, tokens)
    except (OSError, ValueError, pdfium.PdfiumError):
        return []


def _recognised(
    page: pdfium.PdfPage, sheet: Sheet, reason: str, limits: Limits, aside: _Aside, marks: list[str]
) -> Sheet:
    """The page by recognition; its text layer where that is no worse, or recognition fails."""
    from ingest.paper.recognise import recognise  # noqa: PLC0415 - only a page in doubt needs it

    dpi = _dpi(sheet, limits)
    try:
        picture = page.render(
            scale=dpi / 72, draw_annots=False, may_draw_forms=False, grayscale=sheet.number > 1
        ).to_pil()
        seen, stamps = recognise(picture, dpi, sheet.number, (sheet.width, sheet.height), reason)
    except (OSError, ValueError, pdfium.PdfiumError):
        aside.failed.append(sheet.number)
        return sheet
    if (
        sheet.tokens
        and trust.quality(sheet.tokens) >= trust.quality(seen.tokens)
        and len(seen.tokens) < 2 * len(sheet.tokens)
    ):
        return sheet
    marks += stamps
    marks += [" ".join(token.text for token in sheet.tokens)] if sheet.tokens else []
    return seen


def _dpi(sheet: Sheet, limits: Limits) -> int:
    inches = max(0.01, sheet.width * sheet.height / 72 / 72)
    return max(1, min(_DPI, int((min(limits.pixels, _MOST) / inches) ** 0.5)))


def _notes(file: str, sheets: Sequence[Sheet], aside: _Aside) -> list[Issue]:
    notes = []
    seen: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        if sheet.origin is Origin.OCR:
            seen.setdefault(sheet.reason, []).append(sheet)
    for reason, pages in seen.items():
        sure = sum(page.confidence or 0.0 for page in pages) / len(pages)
        notes.append(
            Issue(
                "recognised",
                f"{_named(pages)} được nhận dạng từ ảnh ({reason}), độ tin cậy {sure:.0%}",
                file,
                "đối chiếu chữ, số với bản gốc trước khi dùng",
            )
        )
    for encoding in sorted(set(aside.encodings)):
        notes += noted(encoding, file)
    if aside.unread:
        notes.append(
            Issue("ocr-missing", f"trang {_list(aside.unread)}: {tesseract.MISSING[0]}", file, tesseract.MISSING[1])
        )
    if aside.failed:
        notes.append(
            Issue("ocr-failed", f"trang {_list(aside.failed)}: không nhận dạng được", file, "quét lại rõ hơn rồi nạp")
        )
    return notes


def _named(pages: Sequence[Sheet]) -> str:
    return f"Trang {_list([page.number for page in pages])}"


def _list(numbers: Sequence[int]) -> str:
    """'1-3, 7'."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)


def picture_of(data: bytes, number: int, limits: Limits, dpi: int = 110) -> bytes | None:
    """Page ``number`` (from 1) of a PDF as PNG, with what its annotations print; None where there is no such page."""
    import io  # noqa: PLC0415

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return None
    try:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        width, height = page.get_size()
        sheet = Sheet(number, width, height, [], [])
        image = page.render(scale=min(dpi, _dpi(sheet, limits)) / 72).to_pil()
        out = io.BytesIO()
        image.save(out, "PNG")
        return out.getvalue()
    except pdfium.PdfiumError:
        return None
    finally:
        document.close()
