"""Every example of the tables of words that the reader uses is read as its entry, no counter-example is."""

import tomllib

import pytest
from texts import WARD

import data
from ingest.citations import citations_of, strength
from ingest.deadlines import When, deadlines_in
from ingest.mentions import mentions_in
from ingest.outline import part_kind
from ingest.tables import Cell, columns_of
from ontology.model import Code, DeadlineKind, Relation

FIXED = {DeadlineKind.DATE, DeadlineKind.PERIOD}


def table(name):
    return tomllib.loads(data.path("words", name).read_text(encoding="utf-8"))


HEADINGS, RELATIONS, TABLES, TIMES = (table(f"{name}.toml") for name in ("headings", "relations", "tables", "times"))


def cases(entries, key, field):
    return [(entry[key], words) for entry in entries for words in entry[field]]


def test_every_entry_has_examples_and_counter_examples():
    entries = (
        *HEADINGS["entry"],
        *RELATIONS["entry"],
        *TABLES["entry"],
        *TIMES["recurrence"],
        TIMES["bound"],
        TIMES["period"],
    )
    assert all(entry["examples"] and entry["counter"] for entry in entries)


@pytest.mark.parametrize(("kind", "words"), cases(HEADINGS["entry"], "kind", "examples"))
def test_headings(kind, words):
    assert part_kind(words) == kind
    assert part_kind(words.upper()) == kind


@pytest.mark.parametrize(("kind", "words"), cases(HEADINGS["entry"], "kind", "counter"))
def test_headings_of_other_parts(kind, words):
    assert part_kind(words) != kind


def relation_of(text):
    citations, _ = citations_of(text, mentions_in(text, len(text), WARD), Code("", "", ""), None, (0, 0))
    (citation,) = citations
    return citation.relation


@pytest.mark.parametrize(("relation", "words"), cases(RELATIONS["entry"], "relation", "examples"))
def test_relations(relation, words):
    assert relation_of(words) == relation
    assert relation_of(words[0].upper() + words[1:]) == relation


@pytest.mark.parametrize(("relation", "words"), cases(RELATIONS["entry"], "relation", "counter"))
def test_other_relations(relation, words):
    assert relation_of(words) != relation


@pytest.mark.parametrize("words", RELATIONS["passed_on"]["examples"])
def test_what_stands_behind_a_directive_passes_it_on(words):
    assert relation_of(f"Đảng ủy nhận được Chỉ thị số 05-CT/TU ngày 03/3/2026 {words}") == "chuyển tiếp"


@pytest.mark.parametrize("words", RELATIONS["passed_on"]["counter"])
def test_what_is_sent_besides_does_not(words):
    assert relation_of(f"Đảng ủy nhận được Chỉ thị số 05-CT/TU ngày 03/3/2026 {words}") != "chuyển tiếp"


def test_every_relation_has_words_and_a_rank_of_its_own():
    # which directive an annex goes with says its head (ingest/annex.py), no word before a citation
    worded = [relation for relation in Relation if relation is not Relation.ANNEXED]
    assert {entry["relation"] for entry in RELATIONS["entry"]} == {relation.value for relation in worded}
    assert len({strength(relation) for relation in worded}) == len(worded)
    assert (
        strength(Relation.REPLACES)
        < strength(Relation.IMPLEMENTS)
        < strength(Relation.BASED_ON)
        < strength(Relation.CITES)
    )


def column_of(words, column):
    """Where a row's head puts its first cell, the others being what makes it the head of a task table."""
    others = ["Công việc"] * (column != "task") + (["Tiến độ"] if column != "due" else ["Chủ trì"])
    cells = [Cell(text, 0, len(text)) for text in (words, *others)]
    return next((name for name, place in columns_of(cells).items() if place == 0), "")


@pytest.mark.parametrize(("column", "words"), cases(TABLES["entry"], "column", "examples"))
def test_columns(column, words):
    assert column_of(words, column) == column
    assert column_of(words.upper(), column) == column


@pytest.mark.parametrize(("column", "words"), cases(TABLES["entry"], "column", "counter"))
def test_other_columns(column, words):
    assert column_of(words, column) != column


def due(words, year=2026):
    return deadlines_in(words, 0, len(words), When(year))


@pytest.mark.parametrize("words", TIMES["bound"]["examples"])
def test_words_that_bound_a_day(words):
    assert [d.kind for d in due(words, 0)] == [DeadlineKind.DATE]


@pytest.mark.parametrize("words", TIMES["period"]["examples"])
def test_words_that_make_a_period_due(words):
    assert [d.kind for d in due(words)] == [DeadlineKind.PERIOD]


@pytest.mark.parametrize("words", [*TIMES["bound"]["counter"], *TIMES["period"]["counter"]])
def test_days_and_periods_that_nothing_is_due_in(words):
    assert not [d for d in due(words) if d.kind in FIXED]


@pytest.mark.parametrize(
    ("rule", "words"),
    [(entry["rule"] or entry["word"], words) for entry in TIMES["recurrence"] for words in entry["examples"]],
)
def test_words_of_recurrence(rule, words):
    assert rule in [d.recurrence for d in due(words) if d.kind is DeadlineKind.RECURRENCE]


@pytest.mark.parametrize(
    ("rule", "words"),
    [(entry["rule"] or entry["word"], words) for entry in TIMES["recurrence"] for words in entry["counter"]],
)
def test_words_without_recurrence(rule, words):
    assert rule not in [d.recurrence for d in due(words)]
