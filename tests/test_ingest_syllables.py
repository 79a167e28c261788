"""The grammar of a syllable: what can be Vietnamese, what cannot, and which words of a text are judged."""

import csv
import tomllib
import unicodedata

import pytest

import data
from ingest.syllables import broken_syllables, possible, share, tokens

TABLE = tomllib.loads(data.path("words", "syllables.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("word", TABLE["examples"])
def test_possible(word):
    assert possible(word)
    assert possible(word.upper())
    assert possible(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", TABLE["counter"])
def test_impossible(word):
    assert not possible(word)


@pytest.mark.parametrize("table", ["communes", "predecessors", "provinces"])
def test_every_unit_of_the_country_is_possible(table):
    with data.path("units", f"{table}.csv").open(encoding="utf-8", newline="") as file:
        broken = {word for row in csv.DictReader(file) for word in broken_syllables(row["name"])}
    assert broken == set()


def test_our_samples_hold_no_broken_syllable():
    broken = {
        (path.name, word)
        for path in data.path("corpus").glob("*/*.txt")
        for word in broken_syllables(path.read_text(encoding="utf-8"))
    }
    assert broken == set()


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("HĐND, UBND, BTGDVTƯ, QĐ và Microsoft", ()),
        ("các đảng¹ bộ, thành phố², 20 m³", ()),
        ("số 12-HD/ĐU", ()),
        ("KӂHO ҤCH", ("KӂHO", "ҤCH")),
        ("§¶ng bé ph\u00ad¬ng", ("§¶ng", "ph\u00ad¬ng")),
    ],
)
def test_words_are_judged_in_a_text(text, broken):
    assert broken_syllables(text) == broken


def test_share():
    assert share("no such word") == 1.0
    assert share("Đảng bộ") == 1.0
    assert share("Đảng bé\u00adng") == 0.5
    assert list(tokens("Đảng bộ xã A")) == ["Đảng", "bộ", "xã"]
