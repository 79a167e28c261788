"""Reading measured against careful readings by hand: every field of both collections, with notes on misses."""

import importlib.util
import tomllib
from pathlib import Path

import pytest

import data
from ingest.pipeline import read_file
from ingest.readers import SUFFIXES
from ingest.record import record
from ontology.model import Reading

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SCORE = SHARED / "score" / "score.py"
COLLECTIONS = {
    "seeds": (SHARED / "gold", SHARED / "seeds"),
    "real": (ROOT / "tests" / "gold" / "real", SHARED / "real"),
    "corpus": (ROOT / "tests" / "gold" / "corpus", data.path("corpus")),
}
LEAST = 0.90

pytestmark = pytest.mark.skipif(not SCORE.is_file(), reason="the scorer is not beside the repository (../shared/score)")


@pytest.fixture(scope="module")
def scorer():
    spec = importlib.util.spec_from_file_location("chidao_score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def boards(scorer):
    """One board of hits and misses for each collection."""
    return {name: board(scorer, *folders) for name, folders in COLLECTIONS.items()}


def board(scorer, gold_folder, documents):
    made = scorer.Board()
    for path in sorted(gold_folder.glob("*.toml")):
        gold = tomllib.loads(path.read_text(encoding="utf-8"))
        if Path(gold["file"]).suffix not in SUFFIXES:
            continue
        reading = read_file(documents / gold["file"])
        assert isinstance(reading, Reading), reading
        told = record(reading)
        for part in (scorer.score_document, scorer.score_citations, scorer.score_tasks, scorer.score_figures):
            part(made, path.stem, gold, told)
        scorer.score_evidence(made, path.stem, told)
    return made


def notes(made, field):
    return "\n".join(note for note in made.notes if note.startswith(f"{field}:"))


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_field_is_read_well(boards, name):
    made = boards[name]
    rows = list(made.rows())
    assert len(rows) > 15
    weak = [
        f"{field}: P {p:.3f} R {r:.3f} F1 {f1:.3f} ({n} in the gold)\n{notes(made, field)}"
        for field, p, r, f1, n in rows
        if f1 < LEAST
    ]
    assert not weak, "\n" + "\n".join(weak)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_all_evidence_stands_at_its_span(boards, name):
    made = boards[name]
    assert made.tp["evidence"] > 100
    assert made.fn["evidence"] == 0, notes(made, "evidence")


def test_the_corpus_is_read_better_than_the_least(boards):
    f1 = [row[3] for row in boards["corpus"].rows()]
    assert sum(f1) / len(f1) >= 0.95
