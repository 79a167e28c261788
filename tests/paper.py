"""Our samples on paper: a text set as an office sets it, as a PDF with a text layer, and as a scan of that."""

import io
import random
import re

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from ingest.layout import lay_out
from ingest.normalise import normalise

FONTS = "/usr/share/fonts/truetype/noto/NotoSerif-{}.ttf"
_MOTTO = re.compile(r"CỘNG H|ĐẢNG CỘNG SẢN|Độc lập|.*ngày.*tháng", re.I)
# A head flattened from its two columns, or with breaks in its cells.
_RIGHT = re.compile(
    r"<br>|(?=CỘNG HÒA XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT|Độc lập - Tự do)"
    r"|(?<=[A-ZĐ*]) +(?=[A-ZĐ][^\W\d_]+(?: [A-ZĐ][^\W\d_]+)?, ngày)"
)
_TITLE = re.compile(r"(?:KẾ HOẠCH|KẾT LUẬN|NGHỊ QUYẾT|QUYẾT ĐỊNH|HƯỚNG DẪN|CHỈ THỊ|THÔNG BÁO)\b")
_RULED = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def styles():
    for name in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(f"Noto{name}", FONTS.format(name)))
    body = ParagraphStyle("body", fontName="NotoRegular", fontSize=12, leading=16, alignment=4, firstLineIndent=10 * mm)
    return {
        "body": body,
        "centre": ParagraphStyle("centre", body, alignment=1, firstLineIndent=0),
        "cell": ParagraphStyle("cell", body, fontSize=10.5, leading=13, alignment=0, firstLineIndent=0),
        "column": ParagraphStyle(
            "column", body, fontName="NotoBold", fontSize=9.5, leading=13, alignment=1, firstLineIndent=0
        ),
        "list": ParagraphStyle("list", body, fontSize=10.5, leading=13, alignment=0, firstLineIndent=0),
    }


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def two_columns(left, right, look, style_left, width):
    cells = [
        [
            [Paragraph(escaped(p), look[style_left]) for p in left],
            [Paragraph(escaped(p), look["column"]) for p in right],
        ]
    ]
    return Table(cells, colWidths=[width * 0.42, width * 0.58], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def pdf_of(text, numbered=True):
    """The bytes of a PDF that shows ``text`` with the two columns of head and tail, ruled tables, page numbers."""
    look, layout, out = styles(), lay_out(normalise(text).value), io.BytesIO()
    frame = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=30 * mm, rightMargin=20 * mm, topMargin=20 * mm, bottomMargin=20 * mm
    )
    head = [p.text.strip("| ") for p in layout.head]
    cells = [cell.strip() for line in head for part in line.split("|")
             for cell in _RIGHT.split(part) if cell and cell.strip()]  # fmt: skip
    sample = [cell for cell in cells if cell.strip("*").startswith("VĂN BẢN MẪU")]
    cells = [cell for cell in cells if cell not in sample]
    right = [cell for cell in cells if _MOTTO.match(cell)][:3]
    titled = next((i for i, c in enumerate(cells) if i > 1 and c not in right and _TITLE.match(c)), len(cells))
    story = [Paragraph(escaped(c), look["list"]) for c in sample]
    story += [
        two_columns([c for c in cells[:titled] if c not in right], right, look, "column", frame.width),
        Spacer(1, 12),
    ]
    story += [Paragraph(escaped(c), look["centre"]) for c in cells[titled:] if c not in right] + [Spacer(1, 12)]
    story += flow([*layout.addressees, *layout.preamble, *layout.body], look)
    if layout.recipients or layout.signature:
        tail = [p.text for p in layout.recipients], [p.text for p in layout.signature]
        story += [Spacer(1, 12), two_columns(*tail, look, "list", frame.width)]
    story += flow(layout.annex, look)

    def number(canvas, doc):
        if numbered and doc.page > 1:
            canvas.setFont("NotoRegular", 11)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 12 * mm, str(doc.page))

    frame.build(story, onFirstPage=number, onLaterPages=number)
    return out.getvalue()


def flow(paragraphs, look):
    story, rows = [], []
    for p in [*paragraphs, None]:
        if p is not None and p.text.startswith("|"):
            rows.append([Paragraph(escaped(cell.strip()), look["cell"]) for cell in p.text.strip("| ").split("|")])
            continue
        if rows:
            story.append(Table(rows, style=_RULED, repeatRows=1))
            rows = []
        if p is not None:
            story += [Paragraph(escaped(p.text), look["body"]), Spacer(1, 5)]
    return story


def scan_of(pdf, dpi=200, lean=0.8, noise=6):
    """The pages of ``pdf`` as they come from a scanner: a TIFF, a little aslant and noisy."""
    chance = random.Random(5)
    pages = []
    document = pdfium.PdfDocument(pdf)
    for page in document:
        image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        image = image.rotate(-lean, Image.Resampling.BICUBIC, fillcolor=255)
        grain = Image.frombytes("L", image.size, chance.randbytes(image.width * image.height))
        pages.append(Image.blend(image, grain, noise / 100))
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate", dpi=(dpi, dpi))
    return out.getvalue()
