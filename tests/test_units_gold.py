"""The gold of unit identity: it names only what the registry has, and the reading keeps to it."""

import tomllib
from pathlib import Path

import pytest
import score_units

from data import path as data_path
from ontology import registry_data
from ontology.registry_data import table

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "units.toml"
SHARED = ROOT.parent / "shared"
FOLDERS = {"seeds": SHARED / "seeds", "real": SHARED / "real", "corpus": data_path("corpus")}
DOCUMENTS = tomllib.loads(GOLD.read_text(encoding="utf-8"))["documents"]


def test_the_gold_is_of_the_registry():
    codes = {place.code for place in (*registry_data.current(), *registry_data.former())} | {""}
    keys = {entry["key"] for level in table("bodies").values() for entry in level} | {""}
    for document in DOCUMENTS:
        for name, code, body in document["units"]:
            assert code in codes, (document["file"], name)
            assert body in keys, (document["file"], name)
        named = {name for name, _, _ in document["units"]}
        assert not named & set(document["unknown"]), document["file"]


def test_there_is_enough_of_it():
    assert len(DOCUMENTS) >= 12
    assert sum(len(document["units"]) for document in DOCUMENTS) >= 150
    assert sum(len(document["unknown"]) for document in DOCUMENTS) >= 50


@pytest.mark.skipif(not SHARED.is_dir(), reason="the documents stay beside the repository")
def test_identity_is_nearly_always_right():
    rows, misses, _ = score_units.table(GOLD, FOLDERS)
    precision, recall, _, _ = next(values for name, values in rows.items() if name.startswith("all ("))
    assert precision >= 0.95, misses
    assert recall >= 0.95, misses
    assert rows["all: chưa rõ"][0] >= 0.95, misses
    seeds = next(values for name, values in rows.items() if name.startswith("seeds ("))
    assert seeds[:3] == [1.0, 1.0, 1.0], misses


def test_invented_places_stay_unknown():
    of_corpus = [document for document in DOCUMENTS if document["collection"] == "corpus"]
    rows, misses, unread = score_units.table(GOLD, {**FOLDERS, "seeds": Path("none"), "real": Path("none")})
    assert rows[f"corpus ({len(of_corpus)})"][:3] == [1.0, 1.0, 1.0], misses
    assert rows["corpus: chưa rõ"][0] == 1.0
    assert len(unread) == len(DOCUMENTS) - len(of_corpus)
