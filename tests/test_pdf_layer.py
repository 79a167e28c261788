"""PDF with a text layer: our samples set on paper read as their texts; tables, columns, furniture, hostile bytes."""

import importlib.util
import io
import re
import time
import tomllib
from pathlib import Path

import pytest
from paper import pdf_of, styles
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

import data
from ingest.paper.sheet import Sheet, Token
from ingest.paper.trust import doubt
from ingest.pipeline import read_file, read_text
from ingest.readers import read_bytes
from ingest.record import record
from ingest.source import Limits, Origin, Source, read_source
from ingest.syllables import broken_syllables
from ontology.issue import Issue
from ontology.model import Reading

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "real"
SCORE = ROOT.parent / "shared" / "score" / "score.py"
GOLD = ROOT / "tests" / "gold" / "corpus"
STEMS = ("an-hai-cv-215", "hoa-lac-kh-45-bang", "binh-khe-kh-29", "an-hai-kl-31", "vinh-son-kh-38")
real = pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not beside the repository (../shared/real)")


def read(name, data):
    return next(iter(read_bytes(name, data, Limits())))


@pytest.fixture(scope="module")
def scorer():
    if not SCORE.is_file():
        pytest.skip("the scorer is not beside the repository (../shared/score)")
    spec = importlib.util.spec_from_file_location("chidao_score", SCORE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def f1(scorer, reading, gold):
    board, told = scorer.Board(), record(reading)
    for part in (scorer.score_document, scorer.score_citations, scorer.score_tasks, scorer.score_figures):
        part(board, "x", gold, told)
    hit, wrong, missed = (sum(counts.values()) for counts in (board.tp, board.fp, board.fn))
    return 2 * hit / (2 * hit + wrong + missed)


def sample(stem):
    gold = tomllib.loads((GOLD / f"{stem}.toml").read_text(encoding="utf-8"))
    return gold, data.path("corpus") / gold["file"]


@pytest.mark.parametrize("stem", sorted(path.stem for path in GOLD.glob("*.toml")))
def test_a_sample_on_paper_reads_as_its_text(scorer, stem):
    gold, path = sample(stem)
    paper = read_text(read(f"{stem}.pdf", pdf_of(path.read_text(encoding="utf-8"))))
    assert isinstance(paper, Reading)
    assert f1(scorer, paper, gold) >= f1(scorer, read_file(path), gold) - 0.02


@pytest.mark.parametrize("stem", STEMS)
def test_its_header_is_the_same(stem):
    _, path = sample(stem)
    paper = record(read_text(read("x.pdf", pdf_of(path.read_text(encoding="utf-8")))))["document"]
    text = record(read_file(path))["document"]
    for key in ("type", "code", "date", "issuer", "subject", "signer", "position", "addressees"):
        assert paper[key] == text[key], key


def test_words_know_their_place_and_page():
    source = read("x.pdf", pdf_of(sample("an-hai-cv-215")[1].read_text(encoding="utf-8")))
    assert [page.number for page in source.pages] == [1, 2]
    assert all(page.origin is Origin.LAYER and page.confidence is None for page in source.pages)
    for word in source.words:
        assert source.text[word.start : word.end].strip()
        assert 0 <= word.left < word.right <= 1
        assert 0 <= word.top < word.bottom <= 1
    said = {source.text[word.start : word.end] for word in source.words if word.page == 1}
    assert {"215-CV/TU", "Kính"} <= said
    for page in source.pages:
        for word in source.words:
            if page.start <= word.start < page.end:
                assert word.page == page.number


def drawn(draw):
    styles()
    out = io.BytesIO()
    paper = canvas.Canvas(out, pagesize=A4)
    draw(paper)
    paper.save()
    return out.getvalue()


def lines(paper, words, x=90, y=760, step=18, size=12):
    paper.setFont("NotoRegular", size)
    for i, line in enumerate(words):
        paper.drawString(x, y - i * step, line)


def test_a_table_goes_on_over_the_page():
    rows = [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]]
    rows += [[str(i), f"Rà soát danh mục số {i} " * 6, "Phòng Kinh tế", "30/6/2026"] for i in range(1, 40)]
    text = "KẾ HOẠCH\nvề rà soát danh mục\n\nI. NHIỆM VỤ\n\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows)
    source = read("x.pdf", pdf_of(text))
    found = [line for line in source.text.splitlines() if line.startswith("|")]
    assert len(source.pages) > 2
    assert [line.split("|")[1].strip() for line in found] == ["TT", *(str(i) for i in range(1, 40))]
    assert all(line.count("|") == 5 for line in found)


@pytest.mark.parametrize("pieces", [["30/11/202", "6"], ["30/11/", "2026"], ["30/11/2026"]])
def test_a_date_that_a_narrow_cell_breaks_is_one(pieces):
    def draw(paper):
        for y in (780, 750, 710):
            paper.line(80, y, 500, y)
        for x in (80, 110, 300, 430, 500):
            paper.line(x, 710, x, 780)
        for x, head, cell in ((85, "TT", ["1"]), (115, "Nhiệm vụ", ["Rà soát danh mục"]), (305, "Chủ trì", ["Công an"]),
                              (435, "Thời hạn", pieces)):  # fmt: skip
            lines(paper, [head], x=x, y=760)
            lines(paper, cell, x=x, y=735, step=16)
        paper.showPage()

    assert "| 30/11/2026 |" in read("x.pdf", drawn(draw)).text


def test_page_numbers_running_heads_and_signing_stamps_are_marks_not_text():
    def draw(paper):
        for page in range(1, 5):
            lines(paper, [f"CÔNG BÁO/Số 28{page}/Ngày 27-05-2026 {page}"], y=810)
            lines(paper, ["Ủy ban nhân dân phường triển khai nhiệm vụ được giao trong năm."] * 3, y=700)
            if page == 4:
                lines(
                    paper,
                    ["Ký bởi: ỦY BAN NHÂN DÂN", "Cơ quan: VĂN PHÒNG", "Ngày ký: 27-05-2026 07:55:25 +07:00"],
                    x=400, y=300, step=9, size=7,
                )  # fmt: skip
            lines(paper, [f"- {page} -"], x=290, y=30)
            paper.showPage()

    source = read("x.pdf", drawn(draw))
    assert "CÔNG BÁO" not in source.text
    assert "Ký bởi" not in source.text
    assert "07:55" not in source.text
    assert source.text.count("Ủy ban nhân dân phường") == 12
    assert not any(line.strip(" -").isdigit() for line in source.text.splitlines())
    assert any("Ký bởi" in mark for mark in source.marks)
    assert any("CÔNG BÁO" in mark for mark in source.marks)


def test_a_raised_figure_is_a_notes_number():
    def draw(paper):
        lines(paper, ["Thực hiện Kết luận của Ban Bí thư về công tác dân vận ở cơ sở", "và các văn bản khác."])
        paper.setFont("NotoRegular", 7)
        paper.drawString(90 + paper.stringWidth("Thực hiện Kết luận", "NotoRegular", 12), 766, "1")

    assert "luận¹" in read("x.pdf", drawn(draw)).text.replace(" ¹", "¹")


def without_ascent(pdf):
    """The same file, its fonts saying nothing of their height, as those that LibreOffice embeds."""
    bare = re.sub(rb"(?<=/Ascent )\d+|(?<=/Descent )-?\d+", lambda found: b"0".rjust(len(found[0])), pdf)
    assert bare != pdf
    return bare


SET = (
    "Thực hiện Kết luận số 27-KL/TW{1} ngày 24 tháng 4 năm 2026, trước ngày 5 tháng 11{12}, kết nạp 08 đảng viên trong"
    " 15 ngày, cả năm 2026{3}. Đường dài 9 km, rộng 6 m{2}; 7 tổ, 3 cụm."
)
RAISED = r'<super rise="4" size="7">\1</super>'


@pytest.mark.parametrize("of", [bytes, without_ascent])
@pytest.mark.parametrize("size", [11, 12, 13, 14])
def test_numbers_beside_raised_figures_stay_numbers(of, size):
    """A number is a number whatever its font says of itself, and a raised figure clings to its word."""
    out = io.BytesIO()
    body = ParagraphStyle("x", styles()["body"], fontSize=size, leading=1.4 * size)
    note = ParagraphStyle("y", styles()["body"], fontSize=size - 2, firstLineIndent=0)
    words = [re.sub(r"[{](\d+)[}]", RAISED, text) for text in (SET, "{1} Kết luận về 6 việc.")]
    story = [Paragraph(words[0], body), Spacer(1, 9), Paragraph(words[1], note)]
    SimpleDocTemplate(out, pagesize=A4, pageCompression=0).build(story)
    text = " ".join(read("x.pdf", of(out.getvalue())).text.split())
    assert text == (
        "Thực hiện Kết luận số 27-KL/TW¹ ngày 24 tháng 4 năm 2026, trước ngày 5 tháng 11¹², kết nạp 08 đảng viên trong"
        " 15 ngày, cả năm 2026³. Đường dài 9 km, rộng 6 m²; 7 tổ, 3 cụm. ¹ Kết luận về 6 việc."
    )


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_raised_figure_is_one_on_a_page_that_is_turned(turn):
    def draw(paper):
        paper.setPageRotation(turn)
        paper.translate(*{0: (0, 0), 90: (A4[0], 0), 180: A4, 270: (0, A4[1])}[turn])
        paper.rotate(turn)
        lines(paper, ["Thực hiện Kết luận"], y=400)
        lines(paper, ["1"], x=90 + paper.stringWidth("Thực hiện Kết luận", "NotoRegular", 12), y=404.5, size=7)
        lines(paper, ["trước ngày 5 tháng 11"], y=380)

    source = read("x.pdf", without_ascent(drawn(draw)))
    assert " ".join(source.text.split()) == "Thực hiện Kết luận¹ trước ngày 5 tháng 11"
    assert all(0.005 < word.bottom - word.top < 0.05 for word in source.words)


def test_the_number_of_a_page_or_a_row_is_no_mark():
    """Of the small figures that open a line only the one below the text, with a note behind it, is a note's."""

    def draw(paper):
        lines(paper, ["Thực hiện Kết luận"], y=400)
        lines(paper, ["1"], x=90 + paper.stringWidth("Thực hiện Kết luận", "NotoRegular", 12), y=404.5, size=7)
        lines(paper, ["1 Rà soát hồ sơ", "2 Nạo vét mương"], y=370, size=10)
        lines(paper, ["Đảng ủy phường thực hiện các việc trên trong năm nay, báo cáo kết quả hằng quý."], y=300)
        lines(paper, ["1 Về sáu việc"], y=80, size=10)
        lines(paper, ["1"], x=290, y=30, size=10)
        paper.showPage()

    text = read("x.pdf", drawn(draw)).text
    assert "luận¹" in text
    assert "1 Rà soát" in text
    assert "¹ Về sáu việc" in text
    assert text.count("¹") == 2


def test_a_drawing_full_of_small_figures_is_read_in_time():
    def draw(paper):
        lines(paper, ["Bản vẽ " * 10] * 45, size=12, step=16)
        paper.setFont("NotoRegular", 3)
        for i in range(400):
            paper.drawString(20 + 30 * (i % 18), 20 + 33 * (i // 18), str(i % 9))

    started = time.process_time()
    assert "Bản vẽ" in read("x.pdf", drawn(draw)).text
    assert time.process_time() - started < 3


def test_a_lower_or_equal_figure_is_no_mark():
    def draw(paper):
        lines(paper, ["Bảng 1 nêu 5 mục"])
        lines(paper, ["2"], x=90 + paper.stringWidth("Bảng 1 nêu 5 mục", "NotoRegular", 12), y=758, size=7)
        lines(paper, ["3"], x=70, y=766, size=12)
        lines(paper, ["9"], x=300, y=766, size=7)

    text = read("x.pdf", drawn(draw)).text
    assert not set(text) & set("⁰¹²³⁴⁵⁶⁷⁸⁹")


def sheet(words):
    tokens = [Token(word, 50 + 10 * i, 100, 58 + 10 * i, 112) for i, word in enumerate(words.split())]
    return Sheet(1, 595, 842, tokens, [])


@pytest.mark.parametrize(
    ("words", "picture", "hidden"),
    [
        ("", True, False),
        ("Ký bởi: Ủy ban nhân dân Thời gian ký: 11/05/2021 11:26:39", True, False),
        ("KӂHO ҤCH triӇn khai thӵc hiӋn nhiӋm vө năm cӫa phѭӡng vӅ chuyӇn ÿәi sӕ", False, False),
        ("thựchiện kếhoạch củaBan Thườngvụ Đảngủy phườngvề chuyểnđổi sốnăm nayvà nhữngnăm", False, False),
        ("HÕA XÃ HỘI CHÕ NGHĨA phƣờng thƣờng vụ đƣợc giao hƣớng dẫn nƣớc trƣớc ngƣời", False, False),
        ("Uy ban nhan dan phuong trien khai nhiem vu nam nay cua thanh pho", True, True),
    ],
)
def test_a_layer_that_lies_is_doubted(words, picture, hidden):
    assert doubt(sheet(words), picture=picture, hidden=hidden)


@pytest.mark.parametrize(
    "words",
    [
        "Thực hiện Kế hoạch số 112/KH-UBND ngày 08/5/2026 của Ủy ban nhân dân thành phố về chuyển đổi số",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 12/BC-UBND Nơi nhận: Lưu VT",
        "Phụ lục",
        "TT 1 2 3 4 5 6 7 8 9 10 11 12 13",
    ],
)
def test_a_layer_that_tells_the_truth_is_believed(words):
    assert doubt(sheet(words), picture=False, hidden=False) == ""


def test_broken_bytes_are_an_issue_and_never_raised():
    whole = pdf_of("KẾ HOẠCH\nvề rà soát\n\n1. Giao Phòng Kinh tế báo cáo trước ngày 30/6/2026.")
    step = max(1, len(whole) // 40)
    for cut in range(10, len(whole), step):
        for data_ in (whole[:cut], whole[:cut] + bytes(40) + whole[cut + 40 :]):
            found = read("x.pdf", data_)
            assert isinstance(found, Source | Issue)
    assert read("x.pdf", b"%PDF-1.7\n" + bytes(300)).code == "broken"


def test_an_encrypted_file_and_too_many_pages_are_refused():
    def draw(paper):
        for _ in range(4):
            lines(paper, ["Kế hoạch"])
            paper.showPage()

    out = io.BytesIO()
    paper = canvas.Canvas(out, encrypt="mat-khau")
    paper.drawString(90, 700, "x")
    paper.save()
    assert read("x.pdf", out.getvalue()).code == "encrypted"
    few = next(iter(read_bytes("x.pdf", drawn(draw), Limits(pages=3))))
    assert few.code == "too-many-pages"


@real
def test_a_gazette_pdf_reads_as_its_text():
    """Head, citations and tasks are equal, those of the annex too, whose table lost its frame in the text file."""
    text, paper = (record(read_file(REAL / f"ttg_QD844_2026{suffix}")) for suffix in (".txt", ".pdf"))
    for key in text["document"].keys() - {"evidence"}:
        assert paper["document"][key] == text["document"][key], key
    told = [(c["code"], c["type"], c["date"], c["issuer"], c["relation"], c["subject"]) for c in text["citations"]]
    assert [
        (c["code"], c["type"], c["date"], c["issuer"], c["relation"], c["subject"]) for c in paper["citations"]
    ] == told
    rows = [t["path"].rsplit(".", 1)[-1] for t in paper["tasks"] if t["path"].startswith("III.6.")]
    assert rows == [str(i) for i in range(1, 30)]
    assert [(t["path"], t["text"]) for t in paper["tasks"]] == [(t["path"], t["text"]) for t in text["tasks"]]


@real
@pytest.mark.parametrize(
    ("name", "pages", "code"), [("dang_QD294_TW_2025", 35, "294-QĐ/TW"), ("dang_HD06_TW_2025", 33, "06-HD/TW")]
)
def test_long_rules_are_read_whole(name, pages, code):
    source = read_source(REAL / f"{name}.pdf")
    assert len(source.pages) == pages
    assert {page.origin for page in source.pages} == {Origin.LAYER}
    assert broken_syllables(source.text) == ()
    document = record(read_text(source))["document"]
    assert document["code"] == code
    assert document["date"]


@real
@pytest.mark.parametrize(
    "name", ["ttg_QD844_2026", "qngai_TB_ketluan_2025_01", "qngai_CV_gopy_2025_01", "dang_HD06_TW_2025"]
)
def test_no_syllable_is_broken(name):
    assert broken_syllables(read_source(REAL / f"{name}.pdf").text) == ()


@real
@pytest.mark.parametrize("name", ["qngai_TB_ketluan_2025_01", "qngai_CV_gopy_2025_01"])
def test_a_number_that_is_stamped_as_a_picture_stays_unknown(name):
    document = record(read_file(REAL / f"{name}.pdf"))["document"]
    assert document["number"] is None
    assert document["date"] is None
    assert document["issuer"] == "Ủy ban nhân dân tỉnh Quảng Ngãi"


def test_a_layer_in_tcvn3_is_decoded():
    """Set with a Latin font as .VnTime sets it: each letter is a byte of TCVN3."""

    def draw(paper):
        paper.setFont("Helvetica", 12)
        paper.drawString(90, 760, "KÕ ho¹ch triÓn khai thùc hiÖn nhiÖm vô n¨m 2026 cña ñy ban nh©n d©n ph\u00adêng")
        paper.drawString(90, 740, "Giao Phßng Kinh tÕ chñ tr×, phèi hîp víi C«ng an b¸o c¸o tr\u00adíc ngµy 30/6/2026")

    source = read("x.pdf", drawn(draw))
    assert "Kế hoạch triển khai thực hiện nhiệm vụ năm 2026" in source.text
    assert "chủ trì, phối hợp với Công an" in source.text
    assert [note.code for note in source.notes] == ["legacy-encoding"]
    assert source.pages[0].origin is Origin.LAYER


RECIPIENTS = ["Nơi nhận:", "- Thường trực Tỉnh ủy (để b/c),", "- Các chi bộ trực", "thuộc,", "- Công an phường,",
              "- Ban Chỉ huy Quân sự", "phường,", "- Lưu Văn phòng Đảng ủy."]  # fmt: skip
SIGNS = ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC", "", "", "", "Trần Văn Mẫu", "", ""]


@pytest.mark.parametrize("turned", [None, 1, 3, 4, 5])
@pytest.mark.parametrize("right", [276, 300, 330])
def test_a_tail_in_two_columns_even_where_the_page_ends_in_it(turned, right):
    """A recipient may reach nearly to the signature, and the end of the page may fall between any two lines."""

    def draw(paper):
        lines(
            paper, ["1. Giao Công an phường tuần tra bến sông, báo cáo Văn phòng Đảng ủy trước ngày 05/6/2026."], y=780
        )
        y = 700
        for i, (left, name) in enumerate(zip(RECIPIENTS, SIGNS, strict=True)):
            if i == turned:
                paper.showPage()
                y = 780
            lines(paper, [left], y=y)
            lines(paper, [name] if name else [], x=right, y=y)
            y -= 18
        paper.showPage()

    reading = read("tail.pdf", drawn(draw))
    told = reading.text[reading.text.index("Nơi nhận") :].split("\n")
    assert "Trần Văn Mẫu" in told and "PHÓ BÍ THƯ THƯỜNG TRỰC" in told
    assert "- Thường trực Tỉnh ủy (để b/c)," in told


@pytest.mark.parametrize("width", range(300, 460, 20))
def test_lines_of_a_ragged_paragraph_are_one(width):
    """Set without justification, each line ends where the next word had no room."""
    said = (
        "Thực hiện Kế hoạch số 45-KH/TU ngày 02/3/2026 của Ban Thường vụ Thành ủy về bảo đảm an ninh trật tự trên địa "
        "bàn Thành phố, Đảng ủy phường giao Công an phường tuần tra bến sông, gửi báo cáo về Văn phòng Đảng ủy, phối "
        "hợp với Ban Chỉ huy Quân sự phường, Trạm Y tế phường và các tổ dân phố trong suốt mùa mưa bão năm nay."
    )

    def draw(paper):
        rows = [""]
        for word in said.split():
            longer = f"{rows[-1]} {word}".strip()
            rows[-1:] = [longer] if stringWidth(longer, "NotoRegular", 12) <= width else [rows[-1], word]
        lines(paper, rows, y=780)
        paper.showPage()

    assert said in read("ragged.pdf", drawn(draw)).text
