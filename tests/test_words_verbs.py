"""The words of action: every example holds the words of its entry, no counter-example does."""

import re
import tomllib

import pytest

import data
from ingest.verbs import pattern, words_of

TABLE = tomllib.loads(data.path("words", "verbs.toml").read_text(encoding="utf-8"))["entry"]


@pytest.mark.parametrize("entry", TABLE, ids=[entry["kind"] for entry in TABLE])
def test_examples_and_counter_examples(entry):
    words = re.compile(rf"(?<!\w){words_of(entry['kind'])}", re.I)
    assert entry["examples"] and entry["counter"]
    for example in entry["examples"]:
        assert words.search(example), example
    for counter in entry["counter"]:
        assert not words.search(counter), counter


def test_kinds_are_named_once():
    kinds = [entry["kind"] for entry in TABLE]
    assert len(set(kinds)) == len(kinds)


def test_a_kind_that_is_not_in_the_table_is_our_fault():
    with pytest.raises(KeyError):
        words_of("mumbles")


def test_patterns_hold_the_words_of_their_kinds_and_keep_quantifiers():
    found = pattern(r"{gives|asks}\s+\w{3,4}\b").match("Giao Công an phường")
    assert found is not None
    assert found.group() == "Giao Công"


def test_the_longer_words_win():
    found = pattern("{at least}").match("đạt trên 95%")
    assert found is not None
    assert found.group() == "đạt trên"
