"""One document in every form an office has it in: read alike, and as well as its text."""

import importlib.util
import tomllib
from pathlib import Path

import encodings_before_unicode as before
import office_files
import pytest

import data
from ingest.pipeline import read_file
from ingest.record import record
from ontology.model import Reading

ROOT = Path(__file__).resolve().parents[1]
SCORE = ROOT.parent / "shared" / "score" / "score.py"
TWINS = ROOT.parent / "shared" / "real"
GOLD = ROOT / "tests" / "gold" / "corpus"
CHOSEN = ("an-hai-cv-215", "an-hai-qd-1480-thay-the", "binh-khe-kh-29", "hoa-lac-kh-45-bang", "hoa-lac-nq-thang-06")
ALLOWED = 0.02

pytestmark = pytest.mark.skipif(not SCORE.is_file(), reason="the scorer is not beside the repository (../shared/score)")


@pytest.fixture(scope="module")
def scorer():
    spec = importlib.util.spec_from_file_location("chidao_score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold(name):
    return tomllib.loads((GOLD / f"{name}.toml").read_text(encoding="utf-8"))


def text_of(name):
    return data.path("corpus", gold(name)["file"]).read_text(encoding="utf-8")


def f1(scorer, name, file):
    """The F1 of one document over all fields together, and the misses."""
    reading = read_file(file)
    assert isinstance(reading, Reading), reading
    board, wanted, told = scorer.Board(), gold(name), record(reading)
    for part in (scorer.score_document, scorer.score_citations, scorer.score_tasks, scorer.score_figures):
        part(board, name, wanted, told)
    scorer.score_evidence(board, name, told)
    assert board.fn["evidence"] == 0
    hits, extra, missed = (sum(counts.values()) for counts in (board.tp, board.fp, board.fn))
    return 2 * hits / (2 * hits + extra + missed), board.notes


@pytest.fixture(scope="module")
def texts(scorer):
    return {name: f1(scorer, name, data.path("corpus", gold(name)["file"])) for name in CHOSEN}


def check(scorer, texts, name, file):
    score, notes = f1(scorer, name, file)
    wanted, known = texts[name]
    assert score >= wanted - ALLOWED, "\n".join(note for note in notes if note not in known)


WRITTEN = {
    "docx": ("docx", office_files.word),
    "html": ("htm", office_files.page),
    "tcvn3": ("txt", before.tcvn3),
    "vni": ("txt", before.vni),
    "tcvn3-docx": ("docx", lambda text: office_files.word(text, font=".VnTime", write=before.tcvn3_text)),
}


@pytest.mark.parametrize("form", WRITTEN)
@pytest.mark.parametrize("name", CHOSEN)
def test_a_sample_is_read_as_well_in_every_form(scorer, texts, tmp_path, name, form):
    suffix, write = WRITTEN[form]
    file = tmp_path / f"{name}.{suffix}"
    file.write_bytes(write(text_of(name)))
    check(scorer, texts, name, file)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The chosen samples as Word files, and what LibreOffice makes of them."""
    folder = tmp_path_factory.mktemp("office")
    files = [folder / f"{name}.docx" for name in CHOSEN]
    for name, file in zip(CHOSEN, files, strict=True):
        file.write_bytes(office_files.word(text_of(name)))
    for form in ("doc", "odt", "rtf"):
        office_files.converted(files, form, folder)
    return folder


@office_files.needs_office
@pytest.mark.parametrize("form", ["doc", "odt", "rtf"])
@pytest.mark.parametrize("name", CHOSEN)
def test_a_sample_is_read_as_well_from_older_office_files(scorer, texts, folder, name, form):
    check(scorer, texts, name, folder / f"{name}.{form}")


@office_files.needs_office
@pytest.mark.skipif(not TWINS.is_dir(), reason="the published documents are not beside the repository (../shared/real)")
def test_a_word_file_of_today_and_of_yesterday_are_read_alike():
    readings = [read_file(TWINS / name) for name in ("dang_HD36_VPTW_2018.docx", "dang_HD36_VPTW_2018_old.doc")]
    told = [record(reading) for reading in readings if isinstance(reading, Reading)]
    assert len(told) == 2
    for one in told:
        one["file"], one["sha256"] = "", ""
    assert told[0] == told[1]


def _facts(told, of):
    return {(task["path"], task["ordinal"], *fact) for task in told["tasks"] for fact in of(task)}


FACTS = {
    "tasks": (lambda task: [(task["text"],)], 0.98),
    "products": (lambda task: [(task["product"],)], 0.95),
    "owners": (lambda task: [(a["role"], a["unit"], a["kind"], a["lead"]) for a in task["assignments"] or ()], 0.95),
    "times": (
        lambda task: [
            (d["kind"], d.get("from"), d.get("to"), d.get("rule_text"), d["quote"])
            for d in [*(task["deadlines"] or ()), *(task["recurrence"] or ())]
        ],
        0.95,
    ),
}


@pytest.fixture(scope="module")
def annex():
    """One decision as a PDF with a ruled table, and as text copied from it, where the table lost its frame."""
    files = [TWINS / f"ttg_QD844_2026{suffix}" for suffix in (".pdf", ".txt")]
    if not all(file.is_file() for file in files):
        pytest.skip("the published documents are not beside the repository (../shared/real)")
    readings = [read_file(file) for file in files]
    assert all(isinstance(reading, Reading) for reading in readings)
    return [record(reading) for reading in readings]


@pytest.mark.parametrize("name", FACTS)
def test_a_table_that_lost_its_frame_is_read_as_the_ruled_one(annex, name):
    of, least = FACTS[name]
    ruled, flat = (_facts(told, of) for told in annex)
    assert len(ruled) >= 30
    assert 2 * len(ruled & flat) / (len(ruled) + len(flat)) >= least, sorted(map(str, ruled ^ flat))


def test_what_was_cut_by_likelihood_says_so(annex):
    ruled, flat = annex
    for told, inferred in ((ruled, False), (flat, True)):
        rows = [task for task in told["tasks"] if task["path"].startswith("III.6.") and task["assignments"]]
        assert len(rows) == 29
        assert inferred is any(a["grade"] == "suy đoán" for task in rows for a in task["assignments"])
        assert inferred is ("table-flattened" in {warning["code"] for warning in told["warnings"] or ()})
        assert "item-number-twice" not in {warning["code"] for warning in told["warnings"] or ()}
