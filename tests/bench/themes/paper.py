"""PDF: pages a CPU second on one core, beside a peer in the same run; pages of scans."""

import io
import resource
from collections.abc import Iterator

import pypdfium2
from pdfminer.high_level import extract_text

from ingest.readers import image, pdf
from ingest.source import Limits, Source
from tests.bench.measure import CORPUS, ROOT, cpu_of
from tests.bench.table import Options, Table
from tests.paper import pdf_of, scan_of

TITLE = "Paper"

_REAL = ROOT.parent / "shared" / "real"
_LONG = ("dang_QD294_TW_2025", "dang_HD06_TW_2025", "ttg_QD844_2026")
_SCANNED = 2


def tables(options: Options) -> Iterator[Table]:
    """Pages with a text layer, then scans."""
    note = (
        "All samples set on paper (ReportLab), and long published PDFs where `../shared/real` is there. docling wants "
        "models from a hub when it runs, so it was not run; its report (arXiv 2408.09869, table 1) gives 0.60 to 0.92 "
        "pages/s on a Xeon E5-2690 with 4 to 16 threads."
    )
    yield Table(("text layer, one core", "pages", "pages/CPU s"), _layers(options), note)
    note = "Our samples as scans of 200 dpi, noisy and 0.8° aslant; CPU seconds include those of Tesseract."
    yield Table(("recognition, one core", "pages", "CPU s a page"), _scans(), note)


def _layers(options: Options) -> Iterator[tuple[str, str, str]]:
    papers = {"samples": _samples()}
    for name in _LONG:
        if (_REAL / f"{name}.pdf").is_file():
            papers[name] = [(_REAL / f"{name}.pdf").read_bytes()]
    for name, held in papers.items():
        pages = sum(_pages(data) for data in held)
        spent = min(
            cpu_of(lambda held=held: [pdf.read("x.pdf", data, Limits()) for data in held]) for _ in range(options.times)
        )
        yield f"`ingest.readers.pdf`, {name}", str(pages), f"{pages / spent:.0f}"
    yield from _peer(papers)


def _read(held: list[bytes]) -> None:
    for data in held:
        pdf.read("x.pdf", data, Limits())


def _peer(papers: dict[str, list[bytes]]) -> Iterator[tuple[str, str, str]]:
    """pdfminer.six, the text alone: no tables, no columns, no boxes."""
    for name, held in papers.items():
        pages = sum(_pages(data) for data in held)
        spent = cpu_of(lambda held=held: [extract_text(io.BytesIO(data)) for data in held])
        yield f"peer: pdfminer.six `extract_text`, {name}", str(pages), f"{pages / spent:.0f}"


def _samples() -> list[bytes]:
    return [pdf_of(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.rglob("*.txt"))]


def _pages(data: bytes) -> int:
    return len(pypdfium2.PdfDocument(data))


def _scans() -> Iterator[tuple[str, str, str]]:
    for i, data in enumerate(_samples()[:_SCANNED], 1):
        scan = scan_of(data)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        found: list[object] = []
        own = cpu_of(lambda scan=scan, found=found: found.append(image.read("x.tif", scan, Limits())))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        children = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if isinstance(found[0], Source):
            pages = len(found[0].pages)
            yield f"sample {i}", str(pages), f"{(own + children) / pages:.1f}"
