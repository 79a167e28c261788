"""Task tables that lost their frame on the way to plain text are read as tables; nothing else is."""

import io
import time
from pathlib import Path

import docx
import office_files
import pypdfium2 as pdfium
import pytest
from flattening import flattened, invented, row_by_row
from paper import _RULED, styles
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table
from texts import LETTER, plan, read

import data
from ingest.flat import Doubt, arranged
from ingest.normalise import canonical, normalise
from ontology.model import Grade, Role

SEEDS = Path(__file__).resolve().parents[1].parent / "shared" / "seeds"
HEADS = ("Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời gian hoàn thành")
WIDTHS = (38, 14, 17, 15, 12)
ROWS = (
    ("1.", "Rà soát, cập nhật danh sách hộ nghèo, hộ cận nghèo trên địa bàn phường; hỗ trợ sinh kế cho hộ khó khăn",
     "Phòng Kinh tế, Hạ tầng và Đô thị", "Các tổ dân phố, Ủy ban Mặt trận Tổ quốc Việt Nam phường",
     "Danh sách được phê duyệt", "Trước ngày 15/10/2026"),
    ("2.", "Lắp đặt camera an ninh tại các điểm công cộng, kết nối về Trung tâm điều hành của phường",
     "Công an phường", "Ban Chỉ huy Quân sự phường", "Hệ thống camera", "Quý IV/2026"),
    ("3.", "Mở lớp bồi dưỡng kỹ năng số cho cán bộ, công chức. Duy trì tổ công nghệ số cộng đồng",
     "Ban Xây dựng Đảng", "Các chi bộ trực thuộc", "02 lớp", "Thường xuyên"),
    ("4.", "Thực hiện số hóa hồ sơ lưu trữ của Đảng ủy", "Văn phòng Đảng ủy", "Các cơ quan, đơn vị liên quan",
     "Hồ sơ được số hóa", "Từ tháng 5/2026, thường xuyên"),
)  # fmt: skip


def grid(text):
    """The rows of the flattened tables of a text, as lists of cells."""
    found, mapped = canonical(text), normalise(text)
    assert (mapped.value, mapped.doubts) == (found.value, found.doubts)
    return rows_of(found)


def rows_of(found):
    return [
        [cell.strip() for cell in found.value[start:].split("\n", 1)[0].strip().strip("|").split("|")]
        for start in sorted(found.doubts)
    ]


def cells(rows):
    return [list(row) for row in rows]


@pytest.mark.parametrize("joined", [False, True])
@pytest.mark.parametrize("page", [0, 2])
def test_rows_are_put_together_again(joined, page):
    text = flattened(HEADS, ROWS, WIDTHS, joined=joined, page=page)
    assert grid(text) == [["TT", *HEADS], *cells(ROWS)]


@pytest.mark.parametrize(
    ("columns", "labels"),
    [
        ((0, 1, 4), ("1", "2", "3", "4")),
        ((1, 0, 4), ("01", "02", "03", "04")),
        ((1, 0, 2, 4), ("1)", "2)", "3)", "4)")),
        ((0, 4, 1, 2), ("1.", "2.", "3.", "4.")),
        ((0, 3, 1, 2, 4), ("1.1", "1.2", "1.3", "1.4")),
        ((0, 1, 2), ("1.", "2.", "3.", "4.")),
    ],
)
def test_other_columns_in_another_order(columns, labels):
    rows = [[label, *(row[1 + i] for i in columns)] for label, row in zip(labels, ROWS, strict=True)]
    heads, widths = [HEADS[i] for i in columns], [WIDTHS[i] for i in columns]
    assert grid(flattened(heads, rows, widths)) == [["TT", *heads], *rows]


@pytest.mark.parametrize(
    "heads",
    [
        ("VIỆC PHẢI LÀM", "ĐƠN VỊ CHỦ TRÌ", "ĐƠN VỊ PHỐI HỢP", "KẾT QUẢ", "TIẾN ĐỘ"),
        ("Nhiệm vụ, giải pháp", "Đơn vị thực hiện", "Phối hợp", "Kết quả, sản phẩm", "Hạn hoàn thành"),
        ("Hoạt động", "Người phụ trách", "Đơn vị phối hợp", "Lãnh đạo theo dõi", "Lộ trình thực hiện"),
    ],
)
def test_heads_in_other_words(heads):
    assert grid(flattened(heads, ROWS, WIDTHS)) == [["TT", *heads], *cells(ROWS)]


def test_numbers_of_columns_below_the_heads_are_no_row():
    text = flattened(HEADS, ROWS, WIDTHS).replace("thành\n1.\n", "thành\n(1)\n(2)\n(3)\n(4)\n(5)\n(6)\n1.\n")
    assert grid(text) == [["TT", *HEADS], *cells(ROWS)]


def test_parts_and_numbers_that_begin_anew_below_them():
    rows = [("I. CÔNG TÁC XÂY DỰNG ĐẢNG",), *ROWS[:2], ("II. KINH TẾ, XÃ HỘI",), *_numbered(ROWS[2:])]
    reading = plan(f"II. PHÂN CÔNG NHIỆM VỤ\n{flattened(HEADS, rows, WIDTHS)}\n")
    assert [task.path for task in reading.tasks] == ["II.I.1", "II.I.2", "II.II.1", "II.II.2"]
    assert [task.text for task in reading.tasks] == [row[1] for row in ROWS]


def _numbered(rows):
    return [(f"{n}.", *row[1:]) for n, row in enumerate(rows, 1)]


def test_rows_become_tasks_with_all_that_they_say():
    reading = plan(f"II. PHÂN CÔNG NHIỆM VỤ\n{flattened(HEADS, ROWS, WIDTHS)}\n")
    first, *_, last = reading.tasks
    assert [(task.path, task.text, task.product) for task in reading.tasks] == [
        (f"II.{row[0][0]}", row[1], row[4]) for row in ROWS
    ]
    assert [(a.role, a.actor.surface) for a in first.assignments] == [
        (Role.ASSIGNED, "Phòng Kinh tế, Hạ tầng và Đô thị"),
        (Role.COORDINATING, "Các tổ dân phố"),
        (Role.COORDINATING, "Ủy ban Mặt trận Tổ quốc Việt Nam phường"),
    ]
    assert [str(d.to) for d in first.deadlines] == ["2026-10-15"]
    assert [d.recurrence for d in last.deadlines if d.recurrence] == ["thường xuyên"]
    for task in reading.tasks:
        for proof in (task.evidence, *(a.evidence for a in task.assignments), *(d.evidence for d in task.deadlines)):
            assert reading.text[proof.start : proof.end] == proof.quote
    (warning,) = [issue for issue in reading.warnings if issue.code == "table-flattened"]
    assert warning.quote == reading.text[slice(*warning.span)]


def test_every_character_knows_where_it_came_from():
    text = flattened(HEADS, ROWS, WIDTHS, page=2)
    found = normalise(text)
    assert len(found.at) == len(found.value)
    for row in ROWS:
        for cell in row[1:]:
            at = found.value.index(cell)
            assert [text[found.at[at + i]] for i, sign in enumerate(cell) if sign != " "] == list(cell.replace(" ", ""))


PAGES = """\
TT
Nội dung công việc
Chủ trì
Phối hợp
Thời hạn
1.
Rà soát, cập nhật danh sách hộ nghèo,
hộ cận nghèo trên địa bàn phường; kịp
Công an phường
Các tổ dân phố,
Ủy ban Mặt trận
Quý I/2027

4

TT
Nội dung công việc
Chủ trì
Phối hợp
Thời hạn
thời hỗ trợ sinh kế cho các hộ khó
khăn.
Tổ quốc Việt Nam
phường
2.
Lắp đặt camera an ninh tại các điểm
công cộng
Công an phường Ban Chỉ huy Quân
sự phường
Quý IV/2026
3.
Mở lớp bồi dưỡng kỹ năng số cho cán
bộ, công chức
Ban Xây dựng
Đảng
Các chi bộ trực thuộc Thường xuyên
"""


def test_a_row_that_runs_over_the_page_and_cells_on_one_line():
    assert grid(PAGES)[1:] == [
        [
            "1.",
            "Rà soát, cập nhật danh sách hộ nghèo, hộ cận nghèo trên địa bàn phường; kịp thời hỗ trợ sinh kế cho các "
            "hộ khó khăn.",
            "Công an phường",
            "Các tổ dân phố, Ủy ban Mặt trận Tổ quốc Việt Nam phường",
            "Quý I/2027",
        ],
        [
            "2.",
            "Lắp đặt camera an ninh tại các điểm công cộng",
            "Công an phường",
            "Ban Chỉ huy Quân sự phường",
            "Quý IV/2026",
        ],
        [
            "3.",
            "Mở lớp bồi dưỡng kỹ năng số cho cán bộ, công chức",
            "Ban Xây dựng Đảng",
            "Các chi bộ trực thuộc",
            "Thường xuyên",
        ],
    ]


def test_a_word_file_saved_as_text_has_a_line_for_every_cell():
    rows = [list(row) for row in ROWS]
    rows[1][3] = rows[2][5] = ""
    text = row_by_row([["TT", *HEADS], *rows])
    assert grid(text) == [["TT", *HEADS], *rows]


@pytest.mark.parametrize(
    "below",
    [
        "Nơi nhận:\n- Như trên;\n- Lưu Văn phòng.",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn A",
        "PHỤ LỤC II\nBIỂU SỐ LIỆU",
        "III. TỔ CHỨC THỰC HIỆN\n1. Công an phường tuần tra ban đêm.",
        "Trên đây là Kế hoạch phân công nhiệm vụ của phường.",
    ],
)
def test_the_table_ends(below):
    text = f"II. PHÂN CÔNG NHIỆM VỤ\n{flattened(HEADS, ROWS, WIDTHS)}\n{below}\n"
    assert grid(text)[-1] == list(ROWS[-1])
    assert below.split("\n")[0] in canonical(text).value.split("\n")


def test_the_outline_goes_on_below_the_table():
    reading = plan(
        f"1. Phân công nhiệm vụ như sau:\n{flattened(HEADS, _numbered(ROWS), WIDTHS)}\n"
        "III. CHẾ ĐỘ BÁO CÁO\n1. Công an phường báo cáo Đảng ủy trước ngày 25 hằng tháng.\n"
    )
    assert [task.text for task in reading.tasks][:4] == [row[1] for row in ROWS]
    assert reading.tasks[-1].text.startswith("Công an phường báo cáo")


def test_an_owner_that_cannot_be_told_apart_is_left_out():
    """A page that ends behind the first line of a row mixes its cells: nobody is named, and a warning says so."""
    head = flattened(HEADS, (), WIDTHS)
    torn = f"5.\nNạo vét kênh\nHội Nông\nCác tổ\nKênh mương\n\n7\n\n{head}\nmương\ndân\ndân phố\nthông\nQuý I/2027"
    reading = plan(f"II. PHÂN CÔNG NHIỆM VỤ\n{flattened(HEADS, ROWS, WIDTHS)}\n{torn}\n")
    last = reading.tasks[-1]
    assert (last.path, last.text[:12]) == ("II.5", "Nạo vét kênh")
    assert [a.actor.surface for a in last.assignments if a.role is Role.ASSIGNED] == []
    (warning,) = [issue for issue in reading.warnings if issue.code == "table-row-unsure"]
    assert warning.what.startswith("hàng 5 ")
    assert "Hội Nông" in warning.quote


def test_owners_cut_by_likelihood_are_only_supposed():
    found = dict.fromkeys(Grade, 0)
    for seed in range(12):
        for task in plan(f"II. PHÂN CÔNG NHIỆM VỤ\n{invented(seed)[2]}\n").tasks:
            for owner in task.assignments:
                found[owner.grade] += 1
    assert found[Grade.STATED] > 20 * found[Grade.INFERRED] > 0
    assert sum(found.values()) == found[Grade.STATED] + found[Grade.INFERRED]


def test_tables_made_by_chance():
    """Nearly every cell is right; of the owners given as stated all but one in a hundred, of those given, one in 25."""
    right = {"cell": [], "sure": [], "given": []}
    for seed in range(30):
        kinds, rows, text = invented(seed)
        found = canonical(text)
        doubts = [told for _, told in sorted(found.doubts.items()) if told]
        assert len(doubts) == len(rows), seed
        for row, told, sure in zip(rows, rows_of(found)[1:], doubts, strict=True):
            for kind, cell, seen, doubt in zip(kinds, row[1:], told[1:], sure[1:], strict=True):
                right["cell"].append(cell == seen)
                if kind in ("lead", "support"):
                    right["sure"] += [cell == seen] if doubt is Doubt.NONE else []
                    right["given"] += [cell == seen] if doubt is not Doubt.MUCH else []
    share = {name: sum(each) / len(each) for name, each in right.items()}
    assert share["cell"] >= 0.96
    assert share["sure"] >= 0.99
    assert share["given"] >= 0.96
    assert len(right["sure"]) >= 0.85 * len(right["given"])


# --- text that comes out of PDFs ------------------------------------------------------------------------------------


def text_of(pdf):
    """What PDFium gives to whoever copies the text of a PDF."""
    document = pdfium.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document)


def drawn(rows, widths):
    """A PDF of a ruled table, by ReportLab, the heads repeated on each page."""
    look, out = styles(), io.BytesIO()
    frame = SimpleDocTemplate(out, pagesize=landscape(A4))
    lines = [[Paragraph(cell, look["cell"]) for cell in row] for row in rows]
    head = lines[0]
    frame.build(
        [
            Table(lines[:4], colWidths=widths, style=_RULED),
            PageBreak(),
            Table([head, *lines[4:]], colWidths=widths, style=_RULED),
        ]
    )
    return out.getvalue()


def test_a_ruled_table_copied_out_of_a_pdf():
    text = text_of(drawn([("TT", *HEADS), *ROWS], (30, 230, 90, 110, 100, 90)))
    assert grid(text) == [["TT", *HEADS], *cells(ROWS)]


@office_files.needs_office
def test_a_word_table_printed_to_pdf_and_copied(tmp_path):
    rows = [("TT", *HEADS), *(row for n in range(6) for row in _shifted(ROWS, n * len(ROWS)))]
    document = docx.Document()
    table = document.add_table(rows=0, cols=6)
    table.style = "Table Grid"
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    file = tmp_path / "bang.docx"
    document.save(file)
    office_files.converted([file], "pdf", tmp_path)
    told = [row for row in grid(text_of(tmp_path / "bang.pdf")) if row[0] != "TT"]
    assert len(told) == len(rows) - 1
    whole = sum(told == list(row) for told, row in zip(told, rows[1:], strict=True))
    assert whole >= 0.8 * len(told)


def _shifted(rows, by):
    return [(f"{int(row[0][:-1]) + by}.", *row[1:]) for row in rows]


# --- what is no table -----------------------------------------------------------------------------------------------

PLAIN = {
    "a numbered list": "1. Công an phường tuần tra ban đêm.\n2. Ban Xây dựng Đảng mở lớp đảng viên mới.\n3. Báo cáo.",
    "heads alone": "TT\nNội dung công việc\nCơ quan chủ trì\nThời hạn\n\nTrên đây là mẫu bảng phân công.",
    "heads of another table": "TT\nHọ và tên\nChức vụ\n1\nTrần Văn Mẫu\nBí thư\n2\nLê Thị Thử\nPhó Bí thư",
    "a table of figures": "TT\nNội dung\nChỉ tiêu\n1\nHộ nghèo\n12\n2\nHộ cận nghèo\n30",
    "minutes": "Biên bản họp\n1. Thành phần: các đồng chí Đảng ủy viên.\n2. Nội dung: phân công, chủ trì, phối hợp.\n"
    "3. Thời gian: 8 giờ, ngày 04/5/2026.",
    "recipients": "Nơi nhận:\n- Thường trực Thành ủy;\n- Các cơ quan chủ trì, phối hợp;\n- Lưu Văn phòng.",
    "words that begin so": "TTHC là thủ tục hành chính.\nTT 15 quy định thời hạn, cơ quan chủ trì, nội dung công việc.",
    "a table with bars": "| TT | Nhiệm vụ | Chủ trì | Hạn |\n|---|---|---|---|\n| 1 | Rà soát | Công an xã | 2026 |",
}


@pytest.mark.parametrize("name", PLAIN)
def test_other_text_is_left_alone(name):
    lines = PLAIN[name].split("\n")
    assert arranged(lines, lines) is None
    assert canonical(PLAIN[name]).doubts == {}


def test_a_letter_that_speaks_of_a_table_keeps_its_tasks():
    reading = read(
        LETTER.format(
            subject="việc chung",
            preamble="Ban Thường vụ Đảng ủy phường Sông Trầu đề nghị các chi bộ trực thuộc thực hiện các việc sau:",
            body="1. Lập bảng gồm TT, nội dung công việc, cơ quan chủ trì, thời hạn.\n\n2. Tuần tra ban đêm.",
        )
    )
    assert len(reading.tasks) == 2
    assert "table-flattened" not in {issue.code for issue in reading.warnings}


def test_no_sample_has_a_flattened_table():
    files = [file for file in data.path("corpus").rglob("*") if file.suffix in (".txt", ".md")]
    files += sorted(SEEDS.glob("*.txt"))
    assert len(files) >= 20
    assert [file.name for file in files if canonical(file.read_text(encoding="utf-8")).doubts] == []


def test_a_text_that_is_nothing_but_heads_and_rows_takes_no_long_time():
    heads = "TT\nNội dung công việc\nChủ trì\nPhối hợp\nThời hạn\n"
    row = " ".join(["Bộ Y tế, Bộ Tài chính Quý I/2027 Kế hoạch"] * 60)
    start = time.process_time()
    canonical(heads + "\n".join(f"{n}. {row}" for n in range(1, 400)))
    canonical("TT\n" * 500 + "Nội dung\nChủ trì\n" * 500)
    canonical(("TT\n" + "Aa\n" * 20) * 500)
    canonical(f"{heads}1. " + "Rà soát hồ sơ\n" * 5000 + "2. Xây dựng\n")
    assert time.process_time() - start < 15
