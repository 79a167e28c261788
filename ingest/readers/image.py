"""Pictures of pages (PNG, JPEG, TIFF of one or many pages): read by recognition (Pillow, Tesseract)."""

import hashlib
import io
from collections.abc import Iterator

from PIL import Image, ImageSequence

from ingest.paper import tesseract
from ingest.paper.furniture import without_furniture
from ingest.paper.misread import mend_numerals
from ingest.paper.setting import set_text
from ingest.paper.sheet import Sheet
from ingest.refusal import refusal
from ingest.source import Limits, Source
from ontology.issue import Issue

__all__ = ["picture_of", "read"]

_FORMATS = ("PNG", "JPEG", "TIFF")
_REASON = "tệp là ảnh"
_LEAST_DPI = 100  # less is a screen's measure, no scanner's
_A4_WIDTH = 8.27  # inches: of a picture that does not tell its measure
_BEST = 300
_MOST = 40_000_000  # pixels of the picture that is read: beyond an A3 page at 300 there is nothing to gain


def read(file: str, data: bytes, limits: Limits) -> Source | Issue:
    """Read ``data`` as a picture of one page or, where it has several frames, of several."""
    if tesseract.missing():
        return refusal("ocr-missing", file, f"tệp là ảnh, {tesseract.MISSING[0]}", tesseract.MISSING[1])
    marks: list[str] = []
    try:
        sheets = list(_sheets(data, limits, marks))
    except TimeoutError:
        return refusal("ocr-failed", file, "nhận dạng ảnh quá lâu", "quét lại rõ hơn rồi nạp")
    except (Image.DecompressionBombError, MemoryError):
        return _too_large(file, limits)
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, TypeError, KeyError, IndexError):
        return refusal("broken", file, "tệp ảnh đã hỏng, không mở được", "xin lại tệp gốc rồi nạp")
    if any(isinstance(sheet, str) for sheet in sheets):
        return _too_large(file, limits)
    pages = [sheet for sheet in sheets if isinstance(sheet, Sheet)]
    if not any(sheet.tokens for sheet in pages):
        return refusal("empty", file, "ảnh không có chữ nào đọc được", "quét lại rõ hơn rồi nạp")
    marks += without_furniture(pages)
    mend_numerals(pages)
    setting = set_text(pages)
    sure = sum(sheet.confidence or 0.0 for sheet in pages) / len(pages)
    note = Issue(
        "recognised", f"{len(pages)} trang được nhận dạng từ ảnh, độ tin cậy {sure:.0%}", file, "đối chiếu với bản gốc"
    )
    digest = hashlib.sha256(data).hexdigest()
    return Source(file, digest, setting.text, "image", "ocr", setting.pages, setting.words, tuple(marks), (note,))


def _too_large(file: str, limits: Limits) -> Issue:
    return refusal(
        "too-large",
        file,
        f"ảnh lớn hơn {limits.pixels // 1_000_000} triệu điểm hoặc nhiều hơn {limits.pages} trang",
        "quét lại ở 300 dpi, tách thành từng văn bản rồi nạp",
    )


def _sheets(data: bytes, limits: Limits, marks: list[str]) -> Iterator[Sheet | str]:
    """The pages; a string ends them where one is beyond the limits. Raises what Pillow raises."""
    from ingest.paper.recognise import recognise  # noqa: PLC0415 - it needs Tesseract, which is asked for first

    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        if getattr(picture, "n_frames", 1) > limits.pages:
            yield "pages"
            return
        for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
            if frame.width * frame.height > limits.pixels:
                yield "pixels"
                return
            page, dpi = _measured(frame, coloured=number == 1)
            size = (page.width * 72 / dpi, page.height * 72 / dpi)
            sheet, stamps = recognise(page, dpi, number, size, _REASON)
            marks += stamps
            yield sheet


def _measured(frame: Image.Image, *, coloured: bool) -> tuple[Image.Image, int]:
    """The picture at about 300 dots an inch, for which Tesseract is made, and its measure; grey unless ``coloured``."""
    grey = _on_white(frame, coloured=coloured)
    told = frame.info.get("dpi", (0, 0))[0]
    dpi = round(float(told)) if told and float(told) >= _LEAST_DPI else int(min(grey.size) / _A4_WIDTH)
    dpi = max(50, min(1200, dpi))
    factor = min(_BEST / dpi, (_MOST / (grey.width * grey.height)) ** 0.5)
    if 0.8 < factor < 1.25:
        return grey, dpi
    size = (max(1, int(grey.width * factor)), max(1, int(grey.height * factor)))
    return grey.resize(size, Image.Resampling.LANCZOS), max(1, round(dpi * factor))


def _on_white(frame: Image.Image, *, coloured: bool = False) -> Image.Image:
    """Grey, or in its colours, with what is transparent white: not black, as it would become."""
    mode = "RGB" if coloured and frame.mode not in ("1", "L", "LA") else "L"
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        layer = frame.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert(mode)
    return frame.convert(mode)


def picture_of(data: bytes, number: int, limits: Limits, width: int = 1_000) -> bytes | None:
    """Frame ``number`` (from 1) as PNG, not wider than ``width``; None where there is none that can be shown."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            picture.seek(number - 1)
            if number < 1 or picture.width * picture.height > limits.pixels:
                return None
            page = picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    page.thumbnail((width, 4 * width))
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()
